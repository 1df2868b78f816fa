"""Dates that other reports of the story fix."""
from __future__ import annotations
from collections.abc import Sequence
from onrecord.records import Analysis

def date_from_story(analyses: Sequence[Analysis]) -> list[Analysis]:
    return list(analyses)

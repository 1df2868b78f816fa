"""Which reports are about one matter.

Two reports are compared by what they say and when they came out, and by nothing around them: a
pair's likeness is the same in every store and in every order. Reports then join by average link.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Analysis
from onrecord.stages.stories.compare import FAINT, compare_signatures, compare_with, find_reach
from onrecord.stages.stories.join import SHARED, Link, find_candidates, join_reports
from onrecord.stages.stories.sign import find_heading, list_keys, sign_report
from onrecord.stages.stories.weights import find_threshold

__all__ = [
    "FAINT",
    "SHARED",
    "Link",
    "compare_signatures",
    "compare_with",
    "find_heading",
    "find_reach",
    "find_threshold",
    "group_reports",
    "join_reports",
    "list_keys",
    "sign_report",
]


def group_reports(analyses: Sequence[Analysis]) -> list[list[Analysis]]:
    """The reports in groups, one a story; inside a group by name, groups by their first name.

    The order of ``analyses`` changes nothing.
    """
    signatures = {analysis.page.key: sign_report(analysis) for analysis in analyses}
    links: list[Link] = []
    for first, candidates in find_candidates(signatures):
        compare = compare_with(signatures[first])
        links += [
            (first, second, likeness) for second in candidates if (likeness := compare(signatures[second])) > FAINT
        ]
    story = {key: number for number, group in enumerate(join_reports(signatures, links)) for key in group}
    groups: dict[int, list[Analysis]] = {}
    for analysis in sorted(analyses, key=lambda analysis: (analysis.page.name, analysis.page.key)):
        groups.setdefault(story[analysis.page.key], []).append(analysis)
    return list(groups.values())

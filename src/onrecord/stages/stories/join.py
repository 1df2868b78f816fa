"""Reports that are alike, joined into stories by average link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush

from onrecord.records import Signature
from onrecord.stages.stories.compare import FAINT, find_reach
from onrecord.stages.stories.sign import list_keys
from onrecord.stages.stories.weights import find_threshold

type Link = tuple[str, str, float]
"""Two reports by their keys and the log odds that they are about one matter."""

CLOSER = 0.6
"""How far two groups must be nearer than the threshold, as a share of how far their own reports are: three reports
on one event and three on a like one are nearer among themselves. Chosen on the development half of the events,
with other articles as noise and without."""
NEAREST = 0.4
"""What the strongest link between two groups counts for beside the mean of all: of three reports on one event two may
have little in common. Chosen as CLOSER was."""
SHARED = 2
"""Keys that two reports must share to be compared at all."""


def find_candidates(signatures: Mapping[str, Signature]) -> Iterator[tuple[str, list[str]]]:
    """For each report, in order, those behind it in order that are worth a comparison with it.

    They share keys with it, and are not so far apart in time that nothing could make them one story.
    """
    holders: dict[str, list[str]] = {}
    for report in sorted(signatures):
        for key in list_keys(signatures[report]):
            holders.setdefault(key, []).append(report)
    reach = find_reach()
    for report in sorted(signatures):
        day = signatures[report].day
        shared = Counter(other for key in list_keys(signatures[report]) for other in holders[key] if other > report)
        near = [other for other in sorted(shared) if shared[other] >= SHARED]
        yield report, [other for other in near if _is_within(reach, day, signatures[other].day)]


def _is_within(reach: int, first: int | None, second: int | None) -> bool:
    return first is None or second is None or abs(first - second) <= reach


def join_reports(
    reports: Iterable[str], links: Iterable[Link], *, pinned: Mapping[str, str] | None = None
) -> list[list[str]]:
    """Groups of reports, sorted within and among themselves.

    Agglomerative clustering by mean log odds, where pairs without a link count as unlike, and by the strongest
    link (``NEAREST``); heaviest first, ties by name. Groups must be the nearer the closer their own reports
    are (``CLOSER``). Reports ``pinned`` to one name stay together, those pinned to different names apart; pinned
    reports may be unlike each other, so that another joins them where it would join the nearest. Near-linear in
    the number of links.
    """
    clusters = _Clusters(sorted(reports), pinned or {})
    for first, second, likeness in sorted(links):
        clusters.link(first, second, likeness)
    clusters.join(find_threshold())
    return sorted(sorted(members) for members in clusters.members.values())


class _Clusters:
    """Clusters by number, with the links between them."""

    def __init__(self, reports: list[str], pinned: Mapping[str, str]) -> None:
        self.members: dict[int, list[str]] = {}
        self.pins: dict[int, str] = {}
        self.cluster: dict[str, int] = {}
        self.sums: dict[int, dict[int, float]] = {}
        """What the links between two clusters exceed FAINT by, in sum."""
        self.best: dict[int, dict[int, float]] = {}
        """The strongest link between two clusters."""
        self.threshold = 0.0
        self.inside: dict[int, float] = {}
        """What the links inside a cluster exceed FAINT by, in sum."""
        numbers: dict[str, int] = {}
        for number, report in enumerate(reports):
            pin = pinned.get(report)
            home = number if pin is None else numbers.setdefault(pin, number)
            if pin is not None:
                self.pins[home] = pin
            self.members.setdefault(home, []).append(report)
            self.cluster[report] = home
            self.sums.setdefault(home, {})
            self.best.setdefault(home, {})

    def link(self, first: str, second: str, likeness: float) -> None:
        one, other = self.cluster[first], self.cluster[second]
        if one != other and likeness > FAINT:
            self._add(one, other, likeness - FAINT, likeness)
        elif likeness > FAINT:
            self.inside[one] = self.inside.get(one, 0.0) + likeness - FAINT

    def join(self, threshold: float) -> None:
        """Join the nearest two until none are nearer than ``threshold`` and than their own reports allow."""
        self.threshold = threshold
        # An entry is how far two clusters are from joining; it is stale once one of the two was joined to another,
        # which its numbers of members tell.
        entries = (self._entry(one, other) for one in self.sums for other in self.sums[one] if one < other)
        heap = [entry for entry in entries if entry[0] <= 0]
        heapify(heap)
        while heap:
            _, one, other, size, other_size = heappop(heap)
            if (len(self.members.get(one, ())), len(self.members.get(other, ()))) != (size, other_size):
                continue
            if one in self.pins and other in self.pins:
                continue
            self._merge(one, other)
            for neighbour in self.sums[one]:
                entry = self._entry(one, neighbour)
                if entry[0] <= 0:
                    heappush(heap, entry)

    def _merge(self, one: int, other: int) -> None:
        parts = [self.inside.pop(number, 0.0) for number in (one, other)]
        self.inside[one] = sum(parts) + self.sums[one].get(other, 0.0)
        self.members[one] += self.members.pop(other)
        if other in self.pins:
            self.pins[one] = self.pins.pop(other)
        sums, best = self.sums.pop(other), self.best.pop(other)
        for neighbour in sorted(sums):
            del self.sums[neighbour][other], self.best[neighbour][other]
            if neighbour != one:
                self._add(one, neighbour, sums[neighbour], best[neighbour])

    def _add(self, one: int, other: int, excess: float, likeness: float) -> None:
        total = self.sums[one].get(other, 0.0) + excess
        nearest = max(self.best[one].get(other, likeness), likeness)
        self.sums[one][other] = self.sums[other][one] = total
        self.best[one][other] = self.best[other][one] = nearest

    def _entry(self, one: int, other: int) -> tuple[float, int, int, int, int]:
        first, second = min(one, other), max(one, other)
        sizes = len(self.members[first]), len(self.members[second])
        if first in self.pins or second in self.pins:
            likeness = self.best[first][second]
        else:
            mean = self.sums[first][second] / (sizes[0] * sizes[1]) + FAINT
            likeness = (1 - NEAREST) * mean + NEAREST * self.best[first][second]
        return (self._bar(first) / 2 + self._bar(second) / 2 + self.threshold - likeness, first, second, *sizes)

    def _bar(self, cluster: int) -> float:
        """What a cluster asks of another above the threshold; nothing if it is one report, or pinned."""
        size = len(self.members[cluster])
        if size == 1 or cluster in self.pins:
            return 0.0
        mean = self.inside.get(cluster, 0.0) / (size * (size - 1) / 2) + FAINT
        return CLOSER * max(0.0, mean - self.threshold)

"""Duties of prose with those that a sentence right behind them names as helpers: 由A清理通道。B、C配合。"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from kg.extract.prose import ProseTask
from kg.extract.regions import Region
from kg.find.assignments.marker import Marker
from kg.find.text.dense import Dense, Gap

_STOPS = ("。", "；")


def with_helpers(dense: Dense, region: Region, duties: list[ProseTask]) -> tuple[Region, list[ProseTask]]:
    """The region without markers that only say who helps with one of its `duties`, and these with them."""
    helped = list(duties)
    ends = [one.duty.clause_end for one in duties]
    others: list[Marker] = []
    for marker in region.markers:
        place = bisect_left(ends, marker.start) - 1
        if place >= 0 and _names_helpers(dense, marker) and _stands_behind(region, marker, helped[place]):
            helped[place] = _helped_by(helped[place], marker)
        else:
            others.append(marker)
    return (replace(region, markers=others) if len(others) < len(region.markers) else region), helped


def _names_helpers(dense: Dense, marker: Marker) -> bool:
    """Whether a marker is a sentence right behind another one that names nobody who leads."""
    if not marker.sentence or marker.clause.has_owner() or not marker.clause.parties:
        return False
    return dense.text.startswith(_STOPS, marker.start - 1) and dense.gap(marker.start) < Gap.LINE


def _stands_behind(region: Region, marker: Marker, task: ProseTask) -> bool:
    """Whether a marker closes a duty of its item or stands right behind it."""
    closes = marker.start - 1 <= task.end <= marker.end
    return closes and task.item is region.outline.innermost(marker.start)


def _helped_by(task: ProseTask, marker: Marker) -> ProseTask:
    named = {one.start for one in task.duty.parties}
    helpers = tuple([one for one in marker.clause.parties if one.start not in named])
    duty = replace(task.duty, parties=(*task.duty.parties, *helpers))
    return replace(task, duty=duty, end=min(task.end, marker.start))

"""Duties of prose with those that a sentence right behind them names as helpers: 由A清理通道。B、C配合。"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.prose import ProseTask
from kg.extract.regions import Region
from kg.find.assignments.marker import Marker
from kg.find.text.dense import Dense, Gap

_STOPS = ("。", "；")


def with_helpers(dense: Dense, region: Region, duties: list[ProseTask]) -> tuple[Region, list[ProseTask]]:
    """The region without markers that only say who helps with one of its `duties`, and these with them."""
    others: list[Marker] = []
    for marker in region.markers:
        place = _helped(dense, region, duties, marker)
        if place is None:
            others.append(marker)
        else:
            duties = [*duties[:place], _helped_by(duties[place], marker), *duties[place + 1 :]]
    return (replace(region, markers=others) if len(others) < len(region.markers) else region), duties


def _helped(dense: Dense, region: Region, duties: list[ProseTask], marker: Marker) -> int | None:
    """Which duty a marker names helpers of: one of its item that it closes or stands right behind."""
    if not marker.sentence or marker.clause.has_owner() or not marker.clause.parties:
        return None
    if not dense.text.startswith(_STOPS, marker.start - 1) or dense.gap(marker.start) >= Gap.LINE:
        return None
    item = region.outline.innermost(marker.start)
    for place, task in enumerate(duties):
        beside = task.duty.clause_end <= marker.start - 1 <= task.end
        if beside and task.end <= marker.end and task.item is item:
            return place
    return None


def _helped_by(task: ProseTask, marker: Marker) -> ProseTask:
    named = {one.start for one in task.duty.parties}
    helpers = tuple([one for one in marker.clause.parties if one.start not in named])
    duty = replace(task.duty, parties=(*task.duty.parties, *helpers))
    return replace(task, duty=duty, end=min(task.end, marker.start))

"""Duties of prose with the limits behind them: 由A负责修路。⏎完成时限：6月底前, 由A修路。⏎6月底前."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.prose_task import ProseTask
from kg.extract.regions import Region
from kg.find.prose.stages import stage_of
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item
from kg.words.times import limit_line

_ENDS = re.compile("[。；）〕]")
_OPENS = "。；（〔"


def with_limits(dense: Dense, region: Region, duties: list[ProseTask]) -> list[ProseTask]:
    """The `duties` of a region with the limits of all that their items tell.

    These are what a label behind the duties says, and the period of a stage.
    """
    ends = {task.item: task.end for task in duties}  # of several in an item that of the last
    told: dict[Item | None, tuple[tuple[int, int], ...]] = {
        item: tuple(_labelled(dense, region, item, end)) for item, end in ends.items() if item
    }
    return [
        replace(
            task,
            times=(*_of_stage(dense, region, task), *_below(dense, region, task), *told.get(task.item, ())),
        )
        for task in duties
    ]


def _of_stage(dense: Dense, region: Region, task: ProseTask) -> Iterator[tuple[int, int]]:
    """The period of the stage in whose text a duty stands; what lasts also where the duty holds its name."""
    stage = stage_of(dense.text, task.item, region.outline) if task.item else None
    if stage and (stage.end <= task.start or stage.lasts):
        yield stage.period


def _below(dense: Dense, region: Region, task: ProseTask) -> Iterator[tuple[int, int]]:
    """The line right below a duty, where it is nothing but a limit."""
    start = dense.paragraph_end(task.end - 1)
    end = min(dense.line_end(start), region.end) if start < region.end else start
    if start < end and limit_line().fullmatch(dense.text, start, end - (dense.text[end - 1] in "。；")):
        yield start, end


def _labelled(dense: Dense, region: Region, item: Item, start: int) -> Iterator[tuple[int, int]]:
    """What labels of limits tell in an item from `start` on, up to the units or items that follow."""
    marker = region.marker_from(start)
    stop = min(item.end, marker.start if marker else item.end, region.outline.next_start(start, item.end))
    for label in region.labels_inside(start, stop):
        at = label.start()
        opens = dense.text[at - 1] in _OPENS or dense.gap(at) >= Gap.LINE
        if label["time"] and opens:
            line = min(dense.line_end(at), stop)
            close = _ENDS.search(dense.text, label.end(), line)
            yield label.end(), close.start() if close else line

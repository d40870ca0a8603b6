"""Which sentences of a region are duties: how much prose is believed depends on how the region speaks.

A region that hands out tasks by brackets, lines or tables says so in its markers; its prose only
names actors, and only 由X牵头 … inside it is a task of its own. A region without markers speaks in
sentences; rules in articles and covering texts also in the form 由X办理.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.regions import Region
from kg.find.covered import Covered
from kg.find.dense import Dense
from kg.find.duties import (
    Duty,
    agent_duties,
    sentence_duties,
    subject_duties,
    unit_headings,
    unit_items,
    unit_lines,
)
from kg.find.outline import Item
from kg.model import TaskKind

_BOILERPLATE = ("解释",)
_FEW_ARTICLES = 3


@dataclass(frozen=True, slots=True)
class ProseTask:
    """A duty as a task: the dense stretch of its text, its item, and its kind."""

    start: int
    end: int
    item: Item | None
    duty: Duty
    kind: TaskKind


def prose_tasks(
    dense: Dense, region: Region, holes: list[tuple[int, int]], *, covering: bool
) -> list[ProseTask]:
    """The duties of a region in printed order, none inside another or inside a marker or table."""
    taken = Covered([*holes, *((marker.start, marker.end) for marker in region.markers)])
    if region.marked:
        found = list(_inline(dense, region))
    else:
        found = [*_unit_items(dense, region), *_sentences(dense, region, covering=covering)]
    chosen: list[ProseTask] = []
    for task in sorted(found, key=lambda one: (one.duty.start, -one.duty.end)):
        if task.duty.start in taken:
            continue
        if chosen and task.duty.start < chosen[-1].duty.clause_end:
            continue
        if chosen and task.start < chosen[-1].end:
            chosen[-1] = _cut(chosen[-1], task.duty.start)
            task = ProseTask(task.duty.start, task.end, task.item, task.duty, task.kind)
        chosen.append(task)
    return [task for task in chosen if task.start < task.end]


def _cut(task: ProseTask, end: int) -> ProseTask:
    return ProseTask(task.start, min(task.end, end), task.item, task.duty, task.kind)


def _inline(dense: Dense, region: Region) -> Iterator[ProseTask]:
    """由X牵头 … inside: of its whole item where no marker speaks for that, else of its sentence."""
    markers = [marker.start for marker in region.markers]
    for duty in sentence_duties(dense, region.start, region.end, region.outline):
        if duty.leads:
            item = region.outline.innermost(duty.start)
            free = item is not None and bisect_left(markers, item.start) == bisect_left(markers, item.end)
            start = item.body if item and free else duty.start
            yield ProseTask(start, duty.end, item, duty, TaskKind.INLINE)


def _unit_items(dense: Dense, region: Region) -> Iterator[ProseTask]:
    for item, duty in unit_items(dense, region.outline):
        yield ProseTask(duty.start, item.end, item, duty, TaskKind.DUTY)
    for item, duty in unit_headings(dense, region.outline):
        yield ProseTask(duty.start, item.end, item, duty, TaskKind.DUTY)
    for duty in unit_lines(dense, region.start, region.end, region.outline):
        yield ProseTask(duty.start, duty.end, region.outline.innermost(duty.start), duty, TaskKind.DUTY)


def _sentences(dense: Dense, region: Region, *, covering: bool) -> Iterator[ProseTask]:
    articles = sum(item.style == "article" for item in region.outline.items) >= _FEW_ARTICLES
    duties = list(sentence_duties(dense, region.start, region.end, region.outline))
    if articles or covering:
        duties.extend(agent_duties(dense, region.start, region.end, region.outline))
    if articles:
        duties.extend(subject_duties(dense, region.start, region.end, region.outline))
    for duty in duties:
        if not articles and dense.text.startswith(_BOILERPLATE, duty.clause_end):
            continue
        item = region.outline.innermost(duty.start)
        yield ProseTask(_with_heading(dense, item, duty), duty.end, item, duty, TaskKind.DUTY)


def _with_heading(dense: Dense, item: Item | None, duty: Duty) -> int:
    """A duty that follows the heading of its item directly has the heading, and its limit, with it."""
    if item is None:
        return duty.start
    if not item.body <= duty.start <= item.body + 60:
        return duty.start
    between = dense.text[item.body : duty.start]
    return item.body if between.count("。") == 1 and between.endswith("。") else duty.start

"""Duties of prose with those that the sentence right behind them names as helpers: 由A清理通道。B、C配合。"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.prose_task import ProseTask
from kg.extract.regions import Region
from kg.find.assignments.clause import Party
from kg.find.assignments.sentences import role_sentences
from kg.find.text.dense import Dense
from kg.lexicon import load

_STOPS = "。；"
_LONGEST = 200


def with_helpers(dense: Dense, region: Region, duties: list[ProseTask]) -> tuple[Region, list[ProseTask]]:
    """The region and its `duties`, in which sentences that only say who helps with one belong to that."""
    helped: list[ProseTask] = []
    told: set[int] = set()
    for task in duties:
        if task.duty.start in told:
            continue
        start, helpers = _helpers_behind(dense, region, task)
        if helpers:
            task = _helped_by(task, start, helpers)
            told.add(start)
        helped.append(task)
    markers = [marker for marker in region.markers if marker.start not in told]
    return (replace(region, markers=markers) if told else region), helped


def _helpers_behind(dense: Dense, region: Region, task: ProseTask) -> tuple[int, tuple[Party, ...]]:
    """Where the sentence behind a duty begins, and whom it names if it is of its paragraph and of helpers."""
    paragraph = dense.paragraph_end(task.duty.clause_end)
    start = _sentence_end(dense.text, task.duty.clause_end, paragraph)
    end = _sentence_end(dense.text, start, paragraph)
    helping = tuple(load("roles")["tail"]["support"])
    if not dense.text[start:end].rstrip(_STOPS).endswith(helping):
        return start, ()
    found = next(role_sentences(dense, start, end, region.outline), None)
    if found is None or found[0] != start or found[2].has_owner():
        return start, ()
    return start, tuple(found[2].parties)


def _sentence_end(text: str, at: int, limit: int) -> int:
    """Behind the first stop from `at` on, near enough and before `limit`."""
    limit = min(limit, at + _LONGEST)
    return min([place + 1 for mark in _STOPS if (place := text.find(mark, at, limit)) >= 0], default=limit)


def _helped_by(task: ProseTask, start: int, helpers: tuple[Party, ...]) -> ProseTask:
    named = {one.start for one in task.duty.parties}
    others = tuple([one for one in helpers if one.start not in named])
    duty = replace(task.duty, parties=(*task.duty.parties, *others))
    return replace(task, duty=duty, end=min(task.end, start))

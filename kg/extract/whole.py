"""Duties of prose with all that is said of them before the next: parts, sentences, points, limits."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.extract.prose_task import ProseTask
from kg.extract.regions import Region
from kg.find.prose.helpers import duties_verb
from kg.find.prose.reach import SENTENCE_END
from kg.find.text.dense import LIST_MARKS, Dense
from kg.lexicon import load, one_of
from kg.model import TaskKind
from kg.words.bodies import is_body
from kg.words.marks import behind_last
from kg.words.roles import work_verb
from kg.words.times import limit_line

_IN_CHARGE = "负责"
_SHORTEST_BODY, _LONGEST_BODY = 3, 16
_THE_WORK = re.compile("[该此本](?:项)?(?:工作|工程|项目|任务)(?:在|于)?")


def whole(dense: Dense, region: Region, task: ProseTask, following: ProseTask | None) -> ProseTask:
    """A task with all that is said of it before the one that follows."""
    task = _with_clauses(dense, _whole_paragraph(dense, region, task, following), following)
    return _with_points(dense, region, task, following)


def _whole_paragraph(dense: Dense, region: Region, task: ProseTask, following: ProseTask | None) -> ProseTask:
    """Who leads an item from its first word on leads what its paragraph says, but for others' tasks."""
    item = task.item
    if item is None or not task.duty.of_whole_item or task.start != item.body or region.marked_inside(item):
        return task
    end = min(item.end, dense.paragraph_end(task.end - 1))
    alone = following is None or following.start >= end
    return replace(task, end=max(task.end, end)) if alone else task


def _with_clauses(dense: Dense, task: ProseTask, following: ProseTask | None) -> ProseTask:
    """A task with what its units do behind a semicolon as well, and with its limit behind a stop.

    ；组织抢修; 。10月15日前完成。 A line that begins with units is theirs up to where others do something:
    市卫生局负责防疫；为灾民提供救治。开展培训。
    """
    limit = dense.paragraph_end(task.end - 1)
    limit = min(limit, following.start) if following and following.start >= task.end else limit
    end = task.end
    own = _opens_line(dense, task)
    while (
        task.kind is TaskKind.DUTY and dense.text.startswith(("；", "。")[: 1 + own], end) and end + 1 < limit
    ):
        stop = SENTENCE_END.search(dense.text, end + 1, limit)
        more = stop and _more_is_done().match(dense.text, end + 1)
        clause = (
            stop
            and own
            and dense.text[end] == "；"
            and not _begins_with_body(dense.text, end + 1, stop.start())
        )
        if stop is None or not (more or clause):
            break
        end = stop.start()
    return replace(task, end=_behind_limit(dense.text, end, limit))


def _opens_line(dense: Dense, task: ProseTask) -> bool:
    """Whether a line of no article begins with the units of a task."""
    first = task.duty.parties[0].start
    return dense.paragraph_start(first) == first and not (task.item and task.item.style == "article")


def _behind_limit(text: str, end: int, limit: int) -> int:
    """`end`, or where the next sentence ends that closes with a limit: …。10月15日前完成。

    …；6月底前完成。 …。全年造林百亩，年底前完成。 …。该工程6月底前完工。 No other body begins it.
    """
    stop = SENTENCE_END.search(text, end + 1, limit) if text.startswith(("。", "；"), end) else None
    if stop is None or _begins_with_body(text, end + 1, stop.start()):
        return end
    last = behind_last("，", text, end + 1, stop.start())
    topic = _THE_WORK.match(text, last, stop.start())
    limited = limit_line().fullmatch(text, topic.end() if topic else last, stop.start())
    return stop.start() if limited else end


def _begins_with_body(text: str, start: int, end: int) -> bool:
    lengths = range(_SHORTEST_BODY, min(_LONGEST_BODY, end - start) + 1)
    return any(is_body(text[start : start + length]) for length in lengths)


def _with_points(dense: Dense, region: Region, task: ProseTask, following: ProseTask | None) -> ProseTask:
    """A task with the paragraphs behind its colon that begin with a sign: 办公室负责以下工作：⏎- 起草文件.

    Who leads an item leads the items below it, where nobody else does: 由A牵头，B配合，做好以下工作：⏎1.….
    """
    limit = following.start if following else region.end
    end = task.end
    if dense.text[end - 1] == "：":
        below = region.outline.starting(end)
        if below and task.item and task.duty.of_whole_item and below.parent == task.item.index:
            owned = region.marked_inside(task.item) or limit < task.item.end
            return task if owned else replace(task, end=task.item.end)
        while end < limit and dense.text[end] in LIST_MARKS:
            end = dense.paragraph_end(end, limit)
    return replace(task, end=end)


@cache
def _more_is_done() -> re.Pattern[str]:
    promptly = one_of([*load("duties")["promptly"], _IN_CHARGE])
    return re.compile(rf"{promptly}?(?:{_IN_CHARGE}|{duties_verb().pattern}|{work_verb().pattern})")

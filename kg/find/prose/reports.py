"""Where a text tells what was done and hands nothing out: reports, summaries, answers, their sections."""

from __future__ import annotations

import re
from functools import cache

from kg.find.text.dense import Dense
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.words.kinds import is_minutes

_LONGEST_HEADING = 24
_LONGEST_BEFORE = 500  # a paragraph may be the whole text
_HEADING_END = re.compile("[。：，；]")
_ON_A_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[上下]午|[早晚]上?|凌晨)?，|20\d\d年\d{1,2}月，")


def is_report(title: str) -> bool:
    """Whether a title is that of a text about what was done: …情况的报告, …工作总结, 关于……的答复."""
    return _titles().search(title) is not None and _next().search(title) is None


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('duties')['report']['titles'])}(?:（[^（）]*）)?$")


@cache
def _headings() -> re.Pattern[str]:
    words = [*load("duties")["report"]["headings"], *load("headers")["progress"]]
    return re.compile(rf"(?!关于).*{one_of(words)}$")


@cache
def _next() -> re.Pattern[str]:
    """What is still to be done: 下一步打算."""
    return re.compile(one_of(load("duties")["report"]["next"]))


def tells_past(dense: Dense, outline: Outline, at: int, kind: str | None, *, report: bool) -> bool:
    """Whether what stands at `at` tells what was done, by the nearest heading that says so or the contrary.

    `kind` is that of the text: minutes report what was decided, and hand it out. `report`: the title of the
    text says so. What is still to be done may be told before it in its paragraph.
    """
    if is_minutes(kind) or not _headed_as_past(dense, outline, at, report=report):
        return False
    low = max(dense.paragraph_start(at), at - _LONGEST_BEFORE)
    return _next().search(dense.text, low, at + 1) is None


def _headed_as_past(dense: Dense, outline: Outline, at: int, *, report: bool) -> bool:
    for item in reversed(outline.path(outline.innermost(at))):
        heading = _heading(dense, item)
        if _next().search(heading):
            return False
        if at >= item.body + len(heading) and item.style != "article" and _headings().match(heading):
            return True
    return report


def _heading(dense: Dense, item: Item) -> str:
    """The first words of an item, up to a mark or the end of its line."""
    end = min(item.end, dense.line_end(item.body), item.body + _LONGEST_HEADING)
    mark = _HEADING_END.search(dense.text, item.body, end)
    return dense.text[item.body : mark.start() if mark else end]


def opens_as_news(text: str, at: int) -> bool:
    """Whether a sentence of news opens with its day: 3月18日，市公安局牵头…."""
    return _ON_A_DAY.match(text, at) is not None


def tells_since_when(text: str, at: int) -> bool:
    """Whether a sentence tells since when something goes on, at `at` or before: 今年以来，由X牵头."""
    if _since().match(text, at):
        return True
    return text.endswith("，", 0, at) and text.endswith(tuple(load("duties")["since"]), 0, at - 1)


@cache
def _since() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('duties')['since'])}，")

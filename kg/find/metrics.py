"""The measurable parts of a goal: 污水处理率达到91%以上 → 污水处理率 ≥ 91 %."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from kg.fold import fold
from kg.lexicon import load
from kg.model import Metric

_CLAUSE_EDGE = "，。；：、（）"
_NAME_BEHIND = re.compile(r"[^，。；：、（）及和与0-9]{1,30}")


def find_metrics(goal: str, subject: str = "") -> tuple[Metric, ...]:
    """Every quantity of `goal` (text without white space) that is to be reached, in printed order.

    Operators are =, ≥, ≤, >, <, ≈; `subject` is the name where the goal prints none (…，达到70%).
    """
    if not any(one.isdecimal() for one in goal):
        return ()
    return tuple(_metrics(fold(goal), subject))


def _metrics(goal: str, subject: str) -> Iterator[Metric]:
    floor = 0
    for match in _quantity().finditer(goal):
        reach, tail = match["reach"], match["tail"]
        if match["unit"] in _words()["durations"] and not reach:
            continue
        name, end = _name(goal, match, floor)
        operator = _words()["tail"].get(tail) or _words()["reach"].get(reach, "=")
        subject = name or subject
        floor = end
        yield Metric(subject, operator, match["value"], match["unit"])


def _name(goal: str, match: re.Match[str], floor: int) -> tuple[str, int]:
    """What is measured, and the end of the words read: behind a bare count, else before the value."""
    ahead = _before(goal, match.start(), floor)
    behind = "" if match["reach"] else _behind(goal, match.end())
    return (behind, match.end() + len(behind)) if behind else (ahead, match.end())


def _before(goal: str, end: int, floor: int) -> str:
    low = max([floor, *(goal.rfind(mark, floor, end) + 1 for mark in _CLAUSE_EDGE)])
    return _trimmed(goal[low:end])


def _behind(goal: str, start: int) -> str:
    words = _NAME_BEHIND.match(goal, start)
    if not words:
        return ""
    stop = _stops().search(words[0])
    return _trimmed(words[0][: stop.start()] if stop else words[0])


def _trimmed(name: str) -> str:
    opening, ending = _edges()
    return ending.sub("", opening.sub("", name))


def _words() -> dict[str, Any]:
    return load("measures")


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def _quantity() -> re.Pattern[str]:
    words = _words()
    return re.compile(
        rf"(?P<reach>{_any_of(words['reach'])})?(?<![0-9.A-Za-z第])(?P<value>[0-9]+(?:\.[0-9]+)?)"
        rf"(?P<unit>{_any_of(words['magnitudes'])}?{_any_of(words['units'])})(?![度年月日期])"
        rf"(?P<tail>{_any_of(words['tail'])})?"
    )


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(_any_of(_words()["name"]["stops"]))


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = _words()["name"]
    return re.compile(rf"^{_any_of(name['openings'])}+"), re.compile(rf"{_any_of(name['endings'])}+$")

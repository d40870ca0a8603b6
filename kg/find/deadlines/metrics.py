"""The measurable parts of a goal: 污水处理率达到91%以上 → 污水处理率 ≥ 91 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.fold import fold
from kg.lexicon import load, one_of
from kg.model import Metric
from kg.words.marks import behind_last

_CLAUSE_EDGE = "，。；：、"
_BRACKETS = re.compile(r"（[^（）]*）")
_DIGIT = re.compile(r"\d")
_NAME_BEHIND = re.compile(r"[^，。；：、（）及和与0-9]{1,30}")


def find_metrics(goal: str, subject: str = "") -> tuple[Metric, ...]:
    """Every quantity of `goal` (text without white space) that is to be reached, in printed order.

    Operators are =, ≥, ≤, >, <, ≈; `subject` is the name of a value at the very beginning, which
    prints none (…，2035年达到70%).
    """
    if not _DIGIT.search(goal):
        return ()
    return tuple(_metrics(fold(goal), subject))


def _metrics(goal: str, subject: str) -> Iterator[Metric]:
    words = _words()
    # what stands in brackets ends no name and is no value
    shape = _BRACKETS.sub(lambda bracket: "〇" * len(bracket[0]), goal)
    floor = 0
    for match in _quantity().finditer(shape):
        reach, tail = match["reach"], match["tail"]
        if match["unit"] in words["durations"] and not reach:
            continue
        begin, end = _name(shape, match, floor)
        name = _trimmed(goal[begin:end])
        floor = max(end, match.end())
        operator = words["tail"].get(tail) or words["reach"].get(reach, "=")
        yield Metric(name or (subject if begin == 0 else ""), operator, match["value"], match["unit"])


def _name(shape: str, match: re.Match[str], floor: int) -> tuple[int, int]:
    """Where the name of what is measured stands: behind a count, else before the value."""
    if match["unit"] not in _words()["shares"]:
        behind = _behind(shape, match.end())
        if behind:
            return match.end(), match.end() + behind
    low = behind_last(_CLAUSE_EDGE, shape, floor, match.start())
    return low, match.start()


def _behind(shape: str, start: int) -> int:
    """The length of the noun that begins at `start`."""
    words = _NAME_BEHIND.match(shape, start)
    if not words:
        return 0
    stop = _stops().search(words[0])
    return stop.start() if stop else len(words[0])


def _trimmed(name: str) -> str:
    opening, ending = _edges()
    return ending.sub("", opening.sub("", name))


def _words() -> dict[str, Any]:
    return load("measures")


@cache
def _quantity() -> re.Pattern[str]:
    words = _words()
    return re.compile(
        rf"(?P<reach>{one_of(words['reach'])})?(?<![0-9.A-Za-z第])(?P<value>[0-9]+(?:\.[0-9]+)?)"
        rf"(?P<unit>{one_of(words['magnitudes'])}?{one_of(words['units'])})(?![度年月日期])"
        rf"〇{{0,4}}(?P<tail>{one_of(words['tail'])})?"
    )


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(one_of(_words()["name"]["stops"]))


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = _words()["name"]
    return re.compile(rf"^{one_of(name['openings'])}+"), re.compile(rf"{one_of(name['endings'])}+$")

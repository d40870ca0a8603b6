"""Unnumbered paragraphs that begin with a unit and tell what it does, at least two: 市财政局：安排资金。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise

from kg.find.names.bodies import LONGEST_NAMES
from kg.find.prose.duties import Duty
from kg.find.prose.headed import head_of, headed, is_no_unit, tells_who, told_below, units_by_place
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role

_LINE_TAIL = re.compile("(?:（[^（）]{1,8}）)?：?$")  # 市财政局（3项）：
_ENOUGH = 2

Stretch = tuple[int, int]


@cache
def _inner_head() -> re.Pattern[str]:
    """Where the next unit of a paragraph may begin: …。市气象局：预报. With a verb of duties it does."""
    return re.compile(rf"[。；](?=[^。；：，]{{2,60}}：(?P<sure>{one_of(load('duties')['head_verbs'])})?)")


def _inner_heads(dense: Dense, start: int, end: int) -> list[int]:
    """The places of units inside paragraphs; one that is sure speaks for the others of their stretch."""
    found = list(_inner_head().finditer(dense.text, start, end))
    sure = any(match["sure"] for match in found)
    return [match.end() for match in found] if sure else []


def unit_lines(dense: Dense, start: int, end: int, outline: Outline) -> list[Duty]:
    """The duties of such paragraphs in the dense stretch ``start:end``, in printed order.

    Several may stand in one paragraph: 市民政局：负责救助。市气象局：负责预报。 Or the unit stands alone
    over numbered items: 市财政局（2项）⏎1.安排资金。⏎2.加强监管。
    Beside them, whoever is said to do something is a unit, whatever its name ends in: 县公路段：负责抢修。
    """
    return [duty for duty in _read(dense, start, end, outline).values() if duty]


def unread_lines(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Stretch]:
    """The heads of paragraphs beside them of which nobody knows whether they name units."""
    for low, duty in _read(dense, start, end, outline).items():
        stop = None if duty else head_of(dense, low, end)
        if stop is not None and not is_no_unit(dense.text[low:stop]):
            yield low, stop


def _read(dense: Dense, start: int, end: int, outline: Outline) -> dict[int, Duty | None]:
    """The duties by where their paragraphs begin, None for those beside them that are not understood."""
    numbered = {item.start: item.value for item in outline.items}
    bounds = sorted({start, *dense.paragraphs(start, end), *_inner_heads(dense, start, end)})
    lines = [(low, high) for low, high in pairwise([*bounds, end]) if low not in numbered]
    known = {
        low: duty
        for low, high in lines
        if (
            duty := ("：" in dense.text[low : low + LONGEST_NAMES] and headed(dense, low, high))
            or _over_items(dense, low, high, end, numbered)
        )
    }
    if len(known) < _ENOUGH:
        return {}
    found: dict[int, Duty | None] = {}
    for _, group in groupby(lines, lambda line: _item_index(outline, line[0])):
        siblings = list(group)
        listed = sum(low in known for low, _ in siblings) >= _ENOUGH
        for low, high in siblings:
            if low in known:
                found[low] = known[low]
            elif listed and tells_who(dense, low, high):
                found[low] = headed(dense, low, high, units_by_place)
            elif listed and _may_be_units(dense, low, high):
                found[low] = None
    return found


def _may_be_units(dense: Dense, start: int, end: int) -> bool:
    """Whether a text begins with a colon behind what can be names, though nothing tells that they are."""
    stop = head_of(dense, start, end)
    return (
        stop is not None
        and dense.text[stop] == "："
        and bool(units_by_place(dense, start, stop, Role.RESPONSIBLE, ""))
    )


def _item_index(outline: Outline, at: int) -> int:
    item = outline.innermost(at)
    return item.index if item else -1


def _over_items(dense: Dense, start: int, stop: int, end: int, numbered: dict[int, int]) -> Duty | None:
    """The line ``start:stop`` of units alone, and the items up to the next line without a number."""
    if numbered.get(stop) != 1 or stop - start > LONGEST_NAMES or dense.text[stop - 1] in "。；":
        return None
    start = max(start, dense.line_start(stop - 1))
    tail = _LINE_TAIL.search(dense.text, start, stop)
    close = next((at for at in dense.paragraphs(stop, end) if at not in numbered), end)
    return told_below(dense, start, tail.start() if tail else stop, stop, close)

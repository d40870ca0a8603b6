"""Territories in a row that share the body behind the last: 各市、县（市、区）人民政府 is one phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.lexicon import load, one_of
from kg.words.names import LEVELS, is_name

_PARTY = re.compile(".{2,}(?:党委|党工委)")
_WHICH = "各|有关|相关|所在"
_LEVEL = re.compile(f"国家|中央|[{LEVELS}]直?")
_CLASSED = "（(?:含|包括)[^（）]{1,12}）"  # 市、县（含县级市，下同）林业局


def shared_territories(text: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """各市、县（市、区）人民政府 and 省、市有关部门 are one phrase each: they share their last word.

    What only the end of a line parts shares nothing.
    """
    at = end = 0
    while at < len(pieces):
        end = _end_of_row(pieces, at) if at == end else end
        last = _last_sharing(text, pieces, at, end)
        yield pieces[at][0], pieces[last][1]
        at = last + 1


def _end_of_row(pieces: list[tuple[int, int]], at: int) -> int:
    """Where the row of pieces ends in which the piece at `at` stands: before one with no mark in between."""
    end = at + 1
    while end < len(pieces) and pieces[end][0] > pieces[end - 1][1]:
        end += 1
    return end


def _last_sharing(text: str, pieces: list[tuple[int, int]], at: int, end: int) -> int:
    """The index of the last piece before `end` that is one phrase with the piece at `at`."""
    left = text[slice(*pieces[at])]
    if at + 1 == end:
        return at
    if (both := _with_government(text, pieces, at, end)) > at:
        return both
    last = at
    if _is_territory(left):
        _, following = _territory()
        for place in range(at + 1, end):
            right = text[slice(*pieces[place])]
            if _counted_otherwise(left, right):
                break
            open_row = last > at or bool(_LEVEL.fullmatch(left)) or left in _cities() or "和" in left
            of_each = left.startswith("各") and right.startswith(_wide_levels())
            body = (of_each or _body_of_level().match(right)) and is_name(right)
            if open_row and (body or _of_levels().match(right)):
                return place
            if not following.fullmatch(right):
                break
            if right.endswith(tuple(load("names")["territory"]["bodies"])) or right.endswith(("）", "〕")):
                return _with_government(text, pieces, place, end)
            if len(right) == 1 or right.startswith(tuple(load("names")["territory"]["levels"])):
                last = place
    return last


def _with_government(text: str, pieces: list[tuple[int, int]], at: int, end: int) -> int:
    """`at`, or the index of the bare government behind the committee at `at`: 各县（区）党委、政府."""
    bare = at + 1 < end and text[slice(*pieces[at + 1])] in load("names")["territory"]["bodies"]
    return at + (bare and _PARTY.fullmatch(text, *pieces[at]) is not None)


def _counted_otherwise(left: str, right: str) -> bool:
    """Whether a territory is one of others than that before it: 相关镇街、各县区政府 are two."""
    some, others = re.match(_WHICH, left), re.match(_WHICH, right)
    return some is not None and others is not None and some[0] != others[0]


@cache
def _territory() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("names")["territory"]
    bodies = one_of(words["bodies"])
    one = rf"(?:(?:{_WHICH}){{1,2}}(?:级|地)?)?{one_of(words['words'])}++(?:[（〔][^）〕]*[）〕])?"
    return (
        re.compile(rf"(?:{one}[、和及]?)+"),
        re.compile(rf"(?:{one})(?:[及和]{one})*(?:{bodies}(?:[及和]{bodies})?(?:[（〔][^）〕]*[）〕])?)?"),
    )


def are_territories(name: str) -> bool:
    """Whether a name is that of territories or of what governs them: 各县区, 各镇人民政府."""
    return _territory()[1].fullmatch(name) is not None


@cache
def _body_of_level() -> re.Pattern[str]:
    """州、县住建局; 省、自治区、直辖市计划部门; 省、自治区、直辖市人民政府文物行政部门."""
    words = load("names")["territory"]
    longer = [word for word in words["levels"] if len(word) > 1]
    return re.compile(
        rf"(?:[{LEVELS}](?:{_CLASSED}|(?![直属{LEVELS}（])).{{2}}|{one_of(longer)}[\u4e00-\u9fa5]{{2}}|{one_of(words['words'])}{{1,2}}{one_of(words['bodies'])}[\u4e00-\u9fa5]{{2}})"
        rf"|{one_of(words['words'])}(?:{one_of(words['words'])}|[（〔][^）〕]*[）〕])+(?![直属])[\u4e00-\u9fa5]{{2}}"
    )


@cache
def _cities() -> frozenset[str]:
    """Cities as a class, which share what stands behind the levels below them: 设区市、县水务局."""
    words = load("names")["territory"]["words"]
    return frozenset(word for word in words if len(word) > 1 and word.endswith("市"))


@cache
def _wide_levels() -> tuple[str, ...]:
    """In a row that begins with 各 what stands behind these is of all: 各省、自治区、直辖市教育厅（教委）."""
    return tuple(word for word in load("names")["territory"]["levels"] if len(word) > 1)


@cache
def _of_levels() -> re.Pattern[str]:
    """市有关部门, 县三级河长办: what several levels printed before it share."""
    words = load("names")["collective"]
    some = one_of([*words["all"], *words["some"]])
    return re.compile(rf"[{LEVELS}]+直?(?:{some}|[两三四五]级|（[{LEVELS}、]+）)")


@lru_cache(maxsize=16384)
def _is_territory(piece: str) -> bool:
    first, _ = _territory()
    return bool(_LEVEL.fullmatch(piece) or first.fullmatch(piece))

"""Items and headings that begin with a unit and tell what it does: （一）市教育局：负责…, 市教育局 over 1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg.find.assignments.clauses import Party
from kg.find.names.bodies import LONGEST_LIST, units_of
from kg.find.names.people import holds_office
from kg.find.prose.duties import Duty
from kg.find.prose.headed import (
    head_of,
    headed,
    is_composed,
    is_duties_label,
    is_no_unit,
    tells_a_duty,
    tells_who,
    told_below,
    units_by_place,
)
from kg.find.text.dense import Dense
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_body, is_class
from kg.words.names import is_collective
from kg.words.roles import first_characters

_ENOUGH = 2
_SAYS_WHO = re.compile("[^，。；]{2,20}是[^，。；]{0,40}(?:机构|部门)。?")  # 县人民政府是应急工作的领导机构
_SHORTEST = 2


class _Head(NamedTuple):
    """What a heading that names units hands out, and how much it tells of a list of such headings."""

    duty: Duty
    weight: int


def unit_items(dense: Dense, outline: Outline) -> Iterator[tuple[Item, Duty]]:
    """Items that units own since they, or the headings above them, begin with the units.

    (一)市工信局：…；(二)市教育局。负责…: at least two side by side, or one whose heading says that it
    tells duties. Beside them it may also be a class of bodies (城管执法部门), which alone is any heading
    (指挥机构). Likewise the items below headings: 一、市教育局 over 1.… 2.….
    """
    own = _own_duties(dense, outline)
    yield from ((outline.items[index], duty) for index, duty in own.items() if duty)
    above = {item.index: head for item in outline.items if (head := _head_above(dense, outline, item))}
    over_heads = {outline.items[index].parent for index in (*own, *above)}
    lowest = {index: head for index, head in above.items() if index not in over_heads}
    if sum(head.weight for head in lowest.values()) < _ENOUGH:
        return
    for index, head in lowest.items():
        for child in outline.children(outline.items[index]):
            if not _names_others(dense, child):
                yield child, Duty(child.body, child.end, head.duty.parties, child.body, False, True)


_COUNTED = re.compile(r"（共?[\d一二三四五六七八九十]+[项件个条]）：?$")


def heads_several(line: str) -> bool:
    """Whether a line counts the tasks below it or says whose they are: 项目（3件）, 市长负责的工作."""
    tail = _heading_tail().search(line)
    named = line[: tail.start()] if tail and "的" in tail[0] else ""
    return _COUNTED.search(line) is not None or (named != "" and (holds_office(named) or is_body(named)))


def _names_others(dense: Dense, item: Item) -> bool:
    """综合组：由市应急局牵头: an item that tells itself who does it."""
    stop = head_of(dense, item.body, item.end)
    return stop is not None and dense.text.startswith("由", stop + 1)


def unread_items(dense: Dense, outline: Outline) -> Iterator[tuple[int, int]]:
    """The heads of items beside such of which nobody knows whether they name units."""
    for index, duty in _own_duties(dense, outline).items():
        item = outline.items[index]
        stop = None if duty else head_of(dense, item.body, item.end)
        if stop is not None and not is_no_unit(dense.text[item.body : stop]):
            yield item.body, stop


def _own_duties(dense: Dense, outline: Outline) -> dict[int, Duty | None]:
    """The duties of items that begin with their units; None for those beside them not understood."""
    known = {item.index: head for item in outline.items if (head := _own_head(dense, outline, item))}
    side_by_side = Counter[int]()
    for index, head in known.items():
        side_by_side[outline.items[index].parent] += head.weight
    found: dict[int, Duty | None] = {}
    for item in outline.items:
        if side_by_side[item.parent] < _ENOUGH:
            continue
        if item.index in known:
            found[item.index] = known[item.index].duty
        elif tells_who(dense, item.body, item.end):
            found[item.index] = headed(dense, item.body, item.end, units_by_place)
    return found


def _own_head(dense: Dense, outline: Outline, item: Item) -> _Head | None:
    """(一)市工信局：…, or the unit on a line of its own with what it does in the paragraphs below."""
    line = dense.line_end(item.body)
    if (
        line < item.end
        and not outline.children(item)
        and not (is_composed(dense, line) or _SAYS_WHO.fullmatch(dense.text, line, item.end))
    ):
        tail = _without_tail(dense, item.body, line)
        below = _below_contacts(dense, line, item.end)
        duty = told_below(dense, item.body, tail.start, below, item.end)
        if duty:
            tells = tail.tells + (duty.start > below) + tells_a_duty(dense, duty.start)
            return _Head(duty, _weight(dense.text[item.body : tail.start], tells))
    duty = headed(dense, item.body, item.end)
    return _Head(duty, 1) if duty else None


def _head_above(dense: Dense, outline: Outline, item: Item) -> _Head | None:
    """The units of a heading over numbered items that are theirs by all that stands between."""
    children = outline.children(item)
    if not children or children[0].start - item.body < _SHORTEST:
        return None
    first = children[0].start
    line = min(dense.line_end(item.body), first)
    tail = _without_tail(dense, item.body, line)
    parties = units_of(dense, item.body, tail.start, tail.role, "")
    told = is_duties_label(dense, max(dense.line_start(first - 1), line), first)
    if not parties or not (told or _leads_to_items(dense, line, first)):
        return None
    if children[0].style == "article" and not (told or tail.tells or "负责" in dense.text[tail.start : line]):
        return None  # 第二章　证券公司 tells what its articles are about
    duty = Duty(item.body, item.end, parties, item.body, False, True)
    return _Head(duty, 1 + ((told or tail.tells) and not is_class(dense.text[item.body : tail.start])))


def heading_units(dense: Dense, item: Item) -> tuple[Party, ...]:
    """The units that the first line of an item is made of: 县公安局主要任务：."""
    line = min(dense.line_end(item.body), item.end)
    tail = _without_tail(dense, item.body, line)
    return units_of(dense, item.body, tail.start, tail.role, "")


def _leads_to_items(dense: Dense, start: int, end: int) -> bool:
    """Whether lines between a heading and its items only lead to them, or tell how to reach somebody."""
    lines = pairwise([start, *dense.gaps(start, end), end]) if start < end else ()
    return all(dense.text[high - 1] == "：" or _contact().match(dense.text, low, high) for low, high in lines)


def _below_contacts(dense: Dense, start: int, end: int) -> int:
    """`start`, or where the text begins below lines that tell how to reach somebody."""
    while _contact().match(dense.text, start, end) and (below := dense.line_end(start)) < end:
        start = below
    return start


@cache
def _contact() -> re.Pattern[str]:
    persons = load("roles")["label"]["persons"]
    return re.compile(rf"{one_of([*persons, *load('duties')['contacts']])}[：\d]")


class _Tail(NamedTuple):
    """Where a heading goes on behind its units, the role it tells, and whether it tells duties."""

    start: int
    role: Role
    tells: bool


def _without_tail(dense: Dense, start: int, end: int) -> _Tail:
    """市教育局负责的重点任务, 县公安局主要职责：: what stands behind the units of a heading."""
    tail = _heading_tail().search(dense.text[start:end]) if end - start <= LONGEST_LIST else None
    if tail is None:
        return _Tail(end, Role.RESPONSIBLE, tells=False)
    role = Role.LEAD if tail["lead"] else Role.RESPONSIBLE
    return _Tail(start + tail.start(), role, tells=bool(tail["tells"]))


@cache
def _heading_tail() -> re.Pattern[str]:
    words = load("duties")["heading"]
    lasts = first_characters(word[::-1] for word in (*words["tells"], *words["nouns"]))
    return re.compile(
        rf"(?:(?P<lead>牵头|主办)|负责|承办)?(?:落实|办理|完成)?的?{one_of(words['topics'])}*"
        rf"(?:(?P<tells>{one_of(words['tells'])})|{one_of(words['nouns'])})?"
        rf"(?:(?<=[{lasts}])（[^（）]*）|（[^（）]*\d[^（）]*）)?[。：]?$"
    )


def _weight(units: str, tells: int) -> int:
    """How much a heading tells of a list of units: a class of bodies alone nothing.

    `tells`: in how many ways duties are told of, as by 职责 in the heading or 负责 below it.
    """
    if is_collective(units):
        return 1
    return (not is_class(units)) + tells

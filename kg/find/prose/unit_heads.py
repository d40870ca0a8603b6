"""Items and headings that begin with a unit and tell what it does: （一）市教育局：负责…, 市教育局 over 1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from kg.find.assignments.clause import Party
from kg.find.names.bodies import told_units, units_of
from kg.find.prose.duties import sentence_duties
from kg.find.prose.duty import Duty
from kg.find.prose.duty_lists import listed_duty
from kg.find.prose.headed import (
    are_people,
    behind_head,
    behind_label,
    ends_in_duties_label,
    head_of,
    headed,
    is_composed,
    is_labelled,
    is_no_unit,
    led_by,
    opening_helpers,
    tells_a_duty,
    tells_who,
    told_below,
    units_by_place,
)
from kg.find.prose.heading_tails import NAME_END, Tail, composition, without_tail
from kg.find.prose.helpers import duties_verb, told_at_end
from kg.find.prose.reach import sentence_end
from kg.find.prose.topics import subject_verb
from kg.find.text.dense import Dense
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import (
    is_class,
    is_lowest,
    is_of_a_field,
    is_told,
    names_field,
)
from kg.words.names import is_collective
from kg.words.roles import role_of_label

_ENOUGH = 2
_SAYS_WHO = re.compile("[^，。；]{2,20}是[^，。；]{0,40}(?:机构|部门)。?")  # 县人民政府是应急工作的领导机构
_SHORTEST = 2
_GROUP = re.compile(
    "[^，。；：（）]{1,12}(?:组|队|专班)(?:（(?P<inside>[^（）]+)）：?|：(?P<behind>[^，。；：]+))"
)


class _Head(NamedTuple):
    """What a heading that names units hands out, and how much it tells of a list of such headings."""

    duty: Duty
    weight: int


def unit_items(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[tuple[Item, Duty]]:
    """Items of ``start:end`` that units own since they, or the headings above them, begin with the units.

    (一)市工信局：…；(二)市教育局。负责…: at least two side by side, or one whose heading says that it
    tells duties. Beside them it may also be a class of bodies (城管执法部门), which alone is any heading
    (指挥机构). Likewise the items below headings: 一、市教育局 over 1.… 2.….
    """
    heads = _Heads(dense, start, end, outline)
    yield from ((outline.items[index], duty) for index, duty in heads.own.items() if duty)
    for index, head in heads.lowest().items():
        yield from _items_below(dense, outline, outline.items[index], head)


def unread_items(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[tuple[int, int]]:
    """The heads of items beside such of which nobody knows whether they name units."""
    for index, duty in _Heads(dense, start, end, outline).own.items():
        item = outline.items[index]
        stop = None if duty else head_of(dense, item.body, item.end) or dense.line_end(item.body)
        if stop is not None and not is_no_unit(dense.text[item.body : stop]):
            yield item.body, stop


class _Heads:
    """The units with which items of a dense stretch begin, and those of headings over items."""

    def __init__(self, dense: Dense, start: int, end: int, outline: Outline) -> None:
        self._dense = dense
        self._outline = outline
        self._items = outline.inside(start, end)

    def _parents(self, indexes: Iterable[int]) -> set[int]:
        return {self._outline.items[index].parent for index in indexes}

    @cached_property
    def above(self) -> dict[int, _Head]:
        """The headings among the items that name the units of the items below them."""
        heads = ((item.index, _head_above(self._dense, self._outline, item)) for item in self._items)
        return {index: head for index, head in heads if head}

    @cached_property
    def own(self) -> dict[int, Duty | None]:
        """The duties of items that begin with their units; None for those beside them not understood.

        Beside headings that tell theirs in items below one may begin with its units alone.
        """
        dense, outline = self._dense, self._outline
        known = {item.index: head for item in self._items if (head := _own_head(dense, outline, item))}
        weights = Counter[int]()
        for index, head in known.items():
            weights[outline.items[index].parent] += head.weight
        few = any(weight < _ENOUGH for weight in weights.values())
        beside = self._parents(self.above) if few else set()
        found: dict[int, Duty | None] = {}
        for item in self._items:
            head = known.get(item.index)
            if weights[item.parent] >= _ENOUGH:
                found.update(_told(dense, outline, item, head))
            elif head and item.parent in beside and _opens_deed().match(dense.text, head.duty.start):
                found[item.index] = head.duty
        return found

    def lowest(self) -> dict[int, _Head]:
        """Those of the headings `above` that stand over no other, if they are enough for a list.

        One of no mere class is enough beside items with duties of their `own`.
        """
        over = self._parents((*self.own, *self.above))
        lowest = {index: head for index, head in self.above.items() if index not in over}
        if sum(head.weight for head in lowest.values()) >= _ENOUGH:
            return lowest
        named = {index: head for index, head in lowest.items() if not _is_of_class(self._dense, head)}
        owned = self._parents(index for index, duty in self.own.items() if duty)
        return named if owned & self._parents(named) else {}


def _told(dense: Dense, outline: Outline, item: Item, head: _Head | None) -> dict[int, Duty | None]:
    """The duty of an item beside such as begin with their units, by its index; none where it tells none."""
    if head:
        return {item.index: head.duty}
    if tells_who(dense, item.body, item.end):
        return {item.index: headed(dense, item.body, item.end, units_by_place)}
    if (line := _line_over_duty(dense, outline, item)) is not None:
        below = dense.line_end(item.body)
        return {item.index: told_below(dense, item.body, line, below, item.end, units_by_place)}
    duty = listed_duty(dense, item.body, item.end) if item.style != "article" else None
    return {item.index: duty} if duty else {}


def _items_below(dense: Dense, outline: Outline, item: Item, head: _Head) -> Iterator[tuple[Item, Duty]]:
    """The items below a heading that are its units, or those of the bodies with which they begin."""
    of_class = _is_of_class(dense, head)
    for child in outline.children(item):
        if of_class and (own := listed_duty(dense, child.body, child.end)):
            yield child, own  # （四）其他部门 1.市发改委做好…
        elif duty := owned_duty(dense, child, child.end, head.duty.parties, outline, of_class=of_class):
            yield child, duty


def owned_duty(
    dense: Dense, item: Item, end: int, owners: tuple[Party, ...], outline: Outline, *, of_class: bool = False
) -> Duty | None:
    """What the `owners` named over an item do in it, up to `end`, and who helps; None where others do it."""
    if _tells_its_own(dense, item, outline, of_class=of_class) or _names_others(dense, item):
        return None
    told = (*owners, *opening_helpers(dense, item.body, end))
    told = told_at_end(dense, item.body, sentence_end(dense, item.body, end), told)
    return Duty(item.body, end, told, item.body, False, True)


def _is_of_class(dense: Dense, head: _Head) -> bool:
    """Whether a heading names nothing but classes of bodies: 各成员单位职责."""
    return all(is_collective(dense.text[one.start : one.end]) for one in head.duty.parties)


def _tells_its_own(dense: Dense, item: Item, outline: Outline, *, of_class: bool) -> bool:
    """Whether an item begins with its own units and what they do, or names some below a class of bodies."""
    duties = sentence_duties(dense, item.body, item.end, outline)
    return any(
        of_class or one.parties[0].start == item.body or _is_theirs(dense, item, one) for one in duties
    )


def _is_theirs(dense: Dense, item: Item, duty: Duty) -> bool:
    """Whether an item names a thing and then who deals with it: 市场附近的摊点，由市城管局负责接纳."""
    by = duty.parties[0].start - 1
    first = dense.text.find("，", item.body, by)
    told = dense.text[by] == "由" and first == by - 1
    return told and duties_verb().match(dense.text, item.body) is None


def _names_others(dense: Dense, item: Item) -> bool:
    """综合组：由市应急局牵头, 由市应急局统计: an item that tells itself who does it."""
    stop = head_of(dense, item.body, item.end)
    starts = (item.body,) if stop is None else (item.body, behind_head(dense.text, stop))
    return any(dense.text.startswith("由", at) for at in starts)


@cache
def _opens_deed() -> re.Pattern[str]:
    """What may open the text below units: 负责…, 在职责范围内…."""
    return re.compile(f"{duties_verb().pattern}|{subject_verb().pattern}")


def _line_over_duty(dense: Dense, outline: Outline, item: Item) -> int | None:
    """The end of a heading over a text that says that somebody does something: 督查科⏎职责：….

    The name of a working group says so beside others that do (宣传组), unless who is in it stands below.
    """
    line = dense.line_end(item.body)
    if line >= item.end or outline.children(item):
        return None
    names_end = line - dense.text.endswith("：", item.body, line)
    told = behind_label(dense, line, item.end) > line or tells_a_duty(dense, line)
    told = told or (is_told(dense.text[item.body : names_end]) and not is_composed(dense, line))
    return names_end if told else None


def _own_head(dense: Dense, outline: Outline, item: Item) -> _Head | None:
    """(一)市工信局：…, or the unit on a line of its own with what it does in the paragraphs below."""
    line = dense.line_end(item.body)
    head = _over_lines(dense, outline, item, line) if line < item.end and not outline.children(item) else None
    if head:
        return head
    duty = headed(dense, item.body, item.end)
    return _Head(duty, 1 + is_labelled(dense, duty)) if duty else None


def _over_lines(dense: Dense, outline: Outline, item: Item, line: int) -> _Head | None:
    """The units on the first line of an item, which ends at `line`, with what they do below it."""
    below = _below_people(dense, line, item.end)
    if is_composed(dense, below) or _SAYS_WHO.fullmatch(dense.text, line, item.end):
        return None
    if _opens_with_others(dense, below, item.end):
        return None
    if group := _of_group(dense, item.body, line):
        first = behind_label(dense, below, item.end)
        told = first > below or tells_a_duty(dense, below)
        return _Head(Duty(first, item.end, group, first, False), 1 + (first > below)) if told else None
    low, tail = _named(dense, outline, item, line)
    stop = _told_of(dense, low, line) if behind_label(dense, below, item.end) > below else None
    duty = told_below(dense, low, stop or tail.start, below, item.end)
    tells = (duty.start > below) + tells_a_duty(dense, duty.start) if duty else 0
    if duty is None or not (tells or not is_composed(dense, line)):
        return None
    named = duty.parties if stop else _leading(duty.parties, tail.role)
    duty = replace(duty, parties=(*named, *_members(dense, line, below)))
    return _Head(duty, _weight(dense.text[low : tail.start], tail.tells + tells))


def _leading(parties: tuple[Party, ...], role: Role) -> tuple[Party, ...]:
    """The parties of a text below a heading that says who leads (省监察厅牵头的工作), or of any other."""
    if role is not Role.LEAD:
        return parties
    return tuple([one._replace(role=role) if one.role is Role.RESPONSIBLE else one for one in parties])


def _told_of(dense: Dense, start: int, end: int) -> int | None:
    """Where the name of a body ends in a sentence that tells who leads it or where it works: 办公室设在…."""
    mark = NAME_END.search(dense.text, start + 1, end) if dense.text[end - 1] == "。" else None
    works = mark is not None and mark.group().startswith("设")
    return mark.start() if mark and works else led_by(dense, start, end)


def _opens_with_others(dense: Dense, start: int, end: int) -> bool:
    """指挥部成员单位职责⏎市教育局：…: whether the text below units begins with others and a colon."""
    stop = head_of(dense, start, end)
    return stop is not None and bool(units_of(dense, start, stop, Role.RESPONSIBLE, ""))


def _head_above(dense: Dense, outline: Outline, item: Item) -> _Head | None:
    """The units of a heading over numbered items that are theirs by all that stands between."""
    children = outline.children(item)
    if not children or children[0].start - item.body < _SHORTEST:
        return None
    first = children[0].start
    line = min(dense.line_end(item.body), first)
    low, tail = _named(dense, outline, item, line)
    told = tail.tells or ends_in_duties_label(dense, max(dense.line_start(first - 1), line), first)
    read_names = told_units if told or _are_deeds(dense, children) else units_of
    parties = _of_group(dense, low, line) or read_names(dense, low, tail.start, tail.role, "")
    if not parties or not (told or _leads_to_items(dense, line, first)):
        return None
    if children[0].style == "article" and not (told or "负责" in dense.text[tail.start : line]):
        return None  # 第二章　证券公司 tells what its articles are about
    parties = (*parties, *_members(dense, line, first))
    duty = Duty(item.body, item.end, parties, item.body, False, True)
    names = dense.text[low : tail.start]
    return _Head(duty, 1 + (told and (not is_class(names) or is_of_a_field(names))))


def _of_group(dense: Dense, start: int, end: int) -> tuple[Party, ...]:
    """The units that a heading names behind a group: 宣传组（校团委、学生处）, 救护组：校医室."""
    group = _GROUP.fullmatch(dense.text, start, end)
    if group is None:
        return ()
    return units_of(dense, *group.span("inside" if group["inside"] else "behind"), Role.RESPONSIBLE, "")


def _named(dense: Dense, outline: Outline, item: Item, line: int) -> tuple[int, Tail]:
    """Where the units of a heading, its first line up to `line`, begin, and what stands behind them.

    A heading that is only a label of duties has those of the heading above: （一）区应急委 1.职责.
    """
    tail = without_tail(dense, item.body, line)
    above = outline.above(item)
    if tail.start > item.body or not tail.tells or above is None:
        return item.body, tail
    end = min(dense.line_end(above.body), item.start)
    made = composition().search(dense.text, above.body, end)
    return above.body, without_tail(dense, above.body, made.start() if made else end)._replace(tells=True)


def _leads_to_items(dense: Dense, start: int, end: int) -> bool:
    """Whether lines between a heading and its items only lead to them, or tell whom to reach and how."""
    return all(
        dense.text[high - 1] == "："
        or _contact().match(dense.text, low, high)
        or are_people(dense.text[low:high].rpartition("：")[2])
        for low, high in _lines(dense, start, end)
    )


def _lines(dense: Dense, start: int, end: int) -> Iterable[tuple[int, int]]:
    """The printed lines of a dense stretch; none of an empty one."""
    return pairwise([start, *dense.gaps(start, end), end]) if start < end else ()


def _are_deeds(dense: Dense, items: Sequence[Item]) -> bool:
    """Whether half of the items or more begin with what somebody does: 1.制定预案。"""
    deeds = sum(duties_verb().match(dense.text, item.body, item.end) is not None for item in items)
    return 2 * deeds >= len(items)


def _members(dense: Dense, start: int, end: int) -> tuple[Party, ...]:
    """The units of the lines between a heading and its text that tell who belongs to a group: 成员单位：…."""
    lines = _lines(dense, start, end)
    labels = ((_member_units().match(dense.text, low, high), high) for low, high in lines)
    found = (
        told_units(dense, label.end(), high, role_of_label(label["label"]), label["label"])
        for label, high in labels
        if label
    )
    return tuple(chain.from_iterable(found))


@cache
def _member_units() -> re.Pattern[str]:
    words = load("roles")["label"]
    return re.compile(
        rf"(?P<label>{one_of(words['members'])}{one_of(words['nouns'])}|{one_of(words['made'])})："
    )


def _below_people(dense: Dense, start: int, end: int) -> int:
    """`start`, or where the text begins below lines that tell who belongs to a body or how to reach it."""
    while _contact().match(dense.text, start, end) and (below := dense.line_end(start)) < end:
        start = below
    below = dense.paragraph_end(start) if led_by(dense, start, end) else end
    return below if below < end else start


@cache
def _contact() -> re.Pattern[str]:
    words = load("roles")["label"]
    who = [*words["persons"], *words["members"], *words["made"], *load("duties")["contacts"]]
    return re.compile(rf"{one_of(who)}(?:[：\d]|{one_of(words['nouns'])}：)")


def _weight(units: str, tells: int) -> int:
    """How much a heading tells of a list of units: a class of bodies alone nothing, but for its field.

    `tells`: in how many ways duties are told of, as by 职责 in the heading or 负责 below it.
    """
    if is_collective(units) and not is_lowest(units):
        return 1
    return (not is_class(units) or names_field(units) or is_lowest(units)) + tells

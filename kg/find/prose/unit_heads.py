"""Items and headings that begin with a unit and tell what it does: （一）市教育局：负责…, 市教育局 over 1."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from kg.find.assignments.clauses import Party
from kg.find.names.bodies import LONGEST_LIST, told_units, units_of
from kg.find.names.people import holds_office
from kg.find.prose.duties import sentence_duties
from kg.find.prose.duty import Duty
from kg.find.prose.duty_lists import listed_duty
from kg.find.prose.headed import (
    LEADS_ON,
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
from kg.find.prose.helpers import duties_verb
from kg.find.prose.topics import subject_verb
from kg.find.text.dense import Dense
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import (
    is_body,
    is_class,
    is_kind,
    is_lowest,
    is_of_a_field,
    is_told,
    names_field,
    names_people,
)
from kg.words.names import is_collective
from kg.words.roles import first_characters, role_of_label

_ENOUGH = 2
_SAYS_WHO = re.compile("[^，。；]{2,20}是[^，。；]{0,40}(?:机构|部门)。?")  # 县人民政府是应急工作的领导机构
_SHORTEST = 2
_LONGEST_FIELD = 12
_NAME_END = re.compile("[，。：是为由](?![^（）]*）)|设[在于]")  # no comma in brackets
_GROUP = re.compile("[^，。；：（）]{1,12}(?:组|专班)（(?P<units>[^（）]+)）：?")
_FIELD = re.compile("[\u4e00-\u9fa5、]+(?<![和及与、])")


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
    items = outline.inside(start, end)
    above = _heads_above(dense, items, outline)
    own = _own_duties(dense, items, outline)
    yield from ((outline.items[index], duty) for index, duty in own.items() if duty)
    over_heads = {outline.items[index].parent for index in (*own, *above)}
    lowest = {index: head for index, head in above.items() if index not in over_heads}
    if sum(head.weight for head in lowest.values()) < _ENOUGH:
        lowest = {index: head for index, head in lowest.items() if not _is_of_class(dense, head)}
        parents = {outline.items[index].parent for index in lowest}
        if not any(duty and outline.items[index].parent in parents for index, duty in own.items()):
            return
    for index, head in lowest.items():
        parties = head.duty.parties
        of_class = _is_of_class(dense, head)
        for child in outline.children(outline.items[index]):
            if of_class and (own_duty := listed_duty(dense, child.body, child.end)):
                yield child, own_duty  # （四）其他部门 1.市发改委做好…
            elif _tells_its_own(dense, child, outline, of_class=of_class):
                continue
            elif not _names_others(dense, child):
                told = (*parties, *opening_helpers(dense, child.body, child.end))
                yield child, Duty(child.body, child.end, told, child.body, False, True)


def _is_of_class(dense: Dense, head: _Head) -> bool:
    """Whether a heading names nothing but classes of bodies: 各成员单位职责."""
    return all(is_collective(dense.text[one.start : one.end]) for one in head.duty.parties)


_COUNTED = re.compile(r"（共?[\d一二三四五六七八九十]+[项件个条]）：?$")


def heads_several(line: str) -> bool:
    """Whether a line counts the tasks below it or says whose they are: 项目（3件）, 市长负责的工作."""
    tail = _heading_tail().search(line)
    named = line[: tail.start()] if tail and "的" in tail[0] else ""
    return _COUNTED.search(line) is not None or (named != "" and (holds_office(named) or is_body(named)))


def _tells_its_own(dense: Dense, item: Item, outline: Outline, *, of_class: bool) -> bool:
    """Whether an item begins with its own units and what they do, or names some below a class of bodies."""
    duties = sentence_duties(dense, item.body, item.end, outline)
    return any(of_class or one.parties[0].start == item.body for one in duties)


def _names_others(dense: Dense, item: Item) -> bool:
    """综合组：由市应急局牵头, 由市应急局统计: an item that tells itself who does it."""
    stop = head_of(dense, item.body, item.end)
    starts = (item.body,) if stop is None else (item.body, behind_head(dense.text, stop))
    return any(dense.text.startswith("由", at) for at in starts)


def unread_items(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[tuple[int, int]]:
    """The heads of items beside such of which nobody knows whether they name units."""
    for index, duty in _own_duties(dense, outline.inside(start, end), outline).items():
        item = outline.items[index]
        stop = None if duty else head_of(dense, item.body, item.end) or dense.line_end(item.body)
        if stop is not None and not is_no_unit(dense.text[item.body : stop]):
            yield item.body, stop


def _heads_above(dense: Dense, items: Sequence[Item], outline: Outline) -> dict[int, _Head]:
    """The headings among items that name the units of the items below them."""
    return {item.index: head for item in items if (head := _head_above(dense, outline, item))}


def _own_duties(dense: Dense, items: Sequence[Item], outline: Outline) -> dict[int, Duty | None]:
    """The duties of items that begin with their units; None for those beside them not understood.

    Beside headings that tell theirs in items below one may begin with its units alone.
    """
    known = {item.index: head for item in items if (head := _own_head(dense, outline, item))}
    side_by_side = Counter[int]()
    for index, head in known.items():
        side_by_side[outline.items[index].parent] += head.weight
    few = known and any(side_by_side[outline.items[index].parent] < _ENOUGH for index in known)
    above = _heads_above(dense, items, outline) if few else {}
    beside = {outline.items[index].parent for index in above}
    found: dict[int, Duty | None] = {}
    for item in items:
        if side_by_side[item.parent] < _ENOUGH:
            alone = known.get(item.index) if item.parent in beside else None
            if alone and _opens_deed().match(dense.text, alone.duty.start):
                found[item.index] = alone.duty
            continue
        if item.index in known:
            found[item.index] = known[item.index].duty
        elif tells_who(dense, item.body, item.end):
            found[item.index] = headed(dense, item.body, item.end, units_by_place)
        elif (line := _line_over_duty(dense, outline, item)) is not None:
            below = dense.line_end(item.body)
            found[item.index] = told_below(dense, item.body, line, below, item.end, units_by_place)
        elif item.style != "article" and (duty := listed_duty(dense, item.body, item.end)):
            found[item.index] = duty
    return found


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
    mark = _NAME_END.search(dense.text, start + 1, end) if dense.text[end - 1] == "。" else None
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
    """The units that a heading names in a bracket behind a group: 宣传组（校团委、学生处）."""
    group = _GROUP.fullmatch(dense.text, start, end)
    return units_of(dense, *group.span("units"), Role.RESPONSIBLE, "") if group else ()


def _named(dense: Dense, outline: Outline, item: Item, line: int) -> tuple[int, Tail]:
    """Where the units of a heading, its first line up to `line`, begin, and what stands behind them.

    A heading that is only a label of duties has those of the heading above: （一）区应急委 1.职责.
    """
    tail = without_tail(dense, item.body, line)
    above = outline.above(item)
    if tail.start > item.body or not tail.tells or above is None:
        return item.body, tail
    end = min(dense.line_end(above.body), item.start)
    made = _composition().search(dense.text, above.body, end)
    return above.body, without_tail(dense, above.body, made.start() if made else end)._replace(tells=True)


def heading_units(dense: Dense, item: Item) -> tuple[Party, ...]:
    """The units that the first line of an item is made of: 县公安局主要任务：."""
    line = min(dense.line_end(item.body), item.end)
    tail = without_tail(dense, item.body, line)
    if not tail.tells and dense.text.startswith(tuple(load("duties")["heading"]["nouns"]), tail.start):
        return ()  # 产业园项目 is what is done, 市教育局负责的项目 whose it is
    parties = units_of(dense, item.body, tail.start, tail.role, "")
    return parties if name_somebody(dense, parties) else ()


def name_somebody(dense: Dense, parties: tuple[Party, ...]) -> bool:
    """Whether units of a line are more than words for kinds of bodies, as any heading may be: 指挥机构."""
    names = (dense.text[one.start : one.end] for one in parties)
    return any(is_collective(name) or not is_class(name) for name in names)


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


class Tail(NamedTuple):
    """Where a heading goes on behind its units, the role it tells, and whether it tells duties."""

    start: int
    role: Role
    tells: bool


def without_tail(dense: Dense, start: int, end: int) -> Tail:
    """市教育局负责的重点任务, 县公安局主要职责：: what stands behind the units of a heading."""
    if (named := _presented(dense, start, end)) is not None:
        return Tail(named, Role.RESPONSIBLE, tells=True)
    tail = _heading_tail().search(dense.text[start:end]) if end - start <= LONGEST_LIST else None
    if tail is None:
        return Tail(end, Role.RESPONSIBLE, tells=False)
    role, stop = Role.LEAD if tail["lead"] else Role.RESPONSIBLE, start + tail.start()
    if tail["tells"] and dense.text[end - 1] != "。":
        stop = _before_field(dense, start, stop)
    return Tail(stop, role, tells=bool(tail["tells"]))


def _presented(dense: Dense, start: int, end: int) -> int | None:
    """Where the name ends that opens a line with a label of duties at its end: X是…机构，其主要职责是：."""
    mark = _NAME_END.search(dense.text, start + 1, end) if ends_in_duties_label(dense, start, end) else None
    return mark.start() if mark and not _founds().search(dense.text, start, mark.start()) else None


@cache
def _founds() -> re.Pattern[str]:
    return re.compile(one_of(load("duties")["heading"]["founds"]))


def _before_field(dense: Dense, start: int, end: int) -> int:
    """`end`, or where the units end that stand before a field of duties: 市财政局防汛抗旱(工作职责)."""
    if not told_units(dense, start, end, Role.RESPONSIBLE, ""):
        for stop in range(end - _SHORTEST, max(start, end - _LONGEST_FIELD), -1):
            parted = _is_field(dense.text[stop:end]) and not _in_a_word().match(dense.text, stop - 1)
            if (
                parted
                and not _founds().search(dense.text, start, stop)
                and units_of(dense, start, stop, Role.RESPONSIBLE, "")
            ):
                return end if is_kind(dense.text[start:stop]) else stop
    return end


def _is_field(words: str) -> bool:
    """Whether duties can be about `words`: neither people nor anything joined to their label."""
    return _FIELD.fullmatch(words) is not None and not names_people(words)


@cache
def _in_a_word() -> re.Pattern[str]:
    """The last character of a name inside another word: 处 in 应急处置."""
    return re.compile(one_of(load("duties")["heading"]["words"]))


@cache
def _composition() -> re.Pattern[str]:
    """What tells duties, and who a body is made of, behind its name: 职责及组成, 组成人员和职责."""
    words = load("duties")["heading"]
    made, tells = one_of(words["made"]), f"{one_of(words['topics'])}*{one_of(words['tells'])}"
    return re.compile(rf"的?(?:{made}+[及和与、]{tells}|{tells}[及和与、]{made}+)$")


@cache
def _heading_tail() -> re.Pattern[str]:
    words = load("duties")["heading"]
    lasts = first_characters(word[::-1] for word in (*words["tells"], *words["nouns"]))
    openings = [*"牵主负承落办完的（。：", *words["topics"], *words["tells"], *words["nouns"]]
    tells = one_of(words["tells"])
    return re.compile(
        rf"(?=[{first_characters(openings)}]|$)"  # the first character alone turns most places away
        rf"(?:(?P<lead>牵头|主办)(?:负责)?|负责|承办)?(?:落实|办理|完成)?的?{one_of(words['topics'])}*"
        rf"(?:(?P<tells>{tells}(?:[、和及与]{tells})?)(?:{LEADS_ON}(?=：))?|{one_of(words['nouns'])})?"
        rf"(?:(?<=[{lasts}])（[^（）]*）|（[^（）]*\d[^（）]*）)?[。：]?$"
    )


def _weight(units: str, tells: int) -> int:
    """How much a heading tells of a list of units: a class of bodies alone nothing, but for its field.

    `tells`: in how many ways duties are told of, as by 职责 in the heading or 负责 below it.
    """
    if is_collective(units) and not is_lowest(units):
        return 1
    return (not is_class(units) or names_field(units) or is_lowest(units)) + tells

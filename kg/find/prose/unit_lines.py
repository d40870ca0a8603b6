"""Unnumbered paragraphs that begin with a unit and tell what it does, at least two: 市财政局：安排资金。"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise

from kg.find.assignments.clause import Party
from kg.find.names.bodies import LONGEST_NAMES, told_units, units_of
from kg.find.prose.duty import Duty
from kg.find.prose.duty_lists import listed_duty
from kg.find.prose.headed import (
    DASH,
    LEADS_ON,
    behind_label,
    head_of,
    headed,
    is_labelled,
    is_no_unit,
    led_by,
    tells_who,
    units_by_place,
    without_label,
    word_for_duties,
)
from kg.find.prose.heading_tails import heading_units, without_tail
from kg.find.prose.unit_heads import owned_duty
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_body, is_single
from kg.words.marks import behind_last
from kg.words.names import is_collective

_LINE_TAIL = re.compile("(?:（[^（）]{1,8}）)?：?$")  # 市财政局（3项）：
_HEAD = re.compile("[^。；：，]{2,60}：")
_MARK = re.compile("[：。]")
_STOPPED = "。负责"
_ENOUGH = 2
_SECTION = "han"

Stretch = tuple[int, int]


@cache
def _inner_head(*, stopped: bool) -> re.Pattern[str]:
    """Where the next unit of a paragraph may begin: …。市气象局：预报. With a verb of duties it does.

    So it does with a label of duties: …。市气象局主要职责：预报. With 负责 a stop may stand before it
    (`stopped`): …。市气象局。负责预报.
    """
    sure = one_of(load("duties")["head_verbs"])
    labelled = rf"(?=(?P<body>[^。；：，]{{2,12}}?)(?:主要|工作|具体)?职责{LEADS_ON}(?P<label>：))"
    marked = rf"[。；](?:{labelled}|(?={_HEAD.pattern}(?P<sure>{sure})?))"
    told = rf"(?!{sure})[^。；：，]{{2,30}}{_STOPPED}"
    return re.compile(rf"(?:[。；]|(?<=下)：)(?={told}(?P<does>))|{marked}" if stopped else marked)


def _inner_heads(dense: Dense, start: int, end: int) -> list[int]:
    """The places of units inside paragraphs; one that is sure speaks for the others of their stretch.

    So do two bodies: …。公安部门：…。交通部门：….
    """
    pattern = _inner_head(stopped=dense.text.find(_STOPPED, start, end) >= 0)
    found = [
        match
        for match in pattern.finditer(dense.text, start, end)
        if not match["label"] or _leads_on(dense, match)
    ]
    first = [start] if _HEAD.match(dense.text, start, end) else []
    if not any(match.lastgroup for match in found):
        found = [match for match in found if _names_a_body(dense, match.end())]
    if not any(match.lastgroup for match in found) and len(found) < _ENOUGH:
        return []
    return [_name_start(dense, at) for at in (*first, *(match.end() for match in found))]


def _names_a_body(dense: Dense, at: int) -> bool:
    head = _HEAD.match(dense.text, at)
    return head is not None and is_body(head.group()[:-1])


def _leads_on(dense: Dense, match: re.Match[str]) -> bool:
    """Whether behind a label of duties inside a paragraph what a body does stands in the same line."""
    return is_body(match["body"]) and dense.gap(match.end("label")) < Gap.LINE


def _opened_by(dense: Dense, outline: Outline, at: int) -> Item | None:
    """The item whose number opens the paragraph at `at`: （一）市水务局：防汛。市气象局：预报。"""
    item = outline.innermost(at)
    return item if item and item.body < at and dense.paragraph_start(at) == item.start else None


def _name_start(dense: Dense, start: int) -> int:
    """Where the unit before the next mark begins: behind white space, or a heading of duties before it."""
    stop = next(mark.start() for mark in _MARK.finditer(dense.text, start))
    headings = (match.end() for match in word_for_duties().finditer(dense.text, start, stop))
    apart = sorted([*dense.gaps(start, stop, Gap.SPACE), *headings], reverse=True)
    return next((at for at in apart if stop - at > _ENOUGH and is_body(dense.text[at:stop])), start)


def unit_lines(dense: Dense, start: int, end: int, outline: Outline) -> list[Duty]:
    """The duties of such paragraphs in the dense stretch ``start:end``, in printed order.

    A full stop behind the unit says so where it goes on as a duty does: 市水务局。负责抢险。
    Several may stand in one paragraph: 市民政局：负责救助。市气象局：负责预报。 Or the unit stands alone
    over numbered items, or over those it leads to: 市财政局（2项）⏎1.安排资金。⏎2.加强监管。
    Beside them, whoever is said to do something is a unit, whatever its name ends in: 县公路段：负责抢修。
    """
    return [duty for duties in _Lines(dense, start, end, outline).read().values() for duty in duties]


def unread_lines(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Stretch]:
    """The heads of paragraphs beside them of which nobody knows whether they name units."""
    for low, duties in _Lines(dense, start, end, outline).read().items():
        stop = None if duties else head_of(dense, low, end)
        if stop is not None and not is_no_unit(dense.text[low:stop]):
            yield low, stop


class _Lines:
    """The paragraphs without a number of a dense stretch, cut where the next unit of one begins."""

    def __init__(self, dense: Dense, start: int, end: int, outline: Outline) -> None:
        inner = _inner_heads(dense, start, end)
        before = [item.body for at in inner if (item := _opened_by(dense, outline, at))]
        bounds = sorted({start, *dense.paragraphs(start, end), *inner, *before})
        self._dense = dense
        self._outline = outline
        self._numbered = {item.start: item for item in outline.inside(start, end)}
        self._lines = [line for line in pairwise([*bounds, end]) if line[0] not in self._numbered]
        self._over = [low for low, high in self._lines if high in self._numbered and _alone(dense, low, high)]
        """Where lines of nothing but units begin that stand over items."""
        self._addressed = start if self._over == [start] and self._opens_letter() else None
        """Where the line begins that says whom a letter is for, right above its first section."""

    def _opens_letter(self) -> bool:
        """Whether the first line ends in a colon and the first section of a text stands right below it."""
        (_, high), *_ = self._lines
        return self._dense.text[high - 1] == "：" and self._numbered[high].style == _SECTION

    def read(self) -> dict[int, list[Duty]]:
        """The duties by where their paragraphs begin, none for those beside them that are not understood."""
        dense, outline = self._dense, self._outline
        known = {line[0]: duties for line in self._lines if (duties := self._duties(*line))}
        known |= {
            line[0]: [duty]
            for above, line in pairwise(self._lines)
            if (duty := _below_led(dense, outline, above, line))
        }
        if len(known) < _ENOUGH and not any(_is_sure(dense, *one) for one in known.items()):
            return {}
        found: dict[int, list[Duty]] = {}
        for _, group in groupby(self._lines, lambda line: _item_index(outline, line[0])):
            siblings = list(group)
            listed = sum(low in known for low, _ in siblings) >= _ENOUGH
            for low, high in siblings:
                if low in known:
                    found[low] = known[low]
                elif listed and (duty := _beside(dense, low, high) or listed_duty(dense, low, high)):
                    found[low] = [duty]
                elif listed and (tells_who(dense, low, high) or _may_be_units(dense, low, high)):
                    found[low] = []
        return found

    def _duties(self, start: int, stop: int) -> list[Duty]:
        """What the units at the head of a line do: behind it, or in the numbered items it leads to."""
        dense = self._dense
        head = dense.text[start : start + LONGEST_NAMES]
        marked = "：" in head or DASH in head
        duty = headed(dense, start, stop) if marked or _is_told(dense, start, stop) else None
        first = None if start == self._addressed else self._first_below(start, stop)
        if first is None or (duty and dense.text[stop - 1] != "："):
            return [duty] if duty else []
        parties = duty.parties if duty else _alone(dense, start, stop)
        below = self._items_below(start, first) if parties else []
        if all(is_collective(dense.text[one.start : one.end]) for one in parties):
            own = [(item, _own_duty(dense, item, high)) for item, high in below]
            told = sum(duty is not None or bool(heading_units(dense, item)) for item, duty in own)
            if 2 * told >= len(own):
                return [duty for _, duty in own if duty]
        owned = (owned_duty(dense, item, high, parties, self._outline) for item, high in below)
        return [duty for duty in owned if duty]

    def _first_below(self, start: int, stop: int) -> Item | None:
        """The item right below a line, if it opens a list or counts on below another of such lines."""
        item = self._numbered.get(stop)
        place = bisect_right(self._over, start)
        counts_on = place > 1 and self._over[place - 1] == start
        return item if item and (item.value == 1 or counts_on) else None

    def _items_below(self, start: int, first: Item) -> list[tuple[Item, int]]:
        """The items below a line, of the list that `first` opens, up to the next such line; where each ends.

        The last one ends where a paragraph without a number begins: what stands there belongs to no item.
        """
        place = bisect_right(self._over, start)
        until = self._over[place] if place < len(self._over) else len(self._dense)
        items = [first]
        for index in range(first.index + 1, len(self._outline.items)):
            item = self._outline.items[index]
            counts_on = item.style == first.style and item.value > items[-1].value
            if item.start >= until:
                break
            if item.parent == first.parent and counts_on:
                items.append(item)
            elif item.start >= items[-1].end:
                break
        last = items[-1]
        paragraphs = self._dense.paragraphs(last.start, last.end)
        close = next((at for at in paragraphs if at not in self._numbered), last.end)
        return [*((item, item.end) for item in items[:-1]), (last, min(close, until))]


def _below_led(dense: Dense, outline: Outline, above: Stretch, line: Stretch) -> Duty | None:
    """What a group is to do, told below who leads it: 领导小组由校长任组长。⏎主要职责：全面领导公开工作。

    A heading with its name goes before.
    """
    told = behind_label(dense, *line)
    stop = led_by(dense, *above) if told > line[0] == above[1] else None
    parties = told_units(dense, above[0], stop, Role.RESPONSIBLE, "") if stop else ()
    if not parties:
        return None
    item, led = outline.innermost(told), dense.text[above[0] : stop]
    headings = [dense.text[one.start : one.end] for one in (heading_units(dense, item) if item else ())]
    if any(name in led or led in name for name in headings):
        return None
    return Duty(told, line[1], parties, told, False)


def _beside(dense: Dense, start: int, end: int) -> Duty | None:
    """The duty of a line beside such lines: whoever is said to do something, or a sure unit and a stop."""
    return headed(dense, start, end, units_by_place if tells_who(dense, start, end) else units_of)


def _is_told(dense: Dense, start: int, end: int) -> bool:
    """Whether the head of a text is nothing but units that are said to do something: 市水务局。负责抢险。

    Or it is a label of duties: 综合组职责。主要负责协调。
    """
    stop = dense.text.find("。", start, min(end, start + LONGEST_NAMES))
    if stop > 0 and without_label(dense.text, start, stop) < stop:
        return head_of(dense, start, end) == stop
    if not tells_who(dense, start, end):
        return False
    names_end = head_of(dense, start, end)
    return names_end is not None and bool(units_of(dense, start, names_end, Role.RESPONSIBLE, ""))


def _own_duty(dense: Dense, item: Item, end: int) -> Duty | None:
    """What an item says its own units do, below a line that only says that each of a class has its part.

    各成员单位职责如下：⏎1.县气象局：负责预报。⏎2.县财政局保障经费。
    """
    return headed(dense, item.body, end) or listed_duty(dense, item.body, end)


def _alone(dense: Dense, start: int, stop: int) -> tuple[Party, ...]:
    """The units of a line of nothing else, but perhaps of a label: 市财政局（3项）：, 市财政局主要职责：.

    So they are behind a word that says no role, and in brackets: 单位：市财政局, 【市财政局】.
    """
    start = max(start, dense.line_start(stop - 1))
    last = behind_last("。", dense.text, start, stop - 1)
    if behind_label(dense, last, len(dense)) != stop:  # 其主要职责是： means those before it
        start = last
    if stop - start > LONGEST_NAMES or dense.text[stop - 1] in "。；":
        return ()
    label = _over_items().match(dense.text, start, stop)
    start = label.end() if label else start
    if dense.text[start] == "〔" and dense.text[stop - 1] == "〕":
        return units_of(dense, start + 1, stop - 1, Role.RESPONSIBLE, "")
    tail = without_tail(dense, start, stop)
    if tail.tells:
        return told_units(dense, start, tail.start, tail.role, "")
    note = _LINE_TAIL.search(dense.text, start, stop)
    return units_of(dense, start, note.start() if note else stop, Role.RESPONSIBLE, "")


@cache
def _over_items() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('roles')['label']['over'])}：")


def _may_be_units(dense: Dense, start: int, end: int) -> bool:
    """Whether a text begins with a colon behind what can be names, though nothing tells that they are."""
    stop = head_of(dense, start, end)
    return (
        stop is not None
        and dense.text[stop] == "："
        and bool(units_by_place(dense, start, stop, Role.RESPONSIBLE, ""))
    )


def _is_sure(dense: Dense, start: int, duties: list[Duty]) -> bool:
    """Whether a line needs no others beside it: it says by its label that it tells duties, or leads to them.

    市财政局主要职责：. Or one body is said to be in charge: 市水利局：负责防汛。
    """
    first = duties[0]
    if is_labelled(dense, first) or first.parties[0].start < start or _is_in_charge(dense, first):
        return True
    stop = dense.line_end(start)
    return dense.text[stop - 1] == "：" and without_tail(dense, start, stop).tells


def _is_in_charge(dense: Dense, duty: Duty) -> bool:
    names = [dense.text[one.start : one.end] for one in duty.parties]
    return dense.text.startswith("负责", duty.start) and is_single(names[0])


def _item_index(outline: Outline, at: int) -> int:
    item = outline.innermost(at)
    return item.index if item else -1

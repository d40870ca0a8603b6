"""Items, headings and paragraphs that begin with a unit and tell what it does: 市教育局：负责…"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.find.assignments.clauses import Party
from kg.find.names.bodies import LONGEST_NAMES, units_of
from kg.find.names.people import looks_like_a_person
from kg.find.prose.duties import Duty
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import CLASSES
from kg.words.names import is_collective

_UNIT_HEAD = re.compile(r"[。：]")
_LINE_TAIL = re.compile("(?:（[^（）]{1,8}）)?：?$")  # 市财政局（3项）：


@cache
def _inner_head() -> re.Pattern[str]:
    """Where the next unit of a paragraph may begin: …。市气象局：预报. With a verb of duties it does."""
    return re.compile(rf"[。；](?=[^。；：，]{{2,60}}：(?P<sure>{one_of(load('duties')['head_verbs'])})?)")


def _inner_heads(dense: Dense, start: int, end: int) -> list[int]:
    """The places of units inside paragraphs; one that is sure speaks for the others of their stretch."""
    found = list(_inner_head().finditer(dense.text, start, end))
    sure = any(match["sure"] for match in found)
    return [match.end() for match in found] if sure else []


def unit_items(dense: Dense, outline: Outline) -> Iterator[tuple[Item, Duty]]:
    """Items whose title is a unit: (一)市工信局：…；(二)市教育局。负责…, at least two side by side.

    Beside them it may also be a class of bodies (城管执法部门), which alone is any heading (指挥机构).
    """
    heads = {item.index: found for item in outline.items if (found := _item_head(dense, outline, item))}
    single = [outline.items[index] for index in heads if not _is_class(dense, outline.items[index])]
    side_by_side = Counter(item.parent for item in single)
    for index, found in heads.items():
        item = outline.items[index]
        if side_by_side[item.parent] >= 2:
            yield item, found


_HEADING_TAIL = re.compile(
    r"(?:(?P<lead>牵头|主办)|负责|承办)?(?:落实|办理|完成)?的?(?:重点|主要|工作)?(?:任务|工作|事项|职责|项目)?(?:（[^（）]*）)?$"
)


def unit_headings(dense: Dense, outline: Outline) -> Iterator[tuple[Item, Duty]]:
    """The items below headings that are units: 一、市教育局 over 1.… 2.…, at least two such headings."""
    heads = {item.index: found for item in outline.items if (found := _heading_units(dense, outline, item))}
    if len(heads) < 2:
        return
    for index, parties in heads.items():
        for child in outline.children(outline.items[index]):
            yield child, Duty(child.body, child.end, parties, child.body, False, True)


def _heading_units(dense: Dense, outline: Outline, item: Item) -> tuple[Party, ...]:
    children = outline.children(item)
    if not children or not 1 < children[0].start - item.body <= LONGEST_NAMES:
        return ()
    heading = dense.text[item.body : children[0].start]
    tail = _HEADING_TAIL.search(heading)
    if tail is None:
        return ()
    role = Role.LEAD if tail["lead"] else Role.RESPONSIBLE
    return units_of(dense, item.body, item.body + tail.start(), role, "")


def _is_class(dense: Dense, item: Item) -> bool:
    heading = dense.text[item.body : min(dense.line_end(item.body), item.end)]
    return heading.endswith(CLASSES) and not is_collective(heading)


def _item_head(dense: Dense, outline: Outline, item: Item) -> Duty | None:
    """(一)市工信局：…, or the unit on a line of its own with what it does in the paragraphs below."""
    line = dense.line_end(item.body)
    composed = dense.text.startswith(tuple(load("duties")["composed"]), line)
    if line >= item.end or composed or outline.children(item):
        return _headed(dense, item.body, item.end)
    parties = units_of(dense, item.body, line, Role.RESPONSIBLE, "")
    return _told_below(dense, line, item.end, parties) if parties else _headed(dense, item.body, item.end)


def _told_below(dense: Dense, start: int, end: int, parties: tuple[Party, ...]) -> Duty:
    if dense.text.startswith("牵头", start):
        parties = tuple(party._replace(role=Role.LEAD) for party in parties)
    return Duty(start, end, parties, start, False)


def _headed(dense: Dense, start: int, end: int) -> Duty | None:
    """Units, then a colon or stop, then what they do, in one line."""
    head = _UNIT_HEAD.search(dense.text, start, min(end, start + LONGEST_NAMES))
    if head is None or head.end() >= end or dense.gap(head.end()) >= Gap.LINE:
        return None
    if dense.paragraph_end(start) < head.start() or _names_a_person(dense, head.end(), end):
        return None
    if dense.text[start : head.start()] in load("reading")["page_data"] or dense.text[head.end()] in "|由":
        return None  # 综合组：由市教育局牵头 says who does it
    role = Role.LEAD if dense.text.startswith("牵头", head.end()) else Role.RESPONSIBLE
    parties = units_of(dense, start, head.start(), role, "")
    return Duty(head.end(), end, parties, head.end(), False) if parties else None


def _names_a_person(dense: Dense, start: int, end: int) -> bool:
    """市财政局：吴　敏 says who was there: a name, perhaps printed wide, and then white space."""
    first, second, *_ = [*dense.gaps(start, end, Gap.SPACE), end, end]
    return any(looks_like_a_person(dense.text[start:stop]) for stop in (first, second))


def unit_lines(dense: Dense, start: int, end: int, outline: Outline) -> list[Duty]:
    """Unnumbered paragraphs that begin with a unit and a colon, at least two: 市财政局：安排资金。

    Several may stand in one paragraph: 市民政局：负责救助。市气象局：负责预报。 Or the unit stands alone
    over numbered items: 市财政局（2项）⏎1.安排资金。⏎2.加强监管。
    """
    numbered = {item.start: item.value for item in outline.items}
    paragraphs = [start, *dense.paragraphs(start, end)]
    inner = _inner_heads(dense, start, end)
    found = [
        duty
        for low, high in pairwise([*sorted({*paragraphs, *inner}), end])
        if low not in numbered
        and (
            duty := ("：" in dense.text[low : low + LONGEST_NAMES] and _headed(dense, low, high))
            or _over_items(dense, low, high, end, numbered)
        )
    ]
    return found if len(found) > 1 else []


def _over_items(dense: Dense, start: int, stop: int, end: int, numbered: dict[int, int]) -> Duty | None:
    """The line ``start:stop`` of units alone, and the items up to the next line without a number."""
    if numbered.get(stop) != 1 or stop - start > LONGEST_NAMES or dense.text[stop - 1] in "。；":
        return None
    start = max(start, dense.line_start(stop - 1))
    tail = _LINE_TAIL.search(dense.text, start, stop)
    parties = units_of(dense, start, tail.start() if tail else stop, Role.RESPONSIBLE, "")
    close = next((at for at in dense.paragraphs(stop, end) if at not in numbered), end)
    return _told_below(dense, stop, close, parties) if parties else None

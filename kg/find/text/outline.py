"""The numbered outline of a text: 一、 （一） 1. （1） ① 第一条 一是 …, wherever the numbers stand.

A number counts when it continues a running list or opens a new one, so that figures inside
sentences do not. The numbering path is the truth; heading marks and bracket widths are not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.find.text.item_numbers import DIGITS, FEW, Ahead, is_below_heading, item_numbers, may_be_ahead


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item: its number at ``start:body``, everything under it up to `end`.

    Offsets are dense. `parent` is the index of the item above, -1 at the top.
    """

    index: int
    parent: int
    style: str
    value: int
    number: str
    start: int
    body: int
    end: int


class Outline:
    """The items of one stretch of text in printed order, with look-up by place.

    `closed` is where something begins that closes the text and belongs to no item.
    """

    def __init__(self, items: list[Item], closed: Sequence[int] = ()) -> None:
        self.items = items
        self._starts = [item.start for item in items]
        self._stops = sorted([*self._starts, *closed])
        self._children: dict[int, list[Item]] = {}
        self._paths: list[list[Item]] = []
        for item in items:
            self._children.setdefault(item.parent, []).append(item)
            above = self._paths[item.parent] if item.parent >= 0 else []
            self._paths.append([*above, item])

    def opens_item(self, at: int) -> bool:
        """Whether the text of an item begins with the dense character `at`."""
        item = self.innermost(at)
        return item is not None and item.body == at

    def innermost(self, at: int) -> Item | None:
        """The deepest item in which the dense character `at` stands."""
        index = bisect_right(self._starts, at) - 1
        while index >= 0:
            item = self.items[index]
            if at < item.end:
                return item
            index = item.parent
        return None

    def inside(self, start: int, end: int) -> list[Item]:
        """The items that begin in the dense stretch ``start:end``, in printed order."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def starting(self, at: int) -> Item | None:
        """The item that begins at the dense character `at`."""
        place = bisect_left(self._starts, at)
        return self.items[place] if place < len(self.items) and self._starts[place] == at else None

    def next_start(self, at: int, limit: int) -> int:
        """Where the first item, or what closes the text, begins at or behind the dense character `at`.

        `limit` if there is neither.
        """
        place = bisect_left(self._stops, at)
        return self._stops[place] if place < len(self._stops) else limit

    def children(self, item: Item | None) -> list[Item]:
        """The items directly under `item` (None: at the top), in printed order."""
        return self._children.get(item.index if item else -1, [])

    def above(self, item: Item) -> Item | None:
        """The item directly over `item`; None at the top."""
        return self.items[item.parent] if item.parent >= 0 else None

    def siblings(self, item: Item) -> list[Item]:
        """The items under the heading of `item`, itself among them, in printed order."""
        return self._children[item.parent]

    def before(self, item: Item) -> Item | None:
        """The item just before `item` under the same heading; None for the first."""
        siblings = self.siblings(item)
        place = bisect_left(siblings, item.index, key=lambda one: one.index)
        return siblings[place - 1] if place else None

    def path(self, item: Item | None) -> list[Item]:
        """The item and all above it, from the top down."""
        return self._paths[item.index] if item else []

    def number(self, item: Item) -> str:
        """The numbering path as printed: 二、（二）1.（1）; articles carry their own number alone."""
        chain = self.path(item)
        articles = [place for place, one in enumerate(chain) if one.style == "article"]
        if articles:
            chain = chain[articles[-1] :]
        decimal = next((one for one in reversed(chain) if one.style.startswith("decimal")), None)
        if decimal:
            chain = [one for one in chain if one is decimal or not _is_told_by(one, decimal)]
        return "".join(one.number for one in chain if one.style != "chapter")


def _is_told_by(item: Item, decimal: Item) -> bool:
    """Whether a decimal number holds that of an item above it, 2.1.1 those of 2.1 and 2, or is later.

    Where headings are left out 2.2 may stand below 1.
    """
    if item.style != "digit" and not item.style.startswith("decimal"):
        return False
    above, below = ([int(part) for part in DIGITS.findall(one.number)] for one in (item, decimal))
    return len(above) < len(below) and above <= below[: len(above)]


@dataclass(slots=True)
class _Open:
    index: int
    style: str
    value: int


def find_outline(dense: Dense, start: int, end: int, holes: Covered, closed: Sequence[int] = ()) -> Outline:
    """The outline of the dense stretch ``start:end``, `holes` (tables, closing lines) left out.

    An item ends where something begins that closes the text (`closed`), unless items follow there.
    """
    opened: list[tuple[int, str, int, str, int, int]] = []
    ends: list[int] = []
    stack: list[_Open] = []
    reached: dict[str, int] = {}
    for match, style, value in item_numbers(dense, start, end, holes):
        at = match.start()
        style = _nested_style(dense, at, style, value, stack, opened)
        if value == 1 and dense.cuts_sentence(at) and any(one.style == style for one in stack):
            continue  # 推动“多报合⏎一、信息共享”
        if value == 1 and stack and stack[-1].style == "article" and dense.text.endswith("：", start, at):
            depth: int | None = len(stack)  # 第二条 其职责是：一、…
        elif value == 1 and style == "digit" and _is_under_heading(dense, at, stack):
            depth = len(stack)
        else:
            depth = _depth(stack, style, value, may_be_ahead(dense, match, start), reached.get(style, 0))
        if depth is None:
            continue
        reached[style] = value
        while len(stack) > depth:
            ends[stack.pop().index] = at
        parent = stack[-1].index if stack else -1
        number = dense.words(at, match.end())
        stack.append(_Open(len(opened), style, value))
        opened.append((parent, style, value, number, at, match.end()))
        ends.append(end)
    starts = [at for *_, at, _ in opened]
    ends = [_closed_end(starts, stop, closed) for stop in ends]
    items = [Item(index, *item, ends[index]) for index, item in enumerate(opened)]
    items = _points_in_paragraphs(dense, items)
    return Outline(_without_lone_points(items), closed)


def _nested_style(
    dense: Dense,
    at: int,
    style: str,
    value: int,
    stack: Sequence[_Open],
    opened: Sequence[tuple[int, str, int, str, int, int]],
) -> str:
    """The style of a number, one of its own for a list in the paragraph of an item with such a number.

    1.抓好实事，做好：1.出台政策；2.核拨资金。⏎2.新建学校。
    """
    nested = style + _NESTED
    if dense.gap(at) >= Gap.LINE or style not in _LISTS:
        return style
    if stack and stack[-1].style == nested:
        return nested
    above = next((one for one in reversed(stack) if one.style == style), None)
    if value != 1 or above is None or above is not stack[-1]:
        return style
    start = opened[above.index][4]
    beside = dense.gap(start) >= Gap.LINE and dense.paragraph_start(at) == start
    return nested if beside and dense.text[at - 1] in _LEADS else style


def _points_in_paragraphs(dense: Dense, items: list[Item]) -> list[Item]:
    """The items, of which 二是 inside a paragraph ends with that, unless it leads to items of its own."""
    above = {item.parent for item in items}
    return [
        replace(item, end=min(item.end, dense.paragraph_end(item.start)))
        if item.style == "ordinal" and item.index not in above and dense.gap(item.start) < Gap.LINE
        else item
        for item in items
    ]


def _without_lone_points(items: list[Item]) -> list[Item]:
    """The items without a 一是 that no 二是 follows: it is a word of its sentence and counts nothing."""
    points = Counter(item.parent for item in items if item.style == "ordinal")
    lone = {
        item.index for item in items if item.style == "ordinal" and item.value == points[item.parent] == 1
    }
    if not lone:
        return items
    kept: list[Item] = []
    places = {-1: -1}
    for item in items:
        above = places[item.parent]
        places[item.index] = above if item.index in lone else len(kept)
        if item.index not in lone:
            kept.append(replace(item, index=len(kept), parent=above))
    return kept


def _closed_end(starts: list[int], end: int, closed: Sequence[int]) -> int:
    """Where an item ends that goes on up to `end`: before what closes the text behind its last number."""
    last = starts[bisect_left(starts, end) - 1]
    place = bisect_right(closed, last)
    return min(end, closed[place]) if place < len(closed) else end


def first_value(dense: Dense, start: int, end: int, holes: Covered) -> int | None:
    """The value of the first item of the dense stretch ``start:end``, None where it has no items."""
    for match, style, value in item_numbers(dense, start, end, holes):
        if _depth([], style, value, may_be_ahead(dense, match, start), 0) is not None:
            return value
    return None


def _is_under_heading(dense: Dense, at: int, stack: Sequence[_Open]) -> bool:
    """Whether 1. opens a list below a smaller number, which is that of the heading above it: (1)秘书组."""
    if not stack or stack[-1].style != "digit_bracket" or any(one.style == "digit" for one in stack):
        return False
    end = at - dense.text.endswith("：", 0, at)
    return dense.gap(at) >= Gap.LINE and is_below_heading(dense, end, 0)


def _depth(stack: list[_Open], style: str, value: int, may: Ahead, reached: int) -> int | None:
    """How many open lists stay open when this number comes; None where it is no item.

    `may`: how far ahead the number may be. `reached` is the last number of this style anywhere, since lists
    may count on under the next heading.
    """
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].style == style:
            ahead = value - stack[depth].value
            return depth if value == 1 or 1 <= ahead <= may.on else None
    if style == "article" and stack and all(one.style == "chapter" for one in stack):
        return len(stack)
    ahead = value - reached
    opens = value == 1 or 1 <= ahead <= may.opens or (may.opens > 1 and (not stack or value <= FEW))
    return _opening_depth(stack, style) if opens else None


def _opening_depth(stack: list[_Open], style: str) -> int:
    """A new list opens under the last item, but chapters and 一、 never under a smaller number."""
    rank = _RANK.get(style)
    if rank is None:
        return len(stack)
    for depth, one in enumerate(stack):
        if _OPEN_RANK.get(one.style, 9) >= rank:
            return depth
    return len(stack)


_RANK = {
    "chapter": 0,
    "article": 1,
    "han": 1,
    "han_bracket": 2,
    "named": 3,
    "digit": 4,
    "digit_bracket": 5,
    "digit_half": 5,
    "circled": 6,
}
_NESTED = "_inside"
_LISTS = ("digit", "digit_bracket")
_LEADS = "：。；"
# 2.1 and 2.1.1 open under whatever stands before them, but (1) and ① stand below them
_OPEN_RANK = {**_RANK, "decimal2": 4, "decimal3": 4, "decimal4": 4}

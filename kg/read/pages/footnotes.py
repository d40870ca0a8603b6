"""Footnotes: small print at the foot of a page that explains a mark in the text above.

They are left out, as those of Word documents are: they stand in the middle of the sentence that goes
over the page, and belong to none of the tasks around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg.read.pages.content import Line, PageContent, Piece, Ruled

# of the height of the text above: what is clearly smaller
_SMALLER = 0.88
# in heights of a note: how far its lines may stand apart
_APART = 2.5
# of the height of the page: how high notes may reach
_HIGHEST = 0.6
# of the width of the text: how long the rule over notes may be
_SHORT = 0.5
_MARK = re.compile(
    r"(?P<sign>[①-⑳]|[\[［〔]\d{1,3}[\]］〕]|\*{1,3}(?!\*))|\d{1,2}[ \u3000]?(?![\d\s.．、，)）%])"
)
# behind these a sign counts what follows it, and refers to no note
_COUNTED_BEHIND = "：:；;，,、（("
_ANY = float("inf")


def without_footnotes(pages: Sequence[PageContent]) -> list[PageContent]:
    """`pages` without the notes at their feet."""
    boxes = [piece.box for page in pages for piece in page.pieces]
    if not boxes:
        return list(pages)
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    return [_stripped(page, left, right) for page in pages]


def _stripped(page: PageContent, left: float, right: float) -> PageContent:
    start = _notes(page, left, right)
    return page if start is None else replace(page, pieces=page.pieces[:start])


def _notes(page: PageContent, left: float, right: float) -> int | None:
    """Which piece of a page is the first line of its notes, below which there are only notes.

    They stand below a short rule; or the text refers to the first of them by its sign. The text of all
    pages stands between `left` and `right`.
    """
    marked = {at: found for at, piece in enumerate(page.pieces) if (found := _MARK.match(_said(piece)))}
    small = _small_print(page) if marked else range(0)
    signs = {at: found for at, found in marked.items() if at in small}
    if not signs:
        return None
    ruled = _below_short_rule(page, small, left, left + _SHORT * (right - left))
    if ruled is not None and ruled <= max(signs):
        return ruled
    first = next((at for at, found in signs.items() if found["sign"]), None)
    return first if first is not None and _is_referred_to(signs[first]["sign"], page, small.start) else None


def _small_print(page: PageContent) -> range:
    """The lines at the foot of a page that are clearly smaller than those above them."""
    pieces = page.pieces
    end = len(pieces)
    while end and _said(pieces[end - 1]).isdecimal():
        end -= 1
    start, tallest = end, _ANY
    while start and _goes_up(page, start - 1, end, tallest):
        start -= 1
        tallest = pieces[start].box.height if start + 1 == end else max(tallest, pieces[start].box.height)
    return range(start, end) if start < end and tallest < _SMALLER * _usual(pieces[:start]) else range(0)


def _goes_up(page: PageContent, at: int, end: int, tallest: float) -> bool:
    """Whether the small print, so far `tallest`, goes up to the line `at`: as small, as near to the next."""
    line = page.pieces[at]
    if not isinstance(line, Line) or line.box.middle > _HIGHEST * page.height:
        return False
    if at + 1 == end:
        return True
    apart = line.box.middle - page.pieces[at + 1].box.middle
    return line.box.height * _SMALLER < tallest and apart < _APART * tallest


def _usual(pieces: Sequence[Piece]) -> float:
    """The height of most of the lines."""
    heights = Counter[int]()
    for piece in pieces:
        heights[round(piece.box.height)] += len(_said(piece))
    return max(heights, key=lambda height: (heights[height], height), default=0)


def _said(piece: Piece) -> str:
    """The words of a line; none of a table, whose box says nothing about its print."""
    return piece.text.strip() if isinstance(piece, Line) else ""


def _below_short_rule(page: PageContent, small: range, left: float, end: float) -> int | None:
    """The first of the `small` lines that stands below a rule from `left`, or nearly so, to before `end`."""
    boxes = [piece.box for piece in page.pieces]
    start = left + boxes[small.start].height
    rules = [rule.at for rule in page.across if rule.start < start and rule.end < end]
    tops = [boxes[at - 1].middle if at else page.height for at in small]
    for at, top in zip(small, tops, strict=True):
        if any(boxes[at].middle < rule < top for rule in rules):
            return at
    return None


def _is_referred_to(sign: str, page: PageContent, end: int) -> bool:
    """Whether `sign` stands above the piece `end` behind a word, and does not count what follows it."""
    for piece in page.pieces[:end]:
        texts = [cell.text for cell in piece.cells] if isinstance(piece, Ruled) else [piece.text]
        if any(map(_reference(sign).search, texts)):
            return True
    return False


@lru_cache(maxsize=64)
def _reference(sign: str) -> re.Pattern[str]:
    return re.compile(rf"[^\s{_COUNTED_BEHIND}]{re.escape(sign)}")

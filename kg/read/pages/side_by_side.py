"""Pages set in two columns of text, as in gazettes: the left column is read before the right one.

What goes over both columns, a head or a table, stands between what is above and what is below it. Two
columns are known by their lines: about as many beside each other, as wide, full, and of sentences. Cells of
tables, lists of names, margin notes and signatures are not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kg.read.pages.content import Line, PageContent, Piece, ordered
from kg.read.pages.rows import LOOSE

_FEWEST_LINES = 4
# of the width of the text: where the white space between two columns begins and ends
_INNER = (0.3, 0.7)
# of the wider column: how wide the other is at least
_AS_WIDE = 0.8
# in heights of a line: the narrowest white space between columns, the narrowest column, how far its lines
# are indented, how much room is left behind a full one, how far lines stand apart that are beside each other
_WHITE = 0.5
_NARROWEST = 8.0
_INDENT = 2.5
_ROOM = 2.0
_BESIDE = 0.6
# shares of the lines of a column: full ones, those of sentences, those that show where others stand
_FULL = 0.25
_SPOKEN = 0.25
_NEARLY_ALL = 0.8
_SENTENCE = re.compile("[，。；]")
_ENDS = ("。", "；")
_FEWEST_ROWS = 2
# one line of so many may stand out of a column
_OUTLIERS = 8
# points: how exactly columns stand at the same place on several pages
_STEP = 6.0
# the columns of left and of right pages
_MOST_USUAL = 2


class Columns(NamedTuple):
    """Two columns of text: the middle of the white space between them, where the lines of each begin."""

    middle: float
    left: float
    right: float


class _Strip(NamedTuple):
    """An upright strip of a page and how many lines go over it."""

    left: float
    right: float
    over: int


@dataclass(frozen=True, slots=True)
class _Zone:
    """A stretch of a page: the pieces that go over both columns, then those that do not, by their side."""

    across: list[Piece] = field(default_factory=list)
    below: list[Piece] = field(default_factory=list)
    left: list[Piece] = field(default_factory=list)
    right: list[Piece] = field(default_factory=list)

    def take(self, piece: Piece, sides: tuple[Piece | None, Piece | None]) -> None:
        """Take in a piece that stands in one column or, cut in two, in both."""
        self.below.append(piece)
        for column, part in zip((self.left, self.right), sides, strict=True):
            column += [part] if part else []

    def has_columns(self) -> bool:
        """Whether half of the pieces of the shorter column, and not one line alone, have one beside them."""
        fewest, most = sorted((len(self.left), len(self.right)))
        beside = most > 1 and 0 < fewest <= 2 * _beside(self.left, self.right)
        return beside and not _are_rows(self.left, self.right)

    def parts(self) -> Iterator[list[Piece]]:
        """Its pieces in the order of reading; each column is a part of its own."""
        if not self.has_columns():
            yield self.across + self.below
            return
        top = self.left[0].box.top
        yield self.across + [piece for piece in self.right if piece.box.bottom > top]
        yield self.left
        yield [piece for piece in self.right if piece.box.bottom <= top]


def in_columns(pages: Sequence[PageContent]) -> Iterator[PageContent]:
    """The pages in the order of reading; a column is a page of its own."""
    own = [_columns(page) for page in pages]
    kinds = {_kind(columns): columns for columns in own if columns}
    counted = Counter(_kind(columns) for columns in own if columns)
    usual = [kinds[kind] for kind, _ in counted.most_common(_MOST_USUAL)]
    for page, columns in zip(pages, own, strict=True):
        found = columns or next((other for other in usual if _has(page, other)), None)
        if not found:
            yield page
            continue
        for zone in _zones(page, found.middle):
            for part in zone.parts():
                if part:
                    yield replace(page, pieces=ordered(part))


def _kind(columns: Columns) -> tuple[int, ...]:
    return tuple(round(place / _STEP) for place in columns)


# ---------------------------------------------------------------- whether a page has columns


def _columns(page: PageContent) -> Columns | None:
    """The columns of a page whose own lines show them."""
    middle = _whitest([piece for piece in page.pieces if isinstance(piece, Line)])
    if middle is None:
        return None
    left, right = columns = _lines(page, middle)
    if min(map(len, columns)) < _FEWEST_LINES:
        return None
    narrow, wide = sorted(_right_edge(lines) - _left_edge(lines) for lines in columns)
    if narrow < _AS_WIDE * wide or not all(map(_is_text, columns)):
        return None
    return Columns(middle, _left_edge(left), _left_edge(right))


def _has(page: PageContent, columns: Columns) -> bool:
    """Whether nearly all lines of a page that stand beside each other begin where those of `columns` do."""
    for lines, edge in zip(_lines(page, columns.middle), columns[1:], strict=True):
        begin = [-_STEP < line.box.left - edge < _INDENT * line.box.height for line in lines]
        if not begin or sum(begin) < _NEARLY_ALL * len(begin):
            return False
    return True


def _whitest(lines: Sequence[Line]) -> float | None:
    """The middle of the white space in the middle of the page that the fewest lines go over.

    None where too few lines begin there at all.
    """
    if not lines:
        return None
    start, end = _left_edge(lines), _right_edge(lines)
    low, high = (start + share * (end - start) for share in _INNER)
    if sum(line.box.left > low or bool(line.gaps) for line in lines) < _FEWEST_LINES:
        return None
    narrowest = _WHITE * median(line.box.height for line in lines)
    white = [
        strip
        for strip in _strips(lines)
        if strip.right - strip.left > narrowest and low < (strip.left + strip.right) / 2 < high
    ]
    best = min(white, key=lambda strip: (strip.over, strip.left - strip.right), default=None)
    return (best.left + best.right) / 2 if best else None


def _strips(lines: Sequence[Line]) -> Iterator[_Strip]:
    """The upright strips between all places where lines begin or cease to be printed."""
    over = 0
    for (left, step), (right, _) in pairwise(sorted(edge for line in lines for edge in _edges(line))):
        over += step
        yield _Strip(left, right, over)


def _edges(line: Line) -> Iterator[tuple[float, int]]:
    """Where a line begins (1) and ceases (-1) to be printed, from left to right."""
    yield line.box.left, 1
    for gap in line.gaps:
        yield gap.left, -1
        yield gap.right, 1
    yield line.box.right, -1


def _is_text(lines: Sequence[Line]) -> bool:
    """Whether the lines of a column speak in sentences, and sentences go on where lines are full."""
    left, right = _left_edge(lines), _right_edge(lines)
    if right - left < _NARROWEST * median(line.box.height for line in lines):
        return False
    full = sum(
        line.box.left - left < _INDENT * line.box.height
        and right - line.box.right < _ROOM * line.box.height
        and not line.gaps
        and not line.text.endswith(_ENDS)
        for line in lines
    )
    spoken = sum(bool(_SENTENCE.search(line.text)) for line in lines)
    return full >= _FULL * len(lines) and spoken >= _SPOKEN * len(lines)


def _left_edge(lines: Sequence[Line]) -> float:
    """Where lines begin, but for the few that stand out."""
    return sorted(line.box.left for line in lines)[len(lines) // _OUTLIERS]


def _right_edge(lines: Sequence[Line]) -> float:
    """Where lines end, but for the few that stand out."""
    return sorted(line.box.right for line in lines)[-1 - len(lines) // _OUTLIERS]


# ---------------------------------------------------------------- what stands in them


def _lines(page: PageContent, middle: float) -> tuple[list[Line], list[Line]]:
    """The lines that stand in two columns beside `middle`."""
    zones = [zone for zone in _zones(page, middle) if zone.has_columns()]
    left = [piece for zone in zones for piece in zone.left if isinstance(piece, Line)]
    right = [piece for zone in zones for piece in zone.right if isinstance(piece, Line)]
    return left, right


def _zones(page: PageContent, middle: float) -> list[_Zone]:
    """What stands on a page from top to bottom, cut at pieces and rules that go over `middle`."""
    rules = sorted(rule.at for rule in page.across if rule.start < middle < rule.end)
    zones = [_Zone()]
    for piece in page.pieces:
        sides = _sides(piece, middle)
        ruled_off = len(rules)
        while rules and rules[-1] > piece.box.middle:
            rules.pop()
        if (sides is None or ruled_off > len(rules)) and zones[-1].below:
            zones.append(_Zone())
        if sides is None:
            zones[-1].across.append(piece)
        else:
            zones[-1].take(piece, sides)
    return zones


def _sides(piece: Piece, middle: float) -> tuple[Piece | None, Piece | None] | None:
    """What of a piece stands left and right of `middle`; None if it goes over it."""
    if piece.box.right <= middle:
        return piece, None
    if piece.box.left >= middle:
        return None, piece
    if isinstance(piece, Line):
        for number, gap in enumerate(piece.gaps):
            if gap.left <= middle <= gap.right:
                return piece.cut(number)
    return None


def _beside(left: Sequence[Piece], right: Sequence[Piece]) -> int:
    """How many pieces of the right column have one of the left beside them."""
    found = at = 0
    for piece in right:
        near, level = _BESIDE * piece.box.height, piece.box.middle
        while at < len(left) and left[at].box.bottom - near > level:
            at += 1
        found += at < len(left) and left[at].box.top + near > level
    return found


def _are_rows(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether pieces stand further apart at the same heights in both columns, as rows of tables do."""
    fewest, most = sorted((_spaced(left), _spaced(right)), key=len)
    return len(fewest) >= _FEWEST_ROWS and _beside(fewest, most) >= _NEARLY_ALL * len(fewest)


def _spaced(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that stand clearly further below the one above them than most do."""
    steps = [above.box.middle - piece.box.middle for above, piece in pairwise(pieces)]
    usual = sorted(steps)[len(steps) // 4] if steps else 0.0
    return [piece for piece, step in zip(pieces[1:], steps, strict=True) if step > LOOSE * usual]

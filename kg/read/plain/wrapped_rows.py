"""Rows whose cells are lines, or are wrapped over several lines each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.fold import fold
from kg.model import Span, squeeze
from kg.read.column_words import ENDED, UNITS, Columns
from kg.read.plain.counted import Counted
from kg.read.plain.dealt import dealt, wrap_width
from kg.read.plain.line_looks import Look, begins_time, look
from kg.read.plain.pieces import Ahead, RowsBelow, spread

_MOST_LINES = 48
# the last row may be taller than the others by so many lines
_TALLER = 2
# so many rows may not fit before one does
_MOST_MISFITS = 24


class WrappedRows:
    """The lines below a header, dealt out to its columns."""

    def __init__(
        self, text: str, columns: Columns, header: list[Span], lines: Ahead, *, classed: bool = False
    ) -> None:
        self._text = text
        self._columns = columns
        counted = Counted(text, header, len(columns), lines, _MOST_LINES, classed=classed)
        self._entries = list(counted.entries())
        known = [one.cells for one in self._entries if not (one.heading or one.last or one.broken)]
        sizes = {len(cells) for cells in known}
        self._tallest = max(sizes, default=0)
        self._wrapped = self._tallest > len(columns)
        self._usual = self._tallest if len(sizes) == 1 else 0
        self._width = wrap_width([self._words(cells[1:]) for cells in known])
        self._close = bool(known) and all(self._before_blank(cells) == len(cells) for cells in known)
        self.below = RowsBelow(columns, header)
        self.owned = 0
        """How many rows fit in which units stand."""
        self.misfits = 0
        """How many rows do not fit."""

    def read(self) -> int:
        """Rows that count on; how many of them fit and say whose they are."""
        for entry in self._entries:
            if entry.heading:
                self.below.heading(entry.cells[0])
            elif entry.last:
                self._last(entry.cells)
            elif row := [] if entry.broken else self._row(entry.cells):
                self._take(row)
            else:
                self.below.unfit(entry.cells)
                self.misfits += 1
            if not self.below.rows and self.misfits > _MOST_MISFITS:
                break
        return self.owned

    def _take(self, row: Sequence[Span]) -> None:
        self.below.row(row)
        pairs = zip(self._columns.kinds, row, strict=False)
        self.owned += any(kinds & UNITS and cell.start < cell.end for kinds, cell in pairs)

    def _row(self, cells: Sequence[Span]) -> list[Span]:
        """The cells of a row that ends with its last line; none where nobody can tell them apart."""
        if self._wrapped and self._columns.crowded:
            return []
        if len(cells) == self._needed == len(self._columns) == self._fit(cells):
            return list(cells)
        if row := self._dealt(cells, ends=True):
            return row
        widths = (len(self._columns), self._needed)
        return list(cells) if len(cells) in widths and self._fit(cells) == len(cells) else []

    def _last(self, cells: Sequence[Span]) -> None:
        """The last row: nobody knows where it ends, but lines behind a blank one do not belong to it."""
        most = self._tallest + _TALLER if self._tallest else 3 * len(self._columns) + 2
        blank = self._before_blank(cells)
        near = cells[: min(most, blank if self._close else len(cells))]
        row = self._last_row(near, ends=self._close and len(near) == blank)
        if row:
            self._take(row)
        elif self.below.rows and any(map(self._tells, self._words(near))):
            self.below.unfit(near)

    def _last_row(self, cells: Sequence[Span], *, ends: bool) -> list[Span]:
        """The cells of the last row; `ends` where the last of these lines is its end."""
        width = len(self._columns)
        exact = list(cells[: self._usual or width])
        fits = self._fit(exact)
        if self.below.rows and self._usual == width and not self._wrapped and fits == width:
            return exact
        if self._wrapped and self._columns.crowded:
            return []
        ended = self._columns.kinds[-1] & ENDED or self._columns.ends_in_notes
        row = self._dealt(cells, ends=False) if ended else []
        if not row and ends:
            row = self._dealt(cells, ends=True)
        if row and (self.below.rows or all(cell.start < cell.end for cell in row[: self._needed])):
            return row
        whole = fits == width or (fits > 1 and self.below.rows > 0)
        return exact[:fits] if whole and not self._wrapped else []

    @property
    def _needed(self) -> int:
        return len(self._columns) - self._columns.ends_in_notes

    def _dealt(self, cells: Sequence[Span], *, ends: bool) -> list[Span]:
        """The number and the cells of the other columns, empty ones too; none where nobody can tell."""
        below = self.below.rows > 0
        runs = dealt(self._columns, self._words(cells[1:]), self._width, ends=ends, below=below)
        return spread(cells, runs or ())

    def _tells(self, line: str) -> bool:
        return begins_time(line) or look(line) >= Look.BODY

    def _before_blank(self, cells: Sequence[Span]) -> int:
        """How many of these lines stand above the first blank line between them."""
        pairs = enumerate(pairwise(cells), 1)
        return next((at for at, (a, b) in pairs if self._text.count("\n", a.end, b.start) > 1), len(cells))

    def _words(self, cells: Sequence[Span]) -> list[str]:
        return [fold(squeeze(cell.of(self._text))) for cell in cells]

    def _fit(self, cells: Sequence[Span]) -> int:
        return self._columns.fit([cell.of(self._text) for cell in cells])

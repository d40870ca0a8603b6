"""Rows of whole cells, one cell below the other, mostly with a pipe behind each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Span
from kg.read.column_words import UNITS, Columns
from kg.read.plain.counted import Counted, Entry
from kg.read.plain.pieces import Ahead, RowsBelow, filled

_CLOSED = re.compile(r"[^\S\n]*[|｜│]")
_STOPS = re.compile("[，。；：！？]")
_LONGEST_NAME = 16


class PipedRows:
    """The cells below a header, dealt out to its columns."""

    def __init__(
        self, text: str, columns: Columns, header: list[Span], cells: Ahead, *, classed: bool = False
    ) -> None:
        self._classed = classed
        self._text = text
        self._columns = columns
        self._header = header
        self._cells = cells
        self._usual = len(columns)
        self.below = RowsBelow(columns, header)

    def rows(self) -> int:
        """Rows without numbers, as long as every cell holds what its column holds; how many there are."""
        width = len(self._columns)
        while len(row := self._cells.first(width)) == width and self._fit(row) == width:
            self.below.row(row)
            self._cells.drop(width)
        return self.below.rows

    def numbered(self) -> int:
        """Rows that count on; how many of them fit."""
        width = len(self._columns)
        most = 3 * width + 2
        counted = Counted(self._text, self._header, width, self._cells, most, classed=self._classed)
        for entry in counted.entries():
            if entry.heading:
                self.below.heading(entry.cells[0])
            elif row := self._last(entry.cells) if entry.last else self._row(entry):
                self.below.row(row)
                self._usual = len(row)
            elif not entry.last:
                self.below.unfit(filled(entry.cells))
        return self.below.rows

    def _last(self, cells: Sequence[Span]) -> list[Span]:
        """The last row, which ends where cells do not fit."""
        row = list(cells[: self._usual])
        named = {at for at, cell in enumerate(row) if self._is_closed_name(at, cell)}
        row = row[: self._columns.fit([cell.of(self._text) for cell in row], named)]
        return [] if len(row) < 2 or (self.below.rows == 0 and len(row) < len(self._columns)) else row

    def _is_closed_name(self, column: int, cell: Span) -> bool:
        """Whether a cell of units that a pipe ends holds a short name, whatever it ends in."""
        words = cell.of(self._text)
        short = 1 < len(words) <= _LONGEST_NAME and not _STOPS.search(words)
        return (
            short
            and bool(self._columns.kinds[column] & UNITS)
            and _CLOSED.match(self._text, cell.end) is not None
        )

    def _row(self, entry: Entry) -> list[Span]:
        """The cells of a row, those of a long one together; none where they do not fit."""
        cells, columns = list(entry.cells), self._columns
        if len(cells) == len(columns):
            return cells if columns.tidy([cell.of(self._text) for cell in cells]) else []
        widths = (len(columns), len(columns) - 1) if columns.ends_in_notes else (len(columns),)
        for width in widths:
            row, more = cells, len(cells) - width
            if more > 0 and columns.wordy is not None:
                last = columns.wordy + more
                row = [*cells[: columns.wordy], Span(cells[columns.wordy].start, cells[last].end)]
                row += cells[last + 1 :]
            if len(row) == width == self._fit(row):
                return row
        return []

    def _fit(self, cells: Sequence[Span]) -> int:
        return self._columns.fit([cell.of(self._text) for cell in cells])

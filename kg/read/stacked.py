"""Tables whose cells are lines, one below the other, as copied from a web page or with a pipe behind each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.model import Span, Table
from kg.read.column_words import UNITS, Columns, column_kinds, columns_of, is_heading, value
from kg.read.pieces import PIPE, Ahead, RowsBelow, cut, filled, filled_lines, trimmed

_MOST_COLUMNS = 12
# words above a column of units that name no column we know
_MOST_STRANGE = 2
_LONGEST_HEADER = 40
_LONGEST_CELL = 2000
# several words on one line, not one word printed wide
_WORDS = re.compile(r"\S\S\s+\S|\S\s+\S\S")


def stacked_table(text: str, line: Span, floor: int, end: int) -> Table | None:
    """The table between `floor` and `end` whose header has the cell `line`, a column of units."""
    lone = filled(cut(text, line, PIPE))
    if len(lone) != 1 or _WORDS.search(text, *lone[0]) or not column_kinds(lone[0].of(text)) & UNITS:
        return None
    start, numbered = _header_start(text, lone[0], floor)
    if PIPE.search(text, start, line.end):
        table = _table(text, _between_pipes(text, start, end), piped=True)
        if table:
            return table
    return _table(text, _lines(text, start, end), piped=False) if numbered else None


def _header_start(text: str, unit: Span, floor: int) -> tuple[int, bool]:
    """Where the header begins: at its column of numbers, or at the first of the words right above `unit`."""
    start, strange = unit.start, 0
    for cell in _cells_above(text, unit.start, floor):
        kinds = column_kinds(cell.of(text))
        if "number" in kinds:
            return cell.start, True
        strange += not kinds
        if strange > _MOST_STRANGE or kinds & UNITS:
            break
        start = start if strange else cell.start
    return start, False


def _cells_above(text: str, at: int, floor: int) -> Iterator[Span]:
    """The cells above the line of `at`, upwards, as long as they are short and alone on their lines."""
    found = 0
    end = _end_above(text, at, floor)
    while end >= 0 and found < _MOST_COLUMNS:
        above = _end_above(text, end, floor)
        line = Span(max(above + 1, floor), end)
        cells = filled(cut(text, line, PIPE)) if line.end - line.start < _LONGEST_HEADER else []
        if len(cells) > 1:
            return
        found += len(cells)
        yield from cells
        end = above


def _end_above(text: str, at: int, floor: int) -> int:
    """The nearest end of a line before `at`; -1 where none is near."""
    return text.rfind("\n", max(floor, at - _LONGEST_HEADER), at)


# ---------------------------------------------------------------- cells


def _between_pipes(text: str, start: int, end: int) -> Iterator[Span]:
    """The cells that pipes end, empty ones too; behind the last pipe the rest of the line."""
    at = start
    for pipe in PIPE.finditer(text, start, end):
        if pipe.start() - at > _LONGEST_CELL:
            break
        yield trimmed(text[at : pipe.start()], at)
        at = pipe.end()
    yield from filled(list(filled_lines(text, at, min(end, at + _LONGEST_CELL)))[:1])


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The cells that are lines, pipes aside."""
    for line in filled_lines(text, start, end):
        yield from filled(cut(text, line, PIPE))


# ---------------------------------------------------------------- rows


def _table(text: str, cells: Iterable[Span], *, piped: bool) -> Table | None:
    ahead = Ahead(cells)
    header = _header(text, ahead, piped=piped)
    columns = columns_of([cell.of(text) for cell in header], strict=False) if header else None
    if columns is None:
        return None
    ahead.drop(len(header))
    stack = _Stack(text, columns, header, ahead, piped=piped)
    if columns.numbered and stack.numbered():
        return stack.below.table()
    return stack.below.table() if piped and not columns.numbered and stack.rows() else None


def _header(text: str, ahead: Ahead, *, piped: bool) -> list[Span]:
    """The cells above the first number 1, without a heading of rows; else the leading words of columns."""
    cells = ahead.first(_MOST_COLUMNS + 2)
    words = [cell.of(text) for cell in cells]
    one = next((at for at, word in enumerate(words) if value(word) == 1), 0)
    if one and "number" in column_kinds(words[0]):
        return cells[: one - is_heading(words[one - 1])]
    known = next((at for at, word in enumerate(words) if not column_kinds(word)), len(words))
    return cells[:known] if piped and known > 2 else []


class _Stack:
    """The cells below a header, dealt out to its columns."""

    def __init__(self, text: str, columns: Columns, header: list[Span], cells: Ahead, *, piped: bool) -> None:
        self._text = text
        self._columns = columns
        self._cells = cells
        self._piped = piped
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
        """Rows that count on from 1; how many of them fit."""
        number = 1
        while cells := self._cells.first(3 * len(self._columns) + 2):
            if self._heads(cells):
                self.below.heading(cells[0])
                self._cells.drop(1)
                number = self._number(cells[1]) or number
            elif self._number(cells[0]) == number:
                number += 1
                if not self._numbered_row(cells, self._size(cells, number)):
                    break
            else:
                break
        return self.below.rows

    def _numbered_row(self, cells: list[Span], size: int) -> bool:
        """The row of `size` cells; without a size the last row, which ends where cells do not fit."""
        if size:
            row = cells[:size]
        else:
            row = cells[: self._usual]
            row = row[: self._fit(row)]
            if len(row) < 2 or (self.below.rows == 0 and len(row) < len(self._columns)):
                return False
        self._cells.drop(len(row))
        row = self._row(row) if size else row
        if row:
            self.below.row(row)
            self._usual = len(row)
        else:
            self.below.unfit(filled(cells[:size]))
        return True

    def _size(self, cells: list[Span], following: int) -> int:
        """After how many cells the following number or a heading comes; 0 where none does.

        As many as there are columns go first, since a cell may hold a number as well.
        """
        width = len(self._columns)
        for at in chain([width, width - 1], range(2, len(cells))):
            if self._number_at(cells, at) == following or self._heads(cells[at:]):
                return at
        return 0

    def _row(self, cells: list[Span]) -> list[Span]:
        """The cells of a row, the lines of a long one together; none where they do not fit."""
        columns = self._columns
        widths = (len(columns), len(columns) - 1) if columns.ends_in_notes else (len(columns),)
        if len(cells) == len(columns) and self._piped:
            return cells if columns.tidy([cell.of(self._text) for cell in cells]) else []
        for width in widths:
            row, more = cells, len(cells) - width
            if more > 0 and columns.wordy is not None:
                last = columns.wordy + more
                row = [*cells[: columns.wordy], Span(cells[columns.wordy].start, cells[last].end)]
                row += cells[last + 1 :]
            if len(row) == width == self._fit(row):
                return row
        return []

    def _fit(self, cells: list[Span]) -> int:
        return self._columns.fit([cell.of(self._text) for cell in cells])

    def _number(self, cell: Span) -> int | None:
        return value(cell.of(self._text))

    def _number_at(self, cells: list[Span], at: int) -> int | None:
        return self._number(cells[at]) if at < len(cells) else None

    def _heads(self, cells: list[Span]) -> bool:
        """Whether the first of these cells is a heading over rows that count on or from 1."""
        return self._number_at(cells, 1) is not None and is_heading(cells[0].of(self._text))

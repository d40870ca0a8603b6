"""Tables whose rows are lines: cells between pipes, commas, wide blanks, or single ones.

Those between blanks are read here.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise

from kg.fold import fold
from kg.model import Span, Table, squeeze
from kg.read.column_words import (
    UNITS,
    Columns,
    column_kinds,
    columns_beside_one,
    columns_of,
    ends_in_name,
    is_heading,
    value,
)
from kg.read.plain.blank_cells import begun_on_lines, in_place, words_of_line
from kg.read.plain.comma_rows import comma_table
from kg.read.plain.dealt import dealt
from kg.read.plain.pieces import PIPE, Ahead, RowsBelow, cut, filled, filled_lines, spread
from kg.read.plain.piped_lines import PipedLines

_NARROW = " \t\u00a0\u2002"
BLANKS = _NARROW + "\u2003\u3000"
"""What may part the cells of a line."""
_WIDE = re.compile(f"[{BLANKS}]{{2,}}")
_IDEOGRAPHIC = re.compile(f"[{_NARROW}]*[\u2003\u3000][{BLANKS}]*|[{_NARROW}]{{2,}}")
_SINGLE = re.compile(f"[{BLANKS}]+")
_FIRST_PIECE = re.compile(f"[^{BLANKS}]{{1,8}}(?![^{BLANKS}\n])")
# so many lines belong to one row, and to the next is looked for below them
_ROW_LINES = 8
_MOST_HEADINGS = 6
_FEW_COLUMNS = 3
# so many rows may not fit before one does
_MOST_MISFITS = 8


def lined_table(text: str, line: Span, end: int) -> Table | None:
    """The table before `end` whose header is `line`."""
    if PIPE.search(text, line.start, line.end):
        return PipedLines(text, line).read(end)
    if text.find(",", line.start, line.end) >= 0 and (table := comma_table(text, line, end)):
        return table
    for blank in (_WIDE, _IDEOGRAPHIC, _SINGLE):
        header = words_of_line(text, line, blank) if blank is _SINGLE else filled(cut(text, line, blank))
        words = [span.of(text) for span in header]
        counted = len(words) > _FEW_COLUMNS and "number" in column_kinds(words[0])
        columns = columns_of(words, strict=not counted) or columns_beside_one(words)
        if columns and (blank is not _SINGLE or len(columns) > 2):
            return _Blank(text, blank, columns, header).read(line.end + 1, end)
    return None


class _Blank:
    """Rows of cells between blanks: a row has as many as the header, or they stand below its words."""

    def __init__(self, text: str, blank: re.Pattern[str], columns: Columns, header: list[Span]) -> None:
        self._text = text
        self._blank = blank
        self._columns = columns
        self._header = header
        self._sure = blank is not _SINGLE or all(columns.kinds)
        self._below = RowsBelow(columns, header)

    def read(self, at: int, end: int) -> Table | None:
        """The table, if rows stand below the header."""
        lines = Ahead(filled_lines(self._text, at, end))
        if self._columns.numbered:
            self._numbered_rows(lines)
        else:
            self._rows(lines)
        enough = self._below.rows > 1 or (self._below.rows and len(self._columns) > 2)
        return self._below.table() if enough and not self._stops_short(lines.first(1)) else None

    def _stops_short(self, below: list[Span]) -> bool:
        """Whether below rows that single blanks part and nobody counts stands a line of more cells."""
        loose = self._blank is _SINGLE and not self._columns.numbered
        return loose and any(len(self._pieces(line)) > 1 for line in below)

    def _rows(self, lines: Ahead) -> None:
        """Rows that nobody counts, and headings over them."""
        while run := lines.first(_MOST_HEADINGS + 1):
            if cells := self._cells(run[0]) or self._below_class(run[0]):
                self._below.row(cells)
            elif self._heads_cells(run):
                self._below.heading(run[0])
            else:
                return
            lines.drop(1)

    def _below_class(self, line: Span) -> list[Span]:
        """The cells of a row whose class stands beside a row above, with an empty one in its place."""
        cells = self._pieces(line)
        covered = self._below.rows and self._columns.classed and len(cells) == len(self._columns) - 1
        if not covered or self._blank is _SINGLE:
            return []
        cells.insert(0, Span(cells[0].start, cells[0].start))
        return cells if self._columns.fit([cell.of(self._text) for cell in cells]) == len(cells) else []

    def _heads_cells(self, run: list[Span]) -> bool:
        """Whether the first of these lines is a heading, and below it and others stands a row."""
        lines = [line for line in run if not is_heading(line.of(self._text))]
        return bool(lines) and lines[0] != run[0] and bool(self._cells(lines[0]))

    def _numbered_rows(self, lines: Ahead) -> None:
        """Rows that count on, or are whole lines; one that is no line of so many cells does not fit."""
        number: int | None = None
        misfits = 0
        while run := lines.first(_ROW_LINES + 1):
            size = 1
            if not self._below.rows and misfits > _MOST_MISFITS:
                return
            found = self._number(run[0])
            if found and (found == (number or found) or self._cells(run[0])):
                number = found + 1
                size = self._size(run, number)
                self._row(run[:size])
                misfits += 1
            elif not (self._below.rows and self._is_header(run[0])):
                if not self._heads(run):
                    return
                number = self._number(run[1]) or number
                self._below.heading(run[0])
            lines.drop(size)

    def _size(self, run: list[Span], following: int) -> int:
        """How many lines the row goes over: up to the following number; the last row is one line."""
        for at in range(1, len(run)):
            if self._number(run[at]) == following or self._is_header(run[at]) or self._heads(run[at:]):
                return at
        return 1

    def _row(self, lines: list[Span]) -> None:
        cells = self._cells(lines[0]) if len(lines) == 1 else self._over_lines(lines)
        if cells := cells or self._dealt(lines):
            self._below.row(cells)
        elif len(words := [piece for line in lines for piece in self._pieces(line)]) > 1:
            self._below.unfit(words)

    def _over_lines(self, lines: list[Span]) -> list[Span]:
        """The cells of a row that only breaks between two of them, or in a list of units behind 、."""
        if self._blank is _SINGLE:
            return []
        cells = self._pieces(lines[0])
        for line in lines[1:]:
            first, *others = self._pieces(line)
            if self._text[cells[-1].end - 1] == "、":
                cells[-1] = Span(cells[-1].start, first.end)
            else:
                cells.append(first)
            cells += others
        texts = [cell.of(self._text) for cell in cells]
        return cells if len(cells) == len(self._columns) == self._columns.fit(texts) else []

    def _dealt(self, lines: list[Span]) -> list[Span]:
        """The cells of a row whose words are dealt out to its columns; none where nobody can tell how."""
        if self._blank is not _SINGLE:
            return []
        ways = [self._words(lines, timed=timed) for timed in (False, True)]
        rows = map(self._dealt_words, ways[: 1 + (ways[0] != ways[1])])
        return max(rows, key=lambda cells: sum(cell.start < cell.end for cell in cells))

    def _words(self, lines: list[Span], *, timed: bool) -> list[list[Span]]:
        return [words_of_line(self._text, line, self._blank, timed=timed) for line in lines]

    def _dealt_words(self, lines: list[list[Span]]) -> list[Span]:
        words = [word for line in lines for word in line]
        begun = begun_on_lines(lines)
        folded = [fold(squeeze(word.of(self._text))) for word in words[1:]]
        below = self._below.rows > 0
        runs = dealt(self._columns, folded, None, ends=True, below=below, begun=begun)
        return spread(words, runs) if runs and self._columns.parted_by(runs, folded, begun) else []

    def _cells(self, line: Span) -> list[Span]:
        """The cells of a line, none where it is no row."""
        cells = self._pieces(line)
        if self._blank is not _SINGLE:
            if len(cells) < len(self._columns):
                cells = in_place(self._text, self._header, cells) or self._evenly(line) or cells
            return self._fitting(cells)
        ways = (words_of_line(self._text, line, _SINGLE, timed=timed) for timed in (False, True))
        return next(filter(None, map(self._fitting, chain([cells], ways))), [])

    def _evenly(self, line: Span) -> list[Span]:
        """The cells of a line, empty ones too, where the same blanks part all words of the header."""
        blanks = {self._text[one.end : other.start] for one, other in pairwise(self._header)}
        cells = cut(self._text, line, re.compile(blanks.pop())) if len(blanks) == 1 else []
        return cells if len(cells) == len(self._columns) else []

    def _fitting(self, cells: list[Span]) -> list[Span]:
        """The cells, if they are those of a row; names behind a last column of units belong to it."""
        width = len(self._columns)
        names = self._columns.kinds[-1] & UNITS and all(
            ends_in_name(cell.of(self._text)) for cell in cells[width - 1 :]
        )
        if len(cells) > width and names and self._sure:
            cells = [*cells[: width - 1], Span(cells[width - 1].start, cells[-1].end)]
        if len(cells) != width and not (len(cells) == width - 1 and self._columns.ends_in_notes):
            return []
        texts = [cell.of(self._text) for cell in cells]
        sure = self._blank is not _SINGLE and self._columns.numbered
        fits = self._columns.tidy(texts) if sure else self._columns.fit(texts) == len(texts)
        return cells if fits else []

    def _pieces(self, line: Span) -> list[Span]:
        return filled(cut(self._text, line, self._blank))

    def _number(self, line: Span) -> int | None:
        first = _FIRST_PIECE.match(self._text, *line)
        return value(first.group()) if first else None

    def _is_header(self, line: Span) -> bool:
        return self._columns.repeated([piece.of(self._text) for piece in self._pieces(line)])

    def _heads(self, run: list[Span]) -> bool:
        """Whether the first of these lines is a heading over a row, perhaps with others between them."""
        if not run or not is_heading(run[0].of(self._text)):
            return False
        below = next((line for line in run[1:] if not is_heading(line.of(self._text))), None)
        return below is not None and self._number(below) is not None

"""Tables whose rows are lines with pipes between their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from kg.model import Cell, Span, Table
from kg.read.column_words import (
    Columns,
    columns_but_one,
    columns_of,
    ends_in_name,
    is_heading,
    value,
)
from kg.read.plain.header_parts import header_of_roles, names_of_parts
from kg.read.plain.pieces import PIPE, Ahead, RowsBelow, cut, filled, filled_lines

# so many lines belong to one row, and to the next is looked for below them
_ROW_LINES = 8
_MOST_HEADINGS = 6
_RULE = re.compile(r"[-|｜│+:=—─━┼├┤ ]+")
_PIPES = "|｜│"
# so many columns between pipes at both ends are a table whatever they are called
_FEWEST_BOXED = 3
_NUMBER = re.compile(r"\d{1,3}[.、．](?!\d)")


class PipedLines:
    """Rows of cells between pipes; the header says whether rows begin and end with one."""

    def __init__(self, text: str, line: Span) -> None:
        self._text = text
        self._line = line
        pieces = cut(text, line, PIPE)
        self._opens, self._closes = (_is_empty(pieces[0]), _is_empty(pieces[-1]))
        self._header = pieces[self._opens : len(pieces) - self._closes]

    def read(self, end: int) -> Table | None:
        """The table, if a row stands below the header."""
        text = self._text
        words = [span.of(text) for span in self._header]
        columns = columns_of(words, strict=False) or columns_but_one(words)
        if columns is None:
            return self._boxed(end)
        lines = Ahead(filled_lines(text, self._line.end + 1, end))
        if parts := header_of_roles(text, columns, self._header, lines.first(1)):
            columns, self._header = parts
            lines.drop(1)
        below = RowsBelow(columns, self._header)
        if names := self._names_of_parts(lines.first(1)):
            below.row(names)
            lines.drop(1)
        while taken := self._row(columns, below, lines.first(_ROW_LINES)):
            lines.drop(taken)
        enough = below.rows > 1 or self._opens or self._closes or len(columns) > 2
        return below.table() if below.rows and enough else None

    def _names_of_parts(self, below: list[Span]) -> list[Span]:
        """The cells of a line right below the header that names parts of its last columns."""
        return names_of_parts(self._text, self._header, below) if self._opens and self._closes else []

    def _boxed(self, end: int) -> Table | None:
        """The table of rows between pipes at both ends, whatever its columns are called."""
        if not (self._opens and self._closes) or len(self._header) < _FEWEST_BOXED:
            return None
        cells = [Cell(span, 0, column) for column, span in enumerate(self._header)]
        height = 1
        for line in filled_lines(self._text, self._line.end + 1, end):
            names = self._names_of_parts([line]) if height == 1 else []
            row = names or self._fields(len(self._header), cut(self._text, line, PIPE))
            if _RULE.fullmatch(self._text, *line):
                continue
            if not row or self._text[line.start] not in _PIPES or self._text[line.end - 1] not in _PIPES:
                break
            cells += [Cell(span, height, column) for column, span in enumerate(row)]
            height += 1
        return Table(Span(cells[0].span.start, cells[-1].span.end), tuple(cells)) if height > 1 else None

    def _row(self, columns: Columns, below: RowsBelow, lines: list[Span]) -> int:
        """Read the row that begins on the first line; how many lines it takes, none where there is none."""
        if not lines:
            return 0
        if _RULE.fullmatch(self._text, *lines[0]):
            return 1
        pieces, taken = cut(self._text, lines[0], PIPE), 1
        fields = self._covered(columns, pieces)
        if not fields:
            pieces, taken = self._pieces(len(columns), lines)
            fields = self._fields(len(columns), pieces) or self._without_last(columns, pieces, lines[1:2])
        texts = [span.of(self._text) for span in fields]
        if behind := columns.behind(texts):
            fields = [*[Span(fields[0].start, fields[0].start)] * behind, *fields[:-behind]]
            texts = [span.of(self._text) for span in fields]
        if fields and columns.repeated(texts):
            return taken if below.rows else 0
        alone = columns.numbered and len(filled(fields)) == 1
        if fields and not alone and self._may_be_row(columns, texts):
            below.row(fields)
            return taken
        return int(self._take_rest(columns, below, lines, pieces))

    def _take_rest(self, columns: Columns, below: RowsBelow, lines: list[Span], pieces: list[Span]) -> bool:
        """Whether the first line heads rows of the table, or is one of them that does not fit."""
        words = filled(cut(self._text, lines[0], PIPE))
        boxed = self._opens and self._closes and _is_empty(pieces[0]) and _is_empty(pieces[-1])
        if len(words) == 1 and ((boxed and len(pieces) > 1) or self._heads(columns, lines)):
            below.heading(words[0])
        elif not words or len(pieces) < 2:
            return False
        elif boxed or self._counts(columns, below, lines):
            below.unfit(self._with_number_apart(words))
        else:
            return False
        return True

    def _heads(self, columns: Columns, lines: list[Span]) -> bool:
        """Whether the first of these lines heads the others: single cells above the cells of a row."""
        rows = [filled(cut(self._text, line, PIPE)) for line in lines[: _MOST_HEADINGS + 1]]
        heads = takewhile(lambda row: len(row) == 1 and is_heading(row[0].of(self._text)), rows)
        count = sum(1 for _ in heads)
        row = [span.of(self._text) for span in rows[count]] if 0 < count < len(rows) else []
        if columns.numbered:
            return len(row) > 1 and value(row[0]) is not None
        return len(row) == len(columns) and columns.tidy(row) and columns_of(row, strict=False) is None

    def _counts(self, columns: Columns, below: RowsBelow, lines: list[Span]) -> bool:
        """Whether the first of these lines has a number, or stands between rows that numbers count."""
        if not columns.numbered:
            return False
        pieces = cut(self._text, lines[0], PIPE)
        if value(filled(pieces)[0].of(self._text)) is not None or (
            below.rows and len(pieces) >= len(columns)
        ):
            return True
        rows = (filled(cut(self._text, line, PIPE)) for line in lines[1:])
        return below.rows > 0 and any(
            value(row[0].of(self._text)) is not None for row in rows if len(row) > 1
        )

    def _with_number_apart(self, words: list[Span]) -> list[Span]:
        """The words of a row, the number at the front of a single one as a piece of its own: 5.检查食堂."""
        number = _NUMBER.match(self._text, *words[0]) if len(words) == 1 else None
        return [Span(*number.span()), Span(number.end(), words[0].end)] if number else words

    def _covered(self, columns: Columns, pieces: list[Span]) -> list[Span]:
        """The cells of a row without those that cells above it cover; none where it is no such row."""
        low, high = int(_is_empty(pieces[0])), len(pieces) - _is_empty(pieces[-1])
        cells, width = pieces[low:high], len(columns)
        least = 2 if columns.numbered else width - 1 if "group" in columns.kinds[0] else width
        if not max(least, 2) <= len(cells) < width or value(cells[0].of(self._text)) is not None:
            return []
        end = cells[-1].end
        padded = [*cells, *[Span(end, end)] * (width - len(cells))]
        return padded if columns.behind([span.of(self._text) for span in padded]) else []

    def _without_last(self, columns: Columns, pieces: list[Span], below: list[Span]) -> list[Span]:
        """The cells of a counted row whose last ones are empty and not printed; none where it is no such row.

        The next row counts on right below it.
        """
        cells = pieces[int(_is_empty(pieces[0])) : len(pieces) - _is_empty(pieces[-1])]
        if not columns.numbered or not 2 < len(cells) < len(columns):
            return []
        following = [cut(self._text, line, PIPE) for line in below]
        firsts = [next(iter(filled(row)), row[0]) for row in following if len(row) > 1]
        if any(value(first.of(self._text)) is None for first in [cells[0], *firsts]):
            return []
        texts = [span.of(self._text) for span in cells]
        named = any(ends_in_name(text) for text in columns.unit_texts(texts))
        return cells if named and columns.tidy(texts) else []

    def _pieces(self, columns: int, lines: list[Span]) -> tuple[list[Span], int]:
        """The pieces of the first line, or of the lines over which a row goes whose cell is wrapped."""
        row = cut(self._text, lines[0], PIPE)
        wanted = columns + self._opens + self._closes
        if not 1 < len(row) < wanted or _is_empty(row[0]) is not self._opens:
            return row, 1
        for taken, more in enumerate(lines[1:], start=2):
            pieces = cut(self._text, more, PIPE)
            if _is_empty(pieces[0]) or value(pieces[0].of(self._text)):
                break
            joined = cut(self._text, Span(lines[0].start, more.end), PIPE)
            if len(joined) >= wanted:
                return (joined, taken) if len(joined) == wanted else (row, 1)
        return row, 1

    def _fields(self, columns: int, row: list[Span]) -> list[Span]:
        """The pieces that are cells: as many as columns, without an empty one before or behind them."""
        for first, last in ((self._opens, self._closes), (True, True), (True, False), (False, True)):
            low, high = int(first), len(row) - last
            outside = [*row[:low], *row[high:]]
            if high - low == columns and all(map(_is_empty, outside)):
                return row[low:high]
        opened = self._opens and _is_empty(row[0])
        return list(row) if len(row) == columns and not opened else []

    def _may_be_row(self, columns: Columns, texts: Sequence[str]) -> bool:
        if self._opens and self._closes:
            return True
        return columns.tidy(texts) and (len(columns) > 2 or columns.fit(texts) == 2)


def _is_empty(span: Span) -> bool:
    return span.start == span.end

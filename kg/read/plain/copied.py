"""Tables copied from pages: cells on a line stand between single blanks, and wrapped ones go over several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from kg.model import Span, Table, squeeze
from kg.read.column_words import UNITS, column_kinds
from kg.read.plain.blank_cells import words_of_line
from kg.read.plain.pieces import PIPE, Ahead, filled_lines
from kg.read.plain.stacked import header_above_one, table_of_pieces
from kg.words.columns import vague_headers

_BLANK = re.compile(r"\s+")
_FIRST_WORD = re.compile(r"\S{1,6}(?!\S)")
_LONGEST_LINE = 100
# a row that does not fit has its number and all its words in one cell
_CELLS_OF_MISFIT = 2
# the lines of a header whose words are wrapped
_MOST_LINES = 10
_FIRST_LINES = 30  # of a table


def copied_table(text: str, line: Span, floor: int, end: int) -> Table | None:
    """The table between `floor` and `end` whose header, which counts its rows, has words on `line`."""
    start = _start(text, line, floor)
    if start is None or not header_above_one(text, Ahead(_pieces(text, start, end))):
        return None
    ways = [partial(_pieces, text, start, end)]
    if _stand_beside(text, start, end):
        ways.append(partial(_pieces, text, start, end, timed=True))
    table = table_of_pieces(text, *ways)
    return table if table and _first_row_fits(table) and not _has_two_headers(text, table) else None


def _stand_beside(text: str, start: int, end: int) -> bool:
    """Whether a line of the header or of the first rows holds several cells."""
    return any(_BLANK.search(text, *line) for line in islice(filled_lines(text, start, end), _FIRST_LINES))


def _has_two_headers(text: str, table: Table) -> bool:
    """Whether words of the header are parts of others: 责任单位 over 牵头|配合."""
    words = [cell.span.of(text) for cell in table.cells if cell.row == 0]
    units = {squeeze(word) for word in words if column_kinds(word) & UNITS}
    return not units <= vague_headers() and not units.isdisjoint(vague_headers())


def _first_row_fits(table: Table) -> bool:
    """Whether the first row below the header and headings has cells of its own, not only words."""
    rows = [cell.row for cell in table.cells if cell.row and cell.columns == 1]
    return rows.count(rows[0]) > _CELLS_OF_MISFIT


def copied_header(text: str, line: Span, floor: int) -> list[Span]:
    """The words of such a header, some of them wrapped, above the first row that is counted."""
    start = _start(text, line, floor)
    return [] if start is None else header_above_one(text, Ahead(_pieces(text, start, len(text))))


def _start(text: str, line: Span, floor: int) -> int | None:
    """Where the word for the numbers of rows begins a line, at `line` or a few lines above."""
    at = line.start
    for _ in range(_MOST_LINES):
        word = _FIRST_WORD.match(text, at)
        if word and "number" in column_kinds(word.group()):
            return at
        above = text.rfind("\n", max(floor, at - 1 - _LONGEST_LINE), max(floor, at - 1))
        if above < 0:
            return None
        at = above + 1
    return None


def _pieces(text: str, start: int, end: int, *, timed: bool = False) -> Iterator[Span]:
    """The words of lines, figures together with what a page sets them off from, but times where `timed`."""
    for line in filled_lines(text, start, end):
        if PIPE.search(text, *line):
            return
        yield from words_of_line(text, line, _BLANK, timed=timed)

"""Tables whose cells stand one below the other, a pipe before all but the first and one behind the row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span, Table
from kg.read.column_words import Columns, columns_of
from kg.read.plain.pieces import PIPE, RowsBelow, cut, filled

_OPENS = re.compile(r"[^\S\n]*[|｜│]")
# a line of nothing but pipes, below which none opens a line
_CLOSES = re.compile(r"\n[^\S\n]*[|｜│][|｜│\s]*?(?=\n(?![^\S\n]*[|｜│])|\Z)")
_LONGEST_ROW = 2000
_MOST_COLUMNS = 12


def opened_table(text: str, line: Span, floor: int, end: int) -> Table | None:
    """The table between `floor` and `end` whose header has a cell on `line`, if pipes open its cells so."""
    if not _OPENS.match(text, line.start):
        return None
    start = _first_cell(text, line.start, floor)
    rows = _rows(text, start, end)
    header = next(rows, [])
    columns = columns_of([cell.of(text) for cell in header], strict=False) if header else None
    if columns is None:
        return None
    below = RowsBelow(columns, header)
    for row in rows:
        if not _take(text, columns, below, row):
            break
    return below.table() if below.rows else None


def _first_cell(text: str, at: int, floor: int) -> int:
    """Where the line above those begins that pipes open, the lowest of which begins at `at`."""
    for _ in range(_MOST_COLUMNS):
        if at <= floor or not _OPENS.match(text, at):
            break
        at = text.rfind("\n", floor, at - 1) + 1 or floor
    return at


def _rows(text: str, at: int, end: int) -> Iterator[list[Span]]:
    """The cells of row after row, empty ones too; a blank line ends the table."""
    while close := _CLOSES.search(text, at, min(end, at + _LONGEST_ROW)):
        cells = cut(text, Span(at, close.end()), PIPE)[:-1]
        if "\n\n" in cells[0].of(text):
            return
        yield cells
        at = close.end() + 1


def _take(text: str, columns: Columns, below: RowsBelow, cells: list[Span]) -> bool:
    """Whether the cells are a row of the table or head rows of it, and were taken."""
    while len(cells) > len(columns) and cells[-1].start == cells[-1].end:
        cells.pop()
    texts = [cell.of(text) for cell in cells]
    if len(cells) > len(columns) or not columns.tidy(texts) or columns_of(texts[1:], strict=True):
        return False
    if columns.numbered and len(filled(cells)) == 1:
        below.heading(filled(cells)[0])
    elif filled(cells):
        below.row(cells)
    return True

"""Tables pasted as they stand in .csv files: cells between commas, quoted where they hold one or a break."""

from __future__ import annotations

import re

from kg.model import Span, Table
from kg.read.column_words import column_kinds, columns_of, value
from kg.read.plain.pieces import RowsBelow, filled, trimmed

_FEWEST = 3
_LONGEST_ROW = 4_000
_CELL = re.compile(r'[ \t]*(?:"(?P<quoted>(?:[^"]|"")*+)"[ \t]*|(?P<bare>[^,\n]*+))(?P<mark>,|\n|\Z)')


def comma_table(text: str, line: Span, end: int) -> Table | None:
    """The table before `end` whose header is `line`; None where it is none, or no row follows it."""
    header, at = _row(text, line.start, line.end)
    words = [span.of(text) for span in header]
    if len(words) < _FEWEST or not all(words):
        return None
    columns = columns_of(words, strict="number" not in column_kinds(words[0]))
    if columns is None:
        return None
    below = RowsBelow(columns, header)
    at = line.end + 1
    while at < end:
        cells, at = _row(text, at, end)
        cells = cells if filled(cells[len(columns) :]) else cells[: len(columns)]
        texts = [cell.of(text) for cell in cells]
        if len(cells) == len(columns) and columns.tidy(texts):
            below.row(cells)
        elif columns.numbered and len(cells) > 1 and value(texts[0]) is not None:
            below.unfit(filled(cells))
        else:
            break
    return below.table() if below.rows else None


def _row(text: str, at: int, end: int) -> tuple[list[Span], int]:
    """The cells of the row that begins at `at`, and where the next one begins; none where a quote is open."""
    cells: list[Span] = []
    stop = min(end, at + _LONGEST_ROW)
    while found := _CELL.match(text, at, stop):
        start, close = found.span("bare" if found["quoted"] is None else "quoted")
        cells.append(trimmed(text[start:close], start))
        at = found.end()
        if found["mark"] != ",":
            return cells, at
    return [], end

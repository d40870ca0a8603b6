"""Lines of a text cut into the pieces that are cells, and the table made of them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from kg.model import Cell, Span, Table
from kg.read.column_words import Columns

PIPE = re.compile(r"(?<!\\)[|｜│]")


def trimmed(piece: str, at: int) -> Span:
    """The stretch of `piece`, which begins at `at`, without the blanks around it."""
    start = at + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))


def cut(text: str, line: Span, mark: re.Pattern[str]) -> list[Span]:
    """The pieces of a line between the marks, trimmed; some may be empty."""
    pieces, at = [], line.start
    for found in mark.finditer(text, line.start, line.end):
        pieces.append(trimmed(text[at : found.start()], at))
        at = found.end()
    pieces.append(trimmed(text[at : line.end], at))
    return pieces


def filled(spans: Sequence[Span]) -> list[Span]:
    """The stretches that are not empty."""
    return [span for span in spans if span.start < span.end]


def filled_lines(text: str, at: int, end: int) -> Iterator[Span]:
    """The lines from `at` to `end` that are not blank, without the blanks around them."""
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = trimmed(text[at:stop], at)
        if line.start < line.end:
            yield line
        at = stop + 1


def spread(pieces: Sequence[Span], runs: Sequence[tuple[int, int]]) -> list[Span]:
    """The number of a row and its other cells, each a run of the pieces behind it; none without runs."""
    row = list(pieces[:1]) if runs else []
    for start, end in runs:
        empty = Span(row[-1].end, row[-1].end)
        row.append(Span(pieces[start + 1].start, pieces[end].end) if start < end else empty)
    return row


class Ahead:
    """Stretches as they come, with a look at those to come."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._rest = iter(spans)
        self._next: deque[Span] = deque()

    def first(self, count: int) -> list[Span]:
        """The next `count` stretches, fewer at the end; they stay to come."""
        self._next.extend(islice(self._rest, max(count - len(self._next), 0)))
        return list(islice(self._next, count))

    def drop(self, count: int) -> None:
        """Go past the next `count` stretches."""
        for _ in self.first(count):
            self._next.popleft()


class RowsBelow:
    """A table while it grows row by row below its header."""

    def __init__(self, columns: Columns, header: Sequence[Span]) -> None:
        self._columns = columns
        self._cells = [Cell(span, 0, column) for column, span in enumerate(header)]
        self._height = 1
        self.rows = 0
        """How many rows fit the columns."""

    def row(self, spans: Sequence[Span]) -> None:
        """A row with a cell for every column, or for all but the last ones."""
        self._cells += [Cell(span, self._height, column) for column, span in enumerate(spans)]
        self._height += 1
        self.rows += 1

    def heading(self, span: Span) -> None:
        """A cell over all columns, which heads the rows below it."""
        self._cells.append(Cell(span, self._height, 0, columns=len(self._columns)))
        self._height += 1

    def unfit(self, spans: Sequence[Span]) -> None:
        """A row whose cells cannot be told apart: all its words stand in the column of tasks."""
        words = list(spans)
        if self._columns.numbered and len(words) > 1:
            self._cells.append(Cell(words.pop(0), self._height, 0))
        whole = Span(words[0].start, words[-1].end)
        self._cells.append(Cell(whole, self._height, self._columns.task))
        self._height += 1

    def table(self) -> Table:
        """All rows as a table."""
        return Table(Span(self._cells[0].span.start, self._cells[-1].span.end), tuple(self._cells))

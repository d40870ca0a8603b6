"""What the readers of the single formats hand to the door, and the canvas they write it on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, cycle, repeat
from operator import add, itemgetter
from typing import NamedTuple

from kg.model import Cell, Issue, Span, Table
from kg.read.limits import Limits


class Refusal(Exception):
    """Why a file cannot be read: what is wrong with it and what would be accepted instead."""

    def __init__(self, what: str, accepted: str) -> None:
        super().__init__(f"{what}；{accepted}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as its format's reader sees it: the canonical text, its tables, its encoding."""

    text: str
    encoding: str
    tables: tuple[Table, ...] = ()
    issues: tuple[Issue, ...] = ()


class GridCell(NamedTuple):
    """A cell before it has a place in the text: its words and the grid places it covers, from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


Placed = tuple[str, int, int, int, int]
"""The fields of a `GridCell`, which is one."""

# large tables are mostly cells: made as the tuples they are, they take half the time
_cell: Callable[[tuple[Span, int, int, int, int]], Cell] = partial(tuple.__new__, Cell)
_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
_PLACE = itemgetter(1, 2)  # row and column


class Canvas:
    """The canonical text while it grows line by line, with the tables written on it.

    A table is written one row after another: the cells of a row separated by tabs, the row ended by
    a line break. A merged cell is written once, at its first place; the other places stay empty, so
    that columns stay aligned. Empty cells have empty spans.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._tables: list[Table] = []
        self._issues: list[Issue] = []
        self._length = 0

    def line(self, text: str) -> None:
        """Write `text` (one line or several) and end the line."""
        self._parts += (text, "\n")
        self._length += len(text) + 1

    def issue(self, code: str, message: str) -> None:
        """Note something that could not be read at this point of the text."""
        self._issues.append(Issue(code, message, Span(self._length, self._length)))

    def unread(self, text: str, code: str, message: str) -> None:
        """Write `text` on lines of its own and note that nobody could make out what it says."""
        start = self._length
        self.line(text)
        self._issues.append(Issue(code, message, Span(start, self._length - 1)))

    def table(self, cells: Iterable[Placed]) -> None:
        """Write a table of cells that do not overlap."""
        ordered = sorted(cells, key=_PLACE)
        if not ordered:
            return
        start = self._length
        placed = self._place(ordered, max([column + columns for _, _, column, _, columns in ordered]))
        self._tables.append(Table(Span(start, self._length), tuple(placed)))
        self._write("\n")

    def grid(self, rows: Sequence[Sequence[str]]) -> None:
        """Write a table whose rows have as many cells each, every one of which has one place."""
        start, width = self._length, len(rows[0])
        lengths = [len(text) for row in rows for text in row]
        starts = list(accumulate([length + 1 for length in lengths[:-1]], initial=start))
        spans = map(_span, zip(starts, map(add, starts, lengths), strict=True))
        numbers = [number for number in range(len(rows)) for _ in range(width)]
        placed = zip(spans, numbers, cycle(range(width)), repeat(1), repeat(1), strict=False)
        self._write("\n".join(map("\t".join, rows)))
        self._tables.append(Table(Span(start, self._length), tuple(map(_cell, placed))))
        self._write("\n")

    def take(self, other: Draft) -> None:
        """Write all that stands in another draft."""
        start = self._length
        self._tables += [table.shift(start) for table in other.tables]
        self._issues += [replace(issue, span=issue.span.shift(start)) for issue in other.issues]
        self.line(other.text.removesuffix("\n"))

    def _place(self, ordered: Sequence[Placed], width: int) -> list[Cell]:
        placed: list[Cell] = []
        texts: list[str] = []
        end = self._length
        row, column = ordered[0][1], 0
        for text, at_row, at_column, rows, columns in ordered:
            gap = "\t" * (at_column - column)
            if at_row > row:
                gap = "\t" * (width - 1 - column) + "\n" * (at_row - row) + "\t" * at_column
                row = at_row
            column = at_column
            texts += (gap, text)
            start = end + len(gap)
            end = start + len(text)
            placed.append(_cell((_span((start, end)), row, column, rows, columns)))
        self._write("".join(texts))
        self._write("\t" * (width - 1 - column))
        return placed

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)

    def draft(self, encoding: str) -> Draft:
        """Everything written so far."""
        return Draft("".join(self._parts), encoding, tuple(self._tables), tuple(self._issues))


def bounded(cells: list[GridCell], limits: Limits) -> list[GridCell]:
    """`cells`, unless the table claims more places than a page could show."""
    width = max([column + columns for _, _, column, _, columns in cells], default=0)
    height = max([row + rows for _, row, _, rows, _ in cells], default=0)
    refuse_beyond(limits, height, width)
    return cells


def refuse_beyond(limits: Limits, height: int, width: int) -> None:
    """Refuse a table of more columns or places than `limits` allow."""
    if width > limits.columns or width * height > limits.cells:
        raise Refusal(
            f"其中一张表格占 {height} 行 {width} 列",
            f"表格最多 {limits.columns} 列、{limits.cells} 个单元格",
        )

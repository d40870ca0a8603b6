"""Columns whose header says nothing that is known: bodies in them are no owners, and not lost quietly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.find.tables.columns import UNIT_KINDS, Column
from kg.find.tables.grid import Grid
from kg.words.bodies import is_body, is_single
from kg.words.marks import BETWEEN_NAMES
from kg.words.names import NOBODY


class UnnamedColumns:
    """The columns of a task table, whose first data row is `first`, that no known word names."""

    def __init__(self, grid: Grid, columns: Sequence[Column], first: int) -> None:
        self._grid = grid
        self._first = first
        self._unknown = [column for column in columns if first and not column.header]
        strange = [column for column in columns if first and column.kind not in UNIT_KINDS]
        self._nameless = [column for column in strange if not self._is_named(column)]

    def _is_named(self, column: Column) -> bool:
        """Whether a header, known or not, stands over a column."""
        return any(self._grid.text(self._grid.cell(row, column.index)) for row in range(self._first))

    def units(self, row: int) -> Iterator[tuple[int, int]]:
        """The cells of a row that name bodies, in columns without any header."""
        for column in self._nameless:
            cell = self._grid.cell(row, column.index)
            names = _names(self._grid.text(cell))
            if cell and cell.row == row and names and all(map(is_body, names)):
                yield self._grid.stretch(cell)

    def headers(self) -> Iterator[tuple[int, int]]:
        """The headers nobody knows over columns of nothing but bodies."""
        for column in self._unknown:
            header = self._grid.cell(self._first - 1, column.index)
            if header is None or not self._grid.text(header):
                continue
            rows = range(self._first, self._grid.height)
            texts = {self._grid.text(self._grid.cell(row, column.index)) for row in rows} - NOBODY
            names = [name for text in texts for name in _names(text)]
            if any(map(is_single, names)) and all(map(is_body, names)):
                yield self._grid.stretch(header)


def _names(words: str) -> list[str]:
    return [name for name in BETWEEN_NAMES.split(words) if name]

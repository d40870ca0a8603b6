"""Rows that only go on with the units or times of the row above, as files without merged cells have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.find.tables.columns import ASIDE, UNIT_KINDS, Column
from kg.find.tables.grid import Grid
from kg.find.tables.unit_cells import read_unit_cell
from kg.find.text.dates import full_date
from kg.lexicon import load, one_of
from kg.model import Cell, Role
from kg.read.column_words import TIME
from kg.words.names import is_name

_SAID = (*UNIT_KINDS, "deadline")
_BESIDE = (*_SAID, "person", "note", "remark", ASIDE)
_CARRIED = ("number", "group", "task")


def with_rows_below(grid: Grid, first: int, columns: Sequence[Column]) -> Grid:
    """The same table, the cells of a task reaching down over the rows of nothing but units or times.

    Over a row of times the cells of its units reach as well.
    """
    units, carried = _places(columns, *UNIT_KINDS), _places(columns, *_CARRIED)
    tall: dict[tuple[int, int], Cell] = {}
    for row in _RowsBelow(grid, columns).find(first):
        own = not units.isdisjoint(cell.column for cell in _printed(grid, row))
        for column in carried if own else carried | units:
            above = tall.get((row - 1, column)) or grid.cell(row - 1, column)
            if above and above.columns == 1 and not grid.text(grid.cell(row, column)):
                tall[row, column] = above
    if not tall:
        return grid
    last = {cell: row for (row, _), cell in tall.items()}
    return grid.arranged([one._replace(rows=last.get(one, one.row) - one.row + 1) for one in grid.cells()])


def _places(columns: Sequence[Column], *kinds: str) -> set[int]:
    return {column.index for column in columns if column.kind in kinds}


def _printed(grid: Grid, row: int) -> list[Cell]:
    """The filled cells that begin in a row."""
    return [cell for cell in grid.row(row) if cell.row == row and grid.text(cell)]


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('headers')['remarks'])}(?:[：\d（]|$)")


def is_remark(texts: Sequence[str]) -> bool:
    """Whether the cells of a row say something about the table: 备注：…, 合计, 注：1.…, 备注|…."""
    words = "".join(texts).strip("（）：")
    first = next(filter(None, texts), "")
    return _remark().match(words) is not None or first in load("headers")["remarks"]


def is_signature(grid: Grid, row: int) -> bool:
    """Whether a row says who made the table and no more, over one of only the day."""
    if row + 1 >= grid.height:
        return False
    day = _printed(grid, row + 1)
    return len(_printed(grid, row)) == 1 == len(day) and full_date(grid.text(day[0])) is not None


class _RowsBelow:
    """Finds the rows that go on with the task above them."""

    def __init__(self, grid: Grid, columns: Sequence[Column]) -> None:
        self._grid = grid
        self._columns = {column.index: column for column in columns}
        self._tasks = _places(columns, "task")
        self._known = _places(columns, "number", *UNIT_KINDS)

    def find(self, first: int) -> list[int]:
        """Those rows from the row `first` on, without the signature of whoever made the table."""
        found: list[int] = []
        below = False
        for row in range(first, self._grid.height):
            printed = _printed(self._grid, row)
            if below and not is_signature(self._grid, row) and self._says_more(printed):
                found.append(row)
                continue
            filled = {
                cell.column for cell in self._grid.row(row) if self._grid.text(cell) and cell.columns == 1
            }
            below = not (filled.isdisjoint(self._tasks) or filled.isdisjoint(self._known))
        return found

    def _says_more(self, printed: list[Cell]) -> bool:
        """Whether a row says units or times behind the task, and nothing but what stands beside them."""
        said = [(self._columns.get(cell.column), cell) for cell in printed]
        if any(column is None or column.kind not in _BESIDE or cell.columns > 1 for column, cell in said):
            return False
        slots = [(column, cell) for column, cell in said if column and column.kind in _SAID]
        return bool(slots) and all(self._fits(column, cell) for column, cell in slots)

    def _fits(self, column: Column, cell: Cell) -> bool:
        """Whether a cell behind the task says units or a time, as its column does."""
        text = self._grid.text(cell)
        if column.index < min(self._tasks):
            return False
        if column.kind == "deadline":
            return TIME.search(text) is not None
        clause = read_unit_cell(self._grid.dense, *self._grid.stretch(cell), Role(column.kind), column.header)
        names = [self._grid.dense.text[one.start : one.end] for one in clause.parties]
        return bool(names) and not clause.unread and all(map(is_name, names))

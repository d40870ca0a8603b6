"""Rows inside a table that say nothing but whose rows others are: 责任单位：区教育局."""

from __future__ import annotations

from kg.find.tables.grid import Grid
from kg.find.tables.over import limits_said, owners_said
from kg.find.tables.rows import RowParty
from kg.model import Cell, Span


class OwnerRows:
    """The owners of rows by the rows that name them.

    They stand over the rows they own where the first row is one of them, or one is named `over` the header;
    else they close those rows.
    """

    def __init__(self, grid: Grid, first: int, *, over: bool) -> None:
        filled = (row for row in range(first, grid.height) if _filled(grid, row))
        said = {row: _owners(grid, row) for row in filled}
        self._grid = grid
        self._said = {row: owners for row, owners in said.items() if owners}
        self._by: dict[int, int] = {}
        over = over or next(iter(said), None) in self._said
        by: int | None = None
        for row in said if over else reversed(said):
            by = row if row in self._said else by
            if by is not None:
                self._by[row] = by

    def __contains__(self, row: int) -> bool:
        """Whether a row names owners and nothing else."""
        return row in self._said

    def of(self, row: int) -> tuple[RowParty, ...]:
        """Who owns a row."""
        return self._said[self._by[row]] if row in self._by else ()

    def limits(self, row: int) -> tuple[Span, ...]:
        """By when a row is due, by the row that names its owners."""
        grid, by = self._grid, self._by.get(row)
        return () if by is None else tuple(limits_said(grid.dense, *grid.stretch(_filled(grid, by)[0])))


def _filled(grid: Grid, row: int) -> list[Cell]:
    return [cell for cell in grid.row(row) if grid.text(cell)]


def _owners(grid: Grid, row: int) -> tuple[RowParty, ...]:
    """The units that a row of one cell names, if it says nothing else."""
    cells = _filled(grid, row)
    return owners_said(grid.dense, *grid.stretch(cells[0])) if len(cells) == 1 else ()

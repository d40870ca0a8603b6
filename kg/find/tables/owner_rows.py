"""Rows inside a table that say nothing but whose rows others are: 责任单位：区教育局."""

from __future__ import annotations

from kg.find.tables.grid import Grid
from kg.find.tables.over import owners_said
from kg.find.tables.rows import RowParty


class OwnerRows:
    """The owners of rows by the rows that name them.

    They stand over the rows they own where the first row is one of them; else they close those rows.
    """

    def __init__(self, grid: Grid, first: int) -> None:
        filled = (row for row in range(first, grid.height) if any(map(grid.text, grid.row(row))))
        said = {row: _owners(grid, row) for row in filled}
        self._said = {row: owners for row, owners in said.items() if owners}
        self._of: dict[int, tuple[RowParty, ...]] = {}
        over = next(iter(said), None) in self._said
        owners: tuple[RowParty, ...] = ()
        for row in said if over else reversed(said):
            owners = self._said.get(row, owners)
            self._of[row] = owners

    def __contains__(self, row: int) -> bool:
        """Whether a row names owners and nothing else."""
        return row in self._said

    def of(self, row: int) -> tuple[RowParty, ...]:
        """Who owns a row."""
        return self._of.get(row, ())


def _owners(grid: Grid, row: int) -> tuple[RowParty, ...]:
    """The units that a row of one cell names, if it says nothing else."""
    cells = [cell for cell in grid.row(row) if grid.text(cell)]
    return owners_said(grid.dense, *grid.stretch(cells[0])) if len(cells) == 1 else ()

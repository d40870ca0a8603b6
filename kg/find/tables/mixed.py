"""Columns of tasks whose cells also say who does them: 措施及责任单位, or a bracket at the end of most."""

from __future__ import annotations

from collections.abc import Sequence

from kg.find.assignments.clause import Party
from kg.find.tables.columns import Column, names_owners
from kg.find.tables.grid import Grid
from kg.find.tables.header_words import calls_tasks
from kg.find.tables.headers import holds_tasks_and_units
from kg.find.tables.measures import find_only_marker
from kg.model import Cell
from kg.words.names import LEVELS
from kg.words.roles import labelled_pattern


def mixed_columns(grid: Grid, first: int, columns: Sequence[Column]) -> set[int]:
    """The columns whose cells say tasks and who does them, where no other column says it."""
    if names_owners(columns):
        return set()
    timed = any(column.kind == "deadline" for column in columns)
    return {
        one.index
        for one in columns
        if one.kind == "task"
        if holds_tasks_and_units(one.header) or _ends_in_brackets(grid, first, one, timed=timed)
    }


def _ends_in_brackets(grid: Grid, first: int, column: Column, *, timed: bool) -> bool:
    """Whether from the row `first` on many cells of a column end in a bracket of owners without a label.

    Without limits beside the tasks (not `timed`), the brackets say the roles of their units; below a
    header that calls them tasks it is enough that all cells end so, and not in a place.
    """
    cells = [grid.cell(row, column.index) for row in range(first, grid.height)]
    filled = [cell for cell in dict.fromkeys(cells) if cell and grid.text(cell)]
    parties = [list(_closing_parties(grid, cell)) for cell in filled]
    if len(filled) > 1 and all(parties) and calls_tasks(column.header):
        names = (grid.dense.text[one.start : one.end] for some in parties for one in some)
        if not any(name.endswith(tuple(LEVELS)) for name in names):
            return True
    return sum(bool(some) and (timed or all(one.label for one in some)) for some in parties) * 3 > len(filled)


def _closing_parties(grid: Grid, cell: Cell) -> Sequence[Party]:
    """The owners that the bracket at the end of a cell names without a label."""
    if not grid.text(cell).rstrip("。；").endswith(("）", "〕")):
        return ()
    start, end = grid.stretch(cell)
    marker = find_only_marker(grid.dense, start, end)
    if marker is None or marker.sentence or marker.start == start or not marker.clause.has_owner():
        return ()
    if labelled_pattern().match(grid.dense.text, marker.start + 1) or marker.end < end - 1:
        return ()
    return marker.clause.parties

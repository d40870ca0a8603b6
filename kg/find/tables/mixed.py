"""Columns of tasks whose cells also say who does them: 措施及责任单位, or a bracket at the end of most."""

from __future__ import annotations

from collections.abc import Sequence

from kg.find.tables.columns import Column, names_owners
from kg.find.tables.grid import Grid
from kg.find.tables.headers import holds_tasks_and_units
from kg.find.tables.measures import find_only_marker
from kg.model import Cell
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
        if holds_tasks_and_units(one.header) or _ends_in_brackets(grid, first, one.index, timed=timed)
    }


def _ends_in_brackets(grid: Grid, first: int, column: int, *, timed: bool) -> bool:
    """Whether from the row `first` on many cells of a column end in a bracket of owners without a label.

    Without limits beside the tasks (not `timed`), the brackets say the roles of their units.
    """
    cells = [grid.cell(row, column) for row in range(first, grid.height)]
    filled = [cell for cell in dict.fromkeys(cells) if cell and grid.text(cell)]
    return sum(_ends_in_bracket(grid, cell, timed=timed) for cell in filled) * 3 > len(filled)


def _ends_in_bracket(grid: Grid, cell: Cell, *, timed: bool) -> bool:
    if not grid.text(cell).rstrip("。；").endswith(("）", "〕")):
        return False
    start, end = grid.stretch(cell)
    marker = find_only_marker(grid.dense, start, end)
    if marker is None or marker.sentence or marker.start == start or not marker.clause.has_owner():
        return False
    if labelled_pattern().match(grid.dense.text, marker.start + 1):
        return False
    said = all(party.label for party in marker.clause.parties)
    return marker.end >= end - 1 and (timed or said)

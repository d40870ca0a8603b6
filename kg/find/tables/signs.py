"""Signs beside the names of units in a table, which its header or a note around it explains."""

from __future__ import annotations

from kg.find.assignments.signs import Signs, signs_beside_names
from kg.find.assignments.ticks import BOXES
from kg.find.tables.grid import Grid
from kg.find.tables.matrix import LEGEND_AWAY
from kg.find.tables.rows_below import is_remark
from kg.model import squeeze


def table_signs(grid: Grid, first: int) -> Signs:
    """The signs beside the names of a table whose header ends before the row `first`."""
    inside = grid.dense.folded[grid.span.start : grid.span.end]
    signs = [sign for sign in signs_beside_names() if sign in inside]
    boxes = not BOXES.isdisjoint(inside)
    return Signs(grid.dense, _notes(grid, first) if signs else "", signs, boxes=boxes)


def _notes(grid: Grid, first: int) -> str:
    """What may explain signs: the words around the table and in it, but none of its rows but remarks."""
    folded, span = grid.dense.folded, grid.span
    rows = [*range(first), *(row for row in range(first, grid.height) if _is_remark(grid, row))]
    cells = [cell.span for row in rows for cell in grid.row(row)]
    before = folded[max(0, span.start - LEGEND_AWAY) : span.start]
    behind = folded[span.end : span.end + LEGEND_AWAY]
    headers = [folded[cell.start : cell.end] for cell in cells]
    return "\n".join(map(squeeze, [before, *headers, behind]))


def _is_remark(grid: Grid, row: int) -> bool:
    return is_remark([grid.text(cell) for cell in grid.row(row)])

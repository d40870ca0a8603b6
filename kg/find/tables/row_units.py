"""The units of a row by where they are said: in their cell, inside a task, by a mark."""

from __future__ import annotations

from functools import lru_cache

from kg.find.assignments.clauses import Clause, Party, parse_clause
from kg.find.tables.grid import Grid
from kg.find.tables.headers import UNIT_KINDS, Column
from kg.find.tables.matrix import Legend
from kg.find.tables.rows import RowParty
from kg.lexicon import load
from kg.model import Cell, Role
from kg.words.names import is_name
from kg.words.roles import find_labels


def row_parties(
    grid: Grid,
    row: int,
    cell: Cell,
    clause: Clause,
    stretch: tuple[int, int] | None = None,
    header: str = "",
) -> list[RowParty]:
    """The units that `clause` names for a row, read in a cell below `header` at `stretch` (all of it)."""
    text = grid.dense.text
    parties = clause.parties
    if _of_people(header):
        parties = [party for party in parties if is_name(text[party.start : party.end])]
    return [RowParty(party, cell.row < row, stretch or grid.stretch(cell)) for party in parties]


@lru_cache(maxsize=1024)
def _of_people(header: str) -> bool:
    """Whether a header speaks of people, beside whom units may stand all the same."""
    return any(word in header for word in load("roles")["label"]["persons"])


def inner_parties(grid: Grid, row: int, cell: Cell) -> list[RowParty]:
    """领域（牵头单位：A）: units said inside a cell of tasks hold for all the rows it covers."""
    start, end = grid.stretch(cell)
    text = grid.dense.text
    label = next(iter(find_labels(text, start, end)), None)
    if label is None or text[label.start() - 1] not in "（〔" or label.start() == start:
        return []
    closes = [place for mark in "）〕" if (place := text.rfind(mark, label.end(), end)) > 0]
    stop = max(closes, default=end)
    clause = parse_clause(grid.dense, label.start(), stop)
    return row_parties(grid, row, cell, clause, (label.start(), stop))


def marked_party(grid: Grid, legend: Legend, column: Column, cell: Cell) -> RowParty | None:
    """The unit after which a column is called, in the role that a cell marks."""
    above = column.above if column.above in UNIT_KINDS else None
    mark = legend.mark(grid.text(cell), Role(above) if above else None)
    if column.cell is None or mark is None or mark.role is None:
        return None
    start, end = grid.stretch(column.cell)
    return RowParty(Party(start, end, mark.role, mark.sign), True, grid.stretch(cell))

"""The units of a row by where they are said: in their cell, inside a task, by a mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.find.assignments.clause import Clause, Party
from kg.find.assignments.clauses import parse_clause
from kg.find.tables.columns import ROLE, UNIT_KINDS, Column
from kg.find.tables.grid import Grid, places
from kg.find.tables.matrix import Legend, is_sign, names_a_role
from kg.find.tables.row_cells import RowCells
from kg.find.tables.rows import RowParty
from kg.find.tables.signs import table_signs
from kg.find.tables.task_roles import in_roles_said, with_told_roles
from kg.find.tables.unit_cells import read_unit_cell
from kg.lexicon import load
from kg.model import Cell, Role, Span
from kg.words.bodies import is_body
from kg.words.names import NOBODY, is_name
from kg.words.roles import find_labels, role_of_label

_LONGEST_REMARK = 60


class RowUnits:
    """Who the rows of a task table name, from their cells of units, of marks and of tasks."""

    def __init__(self, grid: Grid, columns: Sequence[Column], cells: RowCells, first: int) -> None:
        self._grid = grid
        self._cells = cells
        self._tasks = {column.index for column in columns if column.kind == "task"}
        self._clauses: dict[Span, Clause] = {}
        self._signs = table_signs(grid, first)
        signs = {grid.text(cell) for row in range(grid.height) for _, cell in cells.of(row, "mark")}
        self._legend = Legend(grid, set(filter(is_sign, signs)) - NOBODY)

    def parties(self, row: int) -> tuple[list[RowParty], list[tuple[int, int]]]:
        """The units of a row, and the words of its unit cells that name nobody."""
        parties: list[RowParty] = []
        unread: list[tuple[int, int]] = []
        for column, cell in self._unit_cells(row):
            clause = self._clause(column, cell)
            named = row_parties(self._grid, row, cell, clause, header=column.header)
            parties += self._in_role_beside(row, column, named)
            unread += [] if cell.row < row else clause.unread
        for column, cell in self._cells.of(row, "mark"):
            none = self._cells.is_none(cell)
            party = None if none else marked_party(self._grid, self._legend, column, cell)
            parties += [party] if party else []
            unread += [] if party or none else [self._grid.stretch(cell)]
        for column, cell in self._cells.of(row, "group", "task"):
            apart = column.kind == "task" and self._cells.apart(cell)
            if said := self._cells.said_inside(cell):
                parties += row_parties(self._grid, row, cell, said.clause, (said.start, said.end))
            elif not apart and not self._cells.is_told(column):
                parties += inner_parties(self._grid, row, cell)
                if not self._cells.is_wrong(column):
                    parties = with_told_roles(self._grid, row, cell, parties)
        return self._with_remarks(row, parties), unread

    def _with_remarks(self, row: int, parties: list[RowParty]) -> list[RowParty]:
        """The units of a row, if any, with what remarks say of them or of others: 由区财政局配合."""
        told = [one for _, cell in self._cells.of(row, "remark") for one in remarked(self._grid, row, cell)]
        return in_roles_said(self._grid.dense.text, parties, told) if told and parties else parties

    def _in_role_beside(self, row: int, column: Column, parties: list[RowParty]) -> list[RowParty]:
        """The units of a cell in the role that a cell beside it names, unless theirs is said with them."""
        beside = next((self._grid.text(cell) for _, cell in self._cells.of(row, ROLE)), None)
        if beside is None:
            return parties
        role = role_of_label(beside)
        return [
            replace(one, party=one.party._replace(role=role, label=beside))
            if one.party.label == column.header
            else one
            for one in parties
        ]

    def printed(self, row: int) -> Iterator[tuple[int, int]]:
        """Where units are printed in a row."""
        cells = (cell for _, cell in self._unit_cells(row))
        return (self._grid.stretch(cell) for cell in cells if cell.row == row)

    def times(self, row: int) -> Iterator[Span]:
        """The limits said in the unit cells of a row: 市水务局（9月底前完成）."""
        for column, cell in self._unit_cells(row):
            yield from (self._grid.dense.span(*time) for time in self._clause(column, cell).times)

    def _unit_cells(self, row: int) -> Iterator[tuple[Column, Cell]]:
        """The cells of a row that name units and hold no task, each once."""
        seen: set[Span] = set()
        for column, cell in self._cells.of(row, *UNIT_KINDS):
            if cell.span in seen or self._tasks & places(cell) or self._grid.text(cell) in NOBODY:
                continue
            seen.add(cell.span)
            yield column, cell

    def _clause(self, column: Column, cell: Cell) -> Clause:
        """What a unit cell says, read once for all the rows it covers."""
        if cell.span not in self._clauses:
            start, end = self._grid.stretch(cell)
            if _only_a_role(self._grid.text(cell)):
                clause = Clause(unread=[(start, end)])
            else:
                clause = read_unit_cell(self._grid.dense, start, end, Role(column.kind), column.header)
            self._clauses[cell.span] = replace(clause, parties=self._signs.told(clause.parties))
        return self._clauses[cell.span]


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


def remarked(grid: Grid, row: int, cell: Cell) -> list[RowParty]:
    """The units in a remark that says who leads or helps, and nothing else."""
    start, end = grid.stretch(cell)
    text = grid.dense.text
    told = load("headers")["told"]
    if cell.row < row or end - start > _LONGEST_REMARK:
        return []
    if not any(word in text[start:end] for word in (*told["lead"], *told["support"])):
        return []
    clause = parse_clause(grid.dense, start, end)
    rest = text[start:end]
    for word in (*clause.names(text), *{one.label for one in clause.parties}):
        rest = rest.replace(word, "")
    sure = all(one.label and is_body(text[one.start : one.end]) for one in clause.parties)
    if clause.unread or not sure or rest.strip("由、，；。："):
        return []
    return [RowParty(one, inherited=False, clause=(start, end)) for one in clause.parties]


def _only_a_role(text: str) -> bool:
    """Whether a cell of units says how somebody stands to the task, and not who: 牵头单位."""
    words = load("headers")["told"]
    return text.startswith((*words["lead"], *words["support"])) and names_a_role(text)


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

"""Tables understood by their headers: which column says what, row by row, merges resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache

from kg.find.clauses import Clause, Party, parse_clause, role_of_label
from kg.find.dense import Dense
from kg.find.names import is_name
from kg.lexicon import load
from kg.model import Cell, Role, Span, Table

_NOBODY = frozenset(["", "无", "/", "-", "—", "——", "无。", "暂无"])
_HEADER_ROWS = 4
_GROUP = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+)")
_LEADING_NUMBER = re.compile(r"(?:（?[一二三四五六七八九十]{1,3}[）、]|（?\d{1,3}[）.、](?!\d))[.、]?")
_UNIT_KINDS = ("lead", "responsible", "support", "other")
_VAGUE_HEADERS = frozenset(["单位", "部门", "分工", "各单位", "属地", "牵头", "配合"])


class TableKind(StrEnum):
    """What a table is for us."""

    TASKS = "tasks"
    LISTED = "listed"
    PLAIN = "plain"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind by the table of header words, and the header as printed."""

    index: int
    kind: str
    header: str


@dataclass(frozen=True, slots=True)
class RowParty:
    """A unit of a row; `inherited` where its cell was printed in an earlier row."""

    party: Party
    inherited: bool
    clause: tuple[int, int]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Row `place` of its table hands out a task. Offsets are dense; `slots` are the cells of time columns."""

    place: int
    start: int
    end: int
    title: tuple[int, int]
    number: str | None
    groups: tuple[str, ...]
    parties: tuple[RowParty, ...]
    slots: tuple[Span, ...]
    unread: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a list of documents; the dense stretch is that of its title."""

    start: int
    end: int
    number: str
    date: str
    title: str


@dataclass(slots=True)
class TableReading:
    """What a table was read as; `ownerless` are rows with a task and no unit."""

    kind: TableKind
    columns: list[Column] = field(default_factory=list)
    rows: list[TaskRow] = field(default_factory=list)
    listed: list[ListedRow] = field(default_factory=list)
    ownerless: list[tuple[int, int]] = field(default_factory=list)
    decision: bool = False


def read_table(dense: Dense, table: Table) -> TableReading:
    """Read `table` by its header; UNKNOWN where no header was recognised."""
    grid = _Grid(dense, table)
    header = _header(grid)
    if header is None:
        return TableReading(TableKind.UNKNOWN)
    first, columns = header
    kinds = {column.kind for column in columns}
    reading = TableReading(TableKind.PLAIN, columns)
    if {"document_number", "document_title"} <= kinds:
        reading.kind = TableKind.LISTED
        reading.listed = list(_listed_rows(grid, first, columns))
    elif kinds & set(_UNIT_KINDS) and "task" in kinds:
        reading.kind = TableKind.TASKS
        reading.decision = any(word in one.header for one in columns for word in load("headers")["decision"])
        _task_rows(grid, first, reading)
    return reading


# ---------------------------------------------------------------- the grid


class _Grid:
    """The cells of a table by place; a merged cell stands in every place it covers."""

    def __init__(self, dense: Dense, table: Table) -> None:
        self.dense = dense
        self.height = max((cell.row + cell.rows for cell in table.cells), default=0)
        self.width = max((cell.column + cell.columns for cell in table.cells), default=0)
        self._at: dict[tuple[int, int], Cell] = {}
        self._text: dict[Span, str] = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    self._at.setdefault((row, column), cell)

    def cell(self, row: int, column: int) -> Cell | None:
        return self._at.get((row, column))

    def stretch(self, cell: Cell) -> tuple[int, int]:
        """The dense stretch of a cell."""
        return self.dense.at(cell.span.start), self.dense.at(cell.span.end)

    def text(self, cell: Cell | None) -> str:
        if cell is None:
            return ""
        if cell.span not in self._text:
            self._text[cell.span] = self.dense.text[slice(*self.stretch(cell))]
        return self._text[cell.span]

    def row(self, row: int) -> list[Cell]:
        """The cells that cover a row, each once, from left to right."""
        cells: list[Cell] = []
        for column in range(self.width):
            cell = self.cell(row, column)
            if cell and (not cells or cells[-1] is not cell):
                cells.append(cell)
        return cells


# ---------------------------------------------------------------- headers


@cache
def _header_words() -> dict[str, str]:
    return {word: kind for kind, words in load("headers")["column"].items() for word in words}


@lru_cache(maxsize=4096)
def column_kind(header: str) -> str | None:
    """The kind of column a folded header names, or None: the longest known word in it decides."""
    bare = re.sub(r"[（〔][^）〕]*[）〕]", "", header) or header
    for text in (header, bare):
        if text in _header_words():
            return _header_words()[text]
    if len(bare) > 14:
        return None
    known = [word for word in _header_words() if word in bare and len(word) > 1]
    if not known:
        return None
    return _header_words()[max(known, key=lambda word: (len(word), bare.endswith(word), word))]


def _header(grid: _Grid) -> tuple[int, list[Column]] | None:
    """The first data row and the columns, from the rows at the top that name columns."""
    for top in range(min(_HEADER_ROWS, grid.height)):
        if _is_header_row(grid, top):
            first = top + 1
            while first < min(top + _HEADER_ROWS, grid.height) and _is_header_row(grid, first, below=True):
                first += 1
            return first, list(_columns(grid, top, first))
    return None


def _is_header_row(grid: _Grid, row: int, *, below: bool = False) -> bool:
    cells = [cell for cell in grid.row(row) if grid.text(cell)]
    if below:
        cells = [cell for cell in cells if cell.row == row]
    known = [cell for cell in cells if column_kind(grid.text(cell)) and len(grid.text(cell)) <= 16]
    if below:
        return len(cells) > 1 and len(known) == len(cells)
    return len(cells) > 1 and len(known) > 1 and len(known) * 2 >= len(cells)


def _columns(grid: _Grid, top: int, first: int) -> Iterator[Column]:
    for index in range(grid.width):
        headers = [grid.text(grid.cell(row, index)) for row in range(first - 1, top - 1, -1)]
        known = next((header for header in headers if column_kind(header)), "")
        kind = column_kind(known) if known else None
        if kind in _UNIT_KINDS and known in _VAGUE_HEADERS and not _holds_units(grid, first, index):
            kind = "note"
        yield Column(index, kind or "note", known)


def _holds_units(grid: _Grid, first: int, column: int) -> bool:
    texts = {grid.text(grid.cell(row, column)) for row in range(first, grid.height)} - _NOBODY
    names = sum(is_name(re.split("[、，；]", text)[0].rstrip("等")) for text in texts)
    return names * 3 > len(texts)


# ---------------------------------------------------------------- task rows


def _task_rows(grid: _Grid, first: int, reading: TableReading) -> None:
    header = [grid.text(cell) for cell in grid.row(first - 1)]
    groups: tuple[str, ...] = ()
    clauses: dict[Span, Clause] = {}
    for row in range(first, grid.height):
        cells = grid.row(row)
        texts = [grid.text(cell) for cell in cells]
        if texts == header or not any(texts):
            continue
        parties, unread = _row_parties(grid, row, reading.columns, clauses)
        own = _own_task_cells(grid, row, reading.columns)
        if not parties:
            groups = _after_ownerless(grid, row, own, groups, reading)
            continue
        if own:
            reading.rows.append(_task_row(grid, row, own, groups, parties, unread, reading.columns))


def _after_ownerless(
    grid: _Grid, row: int, own: list[Cell], groups: tuple[str, ...], reading: TableReading
) -> tuple[str, ...]:
    """A row without units is a heading of the rows below it, or a task nobody owns."""
    texts = [text for cell in grid.row(row) if (text := grid.text(cell))]
    units = {column.index for column in reading.columns if column.kind in _UNIT_KINDS}
    across = any(cell.columns > 1 and units & _places(cell) for cell in grid.row(row))
    if len(texts) == 1 or across or _GROUP.match("".join(texts)):
        return (_heading(grid, row, reading.columns),)
    if own and own[0].row == row:
        start, end = grid.stretch(own[0])
        reading.ownerless.append((start, end))
    return groups


def _places(cell: Cell) -> set[int]:
    """The columns a cell covers."""
    return set(range(cell.column, cell.column + cell.columns))


def _heading(grid: _Grid, row: int, columns: list[Column]) -> str:
    kinds = {column.index: column.kind for column in columns}
    cells = [
        cell for cell in grid.row(row) if kinds.get(cell.column) in ("number", "task") or cell.columns > 1
    ]
    return "".join(grid.text(cell) for cell in cells or grid.row(row))


def _own_task_cells(grid: _Grid, row: int, columns: list[Column]) -> list[Cell]:
    """The cells that hold the row's task: those printed in this row, else those that cover it.

    Only cells side by side count: a unit column between them ends the task.
    """
    runs: list[list[Cell]] = [[]]
    for column in columns:
        cell = grid.cell(row, column.index)
        if column.kind in (*_UNIT_KINDS, "deadline", "person"):
            runs.append([])
        elif column.kind == "task" and cell and grid.text(cell) and cell not in runs[-1]:
            runs[-1].append(cell)
    runs = [run for run in runs if run]
    if not runs:
        return []
    printed = [[cell for cell in run if cell.row == row] for run in runs]
    return max(printed if any(printed) else runs, key=lambda run: sum(len(grid.text(cell)) for cell in run))


def _task_row(
    grid: _Grid,
    row: int,
    own: list[Cell],
    groups: tuple[str, ...],
    parties: list[RowParty],
    unread: list[tuple[int, int]],
    columns: list[Column],
) -> TaskRow:
    end = grid.stretch(own[-1])[1]
    number, first = _number_and_text(grid, row, own[0], columns)
    main = next((cell for cell in own if cell.rows == 1), own[0])
    title = first if main is own[0] else grid.stretch(main)
    above = [
        grid.text(cell)
        for column in columns
        if column.kind == "task"
        and (cell := grid.cell(row, column.index))
        and cell.row < row
        and cell not in own
        and grid.text(cell)
    ]
    slots = [
        cell.span
        for column in columns
        if column.kind == "deadline" and (cell := grid.cell(row, column.index)) and grid.text(cell)
    ]
    return TaskRow(
        row,
        first[0],
        end,
        title,
        number,
        (*groups, *above),
        tuple(parties),
        tuple(slots),
        tuple(unread),
    )


def _number_and_text(
    grid: _Grid, row: int, cell: Cell, columns: list[Column]
) -> tuple[str | None, tuple[int, int]]:
    start, end = grid.stretch(cell)
    for column in columns:
        if column.kind == "number":
            printed = grid.text(grid.cell(row, column.index))
            return printed or None, (start, end)
    leading = _LEADING_NUMBER.match(grid.dense.text, start, end)
    if leading and leading.end() < end:
        return leading.group(), (leading.end(), end)
    return None, (start, end)


def _row_parties(
    grid: _Grid, row: int, columns: list[Column], clauses: dict[Span, Clause]
) -> tuple[list[RowParty], list[tuple[int, int]]]:
    parties: list[RowParty] = []
    unread: list[tuple[int, int]] = []
    seen: set[Span] = set()
    tasks = {column.index for column in columns if column.kind == "task"}
    for column in columns:
        cell = grid.cell(row, column.index)
        if column.kind not in _UNIT_KINDS or cell is None or cell.span in seen:
            continue
        if tasks & _places(cell):
            continue
        seen.add(cell.span)
        if grid.text(cell) in _NOBODY:
            continue
        if cell.span not in clauses:
            start, end = grid.stretch(cell)
            clauses[cell.span] = parse_clause(grid.dense, start, end, _role(column), column.header)
        clause = clauses[cell.span]
        inherited = cell.row != row
        people = any(word in column.header for word in load("roles")["label"]["persons"])
        named = [
            party
            for party in clause.parties
            if not people or is_name(grid.dense.text[party.start : party.end])
        ]
        parties.extend(RowParty(party, inherited, grid.stretch(cell)) for party in named)
        unread.extend([] if inherited else clause.unread)
    return parties, unread


def _role(column: Column) -> Role:
    return (
        Role.RESPONSIBLE
        if column.kind == "responsible"
        else role_of_label(column.header)
        if column.kind == "other"
        else Role(column.kind)
    )


# ---------------------------------------------------------------- lists of documents


def _listed_rows(grid: _Grid, first: int, columns: list[Column]) -> Iterator[ListedRow]:
    places = {column.kind: column.index for column in reversed(columns)}
    for row in range(first, grid.height):
        number = grid.text(grid.cell(row, places["document_number"]))
        title = grid.cell(row, places["document_title"])
        if (
            not grid.text(title)
            or title is None
            or grid.text(title) == columns[places["document_title"]].header
        ):
            continue
        date = grid.text(grid.cell(row, places["document_date"])) if "document_date" in places else ""
        yield ListedRow(*grid.stretch(title), number, date, grid.text(title))

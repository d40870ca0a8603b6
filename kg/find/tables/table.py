"""Tables understood by their headers: which column says what, row by row, merges resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.find.documents.titles import NUMBERED
from kg.find.tables.arranged import upright
from kg.find.tables.blocks import blocks
from kg.find.tables.captions import is_of_budget
from kg.find.tables.columns import ASIDE, UNIT_KINDS, Column, names_owners
from kg.find.tables.continued import begins_with_a_task, goes_on
from kg.find.tables.grid import Grid
from kg.find.tables.header_words import calls_tasks, thing_headers
from kg.find.tables.headers import column_kind, find_header
from kg.find.tables.headings import heading_cell
from kg.find.tables.listed import listed_rows
from kg.find.tables.matrix import holds_signs, names_a_unit
from kg.find.tables.measures import find_measures, find_only_marker
from kg.find.tables.mixed import mixed_columns
from kg.find.tables.over import Over, heading_over, owners_headed, units_over
from kg.find.tables.reading import TableKind, TableReading
from kg.find.tables.rows import TaskRow
from kg.find.tables.rows_below import with_rows_below
from kg.find.tables.side_by_side import side_by_side
from kg.find.tables.task_rows import TaskRows
from kg.find.tables.told import with_told
from kg.find.tables.turned import turned
from kg.find.tables.unnamed import UnnamedColumns
from kg.find.text.dense import Dense
from kg.lexicon import load
from kg.model import Table
from kg.words.columns import vague_headers
from kg.words.roles import labelled_pattern, named_role

_LONGEST_PROBLEM = 200


def read_tables(dense: Dense, table: Table, above: TableReading | None = None) -> Iterator[TableReading]:
    """Read each block of `table`, the first of them perhaps by the header of the table `above` it."""
    for grid in blocks(Grid(dense, table)):
        above = _read_block(grid, above)
        yield above


def _read_block(whole: Grid, above: TableReading | None) -> TableReading:
    """Read a table by its header, or by that of the table `above` it, with which it goes on.

    UNKNOWN where no header was recognised.
    """
    floor = above.grid.end if above else 0
    if is_of_budget(whole):
        return TableReading(TableKind.PLAIN, whole)
    over = units_over(whole, floor)
    grid, first, columns = _columns(whole, above, over)
    if not columns:
        return TableReading(TableKind.UNKNOWN, grid)
    kinds = {column.kind for column in columns}
    mixed = mixed_columns(grid, first, columns)
    reading = TableReading(TableKind.PLAIN, grid, columns, over=over)
    if above and columns is above.columns:
        reading.over = replace(above.over, line=None)
    elif names_owners(columns):
        reading.over = replace(over, parties=())
    elif not over.parties and _may_be_headed(columns):
        reading.over = heading_over(grid, first, floor)
    if {"document_number", "document_title"} <= kinds:
        reading.kind = TableKind.LISTED
        reading.listed = list(listed_rows(grid, first, columns))
    elif _hands_out(reading, first, mixed):
        reading.kind = TableKind.TASKS
        reading.grid = grid = with_rows_below(grid, first, columns)
        reading.decision = any(word in one.header for one in columns for word in load("headers")["decision"])
        TaskRows(grid, reading, first, mixed).read()
        reading.rows = _below_problem(reading, floor)
    else:
        reading.strange = _is_strange(grid, first, columns)
    return reading


def _hands_out(reading: TableReading, first: int, mixed: set[int]) -> bool:
    """Whether a table says whose its tasks are: in columns or cells, over it, or in headings of its rows."""
    grid, columns = reading.grid, reading.columns
    kinds = {column.kind for column in columns}
    if "task" not in kinds:
        return False
    if not kinds.isdisjoint((*UNIT_KINDS, "mark")) or _says_units(grid, columns, mixed):
        return True
    if reading.over.parties and not kinds.isdisjoint(("number", "deadline")):
        return True
    return _is_headed(grid, first, columns)


def _is_strange(grid: Grid, first: int, columns: list[Column]) -> bool:
    """Whether a table without owners names tasks, and bodies nobody knows how, or only marks its tasks."""
    if not any(column.kind == "task" for column in columns):
        units = any(column.kind in UNIT_KINDS for column in columns)
        notes = [one for one in columns if one.kind == "note" and column_kind(one.header) == "task"]
        return units and any(holds_signs(grid, first, one.index) for one in notes)
    sure = any(one.kind == "deadline" or calls_tasks(one.header) for one in columns)
    if sure and any(UnnamedColumns(grid, columns, first).headers()):
        return True
    words = (grid.text(cell) for cell in grid.row(first - 1))
    return any(not column_kind(text) and names_a_unit(text) for text in words) or any(
        column.kind == "note" and column.header in vague_headers() and named_role(column.header)
        for column in columns
    )


def _may_be_headed(columns: list[Column]) -> bool:
    """Whether units in headings may own the rows of a table: it has tasks, no mere things, and limits.

    Where it calls its tasks so, it needs no limits.
    """
    kinds = {column.kind for column in columns}
    tasks = [one.header for one in columns if one.kind == "task" and one.header not in thing_headers()]
    sure = "deadline" in kinds or any(map(calls_tasks, tasks))
    return bool(tasks) and sure and ASIDE not in kinds and not names_owners(columns)


def _is_headed(grid: Grid, first: int, columns: list[Column]) -> bool:
    """Whether rows of a table are headed by the names of units, and no column names the owners."""
    if not _may_be_headed(columns):
        return False
    cells = filter(None, (heading_cell(grid, row) for row in range(first, grid.height)))
    return any(owners_headed(grid.dense, *grid.stretch(cell)) for cell in cells)


def _below_problem(reading: TableReading, floor: int) -> list[TaskRow]:
    """The rows of a table; the only one of labels and values has the number of the line right above it.

    一、直排口未消除。 above 整改目标|…, 责任单位|…: one table for each problem.
    """
    dense, start = reading.grid.dense, reading.grid.start
    rows = reading.rows
    upright = all(column.header for column in reading.columns) and reading.grid.height == 1
    if not upright or len(rows) != 1 or start <= floor:
        return rows
    lines = (dense.line_start(start - 1), dense.paragraph_start(start - 1))
    numbers = (NUMBERED.match(dense.text, opens, start) for opens in lines if opens >= floor)
    number = next(filter(None, numbers), None)
    if number is None or start - number.end() > _LONGEST_PROBLEM:
        return rows
    words = dense.words(number.end(), start).rstrip("。：；")
    return [replace(rows[0], number=number.group(), groups=(words, *rows[0].groups))]


def _columns(grid: Grid, above: TableReading | None, over: Over) -> tuple[Grid, int, list[Column]]:
    """The table with one task a row, its first data row, and its columns; none where they are unknown."""
    if beside := upright(grid) or turned(grid):
        return beside[0], 0, beside[1]
    follows = above and above.kind is TableKind.TASKS and goes_on(above.grid, above.columns, grid)
    if above and follows and begins_with_a_task(grid, above.columns):
        return grid, 0, above.columns
    header = find_header(grid, over.rows, owned=bool(over.parties))
    if header is None:
        return grid, 0, above.columns if above and follows else []
    if twice := side_by_side(grid, *header):
        return twice[0], 0, twice[1]
    return grid, header[0], with_told(grid, *header)


def _says_units(grid: Grid, columns: list[Column], mixed: set[int]) -> bool:
    """Whether units are said inside the cells, without a column of their own."""
    cells = {cell for row in range(grid.height) for cell in grid.row(row)}
    if any(labelled_pattern().search(grid.text(cell)) for cell in cells):
        return True
    tasks = {column.index for column in columns if column.kind == "task"}
    shared = load("headers")["shared"]
    if any(column.index in mixed and column.header not in shared for column in columns):
        return True
    stretches = [(*grid.stretch(cell), cell.column in mixed) for cell in cells if cell.column in tasks]
    return any(
        find_measures(grid.dense, start, end, sentences=both)
        or (both and find_only_marker(grid.dense, start, end))
        for start, end, both in stretches
    )

"""Matrices whose columns are tasks and whose rows are units: turned, so that a row is a task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from kg.find.tables.columns import ROW_NUMBER, Column
from kg.find.tables.grid import Grid
from kg.find.tables.header_words import calls_tasks, header_words
from kg.find.tables.headers import column_kind
from kg.find.tables.matrix import explains, is_mark, is_sign, names_a_time, names_a_unit
from kg.lexicon import load
from kg.model import Cell
from kg.words.roles import named_role

_FEWEST_TASKS = 2
_FEWEST_UNITS = 2
_SHORTEST_TASK = 3
_LONGEST_TITLE = 40
# what rows besides those of units may tell of the tasks
_MORE = ("deadline", "person", "note", "remark")
# so many rows may stand above the header, so many columns before the units
_ABOVE = 3
_BEFORE = 2


def turned(grid: Grid) -> tuple[Grid, list[Column]] | None:
    """The table with a row for each task and a column for each unit, where it has them the other way round.

    单位|编制清单|清理事项 over 市司法局|牵头|配合. Signs need a legend, or a corner or a title that speaks
    of tasks or of who has them: without they may say as well what is done. A row may tell their limits.
    """
    filled = [row for row in range(grid.height) if len(_printed(grid, row)) > 1]
    for header in islice(filled, _ABOVE):
        below = [row for row in filled if row > header]
        for at in range(min(_BEFORE, grid.width)):
            labels = {row: grid.text(grid.cell(row, at)) for row in below}
            units = [row for row, text in labels.items() if names_a_unit(text)]
            if len(units) < _FEWEST_UNITS:
                continue
            more = {row: kind for row, text in labels.items() if (kind := column_kind(text)) in _MORE}
            if labels.keys() - units - more.keys():
                continue
            tasks = list(_tasks(grid, header, at))
            if len(tasks) >= _FEWEST_TASKS and _is_marked(grid, header, at, units, tasks):
                return _arranged(grid, (header, at), units, more, tasks)
    return None


def _printed(grid: Grid, row: int) -> list[Cell]:
    return [cell for cell in grid.row(row) if grid.text(cell)]


def _tasks(grid: Grid, header: int, at: int) -> Iterator[int]:
    """The columns behind the units that are called after tasks: nothing where one is called otherwise."""
    columns = range(at + 1, grid.width)
    words = {column: grid.text(grid.cell(header, column)) for column in columns}
    if all(map(_may_be_a_task, filter(None, words.values()))):
        yield from (column for column, text in words.items() if text)


def _may_be_a_task(text: str) -> bool:
    known = text in header_words() and text not in load("headers")["remarks"]
    named = names_a_unit(text) or names_a_time(text) or ROW_NUMBER.fullmatch(text)
    return len(text) >= _SHORTEST_TASK and not known and not named


def _is_marked(grid: Grid, header: int, at: int, units: Sequence[int], tasks: Sequence[int]) -> bool:
    """Whether only marks stand in the places of `units` and `tasks`, and something says what they mean."""
    texts = {grid.text(grid.cell(row, column)) for row in units for column in tasks} - {""}
    if not texts or not all(map(is_mark, texts)):
        return False
    corner = grid.text(grid.cell(header, at))
    told = calls_tasks(corner) or named_role(corner) is not None or _is_of_division(grid, header)
    return told or not all(map(is_sign, texts)) or any(explains(grid, text) for text in texts)


def _is_of_division(grid: Grid, header: int) -> bool:
    """Whether the title above the row `header` says that the table divides the work: 职责分工."""
    rows = [grid.text(cell) for row in range(header) for cell in grid.row(row)]
    line = grid.dense.text[grid.dense.line_start(grid.start - 1) : grid.start] if grid.start else ""
    titles = [text for text in (line, *rows) if len(text) <= _LONGEST_TITLE]
    return any(word in text for text in titles for word in load("headers")["mark"]["divided"])


def _arranged(
    grid: Grid, corner: tuple[int, int], units: Sequence[int], more: Mapping[int, str], tasks: Sequence[int]
) -> tuple[Grid, list[Column]]:
    header, at = corner
    named = [cell for row in units if (cell := grid.cell(row, at))]
    marks = [Column(place, "mark", grid.text(cell), cell) for place, cell in enumerate(named, 1)]
    told = [
        Column(place, kind, grid.text(grid.cell(row, at)))
        for place, (row, kind) in enumerate(more.items(), len(marks) + 1)
    ]
    cells = [
        cell._replace(row=place, column=across, rows=1, columns=1)
        for place, column in enumerate(tasks)
        for across, row in enumerate([header, *units, *more])
        if (cell := grid.cell(row, column))
    ]
    return grid.arranged(cells), [Column(0, "task", ""), *marks, *told]

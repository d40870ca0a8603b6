"""The cells of the rows of a task table: what their columns hold, and which of them tell the task."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.find.assignments.marker import Marker
from kg.find.tables.columns import ROLE, UNIT_KINDS, Column, names_owners
from kg.find.tables.grid import Grid
from kg.find.tables.measures import Measures, before_comma, find_measures, find_only_marker
from kg.find.tables.told import Told, find_told
from kg.lexicon import load
from kg.model import Cell, Span
from kg.words.names import NOBODY

_BETWEEN_TASKS = (*UNIT_KINDS, ROLE, "deadline", "person", "mark", "when")
_LEADING_NUMBER = re.compile(r"(?:（?[一二三四五六七八九十]{1,3}[）、]|（?\d{1,3}[）.、](?!\d))[.、]?")

# a number of several parts, with a blank behind it, or one that the next counts on: 1.1 领导重视
_PATH = re.compile(r"\d{1,2}(?:\.\d{1,2})+(?=[\u3400-\u9fff])")
# the number of the first item of a list, and that of the second
_FIRST = {"1.": "2.", "1、": "2、", "（1）": "（2）", "（一）": "（二）", "一、": "二、"}


@cache
def _nothing() -> frozenset[str]:
    return NOBODY | frozenset(load("headers")["mark"]["none"])


class RowCells:
    """The cells of a table whose rows begin at `first`, row by row from top to bottom.

    `mixed` are its columns of tasks and their units; `told` those called after roles, `roles` these roles.
    """

    def __init__(self, grid: Grid, columns: Sequence[Column], first: int, mixed: set[int]) -> None:
        self._grid = grid
        self._columns = columns
        tasks = next(place for place, column in enumerate(columns) if column.kind == "task")
        self._heads = [column for column in columns[:tasks] if column.kind in UNIT_KINDS]
        self._owner_heads = [column for column in self._heads if names_owners([column])]
        self._carried: dict[int, Cell] = {}
        self._times = {
            (row, column.index): cell
            for place, column in enumerate(columns[:tasks])
            if column.kind == "deadline"
            for row, cell in self._times_below(first, columns[: place + 1])
        }
        self._mixed = mixed
        self._measures: dict[Span, Measures | None] = {}
        self._markers: dict[Span, Marker | None] = {}
        self.told = find_told(columns)
        self.roles = {told.role for told in self.told}
        self._told_columns = {index for told in self.told for index in told.columns}
        self._says = self._lengths(first)
        ends = tuple(load("headers")["problems"])
        self._wrong = {column.index for column in columns if column.header.endswith(ends)}

    def of(self, row: int, *kinds: str) -> Iterator[tuple[Column, Cell]]:
        """The filled cells of a row in columns of these kinds, from left to right."""
        for column in self._columns:
            cell = self._cell(row, column) if column.kind in kinds else None
            if cell and self._grid.text(cell):
                yield column, cell

    def _cell(self, row: int, column: Column) -> Cell | None:
        """The cell of a column; before the tasks an empty one of units or times means those above.

        Not so in a row that names owners of its own in another of these columns.
        """
        cell = self._grid.cell(row, column.index)
        if column not in self._heads:
            return self._times.get((row, column.index), cell)
        if cell and self._grid.text(cell):
            self._carried[column.index] = cell
        elif any(self._is_filled(row, other) for other in self._owner_heads) or (
            cell and self._grid.is_error(cell)
        ):
            return cell
        return self._carried.get(column.index)

    def _times_below(self, first: int, columns: Sequence[Column]) -> Iterator[tuple[int, Cell]]:
        """The rows with an empty place in the last of these columns, and nothing before it, below a time."""
        before = [column for column in columns[:-1] if column.kind != "number"]
        time: Cell | None = None
        for row in range(first, self._grid.height):
            cell = self._grid.cell(row, columns[-1].index)
            if cell is None or cell.columns > 1:
                time = None
            elif self._grid.text(cell):
                time = cell
            elif self._grid.is_error(cell) or any(self._is_filled(row, one) for one in before):
                time = None
            elif time:
                yield row, time

    def _is_filled(self, row: int, column: Column) -> bool:
        cell = self._grid.cell(row, column.index)
        return cell is not None and cell.row == row and self._grid.text(cell) != ""

    def is_none(self, cell: Cell) -> bool:
        """Whether a cell says by a sign or a word that there is nothing."""
        return self._grid.text(cell) in _nothing()

    def is_wrong(self, column: Column) -> bool:
        """Whether a column says what is wrong, and not what is to be done."""
        return column.index in self._wrong

    def is_told(self, column: Column) -> bool:
        """Whether a column is called after a role."""
        return column.index in self._told_columns

    def told_in(self, row: int) -> list[tuple[Told, list[Cell]]]:
        """What a row says in the columns called after roles, printed in it or else over it."""
        filled = {column.index: cell for column, cell in self.of(row, "task") if not self.is_none(cell)}
        told = [(told, [filled[index] for index in told.columns if index in filled]) for told in self.told]
        printed = [(told, [cell for cell in own if cell.row == row]) for told, own in told]
        return [one for one in (printed if any(own for _, own in printed) else told) if one[1]]

    # ------------------------------------------------------------ what a cell of tasks says

    def apart(self, cell: Cell) -> Measures | None:
        """The measures with units of their own into which a cell of tasks falls."""
        if cell.span not in self._measures:
            stretch = self._grid.stretch(cell)
            mixed = cell.column in self._mixed
            self._measures[cell.span] = find_measures(self._grid.dense, *stretch, sentences=mixed)
        return self._measures[cell.span]

    def said_inside(self, cell: Cell) -> Marker | None:
        """What a cell of a task and its units, which is no list of measures, says of the units."""
        if cell.column not in self._mixed or self.apart(cell):
            return None
        if cell.span not in self._markers:
            self._markers[cell.span] = find_only_marker(self._grid.dense, *self._grid.stretch(cell))
        return self._markers[cell.span]

    def text(self, cell: Cell) -> tuple[int, int]:
        """Where the words of a cell stand, without the units said at its end; limits said there stay."""
        start, end = self._grid.stretch(cell)
        said = self.said_inside(cell)
        if said and start < said.start and said.end >= end and not said.clause.times:
            return start, before_comma(self._grid.dense.text, said.start)
        return start, end

    def number_and_text(self, row: int, cell: Cell) -> tuple[str | None, tuple[int, int]]:
        """The number of a row, from its column or from the front of its text, and the text without it."""
        start, end = self.text(cell)
        if any(column.kind == "number" for column in self._columns):
            return next((self._grid.text(one) for _, one in self.of(row, "number")), None), (start, end)
        leading = self._leading_number(cell, start, end)
        measures = self.apart(cell)
        if start < leading < end and not (measures and measures.found[0].opens == start):
            return self._grid.dense.text[start:leading], (leading, end)
        return None, (start, end)

    def _leading_number(self, cell: Cell, start: int, end: int) -> int:
        """Where the number at the front of ``start:end`` ends; `start` where it counts a list inside."""
        dense = self._grid.dense
        if path := _PATH.match(dense.text, start, end):
            return path.end() if dense.gap(path.end()) or self._counts_on(path[0], cell) else start
        leading = _LEADING_NUMBER.match(dense.text, start, end)
        if leading is None:
            return start
        lines = dense.gaps(leading.end(), end)
        listed = leading[0] in _FIRST and any(dense.text.startswith(_FIRST[leading[0]], at) for at in lines)
        return start if listed else leading.end()

    def _counts_on(self, path: str, cell: Cell) -> bool:
        """Whether the cell above or below begins with the number beside this one: 1.1 or 1.3 beside 1.2."""
        *parts, last = path.split(".")
        for row, number in ((cell.row - 1, int(last) - 1), (cell.row + cell.rows, int(last) + 1)):
            beside = self._grid.cell(row, cell.column)
            found = _PATH.match(self._grid.text(beside)) if beside else None
            if found and found[0] == ".".join([*parts, str(number)]):
                return True
        return False

    # ------------------------------------------------------------ which cells are the task

    def own(self, row: int) -> list[Cell]:
        """The cells that hold the row's task: those printed in this row, else those that cover it.

        Only cells side by side count: a unit column between them ends the task. Beside several columns
        called after roles they are no task, but what those tasks are about.
        """
        if len(self.roles) > 1:
            return []
        runs = self._runs(row, apart=False)
        runs = runs if any(runs) else self._runs(row, apart=True)
        printed = [[cell for cell in run if cell.row == row] for run in runs]
        return max(printed if any(printed) else runs, key=self._weight)

    def _weight(self, cells: list[Cell]) -> tuple[int, int, int]:
        """Which cells of a row are its task: those in the columns that say most in all rows.

        What is wrong is none, where others stand apart from it.
        """
        length = sum(len(self._grid.text(cell)) for cell in cells if cell.column not in self._wrong)
        return self._says.get(cells[0].column, 0) if cells and length else 0, length, len(cells)

    def _lengths(self, first: int) -> dict[int, int]:
        """How much the columns of tasks say in all rows, those side by side together."""
        run = 0
        runs: dict[int, int] = {}
        for column in self._columns:
            run += column.kind in _BETWEEN_TASKS or self.is_told(column)
            if column.kind == "task":
                runs[column.index] = run
        lengths = dict.fromkeys(runs.values(), 0)
        for cell in self._grid.cells():
            if cell.column in runs and cell.row >= first:
                lengths[runs[cell.column]] += len(self._grid.text(cell))
        return {column: lengths[run] for column, run in runs.items()}

    def _runs(self, row: int, *, apart: bool) -> list[list[Cell]]:
        """The cells of tasks of a row side by side; those that are all measures only where `apart`."""
        runs: list[list[Cell]] = [[]]
        for column in self._columns:
            cell = self._grid.cell(row, column.index)
            if column.kind in _BETWEEN_TASKS or self.is_told(column):
                runs.append([])
            elif column.kind != "task" or not cell or self.is_none(cell) or cell in runs[-1]:
                continue
            else:
                measures = None if apart else self.apart(cell)
                if measures and not measures.rest:
                    runs.append([])
                else:
                    runs[-1].append(cell)
        return runs

"""What stands in a column: units, single bodies, duties, times."""

from __future__ import annotations

import re
from statistics import median

from kg.find.assignments.clauses import parse_clause
from kg.find.tables.cell_duties import told_duties
from kg.find.tables.grid import Grid
from kg.model import Cell, Role
from kg.words.bodies import is_body, is_single
from kg.words.marks import BETWEEN_NAMES
from kg.words.names import NOBODY, is_name
from kg.words.roles import labelled_pattern
from kg.words.times import is_time

_PERSON = re.compile("[（〔][^）〕]*[）〕]")
_FEW_BODIES = 3
_SEVERAL_WORDS = 7
_GROUP = re.compile("（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}[、.]")
_ITEM = re.compile(r"\d{1,3}[.、](?!\d)")
_DAY = re.compile(r"\d{4}[年./-]|\d月|[年月][底末]")
_TIME = re.compile(r"[年月季]|每[周日天]|\d{4}[./-]\d")


def only_bodies(grid: Grid, first: int, column: int) -> bool:
    """Whether single bodies, some different ones, stand in a column from the row `first` on."""
    cells = [grid.cell(row, column) for row in range(first, grid.height)]
    names = {grid.text(cell) for cell in cells if cell and cell.columns == 1} - NOBODY
    return len(names) >= _FEW_BODIES and all(map(is_single, names))


def holds_bodies(grid: Grid, first: int, column: int) -> bool:
    """Whether half of the cells of a column from the row `first` on or more are lists of nothing but bodies.

    Who of them it is may stand behind one in brackets: 总务处（刘主任）.
    """
    texts = [_PERSON.sub("", text) for text in _texts(grid, first, column)]
    return sum(all(map(is_body, BETWEEN_NAMES.split(text))) for text in texts) * 2 >= len(texts) > 0


def holds_groups(grid: Grid, first: int, column: int, items: int) -> bool:
    """Whether from the row `first` on a column numbers groups of the tasks in another: 一、 beside 1., 2."""
    groups, tasks = (
        [grid.text(cell) for cell in grid.cells() if cell.row >= first and cell.column == at]
        for at in (column, items)
    )
    groups, tasks = list(filter(None, groups)), list(filter(None, tasks))
    numbered = all(map(_GROUP.match, groups)) and all(map(_ITEM.match, tasks))
    return numbered and 0 < len(groups) < len(tasks)


def says_more(grid: Grid, first: int, column: int, other: int) -> bool:
    """Whether from the row `first` on a column says more than a few words, and more than another."""
    length, beside = (
        median([len(text) for text in _texts(grid, first, at) if text] or [0]) for at in (column, other)
    )
    return length >= _SEVERAL_WORDS and length > beside > 0


def holds_units(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on names of units stand in a column, or labels before them."""
    texts = _texts(grid, first, column)
    names = sum(
        is_name(BETWEEN_NAMES.split(text)[0].rstrip("等")) or labelled_pattern().match(text) is not None
        for text in texts
    )
    return names * 3 > len(texts)


def holds_times(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on times stand in a column."""
    texts = _texts(grid, first, column)
    return sum(_TIME.search(text) is not None for text in texts) * 2 > len(texts)


def holds_only_times(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on limits, and nothing else, stand in a column; no bare figures."""
    texts = _texts(grid, first, column)
    return bool(texts) and all(is_time(text) and not text.isdecimal() for text in texts)


def holds_days(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on a column says by which day things are due, not in how many days."""
    return any(_DAY.search(grid.text(grid.cell(row, column))) for row in range(first, grid.height))


def holds_only_units(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on lists of names, and nothing else, stand in a column."""
    texts = _texts(grid, first, column)
    names = [name.removesuffix("等") for text in texts for name in BETWEEN_NAMES.split(text)]
    return bool(names) and all(map(is_name, names))


def holds_unnamed_units(grid: Grid, first: int, column: int) -> bool:
    """Whether nothing is printed over a column, and lists of names, and nothing else, from `first` on."""
    above = any(grid.text(grid.cell(row, column)) for row in range(first))
    return not above and holds_only_units(grid, first, column)


def tells_duties(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on most cells of a column say what bodies do, and nothing else."""
    cells = {grid.cell(row, column) for row in range(first, grid.height)}
    filled = [cell for cell in cells if cell and grid.text(cell)]
    return sum(_tells_duties(grid, cell) for cell in filled) * 2 > len(filled)


def _texts(grid: Grid, first: int, column: int) -> set[str]:
    """The different things that stand in a column from the row `first` on, but for signs of nobody."""
    return {grid.text(grid.cell(row, column)) for row in range(first, grid.height)} - NOBODY


def _tells_duties(grid: Grid, cell: Cell) -> bool:
    stretch = grid.stretch(cell)
    clause = parse_clause(grid.dense, *stretch, Role.RESPONSIBLE)
    clause = clause if clause.parties else told_duties(grid.dense, *stretch, Role.RESPONSIBLE, "")
    names = clause.names(grid.dense.text)
    return bool(names) and not clause.unread and all(map(is_body, names))

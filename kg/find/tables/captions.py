"""The titles of a table: its first row, and the lines right above it."""

from __future__ import annotations

import re

from kg.find.tables.grid import Grid
from kg.lexicon import load
from kg.words.kinds import is_budget

_LONGEST_TITLE = 60
_BRACKET_BEHIND = re.compile("[（〔][^（）〔〕]*[）〕]$")


def titles(grid: Grid) -> tuple[str, ...]:
    """What may be the title of a table: what its first cell says, and each of the two lines above it."""
    dense, start = grid.dense, grid.start
    above = dense.line_start(start - 1) if start else 0
    over = dense.line_start(above - 1) if above else 0
    return grid.text(grid.cell(0, 0)), dense.text[above:start], dense.text[over:above]


def is_of_budget(grid: Grid) -> bool:
    """Whether the title of a table is of a budget."""
    return any(map(is_budget, titles(grid)))


def is_of_results(grid: Grid) -> bool:
    """Whether the title of a table says that it lists or counts what is, and hands nothing out: 获奖名单."""
    ends = tuple(load("headers")["results"]["titles"])
    return any(_BRACKET_BEHIND.sub("", title).endswith(ends) for title in _short_titles(grid))


def is_assigned(grid: Grid) -> bool:
    """Whether the title of a table says that what it lists is handed out, whatever it tells: 任务分解表."""
    words = load("headers")["results"]["assigned"]
    return any(word in title for title in _short_titles(grid) for word in words)


def is_of_tasks(grid: Grid) -> bool:
    """Whether the title of a table says that what it lists is to be done: 制定计划, 任务分工表."""
    words = load("headers")["to_do"]
    return any(word in title for title in _short_titles(grid) for word in words)


def _short_titles(grid: Grid) -> list[str]:
    return [title for title in titles(grid) if len(title) <= _LONGEST_TITLE]

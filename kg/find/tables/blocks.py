"""The blocks of a table: below another header, which names other columns, another table begins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.find.tables.columns import UNIT_KINDS
from kg.find.tables.grid import Grid
from kg.find.tables.header_words import header_words
from kg.find.tables.headers import called_kind, column_kind
from kg.model import Cell
from kg.read.column_words import unit_endings
from kg.words.roles import named_role

_FEWEST_COLUMNS = 3
_LONGEST_HEADER = 16


def blocks(grid: Grid) -> Iterator[Grid]:
    """The parts of a table, each from a header on that is not the one above printed again.

    What stands alone in the rows right above such a header is its caption.
    """
    bounds = [0, *_openings(grid), grid.height]
    return (grid.part(*rows) for rows in pairwise(bounds))


def _openings(grid: Grid) -> Iterator[int]:
    """The rows in which another header, or the caption over it, begins."""
    above: set[tuple[int, str]] = set()
    last = 0
    for row in filter(lambda row: _names_columns(grid, row), range(grid.height)):
        names = {(cell.column, grid.text(cell)) for cell in _printed(grid, row)}
        if not above or row == last + 1:
            above |= names
        elif not names <= above:
            yield _with_caption(grid, row)
            above = names
        last = row


def _with_caption(grid: Grid, row: int) -> int:
    """The first of the rows of single cells that stand right above a header."""
    while [cell.column for cell in _printed(grid, row - 1)] == [0]:
        row -= 1
    return row


def _printed(grid: Grid, row: int) -> list[Cell]:
    return [cell for cell in grid.row(row) if grid.text(cell)]


def _names_columns(grid: Grid, row: int) -> bool:
    """Whether a row is a header for sure: behind that of numbers most names are known; no cell goes on in it.

    Without one of numbers all are, a task is among them, and who has it, by a role: 工作项目|牵头单位|时限;
    or they are known word for word and stand side by side: 单位|联系人|电话. Where those of the task and of
    who has it are known so, few others may be strange: 任务内容|责任部门|频次.
    """
    texts = [text for cell in grid.row(row) if (text := grid.text(cell))]
    if len(texts) < _FEWEST_COLUMNS:
        return False
    numbered = header_words().get(texts[0]) == "number"
    if not numbered and max(map(len, texts)) > _LONGEST_HEADER:
        return False
    printed = _printed(grid, row)
    if any(cell.row < row for cell in printed):
        return False
    if numbered:
        short = [text for text in texts if len(text) <= _LONGEST_HEADER]
        return sum(called_kind(text) is not None for text in short) * 2 > len(texts)
    beside = all(one.column + one.columns == other.column for one, other in pairwise(printed))
    if beside and header_words().keys() >= set(texts):
        return True
    roles = [text for text in texts if text.endswith(unit_endings()) and named_role(text)]
    if not any(called_kind(text) in UNIT_KINDS for text in roles):
        return False
    kinds = list(map(column_kind, texts))
    called = {header_words().get(text) for text in texts}
    sure = "task" in called and not called.isdisjoint(UNIT_KINDS)
    return "task" in kinds and kinds.count(None) * _FEWEST_COLUMNS <= (len(kinds) if sure else 0)

"""Tables that only set the head of a document (number|签发人) or its imprint (抄送, 印发) on the page."""

from __future__ import annotations

from itertools import chain

from kg.find.documents.closing import is_closing_line
from kg.find.tables.grid import Grid
from kg.find.text.numbers import numbers
from kg.lexicon import load
from kg.model import Cell

_MOST_ROWS = 4
_LONGEST_CELL = 40


def sets_a_frame(grid: Grid) -> bool:
    """Whether a table holds nothing but lines of the head or of the imprint of a document."""
    if grid.height > _MOST_ROWS:
        return False
    filled = ([cell for cell in grid.row(row) if grid.text(cell)] for row in range(grid.height))
    rows = [row for row in filled if row]
    cells = list(chain.from_iterable(rows))
    if not cells:
        return False
    lines = [(grid.stretch(row[0])[0], grid.stretch(row[-1])[1]) for row in rows]
    imprint = all(is_closing_line(grid.dense, *line) for line in lines)
    short = all(len(grid.text(cell)) <= _LONGEST_CELL and "。" not in grid.text(cell) for cell in cells)
    return imprint or (short and sum(_is_of_head(grid, row[0]) for row in rows if len(row) < 3) == 1)


def _is_of_head(grid: Grid, cell: Cell) -> bool:
    """Whether a cell is the number of a document, perhaps with who signed it."""
    start, end = grid.stretch(cell)
    number = next(numbers(grid.dense, start, end), None)
    if number is None or number.start != start:
        return False
    signers = tuple(load("documents")["signer_labels"])
    return number.end == end or grid.dense.text.startswith(signers, number.end, end)

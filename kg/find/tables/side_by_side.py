"""Tables whose header says the same columns several times: the blocks below them are one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.find.tables.columns import UNIT_KINDS, Column
from kg.find.tables.grid import Grid
from kg.model import Cell


def side_by_side(grid: Grid, first: int, columns: Sequence[Column]) -> tuple[Grid, list[Column]] | None:
    """The table with one set of columns, where its header says the same ones several times.

    An empty column may part the sets.
    """
    headers = [column.header for column in columns]
    sizes = ((size, apart) for size in range(2, grid.width // 2 + 1) for apart in (0, 1))
    width, apart = next((one for one in sizes if _repeats(headers, *one)), (0, 0))
    if not {"task", *UNIT_KINDS} & {column.kind for column in columns[:width]}:
        return None
    lefts = range(0, grid.width, width + apart)
    between = {left - 1 for left in lefts} if apart else set()
    if any(grid.text(cell) and cell.column in between and cell.columns == 1 for cell in grid.cells()):
        return None
    cells = [cell for block, left in enumerate(lefts) for cell in _block(grid, first, block, left, width)]
    return grid.arranged(cells), list(columns[:width])


def _repeats(headers: list[str], size: int, apart: int) -> bool:
    """Whether the first `size` headers come again and again, `apart` columns without any between them."""
    step = size + apart
    places = range(len(headers))
    return (len(headers) + apart) % step == 0 and all(
        headers[at] == headers[at % step] and bool(headers[at]) == (at % step < size) for at in places
    )


def _block(grid: Grid, first: int, block: int, left: int, width: int) -> Iterator[Cell]:
    """The rows of a block below its header, behind those of the blocks before it.

    What covers all blocks heads each of them.
    """
    height = grid.height - first
    for cell in grid.cells():
        if cell.row < first or cell.column + cell.columns <= left or cell.column >= left + width:
            continue
        column = max(cell.column - left, 0)
        columns = min(cell.column + cell.columns - left, width) - column
        row = cell.row - first + block * height
        yield cell._replace(row=row, column=column, columns=columns)

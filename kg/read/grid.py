"""Cells that claim rows and columns, laid out on a grid as a browser does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.read.draft import GridCell, Refusal
from kg.read.limits import Limits

Claim = tuple[str, int, int]


def spread(rows: Sequence[Sequence[Claim]], limits: Limits) -> list[GridCell]:
    """Place the claims (text, rows, columns; 0 rows means to the end) of each row, left to right."""
    placed = list(_place(rows, limits))
    width = 1 + max([cell.column for cell in placed], default=-1)
    return [
        cell if cell.columns == 1 else cell._replace(columns=min(cell.columns, width - cell.column))
        for cell in placed
    ]


def claimed(text: str, otherwise: int = 1) -> int:
    """How many rows or columns an attribute claims; `otherwise` where it says no sensible number."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def _place(rows: Sequence[Sequence[Claim]], limits: Limits) -> Iterator[GridCell]:
    taken: dict[int, int] = {}  # column → the first row that is free again
    places = 0
    for number, claims in enumerate(rows):
        column = 0
        for text, height, width in claims:
            while taken and taken.get(column, 0) > number:
                column += 1
            if height != 1:
                height = min(height or len(rows), len(rows) - number)
            if width != 1:
                width = _free(taken, number, column, min(max(1, width), limits.columns))
            places += width
            if places > limits.cells or column > limits.columns:
                raise Refusal("其中一张表格大得不合理", f"表格最多 {limits.cells} 个单元格")
            yield GridCell(text, number, column, height, width)
            if height > 1:
                taken |= dict.fromkeys(range(column, column + width), number + height)
            column += width


def _free(taken: dict[int, int], row: int, column: int, wanted: int) -> int:
    """How many of the `wanted` columns from `column` on are free in `row`."""
    width = 1
    while width < wanted and taken.get(column + width, 0) <= row:
        width += 1
    return width

"""Cells that claim rows and columns, laid out on a grid as a browser does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.read.draft import Placed, Refusal
from kg.read.limits import Limits

Claim = tuple[str, int, int]


def spread(rows: Sequence[Sequence[Claim]], limits: Limits) -> list[Placed]:
    """Place the claims (text, rows, columns; 0 rows means to the end) of each row, left to right."""
    placed = list(_place(rows, limits))
    if max([columns for _, _, _, _, columns in placed], default=1) == 1:
        return placed
    width = 1 + max([column for _, _, column, _, _ in placed])
    return [
        (text, row, column, rows, min(columns, width - column)) for text, row, column, rows, columns in placed
    ]


def claimed(text: str, otherwise: int = 1) -> int:
    """How many rows or columns an attribute claims; `otherwise` where it says no sensible number."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def _place(rows: Sequence[Sequence[Claim]], limits: Limits) -> Iterator[Placed]:
    taken: dict[int, int] = {}  # column → the first row that is free again
    places, most_places, most_columns = 0, limits.cells, limits.columns
    for number, claims in enumerate(rows):
        column = 0
        for text, height, width in claims:
            while taken and taken.get(column, 0) > number:
                column += 1
            if width != 1:
                width = _free(taken, number, column, min(max(1, width), most_columns))
            places += width
            if places > most_places or column > most_columns:
                raise Refusal("其中一张表格大得不合理", f"表格最多 {most_places} 个单元格")
            if height != 1:
                height = min(height or len(rows), len(rows) - number)
                taken |= dict.fromkeys(range(column, column + width), number + height)
            yield text, number, column, height, width
            column += width


def _free(taken: dict[int, int], row: int, column: int, wanted: int) -> int:
    """How many of the `wanted` columns from `column` on are free in `row`."""
    width = 1
    while width < wanted and taken.get(column + width, 0) <= row:
        width += 1
    return width

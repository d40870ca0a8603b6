"""Rows of tables that list documents: their numbers, dates and titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.find.tables.columns import Column
from kg.find.tables.grid import Grid


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a list of documents; the dense stretch is that of its title.

    `said` are its other cells, one of which may say what became of the document.
    """

    start: int
    end: int
    number: str
    date: str
    title: str
    said: tuple[str, ...] = ()


def listed_rows(grid: Grid, first: int, columns: Sequence[Column]) -> Iterator[ListedRow]:
    """The documents of a list, from the row `first` on; a header printed again is none."""
    places = {column.kind: column.index for column in reversed(columns)}
    for row in range(first, grid.height):
        number = grid.text(grid.cell(row, places["document_number"]))
        title = grid.cell(row, places["document_title"])
        if (
            not grid.text(title)
            or title is None
            or grid.text(title) == columns[places["document_title"]].header
        ):
            continue
        date = grid.text(grid.cell(row, places["document_date"])) if "document_date" in places else ""
        said = tuple(grid.text(cell) for cell in grid.row(row) if cell != title)
        yield ListedRow(*grid.stretch(title), number, date, grid.text(title), said)

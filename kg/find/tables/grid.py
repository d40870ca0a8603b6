"""The grid of a table: which cell covers which place, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.find.text.dense import Dense
from kg.lexicon import load
from kg.model import Cell, Span, Table

# a heading that is repeated in all cells of its row: so many cells, so many characters
_FEWEST_REPEATED = 3
_SHORTEST_REPEATED = 4


class Grid:
    """The cells of a table by place; a merged cell stands in every place it covers.

    So does a cell in the places below it that only say 同上, and the first of a row of cells that all
    say the same, as files without merged cells repeat it.
    """

    def __init__(self, dense: Dense, table: Table) -> None:
        self.dense = dense
        self._table = table
        self.start, self.end = dense.at(table.span.start), dense.at(table.span.end)
        self.height = max((cell.row + cell.rows for cell in table.cells), default=0)
        self.width = max((cell.column + cell.columns for cell in table.cells), default=0)
        self._at: dict[tuple[int, int], Cell] = {}
        self._stretches: dict[Span, tuple[int, int]] = {}
        self._text: dict[Span, str] = {}
        self._rows: dict[int, tuple[Cell, ...]] = {}
        for cell in self._merged(table.cells):
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    self._at.setdefault((row, column), self._meant(cell, row, column))

    def _merged(self, cells: Sequence[Cell]) -> Iterator[Cell]:
        """The cells, those of a row that only repeats its first one as one cell over all columns."""
        for _, row in groupby(cells, key=lambda cell: cell.row):
            one, *others = row
            words = self.text(one)
            whole = sum(cell.columns for cell in (one, *others)) == self.width >= _FEWEST_REPEATED
            alike = whole and all(cell.rows == 1 for cell in (one, *others))
            if (
                alike
                and len(words) >= _SHORTEST_REPEATED
                and all(self.text(cell) == words for cell in others)
            ):
                yield one._replace(columns=self.width)
            else:
                yield one
                yield from others

    def _meant(self, cell: Cell, row: int, column: int) -> Cell:
        above = self._at.get((row - 1, column))
        return above if above and self.text(cell) in load("headers")["ditto"] else cell

    @property
    def span(self) -> Span:
        """Where the table stands in the canonical text."""
        return self._table.span

    def cells(self) -> tuple[Cell, ...]:
        """The cells as printed."""
        return self._table.cells

    def arranged(self, cells: Sequence[Cell]) -> Grid:
        """The same table with its cells in other places."""
        return Grid(self.dense, Table(self._table.span, tuple(cells)))

    def part(self, top: int, end: int) -> Grid:
        """The rows from `top` to before `end` as a table of their own."""
        if (top, end) == (0, self.height):
            return self
        cells = [cell for cell in self._table.cells if top <= cell.row < end]
        span = Span(cells[0].span.start, cells[-1].span.end)
        return Grid(self.dense, Table(span, tuple(cell._replace(row=cell.row - top) for cell in cells)))

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place; None outside the table."""
        return self._at.get((row, column))

    def stretch(self, cell: Cell) -> tuple[int, int]:
        """The dense stretch of a cell."""
        found = self._stretches.get(cell.span)
        if found is None:
            found = self._stretches[cell.span] = self.dense.at(cell.span.start), self.dense.at(cell.span.end)
        return found

    def text(self, cell: Cell | None) -> str:
        """The folded words of a cell without white space; a formula that went wrong says nothing."""
        if cell is None:
            return ""
        text = self._text.get(cell.span)
        if text is None:
            text = "" if self.is_error(cell) else self.dense.text[slice(*self.stretch(cell))]
            self._text[cell.span] = text
        return text

    def is_error(self, cell: Cell) -> bool:
        """Whether a cell shows that its formula went wrong: #REF!."""
        text = self.dense.source.text
        return text.startswith("#", cell.span.start) and cell.span.of(text) in load("headers")["errors"]

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover a row, each once, from left to right."""
        found = self._rows.get(row)
        if found is None:
            cells: list[Cell] = []
            for column in range(self.width):
                cell = self.cell(row, column)
                if cell and (not cells or cells[-1] is not cell):
                    cells.append(cell)
            found = self._rows[row] = tuple(cells)
        return found


def places(cell: Cell) -> set[int]:
    """The columns a cell covers."""
    return set(range(cell.column, cell.column + cell.columns))

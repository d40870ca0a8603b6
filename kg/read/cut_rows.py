"""Rows that the end of a page cut, in files made from pages: their rests stand in rows of their own.

A rest stands in the same table, or below the header that the next one repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from operator import itemgetter

from kg.model import squeeze
from kg.read.draft import Canvas, Draft, GridCell, Placed
from kg.read.name_breaks import is_cut, over_break
from kg.read.words import goes_on

_FEWEST_IN_A_TABLE = 2
"""Cells of a rest that were cut inside a word; below a repeated header one is enough."""

_Row = Mapping[int, GridCell]
_Rows = Sequence[Sequence[str]]
_NO_ROW: _Row = {}
_PLACE = itemgetter(1, 2)


class PagedCanvas(Canvas):
    """A canvas on which the rests of rows come to the rows that the end of a page cut."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[Placed] = []
        self._rows: _Rows = ()
        self._behind: list[str] = []

    def line(self, text: str) -> None:
        """Write a line; one that says nothing waits for the table behind it."""
        if (self._cells or self._rows) and (not text.strip() or goes_on(text)):
            self._behind.append(text)
            return
        self._release()
        super().line(text)

    def table(self, cells: Iterable[Placed]) -> None:
        """Write a table when it is known that no other goes on with its last row."""
        self._take(list(cells), ())

    def grid(self, rows: _Rows) -> None:
        """The same for a table whose rows have as many cells each, every one of which has one place."""
        if all(row[0] for row in rows[1:]):
            self._take([], rows)
        else:
            self._take(_cells_of(rows), ())

    def draft(self, encoding: str) -> Draft:
        """Everything written so far."""
        self._release()
        return super().draft(encoding)

    def _release(self) -> None:
        """Write what was held back."""
        cells, rows, behind = self._cells, self._rows, self._behind
        self._cells, self._rows, self._behind = [], (), []
        if rows:
            super().grid(rows)
        elif cells:
            super().table(cells)
        for text in behind:
            super().line(text)

    def _take(self, cells: list[Placed], rows: _Rows) -> None:
        whole = None
        if cells and _lack_first_cells(cells):
            cells = with_whole_rows(cells)
            above = self._cells or _cells_of(self._rows)
            whole = _one_table(above, cells) if above else None
        if whole is None:
            self._release()
            self._cells, self._rows = cells, rows
        else:
            self._cells, self._rows, self._behind = whole, (), []


def _cells_of(rows: _Rows) -> list[Placed]:
    return [(text, at, column, 1, 1) for at, row in enumerate(rows) for column, text in enumerate(row)]


def _lack_first_cells(cells: list[Placed]) -> bool:
    """A quick look whether any row of a table begins with nothing, or with a cell of the row above."""
    firsts = sum([bool(text) for text, _, column, _, _ in cells if not column])
    return firsts <= max([row for _, row, _, _, _ in cells])


def with_whole_rows(cells: list[Placed]) -> list[Placed]:
    """The cells of a table without rows that only hold the rests of the one above."""
    rows = _by_rows(cells)
    pairs = ((row, rows.get(row - 1, _NO_ROW), below) for row, below in rows.items() if row > 1)
    rests = {row for row, above, below in pairs if _is_rest(above, below, _FEWEST_IN_A_TABLE)}
    return _without(cells, rests) if rests else cells


def _one_table(upper: list[Placed], lower: list[Placed]) -> list[Placed] | None:
    """One table of two where the first row below the repeated header goes on with the last above it."""
    above, below = _by_rows(upper), _by_rows(lower)
    header, last = _said(below.get(0, _NO_ROW)), max(above)
    if not header or _said(above.get(0, _NO_ROW)) != header:
        return None
    if last == 0 or not _is_rest(above[last], below.get(1, _NO_ROW), 1):
        return None
    moved = [
        (text, row + last, column, rows, columns) for text, row, column, rows, columns in lower if row > 0
    ]
    return _without([*upper, *moved], {last + 1})


def _by_rows(cells: Iterable[Placed]) -> dict[int, dict[int, GridCell]]:
    """The cells by the rows and the columns that they begin in."""
    rows: dict[int, dict[int, GridCell]] = {}
    for cell in map(GridCell._make, cells):
        rows.setdefault(cell.row, {})[cell.column] = cell
    return rows


def _said(row: _Row) -> list[tuple[int, str]]:
    return [(column, squeeze(cell.text)) for column, cell in sorted(row.items())]


def _is_rest(above: _Row, below: _Row, fewest: int) -> bool:
    """Whether a row without a first cell goes on with the cells above it, `fewest` of them inside a word."""
    said = {column: cell for column, cell in below.items() if cell.text}
    if not said or 0 in said or any(cell.rows > 1 for cell in below.values()):
        return False
    pairs = [(above.get(column), cell) for column, cell in said.items()]
    if not all(over and over.text and over[3:] == cell[3:] for over, cell in pairs):
        return False
    return sum(is_cut(over.text, cell.text) for over, cell in pairs if over) >= fewest


def _without(placed: Iterable[Placed], rests: set[int]) -> list[Placed]:
    """The cells without the rows of `rests`, whose texts go on with those above."""
    cells = list(map(GridCell._make, sorted(placed, key=_PLACE)))
    height = max(cell.row + cell.rows for cell in cells)
    gone = list(accumulate((row in rests for row in range(height)), initial=0))
    whole: dict[tuple[int, int], GridCell] = {}
    for cell in cells:
        row = cell.row - gone[cell.row + 1]
        if cell.row not in rests:
            rows = cell.row + cell.rows - gone[cell.row + cell.rows] - row
            whole[row, cell.column] = cell._replace(row=row, rows=rows)
        elif cell.text:
            over = whole[row, cell.column]
            text = over_break(over.text, cell.text, full=False)
            whole[row, cell.column] = over._replace(text=text)
    return list(whole.values())

"""The parts of a table on several pages, to one: rows and cells cut by the page breaks are made whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from kg.model import squeeze
from kg.read.draft import GridCell
from kg.read.name_breaks import over_break
from kg.read.pages.content import Ruled
from kg.read.pages.items import item

_FEWEST = 3
_ENDS = ("。", "；", ";", "！", "？")

Row = Mapping[int, GridCell]
"""Cells by their first columns."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands of a table on one page, and how many of its rows repeat the header of the first."""

    ruled: Ruled
    header: int = 0


def one_table(parts: Sequence[Part]) -> tuple[GridCell, ...]:
    """The cells of the table of which `parts` stand on following pages."""
    first, filled, apart = parts[0].ruled, _filled_columns(parts), _keeps_rows_apart(parts)
    counted, stopped, full = _counts_in_text(parts), _stopped_columns(parts), parts[0].ruled.full
    table = _Table(first.cells, first.height)
    for part, header in ((one.ruled, one.header) for one in parts[1:]):
        if header == part.height:
            continue
        lower = _moved([cell for cell in part.cells if cell.row >= header], table.height - header)
        above, below = table.last_row(), _first_row(lower)
        cut = (
            (0 in filled and _is_rest_of_a_row(above, below, apart))
            or (counted and _begins_without_number(above, below))
            or _ends_sentence(above, below, stopped)
            or _goes_on_inside(above, below, filled, full)
        )
        if cut:
            table.run_on(below, full)
            lower = _moved([cell for cell in lower if cell.row > table.height], -1)
            table.take(lower, part.height - header - 1)
        else:
            whole = table.close_over_the_break(below, filled)
            table.take([cell for cell in lower if cell not in whole], part.height - header)
        full = part.full
    return tuple(table.cells)


def _moved(cells: list[GridCell], down: int) -> list[GridCell]:
    return [GridCell(text, row + down, column, rows, columns) for text, row, column, rows, columns in cells]


def _first_row(cells: list[GridCell]) -> dict[int, GridCell]:
    return {cell.column: cell for cell in cells if cell.row == cells[0].row}


class _Table:
    """The table as far as it has come."""

    def __init__(self, cells: Iterable[GridCell], height: int) -> None:
        self.cells: list[GridCell] = []
        self.height = 0
        self._foot: dict[int, int] = {}
        """The numbers of the cells that reach down to its end, by their columns."""
        self.take(cells, height)

    def take(self, cells: Iterable[GridCell], rows: int) -> None:
        """Take in the `cells` of so many more `rows`."""
        start = len(self.cells)
        self.cells += cells
        self.height += rows
        numbers = (*self._foot.values(), *range(start, len(self.cells)))
        self._foot = {self.cells[number].column: number for number in numbers if self._is_last(number)}

    def _is_last(self, number: int) -> bool:
        return self.cells[number].row + self.cells[number].rows == self.height

    def last_row(self) -> dict[int, GridCell]:
        """The cells that reach down to its end."""
        return {column: self.cells[number] for column, number in self._foot.items()}

    def run_on(self, below: Row, full: frozenset[int]) -> None:
        """Give the cells of the last row the text and the rows that they have `below` the page break."""
        for column, number in self._foot.items():
            if column in below:
                cell, rest = self.cells[number], below[column]
                text = over_break(cell.text, rest.text, full=column in full)
                self.cells[number] = cell._replace(text=text, rows=cell.rows + rest.rows - 1)

    def close_over_the_break(self, below: Row, filled: set[int]) -> set[GridCell]:
        """Make one cell of those cut by the page break, empty on one side; those `below` that are in them."""
        whole: set[GridCell] = set()
        for column, rest in below.items():
            number = self._foot.get(column) if column in filled else None
            if number is None:
                continue
            cell = self.cells[number]
            if cell.columns == rest.columns and not (cell.text and rest.text):
                self.cells[number] = cell._replace(text=cell.text or rest.text, rows=cell.rows + rest.rows)
                whole.add(rest)
        return whole


# ---------------------------------------------------------------- headers


def repeated_header(first: Ruled, later: Ruled) -> int:
    """How many rows at the top of a later part repeat the top of the first."""
    rows = 0
    for (above, upper), (below, lower) in zip(_rows(first), _rows(later), strict=False):
        if above != rows or below != rows or _said(upper) != _said(lower):
            break
        rows += 1
    return rows


def _rows(part: Ruled) -> Iterator[tuple[int, Iterator[GridCell]]]:
    """The cells of each row in which some begin, with the number of the row."""
    return groupby(part.cells, key=attrgetter("row"))


def _said(row: Iterable[GridCell]) -> list[tuple[str, int, int]]:
    return [(squeeze(cell.text), cell.column, cell.columns) for cell in row]


# ---------------------------------------------------------------- a row cut by the page break


def _keeps_rows_apart(parts: Sequence[Part]) -> bool:
    """Whether no cell of the first column covers several rows: then an empty one begins no new row."""
    return all(
        cell.rows == 1 or cell.row == 0
        for part in parts
        for cell in part.ruled.cells
        if cell.column == 0 and cell.columns == 1
    )


def _is_rest_of_a_row(above: Row, below: Row, apart: bool) -> bool:
    """Whether the row below goes on with the last one above, which the page break has cut."""
    if 0 not in below or not below.keys() <= above.keys() or below[0].rows > 1:
        return False
    if below[0].text and above[0].text:
        return False
    return apart or any(cell.text and not _ends(above[column].text) for column, cell in below.items())


def _counts_in_text(parts: Sequence[Part]) -> bool:
    """Whether the text of every row begins with a number, but for the first one on a page."""
    texts = [
        cell.text for part in parts for cell in part.ruled.cells if _is_first(cell) and cell.row > part.header
    ]
    return len(texts) > 1 and all(map(item, texts))


def _is_first(cell: GridCell) -> bool:
    return cell.column == 0 and cell.columns == 1


def _begins_without_number(above: Row, below: Row) -> bool:
    """Whether the row below is the rest of one where every row begins with a number but that one."""
    if below.keys() != above.keys() or any(cell.rows > 1 for cell in below.values()):
        return False
    return 0 in below and bool(below[0].text) and not item(below[0].text) and bool(item(above[0].text))


def _stopped_columns(parts: Sequence[Part]) -> set[int]:
    """The columns whose cells end with a stop, all but those that a page break may have cut."""
    stops, others = Counter[int](), set[int]()
    for part in parts:
        for cell in part.ruled.cells:
            if cell.column in others or not part.header < cell.row < part.ruled.height - cell.rows:
                continue
            if cell.columns == 1 and not cell.text.endswith(_ENDS):
                others.add(cell.column)
            stops[cell.column] += 1
    return {column for column, count in stops.items() if count >= _FEWEST} - others


def _ends_sentence(above: Row, below: Row, stopped: set[int]) -> bool:
    """Whether the row below only ends sentences, in columns whose cells end with stops."""
    said = [cell for cell in below.values() if cell.text]
    return bool(said) and all(
        cell.rows == 1
        and cell.column in stopped
        and cell.column in above
        and not _ends(above[cell.column].text)
        for cell in said
    )


def _ends(text: str) -> bool:
    return not text or text.endswith(_ENDS)


def _goes_on_inside(above: Row, below: Row, filled: set[int], full: frozenset[int]) -> bool:
    """Whether the row below is a rest although the first column is merged over it and more rows.

    Its cells are empty, though cells of their columns never are, or go on with a full line.
    """
    inner = [cell for cell in below.values() if cell.rows == 1 and cell.column in above]
    merged = [cell for cell in below.values() if cell not in inner]
    if not merged or any(cell.text for cell in merged) or not next(iter(below.values())).rows > 1:
        return False
    empty = [cell for cell in inner if not cell.text]
    said = [cell for cell in inner if cell.text]
    lacking = all(cell.column in filled and above[cell.column].rows == 1 for cell in empty)
    return bool(empty and said) and lacking and all(_is_open(above[cell.column], full) for cell in said)


def _is_open(cell: GridCell, full: frozenset[int]) -> bool:
    return cell.column in full and not _ends(cell.text)


def _filled_columns(parts: Sequence[Part]) -> set[int]:
    """Columns in which no cell is empty but at the edge of a page."""
    empty: set[int] = set()
    for part in parts:
        for cell in part.ruled.cells:
            if not cell.text and part.header < cell.row and cell.row + cell.rows < part.ruled.height:
                empty.add(cell.column)
    return set(range(len(parts[0].ruled.edges) - 1)) - empty

"""Tables of tasks inside the cells of another: both become one, whose outer cells cover the inner rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from kg.read.column_words import Columns, column_kinds, columns_of

T = TypeVar("T")


class Piece(NamedTuple, Generic[T]):
    """A cell: what it holds, its words without white space, the rows and columns it claims."""

    content: T
    words: str
    rows: int = 1
    columns: int = 1


class Outer(NamedTuple, Generic[T]):
    """A cell of the outer table and the rows of the table inside it; `piece` is what stands above that.

    `whole`: nothing else is in the cell, no second table and no words below the first.
    """

    piece: Piece[T]
    inner: list[list[Piece[T]]]
    whole: bool = True


def flattened(rows: Sequence[Sequence[Outer[T]]], blank: Callable[[], T]) -> list[list[Piece[T]]] | None:
    """The rows of the one table; `blank` makes an empty cell.

    None unless each outer row has at most one inner table, always in the same column, all of them with
    the same columns of tasks and units, and the outer header, or several such tables, show that it is
    no table that lays out the page.
    """
    if not all(cell.whole for row in rows for cell in row):
        return None
    holders = [(row, place) for row in rows for place, cell in enumerate(row) if cell.inner]
    behind = {len(row) - place for row, place in holders}
    header = holders[0][0][holders[0][1]].inner[0] if holders else []
    columns = columns_of([piece.words for piece in header], strict=False)
    if (
        columns is None
        or len(behind) > 1
        or _two_in_a_row(rows)
        or any(piece[2:] != (1, 1) for piece in header)
    ):
        return None
    frame = _Frame(rows, behind.pop(), columns, header, blank)
    if not all(frame.fits(row[place].inner) for row, place in holders):
        return None
    if frame.headed():
        return list(frame.rows_below_both_headers())
    return list(frame.rows_below_headings()) if len(holders) > 1 and frame.one_beside() else None


def _two_in_a_row(rows: Sequence[Sequence[Outer[T]]]) -> bool:
    return any(sum(bool(cell.inner) for cell in row) > 1 for row in rows)


@dataclass(frozen=True, slots=True)
class _Frame(Generic[T]):
    """The outer rows; the cells with tables inside are the `behind`-th from the end of their rows."""

    rows: Sequence[Sequence[Outer[T]]]
    behind: int
    columns: Columns
    header: list[Piece[T]]
    blank: Callable[[], T]

    def fits(self, inner: list[list[Piece[T]]]) -> bool:
        """Whether a table inside has the header of the first, or none and as many columns."""
        words = [piece.words for piece in inner[0]]
        if self.columns.repeated(words):
            return True
        return columns_of(words, strict=False) is None and len(words) == len(self.columns)

    def headed(self) -> bool:
        """Whether the first outer row names what stands beside the tables, and no tasks with their units."""
        first = self.rows[0]
        if any(cell.inner for cell in first) or len(first) < max(2, self.behind):
            return False
        words = [cell.piece.words for place, cell in enumerate(first) if place != self._holder(first)]
        return any(map(column_kinds, words)) and columns_of(words, strict=False) is None

    def one_beside(self) -> bool:
        """Whether one cell with words at most stands beside each table."""
        return all(sum(bool(cell.piece.words) for cell in row if not cell.inner) < 2 for row in self.rows)

    def rows_below_both_headers(self) -> Iterator[list[Piece[T]]]:
        """The outer header over the inner one, then the inner rows, which the outer cells cover."""
        first, *rest = self.rows
        holder, width = self._holder(first), len(self.columns)
        yield [
            cell.piece._replace(columns=width) if place == holder else cell.piece._replace(rows=2)
            for place, cell in enumerate(first)
        ]
        yield self.header
        bodies = [self._body(row) for row in rest]
        tops = list(accumulate((max(1, len(body)) for body in bodies), initial=0))
        for number, (row, body) in enumerate(zip(rest, bodies, strict=True)):
            place = self._holder(row)
            grown = [_grown(cell.piece, number, tops) for cell in row]
            yield [*grown[:place], *(body[0] if body else [self._widened(row[place])]), *grown[place + 1 :]]
            yield from body[1:]

    def rows_below_headings(self) -> Iterator[list[Piece[T]]]:
        """The inner header, then the inner rows below what stands beside their table, as their heading."""
        yield self.header
        for row in self.rows:
            for cell in row:
                if not cell.inner and cell.piece.words:
                    yield [Piece(cell.piece.content, cell.piece.words, 1, len(self.columns))]
            yield from self._body(row)

    def _holder(self, row: Sequence[Outer[T]]) -> int:
        return max(0, len(row) - self.behind)

    def _body(self, row: Sequence[Outer[T]]) -> list[list[Piece[T]]]:
        """The inner rows of an outer one, above them the words before its table; words alone are a task.

        Nothing where the cell covers more columns.
        """
        cell = row[self._holder(row)]
        width = len(self.columns)
        if cell.inner:
            again = self.columns.repeated([piece.words for piece in cell.inner[0]])
            above = [[cell.piece._replace(rows=1, columns=width)]] if cell.piece.words else []
            return [*above, *cell.inner[again:]]
        if cell.piece.columns > 1 or not cell.piece.words:
            return []
        alone = [Piece(self.blank(), "") for _ in range(width)]
        alone[self.columns.task] = cell.piece._replace(rows=1)
        return [alone]

    def _widened(self, cell: Outer[T]) -> Piece[T]:
        return cell.piece._replace(rows=1, columns=cell.piece.columns + len(self.columns) - 1)


def _grown(piece: Piece[T], row: int, tops: list[int]) -> Piece[T]:
    """A cell of an outer row over all the inner rows beside it; `tops` are where the outer rows begin."""
    return piece._replace(rows=tops[min(row + max(1, piece.rows), len(tops) - 1)] - tops[row])

"""What stands on a page: lines of text and ruled tables, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kg.read.draft import GridCell
from kg.read.pages.cells import words_of
from kg.read.pages.grid import Grid, GridKind
from kg.read.pages.marks import Box, Mark, Rule, Rules, around, on_a_level
from kg.read.pages.table import OpenColumns

_NEAR = 4.0
# in heights of a character: white space inside a line that is wider than a blank
_WIDE = 0.5


class Gap(NamedTuple):
    """White space inside a line, from `left` to `right`; the text goes on behind it at `at`."""

    at: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, its box and the white space between its words that is wider than a blank."""

    text: str
    box: Box
    gaps: tuple[Gap, ...] = ()

    def cut(self, number: int) -> tuple[Line, Line]:
        """The line before and behind one of its gaps."""
        gap = self.gaps[number]
        behind = (later._replace(at=later.at - gap.at) for later in self.gaps[number + 1 :])
        return (
            Line(self.text[: gap.at].rstrip(), self.box._replace(right=gap.left), self.gaps[:number]),
            Line(self.text[gap.at :], self.box._replace(left=gap.right), tuple(behind)),
        )


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table of one page: its box, its column edges and its cells.

    `full` are the columns whose last cell had no room for more on its last line.
    """

    box: Box
    edges: tuple[float, ...]
    height: int
    cells: tuple[GridCell, ...]
    full: frozenset[int] = frozenset()
    kind: GridKind = GridKind.RULED


Piece = Line | Ruled


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page: its height in points and what stands on it, in reading order.

    `open_columns` are those of a table without upright rules at its foot; `across` are the rules across
    the page that belong to no table with upright ones.
    """

    height: float
    pieces: tuple[Piece, ...]
    only_pictures: bool = False
    open_columns: OpenColumns | None = None
    across: tuple[Rule, ...] = ()

    @property
    def open_edges(self) -> tuple[float, ...]:
        """The column edges of the lowest ruled table, which may go on on the next page."""
        ruled = (piece for piece in reversed(self.pieces) if isinstance(piece, Ruled))
        return next((one.edges for one in ruled if one.kind is GridKind.RULED), ())


NO_PAGE = PageContent(0.0, ())


def rules_outside(rules: Rules, found: Iterable[Grid]) -> tuple[Rule, ...]:
    """The rules across a page that stand in none of the grids `found`."""
    inside = [(grid.box.bottom - _NEAR, grid.box.top + _NEAR) for grid in found]
    return tuple(rule for rule in rules.horizontal if not any(low < rule.at < high for low, high in inside))


def ordered(pieces: list[Piece]) -> tuple[Piece, ...]:
    """From top to bottom; where pieces stand side by side, in the order of the file."""
    result: list[Piece] = []
    band: list[int] = []
    floor = 0.0
    for index in sorted(range(len(pieces)), key=lambda index: -pieces[index].box.middle):
        box = pieces[index].box
        if band and box.middle < floor:
            result += [pieces[member] for member in sorted(band)]
            band = []
        floor = min(floor, box.bottom) if band else box.bottom
        band.append(index)
    return (*result, *(pieces[member] for member in sorted(band)))


def printed(lines: Iterable[Sequence[Mark]]) -> Iterator[Line]:
    """The `lines` as a library sets them apart; one that ends on another height holds several.

    Where it goes on further left, as with quotes drawn last, its words are put in order.
    """
    for marks in lines:
        if len(marks) == 1 or (on_a_level(marks[0].box, marks[-1].box) and _rise(marks)):
            yield _as_line(marks)
        else:
            yield from split_by_level(character for mark in marks for character in mark.characters())


def _rise(marks: Sequence[Mark]) -> bool:
    return all(one.box.left < other.box.left for one, other in pairwise(marks))


def split_by_level(marks: Iterable[Mark]) -> Iterator[Line]:
    """A line for each height on which following `marks` stand."""
    line: list[Mark] = []
    for mark in marks:
        if line and not on_a_level(line[0].box, mark.box):
            yield _as_line(line)
            line = []
        line.append(mark)
    if line:
        yield _as_line(line)


def with_tables(lines: Iterable[Iterable[Mark]], grids: list[Grid]) -> Iterator[Piece]:
    """The lines outside of the `grids`, then the tables with the words inside."""
    shares: list[list[Mark]] = [[] for _ in grids]
    for line in lines:
        outside: list[Mark] = []
        for mark in line:
            for part in _parted(mark, grids):
                owner = _owner(grids, part.box)
                (outside if owner is None else shares[owner]).append(part)
        yield from split_by_level(outside)
    for grid, share in zip(grids, shares, strict=True):
        if share:
            yield _ruled(grid, share)


def _parted(mark: Mark, grids: list[Grid]) -> Sequence[Mark]:
    """The mark; its characters where an edge of a column runs through it."""
    if mark.letters:
        _, low, _, high = mark.box
        middle = (low + high) / 2
        for grid in grids:
            if grid.box.bottom <= middle <= grid.box.top and len(parts := mark.cut(grid.edges)) > 1:
                return parts
    return (mark,)


def _owner(grids: list[Grid], box: Box) -> int | None:
    left, bottom, right, top = box
    x, y = (left + right) / 2, (bottom + top) / 2
    for number, grid in enumerate(grids):
        left, bottom, right, top = grid.box
        if left <= x <= right and bottom <= y <= top:
            return number
    return None


def is_gap(before: Box, behind: Box) -> bool:
    """Whether the white space between two characters of a line is wider than a blank."""
    return behind.left - before.right > _WIDE * before.height


def _as_line(marks: Sequence[Mark]) -> Line:
    if len(marks) == 1:
        return Line(marks[0].text.strip(), marks[0].box)
    marks = sorted(marks, key=lambda mark: mark.box.left)
    text = "".join(mark.text for mark in marks)
    blank = len(text) - len(text.lstrip())
    gaps = (gap._replace(at=gap.at - blank) for gap in _gaps(marks))
    return Line(text.strip(), around(marks), tuple(gaps))


def _gaps(marks: list[Mark]) -> Iterator[Gap]:
    """The gaps between marks that say something."""
    at, before = 0, None
    for mark in marks:
        if not mark.text.isspace():
            if before and is_gap(before, mark.box):
                yield Gap(at, before.right, mark.box.left)
            before = mark.box
        at += len(mark.text)


def _ruled(grid: Grid, marks: list[Mark]) -> Ruled:
    words = words_of(grid, marks)
    cells = tuple(
        GridCell(text, place.row, place.column, place.rows, place.columns)
        for text, place in zip(words.texts, grid.places, strict=True)
    )
    return Ruled(grid.box, grid.edges, grid.height, cells, words.full, grid.kind)

"""Pages of a PDF to what stands on them: lines of text and ruled tables, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.read.draft import GridCell
from kg.read.pdf_cells import Mark, texts_of
from kg.read.pdf_grid import Grid, grids
from kg.read.pdf_marks import Box, Page

_BLANKS = " \u00a0\u3000\t"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and its box."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table of one page: its box, its column edges and its cells."""

    box: Box
    edges: tuple[float, ...]
    height: int
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page: its size and what stands on it, in reading order."""

    width: float
    height: float
    pieces: tuple[Line | Ruled, ...]
    has_pictures: bool


def content(page: Page) -> PageContent:
    """What stands on `page`."""
    found = grids(page.rules()) if page.text.strip() else []
    pieces: list[Line | Ruled] = [*_tables_and_lines(page, found)] if found else [*_lines(page)]
    return PageContent(page.width, page.height, tuple(_ordered(pieces)), not pieces and page.has_pictures())


def _ordered(pieces: list[Line | Ruled]) -> list[Line | Ruled]:
    """From top to bottom; where pieces stand side by side, in the order of the file."""
    ordered: list[Line | Ruled] = []
    band: list[int] = []
    floor = 0.0
    for index in sorted(range(len(pieces)), key=lambda index: -pieces[index].box.middle[1]):
        box = pieces[index].box
        if band and box.middle[1] < floor:
            ordered += [pieces[member] for member in sorted(band)]
            band = []
        floor = min(floor, box.bottom) if band else box.bottom
        band.append(index)
    return ordered + [pieces[member] for member in sorted(band)]


def _lines(page: Page) -> Iterator[Line]:
    """The lines as the library sets them apart; one that ends on another height holds several."""
    for start, end in _stretches(page.text):
        first, last = page.box(start), page.box(end - 1)
        if _level(first, last):
            yield Line(page.text[start:end], replace(first, right=max(first.right, last.right)))
        else:
            yield from _levels(page, start, end)


def _levels(page: Page, start: int, end: int) -> Iterator[Line]:
    """The characters from `start` to `end`, a line for each height they stand on."""
    line: list[Mark] = []
    for mark in _marks(page, start, end):
        if line and not _level(line[0].box, mark.box):
            yield _as_line(line)
            line = []
        line.append(mark)
    yield _as_line(line)


def _as_line(marks: list[Mark]) -> Line:
    return Line("".join(mark.text for mark in marks).strip(), _around(marks))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line of `text`, without the blanks around it; blank lines left out."""
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = at + line.index(body[0])
            yield start, start + len(body)
        at += len(line)


def _level(one: Box, other: Box) -> bool:
    return abs(one.middle[1] - other.middle[1]) < max(one.height, other.height) / 2


def _tables_and_lines(page: Page, found: list[Grid]) -> Iterator[Line | Ruled]:
    """The tables with their characters, and the lines that stand outside of them."""
    shares: list[list[Mark]] = [[] for _ in found]
    for start, end in _stretches(page.text):
        outside: list[Mark] = []
        for mark in _marks(page, start, end):
            owner = next((n for n, grid in enumerate(found) if grid.box.holds(mark.box.middle)), None)
            (outside if owner is None else shares[owner]).append(mark)
        if outside:
            yield _as_line(outside)
    for grid, share in zip(found, shares, strict=True):
        if share:
            yield _ruled(grid, share)


def _marks(page: Page, start: int, end: int) -> Iterator[Mark]:
    """The printed characters of a line, each with the blanks that follow it."""
    at = start
    while at < end:
        behind = at + 1
        while behind < end and page.text[behind] in _BLANKS:
            behind += 1
        yield Mark(page.text[at:behind], page.box(at))
        at = behind


def _around(marks: list[Mark]) -> Box:
    boxes = [mark.box for mark in marks]
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _ruled(grid: Grid, marks: list[Mark]) -> Ruled:
    texts = texts_of(grid, marks)
    cells = tuple(
        GridCell(text, place.row, place.column, place.rows, place.columns)
        for text, place in zip(texts, grid.places, strict=True)
    )
    return Ruled(grid.box, grid.edges, grid.height, cells)

"""Tables that go on over page breaks become one table again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.model import squeeze
from kg.read.column_words import is_heading, value
from kg.read.draft import GridCell
from kg.read.pages.breaks import Part, one_table, repeated_header
from kg.read.pages.content import Line, PageContent, Ruled
from kg.read.pages.grid import UNREAD_KINDS, GridKind
from kg.read.words import goes_on, without_mark_of_going_on

_NEAR = 4.0


@dataclass(frozen=True, slots=True)
class Joined:
    """A table over one page or several; `unread`: why its rows could not be told apart."""

    cells: tuple[GridCell, ...]
    unread: GridKind | None = None


def joined(pages: Iterable[PageContent]) -> Iterator[Line | Joined | PageContent]:
    """The lines and tables of all pages in order; a page with pictures only stands for itself."""
    run = _Run()
    for page in pages:
        if page.only_pictures:
            yield page
        run.turn()
        for piece in page.pieces:
            yield from run.take(piece)
    yield from run.end()


@dataclass(slots=True)
class _Run:
    """The parts of a table that may still go on, and the lines behind it that only say so."""

    parts: list[Part] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    caption: str = ""
    turned: bool = False

    def turn(self) -> None:
        """A new page begins."""
        self.turned = True

    def take(self, piece: Line | Ruled) -> Iterator[Line | Joined]:
        """What is finished now that `piece` has come."""
        if isinstance(piece, Line) and self.parts and (self._says_so(piece) or self._may_head(piece)):
            self.lines.append(piece)
        elif isinstance(piece, Ruled) and self.turned and self._goes_on(piece):
            headed = _headed(piece, [line.text for line in self.lines if is_heading(line.text)])
            header = repeated_header(self.parts[0].ruled, headed)
            self.parts.append(Part(headed, header))
            self.lines = []
            self.turned = header == headed.height
        else:
            yield from self.end()
            if isinstance(piece, Ruled) and piece.kind in UNREAD_KINDS:
                yield Joined(piece.cells, piece.kind)
            elif isinstance(piece, Line):
                self.caption = piece.text
                yield piece
            else:
                self.parts.append(Part(piece))
                self.turned = False

    def end(self) -> Iterator[Line | Joined]:
        """The table as far as it came, and the lines behind it."""
        if self.parts:
            yield Joined(one_table(self.parts))
        yield from self.lines
        self.parts, self.lines = [], []

    def _says_so(self, line: Line) -> bool:
        """Whether a line says that the table goes on, or repeats its caption on another page."""
        again = self.turned and without_mark_of_going_on(line.text) == squeeze(self.caption)
        return goes_on(line.text) or again

    def _may_head(self, line: Line) -> bool:
        """Whether a line below a table may head the rows with which it goes on on the next page."""
        return not self.turned and is_heading(line.text)

    def _goes_on(self, lower: Ruled) -> bool:
        """Whether `lower` is the table on the next page.

        Its columns stand at the same places; or there are as many, and a line, the header or the
        numbers of the rows say so.
        """
        if not self.parts or lower.kind in UNREAD_KINDS:
            return False
        if lower.kind is GridKind.GOES_ON:
            return True
        if any(is_heading(line.text) for line in self.lines):
            return False
        first, last = self.parts[0].ruled, self.parts[-1].ruled
        marks = [squeeze(line.text) for line in self.lines]
        if (
            marks
            and all(mark == squeeze(self.caption) for mark in marks)
            and not repeated_header(first, lower)
        ):
            return False
        if _same_columns(last, lower):
            return True
        if len(first.edges) != len(lower.edges):
            return False
        return bool(marks) or repeated_header(first, lower) > 0 or _counts_on(last, lower)


def _headed(part: Ruled, headings: list[str]) -> Ruled:
    """A part of a table below headings over all its columns that stood on the page before."""
    if not headings:
        return part
    down, width = len(headings), len(part.edges) - 1
    over = [GridCell(text, row, 0, 1, width) for row, text in enumerate(headings)]
    return replace(
        part,
        height=part.height + down,
        cells=(*over, *(cell._replace(row=cell.row + down) for cell in part.cells)),
    )


def _same_columns(upper: Ruled, lower: Ruled) -> bool:
    return len(upper.edges) == len(lower.edges) and all(
        abs(one - other) <= _NEAR for one, other in zip(upper.edges, lower.edges, strict=True)
    )


def _counts_on(upper: Ruled, lower: Ruled) -> bool:
    """Whether the first row below counts on from the last above."""
    last, first = (
        [value(cell.text) for cell in part.cells if cell.column == 0 and cell.text] for part in (upper, lower)
    )
    return bool(last and first) and last[-1] is not None and first[0] == last[-1] + 1

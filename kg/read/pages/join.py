"""Tables that go on over page breaks become one table again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from kg.model import squeeze
from kg.read.column_words import is_heading, value
from kg.read.draft import GridCell
from kg.read.name_breaks import may_end, names_meet
from kg.read.pages.content import Line, PageContent, Ruled
from kg.read.pages.grid import GridKind
from kg.read.pages.items import item
from kg.read.words import goes_on, without_mark_of_going_on

_NEAR = 4.0
_ENDS = ("。", "；", ";", "！", "？")


@dataclass(frozen=True, slots=True)
class Joined:
    """A table over one page or several; `unread`: its rows could not be told apart."""

    cells: tuple[GridCell, ...]
    unread: bool = False


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


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands of a table on one page, and how many of its rows repeat the header of the first."""

    ruled: Ruled
    header: int = 0


@dataclass(slots=True)
class _Run:
    """The parts of a table that may still go on, and the lines behind it that only say so."""

    parts: list[_Part] = field(default_factory=list)
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
            header = _repeated_header(self.parts[0].ruled, headed)
            self.parts.append(_Part(headed, header))
            self.lines = []
            self.turned = header == headed.height
        else:
            yield from self.end()
            if isinstance(piece, Ruled) and piece.kind is GridKind.UNREAD:
                yield Joined(piece.cells, unread=True)
            elif isinstance(piece, Line):
                self.caption = squeeze(piece.text)
                yield piece
            else:
                self.parts.append(_Part(piece))
                self.turned = False

    def end(self) -> Iterator[Line | Joined]:
        """The table as far as it came, and the lines behind it."""
        if self.parts:
            yield Joined(_one_table(self.parts))
        yield from self.lines
        self.parts, self.lines = [], []

    def _says_so(self, line: Line) -> bool:
        """Whether a line says that the table goes on, or repeats its caption on another page."""
        again = self.turned and without_mark_of_going_on(line.text) == self.caption
        return goes_on(line.text) or again

    def _may_head(self, line: Line) -> bool:
        """Whether a line below a table may head the rows with which it goes on on the next page."""
        return not self.turned and is_heading(line.text)

    def _goes_on(self, lower: Ruled) -> bool:
        """Whether `lower` is the table on the next page.

        Its columns stand at the same places; or there are as many, and a line, the header or the
        numbers of the rows say so.
        """
        if not self.parts or lower.kind is GridKind.UNREAD:
            return False
        if lower.kind is GridKind.GOES_ON:
            return True
        if any(is_heading(line.text) for line in self.lines):
            return False
        first, last = self.parts[0].ruled, self.parts[-1].ruled
        marks = [squeeze(line.text) for line in self.lines]
        if marks and all(mark == self.caption for mark in marks) and not _repeated_header(first, lower):
            return False
        if _same_columns(last, lower):
            return True
        if len(first.edges) != len(lower.edges):
            return False
        return bool(marks) or _repeated_header(first, lower) > 0 or _counts_on(last, lower)


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
        full=frozenset((row + down, column) for row, column in part.full),
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


def _one_table(parts: list[_Part]) -> tuple[GridCell, ...]:
    first, filled, apart = parts[0].ruled, _filled_columns(parts), _keeps_rows_apart(parts)
    counted = _counts_in_text(parts)
    cells, height, full = list(first.cells), first.height, _full_columns(first)
    for part, header in ((one.ruled, one.header) for one in parts[1:]):
        if header == part.height:
            continue
        lower = [cell._replace(row=cell.row + height - header) for cell in part.cells if cell.row >= header]
        height += part.height - header
        rest = 0 in filled and _is_rest_of_a_row(cells, lower, apart)
        rest = rest or (counted and _begins_without_number(cells, lower))
        if rest or _goes_on_inside(cells, lower, filled, full):
            cells, height = _with_rest(cells, lower, full) + _moved_up(lower), height - 1
        else:
            cells = _over_the_break(cells, lower, filled)
        full = _full_columns(part)
    return tuple(cells)


def _full_columns(part: Ruled) -> set[int]:
    """The columns whose last cell on a page had no room for more."""
    ends = (cell for cell in part.cells if cell.row + cell.rows == part.height)
    return {cell.column for cell in ends if (cell.row, cell.column) in part.full}


# ---------------------------------------------------------------- headers


def _repeated_header(first: Ruled, later: Ruled) -> int:
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


def _keeps_rows_apart(parts: list[_Part]) -> bool:
    """Whether no cell of the first column covers several rows: then an empty one begins no new row."""
    return all(
        cell.rows == 1 or cell.row == 0
        for part in parts
        for cell in part.ruled.cells
        if cell.column == 0 and cell.columns == 1
    )


def _is_rest_of_a_row(upper: list[GridCell], lower: list[GridCell], apart: bool) -> bool:
    """Whether the first lower row goes on with the last upper one, which the page break has cut."""
    edge = lower[0].row
    above = {cell.column: cell for cell in upper if cell.row + cell.rows == edge}
    below = {cell.column: cell for cell in lower if cell.row == edge}
    if 0 not in below or not below.keys() <= above.keys() or below[0].rows > 1:
        return False
    if below[0].text and above[0].text:
        return False
    return apart or any(cell.text and not _ends(above[column].text) for column, cell in below.items())


def _counts_in_text(parts: list[_Part]) -> bool:
    """Whether the text of every row begins with a number, but for the first one on a page."""
    texts = [
        cell.text
        for part in parts
        for cell in part.ruled.cells
        if _is_first(cell) and cell.row > part.header
    ]
    return len(texts) > 1 and all(map(item, texts))


def _is_first(cell: GridCell) -> bool:
    return cell.column == 0 and cell.columns == 1


def _begins_without_number(upper: list[GridCell], lower: list[GridCell]) -> bool:
    """Whether the first lower row is the rest of one where every row begins with a number but that one."""
    edge = lower[0].row
    above = {cell.column: cell for cell in upper if cell.row + cell.rows == edge}
    below = {cell.column: cell for cell in lower if cell.row == edge}
    if below.keys() != above.keys() or any(cell.rows > 1 for cell in below.values()):
        return False
    return 0 in below and bool(below[0].text) and not item(below[0].text) and bool(item(above[0].text))


def _ends(text: str) -> bool:
    return not text or text.endswith(_ENDS)


def _with_rest(upper: list[GridCell], lower: list[GridCell], full: set[int]) -> list[GridCell]:
    """The upper cells, each with the text and the further rows that it has below the page break."""
    edge = lower[0].row
    below = {cell.column: cell for cell in lower if cell.row == edge}
    return [
        cell._replace(
            text=_run_on(cell.text, below[cell.column].text, cell.column in full),
            rows=cell.rows + below[cell.column].rows - 1,
        )
        if cell.row + cell.rows == edge and cell.column in below
        else cell
        for cell in upper
    ]


def _run_on(above: str, below: str, full: bool) -> str:
    """The text of a cell over the page break; a name ended there if it had room or another begins."""
    last, first = above.rpartition("\n")[2], below.partition("\n")[0]
    ended = may_end(last, first) and (not full or names_meet(last, first))
    return f"{above}\n{below}" if ended else above + below


def _goes_on_inside(upper: list[GridCell], lower: list[GridCell], filled: set[int], full: set[int]) -> bool:
    """Whether the first lower row is a rest although the first column is merged over it and more rows.

    Its cells are empty, though cells of their columns never are, or go on with a full line.
    """
    edge = lower[0].row
    above = {cell.column: cell for cell in upper if cell.row + cell.rows == edge}
    below = [cell for cell in lower if cell.row == edge]
    inner = [cell for cell in below if cell.rows == 1 and cell.column in above]
    merged = [cell for cell in below if cell not in inner]
    if not merged or any(cell.text for cell in merged) or not below[0].rows > 1:
        return False
    empty = [cell for cell in inner if not cell.text]
    said = [cell for cell in inner if cell.text]
    lacking = all(cell.column in filled and above[cell.column].rows == 1 for cell in empty)
    return bool(empty and said) and lacking and all(_is_open(above[cell.column], full) for cell in said)


def _is_open(cell: GridCell, full: set[int]) -> bool:
    return cell.column in full and not _ends(cell.text)


def _moved_up(lower: list[GridCell]) -> list[GridCell]:
    edge = lower[0].row
    return [cell._replace(row=cell.row - 1) for cell in lower if cell.row > edge]


# ---------------------------------------------------------------- a merged cell cut by the page break


def _filled_columns(parts: list[_Part]) -> set[int]:
    """Columns in which no cell is empty but at the edge of a page."""
    empty: set[int] = set()
    for part in parts:
        for cell in part.ruled.cells:
            if not cell.text and part.header < cell.row and cell.row + cell.rows < part.ruled.height:
                empty.add(cell.column)
    return set(range(len(parts[0].ruled.edges) - 1)) - empty


def _over_the_break(upper: list[GridCell], lower: list[GridCell], filled: set[int]) -> list[GridCell]:
    """Both halves of a table; a cell cut by the page break, empty on one side, becomes one cell."""
    edge = lower[0].row
    ends = {cell.column: number for number, cell in enumerate(upper) if cell.row + cell.rows == edge}
    kept = []
    for cell in lower:
        above = ends.get(cell.column) if cell.row == edge and cell.column in filled else None
        if above is None or upper[above].columns != cell.columns or (upper[above].text and cell.text):
            kept.append(cell)
            continue
        whole = upper[above]
        upper[above] = whole._replace(text=whole.text or cell.text, rows=whole.rows + cell.rows)
    return upper + kept

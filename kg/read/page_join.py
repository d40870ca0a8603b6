"""Tables that go on over page breaks become one table again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import squeeze
from kg.read.draft import GridCell
from kg.read.page_content import Line, PageContent, Ruled

_NEAR = 4.0
_ENDS = ("。", "；", ";", "！", "？")


@dataclass(frozen=True, slots=True)
class Joined:
    """A table over one page or several."""

    cells: tuple[GridCell, ...]


def joined(pages: Sequence[PageContent]) -> Iterator[Line | Joined | PageContent]:
    """The lines and tables of all pages in order; a page with pictures only stands for itself."""
    open_parts: list[Ruled] = []
    for page in pages:
        if page.only_pictures:
            yield page
        for number, piece in enumerate(page.pieces):
            if open_parts and not (
                number == 0 and isinstance(piece, Ruled) and _goes_on(open_parts[-1], piece)
            ):
                yield Joined(_one_table(open_parts))
                open_parts = []
            if isinstance(piece, Line):
                yield piece
            else:
                open_parts.append(piece)
    if open_parts:
        yield Joined(_one_table(open_parts))


def _goes_on(upper: Ruled, lower: Ruled) -> bool:
    """Whether the columns of both stand at the same places."""
    return len(upper.edges) == len(lower.edges) and all(
        abs(one - other) <= _NEAR for one, other in zip(upper.edges, lower.edges, strict=True)
    )


def _one_table(parts: list[Ruled]) -> tuple[GridCell, ...]:
    first, filled, apart = parts[0], _filled_columns(parts), _keeps_rows_apart(parts)
    cells, height = list(first.cells), first.height
    for part in parts[1:]:
        header = _repeated_header(first, part)
        if header == part.height:
            continue
        lower = [cell._replace(row=cell.row + height - header) for cell in part.cells if cell.row >= header]
        height += part.height - header
        if 0 in filled and _is_rest_of_a_row(cells, lower, apart):
            cells, height = _with_rest(cells, lower) + _moved_up(lower), height - 1
        else:
            cells = _over_the_break(cells, lower, filled)
    return tuple(cells)


# ---------------------------------------------------------------- headers


def _repeated_header(first: Ruled, later: Ruled) -> int:
    """How many rows at the top of a later part repeat the top of the first."""
    rows = 0
    while rows < later.height and (row := _row(first.cells, rows)) and row == _row(later.cells, rows):
        rows += 1
    return rows


def _row(cells: tuple[GridCell, ...], row: int) -> list[tuple[str, int, int]]:
    return [(squeeze(cell.text), cell.column, cell.columns) for cell in cells if cell.row == row]


# ---------------------------------------------------------------- a row cut by the page break


def _keeps_rows_apart(parts: list[Ruled]) -> bool:
    """Whether no cell of the first column covers several rows: then an empty one begins no new row."""
    return all(
        cell.rows == 1 or cell.row == 0
        for part in parts
        for cell in part.cells
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


def _ends(text: str) -> bool:
    return not text or text.endswith(_ENDS)


def _with_rest(upper: list[GridCell], lower: list[GridCell]) -> list[GridCell]:
    """The upper cells, each with the text and the further rows that it has below the page break."""
    edge = lower[0].row
    below = {cell.column: cell for cell in lower if cell.row == edge}
    return [
        cell._replace(text=cell.text + below[cell.column].text, rows=cell.rows + below[cell.column].rows - 1)
        if cell.row + cell.rows == edge and cell.column in below
        else cell
        for cell in upper
    ]


def _moved_up(lower: list[GridCell]) -> list[GridCell]:
    edge = lower[0].row
    return [cell._replace(row=cell.row - 1) for cell in lower if cell.row > edge]


# ---------------------------------------------------------------- a merged cell cut by the page break


def _filled_columns(parts: list[Ruled]) -> set[int]:
    """Columns in which no cell is empty but at the edge of a page."""
    empty: set[int] = set()
    for part in parts:
        header = _repeated_header(parts[0], part) if part is not parts[0] else 0
        for cell in part.cells:
            if not cell.text and header < cell.row and cell.row + cell.rows < part.height:
                empty.add(cell.column)
    return set(range(len(parts[0].edges) - 1)) - empty


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

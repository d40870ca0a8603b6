"""Tables that go on over page breaks become one table again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import squeeze
from kg.read.draft import GridCell
from kg.read.page_content import Line, PageContent, Ruled

_NEAR = 4.0


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
    first, filled, counted = parts[0], _filled_columns(parts), _counts_its_rows(parts)
    cells, height = list(first.cells), first.height
    for part in parts[1:]:
        header = _repeated_header(first, part)
        if header == part.height:
            continue
        lower = [replace(cell, row=cell.row + height - header) for cell in part.cells if cell.row >= header]
        height += part.height - header
        if counted and _is_rest_of_a_row(lower):
            cells, lower, height = _with_rest(cells, lower), _moved_up(lower), height - 1
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


def _counts_its_rows(parts: list[Ruled]) -> bool:
    """Whether the first column numbers each row apart (序号): then no number means no new row."""
    counts = [
        cell
        for part in parts
        for cell in part.cells
        if cell.column == 0 and cell.columns == 1 and cell.text.isdecimal()
    ]
    return len(counts) > 1 and all(cell.rows == 1 for cell in counts)


def _is_rest_of_a_row(lower: list[GridCell]) -> bool:
    top = [cell for cell in lower if cell.row == lower[0].row]
    return not top[0].text and top[0].column == 0 and all(cell.rows == cell.columns == 1 for cell in top)


def _with_rest(upper: list[GridCell], lower: list[GridCell]) -> list[GridCell]:
    """The upper cells with the texts of the first lower row added to those above them."""
    edge = lower[0].row
    rest = {cell.column: cell.text for cell in lower if cell.row == edge}
    return [
        replace(cell, text=cell.text + rest.get(cell.column, "")) if cell.row + cell.rows == edge else cell
        for cell in upper
    ]


def _moved_up(lower: list[GridCell]) -> list[GridCell]:
    edge = lower[0].row
    return [replace(cell, row=cell.row - 1) for cell in lower if cell.row > edge]


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
    if not lower:
        return upper
    edge = lower[0].row
    ends = {cell.column: number for number, cell in enumerate(upper) if cell.row + cell.rows == edge}
    kept = []
    for cell in lower:
        above = ends.get(cell.column) if cell.row == edge and cell.column in filled else None
        if above is None or upper[above].columns != cell.columns or (upper[above].text and cell.text):
            kept.append(cell)
            continue
        whole = upper[above]
        upper[above] = replace(whole, text=whole.text or cell.text, rows=whole.rows + cell.rows)
    return upper + kept

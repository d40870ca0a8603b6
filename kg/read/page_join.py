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
    cells, height = list(parts[0].cells), parts[0].height
    filled = _filled_columns(parts)
    for part in parts[1:]:
        header = _repeated_header(parts[0].cells, part.cells)
        lower = [replace(cell, row=cell.row + height - header) for cell in part.cells if cell.row >= header]
        cells = _over_the_break(cells, lower, height, filled)
        height += part.height - header
    return tuple(cells)


def _repeated_header(first: tuple[GridCell, ...], later: tuple[GridCell, ...]) -> int:
    """How many rows at the top of a later part repeat the top of the first."""
    rows = 0
    while (row := _row(first, rows)) and row == _row(later, rows):
        rows += 1
    return rows


def _row(cells: tuple[GridCell, ...], row: int) -> list[tuple[str, int, int]]:
    return [(squeeze(cell.text), cell.column, cell.columns) for cell in cells if cell.row == row]


def _filled_columns(parts: list[Ruled]) -> set[int]:
    """Columns in which no cell is empty but at the edge of a page."""
    empty: set[int] = set()
    for part in parts:
        header = _repeated_header(parts[0].cells, part.cells) if part is not parts[0] else 0
        for cell in part.cells:
            if not cell.text and header < cell.row and cell.row + cell.rows < part.height:
                empty.add(cell.column)
    return set(range(len(parts[0].edges) - 1)) - empty


def _over_the_break(
    upper: list[GridCell], lower: list[GridCell], edge: int, filled: set[int]
) -> list[GridCell]:
    """Both halves of a table; a cell cut by the page break, empty on one side, becomes one cell."""
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

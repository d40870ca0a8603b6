"""Tables without upright rules: columns set apart by white space, with rules across or none at all.

Such a table is known by its header, a line whose every word names a column, or most of them where rows
count on below; it reaches down as far as the white strips between its columns do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.read.pages.grid import Grid
from kg.read.pages.headers import Header, header_at
from kg.read.pages.lines import PrintedLine, printed_lines
from kg.read.pages.marks import Box, Mark, Rule
from kg.read.pages.table import OpenColumns, PrintedTable

# lines that may stand above or below what goes on over a page break: a running title, a page number
_FEW_LINES = 3


def column_grids(
    marks: Iterable[Mark],
    horizontal: Sequence[Rule],
    taken: Sequence[Grid] = (),
    above: OpenColumns | None = None,
) -> tuple[list[Grid], OpenColumns | None]:
    """The tables of a page without upright rules, from top to bottom, and the columns open at its foot.

    What stands in the grids `taken` is in none of them; `above` is open at the foot of the page before.
    """
    free = [mark for mark in marks if not any(_inside(grid.box, mark.box) for grid in taken)]
    lines = list(printed_lines(free))
    found: list[Grid] = []
    table = _continued(lines, horizontal, above) if above else None
    last, at = table, table.last + 1 if table else 0
    found += [grid] if table and (grid := table.grid()) else []
    while at < len(lines):
        header = header_at(lines, at)
        again = above if header and above and at < _FEW_LINES and header.columns == above.columns else None
        table = PrintedTable(lines, at + header.height, header, horizontal, again) if header else None
        if table and (grid := table.grid()):
            found.append(grid)
            last, at = table, table.last
            if rest := table.rest():
                at, unread = rest
                found.append(unread)
        at += 1
    open_here = last and last.is_read and len(lines) - 1 - last.last <= _FEW_LINES
    return found, last.open() if last and open_here else None


def _continued(
    lines: list[PrintedLine], horizontal: Sequence[Rule], above: OpenColumns
) -> PrintedTable | None:
    """The table at the head of a page that goes on from the one at the foot of the page before."""
    for first in range(min(_FEW_LINES, len(lines))):
        if header_at(lines, first):
            return None
        table = PrintedTable(lines, first, Header(above.columns, above.strips, 0, True), horizontal, above)
        if table.goes_on():
            return table
    return None


def _inside(outer: Box, box: Box) -> bool:
    return outer.left <= box.left and box.right <= outer.right and outer.bottom <= box.middle <= outer.top

"""Sheets wider than a page: columns for which it had no room stand on a page of their own.

There they begin as high as the table they belong to, with their names and without a column of tasks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from kg.read.column_words import names_column, speaks_of_tasks
from kg.read.draft import GridCell
from kg.read.pages.content import Line, PageContent, Piece, Ruled
from kg.read.pages.grid import GridKind
from kg.read.pages.marks import Mark, around

# in points: how much higher or lower one of the two may begin
_LEVEL = 8.0


def with_columns_run_over(pages: Sequence[PageContent]) -> list[PageContent]:
    """`pages`, of which each with columns of a table on a page before is one table that is unread."""
    tops: list[float] = []
    done = []
    for page in pages:
        if page.pieces and _begins_with_columns(page.pieces[0], tops):
            page = replace(page, pieces=(_unread(page.pieces),))
        else:
            tops += [piece.box.top for piece in page.pieces if isinstance(piece, Ruled)]
        done.append(page)
    return done


def _begins_with_columns(first: Piece, tops: Sequence[float]) -> bool:
    """Whether the first piece of a page names columns, none of tasks, as high as a table before it begins."""
    if not any(abs(first.box.top - top) < _LEVEL for top in tops):
        return False
    words = first.text.split() if isinstance(first, Line) else _first_row(first)
    return 2 * sum(map(names_column, words)) > len(words) and not any(map(speaks_of_tasks, words))


def _first_row(table: Ruled) -> list[str]:
    return [cell.text for cell in table.cells if cell.row == 0]


def _unread(pieces: Sequence[Piece]) -> Ruled:
    box = around([Mark("", piece.box) for piece in pieces])
    text = "\n".join(line for piece in pieces for line in _lines(piece))
    return Ruled(box, (box.left, box.right), 1, (GridCell(text, 0, 0),), kind=GridKind.RUN_OVER)


def _lines(piece: Piece) -> list[str]:
    if isinstance(piece, Line):
        return [piece.text]
    rows = groupby(piece.cells, key=lambda cell: cell.row)
    return [" ".join(cell.text for cell in row) for _, row in rows]

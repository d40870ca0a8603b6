"""The tables of Word documents: their rows and cells, what they are for, tables inside their cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from lxml import etree

from kg.model import squeeze
from kg.read.column_words import columns_of
from kg.read.grid import claimed
from kg.read.nested import Outer, Piece, flattened
from kg.read.word.chunks import CHUNK
from kg.read.word.numbering import W

P, T = W + "p", W + "t"
_TBL, _TR, _TC = W + "tbl", W + "tr", W + "tc"
_BLOCKS = (P, _TBL, CHUNK)
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body")
)

_Content = TypeVar("_Content")
_Blocks = list[etree._Element]


class Placed(NamedTuple, Generic[_Content]):
    """What a cell of a table holds, and the grid places it covers, from 0."""

    content: _Content
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def blocks_of(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, tables and other files in `parent`, also inside content controls and revisions."""
    for child in parent:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag in _WRAPPERS:
            yield from blocks_of(child)


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, without those of tables inside it."""
    return _wrapped(table, _TR)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row."""
    return _wrapped(row, _TC)


def _wrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _wrapped(child, tag)


def lays_out(table: etree._Element) -> bool:
    """Whether a table only lays out the page: it is one column or one filled cell, or holds a task table."""
    rows = [list(cells_of(row)) for row in rows_of(table)]
    filled = sum(bool(printed(cell)) for row in rows for cell in row)
    if filled < 2 or all(len(row) < 2 for row in rows):
        return True
    inner = (block for row in rows for cell in row for block in blocks_of(cell) if block.tag == _TBL)
    return not _names_columns(table) and any(map(_names_columns, inner))


def _names_columns(table: etree._Element) -> bool:
    """Whether the first row of a table is the header of a task table."""
    first = next(rows_of(table), None)
    words = [printed(cell) for cell in cells_of(first)] if first is not None else []
    return columns_of(words, strict=False) is not None


def printed(cell: etree._Element) -> str:
    """The words of a cell without white space and automatic numbers."""
    return squeeze("".join(piece.text or "" for piece in cell.iter(T)))


def placed_cells(
    table: etree._Element, read: Callable[[etree._Element], _Content]
) -> Iterator[Placed[_Content]]:
    """The cells of a table; a cell merged downwards grows over the rows that continue it."""
    open_above: dict[int, Placed[_Content]] = {}
    for number, row in enumerate(rows_of(table)):
        column = _number(row, "trPr", "gridBefore", 0)
        for cell in cells_of(row):
            width = max(1, _number(cell, "tcPr", "gridSpan", 1))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            content = read(cell)
            above = open_above.get(column)
            if merge is not None and merge.get(W + "val") != "restart" and above is not None:
                open_above[column] = above._replace(rows=number - above.row + 1)
            else:
                if above is not None:
                    yield above
                open_above[column] = Placed(content, number, column, 1, width)
            column += width
    yield from open_above.values()


def with_inner_tables(table: etree._Element) -> list[list[Piece[_Blocks]]] | None:
    """The rows of a table with those of the task tables in its cells; None where it holds none or no such."""
    if not any(block.tag == _TBL for row in rows_of(table) for cell in cells_of(row) for block in cell):
        return None
    return flattened([[_outer(one) for one in row] for row in _placed_rows(table)], list)


def _placed_rows(table: etree._Element) -> Iterator[list[Placed[_Blocks]]]:
    cells = sorted(placed_cells(table, lambda cell: list(blocks_of(cell))), key=attrgetter("row", "column"))
    for _, row in groupby(cells, attrgetter("row")):
        yield list(row)


def _outer(cell: Placed[_Blocks]) -> Outer[_Blocks]:
    """A cell with its table, if it holds one."""
    tables = [place for place, block in enumerate(cell.content) if block.tag == _TBL]
    if not tables:
        return Outer(_piece(cell), [])
    first = tables[0]
    whole = len(tables) == 1 and not any(map(printed, cell.content[first + 1 :]))
    rows = [list(map(_piece, row)) for row in _placed_rows(cell.content[first])]
    return Outer(_piece(cell._replace(content=cell.content[:first])), rows, whole)


def _piece(cell: Placed[_Blocks]) -> Piece[_Blocks]:
    return Piece(cell.content, "".join(map(printed, cell.content)), cell.rows, cell.columns)


def _number(parent: etree._Element, properties: str, name: str, otherwise: int) -> int:
    found = parent.find(f"{W}{properties}/{W}{name}")
    return claimed(found.get(W + "val", "") if found is not None else "", otherwise)

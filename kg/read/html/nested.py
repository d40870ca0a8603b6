"""Tables inside the cells of a table of a web page: those of tasks become one with it, others its lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from kg.model import squeeze
from kg.read.column_words import columns_of
from kg.read.grid import claimed
from kg.read.html.tables import LONGEST_HEADER, is_innermost, printed
from kg.read.html.tree import drop, holds_many
from kg.read.nested import Outer, Piece, flattened

_FEWEST_COLUMNS = 2  # of tasks and of units
_MANY_ELEMENTS = 200  # more than the row of a header holds; a row that holds a whole page is not read

_Cell = etree._Element


def flatten_tables(root: etree._Element) -> list[etree._Element]:
    """Make one table of each that holds tables of tasks and what it says beside them; the tables then left.

    Tables of other things inside one of tasks become lines of their cells.
    """
    tables = [*root.iter("table")]
    nested = [(one, around) for one in tables for around in islice(one.iterancestors("table"), 1)]
    outer = dict.fromkeys(around for one, around in nested if is_innermost(one) and _names_columns(one))
    for table in outer:
        if rows := flattened([_outer_row(row) for row in _rows(table)], lambda: etree.Element("td")):
            _write(table, rows)
    for table in dict.fromkeys(around for _, around in nested if around not in outer):
        if _names_columns(table):
            for inside in [*table.iterdescendants("table")]:
                _make_lines(inside)
    return [*root.iter("table")] if nested else tables


def _make_lines(table: etree._Element) -> None:
    """Make each row of `table` a line of the cell in which it stands."""
    for row in [*_rows(table)]:
        cells = _cells(row)
        for cell in cells:
            cell.tag, cell.tail = ("span", " ") if len(cells) > 1 else ("div", None)
        row.tag = "div"
    for part in table.iterchildren("caption", "thead", "tbody", "tfoot"):
        part.tag = "div"
    table.tag = "div"


def _names_columns(table: etree._Element) -> bool:
    first = next(_rows(table), None)
    cells = [] if first is None else _cells(first)
    if first is None or len(cells) < _FEWEST_COLUMNS or holds_many(first, _MANY_ELEMENTS):
        return False
    words = [printed(cell) for cell in cells]
    if sum(map(len, words)) > LONGEST_HEADER:
        return False
    return columns_of(list(map(squeeze, words)), strict=False) is not None


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, without those of tables inside it."""
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _cells(row: etree._Element) -> list[etree._Element]:
    return list(row.iterchildren("td", "th"))


def _outer_row(row: etree._Element) -> list[Outer[_Cell]]:
    return [_outer(cell) for cell in _cells(row)]


def _outer(cell: etree._Element) -> Outer[_Cell]:
    """A cell with its table, if it holds one."""
    words, tables = squeeze(printed(cell)), list(cell.iter("table"))
    if not tables:
        return Outer(_piece(cell, words), [])
    inside = squeeze(printed(tables[0]))
    rows = [[_piece(one, squeeze(printed(one))) for one in _cells(row)] for row in _rows(tables[0])]
    whole = len(tables) == 1 and words.endswith(inside)
    return Outer(_piece(cell, words.removesuffix(inside)), rows, whole)


def _piece(cell: etree._Element, words: str) -> Piece[_Cell]:
    return Piece(cell, words, claimed(cell.get("rowspan", "")), claimed(cell.get("colspan", "")))


def _write(table: etree._Element, rows: list[list[Piece[_Cell]]]) -> None:
    """Put `rows` into `table` instead of its own."""
    lines = []
    for row in rows:
        line = etree.Element("tr")
        for piece in row:
            piece.content.set("rowspan", str(piece.rows))
            piece.content.set("colspan", str(piece.columns))
            line.append(piece.content)
        lines.append(line)
    for child in [*table.iterchildren("tr", "thead", "tbody", "tfoot")]:
        table.remove(child)
    table.extend(lines)
    for nested in [*table.iterdescendants("table")]:
        drop(nested)

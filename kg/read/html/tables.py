"""What the tables of a web page are for: to show data, to label the page, or to lay it out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import cast

from lxml import etree

from kg.model import squeeze
from kg.read.column_words import columns_of
from kg.read.words import is_data_block, is_label

LONGEST_HEADER = 1500
"""Characters of the row that heads a table, with the white space that indents its elements."""
_LONG = 400
_DOMINANT = 0.85
_FEW_CELLS = 12
_LABELLED_ROWS = 2
_MOST_LABELLED_ROWS = 12
_MOST_LABELS = 60  # and values
_MOST_COLUMNS = 20
_INLINE = ("span", "strong", "b", "em", "i", "u", "font", "a", "sub", "sup")
_DEEPEST_INLINE = 10  # of them one inside the other
_NEAR = 8  # elements between two tables or around them
_PAGE_NUMBER = re.compile(r"[\s\-—－第0-9页]{0,20}")
_MARK = "KG-CELLS"  # like those of flow no attribute that a page can have

_cells = etree.XPath("count(descendant::td) + count(descendant::th)")


def mark_data_tables(tables: Iterable[etree._Element]) -> None:
    """Mark those of `tables` that show data."""
    for table in filter(is_innermost, tables):
        if _has_rows(table) or _is_row_of_data(table):
            cells = int(cast(float, _cells(table)))
            if cells > _MOST_LABELS or not _labels_or_holds_the_page(table, cells):
                table.set(_MARK, str(cells))


def _has_rows(table: etree._Element) -> bool:
    """Whether a table has several rows, and several cells in one of them."""
    cells = [len(row) for row in islice(table.iter("tr"), 2)]
    return len(cells) > 1 and any(len(row) > 1 for row in table.iter("tr"))


def _labels_or_holds_the_page(table: etree._Element, cells: int) -> bool:
    return is_page_data(table) or (cells <= _FEW_CELLS and _holds_a_page(table))


def is_innermost(table: etree._Element) -> bool:
    """Whether a table holds no other table."""
    return next(table.iterdescendants("table"), None) is None


def cell_count(element: etree._Element) -> int:
    """The cells of a marked data table; 0 for every other element."""
    return int(element.get(_MARK, 0))


def is_page_data(element: etree._Element, text: str | None = None) -> bool:
    """Whether `element` is a block of labels and values (索引号, 发文字号, 成文日期).

    `text` is what it prints, where that is known.
    """
    if cell_count(element):
        return False
    text = printed(element) if text is None else text
    return is_data_block(text) or _labelled_rows(element) >= _LABELLED_ROWS


def printed(element: etree._Element) -> str:
    """The text inside `element`."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def may_follow_words(element: etree._Element) -> bool:
    """A quick look whether words can stand right before `element` in its line."""
    if element.getprevious() is not None:
        return True
    parent = element.getparent()
    return parent is not None and (parent.tag in _INLINE or bool(parent.text))


def words_before(element: etree._Element) -> str:
    """The words right before `element` in its line, also before elements that begin with it."""
    for _ in range(_DEEPEST_INLINE):
        neighbour, parent = element.getprevious(), element.getparent()
        if neighbour is not None:
            return (printed(neighbour) if neighbour.tag in _INLINE else "") + (neighbour.tail or "")
        if parent is None or parent.text or parent.tag not in _INLINE:
            return (parent.text or "") if parent is not None else ""
        element = parent
    return ""


def _is_row_of_data(table: etree._Element) -> bool:
    """Whether a table is one row that heads the next table, or goes on with the data of that before it."""
    rows = list(islice(table.iter("tr"), 2))
    cells = rows[0].findall("*") if len(rows) == 1 else []
    if not 1 < len(cells) <= _MOST_COLUMNS:
        return False
    if columns_of([squeeze(printed(cell)) for cell in cells], strict=True) is not None:
        return True
    before = _table_before(table)
    return before is not None and cell_count(before) > 0 and len(next(before.iter("tr"))) == len(cells)


def _table_before(table: etree._Element) -> etree._Element | None:
    """The table that ends directly before `table`; a page number may stand between them."""
    element = _before(table)
    for _ in range(_NEAR):
        if element is None or (element.tail and not element.tail.isspace()):
            return None
        if element.tag == "table":
            return element
        if _PAGE_NUMBER.fullmatch(printed(element)):
            element = _before(element)
        else:
            element = next(element.iterchildren(reversed=True), None)
    return None


def _before(element: etree._Element) -> etree._Element | None:
    """What stands before `element`, or before the elements that begin with it."""
    at: etree._Element | None = element
    for _ in range(_NEAR):
        if at is None or at.getprevious() is not None:
            break
        at = at.getparent()
        if at is not None and at.text and not at.text.isspace():
            return None
    return None if at is None else at.getprevious()


def _holds_a_page(table: etree._Element) -> bool:
    """Whether one cell is nearly all of the table: then it is the page."""
    whole = len(printed(table))
    if whole < _LONG:
        return False
    return any(len(printed(cell)) > max(_LONG, _DOMINANT * whole) for cell in table.iter("td", "th"))


def _labelled_rows(element: etree._Element) -> int:
    """The rows of a table that begin with a label and its value; in a header label follows label."""
    if element.tag != "table":
        return 0
    rows = (row for row in islice(element.iter("tr"), _MOST_LABELLED_ROWS) if len(row) > 1)
    return sum(is_label(printed(row[0])) and not is_label(printed(row[1])) for row in rows)

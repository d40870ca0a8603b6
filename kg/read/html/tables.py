"""What the tables of a web page are for: to show data, to label the page, or to lay it out."""

from __future__ import annotations

from itertools import islice
from typing import cast

from lxml import etree

from kg.read.words import is_data_block, is_label

_LONG = 400
_DOMINANT = 0.85
_FEW_CELLS = 12
_LABELLED_ROWS = 2
_MOST_LABELLED_ROWS = 12
_MARK = "KG-CELLS"  # like those of flow no attribute that a page can have

_has_rows_of_cells = etree.XPath("descendant::tr[2] and descendant::tr[*[2]]")
_cells = etree.XPath("count(descendant::td) + count(descendant::th)")


def mark_data_tables(root: etree._Element) -> None:
    """Mark the tables of a page that show data."""
    for table in [one for one in root.iter("table") if is_innermost(one)]:
        if _has_rows_of_cells(table) and not is_page_data(table):
            cells = int(cast(float, _cells(table)))
            if cells > _FEW_CELLS or not _holds_a_page(table):
                table.set(_MARK, str(cells))


def is_innermost(table: etree._Element) -> bool:
    """Whether a table holds no other table."""
    return next(table.iterdescendants("table"), None) is None


def cell_count(element: etree._Element) -> int:
    """The cells of a marked data table; 0 for every other element."""
    return int(element.get(_MARK, 0))


def is_page_data(element: etree._Element) -> bool:
    """Whether `element` is a block of labels and values (索引号, 发文字号, 成文日期)."""
    if cell_count(element):
        return False
    return is_data_block(printed(element)) or _labelled_rows(element) >= _LABELLED_ROWS


def printed(element: etree._Element) -> str:
    """The text inside `element`."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


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
    pairs = ([printed(cell) for cell in islice(row, 2)] for row in rows)
    return sum(is_label(first) and not is_label(second) for first, second in pairs)

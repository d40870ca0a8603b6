"""Task tables that a page builds of other elements (div, ul, dl): rows of as many cells as the header has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from lxml import etree

from kg.lexicon import one_of
from kg.model import squeeze
from kg.read.column_words import UNITS, Columns, columns_of, is_heading, unit_endings, value
from kg.read.html.tables import LONGEST_HEADER, printed
from kg.read.html.tree import holds_many

_MOST_COLUMNS = 12
_MOST_ELEMENTS = 200  # in a header: where pages are deep, what holds more is not read again and again
_DEEPEST = 10  # elements one inside the other around a row
_NO_CELLS = frozenset(["br", "hr", "wbr", "col", "colgroup"])
_AROUND_ROWS = ("div", "ul", "ol", "li", "dl", "section", "header", "article", "span", "form")


def rebuild_tables(root: etree._Element) -> None:
    """Make a <table> of every header of tasks and units and the rows of its columns that follow it."""
    done: set[etree._Element] = set()
    several = [one for one in root.iter(*_AROUND_ROWS) if 1 < len(one) <= _MOST_COLUMNS + 2]
    for header in [one for one in several if _may_be_header(one)]:
        columns = None if header in done else _columns(header)
        if columns:
            rows = _Rows(columns)
            rows.read(header)
            done.update(rows.found)
            if rows.are_a_table():
                _write(header, rows)


def _may_be_header(element: etree._Element) -> bool:
    """A quick look: few words, and among them those of a column of units."""
    if holds_many(element, _MOST_ELEMENTS):
        return False
    text = printed(element)
    return len(text) < LONGEST_HEADER and _unit_ending().search(text) is not None


@cache
def _unit_ending() -> re.Pattern[str]:
    return re.compile(one_of(unit_endings()))


def _columns(header: etree._Element) -> Columns | None:
    """What the children of `header` name as columns; two of them must both be known words."""
    words = _texts(_children(header))
    return columns_of(words, strict=len(words) < 3) if 1 < len(words) <= _MOST_COLUMNS else None


class _Rows:
    """The rows below a header, in page order, and the headings between them."""

    def __init__(self, columns: Columns) -> None:
        self.found: list[etree._Element] = []
        self.columns = columns
        self._fewest = len(columns) - columns.ends_in_notes

    def read(self, header: etree._Element) -> None:
        """Read what follows `header`, also where it has an element of its own around it."""
        self._read(_outermost(header).itersiblings())
        while self.found and not self.is_row(self.found[-1]):
            self.found.pop()

    def _read(self, elements: Iterable[etree._Element]) -> bool:
        """Take rows until something else comes; whether all of `elements` are rows or headings."""
        for element in elements:
            inner = _innermost(element)
            children = _children(inner)
            if self._is_body(children):
                if not self._read(children):
                    return False
            elif self.is_row(inner) or is_heading(text := squeeze(printed(inner))):
                self.found.append(inner)
            elif text:
                return False
            if _says(element.tail):
                return False
        return True

    def is_row(self, element: etree._Element) -> bool:
        """Whether an element has a cell for each column; the last one, of remarks, may be missing."""
        return self._fewest <= len(_children(element)) <= len(self.columns)

    def _is_body(self, children: list[etree._Element]) -> bool:
        """Whether the children of an element are rows, and not the cells of one."""
        are_rows = [self.is_row(_innermost(child)) for child in children]
        return all(are_rows) if len(children) == len(self.columns) else any(are_rows)

    def are_a_table(self) -> bool:
        """Whether there are several rows, or a counted one, and in half of them units in their columns."""
        cells = (_texts(_children(row)) for row in self.found if self.is_row(row))
        rows = [texts for texts in cells if not self.columns.repeated(texts)]
        counted = self.columns.numbered and any(value(texts[0]) == 1 for texts in rows)
        units = replace(self.columns, kinds=tuple(kinds & UNITS for kinds in self.columns.kinds))
        fitting = sum(units.fit(texts) == len(texts) for texts in rows)
        return (len(rows) > 1 or counted) and fitting * 2 >= len(rows)


def _write(header: etree._Element, rows: _Rows) -> None:
    """Put a <table> of `header` and `rows` where the header stands."""
    table = etree.Element("table")
    _outermost(header).addprevious(table)
    for row in (header, *rows.found):
        cells = _children(row) if row is header or rows.is_row(row) else [row]
        line = etree.SubElement(table, "tr")
        for cell in cells:
            if cell is row:
                cell.set("colspan", str(len(rows.columns)))
            cell.tag, cell.tail = "td", None
            line.append(cell)


# ---------------------------------------------------------------- elements


def _children(element: etree._Element) -> list[etree._Element]:
    """The elements in `element`; none where it has words of its own beside them."""
    if _says(element.text) or any(_says(child.tail) for child in element):
        return []
    return [child for child in element if child.tag not in _NO_CELLS]


def _outermost(element: etree._Element) -> etree._Element:
    """The outermost element that holds `element` and nothing else."""
    for _ in range(_DEEPEST):
        parent = element.getparent()
        if parent is None or parent.tag == "body" or len(_children(parent)) != 1:
            break
        element = parent
    return element


def _innermost(element: etree._Element) -> etree._Element:
    """The innermost element that holds all there is in `element`."""
    for _ in range(_DEEPEST):
        children = _children(element)
        if len(children) != 1:
            break
        element = children[0]
    return element


def _texts(cells: Iterable[etree._Element]) -> list[str]:
    return [squeeze(printed(cell)) for cell in cells]


def _says(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()

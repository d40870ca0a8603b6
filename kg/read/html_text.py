"""Elements of a web page to lines and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from lxml import etree

from kg.read.draft import Canvas, GridCell
from kg.read.grid import spread
from kg.read.html_tables import cell_count, is_page_data
from kg.read.html_tree import leave_a_place, writable
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.words import is_label

_BLOCKS = (
    "address|article|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer"
    "|form|h[1-6]|header|hr|html|legend|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BREAK = "\u2028"
_PLACE = "kg-table"
_PLACE_LEFT = f"<{_PLACE}/>"
_INLINE_TAG = re.compile(rf"</?(?!(?:{_BLOCKS}|{_PLACE})[\s/>])[^>]*>")
_BLOCK_TAG = re.compile(r"</?(?!kg-table)[^>]*>")
_CELLS = ("td", "th")
_WIDE = "\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_WRAP_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
_NOT_AS_SHOWN = re.compile(f"[ \t\r\n\f&{_BREAK}]")
_SPACES = re.compile("[ \t\r\n\f]+")


class HtmlWriter:
    """Writes elements of a page on a canvas."""

    def __init__(self, limits: Limits) -> None:
        self.canvas = Canvas()
        self._limits = limits

    def write(self, block: etree._Element) -> None:
        """Write `block`: its lines and its tables. The tables are taken out of the page."""
        tables = [table for table in block.iter("table") if _is_printed_by_cell(table)]
        if tables and tables[0] is block:
            self._table(block)
            return
        for table in tables:
            leave_a_place(table, _PLACE)
        for preformatted in block.iter("pre"):
            _keep_line_breaks(preformatted)
        waiting = iter(tables)
        for text in "\n".join(_lines(block)).split(_PLACE_LEFT):
            if text:
                self.canvas.line(clean(text.strip("\n")))
            for table in islice(waiting, 1):
                self._table(table)

    def _table(self, table: etree._Element) -> None:
        for caption in table.iterchildren("caption"):
            self.write(caption)
        rows = [list(row.iterchildren(*_CELLS)) for row in table.iter("tr")]
        if is_page_data(table):
            for row in rows:
                self._data_row([_cell_text(cell) for cell in row])
            return
        self.canvas.table(_cells(rows, self._limits))

    def _data_row(self, fields: list[str]) -> None:
        """Labels and values of a data block: each label begins a line."""
        line = ""
        for field in fields:
            if line and is_label(field):
                self.canvas.line(line)
                line = ""
            line += field
        if line:
            self.canvas.line(line)


def _is_printed_by_cell(table: etree._Element) -> bool:
    if cell_count(table):
        return True
    return table.find(".//table") is None and is_page_data(table)


def _keep_line_breaks(preformatted: etree._Element) -> None:
    for element in preformatted.iter():
        element.text = writable(element.text).replace("\n", _BREAK)
        if element is not preformatted:
            element.tail = writable(element.tail).replace("\n", _BREAK)


def _lines(element: etree._Element) -> Iterator[str]:
    """The printed lines of `element`, and the places left by tables, in page order.

    The serialised element is cut at its block tags: far quicker than a walk over its nodes.
    """
    text = _INLINE_TAG.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
    for part in _BLOCK_TAG.split(text.replace(_PLACE_LEFT, f"<br/>{_PLACE_LEFT}<br/>")):
        if part and not part.isspace():
            yield _line(part)


def _line(text: str) -> str:
    """One line as a browser shows it: white space is one blank, none where Chinese text was wrapped."""
    if not _NOT_AS_SHOWN.search(text):
        return text
    if "\n" in text or "\r" in text:
        text = _WRAP_IN_CHINESE.sub("", text)
    if "&" in text:
        text = unescape(text)
    return _SPACES.sub(" ", text).strip(" ").replace(_BREAK, "\n")


def _cells(rows: list[list[etree._Element]], limits: Limits) -> Iterator[GridCell]:
    claims = [[(_cell_text(cell), *_spans(cell)) for cell in row] for row in rows]
    return spread(claims, limits)


def _spans(cell: etree._Element) -> tuple[int, int]:
    return (_span(cell, "rowspan"), _span(cell, "colspan")) if cell.keys() else (1, 1)


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name)
    if text is None:
        return 1
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _cell_text(cell: etree._Element) -> str:
    text = "\n".join(_lines(cell)) if len(cell) else _line(cell.text or "")
    return clean(text).strip() if text else ""

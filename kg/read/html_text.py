"""Elements of a web page to lines and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.read.draft import Canvas, GridCell, bounded
from kg.read.grid import spread
from kg.read.html_article import is_page_data
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.words import page_data_labels

_BLOCKS = frozenset(
    """address article blockquote body br caption center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td
    tfoot th thead tr ul""".split()
)
_CELLS = ("td", "th")
_WIDE = "\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_WRAP_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
_SPACES = re.compile("[ \t\r\n\f]+")
_MOST = 0.85
_LONG = 400


class HtmlWriter:
    """Writes elements of a page on a canvas."""

    def __init__(self, limits: Limits) -> None:
        self.canvas = Canvas()
        self._limits = limits

    def write(self, block: etree._Element) -> None:
        """Write `block`: its lines and its tables."""
        for piece in _pieces(block):
            if isinstance(piece, str):
                self.canvas.line(clean(piece))
            else:
                self._table(piece)

    def _table(self, table: etree._Element) -> None:
        for caption in table.iter("caption"):
            self.write(caption)
        rows = [row for row in table.iter("tr") if row.find("td") is not None or row.find("th") is not None]
        if is_page_data(table):
            for row in rows:
                self._data_row([_cell_text(cell) for cell in row.iterchildren(*_CELLS)])
            return
        self.canvas.table(bounded(list(_cells(rows, self._limits)), self._limits))

    def _data_row(self, fields: list[str]) -> None:
        """Labels and values of a data block: each label begins a line."""
        line = ""
        for field in fields:
            if line and page_data_labels().fullmatch("".join(field.split())):
                self.canvas.line(line)
                line = ""
            line += field
        if line:
            self.canvas.line(line)


def _pieces(block: etree._Element) -> Iterator[str | etree._Element]:
    """The lines of `block`, and its tables as elements, in page order."""
    inline: list[str] = []
    walk = etree.iterwalk(block, events=("start", "end"))
    for event, element in walk:
        if element.tag in _BLOCKS and inline:
            if line := _line(inline):
                yield line
            inline = []
        if event == "end":
            if element.tail and element is not block:
                inline.append(element.tail)
        elif element.tag == "table" and _is_data(element):
            walk.skip_subtree()
            yield element
        elif element.text:
            inline.append(element.text)
    if line := _line(inline):
        yield line


def _line(inline: list[str]) -> str:
    """One line as a browser shows it: white space is one blank, none where Chinese text was wrapped."""
    text = inline[0] if len(inline) == 1 else "".join(inline)
    if "\n" in text or "\r" in text:
        text = _WRAP_IN_CHINESE.sub("", text)
    return _SPACES.sub(" ", text).strip(" ") if text.strip() else ""


def _is_data(table: etree._Element) -> bool:
    """Whether a table shows data: at least two rows and columns, no table inside it, no cell that is the page."""
    if table.find(".//table") is not None:
        return False
    if is_page_data(table):
        return True
    widths = [sum(1 for _ in row.iterchildren(*_CELLS)) for row in table.iter("tr")]
    if len(widths) < 2 or max(widths) < 2:
        return False
    return not _holds_a_page(table)


def _holds_a_page(table: etree._Element) -> bool:
    lengths = [len("".join(cell.itertext())) for cell in table.iter(*_CELLS)]
    return max(lengths) > _LONG and max(lengths) > _MOST * sum(lengths)


def _cells(rows: list[etree._Element], limits: Limits) -> Iterator[GridCell]:
    claims = [
        [
            (_cell_text(cell), _span(cell, "rowspan"), _span(cell, "colspan"))
            for cell in row.iterchildren(*_CELLS)
        ]
        for row in rows
    ]
    return spread(claims, limits)


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _cell_text(cell: etree._Element) -> str:
    lines = (piece for piece in _pieces(cell) if isinstance(piece, str))
    return clean("\n".join(lines)).replace("\t", " ").strip()

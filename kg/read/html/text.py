"""Elements of a web page to lines and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import filterfalse, repeat

from lxml import etree

from kg.read.cut_rows import PagedCanvas
from kg.read.draft import refuse_beyond
from kg.read.grid import Claim, claimed, spread
from kg.read.html.flow import BY_CELL, CELL, DATA, ITEM, LABELS, LINE, ROW, SPANS, TABLE, flow
from kg.read.html.lists import numbered
from kg.read.html.tables import cell_count, is_innermost, is_page_data
from kg.read.html.tree import writable
from kg.read.limits import Limits
from kg.read.noise import clean, is_clean
from kg.read.words import begins_with_label, is_label

_KEPT = "\u2028"  # a line break inside <pre>
_WIDE = "\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_COLONS = ("：", ":")
_BLANKS = " \t\f"
_AROUND_LINES = f"{LINE} "
_WRAP_IN_CHINESE = re.compile(rf"\n(?<=[{_WIDE}]\n)(?=[{_WIDE}])")
_SPACES = re.compile("  +")


class HtmlWriter:
    """Writes elements of a page on a canvas."""

    def __init__(self, limits: Limits) -> None:
        self.canvas = PagedCanvas()
        self._limits = limits

    def write(self, block: etree._Element) -> None:
        """Write `block`: its lines and its tables, between two of them an empty line at least."""
        for table in block.iter("table"):
            if _is_printed_by_cell(table):
                table.set(BY_CELL, DATA if cell_count(table) else LABELS)
        for preformatted in block.iter("pre"):
            if not any(BY_CELL in around.attrib for around in preformatted.iterancestors("table")):
                _keep_line_breaks(preformatted)
        texts = _as_shown(flow(block)).split(TABLE)
        for number, text in enumerate(texts):
            if number % 2:
                self._table(text)
            elif (lines := "\n".join(_lines(text))) or 0 < number < len(texts) - 1:
                self.canvas.line(_clean(lines.strip("\n")))

    def _table(self, text: str) -> None:
        head, *rows = text.split(ROW)
        if captions := "\n".join(_lines(head[1:])):
            self.canvas.line(_clean(captions.strip("\n")))
        tidy = str.strip if is_clean(text) and _KEPT not in text else _clean_and_stripped
        cells = [row.split(CELL)[1:] for row in rows]
        if not head.startswith(DATA):
            for row in cells:
                self._labels([words for words, *_ in (_claim(cell, tidy) for cell in row)])
        elif SPANS in text or LINE in text:
            self.canvas.table(spread([[_claim(cell, tidy) for cell in row] for row in cells], self._limits))
        else:  # cells that are no more than their words, as in most tables: quicker
            self._data([list(map(tidy, row)) for row in cells])

    def _data(self, rows: list[list[str]]) -> None:
        """Rows of cells that each claim one place."""
        if rows and rows[0] and len(set(map(len, rows))) == 1:
            refuse_beyond(self._limits, len(rows), len(rows[0]))
            self.canvas.grid(rows)
        else:
            self.canvas.table(spread([[(cell, 1, 1) for cell in row] for row in rows], self._limits))

    def _labels(self, fields: list[str]) -> None:
        """Labels and values of a data block: each label begins a line and has a colon behind it."""
        line, bare = "", False
        in_pairs = _are_pairs(fields)
        for at, field in enumerate(fields):
            is_pair = in_pairs and at % 2 == 0 and field != ""
            if line and (is_pair or begins_with_label(field)):
                self.canvas.line(line)
                line = ""
            elif bare and field and not field.startswith(_COLONS):
                line += "："
            bare = (is_pair or is_label(field)) and not field.endswith(_COLONS)
            line += field
        if line:
            self.canvas.line(line)


def _are_pairs(fields: list[str]) -> bool:
    """Whether each second cell of a row is the value of the cell before it, whatever that is called."""
    labels, values = fields[::2], fields[1::2]
    return (
        0 < len(labels) == len(values)
        and is_label(labels[0])
        and not any(map(begins_with_label, values))
        and not any(field.startswith(_COLONS) for field in fields)
    )


def _is_printed_by_cell(table: etree._Element) -> bool:
    if cell_count(table):
        return True
    return is_innermost(table) and is_page_data(table)


def _keep_line_breaks(preformatted: etree._Element) -> None:
    for element in preformatted.iter():
        element.text = writable(element.text).replace("\n", _KEPT)
        if element is not preformatted:
            element.tail = writable(element.tail).replace("\n", _KEPT)


def _as_shown(text: str) -> str:
    """The text as a browser shows it: white space is one blank, none where Chinese text was wrapped.

    Only the blanks at the ends of lines and cells are still there.
    """
    if "\n" in text or "\r" in text:
        lines = [line.strip(_BLANKS) for line in text.replace("\r", "\n").split("\n")]
        text = _WRAP_IN_CHINESE.sub("", "\n".join(filter(None, lines))).replace("\n", " ")
    text = text.replace("\t", " ").replace("\f", " ")
    return _SPACES.sub(" ", text) if "  " in text else text


def _lines(text: str) -> Iterable[str]:
    """The printed lines of `text`; the number of an item stands before its first line."""
    filled = filterfalse(str.isspace, filter(None, text.split(LINE)))
    lines = map(str.strip, filled, repeat(" "))
    return _numbered_lines(lines) if ITEM in text else lines


def _numbered_lines(lines: Iterable[str]) -> Iterator[str]:
    number = ""
    for line in lines:
        if ITEM in line:
            number, _, line = line.rpartition(ITEM)
            line = line.lstrip(" ")
        if line:
            yield numbered(line, number) if number else line
            number = ""


def _clean(text: str) -> str:
    return clean(text.replace(_KEPT, "\n"))


def _clean_and_stripped(text: str) -> str:
    return (text if is_clean(text) and _KEPT not in text else _clean(text)).strip()


def _claim(cell: str, tidy: Callable[[str], str]) -> Claim:
    """What a cell says, made tidy, and the rows and columns it claims."""
    rows = columns = 1
    if SPANS in cell:
        height, width, cell = cell.split(SPANS, 2)
        rows, columns = claimed(height), claimed(width)
    if LINE in cell:
        cell = cell.strip(_AROUND_LINES)
        if LINE in cell or ITEM in cell:  # most cells hold one line
            cell = "\n".join(_lines(cell))
    return tidy(cell), rows, columns

"""Labels of a page: a data block in other forms than rows of a label and its value, labels in a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from lxml import etree

from kg.fold import fold
from kg.read.html.tables import is_innermost, may_follow_words, printed, words_before
from kg.read.html.tree import holds_many
from kg.read.words import is_index_label, is_label
from kg.words.roles import labelled_pattern

# of labels of units and limits: 责任单位：, 牵头部门：, 完成时限：
_LABEL_ENDS = ("位：", "门：", "限：")
_FEWEST = 2
_INLINE = ("span", "strong", "b")
_LONGEST_LABEL = 12
_MANY_ELEMENTS = 100  # more than a row of labels holds
_HEADING = re.compile(r"\w\w[\u4e00-\u9fff]{2}\Z")
_BELOW = ("p", "div")


def lay_out_labels(root: etree._Element, tables: list[etree._Element]) -> list[etree._Element]:
    """Make tables of a label and its value a row: of <dl>, and of tables of one row below its labels.

    In items of lists values that stand below their labels come into the same line. `tables` are those of
    the page; the answer is those it has then.
    """
    for table in tables:
        if is_innermost(table) and (rows := _headed(table)):
            _write(table, rows)
    terms = [*root.iter("dl")]
    for element in terms:
        rows = _pairs(element)
        if sum(is_label(printed(row[0])) for row in rows) >= _FEWEST:
            _write(element, rows)
    for item in root.iter("li"):
        if len(item) == 2 and item[1].tag in _BELOW and is_label(printed(item[0])):
            item[1].tag = "span"
    return [*root.iter("table")] if terms else tables


def set_off_labels(root: etree._Element) -> None:
    """Begin a line with each element that opens with a label of roles right behind a heading.

    A browser sets it off by its look: 加固堤防<span>责任单位：县水利局</span>.
    """
    for element in [one for one in root.iter(*_INLINE) if may_follow_words(one)]:
        words = (element.text or "").lstrip()[:_LONGEST_LABEL]
        if "：" in words and _opens_with_label(words) and _HEADING.search(words_before(element)):
            element.addprevious(etree.Element("br"))


def _opens_with_label(words: str) -> bool:
    """Whether words begin with a label of units or limits."""
    labelled = any(end in words for end in _LABEL_ENDS)
    return labelled and labelled_pattern().match(fold(words)) is not None


def _pairs(terms: etree._Element) -> list[list[etree._Element]]:
    """Each term of a <dl> with what stands behind it; nothing where it holds more than terms and values."""
    rows: list[list[etree._Element]] = []
    for child in terms:
        if child.tag == "dt":
            rows.append([child])
        elif child.tag == "dd" and rows:
            rows[-1].append(child)
        else:
            return []
    return rows


def _headed(table: etree._Element) -> list[list[etree._Element]]:
    """Each label with its value, where a table is one row of labels above one of values.

    A list of one document (文号, 标题) is no data block.
    """
    rows = [*islice(table.iter("tr"), 3)]
    if len(rows) != 2 or holds_many(rows[0], _MANY_ELEMENTS):
        return []
    labels, values = ([*row.iterchildren("td", "th")] for row in rows)
    is_data_block = (
        len(labels) == len(values)
        and all(is_label(printed(one)) for one in labels)
        and any(is_index_label(printed(one)) for one in labels)
        and not any(is_label(printed(one)) for one in values)
    )
    return [[*pair] for pair in zip(labels, values, strict=True)] if is_data_block else []


def _write(element: etree._Element, rows: Iterable[Iterable[etree._Element]]) -> None:
    """Make `element` a table of `rows`."""
    lines = []
    for row in rows:
        line = etree.Element("tr")
        for cell in row:
            cell.tag, cell.tail = "td", None
            line.append(cell)
        lines.append(line)
    element.tag, element.text = "table", None
    for child in [*element]:
        element.remove(child)
    element.extend(lines)

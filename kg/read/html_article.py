"""Which parts of a web page are the article: its data block, its title, its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import cast

from lxml import etree

from kg.model import squeeze
from kg.read.words import count_labels, is_data_block, is_label

_CHROME = (
    "head", "script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "canvas",
    "object", "svg", "select", "button", "textarea", "rt", "rp", "del",
)  # fmt: skip
_CHROME_ROLES = ("navigation", "banner", "contentinfo", "search")
_HEADINGS = ("h1", "h2", "h3")
_LABELS = ("div", "p", "span", "td", "strong", "b", "h4", "font", "center", "li")
_CONTAINERS = ("div", "section", "article", "main", "form", "center", "table", "tbody", "tr", "td", "font")
_SENTENCE_MARKS = "，。"
_MOST = 0.9
_PROSE = 2
_SHORTEST_TITLE = 6
_HAN = re.compile("[\u3400-\u9fff]")
_DOCUMENT_NUMBER = re.compile(r"[〔\[［【（(][12][0-9]{3}[〕\]］】）)]第?[0-9]+号")
_LONG = 400
_LABELLED_ROWS = 2
_MOST_LABELLED_ROWS = 12
_FEW_CELLS = 12
_DOMINANT = 0.85
_CELL_COUNT = "kg-cells"

Weight = Callable[[etree._Element], float]

_perhaps_unseen = etree.XPath("//@hidden/.. | //@role/.. | //@style[contains(.,'none')]/..")
_innermost_tables = etree.XPath("//table[not(.//table)]")
_cells = etree.XPath("count(.//td | .//th)")
_data_cells = etree.XPath(f"sum(descendant-or-self::table/@{_CELL_COUNT})")


def article_blocks(root: etree._Element) -> list[etree._Element]:
    """The elements that hold the article, in page order; nothing in them is chrome."""
    found = root.find(".//body")
    body = root if found is None else found
    title = squeeze(root.findtext(".//title") or "")
    etree.strip_elements(root, *_CHROME, with_tail=False)
    _classify_tables(root)
    _drop_unseen(root, body)
    main = _narrowest(body, _article_weight)
    before: list[etree._Element] = []
    after: list[etree._Element] = []
    for level in (main, *main.iterancestors()):
        if level is body:
            break
        above = reversed(list(level.itersiblings(preceding=True)))
        before[:0] = [part for sibling in above for part in _parts(sibling, title)]
        after += [part for sibling in level.itersiblings() for part in _parts(sibling, title)]
    return [*before, main, *after]


def is_data_table(element: etree._Element) -> bool:
    """Whether `article_blocks` found `element` to be a table that shows data."""
    return element.get(_CELL_COUNT) is not None


def is_page_data(element: etree._Element) -> bool:
    """Whether `element` is a block of labels and values (索引号, 发文字号, 成文日期)."""
    if is_data_table(element):
        return False
    return is_data_block(printed(element)) or _labelled_rows(element) >= _LABELLED_ROWS


def _classify_tables(root: etree._Element) -> None:
    """Mark the tables that show data; the others lay out the page or are its data block."""
    for table in cast(list[etree._Element], _innermost_tables(root)):
        if is_page_data(table):
            continue
        rows = list(table.iter("tr"))
        if len(rows) > 1 and any(len(row) > 1 for row in rows):
            cells = int(cast(float, _cells(table)))
            if cells > _FEW_CELLS or not _holds_a_page(table):
                table.set(_CELL_COUNT, str(cells))


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
    rows = (row.findall("*")[:2] for row in islice(element.iter("tr"), _MOST_LABELLED_ROWS))
    pairs = ([printed(cell) for cell in row] for row in rows if len(row) == 2)
    return sum(is_label(first) and not is_label(second) for first, second in pairs)


def printed(element: etree._Element) -> str:
    """The text inside `element`."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def _drop_unseen(root: etree._Element, body: etree._Element) -> None:
    """Drop what a browser hides and what is marked as navigation, but never most of the page."""
    whole = _article_weight(body)
    for element in cast(list[etree._Element], _perhaps_unseen(root)):
        if _is_unseen(element) and (_article_weight(element) * 2 < whole or whole == 0):
            _drop(element)


def _is_unseen(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("role") in _CHROME_ROLES:
        return True
    return "display:none" in (element.get("style") or "").replace(" ", "")


def _drop(element: etree._Element) -> None:
    """Take `element` out of its page, but leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _narrowest(element: etree._Element, weight: Weight) -> etree._Element:
    """The smallest container that still holds most of what weighs in `element`."""
    whole = weight(element)
    while whole > 0:
        inner = (child for child in element.iterchildren(*_CONTAINERS) if not child.get(_CELL_COUNT))
        heavy = next((child for child in inner if weight(child) >= _MOST * whole), None)
        if heavy is None:
            break
        element = heavy
    return element


def _article_weight(element: etree._Element) -> float:
    """Sentence marks and cells of data tables: what an article has more of than its surroundings."""
    text = printed(element)
    marks = sum(text.count(mark) for mark in _SENTENCE_MARKS)
    return marks + cast(float, _data_cells(element))


def _label_weight(element: etree._Element) -> int:
    return count_labels(printed(element))


def _parts(sibling: etree._Element, title: str) -> Iterator[etree._Element]:
    """What stands outside the main element and still belongs to the article."""
    if is_page_data(sibling):
        yield _narrowest(sibling, _label_weight)
    elif _is_prose(sibling):
        yield _narrowest(sibling, _article_weight)
    elif _may_hold_a_heading(sibling, title):
        yield from (element for element in sibling.iter(*_HEADINGS, *_LABELS) if _is_heading(element, title))


def _may_hold_a_heading(sibling: etree._Element, title: str) -> bool:
    """A quick look that spares the walk through long menus."""
    if next(sibling.iter(*_HEADINGS), None) is not None:
        return True
    text = squeeze(printed(sibling))
    return bool(_DOCUMENT_NUMBER.search(text)) or (bool(title) and title[:_SHORTEST_TITLE] in text)


def _is_heading(element: etree._Element, title: str) -> bool:
    """A heading of its own, a line that the page's title repeats, or a document number."""
    text = squeeze(printed(element) if element.tag in _HEADINGS else element.text or "")
    if element.find(".//a") is not None or next(element.iterancestors("a", *_HEADINGS), None) is not None:
        return False
    if _DOCUMENT_NUMBER.search(text):
        return True
    return len(_HAN.findall(text)) >= _SHORTEST_TITLE and (element.tag in _HEADINGS or text in title)


def _is_prose(element: etree._Element) -> bool:
    text = printed(element)
    if text.count("。") < _PROSE and not _data_cells(element):
        return False
    links = sum(len(printed(link)) for link in element.iter("a"))
    return links * 3 < len(text)

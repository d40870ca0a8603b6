"""Which parts of a web page are the article: its data block, its title, its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import cast

from lxml import etree

from kg.model import squeeze
from kg.read.html_tables import cell_count, is_page_data, mark_data_tables, printed
from kg.read.words import count_labels

_CHROME = (
    "head", "script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "canvas",
    "object", "svg", "select", "button", "textarea", "rt", "rp", "del",
)  # fmt: skip
_CHROME_ROLES = ("navigation", "banner", "contentinfo", "search")
_HEADINGS = ("h1", "h2", "h3")
_LABELS = ("div", "p", "span", "td", "strong", "b", "h4", "font", "center", "li")
_CONTAINERS = ("div", "section", "article", "main", "form", "center", "table", "tbody", "tr", "td", "font")
_MOST = 0.9
_PROSE = 2
_SHORTEST_TITLE = 6
_MOST_SENTENCES = 20_000
_HAN = re.compile("[\u3400-\u9fff]")
_DOCUMENT_NUMBER = re.compile(r"[〔\[［【（(][12][0-9]{3}[〕\]］】）)]第?[0-9]+号")

Weight = Callable[[etree._Element], float]

_perhaps_unseen = etree.XPath("//@hidden/.. | //@role/.. | //@style[contains(.,'none')]/..")


def article_blocks(root: etree._Element) -> list[etree._Element]:
    """The elements that hold the article, in page order; nothing in them is chrome."""
    found = root.find(".//body")
    body = root if found is None else found
    title = squeeze(root.findtext(".//title") or "")
    etree.strip_elements(root, *_CHROME, with_tail=False)
    page = _Page(body, mark_data_tables(root), title)
    page.drop_unseen(root)
    main = _narrowest(body, page.weight)
    before: list[etree._Element] = []
    after: list[etree._Element] = []
    for level in (main, *main.iterancestors()):
        if level is body:
            break
        above = reversed(list(level.itersiblings(preceding=True)))
        before[:0] = [part for sibling in above for part in page.parts(sibling)]
        after += [part for sibling in level.itersiblings() for part in page.parts(sibling)]
    return [*before, main, *after]


class _Page:
    """A page whose elements are weighed by what an article has more of than its surroundings.

    That is sentence marks, and cells of tables that show data.
    """

    def __init__(self, body: etree._Element, tables: list[etree._Element], title: str) -> None:
        self._body = body
        self._title = title
        self._weights: defaultdict[etree._Element, float] = defaultdict(float)
        for element, marks in islice(_sentences(body), _MOST_SENTENCES):
            self._add(element, marks)
        for table in tables:
            self._add(table, cell_count(table))

    def _add(self, element: etree._Element, weight: float) -> None:
        self._weights[element] += weight
        for ancestor in element.iterancestors():
            self._weights[ancestor] += weight

    def weight(self, element: etree._Element) -> float:
        return self._weights.get(element, 0.0)

    def drop_unseen(self, root: etree._Element) -> None:
        """Drop what a browser hides and what is marked as navigation, but never most of the page."""
        for element in cast(list[etree._Element], _perhaps_unseen(root)):
            weight = self.weight(element)
            if _is_unseen(element) and 2 * weight < max(1.0, self.weight(self._body)):
                self._add(element, -weight)
                _drop(element)

    def parts(self, sibling: etree._Element) -> Iterator[etree._Element]:
        """What stands outside the main element and still belongs to the article."""
        text = printed(sibling)
        if not text or text.isspace():
            return
        if is_page_data(sibling):
            yield _narrowest(sibling, _label_weight)
        elif self._is_prose(sibling, text):
            yield _narrowest(sibling, self.weight)
        elif self._may_hold_a_heading(sibling, text):
            yield from (
                element for element in sibling.iter(*_HEADINGS, *_LABELS) if self._is_heading(element)
            )

    def _is_prose(self, element: etree._Element, text: str) -> bool:
        if not self.weight(element) or (text.count("。") < _PROSE and not _has_data(element)):
            return False
        links = sum(len(printed(link)) for link in element.iter("a"))
        return links * 3 < len(text)

    def _may_hold_a_heading(self, element: etree._Element, text: str) -> bool:
        """A quick look that spares the walk through long menus."""
        if next(element.iter(*_HEADINGS), None) is not None:
            return True
        text = squeeze(text)
        if self._title and self._title[:_SHORTEST_TITLE] in text:
            return True
        return _DOCUMENT_NUMBER.search(text) is not None

    def _is_heading(self, element: etree._Element) -> bool:
        """A heading of its own, a line that the page's title repeats, or a document number."""
        is_marked = element.tag in _HEADINGS
        text = squeeze(printed(element) if is_marked else element.text or "")
        if element.find(".//a") is not None or next(element.iterancestors("a", *_HEADINGS), None) is not None:
            return False
        if _DOCUMENT_NUMBER.search(text):
            return True
        return len(_HAN.findall(text)) >= _SHORTEST_TITLE and (is_marked or text in self._title)


def _sentences(body: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """The elements whose own text has sentence marks, and how many."""
    for element in body.iter("*"):
        if (text := element.text) and (marks := text.count("，") + text.count("。")):
            yield element, marks
        if (tail := element.tail) and (marks := tail.count("，") + tail.count("。")):
            parent = element.getparent()
            yield (element if parent is None else parent), marks


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
        inner = (child for child in element.iterchildren(*_CONTAINERS) if not cell_count(child))
        heavy = next((child for child in inner if weight(child) >= _MOST * whole), None)
        if heavy is None:
            break
        element = heavy
    return element


def _label_weight(element: etree._Element) -> int:
    return count_labels(printed(element))


def _has_data(element: etree._Element) -> bool:
    return any(cell_count(table) for table in element.iter("table"))

"""Which parts of a web page are the article: its data block, its title, its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import cast

from lxml import etree

from kg.model import squeeze
from kg.read.html.nested import flatten_tables
from kg.read.html.rows import rebuild_tables
from kg.read.html.tables import cell_count, is_page_data, mark_data_tables, printed
from kg.read.html.tree import drop
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
_DEEPEST = 200  # containers one inside the other
_HAN = re.compile("[\u3400-\u9fff]")
_DOCUMENT_NUMBER = re.compile(r"[〔\[［【（(][12][0-9]{3}[〕\]］】）)]第?[0-9]+号")

Weight = Callable[[etree._Element], int]

_perhaps_unseen = etree.XPath(
    "descendant::*/@hidden/.. | descendant::*/@role/.. | descendant::*/@style[contains(.,'none')]/.."
)


def article_blocks(root: etree._Element) -> list[etree._Element]:
    """The elements that hold the article, in page order; nothing in them is chrome."""
    found = root.find(".//body")
    body = root if found is None else found
    title = squeeze(root.findtext(".//title") or "")
    etree.strip_elements(root, *_CHROME, with_tail=False)
    rebuild_tables(root)
    flatten_tables(root)
    mark_data_tables(root)
    page = _Page(body, title)
    page.drop_unseen(root)
    main = _narrowest(body, _weight)
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

    def __init__(self, body: etree._Element, title: str) -> None:
        self._body = body
        self._title = title

    def drop_unseen(self, root: etree._Element) -> None:
        """Drop what a browser hides and what is marked as navigation, but never most of the page."""
        unseen = [one for one in cast(list[etree._Element], _perhaps_unseen(root)) if _is_unseen(one)]
        whole = _weight(self._body) if unseen else 0
        for element in unseen:
            if self._body in element.iterancestors():
                weight = _weight(element)
                if 2 * weight < max(1, whole):
                    whole -= weight
                    drop(element)

    def parts(self, sibling: etree._Element) -> Iterator[etree._Element]:
        """What stands outside the main element and still belongs to the article."""
        text = printed(sibling)
        if not text or text.isspace():
            return
        if is_page_data(sibling):
            yield _narrowest(sibling, _label_weight)
        elif self._is_prose(sibling, text):
            yield _narrowest(sibling, _weight)
        elif self._may_hold_a_heading(sibling, text):
            yield from (
                element for element in sibling.iter(*_HEADINGS, *_LABELS) if self._is_heading(element)
            )

    def _is_prose(self, element: etree._Element, text: str) -> bool:
        if not _weight(element) or (text.count("。") < _PROSE and not _has_data(element)):
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


def _weight(element: etree._Element) -> int:
    text = printed(element)
    return text.count("，") + text.count("。") + sum(map(cell_count, element.iter("table")))


def _is_unseen(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("role") in _CHROME_ROLES:
        return True
    return "display:none" in (element.get("style") or "").replace(" ", "")


def _narrowest(element: etree._Element, weight: Weight) -> etree._Element:
    """The smallest container that still holds most of the weight of `element`."""
    most = 0.0
    for _ in range(_DEEPEST):
        inner = [child for child in element.iterchildren(*_CONTAINERS) if not cell_count(child)]
        if not inner:
            break
        if not _is_all(inner[0], element):
            most = most or _MOST * weight(element)
            inner = [child for child in inner if most and weight(child) >= most][:1]
        if not inner:
            break
        element = inner[0]
    return element


def _is_all(child: etree._Element, parent: etree._Element) -> bool:
    """Whether all that weighs in `parent` is in `child`: seen without a look at their texts."""
    beside = (parent.text or "") + (child.tail or "")
    return len(parent) == 1 and not cell_count(parent) and (not beside or beside.isspace())


def _label_weight(element: etree._Element) -> int:
    return count_labels(printed(element))


def _has_data(element: etree._Element) -> bool:
    return any(cell_count(table) for table in element.iter("table"))

"""How much of an article an element holds: sentence marks, and cells of tables that show data."""

from __future__ import annotations

from lxml import etree

from kg.read.html.tables import cell_count, printed

_SENTENCES = 2  # of prose


def weight(element: etree._Element) -> int:
    """What an article has more of than its surroundings."""
    text = printed(element)
    return text.count("，") + text.count("。") + sum(map(cell_count, element.iter("table")))


def is_prose(element: etree._Element, text: str) -> bool:
    """Whether an element, which prints `text`, holds sentences or data, and not mainly links."""
    if text.count("。") < _SENTENCES and not _has_data(element):
        return False
    return links_in(element) * 3 < len(text)


def links_in(element: etree._Element) -> int:
    """How many characters of an element are those of links."""
    return sum(len(printed(link)) for link in element.iter("a"))


def _has_data(element: etree._Element) -> bool:
    return any(cell_count(table) for table in element.iter("table"))

"""Raised figures of a page, which are marked as such (<sup>)."""

from __future__ import annotations

from lxml import etree

from kg.read.html.tables import printed, words_before
from kg.read.raised import raised


def raise_figures(root: etree._Element) -> None:
    """Write <sup> as raised characters, or not at all where it is the mark of a note."""
    for sup in root.iter("sup"):
        text = printed(sup).strip()
        plain = raised(text, words_before(sup))
        if plain != text:
            _say(sup, plain)


def _say(element: etree._Element, text: str) -> None:
    """Make `text` all there is in an element."""
    for inner in [*element]:
        element.remove(inner)
    element.text = text

"""What a page strikes through: it is left out, and said to be."""

from __future__ import annotations

from typing import cast

from lxml import etree

from kg.model import squeeze
from kg.read.html.tables import printed

_SIGN = b"line-through"
_styled = etree.XPath("descendant::*[contains(@style, 'line-through')]")


def empty_struck(root: etree._Element, page: bytes) -> list[str]:
    """Empty the elements whose words are struck through, which a cell among them outlives; their words."""
    struck = list(root.iter("s", "strike"))
    if _SIGN in page:
        struck += cast(list[etree._Element], _styled(root))
    words = [squeeze(printed(element)) for element in struck]
    for element in struck:
        element.text = ""
        for inner in [*element]:
            element.remove(inner)
    return list(filter(None, words))

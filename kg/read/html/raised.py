"""Raised figures behind figures: powers and notes must not run into the number before them."""

from __future__ import annotations

import re

from lxml import etree

from kg.read.html.tables import printed

_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_FIGURES = re.compile("[-−+]?[0-9]+")
_ENDS_IN_FIGURE = re.compile(r"[0-9]\s*\Z")


def raise_figures(root: etree._Element) -> None:
    """Write <sup> as raised characters where both it and what stands before it are figures: 10⁴."""
    for raised in root.iter("sup"):
        text = printed(raised).strip()
        if _FIGURES.fullmatch(text) and _ENDS_IN_FIGURE.search(_before(raised)):
            for inner in [*raised]:
                raised.remove(inner)
            raised.text = text.translate(_RAISED)


def _before(element: etree._Element) -> str:
    """The words right before `element`: behind its neighbour, or inside it, or around both."""
    neighbour, parent = element.getprevious(), element.getparent()
    if neighbour is not None:
        return neighbour.tail or printed(neighbour)
    return (parent.text or "") if parent is not None else ""

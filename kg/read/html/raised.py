"""Raised figures: powers and notes must run into neither the number nor the name before them."""

from __future__ import annotations

import re

from lxml import etree

from kg.read.html.tables import printed, words_before

_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_FIGURES = re.compile("[-−+]?[0-9]+")
# behind a figure or a measure a power, behind other words the mark of a note
_BEFORE_POWER = re.compile(r"[0-9米]\s*\Z")
_BEFORE_NOTE = re.compile(r"[\u4e00-\u9fff）)》”]\s*\Z")
_NOTE = re.compile(r"[\[［〔(（]?[0-9]{1,3}[\]］〕)）]?")


def raise_figures(root: etree._Element) -> None:
    """Write <sup> as raised characters behind figures (10⁴, 千米²); drop the marks of notes behind words."""
    for raised in root.iter("sup"):
        text = printed(raised).strip()
        before = words_before(raised)
        if _FIGURES.fullmatch(text) and _BEFORE_POWER.search(before):
            _say(raised, text.translate(_RAISED))
        elif _NOTE.fullmatch(text) and _BEFORE_NOTE.search(before):
            _say(raised, "")


def _say(raised: etree._Element, text: str) -> None:
    """Make `text` all there is in an element."""
    for inner in [*raised]:
        raised.remove(inner)
    raised.text = text

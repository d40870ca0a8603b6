"""Raised figures: powers and notes must run into neither the number nor the name before them."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_FIGURES = re.compile("[-−+]?[0-9]+")
# behind a figure or a measure a power, behind other words the mark of a note
_BEFORE_POWER = re.compile(r"[0-9米]\s*\Z")
_BEFORE_NOTE = re.compile(r"[\u4e00-\u9fff）)》”]\s*\Z")
_NOTE = re.compile(r"[\[［〔(（]?[0-9]{1,3}[\]］〕)）]?")


def raised(text: str, before: str) -> str:
    """What `text`, raised behind `before`, is in plain text: 10⁴, 千米²; nothing for the mark of a note."""
    if _FIGURES.fullmatch(text) and _BEFORE_POWER.search(before):
        return text.translate(_RAISED)
    if _NOTE.fullmatch(text) and _BEFORE_NOTE.search(before):
        return ""
    return text

"""What is printed on every page and belongs to none: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.read.noise import is_page_number, names_an_issue
from kg.read.pages.content import Line, PageContent

_MARGIN = 0.11
_STEP = 6.0
_FIGURES = re.compile("[0-9０-９]+")

_Key = tuple[str, int]


def without_furniture(pages: Sequence[PageContent]) -> list[PageContent]:
    """`pages` without page numbers and without margin lines that stand on most of them."""
    margins = [_in_margins(page) for page in pages]
    seen = Counter(key for lines in margins for key in set(lines.values()))
    repeated = {key for key, times in seen.items() if times >= 3 or (times == 2 and len(pages) == 2)}
    return [_stripped(page, lines, repeated) for page, lines in zip(pages, margins, strict=True)]


def _in_margins(page: PageContent) -> dict[int, _Key]:
    """Which pieces are lines at the head or the foot of the page, each with its key."""
    low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
    return {
        at: _key(piece)
        for at, piece in enumerate(page.pieces)
        if isinstance(piece, Line) and not low < piece.box.middle < high
    }


def _key(line: Line) -> _Key:
    """The line with its figures blurred, and its rough height on the page."""
    return _FIGURES.sub("#", "".join(line.text.split())), round(line.box.middle / _STEP)


def _stripped(page: PageContent, margins: dict[int, _Key], repeated: set[_Key]) -> PageContent:
    kept = [
        piece
        for at, piece in enumerate(page.pieces)
        if not (isinstance(piece, Line) and _is_furniture(piece, margins.get(at), repeated))
    ]
    return replace(page, pieces=tuple(kept)) if len(kept) < len(page.pieces) else page


def _is_furniture(line: Line, key: _Key | None, repeated: set[_Key]) -> bool:
    """Whether a line is a page number or, with a key in a margin, belongs to no page."""
    if is_page_number(line.text):
        return True
    return key is not None and (key in repeated or names_an_issue(line.text))

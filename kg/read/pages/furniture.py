"""What is printed on every page and belongs to none: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.fold import fold
from kg.lexicon import load, one_of
from kg.model import squeeze
from kg.read.noise import is_page_number
from kg.read.pages.content import Line, PageContent

_MARGIN = 0.11
_STEP = 6.0
_FIGURES = re.compile("[0-9０-９]+")

_Key = tuple[str, int]


def without_furniture(pages: Sequence[PageContent]) -> list[PageContent]:
    """`pages` without page numbers and without margin lines that stand on most of them."""
    seen = Counter(key for page in pages for key in _margin_keys(page))
    repeated = {key for key, times in seen.items() if times >= 3 or (times == 2 and len(pages) == 2)}
    return [_stripped(page, repeated) for page in pages]


def _margin_keys(page: PageContent) -> set[_Key]:
    return {_key(piece) for piece in page.pieces if isinstance(piece, Line) and _in_margin(piece, page)}


def _in_margin(line: Line, page: PageContent) -> bool:
    middle = line.box.middle
    return not _MARGIN * page.height < middle < (1 - _MARGIN) * page.height


def _key(line: Line) -> _Key:
    """The line with its figures blurred, and its rough height on the page."""
    return _FIGURES.sub("#", "".join(line.text.split())), round(line.box.middle / _STEP)


def _stripped(page: PageContent, repeated: set[_Key]) -> PageContent:
    kept = [
        piece
        for piece in page.pieces
        if not (isinstance(piece, Line) and _is_furniture(piece, page, repeated))
    ]
    return replace(page, pieces=tuple(kept))


def _is_furniture(line: Line, page: PageContent, repeated: set[_Key]) -> bool:
    if is_page_number(line.text):
        return True
    return _in_margin(line, page) and (_key(line) in repeated or _names_an_issue(line.text))


def _names_an_issue(text: str) -> bool:
    """Whether a line says which issue of which gazette the page is from: 东海省人民政府公报　2024年第3期."""
    return _issue().fullmatch(fold(squeeze(text))) is not None


@cache
def _issue() -> re.Pattern[str]:
    paper = rf"[\u4e00-\u9fff]{{2,20}}{one_of(load('reading')['gazettes'])}"
    number = r"\.?(?:\d{4}年)?第\d{1,3}期(?:（?总第\d{1,5}期）?)?\.?"
    return re.compile(rf"\d{{0,3}}(?:{paper}{number}|{number}{paper})\d{{0,3}}")

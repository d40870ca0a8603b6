"""Titles and headings: where the name of an item ends and its text begins."""

from __future__ import annotations

import re

from kg.find.text.dense import Dense, Gap

_STOP = re.compile(r"[。！？；.](?:(?<!\.)|(?<=[\u4e00-\u9fa5”）]\.)(?=[\u4e00-\u9fa5“（A-Za-z]))")
_LONGEST = 80
_NOISE = "。；，、：.）〕"


def text_start(dense: Dense, start: int, end: int) -> int:
    """`start` without the punctuation that a sentence or bracket before it left behind."""
    while start < end and dense.text[start] in _NOISE:
        start += 1
    return start


def title_end(dense: Dense, start: int, end: int) -> int:
    """Where the title of a text ends: its first full stop, or the end of its heading line."""
    stop = _STOP.search(dense.text, start, end)
    limit = stop.start() if stop else end
    return next(dense.paragraphs(start, limit), limit)


def heading_end(dense: Dense, start: int, end: int) -> int | None:
    """The end of a heading that has a line of its own and no stop; None where the text runs on."""
    close = title_end(dense, start, end)
    alone = close < end and dense.gap(close) >= Gap.LINE and dense.text[close] not in "。；"
    return close if alone else None


def title(dense: Dense, start: int, end: int) -> str:
    """The title of a text, at most 80 characters, cut at a comma where its first sentence is longer."""
    text = dense.words(start, title_end(dense, start, end)).rstrip("。；，：.")
    if len(text) <= _LONGEST:
        return text
    comma = text.rfind("，", 20, _LONGEST)
    return text[: comma if comma > 0 else _LONGEST]

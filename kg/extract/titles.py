"""Titles and headings: where the name of an item ends and its text begins."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.find.tables.header_words import header_words
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load
from kg.words.marks import BULLETS
from kg.words.roles import labelled_pattern

_LABEL = re.compile("([\u4e00-\u9fa5]{2,6})：")
_STOP = re.compile(r"[。！？；.](?:(?<!\.)|(?<=[\u4e00-\u9fa5”）]\.)(?=[\u4e00-\u9fa5“（A-Za-z]))")
_LONGEST = 80
_LONGEST_WRAPPED = 60
_ENDS = "。；，、：！？）."
_ITEM = re.compile(r"[（〔]?[\d一二三四五六七八九十]{1,3}[）〕.、](?!\d)|[①-⑳⑴-⒛—–•·●■◆▲★※-]")
_LETTER = re.compile("[a-z][.)）]")
_NOISE = "。；，、：.）〕"
_BULLETS = tuple(f".{BULLETS}")


def text_start(dense: Dense, start: int, end: int) -> int:
    """`start` without a bullet, and the punctuation that a sentence or bracket before it left behind."""
    while start < end and dense.text[start] in _NOISE:
        start += 1
    return start + (start < end and begins_with_bullet(dense, start))


def begins_with_bullet(dense: Dense, at: int) -> bool:
    """Whether a line begins at `at` with a bullet."""
    return dense.text.startswith(_BULLETS, at) and dense.gap(at) >= Gap.LINE


def text_end(dense: Dense, start: int, end: int) -> int:
    """`end` without what leads to units, or marks before them: 修路——市交通局牵头, ●责任单位：."""
    while end > start and (dense.text[end - 1] in "—：" or begins_with_bullet(dense, end - 1)):
        end -= 1
    lettered = end - start > 2 and dense.gap(end - 2) >= Gap.LINE and _LETTER.match(dense.text, end - 2, end)
    return end - 2 if lettered else end


def title_end(dense: Dense, start: int, end: int) -> int:
    """Where the title of a text ends: its first full stop, or the end of its heading line.

    No label goes on with it on the next line: 修路50公里⏎责任单位：A.
    """
    stop = _STOP.search(dense.text, start, end)
    limit = stop.start() if stop else end
    close = dense.paragraph_end(start, limit)
    if dense.text.find("：", start, close) < 0:
        return close
    return next((at for at in dense.gaps(start, close) if labelled_pattern().match(dense.text, at)), close)


def heading_end(dense: Dense, start: int, end: int) -> int | None:
    """The end of a heading that has a line of its own and no stop; None where the text runs on."""
    close = title_end(dense, start, end)
    alone = close < end and dense.gap(close) >= Gap.LINE and dense.text[close] not in "。；"
    return close if alone else None


def title(dense: Dense, start: int, end: int, *, cell: bool = False) -> str:
    """The title of a text, at most 80 characters, cut at a comma where its first sentence is longer.

    In a `cell` it may go on over the ends of lines. The label of a task is no part of it: 任务名称：修渠.
    """
    label = _LABEL.match(dense.text, start, end)
    if label and label.end() < end and header_words().get(label[1]) == "task":
        start = label.end()
    close = _wrapped_end(dense, start, end) if cell else None
    text = dense.words(start, close or title_end(dense, start, end)).rstrip("。；，：.")
    if len(text) <= _LONGEST:
        return text
    comma = text.rfind("，", 20, _LONGEST)
    return text[: comma if comma > 0 else _LONGEST]


def _wrapped_end(dense: Dense, start: int, end: int) -> int | None:
    """Where the title of a cell ends whose lines were broken where they were full; None for other cells.

    Such lines are equally long but for the last, and none is an item of its own.
    """
    stop = _STOP.search(dense.text, start, end)
    close = stop.start() if stop else end
    bounds = [start, *dense.gaps(start, close), close]
    widths = [_width(dense.text[low:high]) for low, high in pairwise(bounds)]
    whole = not any(_begins_item(dense.text, at) for at in bounds[1:-1])
    full = all(max(widths) - width <= 1 for width in widths[:-1])
    return close if len(widths) > 1 and whole and full and sum(widths) <= _LONGEST_WRAPPED else None


def _begins_item(text: str, at: int) -> bool:
    """Whether a line begins something new: behind a stop, with a number or mark, with what is to be done."""
    opens = text.startswith(tuple(load("headers")["item_verbs"]), at)
    return text[at - 1] in _ENDS or opens or _ITEM.match(text, at) is not None


def _width(text: str) -> float:
    return len(text) - sum(map(str.isascii, text)) / 2

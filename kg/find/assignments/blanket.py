"""Blanket clauses: 以下各项任务均涉及各县（市、区），不再单独列出 adds units to every item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.find.names.lists import Mention, split_names
from kg.find.text.dense import Dense
from kg.lexicon import load, one_of
from kg.words.marks import behind_last
from kg.words.names import is_name

_LONGEST = 120


@cache
def _words() -> dict[str, str]:
    return {name: one_of(words) for name, words in load("roles")["blanket"].items()}


@cache
def _no_more() -> re.Pattern[str]:
    """What says that units are not named again: 不再, or 不 before 一一, 逐一."""
    return re.compile(rf"不(?:再|(?={_words()['not_each']}))")


@cache
def _clause() -> re.Pattern[str]:
    """均涉及X，不再列出 and X均为责任单位，不再列出."""
    word = _words()
    how = rf"(?:{word['how']}|在[^，。]{{1,8}}){{0,3}}"
    again = rf"{word['where']}?(?:各项)?{_no_more().pattern}{how}{word['listed']}"
    units = rf"(?P<units>[^。；]{{2,80}}?)(?:[，；]?{word['adverbs']}?{word['does']}?)"
    subject = r"(?P<subject>(?:[^，。；：（）〔〕]|（[^（）]*）){2,40})"
    return re.compile(
        rf"(?:(?:均|都){word['concerns']}{units}"
        rf"|{subject}(?:均|都){word['are']}[^，。；]{{0,10}}{word['stems']}单位)[，；]?{again}"
    )


@dataclass(frozen=True, slots=True)
class FoundBlanket:
    """A blanket clause at the dense stretch ``start:end`` with the units it adds."""

    start: int
    end: int
    units: tuple[Mention, ...]


def find_blanket(dense: Dense, start: int, end: int) -> Iterator[FoundBlanket]:
    """The blanket clauses of a dense stretch."""
    text, behind = dense.text, start
    for mark in _no_more().finditer(text, start, end):
        at = mark.start()
        low = behind_last("。；", text, max(behind, at - _LONGEST), at)
        match = _clause().search(text, low, min(at + _LONGEST, end))
        if match is None or match.end() <= at:
            continue
        behind = match.end()
        low, high = match.span("subject" if match["units"] is None else "units")
        if rider := _rider().search(text, low, high):
            high = rider.start()
        names = tuple(
            one for one in split_names(dense, low, high) if is_name(dense.text[one.start : one.end])
        )
        yield FoundBlanket(match.start(), match.end(), names or (Mention(low, high),))


@cache
def _rider() -> re.Pattern[str]:
    """What is said for a case behind units and what they do: 均需各区政府落实，没有该职能的，由…负责."""
    word = _words()
    return re.compile(rf"(?:{word['adverbs']}?{word['does']})?，[^，]+的，")

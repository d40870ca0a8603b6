"""Tables of a plain text without rules and tabs, known by their header: cells as lines, or rows as lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.fold import spellings
from kg.model import Span, Table
from kg.read.column_words import unit_endings
from kg.read.plain.copied import copied_table
from kg.read.plain.lined import lined_table
from kg.read.plain.stacked import flat_table, stacked_table

_LONGEST_HEADER = 200


def loose_tables(text: str, known: list[Span]) -> Iterator[Table]:
    """The tables outside those `known` already, in printed order."""
    known = sorted(known)
    done = 0
    for word, line in unit_words(text):
        place = bisect_right(known, (word.start, len(text)))
        floor = max(done, known[place - 1].end if place else 0)
        if (line or word).start < floor:
            continue
        end = known[place].start if place < len(known) else len(text)
        table = line and _table(text, line, floor, end)
        if table := table or flat_table(text, word, floor, end):
            yield table
            done = table.span.end


def _table(text: str, line: Span, floor: int, end: int) -> Table | None:
    """The table between `floor` and `end` whose header has words on `line`."""
    found = lined_table(text, line, end) or stacked_table(text, line, floor, end)
    return found or copied_table(text, line, floor, end)


def names_units(text: str) -> bool:
    """Whether a word of `text` may name a column of units."""
    return _unit_word().search(text) is not None


@cache
def _unit_word() -> re.Pattern[str]:
    """The end of a word that names a column of units, and little more up to the end of its cell.

    Every alternative begins with another character, which the library looks for quickly.
    """
    last: dict[str, str] = {}
    for ending in unit_endings():
        for first in ending[0] + spellings(ending[0]):
            last[first] = last.get(first, "") + ending[1] + spellings(ending[1])
    endings = "|".join(rf"{first}[ \u3000]{{0,2}}[{seconds}]" for first, seconds in last.items())
    return re.compile(rf"(?:{endings})[^\s|｜│：:，。、；]{{0,6}}(?![^\s|｜│,])")


@lru_cache(maxsize=1)
def unit_words(text: str) -> tuple[tuple[Span, Span | None], ...]:
    """The words that may name a column of units; the first of a line short enough to be a header with it."""
    words: list[tuple[Span, Span | None]] = []
    end = -1
    for found in _unit_word().finditer(text):
        line = _short_line(text, found.start(), found.end()) if found.start() >= end else None
        end = line.end if line else end
        words.append((Span(*found.span()), line))
    return tuple(words)


def _short_line(text: str, start: int, end: int) -> Span | None:
    """The line around a word; None where it is too long for a header."""
    above = text.rfind("\n", max(0, start - _LONGEST_HEADER), start) + 1
    if above == 0 and start > _LONGEST_HEADER:
        return None
    stop = text.find("\n", end, above + _LONGEST_HEADER)
    if stop < 0 and len(text) > above + _LONGEST_HEADER:
        return None
    return Span(above, len(text) if stop < 0 else stop)

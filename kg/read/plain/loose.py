"""Tables of a plain text without rules and tabs, known by their header: rows as lines, cells as lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from kg.fold import spellings
from kg.model import Span, Table
from kg.read.column_words import unit_endings
from kg.read.plain.lined import lined_table
from kg.read.plain.stacked import stacked_table

_LONGEST_HEADER = 200


def loose_tables(text: str, known: list[Span]) -> Iterator[Table]:
    """The tables outside those `known` already, in printed order."""
    known = sorted(known)
    done = 0
    for line in _lines_with_units(text):
        place = bisect_right(known, (line.start, len(text)))
        floor = max(done, known[place - 1].end if place else 0)
        if line.start < floor:
            continue
        end = known[place].start if place < len(known) else len(text)
        table = lined_table(text, line, end) or stacked_table(text, line, floor, end)
        if table:
            yield table
            done = table.span.end


def names_units(text: str) -> bool:
    """Whether a word of `text` may name a column of units."""
    return _unit_word().search(text) is not None


@cache
def _unit_word() -> re.Pattern[str]:
    """The end of a word that names a column of units, and little more up to the end of its cell."""
    endings = "|".join(r"[ \u3000]{0,2}".join(map(_spelt, ending)) for ending in unit_endings())
    return re.compile(rf"(?:{endings})[^\s|｜│：:，。、；]{{0,6}}(?![^\s|｜│])")


def _spelt(character: str) -> str:
    return f"[{character}{spellings(character)}]"


def _lines_with_units(text: str) -> Iterator[Span]:
    """Lines, each once, short enough to be a header, with a cell that may name a column of units."""
    end = -1
    for found in _unit_word().finditer(text):
        if found.start() < end:
            continue
        start = text.rfind("\n", max(0, found.start() - _LONGEST_HEADER), found.start()) + 1
        if start == 0 and found.start() > _LONGEST_HEADER:
            continue
        stop = text.find("\n", found.end(), start + _LONGEST_HEADER)
        if stop < 0 and len(text) > start + _LONGEST_HEADER:
            continue
        end = len(text) if stop < 0 else stop
        yield Span(start, end)

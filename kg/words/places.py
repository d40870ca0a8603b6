"""Places whose names begin with a word that joins names or says who helps: 和平区, 商丘市."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load, one_of


def begins_place(text: str, at: int) -> bool:
    """Whether what looks like such a word at `at` begins a place: 市水务局和平阴县水务局 are two bodies.

    The place is printed in full (和平区教育局), or by its own word before that for a branch (和平分局).
    """
    if not text.startswith(_own_words(), at):
        return False
    row = next(row for row in load("names")["alike"] if text.startswith(row["own"], at))
    behind, within = at + len(row["own"]), tuple(row.get("within", ("",)))
    if text.startswith(tuple(row["ends"]), behind):
        return text.endswith(within, 0, at)
    return _branch().match(text, behind) is not None and any(text.find(place, 0, at) >= 0 for place in within)


@cache
def _own_words() -> tuple[str, ...]:
    return tuple(row["own"] for row in load("names")["alike"])


@cache
def _branch() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fa5]{{0,4}}?{one_of(load('names')['of_places'])}(?!长)")

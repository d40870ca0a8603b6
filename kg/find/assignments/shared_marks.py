"""Role words in brackets that speak for a whole list: A、B（共同牵头）; A、B（牵头），C、D（配合）."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.find.names.lists import Mention, role_mark
from kg.find.text.dense import Dense
from kg.lexicon import load

_BRACKETS = "（〔〈"


def all_marked(dense: Dense, phrases: Sequence[tuple[int, int]]) -> bool:
    """Whether each of several phrases ends in a role word in brackets, and so for all it lists."""
    return len(phrases) > 1 and all(role_mark(dense.text[low:high]) for low, high in phrases)


def with_shared_mark(dense: Dense, mentions: list[Mention], *, marked: bool) -> list[Mention]:
    """The units of a list, each with the mark behind the last of them where that is said of all."""
    if len(mentions) < 2 or not mentions[-1].mark or any(one.mark for one in mentions[:-1]):
        return mentions
    at = mentions[-1].end
    together = dense.text[at] in _BRACKETS and dense.text.startswith(_together(), at + 1)
    return [one._replace(mark=mentions[-1].mark) for one in mentions] if marked or together else mentions


@cache
def _together() -> tuple[str, ...]:
    return tuple(load("roles")["tail"]["together"])

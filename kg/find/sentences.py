"""Whole sentences of nothing but units and role words: …。市教育局牵头，市财政局配合。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.clauses import Clause, parse_clause, tail_words
from kg.find.dense import Dense
from kg.find.duties import may_act
from kg.find.outline import Outline
from kg.lexicon import load

_LONGEST = 300


def role_sentences(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[tuple[int, int, Clause]]:
    """The dense stretches and clauses of the sentences that close an item or paragraph of ``start:end``."""
    for match in _role_word().finditer(dense.text, start, end):
        stop = match.end() + dense.text.startswith("。", match.end())
        if not _closes(dense, stop, outline, end):
            continue
        low = _sentence_start(dense, match.start(), start, outline)
        clause = parse_clause(dense, low, match.end()) if low < match.start() else Clause()
        if _says_nothing_else(dense, clause) and all(high <= match.start() for _, high in clause.times):
            yield low, stop, clause


@cache
def _role_word() -> re.Pattern[str]:
    tails = "|".join(sorted(tail_words(), key=len, reverse=True))
    longer = "|".join(load("roles")["tail"]["longer"])
    return re.compile(rf"(?:{tails})(?:{longer})*(?:工作|任务)?")


def _closes(dense: Dense, at: int, outline: Outline, end: int) -> bool:
    return at >= end or outline.next_start(at, end) == at or dense.ends_paragraph(at)


def _sentence_start(dense: Dense, at: int, floor: int, outline: Outline) -> int:
    item = outline.innermost(at)
    low = max(floor, at - _LONGEST, dense.paragraph_start(at), item.body if item else 0)
    return max(low, *(dense.text.rfind(mark, low, at) + 1 for mark in "。；！？"))


def _says_nothing_else(dense: Dense, clause: Clause) -> bool:
    names = [dense.text[party.start : party.end] for party in clause.parties]
    return bool(names) and not clause.unread and all(map(may_act, names))

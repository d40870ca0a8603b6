"""Sentences that end in nothing but units and role words: …。市教育局牵头，市财政局配合。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.assignments.clauses import Clause, parse_clause
from kg.find.names.bodies import are_fields
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.lexicon import load
from kg.model import Role
from kg.words.bodies import may_act
from kg.words.names import is_collective, name_ends
from kg.words.roles import tail_phrase
from kg.words.times import limit_phrase

_LONGEST = 300
_BREAKS = re.compile("[。；！？：，]")
_STOPS = ("。", "；")
_BY = re.compile("(?<![自理缘事经])由(?=[\u4e00-\u9fa5])")
_FINISHED = frozenset("。！？：")


def role_sentences(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[tuple[int, int, Clause]]:
    """The dense stretches and clauses of such sentences in ``start:end``, a limit behind them included."""
    last = start
    for match in _ending().finditer(dense.text, start, end):
        if dense.text[match.start() - 1] not in _last_before():
            continue
        close = next(dense.paragraphs(match.start(), match.end()), match.end())
        stopped = dense.text.startswith(_STOPS, close)
        if match.start() < last or not (stopped or dense.ends_paragraph(close)):
            continue
        stop = close + stopped
        found = _longest_clause(dense, max(last, start), match.start(), close, outline)
        if found is None:
            continue
        whole = dense.text[found[0] - 1 : found[0]] != "，" and _closes(dense, stop, outline, end)
        if not (whole or _has_owner(found[1])) or _asks_all(dense, *found):
            continue
        last = stop
        yield found[0], stop, found[1]


@cache
def _last_before() -> frozenset[str]:
    """The last characters of what may stand before a role word: names, notes behind them, adverbs."""
    return name_ends() | {word[-1] for word in load("roles")["tail"]["adverbs"]} | set("）〕等")


@cache
def _ending() -> re.Pattern[str]:
    """The role word at the end of a sentence, and the limit that may follow it."""
    return re.compile(rf"{tail_phrase()}(?:，{limit_phrase()})?")


def _longest_clause(
    dense: Dense, floor: int, word: int, end: int, outline: Outline
) -> tuple[int, Clause] | None:
    """The longest run of phrases before `end` that names units and their roles and says nothing else."""
    item = outline.innermost(word)
    floor = max(floor, word - _LONGEST, dense.paragraph_start(word), item.body if item else 0)
    found = None
    for low in _phrase_starts(dense.text, floor, word):
        low += _left_open(dense.text, low, end)
        if _has_topic(dense.text, low, word) or (found and _is_topic(dense.text, low, found[0])):
            break
        clause = parse_clause(dense, low, end)
        if not _says_nothing_else(dense, clause, shortest=3 if dense.text[low - 1] == "，" else 2):
            break
        found = low, clause
    return found


def _has_topic(text: str, start: int, end: int) -> bool:
    """Whether the first phrase of a stretch says before 由 what its units do: it is a sentence of prose."""
    comma = text.find("，", start, end)
    return _BY.search(text, start + 1, comma if comma >= 0 else end) is not None


def _is_topic(text: str, start: int, by: int) -> bool:
    """Whether a phrase says what the units behind 由 do, although it may end like a name: 建设示范区，由…."""
    return text.startswith("由", by) and _ending().search(text, start, by) is None


def _left_open(text: str, start: int, end: int) -> bool:
    """Whether a bracket opens at `start` that no bracket closes."""
    return text[start] in "（〔" and text.find("）", start, end) < 0 and text.find("〕", start, end) < 0


def _phrase_starts(text: str, floor: int, at: int) -> Iterator[int]:
    """Where the phrases before `at` begin, from the nearest to that of the sentence."""
    for match in reversed(list(_BREAKS.finditer(text, floor, at))):
        yield match.end()
        if match.group() in _FINISHED:
            return
    yield floor


def _closes(dense: Dense, at: int, outline: Outline, end: int) -> bool:
    return at >= end or outline.next_start(at, end) == at or dense.ends_paragraph(at)


def _has_owner(clause: Clause) -> bool:
    return any(party.role in (Role.LEAD, Role.RESPONSIBLE) for party in clause.parties)


def _asks_all(dense: Dense, start: int, clause: Clause) -> bool:
    """请各单位抓好落实 closes a text and hands out nothing in particular."""
    names = (dense.text[party.start : party.end] for party in clause.parties)
    return dense.text[start] == "请" and all(map(is_collective, names))


def _says_nothing_else(dense: Dense, clause: Clause, shortest: int) -> bool:
    names = [dense.text[party.start : party.end] for party in clause.parties]
    if not names or clause.unread:
        return False
    return are_fields(names) or (min(map(len, names)) >= shortest and all(map(may_act, names)))

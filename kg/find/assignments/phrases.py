"""The phrases of a role clause: where they begin and end, and the words before a label that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.names.lists import before_phone
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load
from kg.words.marks import behind_last
from kg.words.names import is_name
from kg.words.roles import tail_pattern
from kg.words.times import names_a_time

_STOPS = "，。；;"
_OPENS = f"{_STOPS}（〔"
_LONGEST_LABEL_WORD = 6
_PHRASE_MARK = re.compile(rf"[（〔《“〈）〕》”〉{_STOPS}]|/(?=20\d\d|\d{{1,2}}月)")  # 市教育局/2024年12月


def phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas, semicolons, full stops and slashes before a time, outside brackets."""
    low, depth = start, 0
    for mark in _PHRASE_MARK.finditer(text, start, end):
        if mark[0] in "（〔《“〈":
            depth += 1
        elif mark[0] in "）〕》”〉":
            depth = max(depth - 1, 0)
        elif depth == 0:
            at = mark.start()
            if at > low:
                yield low, at
            low = at + 1
    if end > low:
        yield low, end


def names_end(text: str, start: int, end: int) -> int:
    """`end`, or where the names behind a label end: before a telephone number, or 担任 in 由县交通局担任."""
    end = before_phone(text, start, end)
    if not text.endswith(_filled(), start, end):
        return end
    return end - max(len(word) for word in _filled() if text.endswith(word, start, end))


@cache
def _filled() -> tuple[str, ...]:
    return tuple(load("roles")["label"]["filled"])


def phrase_start(text: str, start: int, at: int) -> int:
    """Where the phrase before `at` begins."""
    return behind_last(_STOPS, text, start, at)


def without_label_words(dense: Dense, start: int, end: int) -> int:
    """`end`, or where words begin that belong to the label behind them: 改革 in ；改革实施单位：.

    They name nobody and say no role.
    """
    if start == end:
        return end
    low = phrase_start(dense.text, start, end)
    word = dense.text[low:end]
    if not 0 < len(word) <= _LONGEST_LABEL_WORD or dense.gap(end) > Gap.NONE:
        return end
    known = is_name(word) or names_a_time(word) or tail_pattern().search(word)
    return end if known or dense.text[low - 1] not in _OPENS else low

"""People beside units: by the office they hold, or by how their names look."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import load, one_of

_LONGEST_NAME = 4
_HAN = re.compile(r"[\u4e00-\u9fff·]+")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('roles')['label']['offices'])}(?!办)[\u4e00-\u9fa5]{{0,3}}$")


@lru_cache(maxsize=16384)
def holds_office(name: str) -> bool:
    """Whether `name` is that of a person by office: 张三副市长, 市水务局局长张三."""
    return _office().search(name) is not None


def looks_like_a_person(words: str) -> bool:
    """Whether `words` (not empty) look like somebody's name: a surname and little more."""
    known = load("names")["person"]
    named = words[0] in known["surnames"] or words.startswith(tuple(known["compound"]))
    return 1 < len(words) <= _LONGEST_NAME and named and _HAN.fullmatch(words) is not None

"""People beside units: by the office they hold, or by how their names look."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.find.text.dense import Dense, Gap
from kg.lexicon import load, one_of
from kg.words.names import is_name

_LONGEST_NAME = 4
_HAN = re.compile(r"[\u4e00-\u9fff·]+|[\u4e00-\u9fff][xX×*○]{1,2}")  # 王xx is somebody not to be named


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('roles')['label']['offices'])}(?![办部])[\u4e00-\u9fa5]{{0,3}}(?<!办)$")


@lru_cache(maxsize=16384)
def holds_office(name: str) -> bool:
    """Whether `name` is that of a person by office: 张三副市长, 市水务局局长张三."""
    return _office().search(name) is not None


def are_heads(text: str, start: int, end: int) -> bool:
    """Whether a list of bodies means the people at their heads: 党委、政府主要负责同志."""
    return text.endswith(tuple(load("roles")["label"]["heads"]), start, end)


def looks_like_a_person(words: str) -> bool:
    """Whether `words` (not empty) look like somebody's name: a surname and little more."""
    known = load("names")["person"]
    named = words[0] in known["surnames"] or words.startswith(tuple(known["compound"]))
    return 1 < len(words) <= _LONGEST_NAME and named and _HAN.fullmatch(words) is not None


def is_only_a_person(words: str) -> bool:
    """Whether words look like somebody's name, and like that of no body."""
    return words != "" and not is_name(words) and looks_like_a_person(words)


def person_behind(dense: Dense, start: int, end: int) -> int | None:
    """Where behind a unit, set off by white space or in a bracket, somebody's name begins: 区教育局 张三.

    Behind his office it does so as well: 区教育局（副局长张三）.
    """
    text = dense.text
    if text[end - 1] == "）":
        at = text.find("（", start + 1, end)
        person = text[at + 1 : end - 1]
    else:
        at = dense.word_end(start + 1, end)
        person = text[at:end] if dense.gap(at) < Gap.LINE else ""
    if at < 0 or not (is_only_a_person(person) or holds_office(person)):
        return None
    return at if is_name(text[start:at]) else None

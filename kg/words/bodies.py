"""Bodies: what can be the subject of a duty."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import load, one_of
from kg.words.names import Endings, is_collective, is_name

CLASSES = ("部门", "机构", "单位", "机关")
_NOTE_BEHIND = re.compile("（[^）]*）$")
_FIGURES = re.compile(r"\d{6}|\d[.、．]")  # a telephone number, the number of an item


@cache
def _body() -> tuple[Endings, re.Pattern[str], frozenset[str]]:
    words = load("duties")
    return Endings(words["bodies"]), re.compile(one_of(words["not_first"])), frozenset(words["nobody"])


@lru_cache(maxsize=65536)
def is_body(name: str) -> bool:
    """Whether `name` can be the subject of a duty: a body or a class of bodies, nothing general."""
    ending, _, nobody = _body()
    if not name or name in nobody:
        return False
    return ending.close(_NOTE_BEHIND.sub("", name) or name) and may_act(name)


@lru_cache(maxsize=65536)
def may_act(name: str) -> bool:
    """Whether `name` looks like a unit and like no other part of a sentence."""
    _, first, _ = _body()
    if (
        not is_name(name)
        or _FIGURES.search(name)
        or any(word in name for word in load("duties")["not_inside"])
    ):
        return False
    return is_collective(name) or not first.match(name) or name.startswith(tuple(load("duties")["first_too"]))


def is_class(name: str) -> bool:
    """Whether a body's name is that of a class of bodies: 各镇街, 行业主管部门."""
    return is_collective(name) or name.endswith(CLASSES)

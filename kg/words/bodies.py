"""Bodies: what can be the subject of a duty."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import load, one_of
from kg.words.names import LEVELS, Endings, field_names, is_collective, is_name

CLASSES = ("部门", "机构", "单位", "机关")
_NOTE_BEHIND = re.compile("（[^）]*）$")
_SHORT_NAME = re.compile("[\u4e00-\u9fa5]{2,12}")
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
    if is_collective(name):
        return not _called_upon().match(name)
    return not first.match(name) or name.startswith(tuple(load("duties")["first_too"]))


@cache
def _called_upon() -> re.Pattern[str]:
    words = load("names")["collective"]
    which = one_of([*words["all"], *words["some"]])
    return re.compile(rf"{one_of(load('duties')['calls'])}{which}")


@cache
def _no_body() -> Endings:
    return Endings(load("duties")["no_bodies"])


@lru_cache(maxsize=16384)
def may_be_a_body(name: str) -> bool:
    """Whether a short name without any known ending can be that of a body, where nothing else can stand."""
    name = _NOTE_BEHIND.sub("", name)
    _, first, _ = _body()
    if not _SHORT_NAME.fullmatch(name) or any(word in name for word in load("duties")["not_inside"]):
        return False
    return name.lstrip(LEVELS) in field_names() or not (first.match(name) or _no_body().close(name))


def is_class(name: str) -> bool:
    """Whether a body's name is that of a class of bodies: 各镇街, 行业主管部门."""
    return is_collective(name) or name.endswith(CLASSES)

"""Phrases that stand for several units (各镇街, 市有关部门) or for whoever holds a part (承办单位)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.identity.bodies import general
from kg.lexicon import load, one_of

_PLACES = frozenset("省市州盟县区旗乡镇街道、（）自治")


@cache
def _quantifiers() -> tuple[tuple[str, str], ...]:
    words = load("units")["collective"]
    return tuple((word, kind) for kind in ("all", "some") for word in words[kind])


def quantifier(phrase: str) -> str | None:
    """`all` for 各…, `some` for 相关…, by the first such word printed; None without one."""
    found = [(phrase.find(word), kind) for word, kind in _quantifiers() if word in phrase]
    return min(found)[1] if found else None


@lru_cache(maxsize=16384)
def is_collective(phrase: str) -> bool:
    """Whether the phrase begins with a word for all or some or ends as a class: no one body is called so."""
    openings, endings = _edges()
    return phrase.startswith(openings) or phrase.endswith(endings) or bool(_of_levels().fullmatch(phrase))


@cache
def _edges() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(word for word, _ in _quantifiers()), tuple(load("units")["collective"]["classes"])


@lru_cache(maxsize=16384)
def of_each(phrase: str) -> str:
    """各区 of 各区住建局: the places that departments right behind it share; "" of any other phrase."""
    ends = range(len(phrase) - 1, 1, -1) if phrase.startswith("各") else ()
    found = (end for end in ends if is_department(phrase[end:]) and set(phrase[1:end]) <= _PLACES)
    return phrase[: next(found, 0)]


@lru_cache(maxsize=16384)
def is_department(name: str) -> bool:
    """Whether the name, without level word or place, is a department's that several levels have."""
    body = general().get(name)
    return body is not None and body.is_department and not body.only_level


@cache
def _of_levels() -> re.Pattern[str]:
    """市县政府, 市与县（市、区）人民政府, 省级人民政府, 市属国有企业, 在穗各高校, 镇街."""
    words = load("units")["collective"]
    levels = "[省市州盟县区旗乡镇]"
    row = rf"(?:{levels}{{2,}}级?|{levels}级|[省市州盟县区旗](?:[属直管]|重点)|[在驻][^各市县区]{{1,3}}各?"
    row += rf"|{levels}[与及和][{levels[1:-1]}、（）]+)"
    return re.compile(rf"{row}{one_of(words['of_levels'])}|{one_of(words['alone'])}")


@cache
def _roles() -> frozenset[str]:
    return frozenset(load("units")["collective"]["roles"])


def is_role(phrase: str) -> bool:
    """Whether the phrase names a part in the document at hand, not a body."""
    return phrase in _roles()

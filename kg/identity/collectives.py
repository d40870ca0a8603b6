"""Phrases that stand for several units (各镇街, 市有关部门) or for whoever holds a part (承办单位)."""

from __future__ import annotations

from functools import cache

from kg.lexicon import load


@cache
def _quantifiers() -> tuple[tuple[str, str], ...]:
    words = load("units")["collective"]
    return tuple((word, kind) for kind in ("all", "some") for word in words[kind])


def quantifier(phrase: str) -> str | None:
    """`all` for 各…, `some` for 相关…, by the first such word printed; None without one."""
    found = [(phrase.find(word), kind) for word, kind in _quantifiers() if word in phrase]
    return min(found)[1] if found else None


def is_collective(phrase: str) -> bool:
    """Whether the phrase begins with a word for all or some or ends as a class: no one body is called so."""
    openings, endings = _edges()
    return phrase.startswith(openings) or phrase.endswith(endings)


@cache
def _edges() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(word for word, _ in _quantifiers()), tuple(load("units")["collective"]["classes"])


@cache
def _roles() -> frozenset[str]:
    return frozenset(load("units")["collective"]["roles"])


def is_role(phrase: str) -> bool:
    """Whether the phrase names a part in the document at hand, not a body."""
    return phrase in _roles()

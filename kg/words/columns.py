"""Columns called after a role and the kind of bodies that have it: 责任街镇, 整改主体, 验收销号单位."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.roles import role_of_label


@cache
def _called() -> re.Pattern[str]:
    words = load("headers")["called"]
    owners, doers, checks, anybody, bodies = (
        one_of(words[name]) for name in ("owners", "doers", "checks", "anybody", "bodies")
    )
    prefixes = one_of(load("roles")["label"]["prefixes"])
    return re.compile(
        rf"{prefixes}*(?:(?:{owners}|{doers}|(?P<checks>{checks})){{1,2}}{anybody}|{owners}{{1,2}}{bodies})"
    )


@lru_cache(maxsize=4096)
def role_of_column(header: str) -> Role | None:
    """The role that a column of units is called after; those who check others own nothing."""
    found = _called().fullmatch(header)
    if found is None:
        return None
    return Role.OTHER if found["checks"] else role_of_label(header)

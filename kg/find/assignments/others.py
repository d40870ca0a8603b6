"""What others than the units of a clause are told before it, so that what stands there is not theirs."""

from __future__ import annotations

import re

from kg.find.names.bodies import units_of
from kg.find.text.dense import Dense
from kg.model import Role
from kg.words.marks import behind_last
from kg.words.times import BY_WHEN

_LONGEST = 120
_WHEN = re.compile(f"[于在]?{BY_WHEN}")


def behind_others(dense: Dense, start: int) -> bool:
    """Whether the phrase before a clause tells others what to do by when: A于6月底前迁改，B同步推进."""
    if dense.text[start - 1 : start] != "，":
        return False
    low = behind_last("，；。：", dense.text, max(0, start - _LONGEST), start - 1)
    time = _WHEN.search(dense.text, low, start - 1)
    return time is not None and bool(units_of(dense, low, time.start(), Role.OTHER, ""))

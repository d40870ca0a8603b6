"""What a letter asks those to do to whom it is addressed: 各县区教育局：…请于6月20日前报送总结."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.find.assignments.clause import Party
from kg.find.names.bodies import LONGEST_LIST, asked_units
from kg.find.prose.duty import Duty
from kg.find.prose.reach import sentence_end
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.model import Role
from kg.words.marks import behind_last
from kg.words.times import BY_WHEN

_ASKED = re.compile(rf"(?:请|务必|务请)(?:务必)?(?:[于在]|最迟于)?{BY_WHEN}(?![^，。；]*(?:的[，。；]|了))")
_LONGEST_LEAD = 600
_LONGEST_TOPIC = 24
_OTHERS = re.compile("[由各要应须]|负责|牵头|单位|部门|人员|企业|同志|者")


def addressed_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """The sentences of a dense stretch that ask by when and nobody by name, of who is addressed above."""
    asked = list(_ASKED.finditer(dense.text, start, end))
    units, behind = _addressees(dense, start, min(end, start + _LONGEST_LEAD)) if asked else ((), start)
    for match in asked if units else ():
        low = max(dense.paragraph_start(match.start()), behind)
        item = outline.innermost(match.start())
        low = max(low, item.body if item and item.body <= match.start() else low)
        low = behind_last("。；！？", dense.text, low, match.start())
        topic = dense.text[low : match.start()]
        if behind <= match.start() and len(topic) <= _LONGEST_TOPIC and not _OTHERS.search(topic):
            close = sentence_end(dense, match.end(), end)
            yield Duty(low, close, units, match.end(), False, inherited=True)


def _addressees(dense: Dense, start: int, end: int) -> tuple[tuple[Party, ...], int]:
    """The units of the first line that is nothing but units and a colon, and where it ends."""
    for low, high in pairwise([start, *dense.paragraphs(start, end)]):
        if dense.text[high - 1] == "：" and high - low <= LONGEST_LIST:
            units = asked_units(dense, low, high - 1, Role.RESPONSIBLE, "")
            if units:
                return units, high
    return (), start

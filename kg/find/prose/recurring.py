"""What a plan tells bodies to do again and again: 县市场监管局每年开展抽检, 县人社局对企业每季度培训."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.names.bodies import asked_units
from kg.find.prose.duty import Duty
from kg.find.prose.helpers import agent_verb, duties_verb, supporters
from kg.find.prose.nothing import are_works, is_reported
from kg.find.prose.reach import clause_start, sentence_end
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role

_EACH = "每"
_TURN = re.compile(
    r"每(?:半年|半月|季度?|个?[年月]度?|周|旬|[日天]|学期|\d{1,2}(?:个?小时|[天日]|个?月))(?![^，。；]{0,8}前)"
)
_HOW_OFTEN = r"(?:至少|不少于)?(?:\d{1,2}次)?"
_BEFORE = re.compile("(?:将|要|应)?(?:对[^，。；：]{2,24})?(?:将|至少|定期)?$")
_LONGEST = 80


def recurring_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """The clauses of a dense stretch that begin with units, how often and what they do."""
    at = dense.text.find(_EACH, start + 2, end)
    while at >= 0:
        turn = _TURN.match(dense.text, at, end)
        told = turn and _deed().match(dense.text, turn.end(), end)
        if turn and told and (duty := _duty(dense, at, turn.end(), start, end, outline)):
            yield duty
        at = dense.text.find(_EACH, at + 1, end)


def _duty(dense: Dense, at: int, behind: int, floor: int, end: int, outline: Outline) -> Duty | None:
    """The duty of the units before a turn at `at`, of the clause in which it stands."""
    low = clause_start(dense, at, floor, outline)
    before = _BEFORE.search(dense.text[low:at]) if at - low <= _LONGEST else None
    stop = low + before.start() if before else at
    if stop <= low or dense.gap(stop) >= Gap.SPACE:
        return None
    parties = asked_units(dense, low, stop, Role.RESPONSIBLE, "")
    close = sentence_end(dense, behind, end)
    if not parties or are_works(dense.text, parties, stop) or is_reported(dense.text, low, behind, close):
        return None
    return Duty(low, close, (*parties, *supporters(dense, behind, close)), stop, False)


@cache
def _deed() -> re.Pattern[str]:
    verbs = rf"{agent_verb().pattern}|{duties_verb().pattern}|{one_of(load('duties')['turns'])}"
    return re.compile(rf"{_HOW_OFTEN}(?:{verbs})(?!出|的|[^，。；]{{0,12}}了)")

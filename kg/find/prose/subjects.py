"""Duties of articles and minutes whose sentences begin with the unit: X应当…, 会议要求，X要…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.find.names.bodies import LONGEST_NAMES, end_of_bodies, units_of
from kg.find.names.lists import classes_of_fields
from kg.find.prose.duty import Duty
from kg.find.prose.helpers import supporters
from kg.find.prose.nothing import does_nothing, is_entitled
from kg.find.prose.reach import NOTE_FIRST, SENTENCE_END, behind_time, sentence_end
from kg.find.prose.topics import subject_verb
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.names import LEVELS, is_collective

_MEETING = re.compile("会议[^，。；]{2,8}[，：]")
_HEADING = re.compile(NOTE_FIRST)
_LONGEST_LEAD = 4  # 应当牵头


def subject_duties(dense: Dense, start: int, end: int, outline: Outline, *, minutes: bool) -> Iterator[Duty]:
    """A sentence of an article or of `minutes` that begins with one named unit.

    X应当…, 会议要求，X要…; in minutes X组织，… as well.
    """
    heads = [item.body for item in outline.items if item.style != "chapter"]
    stops = [match.end() for match in SENTENCE_END.finditer(dense.text, start, end)]
    numbers = {item.start for item in outline.items}
    paragraphs = dense.paragraphs(start, end)
    for begin, high in pairwise(sorted({start, *heads, *stops, *numbers, *paragraphs, end})):
        meeting = _MEETING.match(dense.text, begin, high)
        low = meeting.end() if meeting else begin
        verb = _verb_of_minutes() if minutes else subject_verb()
        heading = _HEADING.match(dense.text, low, high)
        first = behind_time(dense.text, heading.end() if heading else low, high)
        names_end = end_of_bodies(dense, first, min(high, first + LONGEST_NAMES), verb)
        if names_end is None or does_nothing(dense.text, names_end):
            continue
        leads = dense.text.find("牵头", names_end, names_end + _LONGEST_LEAD) >= 0
        role = Role.LEAD if leads else Role.RESPONSIBLE
        parties = units_of(dense, first, names_end, role, "牵头" if leads else "")
        if not any(_is_general(dense.text[one.start : one.end], minutes=minutes) for one in parties):
            stop = sentence_end(dense, names_end, end)
            if is_entitled(dense.text, names_end, stop):
                continue
            helpers = supporters(dense, names_end, stop)
            yield Duty(low, stop, (*parties, *helpers), names_end, leads)


@cache
def _verb_of_minutes() -> re.Pattern[str]:
    return re.compile(rf"{subject_verb().pattern}|{one_of(load('duties')['led'])}(?=，)")


def _is_general(name: str, *, minutes: bool) -> bool:
    """Whether a subject is anybody of a kind: 各单位, 县政府, in rules 使用单位 as well, but not 市直单位."""
    anybody = not minutes and name.endswith("单位") and name[0] not in LEVELS
    return anybody or (is_collective(name) and not classes_of_fields(name)) or name.endswith("政府")

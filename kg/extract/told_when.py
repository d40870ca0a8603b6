"""Duties of units that are told when, how often, in which case or as what they act, in any section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.regions import Region
from kg.find.prose.addressed import addressed_duties
from kg.find.prose.called import called_duties
from kg.find.prose.dated import dated_duties
from kg.find.prose.duty import Duty
from kg.find.prose.recurring import recurring_duties
from kg.find.prose.responses import response_duties
from kg.find.prose.stages import period_duties, staged_duties
from kg.find.text.dense import Dense
from kg.words.kinds import Manner, asks_by_title, is_announcement, manner_of

_YEAR = re.compile(r"[于在到至]?(20\d\d)年")


def told_when(dense: Dense, region: Region) -> Iterator[Duty]:
    """These duties of a region."""
    place = (dense, region.start, region.end, region.outline)
    plans = asks_by_title(region.title)
    yield from dated_duties(*place, plans=plans, announces=is_announcement(region.title))
    yield from staged_duties(*place)
    yield from called_duties(*place)
    for find in (period_duties, recurring_duties, addressed_duties) if plans else ():
        yield from find(*place)
    yield from response_duties(*place) if manner_of(region.title) is Manner.RESPONSES else ()


def is_over(dense: Dense, region: Region, duty: Duty) -> bool:
    """Whether a duty was to be done in a year before that of its document: 2023年底前，县水利局完成普查."""
    year = _YEAR.match(dense.text, duty.start) or _YEAR.match(dense.text, duty.clause_end)
    made = region.anchor.date
    return year is not None and made is not None and int(year[1]) < made.year

"""Times that only a slot can hold, and only alone: 2021-2023, 2024, 6.30, 24个月."""

from __future__ import annotations

from functools import cache
from re import Pattern

from kg.find.deadlines import grammar, stretches
from kg.find.deadlines.relative import read_length
from kg.find.deadlines.shapes import Anchor, Form, Printed, Reading, printed
from kg.model import DeadlineKind, Span


@cache
def _alone() -> Pattern[str]:
    year = "(?:19|20)[0-9]{2}"
    days = r"(?P<month>[0-9]{1,2})[./](?P<day>[0-9]{2})"
    years = rf"(?P<first>{year}) 年? [—\-~至到]{{1,2}} (?P<last>{year}) 年?"
    return grammar.compiled(rf" (?:{years}|(?P<year>{year})|{days}|{grammar.length()}) ")


def read_bare(folded: str, slot: Span, anchor: Anchor) -> Reading | None:
    """What a slot says that holds two years, a year, a month and a day by figures, or a length of time."""
    match = _alone().fullmatch(folded, slot.start, slot.end)
    if match is None:
        return None
    time = printed(match)
    try:
        return _read(time, anchor)
    except ValueError:
        return None


def _read(time: Printed, anchor: Anchor) -> Reading | None:
    parts, place = time.parts, (time.start, time.end)
    if "count" in parts:
        return read_length(time)
    if "day" in parts:
        number = int(parts["month"]), int(parts["day"])
        stretches.day(2000, *number)
        whole = stretches.day(anchor.year, *number) if anchor.year else stretches.undated("day")
        return Reading(*place, Form.DAY, DeadlineKind.DATE, None, whole.last, "day", year=anchor.year)
    if "year" in parts:
        whole = stretches.year(int(parts["year"]))
        return Reading(
            *place, Form.BARE, DeadlineKind.TARGET, None, whole.last, "year", year=int(parts["year"])
        )
    first, last = stretches.year(int(parts["first"])), stretches.year(int(parts["last"]))
    if first.first is None or last.last is None or first.first > last.last:
        return None
    return Reading(*place, Form.RANGE, DeadlineKind.PERIOD, first.first, last.last, "period")

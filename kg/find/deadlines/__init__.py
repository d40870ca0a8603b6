"""Time limits: what the text sets on a task, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.find.deadlines import grammar
from kg.find.deadlines.bare import read_bare
from kg.find.deadlines.goals import ITEM_NUMBER, goal
from kg.find.deadlines.limits import is_limit, is_of_the_past
from kg.find.deadlines.metrics import find_metrics
from kg.find.deadlines.readings import (
    read_coming_season,
    read_compact,
    read_cycle,
    read_end_of_month,
    read_standing,
    read_time,
    read_whole_year,
    read_year_event,
)
from kg.find.deadlines.relative import read_ahead, read_within
from kg.find.deadlines.rows import MARK, in_rows, several
from kg.find.deadlines.setting import Setting, in_title
from kg.find.deadlines.shapes import Anchor, Form, Printed, Reading
from kg.lexicon import load, one_of
from kg.model import Deadline, DeadlineKind, Span, squeeze

__all__ = ["Anchor", "find_deadlines", "since"]

_LOOK_BACK, _LOOK_AHEAD = 24, 48
_SENTENCE_END = re.compile(rf"[。！？\n](?:(?<!\n)|{ITEM_NUMBER})")
_TO = re.compile(r"\s*[—\-~至到]{1,2}\s*")
_BEGINNINGS: dict[str, dict[str, int]] = {"day": {}, "month": {"day": 1}, "year": {"month": 1, "day": 1}}
_CELL_END = re.compile(r"[。；\t\n|]")
_DONE = re.compile(rf"[^\S\t\n]*已经?{one_of(load('time')['slot']['done'])}")  # 2023年已完成，长期坚持
_STANDING = ("ongoing", "at_once", "from_now", "from_issue", "all_year", "term", "unnamed")
_FINER_THAN_A_YEAR = frozenset({"day", "month", "quarter", "half-year"})


def find_deadlines(
    text: str, folded: str, span: Span, anchor: Anchor, *, slot: bool = False
) -> tuple[Deadline, ...]:
    """The time limits printed inside `span` of `text`, in printed order.

    `folded` is ``fold(text)``. With `slot`, the span is a deadline slot (a 完成时限 cell, a time
    inside an owner bracket), where ongoing, recurring and bare times count too.
    """
    found = _in_slot(folded, span, anchor) if slot else list(_in_text(folded, span, anchor))
    if not found:
        return ()
    dues = [None] * len(found) if slot else _goals(text, folded, span, found)
    limits: list[Deadline] = []
    for one, due in zip(found, dues, strict=True):
        limits.append(_deadline(text, one, due, _subject(limits)))
    return tuple(limits)


def since(limit: Deadline, beginning: Deadline) -> Deadline:
    """A dated limit of work that another tells the beginning of: the period of both."""
    first = beginning.start or (beginning.end and _first_day(beginning.end, beginning.precision))
    if not (first and limit.end and limit.start is None and first <= limit.end):
        return limit
    return limit._replace(kind=DeadlineKind.PERIOD, start=first, precision="period")


def _first_day(end: str, precision: str | None) -> str | None:
    """The first day of the month or year that ends on a day."""
    if precision not in _BEGINNINGS:
        return None
    return date.fromisoformat(end).replace(**_BEGINNINGS[precision]).isoformat()


def _goals(text: str, folded: str, span: Span, found: list[Reading]) -> list[str | None]:
    """What is due by each; times in a row (到2025年、2030年，…) share what stands behind the last."""
    goals: list[str | None] = []
    following = span.end
    floors = [span.start, *(one.end for one in found)]
    for one, floor in zip(reversed(found), reversed(floors[:-1]), strict=True):
        due = goal(text, folded, span, Span(one.start, one.end), Span(floor, following))
        in_a_row = following < span.end and MARK.fullmatch(folded, one.end, following)
        goals.append(goals[-1] if in_a_row else due)
        following = one.start
    return goals[::-1]


def _subject(limits: list[Deadline]) -> str:
    """What was measured last: the subject of a goal that prints none (…，2035年达到70%)."""
    return limits[-1].metrics[-1].name if limits and limits[-1].metrics else ""


def _deadline(text: str, one: Reading, due: str | None, subject: str) -> Deadline:
    place = Span(one.start, one.end)
    return Deadline(
        text=squeeze(place.of(text)),
        kind=one.kind,
        start=one.first.isoformat() if one.first else None,
        end=one.last.isoformat() if one.last else None,
        precision=one.precision,
        span=place,
        goal=due,
        metrics=find_metrics(due, subject) if due else (),
        recurrence=one.recurrence,
        duration=one.duration,
        day_kind=one.day_kind,
        trigger=one.trigger,
        open_ended=one.open_ended,
    )


def _in_slot(folded: str, span: Span, anchor: Anchor) -> list[Reading]:
    found: list[Reading] = []
    so_far = _Sentence()
    times = [time for match in _fill(folded, span.start, span.end) for time in several(match)]
    for time, _ in in_rows(folded, times):
        floor = found[-1].end if found else span.start
        one = _read(time, folded, floor, anchor, so_far, slot=True)
        if one and not in_title(folded, span, one.start, one.end) and not _DONE.match(folded, one.end):
            if found and one.kind is DeadlineKind.ONGOING and _goes_on(folded, found[-1], one):
                one = _from_then_on(found.pop(), one)
            found.append(_as_limit(one))
            so_far.last = found[-1]
            if one.precision in _FINER_THAN_A_YEAR:
                so_far.year = one.year
    alone = None if found else read_bare(folded, span, anchor)
    return [alone] if alone else found


def _fill(folded: str, start: int, end: int) -> list[re.Match[str]]:
    """What fills a slot; words like 按照上级要求 only where it holds no other time."""
    matches = list(_one_after_another(grammar.in_slot(), folded, start, end))
    return [one for one in matches if one.lastgroup != "unnamed"] or matches


def _one_after_another(
    patterns: tuple[re.Pattern[str], ...], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """The matches of several patterns as if they were the alternatives of one."""
    ahead = [match for pattern in patterns if (match := pattern.search(text, start, end))]
    while ahead:
        first = min(ahead, key=re.Match.start)
        yield first
        at = first.end()
        later = (one if one.start() >= at else one.re.search(text, at, end) for one in ahead)
        ahead = [match for match in later if match]


def _goes_on(folded: str, first: Reading, ongoing: Reading) -> bool:
    """2024年3月—长期, 2024年3月起长期坚持."""
    between = folded[first.end : ongoing.start]
    return _TO.fullmatch(between) is not None or (first.form is Form.ONWARD and not between.strip())


def _from_then_on(first: Reading, ongoing: Reading) -> Reading:
    """2024年3月—长期: ongoing from the beginning of that month."""
    begins = first.first
    if begins is None and first.last and first.precision in _BEGINNINGS:
        begins = first.last.replace(**_BEGINNINGS[first.precision])
    return ongoing._replace(start=first.start, first=begins)


def _as_limit(one: Reading) -> Reading:
    """In a slot a bare month is the month by whose end the work is due."""
    if one.form is Form.BARE and one.precision == "month":
        return one._replace(kind=DeadlineKind.DATE, first=None)
    return one


def _as_stage(one: Reading, folded: str, span: Span) -> Reading:
    """总结提升阶段（2026年）: the year of a stage is its time and no target."""
    target = one.form is Form.BARE and one.kind is DeadlineKind.TARGET
    if not target or one.last is None or not Setting(folded, span, one.start, one.end).stage():
        return one
    return one._replace(kind=DeadlineKind.PERIOD, first=one.last.replace(month=1, day=1))


@dataclass
class _Sentence:
    """What a sentence, or a slot, hands on so far: its year, its 从…起, its last limit."""

    year: int | None = None
    since: Reading | None = None
    last: Reading | None = None


def _in_text(folded: str, span: Span, anchor: Anchor) -> Iterator[Reading]:
    so_far = _Sentence()
    at = floor = span.start
    candidates = [(time, label) for match, label in _candidates(folded, span) for time in several(match)]
    if not candidates:
        return
    for (time, row), (_, label) in zip(
        in_rows(folded, (time for time, _ in candidates)), candidates, strict=True
    ):
        if _SENTENCE_END.search(folded, at, time.start):
            so_far = _Sentence()
        past = not label and is_of_the_past(time, anchor)
        one = None if past else _read(time, folded, floor, anchor, so_far)
        at = time.end
        if one is None:
            continue
        place = Span(min(one.start, row.start), max(one.end, row.end))
        if label or is_limit(one, folded, span, place, anchor, so_far.last):
            one = _as_limit(one) if label else _as_stage(one, folded, span)
            one = _since(one, so_far.since)
            _hand_on(so_far, one)
            floor = one.end
            yield one
        elif one.form is Form.ONWARD:
            so_far.since = one


def _hand_on(so_far: _Sentence, one: Reading) -> None:
    so_far.last = one
    if one.form is not Form.RANGE and one.precision in _FINER_THAN_A_YEAR:
        so_far.year = one.year


def _since(one: Reading, since: Reading | None) -> Reading:
    """从2019年起，…于每年2月底前: the recurring limit begins with the year named before it."""
    if since is None or one.form is not Form.CYCLE_BOUNDED:
        return one
    return one._replace(first=since.first)


def _candidates(folded: str, span: Span) -> Iterator[tuple[re.Match[str], bool]]:
    """Every match of the grammar in the span, and whether a slot label (完成时限：) stands before it.

    Only the surroundings of characters that a time needs are tried, and none in the title of a document.
    """
    at = span.start
    core, in_text = grammar.core(), grammar.in_text()
    while hit := core.search(folded, at, span.end):
        if hit[0] in "：\t|":
            at = hit.end()
            if grammar.slot_label().search(folded, max(span.start, at - _LOOK_BACK), at):
                for match in _labelled(folded, at, span):
                    yield match, True
                    at = match.end()
            continue
        title = in_title(folded, span, *hit.span())
        covering = None if title else _around(in_text, hit, folded, at, span)
        at = hit.end()
        if covering:
            yield covering, False
            at = covering.end()


def _around(
    in_text: re.Pattern[str], hit: re.Match[str], folded: str, at: int, span: Span
) -> re.Match[str] | None:
    """The match of the grammar that covers `hit`, beginning at `at` or later."""
    low, high = max(at, hit.start() - _LOOK_BACK), min(span.end, hit.end() + _LOOK_AHEAD)
    for match in in_text.finditer(folded, low, high):
        if match.start() > hit.start():
            return None
        if match.end() > hit.start():
            return match
    return None


def _labelled(folded: str, start: int, span: Span) -> list[re.Match[str]]:
    stop = _CELL_END.search(folded, start, span.end)
    return _fill(folded, start, stop.start() if stop else span.end)


def _read(
    time: Printed, folded: str, floor: int, anchor: Anchor, so_far: _Sentence, *, slot: bool = False
) -> Reading | None:
    """What a time says; the event of a relative limit is looked for from `floor` on.

    In a `slot` it may be any event: nothing else can stand there.
    """
    parts = time.parts
    if "cycle" in parts:
        return read_cycle(time, "cycle")
    if "rhythm" in parts:
        return read_cycle(time, "rhythm")
    if "count" in parts:
        return read_within(time, folded, floor, anchor, any_event=slot)
    if "ahead_count" in parts:
        return read_ahead(time, folded, floor)
    if "whole_year" in parts:
        return read_whole_year(time, anchor)
    if "coming_season" in parts:
        return read_coming_season(time)
    if "that_month" in parts:
        return read_end_of_month(time, so_far.last)
    if "event_year" in parts:
        return read_year_event(time)
    if "compact" in parts:
        return read_compact(time)
    if not parts.keys().isdisjoint(_STANDING):
        return read_standing(time, anchor)
    return read_time(time, anchor, so_far.year)

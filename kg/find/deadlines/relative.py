"""Limits counted from an event: 自印发之日起30日内, 会后5个工作日内, 提前7个工作日."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.find.deadlines import stretches
from kg.find.deadlines.grammar import any_of, compiled
from kg.find.deadlines.shapes import Anchor, Form, Printed, Reading
from kg.find.text.dates import number_of
from kg.lexicon import load
from kg.model import DeadlineKind

_WORDS = load("time")
_EVENTS = (*_WORDS["triggers"]["own_issue"], *_WORDS["triggers"]["events"])
_UNITS = {
    "工作日": "D",
    "日": "D",
    "天": "D",
    "周": "W",
    "星期": "W",
    "月": "M",
    "季度": "Q",
    "年": "Y",
    "小时": "H",
    "分钟": "m",
}
_REACH = 40
_EVENT = compiled(
    r"(?P<event>(?:[^，。；：、（）“”《》\n\t]|《[^《》\n\t]{1,30}》){1,24}?)"
    r" (?P<mark>之 日 起|当 日 起|之 日|之 后|以 后|后|起|前) (?:的 )?(?:[应须需]?当? 在?)?$"
)
# 接到建议、提案的10日内
_RECEIPT = compiled(
    rf"(?P<event>{any_of(_WORDS['triggers']['receipts'])}[^，。；：（）“”\n\t]{{0,30}}?)"
    r" (?P<mark>之 日 起|当 日 起|之 日|之 后|以 后|后|起|的|)(?: 的)?(?: 在)? $"
)
_OWN_ISSUE = compiled(
    rf"(?:{any_of(_WORDS['triggers']['own_document'])} )*{any_of(_WORDS['triggers']['own_issue'])}$"
)
_OPENINGS = re.compile(r".*(?:自(?!治)|从|于|在|应当?|须|要|需)(?=[^\s])", re.DOTALL)
# 自2024年6月起，用一年时间: the years are counted from the time before them
_FROM = re.compile(r"起\s*[，,]?\s*(?:用|利用|为期)?\s*\Z")


@dataclass(frozen=True, slots=True)
class _Event:
    """What a limit is counted from: where the expression begins, the event as printed, and how it stands."""

    start: int
    name: str | None = None
    before: bool = False
    own_issue: bool = False


def read_within(
    time: Printed, folded: str, floor: int, anchor: Anchor, *, any_event: bool = False
) -> Reading | None:
    """N日内 with the event before it, not looking back beyond `floor`; None for absurd counts.

    The event is one of those known to happen, or `any_event`.
    """
    count, unit, working = _amount(time.parts["count"], time.parts["unit"])
    if count is None:
        return None
    if "and_half" in time.parts:
        count, unit = 12 * count + 6, "M"
    event = _event(folded, time.start, floor, any_event=any_event)
    elsewhere = _FROM.search(folded, max(floor, event.start - _REACH), event.start)
    counted = event.own_issue or (unit == "Y" and event.name is None and not elsewhere)
    first = anchor.date if counted else None
    last = _end(first, count, unit, working)
    if "afterwards" in time.parts:
        first, last = last, None
    return Reading(
        event.start, time.end, Form.WITHIN, DeadlineKind.RELATIVE, first, last,
        duration=_duration(count, unit, event.before), day_kind=_day_kind(unit, working), trigger=event.name,
    )  # fmt: skip


def read_length(time: Printed) -> Reading | None:
    """24个月 with nothing that tells from when on."""
    count, unit, working = _amount(time.parts["count"], time.parts["unit"])
    if count is None:
        return None
    return Reading(
        time.start, time.end, Form.WITHIN, DeadlineKind.RELATIVE,
        duration=_duration(count, unit, False), day_kind=_day_kind(unit, working),
    )  # fmt: skip


def read_ahead(time: Printed, folded: str, floor: int) -> Reading | None:
    """提前N日 or 会议召开前N日: a time before an event."""
    count, unit, working = _amount(time.parts["ahead_count"], time.parts["ahead_unit"])
    ahead = time.parts["ahead"] != ""  # empty where 前 stands before it
    event = _Event(time.start) if ahead else _event(folded, time.start, floor)
    if count is None or not (ahead or event.before):
        return None
    return Reading(
        event.start, time.end, Form.AHEAD, DeadlineKind.RELATIVE,
        duration=_duration(count, unit, True), day_kind=_day_kind(unit, working), trigger=event.name,
    )  # fmt: skip


def _amount(printed: str, unit: str) -> tuple[int | None, str, bool]:
    name = unit.removeprefix("个")
    letter = _UNITS[name]
    if printed == "半":
        count, letter = {"Y": (6, "M"), "M": (15, "D"), "D": (12, "H"), "H": (30, "m")}.get(
            letter, (None, letter)
        )
        return count, letter, False
    try:
        count = number_of(printed)
    except (ValueError, KeyError):
        return None, letter, False
    if letter == "Q":
        count, letter = count * 3, "M"
    return count, letter, name == "工作日"


def _duration(count: int, unit: str, before: bool) -> str:
    sign = "-" if before else ""
    return f"{sign}PT{count}{unit.upper()}" if unit in "Hm" else f"{sign}P{count}{unit}"


def _day_kind(unit: str, working: bool) -> str | None:
    if working:
        return "working"
    return None if unit in "Hm" else "calendar"


def _end(first: date | None, count: int, unit: str, working: bool) -> date | None:
    if first is None or unit in "Hm":
        return None
    return stretches.working_days_later(first, count) if working else stretches.later(first, count, unit)


def _event(folded: str, end: int, floor: int, *, any_event: bool = False) -> _Event:
    """The event right before `end`, looked for from `floor` on."""
    low = max(floor, end - _REACH)
    if match := _RECEIPT.search(folded, low, end):
        return _named(folded, floor, match, match.start("event"), any_event=any_event)
    match = _EVENT.search(folded, low, end)
    if not match:
        return _Event(end)
    opening = _OPENINGS.match("".join(match["event"].partition("《")[:2]))
    at = match.start("event") + (opening.end() if opening else 0)
    return _named(folded, floor, match, at, any_event=any_event)


def _named(folded: str, floor: int, match: re.Match[str], at: int, *, any_event: bool) -> _Event:
    """The event that begins at `at`; none where nothing known happens in it, unless it may be any."""
    name = "".join(folded[at : match.end("event")].split())
    mark = match["mark"]
    if not name or not (any_event or any(word in name + mark for word in _EVENTS)):
        return _Event(match.end())
    start = at - 1 if at > floor and folded[at - 1] in "自从" else at
    return _Event(
        start,
        name,
        mark == "前",
        mark != "前" and _OWN_ISSUE.fullmatch(re.sub("[《》]", "", name)) is not None,
    )

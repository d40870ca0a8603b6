"""From the shape of a time expression to its dates: what is printed, never more precise."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.find.deadlines import recurrence, stretches
from kg.find.deadlines.shapes import PARTS_OF_A_YEAR, Anchor, Form, Parts, Printed, Reading
from kg.find.deadlines.stretches import Stretch
from kg.find.text.dates import number_of, year_of
from kg.lexicon import load
from kg.model import DeadlineKind

_WORDS = load("time")
_MONTHS_BACK = 4
_BOUNDS = ("this_year", "middle")  # 年底, 年中: words that bound by themselves
_EDGES = ("close", "before", "within", "until")
_WITHIN_A_YEAR = (*PARTS_OF_A_YEAR, "middle", "near_week")
_PRECISIONS = {
    "day": "day",
    "feast": "day",
    "ten_days": "period",
    "early": "period",
    "month": "month",
    "half": "half-year",
    "middle": "half-year",
    "quarter": "quarter",
    "q": "quarter",
    "year_early": "period",
}


def read_time(time: Printed, anchor: Anchor, carried: int | None) -> Reading | None:
    """A date, period, target or range; None where the calendar has no such time.

    `carried` is the year printed earlier in the sentence, which counts before the anchor's.
    """
    read = _range if "join" in time.parts else _single
    try:
        one = read(time, anchor, carried)
    except (ValueError, KeyError, OverflowError):
        return _absurd(time)
    return _absurd(time) if one.first and one.last and one.first > one.last else one


def _absurd(time: Printed) -> Reading | None:
    """2023年9月31日前: a limit whose words are kept, though the calendar has no such day."""
    if time.parts.keys().isdisjoint(("month0", "month1")):
        return None
    if "join" in time.parts:
        return Reading(time.start, time.end, Form.RANGE, DeadlineKind.PERIOD)
    bounded = "by" in time.parts or _edge(Parts(time.parts, "0"))
    return Reading(time.start, time.end, Form.BOUNDED if bounded else Form.DAY, DeadlineKind.DATE)


def read_compact(time: Printed) -> Reading | None:
    """20231231."""
    try:
        one = date.fromisoformat(time.parts["compact"][:8])
    except ValueError:
        return None
    return Reading(
        time.start, time.end, Form.BOUNDED, DeadlineKind.DATE, None, one, "day", year=one.year
    )  # fmt: skip


def _single(time: Printed, anchor: Anchor, carried: int | None) -> Reading:
    parts = Parts(time.parts, "0")
    whole = _stretch(parts, anchor, carried)
    open_ended = "open_ended" in time.parts
    limited = "by" in time.parts or open_ended or _edge(parts) or not parts.keys().isdisjoint(_BOUNDS)
    if parts.get("onward") or "from" in time.parts:
        return _reading(time, Form.ONWARD, DeadlineKind.PERIOD, whole.first, None, whole, open_ended=True)
    if limited:
        kind = DeadlineKind.TARGET if _is_target(time, parts) else DeadlineKind.DATE
        last = _limit(parts, whole)
        trigger = parts.get("season")
        if trigger and last is None:
            kind = DeadlineKind.RELATIVE
        return _reading(time, Form.BOUNDED, kind, None, last, whole, open_ended=open_ended, trigger=trigger)
    if whole.precision == "day":
        return _reading(time, Form.DAY, DeadlineKind.DATE, None, whole.last, whole)
    if whole.precision == "year" and not parts.get("about") and not parts.get("all_of"):
        return _reading(time, Form.BARE, DeadlineKind.TARGET, None, whole.last, whole)
    return _reading(time, Form.BARE, DeadlineKind.PERIOD, whole.first, whole.last, whole)


def _range(time: Printed, anchor: Anchor, carried: int | None) -> Reading:
    first, second = Parts(time.parts, "0"), Parts(time.parts, "1")
    now = "now" in time.parts
    opening = Stretch(anchor.date, anchor.date, "day") if now else _opening(first, anchor, carried)
    closing = _closing(second, opening, anchor, carried)
    return Reading(
        time.start, time.end, Form.RANGE, DeadlineKind.PERIOD,
        opening.first, _limit(second, closing), "period", year=closing.year,
    )  # fmt: skip


def _opening(first: Parts, anchor: Anchor, carried: int | None) -> Stretch:
    """The beginning of a range: of 2024年底 or 一季度末 the last month, of 6月底 the last ten days."""
    whole = _stretch(first, anchor, carried)
    if "close" not in first or whole.last is None:
        return whole
    if whole.precision == "month":
        return stretches.ten_days(whole.last.year, whole.last.month, "下")
    return stretches.month(whole.last.year, whole.last.month)


def _closing(second: Parts, opening: Stretch, anchor: Anchor, carried: int | None) -> Stretch:
    """The end of a range: what it does not print it takes from the beginning."""
    year = opening.year or carried
    if only_month := second.number("only_month"):
        day = second.number("month_day")
        number = opening.year or 0
        return stretches.month(number, only_month) if day is None else stretches.day(number, only_month, day)
    if second.get("only_day"):
        if opening.first is None:
            return stretches.undated("day")
        return stretches.day(opening.first.year, opening.first.month, second.number("only_day") or 0)
    closing = _stretch(second, Anchor(year or anchor.year, anchor.date), year)
    printed = second.get("year") or second.get("iso_year") or second.get("near_year")
    wraps = opening.first and closing.last and closing.last < opening.first
    if wraps and not printed and year:
        closing = _stretch(second, anchor, year + 1)
    return closing


def _reading(
    time: Printed,
    form: Form,
    kind: DeadlineKind,
    first: date | None,
    last: date | None,
    whole: Stretch,
    *,
    open_ended: bool = False,
    trigger: str | None = None,
) -> Reading:
    return Reading(
        time.start, time.end, form, kind, first, last, whole.precision,
        open_ended=open_ended, trigger=trigger, year=whole.year, plan="plan0" in time.parts,
    )  # fmt: skip


def _edge(parts: Parts) -> bool:
    return not parts.keys().isdisjoint(_EDGES) or _ends_plan(parts)


def _ends_plan(parts: Parts) -> bool:
    return parts.get("plan_part", "").endswith("末")


def _is_target(time: Printed, parts: Parts) -> bool:
    """到2025年 names a target year; 到2025年底 and 2025年前 name a day."""
    whole_year = parts.get("year") or parts.get("near_year") or parts.get("phrase")
    return bool(
        "by" in time.parts and whole_year and not _edge(parts) and parts.keys().isdisjoint(_WITHIN_A_YEAR)
    )


def _limit(parts: Parts, whole: Stretch) -> date | None:
    """The last day on which the work is in time.

    A day counts itself (6月30日前 is 30 June), a longer time with 前 ends before it begins
    (2023年8月前 is 31 July) unless its end is named (8月底前); 上半年前 and 年中前 are by the end of June.
    """
    strictly_before = "before" in parts and "close" not in parts and not _ends_plan(parts)
    named = "feast" in parts or ("season" in parts and "day" not in parts)
    begins = named or whole.precision not in ("day", "half-year")
    if strictly_before and whole.first and begins:
        return whole.first - timedelta(days=1)
    return whole.last


def _stretch(parts: Parts, anchor: Anchor, carried: int | None) -> Stretch:
    if parts.get("iso_year"):
        return _numeric(parts)
    if parts.get("plan"):
        return _plan(parts)
    if phrase := parts.get("phrase"):
        end = date.fromisoformat(_WORDS["phrases"][phrase])
        return Stretch(None, end, "year")
    if parts.get("near_week"):
        return _near_week(parts, anchor)
    year = _year(parts, anchor, carried)
    if parts.get("near_month"):
        return _near_month(parts, anchor)
    if near := parts.get("near_quarter"):
        return _near_quarter(near, anchor)
    season = parts.get("season")
    if season and "day" not in parts:
        return _season(season, year, anchor.place)
    return _within_year(parts, year, anchor, carried)


def _year(parts: Parts, anchor: Anchor, carried: int | None) -> int | None:
    if year := parts.year():
        return year
    if near := parts.get("near_year"):
        base = carried if near in _WORDS["later_years"] else anchor.this_year
        ahead = _WORDS["years"].get(near, _WORDS["later_years"].get(near, 0))
        return None if base is None else base + int(ahead)
    return anchor.year if carried is None else carried


def _within_year(parts: Parts, year: int | None, anchor: Anchor, carried: int | None) -> Stretch:
    precision = _precision(parts)
    if year is None:
        _dated(parts, 2000)
        return stretches.undated(precision)
    whole = _dated(parts, year)
    counted = parts.get("year") or parts.get("near_year") or parts.as_of
    if not counted and _is_over(parts, whole, anchor):
        return _dated(parts, year + 1)
    if not counted and carried is None and anchor.begins_early:
        sooner = _dated(parts, year - 1)
        return sooner if anchor.date and sooner.last and sooner.last >= anchor.date else whole
    return whole


def _is_over(parts: Parts, whole: Stretch, anchor: Anchor) -> bool:
    """Whether a time without a year must be next year's: a month long past, a feast already begun."""
    if whole.first is None or whole.last is None or whole.year != anchor.year:
        return False
    if parts.get("feast"):
        return whole.first <= (anchor.date or date(whole.first.year, 1, 1))
    if anchor.date is None or whole.precision not in ("day", "month", "period"):
        return False
    back = stretches.later(whole.last, _MONTHS_BACK, "M")
    return whole.first.year == anchor.date.year and back is not None and back < anchor.date


def _precision(parts: Parts) -> str:
    return next((precision for name, precision in _PRECISIONS.items() if name in parts), "year")


def _dated(parts: Parts, year: int) -> Stretch:
    if feast := parts.get("feast"):
        return _feast(feast, year)
    if month := parts.number("month"):
        if ten_days := _ten_days(parts):
            return stretches.ten_days(year, month, ten_days)
        day = parts.number("day")
        return stretches.month(year, month) if day is None else stretches.day(year, month, day)
    if quarter := parts.number("quarter") or parts.number("q"):
        first = 1 if parts.get("first_quarters") else quarter
        return stretches.quarters(year, first, parts.number("last_quarter") or quarter)
    if half := parts.get("half") or ("上" if "middle" in parts else None):
        return stretches.half(year, half)
    if parts.get("month"):
        raise ValueError("month 0")
    return stretches.months(year, 1, 3, "period") if "year_early" in parts else stretches.year(year)


def _ten_days(parts: Parts) -> str:
    """The first and the last of the ten-day periods named: 中下 in 中下旬, 上 for 初."""
    return "上" if parts.get("early") else re.sub("[^上中下]", "", parts.get("ten_days") or "")


def _feast(name: str, year: int) -> Stretch:
    fixed = _WORDS["fixed_days"].get(name)
    if fixed:
        return stretches.day(year, int(fixed[:2]), int(fixed[3:]))
    first = stretches.holiday(_WORDS["holidays"][name], year)
    return Stretch(first, first, "day")


def _season(name: str, year: int | None, place: str) -> Stretch:
    """The first day of a season; undated where its place or year is unknown."""
    rows = (
        row for row in _WORDS["season"] if name in row["words"] and place and place[:2] == row["place"][:2]
    )
    row = next(rows, None)
    if row is None or year is None:
        return stretches.undated("period")
    first = date(year, int(row["first"][:2]), int(row["first"][3:]))
    return Stretch(first, first, "period")


def _near_week(parts: Parts, anchor: Anchor) -> Stretch:
    """本周五, 下周内: counted from the week of issue, which begins on Monday."""
    weekday = parts.get("weekday")
    precision = "day" if weekday else "period"
    if anchor.date is None:
        return stretches.undated(precision)
    ahead = 7 * int(_WORDS["weeks"][parts["near_week"]])
    monday = anchor.date + timedelta(days=ahead - anchor.date.weekday())
    if weekday is None:
        return Stretch(monday, monday + timedelta(days=6), precision)
    one = monday + timedelta(days="一二三四五六日".index(weekday.replace("天", "日")))
    return Stretch(one, one, precision)


def _near_quarter(name: str, anchor: Anchor) -> Stretch:
    """本季度, 下一季度: counted from the quarter of issue; 当季度 is decided by the text around it."""
    ahead = _WORDS["quarters"].get(name)
    if anchor.date is None or ahead is None:
        return stretches.undated("quarter")
    later, quarter = divmod((anchor.date.month - 1) // 3 + ahead, 4)
    return stretches.quarters(anchor.date.year + later, quarter + 1, quarter + 1)


def _near_month(parts: Parts, anchor: Anchor) -> Stretch:
    """本月, 下月: counted from the month of issue; 次月 is decided by the text around it."""
    precision = "day" if parts.get("day") else "month"
    ahead = _WORDS["months"].get(parts["near_month"])
    if anchor.date is None or ahead is None:
        return stretches.undated(precision)
    start = stretches.later(anchor.date.replace(day=1), ahead, "M")
    if start is None:
        return stretches.undated(precision)
    if ten_days := _ten_days(parts):
        return stretches.ten_days(start.year, start.month, ten_days)
    day = parts.number("day")
    whole = stretches.month(start.year, start.month)
    return whole if day is None else stretches.day(start.year, start.month, day)


def _numeric(parts: Parts) -> Stretch:
    year, month = parts.year() or 0, parts.number("iso_month") or 0
    day = parts.number("iso_day")
    return stretches.month(year, month) if day is None else stretches.day(year, month, day)


def _plan(parts: Parts) -> Stretch:
    five_year = parts.number("plan") or 0
    part = parts.get("plan_part", "")
    if "中期" in part:
        return stretches.plan(five_year, 2, 1)
    years = re.search(r"([前后])([两二三])年", part)
    if not years:
        return stretches.plan(five_year)
    length = 3 if years[2] == "三" else 2
    return stretches.plan(five_year, 0 if years[1] == "前" else 5 - length, length)


def read_cycle(time: Printed, prefix: str) -> Reading | None:
    """每年2月底前, 每季度, 按月: a recurring limit with its rule."""
    rule = recurrence.rule(time.parts, prefix)
    if rule is None:
        return None
    form = Form.CYCLE_BOUNDED if f"{prefix}_before" in time.parts else Form.CYCLE
    return Reading(time.start, time.end, form, DeadlineKind.RECURRING, recurrence=rule)


def read_standing(time: Printed, anchor: Anchor) -> Reading | None:
    """What fills a slot without a day: ongoing, at once, in a term of office, all year, from the issue."""
    place = time.start, time.end
    if "ongoing" in time.parts:
        start = anchor.date if "immediate" in time.parts else None
        return Reading(*place, Form.STANDING, DeadlineKind.ONGOING, first=start)
    if term := time.parts.get("term"):
        term = re.sub("之?[内前]$|期间$", "", term)
        return Reading(*place, Form.STANDING, DeadlineKind.RELATIVE, trigger=term)
    if "unnamed" in time.parts:
        return Reading(*place, Form.STANDING, DeadlineKind.RELATIVE)
    if not time.parts.keys().isdisjoint(("at_once", "from_now", "from_issue")):
        return Reading(*place, Form.STANDING, DeadlineKind.RELATIVE, first=anchor.date)
    if anchor.year is None:
        return Reading(*place, Form.STANDING, DeadlineKind.PERIOD, precision="year")
    whole = stretches.year(anchor.year)
    if time.parts["all_year"] == "全年":
        return Reading(*place, Form.STANDING, DeadlineKind.PERIOD, whole.first, whole.last, "year")
    return Reading(*place, Form.STANDING, DeadlineKind.DATE, None, whole.last, "year")


def read_year_event(time: Printed) -> Reading:
    """2022年高考前, 2022年秋季学期: within the year, on a day that is not told."""
    year, month = year_of(time.parts["event_year"]), time.parts.get("event_month")
    whole = stretches.month(year, number_of(month)) if month else stretches.year(year)
    return Reading(
        time.start, time.end, Form.BOUNDED, DeadlineKind.RELATIVE, None, whole.last, whole.precision,
        trigger=time.parts.get("year_event") or time.parts["year_part"], year=whole.year,
    )  # fmt: skip


def read_end_of_month(time: Printed, before: Reading | None) -> Reading | None:
    """月底前 in 6月初启动，月底前完成: the end of the month that the limit `before` it names."""
    if before is None or before.last is None or before.form is Form.RANGE:
        return None
    if before.precision not in ("day", "month", "period") or before.plan:
        return None
    whole = stretches.month(before.last.year, before.last.month)
    return Reading(
        time.start, time.end, Form.BOUNDED, DeadlineKind.DATE, None, whole.last, "month", year=whole.year
    )


def read_coming_season(time: Printed) -> Reading:
    """今冬明春: a season to come whose days nobody tells."""
    return Reading(time.start, time.end, Form.BARE, DeadlineKind.PERIOD, precision="period")


def read_whole_year(time: Printed, anchor: Anchor) -> Reading:
    """全年 in running text."""
    whole = stretches.year(anchor.year) if anchor.year else stretches.undated("year")
    return Reading(time.start, time.end, Form.BARE, DeadlineKind.PERIOD, whole.first, whole.last, "year")

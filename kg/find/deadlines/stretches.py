"""Stretches of the calendar: a day, a ten-day period, a month, a quarter … with first and last day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_TEN_DAYS = {"上": 1, "中": 11, "下": 21}
_PLAN_YEARS = 5
_FIRST_PLAN_OF_THE_CENTURY = 2001


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `first` to `last`, both included (None where the year is unknown), as precise as printed."""

    first: date | None
    last: date | None
    precision: str

    @property
    def year(self) -> int | None:
        """The year in which it ends."""
        return self.last.year if self.last else None


def undated(precision: str) -> Stretch:
    """A stretch whose year nobody prints."""
    return Stretch(None, None, precision)


def year(number: int) -> Stretch:
    """All of one year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), "year")


def months(number: int, first: int, last: int, precision: str) -> Stretch:
    """Whole months `first` to `last` of the year `number`; ValueError for a month like 13."""
    end = calendar.monthrange(number, last)[1] if 1 <= last <= 12 else 0
    return Stretch(date(number, first, 1), date(number, last, end), precision)


def month(number: int, which: int) -> Stretch:
    """One month."""
    return months(number, which, which, "month")


def quarters(number: int, first: int, last: int) -> Stretch:
    """Quarters `first` to `last` (1–4)."""
    return months(number, 3 * first - 2, 3 * last, "quarter")


def half(number: int, which: str) -> Stretch:
    """上 or 下 half of a year, or both of 上、下."""
    first, last = (1 if "上" in which else 7), (12 if "下" in which else 6)
    return months(number, first, last, "half-year")


def ten_days(number: int, which: int, parts: str) -> Stretch:
    """上旬, 中旬 or 下旬 of a month, or 中下旬, from the first to the last named."""
    first = date(number, which, _TEN_DAYS[parts[0]])
    if parts[-1] == "下":
        return Stretch(first, months(number, which, which, "month").last, "period")
    return Stretch(first, date(number, which, _TEN_DAYS[parts[-1]] + 9), "period")


def day(number: int, which: int, day_of_month: int) -> Stretch:
    """One day; ValueError where the calendar has no such day."""
    one = date(number, which, day_of_month)
    return Stretch(one, one, "day")


def plan(five_year: int, skip: int = 0, length: int = _PLAN_YEARS) -> Stretch:
    """`length` years of a five-year plan: 0 is 十五 (2001–2005), 4 is 十四五; `skip` years in."""
    first = _FIRST_PLAN_OF_THE_CENTURY + _PLAN_YEARS * five_year + skip
    return Stretch(date(first, 1, 1), date(first + length - 1, 12, 31), "period")


def later(start: date, count: int, unit: str) -> date | None:
    """`start` moved by `count` days (D), weeks (W), months (M) or years (Y); None beyond the calendar."""
    try:
        if unit in "DW":
            return start + timedelta(days=count * (7 if unit == "W" else 1))
        total = start.year * 12 + start.month - 1 + count * (12 if unit == "Y" else 1)
        number, which = divmod(total, 12)
        return date(number, which + 1, min(start.day, calendar.monthrange(number, which + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def working_days_later(start: date, count: int) -> date | None:
    """The `count`-th working day after `start` by the published holiday calendar; None outside it."""
    from chinese_calendar import is_workday  # type: ignore[import-untyped]

    if not 0 <= count <= 400:
        return None
    current = start
    try:
        while count:
            current += timedelta(days=1)
            count -= is_workday(current)
    except (NotImplementedError, OverflowError):
        return None
    return current


def holiday(name: str, number: int) -> date | None:
    """The first day of the holiday `name` in a year, by the published calendar; None outside it."""
    from chinese_calendar import get_holiday_detail

    one = date(number, 1, 1)
    try:
        while one.year == number:
            if get_holiday_detail(one) == (True, name):
                return one
            one += timedelta(days=1)
    except NotImplementedError:
        return None
    return None

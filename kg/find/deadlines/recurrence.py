"""Recurring limits as RFC 5545 rules: 每季度首月10日前 → FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10."""

from __future__ import annotations

import re

from kg.find.dates import number_of

_FREQUENCIES = {
    "年": ("YEARLY", 1),
    "年度": ("YEARLY", 1),
    "半年": ("MONTHLY", 6),
    "学期": ("MONTHLY", 6),
    "季": ("MONTHLY", 3),
    "季度": ("MONTHLY", 3),
    "月": ("MONTHLY", 1),
    "月度": ("MONTHLY", 1),
    "旬": ("DAILY", 10),
    "周": ("WEEKLY", 1),
    "星期": ("WEEKLY", 1),
    "日": ("DAILY", 1),
    "天": ("DAILY", 1),
}
_WEEKDAYS = dict(zip("一二三四五六日", ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_LAST_MONTHS = {"年": "12", "年度": "12", "半年": "6,12", "季": "3,6,9,12", "季度": "3,6,9,12"}
_FIRST_MONTHS = {"年": "1", "年度": "1", "半年": "1,7", "季": "1,4,7,10", "季度": "1,4,7,10"}


def rule(printed: dict[str, str], prefix: str) -> str | None:
    """The rule of the parts whose names begin with `prefix`; None where a month or day is absurd."""
    parts = {name: printed.get(f"{prefix}_{name}") for name in ("first", "months", "close", "day", "weekday")}
    cycle = printed[prefix]
    try:
        months, day = _months(parts, cycle), _day(parts)
    except (ValueError, KeyError):
        return None
    frequency, interval = _FREQUENCIES[cycle]
    interval *= _step(printed, prefix)
    rules = [f"FREQ={frequency}"]
    if months is None and interval > 1:
        rules.append(f"INTERVAL={interval}")
    if months:
        rules.append(f"BYMONTH={months}")
    if day is not None:
        rules.append(f"BYMONTHDAY={day}")
    if parts["weekday"]:
        rules.append(f"BYDAY={_WEEKDAYS[parts['weekday']]}")
    return ";".join(rules)


def _step(printed: dict[str, str], prefix: str) -> int:
    step = printed.get("step") if prefix == "cycle" else None
    return number_of(step.replace("两", "二")) if step else 1


def _months(parts: dict[str, str | None], cycle: str) -> str | None:
    """The months of the limit, as in BYMONTH; None where every turn of the cycle counts."""
    if parts["first"]:
        return _FIRST_MONTHS.get(cycle)
    if not parts["months"]:
        return _LAST_MONTHS.get(cycle) if parts["close"] else None
    numbers = [number_of(one) for one in re.findall(r"[0-9]+|[一二三四五六七八九十]+", parts["months"])]
    if not all(1 <= number <= 12 for number in numbers):
        raise ValueError("no such month")
    return ",".join(str(number) for number in numbers)


def _day(parts: dict[str, str | None]) -> int | None:
    """The day of the month; -1 is its last."""
    if parts["day"]:
        day = number_of(parts["day"])
        if not 1 <= day <= 31:
            raise ValueError("no such day")
        return day
    return -1 if parts["close"] else None

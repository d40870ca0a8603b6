"""Windows of days on the command line: 90d, --from, --to, --overdue."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from kg.errors import BadRequest

_LENGTH = re.compile(r"(\d{1,5})([dwmy])")


def day(option: str, text: str) -> date:
    """The date an option gives; raises BadRequest where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRequest(f"{option} {text} 不是日期；应写作 2025-12-31 这样的日期。") from None


def window(today: date, length: str, start: str, end: str, overdue: bool) -> tuple[str, str]:
    """The first and last ISO date asked for, "" where there is no limit; raises BadRequest for a clash."""
    if sum((bool(length), bool(start or end), overdue)) > 1:
        raise BadRequest("--within、--overdue、--from/--to 不能同用；请只写一种。")
    if length:
        return today.isoformat(), _after(today, length).isoformat()
    if overdue:
        return "", (today - timedelta(days=1)).isoformat()
    first, last = (
        day(option, text).isoformat() if text else "" for option, text in (("--from", start), ("--to", end))
    )
    if first and last and first > last:
        raise BadRequest(f"--from {first} --to {last} 的止日早于起日；请对调。")
    return first, last


def days_left(due: str, today: date) -> int:
    """The days from `today` to the ISO date `due`; negative when it has passed."""
    return (date.fromisoformat(due) - today).days


def _after(today: date, length: str) -> date:
    match = _LENGTH.fullmatch(length)
    if not match:
        raise BadRequest(f"--within {length} 不是一段时间；应写作 90d、12w、6m、1y 之类。")
    number, unit = int(match[1]), match[2]
    try:
        if unit in "dw":
            return today + timedelta(days=number * (7 if unit == "w" else 1))
        return _months_later(today, number * (12 if unit == "y" else 1))
    except (OverflowError, ValueError):
        raise BadRequest(f"--within {length} 超出日历；一般不超过 1y。") from None


def _months_later(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))

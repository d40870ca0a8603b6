"""Recurring limits as RFC 5545 rules: 每季度首月10日前 → FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10."""

from __future__ import annotations

import re

from kg.find.text.dates import number_of

_FREQUENCIES = {
    "年": ("YEARLY", 1),
    "半月": ("DAILY", 15),
    "半个月": ("DAILY", 15),
    "年度": ("YEARLY", 1),
    "半年": ("MONTHLY", 6),
    "学期": ("MONTHLY", 6),
    "学年": ("YEARLY", 1),
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
_WEEKDAYS = dict(zip("一二三四五六日", ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True)) | {
    "天": "SU"
}
_LAST_MONTHS = {"年": "12", "年度": "12", "半年": "6,12", "季": "3,6,9,12", "季度": "3,6,9,12"}
_MONTHS_OF_A_TURN = {"年": 12, "年度": 12, "半年": 6, "季": 3, "季度": 3}
_ORDINALS = {"一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3}
_NUMBER = "(?:[0-9]+|[一二三四五六七八九十]+)"
_TO = r"[月份日号]*[—\-~至到]+[^\d一二三四五六七八九十]*"
_NUMBERS = re.compile(rf"(?P<first>{_NUMBER})(?:{_TO}(?P<last>{_NUMBER}))?")
_PARTS = ("nth", "months", "quarter", "half", "close", "day", "until", "last", "weekday", "before")


def rule(printed: dict[str, str], prefix: str) -> str | None:
    """The rule of the parts whose names begin with `prefix`; None where a month or day is absurd."""
    parts = {name: printed.get(f"{prefix}_{name}") for name in _PARTS}
    if parts["until"]:
        parts |= _up_to(parts)
    parts["months"] = parts["months"] or _months_of_year(parts)
    cycle = printed[prefix]
    try:
        months, days = _months(parts, cycle), _days(parts)
    except (ValueError, KeyError):
        return None
    frequency, interval = _FREQUENCIES[cycle]
    interval *= _step(printed, prefix)
    rules = [f"FREQ={frequency}"]
    if months is None and interval > 1:
        rules.append(f"INTERVAL={interval}")
    if months:
        rules.append(f"BYMONTH={months}")
    if days:
        rules.append(f"BYMONTHDAY={days}")
    if parts["last"] and "工作" in parts["last"]:
        rules.append("BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
    if parts["weekday"]:
        days = re.sub("周|星期", "", parts["weekday"])
        rules.append("BYDAY=" + ",".join(_WEEKDAYS[one] for one in days if one in _WEEKDAYS))
    return ";".join(rules)


def _step(printed: dict[str, str], prefix: str) -> int:
    step = printed.get("step") if prefix == "cycle" else None
    return number_of(step) if step else 1


def _months(parts: dict[str, str | None], cycle: str) -> str | None:
    """The months of the limit, as in BYMONTH; None where every turn of the cycle counts."""
    if parts["nth"]:
        return _nth_months(parts["nth"], cycle)
    if not parts["months"]:
        return _LAST_MONTHS.get(cycle) if parts["close"] else None
    return _numbers(parts["months"], 12, ends_only=_bounded(parts))


def _months_of_year(parts: dict[str, str | None]) -> str | None:
    """The months of 每年第三季度 or 每年上半年, as they would be printed."""
    if quarter := parts["quarter"]:
        last = 3 * number_of(quarter)
        return f"{last - 2}月至{last}月"
    return {"上": "1月至6月", "下": "7月至12月"}.get(parts["half"] or "")


def _nth_months(nth: str, cycle: str) -> str | None:
    """每季度第二个月: the second month of each turn; 首月 is the first, and 次月 the first of the next."""
    turn = _MONTHS_OF_A_TURN.get(cycle)
    if turn is None:
        return None
    ordinal = turn if "最后" in nth else next((_ORDINALS[char] for char in nth if char in _ORDINALS), 1)
    return ",".join(str(month) for month in range(ordinal, 13, turn))


def _up_to(parts: dict[str, str | None]) -> dict[str, str | None]:
    """每年3月1日至5月31日: the months, as a rule has no days for their ends; 每月1日至5日: the days."""
    until = parts["until"] or ""
    if "月" in until:
        return {"months": f"{parts['months'] or ''}{until[: until.index('月') + 1]}", "day": None}
    return {"day": f"{parts['day']}{until}"}


def _bounded(parts: dict[str, str | None]) -> bool:
    """Whether of 每年1月至3月底前 only the end counts."""
    return bool(parts["close"] or parts["before"])


def _numbers(printed: str, highest: int, *, ends_only: bool) -> str:
    """The numbers printed, those from 3 to 5 one by one; of 11月至次年2月 round the end of the year."""
    numbers: list[int] = []
    for match in _NUMBERS.finditer(printed):
        first, last = number_of(match["first"]), number_of(match["last"] or match["first"])
        if not (1 <= first <= highest and 1 <= last <= highest):
            raise ValueError("no such month or day")
        wraps = last < first
        several = [*range(first, highest + 1), *range(1, last + 1)] if wraps else range(first, last + 1)
        numbers += [last] if ends_only else several
    return ",".join(map(str, numbers))


def _days(parts: dict[str, str | None]) -> str | None:
    """The days of the month, as in BYMONTHDAY; -1 is its last."""
    if parts["day"]:
        return _numbers(parts["day"], 31, ends_only=_bounded(parts))
    last = parts["last"] or ("" if parts["close"] else "工作")
    return None if "工作" in last else "-1"

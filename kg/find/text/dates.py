"""Full dates as printed: 2023年4月23日, 二〇二三年元月五日, 2023-04-23, 民国112年4月23日."""

from __future__ import annotations

import re
from datetime import date

from kg.find.text.closed_by import ClosedBy

_SPELT = "[〇○0Oo零一二三四五六七八九]"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH = rf"(?:元|{_SMALL})"
_REPUBLIC = 1911  # what the years of 民国 are counted from
_BEFORE_COUNTED = re.compile("[国國]")
_COUNTED = r"[国國]\d{1,3}"
_REPUBLICAN = f"民{_COUNTED}"
# the first character alone turns most places away
_FIRST = "[12一二民中]"
_BEHIND_FIRST = (
    rf"(?:(?<=1)9\d{{2}}|(?<=2)0\d{{2}}|(?<=[一二]){_SPELT}{{3}}|(?<=民){_COUNTED}"
    rf"|(?<=中)[华華]{_REPUBLICAN})年{_MONTH}月{_SMALL}日"
)
DATE = re.compile(f"{_FIRST}{_BEHIND_FIRST}")
# also one whose day was left open: 2020年4月 日
_OR_OPEN = re.compile(rf"{_FIRST}(?:{_BEHIND_FIRST}|(?<=2)0\d{{2}}年(?P<open>\d{{1,2}}月日))")
DATES_OR_OPEN = ClosedBy(_OR_OPEN, "日", 18)
_HAN = (
    {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
    | dict.fromkeys("零○Oo0", 0)
    | {"元": 1, "两": 2}
)
FULL_DATE = (
    rf"(?P<year>\d{{4}}|{_SPELT}{{4}}|{_REPUBLICAN})[年.\-/](?P<month>{_MONTH})[月.\-/](?P<day>{_SMALL})日?"
)
_FULL = re.compile(FULL_DATE)


def number_of(printed: str) -> int:
    """The value of Arabic digits, of digits spelt out (二〇二三, also with O for 〇), or of 一 … 九十九."""
    if printed.isdigit():
        return int(printed)
    if "十" not in printed:
        return int("".join(str(_HAN[one]) for one in printed))
    tens, _, ones = printed.partition("十")
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)


def year_of(printed: str) -> int:
    """The year of our era that 2024, 二〇二四, 民国113 or a bare 113 names."""
    *_, counted = _BEFORE_COUNTED.split(printed)
    number = number_of(counted)
    return number + _REPUBLIC if counted != printed or 100 <= number < 1000 else number


def full_date(printed: str) -> str | None:
    """The first full date in `printed` as an ISO string; None where there is none or it is absurd."""
    match = _FULL.search(printed)
    if not match:
        return None
    try:
        return date(year_of(match["year"]), number_of(match["month"]), number_of(match["day"])).isoformat()
    except (ValueError, KeyError):
        return None

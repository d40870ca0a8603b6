"""Full dates as printed: 2023年4月23日, 二〇二三年四月二十三日, 2023-04-23."""

from __future__ import annotations

import re
from datetime import date

DATE = re.compile(
    r"(?:19\d{2}|20\d{2}|一[〇○零一二三四五六七八九]{3}|二[〇○零一二三四五六七八九]{3})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_HAN = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_FULL = re.compile(
    r"(?P<year>\d{4}|[〇○零一二三四五六七八九]{4})[年.\-/](?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})[月.\-/]"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日?"
)


def number_of(printed: str) -> int:
    """The value of Arabic digits, of digits spelt out (二〇二三), or of 一 … 九十九."""
    if printed.isdigit():
        return int(printed)
    if "十" not in printed:
        return int("".join(str(_HAN[one]) for one in printed))
    tens, _, ones = printed.partition("十")
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)


def full_date(printed: str) -> str | None:
    """The first full date in `printed` as an ISO string; None where there is none or it is absurd."""
    match = _FULL.search(printed)
    if not match:
        return None
    try:
        return date(number_of(match["year"]), number_of(match["month"]), number_of(match["day"])).isoformat()
    except (ValueError, KeyError):
        return None

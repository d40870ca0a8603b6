"""The shapes of time expressions as printed and as read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from kg.find.text.dates import number_of, year_of
from kg.model import DeadlineKind, squeeze

_CENTURY = 2000
# the parts of an expression that tell a time inside a year
PARTS_OF_A_YEAR = ("month", "near_month", "near_quarter", "quarter", "q", "half", "feast")


class Form(Enum):
    """How a time stands in print, which decides whether it can limit a task."""

    BOUNDED = auto()  # 6月底前, 到2025年
    RANGE = auto()  # 2022年—2025年
    BARE = auto()  # 2025年, 第三季度
    DAY = auto()  # 2023年6月30日
    ONWARD = auto()  # 自2023年7月1日起
    CYCLE = auto()  # 每年
    CYCLE_BOUNDED = auto()  # 每年2月底前
    WITHIN = auto()  # 30日内
    AHEAD = auto()  # 提前7个工作日
    STANDING = auto()  # 长期坚持


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression without a year is counted from: the year of the document, title or table,
    the document's date of issue, and the division code of its place (for 汛期前, 供暖季前).

    Where it `begins_early`, the work of the year is under way when the document is issued, before that year.
    """

    year: int | None = None
    date: date | None = None
    place: str = ""
    begins_early: bool = False

    @property
    def this_year(self) -> int | None:
        """What 今年 is."""
        return self.date.year if self.date and self.begins_early else self.year


class Reading(NamedTuple):
    """One expression read: offsets `start` and `end`, its form and what it says."""

    start: int
    end: int
    form: Form
    kind: DeadlineKind
    first: date | None = None
    last: date | None = None
    precision: str | None = None
    recurrence: str | None = None
    duration: str | None = None
    day_kind: str | None = None
    trigger: str | None = None
    open_ended: bool = False
    year: int | None = None
    plan: bool = False


class Printed(NamedTuple):
    """An expression as printed: its place, and its parts by the names of the grammar's groups."""

    start: int
    end: int
    parts: dict[str, str]


def printed(match: re.Match[str]) -> Printed:
    """The parts of a match that are there, without white space."""
    groups = zip(match.re.groupindex, match.groups(), strict=True)
    return Printed(*match.span(), {name: squeeze(part) for name, part in groups if part is not None})


class Parts(dict[str, str]):
    """The parts of the first ("0") or second ("1") time of an expression, named without that digit."""

    def __init__(self, parts: dict[str, str], which: str) -> None:
        super().__init__({name[:-1]: part for name, part in parts.items() if name[-1] == which})
        # 截至9月底 may look back, and then means the September that was
        self.as_of = parts.get("by", "").startswith("截")

    def year(self) -> int | None:
        """The year printed: 2024, 24 or 民国113."""
        value = self.get("year") or self.get("iso_year")
        year = year_of(value) if value else 0
        return (year + _CENTURY if year < 100 else year) if value else None

    def number(self, name: str) -> int | None:
        """What the part called `name` counts, None where it is not printed."""
        value = self.get(name)
        return None if value is None else number_of(value)

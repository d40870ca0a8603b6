"""The shapes of time expressions as printed and as read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from kg.model import DeadlineKind, squeeze

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
    the document's date of issue, and the division code of its place (for 汛期前, 供暖季前)."""

    year: int | None = None
    date: date | None = None
    place: str = ""


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

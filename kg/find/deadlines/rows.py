"""Times in a row: 4月15日、7月15日及10月15日前 are three limits with one bound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kg.find.deadlines.grammar import any_of, compiled, feasts, named_times
from kg.find.deadlines.shapes import PARTS_OF_A_YEAR, Printed, printed
from kg.lexicon import load
from kg.model import Span, squeeze

MARK = compiled(r" (?:、|和|及|与|以 及|(?<=[”\"」’])(?=[“\"「‘])) ")
_POINTS = frozenset(f"{name}0" for name in (*PARTS_OF_A_YEAR, "year", "near_year", "season", "plan"))
# others before a time, what they are in place of, and how each is printed
_MORE = {"more_years0": "year0", "more_months0": "month0", "more_days0": "day0", "more_names0": "feast0"}
_NUMBER = compiled(r"(?P<one>(?:[^\s、和及与以日号] )+)[日号]?")
_FEAST = compiled(rf"[“\"「‘]? (?P<one>{any_of(named_times())}) 节? [”\"」’]?")
_ONE = {"year0": _NUMBER, "month0": _NUMBER, "day0": _NUMBER, "feast0": _FEAST}
_OPEN = frozenset(("join", "from", "onward0"))
_NEAR_YEARS = load("time")["years"]
_BRACKET = compiled(" （ ")
_LOOK_BACK = 4
_BOUND = ("close0", "before0", "within0", "cycle_before")


class Placed(NamedTuple):
    """A printed time, and the stretch of the row it stands in: its own where it stands alone."""

    time: Printed
    row: Span


def several(match: re.Match[str]) -> list[Printed]:
    """The times of one expression, three in 3、6、9月底前: what stands behind the last is said of all."""
    last = printed(match)
    if _MORE.keys().isdisjoint(last.parts) or "join" in last.parts:
        return [last]
    more = next(name for name in _MORE if name in last.parts)
    part, end = _MORE[more], match.end(more)
    numbers = list(_ONE[part].finditer(match.string, match.start(more), end))
    if len(numbers) == 1 and part == "month0" and _numbers_an_item(match):
        return [last._replace(start=end)]
    alike = {name: word for name, word in last.parts.items() if name not in ("feast0", "season0")}
    first, *others = [
        Printed(one.start(), one.end(), {**alike, **_part(part, squeeze(one["one"]))}) for one in numbers
    ]
    return [first._replace(start=match.start()), *others, last._replace(start=end)]


def _part(part: str, word: str) -> dict[str, str]:
    """A part of a time; what is called by a name is a feast or a season."""
    return {"season0": word} if part == "feast0" and word not in feasts() else {part: word}


def _numbers_an_item(match: re.Match[str]) -> bool:
    """1、6月底前 at the head of a line or behind a stop is June in an item of its own."""
    start = match.start()
    before = match.string[max(0, start - _LOOK_BACK) : start].rstrip(" ")
    return match.start("more_months0") == start and before[-1:] in ("", *"\n\t|。；")


def in_rows(folded: str, times: Iterable[Printed]) -> list[Placed]:
    """Each time with its row; in a row the cycle of the first and the bound of the last are shared."""
    placed: list[Placed] = []
    for row in _rows(folded, times):
        whole = Span(row[0].start, row[-1].end)
        placed += [Placed(one, whole) for one in _with_bound(row)]
    return placed


def _rows(folded: str, times: Iterable[Printed]) -> list[list[Printed]]:
    rows: list[list[Printed]] = []
    for time in times:
        last = rows[-1][-1] if rows else None
        if last is not None and _told_in_bracket(folded, last, time):
            rows.append([_in_cycle(last, time)])
        elif last is None or not MARK.fullmatch(folded, last.end, time.start):
            rows.append([time])
        elif _same_cycle(last, time):
            rows[-1].append(_in_cycle(last, time))
        elif _is_point(last) and _is_point(time):
            rows[-1].append(time)
        else:
            rows.append([time])
    return rows


def _is_point(time: Printed) -> bool:
    return not _POINTS.isdisjoint(time.parts) and _OPEN.isdisjoint(time.parts)


def _told_in_bracket(folded: str, last: Printed, time: Printed) -> bool:
    """每半年（6月20日、12月20日前）: a bracket tells on which days of each year the turns are due."""
    if last.parts.get("cycle") not in ("年", "半年", "季", "季度") or "cycle_months" in last.parts:
        return False
    return _BRACKET.fullmatch(folded, last.end, time.start) is not None and _is_day_of_any_year(time)


def _is_day_of_any_year(time: Printed) -> bool:
    named = "year0" in time.parts or time.parts.get("near_year0") in _NEAR_YEARS
    return "month0" in time.parts and not named and _is_point(time)


def _same_cycle(last: Printed, time: Printed) -> bool:
    """每年6月20日和12月20日前: the second is due each year too."""
    return "cycle_months" in last.parts and _is_day_of_any_year(time)


def _in_cycle(last: Printed, time: Printed) -> Printed:
    parts = {"cycle": last.parts["cycle"], "cycle_months": time.parts["month0"] + "月"}
    if "each0" in time.parts:
        parts["each0"] = time.parts["each0"]
    if day := time.parts.get("day0"):
        parts["cycle_day"] = day + "日"
    parts |= {
        f"cycle_{name}": time.parts[f"{name}0"] for name in ("close", "before") if f"{name}0" in time.parts
    }
    return time._replace(parts=parts)


def _with_bound(row: list[Printed]) -> list[Printed]:
    """底前 behind the last bounds those before it that have no bound of their own; so does 的25日前."""
    names = (*_BOUND, "day0", "cycle_day") if "each0" in row[-1].parts else _BOUND
    bound = {name: row[-1].parts[name] for name in names if name in row[-1].parts}
    if not bound:
        return row
    return [
        one if not one.parts.keys().isdisjoint(_BOUND) else one._replace(parts={**bound, **one.parts})
        for one in row
    ]

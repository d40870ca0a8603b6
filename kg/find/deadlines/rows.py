"""Times in a row: 4月15日、7月15日及10月15日前 are three limits with one bound."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.find.deadlines.grammar import compiled
from kg.find.deadlines.shapes import Printed
from kg.model import Span

MARK = compiled(r" (?:、|和|及|与|以 及) ")
_POINTS = frozenset(
    f"{name}0"
    for name in ("year", "near_year", "month", "near_month", "quarter", "q", "half", "feast", "plan")
)
_OPEN = frozenset(("join", "from", "onward0"))
_BOUND = ("close0", "before0", "within0", "cycle_before")


class Placed(NamedTuple):
    """A printed time, and the stretch of the row it stands in: its own where it stands alone."""

    time: Printed
    row: Span


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
        if last is None or not MARK.fullmatch(folded, last.end, time.start):
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


def _same_cycle(last: Printed, time: Printed) -> bool:
    """每年6月20日和12月20日前: the second is due each year too."""
    named = "year0" in time.parts or "near_year0" in time.parts
    return "cycle_months" in last.parts and "month0" in time.parts and not named and _is_point(time)


def _in_cycle(last: Printed, time: Printed) -> Printed:
    parts = {"cycle": last.parts["cycle"], "cycle_months": time.parts["month0"] + "月"}
    if day := time.parts.get("day0"):
        parts["cycle_day"] = day + "日"
    parts |= {
        f"cycle_{name}": time.parts[f"{name}0"] for name in ("close", "before") if f"{name}0" in time.parts
    }
    return time._replace(parts=parts)


def _with_bound(row: list[Printed]) -> list[Printed]:
    """底前 behind the last bounds those before it that have no bound of their own; so does 的25日前."""
    names = (*_BOUND, "day0") if "each0" in row[-1].parts else _BOUND
    bound = {name: row[-1].parts[name] for name in names if name in row[-1].parts}
    if not bound:
        return row
    return [
        one if not one.parts.keys().isdisjoint(_BOUND) else one._replace(parts={**bound, **one.parts})
        for one in row
    ]

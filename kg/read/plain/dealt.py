"""The lines of a row dealt out to its columns by what the columns hold, where only one way is the best.

Every column takes a run of lines. A run costs the more the less it looks like what its column holds;
where two ways to deal the lines cost the same, nobody knows which is meant, and there is none.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.read.column_words import SILENT, TIME, UNITS, Columns, is_of_notes
from kg.read.plain.line_looks import (
    Look,
    NameRun,
    begins_time,
    cuts_department,
    depths,
    goes_on_with_time,
    is_department,
    look,
    may_be_cut,
    parted,
)

_MOST_NAMES = 16
_MOST_TIMES = 8
_LONGEST_TIME = 30
_SENTENCE = re.compile("[。：]")
_SLACK = 2.0
_DOUBT = 2
_EMPTY = 3
_EMPTY_LEAD = 4

Run = tuple[int, int]


class _Way(NamedTuple):
    """The cheapest way to deal lines out to the first columns; `runs` is empty where there are several."""

    cost: int
    runs: tuple[Run, ...]


def printed_width(line: str) -> float:
    """How wide a line is, in Chinese characters."""
    return sum(1.0 if char > "\u2000" else 0.5 for char in line)


def wrap_width(rows: Sequence[Sequence[str]]) -> float | None:
    """How wide the lines of the first column are at which its cells are wrapped; None where they are not.

    `rows` are the lines of each row, without its number.
    """
    wrapped = [printed_width(one) for row in rows for one, other in pairwise(row)
               if _is_plain(one) and _is_plain(other)]  # fmt: skip
    widest = max((printed_width(row[0]) for row in rows if row), default=0.0)
    return max(wrapped) if wrapped and widest <= max(wrapped) + _SLACK else None


def _is_plain(line: str) -> bool:
    return not begins_time(line) and look(line) is Look.NONE


def dealt(
    columns: Columns,
    lines: Sequence[str],
    width: float | None,
    *,
    ends: bool,
    below: bool = False,
    begun: Container[int] = (),
) -> list[Run] | None:
    """Which run of `lines` each column behind that of numbers has, or None.

    The first column is wrapped at `width`. Where `ends` is not set, the row may end before its lines do;
    where it is `below` another row, a merged cell of that one may cover its first of several tasks, and
    nothing else. With the lines `begun` cells begin for sure.
    """
    row = _Row(columns, list(lines), width, ends=ends, below=below, begun=begun)
    ways = {0: _Way(0, ())}
    for column in range(1, len(columns)):
        ways = row.onward(column, ways)
    if ends:
        ways = {len(lines): ways[len(lines)]} if len(lines) in ways else {}
    if not ways:
        return None
    cheapest = min(way.cost for way in ways.values())
    end = max(end for end, way in ways.items() if way.cost == cheapest)
    more_names = columns.kinds[-1] & UNITS and end < len(lines) and look(lines[end]) >= Look.BODY
    return None if more_names else list(ways[end].runs) or None


class _Row:
    """The lines of one row, and what it costs to give runs of them to columns."""

    def __init__(
        self,
        columns: Columns,
        lines: list[str],
        width: float | None,
        *,
        ends: bool,
        below: bool,
        begun: Container[int],
    ) -> None:
        self._columns = columns
        others = len(columns) - 2 - columns.ends_in_notes
        self._covered = below and columns.parted and len(lines) >= others
        self._begun = begun
        self._lines = lines
        self._width = width
        self._ends = ends
        self._looks = [look(line) for line in lines]
        open_behind = depths(lines)
        self._parted = [
            at in (0, len(lines)) or (not open_behind[at - 1] and parted(lines[at - 1], lines[at]))
            for at in range(len(lines) + 1)
        ]

    def onward(self, column: int, ways: dict[int, _Way]) -> dict[int, _Way]:
        """The cheapest ways with one column more, by where they end."""
        found: dict[int, _Way] = {}
        for start, way in ways.items():
            for end, cost in self._runs(column, start):
                if end - start > 1 and end - 1 in self._begun:
                    break
                if not self._parted[end]:
                    continue
                runs = (*way.runs, (start, end)) if way.runs or column == 1 else ()
                known = found.get(end)
                if known is None or way.cost + cost < known.cost:
                    found[end] = _Way(way.cost + cost, runs)
                elif way.cost + cost == known.cost:
                    found[end] = _Way(known.cost, ())
        return found

    def _runs(self, column: int, start: int) -> Iterator[tuple[int, int]]:
        """Where a run of lines for a column may end that begins at `start`, and what it costs."""
        kinds = self._columns.kinds[column]
        empty = self._empty(column)
        if empty is not None:
            yield start, empty
        if kinds & UNITS:
            yield from self._names(column, start)
        elif "deadline" in kinds:
            yield from self._times(start)
        elif self._ends or not self._is_last_note(column):
            yield from self._words(column, start)

    def _empty(self, column: int) -> int | None:
        """What it costs to leave a column empty; None where it cannot be."""
        kinds = self._columns.kinds[column]
        if is_of_notes(kinds):
            return 0
        if column == 1 and self._covered:
            return _EMPTY
        if kinds & UNITS:
            lead = bool(kinds & {"lead", "responsible"})
            return None if lead and not self._ends else _EMPTY + (_EMPTY_LEAD - _EMPTY) * lead
        return _EMPTY if kinds & {"deadline", "person"} or kinds == {"group"} else None

    def _is_last_note(self, column: int) -> bool:
        return self._columns.ends_in_notes and column == len(self._columns) - 1

    # ------------------------------------------------------------ units and times

    def _names(self, column: int, start: int) -> Iterator[tuple[int, int]]:
        if self._says_nothing(start):
            yield start + 1, 0
            return
        cut = column > 1 and start and self._columns.kinds[column - 1] & UNITS
        if cut and start < len(self._lines) and cuts_department(self._lines[start - 1], self._lines[start]):
            return
        run = NameRun()
        for at, line in enumerate(self._lines[start : start + _MOST_NAMES], start + 1):
            run.add(line)
            if run.dead:
                return
            if run.cost is not None:
                yield at, run.cost

    def _says_nothing(self, at: int) -> bool:
        return at < len(self._lines) and self._lines[at] in SILENT

    def _times(self, start: int) -> Iterator[tuple[int, int]]:
        if self._says_nothing(start):
            yield start + 1, 0
            return
        cost = 0
        for at, line in enumerate(self._lines[start : start + _MOST_TIMES], start):
            more = self._time(start, at, line)
            if more is None or (more and not self._ends):
                return
            cost += more
            yield at + 1, cost

    def _time(self, start: int, at: int, line: str) -> int | None:
        """What one line more of a time costs."""
        if at > start and self._looks[at] < Look.BODY and goes_on_with_time(self._lines[at - 1], line):
            return 0
        if begins_time(line):
            return int(at > start)
        no_time = not TIME.search(line) if at == start else _SENTENCE.search(line)
        return None if no_time or self._looks[at] >= Look.BODY or len(line) > _LONGEST_TIME else 1

    # ------------------------------------------------------------ words

    def _words(self, column: int, start: int) -> Iterator[tuple[int, int]]:
        cost = 0
        for at in range(start, len(self._lines)):
            more = self._line_of_words(column, start, at)
            if more is None:
                return
            cost += more
            yield at + 1, cost + self._cut_behind(at)

    def _line_of_words(self, column: int, start: int, at: int) -> int | None:
        """What one line more costs in a cell of words; None where it cannot stand there."""
        line, looks, first = self._lines[at], self._looks[at], at == start
        timed = begins_time(line)
        named = self._columns.kinds[column] == {"person"} and looks >= Look.BODY
        if named or (timed and not self._ends):
            return None
        broken = not first and not self._is_full(column, at - 1)
        doubt = {Look.NONE: 0, Look.NAME: int(broken), Look.BODY: 1, Look.LIST: 3}[looks]
        if first and start and looks is Look.BODY and is_department(line):
            doubt = _DOUBT
        return broken + timed + doubt

    def _is_full(self, column: int, at: int) -> bool:
        """Whether a line ends where it does for want of room; unknown where another column is before it."""
        line = self._lines[at]
        if line.endswith(("。", "；", "！")):
            return False
        return column > 1 or (self._width is not None and printed_width(line) >= self._width - _SLACK)

    def _cut_behind(self, at: int) -> int:
        """What it costs to end behind a line that may be the beginning of a name."""
        if at + 1 == len(self._lines):
            return 0
        pair = self._lines[at], self._lines[at + 1]
        return _DOUBT if cuts_department(*pair) or may_be_cut(*pair) else 0

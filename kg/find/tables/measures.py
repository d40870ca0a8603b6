"""Measures told one after the other in one cell, each with its units in brackets behind it.

1.编制方案。（责任单位：A；完成时限：10月底前）2.落实资金。（责任单位：B）
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from operator import attrgetter

from kg.find.assignments.clause import Clause
from kg.find.assignments.clauses import parse_clause
from kg.find.assignments.marker import Marker
from kg.find.assignments.markers import find_markers
from kg.find.tables.rows import RowParty, TaskRow
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item, Outline, find_outline
from kg.model import Role, Span
from kg.words.bodies import is_body, is_kind
from kg.words.names import is_name
from kg.words.roles import find_labels

_OPENS_CLAUSE = re.compile("[（〔：]")
_LAST_BRACKET = re.compile(r"[（〔]([^（）〔〕]+)[）〕][。；]?$")
_NOISE = "。；，、：.）〕"
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure at the dense stretch ``start:end``, with its number and what its bracket says.

    `opens` is where it begins with its number and the headings over it (`above`), `close` where its
    bracket ends.
    """

    opens: int
    start: int
    end: int
    close: int
    number: str | None
    above: tuple[str, ...]
    clause: Clause


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a cell, the words before the first number (`lead`), and what belongs to none."""

    lead: tuple[int, int]
    found: tuple[Measure, ...]
    rest: tuple[tuple[int, int], ...]

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Where the measures stand, with their brackets."""
        return tuple((one.opens, one.close) for one in self.found)


def find_measures(dense: Dense, start: int, end: int, *, sentences: bool = False) -> Measures | None:
    """The measures of the cell ``start:end``; with `sentences`, 由X负责 hands out one as a bracket does.

    None where it is one task: it has no bracket of units, or one that speaks for all of it.
    """
    if not sentences and not _OPENS_CLAUSE.search(dense.text, start, end):
        return None
    outline = find_outline(dense, start, end, Covered(()))
    markers = _markers(dense, start, end, outline, sentences=sentences)
    found: list[Measure] = []
    last = start
    for marker, following in zip_longest(markers, markers[1:]):
        path = _path(outline, marker, following, last)
        if len(markers) == 1 and (not path or path[-1].end >= end):
            return None
        found.append(_measure(dense, outline, path, marker, last))
        last = marker.end
    if not found or any(one.start >= one.end for one in found):
        return None
    lead = min(found[0].opens, *(item.start for item in outline.items[:1]), end)
    return Measures((start, lead), tuple(found), tuple(_rest(dense, lead, found, end)))


def find_only_marker(dense: Dense, start: int, end: int) -> Marker | None:
    """What hands out a cell that is one task: its only bracket or sentence of units.

    A bracket of single bodies at its end does so without a word for their role: 修缮校舍（县教育局）.
    """
    outline = find_outline(dense, start, end, Covered(()))
    markers = _markers(dense, start, end, outline, sentences=True)
    if not markers:
        return _closing_bracket(dense, start, end)
    return markers[0] if len(markers) == 1 else None


def _closing_bracket(dense: Dense, start: int, end: int) -> Marker | None:
    """The bracket of nothing but bodies behind words that are no name, which it might explain."""
    bracket = _LAST_BRACKET.search(dense.text, start, end)
    if bracket is None or bracket.start() == start or is_name(dense.text[start : bracket.start()]):
        return None
    clause = parse_clause(dense, *bracket.span(1), Role.RESPONSIBLE, "")
    names = clause.names(dense.text)
    bodies = bool(names) and all(is_body(name) and not is_kind(name) for name in names)
    return Marker(bracket.start(), end, clause, bracket=True) if bodies and not clause.unread else None


def _markers(dense: Dense, start: int, end: int, outline: Outline, *, sentences: bool) -> list[Marker]:
    labels = find_labels(dense.text, start, end)
    found = find_markers(dense, start, end, outline, Covered(()), labels, in_sentences=sentences)
    return [one for one in found if one.end <= end]


def _path(outline: Outline, marker: Marker, following: Marker | None, last: int) -> list[Item]:
    """The items from the top down to the outermost behind `last` with no other bracket than `marker`."""
    path = outline.path(outline.innermost(marker.start))
    for depth, item in enumerate(path, 1):
        if item.start >= last and (following is None or item.end <= following.start):
            return path[:depth]
    return []


def _measure(dense: Dense, outline: Outline, path: Sequence[Item], marker: Marker, last: int) -> Measure:
    if not path:
        start = _behind_noise(dense.text, last, marker.start)
        end = before_comma(dense.text, marker.start)
        return Measure(start, start, end, marker.end, None, (), marker.clause)
    *over, item = path
    opens = next(one.start for one in path if one.start >= last)
    first = _first_of_list(dense, outline, item, marker, last)
    start = _behind_noise(dense.text, first.start if first else item.body, marker.start)
    above = tuple(_heading(dense, outline, one) for one in over)
    number = None if first else item.number
    end = before_comma(dense.text, marker.start)
    return Measure(min(opens, start), start, end, marker.end, number, above, marker.clause)


def before_comma(text: str, end: int) -> int:
    """Where words end before the comma that parts them from their units: 建设渠道，由县水利局负责."""
    return end - text.endswith("，", 0, end)


def _first_of_list(dense: Dense, outline: Outline, item: Item, marker: Marker, last: int) -> Item | None:
    """The first of several items for which a bracket speaks that has a line of its own behind them."""
    if dense.gap(marker.start) < Gap.LINE:
        return None
    siblings = outline.siblings(item)
    first = siblings[bisect_left(siblings, last, key=attrgetter("start"))]
    return first if first is not item else None


def _heading(dense: Dense, outline: Outline, item: Item) -> str:
    end = min(outline.children(item)[0].start, item.start + _LONGEST_HEADING)
    return dense.text[item.start : end].rstrip(_NOISE)


def _behind_noise(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _NOISE:
        start += 1
    return start


def _rest(dense: Dense, start: int, found: Sequence[Measure], end: int) -> Iterator[tuple[int, int]]:
    for before, behind in pairwise([(start, start), *((one.opens, one.close) for one in found), (end, end)]):
        low = _behind_noise(dense.text, before[1], behind[0])
        if low < behind[0]:
            yield low, behind[0]


def measure_rows(
    dense: Dense, measures: Measures, row: int, groups: tuple[str, ...], slots: tuple[Span, ...]
) -> Iterator[TaskRow]:
    """The measures of a cell in the row `row` as tasks below `groups`.

    `slots` are the places of limits that hold where a measure names none.
    """
    for place, one in enumerate(measures.found, 1):
        bracket = (one.end, one.close)
        times = tuple(dense.span(*time) for time in one.clause.times)
        yield TaskRow(
            place=row,
            start=one.start,
            end=one.end,
            title=(one.start, one.end),
            number=one.number,
            groups=(*groups, *one.above),
            parties=tuple(RowParty(party, False, bracket) for party in one.clause.parties),
            slots=times or slots,
            unread=tuple(one.clause.unread),
            part=f".{place}",
        )

"""Paragraphs without numbers, each below a line of nothing but its units: 区教育局⏎组织高考。"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kg.find.assignments.clause import Party
from kg.find.documents.page_data import is_page_data
from kg.find.names.bodies import LONGEST_NAMES, units_of
from kg.find.prose.duty import Duty
from kg.find.prose.headed import word_for_duties
from kg.find.prose.heading_tails import name_somebody, without_tail
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.model import Role

_FEWEST = 2


class _Line(NamedTuple):
    """A paragraph, with the units it is made of if it is made of nothing else."""

    start: int
    end: int
    units: tuple[Party, ...]


def named_lines(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """The duties of such paragraphs in the dense stretch ``start:end``, below headings of duties.

    There are at least two below each. What stands between two names belongs to the first; the last has
    one paragraph.
    """
    for lines in _below_headings(dense, start, end, outline):
        names = [at for at, line in enumerate(lines) if line.units]
        ends = [*names[1:], min(names[-1] + 2, len(lines))] if names else []
        told = [(lines[at], lines[at + 1 : stop]) for at, stop in zip(names, ends, strict=True)]
        if sum(bool(text) for _, text in told) >= _FEWEST:
            for name, text in told:
                if text:
                    yield Duty(text[0].start, text[-1].end, name.units, text[0].start, False)


def _below_headings(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[list[_Line]]:
    """The sentences and lines of units below each heading of duties, up to the next heading or number."""
    numbered = {item.start: item.body for item in outline.inside(start, end)}
    lines: list[_Line] | None = None
    for low, high in pairwise([*sorted({start, *dense.paragraphs(start, end), *numbered}), end]):
        ended = dense.text[high - 1] in "。；"
        units = () if ended or lines is None or low in numbered else _units(dense, low, high)
        if lines is not None and low not in numbered and (ended or units):
            lines.append(_Line(low, high, units))
            continue
        if lines == [] and is_page_data(dense, low, high):
            continue  # when the page was shown stands below its title
        if lines:
            yield lines
        lines = [] if not ended and _heads_duties(dense, numbered.get(low, low), high) else None
    if lines:
        yield lines


def _heads_duties(dense: Dense, start: int, end: int) -> bool:
    """Whether a line is a heading of duties; a quick look turns most lines away."""
    told = word_for_duties().search(dense.text, start, end)
    return told is not None and without_tail(dense, start, end).tells


def _units(dense: Dense, start: int, end: int) -> tuple[Party, ...]:
    """The bodies that a line is made of."""
    units = units_of(dense, start, end, Role.RESPONSIBLE, "") if end - start <= LONGEST_NAMES else ()
    return units if name_somebody(dense, units) else ()

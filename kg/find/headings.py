"""Rows that head the rows below them: a section, and perhaps its units: 一、优化服务（牵头单位：A）."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.find.clauses import Clause, Party, parse_clause
from kg.find.dense import Dense
from kg.find.names import is_name
from kg.find.role_words import find_labels
from kg.model import Role

_NUMERAL = "[一二三四五六七八九十]+"
GROUP = re.compile(rf"(?:{_NUMERAL}(?:、|$)|（{_NUMERAL}）|第{_NUMERAL})")
_SECOND = re.compile(rf"（{_NUMERAL}）")
_LAST_BRACKET = re.compile(r"[（〔]([^（）〔〕]*)[）〕]$")


@dataclass(slots=True)
class Heading:
    """A heading: its words, the units it names, the row it is printed in, whether rows stand below it."""

    words: str
    row: int
    clause: Clause
    place: tuple[int, int]
    used: bool = False

    @property
    def level(self) -> int:
        """（一） stands below 一、 and below what has no number."""
        return 1 if _SECOND.match(self.words) else 0


@dataclass(slots=True)
class Headings:
    """The headings over a row, from the outermost to the innermost."""

    over: list[Heading] = field(default_factory=list)

    def open(self, heading: Heading) -> list[Heading]:
        """Set a heading over the rows to come; those that end here are given back."""
        kept = [one for one in self.over if one.level < heading.level]
        ended = self.over[len(kept) :]
        for one in kept:
            one.used = True
        self.over = [*kept, heading]
        return ended

    def words(self) -> tuple[str, ...]:
        """What the headings say, from the outermost."""
        return tuple(one.words for one in self.over)

    def inherited(self, text: str, own: list[Party]) -> list[tuple[Party, tuple[int, int]]]:
        """The units of the headings, with their places, as far as a row with units of its `own` lacks them.

        What a row says of a unit itself holds, and so does its own lead.
        """
        named = {text[one.start : one.end] for one in own}
        led = any(one.role is Role.LEAD for one in own)
        for one in self.over:
            one.used = True
        return [
            (party, one.place)
            for one in self.over
            for party in one.clause.parties
            if text[party.start : party.end] not in named and not (led and party.role is Role.LEAD)
        ]


def heading_clause(dense: Dense, start: int, end: int) -> tuple[Clause, tuple[int, int]]:
    """What a heading says of units, in brackets at its end or behind a label, and where."""
    bracket = _LAST_BRACKET.search(dense.text, start, end)
    if bracket and bracket.end() == end and bracket.start() > start:
        clause = parse_clause(dense, *bracket.span(1))
        if clause.parties and _is_sure(dense.text, clause):
            return clause, bracket.span(1)
    label = next((one for one in find_labels(dense.text, start, end) if one.start() > start), None)
    if label is None:
        return Clause(), (start, end)
    stop = bracket.end(1) if bracket and bracket.start() < label.start() else end
    return parse_clause(dense, label.start(), stop), (label.start(), stop)


def _is_sure(text: str, clause: Clause) -> bool:
    """Whether a bracket names units with their roles and nothing else."""
    said = all(party.label for party in clause.parties)
    return said and not clause.unread and all(is_name(text[one.start : one.end]) for one in clause.parties)

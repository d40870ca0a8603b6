"""Rows that head the rows below them: a section, and perhaps its units: 一、优化服务（牵头单位：A）."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.find.assignments.clause import Clause
from kg.find.assignments.clauses import parse_clause
from kg.find.tables.grid import Grid
from kg.find.tables.rows import RowParty
from kg.find.text.dense import Dense
from kg.model import Cell
from kg.words.names import is_name
from kg.words.roles import find_labels

_NUMERAL = "[一二三四五六七八九十]+"
GROUP = re.compile(rf"(?:{_NUMERAL}(?:、|$)|（{_NUMERAL}）|第{_NUMERAL})")
_SECOND = re.compile(rf"（{_NUMERAL}）")
_LAST_BRACKET = re.compile(r"[（〔]([^（）〔〕]*)[）〕]$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, and which of the table's tasks it is itself, where it names units.

    It heads the rows before `until`, where a class beside it ends there. `owners` are the units that it
    names and says nothing else: theirs are the rows below it.
    """

    words: str
    task: int | None
    until: int | None = None
    owners: tuple[RowParty, ...] = ()

    @property
    def level(self) -> int:
        """（一） stands below 一、 and below what has no number."""
        return 1 if _SECOND.match(self.words) else 0


@dataclass(slots=True)
class Headings:
    """The headings over a row, from the outermost to the innermost."""

    over: list[Heading] = field(default_factory=list)

    def open(self, heading: Heading) -> None:
        """Set a heading over the rows to come; those of its level and below end here."""
        self.over = [*(one for one in self.over if one.level < heading.level), heading]

    def reach(self, row: int) -> None:
        """Close the headings that end before `row`."""
        self.over = [one for one in self.over if one.until is None or row < one.until]

    def words(self, *, inside: bool = False) -> tuple[str, ...]:
        """What the headings say, from the outermost: those over classes, or those `inside` one."""
        return tuple(one.words for one in self.over if (one.until is not None) is inside)

    def owners(self) -> tuple[RowParty, ...]:
        """The units of the innermost heading that says nothing else."""
        return next((one.owners for one in reversed(self.over) if one.owners), ())

    def task(self) -> int | None:
        """The task of the innermost heading that names units: its units hold for rows without any."""
        return next((one.task for one in reversed(self.over) if one.task is not None), None)


def heading_cell(grid: Grid, row: int) -> Cell | None:
    """The only filled cell of a row, but for the number of a section beside it: 一|县教育局."""
    cells = [cell for cell in grid.row(row) if grid.text(cell)]
    if len(cells) > 1 and GROUP.fullmatch(grid.text(cells[0])):
        del cells[0]
    return cells[0] if len(cells) == 1 else None


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


def split_heading(text: str, start: int, end: int) -> tuple[str | None, tuple[int, int]]:
    """The number of a heading and the stretch of its words: （一）优化服务（."""
    numeral = GROUP.match(text, start, end)
    opens = end - (end > start and text[end - 1] in "（〔")
    if numeral and numeral.end() < opens:
        return numeral.group(), (numeral.end(), opens)
    return None, (start, opens)


def _is_sure(text: str, clause: Clause) -> bool:
    """Whether a bracket names units with their roles and nothing else."""
    said = all(party.label for party in clause.parties)
    return said and not clause.unread and all(is_name(text[one.start : one.end]) for one in clause.parties)

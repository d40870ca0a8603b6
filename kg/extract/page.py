"""A source ready for finding: its text, its tables, and what is asked of them again and again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.find.assignments.clause import Party
from kg.find.deadlines import Anchor, find_deadlines
from kg.find.tables.frames import sets_a_frame
from kg.find.tables.reading import TableKind, TableReading
from kg.find.tables.table import read_tables
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense
from kg.model import UNREAD_TABLE, Assignment, Deadline, Issue, Source, Span, squeeze
from kg.words.names import is_collective


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table with what it was read as, at the dense stretch ``start:end``."""

    reading: TableReading
    start: int
    end: int


def _top(table: ReadTable) -> int:
    """Where a table begins, with the units above it where it is of tasks."""
    line = table.reading.over.line if table.reading.kind is TableKind.TASKS else None
    return line[0] if line else table.start


class Page:
    """One source with its dense text and its tables; offsets of its methods are dense."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.dense = Dense(source)

    @cached_property
    def tables(self) -> list[ReadTable]:
        """The tables in printed order, each read once; one that only sets head or imprint is text."""
        read: list[ReadTable] = []
        for table in self.source.tables:
            read.extend(
                ReadTable(reading, reading.grid.start, reading.grid.end)
                for reading in read_tables(self.dense, table, read[-1].reading if read else None)
                if reading.kind is not TableKind.UNKNOWN or not sets_a_frame(reading.grid)
            )
        return read

    @cached_property
    def all_tables(self) -> Covered:
        """The places of all tables, understood or not."""
        return Covered((one.start, one.end) for one in self.tables)

    @cached_property
    def holes(self) -> Covered:
        """Tables that are understood, with the units said above them, or could not be read at all.

        Their text is no running text.
        """
        read = ((_top(one), one.end) for one in self.tables if one.reading.kind is not TableKind.UNKNOWN)
        lost = (one.span for one in self.source.issues if one.code == UNREAD_TABLE)
        return Covered([*read, *((self.dense.at(one.start), self.dense.at(one.end)) for one in lost)])

    def span(self, start: int, end: int) -> Span:
        """The span in the canonical text."""
        return self.dense.span(start, end)

    def text(self, span: Span) -> str:
        """The canonical text of a span."""
        return span.of(self.source.text)

    def limits(
        self,
        span: Span,
        anchor: Anchor,
        slots: Iterable[Span] = (),
        due: str | None = None,
        goals: Mapping[Span, Span] | None = None,
    ) -> tuple[Deadline, ...]:
        """The time limits of a task's text and of its slots, the places where only a limit can stand.

        A slot does not say what is due: there it is the whole task, `due`. Where `goals` says it, a
        limit of its own goes before that of the slot.
        """
        folded = self.dense.folded
        slots = list(slots)
        found = [
            one
            for one in find_deadlines(self.source.text, folded, span, anchor)
            if not any(slot.start <= one.span.start < slot.end for slot in slots)
        ]
        for slot in slots:
            goal = goals.get(slot) if goals else None
            limits = list(find_deadlines(self.source.text, folded, goal, anchor)) if goal else []
            limits = limits or list(find_deadlines(self.source.text, folded, slot, anchor, slot=True))
            whole = squeeze(self.text(goal)) if goal else due
            found.extend(one._replace(goal=one.goal or whole) for one in limits)
        return tuple(found)

    def assignments(self, parties: Iterable[tuple[Party, bool, Span]]) -> tuple[Assignment, ...]:
        """Parties as assignments in printed order; one unit in one role counts once."""
        found: list[Assignment] = []
        seen: set[tuple[str, str]] = set()
        for party, inherited, clause in parties:
            span = self.span(party.start, party.end)
            unit = squeeze(self.text(span))
            if (unit, party.role) in seen:
                continue
            seen.add((unit, party.role))
            collective = is_collective(self.dense.text[party.start : party.end])
            found.append(
                Assignment(unit, party.role, party.label, len(found) + 1, collective, inherited, span, clause)
            )
        return tuple(found)

    def issue(self, code: str, message: str, start: int, end: int) -> Issue:
        """Something for a person to look at."""
        return Issue(code, message, self.span(start, max(end, start + 1)))

"""What a row of a task table hands out, and to whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.find.assignments.clause import Party
from kg.model import Span


@dataclass(frozen=True, slots=True)
class RowParty:
    """A unit of a row; `inherited` where its cell was printed in an earlier row."""

    party: Party
    inherited: bool
    clause: tuple[int, int]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Row `place` of its table hands out a task. Offsets are dense; `slots` are the places of limits.

    `goals` are the cells that say what is due at a slot, `remarks` are cells of other columns that may
    say a limit as well. `stage` are cells with the limit of several rows, which holds where a row says
    none of its own. `begins` are the cells that say when the work begins that a slot ends. `part` counts
    the measures of a row that are tasks of their own; `parts` are their stretches, whose limits are not
    those of the row.
    """

    place: int
    start: int
    end: int
    title: tuple[int, int]
    number: str | None
    groups: tuple[str, ...]
    parties: tuple[RowParty, ...]
    slots: tuple[Span, ...]
    unread: tuple[tuple[int, int], ...]
    goals: dict[Span, Span] = field(default_factory=dict)
    part: str = ""
    parts: tuple[tuple[int, int], ...] = ()
    remarks: tuple[Span, ...] = ()
    stage: tuple[Span, ...] = ()
    begins: dict[Span, Span] = field(default_factory=dict)

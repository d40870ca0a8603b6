"""What a table was read as."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.find.tables.columns import Column
from kg.find.tables.grid import Grid
from kg.find.tables.listed import ListedRow
from kg.find.tables.over import Over
from kg.find.tables.rows import TaskRow


class TableKind(StrEnum):
    """What a table is for us."""

    TASKS = "tasks"
    LISTED = "listed"
    PLAIN = "plain"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class TableReading:
    """What a table was read as; `ownerless` are rows with a task and no unit.

    `unread` are words about units in headings over rows that could not be understood.
    `strange`: its header names tasks, and units as well, but not as anything that could be read.
    `over` are the units said above the header for all rows; in `over.parties` those that own them.
    """

    kind: TableKind
    grid: Grid
    columns: list[Column] = field(default_factory=list)
    rows: list[TaskRow] = field(default_factory=list)
    listed: list[ListedRow] = field(default_factory=list)
    ownerless: list[tuple[int, int]] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)
    decision: bool = False
    strange: bool = False
    over: Over = field(default_factory=Over)

"""The shape of the record: its tables in order, a row, what a source was read by, and how much there is."""

from __future__ import annotations

from typing import Any, NamedTuple

Row = tuple[Any, ...]

# All tables, in an order in which every reference finds its target.
TABLES = (
    "sources", "documents", "units", "unit_names", "issuers", "attachments", "sections", "tasks",
    "assignments", "deadlines", "listed", "citations", "work_titles", "blanket", "groups", "members",
    "issues", "duplicates",
)  # fmt: skip


class Reading(NamedTuple):
    """By what a source was read: unchanged bytes read the same way need no second reading."""

    sha256: str
    tool: str
    units_file: str = ""


class Counts(NamedTuple):
    """How much the record holds."""

    documents: int
    tasks: int
    units: int
    deadlines: int
    issues: int

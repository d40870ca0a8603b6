"""The columns of a table: what each holds, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Cell

# kinds of columns that hold units; each is also a role
UNIT_KINDS = ("lead", "responsible", "support", "other")
# … and those of them whose units do something
DOERS = ("lead", "responsible", "support")
# the kind of columns that hold units that have nothing to do
ASIDE = "aside"
# the kind of columns that hold the roles of the units beside them
ROLE = "role"
ROW_NUMBER = re.compile(r"[（〔]?\d{1,3}[）〕.、]?")
"""The number of a row, and nothing else."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind by the table of header words, and the header as printed.

    `kind` is mark where the column is called after a unit, when where it is after a time. `cell` is the
    header of such a column, and of a task that is to be reached in one year; `above` is the kind of the
    header over it, or what that of units makes of it.
    """

    index: int
    kind: str
    header: str
    cell: Cell | None = None
    above: str | None = None


def names_owners(columns: Iterable[Column]) -> bool:
    """Whether a column says who owns the rows."""
    return any(column.kind in ("lead", "responsible", "mark") for column in columns)

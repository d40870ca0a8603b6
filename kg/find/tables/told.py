"""Columns called after a role and a task: what their unit leads (牵头事项), what it helps with (配合工作)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.find.tables.columns import UNIT_KINDS, Column
from kg.find.tables.grid import Grid
from kg.find.tables.matrix import is_sign
from kg.find.tables.rows import RowParty
from kg.lexicon import load, one_of
from kg.model import Role


@dataclass(frozen=True, slots=True)
class Told:
    """The columns of the tasks that a table tells in one role, the first called `header`.

    `times` are the columns of limits that are theirs alone.
    """

    role: Role
    header: str
    columns: tuple[int, ...]
    times: tuple[int, ...]


@cache
def _patterns() -> dict[Role, re.Pattern[str]]:
    words = load("headers")["told"]
    before, between, tasks = (one_of(words[name]) for name in ("before", "between", "tasks"))
    return {
        role: re.compile(rf"{before}*{one_of(words[role])}{between}*{tasks}*")
        for role in (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT)
    }


@lru_cache(maxsize=1024)
def _role(header: str) -> Role | None:
    """The role that a header gives the unit of a row in what stands below it."""
    return next((role for role, pattern in _patterns().items() if pattern.fullmatch(header)), None)


def with_told(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """The columns, where 牵头 and 配合 alone head what units do, and nothing else, as columns of tasks."""
    kinds = {column.kind for column in columns}
    if "task" in kinds or kinds.isdisjoint(UNIT_KINDS):
        return columns
    return [
        replace(one, kind="task")
        if one.kind == "note" and _role(one.header) and _holds_words(grid, first, one)
        else one
        for one in columns
    ]


def _holds_words(grid: Grid, first: int, column: Column) -> bool:
    texts = (grid.text(grid.cell(row, column.index)) for row in range(first, grid.height))
    return any(text and not is_sign(text) for text in texts)


def find_told(columns: Sequence[Column]) -> list[Told]:
    """The tasks told by their role; none where the headers do not tell the unit of the row its role.

    They do where they name several roles, or where the unit stands before them: in a column behind
    all tasks (任务|配合事项|责任单位) stands who is responsible for them.
    """
    found = list(_blocks(columns))
    roles = {one.role for one in found}
    if roles <= {Role.RESPONSIBLE}:
        return []
    units = next((place for place, one in enumerate(columns) if one.kind in UNIT_KINDS), len(columns))
    if len(roles) < 2 and columns[units:] and columns[units].index > found[0].columns[0]:
        return []
    return found if any(one.times for one in found[:-1]) else [replace(one, times=()) for one in found]


def _blocks(columns: Sequence[Column]) -> Iterator[Told]:
    """Each told column with the columns of tasks beside it and those of limits behind it."""
    block: Told | None = None
    beside = False
    for column in columns:
        role = _role(column.header) if column.kind == "task" else None
        if role:
            if block:
                yield block
            block, beside = Told(role, column.header, (column.index,), ()), True
        elif block and beside and column.kind == "task":
            block = replace(block, columns=(*block.columns, column.index))
        elif block and column.kind == "deadline":
            block, beside = replace(block, times=(*block.times, column.index)), False
        elif column.kind in UNIT_KINDS:
            beside = False
    if block:
        yield block


def in_role(parties: Sequence[RowParty], told: Told, roles: set[Role]) -> list[RowParty]:
    """The units of a row that have a told task, in its role; `roles` are those that the table tells of.

    Units of another of these roles have tasks of their own. Those of no role in particular have the
    told one, unless a column names who has it.
    """
    said = any(one.party.role is told.role for one in parties)
    found: list[RowParty] = []
    for one in parties:
        role = one.party.role
        if role is Role.RESPONSIBLE and role is not told.role:
            found += [one] if said and told.role is Role.LEAD else [] if said else [_cast(one, told)]
        elif role is told.role or role not in roles:
            found.append(one)
    return found or [_cast(one, told) for one in parties]


def _cast(one: RowParty, told: Told) -> RowParty:
    return replace(one, party=one.party._replace(role=told.role, label=told.header))

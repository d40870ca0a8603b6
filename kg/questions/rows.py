"""The main questions as Python calls that return typed rows; their fields are the questions' columns."""

from __future__ import annotations

from typing import NamedTuple

from kg.questions.ask import Asker, ask


class Owned(NamedTuple):
    """A unit's place in a task (question who-owns)."""

    id: str
    number: str | None
    title: str
    role: str
    role_label: str
    order: int
    kind: str
    unit: str
    due: str | None
    deadlines: str | None
    document: str
    document_number: str | None
    document_id: str
    file: str
    line: int
    unit_line: int


class Due(NamedTuple):
    """A dated time limit of a task (question deadlines)."""

    due: str
    deadline: str
    precision: str | None
    deadline_kind: str
    id: str
    number: str | None
    title: str
    goal: str | None
    owners: str | None
    document: str
    file: str
    line: int
    deadline_id: str


class Overlap(NamedTuple):
    """Two units that share tasks (question overlaps)."""

    unit_a: str
    unit_b: str
    shared: int
    both_own: int
    a_owns: int
    b_owns: int
    both_support: int
    unit_a_id: str
    unit_b_id: str


class Partner(NamedTuple):
    """A unit that shares tasks with the unit asked about (question partners)."""

    partner: str
    shared: int
    both_own: int
    unit_owns: int
    partner_owns: int
    both_support: int
    partner_id: str
    unit: str
    unit_id: str


class Shown(NamedTuple):
    """A task as a whole (question show)."""

    id: str
    number: str | None
    title: str
    text: str
    path: str
    kind: str
    document: str
    document_number: str | None
    document_date: str | None
    document_id: str
    file: str
    line: int


class Evidence(NamedTuple):
    """One fact of a task with the words that state it (question evidence).

    `fact` is task, unit or deadline; `label` the kind or role; `detail` the printed role word or the
    due date; `quote` stands in `file` on `line`; `start` and `end` are offsets of the value itself.
    """

    task: str
    fact: str
    label: str
    value: str
    detail: str | None
    place: int
    quote: str
    document: str
    file: str
    line: int
    start: int
    end: int


def who_owns(asker: Asker, unit: str, role: str = "owner", kind: str = "item") -> list[Owned]:
    """The tasks of a unit (full name, printed form or id) in a role: owner, all, lead, responsible, …"""
    return [Owned(*row) for row in ask(asker, "who-owns", unit=unit, role=role, kind=kind).rows]


def deadlines(asker: Asker, start: str = "", end: str = "", unit: str = "") -> list[Due]:
    """The time limits that end within the ISO dates `start` and `end`, both included; "" is no limit."""
    return [Due(*row) for row in ask(asker, "deadlines", **{"from": start, "to": end, "unit": unit}).rows]


def overlaps(asker: Asker, least: int = 1, kind: str = "item") -> list[Overlap]:
    """The pairs of units that share at least `least` tasks, most first."""
    return [Overlap(*row) for row in ask(asker, "overlaps", min=least, kind=kind).rows]


def partners(asker: Asker, unit: str, least: int = 1, kind: str = "item") -> list[Partner]:
    """The units that share at least `least` tasks with `unit`, most first."""
    return [Partner(*row) for row in ask(asker, "partners", unit=unit, min=least, kind=kind).rows]


def show(asker: Asker, task: str) -> list[Shown]:
    """The tasks with this id or this title."""
    return [Shown(*row) for row in ask(asker, "show", task=task).rows]


def evidence(asker: Asker, task: str) -> list[Evidence]:
    """Every fact of the task (id or title), with its quote, file and line."""
    return [Evidence(*row) for row in ask(asker, "evidence", task=task).rows]

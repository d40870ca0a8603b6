"""Who leads and who helps by the words of a task, beside a column of units: 市水利局牵头，市财政局配合."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.find.assignments.clause import Party
from kg.find.tables.grid import Grid
from kg.find.tables.rows import RowParty
from kg.lexicon import load, longest_first
from kg.model import Cell, Role
from kg.words.bodies import is_body, is_kind
from kg.words.marks import behind_last

_NAMES = re.compile("、|和|及|与")
_BEFORE = "、由"
_STOPS = "，；。："
_IN_CHARGE = "负责"  # 负责牵头
_LONGEST = 60


@cache
def _words() -> dict[str, Role]:
    told = load("headers")["told"]
    return {word: role for role in (Role.LEAD, Role.SUPPORT) for word in told[role]}


@cache
def _role() -> re.Pattern[str]:
    return re.compile("|".join(longest_first(_words())))


def with_told_roles(grid: Grid, row: int, cell: Cell, parties: Sequence[RowParty]) -> list[RowParty]:
    """The units of a row in the roles that the `cell` of its task gives them, and the others it names.

    Only where it names one of them; what their own column says of a role stands.
    """
    text, stretch = grid.dense.text, grid.stretch(cell)
    told = [RowParty(one, cell.row < row, stretch) for one in _told(text, *stretch)] if parties else []
    names = {_name(text, one) for one in parties}
    return (
        in_roles_said(text, parties, told) if any(_name(text, one) in names for one in told) else [*parties]
    )


def in_roles_said(text: str, parties: Sequence[RowParty], said: Sequence[RowParty]) -> list[RowParty]:
    """The units of a row in the roles `said` of them elsewhere in it, and the others named there.

    What their own column says of a role stands.
    """
    roles = {_name(text, one): one.party for one in said}
    names = [_name(text, one) for one in parties]
    known = [
        replace(one, party=one.party._replace(role=told.role, label=told.label))
        if (told := roles.get(name)) and one.party.role is Role.RESPONSIBLE
        else one
        for one, name in zip(parties, names, strict=True)
    ]
    others = {name: one for one in said if (name := _name(text, one)) not in names}
    return [*known, *others.values()]


def _name(text: str, one: RowParty) -> str:
    return text[one.party.start : one.party.end]


def _told(text: str, start: int, end: int) -> Iterator[Party]:
    """The bodies that stand right before a word for their role, where nothing else does."""
    floor = start
    for role in _role().finditer(text, start, end):
        high = role.start() - len(_IN_CHARGE) * text.endswith(_IN_CHARGE, floor, role.start())
        low = behind_last(_STOPS, text, max(floor, high - _LONGEST), high)
        low += len(text[low:high]) - len(text[low:high].lstrip(_BEFORE))
        floor = role.end()
        marks = [mark.span() for mark in _NAMES.finditer(text, low, high)]
        names = list(pairwise([low, *(at for mark in marks for at in mark), high]))[::2]
        if all(is_body(text[slice(*name)]) and not is_kind(text[slice(*name)]) for name in names):
            yield from (Party(*name, _words()[role[0]], role[0]) for name in names)

"""Rows whose cells count entries that belong together: 1.修渠 2.植树 beside 1.水利局 2.林业局."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.find.tables.grid import Grid
from kg.find.tables.rows import RowParty, TaskRow
from kg.find.tables.unit_cells import entry_numbers
from kg.find.text.dense import Dense
from kg.model import Cell

Stretch = tuple[int, int]
Entry = tuple[int, int, int]
"""Where an entry begins with and without its number, and where it ends."""

_FIRST = "1（①⑴⒈"
_FEWEST = 2


def by_entries(grid: Grid, task: TaskRow, own: Sequence[Cell]) -> Iterator[TaskRow]:
    """The entries of a row as tasks, each with the units and limits counted as it is; else the row itself.

    The last of the cells that are the task, its `own`, counts them, and so does one of units or limits; what
    counts none holds for every entry. Where one counts more or fewer, nobody knows what belongs to which.
    """
    dense, listed = grid.dense, grid.stretch(own[-1])
    whole = listed[1] == task.end and not (
        task.goals or any(listed[0] <= at < listed[1] for at, _ in task.parts)
    )
    entries = _entries(dense, listed) if whole else []
    if not entries:
        yield task
        return
    cells = {one.clause: _entries(dense, one.clause) for one in task.parties}
    slots = {slot: _entries(dense, (dense.at(slot.start), dense.at(slot.end))) for slot in task.slots}
    counts = {len(counted) for counted in (*cells.values(), *slots.values()) if counted}
    if any(cells.values()):
        parties = [_parties(task, cells, place) for place in range(len(entries))]
    else:
        parties = [task.parties for _ in entries if any(slots.values())]
    if not (counts == {len(entries)} and parties and all(parties)):
        yield task
        return
    for place, ((low, body, high), units) in enumerate(zip(entries, parties, strict=True)):
        limits = (dense.span(*slots[slot][place][1:]) if slots[slot] else slot for slot in task.slots)
        yield replace(
            task,
            start=body,
            end=high,
            title=(body, high),
            number=dense.text[low:body],
            groups=(*task.groups, *map(grid.text, own[:-1])),
            parties=units,
            slots=tuple(limits),
            unread=() if place else task.unread,
            part=f".{place + 1}",
        )


def _parties(task: TaskRow, cells: dict[Stretch, list[Entry]], place: int) -> tuple[RowParty, ...]:
    """The units of an entry and those of cells that count none; none where no counted cell names one."""
    inside = [one for one in task.parties if (own := cells[one.clause]) and _holds(own, place, one)]
    return tuple(one for one in task.parties if one in inside or not cells[one.clause]) if inside else ()


def _holds(entries: list[Entry], place: int, one: RowParty) -> bool:
    """Whether a unit stands in the entry at `place`, where there are as many."""
    return place < len(entries) and entries[place][1] <= one.party.start < entries[place][2]


def _entries(dense: Dense, cell: Stretch) -> list[Entry]:
    """The entries of a cell that is nothing but a list; none where it counts fewer than two."""
    if dense.text[cell[0] : cell[0] + 1] not in _FIRST:
        return []
    numbers = entry_numbers(dense.text, *cell)
    if len(numbers) < _FEWEST or numbers[0][0] != cell[0]:
        return []
    return [(low, body, following) for (low, body), (following, _) in pairwise([*numbers, (cell[1], 0)])]

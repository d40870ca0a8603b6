"""A duty of prose as a task."""

from __future__ import annotations

from dataclasses import dataclass

from kg.find.prose.duty import Duty
from kg.find.text.outline import Item
from kg.model import TaskKind


@dataclass(frozen=True, slots=True)
class ProseTask:
    """A duty as a task: the dense stretch of its text, its item, its kind, and the places of its limits."""

    start: int
    end: int
    item: Item | None
    duty: Duty
    kind: TaskKind
    times: tuple[tuple[int, int], ...] = ()

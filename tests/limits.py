"""The limits of a text, for tests of what stands in it."""

from __future__ import annotations

from datetime import date

from kg.find.deadlines import Anchor, find_deadlines
from kg.fold import fold
from kg.model import Deadline, Span

ISSUED = date(2024, 3, 15)


def limits_of(text: str, anchor: Anchor, *, slot: bool = False) -> tuple[Deadline, ...]:
    """The limits of all of `text`, which is a slot or running text."""
    return find_deadlines(text, fold(text), Span(0, len(text)), anchor, slot=slot)

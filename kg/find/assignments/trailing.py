"""Units with no mark of their own at the ends of items: 1.修建水渠。市水务局、市财政局."""

from __future__ import annotations

from kg.find.assignments.clauses import Clause
from kg.find.assignments.marker import Marker
from kg.find.names.bodies import units_of
from kg.find.text.dense import Dense
from kg.find.text.outline import Item, Outline
from kg.model import Role

_FEWEST = 3
_STOPS = "。；"


def trailing_units(dense: Dense, start: int, end: int, outline: Outline) -> list[Marker]:
    """The markers of items in the dense stretch ``start:end`` that end in units behind a full stop.

    Such units are believed where most items end so, in a text that names owners in no other way.
    """
    leaves = [
        one for one in outline.inside(start, end) if one.style != "article" and not outline.children(one)
    ]
    found = [marker for item in leaves if (marker := _at_end(dense, item))]
    return found if len(found) >= max(_FEWEST, len(leaves) / 2) else []


def _at_end(dense: Dense, item: Item) -> Marker | None:
    """The units that end the first line of an item, or are the line below it."""
    line = min(dense.line_end(item.body), item.end)
    below = min(dense.line_end(line), item.end) if line < item.end else line
    if dense.text[line - 1] in _STOPS and below > line:
        return _units(dense, line, below)
    stop = dense.text.rfind("。", item.body, line - 1) + 1
    return _units(dense, stop, line) if stop else None


def _units(dense: Dense, start: int, end: int) -> Marker | None:
    parties = units_of(dense, start, end - (dense.text[end - 1] == "。"), Role.RESPONSIBLE, "")
    return Marker(start, end, Clause(parties=[*parties]), bracket=False) if parties else None

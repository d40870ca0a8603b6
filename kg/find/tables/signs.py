"""Signs beside the names of units, which the header or a note explains: 区教育局*, 带*的为牵头单位."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.find.assignments.clauses import Party
from kg.find.tables.grid import Grid
from kg.find.tables.matrix import LEGEND_AWAY, meanings, role_word
from kg.lexicon import load, one_of
from kg.model import squeeze
from kg.words.roles import role_of_label

_BETWEEN_NAMES = "、，；/（ \t\n"


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('headers')['mark']['rest'])}[^，。；]{{0,6}}?为(?P<role>{role_word()})")


class Signs:
    """The roles that signs beside names stand for in a table whose header ends before the row `first`."""

    def __init__(self, grid: Grid, first: int) -> None:
        self._dense = grid.dense
        self._folded = grid.dense.folded
        span = grid.span
        marks = load("headers")["mark"]
        inside = self._folded[span.start : span.end]
        signs = [sign for sign in (*marks["signs"], *marks["beside"]) if len(sign) == 1 and sign in inside]
        notes = self._notes(grid, first) if signs else ""
        self._roles = meanings(notes, signs)
        rest = _rest().search(notes)
        self._rest = (role_of_label(rest["role"]), rest["role"]) if rest else None

    def _notes(self, grid: Grid, first: int) -> str:
        """What may explain signs: the words before, in and behind the table, but none of its rows."""
        cells = [cell.span for row in range(first) for cell in grid.row(row)]
        before = self._folded[max(0, grid.span.start - LEGEND_AWAY) : grid.span.start]
        behind = self._folded[grid.span.end : grid.span.end + LEGEND_AWAY]
        headers = [self._folded[span.start : span.end] for span in cells]
        return "\n".join(map(squeeze, [before, *headers, behind]))

    def told(self, parties: Sequence[Party]) -> list[Party]:
        """The units of a cell in the roles their signs say; beside such a unit others may have one too."""
        signs = [self._sign(party) for party in parties] if self._roles else []
        if not any(signs):
            return list(parties)
        said = [(self._roles[sign], sign) if sign else self._rest for sign in signs]
        return [
            party._replace(role=one[0], label=one[1]) if one else party
            for party, one in zip(parties, said, strict=True)
        ]

    def _sign(self, party: Party) -> str | None:
        """The sign right behind a name, or right before it."""
        span = self._dense.span(party.start, party.end)
        behind = self._folded[span.end : span.end + 1]
        if behind in self._roles:
            return behind
        before = self._folded[max(0, span.start - 2) : span.start]
        alone = before[-1:] in self._roles and before[:-1] in _BETWEEN_NAMES
        return before[-1] if alone else None

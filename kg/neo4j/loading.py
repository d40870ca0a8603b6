"""Loading one kind of node or edge: the missing is made, what differs is mended, the rest is only read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.neo4j.graph import EdgeKind, Kind
from kg.neo4j.server import Server
from kg.neo4j.statements import belongings, creation, existing, mending

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one batch."""

    sent: int
    made: int
    mended: int


class Loader:
    """Writes rows of one kind, whose values are named by `keys`; safe to be called from several threads.

    `fresh` says that the server has nothing with the label or type of the kind: it is not asked again.
    """

    def __init__(self, server: Server, kind: Kind, keys: Sequence[str], fresh: bool) -> None:
        self._server = server
        self._kind = kind
        self._fresh = fresh
        self._ends = 2 if isinstance(kind, EdgeKind) else 0
        self._by = 0 if isinstance(kind, EdgeKind) and kind.by == "from" else self._ends // 2
        self._keys = list(keys[self._ends :])
        self._creation = creation(kind, self._keys)
        self._existing = existing(kind, self._keys)

    def load(self, rows: list[Row]) -> Done:
        """Make the server hold these rows, each batch of changes in a transaction of its own."""
        missing, differing = (rows, []) if self._fresh else self._compared(rows)
        made = self._create(missing) if missing else 0
        if differing:
            self._server.write(mending(self._kind), rows=differing)
        return Done(len(rows), made, len(differing))

    def _create(self, rows: list[Row]) -> int:
        return self._server.write(self._creation, rows=self._bundles(rows) if self._ends else rows)

    def _bundles(self, rows: list[Row]) -> list[tuple[str, list[list[Any]]]]:
        bundles = defaultdict(list)
        other = 1 - self._by
        for row in rows:
            bundles[row[self._by]].append([row[other], *row[2:]])
        return list(bundles.items())

    def _compared(self, rows: list[Row]) -> tuple[list[Row], list[list[Any]]]:
        """The rows that are missing, and those that differ, as `mending` wants them."""
        ids = list(dict.fromkeys(row[self._by] for row in rows))
        ((found,),) = self._server.rows(self._existing, ids=ids)
        width, belonging = self._ends + 1, belongings(self._kind)
        there = {tuple(each[1 : width + 1]): each for each in found}
        missing, differing = [], []
        for row in rows:
            each = there.get(row[:width])
            if each is None:
                missing.append(row)
            elif not _same([*row, *belonging], each[1:]):
                differing.append([each[0], dict(zip(self._keys, row[self._ends :], strict=True))])
        return missing, differing


def _same(here: list[Any], there: list[Any]) -> bool:
    """Whether values are equal, where true is not 1."""
    return here == there and all(
        isinstance(b, bool) for a, b in zip(here, there, strict=True) if isinstance(a, bool)
    )

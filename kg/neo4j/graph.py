"""The shape of the graph in Neo4j, and its nodes and edges read from the record one at a time."""

from __future__ import annotations

import json
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from kg.store.opening import open_record, plainly

ORIGIN = ("origin", "kg")  # marks the nodes that are ours; whatever lacks it is left alone


@dataclass(frozen=True, slots=True)
class NodeKind:
    """Nodes of one label; `mark` is the second label of some of them."""

    label: str
    mark: str | None
    sql: str
    only: tuple[Any, ...]

    @property
    def name(self) -> str:
        """What this kind is called in reports and file names."""
        return self.mark or self.label


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """Relationships of one type from nodes of one label to nodes of another; `by` is the end, from or to,
    that has few of them."""

    type: str
    source: str
    target: str
    by: str
    sql: str
    only: tuple[Any, ...]

    @property
    def name(self) -> str:
        """What this kind is called in reports and file names."""
        return f"{self.source}-{self.type}-{self.target}"


Kind = NodeKind | EdgeKind


@dataclass(frozen=True, slots=True)
class Column:
    """A property and its type: string, int, boolean, date or string[]."""

    key: str
    type: str


@cache
def node_kinds() -> tuple[NodeKind, ...]:
    """All kinds of nodes."""
    return tuple(
        NodeKind(labels.partition(":")[0], labels.partition(":")[2] or None, entry["sql"], tuple(only))
        for entry in _table()["nodes"]
        for labels, only in entry["labels"].items()
    )


@cache
def edge_kinds() -> tuple[EdgeKind, ...]:
    """All kinds of edges, in an order in which every edge finds its nodes once those are loaded."""
    return tuple(
        EdgeKind(type_, entry["from"], entry["to"], entry["by"], entry["sql"], tuple(only))
        for entry in _table()["edges"]
        for type_, only in entry["types"].items()
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "graph.toml").read_text(encoding="utf-8"))


class Record:
    """The record as nodes and edges, all read from one state of it."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self._path = path
        self._connection = connection
        self._source: str | None = None
        self._text = ""
        self._starts: list[int] = []
        connection.create_function("quote", 3, self._quote)
        connection.create_function("lines", 2, self._lines)

    def columns(self, kind: Kind) -> list[Column]:
        """The columns of `rows`: `id` first, in edges `from`, `to`, `id`."""
        with plainly(self._path):
            found = self._connection.execute(f"SELECT * FROM ({kind.sql}) LIMIT 0", self._only(kind))
            named = [name.partition(":") for name, *_ in found.description]
        return [Column(key, type_ or "string") for key, _, type_ in named]

    def rows(self, kind: Kind) -> Iterator[tuple[Any, ...]]:
        """The nodes or edges of a kind, in the values that Neo4j keeps."""
        convert = [_CONVERT.get(column.type) for column in self.columns(kind)]
        places = [(at, change) for at, change in enumerate(convert) if change]
        with plainly(self._path):
            for row in self._connection.execute(kind.sql, self._only(kind)):
                values = list(row)
                for at, change in places:
                    values[at] = None if values[at] is None else change(values[at])
                yield tuple(values)

    def _only(self, kind: Kind) -> dict[str, str]:
        return {"only": json.dumps(kind.only)} if kind.only else {}

    def _quote(self, source: str, start: int, end: int) -> str:
        self._open(source)
        return self._text[start:end]

    def _lines(self, source: str, stretches: str) -> str:
        self._open(source)
        touched: set[int] = set()
        for start, end in json.loads(stretches):
            touched.update(range(bisect_right(self._starts, start), bisect_left(self._starts, end) + 1))
        ends = [*self._starts[1:], len(self._text) + 1]
        found = [
            f"{line}\t{self._text[self._starts[line - 1] : ends[line - 1] - 1]}" for line in sorted(touched)
        ]
        return json.dumps(found)

    def _open(self, source: str) -> None:
        if source == self._source:
            return
        found = self._connection.execute("SELECT text FROM sources WHERE id = ?", (source,))
        (self._text,) = found.fetchone()
        self._source = source
        self._starts = [0, *(at + 1 for at, character in enumerate(self._text) if character == "\n")]


def _list(text: str) -> list[str] | None:
    return json.loads(text) or None  # an import from CSV cannot tell an empty list from none


_CONVERT: dict[str, Callable[[Any], Any]] = {"boolean": bool, "date": date.fromisoformat, "string[]": _list}


@contextmanager
def reading(path: Path) -> Iterator[Record]:
    """The record at `path`, held in one state while the block runs."""
    connection = open_record(path, write=False)
    try:
        connection.execute("BEGIN")
        yield Record(path, connection)
    finally:
        connection.close()

"""Making the graph on a server equal to the record, whatever stands there already.

Nodes come before edges, everything new before anything goes; every batch is one transaction, so a push
that was cut off leaves a graph that the next push completes. What the server has nothing of is created
without a look; of the rest it says what is there, and only what differs is written.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from kg.errors import StoreError
from kg.neo4j.expected import Expected
from kg.neo4j.graph import EdgeKind, Kind, Record, edge_kinds, node_kinds, reading
from kg.neo4j.loading import Loader
from kg.neo4j.server import Server
from kg.neo4j.statements import anything, identity, pattern, removal, schema

BATCH = 2000  # rows of one transaction
LANES = 2  # transactions at a time; on one kind they touch different nodes, but for the hubs
LOCK = "KgPush"
LOCK_PATIENCE = 15.0  # seconds; a server that has just started is slow to take even a free lock

Item = TypeVar("Item")
Result = TypeVar("Result")

Progress = Callable[[str, int, float], None]  # kind, rows sent so far, rows a second


@dataclass
class Tally:
    """What a push did: nodes and edges made, mended and removed, and how many of each kind there are."""

    made: int = 0
    mended: int = 0
    removed: int = 0
    seconds: float = 0.0
    nodes: dict[str, int] = field(default_factory=dict)
    edges: dict[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether the server held anything else before."""
        return bool(self.made or self.mended or self.removed)


def push(path: Path, server: Server, progress: Progress | None = None) -> Tally:
    """Make the graph on `server` equal to the record at `path`; what users added there stays.

    Raises StoreError where another push is running there, where the server fails, or where the counts
    differ in the end.
    """
    begun = time.monotonic()
    server.write(f"CREATE CONSTRAINT kg_push IF NOT EXISTS FOR (p:{LOCK}) REQUIRE p.id IS UNIQUE")
    with server.held(f"MERGE (:{LOCK} {{id: 'kg'}})", LOCK_PATIENCE) as alone, reading(path) as record:
        if not alone:
            raise StoreError(f"{server.where}：另一个 kg neo4j push 正在进行；请等它结束。")
        for statement in schema():
            server.write(statement)
        tally = _Push(record, server, progress or _silent).run()
    tally.seconds = time.monotonic() - begun
    return tally


def _silent(kind: str, sent: int, rate: float) -> None:
    """Report nothing."""


class _Push:
    """One push under way."""

    def __init__(self, record: Record, server: Server, progress: Progress) -> None:
        self._record = record
        self._server = server
        self._progress = progress
        self._tally = Tally()

    def run(self) -> Tally:
        kinds: list[Kind] = [*node_kinds(), *edge_kinds()]
        fresh = {kind.name for kind in kinds if not self._number(anything(kind))}
        sent = {kind.name: self._send(kind, kind.name in fresh) for kind in kinds}
        there = self._counts(kinds)
        if any(there[name] > number for name, number in sent.items()):
            for kind in kinds:
                if there[kind.name] > sent[kind.name]:
                    self._remove_gone(kind)
            there = self._counts(kinds)
        for kind in kinds:
            self._verify(kind, sent[kind.name], there[kind.name])
        return self._tally

    def _send(self, kind: Kind, fresh: bool) -> int:
        """Make or mend every row of a kind; how many there are."""
        begun, sent = time.monotonic(), 0
        columns = [column.key for column in self._record.columns(kind)]
        loader = Loader(self._server, kind, columns, fresh)
        for done in ahead(loader.load, batches(self._record.rows(kind), BATCH)):
            self._tally.made += done.made
            self._tally.mended += done.mended
            sent += done.sent
            self._progress(kind.name, sent, sent / max(time.monotonic() - begun, 1e-6))
        return sent

    def _counts(self, kinds: list[Kind]) -> dict[str, int]:
        return {kind.name: self._number(f"MATCH {pattern(kind)} RETURN count(*)") for kind in kinds}

    def _number(self, statement: str) -> int:
        ((number,),) = self._server.rows(statement)
        return int(number)

    def _remove_gone(self, kind: Kind) -> None:
        found = self._server.stream(f"MATCH {pattern(kind)} RETURN {identity(kind)}, elementId(x)")
        with closing(Expected(self._record, kind)) as expected:
            for batch in batches(found, BATCH):
                known = expected.take(key for key, _ in batch)
                gone = [element for key, element in batch if not _taken(known, key)]
                if gone:
                    self._server.write(removal(kind), elements=gone)
                    self._tally.removed += len(gone)

    def _verify(self, kind: Kind, here: int, there: int) -> None:
        if here != there:
            raise StoreError(
                f"{self._server.where}：{kind.name} 在记录里有 {here} 个，在服务器上有 {there} 个；"
                "可能有人同时在改图谱，请重新运行 kg neo4j push。"
            )
        counts = self._tally.edges if isinstance(kind, EdgeKind) else self._tally.nodes
        counts[kind.name] = there


def _taken(known: set[str], key: str) -> bool:
    """Whether `key` was in `known`; it is no longer, so that what is there twice is left but once."""
    if key not in known:
        return False
    known.remove(key)
    return True


def batches(rows: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """`rows` in lists of `size`, the last one shorter."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch


def ahead(work: Callable[[Item], Result], items: Iterable[Item], lanes: int = LANES) -> Iterator[Result]:
    """The results of `work`, in order: while it is done on `lanes` items, the next one is made ready."""
    under_way: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(max_workers=lanes) as workers:
        for item in items:
            if len(under_way) > lanes:
                yield under_way.popleft().result()
            under_way.append(workers.submit(work, item))
        while under_way:
            yield under_way.popleft().result()

"""How fast the graph is loaded into Neo4j and asked there: `python tests/bench_neo4j.py --tasks 100000`.

Everything is measured in one run on one machine, so the ratios mean something where the seconds do not:
`kg neo4j push` against one statement a row and against `neo4j-admin database import`; every named question
on Neo4j and on the embedded record.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from neo4j_records import connected
from neo4j_server import Server, own_server
from synthetic import document_number, extractions

from kg.neo4j import Server as Connection
from kg.neo4j.bulk import arguments, export
from kg.neo4j.graph import edge_kinds, reading
from kg.neo4j.push import parameters, push
from kg.neo4j.statements import merge
from kg.questions import ask, load, names
from kg.store import Reading, Store

SINGLY = 300  # rows of each kind that are sent one by one: enough to know the rate
REPEATS = 5
SLOW = 20.0  # seconds after which a question is not asked again

VALUES: dict[str, object] = {
    "unit": "北京市密云区水务局",
    "document": document_number(0),
    "task": "推进河湖水系连通工程",
    "heading": "河湖水系连通工程",
    "text": "水土流失综合治理",
    "min": 1,
}


def timed(work: Callable[[], object]) -> float:
    """How many seconds `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def made_record(path: Path, tasks: int) -> None:
    with Store(path, write=True) as store, store.transaction():
        for source in extractions(tasks):
            store.replace(source, source.source.file, Reading(source.source.sha256, "bench"))


def fresh(folder: Path) -> Server:
    """A server with the full compiler, as users run it."""
    made = own_server(folder)
    made.options = ()
    return made


def singly(path: Path, connection: Connection) -> float:
    """Edges a second where each is a statement of its own, in a database that holds them already."""
    kind = next(kind for kind in edge_kinds() if kind.type == "COOPERATES_ON")
    statement = merge(kind)
    connection.write(f"MATCH (:{kind.source})-[x:{kind.type}]->() WITH x LIMIT {SINGLY} DELETE x")
    with reading(path) as record:
        columns = [column.key for column in record.columns(kind)]
        rows = [parameters(kind, columns, row) for row in islice(record.rows(kind), SINGLY)]
    return SINGLY / timed(lambda: [connection.write(statement, rows=[row]) for row in rows])


def pushing(path: Path, server: Server) -> None:
    rates: dict[str, tuple[int, float]] = {}

    def note(kind: str, sent: int, rate: float) -> None:
        rates[kind] = (sent, rate)

    with connected(server) as connection:
        first = push(path, connection, note)
        edges = sum(sent for kind, (sent, _) in rates.items() if "-" in kind)
        spent = sum(sent / rate for kind, (sent, rate) in rates.items() if "-" in kind)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again = push(path, connection)
        one = singly(path, connection)
    nodes = sum(first.nodes.values())
    print(f"| {nodes:,} nodes, {edges:,} relationships | seconds | relationships a second | ratio |")
    print("|---|---:|---:|---:|")
    line("kg neo4j push into an empty database", first.seconds, edges / spent, one)
    line(f"the same again: {'changed' if again.changed else 'nothing changed'}", again.seconds, None, one)
    line(f"one statement a row (by {SINGLY} rows)", edges / one, one, one)
    print(f"most memory of the client: {memory:.0f} MB", flush=True)


def line(what: str, seconds: float, rate: float | None, one: float) -> None:
    figures = f"{rate:,.0f} | {rate / one:.0f}" if rate else " | "
    print(f"| {what} | {seconds:,.0f} | {figures} |", flush=True)


def importing(path: Path, folder: Path) -> None:
    server = fresh(folder / "import-home")
    server._configure()
    written = timed(lambda: export(path, folder / "csv"))

    def run() -> None:
        done = server.admin("database", "import", "full", "neo4j", *arguments(), folder=folder / "csv")
        assert done.returncode == 0, done.stdout + done.stderr

    imported = timed(run)
    print(
        f"neo4j-admin import: {written:.0f} s to write the CSV files, {imported:.0f} s to import", flush=True
    )
    server.remove()


def asking(path: Path, server: Server) -> None:
    print("\n| question | rows | record, ms | Neo4j, ms | ratio |\n|---|---:|---:|---:|---:|")
    with Store(path) as store, connected(server) as connection:
        for name in names("cypher"):
            values = {each.name: VALUES.get(each.name, each.default) for each in load(name).parameters}
            rows = len(ask(store, name, **values).rows)
            here = median(lambda: ask(store, name, **values))  # noqa: B023
            there = median(lambda: ask(connection, name, **values))  # noqa: B023
            figures = f"{here * 1000:.1f} | {there * 1000:.1f} | {there / here:.1f}"
            print(f"| {name} | {rows:,} | {figures} |", flush=True)


def median(work: Callable[[], object]) -> float:
    first = timed(work)
    return first if first > SLOW else statistics.median(timed(work) for _ in range(REPEATS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--tasks", type=int, default=100_000)
    tasks = parser.parse_args().tasks
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        path = folder / "kg.db"
        made_record(path, tasks)
        server = fresh(folder / "home").start()
        try:
            pushing(path, server)
            importing(path, folder)
            asking(path, server)
        finally:
            server.remove()


if __name__ == "__main__":
    main()

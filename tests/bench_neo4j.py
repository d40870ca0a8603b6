"""How fast the graph is loaded into Neo4j and asked there: `python tests/bench_neo4j.py --tasks 100000`.

Everything is measured in one run on one machine, so the ratios mean something where the seconds do not:
`kg neo4j push` against one statement a row and against `neo4j-admin database import`; every named question
on Neo4j and on the embedded record. `--parts kill` kills the server half-way through a push instead,
starts it again and sees that the next push completes the graph.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from neo4j_records import connected, run
from neo4j_server import Server, own_server
from synthetic import document_number, extractions

from kg.neo4j import Server as Connection
from kg.neo4j.bulk import arguments, export
from kg.neo4j.graph import edge_kinds, reading
from kg.neo4j.push import push
from kg.questions import ask, load, names
from kg.store import Reading, Store

PARTS = ("push", "import", "ask", "kill")
USUAL = PARTS[:3]
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

# What a careful user writes by hand, a statement a row.
BY_HAND = """
MATCH (a:Unit {id: $from}) MATCH (b:Task {id: $to})
MERGE (a)-[x:COOPERATES_ON {id: $id}]->(b) SET x += $values"""


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
    """A server with the full compiler and its usual collector, as users run it."""
    made = own_server(folder)
    made.options = ("-XX:+UseG1GC",)
    made.memory = "2g"
    return made


@dataclass(frozen=True)
class Pushed:
    """One push in a process of its own; `client` and `server` are seconds of processor."""

    seconds: float
    changed: bool
    nodes: int
    edges: int
    edge_seconds: float
    megabytes: float
    client: float
    server: float = 0.0


def push_alone(path: Path, server: Server) -> Pushed:
    """Push in this process, which has done nothing else."""
    rates: dict[str, tuple[int, float]] = {}

    def note(kind: str, sent: int, rate: float) -> None:
        rates[kind] = (sent, rate)

    with connected(server) as connection:
        tally = push(path, connection, note)
    spent = sum(sent / rate for kind, (sent, rate) in rates.items() if "-" in kind)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    nodes, edges = sum(tally.nodes.values()), sum(tally.edges.values())
    return Pushed(tally.seconds, tally.changed, nodes, edges, spent, memory, time.process_time())


def pushed(path: Path, server: Server) -> Pushed:
    there = Server(server.uri, user=server.user, password=server.password)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        before = processor(server)
        done = process.submit(push_alone, path, there).result()
    return replace(done, server=processor(server) - before)


def processor(server: Server) -> float:
    """The seconds of processor that a server of ours has used (Linux)."""
    assert server.process is not None
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def singly(path: Path, connection: Connection) -> float:
    """Edges a second where each is a statement of its own, in a database that holds them already."""
    kind = next(kind for kind in edge_kinds() if kind.type == "COOPERATES_ON")
    connection.write(f"MATCH (:{kind.source})-[x:{kind.type}]->() WITH x LIMIT {SINGLY} DELETE x")
    with reading(path) as record:
        keys = [column.key for column in record.columns(kind)][2:]
        rows = list(islice(record.rows(kind), SINGLY))

    def send() -> None:
        for source, target, *values in rows:
            named = dict(zip(keys, values, strict=True))
            connection.write(BY_HAND, **{"from": source, "to": target, "id": values[0], "values": named})

    return SINGLY / timed(send)


def pushing(path: Path, server: Server) -> None:
    first, again = pushed(path, server), pushed(path, server)
    with connected(server) as connection:
        one = singly(path, connection)
    print(
        f"| {first.nodes:,} nodes, {first.edges:,} relationships | s | a second | ratio | processor, s | MB |"
    )
    print("|---|---:|---:|---:|---:|---:|")
    line("kg neo4j push into an empty database", first, one)
    line(f"the same again: {'changed' if again.changed else 'nothing changed'}", again, one)
    print(f"| one statement a row (by {SINGLY} rows) | {first.edges / one:,.0f} | {one:,.0f} | 1 | | |")
    print("(a second: relationships; processor: client + server; MB: the client)\n", flush=True)


def line(what: str, done: Pushed, one: float) -> None:
    rate = done.edges / done.edge_seconds
    used = f"{done.client:,.0f} + {done.server:,.0f}"
    print(
        f"| {what} | {done.seconds:,.0f} | {rate:,.0f} | {rate / one:.0f} | {used} | {done.megabytes:.0f} |"
    )


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


def killing(path: Path, folder: Path) -> None:
    """Kill the server half-way; whatever is not as it should be ends the run."""
    server = fresh(folder / "kill-home").start()
    with Store(path) as store:
        ((duties,),) = store.ask("SELECT count(*) FROM assignments")
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "neo4j", "push", server.uri, "--store", str(path)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment(server)
    )
    while process.poll() is None and number(server, "()-[r]->()") < duties // 2:
        time.sleep(0.1)
    server.stop(signal.SIGKILL)
    _, said = process.communicate()
    assert process.returncode == 2, said
    assert said.count("\n") == 1, said
    server.start()
    left = number(server, "()-[r]->()")
    print(f"\nserver killed; push said: {said}left: {left:,} relationships", flush=True)
    completed, again = pushed(path, server), pushed(path, server)
    assert completed.changed
    assert not again.changed
    assert number(server, "(:Unit)-[r]->(:Task)") == duties
    assert number(server, "()-[r]->()") == completed.edges
    assert number(server, "(r)") == completed.nodes
    server.remove()
    print(f"completed in {completed.seconds:,.0f} s: {completed.nodes:,} nodes, {completed.edges:,} edges")
    print(f"again: nothing changed, {again.seconds:,.0f} s", flush=True)


def number(server: Server, pattern: str) -> int:
    ((found,),) = run(server, f"MATCH {pattern} RETURN count(r)")
    return int(found)


def _environment(server: Server) -> dict[str, str]:
    return {**os.environ, **server.environment()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=USUAL, help="only these")
    parser.add_argument("--record", type=Path, help="where the made-up record is kept for the next run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        path = given.record or folder / "kg.db"
        if not path.exists():
            made_record(path, given.tasks)
        if "push" in given.parts or "ask" in given.parts:
            loading(path, folder, given.parts)
        if "import" in given.parts:
            importing(path, folder)
        if "kill" in given.parts:
            killing(path, folder)


def loading(path: Path, folder: Path, parts: Sequence[str]) -> None:
    server = fresh(folder / "home").start()
    pushing(path, server)
    if "ask" in parts:
        asking(path, server)
    server.remove()


if __name__ == "__main__":
    main()

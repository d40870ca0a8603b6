"""How fast RDF is written, checked and asked, as ratios in one run: python tests/bench_rdf.py --tasks 100000

A record of made-up tasks is streamed by kg as N-Triples and Turtle. The same triples (of a record that is
small enough) are given to rdflib, as a list to put into a graph and serialise, and to pyoxigraph, as a
ready list to write into a file. Then the rules are checked in SPARQL over all of it and by pySHACL on one
document of it, and the named questions are asked in SQL and SPARQL side by side.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib
import synthetic

from kg.questions.ask import ask, load, names
from kg.rdf.check import by_shacl, by_sparql
from kg.rdf.export import Request, export
from kg.rdf.graph import Graph
from kg.store import Reading, Store

SYNTAXES = {"ntriples": ("nt", "nt"), "turtle": ("ttl", "turtle")}
MADE = {
    "unit": "区水务局",
    "document": "京政办发〔2019〕2号",
    "heading": "河湖水系连通工程",
    "text": "达标率不低于98%",
    "task": "推进流域水土流失综合治理",
}


def seconds(work: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """The processor seconds that something takes, whatever else the machine does, and what it gives."""
    start = time.process_time()
    result = work(*arguments)
    return time.process_time() - start, result


def least(work: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """The least that something takes in three times: what the rest of the machine adds is left out."""
    return min((seconds(work, *arguments) for _ in range(3)), key=itemgetter(0))


def peak() -> int:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def fill(path: Path, tasks: int) -> None:
    """A record of `tasks` tasks."""
    with Store(path, write=True) as store:
        for each in synthetic.extractions(tasks):
            store.replace(each, f"/docs/{each.source.file}", Reading(each.source.sha256, "1"))


def write(record: Path, folder: Path, profile: str, tasks: int) -> int:
    """Stream the record in both syntaxes; returns the number of triples."""
    count = 0
    with Store(record) as store:
        for name, (extension, _) in SYNTAXES.items():
            file = folder / f"{profile}-{tasks}.{extension}"
            spent, count = seconds(export, store, file, Request(name, profile))
            size = file.stat().st_size / 1e6
            print(f"kg {profile:5} {name:9} {count:>11,} triples {spent:7.1f} s {count / spent:>10,.0f}/s"
                  f" {size:8,.0f} MB, peak memory {peak()} MB")  # fmt: skip
    return count


def compare(record: Path, folder: Path, limit: int) -> None:
    """kg, rdflib and pyoxigraph over the same triples: a record that is small enough for rdflib."""
    for name, (extension, short) in SYNTAXES.items():
        file = folder / f"small.{extension}"
        with Store(record) as store:
            ours, count = least(export, store, file, Request(name, "core"))
        data = pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.from_extension(extension))
        triples = [quad.triple for quad in islice(data, limit)]
        rows = [tuple(map(term, triple)) for triple in triples]
        theirs = serialized(rows, short)
        form = pyoxigraph.RdfFormat.from_extension(extension)
        ready, _ = least(pyoxigraph.serialize, triples, str(folder / "ready"), form)
        rates = (count / ours, len(rows) / theirs[0], len(rows) / theirs[1], len(triples) / ready)
        print(
            f"{name:9} kg, from the record {rates[0]:>10,.0f}/s"
            f" | rdflib, rows to file {rates[1]:>8,.0f}/s: kg is {rates[0] / rates[1]:.1f} times as fast"
            f" | rdflib, serialising only {rates[2]:>8,.0f}/s: {rates[0] / rates[2]:.1f} times"
            f" | pyoxigraph, ready list {rates[3]:>9,.0f}/s: kg takes {rates[3] / rates[0]:.2f} times as long"
        )


def serialized(rows: list[Any], form: str) -> tuple[float, float]:
    """The seconds rdflib takes from rows to text, and for the serialising alone."""
    graph = rdflib.Graph()
    filling, _ = seconds(lambda: [graph.add(row) for row in rows])
    writing, _ = least(lambda: graph.serialize(format=form, encoding="utf-8"))
    return filling + writing, writing


def term(found: Any) -> Any:
    """A term of pyoxigraph as one of rdflib."""
    if isinstance(found, pyoxigraph.NamedNode):
        return rdflib.URIRef(found.value)
    kind = None if found.language else rdflib.URIRef(found.datatype.value)
    return rdflib.Literal(found.value, lang=found.language, datatype=kind)


def validate(record: Path, folder: Path, checked: int) -> None:
    """The rules in SPARQL over a record, against SHACL node by node over one document of it."""
    with Store(record) as store:
        loading, graph = seconds(Graph.of_store, store)
        (document,) = next(store.ask("SELECT id FROM documents ORDER BY id"))
        export(store, folder / "one.nt", Request("ntriples", "core", document=document))
    start = time.perf_counter()
    checking, found = seconds(lambda: [each for each in by_sparql(graph) if each.severity == "violation"])
    clock = time.perf_counter() - start
    assert not found
    print(
        f"SPARQL: {checked:,} tasks, {len(graph):,} triples: load {loading:.1f} s, all rules {checking:.1f} s"
        f" of processor, {clock:.1f} s by the clock"
    )
    one = Graph.of_file(folder / "one.nt")
    shacl, _ = seconds(by_shacl, one)
    rate, theirs = len(graph) / checking, len(one) / shacl
    times = f"SPARQL checks {rate / theirs:.0f} times as fast"
    print(f"pySHACL, node by node: {len(one):,} triples in {shacl:.1f} s; {times}")


def rows_of(asker: Any, name: str, given: dict[str, object]) -> list[Any]:
    """The rows of a question."""
    return ask(asker, name, **given).rows


def questions(record: Path) -> None:
    """Every named question in SQL and in SPARQL."""
    with Store(record) as store:
        loading, graph = seconds(Graph.of_store, store)
        print(f"{len(graph):,} triples loaded in {loading:.1f} s\n{'question':22} rows    SQL ms  SPARQL ms")
        for name in names("sparql"):
            needed = [parameter for parameter in load(name).parameters if parameter.default is None]
            given = {each.name: MADE.get(each.name, each.example) for each in needed}
            sql, rows = seconds(rows_of, store, name, given)
            sparql, same = seconds(rows_of, graph, name, given)
            assert rows == same, name
            print(f"{name:22} {len(rows):>6} {sql * 1000:>9.1f} {sparql * 1000:>10.1f}")


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=10_000, help="tasks of the record that is streamed")
    parser.add_argument("--small", type=int, default=1_000, help="tasks of the record given to rdflib")
    parser.add_argument("--checked", type=int, default=2_000, help="tasks checked and asked about")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for tasks in sorted({options.tasks // 10, options.tasks}):
            record = folder / f"{tasks}.db"
            fill(record, tasks)
            for profile in ("core", "full"):
                write(record, folder, profile, tasks)
                for file in folder.glob(f"{profile}-*"):
                    file.unlink()
        fill(folder / "small.db", options.small)
        compare(folder / "small.db", folder, 300_000)
        fill(folder / "checked.db", options.checked)
        validate(folder / "checked.db", folder, options.checked)
        questions(folder / "checked.db")


if __name__ == "__main__":
    main()

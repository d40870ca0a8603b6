"""Records and graphs that the tests of the RDF side share."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest
import synthetic

from kg.build import build
from kg.rdf.export import Request, export
from kg.rdf.graph import Graph
from kg.resources import folder
from kg.store import Reading, Store

EXAMPLE = folder("examples") / "miyun-gazette-2023-02.md"
SMALL = folder("examples") / "shijingshan-water-saving.md"
MADE = TemporaryDirectory(prefix="kg-rdf-")  # gone when the tests are
RECEIVED = Path(__file__).parents[2] / "shared" / "gazette" / "miyun-2023-02.md"


def put(path: Path, extractions: Any) -> Path:
    """A record of made-up extractions."""
    with Store(path, write=True) as store:
        for each in extractions:
            store.replace(each, f"/docs/{each.source.file}", Reading(each.source.sha256, "1"))
    return path


def alone(extraction: Any, document: Any) -> Any:
    """An extraction of which nothing but this document is left."""
    nothing = ("sections", "tasks", "listed", "citations", "blanket", "groups", "goals")
    return replace(extraction, documents=(document,), **dict.fromkeys(nothing, ()))


@cache
def made(tasks: int = 20, documents: int = 3) -> Path:
    """A record of `tasks` made-up tasks."""
    place = Path(mkdtemp(dir=MADE.name)) / "made.db"
    return put(place, synthetic.extractions(tasks, documents=documents))


@cache
def read(file: Path) -> Path:
    """A record of one real file."""
    place = Path(mkdtemp(dir=MADE.name)) / "read.db"
    with Store(place, write=True) as store:
        build([file], store, jobs=1)
    return place


def example() -> Path:
    """The record of the gazette's abridged example."""
    return read(EXAMPLE)


def received() -> Path:
    """The record of the gazette as received."""
    if not RECEIVED.exists():
        pytest.skip(f"the gazette is not here: {RECEIVED}")
    return read(RECEIVED)


def exported(record: Path, out: Path, **request: Any) -> Path:
    """An export of a record."""
    with Store(record) as store:
        export(store, out, Request(**request))
    return out


def statements(file: Path) -> set[str]:
    """The triples of a file as pyoxigraph reads them, in canonical N-Triples, without the file's own name."""
    graph = Graph.of_file(file)
    found = {str(quad.triple) for quad in graph.triples}
    return {line for line in found if "/distribution/" not in line}


def canonical(line: str) -> str:
    """A triple with its language tag in lower case: readers differ in that."""
    return re.sub(r'(?<=")@([A-Za-z-]+)(?= ?\.?$)', lambda match: match[0].lower(), line)

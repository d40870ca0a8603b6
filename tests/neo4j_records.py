"""Records to push, and the whole graph of a server to compare."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from neo4j_server import Server
from synthetic import extraction, extractions

from kg.model import Extraction, Role
from kg.neo4j import connect
from kg.neo4j import server as kg_server
from kg.store import Reading, Store

NASTY = (
    "区'水务'局",
    '区"水务"局\\',
    "`区水务局`",
    "'}) MATCH (n) DETACH DELETE n //",
    "$unit {name: 'x'} /* */ ;",
    ":param unit => 'x'",
    "区水务局\u2028分局🌊",
)


def write(path: Path, sources: list[Extraction]) -> Path:
    """A record at `path` that holds these sources and nothing else."""
    with Store(path, write=True) as store, store.transaction():
        kept = {source.source.file for source in sources}
        for known in store.paths():
            if known not in kept:
                store.forget(known)
        for source in sources:
            store.replace(source, source.source.file, Reading(source.source.sha256, "test"))
    return path


def record(path: Path, tasks: int) -> Path:
    """A made-up record with so many tasks."""
    return write(path, list(extractions(tasks)))


def awkward() -> Extraction:
    """A source whose units bear names that would be code if they were not parameters; the first task also
    has every role, and the document's issuer is a unit."""
    made = extraction(0, 8)
    names = dict(zip((unit.id for unit in made.units), NASTY, strict=False))
    units = [replace(unit, name=names.get(unit.id, unit.name)) for unit in made.units]
    first, *others = made.tasks
    roles = [*Role] * len(first.assignments)
    mixed = [each._replace(role=role) for each, role in zip(first.assignments, roles, strict=False)]
    document = replace(made.documents[0], issuers=(units[0].name, *made.documents[0].issuers))
    tasks = (first._replace(title=NASTY[3], assignments=tuple(mixed)), *others)
    return replace(made, units=tuple(units), documents=(document,), tasks=tasks)


def smaller(source: Extraction) -> Extraction:
    """The source after an edit: without its first task, with another title for the second."""
    _, second, *others = source.tasks
    tasks = (second._replace(title="改过的标题"), *others)
    text = hashlib.sha256(b"edited").hexdigest()
    return replace(source, tasks=tasks, source=replace(source.source, sha256=text))


def connected(server: Server) -> kg_server.Server:
    """A connection as a user has it, with the credentials in the environment."""
    os.environ.update(server.environment())
    return connect(server.uri)


def run(server: Server, statement: str, **parameters: object) -> list[tuple[Any, ...]]:
    """Run a statement as a user of the server would, outside kg."""
    import neo4j

    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        return [tuple(record.values()) for record in driver.execute_query(statement, parameters).records]


def empty(server: Server) -> None:
    """Delete everything."""
    run(server, "MATCH (n) DETACH DELETE n")


def dump(server: Server) -> list[str]:
    """Every node with labels and properties, every relationship with its ends: equal graphs dump alike."""
    nodes = run(server, "MATCH (n) RETURN labels(n), properties(n)")
    edges = run(server, "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r)")
    lines = [json.dumps([sorted(labels), values], **_FORM) for labels, values in nodes]
    lines += [json.dumps(list(edge), **_FORM) for edge in edges]
    return sorted(lines)


_FORM: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "default": str}

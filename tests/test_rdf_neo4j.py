"""The profile for Neo4j, loaded by plain Cypher, gives the same who-owns as the record."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pyoxigraph
import rdf_records
from neo4j import GraphDatabase
from neo4j_server import server

from kg.questions.ask import ask
from kg.rdf.graph import value
from kg.store import Store

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
WHO_OWNS = """
MATCH (task:Task)-[:responsibleUnit]->(unit:Unit)
WHERE $unit IN unit.altLabel OR $unit IN unit.prefLabel
MATCH (task)-[:definedIn]->(document:Document)
WHERE task.taskKind[0] IN ['task', 'row', 'decision']
RETURN last(split(task.uri, '/')) AS id, task.title[0] AS title, document.title[0] AS document,
       task.line[0] AS line
ORDER BY id
"""


def local(iri: str) -> str:
    """The last word of an IRI: a label, a key or a type."""
    return iri.replace("#", "/").rsplit("/", 1)[1]


def load(session: Any, file: Path) -> None:
    """Every triple by plain Cypher: types as labels, values as lists under their key, the rest as edges."""
    nodes: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    labels: dict[str, str] = {}
    edges: dict[str, list[list[str]]] = defaultdict(list)
    for quad in pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.N_TRIPLES):
        subject, predicate, target = quad.subject.value, quad.predicate.value, quad.object
        if predicate == TYPE:
            labels[subject] = local(target.value)
        elif isinstance(target, pyoxigraph.Literal):
            nodes[subject][local(predicate)].append(value(target))
        else:
            edges[local(predicate)].append([subject, target.value])
    for label in set(labels.values()):
        rows = [{"uri": uri, "values": dict(nodes[uri])} for uri, its in labels.items() if its == label]
        session.run(
            f"UNWIND $rows AS row CREATE (n:Resource:`{label}` {{uri: row.uri}}) SET n += row.values",
            rows=rows,
        )
    session.run("CREATE INDEX rdf_uri IF NOT EXISTS FOR (n:Resource) ON (n.uri)")
    session.run("CALL db.awaitIndexes(300)")
    for kind, rows in edges.items():
        match = "UNWIND $rows AS row MATCH (a:Resource {uri: row[0]}), (b:Resource {uri: row[1]})"
        session.run(f"{match} CREATE (a)-[:`{kind}`]->(b)", rows=rows)


def test_the_profile_for_neo4j_answers_like_the_record(tmp_path: Path) -> None:
    there = server()
    file = rdf_records.exported(rdf_records.example(), tmp_path / "kg.nt", form="ntriples", profile="neo4j")
    with (
        GraphDatabase.driver(there.uri, auth=(there.user, there.password)) as driver,
        driver.session() as session,
    ):
        session.run("MATCH (n:Resource) DETACH DELETE n")
        try:
            load(session, file)
            found = [tuple(record.values()) for record in session.run(WHO_OWNS, unit="区水务局")]
        finally:
            session.run("MATCH (n:Resource) DETACH DELETE n")
            session.run("DROP INDEX rdf_uri IF EXISTS")
    with Store(rdf_records.example()) as store:
        rows = ask(store, "who-owns", unit="区水务局").records()
    assert len(rows) == 18
    assert found == sorted((row["id"], row["title"], row["document"], row["line"]) for row in rows)

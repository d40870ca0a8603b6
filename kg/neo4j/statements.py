"""The Cypher that loads and checks one kind of node or edge; all values travel as parameters."""

from __future__ import annotations

from kg.neo4j.graph import ORIGIN, EdgeKind, Kind, NodeKind, node_kinds

# What we say is compared with what stands there, property by property, only where the whole differs:
# users' own properties make it differ, and are left alone.
_DIFFERS = (
    "NOT coalesce(properties(x) = row.new, false) AND any(key IN keys(row.new) "
    "WHERE coalesce(x[key] <> row.new[key], (x[key] IS NULL) <> (row.new[key] IS NULL)))"
)


def merge(kind: Kind) -> str:
    """Make what is missing of $rows and mend what differs; returns how many were `mended`."""
    return _merge_edges(kind) if isinstance(kind, EdgeKind) else _merge_nodes(kind)


def _merge_edges(kind: EdgeKind) -> str:
    return f"""
        UNWIND $rows AS row
        MATCH (a:{kind.source} {{id: row.from}})
        MATCH (b:{kind.target} {{id: row.to}})
        MERGE (a)-[x:{kind.type} {{id: row.new.id}}]->(b)
        ON CREATE SET x = row.new
        WITH x, row WHERE {_DIFFERS}
        SET x += row.new
        RETURN count(*) AS mended"""


def _merge_nodes(kind: NodeKind) -> str:
    marks = [other for other in _marks(kind.label) if other != kind.mark]
    wrong = " OR ".join([f"NOT x:{kind.mark}"] * bool(kind.mark) + [f"x:{mark}" for mark in marks])
    relabel = "".join([f" SET x:{kind.mark}"] * bool(kind.mark) + [f" REMOVE x:{mark}" for mark in marks])
    return f"""
        UNWIND $rows AS row
        MERGE (x:{kind.label} {{id: row.new.id}})
        ON CREATE SET x = row.new{f", x:{kind.mark}" if kind.mark else ""}
        WITH x, row WHERE {f"{wrong} OR " if wrong else ""}({_DIFFERS})
        SET x += row.new{relabel}
        RETURN count(*) AS mended"""


def _marks(label: str) -> list[str]:
    return [kind.mark for kind in node_kinds() if kind.label == label and kind.mark]


def pattern(kind: Kind) -> str:
    """What of a kind is ours, as `x`: to be put behind MATCH."""
    if isinstance(kind, EdgeKind):
        return f"(a:{kind.source})-[x:{kind.type}]->(b:{kind.target}) WHERE x.id IS NOT NULL"
    marked = f"x:{kind.mark}" if kind.mark else " AND ".join(f"NOT x:{mark}" for mark in _marks(kind.label))
    key, value = ORIGIN
    return f"(x:{kind.label}) WHERE x.{key} = '{value}'{f' AND {marked}' if marked else ''}"


def identity(kind: Kind) -> str:
    """The key of `x`, as `key(row)` makes it from a row of the record."""
    return "a.id + ' ' + b.id + ' ' + x.id" if isinstance(kind, EdgeKind) else "x.id"


def removal(kind: Kind) -> str:
    """Remove what has one of the $elements; a node takes all its relationships along."""
    found = "()-[x]->()" if isinstance(kind, EdgeKind) else f"(x:{kind.label})"
    gone = "DELETE" if isinstance(kind, EdgeKind) else "DETACH DELETE"
    return f"UNWIND $elements AS element MATCH {found} WHERE elementId(x) = element {gone} x"


def schema() -> list[str]:
    """The constraints and indexes that loading and asking rely on; none needs Enterprise Edition."""
    labels = dict.fromkeys(kind.label for kind in node_kinds())
    unique = [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in labels
    ]
    asked = {"Unit": ["name"], "Document": ["number", "title"], "Task": ["title"], "Deadline": ["end"]}
    indexes = [
        f"CREATE INDEX {label.lower()}_{key} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
        for label, keys in asked.items()
        for key in keys
    ]
    words = (
        "CREATE FULLTEXT INDEX words IF NOT EXISTS FOR (n:Task|Document) ON EACH [n.title, n.text] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )
    return [*unique, *indexes, words, "CALL db.awaitIndexes(300)"]

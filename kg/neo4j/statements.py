"""The Cypher that loads and checks one kind of node or edge; all values travel as parameters.

Rows of nodes are lists of values, `id` first. Rows of edges come in bundles, [id of the node at the end
`by`, [[id of the other node, value, …], …]], so that the server looks up each node once.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.neo4j.graph import ORIGIN, EdgeKind, Kind, node_kinds


def anything(kind: Kind) -> str:
    """How many there are with the label or the type of a kind, whoever made them; takes no time."""
    if isinstance(kind, EdgeKind):
        return f"MATCH ()-[x:{kind.type}]->() RETURN count(x)"
    return f"MATCH (x:{kind.label}) RETURN count(x)"


def creation(kind: Kind, keys: Sequence[str]) -> str:
    """Make $rows, none of which is there; `keys` are the names of the values."""
    if isinstance(kind, EdgeKind):
        near, far = _ends(kind)
        return f"""
            UNWIND $rows AS bundle
            MATCH ({near} {{id: bundle[0]}})
            UNWIND bundle[1] AS row
            MATCH ({far} {{id: row[0]}})
            CREATE (a)-[:{kind.type} {{{_values(keys, 1)}}}]->(b)"""
    key, value = ORIGIN
    labels = ":".join(filter(None, (kind.label, kind.mark)))
    return f"UNWIND $rows AS row CREATE (:{labels} {{{_values(keys, 0)}, {key}: '{value}'}})"


def existing(kind: Kind, keys: Sequence[str]) -> str:
    """What there is at the nodes $ids, in one list: the element's id, in edges the ids of both ends, the
    values of `keys`, in nodes what `belongings` says of them."""
    found = [f"x.`{key}`" for key in keys]
    if isinstance(kind, EdgeKind):
        near, _ = _ends(kind)
        match = f"MATCH ({near} {{id: id}}) MATCH {pattern(kind)}"
        found = ["a.id", "b.id", *found]
    else:
        match = f"MATCH (x:{kind.label} {{id: id}})"
        found += [f"x.{ORIGIN[0]}", *(f"x:{mark}" for mark in _marks(kind.label))]
    return f"UNWIND $ids AS id {match} RETURN collect([elementId(x), {', '.join(found)}])"


def belongings(kind: Kind) -> list[str | bool]:
    """What every node of a kind has besides its values: the mark of origin, and which second labels."""
    if isinstance(kind, EdgeKind):
        return []
    return [ORIGIN[1], *(mark == kind.mark for mark in _marks(kind.label))]


def mending(kind: Kind) -> str:
    """Give the elements of $rows, [element's id, {key: value}], these values; others that they have stay."""
    mend = f"UNWIND $rows AS row MATCH {_any(kind)} WHERE elementId(x) = row[0] SET x += row[1]"
    if isinstance(kind, EdgeKind):
        return mend
    key, value = ORIGIN
    relabel = [f"SET x:{mark}" if mark == kind.mark else f"REMOVE x:{mark}" for mark in _marks(kind.label)]
    return " ".join([mend, f"SET x.{key} = '{value}'", *relabel])


def removal(kind: Kind) -> str:
    """Remove what has one of the $elements; a node takes all its relationships along."""
    gone = "DELETE" if isinstance(kind, EdgeKind) else "DETACH DELETE"
    return f"UNWIND $elements AS element MATCH {_any(kind)} WHERE elementId(x) = element {gone} x"


def _ends(kind: EdgeKind) -> tuple[str, str]:
    source, target = f"a:{kind.source}", f"b:{kind.target}"
    return (source, target) if kind.by == "from" else (target, source)


def _values(keys: Sequence[str], first: int) -> str:
    return ", ".join(f"`{key}`: row[{at}]" for at, key in enumerate(keys, first))


def _any(kind: Kind) -> str:
    return "()-[x]->()" if isinstance(kind, EdgeKind) else f"(x:{kind.label})"


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
    """The key of `x`, as `Expected` makes it from a row of the record."""
    return "a.id + ' ' + b.id + ' ' + x.id" if isinstance(kind, EdgeKind) else "x.id"


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

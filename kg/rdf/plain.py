"""The same nodes for people without RDF: JSON Lines, GraphML, and CSV tables, one for every class."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from kg.rdf.ontology import Class, Ontology, Property, Relation
from kg.rdf.writers import (
    REPLACE_SURROGATES,
    SYNTAXES,
    Encode,
    Node,
    Syntax,
    Value,
    Writer,
    grouped,
    xml_text,
)  # fmt: skip

LIST_SEPARATOR = "；"


class JsonLines(Writer):
    """One JSON object a line: id, type, and the fields under their own names; several values as a list."""

    def node(self, node: Node) -> None:
        """Write one."""
        parts = [f'{{"id": "{node.id}", "type": "{node.kind}"']
        for name, values in grouped(node.fields):
            encode = self.encoders[name][1]
            texts = [encode(value) for value in values]
            parts.append(f', "{name}": ' + (f"[{', '.join(texts)}]" if name in self.several else texts[0]))
        self.write("".join(parts) + "}\n")

    def open(self) -> None:
        """Know which fields can have several values: they are always lists."""
        fields = [field for kind in self.vocabulary.classes.values() for field in kind.fields]
        self.several = {field.term.name for field in fields if field.most is None}

    def encoder(self, term: Relation | Property, before: str = "") -> Encode:
        """JSON values."""
        if isinstance(term, Property) and term.type == "boolean":
            return lambda value: "true" if value else "false"
        return str if isinstance(term, Property) and term.type == "integer" else encode_basestring


_GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""
_TYPES = {"integer": "int", "boolean": "boolean"}


class GraphMl(Writer):
    """GraphML: relations between nodes as edges, everything else as data of the nodes."""

    def open(self) -> None:
        """Declare the keys."""
        self.write(f'{_GRAPHML}<key id="type" for="node" attr.name="type" attr.type="string"/>\n')
        self.write('<key id="relation" for="edge" attr.name="relation" attr.type="string"/>\n')
        for term in self.vocabulary.terms():
            if not self.is_edge(term):
                kind = _TYPES.get(term.type, "string") if isinstance(term, Property) else "string"
                self.write(f'<key id="{term.name}" for="node" attr.name="{term.name}" attr.type="{kind}"/>\n')
        self.write('<graph edgedefault="directed">\n')
        self.edges = {term.name for term in self.vocabulary.terms() if self.is_edge(term)}

    @staticmethod
    def is_edge(term: Relation | Property) -> bool:
        """Whether the term leads to another node; controlled words are data."""
        return isinstance(term, Relation) and term.words is None

    def node(self, node: Node) -> None:
        """Write one, and the edges that start from it."""
        parts = [f'<node id="{node.id}"><data key="type">{node.kind}</data>']
        edges = []
        for name, values in grouped(node.fields):
            if name in self.edges:
                edges += [_edge(node.id, str(value), name) for value in values]
            else:
                text = LIST_SEPARATOR.join(self.encoders[name][1](value) for value in values)
                parts.append(f'<data key="{name}">{text}</data>')
        self.write("".join([*parts, "</node>\n", *edges]))

    def close(self) -> None:
        """End the graph."""
        self.write("</graph>\n</graphml>\n")

    def encoder(self, term: Relation | Property, before: str = "") -> Encode:
        """Text, safe in XML."""
        if isinstance(term, Property) and term.type == "boolean":
            return lambda value: "true" if value else "false"
        return lambda value: xml_text(str(value))


def _edge(source: str, target: str, name: str) -> str:
    return f'<edge source="{source}" target="{target}"><data key="relation">{name}</data></edge>\n'


FORMATS = {
    **SYNTAXES,
    "jsonl": Syntax(JsonLines, "jsonl", "application/jsonl"),
    "graphml": Syntax(GraphMl, "graphml", "application/graphml+xml"),
}


class Tables:
    """A CSV table for every class, in a folder, under a row of Chinese labels; several values share a cell.

    `count` is the number of statements written so far. `files` closes the tables.
    """

    def __init__(self, folder: Path, vocabulary: Ontology, files: ExitStack) -> None:
        self.folder = folder
        self.vocabulary = vocabulary
        self.files = files
        self.count = 0
        self._tables: dict[str, Any] = {}

    def nodes(self, nodes: Iterable[Node]) -> None:
        """Write a row for each."""
        for node in nodes:
            kind = self.vocabulary.classes[node.kind]
            if node.kind not in self._tables:
                self._tables[node.kind] = self._table(kind)
            self._tables[node.kind].writerow(_row(node, kind))
            self.count += 1 + len(node.fields)

    def _table(self, kind: Class) -> Any:
        path = self.folder / f"{kind.name}.csv"
        # A mark at the start tells spreadsheets that the file is UTF-8.
        opened = open(path, "w", encoding="utf-8-sig", errors=REPLACE_SURROGATES, newline="")  # noqa: SIM115
        file = self.files.enter_context(opened)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["标识", *(field.term.zh for field in kind.fields)])
        return table


def _row(node: Node, kind: Class) -> list[str]:
    values: dict[str, list[Value]] = dict(grouped(node.fields))
    return [
        node.id,
        *(LIST_SEPARATOR.join(map(str, values.get(field.term.name, ()))) for field in kind.fields),
    ]

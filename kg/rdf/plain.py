"""The same nodes for people without RDF: JSON Lines, GraphML, and CSV tables, one for every class."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.rdf.layout import Layout, Run, Values
from kg.rdf.ontology import Class, Ontology, Property, Relation
from kg.rdf.writers import REPLACE_SURROGATES, SYNTAXES, Slotted, Syntax, Term, Writer, plain

LIST_SEPARATOR = "；"


class JsonLines(Writer):
    """One JSON object a line: id, type, and the fields under their own names; several values as a list."""

    def open(self) -> None:
        """Know which fields can have several values: they are always lists."""
        fields = [field for kind in self.vocabulary.classes.values() for field in kind.fields]
        self.several = {field.term.name for field in fields if field.most is None}

    def head(self, kind: Class) -> str:
        """The id and the class of a node."""
        return f'{{{{"id": "{kind.place}{{id}}", "type": "{kind.name}"'

    def said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with one value."""
        value = self.value(term, slot)
        return f', "{term.name}": ' + (f"[{value}]" if term.name in self.several else value)

    def all_said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with several values."""
        return f', "{term.name}": [{self.joined(", ", self.value(term, "v"), slot)}]'

    def tail(self, kind: Class) -> str:
        """The end of a node."""
        return "}}\n"

    def value(self, term: Term, slot: str) -> str:
        """A value of a term."""
        if isinstance(term, Relation):
            return f'"{self.vocabulary.place(term)}{{{slot}}}"'
        return plain(term, slot) if term.type in ("integer", "boolean") else f"{{text({slot})}}"


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

    @staticmethod
    def is_edge(term: Term) -> bool:
        """Whether the term leads to another node; controlled words are data."""
        return isinstance(term, Relation) and term.words is None

    def template(self, kind: Class, fields: list[Slotted]) -> str:
        """The node, then the edges that start from it."""
        edges = [field for field in fields if self.is_edge(field[0])]
        data = [field for field in fields if not self.is_edge(field[0])]
        return super().template(kind, data) + "".join(self.field(kind, *edge) for edge in edges)

    def head(self, kind: Class) -> str:
        """The id and the class of a node."""
        return f'<node id="{kind.place}{{id}}"><data key="type">{kind.name}</data>'

    def said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with one value."""
        value = self.value(term, slot)
        if not self.is_edge(term):
            return f'<data key="{term.name}">{value}</data>'
        ends = f'source="{kind.place}{{id}}" target="{value}"'
        return f'<edge {ends}><data key="relation">{term.name}</data></edge>\n'

    def all_said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with several values."""
        if self.is_edge(term):
            return super().all_said(kind, term, slot)
        values = self.joined(LIST_SEPARATOR, self.value(term, "v"), slot)
        return f'<data key="{term.name}">{values}</data>'

    def tail(self, kind: Class) -> str:
        """The end of a node."""
        return "</node>\n"

    def close(self) -> None:
        """End the graph."""
        self.write("</graph>\n</graphml>\n")

    def value(self, term: Term, slot: str) -> str:
        """A value of a term."""
        if isinstance(term, Relation):
            return f"{self.vocabulary.place(term)}{{{slot}}}"
        return plain(term, slot) if term.type in ("integer", "boolean") else f"{{xml({slot})}}"


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

    def nodes(self, runs: Iterable[Run]) -> None:
        """Write a row for each node."""
        for layout, nodes in runs:
            kind = self.vocabulary.classes[layout.kind]
            if nodes and kind.name not in self._tables:
                self._tables[kind.name] = self._table(kind)
            for values in nodes:
                self._tables[kind.name].writerow(self._row(kind, layout, values))
            self.count += layout.count(nodes)

    def _row(self, kind: Class, layout: Layout, values: Values) -> list[str]:
        said = layout.given(values)
        cells = [self._cell(field.term, said.get(field.term.name, ())) for field in kind.fields]
        return [f"{kind.place}{values[0]}", *cells]

    def _table(self, kind: Class) -> Any:
        path = self.folder / f"{kind.name}.csv"
        # A mark at the start tells spreadsheets that the file is UTF-8.
        opened = open(path, "w", encoding="utf-8-sig", errors=REPLACE_SURROGATES, newline="")  # noqa: SIM115
        file = self.files.enter_context(opened)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["标识", *(field.term.zh for field in kind.fields)])
        return table

    def _cell(self, term: Term, values: Iterable[Any]) -> str:
        place = self.vocabulary.place(term) if isinstance(term, Relation) else ""
        return LIST_SEPARATOR.join(f"{place}{value}" for value in values)

"""Nodes to text in six syntaxes, streaming: a node in, its lines out, nothing kept.

A node is (class, id under the base, fields); a field is (name in ``ontology/kg.toml``, value). The value
of a relation is the id of the other node, of a property a string, int or bool. Every syntax is a
`Writer`; all of them write the same triples in the same order.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any, NamedTuple, TextIO
from xml.sax.saxutils import escape

from kg.errors import BadRequest
from kg.rdf.ontology import Ontology, Property, Relation

Value = str | int
Fields = list[tuple[str, Value]]
Encode = Callable[[Any], str]

LANGUAGE = "zh-Hans"
REPLACE_SURROGATES = "kg.surrogates"
_TYPED = {"date": "xsd:date", "duration": "xsd:duration", "integer": "xsd:integer", "boolean": "xsd:boolean"}


def _one_for_one(error: UnicodeError) -> tuple[bytes, int]:
    """A lone surrogate has no UTF-8; U+FFFD in its place keeps every offset."""
    assert isinstance(error, UnicodeEncodeError)
    return "\ufffd".encode() * (error.end - error.start), error.end


codecs.register_error(REPLACE_SURROGATES, _one_for_one)


class Node(NamedTuple):
    """One thing and what is said of it."""

    kind: str
    id: str
    fields: Fields


class Writer:
    """One syntax. `count` is the number of triples written so far."""

    named_graphs = False

    def __init__(self, out: TextIO, vocabulary: Ontology, base: str, *, tagged: bool = True) -> None:
        self.write = out.write
        self.vocabulary = vocabulary
        self.base = base
        self.language = LANGUAGE if tagged else None
        self.count = 0
        self.encoders = {
            term.name: (self.predicate(term.iri), self.encoder(term)) for term in vocabulary.terms()
        }
        self.types = {name: self.type(term.iri) for name, term in vocabulary.classes.items()}

    def open(self) -> None:
        """What stands before the first node."""

    def graph(self, name: str) -> None:
        """From here on nodes belong to this named graph, where the syntax has named graphs."""

    def nodes(self, nodes: Iterable[Node]) -> None:
        """Write them, in this order."""
        for node in nodes:
            self.count += 1 + len(node.fields)
            self.node(node)

    def node(self, node: Node) -> None:
        """Write one."""
        raise NotImplementedError

    def close(self) -> None:
        """What stands after the last node."""

    def predicate(self, iri: str) -> str:
        """A predicate, ready to be written."""
        return f"<{self.vocabulary.expand(iri)}>"

    def type(self, iri: str) -> str:
        """A class, ready to be written."""
        return f"<{self.vocabulary.expand(iri)}>"

    def with_predicates(self) -> dict[str, Encode]:
        """For every term the function from a value to its predicate and the value."""
        return {
            term.name: self.encoder(term, f"{self.predicate(term.iri)} ") for term in self.vocabulary.terms()
        }

    def encoder(self, term: Relation | Property, before: str = "") -> Encode:
        """The function from a value of `term` to text, with `before` in front of it."""
        if isinstance(term, Relation):
            start = f"{before}<{self.base if term.words is None else term.words}"
            return lambda value: f"{start}{value}>"
        if term.type in _TYPED:
            return self.typed(_TYPED[term.type], before)
        tag = f"@{self.language}" if term.type == "zh" and self.language else ""
        return lambda value: f"{before}{encode_basestring(value)}{tag}"

    def typed(self, datatype: str, before: str) -> Encode:
        """The function from a value of an XML Schema type to text, with `before` in front of it."""
        start, end = f'{before}"', f'"^^<{self.vocabulary.expand(datatype)}>'
        if datatype == "xsd:boolean":
            return lambda value: f"{start}{'true' if value else 'false'}{end}"
        return lambda value: f"{start}{value}{end}"


class NTriples(Writer):
    """One line a triple; full IRIs."""

    end = " .\n"

    def open(self) -> None:
        """Join every predicate with the encoder of its values, once: this is the innermost loop."""
        self.lines = self.with_predicates()
        self.heads = {
            name: f"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> {iri}"
            for name, iri in self.types.items()
        }

    def node(self, node: Node) -> None:
        """Write one."""
        kind, identity, fields = node
        subject, lines = f"<{self.base}{identity}> ", self.lines
        said = [lines[name](value) for name, value in fields]
        self.write(subject + f"{self.end}{subject}".join([self.heads[kind], *said]) + self.end)


class NQuads(NTriples):
    """One line a quad."""

    named_graphs = True

    def graph(self, name: str) -> None:
        """Begin a named graph."""
        self.end = f" <{self.base}{name}> .\n"


class Turtle(Writer):
    """Prefixes, a base, one paragraph a node."""

    indent = ""

    def open(self) -> None:
        """What stands before the first node."""
        self.lines = self.with_predicates()
        self.step = f" ;\n{self.indent}    "
        kinds = self.vocabulary.classes.values()
        self.repeating = {kind.name for kind in kinds if any(field.most is None for field in kind.fields)}
        self.write(f"@base <{self.base}> .\n")
        for prefix, iri in sorted(self.vocabulary.prefixes.items()):
            self.write(f"@prefix {prefix}: <{iri}> .\n")

    def node(self, node: Node) -> None:
        """Write one."""
        kind, identity, fields = node
        head = f"\n{self.indent}<{identity}> a {self.types[kind]}"
        if kind in self.repeating:
            said = [self._several(name, values) for name, values in grouped(fields)]
        else:
            lines = self.lines
            said = [lines[name](value) for name, value in fields]
        self.write(self.step.join([head, *said]) + " .\n")

    def _several(self, name: str, values: list[Value]) -> str:
        predicate, encode = self.encoders[name]
        return f"{predicate} {', '.join(map(encode, values))}"

    def predicate(self, iri: str) -> str:
        """A predicate, ready to be written."""
        return iri

    def type(self, iri: str) -> str:
        """A class, ready to be written."""
        return iri

    def encoder(self, term: Relation | Property, before: str = "") -> Encode:
        """The function from a value of `term` to text, with `before` in front of it."""
        if isinstance(term, Relation) and term.words is None:
            return lambda value: f"{before}<{value}>"
        return super().encoder(term, before)

    def typed(self, datatype: str, before: str) -> Encode:
        """The function from a value of an XML Schema type to text, with `before` in front of it."""
        if datatype == "xsd:boolean":
            return lambda value: f"{before}{'true' if value else 'false'}"
        if datatype == "xsd:integer":
            return lambda value: f"{before}{value}"
        return lambda value: f'{before}"{value}"^^{datatype}'


class TriG(Turtle):
    """Turtle with named graphs."""

    named_graphs = True
    indent = "  "
    inside = False

    def graph(self, name: str) -> None:
        """Begin a named graph."""
        self.close()
        self.write(f"\n<{name}> {{")
        self.inside = True

    def close(self) -> None:
        """What stands after the last node."""
        if self.inside:
            self.write("}\n")
        self.inside = False


_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xml_text(value: str) -> str:
    """`value` as XML text; raises BadRequest for the few characters that XML cannot hold."""
    bad = _NOT_XML.search(value)
    if bad:
        before = value[max(0, bad.start() - 10) : bad.start()]
        raise BadRequest(
            f"after “{before}” stands the control character U+{ord(bad.group()):04X}, which XML cannot hold;"
            " choose turtle, ntriples, nquads, trig, jsonld or jsonl."
        )
    return escape(value, {"\r": "&#13;"})


class RdfXml(Writer):
    """RDF/XML: one element a node, one a property."""

    def open(self) -> None:
        """What stands before the first node."""
        names = "".join(
            f'\n    xmlns:{prefix}="{iri}"' for prefix, iri in sorted(self.vocabulary.prefixes.items())
        )
        self.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xml:base="{escape(self.base)}"{names}>\n'
        )

    def node(self, node: Node) -> None:
        """Write one."""
        kind = self.types[node.kind]
        lines = [f'<{kind} rdf:about="{node.id}">\n']
        for name, value in node.fields:
            predicate, encode = self.encoders[name]
            lines.append(f"  <{predicate}{encode(value)}\n")
        lines.append(f"</{kind}>\n")
        self.write("".join(lines))

    def close(self) -> None:
        """What stands after the last node."""
        self.write("</rdf:RDF>\n")

    def predicate(self, iri: str) -> str:
        """A predicate, ready to be written."""
        return iri

    def type(self, iri: str) -> str:
        """A class, ready to be written."""
        return iri

    def encoder(self, term: Relation | Property, before: str = "") -> Encode:
        """The function from a value of `term` to text."""
        if isinstance(term, Relation):
            words = term.words or ""
            return lambda value: f' rdf:resource="{words}{value}"/>'
        end = f"</{term.iri}>"
        if term.type == "boolean":
            start = self._start("xsd:boolean")
            return lambda value: f"{start}{'true' if value else 'false'}{end}"
        if term.type in _TYPED:
            start = self._start(_TYPED[term.type])
            return lambda value: f"{start}{value}{end}"
        start = f' xml:lang="{self.language}">' if term.type == "zh" and self.language else ">"
        return lambda value: f"{start}{xml_text(value)}{end}"

    def _start(self, datatype: str) -> str:
        return f' rdf:datatype="{self.vocabulary.expand(datatype)}">'


class JsonLd(Writer):
    """JSON-LD 1.1 with our context inside: one line a node, one object a named graph."""

    named_graphs = True
    inside = False
    between = ""

    def open(self) -> None:
        """What stands before the first node."""
        from kg.rdf.generate import context

        head = {"@base": self.base, **context(self.vocabulary, tagged=self.language is not None)}
        self.write('{"@context": ' + json.dumps(head, ensure_ascii=False) + ',\n"@graph": [')

    def graph(self, name: str) -> None:
        """Begin a named graph."""
        self.write(("\n]}," if self.inside else "") + f'\n{{"id": "{name}", "@graph": [')
        self.inside, self.between = True, "\n"

    def node(self, node: Node) -> None:
        """Write one."""
        parts = [f'{self.between}{{"id": "{node.id}", "type": {self.types[node.kind]}']
        self.between = ",\n"
        for name, values in grouped(node.fields):
            encode = self.encoders[name][1]
            texts = [encode(value) for value in values]
            parts.append(f', "{name}": {texts[0] if len(texts) == 1 else "[" + ", ".join(texts) + "]"}')
        parts.append("}")
        self.write("".join(parts))

    def close(self) -> None:
        """What stands after the last node."""
        self.write(("\n]}" if self.inside else "") + "\n]}\n")

    def type(self, iri: str) -> str:
        """A class, ready to be written."""
        name = next(name for name, term in self.vocabulary.classes.items() if term.iri == iri)
        return encode_basestring(name)

    def encoder(self, term: Relation | Property, before: str = "") -> Encode:
        """The function from a value of `term` to text."""
        if isinstance(term, Relation):
            words = term.words or ""
            return lambda value: f'"{words}{value}"'
        return encode_basestring if term.type == "zh" else super().encoder(term, before)

    def typed(self, datatype: str, before: str) -> Encode:
        """The function from a value of an XML Schema type to text."""
        if datatype == "xsd:boolean":
            return lambda value: "true" if value else "false"
        if datatype == "xsd:integer":
            return str
        return encode_basestring


def grouped(fields: Fields) -> Iterable[tuple[str, list[Value]]]:
    """The fields by name, in the order of their first value."""
    groups: dict[str, list[Value]] = {}
    for name, value in fields:
        groups.setdefault(name, []).append(value)
    return groups.items()


@dataclass(frozen=True, slots=True)
class Syntax:
    """A syntax: how it is asked for, written, named and announced."""

    writer: type[Writer]
    extension: str
    media_type: str


SYNTAXES = {
    "turtle": Syntax(Turtle, "ttl", "text/turtle"),
    "ntriples": Syntax(NTriples, "nt", "application/n-triples"),
    "nquads": Syntax(NQuads, "nq", "application/n-quads"),
    "trig": Syntax(TriG, "trig", "application/trig"),
    "rdfxml": Syntax(RdfXml, "rdf", "application/rdf+xml"),
    "jsonld": Syntax(JsonLd, "jsonld", "application/ld+json"),
}

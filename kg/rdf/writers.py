"""Nodes to text in six syntaxes, streaming: a run of nodes in, their lines out, nothing kept.

Every syntax is a `Writer`; all of them write the same triples in the same order. What a writer knows is
templates, written as f-strings are, with slots for the id of the node and for its values; all that
``ontology/kg.toml`` says of the terms stands in them already. Every layout becomes one function, so that
a run of nodes is written by one call.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring
from types import CodeType
from typing import Any, TextIO
from xml.sax.saxutils import escape

from kg.errors import BadRequest
from kg.rdf.layout import Layout, Run, Values
from kg.rdf.ontology import Class, Ontology, Property, Relation

Term = Relation | Property
Slotted = tuple[Term, str, str]  # a term, its mark in the layout, its slot in the template
Form = Callable[[list[Values]], list[str]]

LANGUAGE = "zh-Hans"
REPLACE_SURROGATES = "kg.surrogates"
BATCH = 32  # nodes that become one text
_TYPED = {"date": "xsd:date", "duration": "xsd:duration", "integer": "xsd:integer", "boolean": "xsd:boolean"}
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def _one_for_one(error: UnicodeError) -> tuple[bytes, int]:
    """A lone surrogate has no UTF-8; U+FFFD in its place keeps every offset."""
    assert isinstance(error, UnicodeEncodeError)
    return "\ufffd".encode() * (error.end - error.start), error.end


codecs.register_error(REPLACE_SURROGATES, _one_for_one)


@lru_cache(maxsize=1024)
def _compiled(function: str) -> CodeType:
    """A function made from templates, as code."""
    return compile(function, "<template>", "eval")


class Writer:
    """One syntax. `count` is the number of triples written so far.

    `known` holds what templates name besides the slots.
    """

    named_graphs = False

    def __init__(self, out: TextIO, vocabulary: Ontology, base: str, *, tagged: bool = True) -> None:
        self.write = out.write
        self.vocabulary = vocabulary
        self.base = base
        self.language = LANGUAGE if tagged else None
        self.tag = f"@{LANGUAGE}" if tagged else ""
        self.count = 0
        self.known: dict[str, Any] = {
            "text": encode_basestring,
            "xml": xml_text,
            "true": "true",
            "false": "false",
            "nothing": "",
        }
        self.terms: dict[str, Term] = {term.name: term for term in vocabulary.terms()}
        self.forms: dict[Layout, Form] = {}

    def open(self) -> None:
        """What stands before the first node."""

    def graph(self, name: str) -> None:
        """From here on nodes belong to this named graph, where the syntax has named graphs."""

    def nodes(self, runs: Iterable[Run]) -> None:
        """Write them, in this order."""
        texts: list[str] = []
        for layout, nodes in runs:
            if layout not in self.forms:
                self.forms[layout] = self.form(layout)
            self.count += layout.count(nodes)
            texts += self.forms[layout](nodes)
            if len(texts) >= BATCH:
                self.put(texts)
                texts = []
        if texts:
            self.put(texts)

    def put(self, texts: list[str]) -> None:
        """Write the texts of some nodes."""
        self.write("".join(texts))

    def close(self) -> None:
        """What stands after the last node."""

    # ------------------------------------------------------------ templates

    def form(self, layout: Layout) -> Form:
        """The function from the values of nodes to the text of each."""
        kind = self.vocabulary.classes[layout.kind]
        slots = [f"v{place}" for place in range(len(layout.names))]
        fields = [
            (self.terms[name], mark, slot)
            for name, mark, slot in zip(layout.names, layout.marks, slots, strict=True)
        ]
        template = self.template(kind, fields)
        made: Form = self.function(f"lambda nodes: [f{template!r} for {', '.join(['id', *slots])} in nodes]")
        return made

    def function(self, function: str) -> Any:
        """A function made from templates."""
        return eval(_compiled(function), self.known)

    def named(self, body: str) -> str:
        """The name under which templates find a function of the id and a value."""
        name = f"f{len(self.known)}"
        self.known[name] = self.function(f"lambda id, v: {body}")
        return name

    def template(self, kind: Class, fields: list[Slotted]) -> str:
        """The template of a node."""
        said = [self.field(kind, *field) for field in fields]
        return "".join([self.head(kind), *said, self.tail(kind)])

    def field(self, kind: Class, term: Term, mark: str, slot: str) -> str:
        """The template of a field, which may stay empty."""
        if not mark:
            return self.said(kind, term, slot)
        some = self.said(kind, term, "v") if mark == "?" else self.all_said(kind, term, "v")
        given = f"{slot} is not None" if mark == "?" else slot
        return f"{{{self.named(f'f{some!r}')}(id, {slot}) if {given} else nothing}}"

    def joined(self, separator: str, template: str, slot: str) -> str:
        """A template of one value for all those in a slot."""
        name = self.named(f"{separator!r}.join([f{template!r} for v in v])")
        return f"{{{name}(id, {slot})}}"

    # ------------------------------------------------------------ what a syntax must say

    def head(self, kind: Class) -> str:
        """The id and the class of a node."""
        raise NotImplementedError

    def said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with one value."""
        raise NotImplementedError

    def all_said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with several values."""
        return self.joined("", self.said(kind, term, "v"), slot)

    def tail(self, kind: Class) -> str:
        """The end of a node."""
        return ""

    def value(self, term: Term, slot: str) -> str:
        """A value of a term."""
        raise NotImplementedError

    def words(self, term: Property, slot: str) -> str:
        """A text in quotation marks, with its language."""
        return f"{{text({slot})}}{self.tag if term.type == 'zh' else ''}"


class NTriples(Writer):
    """One line a triple; full IRIs."""

    end = " .\n"

    def subject(self, kind: Class) -> str:
        """The IRI of a node."""
        return f"<{self.base}{kind.place}{{id}}>"

    def head(self, kind: Class) -> str:
        """The id and the class of a node."""
        return f"{self.subject(kind)} {_TYPE} <{self.vocabulary.expand(kind.iri)}>{self.end}"

    def said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with one value."""
        predicate = self.vocabulary.expand(term.iri)
        return f"{self.subject(kind)} <{predicate}> {self.value(term, slot)}{self.end}"

    def value(self, term: Term, slot: str) -> str:
        """A value of a term."""
        if isinstance(term, Relation):
            return f"<{term.words or self.base + self.vocabulary.place(term)}{{{slot}}}>"
        if term.type not in _TYPED:
            return self.words(term, slot)
        return f'"{plain(term, slot)}"^^<{self.vocabulary.expand(_TYPED[term.type])}>'


def plain(term: Property, slot: str) -> str:
    """A value that needs no escaping."""
    return f"{{true if {slot} else false}}" if term.type == "boolean" else f"{{{slot}}}"


class NQuads(NTriples):
    """One line a quad."""

    named_graphs = True
    end = "{end}"

    def graph(self, name: str) -> None:
        """Begin a named graph."""
        self.known["end"] = f" <{self.base}{name}> .\n"


class Turtle(Writer):
    """Prefixes, a base, one paragraph a node."""

    indent = ""

    def open(self) -> None:
        """What stands before the first node."""
        self.write(f"@base <{self.base}> .\n")
        for prefix, iri in sorted(self.vocabulary.prefixes.items()):
            self.write(f"@prefix {prefix}: <{iri}> .\n")

    def head(self, kind: Class) -> str:
        """The id and the class of a node."""
        return f"\n{self.indent}<{kind.place}{{id}}> a {kind.iri}"

    def said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with one value."""
        return f" ;\n{self.indent}    {term.iri} {self.value(term, slot)}"

    def all_said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with several values."""
        return f" ;\n{self.indent}    {term.iri} {self.joined(', ', self.value(term, 'v'), slot)}"

    def tail(self, kind: Class) -> str:
        """The end of a node."""
        return " .\n"

    def value(self, term: Term, slot: str) -> str:
        """A value of a term."""
        if isinstance(term, Relation):
            return f"<{term.words or self.vocabulary.place(term)}{{{slot}}}>"
        if term.type not in _TYPED:
            return self.words(term, slot)
        bare = term.type in ("integer", "boolean")
        return plain(term, slot) if bare else f'"{{{slot}}}"^^{_TYPED[term.type]}'


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
            f"“{before}”之后有控制字符 U+{ord(bad.group()):04X}，XML 里不能有；"
            "请改用 turtle、ntriples、nquads、trig、jsonld 或 jsonl。"
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

    def head(self, kind: Class) -> str:
        """The id and the class of a node."""
        return f'<{kind.iri} rdf:about="{kind.place}{{id}}">\n'

    def said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with one value."""
        return f"  <{term.iri}{self.value(term, slot)}\n"

    def tail(self, kind: Class) -> str:
        """The end of a node."""
        return f"</{kind.iri}>\n"

    def value(self, term: Term, slot: str) -> str:
        """A value of a term, with the end of its element."""
        if isinstance(term, Relation):
            return f' rdf:resource="{term.words or self.vocabulary.place(term)}{{{slot}}}"/>'
        end = f"</{term.iri}>"
        if term.type in _TYPED:
            datatype = self.vocabulary.expand(_TYPED[term.type])
            return f' rdf:datatype="{datatype}">{plain(term, slot)}{end}'
        language = f' xml:lang="{self.language}"' if term.type == "zh" and self.language else ""
        return f"{language}>{{xml({slot})}}{end}"

    def close(self) -> None:
        """What stands after the last node."""
        self.write("</rdf:RDF>\n")


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
        self.known["one_or_list"] = _one_or_list

    def graph(self, name: str) -> None:
        """Begin a named graph."""
        self.write(("\n]}," if self.inside else "") + f'\n{{"id": "{name}", "@graph": [')
        self.inside, self.between = True, "\n"

    def put(self, texts: list[str]) -> None:
        """Write the texts of some nodes."""
        self.write(self.between + ",\n".join(texts))
        self.between = ",\n"

    def head(self, kind: Class) -> str:
        """The id and the class of a node."""
        return f'{{{{"id": "{kind.place}{{id}}", "type": "{kind.name}"'

    def said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with one value."""
        return f', "{term.name}": {self.value(term, slot)}'

    def all_said(self, kind: Class, term: Term, slot: str) -> str:
        """One field with several values."""
        values = self.named(f"one_or_list([f{self.value(term, 'v')!r} for v in v])")
        return f', "{term.name}": {{{values}(id, {slot})}}'

    def tail(self, kind: Class) -> str:
        """The end of a node."""
        return "}}"

    def value(self, term: Term, slot: str) -> str:
        """A value of a term."""
        if isinstance(term, Relation):
            return f'"{term.words or self.vocabulary.place(term)}{{{slot}}}"'
        return plain(term, slot) if term.type in ("integer", "boolean") else f"{{text({slot})}}"

    def close(self) -> None:
        """What stands after the last node."""
        self.write(("\n]}" if self.inside else "") + "\n]}\n")


def _one_or_list(texts: list[str]) -> str:
    """One value as it is, several in brackets."""
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


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

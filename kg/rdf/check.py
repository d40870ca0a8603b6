"""Is the graph good? The rules in SPARQL over all of it, SHACL beside them, told in Chinese."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from kg.rdf.graph import Graph, library
from kg.rdf.ontology import Class, folder, ontology
from kg.rdf.shapes import Join, Rule, joins, rules, sparql_prefixes

WHOLE = 20_000  # triples up to which SHACL sees the whole graph; above, SAMPLE nodes of every class
SAMPLE = 5
SHOWN = 5  # offending nodes told of one rule

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Finding:
    """One offending node: which rule, what it says there, in which file and line. `engine`: who found it."""

    severity: str
    message: str
    node: str
    value: str | None
    quote: str | None
    file: str | None
    line: int | None
    engine: str = "SPARQL"

    def __str__(self) -> str:
        label = "违规" if self.severity == "violation" else "提醒"
        value = f"（{self.value}）" if self.value else ""
        where = f"，{self.file or ''}第{self.line}行" if self.line else ""
        quote = f"，原文“{_short(self.quote)}”" if self.quote else ""
        return f"{label}：{self.message}{value}：<{self.node}>{where}{quote}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and what was found."""

    triples: int
    rules: int
    nodes_by_shacl: int
    findings: list[Finding]

    @property
    def conforms(self) -> bool:
        """Whether nothing but reminders was found."""
        return all(finding.severity != "violation" for finding in self.findings)


def check(graph: Graph, *, everything: bool = False) -> Report:
    """Check a graph; `everything`: SHACL over every node, however large the graph is."""
    asker = _Asker(graph)
    found = list(_by_sparql(asker))
    focus = None if everything or len(graph) <= WHOLE else sorted(asker.sample() | {f.node for f in found})
    shacl, seen = _by_shacl(asker, focus, _part(asker, focus))
    told = {(finding.node, finding.message) for finding in found}
    found += [finding for finding in shacl if (finding.node, finding.message) not in told]
    return Report(len(graph), asker.count, seen, found)


def by_sparql(graph: Graph) -> Iterator[Finding]:
    """What SPARQL finds, one by one."""
    return _by_sparql(_Asker(graph))


def by_shacl(graph: Graph, focus: list[str] | None = None) -> list[Finding]:
    """What pySHACL finds in the nodes of `focus` (None: in all), with the whole graph at hand."""
    asker = _Asker(graph)
    return _by_shacl(asker, focus, _part(asker, None))[0]


def _together(work: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """What `work` gives for every item, in their order; on all cores, for a query lets others run."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, items))


class _Asker:
    """The graph, asked with all prefixes; `count` is the number of rules asked."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.vocabulary = ontology()
        self.prefixes = sparql_prefixes(self.vocabulary)
        self.count = 0

    def rows(self, query: str) -> Iterator[Any]:
        return iter(self.graph.solve(self.prefixes + query))

    def holds(self, where: str) -> bool:
        return bool(self.graph.solve(f"{self.prefixes}ASK {{ {where} }}"))

    def offenders(self, message: str, severity: str, name: str, where: str) -> Iterator[Finding]:
        """The first nodes that `where` finds in ?`name`, each with its place in the source."""
        query = f"SELECT DISTINCT ?{name} WHERE {{ {where} }} ORDER BY ?{name} LIMIT {SHOWN}"
        for row in self.rows(query):
            yield self.finding(message, severity, row[name].value)

    def finding(self, message: str, severity: str, node: str, value: str | None = None) -> Finding:
        quote, file, line = self._place(node)
        return Finding(severity, message, node, value, quote, file, line)

    def _place(self, node: str) -> tuple[str | None, str | None, int | None]:
        """Where a node stands in its source: its words, the file, the line."""
        for row in self.rows(_PLACE.replace("$node", f"<{node}>")):
            line = row["line"]
            return _text(row["quote"]), _text(row["file"]), int(line.value) if line else None
        return None, None, None

    def summary(self, kind: Class) -> dict[str, tuple[int, int]]:
        """For every path that nodes of a class have: its values, and the nodes that have one."""
        query = (
            "SELECT ?path (COUNT(*) AS ?values) (COUNT(DISTINCT ?node) AS ?nodes)"
            f" WHERE {{ ?node a {kind.iri} ; ?path ?value }} GROUP BY ?path"
        )
        return {
            row["path"].value: (int(row["values"].value), int(row["nodes"].value)) for row in self.rows(query)
        }

    def misquoted(self, source: Any) -> list[str]:
        """The spans of a text (?text) that quote other words than stand there (?words)."""
        words = source["words"].value
        return [
            row["span"].value
            for row in self.rows(_QUOTES.replace("$text", str(source["text"])))
            if words[int(row["start"].value) : int(row["end"].value)] != row["quote"].value
        ]

    def sample(self) -> set[str]:
        """A few nodes of every class but the data set, on which the joins hang: they need the whole graph."""
        found: set[str] = set()
        kinds = [kind for kind in self.vocabulary.classes.values() if kind.name != "Dataset"]
        for kind in kinds:
            rows = self.rows(f"SELECT ?node WHERE {{ ?node a {kind.iri} }} LIMIT {SAMPLE}")
            found |= {row["node"].value for row in rows}
        return found


_PLACE = """
SELECT ?quote ?file ?line WHERE {
  OPTIONAL { $node kg:line ?own }
  OPTIONAL { $node kg:quote|(kg:evidence/oa:hasSelector/oa:exact)|(oa:hasSelector/oa:exact)|oa:exact ?words }
  OPTIONAL { $node skos:prefLabel|dcterms:title ?label }
  OPTIONAL { $node (^kg:hasResponsibility|^kg:hasDeadline|^kg:hasGoal|^kg:hasMembership)? ?above_it .
             ?above_it kg:definedIn? ?held_by .
             ?held_by kg:inText/kg:file ?named }
  OPTIONAL { $node oa:hasSource?/kg:file ?held }
  OPTIONAL { ?task kg:evidence $node ; kg:line ?above }
  BIND (COALESCE(?words, STR(?label)) AS ?quote) BIND (COALESCE(?named, ?held) AS ?file)
  BIND (COALESCE(?own, ?above) AS ?line)
} LIMIT 1"""


def _by_sparql(asker: _Asker) -> Iterator[Finding]:
    yield from _structure(asker)
    yield from _joins(asker)
    yield from _quotes(asker)


def _text(term: Any) -> str | None:
    return None if term is None else str(term.value)


def _short(quote: str | None) -> str:
    words = " ".join((quote or "").split())
    return words if len(words) <= 40 else words[:39] + "…"


# ------------------------------------------------------------------------------- what nodes must have


def _structure(asker: _Asker) -> Iterator[Finding]:
    """The rules of every class. A summary of the class shows which need a closer look."""
    every = list(rules(asker.vocabulary))
    asker.count += len(every)
    kinds = asker.vocabulary.classes.values()
    asked = list(dict.fromkeys((rule.path, rule.wrong) for rule in every))
    found = _together(asker.holds, [wrong for _, wrong in asked])
    odd = {path for (path, _), holds in zip(asked, found, strict=True) if holds}
    for kind, summary in zip(kinds, _together(asker.summary, kinds), strict=True):
        yield from _class(asker, kind.iri, [rule for rule in every if rule.kind == kind.name], summary, odd)


def _class(
    asker: _Asker, iri: str, mine: list[Rule], summary: dict[str, tuple[int, int]], odd: set[str]
) -> Iterator[Finding]:
    _, nodes = summary.get(asker.vocabulary.expand("rdf:type"), (0, 0))
    for rule in mine if nodes else []:
        values, having = summary.get(asker.vocabulary.expand(rule.path), (0, 0))
        if rule.few and having < nodes:
            yield from asker.offenders(rule.message, "violation", "node", rule.few)
        if rule.many and having < values:
            yield from asker.offenders(rule.message, "violation", "node", rule.many)
        if rule.path in odd:
            yield from asker.offenders(rule.message, "violation", "node", f"?node a {iri} . {rule.wrong}")


def _joins(asker: _Asker) -> Iterator[Finding]:
    def offenders(join: Join) -> list[Finding]:
        return list(asker.offenders(join.message, join.severity, "value", join.where))

    every = joins()
    asker.count += len(every)
    for found in _together(offenders, every):
        yield from found


_MISQUOTED = "引文与原文不符：不是规范文本中起止位置之间的文字"
_QUOTES = """
SELECT ?span ?start ?end ?quote WHERE {
  ?span oa:hasSource $text ; oa:hasSelector ?position , ?quotation .
  ?position oa:start ?start ; oa:end ?end . ?quotation oa:exact ?quote
}"""


def _quotes(asker: _Asker) -> Iterator[Finding]:
    """Every quote against the canonical text, where the graph holds it."""
    asker.count += 1
    sources = asker.rows("SELECT ?text ?words WHERE { ?text kg:canonicalText ?words } ORDER BY ?text")
    for wrong in _together(asker.misquoted, sources):
        yield from (asker.finding(_MISQUOTED, "violation", span) for span in sorted(wrong)[:SHOWN])


# ------------------------------------------------------------------------------------------- SHACL


def _by_shacl(asker: _Asker, focus: list[str] | None, data: Any) -> tuple[list[Finding], int]:
    """What pySHACL finds in the nodes of `focus` (None: all), and how many nodes it looked at."""
    rdflib, pyshacl = library("rdflib"), library("pyshacl")
    shapes = rdflib.Graph().parse(str(folder() / "shapes.ttl"), format="turtle")
    if focus is not None:
        _aim(shapes, data, [rdflib.URIRef(node) for node in focus])
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    seen = len(focus) if focus is not None else len(set(data.subjects(rdflib.RDF.type)))
    return [_translated(asker, row) for row in report.query(asker.prefixes + _RESULTS)], seen


def _aim(shapes: Any, data: Any, focus: list[Any]) -> None:
    """Aim the shapes at these nodes instead of at whole classes."""
    from rdflib.namespace import RDF, SH

    for shape, _, kind in list(shapes.triples((None, SH.targetClass, None))):
        shapes.remove((shape, SH.targetClass, kind))
        for node in focus:
            if (node, RDF.type, kind) in data:
                shapes.add((shape, SH.targetNode, node))


_RESULTS = """
SELECT ?message ?severity ?focus ?value WHERE {
  ?result a sh:ValidationResult ; sh:focusNode ?focus .
  ?result sh:resultMessage ?message ; sh:resultSeverity ?severity .
  OPTIONAL { ?result sh:value ?value }
} ORDER BY ?focus ?message ?value"""


def _translated(asker: _Asker, row: Any) -> Finding:
    """A SHACL result; where the data set is the focus, the value is the offending node."""
    message, severity, focus, value = (None if term is None else str(term) for term in row)
    joined = value is not None and "/dataset/" in (focus or "")
    node = value if joined else focus
    text = (message or "").removesuffix(f"：{value}") if joined else message or ""
    kind = "warning" if (severity or "").endswith("Warning") else "violation"
    found = asker.finding(text, kind, node or "")
    return Finding(
        kind, text, found.node, None if joined else value, found.quote, found.file, found.line, "SHACL"
    )


def _part(asker: _Asker, focus: list[str] | None) -> Any:
    """The graph for SHACL: all of it, or what is said of the focus nodes, with their neighbours' types."""
    from io import BytesIO

    nodes = "" if focus is None else f"VALUES ?s {{ {' '.join(f'<{node}>' for node in focus)} }}"
    what = "?s ?p ?o" if focus is None else "?s ?p ?o . ?o a ?type"
    query = f"CONSTRUCT {{ {what} }} WHERE {{ {nodes} ?s ?p ?o OPTIONAL {{ ?o a ?type }} }}"
    if focus is None:
        query = "CONSTRUCT WHERE { ?s ?p ?o }"
    triples = asker.graph.solve(asker.prefixes + query)
    text = triples.serialize(format=asker.graph.oxigraph.RdfFormat.N_TRIPLES)
    return library("rdflib").Graph().parse(BytesIO(text), format="nt")

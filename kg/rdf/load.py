"""An export back into an empty record: equal to the one it came from, or refused whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import StoreError, UnreadableFile
from kg.model import (
    Assignment,
    Attachment,
    Blanket,
    Citation,
    Deadline,
    DeadlineKind,
    Document,
    Extraction,
    Goal,
    Group,
    Issue,
    ListedDocument,
    Member,
    Metric,
    Role,
    Section,
    Source,
    Span,
    Task,
    TaskKind,
    Unit,
)  # fmt: skip
from kg.rdf.check import by_sparql
from kg.rdf.graph import Graph, value
from kg.rdf.ontology import Ontology, ontology
from kg.rdf.shapes import sparql_prefixes
from kg.store import Counts, Store
from kg.store.rows import LIST_SEPARATOR, PATH_SEPARATOR, rows
from kg.store.tables import TABLES, Row


def load(file: Path, store: Store) -> Counts:
    """Read an export of the profile ``full`` into `store`, which must be empty; returns what it holds then.

    Raises UnreadableFile with the first thing that is wrong, and leaves the record empty.
    """
    if store.paths():
        raise StoreError(f"记录 {store.path} 不是空的；请用 --store 指定一份新的记录来导入。")
    reader = _Reader(file, Graph.of_file(file))
    reader.inspect()
    with store.transaction():
        for source in reader.sources():
            for table in TABLES:
                store.insert(table, source[table])
    return store.counts()


@dataclass(frozen=True, slots=True)
class _Node:
    """A node as read: its IRI, its id (the last part of that) and the values under every name."""

    iri: str
    id: str
    fields: dict[str, list[Any]]

    def one(self, name: str, default: Any = None) -> Any:
        """The value under a name."""
        return self.fields[name][0] if name in self.fields else default

    def ids(self, name: str) -> list[str]:
        """The ids of the nodes that a relation leads to."""
        return [str(found).rsplit("/", 1)[1] for found in self.fields.get(name, [])]

    def id_of(self, name: str) -> str | None:
        """The id of the node that a relation leads to."""
        return next(iter(self.ids(name)), None)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.one("start"), self.one("end"))


class _Reader:
    """An export, node by node."""

    def __init__(self, file: Path, graph: Graph) -> None:
        self.file = file
        self.graph = graph
        self.vocabulary: Ontology = ontology()
        self.prefixes = sparql_prefixes(self.vocabulary)
        self.names = {self.vocabulary.expand(term.iri): term.name for term in self.vocabulary.terms()}
        self.names |= {self.vocabulary.prefixes["rdf"] + "type": "type"}

    def refuse(self, why: str) -> UnreadableFile:
        """The file is not taken, and why."""
        return UnreadableFile(f"不能导入 {self.file}：{why}。")

    def nodes(self, kind: str, where: str = "") -> list[_Node]:
        """The nodes of a class, in the order of their place among their like."""
        iri = self.vocabulary.classes[kind].iri
        query = (
            f"{self.prefixes}SELECT ?node ?path ?value WHERE {{ ?node a {iri} . {where} ?node ?path ?value }}"
        )
        found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for node, path, term in self.graph.solve(query):
            name = self.names.get(path.value)
            if name is None:
                raise self.refuse(
                    f"{node.value} 用的 {path.value} 不在词汇之内；只能用 ontology/kg.toml 里的词"
                )
            found[node.value][name].append(value(term))
        made = [_Node(iri, iri.rsplit("/", 1)[1], dict(fields)) for iri, fields in found.items()]
        return sorted(made, key=lambda node: (node.one("sequence", 0), node.one("start", 0), node.id))

    # ------------------------------------------------------------ is it whole?

    def inspect(self) -> None:
        """Refuse what is not a whole, sound export of the profile full."""
        described = self.nodes("Dataset")
        if not described:
            ours = self.nodes("Text")
            raise self.refuse(
                "文件不完整，末尾没有导出说明；请重新导出"
                if ours
                else "它不是 kg 的导出；请给出 kg export 写的文件"
            )
        if len(described) > 1:
            raise self.refuse("里面有几份导出；一次请只导入一份")
        (dataset,) = described
        self._check_head(dataset)
        self._check_count(dataset)
        for finding in by_sparql(self.graph):
            if finding.severity == "violation":
                raise self.refuse(str(finding))

    def _check_head(self, dataset: _Node) -> None:
        profile, version = dataset.one("profile"), dataset.one("conformsTo")
        if profile != "full":
            raise self.refuse(f"它的形式是 {profile}，不含原文；请用 --profile full 重新导出")
        if version != self.vocabulary.version:
            ours = self.vocabulary.version
            raise self.refuse(f"它的词汇是 {version} 版，本程序只读 {ours} 版；请用本程序重新导出")

    def _check_count(self, dataset: _Node) -> None:
        """The description itself is not counted: it is the part that stands last."""
        query = f"""{self.prefixes}SELECT (COUNT(*) AS ?n) WHERE {{
            ?node a ?class ; ?path ?value .
            FILTER (?class IN (dcat:Dataset, dcat:Distribution, prov:Activity)) }}"""
        (own,) = next(iter(self.graph.solve(query)))
        there, said = len(self.graph) - int(own.value), dataset.one("triples")
        if there != said:
            raise self.refuse(f"文件不完整，有 {there} 条陈述，说明上写的是 {said} 条；请重新导出")

    # ------------------------------------------------------------ what it says

    def sources(self) -> Iterator[dict[str, list[Row]]]:
        """The rows of every source."""
        units = {unit.id: unit for unit in self._units()}
        for node in self.nodes("Text"):
            text = node.one("canonicalText")
            if text is None:
                raise self.refuse(f"缺少 {node.one('file')} 的规范文本；请用 --profile full 重新导出")
            file = node.one("file")
            kind = (node.one("sha256"), node.one("mediaType"), node.one("encoding"))
            extraction = self._extraction(node.iri, Source(file, *kind, text), units)
            made = rows(extraction, node.id)
            made["sources"] = [
                (
                    node.id,
                    file,
                    f"import/{node.id}/{file}",
                    *kind,
                    node.one("readBy", ""),
                    node.one("unitsFile", ""),
                    text,
                )
            ]
            made["duplicates"] = [(document, node.id) for document in sorted(node.ids("alsoHolds"))]
            yield made

    def _units(self) -> Iterator[Unit]:
        for kind in ("Unit", "CollectiveUnit"):
            for node in self.nodes(kind):
                yield Unit(
                    id=node.id,
                    name=node.one("name"),
                    jurisdiction=node.id_of("jurisdiction") or "",
                    place=node.one("place", ""),
                    level=node.one("unitLevel", ""),
                    collective=kind == "CollectiveUnit",
                    quantifier=node.one("quantifier"),
                    inferred=bool(node.one("inferred")),
                )

    def _extraction(self, text: str, source: Source, units: dict[str, Unit]) -> Extraction:
        here = f"?node kg:inText <{text}> ."
        pages = [_Page(self, node, units) for node in self.nodes("Document", here)]
        used = sorted({unit for page in pages for unit in page.used})
        return Extraction(
            source=source,
            documents=tuple(page.document for page in pages),
            sections=tuple(found for page in pages for found in page.sections()),
            tasks=tuple(found for page in pages for found in page.tasks),
            listed=tuple(found for page in pages for found in page.listed()),
            citations=tuple(found for page in pages for found in page.citations()),
            blanket=tuple(found for page in pages for found in page.blanket()),
            groups=tuple(found for page in pages for found in page.groups),
            goals=tuple(found for page in pages for found in page.goals()),
            units=tuple(units[unit] for unit in used),
            issues=tuple(Issue(n.one("code"), n.one("message"), n.span) for n in self.nodes("Issue", here)),
        )


class _Page:
    """One document, and all that is defined in it."""

    def __init__(self, reader: _Reader, node: _Node, units: dict[str, Unit]) -> None:
        self.reader = reader
        self.node = node
        self.units = units
        self.used: set[str] = set()
        self.deadlines = self._deadlines()
        self.document = self._document()
        self.tasks = list(self._tasks())
        self.groups = list(self._groups())

    def _of(self, kind: str) -> list[_Node]:
        return self.reader.nodes(kind, f"?node kg:definedIn <{self.node.iri}> .")

    def _below(self, kind: str, relation: str) -> dict[str, _Node]:
        """The nodes that a relation leads to from what is defined here."""
        where = f"?above kg:definedIn <{self.node.iri}> ; kg:{relation} ?node ."
        return {node.id: node for node in self.reader.nodes(kind, where)}

    def _document(self) -> Document:
        node = self.node
        signatures = self.reader.nodes("Signature", f"<{node.iri}> kg:hasSignature ?node .")
        self.used |= {unit for each in signatures for unit in each.ids("unit")}
        return Document(
            id=node.id,
            title=node.one("title"),
            number=node.one("number"),
            issuers=tuple(each.one("mention") for each in signatures),
            date=node.one("date"),
            kind=node.one("documentKind"),
            span=node.span,
            attachments=tuple(
                Attachment(each.one("title"), each.one("attachmentKind"), each.span)
                for each in self._of("Attachment")
            ),
            jurisdiction=node.id_of("jurisdiction"),
        )

    def sections(self) -> Iterator[Section]:
        """The headings."""
        for node in self._of("Section"):
            words = (node.one("number"), node.one("title"), node.one("level"))
            yield Section(node.id, self.node.id, node.id_of("parent"), *words, node.span)

    def listed(self) -> Iterator[ListedDocument]:
        """The rows of lists."""
        for node in self._of("ListedDocument"):
            words = (node.one("number"), node.one("date"), node.one("title"))
            yield ListedDocument(node.one("listStatus"), self.node.id, *words, node.span)

    def citations(self) -> Iterator[Citation]:
        """The documents named in running text."""
        for node in self._of("Citation"):
            words = (node.one("title"), node.one("number"), node.one("citationRelation"))
            yield Citation(self.node.id, *words, node.span)

    def blanket(self) -> Iterator[Blanket]:
        """The clauses that add units to every item."""
        for node in self._of("BlanketClause"):
            units = tuple(node.one("units").split(LIST_SEPARATOR))
            yield Blanket(self.node.id, units, _role(node), node.span)

    def goals(self) -> Iterator[Goal]:
        """The general goals, in printed order."""
        named = [self.deadlines[name] for name in self.node.ids("hasGoal")]
        for _, deadline in sorted(named, key=lambda each: each[0]):
            yield Goal(self.node.id, deadline)

    def _tasks(self) -> Iterator[Task]:
        places = self._below("Responsibility", "hasResponsibility")
        for node in self._of("Task"):
            limits = sorted(
                (self.deadlines[name] for name in node.ids("hasDeadline")), key=lambda each: each[0]
            )
            mine = sorted((places[name] for name in node.ids("hasResponsibility")), key=_sequence)
            yield Task(
                id=node.id,
                document=self.node.id,
                number=node.one("number"),
                title=node.one("title"),
                text=node.one("text"),
                path=tuple(node.one("path").split(PATH_SEPARATOR)),
                kind=TaskKind(node.one("taskKind")),
                span=node.span,
                assignments=tuple(self._assignment(place) for place in mine),
                deadlines=tuple(deadline for _, deadline in limits),
                section=node.id_of("inSection"),
            )

    def _assignment(self, node: _Node) -> Assignment:
        unit = self._unit(node)
        return Assignment(
            unit=node.one("mention"),
            role=_role(node),
            role_label=node.one("roleLabel"),
            order=node.one("order"),
            collective=bool(node.one("collective")),
            inherited=bool(node.one("inherited")),
            span=node.span,
            clause=Span(node.one("clauseStart"), node.one("clauseEnd")),
            unit_id=unit.id,
            unit_name=unit.name,
        )

    def _unit(self, node: _Node) -> Unit:
        unit = self.units[node.ids("unit")[0]]
        self.used.add(unit.id)
        return unit

    def _groups(self) -> Iterator[Group]:
        places = self._below("Membership", "hasMembership")
        for node in self._of("WorkingGroup"):
            mine = sorted((places[name] for name in node.ids("hasMembership")), key=_sequence)
            members = tuple(self._member(place) for place in mine)
            yield Group(node.id, self.node.id, node.one("name"), node.one("leader"), members, node.span)

    def _member(self, node: _Node) -> Member:
        unit = self._unit(node)
        words = (node.one("mention"), node.one("order"), bool(node.one("collective")))
        return Member(*words, node.span, unit.id, unit.name)

    def _deadlines(self) -> dict[str, tuple[int, Deadline]]:
        """All time limits of the document's tasks and of its own, with their place in printed order."""
        metrics = self._metrics()
        own = f"<{self.node.iri}> kg:hasGoal ?node ."
        found = [*self._below("Deadline", "hasDeadline").values(), *self.reader.nodes("Deadline", own)]
        return {node.id: (_sequence(node), _deadline(node, metrics)) for node in found}

    def _metrics(self) -> dict[str, _Node]:
        owners = (f"?task kg:definedIn <{self.node.iri}> ; kg:hasDeadline", f"<{self.node.iri}> kg:hasGoal")
        wheres = [f"{owner} ?limit . ?limit kg:hasMetric ?node ." for owner in owners]
        return {node.id: node for where in wheres for node in self.reader.nodes("Metric", where)}


def _sequence(node: _Node) -> int:
    return int(node.one("sequence"))


def _role(node: _Node) -> Role:
    return Role(str(node.one("role")).rsplit("/", 1)[1])


def _deadline(node: _Node, metrics: dict[str, _Node]) -> Deadline:
    measures = sorted((metrics[name] for name in node.ids("hasMetric")), key=_sequence)
    names = ("metricName", "operator", "value", "measure")
    return Deadline(
        text=node.one("expression"),
        kind=DeadlineKind(node.one("deadlineKind")),
        start=node.one("startDate"),
        end=node.one("dueDate"),
        precision=node.one("precision"),
        span=node.span,
        goal=node.one("goal"),
        metrics=tuple(Metric(*(each.one(name) for name in names)) for each in measures),
        recurrence=node.one("rrule"),
        duration=node.one("duration"),
        day_kind=node.one("dayKind"),
        trigger=node.one("trigger"),
        open_ended=bool(node.one("openEnded")),
    )

"""From the record to nodes, streaming: one document, one task at a time, always in the same order.

The id of a node is the folder of its class and the id that the record gives it (``task/…``), so the
last part of an IRI is the id used everywhere else. Named graphs: one for every document, one for every
source, ``units``, ``works`` (documents known by name only) and ``meta``.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field

from kg.rdf import select
from kg.rdf.writers import Fields, Node
from kg.store import Store
from kg.store.tables import Row

Part = tuple[str, Generator[Node]]

EDGE_OF_ROLE = {
    "lead": ("leadUnit", "responsibleUnit"),
    "responsible": ("responsibleUnit",),
    "support": ("cooperatingUnit",),
    "other": ("otherUnit",),
}
EDGE_OF_LINK = {"cites": "cites", "repeals": "repeals", "retains": "retains"}


def parts(store: Store, *, selectors: bool, document: str | None = None) -> Generator[Part]:
    """The whole record (or one document of it) as named graphs: the name of each and its nodes.

    `selectors`: with the canonical texts and a node for every span (the profile ``full``); else every
    statement carries its quote itself.
    """
    yield "graph/units", _units(store, document)
    yield "graph/works", _works(store, document)
    status = _status(store)
    for (source,) in list(store.ask(select.SOURCES, {"document": document})):
        pages = _Pages(source, store.text(source), selectors)
        yield f"graph/{source}", _source(store, pages)
        for row in list(store.ask(select.DOCUMENTS, {"source": source, "document": document})):
            pages.seen.clear()
            yield f"graph/{row[0]}", _document(store, pages, row, status.get(row[0]))


def known(**values: str | int | None) -> Fields:
    """The fields that have a value."""
    return [(name, value) for name, value in values.items() if value is not None]


# ------------------------------------------------------------------------------------------- spans


@dataclass
class _Pages:
    """The canonical text of one source, and the spans of it that have a node already."""

    source: str
    text: str
    selectors: bool
    seen: set[tuple[int, int]] = field(default_factory=set)
    waiting: list[tuple[int, int]] = field(default_factory=list)

    def place(self, start: int, end: int, line: int) -> Fields:
        """Where a statement stands, and the words that say it."""
        return [("start", start), ("end", end), ("line", line), self.words(start, end, "evidence", "quote")]

    def words(self, start: int, end: int, relation: str, literal: str) -> tuple[str, str | int]:
        """The span as a node, or its text as a value."""
        if not self.selectors:
            return literal, self.text[start:end]
        if (start, end) not in self.seen:
            self.seen.add((start, end))
            self.waiting.append((start, end))
        return relation, f"text/{self.source}#char={start},{end}"

    def spans(self) -> Iterator[Node]:
        """The nodes of the spans named since the last call."""
        for start, end in self.waiting:
            span = f"text/{self.source}#char={start},{end}"
            position, quotation = f"{span};sel=position", f"{span};sel=quote"
            source = f"text/{self.source}"
            yield Node(
                "Span",
                span,
                [("hasSource", source), ("hasSelector", position), ("hasSelector", quotation)],
            )
            yield Node("Position", position, [("selectorStart", start), ("selectorEnd", end)])
            yield Node("Quotation", quotation, [("exact", self.text[start:end])])
        self.waiting.clear()


# ------------------------------------------------------------------------------- units and documents


def _units(store: Store, document: str | None) -> Generator[Node]:
    chosen = {"document": document}
    for (code,) in store.ask(select.REGIONS, chosen):
        yield Node("Region", f"region/{code}", [("regionCode", code)])
    names = _Following(store.ask(select.UNIT_NAMES, chosen))
    for unit, name, code, place, level, collective, quantifier, inferred in store.ask(select.UNITS, chosen):
        aliases = [("alias", alias) for _, alias in names.of(unit) if alias != name]
        yield Node(
            "CollectiveUnit" if collective else "Unit",
            f"unit/{unit}",
            [
                ("name", name),
                *aliases,
                *known(
                    quantifier=quantifier,
                    place=place or None,
                    unitLevel=level or None,
                    jurisdiction=f"region/{code}" if code else None,
                    inferred=inferred,
                ),
            ],
        )


def _works(store: Store, document: str | None) -> Generator[Node]:
    """The documents that are named and were not read."""
    for target, number, title, date, repealed, retained in store.ask(select.NAMED, {"document": document}):
        force = "notInForce" if repealed else "inForce" if retained else None
        yield Node(
            "NamedDocument",
            f"document/{target}",
            [("title", title), *known(number=number, date=date, inForce=force)],
        )


def _status(store: Store) -> dict[str, str]:
    """Of every document that was read and is kept or abolished by another: whether it is in force."""
    rows = store.ask(
        "SELECT target, max(relation = 'repeals') FROM links WHERE relation <> 'cites'"
        " AND target IN (SELECT id FROM documents) GROUP BY target"
    )
    return {target: "notInForce" if repealed else "inForce" for target, repealed in rows}


def _source(store: Store, pages: _Pages) -> Generator[Node]:
    source = pages.source
    columns = "file, sha256, media_type, encoding, tool, units_file"
    for file, sha256, media, encoding, tool, units in store.ask(
        f"SELECT {columns} FROM sources WHERE id = ?", (source,)
    ):
        fields = known(file=file, sha256=sha256, mediaType=media, encoding=encoding)
        if pages.selectors:
            fields += known(canonicalText=pages.text, readBy=tool or None, unitsFile=units or None)
        also = store.ask("SELECT document FROM duplicates WHERE source = ? ORDER BY 1", (source,))
        fields += [("alsoHolds", f"document/{document}") for (document,) in also]
        yield Node("Text", f"text/{source}", fields)
    issues = "SELECT id, seq, code, message, start_at, end_at, line FROM issues WHERE source = ? ORDER BY seq"
    for issue, seq, code, message, start, end, line in store.ask(issues, (source,)):
        quote = pages.text[start:end]
        place = known(inText=f"text/{source}", start=start, end=end, line=line, quote=quote)
        yield Node("Issue", f"issue/{issue}", known(code=code, message=message, sequence=seq) + place)


def _document(store: Store, pages: _Pages, row: Row, force: str | None) -> Generator[Node]:
    document, number, title, date, kind, code, start, end, line = row
    region = f"region/{code}" if code else None
    issuers = list(
        store.ask("SELECT seq, name, unit_id FROM issuers WHERE document = ? ORDER BY 1", (document,))
    )
    goals = list(store.ask(select.GOALS, (document,)))
    targets = {link: (relation, target) for link, relation, target in store.ask(select.LINKS, (document,))}
    fields: Fields = [("title", title)]
    fields += known(number=number, date=date, documentKind=kind, jurisdiction=region, inForce=force)
    fields += [("hasSignature", f"signature/{document}-u{seq}") for seq, _, _ in issuers]
    fields += unique(("issuedBy", f"unit/{unit}") for _, _, unit in issuers if unit)
    fields += [("hasGoal", f"deadline/{goal[1]}") for goal in goals]
    for edge in EDGE_OF_LINK.values():
        fields += unique((edge, f"document/{to}") for relation, to in targets.values() if relation == edge)
    fields += known(inText=f"text/{pages.source}", start=start, end=end, line=line)
    yield Node("Document", f"document/{document}", fields)
    for seq, name, unit in issuers:
        whose = known(mention=name, sequence=seq, unit=f"unit/{unit}" if unit else None)
        yield Node("Signature", f"signature/{document}-u{seq}", whose)
    for goal in goals:
        yield from _deadline(pages, goal)
    yield from _front(store, pages, document, {link: target for link, (_, target) in targets.items()})
    yield from _tasks(store, pages, document)
    yield from _groups(store, pages, document)


def unique(fields: Iterable[tuple[str, str | int]]) -> Fields:
    """The fields without those said before."""
    return list(dict.fromkeys(fields))


def _front(store: Store, pages: _Pages, document: str, targets: dict[str, str]) -> Iterator[Node]:
    """Attachments, headings, lists, citations and clauses."""
    within: Fields = [("definedIn", f"document/{document}")]
    of = (document,)
    for seq, title, kind, *place in store.ask(select.ATTACHMENTS, of):
        fields = known(title=title, attachmentKind=kind, sequence=seq)
        yield Node("Attachment", f"attachment/{document}-t{seq}", fields + within + _position(*place))
    for section, parent, number, title, level, *place in store.ask(select.SECTIONS, of):
        above = f"section/{parent}" if parent else None
        fields = known(title=title, number=number, level=level, parent=above)
        yield Node("Section", f"section/{section}", fields + within + _position(*place))
    for row in store.ask(select.LISTED, of):
        yield from _mention(pages, "ListedDocument", "listed", row, targets, within)
    for row in store.ask(select.CITATIONS, of):
        yield from _mention(pages, "Citation", "citation", row, targets, within)
    for seq, units, role, *place in store.ask(select.BLANKET, of):
        fields = known(units=units, role=role, sequence=seq) + within
        yield Node("BlanketClause", f"blanket/{document}-b{seq}", fields + pages.place(*place))
        yield from pages.spans()


def _position(start: int, end: int, line: int) -> Fields:
    return [("start", start), ("end", end), ("line", line)]


def _mention(
    pages: _Pages, kind: str, folder: str, row: Row, targets: dict[str, str], within: Fields
) -> Iterator[Node]:
    """A row of a list, or a citation: where one document names another."""
    link, seq, title, number, date, status, relation, *place = row
    fields = known(title=title, number=number, date=date, listStatus=status, citationRelation=relation)
    fields += known(sequence=seq, names=f"document/{targets[link]}")
    yield Node(kind, f"{folder}/{link}", fields + within + pages.place(*place))
    yield from pages.spans()


# ------------------------------------------------------------------------------------------- tasks


class _Following:
    """Rows in the order of their first column, handed out one value of it at a time."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, key: str) -> list[Row]:
        """The rows that belong to `key`, which must come in the order of the rows."""
        found = []
        while self._next is not None and self._next[0] == key:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


def _tasks(store: Store, pages: _Pages, document: str) -> Iterator[Node]:
    places = _Following(store.ask(select.ASSIGNMENTS, (document,)))
    limits = _Following(store.ask(select.DEADLINES, (document,)))
    for row in store.ask(select.TASKS, (document,)):
        yield from _task(pages, document, row, places.of(row[0]), limits.of(row[0]))


def _task(pages: _Pages, document: str, row: Row, places: list[Row], limits: list[Row]) -> Iterator[Node]:
    task, section, number, title, text, path, kind, *place = row
    fields: Fields = [("title", title)]
    fields += known(number=number, text=text, path=path, taskKind=kind, definedIn=f"document/{document}")
    if section:
        fields.append(("inSection", f"section/{section}"))
    edges = [(edge, f"unit/{row[2]}") for row in places for edge in EDGE_OF_ROLE[row[3]]]
    fields += sorted(set(edges))
    fields += [("hasResponsibility", f"responsibility/{row[1]}") for row in places]
    fields += [("hasDeadline", f"deadline/{row[1]}") for row in limits]
    yield Node("Task", f"task/{task}", fields + pages.place(*place))
    for responsibility in places:
        yield _responsibility(pages, responsibility)
    for limit in limits:
        yield from _deadline(pages, limit)
    yield from pages.spans()


def _responsibility(pages: _Pages, row: Row) -> Node:
    _, name, unit, role, label, order, seq, mention, inherited, collective, *place, start, end = row
    return Node(
        "Responsibility",
        f"responsibility/{name}",
        [
            ("unit", f"unit/{unit}"),
            ("role", role),
            ("roleLabel", label),
            ("order", order),
            ("sequence", seq),
            ("mention", mention),
            ("inherited", inherited),
            ("collective", collective),
            *pages.place(*place),
            ("clauseStart", start),
            ("clauseEnd", end),
            pages.words(start, end, "clauseEvidence", "clause"),
        ],
    )


def _deadline(pages: _Pages, row: Row) -> Iterator[Node]:
    (
        _,
        name,
        seq,
        text,
        kind,
        first,
        last,
        precision,
        goal,
        metrics,
        rule,
        length,
        days,
        event,
        more,
        *place,
    ) = row
    measures = [(f"metric/{name}-m{n}", metric) for n, metric in enumerate(json.loads(metrics), 1)]
    fields: Fields = [("expression", text), ("deadlineKind", kind)]
    fields += known(startDate=first, dueDate=last, precision=precision, goal=goal, rrule=rule)
    fields += known(duration=length, dayKind=days, trigger=event, openEnded=more, sequence=seq)
    fields += [("hasMetric", metric) for metric, _ in measures]
    yield Node("Deadline", f"deadline/{name}", fields + pages.place(*place))
    for n, (metric, (what, operator, value, measure)) in enumerate(measures, 1):
        said = known(metricName=what, operator=operator, value=value, measure=measure, sequence=n)
        yield Node("Metric", metric, said)
    yield from pages.spans()


def _groups(store: Store, pages: _Pages, document: str) -> Iterator[Node]:
    members = _Following(store.ask(select.MEMBERS, (document,)))
    for group, name, leader, *place in store.ask(select.GROUPS, (document,)):
        mine = members.of(group)
        fields: Fields = [("name", name)]
        fields += known(leader=leader, definedIn=f"document/{document}")
        fields += [("hasMembership", f"membership/{group}-m{row[1]}") for row in mine]
        yield Node("WorkingGroup", f"group/{group}", fields + pages.place(*place))
        for _, seq, unit, order, mention, collective, *where in mine:
            said = known(
                unit=f"unit/{unit}", order=order, sequence=seq, mention=mention, collective=collective
            )
            yield Node("Membership", f"membership/{group}-m{seq}", said + pages.place(*where))
        yield from pages.spans()

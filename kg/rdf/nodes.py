"""From the record to nodes, streaming: one document, one task at a time, always in the same order.

Named graphs: one for every document, one for every source, ``units``, ``works`` (documents known by name
only) and ``meta``.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from kg.rdf import select
from kg.rdf.layout import Layout, Run, Values
from kg.store import Store
from kg.store.tables import Row

Part = tuple[str, Generator[Run]]

EDGE_OF_ROLE = {
    "lead": ("leadUnit", "responsibleUnit"),
    "responsible": ("responsibleUnit",),
    "support": ("cooperatingUnit",),
    "other": ("otherUnit",),
}
EDGES = ("cooperatingUnit", "leadUnit", "otherUnit", "responsibleUnit")
LINKS = ("cites", "repeals", "retains")

_SPANS = {"quote": "evidence", "clause": "clauseEvidence"}


def _either(kind: str, fields: str) -> tuple[Layout, Layout]:
    """The layout with the words themselves, and the one with spans in their place."""
    return Layout(kind, fields), Layout(kind, " ".join(_SPANS.get(name, name) for name in fields.split()))


REGION = Layout("Region", "regionCode")
UNIT, COLLECTIVE = (
    Layout(kind, "name alias* quantifier? place? unitLevel? jurisdiction? inferred")
    for kind in ("Unit", "CollectiveUnit")
)
NAMED = Layout("NamedDocument", "title number? date? inForce?")
TEXT = Layout("Text", "file sha256 mediaType encoding canonicalText? readBy? unitsFile? alsoHolds*")
ISSUE = Layout("Issue", "code message sequence inText start end line quote")
DOCUMENT = Layout(
    "Document",
    "title number? date? documentKind? jurisdiction? inForce? hasSignature* issuedBy* hasGoal*"
    " cites* repeals* retains* inText start end line",
)
SIGNATURE = Layout("Signature", "mention sequence unit?")
ATTACHMENT = Layout("Attachment", "title attachmentKind sequence definedIn start end line")
SECTION = Layout("Section", "title number level parent? definedIn start end line")
LISTED = _either(
    "ListedDocument", "title number? date? listStatus sequence names definedIn start end line quote"
)
CITATION = _either("Citation", "title number? citationRelation sequence names definedIn start end line quote")
BLANKET = _either("BlanketClause", "units role sequence definedIn start end line quote")
TASK = _either(
    "Task",
    "title number? text path taskKind definedIn inSection? cooperatingUnit* leadUnit* otherUnit*"
    " responsibleUnit* hasResponsibility* hasDeadline* start end line quote",
)
RESPONSIBILITY = _either(
    "Responsibility",
    "unit role roleLabel order sequence mention inherited collective start end line quote"
    " clauseStart clauseEnd clause",
)
DEADLINE = _either(
    "Deadline",
    "expression deadlineKind startDate? dueDate? precision? goal? rrule? duration? dayKind? trigger?"
    " openEnded sequence hasMetric* start end line quote",
)
METRIC = Layout("Metric", "metricName operator value measure sequence")
GROUP = _either("WorkingGroup", "name leader? definedIn hasMembership* start end line quote")
MEMBERSHIP = _either("Membership", "unit order sequence mention collective start end line quote")
SPAN = Layout("Span", "hasSource hasSelector*")
POSITION = Layout("Position", "selectorStart selectorEnd")
QUOTATION = Layout("Quotation", "exact")


def parts(store: Store, *, selectors: bool) -> Generator[Part]:
    """The whole record as named graphs: the name of each and its nodes.

    `selectors`: with the canonical texts and a node for every span (the profile ``full``); else every
    statement carries its quote itself.
    """
    yield "graph/units", _all_units(store)
    yield "graph/works", _works(store.ask(select.NAMED))
    status = _status(store)
    links = _Following(store.ask(select.LINKS))
    for (source,) in list(store.ask(select.SOURCES)):
        pages = _pages(store, source, selectors)
        yield f"graph/{source}", _source(store, pages)
        for row in list(store.ask(select.DOCUMENTS, (source,))):
            pages.seen.clear()
            yield f"graph/{row[0]}", _document(store, pages, row, links.of(row[0]), status.get(row[0]))


class Whole:
    """What is said of a document alone and follows from all there are: asked once for any number of them."""

    def __init__(self, store: Store) -> None:
        self.status = _status(store)
        self.names = {unit: list(rows) for unit, rows in groupby(store.ask(select.UNIT_NAMES), itemgetter(0))}
        self.links = {name: list(rows) for name, rows in groupby(store.ask(select.LINKS), itemgetter(0))}
        self.mentioned = {row[0]: row for row in store.ask(select.MENTIONED)}

    def named_by(self, document: str) -> list[Row]:
        """What is said of the other documents that this one names."""
        targets = {target for *_, target in self.links.get(document, [])} - {document}
        return [self.mentioned[target] for target in sorted(targets)]


def parts_of(store: Store, whole: Whole, document: str, *, selectors: bool) -> Generator[Part]:
    """One document of the record as named graphs, like `parts`."""
    yield "graph/units", _units_of(store, whole, document)
    yield "graph/works", _works(whole.named_by(document))
    ((source,),) = store.ask(select.SOURCE_OF, (document,))
    pages = _pages(store, source, selectors)
    yield f"graph/{source}", _source(store, pages)
    (row,) = store.ask(select.DOCUMENT, (document,))
    links, status = whole.links.get(document, []), whole.status.get(document)
    yield f"graph/{document}", _document(store, pages, row, links, status)


# ------------------------------------------------------------------------------------------- spans


@dataclass
class _Pages:
    """The canonical text of one source, and the spans of it that have a node already."""

    source: str
    text: str
    selectors: bool
    seen: set[tuple[int, int]] = field(default_factory=set)
    waiting: list[tuple[int, int]] = field(default_factory=list)

    def words(self, start: int, end: int) -> str:
        """The words between two places, or the id of the span that holds them."""
        if not self.selectors:
            return self.text[start:end]
        if (start, end) not in self.seen:
            self.seen.add((start, end))
            self.waiting.append((start, end))
        return f"text/{self.source}#char={start},{end}"

    def place(self, start: int, end: int, line: int) -> tuple[int, int, int, str]:
        """Where a statement stands, and the words that say it."""
        return start, end, line, self.words(start, end)

    def spans(self) -> Iterator[Run]:
        """The nodes of the spans named since the last call."""
        for start, end in self.waiting:
            span = f"text/{self.source}#char={start},{end}"
            position, quotation = f"{span};sel=position", f"{span};sel=quote"
            yield SPAN, [(span, self.source, (position, quotation))]
            yield POSITION, [(position, start, end)]
            yield QUOTATION, [(quotation, self.text[start:end])]
        self.waiting.clear()


def _pages(store: Store, source: str, selectors: bool) -> _Pages:
    (text,) = next(store.ask(select.TEXT, (source,)))
    return _Pages(source, text, selectors)


# ------------------------------------------------------------------------------- units and documents


def _all_units(store: Store) -> Generator[Run]:
    for (code,) in store.ask(select.REGIONS):
        yield REGION, [(code, code)]
    names = _Following(store.ask(select.UNIT_NAMES))
    for row in store.ask(select.UNITS):
        yield _unit(row, names.of(row[0]))


def _units_of(store: Store, whole: Whole, document: str) -> Generator[Run]:
    """The units that a document names, under all names that any document gives them."""
    for (code,) in store.ask(select.REGIONS_OF, {"document": document}):
        yield REGION, [(code, code)]
    for row in store.ask(select.UNITS_OF, {"document": document}):
        yield _unit(row, whole.names[row[0]])


def _unit(row: Row, names: list[Row]) -> Run:
    unit, name, code, place, level, collective, quantifier, inferred = row
    aliases = tuple(alias for _, alias in names if alias != name)
    said = (unit, name, aliases, quantifier, place or None, level or None, code or None, inferred)
    return COLLECTIVE if collective else UNIT, [said]


def _works(named: Iterable[Row]) -> Generator[Run]:
    """Documents that are known by what others say of them."""
    for target, number, title, date, repealed, retained in named:
        force = "notInForce" if repealed else "inForce" if retained else None
        yield NAMED, [(target, title, number, date, force)]


def _status(store: Store) -> dict[str, str]:
    """Of every document that was read and is kept or abolished by another: whether it is in force."""
    rows = store.ask(
        "SELECT target, max(relation = 'repeals') FROM links WHERE relation <> 'cites'"
        " AND target IN (SELECT id FROM documents) GROUP BY target"
    )
    return {target: "notInForce" if repealed else "inForce" for target, repealed in rows}


def _source(store: Store, pages: _Pages) -> Generator[Run]:
    source = pages.source
    columns = "file, sha256, media_type, encoding, tool, units_file"
    also = store.ask("SELECT document FROM duplicates WHERE source = ? ORDER BY 1", (source,))
    others = tuple(document for (document,) in also)
    for *kind, tool, units in store.ask(f"SELECT {columns} FROM sources WHERE id = ?", (source,)):
        origin = (pages.text, tool or None, units or None) if pages.selectors else (None, None, None)
        yield TEXT, [(source, *kind, *origin, others)]
    issues = "SELECT id, code, message, seq, start_at, end_at, line FROM issues WHERE source = ? ORDER BY seq"
    for *said, start, end, line in store.ask(issues, (source,)):
        yield ISSUE, [(*said, source, start, end, line, pages.text[start:end])]


def _document(store: Store, pages: _Pages, row: Row, links: list[Row], force: str | None) -> Generator[Run]:
    document, *said, start, end, line = row
    issuers = [
        (f"{document}-u{seq}", name, seq, unit) for seq, name, unit in store.ask(select.ISSUERS, (document,))
    ]
    signed = tuple(issuer[0] for issuer in issuers)
    by = _unique(unit for *_, unit in issuers if unit)
    goals = list(store.ask(select.GOALS, (document,)))
    aims = tuple(goal[1] for goal in goals)
    edges = (_unique(to for *_, relation, to in links if relation == edge) for edge in LINKS)
    yield DOCUMENT, [(document, *said, force, signed, by, aims, *edges, pages.source, start, end, line)]
    yield SIGNATURE, issuers
    for goal in goals:
        yield from _deadline(pages, goal)
    yield from _front(store, pages, document, {link: target for _, link, _, target in links})
    yield from _tasks(store, pages, document)
    yield from _groups(store, pages, document)


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids without those said before."""
    return tuple(dict.fromkeys(ids))


def _front(store: Store, pages: _Pages, document: str, targets: dict[str, str]) -> Iterator[Run]:
    """Attachments, headings, lists, citations and clauses."""
    of = (document,)
    for seq, title, kind, *place in store.ask(select.ATTACHMENTS, of):
        yield ATTACHMENT, [(f"{document}-t{seq}", title, kind, seq, document, *place)]
    for *said, start, end, line in store.ask(select.SECTIONS, of):
        yield SECTION, [(*said, document, start, end, line)]
    for layout, rows in ((LISTED, select.LISTED), (CITATION, select.CITATIONS)):
        for link, *said, start, end, line in store.ask(rows, of):
            mentioned = (link, *said, targets[link], document, *pages.place(start, end, line))
            yield layout[pages.selectors], [mentioned]
            yield from pages.spans()
    for seq, units, role, *place in store.ask(select.BLANKET, of):
        clause = (f"{document}-b{seq}", units, role, seq, document, *pages.place(*place))
        yield BLANKET[pages.selectors], [clause]
        yield from pages.spans()


# ------------------------------------------------------------------------------------------- tasks


class _Following:
    """Rows in the order of their first column, handed out one value of it at a time."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, key: str) -> list[Row]:
        """The rows that belong to `key`, which must come in the order of the rows."""
        if self._next is None or self._next[0] != key:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found


def _tasks(store: Store, pages: _Pages, document: str) -> Iterator[Run]:
    places = _Following(store.ask(select.ASSIGNMENTS, (document,)))
    limits = _Following(store.ask(select.DEADLINES, (document,)))
    for row in store.ask(select.TASKS, (document,)):
        mine, due = places.of(row[0]), limits.of(row[0])
        yield _task(pages, document, row, mine, due)
        yield RESPONSIBILITY[pages.selectors], _responsibilities(pages, mine)
        for limit in due:
            yield from _deadline(pages, limit)
        yield from pages.spans()


def _task(pages: _Pages, document: str, row: Row, places: list[Row], limits: list[Row]) -> Run:
    *said, section, start, end, line = row
    edges = _edges(places)
    parts = (tuple([place[1] for place in places]), tuple([limit[1] for limit in limits]))
    place = pages.place(start, end, line)
    return TASK[pages.selectors], [(*said, document, section, *edges, *parts, *place)]


def _edges(places: list[Row]) -> Iterator[tuple[str, ...]]:
    """The units of a task under every direct relation, in the order of EDGES."""
    units: dict[str, set[str]] = {edge: set() for edge in EDGES}
    for place in places:
        for edge in EDGE_OF_ROLE[place[3]]:
            units[edge].add(place[2])
    return (tuple(sorted(found)) for found in units.values())


def _responsibilities(pages: _Pages, rows: list[Row]) -> list[Values]:
    words = pages.words
    return [
        (*said, start, end, line, words(start, end), first, last, words(first, last))
        for _, *said, start, end, line, first, last in rows
    ]


def _deadline(pages: _Pages, row: Row) -> Iterator[Run]:
    _, name, *said, metrics, start, end, line = row
    measures = [(f"{name}-m{n}", *metric, n) for n, metric in enumerate(json.loads(metrics), 1)]
    ids = tuple(metric[0] for metric in measures)
    yield DEADLINE[pages.selectors], [(name, *said, ids, *pages.place(start, end, line))]
    yield METRIC, measures
    yield from pages.spans()


def _groups(store: Store, pages: _Pages, document: str) -> Iterator[Run]:
    members = _Following(store.ask(select.MEMBERS, (document,)))
    for group, name, leader, *place in store.ask(select.GROUPS, (document,)):
        mine = [(f"{group}-m{row[3]}", row) for row in members.of(group)]
        ids = tuple(member for member, _ in mine)
        yield GROUP[pages.selectors], [(group, name, leader, document, ids, *pages.place(*place))]
        said = [(member, *row[1:6], *pages.place(*row[6:])) for member, row in mine]
        yield MEMBERSHIP[pages.selectors], said
        yield from pages.spans()

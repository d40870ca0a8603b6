"""Identification: every printed name of an extraction gets its unit.

A unit is its place and its full name. Where the place is not known, the unit belongs to the one document
(its id is made from the file's content and the document's id), so 区水务局 of two such documents stays two.

Issues: `unknown-jurisdiction` (a level word or an elided name in a document whose place is not known, or
that does not fit it: once a document), `new-unit` (a name that ends as no known kind of unit does: once a
name).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.identity.bodies import time_of
from kg.identity.collectives import is_collective, is_department, of_each
from kg.identity.composing import Named
from kg.identity.issuers import document_place, office_holder, other_places
from kg.identity.levels import with_level_word
from kg.identity.naming import Context
from kg.identity.places import Jurisdiction
from kg.identity.registry import Registry
from kg.identity.short_names import short_names, written_out
from kg.lexicon import load
from kg.model import Assignment, Document, Extraction, Group, Issue, Member, Span, Task, Unit

ISSUE_CODES = ("new-unit", "unknown-jurisdiction")


def identify(extraction: Extraction, registry: Registry) -> Extraction:
    """`extraction` with the unit of every assignment and member, the places of its documents, its units.

    Idempotent: issues of an earlier identification are replaced.
    """
    places = _places(extraction.documents, registry)
    others = {
        document.id: other_places(document, places[document.id])
        for document in extraction.documents
        if not registry.decisions.place_of(document.title)
    }
    printed = _printed(extraction)
    pages = {
        document.id: _Page(
            registry,
            places[document.id],
            f"{extraction.source.sha256}/{document.id}",
            printed[document.id],
            office_holder(document, places[document.id]),
            short_names(document.span.of(extraction.source.text)),
            others.get(document.id, ()),
            time_of(document.date or ""),
        )
        for document in extraction.documents
    }
    unplaced = _Page(registry, None, extraction.source.sha256, frozenset())
    tasks = tuple(_task(task, pages.get(task.document, unplaced)) for task in extraction.tasks)
    groups = tuple(_group(group, pages.get(group.document, unplaced)) for group in extraction.groups)
    read = (*pages.values(), unplaced)
    return replace(
        extraction,
        documents=tuple(_placed(document, places[document.id]) for document in extraction.documents),
        tasks=tasks,
        groups=groups,
        units=_together(page.units for page in read),
        issues=(*_others(extraction.issues), *_issues(read)),
    )


def _printed(extraction: Extraction) -> dict[str, set[str]]:
    """The names of units that each document prints."""
    found: dict[str, set[str]] = defaultdict(set)
    for task in extraction.tasks:
        found[task.document].update([one.unit for one in task.assignments])
    for group in extraction.groups:
        found[group.document].update(one.unit for one in group.members)
    return found


def _places(documents: Iterable[Document], registry: Registry) -> dict[str, Jurisdiction | None]:
    """The place of each document; one without a place takes the only place of the others in its file."""
    said = registry.decisions.place_of
    found = {document.id: said(document.title) or document_place(document) for document in documents}
    known = {place for place in found.values() if place}
    only = known.pop() if len(known) == 1 else None
    return {key: place or only for key, place in found.items()}


def _placed(document: Document, place: Jurisdiction | None) -> Document:
    return replace(document, jurisdiction=(place.nearest_code or None) if place else None)


@dataclass(frozen=True)
class _Page:
    """One document while its names are read: its units in printed order, what a person should see."""

    registry: Registry
    place: Jurisdiction | None
    scope: str
    printed: Collection[str]
    issuer: str = ""
    shorts: Mapping[str, str] = field(default_factory=dict)
    others: Collection[Jurisdiction] = ()
    time: str = ""
    units: dict[str, Unit] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    _read: dict[tuple[str, str, bool], tuple[Unit, Named | None]] = field(default_factory=dict)

    def read(
        self, printed: str, near: Jurisdiction | None, collective: bool, span: Span
    ) -> tuple[Unit, Named | None]:
        """The unit of one printed name, and how it was read (None for collectives)."""
        key = (printed, near.key if near else "", collective)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._first(printed, near, collective, span)
        return found

    def is_own(self, printed: str) -> bool:
        """Whether 镇政府, 镇党委 stand for those of the township whose document this is."""
        if self.place is None or self.place.level != "township":
            return False
        own = load("units")["township"]["own"]
        return any(printed in bodies for word, bodies in own.items() if self.place.place.endswith(word))

    def _first(
        self, printed: str, near: Jurisdiction | None, collective: bool, span: Span
    ) -> tuple[Unit, Named | None]:
        if not (collective or is_collective(printed)):
            printed = written_out(printed, self.shorts)
            printed = with_level_word(printed, self.printed) or printed
        home = self._home(printed, near, collective or is_collective(printed))
        unit = self.registry.unit(
            printed,
            home,
            near=near,
            issuer=self.issuer,
            time=self.time,
            scope=self.scope,
            collective=collective,
        )
        before = self.units.get(unit.id)
        if before is None or (before.inferred and not unit.inferred):
            self.units[unit.id] = unit
        if unit.collective:
            return unit, None
        named = self.registry.named(printed, Context(home, near, self.issuer, self.time))
        self._look(printed, named, span)
        return unit, named

    def _home(self, printed: str, near: Jurisdiction | None, collective: bool) -> Jurisdiction | None:
        """From which of the places that issued the document a name is read, None where that is not told."""
        if not self.others:
            return self.place
        meant: dict[tuple[str, str], Jurisdiction | None] = {}
        for home in (self.place, *self.others):
            named = self.registry.named(printed, Context(home, near, self.issuer, self.time))
            if named.place and named.place.anchored:
                meant.setdefault((named.place.key, named.name), home)
        return next(iter(meant.values())) if len(meant) == 1 and not collective else None

    def _look(self, printed: str, named: Named, span: Span) -> None:
        if not named.known:
            message = f"“{printed}”不像任何已知的单位名称，可在 units.toml 中说明"
            self.issues.setdefault(f"new {printed}", Issue("new-unit", message, span))
        if named.place is None or (not named.place.anchored and named.level != "state"):
            message = f"认不出“{printed}”属于哪一级、哪一地，可在 units.toml 的 [[document]] 中说明"
            self.issues.setdefault("place", Issue("unknown-jurisdiction", message, span))


def _task(task: Task, page: _Page) -> Task:
    return task._replace(assignments=tuple(_assigned(task.assignments, page)))


def _assigned(assignments: Iterable[Assignment], page: _Page) -> Iterator[Assignment]:
    """The assignments with their units; an elided level word is taken from the list it stands in."""
    before = _Before()
    clause: tuple[Span, str] | None = None
    for one in assignments:
        if clause != (one.clause, one.role_label):
            clause, before = (one.clause, one.role_label), _Before()
        name = before.completed(one.unit)
        collective = one.collective and not page.is_own(name)
        unit, named = page.read(name, before.near, collective or name != one.unit, one.span)
        before.passed(named)
        yield one._replace(collective=unit.collective, unit_id=unit.id, unit_name=unit.name)


@dataclass
class _Before:
    """What the names of a list say about the one behind them: its place, or that it is of a class.

    A level word holds to the end of the list, a printed place (长沙市财政局、教育局) and 各区 (各区住建局、
    水务局) for the departments right behind them.
    """

    near: Jurisdiction | None = None
    _each: str = ""
    _printed: bool = False

    def completed(self, name: str) -> str:
        """The name, with the 各区 that it shares."""
        if not (self._each or self._printed or name.startswith("各")):
            return name
        is_elided = is_department(name)
        self._each = of_each(name) or (self._each if is_elided else "")
        if self._printed and not is_elided:
            self.near = None
        return self._each + name if is_elided else name

    def passed(self, named: Named | None) -> None:
        """Go on behind a name."""
        if named and named.leads:
            self.near, self._printed = named.place, not named.inferred


def _group(group: Group, page: _Page) -> Group:
    return replace(group, members=tuple(_joined(group.members, page)))


def _joined(members: Iterable[Member], page: _Page) -> Iterator[Member]:
    before = _Before()
    for one in members:
        unit, named = page.read(one.unit, before.near, one.collective and not page.is_own(one.unit), one.span)
        before.passed(named)
        yield replace(one, collective=unit.collective, unit_id=unit.id, unit_name=unit.name)


def _together(parts: Iterable[dict[str, Unit]]) -> tuple[Unit, ...]:
    found: dict[str, Unit] = {}
    for units in parts:
        for key, unit in units.items():
            if key not in found or (found[key].inferred and not unit.inferred):
                found[key] = unit
    return tuple(found.values())


def _others(issues: Iterable[Issue]) -> Iterator[Issue]:
    return (issue for issue in issues if issue.code not in ISSUE_CODES)


def _issues(pages: Iterable[_Page]) -> Iterator[Issue]:
    found = (issue for page in pages for issue in page.issues.values())
    return iter(sorted(found, key=lambda issue: (issue.span, issue.code, issue.message)))

"""Identification: every printed name of an extraction gets its unit.

A unit is its place and its full name. Where the place is not known, the unit belongs to the one document
(its id is made from the file's content and the document's id), so 区水务局 of two such documents stays two.

Issues: `unknown-jurisdiction` (a level word or an elided name in a document whose place is not known, or
that does not fit it: once a document), `new-unit` (a name that ends as no known kind of unit does: once a
name).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.identity.issuers import document_place
from kg.identity.naming import Context, Named, with_level_word
from kg.identity.places import Jurisdiction
from kg.identity.registry import Registry
from kg.model import Assignment, Document, Extraction, Group, Issue, Member, Span, Task, Unit

ISSUE_CODES = ("new-unit", "unknown-jurisdiction")


def identify(extraction: Extraction, registry: Registry) -> Extraction:
    """`extraction` with the unit of every assignment and member, the places of its documents, its units.

    Idempotent: issues of an earlier identification are replaced.
    """
    places = _places(extraction.documents, registry)
    printed = _printed(extraction)
    pages = {
        document.id: _Page(
            registry, places[document.id], f"{extraction.source.sha256}/{document.id}", printed[document.id]
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

    def _first(
        self, printed: str, near: Jurisdiction | None, collective: bool, span: Span
    ) -> tuple[Unit, Named | None]:
        if not collective:
            printed = with_level_word(printed, self.printed) or printed
        unit = self.registry.unit(printed, self.place, near=near, scope=self.scope, collective=collective)
        before = self.units.get(unit.id)
        if before is None or (before.inferred and not unit.inferred):
            self.units[unit.id] = unit
        if unit.collective:
            return unit, None
        named = self.registry.named(printed, Context(self.place, near))
        self._look(printed, named, span)
        return unit, named

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
    near: Jurisdiction | None = None
    clause: tuple[Span, str] | None = None
    for one in assignments:
        if clause != (one.clause, one.role_label):
            clause, near = (one.clause, one.role_label), None
        unit, named = page.read(one.unit, near, one.collective, one.span)
        near = _next_near(named, near)
        yield Assignment(*one[:-2], unit.id, unit.name)


def _next_near(named: Named | None, near: Jurisdiction | None) -> Jurisdiction | None:
    return named.place if named and named.leads else near


def _group(group: Group, page: _Page) -> Group:
    return replace(group, members=tuple(_joined(group.members, page)))


def _joined(members: Iterable[Member], page: _Page) -> Iterator[Member]:
    near: Jurisdiction | None = None
    for one in members:
        unit, named = page.read(one.unit, near, one.collective, one.span)
        near = _next_near(named, near)
        yield replace(one, unit_id=unit.id, unit_name=unit.name)


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

"""From an extraction to the rows of the record, table by table, in the column order of schema.sql."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from kg.model import Deadline, Document, Extraction, Span
from kg.store.keys import title_key, title_keys, work_key
from kg.store.tables import Row

Rows = dict[str, list[Row]]

PATH_SEPARATOR = " › "
LIST_SEPARATOR = "；"

_SURROGATE = re.compile("[\ud800-\udfff]")


def without(extraction: Extraction, dropped: Collection[Document]) -> Extraction:
    """The extraction without some of its documents and all that stands inside them."""
    if not dropped:
        return extraction
    spans = [document.span for document in dropped]

    def inside(span: Span) -> bool:
        return any(outer.start <= span.start < outer.end for outer in spans)

    def kept(items: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(item for item in items if not inside(item.span))

    return replace(
        extraction,
        documents=tuple(document for document in extraction.documents if document not in dropped),
        sections=kept(extraction.sections),
        tasks=kept(extraction.tasks),
        listed=kept(extraction.listed),
        citations=kept(extraction.citations),
        blanket=kept(extraction.blanket),
        groups=kept(extraction.groups),
        goals=tuple(goal for goal in extraction.goals if not inside(goal.deadline.span)),
        issues=kept(extraction.issues),
    )


def rows(extraction: Extraction, source: str) -> Rows:
    """All rows but those of `sources` and `duplicates`, under the id `source`."""
    made: Rows = {
        "documents": _documents(extraction, source),
        "attachments": _attachments(extraction),
        "sections": _sections(extraction),
        "tasks": _tasks(extraction),
        "assignments": _assignments(extraction),
        "deadlines": _deadlines(extraction),
        "listed": _listed(extraction),
        "citations": _citations(extraction),
        "work_titles": _titles(extraction),
        "blanket": _blanket(extraction),
        "groups": _groups(extraction),
        "members": _members(extraction),
        "issues": _issues(extraction, source),
        "issuers": _issuers(extraction),
    }
    made["unit_names"] = _names(extraction, made["issuers"])
    made["units"] = _units(extraction, {row[0] for row in made["unit_names"]})
    return made if _encodable(extraction.source.text) else clean(made)


def clean(made: Rows) -> Rows:
    """The rows with U+FFFD for lone surrogates, which no file can hold; lengths stay."""
    return {
        table: [
            tuple(_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value for value in row)
            for row in lines
        ]
        for table, lines in made.items()
    }


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _place(extraction: Extraction) -> Callable[[Span], tuple[int, int, int]]:
    line = extraction.source.line
    return lambda span: (span.start, span.end, line(span.start))


def _numbered(items: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Each item with its place, from 1, among those of the same document."""
    last: dict[str, int] = defaultdict(int)
    for item in items:
        last[item.document] += 1
        yield last[item.document], item


def _documents(extraction: Extraction, source: str) -> list[Row]:
    place = _place(extraction)
    return [
        (
            d.id,
            source,
            work_key(d.number, d.title),
            d.title,
            d.number,
            d.date,
            d.kind,
            d.jurisdiction,
            *place(d.span),
        )
        for d in extraction.documents
    ]


def _issuers(extraction: Extraction) -> list[Row]:
    known = {unit.name: unit.id for unit in extraction.units}
    return [
        (document.id, seq, issuer, known.get(issuer))
        for document in extraction.documents
        for seq, issuer in enumerate(document.issuers, 1)
    ]


def _attachments(extraction: Extraction) -> list[Row]:
    place = _place(extraction)
    return [
        (document.id, seq, part.title, part.kind, *place(part.span))
        for document in extraction.documents
        for seq, part in enumerate(document.attachments, 1)
    ]


def _sections(extraction: Extraction) -> list[Row]:
    place = _place(extraction)
    return [
        (s.id, s.document, s.parent, s.number, s.title, s.level, *place(s.span)) for s in extraction.sections
    ]


def _tasks(extraction: Extraction) -> list[Row]:
    place = _place(extraction)
    return [
        (
            t.id,
            t.document,
            t.section,
            t.number,
            t.title,
            t.text,
            PATH_SEPARATOR.join(t.path),
            t.kind.value,
            *place(t.span),
        )
        for t in extraction.tasks
    ]


def _assignments(extraction: Extraction) -> list[Row]:
    place = _place(extraction)
    return [
        (
            task.id,
            seq,
            a.unit_id,
            a.role.value,
            a.role_label,
            a.order,
            a.unit,
            int(a.collective),
            int(a.inherited),
            *place(a.span),
            a.clause.start,
            a.clause.end,
        )
        for task in extraction.tasks
        for seq, a in enumerate(task.assignments, 1)
    ]


def _deadlines(extraction: Extraction) -> list[Row]:
    place = _place(extraction)
    made = [
        _deadline(task.id, seq, task.document, task.id, deadline, place(deadline.span))
        for task in extraction.tasks
        for seq, deadline in enumerate(task.deadlines, 1)
    ]
    made += [
        _deadline(goal.document, seq, goal.document, None, goal.deadline, place(goal.deadline.span))
        for seq, goal in _numbered(extraction.goals)
    ]
    return made


def _deadline(
    owner: str, seq: int, document: str, task: str | None, d: Deadline, place: tuple[int, int, int]
) -> Row:
    metrics = json.dumps([[m.name, m.operator, m.value, m.unit] for m in d.metrics], ensure_ascii=False)
    identity = (f"{owner}-d{seq}", document, task, seq)
    limit = (d.text, d.kind.value, d.start, d.end, d.precision, d.goal, metrics)
    return identity + limit + (d.recurrence, d.duration, d.day_kind, d.trigger, int(d.open_ended)) + place


def _listed(extraction: Extraction) -> list[Row]:
    place = _place(extraction)
    return [
        (
            f"{item.document}-l{seq}",
            item.document,
            seq,
            item.list,
            work_key(item.number, item.title),
            item.number,
            item.date,
            item.title,
            *place(item.span),
        )
        for seq, item in _numbered(extraction.listed)
    ]


def _citations(extraction: Extraction) -> list[Row]:
    place = _place(extraction)
    return [
        (
            f"{item.document}-c{seq}",
            item.document,
            seq,
            work_key(item.number, item.title),
            item.title,
            item.number,
            item.relation,
            *place(item.span),
        )
        for seq, item in _numbered(extraction.citations)
    ]


def _titles(extraction: Extraction) -> list[Row]:
    """Who bears which title: documents with their attachments, and listed documents."""
    made = {row for document in extraction.documents for row in _titles_of(document)}
    for item in extraction.listed:
        work = work_key(item.number, item.title)
        made |= {(item.document, key, work) for key in title_keys(item.title)}
    return sorted(made)


def _titles_of(document: Document) -> Iterator[tuple[str, str, str]]:
    work = work_key(document.number, document.title)
    for key in title_keys(document.title):
        yield document.id, key, work
    for part in document.attachments:
        yield document.id, title_key(part.title), work


def _blanket(extraction: Extraction) -> list[Row]:
    place = _place(extraction)
    return [
        (item.document, seq, LIST_SEPARATOR.join(item.units), item.role.value, *place(item.span))
        for seq, item in _numbered(extraction.blanket)
    ]


def _groups(extraction: Extraction) -> list[Row]:
    place = _place(extraction)
    return [(g.id, g.document, g.name, g.leader, *place(g.span)) for g in extraction.groups]


def _members(extraction: Extraction) -> list[Row]:
    place = _place(extraction)
    return [
        (group.id, seq, m.unit_id, m.order, m.unit, int(m.collective), *place(m.span))
        for group in extraction.groups
        for seq, m in enumerate(group.members, 1)
    ]


def _issues(extraction: Extraction, source: str) -> list[Row]:
    place = _place(extraction)
    return [(source, seq, i.code, i.message, *place(i.span)) for seq, i in enumerate(extraction.issues, 1)]


def _names(extraction: Extraction, issuers: list[Row]) -> list[Row]:
    """Every printed form of every unit: in which document, first on which line, how often."""
    line = extraction.source.line
    seen: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for task in extraction.tasks:
        for a in task.assignments:
            seen[a.unit_id, a.unit, task.document].append(line(a.span.start))
    for group in extraction.groups:
        for m in group.members:
            seen[m.unit_id, m.unit, group.document].append(line(m.span.start))
    top = {document.id: line(document.span.start) for document in extraction.documents}
    for document, _, issuer, unit in issuers:
        if unit:
            seen[unit, issuer, document].append(top[document])
    return [(*key, min(lines), len(lines)) for key, lines in sorted(seen.items())]


def _units(extraction: Extraction, used: set[str]) -> list[Row]:
    return [
        (u.id, u.name, u.jurisdiction, u.place, u.level, int(u.collective), u.quantifier, int(u.inferred))
        for u in extraction.units
        if u.id in used
    ]

"""The JSON of `kg extract --format json`: one object a source, its fields fixed for other programs."""

from __future__ import annotations

import json
from typing import Any

from kg.model import Assignment, Citation, Deadline, Document, Extraction, Source, Span, Task


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The extraction as plain dicts and lists, in the order and with the names of the interface."""
    source = extraction.source
    return {
        "source": {
            "file": source.file,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "encoding": source.encoding,
        },
        "documents": [_document(source, one) for one in extraction.documents],
        "tasks": [_task(source, one) for one in extraction.tasks],
        "listed": [
            {
                "list": one.list,
                "number": one.number,
                "date": one.date,
                "title": one.title,
                "document": one.document,
                "span": _span(source, one.span),
            }
            for one in extraction.listed
        ],
        "citations": [_citation(source, one) for one in extraction.citations],
        "blanket": [
            {
                "document": one.document,
                "units": list(one.units),
                "role": one.role,
                "span": _span(source, one.span),
            }
            for one in extraction.blanket
        ],
        "groups": [
            {
                "id": one.id,
                "document": one.document,
                "name": one.name,
                "leader": one.leader,
                "members": [
                    {
                        "unit": member.unit,
                        "unit_id": member.unit_id,
                        "unit_name": member.unit_name,
                        "order": member.order,
                        "collective": member.collective,
                        "span": _span(source, member.span),
                    }
                    for member in one.members
                ],
                "span": _span(source, one.span),
            }
            for one in extraction.groups
        ],
        "goals": [{"document": one.document, **_deadline(source, one.deadline)} for one in extraction.goals],
        "issues": [
            {"code": one.code, "message": one.message, "span": _span(source, one.span)}
            for one in extraction.issues
        ],
    }


def dumps(extraction: Extraction) -> str:
    """One line of JSON, UTF-8 characters as they are, keys in the order of the interface."""
    return json.dumps(to_json(extraction), ensure_ascii=False, separators=(",", ":"))


def _span(source: Source, span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end, "line": source.line(span.start)}


def _document(source: Source, one: Document) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "number": one.number,
        "issuers": list(one.issuers),
        "date": one.date,
        "kind": one.kind,
        "attachments": [
            {"title": part.title, "kind": part.kind, "span": _span(source, part.span)}
            for part in one.attachments
        ],
        "jurisdiction": one.jurisdiction,
        "span": _span(source, one.span),
    }


def _task(source: Source, one: Task) -> dict[str, Any]:
    return {
        "id": one.id,
        "document": one.document,
        "number": one.number,
        "title": one.title,
        "text": one.text,
        "path": list(one.path),
        "kind": one.kind,
        "span": _span(source, one.span),
        "assignments": [_assignment(source, each) for each in one.assignments],
        "deadlines": [_deadline(source, each) for each in one.deadlines],
    }


def _assignment(source: Source, one: Assignment) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "unit_id": one.unit_id,
        "unit_name": one.unit_name or one.unit,
        "role": one.role,
        "role_label": one.role_label,
        "order": one.order,
        "collective": one.collective,
        "inherited": one.inherited,
        "span": _span(source, one.span),
        "clause": _span(source, one.clause),
    }


def _deadline(source: Source, one: Deadline) -> dict[str, Any]:
    return {
        "text": one.text,
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "precision": one.precision,
        "goal": one.goal,
        "metrics": [
            {"name": each.name, "operator": each.operator, "value": each.value, "unit": each.unit}
            for each in one.metrics
        ],
        "recurrence": one.recurrence,
        "duration": one.duration,
        "day_kind": one.day_kind,
        "trigger": one.trigger,
        "open_ended": one.open_ended,
        "span": _span(source, one.span),
    }


def _citation(source: Source, one: Citation) -> dict[str, Any]:
    return {
        "from": one.document,
        "title": one.title,
        "number": one.number,
        "relation": one.relation,
        "span": _span(source, one.span),
    }

"""What holds for every extraction, whatever was read: every span is in the text and says what is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.interchange import to_json
from kg.model import Extraction, squeeze


def check_extraction(extraction: Extraction) -> None:
    """Fail if a span leaves the text, is on another line than it says, or says something else."""
    text = extraction.source.text
    for span, quoted, what in statements(to_json(extraction)):
        start, end = span["start"], span["end"]
        assert 0 <= start <= end <= len(text), what
        assert span["line"] == text.count("\n", 0, start) + 1, what
        if quoted is not None:
            assert squeeze(text[start:end]) == squeeze(quoted), what
    tasks = [task.id for task in extraction.tasks]
    assert len(tasks) == len(set(tasks)), "task ids"
    for task in extraction.tasks:
        assert [one.order for one in task.assignments] == list(range(1, len(task.assignments) + 1)), task.id
        assert all(one.unit for one in task.assignments), task.id


def statements(said: dict[str, Any]) -> Iterator[tuple[dict[str, int], str | None, str]]:
    """Every span with the field that quotes it (None where a statement quotes nothing) and its kind."""
    for document in said["documents"]:
        yield document["span"], None, "document"
        for part in document["attachments"]:
            yield part["span"], None, "attachment"
    for task in said["tasks"]:
        yield task["span"], task["text"], "task"
        for one in task["assignments"]:
            yield one["span"], one["unit"], "unit"
            yield one["clause"], None, "clause"
        for one in task["deadlines"]:
            yield one["span"], one["text"], "deadline"
    for listed in said["listed"]:
        yield listed["span"], listed["title"], "listed"
    for cited in said["citations"]:
        yield cited["span"], cited["title"] or None, "citation"
    for group in said["groups"]:
        yield group["span"], None, "group"
        for member in group["members"]:
            yield member["span"], member["unit"], "member"
    for goal in said["goals"]:
        yield goal["span"], goal["text"], "goal"
    for clause in said["blanket"]:
        yield clause["span"], None, "blanket"
    for issue in said["issues"]:
        yield issue["span"], None, "issue"

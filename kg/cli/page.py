"""A task on one page: what it is, who does it, by when, and the lines of the file that say so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.cli.cells import worded
from kg.questions.rows import Evidence, Shown


def page(task: Shown, facts: Sequence[Evidence], text: str) -> str:
    """The task for people; `text` is the canonical text of its file, "" where it is not at hand."""
    parts = [
        f"{task.number or ''} {task.title}".strip(),
        "",
        *_about(task),
        "",
        *_units(facts),
        *_deadlines(facts),
        "原文：",
        *(_lines(task.file, facts, text) if text else _quotes(task.file, facts)),
    ]
    return "\n".join(parts)


def record(task: Shown, facts: Sequence[Evidence], text: str) -> str:
    """The task as JSON: its columns, `facts`, and for each fact the whole `context` lines of the quote."""
    lines = text.splitlines() if text else []
    made = {
        "task": task._asdict(),
        "facts": [{**fact._asdict(), "context": _context(fact, lines)} for fact in facts],
    }
    return json.dumps(made, ensure_ascii=False, indent=2)


def _context(fact: Evidence, lines: list[str]) -> str:
    first, last = _range(fact)
    return "\n".join(lines[first - 1 : last]) if lines else fact.quote


def _range(fact: Evidence) -> tuple[int, int]:
    return fact.line, fact.line + fact.quote.count("\n")


def _about(task: Shown) -> Iterator[str]:
    number = f"（{task.document_number}）" if task.document_number else ""
    dated = f"，{task.document_date}" if task.document_date else ""
    yield f"文件：{task.document}{number}{dated}"
    if task.path:
        yield f"标题：{task.path}"
    yield f"编号：{task.id}    类型：{worded('kind', task.kind)}    位置：{task.file}:{task.line}"


def _units(facts: Sequence[Evidence]) -> Iterator[str]:
    for fact in facts:
        if fact.fact == "unit":
            yield f"{worded('role', fact.label)}  {fact.value}  〔{fact.detail}〕  {fact.file}:{fact.line}"
    yield ""


def _deadlines(facts: Sequence[Evidence]) -> Iterator[str]:
    found = [fact for fact in facts if fact.fact == "deadline"]
    for fact in found:
        due = f"  → {fact.detail}" if fact.detail else ""
        yield f"时限  {fact.value}{due}  {fact.file}:{fact.line}"
    if not found:
        yield "时限  未写明"
    yield ""


def _lines(file: str, facts: Sequence[Evidence], text: str) -> Iterator[str]:
    """Every line that a quote touches, with its number; a gap is shown as …"""
    lines = text.split("\n")
    touched = sorted({number for fact in facts for number in range(_range(fact)[0], _range(fact)[1] + 1)})
    for before, number in pairwise([0, *touched]):
        if before and number > before + 1:
            yield "    …"
        if number <= len(lines) and lines[number - 1].strip():
            yield f"{file}:{number}: {lines[number - 1].strip()}"


def _quotes(file: str, facts: Sequence[Evidence]) -> Iterator[str]:
    for fact in facts:
        yield f"{file}:{fact.line}: {' '.join(fact.quote.split())}"

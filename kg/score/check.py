"""Labels against the document they speak of: every word they quote must stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Source
from kg.score.labels import Labels, TaskLabel
from kg.score.match import flat


def label_problems(labels: Labels, source: Source) -> list[str]:
    """What labels say that the document does not bear out, one sentence each; empty if all is well."""
    text = flat(source.text)
    problems = [] if labels.sha256 in (None, source.sha256) else [_changed(labels)]
    for key, tasks in (("tasks", labels.tasks), ("optional_tasks", labels.optional_tasks)):
        for number, task in enumerate(tasks):
            problems += [f"{labels.path}: {key}[{number}]{what}" for what in _task_problems(task, text)]
    return problems


def _changed(labels: Labels) -> str:
    return f"{labels.path}: sha256 is not that of {labels.input_file}; labels hold for the file they name."


def _task_problems(task: TaskLabel, text: str) -> Iterator[str]:
    counts = [text.count(flat(anchor)) for anchor in task.anchors]
    first, accepted = f".anchor “{task.anchors[0]}”", "words that occur exactly once are accepted"
    if not any(counts):
        yield f"{first} is not in the text; {accepted}."
    elif task.occurrence is not None and task.occurrence > counts[0]:
        yield f".occurrence is {task.occurrence}, but its anchor occurs {counts[0]} times; {accepted}."
    elif task.occurrence is None and 1 not in counts:
        yield f"{first} occurs {counts[0]} times; {accepted}, or an occurrence beside the anchor."
    for unit in task.units:
        if flat(unit.unit) not in text:
            yield f": unit “{unit.unit}” is not in the text; accepted is the name as printed."
    for deadline in task.deadlines:
        if flat(deadline.quote) not in text:
            yield f": quote “{deadline.quote}” is not in the text; accepted is the time limit as printed."

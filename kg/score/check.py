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
            problems += [f"{labels.path}：{key}[{number}]{what}" for what in _task_problems(task, text)]
    return problems


def _changed(labels: Labels) -> str:
    return f"{labels.path}：sha256 与 {labels.input_file} 不符；标注只对它所指的文件有效。"


def _task_problems(task: TaskLabel, text: str) -> Iterator[str]:
    counts = [text.count(flat(anchor)) for anchor in task.anchors]
    first, accepted = f".anchor “{task.anchors[0]}”", "应写原文里只出现一次的词句"
    if not any(counts):
        yield f"{first}不在原文里；{accepted}。"
    elif task.occurrence is not None and task.occurrence > counts[0]:
        yield f".occurrence 是 {task.occurrence}，但 anchor 只出现 {counts[0]} 次；{accepted}。"
    elif task.occurrence is None and 1 not in counts:
        yield f"{first}出现 {counts[0]} 次；{accepted}，或者加写 occurrence。"
    for unit in task.units:
        if flat(unit.unit) not in text:
            yield f" 的单位“{unit.unit}”不在原文里；应照原文写单位名称。"
    for deadline in task.deadlines:
        if flat(deadline.quote) not in text:
            yield f" 的 quote“{deadline.quote}”不在原文里；应照原文写时限。"

"""What people say a document holds: one JSON file of labels a document, read strictly.

A label file has `id`, `input_file` and `tasks`; each task an `anchor` (the first words of its text),
`assignments` (unit, role) and `deadlines` (quote, kind, start, end). What is marked optional counts
neither way: `optional_tasks`, `optional_assignments`, `optional_deadlines`, and `optional` or `inherited`
on an assignment. `alt_anchors` and `alt_role` are second readings that are accepted as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import BadLabels
from kg.model import DeadlineKind, Role


@dataclass(frozen=True, slots=True)
class UnitLabel:
    """A unit beside a task; `optional` ones are neither required nor wrong."""

    unit: str
    role: Role
    other_role: Role | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class DeadlineLabel:
    """A time limit as printed; `start` and `end` are ISO dates or None."""

    quote: str
    kind: DeadlineKind
    start: str | None
    end: str | None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class TaskLabel:
    """A task, known by the words it begins with; any of `anchors` will do.

    `occurrence` says at which occurrence of its anchor the task stands, where the words are repeated.
    """

    anchors: tuple[str, ...]
    units: tuple[UnitLabel, ...]
    deadlines: tuple[DeadlineLabel, ...]
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one document, from the file `path`; `style` is what the labeller calls its style."""

    path: Path
    id: str
    input_file: str
    sha256: str | None
    style: str | None
    format: str
    tasks: tuple[TaskLabel, ...]
    optional_tasks: tuple[TaskLabel, ...]


def load_labels(path: Path) -> tuple[Labels, ...]:
    """The labels in a file, or in every .json file of a folder, in the order of their names.

    Raises `BadLabels`: the file, the place in it, and what would be accepted.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise BadLabels(f"{path} 里没有标注；应是存有 .json 文件的文件夹。")
    return tuple(_Reader(file).labels() for file in files)


class _Reader:
    """Reads one file of labels, and says what is wrong with it where."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def labels(self) -> Labels:
        label = self._object(self._content(), "整个文件")
        input_file = self._words(label, "input_file", "")
        return Labels(
            path=self._path,
            id=self._words(label, "id", ""),
            input_file=input_file,
            sha256=self._optional_words(label, "sha256", ""),
            style=self._optional_words(label, "style", ""),
            format=self._optional_words(label, "format", "") or Path(input_file).suffix.lstrip(".").lower(),
            tasks=tuple(self._tasks(label, "tasks", required=True)),
            optional_tasks=tuple(self._tasks(label, "optional_tasks")),
        )

    def _content(self) -> Any:
        try:
            return json.loads(self._path.read_text("utf-8"))
        except OSError as error:
            raise BadLabels(
                f"不能打开 {self._path}（系统提示：{error.strerror}）；请给出标注文件。"
            ) from None
        except ValueError:
            raise BadLabels(f"{self._path} 不是 JSON；应是一个 JSON 对象。") from None

    def _tasks(self, label: dict[str, Any], key: str, required: bool = False) -> Iterable[TaskLabel]:
        if required and key not in label:
            raise self._bad(key, "任务列表，没有任务就写空列表")
        for number, task in enumerate(self._list(label, key, "")):
            yield self._task(self._object(task, f"{key}[{number}]"), f"{key}[{number}]")

    def _task(self, task: dict[str, Any], place: str) -> TaskLabel:
        others = self._list(task, "alt_anchors", place)
        if not all(isinstance(other, str) and other.strip() for other in others):
            raise self._bad(f"{place}.alt_anchors", "原文词句的列表")
        occurrence = task.get("occurrence")
        if occurrence is not None and (not isinstance(occurrence, int) or occurrence < 1):
            raise self._bad(f"{place}.occurrence", "从 1 起的整数")
        return TaskLabel(
            anchors=(self._words(task, "anchor", place), *others),
            units=tuple(self._both(task, "assignments", place, self._unit)),
            deadlines=tuple(self._both(task, "deadlines", place, self._deadline)),
            occurrence=occurrence,
        )

    def _both(self, task: dict[str, Any], key: str, place: str, read: Any) -> Iterable[Any]:
        """The entries under a key, then those under its optional_ twin."""
        for name, optional in ((key, False), (f"optional_{key}", True)):
            for number, entry in enumerate(self._list(task, name, place)):
                at = f"{place}.{name}[{number}]"
                yield read(self._object(entry, at), at, optional)

    def _unit(self, entry: dict[str, Any], place: str, optional: bool) -> UnitLabel:
        other = entry.get("alt_role")
        return UnitLabel(
            unit=self._words(entry, "unit", place),
            role=Role(self._choice(entry, "role", place, Role)),
            other_role=Role(self._choice(entry, "alt_role", place, Role)) if other is not None else None,
            optional=optional or bool(entry.get("optional")) or bool(entry.get("inherited")),
        )

    def _deadline(self, entry: dict[str, Any], place: str, optional: bool) -> DeadlineLabel:
        return DeadlineLabel(
            quote=self._words(entry, "quote", place),
            kind=DeadlineKind(self._choice(entry, "kind", place, DeadlineKind)),
            start=self._date(entry, "start", place),
            end=self._date(entry, "end", place),
            optional=optional or bool(entry.get("optional")),
        )

    # ------------------------------------------------------------ single values

    def _object(self, value: Any, place: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._bad(place, "JSON 对象")
        return value

    def _list(self, entry: dict[str, Any], key: str, place: str) -> list[Any]:
        value = entry.get(key, [])
        if not isinstance(value, list):
            raise self._bad(_at(place, key), "列表")
        return value

    def _words(self, entry: dict[str, Any], key: str, place: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._bad(_at(place, key), "不为空的文字")
        return value

    def _optional_words(self, entry: dict[str, Any], key: str, place: str) -> str | None:
        return self._words(entry, key, place) if entry.get(key) is not None else None

    def _choice(self, entry: dict[str, Any], key: str, place: str, choices: Iterable[str]) -> str:
        value = entry.get(key)
        if value not in list(choices):
            raise self._bad(_at(place, key), f"其中之一：{'、'.join(choices)}")
        return str(value)

    def _date(self, entry: dict[str, Any], key: str, place: str) -> str | None:
        value = entry.get(key)
        try:
            return date.fromisoformat(value).isoformat() if value is not None else None
        except (TypeError, ValueError):
            raise self._bad(_at(place, key), "2023-12-31 这样的日期，或 null") from None

    def _bad(self, place: str, accepted: str) -> BadLabels:
        return BadLabels(f"{self._path}：{place} 写法不对；应是{accepted}。")


def _at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key

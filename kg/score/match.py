"""One document's labels beside its extraction: what was found, what is missing, what is too much.

A label and an extracted task belong together when the task's title or text holds the label's anchor. Units
are compared by their printed names, roles by unit and role, deadlines by the day they end; units beside
the owners (role other) are not compared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import Role, Task, squeeze
from kg.score.labels import Labels, TaskLabel

MEASURES = ("task", "unit", "role", "deadline")
_Facts = dict[str, set[str]]


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One fact that is missing or too much, in the task that begins with `task`."""

    measure: str
    task: str
    kind: str  # missing, extra
    fact: str


@dataclass(slots=True)
class Tally:
    """The facts of one document that were found, by measure, and all mistakes."""

    found: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    mistakes: list[Mistake] = field(default_factory=list)

    def count(self, measure: str, kind: str) -> int:
        """How many mistakes of a kind (missing, extra) there are."""
        return sum(one.measure == measure and one.kind == kind for one in self.mistakes)


def flat(text: str) -> str:
    """`text` as it is compared: compatibility forms made plain, no white space."""
    return squeeze(unicodedata.normalize("NFKC", text))


def tally(labels: Labels, tasks: Sequence[Task]) -> Tally:
    """Compare the extracted tasks of a document with its labels."""
    pool = _Pool(tasks)
    result = Tally()
    for label in labels.tasks:
        task = pool.take(label)
        _compare(label, task, result)
    optional = [flat(label.anchors[0]) for label in labels.optional_tasks]
    for task in pool.left(optional):
        facts = _said(task)
        if facts["unit"]:
            _note(result, "extra", flat(task.title or task.text)[:16], facts)
    result.mistakes.sort()
    return result


class _Pool:
    """The extracted tasks of a document, each taken by one label at most."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = tasks
        self._texts = [flat(f"{task.title}\n{task.text}") for task in tasks]
        self._free = dict.fromkeys(range(len(tasks)))

    def take(self, label: TaskLabel) -> Task | None:
        """The free task for a label: among several the one with most of its units, then the shortest."""
        wanted = {flat(one.unit) for one in label.units if one.role is not Role.OTHER}
        places = next(filter(None, map(self._holding, label.anchors)), None)
        if not places:
            return None
        best = max(places, key=lambda place: (self._shared(place, wanted), -len(self._texts[place])))
        del self._free[best]
        return self._tasks[best]

    def left(self, optional: Sequence[str]) -> Iterator[Task]:
        """The tasks no label took and no optional one explains."""
        for place in self._free:
            if not any(anchor in self._texts[place] for anchor in optional):
                yield self._tasks[place]

    def _holding(self, anchor: str) -> list[int]:
        words = flat(anchor)
        return [place for place in self._free if words in self._texts[place]]

    def _shared(self, place: int, wanted: set[str]) -> int:
        return len(wanted & {flat(one.unit) for one in self._tasks[place].assignments})


def _compare(label: TaskLabel, task: Task | None, result: Tally) -> None:
    wanted, soft = _wanted(label), _soft(label)
    if task is None:
        wanted["deadline"] -= soft["deadline"]
        _note(result, "missing", label.anchors[0], wanted)
        return
    said = _said(task)
    wanted["role"] = _accepted_roles(label, wanted["role"], said["role"])
    missing = {measure: wanted[measure] - said[measure] for measure in said}
    missing["deadline"] -= soft["deadline"]
    extra = {measure: said[measure] - wanted[measure] - soft[measure] for measure in said}
    extra["role"] = {fact for fact in extra["role"] if fact.split(" ")[0] not in soft["unit"]}
    result.found["task"] += 1
    for measure in said:
        result.found[measure] += len(wanted[measure] & said[measure])
    _facts(result, "missing", label.anchors[0], missing)
    _facts(result, "extra", label.anchors[0], extra)


def _note(result: Tally, kind: str, anchor: str, facts: _Facts) -> None:
    """A whole task missing or too much, with all its facts."""
    result.mistakes.append(Mistake("task", anchor, kind, anchor))
    _facts(result, kind, anchor, facts)


def _facts(result: Tally, kind: str, anchor: str, facts: _Facts) -> None:
    for measure, values in facts.items():
        result.mistakes.extend(Mistake(measure, anchor, kind, value) for value in values)


def _said(task: Task) -> _Facts:
    owners = [one for one in task.assignments if one.role is not Role.OTHER]
    return {
        "unit": {flat(one.unit) for one in owners},
        "role": {_role_fact(one.unit, one.role) for one in owners},
        "deadline": {one.end for one in task.deadlines if one.end},
    }


def _wanted(label: TaskLabel) -> _Facts:
    owners = [one for one in label.units if one.role is not Role.OTHER and not one.optional]
    return {
        "unit": {flat(one.unit) for one in owners},
        "role": {_role_fact(one.unit, one.role) for one in owners},
        "deadline": {one.end for one in label.deadlines if one.end and not one.optional},
    }


def _soft(label: TaskLabel) -> _Facts:
    """What is neither required nor wrong."""
    return {
        "unit": {flat(one.unit) for one in label.units if one.role is Role.OTHER or one.optional},
        "role": set(),
        "deadline": {one.end for one in label.deadlines if one.end and one.optional},
    }


def _accepted_roles(label: TaskLabel, wanted: set[str], said: set[str]) -> set[str]:
    """The required roles, with an accepted second reading in the place of the first where it was given."""
    roles = set(wanted)
    for one in label.units:
        first = _role_fact(one.unit, one.role)
        second = _role_fact(one.unit, one.other_role) if one.other_role else first
        if first in roles and first not in said and second in said:
            roles = roles - {first} | {second}
    return roles


def _role_fact(unit: str, role: Role) -> str:
    return f"{flat(unit)} {role.value}"

"""Tasks inside tasks: a limit in the text of the inner one is not that of the outer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Span, Task


def with_own_limits(tasks: Sequence[Task]) -> Iterator[Task]:
    """The tasks, each without the limits that a task inside its text has as well."""
    claims: dict[Span, list[Task]] = {}
    for task in tasks:
        for one in task.deadlines:
            claims.setdefault(one.span, []).append(task)
    shared = {span: claimants for span, claimants in claims.items() if len(claimants) > 1}
    for task in tasks:
        own = tuple(
            one
            for one in task.deadlines
            if not any(_inside(other.span, task.span) for other in shared.get(one.span, ()))
        )
        yield task if len(own) == len(task.deadlines) else task._replace(deadlines=own)


def _inside(inner: Span, outer: Span) -> bool:
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end

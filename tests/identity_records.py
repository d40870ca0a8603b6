"""Documents in few words, and the units read from them: for the tests of who is who."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.identity.assign import identify
from kg.identity.registry import Registry
from kg.model import (
    Assignment,
    Document,
    Extraction,
    Role,
    Source,
    Span,
    Task,
    TaskKind,
    Unit,
)

CASES = tomllib.loads((Path(__file__).parent / "cases/identity.toml").read_text(encoding="utf-8"))
GOLD = Path(__file__).parents[2] / "shared/gazette/gold-detail.json"
REGISTRY = Registry.load()


def rows(table: str, *keys: str) -> Any:
    return [pytest.param(row, id=" ".join(str(row[key]) for key in keys)) for row in CASES[table]]


def paper(issuer: str | None, *lists: list[str], sha: str = "0", collective: bool = False) -> Extraction:
    """One document of `issuer`, one task for each list of printed names."""
    document = Document("d1", "工作方案", None, (issuer,) if issuer else (), None, None, Span(0, 1))
    tasks = tuple(
        Task(
            f"t{at}",
            "d1",
            None,
            "任务",
            "任务",
            (),
            TaskKind.TASK,
            Span(0, 1),
            assignments(names, collective),
            (),
        )
        for at, names in enumerate(lists)
    )
    return Extraction(Source("a.txt", sha, "text/plain", "utf-8", "任务"), documents=(document,), tasks=tasks)


def assignments(names: list[str], collective: bool) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(name, Role.LEAD, "牵头", order, collective, False, Span(order, order + 1), Span(0, 99))
        for order, name in enumerate(names, 1)
    )


def found(extraction: Extraction, registry: Registry = REGISTRY) -> list[Unit]:
    """The unit of each assignment, in order."""
    done = identify(extraction, registry)
    units = {unit.id: unit for unit in done.units}
    return [units[one.unit_id] for task in done.tasks for one in task.assignments]


def units_of(issuer: str | None, *names: str, **more: Any) -> list[Unit]:
    return found(paper(issuer, *([name] for name in names)), **more)


def people(folder: Path, text: str) -> Registry:
    file = folder / "units.toml"
    file.write_text(text, encoding="utf-8")
    return Registry.load(file)

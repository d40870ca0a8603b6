"""Clauses as offices print them behind a task: every unit in its role, nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.model import Role
from kg.read import read_bytes

CASES = tomllib.loads((Path(__file__).parent / "cases" / "clauses.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["clause"] for case in CASES])
def test_units_of_a_clause(case: dict[str, Any]) -> None:
    source = read_bytes(f"1.推进改革。{case['clause']}\n".encode(), "clause.txt")
    (task,) = extract(source).tasks
    assert [f"{one.role}:{one.unit}" for one in task.assignments] == case["units"]


BLANKETS = [
    ("1.治理散煤。（市能源局牵头，各区政府落实。以下均需各区政府落实，不再列出）\n2.植树。", "各区政府"),
    ("以下各项工作均需各区政府落实，不再列出。\n1.治理散煤。（市能源局牵头）", "各区政府"),
    ("1.治理散煤。（市能源局牵头；各项任务均需各区政府落实，不一一列出）", "各区政府"),
    ("1.治理散煤。（市能源局牵头；各区政府均为责任单位，不再标明）", "各区政府"),
    ("1.治理散煤。（市能源局牵头）\n各项均需各区政府落实，无职能的，由市直部门负责，不再列出", "各区政府"),
    ("1.治理散煤。（市能源局牵头；以下措施责任单位均包括各区政府）", "各区政府"),
    ("1.治理散煤。（市能源局牵头。以下任务均需各区政府落实）", "各区政府"),
    ("1.治理散煤。（市能源局牵头，以下任务各区政府均为责任单位，不再重复）", "各区政府"),
    ("各区政府为各项任务的责任单位。\n1.治理散煤。（市能源局牵头）", "各区政府"),
    ("1.治理散煤。（市能源局牵头）各项工作均需加强指导落实，以下任务均需市能源局落实。", None),
    ("1.治理散煤。（市能源局牵头）任务均需各区政府落实，有关要求不再适用。", None),
]


@pytest.mark.parametrize(("text", "unit"), BLANKETS)
def test_units_of_every_item_are_said_once(text: str, unit: str | None) -> None:
    found = extract(read_bytes(f"云溪市蓝天方案\n{text}\n".encode(), "plan.txt"))
    assert [one.units for one in found.blanket] == ([(unit,)] if unit else [])
    named = {one.unit for task in found.tasks for one in task.assignments}
    assert not any(word in name for name in named for word in ("不", "以下"))


@pytest.mark.parametrize(
    "clause", ["各区政府均为各项任务的配合单位，不再列出", "以下任务均需各区政府配合，不再列出"]
)
def test_units_of_every_item_have_the_role_that_is_said(clause: str) -> None:
    found = extract(read_bytes(f"1.治理散煤。（市能源局牵头；{clause}）".encode(), "plan.txt"))
    assert [one.role for one in found.blanket] == [Role.SUPPORT]


def test_what_somebody_does_in_brackets_is_no_clause() -> None:
    text = "1.总牵头领导：\n顾某　党委副书记（主持党委全面工作）\n"
    assert not extract(read_bytes(text.encode(), "people.txt")).tasks

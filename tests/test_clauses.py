"""Clauses as offices print them behind a task: every unit in its role, nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.read import read_bytes

CASES = tomllib.loads((Path(__file__).parent / "cases" / "clauses.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["clause"] for case in CASES])
def test_units_of_a_clause(case: dict[str, Any]) -> None:
    source = read_bytes(f"1.推进改革。{case['clause']}\n".encode(), "clause.txt")
    (task,) = extract(source).tasks
    assert [f"{one.role}:{one.unit}" for one in task.assignments] == case["units"]

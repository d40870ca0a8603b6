"""Any plan or table composed from facts: the facts are found again, no more and no less."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_plans import Fact, files, form, plan

from kg.extract import extract
from kg.identity.registry import Registry
from kg.model import Role, squeeze
from kg.read import read_bytes

REGISTRY = Registry.load()
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RANDOM = st.randoms(use_true_random=False)


def found(data: bytes, name: str, *, numbered: bool) -> list[Fact]:
    """What a file says, without those who own no task."""
    return [
        Fact(
            task.number if numbered else None,
            [(squeeze(one.unit), str(one.role)) for one in task.assignments if one.role is not Role.OTHER],
            sorted({str(one.end) for one in task.deadlines if one.end}),
        )
        for task in extract(read_bytes(data, name), REGISTRY).tasks
    ]


@SETTINGS
@given(RANDOM)
def test_a_plan_in_any_style(random: Random) -> None:
    text, facts = plan(random)
    assert found(text.encode(), "a.txt", numbered=True) == facts


@SETTINGS
@given(RANDOM)
def test_a_table_in_any_format(random: Random) -> None:
    table, facts = form(random)
    for name, data in files(table).items():
        assert found(data, name, numbered=False) == facts

"""The gazette as received, and its abridged example: what is found are the facts, each where it stands.

The gazette itself does not travel with the project; its tests skip where it is not beside the checkout.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.interchange import to_json
from kg.model import squeeze
from kg.read import read
from kg.resources import folder

HERE = Path(__file__).parent
FACTS = tomllib.loads((HERE / "cases" / "gazette_facts.toml").read_text(encoding="utf-8"))
EXAMPLE = folder("examples") / "miyun-gazette-2023-02.md"
RECEIVED = HERE.parent.parent / "shared" / "gazette" / "miyun-2023-02.md"

received = pytest.mark.skipif(not RECEIVED.exists(), reason=f"the gazette is not here: {RECEIVED}")
both = pytest.mark.parametrize(
    "file", [pytest.param(EXAMPLE, id="example"), pytest.param(RECEIVED, id="received", marks=received)]
)


@cache
def said(file: Path) -> dict[str, Any]:
    """What `kg extract` says of the file."""
    return to_json(extract(read(file)))


@cache
def gold() -> dict[str, Any]:
    """The labels of the gazette as received."""
    labels: dict[str, Any] = json.loads((RECEIVED.parent / "gold-detail.json").read_text(encoding="utf-8"))
    return labels


def tasks(file: Path, *kinds: str) -> list[dict[str, Any]]:
    return [task for task in said(file)["tasks"] if task["kind"] in kinds]


def wide(number: str) -> str:
    """Brackets of one width: the gazette mixes （1） and (1)."""
    return number.replace("(", "（").replace(")", "）")


def shared(task: dict[str, Any]) -> tuple[str, str]:
    """The owners and the cooperators of a task, each in printed order."""
    owners = [one["unit"] for one in task["assignments"] if one["role"] in ("lead", "responsible")]
    cooperators = [one["unit"] for one in task["assignments"] if one["role"] == "support"]
    return "、".join(owners), "、".join(cooperators)


def numbers(file: Path) -> dict[str, str]:
    """The 发文字号 of each document by its id."""
    return {one["id"]: one["number"] for one in said(file)["documents"]}


def measures(deadline: dict[str, Any]) -> list[str]:
    return [f"{one['operator']}{one['value']}{one['unit']}" for one in deadline["metrics"]]


# ---------------------------------------------------------------- in both


@both
def test_documents_with_all_their_fields(file: Path) -> None:
    found = [
        {
            "title": one["title"],
            "number": one["number"],
            "issuer": "、".join(one["issuers"]),
            "date": one["date"],
            "kind": one["kind"],
            "attachments": [part["title"] for part in one["attachments"]],
        }
        for one in said(file)["documents"]
    ]
    assert found == FACTS["document"]


@both
def test_tasks_and_their_units_in_printed_order(file: Path) -> None:
    document = numbers(file)
    found = [
        (document[task["document"]], wide(task["number"]), squeeze(task["title"]), *shared(task))
        for task in tasks(file, "task", "row", "decision")
    ]
    wanted = [
        (fact["document"], fact["number"], fact["title"], fact["owners"], fact.get("cooperators", ""))
        for fact in FACTS["task"]
    ]
    assert len(found) == 40
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("fact", FACTS["task"], ids=[fact["title"] for fact in FACTS["task"]])
@both
def test_deadlines_with_their_measures(file: Path, fact: dict[str, Any]) -> None:
    (task,) = (task for task in tasks(file, "task", "decision") if squeeze(task["title"]) == fact["title"])
    found = [
        {"due": f"{one['start'] or ''}/{one['end']}", "measures": measures(one)} for one in task["deadlines"]
    ]
    assert found == fact.get("deadlines", [])


@both
def test_duties_in_rules_and_running_text(file: Path) -> None:
    document = numbers(file)
    found = [
        (document[task["document"]], wide(task["number"]), *shared(task))
        for task in tasks(file, "duty", "inline")
    ]
    wanted = [
        (fact["document"], fact["number"], fact["owners"], fact.get("cooperators", ""))
        for fact in FACTS["duty"]
    ]
    assert sorted(found) == sorted(wanted)


@both
def test_the_working_group_with_its_21_members(file: Path) -> None:
    (group,) = said(file)["groups"]
    assert {
        "document": numbers(file)[group["document"]],
        "name": group["name"],
        "leader": group["leader"],
        "members": "、".join(one["unit"] for one in group["members"]),
    } == FACTS["group"]
    assert [one["order"] for one in group["members"]] == list(range(1, 22))


@both
def test_citations_of_each_document(file: Path) -> None:
    found: dict[str, list[str]] = {}
    for one in said(file)["citations"]:
        found.setdefault(numbers(file)[one["from"]], []).append(one["title"])
    assert found == FACTS["citations"]


@both
def test_collectives_are_collectives_and_nothing_else_is(file: Path) -> None:
    found = {
        (one["unit"], one["collective"])
        for task in tasks(file, "task", "decision")
        for one in task["assignments"]
    }
    assert {unit for unit, collective in found if collective} == {"相关镇", "相关镇街", "各镇街（地区）"}


@both
def test_three_units_with_like_names_stay_three(file: Path) -> None:
    named = {
        one["unit"]: one["unit_id"]
        for task in said(file)["tasks"]
        for one in task["assignments"]
        if "园林" in one["unit"]
    }
    assert sorted(named) == ["区园林服务中心", "区园林绿化中心", "区园林绿化局"]
    assert len(set(named.values())) == 3


@both
def test_goals_of_the_plan_belong_to_no_task(file: Path) -> None:
    assert [goal["end"] for goal in said(file)["goals"]] == ["2025-12-31", "2035-12-31"]
    assert measures(said(file)["goals"][0])[0] == "≥85%"


@both
def test_a_limit_counted_from_an_event_has_no_date(file: Path) -> None:
    relative = [
        (wide(task["number"]), deadline["text"], deadline["end"])
        for task in said(file)["tasks"]
        for deadline in task["deadlines"]
        if deadline["kind"] == "relative"
    ]
    assert all(end is None for _, _, end in relative)


@both
def test_every_quote_is_what_stands_at_its_span(file: Path) -> None:
    text = read(file).text
    quotes = list(quoted(said(file)))
    wrong = [
        (quote, text[span["start"] : span["end"]])
        for quote, span in quotes
        if squeeze(text[span["start"] : span["end"]]) != squeeze(quote)
        or span["line"] != text.count("\n", 0, span["start"]) + 1
    ]
    assert len(quotes) > 350
    assert wrong == []


def quoted(extraction: dict[str, Any]) -> Iterator[tuple[str, dict[str, int]]]:
    """Every quoted field with its span."""
    for task in extraction["tasks"]:
        yield task["text"], task["span"]
        yield from ((one["unit"], one["span"]) for one in task["assignments"])
        yield from ((one["text"], one["span"]) for one in task["deadlines"])
    for name, field in (("listed", "title"), ("citations", "title"), ("goals", "text")):
        yield from ((one[field], one["span"]) for one in extraction[name])
    for group in extraction["groups"]:
        yield from ((one["unit"], one["span"]) for one in group["members"])


# ---------------------------------------------------------------- in the gazette as received


@received
def test_all_listed_documents() -> None:
    found = [(one["list"], one["number"], one["date"], one["title"]) for one in said(RECEIVED)["listed"]]
    wanted = [
        (one["list"], one["doc_number"], one["date"], one["title"]) for one in gold()["listed_documents"]
    ]
    assert len(found) == 106
    assert found == wanted


@received
def test_what_is_due_by_each_deadline() -> None:
    """Where the year's reach past the first clause is open, either reading is right."""
    wrong = [
        (title, want["what"], got["goal"])
        for title, want, got in deadline_pairs()
        if not squeeze(got["goal"] or title).startswith(squeeze(want["what"]))
    ]
    assert wrong == []


@received
def test_what_a_deadline_measures() -> None:
    signs = {">=": "≥", "<=": "≤"}
    for title, want, got in deadline_pairs():
        wanted = [f"{signs.get(m['op'], m['op'])}{m['value']}{m['unit']}" for m in want["metrics"]]
        assert measures(got) == wanted, title


def deadline_pairs() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Title, labelled deadline and found deadline of every task, in printed order."""
    found = {squeeze(task["title"]): task["deadlines"] for task in said(RECEIVED)["tasks"]}
    for task in gold()["tasks"]:
        if task["kind"] in ("task", "decision"):
            pairs = zip(task["deadlines"], found[task["title"]], strict=True)
            yield from ((task["title"], want, got) for want, got in pairs)


@received
def test_years_that_are_no_deadlines_are_not_read_as_such() -> None:
    text = read(RECEIVED).text
    lines = text.split("\n")
    starts = [sum(map(len, lines[:number])) + number for number in range(len(lines))]
    inside = [
        (trap["quote"], deadline["text"])
        for trap in gold()["traps"]
        if trap["quote"] in lines[trap["line"] - 1]
        for task in said(RECEIVED)["tasks"]
        for deadline in task["deadlines"]
        if trap["line"] == deadline["span"]["line"]
        and within(
            deadline["span"], starts[trap["line"] - 1] + lines[trap["line"] - 1].index(trap["quote"]), trap
        )
    ]
    assert inside == []


def within(span: dict[str, int], start: int, trap: dict[str, Any]) -> bool:
    return start <= span["start"] and span["end"] <= start + len(trap["quote"])

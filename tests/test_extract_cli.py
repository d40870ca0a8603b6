"""`kg extract` and `kg text` as other programs call them: the fields, the bytes, the errors."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.model import squeeze
from kg.resources import folder

EXAMPLES = folder("examples")
GAZETTE = EXAMPLES / "miyun-gazette-2023-02.md"
SPAN = {"start": int, "end": int, "line": int}

# the fields other programs rely on; more may stand beside them
INTERFACE: dict[str, dict[str, Any]] = {
    "documents": {
        "id": str,
        "title": str,
        "number": str | None,
        "issuers": list,
        "date": str | None,
        "kind": str | None,
        "span": dict,
    },
    "tasks": {
        "id": str,
        "document": str,
        "number": str | None,
        "title": str,
        "text": str,
        "path": list,
        "kind": str,
        "span": dict,
        "assignments": list,
        "deadlines": list,
    },
    "listed": {"list": str, "number": str | None, "date": str | None, "title": str, "span": dict},
    "citations": {"from": str, "title": str, "number": str | None, "span": dict},
    "blanket": {"document": str, "units": list, "role": str, "span": dict},
    "issues": {"code": str, "message": str, "span": dict},
}
ASSIGNMENT = {
    "unit": str,
    "unit_id": str,
    "unit_name": str,
    "role": str,
    "role_label": str,
    "order": int,
    "collective": bool,
    "inherited": bool,
    "span": dict,
}
DEADLINE = {
    "text": str,
    "kind": str,
    "start": str | None,
    "end": str | None,
    "precision": str | None,
    "goal": str | None,
    "span": dict,
}


def kg(
    *arguments: str | Path, seed: str = "random", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command `kg` in a process of its own."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, capture_output=True, env=environment, cwd=cwd, check=False)


@cache
def extracted() -> list[dict[str, Any]]:
    """What `kg extract` prints for all examples, an object a line."""
    done = kg("extract", *sorted(EXAMPLES.iterdir()), "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def has(one: dict[str, Any], fields: dict[str, Any]) -> bool:
    return all(name in one and isinstance(one[name], kind) for name, kind in fields.items())


def test_one_object_a_file_on_a_line_of_its_own() -> None:
    assert [one["source"]["file"] for one in extracted()] == sorted(file.name for file in EXAMPLES.iterdir())


def test_the_source_says_what_was_read() -> None:
    for one in extracted():
        assert re.fullmatch("[0-9a-f]{64}", one["source"]["sha256"])
        assert one["source"]["encoding"] == "utf-8"
        assert one["source"]["media_type"] in ("text/markdown", "text/csv")


@pytest.mark.parametrize("part", INTERFACE)
def test_fields_of_the_interface(part: str) -> None:
    for one in extracted():
        assert all(has(item, INTERFACE[part]) for item in one[part])


def test_fields_of_assignments_and_deadlines() -> None:
    tasks = [task for one in extracted() for task in one["tasks"]]
    assert all(has(item, ASSIGNMENT) for task in tasks for item in task["assignments"])
    assert all(has(item, DEADLINE) for task in tasks for item in task["deadlines"])
    assert len([item for task in tasks for item in task["assignments"]]) > 250


def spans(value: Any) -> Iterator[dict[str, int]]:
    """Every span anywhere in the value."""
    if isinstance(value, dict):
        if isinstance(value.get("span"), dict):
            yield value["span"]
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def test_every_span_points_into_what_kg_text_prints() -> None:
    text = kg("text", GAZETTE).stdout.decode("utf-8")
    (said,) = (one for one in extracted() if one["source"]["file"] == GAZETTE.name)
    places = list(spans(said))
    assert len(places) > 350
    for span in places:
        assert has(span, SPAN)
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert span["line"] == text.count("\n", 0, span["start"]) + 1


def test_quotes_stand_at_their_spans() -> None:
    text = kg("text", GAZETTE).stdout.decode("utf-8")
    (said,) = (one for one in extracted() if one["source"]["file"] == GAZETTE.name)
    for task in said["tasks"]:
        for item, quote in [
            (task, task["text"]),
            *((one, one["unit"]) for one in task["assignments"]),
            *((one, one["text"]) for one in task["deadlines"]),
        ]:
            assert squeeze(text[item["span"]["start"] : item["span"]["end"]]) == squeeze(quote)


def test_the_same_bytes_under_every_hash_seed() -> None:
    outputs = {kg("extract", *sorted(EXAMPLES.iterdir()), seed=seed).stdout for seed in ("0", "1", "4242")}
    assert len(outputs) == 1


def test_units_carry_the_district_of_their_document() -> None:
    names = {
        assignment["unit_name"]
        for one in extracted()
        for task in one["tasks"]
        for assignment in task["assignments"]
        if assignment["unit"] == "区水务局"
    }
    assert names == {"北京市密云区水务局", "北京市石景山区水务局"}


def test_a_file_that_cannot_be_read_is_one_sentence_and_the_others_are_still_printed(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"\x00\x01 nothing of the kind")
    done = kg("extract", broken, GAZETTE)
    sentence = done.stderr.decode("utf-8").strip()
    assert done.returncode == 2
    assert "broken.docx" in sentence
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    assert len(done.stdout.splitlines()) == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = kg("extract", tmp_path / "nowhere.md")
    assert done.returncode == 2
    assert "nowhere.md" in done.stderr.decode("utf-8")
    assert done.stdout == b""

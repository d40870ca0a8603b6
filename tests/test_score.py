"""Scoring: an extraction against labels, the same figures as any other scorer of the same labels."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli import application
from kg.errors import BadLabels, KgError
from kg.extract import extract
from kg.interchange import to_json
from kg.model import Extraction, Role, Task
from kg.read import read, read_bytes
from kg.score import MEASURES, Labels, label_problems, load_labels, load_run, report, score_document, tally

SHARED = Path(__file__).parents[2] / "shared"
HELD_BACK = {"002", "011", "017", "025", "056", "064", "072", "076"}

TEXT = """关于加强节水工作的通知

一、重点任务

（一）修复老旧管网，2024年底前完成。（责任单位：区水务局、区财政局）

（二）推广节水器具。（区住建委牵头，区商务局配合）
"""
TASKS: list[dict[str, Any]] = [
    {
        "anchor": "修复老旧管网",
        "assignments": [
            {"unit": "区水务局", "role": "responsible"},
            {"unit": "区财政局", "role": "responsible"},
        ],
        "deadlines": [{"quote": "2024年底前", "kind": "date", "start": None, "end": "2024-12-31"}],
    },
    {
        "anchor": "推广节水器具",
        "assignments": [{"unit": "区住建委", "role": "lead"}, {"unit": "区商务局", "role": "support"}],
        "deadlines": [],
    },
]


def labels(folder: Path, tasks: list[dict[str, Any]], **more: Any) -> Labels:
    label = {"id": "a", "input_file": "a.md", "tasks": tasks, **more}
    path = folder / "a.json"
    path.write_text(json.dumps(label, ensure_ascii=False), "utf-8")
    return load_labels(path)[0]


def found() -> Extraction:
    return extract(read_bytes(TEXT.encode(), "a.md"))


def facts(one: Labels, tasks: tuple[Task, ...]) -> list[str]:
    mistakes = tally(one, tasks).mistakes
    return [f"{mistake.kind} {mistake.measure} {mistake.fact}" for mistake in mistakes]


def test_labels_that_the_reading_agrees_with(tmp_path: Path) -> None:
    result = tally(labels(tmp_path, TASKS), found().tasks)
    assert result.found == {"task": 2, "unit": 4, "role": 4, "deadline": 1}
    assert result.mistakes == []


def changed(number: int, **more: Any) -> list[dict[str, Any]]:
    return [{**task, **(more if at == number else {})} for at, task in enumerate(TASKS)]


WATER = {"unit": "区水务局", "role": "responsible"}
CASES = [
    (
        "a unit too much",
        changed(0, assignments=[WATER]),
        ["extra role 区财政局 responsible", "extra unit 区财政局"],
    ),
    (
        "another role",
        changed(0, assignments=[{"unit": "区水务局", "role": "lead"}, TASKS[0]["assignments"][1]]),
        ["extra role 区水务局 responsible", "missing role 区水务局 lead"],
    ),
    ("an optional unit", changed(0, assignments=[WATER], optional_assignments=TASKS[0]["assignments"]), []),
    (
        "an accepted second role",
        changed(1, assignments=[{"unit": "区住建委", "role": "responsible", "alt_role": "lead"},
                                TASKS[1]["assignments"][1]]),
        [],
    ),
    ("a unit beside the owners", changed(0, assignments=[WATER, {"unit": "区财政局", "role": "other"}]), []),
    ("no deadline", changed(0, deadlines=[]), ["extra deadline 2024-12-31"]),
    ("an optional deadline", changed(0, deadlines=[], optional_deadlines=TASKS[0]["deadlines"]), []),
    ("another beginning", changed(0, anchor="没有的话", alt_anchors=["修复老旧"]), []),
    ("an optional task", TASKS[1:], []),
    (
        "a task too much",
        TASKS[:1],
        ["extra role 区住建委 lead", "extra role 区商务局 support", "extra task 推广节水器具",
         "extra unit 区住建委", "extra unit 区商务局"],
    ),
    (
        "a task missing",
        [*TASKS, {"anchor": "开展宣传", "assignments": [{"unit": "区文旅局", "role": "lead"}]}],
        ["missing role 区文旅局 lead", "missing task 开展宣传", "missing unit 区文旅局"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "tasks", "expected"), CASES, ids=[case[0] for case in CASES])
def test_what_is_missing_and_what_is_too_much(
    name: str, tasks: list[dict[str, Any]], expected: list[str], tmp_path: Path
) -> None:
    more = {"optional_tasks": TASKS[:1]} if name == "an optional task" else {}
    assert sorted(facts(labels(tmp_path, tasks, **more), found().tasks)) == sorted(expected)


def test_figures_by_document_style_format_and_all(tmp_path: Path) -> None:
    tasks = found().tasks
    good = score_document(labels(tmp_path, TASKS, style="brackets"), tasks)
    poor = score_document(labels(tmp_path, TASKS[:1], id="b", format="docx"), tasks)
    lines = {(line.scope, line.name): line for line in report([good, poor])}
    assert list(lines) == [
        ("document", "a"), ("document", "b"), ("style", "brackets"), ("style", "task"),
        ("format", "docx"), ("format", "md"), ("all", "all"),
    ]  # fmt: skip
    units = lines["all", "all"].figures["unit"]
    assert (units.found, units.extra, units.missing) == (6, 2, 0)
    assert (units.precision, units.recall) == (0.75, 1.0)
    assert units.f1 == pytest.approx(6 / 7)
    assert units.macro == pytest.approx((1 + 2 / 3) / 2)


def test_a_document_without_labels_of_a_measure_does_not_count_in_its_mean(tmp_path: Path) -> None:
    [*_, everything] = report([score_document(labels(tmp_path, changed(0, deadlines=[])[1:]), ())])
    assert everything.figures["deadline"].macro is None


# ---------------------------------------------------------------- labels are read strictly


DATE_OF_NONE = {"quote": "乙", "kind": "date", "end": "2023-13-40"}
MALFORMED: list[tuple[str, Any, str, str]] = [
    ("a list", [], "整个文件", "JSON 对象"),
    ("no tasks", {}, "tasks", "任务列表，没有任务就写空列表"),
    ("tasks by name", {"tasks": {}}, "tasks", "列表"),
    ("no anchor", {"tasks": [{}]}, "tasks[0].anchor", "不为空的文字"),
    (
        "an unknown role",
        {"tasks": [{"anchor": "甲", "assignments": [{"unit": "乙", "role": "boss"}]}]},
        "tasks[0].assignments[0].role",
        "其中之一：lead、responsible、support、other",
    ),
    (
        "a day that is none",
        {"tasks": [{"anchor": "甲", "deadlines": [DATE_OF_NONE]}]},
        "tasks[0].deadlines[0].end",
        "2023-12-31 这样的日期，或 null",
    ),
    (
        "no place",
        {"tasks": [{"anchor": "甲", "occurrence": 0}]},
        "tasks[0].occurrence",
        "从 1 起的整数",
    ),
]


@pytest.mark.parametrize(
    ("name", "content", "place", "accepted"), MALFORMED, ids=[case[0] for case in MALFORMED]
)
def test_malformed_labels_are_refused_in_one_sentence(
    name: str, content: Any, place: str, accepted: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.json"
    whole = {"id": "a", "input_file": "a.md", **content} if isinstance(content, dict) else content
    file.write_text(json.dumps(whole), "utf-8")
    with pytest.raises(BadLabels) as refused:
        load_labels(file)
    assert str(refused.value) == f"{file}：{place} 写法不对；应是{accepted}。"


def test_what_is_no_file_of_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadLabels, match="里没有标注"):
        load_labels(tmp_path)
    with pytest.raises(BadLabels, match="不能打开"):
        load_labels(tmp_path / "a.json")
    (tmp_path / "a.json").write_text("{", "utf-8")
    with pytest.raises(BadLabels, match="不是 JSON；应是一个 JSON 对象"):
        load_labels(tmp_path)


CHECKED = [
    ("all well", {}, None),
    ("words not there", {"anchor": "没有的话"}, "tasks[0].anchor “没有的话”不在原文里；"),
    ("words twice", {"anchor": "节水"}, "tasks[0].anchor “节水”出现 2 次；"),
    ("words twice, one meant", {"anchor": "节水", "occurrence": 2}, None),
    ("words twice, third meant", {"anchor": "节水", "occurrence": 3}, "tasks[0].occurrence 是 3，但"),
    (
        "a unit not there",
        {"assignments": [{"unit": "区环保局", "role": "lead"}]},
        "tasks[0] 的单位“区环保局”",
    ),
    (
        "a limit not there",
        {"deadlines": [{"quote": "6月底", "kind": "date", "end": None}]},
        "tasks[0] 的 quote“6月底”",
    ),
]


@pytest.mark.parametrize(("name", "change", "sentence"), CHECKED, ids=[case[0] for case in CHECKED])
def test_labels_are_checked_against_the_text(
    name: str, change: dict[str, Any], sentence: str | None, tmp_path: Path
) -> None:
    problems = label_problems(labels(tmp_path, [{**TASKS[0], **change}]), found().source)
    assert [sentence in problem for problem in problems if sentence] == ([True] if sentence else [])
    assert sentence or not problems


# ---------------------------------------------------------------- the command


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "documents" / "below").mkdir(parents=True)
    (tmp_path / "documents" / "below" / "a.md").write_text(TEXT, "utf-8")
    labels(tmp_path / "gold", TASKS)
    return tmp_path


def kg_score(files: Path, *options: str) -> str:
    arguments = ["score", str(files / "gold"), str(files / "documents"), *options]
    result = CliRunner().invoke(application(), arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_table_for_people(files: Path) -> None:
    lines = kg_score(files).splitlines()
    assert lines[2].split("  ")[0] == "文件"
    assert "1.0000（多 0，漏 0，共 4）" in lines[2]
    assert lines[-1].split() == ["全部", "宏平均", "1", "1.0000", "1.0000", "1.0000", "1.0000"]


def test_all_figures_for_programs(files: Path) -> None:
    rows = json.loads(kg_score(files, "--format", "json"))
    assert [(row["scope"], row["name"]) for row in rows] == [
        ("document", "a"), ("style", "task"), ("format", "md"), ("all", "all"),
    ]  # fmt: skip
    assert [rows[-1][f"{measure}_found"] for measure in MEASURES] == [2, 4, 4, 1]
    assert {rows[-1][f"{measure}_f1"] for measure in MEASURES} == {1.0}
    heading, *_ = kg_score(files, "--format", "csv").splitlines()
    assert heading.split(",") == list(rows[0])
    assert kg_score(files, "--format", "md").startswith("| 范围 | 名称 |")


def test_gains_and_losses_against_an_earlier_run(files: Path) -> None:
    run = str(files / "run.json")
    labels(files / "gold", [*TASKS, {"anchor": "开展宣传", "assignments": []}])
    kg_score(files, "--save", run)
    labels(files / "gold", changed(0, deadlines=[]))
    rows = json.loads(kg_score(files, "--against", run, "--format", "json"))
    assert [(row["change"], row["measure"], row["kind"], row["fact"]) for row in rows] == [
        ("gain", "task", "missing", "开展宣传"),
        ("loss", "deadline", "extra", "2024-12-31"),
    ]
    assert list(load_run(Path(run))) == ["a"]


def test_every_mistake_is_listed(files: Path) -> None:
    labels(files / "gold", changed(0, deadlines=[]))
    [row] = json.loads(kg_score(files, "--mistakes", "--format", "json"))
    assert row == {
        "document": "a", "measure": "deadline", "kind": "extra", "task": "修复老旧管网", "fact": "2024-12-31",
    }  # fmt: skip


def test_the_check_counts_the_labels_or_names_what_is_wrong(files: Path) -> None:
    assert kg_score(files, "--check") == "1 份标注与原文相符。\n"
    labels(files / "gold", changed(0, anchor="没有的话"))
    arguments = ["score", str(files / "gold"), str(files / "documents"), "--check"]
    result = CliRunner().invoke(application(), arguments, catch_exceptions=False)
    assert result.exit_code == 1
    assert "tasks[0].anchor “没有的话”不在原文里" in result.stderr


def test_a_document_that_is_not_there_is_named(files: Path) -> None:
    labels(files / "gold", TASKS, input_file="b.md")
    with pytest.raises(KgError, match=r"没有 .*a\.json 所标注的 b\.md；"):
        kg_score(files)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"form": "kg-score-1", "documents": {"a": [["x"]]}}'])
def test_a_run_that_was_not_saved_is_refused(content: str, files: Path) -> None:
    (files / "run.json").write_text(content, "utf-8")
    with pytest.raises(BadLabels, match="不是存下的评分结果；请给出 --save 存下的结果"):
        kg_score(files, "--against", str(files / "run.json"))


# ---------------------------------------------------------------- the same figures as the shared scorer


def shared_labels() -> list[Path]:
    return [path for path in sorted(SHARED.glob("gold/*.json")) if path.stem not in HELD_BACK]


needs_shared = pytest.mark.skipif(
    not shared_labels(), reason="the shared labels of real documents are not beside the project"
)


def worsened(tasks: tuple[Task, ...], random: Random) -> tuple[Task, ...]:
    """The tasks with some lost, some repeated, units dropped, roles changed and deadlines moved."""
    made = []
    for task in tasks:
        units = [one for one in task.assignments if random.random() < 0.9]
        units = [one._replace(role=random.choice([*Role, one.role, one.role])) for one in units]
        limits = [one._replace(end=random.choice([one.end, "2031-01-31", None])) for one in task.deadlines]
        changed = task._replace(assignments=tuple(units), deadlines=tuple(limits))
        made += [changed] * random.choice([0, 1, 1, 1, 1, 1, 2])
    return tuple(made)


@needs_shared
@pytest.mark.parametrize("path", shared_labels(), ids=lambda path: path.stem)
def test_the_same_counts_as_the_shared_scorer(path: Path) -> None:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    [one] = load_labels(path)
    [document] = SHARED.glob(f"*/{one.input_file}")
    said = extract(read(document))
    random = Random(path.stem)
    for tasks in (said.tasks, worsened(said.tasks, random), worsened(said.tasks, random)):
        theirs, _ = other.score(
            json.loads(path.read_text("utf-8")), to_json(replace(said, tasks=tasks))["tasks"]
        )
        ours = tally(one, tasks)
        counts = [
            [ours.found[name], ours.count(name, "extra"), ours.count(name, "missing")] for name in MEASURES
        ]
        assert counts == list(theirs.values())


@needs_shared
def test_the_shared_labels_are_borne_out_by_their_documents() -> None:
    for path in shared_labels():
        [one] = load_labels(path)
        [document] = SHARED.glob(f"*/{one.input_file}")
        assert label_problems(one, read(document)) == []

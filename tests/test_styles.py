"""Texts in every style of handing out tasks: what is found is what the page says, and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.model import Extraction, Task, squeeze
from kg.read import read

CASES = tomllib.loads((Path(__file__).parent / "cases" / "styles.toml").read_text(encoding="utf-8"))["case"]


def extracted(text: str, folder: Path, name: str = "text.txt") -> Extraction:
    file = folder / name
    file.write_text(text.strip("\n") + "\n", encoding="utf-8")
    return extract(read(file))


def shown(task: Task, want: dict[str, Any]) -> dict[str, Any]:
    """What the case asks about the task, in the case's own form."""
    return {
        "starts": squeeze(task.text)[: len(squeeze(want.get("starts", "")))] or squeeze(task.text),
        "ends": squeeze(task.text).rstrip("。")[-len(want["ends"]) :] if "ends" in want else None,
        "number": task.number if "number" in want else None,
        "units": [f"{one.role}:{one.unit}" for one in task.assignments],
        "due": sorted({one.end for one in task.deadlines if one.end}),
        "kinds": [str(one.kind) for one in task.deadlines] if "kinds" in want else None,
    }


def asked(want: dict[str, Any]) -> dict[str, Any]:
    return {
        "starts": squeeze(want["starts"]),
        "ends": want.get("ends"),
        "number": want.get("number"),
        "units": want["units"],
        "due": want.get("due", []),
        "kinds": want.get("kinds"),
    }


@pytest.mark.parametrize("case", CASES, ids=[f"{case['style']}: {case['why']}" for case in CASES])
def test_tasks_of_a_text(case: dict[str, Any], tmp_path: Path) -> None:
    found = extracted(case["text"], tmp_path, case.get("file", "text.txt")).tasks
    wanted = case["tasks"] + [{}] * (len(found) - len(case["tasks"]))
    assert [shown(task, want) for task, want in zip(found, wanted, strict=False)] == [
        asked(want) for want in case["tasks"]
    ]


@pytest.mark.parametrize("style", sorted({case["style"] for case in CASES}))
def test_every_style_has_three_texts_and_a_trap(style: str) -> None:
    reasons = [case["why"] for case in CASES if case["style"] == style]
    assert len(reasons) >= 3
    assert any(why.startswith("trap") for why in reasons)


def test_the_title_of_an_item_ends_before_the_label_on_its_next_line(tmp_path: Path) -> None:
    text = "一、加装电梯\n责任单位：县住建局\n完成时间：2024年8月\n二、改造管网\n责任单位：县水利局\n"
    found = extracted(text, tmp_path)
    assert [one.title for one in (*found.sections, *found.tasks)] == ["加装电梯", "改造管网"] * 2


def test_the_title_of_a_section_ends_before_the_first_item_below_it(tmp_path: Path) -> None:
    text = "一、促进高校毕业生就业\n1.开发政策性岗位。（县人社局）\n2.募集见习岗位。（县教育局）\n"
    found = extracted(text, tmp_path)
    assert found.sections[0].title == "促进高校毕业生就业"
    assert [task.path for task in found.tasks] == [("一、促进高校毕业生就业",)] * 2


def test_the_label_of_a_task_is_no_part_of_its_title(tmp_path: Path) -> None:
    text = "养老工作清单\n项目名称：养老服务项目\n建设内容：新增照料中心15家。\n责任单位：县民政局\n"
    (task,) = extracted(text, tmp_path).tasks
    assert task.title == "养老服务项目"

"""Columns called as nobody knows: longer texts between a short name of work and its owners tell the task."""

from __future__ import annotations

import pytest
from make_documents import paragraph
from make_tables import docx, table

from kg.extract import extract
from kg.model import Task
from kg.read import read_bytes

SAID = "5月底前检测燃气管网三十公里"


def task(work: str, header: str) -> Task:
    lines = ((work, header, "责任单位", "完成时限"), ("城镇燃气", SAID, "县住建局", "2024年12月"))
    [found] = extract(read_bytes(docx(paragraph("2024年整治任务表"), table(lines)), "a.docx")).tasks
    assert [one.unit for one in found.assignments] == ["县住建局"]
    return found


@pytest.mark.parametrize("header", ["整治靶向", "攻坚重点", "发力方向"])
@pytest.mark.parametrize("work", ["工作任务", "行业领域"])
def test_the_texts_tell_the_task_and_its_limits(work: str, header: str) -> None:
    found = task(work, header)
    assert SAID in found.text
    assert {one.end for one in found.deadlines} == {"2024-05-31", "2024-12-31"}


def test_where_the_work_is_belongs_to_what_is_done() -> None:
    assert SAID in task("工作任务", "隐患部位").text


def test_measures_behind_the_limit_of_a_task_are_no_task_of_their_own() -> None:
    header = ("主要任务", "完成时限", "工程措施", "责任单位")
    lines = (header, ("治理散煤用户", "2024年10月底前", SAID.removeprefix("5月底前"), "县住建局"))
    [found] = extract(read_bytes(docx(paragraph("攻坚任务清单"), table(lines)), "a.docx")).tasks
    assert found.text == "治理散煤用户"
    assert [one.end for one in found.deadlines] == ["2024-10-31"]


@pytest.mark.parametrize(("work", "header"), [("工作任务", "政策依据"), ("行业领域", "所在路段")])
def test_trap_what_is_told_of_the_matter_is_no_task(work: str, header: str) -> None:
    found = task(work, header)
    assert found.text == "城镇燃气"
    assert [one.end for one in found.deadlines] == ["2024-12-31"]

"""Cells of tasks that end in a bracket of their units, in tables where no column names any."""

from __future__ import annotations

import pytest
from make_documents import paragraph
from make_tables import Lines, docx, issues_of, table, tasks_of

TITLE = "滨河县2025年重点任务清单"
HEADER = ("序号", "工作任务", "完成时限")
ROWS: Lines = (
    ("1", "改造危房20户（县住建局牵头，县财政局配合）", "2025年6月"),
    ("2", "修建水渠3公里（县水利局负责）", "2025年7月"),
)
TASKS = [
    "1 改造危房20户｜lead:县住建局 support:县财政局｜2025-06-30",
    "2 修建水渠3公里｜responsible:县水利局｜2025-07-31",
]


def word(header: tuple[str, ...], rows: Lines) -> bytes:
    return docx(paragraph(TITLE), table((header, *rows)))


def test_brackets_at_the_end_of_tasks_name_their_units() -> None:
    assert tasks_of(word(HEADER, ROWS), "a.docx") == TASKS
    assert issues_of(word(HEADER, ROWS), "a.docx") == []


def test_a_row_without_a_bracket_has_nobody() -> None:
    data = word(HEADER, (*ROWS, ("3", "修路（3公里）", "2025年8月")))
    assert tasks_of(data, "a.docx") == TASKS
    assert issues_of(data, "a.docx") == ["row-without-unit"]


def test_beside_a_limit_the_brackets_need_no_role() -> None:
    data = word(HEADER, (("1", "改造危房（县住建局、县财政局）", "2025年6月"),))
    assert tasks_of(data, "a.docx") == ["1 改造危房｜responsible:县住建局 responsible:县财政局｜2025-06-30"]


@pytest.mark.parametrize(
    "cell", ["改造危房（县住建局、县财政局）", "修建水渠（其中县水利局负责2公里）", "绿化道路（城关镇）"]
)
def test_trap_brackets_that_hand_nothing_out(cell: str) -> None:
    assert tasks_of(word(("序号", "工作任务", "备注"), (("1", cell, "续建"),)), "a.docx") == []


def test_trap_beside_owners_brackets_are_part_of_the_task() -> None:
    rows = [("1", "改造危房（县住建局、县财政局）", "城关镇")]
    assert tasks_of(word(("序号", "工作任务", "责任单位"), rows), "a.docx") == [
        "1 改造危房（县住建局、县财政局）｜responsible:城关镇｜"
    ]


@pytest.mark.parametrize("header", ["责任分工", "职责分工", "任务分工"])
def test_duties_told_beside_a_task_say_who_has_it(header: str) -> None:
    rows = (
        ("1", "改造危房", "县住建局负责技术指导，各乡镇负责组织实施", "2025年6月"),
        ("2", "修建水渠", "县水利局牵头，县财政局保障资金", "2025年7月"),
    )
    assert tasks_of(word(("序号", "任务", header, "时限"), rows), "a.docx") == [
        "1 改造危房｜responsible:县住建局 responsible:各乡镇｜2025-06-30",
        "2 修建水渠｜lead:县水利局 responsible:县财政局｜2025-07-31",
    ]


def test_trap_duties_of_nobody_beside_a_task() -> None:
    rows = (("1", "改造危房", "加强技术指导，组织实施", "2025年6月"),)
    assert tasks_of(word(("序号", "任务", "职责分工", "时限"), rows), "a.docx") == []


def test_a_bracket_of_one_body_names_it() -> None:
    data = word(
        HEADER, (("1", "改造危房（县住建局）", "2025年6月"), ("2", "修渠3公里（县水利局）。", "2025年7月"))
    )
    assert tasks_of(data, "a.docx") == [
        "1 改造危房｜responsible:县住建局｜2025-06-30",
        "2 修渠3公里｜responsible:县水利局｜2025-07-31",
    ]


def test_trap_a_bracket_behind_a_name_or_of_no_body_names_nobody() -> None:
    data = word(
        HEADER,
        (*ROWS, ("3", "县疾控中心（县卫生监督所）", "2025年8月"), ("4", "办培训班（乡镇）", "2025年9月")),
    )
    assert tasks_of(data, "a.docx") == TASKS
    assert issues_of(data, "a.docx") == ["row-without-unit", "row-without-unit"]


def test_below_a_header_that_calls_them_tasks_the_brackets_need_no_role() -> None:
    data = word(HEADER[:2], (("1", "改造危房20户（县住建局、县财政局）"), ("2", "修渠3公里（县水利局）")))
    assert tasks_of(data, "a.docx") == [
        "1 改造危房20户｜responsible:县住建局 responsible:县财政局｜",
        "2 修渠3公里｜responsible:县水利局｜",
    ]


def test_trap_places_in_brackets_are_where_things_are_done() -> None:
    data = word(HEADER[:2], (("1", "绿化道路2公里（城关镇）"), ("2", "修渠3公里（青山乡）")))
    assert tasks_of(data, "a.docx") == []

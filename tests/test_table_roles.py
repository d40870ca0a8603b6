"""Columns called after a role and a task: what the unit of a row leads, and what it helps with."""

from __future__ import annotations

import pytest
from extraction_checks import check_extraction
from make_documents import paragraph, word_cell, word_table, workbook
from make_tables import TITLE, Lines, cells, docx, issues_of, table, tasks_of

from kg.extract import extract
from kg.read import read_bytes

ROWS: Lines = (
    ("区文旅局", "打造线路三条，2024年4月底前完成。", "参与设施提升。"),
    ("区供销社", "—", "回收农膜。"),
    ("区自然资源局", "编制村庄规划。", "无"),
)
LED = " 打造线路三条，2024年4月底前完成｜{}:区文旅局｜2024-04-30"
TASKS = [
    LED.format("lead"),
    " 参与设施提升｜support:区文旅局｜",
    " 回收农膜｜support:区供销社｜",
    " 编制村庄规划｜lead:区自然资源局｜",
]


def word(*rows: tuple[str, ...]) -> bytes:
    return docx(paragraph(TITLE), table(rows))


def page(rows: Lines) -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><p>{TITLE}</p><table>{lines}</table></body></html>".encode()


@pytest.mark.parametrize(
    "header",
    [
        ("部门", "牵头事项", "配合事项"),
        ("责任单位", "主办工作", "协办工作"),
        ("单位名称", "牵头负责的重点任务", "协助事项"),
        ("成员单位", "本部门牵头任务", "参与工作任务"),
    ],
    ids=lambda header: " ".join(header),
)
def test_what_a_unit_leads_and_what_it_helps_with(header: tuple[str, ...]) -> None:
    rows = (header, *ROWS)
    sheet = workbook({"清单": [[TITLE], *map(list, rows)]})
    for data, name in ((word(*rows), "a.docx"), (page(rows), "a.html"), (sheet, "a.xlsx")):
        assert tasks_of(data, name) == TASKS
        assert issues_of(data, name) == []
        check_extraction(extract(read_bytes(data, name)))


def test_the_role_is_called_as_its_column_is() -> None:
    found = extract(read_bytes(word(("部门", "牵头事项", "配合事项"), *ROWS), "a.docx")).tasks
    assert [task.assignments[0].role_label for task in found[:2]] == ["牵头事项", "配合事项"]


def test_what_a_unit_takes_on_and_what_it_helps_with() -> None:
    wanted = [LED.format("responsible"), *TASKS[1:3], TASKS[3].replace("lead", "responsible")]
    assert tasks_of(word(("部门", "承担任务", "配合工作"), *ROWS), "a.docx") == wanted


def test_roles_alone_below_a_header_of_duties() -> None:
    rows = [
        [word_cell(paragraph("部门"), merge="restart"), word_cell(paragraph("职责任务"), span=2)],
        [word_cell("", merge="continue"), *cells("牵头", "配合")],
        *(cells(*row) for row in ROWS),
    ]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == TASKS


def test_a_unit_merged_over_its_rows() -> None:
    rows = [
        cells("部门", "牵头事项", "配合事项"),
        [word_cell(paragraph("区水务局"), merge="restart"), *cells("整治河道", "开展巡查")],
        [word_cell("", merge="continue"), *cells("建设水库", "")],
    ]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == [
        " 整治河道｜lead:区水务局｜",
        " 开展巡查｜support:区水务局｜",
        " 建设水库｜lead:区水务局｜",
    ]


@pytest.mark.parametrize(
    ("header", "cells_", "due"),
    [
        (
            ("部门", "牵头任务", "配合任务", "完成时限"),
            ("整治河道", "巡查", "2024年6月底前"),
            "2024-06-30 2024-06-30",
        ),
        (
            ("部门", "牵头任务", "时限", "配合任务", "时限"),
            ("整治河道", "2024年6月底前", "巡查", "2024年9月底前"),
            "2024-06-30 2024-09-30",
        ),
    ],
    ids=["of the row", "of each task"],
)
def test_limits_of_tasks_told_by_their_role(
    header: tuple[str, ...], cells_: tuple[str, ...], due: str
) -> None:
    first, second = due.split()
    assert tasks_of(word(header, ("区水务局", *cells_)), "a.docx") == [
        f" 整治河道｜lead:区水务局｜{first}",
        f" 巡查｜support:区水务局｜{second}",
    ]


def test_units_in_columns_of_their_role_have_the_task_of_this_role() -> None:
    data = word(
        ("牵头单位", "牵头事项", "配合单位", "配合事项"),
        ("区水务局", "整治河道", "区财政局、区林业局", "保障资金"),
    )
    assert tasks_of(data, "a.docx") == [
        " 整治河道｜lead:区水务局｜",
        " 保障资金｜support:区财政局 support:区林业局｜",
    ]


def test_units_said_in_a_cell_are_those_of_its_task() -> None:
    data = word(("部门", "牵头事项", "配合事项"), ("区水务局", "整治河道（配合单位：区财政局）", "植树"))
    assert [one.split("｜")[1] for one in tasks_of(data, "a.docx")] == [
        "lead:区水务局 support:区财政局",
        "support:区水务局",
    ]


def test_what_the_tasks_of_a_row_are_about() -> None:
    data = word(("部门", "任务名称", "牵头内容", "配合内容"), ("区水务局", "河湖长制", "巡河", "宣传"))
    assert [(task.text, task.path[1:]) for task in extract(read_bytes(data, "a.docx")).tasks] == [
        ("巡河", ("河湖长制",)),
        ("宣传", ("河湖长制",)),
    ]


def test_a_row_without_a_unit_is_an_issue() -> None:
    data = word(("部门", "牵头事项", "配合事项"), ("", "整治河道", "巡查"), *ROWS)
    assert tasks_of(data, "a.docx") == TASKS
    assert issues_of(data, "a.docx") == ["row-without-unit"]


@pytest.mark.parametrize(
    ("header", "row", "units"),
    [
        (("任务", "配合事项", "责任单位"), ("整治河道", "提供资料", "区水务局"), "responsible:区水务局"),
        (("部门", "项目名称", "支持措施"), ("区水务局", "整治河道", "给予补助"), "responsible:区水务局"),
        (("部门", "工作任务", "工作措施"), ("区水务局", "整治河道", "清淤十公里"), "responsible:区水务局"),
        (
            ("任务", "牵头单位", "需配合事项", "配合单位"),
            ("整治河道", "区水务局", "提供资料", "区财政局"),
            "lead:区水务局 support:区财政局",
        ),
    ],
    ids=["units behind", "support given", "measures", "what others are asked for"],
)
def test_trap_headers_that_tell_the_unit_no_role(
    header: tuple[str, ...], row: tuple[str, ...], units: str
) -> None:
    assert [one.split("｜")[1] for one in tasks_of(word(header, row), "a.docx")] == [units]

"""Tables in another arrangement: one record a table, labels beside values, two tables side by side."""

from __future__ import annotations

import pytest
from make_documents import paragraph, word_cell, word_table, workbook
from make_tables import TITLE, Lines, Pages, cells, docx, issues_of, table, tasks_of

SCHOOL: Lines = (
    ("任务名称", "扩建小学"),
    ("责任单位", "区教育局"),
    ("配合单位", "区财政局、区住建局"),
    ("完成时限", "2024年9月底前"),
)
GRANT: Lines = (
    ("任务名称", "发放补贴"),
    ("责任单位", "区民政局"),
    ("配合单位", "区财政局"),
    ("完成时限", "2024年12月底前"),
)
BUILT = " 扩建小学｜responsible:区教育局 support:区财政局 support:区住建局｜2024-09-30"
GRANTED = " 发放补贴｜responsible:区民政局 support:区财政局｜2024-12-31"


def word(*tables: Lines) -> bytes:
    return docx(paragraph(TITLE), *(table(rows) + paragraph() for rows in tables))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word(SCHOOL, GRANT), "a.docx"),
        (word((*SCHOOL, *GRANT)), "a.docx"),
        (workbook({"卡片": [[TITLE], *map(list, SCHOOL), *map(list, GRANT)]}), "a.xlsx"),
        (Pages().rows(SCHOOL, (70, 170, 530)).rows(GRANT, (70, 170, 530)).done(), "a.pdf"),
        ("\n".join("\t".join(row) for row in (*SCHOOL, *GRANT)).encode(), "a.csv"),
    ],
    ids=["a Word table each", "one Word table", "a sheet", "PDF", "CSV"],
)
def test_labels_beside_values(data: bytes, name: str) -> None:
    assert tasks_of(data, name) == [BUILT, GRANTED]
    assert issues_of(data, name) == []


def test_a_record_with_its_number_merged_beside_its_labels() -> None:
    rows = []
    for number, record in enumerate((SCHOOL, GRANT), 1):
        rows.append([word_cell(paragraph(str(number)), merge="restart"), *cells(*record[0])])
        rows += [[word_cell("", merge="continue"), *cells(*row)] for row in record[1:]]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == [f"1{BUILT}", f"2{GRANTED}"]


def test_a_record_with_its_number_its_contents_and_its_title() -> None:
    rows = [
        [word_cell(paragraph("任务卡"), span=2)],
        *(cells(*row) for row in (("序号", "7"), SCHOOL[0], ("主要内容", "新增学位。"), *SCHOOL[1:])),
    ]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == [f"7{BUILT}"]


def test_two_labels_a_line() -> None:
    data = word(((*SCHOOL[0], *SCHOOL[3]), (*SCHOOL[1], *SCHOOL[2])))
    assert tasks_of(data, "a.docx") == [BUILT]


def test_a_column_for_each_record() -> None:
    rows = tuple((*one, other[1]) for one, other in zip(SCHOOL, GRANT, strict=True))
    assert tasks_of(word((("序号", "1", "2"), *rows)), "a.docx") == [f"1{BUILT}", f"2{GRANTED}"]


def test_a_record_without_helpers_has_none_of_the_record_above() -> None:
    data = word((SCHOOL[2], *SCHOOL[:2], GRANT[2], *GRANT[:2], *SCHOOL[2:3], *SCHOOL[:2]))
    assert [one.split("｜")[1] for one in tasks_of(data, "a.docx")] == [
        BUILT.split("｜")[1],
        GRANTED.split("｜")[1],
        BUILT.split("｜")[1],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("标题", "关于扩建小学的通知"),
            ("发文单位", "区教育局"),
            ("内容概述", "扩建小学"),
            ("来源", "区政府"),
        ),
        (("项目名称", ""), ("申报单位", ""), ("建设内容", "")),
    ],
    ids=["data block", "blank form"],
)
def test_trap_labels_of_other_forms_are_no_task(rows: Lines) -> None:
    assert tasks_of(word(rows), "a.docx") == []


TWO_UP = ("序号", "任务", "责任单位")


@pytest.mark.parametrize("last", [("4", "编制目录", "区发改委"), ("", "", "")], ids=["full", "one empty"])
def test_the_same_columns_side_by_side(last: tuple[str, ...]) -> None:
    rows = (
        (*TWO_UP, *TWO_UP),
        ("1", "扩建小学", "区教育局", "3", "整治河道", "区水务局"),
        ("2", "发放补贴", "区民政局", *last),
    )
    wanted = [
        "1 扩建小学｜responsible:区教育局｜",
        "3 整治河道｜responsible:区水务局｜",
        "2 发放补贴｜responsible:区民政局｜",
        *(["4 编制目录｜responsible:区发改委｜"] if last[0] else []),
    ]
    assert tasks_of(word(rows), "a.docx") == wanted
    assert tasks_of(Pages().rows(rows, (50, 90, 190, 290, 330, 430, 540)).done(), "a.pdf") == wanted


def test_a_heading_across_both_sides() -> None:
    rows = [
        cells(*TWO_UP[1:], *TWO_UP[1:]),
        [word_cell(paragraph("一、教育"), span=4)],
        cells("扩建小学", "区教育局", "整治河道", "区水务局"),
    ]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == [
        " 扩建小学｜responsible:区教育局｜",
        " 整治河道｜responsible:区水务局｜",
    ]

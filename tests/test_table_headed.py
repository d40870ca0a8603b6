"""Units that head the rows they own, in a row of the table or on a line above it, and say nothing else."""

from __future__ import annotations

import pytest
from make_documents import paragraph, word_cell, word_table, workbook
from make_tables import Lines, cells, docx, issues_of, tasks_of

from kg.extract import extract
from kg.read import read_bytes

TITLE = "滨河县2025年民生任务清单"
HEADER = ("序号", "工作任务", "完成时限")
FIRST = ("1", "新建幼儿园三所", "2025年8月底前")
SECOND = ("2", "建设医共体", "2025年12月底前")
OWNED = ["1 新建幼儿园三所｜{}｜2025-08-31", "2 建设医共体｜{}｜2025-12-31"]


def rows(*lines: tuple[str, ...] | str) -> str:
    """A Word table in which a row of one text covers all columns."""
    width = max(len(line) for line in lines if not isinstance(line, str))
    made = (
        [word_cell(paragraph(line), span=width)] if isinstance(line, str) else cells(*line) for line in lines
    )
    return word_table(made)


def word(*lines: tuple[str, ...] | str) -> bytes:
    return docx(paragraph(TITLE), rows(*lines))


def owned(*units: str) -> list[str]:
    return [line.format(unit) for line, unit in zip(OWNED, units, strict=True)]


@pytest.mark.parametrize(
    ("above", "below", "roles"),
    [
        ("一、县教育局（1项）", "二、县卫健局（1项）", "responsible"),
        ("县教育局", "县卫健局", "responsible"),
        ("（一）县教育局牵头", "（二）县卫健局牵头", "lead"),
        ("县教育局负责（共1项）", "县卫健局负责（共1项）", "responsible"),
    ],
)
def test_a_unit_over_rows_owns_them_up_to_the_next_heading(above: str, below: str, roles: str) -> None:
    expected = owned(f"{roles}:县教育局", f"{roles}:县卫健局")
    assert tasks_of(word(HEADER, above, FIRST, below, SECOND), "a.docx") == expected
    sheet = workbook({"清单": [[TITLE], list(HEADER), [above], list(FIRST), [below], list(SECOND)]})
    assert tasks_of(sheet, "a.xlsx") == expected
    apart = docx(
        paragraph(TITLE), paragraph(above), rows(HEADER, FIRST), paragraph(below), rows(HEADER, SECOND)
    )
    assert tasks_of(apart, "a.docx") == expected


def test_tasks_that_are_called_so_need_no_limits() -> None:
    data = word(HEADER[:2], "县教育局", FIRST[:2], "县卫健局", SECOND[:2])
    assert [one.split("｜")[1] for one in tasks_of(data, "a.docx")] == [
        "responsible:县教育局",
        "responsible:县卫健局",
    ]


def test_the_number_of_a_heading_may_stand_beside_it() -> None:
    data = word(HEADER, ("一", "县教育局（1项）", ""), FIRST, ("二", "县卫健局（1项）", ""), SECOND)
    assert tasks_of(data, "a.docx") == owned("responsible:县教育局", "responsible:县卫健局")


def test_units_in_headings_keep_the_helpers_of_the_rows_beside_them() -> None:
    header, one, two = (*HEADER, "协办单位"), (*FIRST, "县住建局"), (*SECOND, "")
    expected = owned("responsible:县教育局 support:县住建局", "responsible:县教育局")
    assert tasks_of(word(header, "县教育局（2项）", one, two), "a.docx") == expected
    apart = docx(paragraph(TITLE), paragraph("县教育局（2项）"), rows(header, one, two))
    assert tasks_of(apart, "a.docx") == expected


def test_a_section_inside_that_of_a_unit_is_its_own_as_well() -> None:
    data = word(HEADER, "一、县教育局", "（一）学前教育", FIRST)
    assert tasks_of(data, "a.docx") == ["1 新建幼儿园三所｜responsible:县教育局｜2025-08-31"]
    assert extract(read_bytes(data, "a.docx")).tasks[0].path[1:] == ("一、县教育局", "（一）学前教育")


def test_trap_another_heading_ends_what_a_unit_owns() -> None:
    data = word(HEADER, "一、县教育局", FIRST, "二、其他事项", SECOND)
    assert tasks_of(data, "a.docx") == owned("responsible:县教育局", "")[:1]
    assert issues_of(data, "a.docx") == ["row-without-unit"]


def test_trap_where_a_column_names_the_owners_units_in_headings_own_nothing() -> None:
    header, one, two = (*HEADER, "责任单位"), (*FIRST, "县住建局"), (*SECOND, "")
    data = word(header, "县教育局（2项）", one, two)
    assert tasks_of(data, "a.docx") == owned("responsible:县住建局", "")[:1]


@pytest.mark.parametrize(
    "lines",
    [
        (("序号", "项目名称", "完成时间"), "县教育局", ("1", "城北小学", "2024年8月")),
        (("序号", "事项", "投资（万元）"), "县教育局", ("1", "新建小学", "300")),
        (HEADER, "各有关单位", FIRST),
    ],
    ids=["things", "no limits", "class"],
)
def test_trap_units_over_rows_that_hand_nothing_out(lines: Lines) -> None:
    assert tasks_of(word(*lines), "a.docx") == []


def test_a_unit_with_its_role_heads_rows_that_name_who_helps() -> None:
    header = ("序号", "工作任务", "配合单位", "完成时限")
    data = word(header, "县教育局（牵头）", (*FIRST[:2], "县财政局", FIRST[2]))
    assert tasks_of(data, "a.docx") == ["1 新建幼儿园三所｜lead:县教育局 support:县财政局｜2025-08-31"]

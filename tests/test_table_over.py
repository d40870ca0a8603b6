"""Units said once above the header of a table, as the data of a form: they own all of its rows."""

from __future__ import annotations

import pytest
from make_documents import paragraph, word_cell, word_table, workbook
from make_tables import cells, docx, issues_of, tasks_of

from kg.extract import extract
from kg.read import read_bytes

HEADER = ["序号", "工作目标", "承办科室", "配合单位", "完成时限"]
FIRST = ["1", "新建小学一所", "基础教育科", "区财政局、区住建局", "2025年8月底"]
SECOND = ["2", "举办全民运动会", "群众体育科", "", "2025年10月"]
OWNED = [
    "1 新建小学一所｜responsible:区教育局 other:基础教育科 support:区财政局 support:区住建局｜2025-08-31",
    "2 举办全民运动会｜responsible:区教育局 other:群众体育科｜2025-10-31",
]
FREE = [one.replace("responsible:区教育局 other:", "responsible:") for one in OWNED]


def sheet(*rows: list[str]) -> bytes:
    return workbook({"清单": [["区教育局2025年度重点工作目标清单"], *rows]})


def word(*lines: str, rows: tuple[list[str], ...] = (HEADER, FIRST, SECOND)) -> bytes:
    made = word_table(cells(*row) if len(row) > 1 else [word_cell(paragraph(row[0]), span=5)] for row in rows)
    return docx(*map(paragraph, ("2025年度重点工作方案", *lines)), made)


@pytest.mark.parametrize(
    "form",
    [
        ["责任单位：区教育局", "", "", "主要负责人：张三"],
        ["责任单位：区教育局　　主要负责人：张三"],
        ["责任单位：", "区教育局", "", "填报时间：2025年3月"],
        ["责任单位", "区教育局", "", "负责人", "张三"],
    ],
    ids=["cells", "one cell", "value apart", "no colon"],
)
def test_a_leading_row_names_the_units_of_all_rows(form: list[str]) -> None:
    data = sheet(form, HEADER, FIRST, SECOND)
    assert tasks_of(data, "a.xlsx") == OWNED
    owners = [task.assignments[0] for task in extract(read_bytes(data, "a.xlsx")).tasks]
    assert all(one.inherited for one in owners)


@pytest.mark.parametrize(
    "lines",
    [
        ("区教育局重点目标清单", "责任单位：区教育局　主要负责人：张三"),
        ("一、区教育局", "责任单位：区教育局"),
        ("附表：目标清单", "责任单位：区教育局", "填报时间：2025年3月"),
    ],
    ids=["title", "numbered unit", "date line below"],
)
def test_a_line_above_names_the_units_of_all_rows_and_is_no_task(lines: tuple[str, ...]) -> None:
    assert tasks_of(word(*lines), "a.docx") == OWNED


def test_roles_on_the_line_and_headings_between_the_rows() -> None:
    rows = (HEADER, ["一、教育"], FIRST, ["二、体育"], SECOND)
    data = word("目标清单", "牵头单位：区教育局；配合单位：团区委", rows=rows)
    first, second = extract(read_bytes(data, "a.docx")).tasks
    assert (first.path[1:], second.path[1:]) == (("一、教育",), ("二、体育",))
    assert [f"{one.role}:{one.unit}" for one in second.assignments] == [
        "lead:区教育局",
        "support:团区委",
        "other:群众体育科",
    ]


def test_rows_without_any_column_of_units_are_owned_too() -> None:
    rows = [[one[0], one[1], one[4]] for one in (HEADER, FIRST, SECOND)]
    assert tasks_of(sheet(["责任单位：区教育局"], *rows), "a.xlsx") == [
        "1 新建小学一所｜responsible:区教育局｜2025-08-31",
        "2 举办全民运动会｜responsible:区教育局｜2025-10-31",
    ]


def test_inner_divisions_stay_beside_the_owner() -> None:
    rows = [[*one[:3], one[4]] for one in (HEADER, FIRST, SECOND)]
    units = [one.split("｜")[1] for one in tasks_of(sheet(["责任单位：区教育局"], *rows), "a.xlsx")]
    assert units == ["responsible:区教育局 other:基础教育科", "responsible:区教育局 other:群众体育科"]


def test_trap_a_row_below_the_header_is_not_above_it() -> None:
    data = word("目标清单", rows=(HEADER, ["责任单位：区教育局"], FIRST, SECOND))
    assert tasks_of(data, "a.docx")[-2:] == FREE


def test_trap_a_table_of_its_own_below_is_not_owned() -> None:
    first = word_table(cells(*row) for row in (HEADER, FIRST, SECOND))
    data = docx(
        paragraph("目标清单"), paragraph("责任单位：区教育局"), first, paragraph("其他目标清单"), first
    )
    assert tasks_of(data, "a.docx") == OWNED + FREE


def test_trap_a_column_of_owners_says_who_owns_a_row() -> None:
    rows = [["序号", "工作目标", "责任单位"], ["1", "新建小学一所", "区住建局"], ["2", "举办运动会", ""]]
    assert tasks_of(sheet(["责任单位：区教育局"], *rows), "a.xlsx") == [
        "1 新建小学一所｜responsible:区住建局｜"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("一、提升教育质量。加强学校建设，改善办学条件。", "责任单位：区教育局"),
        ("（一）加强学校建设", "责任单位：区教育局"),
        ("1.加强学校建设", "责任单位：区教育局"),
    ],
)
def test_trap_a_line_that_belongs_to_the_text_before_stays_there(lines: tuple[str, ...]) -> None:
    task, *rows = tasks_of(word(*lines), "a.docx")
    assert task.split("｜")[1] == "responsible:区教育局"
    assert rows == FREE


@pytest.mark.parametrize(
    "form", ["填报单位：区教育局", "单位：万元", "负责人：张三", "责任单位：", "完成时限：年底"]
)
def test_trap_other_data_of_a_form_owns_nothing(form: str) -> None:
    assert tasks_of(sheet([form], HEADER, FIRST, SECOND), "a.xlsx") == FREE


NAMELESS = (
    ["序号", "任务", "完成时限"],
    ["1", "扩建校舍", "2025年6月底前"],
    ["2", "添置器材", "2025年7月底前"],
)


def owned_by(*owners: str) -> list[str]:
    return [
        f"{row[0]} {row[1]}｜{units}｜{day}"
        for row, units, day in zip(NAMELESS[1:], owners, ("2025-06-30", "2025-07-31"), strict=True)
    ]


def test_a_row_of_units_below_the_header_is_over_the_rows_it_owns() -> None:
    header, first, second = NAMELESS
    upper, lower = ["责任单位：区教育局"], ["牵头单位：区水利局；配合单位：区财政局"]
    assert tasks_of(sheet(header, upper, first, second), "a.xlsx") == owned_by(*["responsible:区教育局"] * 2)
    assert tasks_of(sheet(header, upper, first, lower, second), "a.xlsx") == owned_by(
        "responsible:区教育局", "lead:区水利局 support:区财政局"
    )


def test_a_row_of_units_between_the_rows_takes_over_from_the_one_above_the_header() -> None:
    rows = (["牵头单位：区教育局"], HEADER, FIRST, ["牵头单位：区体育局"], SECOND)
    assert [one.split("｜")[1].split()[0] for one in tasks_of(word(rows=rows), "a.docx")] == [
        "lead:区教育局",
        "lead:区体育局",
    ]


def test_a_row_of_units_behind_the_rows_closes_those_it_owns() -> None:
    header, first, second = NAMELESS
    upper, lower = ["责任单位：区教育局、区财政局"], ["责任单位：区水利局"]
    data = sheet(header, first, upper, second, lower)
    assert tasks_of(data, "a.xlsx") == owned_by(
        "responsible:区教育局 responsible:区财政局", "responsible:区水利局"
    )
    assert issues_of(data, "a.xlsx") == []


def test_trap_rows_behind_the_last_of_units_have_none() -> None:
    header, first, second = NAMELESS
    data = sheet(header, first, ["责任单位：区教育局"], second)
    assert tasks_of(data, "a.xlsx") == owned_by("responsible:区教育局", "")[:1]
    assert issues_of(data, "a.xlsx") == ["row-without-unit"]


def test_trap_headers_side_by_side_are_no_units() -> None:
    rows = (["牵头单位", "目 标 任 务", "责  任  单  位"], ["区教育局", "新建小学一所", "区财政局、区住建局"])
    assert tasks_of(sheet(*rows), "a.xlsx") == [
        " 新建小学一所｜lead:区教育局 responsible:区财政局 responsible:区住建局｜"
    ]

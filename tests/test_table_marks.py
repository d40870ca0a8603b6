"""Tables whose columns are units or times: marks in their cells say who does a task, and when."""

from __future__ import annotations

import pytest
from make_documents import paragraph, word_cell, word_table, workbook
from make_tables import TITLE, Lines, Pages, cells, docx, issues_of, table, tasks_of

UNITS = ("区教育局", "区财政局", "区民政局", "区人社局")
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
SIGNED: Lines = (
    ("序号", "任务", *UNITS),
    ("1", "扩建小学", "▲", "△", "", ""),
    ("2", "发放补贴", "", "▲", "△", "△"),
)
LED = [
    "1 扩建小学｜lead:区教育局 support:区财政局｜",
    "2 发放补贴｜lead:区财政局 support:区民政局 support:区人社局｜",
]


def word(*rows: Lines, above: str = "", below: str = "", title: str = TITLE) -> bytes:
    around = [paragraph(above)] if above else [], [paragraph(below)] if below else []
    return docx(paragraph(title), *around[0], *map(table, rows), *around[1])


def test_role_words_under_units() -> None:
    rows = [
        [TITLE],
        ["序号", "任务", *UNITS, "完成时限"],
        [1, "扩建小学", "牵头", "配合", None, None, "2024年9月底前"],
        [2, "发放补贴", None, "主办单位", "协办", "协办单位", "2024年12月底前"],
    ]
    assert tasks_of(workbook({"任务": rows}), "a.xlsx") == [f"{LED[0]}2024-09-30", f"{LED[1]}2024-12-31"]


@pytest.mark.parametrize("sign", ["√", "●", "是"])
def test_one_sign_under_units(sign: str) -> None:
    rows = (("序号", "任务", *UNITS[:2]), ("1", "扩建小学", sign, ""), ("2", "发放补贴", sign, sign))
    wanted = [
        "1 扩建小学｜responsible:区教育局｜",
        "2 发放补贴｜responsible:区教育局 responsible:区财政局｜",
    ]
    assert tasks_of(word(rows), "a.docx") == wanted
    assert tasks_of(Pages().rows(rows).done(), "a.pdf") == wanted


def test_the_name_of_a_unit_with_a_word_for_things_in_it() -> None:
    units = ("县重点项目办", "县投资促进局")
    rows = (("序号", "任务", *units), ("1", "扩建小学", "√", ""), ("2", "发放补贴", "√", "√"))
    assert tasks_of(word(rows), "a.docx") == [
        "1 扩建小学｜responsible:县重点项目办｜",
        "2 发放补贴｜responsible:县重点项目办 responsible:县投资促进局｜",
    ]


def test_signs_under_units_under_their_role() -> None:
    rows = [
        [word_cell(paragraph("任务"), merge="restart"), *_wide("牵头单位", "配合单位")],
        [word_cell("", merge="continue"), *cells(*UNITS)],
        cells("扩建小学", "√", "", "√", ""),
        cells("发放补贴", "", "√", "√", "√"),
    ]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == [
        " 扩建小学｜lead:区教育局 support:区民政局｜",
        " 发放补贴｜lead:区财政局 support:区民政局 support:区人社局｜",
    ]


def _wide(*texts: str) -> list[str]:
    return [word_cell(paragraph(text), span=2) for text in texts]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("注：▲为牵头单位，△为配合单位。", ""),
        ("", "说明：“▲”表示牵头，“△”表示配合。"),
        ("（▲牵头　△配合）", ""),
        ("▲—牵头单位 △—配合单位", ""),
        ("（▲为牵头单位，△为配合单位）", ""),
        ("", "备注：牵头单位用▲标注，配合单位用△标注。"),
    ],
)
def test_signs_mean_what_the_legend_says(above: str, below: str) -> None:
    assert tasks_of(word(SIGNED, above=above, below=below), "a.docx") == LED


def test_trap_two_signs_without_a_legend_are_issues() -> None:
    assert tasks_of(word(SIGNED), "a.docx") == []
    assert issues_of(word(SIGNED), "a.docx") == ["row-without-unit", "row-without-unit"]


def test_words_under_a_unit_that_are_no_mark_are_an_issue() -> None:
    rows = (
        ("序号", "任务", *UNITS[:2]),
        ("1", "扩建小学", "牵头", "安排资金"),
        ("2", "维修校舍", "牵头", ""),
    )
    assert tasks_of(word(rows), "a.docx") == ["1 扩建小学｜lead:区教育局｜", "2 维修校舍｜lead:区教育局｜"]
    assert issues_of(word(rows), "a.docx") == ["unread-words"]


@pytest.mark.parametrize(
    "rows",
    [
        (("序号", "任务", "区教育局", "区财政局"), ("1", "扩建小学", "负责选址", "安排资金")),
        (("单位", "扩建小学", "发放补贴"), ("区教育局", "√", ""), ("区财政局", "√", "√")),
    ],
    ids=["sentences under units", "tasks as columns"],
)
def test_trap_a_matrix_that_is_not_understood_is_an_issue(rows: Lines) -> None:
    assert tasks_of(word(rows), "a.docx") == []
    assert issues_of(word(rows), "a.docx") == ["unknown-table-header"]


@pytest.mark.parametrize(
    ("times", "due"),
    [
        (QUARTERS, ["2024-06-30", "2024-03-31 2024-12-31"]),
        (("3月", "6月", "9月份", "12月底前"), ["2024-06-30", "2024-03-31 2024-12-31"]),
        (("一季度", "上半年", "三季度", "年底前"), ["2024-06-30", "2024-03-31 2024-12-31"]),
        (("1-3月", "4-6月", "7月至9月", "10-12月"), ["2024-06-30", "2024-03-31 2024-12-31"]),
    ],
    ids=["quarters", "months", "mixed", "several months"],
)
def test_signs_under_times(times: tuple[str, ...], due: list[str]) -> None:
    rows = (
        ("序号", "任务", "责任单位", *times),
        ("1", "扩建小学", "区教育局", "", "√", "", ""),
        ("2", "发放补贴", "区财政局", "√", "", "", "√"),
    )
    assert [one.split("｜")[2] for one in tasks_of(word(rows), "a.docx")] == due
    assert issues_of(word(rows), "a.docx") == []


def test_signs_under_quarters_under_the_word_for_limits() -> None:
    rows = [
        [*(word_cell(paragraph(one), merge="restart") for one in ("任务", "责任单位")), *_four("完成时限")],
        [word_cell("", merge="continue"), word_cell("", merge="continue"), *cells(*QUARTERS)],
        cells("扩建小学", "区教育局", "", "√", "", ""),
    ]
    data = docx(paragraph(TITLE), word_table(rows))
    assert tasks_of(data, "a.docx") == [" 扩建小学｜responsible:区教育局｜2024-06-30"]


def _four(text: str) -> list[str]:
    return [word_cell(paragraph(text), span=4)]


def test_what_is_due_by_quarter() -> None:
    rows = (
        ("序号", "任务", "责任单位", "一季度目标", "二季度目标"),
        ("1", "扩建小学", "区教育局", "3月20日前完成选址", "完成设计"),
        ("2", "发放补贴", "区财政局", "", "发放到位"),
    )
    assert tasks_of(word(rows), "a.docx") == [
        "1 扩建小学｜responsible:区教育局｜2024-03-20 2024-06-30",
        "2 发放补贴｜responsible:区财政局｜2024-06-30",
    ]
    assert issues_of(word(rows), "a.docx") == []


def test_trap_figures_under_years_are_no_limits() -> None:
    rows = (
        ("序号", "指标", "责任单位", "2023年", "2024年", "2025年目标"),
        ("1", "入学率", "区教育局", "98", "99", "99.5"),
        ("2", "补贴人数", "区财政局", "100", "200", "300"),
    )
    assert tasks_of(word(rows), "a.docx") == [
        "1 入学率｜responsible:区教育局｜",
        "2 补贴人数｜responsible:区财政局｜",
    ]


BESIDE: Lines = (("1", "扩建小学", "区教育局*、区财政局"), ("2", "发放补贴", "*区民政局|区人社局、区财政局"))


def beside(header: str, below: str = "", sign: str = "*") -> list[str]:
    rows = [[text.replace("*", sign) for text in row] for row in (("序号", "任务", header), *BESIDE)]
    data = word(rows, below=below.replace("*", sign))
    assert issues_of(data, "a.docx") == []
    return [one.split("｜")[1] for one in tasks_of(data, "a.docx")]


@pytest.mark.parametrize("sign", ["*", "★", "△", "#"])
@pytest.mark.parametrize(
    ("header", "below", "others"),
    [
        ("责任部门（加*号为牵头部门，其余为参与部门）", "", "support"),
        ("责任单位（*为牵头单位）", "", "responsible"),
        ("责任单位", "注：带*的为牵头部门，其他为配合部门。", "support"),
        ("责任单位", "备注：牵头单位后标*。", "responsible"),
        ("责任单位", "说明：标注“*”的单位为牵头单位", "responsible"),
    ],
)
def test_signs_beside_names_mean_what_notes_say(sign: str, header: str, below: str, others: str) -> None:
    assert beside(header, below, sign) == [
        f"lead:区教育局 {others}:区财政局",
        f"lead:区民政局 {others}:区人社局 {others}:区财政局",
    ]


def test_trap_signs_nobody_explains_tell_no_role() -> None:
    for sign in "*★△":
        assert beside("责任单位", sign=sign) == [
            "responsible:区教育局 responsible:区财政局",
            "responsible:区民政局 responsible:区人社局 responsible:区财政局",
        ]


def test_trap_a_legend_about_others_gives_no_role_where_nobody_has_a_sign() -> None:
    rows = (("序号", "任务", "责任单位（加*为牵头，其余为配合）"), ("1", "扩建小学", "区教育局"))
    assert tasks_of(word(rows), "a.docx") == ["1 扩建小学｜responsible:区教育局｜"]


def test_stages_of_work_below_years_are_due_in_them() -> None:
    rows = (("项目", "责任单位", "2024年", "2025年"), ("建设水厂", "区水务局", "完成设计", "竣工"))
    assert tasks_of(word(rows), "a.docx") == [" 建设水厂｜responsible:区水务局｜2024-12-31 2025-12-31"]


def test_trap_figures_below_years_are_no_limits() -> None:
    rows = (("项目", "责任单位", "2022年", "2023年"), ("植树", "区林业局", "完成3万亩", "完成4万亩"))
    assert tasks_of(word(rows), "a.docx") == [" 植树｜responsible:区林业局｜"]


def test_beside_the_sign_of_who_leads_the_only_other_one_is_of_the_responsible() -> None:
    rows = (("任务", *UNITS[:2]), ("扩建小学", "▲", "√"))
    assert tasks_of(word(rows, above="（▲为牵头单位）"), "a.docx") == [
        " 扩建小学｜lead:区教育局 responsible:区财政局｜"
    ]


def test_what_is_to_be_reached_in_each_of_several_years_is_due_in_it() -> None:
    rows = (("任务", "责任单位", "2024年目标", "2025年目标"), ("造林", "区林业局", "造林5万亩", "造林6万亩"))
    assert tasks_of(word(rows), "a.docx") == [" 造林｜responsible:区林业局｜2024-12-31 2025-12-31"]


@pytest.mark.parametrize(
    ("headers", "due"),
    [
        (("2024年底前完成事项", "2025年底前完成事项"), "2024-12-31 2025-12-31"),
        (("近期（2024年）", "中期（2025—2027年）"), "2024-12-31 2027-12-31"),
        (("第一阶段（2024年）", "第二阶段（2025年）"), "2024-12-31 2025-12-31"),
    ],
)
def test_times_with_words_around_them_name_columns(headers: tuple[str, str], due: str) -> None:
    rows = (("任务", "责任单位", *headers), ("造林", "区林业局", "选定地块", "造林6万亩"))
    assert tasks_of(word(rows), "a.docx") == [f" 造林｜responsible:区林业局｜{due}"]


def test_trap_years_in_brackets_behind_what_was_reached_name_no_column_of_limits() -> None:
    rows = (
        ("任务", "责任单位", "完成情况（2023年）", "问题（2024年）"),
        ("造林", "区林业局", "已选定", "缺苗"),
    )
    assert tasks_of(word(rows), "a.docx") == [" 造林｜responsible:区林业局｜"]


def test_what_was_reached_is_no_task() -> None:
    header = ("任务", "2024年度任务目标", "责任单位", "1—9月份工作取得成效")
    row = ("扩建小学", "完成主体", "区教育局", "正在加快推进，完成基础施工，开始安装墙板")
    assert tasks_of(word((header, row)), "a.docx") == [" 扩建小学｜responsible:区教育局｜"]


def test_figures_to_be_reached_in_each_of_several_years_are_due_in_it() -> None:
    rows = (("任务", "责任单位", "2024年目标", "2025年目标"), ("绿化率（%）", "区林业局", "41", "43"))
    assert tasks_of(word(rows), "a.docx") == [" 绿化率（%）｜responsible:区林业局｜2024-12-31 2025-12-31"]


def test_tasks_of_several_years_are_due_in_them_where_nothing_else_tells_the_tasks() -> None:
    rows = (
        ("责任单位", "2024年任务", "2025年任务"),
        ("区林业局", "造林5万亩", ""),
        ("区教育局", "扩建小学", "新建小学"),
    )
    assert tasks_of(word(rows), "a.docx") == [
        " 造林5万亩｜responsible:区林业局｜2024-12-31",
        " 扩建小学｜responsible:区教育局｜2024-12-31",
        " 新建小学｜responsible:区教育局｜2025-12-31",
    ]


def test_trap_the_tasks_of_one_year_have_no_limit_for_that() -> None:
    rows = (("责任单位", "2024年任务"), ("区林业局", "造林5万亩"), ("区教育局", "扩建小学"))
    assert [one.split("｜")[2] for one in tasks_of(word(rows), "a.docx")] == ["", ""]


def test_signs_of_divisions_have_the_tasks_where_nobody_else_has_signs() -> None:
    rows = (("任务", "人事处", "财务处"), ("核定编制", "★", "☆"))
    assert tasks_of(word(rows, below="注：★为牵头处室，☆为配合处室。"), "a.docx") == [
        " 核定编制｜lead:人事处 support:财务处｜"
    ]


def test_trap_beside_the_sign_of_units_that_of_divisions_is_of_no_owner() -> None:
    rows = (("任务", "区教育局", "基教科"), ("扩建小学", "★", "☆"))
    assert tasks_of(word(rows, below="注：★为责任单位，☆为责任科室。"), "a.docx") == [
        " 扩建小学｜responsible:区教育局 other:基教科｜"
    ]


def test_the_last_row_of_a_sheet_says_what_signs_beside_names_mean() -> None:
    rows = (
        ("序号", "任务", "责任单位"),
        ("1", "储备物资", "▲县粮储局、△县应急局"),
        ("注：▲为牵头单位，△为配合单位。", None, None),
    )
    assert tasks_of(workbook({"表": rows}), "a.xlsx") == ["1 储备物资｜lead:县粮储局 support:县应急局｜"]

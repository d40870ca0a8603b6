"""Matrices whose columns are tasks and whose rows are units."""

from __future__ import annotations

from make_documents import paragraph, workbook
from make_tables import TITLE, Lines, docx, issues_of, table, tasks_of

ROLES: Lines = (
    ("单位", "编制权责清单", "清理证明事项"),
    ("市司法局", "配合", "牵头"),
    ("市数据局", "牵头", ""),
)
TASKS = [
    " 编制权责清单｜support:市司法局 lead:市数据局｜",
    " 清理证明事项｜lead:市司法局｜",
]
SIGNS: Lines = (ROLES[0], ("市司法局", "○", "★"), ("市数据局", "★", ""))


def word(rows: Lines, below: str = "") -> bytes:
    return docx(paragraph(TITLE), table(rows), paragraph(below))


def test_roles_of_units_under_tasks() -> None:
    assert tasks_of(word(ROLES), "a.docx") == TASKS
    counted = [[TITLE], *([number, *row] for number, row in zip(("序号", 1, 2), ROLES, strict=True))]
    assert tasks_of(workbook({"分工": counted}), "a.xlsx") == TASKS


def test_signs_of_units_under_tasks_mean_what_the_legend_says() -> None:
    assert tasks_of(word(SIGNS, "注：★为牵头单位，○为配合单位"), "a.docx") == TASKS
    within = workbook({"分工": [[TITLE], *map(list, SIGNS), ["注：★为牵头单位，○为配合单位"]]})
    assert tasks_of(within, "a.xlsx") == TASKS


def test_the_corner_says_who_has_the_tasks() -> None:
    rows = (("责任单位", "编制权责清单", "清理证明事项"), ("市司法局", "√", "√"), ("市数据局", "√", ""))
    assert tasks_of(word(rows), "a.docx") == [
        " 编制权责清单｜responsible:市司法局 responsible:市数据局｜",
        " 清理证明事项｜responsible:市司法局｜",
    ]


def test_the_title_says_that_the_work_is_divided() -> None:
    rows = (("单位", "编制权责清单", "清理证明事项"), ("市司法局", "√", "√"), ("市数据局", "√", ""))
    wanted = [
        " 编制权责清单｜responsible:市司法局 responsible:市数据局｜",
        " 清理证明事项｜responsible:市司法局｜",
    ]
    sheet = workbook({"S": [["清理证明事项职责分工"], *map(list, rows)]}, {"S": ["A1:C1"]})
    assert tasks_of(sheet, "a.xlsx") == wanted
    assert tasks_of(docx(paragraph("清理证明事项责任分解"), table(rows)), "a.docx") == wanted


def test_trap_signs_that_nobody_explains_hand_nothing_out() -> None:
    rows = (("单位", "党建工作", "平安建设"), ("市司法局", "√", "√"), ("市数据局", "√", ""))
    assert tasks_of(word(rows), "a.docx") == []
    assert issues_of(word(rows), "a.docx") == ["unknown-table-header"]
    assert tasks_of(word(SIGNS), "a.docx") == []


def test_trap_the_row_below_a_sign_does_not_explain_it() -> None:
    rows = (("任务", "牵头单位", "配合单位", ""), ("", "", "市财政局", "市民政局"))
    below = (("支持养老", "市民政局", "√", ""), ("落实补贴", "市人社局", "√", "√"))
    sheet = workbook({"分工": [*map(list, rows), *map(list, below)]}, {"分工": ["C1:D1", "A1:A2", "B1:B2"]})
    assert tasks_of(sheet, "a.xlsx") == [
        " 支持养老｜lead:市民政局 support:市财政局｜",
        " 落实补贴｜lead:市人社局 support:市财政局 support:市民政局｜",
    ]


def test_a_row_of_limits_under_tasks() -> None:
    assert tasks_of(word((*ROLES, ("完成时限", "2024年5月", "2024年9月"))), "a.docx") == [
        f"{TASKS[0]}2024-05-31",
        f"{TASKS[1]}2024-09-30",
    ]

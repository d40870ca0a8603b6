"""Task tables without upright rules: columns set apart by white space, with rules across or none."""

from __future__ import annotations

import pytest
from make_documents import ofd_file, ofd_rule, ofd_text, paragraph
from make_tables import HEADER, TITLE, XS, Lines, Pages, docx, issues_of, tabbed, tasks_of

R1 = ("1", "开办企业一日办结", "区市场监管局", "2024年6月底前")
R2 = (
    "2",
    "推行“一件事一次办”，|年内上线二十项，实现线上线|下同标准办理",
    "区行政审批局、|区大数据局",
    "2024年12月底前",
)
R3 = ("3", "编制惠企政策目录", "区发改委", "2024年9月底前")
R4 = ("4", "清理涉企收费", "区财政局、区市场|监管局", "长期坚持")
ROWS = (HEADER, R1, R2, R3, R4)

TASKS = [
    "1 开办企业一日办结｜responsible:区市场监管局｜2024-06-30",
    "2 推行“一件事一次办”，年内上线二十项，实现线上线下同标准办理"
    "｜responsible:区行政审批局 responsible:区大数据局｜2024-12-31",
    "3 编制惠企政策目录｜responsible:区发改委｜2024-09-30",
    "4 清理涉企收费｜responsible:区财政局 responsible:区市场监管局｜",
]
BELOW = "请各单位抓好落实。"


def without_number(tasks: list[str]) -> list[str]:
    return [f" {task.split(' ', 1)[1]}" for task in tasks]


@pytest.mark.parametrize("rules", ["none", "three", "across"])
def test_a_table_without_upright_rules(rules: str) -> None:
    assert tasks_of(Pages().rows(ROWS, rules=rules).line(BELOW).done(), "a.pdf") == TASKS


@pytest.mark.parametrize("rules", ["none", "three"])
def test_rows_without_numbers_are_told_apart_by_their_distance(rules: str) -> None:
    rows = [row[1:] for row in ROWS]
    data = Pages().rows(rows, XS[1:], rules, gap=10).line(BELOW).done()
    assert tasks_of(data, "a.pdf") == without_number(TASKS)


@pytest.mark.parametrize("gap", [6, 10])
def test_rows_whose_cells_stand_in_the_middle_of_their_height(gap: float) -> None:
    rows = (
        ("1", "推进政务公开", "区政府办、|区司法局、|区档案馆、|区融媒体", "2024年10月|底前"),
        ("2", "便利企业注销", "区市场监管局、|区税务局", "2024年11月底前"),
        ("3", "清理涉企收费", "区财政局、|区发改委、|区司法局", "长期坚持"),
        ("4", "整合服务热线，|统一受理诉求", "区信访局、|区数据局、|区城管局", "2024年5月底前"),
    )
    pages = Pages().rows((HEADER, *rows), rules="none", gap=gap, middle=True)
    assert tasks_of(pages.line(BELOW).done(), "a.pdf") == [
        "1 推进政务公开"
        "｜responsible:区政府办 responsible:区司法局 responsible:区档案馆 responsible:区融媒体｜2024-10-31",
        "2 便利企业注销｜responsible:区市场监管局 responsible:区税务局｜2024-11-30",
        "3 清理涉企收费｜responsible:区财政局 responsible:区发改委 responsible:区司法局｜",
        "4 整合服务热线，统一受理诉求"
        "｜responsible:区信访局 responsible:区数据局 responsible:区城管局｜2024-05-31",
    ]


def test_trap_a_list_below_a_table_that_does_not_count_on_is_no_part_of_it() -> None:
    first = ("1", "开办企业一日办结", "区市场监管局", "2024年6月|底前")
    pages = Pages().rows((HEADER, first, *ROWS[2:4]), rules="none", middle=True).skip(10)
    data = pages.line(BELOW, 115).line("1", 75).line("2", 75).done()
    assert tasks_of(data, "a.pdf") == TASKS[:3]


def test_two_columns_between_three_rules() -> None:
    data = Pages().rows([row[1:3] for row in ROWS], XS[1:4], "three", gap=10).line(BELOW).done()
    assert [task.split("｜")[1] for task in tasks_of(data, "a.pdf")] == [one.split("｜")[1] for one in TASKS]


@pytest.mark.parametrize(
    "header",
    [("序号", "任务", "责任|单位", "完成|时限"), ("|序号", "|任务", "责任单位|（牵头在|前）", "|完成时限")],
    ids=["two lines", "three lines"],
)
def test_a_header_over_several_lines(header: tuple[str, ...]) -> None:
    assert tasks_of(Pages().rows((header, *ROWS[1:]), rules="none").line(BELOW).done(), "a.pdf") == TASKS


@pytest.mark.parametrize("rules", ["none", "three", "across"])
def test_a_header_with_a_word_nobody_knows_over_rows_that_count(rules: str) -> None:
    rows = [(*HEADER[:3], "督导频次"), *((*row[:3], "每月一次") for row in ROWS[1:])]
    data = Pages().rows(rows, rules=rules).line(BELOW).done()
    assert [task.rpartition("｜")[0] for task in tasks_of(data, "a.pdf")] == [
        task.rpartition("｜")[0] for task in TASKS
    ]


def test_numbers_in_the_middle_of_their_rows() -> None:
    middle = ("|2", R2[1], f"|{R2[2].replace('|', '')}", "|2024年12月底前")
    xs = (70.0, 110.0, 300.0, 450.0, 545.0)
    assert tasks_of(Pages().rows((HEADER, R1, middle, R3), xs, "none").done(), "a.pdf") == TASKS[:3]


@pytest.mark.parametrize("rules", ["none", "three"])
@pytest.mark.parametrize("header", [True, False], ids=["header again", "no header"])
def test_such_a_table_goes_on_over_the_page_break(rules: str, header: bool) -> None:
    pages = Pages().rows((HEADER, R1, R2), rules=rules, top=300).next_page()
    pages.rows((HEADER, R3, R4) if header else (R3, R4), rules=rules).line(BELOW)
    assert tasks_of(pages.done(), "a.pdf") == TASKS


@pytest.mark.parametrize("header", [True, False], ids=["header again", "no header"])
def test_a_row_of_such_a_table_cut_by_the_page_break(header: bool) -> None:
    head, rest = R2[1].rsplit("|", 1)
    pages = Pages().rows((HEADER, R1, ("2", head, *R2[2:])), rules="none", top=300).next_page()
    lower: Lines = (("", rest, "", ""), R3, R4)
    pages.rows((HEADER, *lower) if header else lower, rules="none").line(BELOW)
    assert tasks_of(pages.done(), "a.pdf") == TASKS


def test_what_is_signed_below_the_last_column_is_no_row() -> None:
    pages = Pages().rows(ROWS, rules="none").skip(40)
    pages.line("滨河区人民政府办公室", 400).line("2024年3月1日", 435)
    assert tasks_of(pages.done(), "a.pdf") == TASKS


def test_trap_prose_under_words_that_name_columns_is_no_table() -> None:
    pages = (
        Pages().line("任务  责任单位  完成时限").line("各单位要按照职责分工抓好落实，确保各项任务按时完成。")
    )
    assert tasks_of(pages.done(), "a.pdf") == []


def test_three_rules_in_an_ofd_file() -> None:
    rows = [("序号", "任务", "责任单位"), ("1", "建设水厂", "区水务局"), ("2", "修建道路", "区交通局")]
    rules = "".join(ofd_rule(30, y, 150, y) for y in (50, 58, 82))
    texts = "".join(
        ofd_text(x, 52 + 10 * number, text)
        for number, row in enumerate(rows)
        for x, text in zip((32, 50, 110), row, strict=True)
    )
    assert tasks_of(ofd_file(ofd_text(30, 30, "任务分解表") + rules + texts), "a.ofd") == [
        "1 建设水厂｜responsible:区水务局｜",
        "2 修建道路｜responsible:区交通局｜",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [tabbed(*row) for row in (HEADER, R1, ("2", *R3[1:]))],
        [paragraph("　　".join(row)) for row in (HEADER, R1, ("2", *R3[1:]))],
    ],
    ids=["tabs", "blanks"],
)
def test_lines_of_a_word_document_set_in_columns(lines: list[str]) -> None:
    assert tasks_of(docx(paragraph(TITLE), *lines, paragraph(BELOW)), "a.docx") == [
        TASKS[0],
        TASKS[2].replace("3", "2", 1),
    ]


def test_a_header_printed_again_on_the_same_page_is_no_row() -> None:
    pages = Pages().rows((HEADER, R1, R2), rules="none").rows((HEADER, R3, R4), rules="none")
    assert tasks_of(pages.line(BELOW).done(), "a.pdf") == TASKS


@pytest.mark.parametrize("rules", ["none", "three", "across"])
def test_rows_from_one_on_whose_cells_touch_are_an_issue(rules: str) -> None:
    wide = ("3", "推行“一件事一次办”，年内上线二十项", "区发改委", "2024年9月底前")
    data = Pages().rows((HEADER, R1, ("2", *R3[1:]), wide, R4), rules=rules).line(BELOW).done()
    assert tasks_of(data, "a.pdf") == [TASKS[0], "2 编制惠企政策目录｜responsible:区发改委｜2024-09-30"]
    assert issues_of(data, "a.pdf") == ["unread-table"]


def test_trap_text_below_a_table_that_counts_on_is_none_of_it() -> None:
    pages = Pages().rows((HEADER, R1, ("2", *R3[1:])), rules="none")
    data = pages.line("3.各单位按月报送进展情况，遇有困难及时报告区政府。").done()
    assert len(tasks_of(data, "a.pdf")) == 2
    assert issues_of(data, "a.pdf") == []

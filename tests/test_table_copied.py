"""Task tables copied from pages into plain text: blanks in cells, cells over lines, cells left out."""

from __future__ import annotations

import pytest
from make_tables import issues_of, tasks_of

FIGURES = """2024年检修任务表
序号 任务 责任单位 完成时限
1 检修水泵 12 台 县水务局 2024 年 6 月底前
2 疏通边沟 区域内全部 县住建局 5 月 20 日前
3 更换井盖 县城管局牵头，县住建局配合 2024 年 9 月
"""
BROKEN = """检修任务表
序号 任务 责任单位 完成时限
1 检修水泵站，更换老旧水
泵 12 台
县水务局、县财
政局
2024 年 6 月
底前
2 疏通边沟 县住建局 2024 年 7 月
"""
WRAPPED = """检修任务表
序 工作 牵头 完成时
号 任务 单位 限
1 检修水泵站 县水务局 2024 年 6 月
"""


def test_figures_that_a_page_sets_off_stand_inside_their_cells() -> None:
    data = FIGURES.replace(" 区域内全部", "").encode()
    assert tasks_of(data, "a.txt") == [
        "1 检修水泵12台｜responsible:县水务局｜2024-06-30",
        "2 疏通边沟｜responsible:县住建局｜2024-05-20",
        "3 更换井盖｜lead:县城管局 support:县住建局｜2024-09-30",
    ]


def test_a_time_that_follows_another_is_one_of_its_own() -> None:
    text = "序号 任务 开始时间 完成时间 责任单位\n1 审查图纸 2025 年 3 月 2025 年 4 月 10 日 县住建局\n"
    text += "2 主体施工 2025 年 5 月 2025 年 11 月 30 日 县城投公司\n"
    assert tasks_of(text.encode(), "a.txt") == [
        "1 审查图纸｜responsible:县住建局｜2025-04-10",
        "2 主体施工｜responsible:县城投公司｜2025-11-30",
    ]


def test_trap_a_row_of_more_words_than_cells_is_no_row() -> None:
    data = FIGURES.encode()
    assert [one[0] for one in tasks_of(data, "a.txt")] == ["1", "3"]
    assert "row-without-unit" in issues_of(data, "a.txt")


def test_cells_of_a_line_stand_beside_cells_over_several_lines() -> None:
    assert tasks_of(BROKEN.encode(), "a.txt") == [
        "1 检修水泵站，更换老旧水泵12台｜responsible:县水务局 responsible:县财政局｜2024-06-30",
        "2 疏通边沟｜responsible:县住建局｜2024-07-31",
    ]


def test_words_of_a_header_printed_wide_are_one() -> None:
    data = BROKEN.replace("序号 任务", "序号 工 作 任 务").encode()
    assert [one[0] for one in tasks_of(data, "a.txt")] == ["1", "2"]


@pytest.mark.parametrize(
    "header",
    ["序号 任务 责任单位 完成时限", "序号 任务 责任单位 完成时\n限", "序\n号\n任务 责任单位 完成时限"],
)
def test_a_header_may_be_wrapped(header: str) -> None:
    data = BROKEN.replace("序号 任务 责任单位 完成时限", header).encode()
    assert [one[0] for one in tasks_of(data, "a.txt")] == ["1", "2"]


def test_a_line_of_a_wrapped_header_above_its_table_is_no_lost_one() -> None:
    text = "序 责任 完成\n号 任 务 单 位 时 限\n1 检修水泵 县水务局 2024.10\n2 疏通边沟 县住建局 2024.12\n"
    assert len(tasks_of(text.encode(), "a.txt")) == 2
    assert issues_of(text.encode(), "a.txt") == []


def test_a_header_below_which_no_row_fits_is_an_issue() -> None:
    text = "检修任务表\n序号 整改任务 措施要求 牵头单\n位\n1 检修\n水泵\n更换\n机组\n县水务局\n2 其他\n"
    assert tasks_of(text.encode(), "a.txt") == []
    assert issues_of(text.encode(), "a.txt") == ["unread-table"]


PLACES = (
    "领域    时限      任务        责任单位",
    "供水    3月底前   检修水泵    县水务局",
    "        5月底前   疏通边沟    县住建局",
    "排水    6月底前   更换井盖    县城管局",
)


@pytest.mark.parametrize("counted", [True, False], ids=["counted", "not counted"])
def test_cells_below_words_of_the_header_tell_which_ones_are_empty(counted: bool) -> None:
    numbers = ("序号  ", "1     ", "2     ", "3     ") if counted else ("",) * 4
    rows = [number + row for number, row in zip(numbers, PLACES, strict=True)]
    found = tasks_of(("2024年检修任务表\n" + "\n".join(rows)).encode(), "a.txt")
    assert [one.split(" ", 1)[1] for one in found] == [
        "检修水泵｜responsible:县水务局｜2024-03-31",
        "疏通边沟｜responsible:县住建局｜2024-05-31",
        "更换井盖｜responsible:县城管局｜2024-06-30",
    ]


SECTIONS = """2024年检修任务表
任务  牵头部门  配合部门  完成时间
（一）供水
检修水泵12台  县水务局  县财政局  3月底前
（二）排水
疏通边沟  各乡镇    5月底前
更换井盖  县城管局  县住建局  6月底前
"""


def test_headings_over_rows_that_nobody_counts_between_the_same_blanks() -> None:
    assert tasks_of(SECTIONS.encode(), "a.txt") == [
        " 检修水泵12台｜lead:县水务局 support:县财政局｜2024-03-31",
        " 疏通边沟｜lead:各乡镇｜2024-05-31",
        " 更换井盖｜lead:县城管局 support:县住建局｜2024-06-30",
    ]


def test_trap_a_heading_without_a_row_below_it_ends_the_table() -> None:
    text = SECTIONS.partition("（二）")[0] + "二、工作要求\n各单位要抓好落实。\n"
    assert len(tasks_of(text.encode(), "a.txt")) == 1
    assert issues_of(text.encode(), "a.txt") == []


def test_a_column_may_be_called_as_nobody_knows_between_wide_blanks() -> None:
    rows = "序号    指标    2023年实绩    责任单位\n1    供水    80    县水务局\n2    绿地    9    县住建局\n"
    assert [one.split("｜")[1] for one in tasks_of(rows.encode(), "a.txt")] == [
        "responsible:县水务局",
        "responsible:县住建局",
    ]


@pytest.mark.parametrize("headings", [("一 供水",), ("一、供水", "（一）城区"), ("一 供水", "（一）城区")])
@pytest.mark.parametrize("blank", [" ", "    "])
def test_headings_over_counted_rows_between_blanks(headings: tuple[str, ...], blank: str) -> None:
    rows = ("1 检修水泵12台 县水务局 6月底", "二 排水", "2 疏通边沟 县住建局 5月20日前")
    lines = "\n".join(("序号 任务 责任单位 完成时限", *headings, *rows)).replace(" ", blank)
    assert tasks_of(f"2024年检修任务表\n{lines}\n".encode(), "a.txt") == [
        "1 检修水泵12台｜responsible:县水务局｜2024-06-30",
        "2 疏通边沟｜responsible:县住建局｜2024-05-20",
    ]


@pytest.mark.parametrize("first", ["供水保障（1项）", "供水保障"])
@pytest.mark.parametrize("numerals", [("一", "二"), ("（一）", "（二）")])
def test_headings_whose_numeral_has_a_line_of_its_own(first: str, numerals: tuple[str, str]) -> None:
    one, other = numerals
    lines = ("序号", "任务", "责任单位", "时限", one, first, "1", "检修水泵", "县水务局、", "各乡镇")
    more = ("6月底", other, "排水防涝", "2", "疏通边沟", "县住建局", "5月底")
    text = "\n".join(("2024年检修任务表", *lines, *more))
    assert tasks_of(text.encode(), "a.txt") == [
        "1 检修水泵｜responsible:县水务局 responsible:各乡镇｜2024-06-30",
        "2 疏通边沟｜responsible:县住建局｜2024-05-31",
    ]


DITTO = """2024年检修任务表
序号
任务
责任单位
时限
1
检修水泵
县水务局
3月底
2
疏通边沟
同上
同上
3
更换井盖
县城管局
5月底
"""


def test_a_line_that_says_the_same_is_the_cell_above() -> None:
    assert tasks_of(DITTO.encode(), "a.txt") == [
        "1 检修水泵｜responsible:县水务局｜2024-03-31",
        "2 疏通边沟｜responsible:县水务局｜2024-03-31",
        "3 更换井盖｜responsible:县城管局｜2024-05-31",
    ]


CELLS = """检修任务表
序号
重点任务
具体举措
牵头单位
配合单位
时限
1
供水保障
检修水泵
县水务局
县财政局
2024年3月
2
疏通边沟
县住建局
县城管局
2024年5月
3
道路养护
更换井盖
县城管局
县财政局
2024年6月
4
修补路面
县交通局
县公安局
长期坚持
"""


def test_a_cell_merged_over_rows_is_printed_in_the_first_of_them() -> None:
    assert [one.split("｜")[1] for one in tasks_of(CELLS.encode(), "a.txt")] == [
        "lead:县水务局 support:县财政局",
        "lead:县住建局 support:县城管局",
        "lead:县城管局 support:县财政局",
        "lead:县交通局 support:县公安局",
    ]


def test_a_header_of_words_in_a_row_is_no_label_of_what_stands_below() -> None:
    text = "演练安排表\n日期 活动 地点 责任单位\n6 月 3 日 启动 广场 县应急局\n6 月 9 日 演练 河堤 县水务局\n"
    assert tasks_of(text.encode(), "a.txt") == []
    assert issues_of(text.encode(), "a.txt") == ["unread-table"]


def test_trap_a_label_behind_a_sentence_owns_its_task() -> None:
    text = "1.加固河堤，开展巡查 责任单位\n县水务局、县应急局\n2.清淤 责任单位 县水务局\n"
    assert [one.split("｜")[1] for one in tasks_of(text.encode(), "a.txt")] == [
        "responsible:县水务局 responsible:县应急局",
        "responsible:县水务局",
    ]


def test_a_label_before_the_name_of_the_next_column_is_none() -> None:
    text = "整治台账\n整治重点 具体表现 责任单位 整治时限\n区级 街道\n保洁不力 垃圾满溢 区住建局 各街道 6月\n"
    assert tasks_of(text.encode(), "a.txt") == []

"""Sheets printed to pages as they are: no rules, numbers hard by the tasks, columns on pages of their own."""

from __future__ import annotations

from make_documents import PdfMaker
from make_tables import issues_of, tasks_of

XS = [55.0, 95.5, 216.0, 330.0]
HEADER = ["序号", "重点任务", "责任单位", "完成时限"]
NUMBERS_END = 94.0
STEP, WIDTH = 5.5, 12.0  # from one figure to the next, and how wide the box of the last is
ROWS = [
    [["改造泵站三座"], ["县水利局"], ["2025年6月底前"]],
    [["清运河道淤泥并", "补植岸边树木"], ["县城管局"], ["2025年9月底前"]],
]


def sheet(rows: list[list[list[str]]], first: int, step: float = 20) -> PdfMaker:
    """A page with these rows, each cell in the middle of its row; `step` is between lines of two rows."""
    maker, y = PdfMaker().text(55, 780, "石桥县2025年重点任务表"), 740.0
    for x, word in zip(XS, HEADER, strict=True):
        maker.text(x, y, word)
    for number, cells in enumerate(rows, first):
        lines = max(map(len, cells))
        middle = y - step - 7 * (lines - 1)
        for x, cell in zip(XS[1:], cells, strict=True):
            for line, text in enumerate(cell):
                maker.text(x, middle + 7 * (len(cell) - 1) - 14 * line, text)
        maker.text(NUMBERS_END - WIDTH - STEP * (len(str(number)) - 1), middle, str(number))
        y = middle - 7 * (lines - 1)
    return maker


def test_numbers_that_end_where_the_tasks_begin() -> None:
    assert tasks_of(sheet(ROWS * 2, 9).done(), "a.pdf") == [
        "9 改造泵站三座｜responsible:县水利局｜2025-06-30",
        "10 清运河道淤泥并补植岸边树木｜responsible:县城管局｜2025-09-30",
        "11 改造泵站三座｜responsible:县水利局｜2025-06-30",
        "12 清运河道淤泥并补植岸边树木｜responsible:县城管局｜2025-09-30",
    ]


def test_trap_a_figure_at_the_head_of_a_wrapped_task_is_no_number() -> None:
    rows = [[["组织培训班", "2期以上"], ["县人社局"], ["2025年底前"]], *ROWS]
    assert [task.partition("｜")[0] for task in tasks_of(sheet(rows, 1).done(), "a.pdf")] == [
        "1 组织培训班2期以上",
        "2 改造泵站三座",
        "3 清运河道淤泥并补植岸边树木",
    ]


def test_rows_that_nothing_parts_are_an_issue() -> None:
    rows = [[["改造泵站三座"], ["县水利局", "县财政局", "县住建局"], ["长期"]], *ROWS]
    data = sheet(rows, 1, step=8).done()
    assert (tasks_of(data, "a.pdf"), issues_of(data, "a.pdf")) == ([], ["unread-table"])


def test_columns_on_a_page_of_their_own_are_an_issue() -> None:
    maker = sheet(ROWS, 1).next_page().text(55, 740, "配合单位").text(200, 740, "备注")
    data = maker.text(55, 720, "县财政局").text(55, 693, "县林业局").text(200, 693, "续建").done()
    assert len(tasks_of(data, "a.pdf")) == 2
    assert issues_of(data, "a.pdf") == ["unread-table"]


def test_trap_a_table_with_tasks_of_its_own_on_the_next_page() -> None:
    maker = sheet(ROWS, 1).next_page()
    for x, words in zip((55, 200), (["工作内容", "修缮校舍"], ["牵头单位", "县教育局"]), strict=True):
        maker.text(x, 740, words[0]).text(x, 720, words[1])
    assert tasks_of(maker.done(), "a.pdf")[2:] == [" 修缮校舍｜lead:县教育局｜"]


def test_a_header_on_a_page_below_which_no_table_fits_is_an_issue() -> None:
    maker = PdfMaker().text(55, 780, "石桥县2025年重点任务表")
    for x, word in zip(XS, HEADER, strict=True):
        maker.text(x, 740, word)
    for number, y in enumerate((720, 700, 680), 1):
        maker.text(60, y, f"{number} 改造泵站三座李强 县水利局、县###0871-123456")
    data = maker.done()
    assert (tasks_of(data, "a.pdf"), issues_of(data, "a.pdf")) == ([], ["unread-table"])

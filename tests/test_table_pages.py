"""Task tables over page breaks: rows cut in two, headers printed again, widened, or left out."""

from __future__ import annotations

import pytest
from make_documents import paragraph, web_page
from make_tables import HEADER, TITLE, Lines, Pages, docx, issues_of, table, tasks_of

R1 = ("1", "开办企业一日办结", "区市场监管局", "2024年6月底前")
R2 = ("2", "推行“一件事一次办”，|年内上线二十项，实现线上线", "区行政审批局|区税务局", "2024年12月|底前")
REST = ("", "下同标准办理", "区大数据局", "")
R3 = ("3", "编制惠企政策目录", "区发改委", "2024年9月底前")
R4 = ("4", "清理涉企收费", "区财政局", "长期坚持")

OPENED = "1 开办企业一日办结｜responsible:区市场监管局｜2024-06-30"
CUT = (
    "2 推行“一件事一次办”，年内上线二十项，实现线上线下同标准办理"
    "｜responsible:区行政审批局 responsible:区税务局 responsible:区大数据局｜2024-12-31"
)
LISTED = "3 编制惠企政策目录｜responsible:区发改委｜2024-09-30"
CLEARED = "4 清理涉企收费｜responsible:区财政局｜"
WIDER = (70.0, 120.0, 290.0, 420.0, 530.0)


def two_pages(upper: Lines, lower: Lines, line: str = "", wider: bool = False) -> bytes:
    pages = Pages().rows((HEADER, *upper), top=300).next_page()
    if line:
        pages.line(line, 240)
    return pages.rows(lower, WIDER if wider else None).line("请各单位抓好落实。").done()


@pytest.mark.parametrize(
    ("lower", "line", "tasks"),
    [
        ((HEADER, REST, R3), "", [OPENED, CUT, LISTED]),
        ((REST, R3), "", [OPENED, CUT, LISTED]),
        ((HEADER, REST, R3), "（续表）", [OPENED, CUT, LISTED]),
        ((REST, R3), "续上表", [OPENED, CUT, LISTED]),
        ((HEADER, REST, R3), f"{TITLE}（续）", [OPENED, CUT, LISTED]),
        ((HEADER, REST, R3), TITLE, [OPENED, CUT, LISTED]),
    ],
    ids=[
        "header again",
        "no header",
        "续表 and header",
        "续上表, no header",
        "caption（续）",
        "caption again",
    ],
)
def test_a_row_cut_by_the_page_break_is_one_task(lower: Lines, line: str, tasks: list[str]) -> None:
    assert tasks_of(two_pages((R1, R2), lower, line), "a.pdf") == tasks


@pytest.mark.parametrize(
    ("lower", "line"),
    [((HEADER, R3, R4), ""), ((R3, R4), ""), ((R3, R4), "续表"), ((HEADER, R3, R4), "续表")],
    ids=["header again", "numbers count on", "续表", "续表 and header"],
)
def test_a_table_whose_columns_are_wider_on_the_next_page_goes_on(lower: Lines, line: str) -> None:
    full = ("2", "推行“一件事一次办”", "区行政审批局", "2024年12月底前")
    done = "2 推行“一件事一次办”｜responsible:区行政审批局｜2024-12-31"
    assert tasks_of(two_pages((R1, full), lower, line, wider=True), "a.pdf") == [
        OPENED,
        done,
        LISTED,
        CLEARED,
    ]


def test_a_row_over_three_pages_is_one_task() -> None:
    first = ("1", "推行“一件事一次办”，", "区行政审批局、", "2024年")
    pages = Pages().rows((HEADER, first), top=200).next_page()
    pages.rows((HEADER, ("", "年内上线二十项，实现", "区大数据局、", "12月底前"))).next_page()
    pages.rows((HEADER, ("", "线上线下同标准办理", "区司法局", ""), R3))
    assert tasks_of(pages.done(), "a.pdf") == [
        "1 推行“一件事一次办”，年内上线二十项，实现线上线下同标准办理"
        "｜responsible:区行政审批局 responsible:区大数据局 responsible:区司法局｜2024-12-31",
        LISTED,
    ]


@pytest.mark.parametrize("rest", ["线二十项", ""], ids=["row cut", "trap: row not cut"])
def test_a_class_merged_over_the_page_break_beside_a_row(rest: str) -> None:
    header = ("类别", *HEADER[1:])
    upper = (header, ("政务", *R1[1:]), ("", "推行“一件事一次办”改革，上", "区行政审批局", "2024年12月底前"))
    lower = (header, *([("", rest, "", "")] if rest else []), ("", *R3[1:]), ("", *R4[1:]))
    pages = Pages().rows(upper, merged=1, top=300).next_page().rows(lower, merged=1)
    assert [line.split("｜")[0].strip() for line in tasks_of(pages.done(), "a.pdf")] == [
        R1[1],
        f"推行“一件事一次办”改革，上{rest}",
        R3[1],
        R4[1],
    ]


def test_another_table_with_its_own_header_stays_apart() -> None:
    other = (("镇街", "联络员", "电话", "备注"), ("甲镇", "张三", "无", "无"))
    data = two_pages((R1,), other, wider=True)
    assert tasks_of(data, "a.pdf") == [OPENED]


@pytest.mark.parametrize("between", ["续表", "（续上表）"])
def test_a_word_table_cut_in_two_goes_on_with_its_header(between: str) -> None:
    body = docx(paragraph(TITLE), table((HEADER, R1)), paragraph(between), table((R3, R4)))
    assert tasks_of(body, "a.docx") == [OPENED, LISTED, CLEARED]


def test_a_word_table_that_counts_on_goes_on_with_its_header() -> None:
    body = docx(paragraph(TITLE), table((HEADER, R1, R3)), paragraph(), table((R4,)))
    assert tasks_of(body, "a.docx") == [OPENED, LISTED, CLEARED]


@pytest.mark.parametrize("numbers", [("1-1", "2-1"), ("1", "1"), ("1", "7")])
def test_a_section_in_a_table_of_its_own_below_its_counted_heading_goes_on(numbers: tuple[str, str]) -> None:
    one, other = ((number, *row[1:]) for number, row in zip(numbers, (R1, R3), strict=True))
    below = table((("二、规范收费", "", "", ""), other))
    body = docx(paragraph(TITLE), table((HEADER, one)), paragraph(), below)
    assert [task.split(" ", 1)[1] for task in tasks_of(body, "a.docx")] == [
        OPENED.split(" ", 1)[1],
        LISTED.split(" ", 1)[1],
    ]
    assert issues_of(body, "a.docx") == []


def test_trap_a_section_without_units_in_their_column_is_another_table() -> None:
    other = ("1", "张三", "科员", "无")
    below = table((("二、工作人员", "", "", ""), other))
    body = docx(paragraph(TITLE), table((HEADER, R1)), paragraph(), below)
    assert tasks_of(body, "a.docx") == [OPENED]


def test_trap_a_table_that_does_not_count_on_is_an_issue() -> None:
    body = docx(paragraph(TITLE), table((HEADER, R1)), paragraph(), table((R3, R4)))
    assert tasks_of(body, "a.docx") == [OPENED]
    assert issues_of(body, "a.docx") == ["unknown-table-header"]


@pytest.mark.parametrize(
    ("task", "title"),
    [("开展校车整治行动。", "开展校车整治行动"), ("储备更新改造重点项目", "储备更新改造重点项目")],
)
@pytest.mark.parametrize("counted", [True, False])
def test_a_task_that_ends_in_a_word_of_headers_is_no_header(task: str, title: str, counted: bool) -> None:
    def rows(*printed: tuple[str, ...]) -> str:
        return table([row if counted else row[1:] for row in printed])

    last = ("4", task, "区公安分局", "9月底")
    found = tasks_of(
        docx(paragraph(TITLE), rows(HEADER, R1), paragraph(), rows(("2", *R3[1:]), last)), "a.docx"
    )
    assert [one.split("｜")[0].split(" ")[-1] for one in found[1:]] == ["编制惠企政策目录", title]


def test_trap_a_table_with_a_header_of_its_own_does_not_go_on() -> None:
    other = (("序号", "项目", "牵头单位", "时间节点"), ("2", "清理涉企收费", "区财政局", "长期坚持"))
    found = tasks_of(docx(paragraph(TITLE), table((HEADER, R1)), paragraph(), table(other)), "a.docx")
    assert found == [OPENED, "2 清理涉企收费｜lead:区财政局｜"]


@pytest.mark.parametrize("gap", [48.0, 96.0], ids=["apart", "far"])
def test_the_last_row_without_rules_below_the_rest_of_a_row_is_a_task_of_its_own(gap: float) -> None:
    upper = ("1", "推行“一件事一次办”，", "区行政审批局", "2024年底前")
    rest = ("", "年内上线二十项|事项", "", "")
    last = ("2", "编制惠企政策目录，|每季度更新，|公布全部条目", "区发改委", "2024年9月底前")
    pages = Pages().rows((HEADER, upper), rules="none", gap=24, middle=True).next_page()
    pages.rows((HEADER, rest), rules="none", gap=24).skip(gap - 24).rows((last,), rules="none", middle=True)
    assert tasks_of(pages.done(), "a.pdf") == [
        "1 推行“一件事一次办”，年内上线二十项事项｜responsible:区行政审批局｜2024-12-31",
        "2 编制惠企政策目录，每季度更新，公布全部条目｜responsible:区发改委｜2024-09-30",
    ]


def test_a_header_of_two_rows_printed_again_is_passed_over() -> None:
    upper = "<tr><td rowspan=2>序号</td><td rowspan=2>任务</td><td colspan=2>责任分工</td></tr>"
    header = upper + "<tr><td>牵头单位</td><td>配合单位</td></tr>"
    rows = "<tr><td>1</td><td>建厂</td><td>甲局</td><td>乙局</td></tr>"
    more = "<tr><td>2</td><td>修路</td><td>乙局</td><td></td></tr>"
    page = web_page(f"<h1>{TITLE}</h1><table>{header}{rows}{header}{more}</table>").encode()
    assert tasks_of(page, "a.html") == ["1 建厂｜lead:甲局 support:乙局｜", "2 修路｜lead:乙局｜"]


BUILT: Lines = (("1", "改造水厂", "县水利局", "2024年6月"), ("2", "修建公路", "县交通局", "2024年7月"))
DONE: Lines = (("1", "清理河道", "县水利局", "2024年8月"), ("2", "种植行道树", "县林业局", "2024年9月"))


@pytest.mark.parametrize("rules", ["all", "three", "none"])
@pytest.mark.parametrize("caption", ["表2 分工", "附件2 重点任务", "表2 清单（续）"])
def test_a_caption_right_above_one_column_is_no_part_of_its_header(caption: str, rules: str) -> None:
    pages = Pages().rows((HEADER, *BUILT), rules=rules).line(caption, 330)
    found = tasks_of(pages.rows((HEADER, *DONE), rules=rules).done(), "a.pdf")
    assert found == [
        "1 改造水厂｜responsible:县水利局｜2024-06-30",
        "2 修建公路｜responsible:县交通局｜2024-07-31",
        "1 清理河道｜responsible:县水利局｜2024-08-31",
        "2 种植行道树｜responsible:县林业局｜2024-09-30",
    ]


@pytest.mark.parametrize("rules", ["three", "none"])
def test_trap_the_upper_half_of_a_name_is_no_caption(rules: str) -> None:
    header = ("序号", "任务", "责任|单位", "完成时限")
    assert tasks_of(Pages().rows((header, *BUILT), rules=rules, middle=True).done(), "a.pdf") == [
        "1 改造水厂｜responsible:县水利局｜2024-06-30",
        "2 修建公路｜responsible:县交通局｜2024-07-31",
    ]


@pytest.mark.parametrize("caption", ["表2 分工", "附件2 重点任务"])
def test_the_rules_of_the_table_below_end_no_rows_here(caption: str) -> None:
    other = ("序号", "任务", "牵头单位", "配合单位")
    pages = Pages().rows((HEADER, *BUILT), rules="three").line(caption, 330)
    found = tasks_of(
        pages.rows((other, ("1", "清理河道", "县水利局", "各乡镇")), rules="three").done(), "a.pdf"
    )
    assert found == [
        "1 改造水厂｜responsible:县水利局｜2024-06-30",
        "2 修建公路｜responsible:县交通局｜2024-07-31",
        "1 清理河道｜lead:县水利局 support:各乡镇｜",
    ]


STOPPED = (
    ("提高质量", "改造管网三处。", "区水务局"),
    ("", "新建泵站一座。", "区水务局"),
    ("", "巡查河道。", "区环保局"),
    ("", "管护资金以上一", "区财政局"),
)


def columns_of_unnumbered(*below: tuple[str, str, str]) -> list[str]:
    header = ("领域", "主要目标", "责任单位")
    xs = (70.0, 160.0, 330.0, 480.0)
    pages = Pages().rows((header, *STOPPED), xs, top=300).next_page().rows(below, xs)
    return tasks_of(pages.done(), "a.pdf")


def test_the_end_of_a_sentence_below_the_page_break_is_no_row_where_all_others_end_with_stops() -> None:
    found = columns_of_unnumbered(("", "年为基数。", ""), ("", "疏浚河道。", "区水务局"))
    assert found[-2:] == [
        " 管护资金以上一年为基数｜responsible:区财政局｜",
        " 疏浚河道｜responsible:区水务局｜",
    ]


def test_trap_a_row_with_units_of_its_own_below_the_page_break_is_one() -> None:
    found = columns_of_unnumbered(("", "年检一次。", "区应急局"), ("", "植树。", "区林业局"))
    assert " 年检一次｜responsible:区应急局｜" in found

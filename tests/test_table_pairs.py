"""Tables of two columns without upright rules: tasks that carry their numbers, and who does them."""

from __future__ import annotations

import pytest
from make_documents import ofd_file, ofd_text, rows_of
from make_tables import Lines, Pages, issues_of, tasks_of

from kg.read import read_bytes

HEADER = ("工　作　任　务", "责任分工")
XS = (60.0, 330.0, 520.0)
FIRST, SECOND = ("一、聚力稳增长扩内需", ""), ("二、持续推动城市更新", "")
R1 = (
    "1.实施消费提升行动，打造夜间经济|示范街区，全年零售额增长5.5%以|上。",
    "牵头单位：区商务和投资|促进局|责任单位：区文旅局",
)
R2 = ("2.推进重大项目建设，确保一季度开|工率达到八成。", "区发展改革局")
R3 = ("3.培育专精特新企业，新增国家级3|家、省级20家。", "区经信局牵头，区税务局、|区统计局配合")
R4 = ("4.完成老旧小区改造。", "区住建局负责")
ROWS = (FIRST, R1, R2, SECOND, R3, R4)
TASKS = [
    "1. 实施消费提升行动，打造夜间经济示范街区，全年零售额增长5.5%以上"
    "｜lead:区商务和投资促进局 responsible:区文旅局｜2024-12-31",
    "2. 推进重大项目建设，确保一季度开工率达到八成｜responsible:区发展改革局｜2024-03-31",
    "3. 培育专精特新企业，新增国家级3家、省级20家｜lead:区经信局 support:区税务局 support:区统计局｜",
    "4. 完成老旧小区改造｜responsible:区住建局｜",
]
BELOW = "请各责任单位对照任务分工抓好落实，并及时将完成情况书面报区政府办公室。"


def numberless(row: tuple[str, str]) -> tuple[str, str]:
    return row[0][2:] if row[0][0].isdecimal() else row[0], row[1]


@pytest.mark.parametrize("rules", ["none", "three", "across"])
@pytest.mark.parametrize("gap", [0, 10])
def test_rows_begin_with_the_numbers_of_their_tasks(rules: str, gap: float) -> None:
    data = Pages().rows((HEADER, *ROWS), XS, rules, gap).line(BELOW).done()
    assert (tasks_of(data, "a.pdf"), issues_of(data, "a.pdf")) == (TASKS, [])


@pytest.mark.parametrize(
    ("header", "xs"),
    [
        (("重　点　任　务", "责　任　单　位"), XS),
        (("任　务", "责任单位"), (80.0, 340.0, 540.0)),
        (("主要任务", "责任|单位"), (70.0, 335.0, 500.0)),
    ],
)
def test_words_of_the_header_printed_wide_or_wrapped(header: tuple[str, str], xs: tuple[float, ...]) -> None:
    assert tasks_of(Pages().rows((header, *ROWS), xs, "none", 8).line(BELOW).done(), "a.pdf") == TASKS


def test_rows_without_numbers_are_told_apart_by_wider_steps() -> None:
    data = Pages().rows((HEADER, *map(numberless, ROWS)), XS, "none", 12).line(BELOW).done()
    assert tasks_of(data, "a.pdf") == [f" {task.split(' ', 1)[1]}" for task in TASKS]


def test_numbers_that_begin_again_in_every_section() -> None:
    again = ("1.建设口袋公园。", "区园林局")
    data = Pages().rows((HEADER, FIRST, R1, R2, SECOND, again), XS, "none", 4).line("注：带*的为民生实事。")
    assert tasks_of(data.done(), "a.pdf") == [*TASKS[:2], "1. 建设口袋公园｜responsible:区园林局｜"]


def test_units_before_their_tasks() -> None:
    rows = [(units, task) for task, units in (("重点任务", "责任单位"), R2, R4)]
    rows[1:] = [(units, task.replace("4.", "3.")) for units, task in rows[1:]]
    found = tasks_of(Pages().rows(rows, (60.0, 200.0, 520.0), "none", 0).line(BELOW).done(), "a.pdf")
    assert [task.split("｜")[1] for task in found] == ["responsible:区发展改革局", "responsible:区住建局"]


def test_cells_in_the_middle_of_their_rows() -> None:
    pages, y = Pages(), 700.0
    pages.maker.text(150, y, "任　务").text(400, y, "责任单位")
    for row in (R1, R2, ("3.培育企业。", "区经信局、区大数|据局")):
        columns = [cell.split("|") for cell in row]
        tallest = max(map(len, columns))
        for x, lines in zip((60, 380), columns, strict=True):
            for at, line in enumerate(lines):
                pages.maker.text(x, y - 30 - 16 * at - 8 * (tallest - len(lines)), line)
        y -= 16 * tallest + 8
    assert tasks_of(pages.done(), "a.pdf") == [
        *TASKS[:2],
        "3. 培育企业｜responsible:区经信局 responsible:区大数据局｜",
    ]


# ---------------------------------------------------------------- over the page break


def two_pages(upper: Lines, lower: Lines, rules: str = "none") -> bytes:
    pages = Pages().rows((HEADER, *upper), XS, rules, 8, top=260).next_page()
    return pages.rows(lower, XS, rules, 8).line(BELOW).done()


@pytest.mark.parametrize("rules", ["none", "three"])
@pytest.mark.parametrize("header", [(HEADER,), ()], ids=["header again", "no header"])
@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ((FIRST, R1, R2), (SECOND, R3, R4)),
        ((FIRST, R1, R2, SECOND), (R3, R4)),
        ((FIRST, R1, R2, SECOND, R3), (R4,)),
        (
            (FIRST, R1, R2, SECOND, (R3[0], "区经信局牵头，区税务局、")),
            (("", "区统计局配合"), R4),
        ),
        (
            (FIRST, R1, R2, SECOND, ("3.培育专精特新企业，新增国家级3", "区经信局牵头，区税务局、")),
            (("家、省级20家。", "区统计局配合"), R4),
        ),
    ],
    ids=["between sections", "behind a heading", "between rows", "cuts one cell", "cuts both cells"],
)
def test_it_goes_on_over_the_page_break(rules: str, header: Lines, upper: Lines, lower: Lines) -> None:
    data = two_pages(upper, (*header, *lower), rules)
    assert (tasks_of(data, "a.pdf"), issues_of(data, "a.pdf")) == (TASKS, [])


def test_it_goes_on_over_three_pages() -> None:
    pages = Pages().rows((HEADER, FIRST, R1), XS, "none", 8, top=260).next_page()
    pages.rows((R2,), XS, "none", 8, top=120).next_page().rows((SECOND, R3, R4), XS, "none", 8).line(BELOW)
    assert tasks_of(pages.done(), "a.pdf") == TASKS


@pytest.mark.parametrize("header", [(HEADER,), ()], ids=["header again", "no header"])
def test_only_the_rest_of_a_row_stands_on_the_next_page(header: Lines) -> None:
    upper = (FIRST, R1, ("2.推进重大项目建设，确保一季度开", "区发展改革局、区住房"))
    data = two_pages(upper, (*header, ("工率达到八成。", "和城乡建设局")))
    assert tasks_of(data, "a.pdf") == [
        TASKS[0],
        TASKS[1].replace("改革局｜", "改革局 responsible:区住房和城乡建设局｜"),
    ]


def test_a_row_with_rules_all_around_cut_in_both_cells() -> None:
    upper = (HEADER, R1, R2, ("3.培育专精特新企业，新增国家级3", "区经信局牵头，区税务局、"))
    pages = Pages().rows(upper, XS, top=260).next_page()
    pages.rows((HEADER, ("家、省级20家。", "区统计局配合"), R4), XS)
    assert tasks_of(pages.done(), "a.pdf") == TASKS


def test_such_a_table_in_an_ofd_file() -> None:
    rows = [("任　务", "责任单位"), ("一、项目", ""), ("1.建设水厂。", "区水务局"), ("2.修路。", "区交通局")]
    texts = [
        ofd_text(x, 50 + 8 * at, text)
        for at, row in enumerate(rows)
        for x, text in zip((30, 110), row, strict=True)
        if text
    ]
    assert tasks_of(ofd_file("".join(texts)), "a.ofd") == [
        "1. 建设水厂｜responsible:区水务局｜",
        "2. 修路｜responsible:区交通局｜",
    ]


# ---------------------------------------------------------------- traps


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "实施消费提升行动，打造夜间经济|示范街区。|推进重大项目建设。|改造老旧小区，加装电梯。",
            R3[1] + "|区水务局",
        ),
        (
            "抓好招商：|1.引进企业；|2.办好展会。|抓好安全：|1.排查隐患；|2.开展演练。",
            "区商务局牵头|区财政局配合||区应急局牵头",
        ),
        (
            "各单位要提高思想认识，把这项工作|摆上重要位置，主要负责同志亲自抓|，分管同志具体抓。",
            "区政府办要加强统筹协调，|定期通报进度，区财政局牵|头开展年度考核评估工作。",
        ),
    ],
    ids=["no numbers and no steps", "lists inside the tasks", "prose in two columns"],
)
def test_trap_rows_that_nothing_tells_apart_are_an_issue(left: str, right: str) -> None:
    data = Pages().rows((HEADER, (left, right)), XS, "none", 0).line(BELOW).done()
    assert (tasks_of(data, "a.pdf"), issues_of(data, "a.pdf")) == ([], ["unread-table"])
    source = read_bytes(data, "a.pdf")
    (issue,) = source.issues
    assert issue.span.of(source.text).startswith("工　作　任　务\n")
    assert source.text.endswith(f"\n{BELOW}\n")


def test_trap_lists_inside_tasks_do_not_count_the_rows() -> None:
    rows = (
        HEADER,
        ("抓好招商：|1.引进企业；|2.办好展会。", "区商务局"),
        ("抓好安全：|1.排查隐患；|2.开展演练。", "区应急局"),
    )
    source = read_bytes(Pages().rows(rows, XS, "none", 12).done(), "a.pdf")
    assert [row[1] for row in rows_of(source)] == ["责任分工", "区商务局", "区应急局"]


def test_trap_a_page_of_prose_in_two_columns_without_a_header_is_no_table() -> None:
    left = "一、提高认识。各单位要把这项工作|摆上重要位置，切实抓好落实。"
    right = "二、加强统筹。区政府办公室定|期通报进度，对不力的约谈。"
    source = read_bytes(Pages().rows([(left, right)], XS, "none").done(), "a.pdf")
    assert (source.tables, source.issues) == ((), ())


def test_trap_a_section_below_the_table_is_none_of_it() -> None:
    pages = Pages().rows((HEADER, FIRST, R1, R2), XS, "none", 8).line("二、工作要求", 60)
    pages.line("各单位要切实加强组织领导，细化工作举措，压实工作责任，确保按期完成。", 60)
    source = read_bytes(pages.done(), "a.pdf")
    assert "二、工作要求" not in source.tables[0].span.of(source.text)
    assert "二、工作要求\n各单位" in source.text

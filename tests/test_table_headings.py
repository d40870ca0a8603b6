"""Rows of a table that head the rows below them, and perhaps hand all of those out."""

from __future__ import annotations

import pytest
from make_documents import paragraph, word_cell, word_table, workbook
from make_tables import HEADER, TITLE, Pages, cells, docx, issues_of, tasks_of

from kg.extract import extract
from kg.read import read_bytes

R1 = ("1", "开办企业一日办结", "区市场监管局", "2024年6月底前")
R2 = ("2", "推行“一件事一次办”", "区大数据局", "2024年12月底前")
R3 = ("3", "清理涉企收费", "", "2024年9月底前")
OPENED = "1 开办企业一日办结｜{}responsible:区市场监管局｜2024-06-30"


def word(*rows: tuple[str, ...] | str) -> bytes:
    made = [[word_cell(paragraph(row), span=4)] if isinstance(row, str) else cells(*row) for row in rows]
    return docx(paragraph(TITLE), word_table([cells(*HEADER), *made]))


def paths(data: bytes) -> list[tuple[str, ...]]:
    return [task.path[1:] for task in extract(read_bytes(data, "a.docx")).tasks]


def test_headings_of_two_levels() -> None:
    data = word(
        "一、优化服务", "（一）减材料", R1, "（二）减环节", R2, "二、强化保障", ("3", "编制目录", *R1[2:])
    )
    assert paths(data) == [
        ("一、优化服务", "（一）减材料"),
        ("一、优化服务", "（二）减环节"),
        ("二、强化保障",),
    ]
    assert issues_of(data, "a.docx") == []


@pytest.mark.parametrize(
    "heading",
    [
        "一、优化服务（牵头单位：区行政审批局）",
        "优化服务（牵头单位：区行政审批局）",
        "一、优化服务（区行政审批局牵头）",
        "一、优化服务　牵头单位：区行政审批局",
        ("一、优化服务（牵头单位：区行政审批局）", "", "", ""),
        ("一", "优化服务（牵头单位：区行政审批局）", "", ""),
    ],
    ids=["label", "no number", "role word", "no bracket", "not merged", "number apart"],
)
def test_a_heading_with_units_is_a_task_and_holds_for_rows_without_any(
    heading: tuple[str, ...] | str,
) -> None:
    data = word(heading, R1, R3, "二、强化保障", R2)
    whole, *rows = tasks_of(data, "a.docx")
    assert "优化服务" in whole
    assert whole.split("｜")[1] == "lead:区行政审批局"
    assert rows == [
        OPENED.format(""),
        "3 清理涉企收费｜lead:区行政审批局｜2024-09-30",
        "2 推行“一件事一次办”｜responsible:区大数据局｜2024-12-31",
    ]
    assert issues_of(data, "a.docx") == []


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("（一）优化服务（牵头单位：区行政审批局）", "（一）", "优化服务"),
        ("一、优化服务　牵头单位：区行政审批局", "一、", "优化服务"),
        ("优化服务（区行政审批局牵头）", None, "优化服务"),
        (("一", "优化服务（牵头单位：区行政审批局）", "", ""), "一", "优化服务"),
        ("（一）（牵头单位：区行政审批局）", None, "（一）"),
    ],
)
def test_a_heading_with_units_has_its_number_and_its_words(
    heading: tuple[str, ...] | str, number: str | None, title: str
) -> None:
    whole, opened = extract(read_bytes(word(heading, R1), "a.docx")).tasks
    assert (whole.number, whole.title) == (number, title)
    assert (opened.number, opened.title) == ("1", "开办企业一日办结")


def test_units_of_a_heading_are_inherited_only_where_a_row_has_none() -> None:
    data = word("一、优化服务（牵头单位：区行政审批局；配合单位：区税务局）", R1, R3)
    _, opened, cleared = extract(read_bytes(data, "a.docx")).tasks
    assert [(one.unit, one.inherited) for one in opened.assignments] == [("区市场监管局", False)]
    assert [(one.unit, one.role, one.inherited) for one in cleared.assignments] == [
        ("区行政审批局", "lead", True),
        ("区税务局", "support", True),
    ]


def test_a_heading_of_a_sheet_and_of_a_page() -> None:
    heading = "一、优化服务（牵头单位：区行政审批局）"
    rows = [[TITLE], list(HEADER), [heading], list(R1)]
    sheet = workbook({"任务": rows}, merges={"任务": ["A1:D1", "A3:D3"]})
    assert tasks_of(sheet, "a.xlsx")[1:] == [OPENED.format("")]
    pages = Pages().rows((HEADER,)).skip(-24).rows(((heading, ""),), (70.0, 530.0)).skip(-24).rows((R1,))
    assert tasks_of(pages.done(), "a.pdf")[1:] == [OPENED.format("")]


def test_a_row_that_says_that_the_table_goes_on_is_no_heading() -> None:
    data = word("一、优化服务", R1, "（续表）", HEADER, R2)
    assert paths(data) == [("一、优化服务",), ("一、优化服务",)]


def test_a_row_across_with_units_and_nothing_below_it_is_a_task() -> None:
    data = word(R1, "二、编制惠企政策目录（牵头单位：区发改委）")
    assert tasks_of(data, "a.docx")[1].split("｜")[1] == "lead:区发改委"
    assert issues_of(data, "a.docx") == []


def test_trap_a_counted_row_across_is_a_task() -> None:
    data = word("1.编制惠企政策目录（牵头单位：区发改委）", ("2", *R1[1:]))
    assert [one.split("｜")[1] for one in tasks_of(data, "a.docx")] == [
        "lead:区发改委",
        "responsible:区市场监管局",
    ]


def test_trap_a_heading_that_names_nobody_leaves_a_row_without_units() -> None:
    data = word("一、优化服务（共3项）", R3)
    assert tasks_of(data, "a.docx") == []
    assert issues_of(data, "a.docx") == ["row-without-unit"]


@pytest.mark.parametrize(
    ("header", "classes"),
    [
        (("行动名称", "主要任务", "责任单位"), ("就业帮扶行动",)),
        (("一级指标", "二级指标", "工作任务", "责任单位"), ("民生", "就业")),
        (("一级指标", "二级指标", "三级指标", "责任单位"), ("民生", "就业")),
    ],
    ids=["actions", "indicators and tasks", "indicators"],
)
def test_classes_beside_a_column_of_tasks_are_no_titles(
    header: tuple[str, ...], classes: tuple[str, ...]
) -> None:
    rows = [(*classes, "举办招聘会", "区人社局"), (*classes, "落实减免政策", "区税务局")]
    data = docx(paragraph(TITLE), word_table(cells(*row) for row in (header, *rows)))
    assert tasks_of(data, "a.docx") == [
        " 举办招聘会｜responsible:区人社局｜",
        " 落实减免政策｜responsible:区税务局｜",
    ]
    assert paths(data) == [classes, classes]


@pytest.mark.parametrize("second", ["具体举措", "测评标准"])
def test_a_cell_over_several_rows_heads_the_first_of_them_like_the_others(second: str) -> None:
    rows = [
        [word_cell(paragraph("一、完善机制"), merge="restart"), *cells("（1）制定章程。", "区卫健局")],
        [word_cell("", merge="continue"), *cells("（2）核定编制。", "区委编办")],
        cells("二、建设阵地", "（3）改建站点。", "区住建局"),
    ]
    data = docx(paragraph(TITLE), word_table([cells("重点任务", second, "责任单位"), *rows]))
    assert tasks_of(data, "a.docx") == [
        "（1） 制定章程｜responsible:区卫健局｜",
        "（2） 核定编制｜responsible:区委编办｜",
        "二、 建设阵地｜responsible:区住建局｜",
    ]
    assert paths(data)[:2] == [("一、完善机制",)] * 2


def test_trap_a_cell_over_several_rows_that_says_a_limit_is_no_heading() -> None:
    rows = [
        [
            word_cell(paragraph("污水全部收集（2024年底前）"), merge="restart"),
            *cells("排查管网。", "区水务局"),
        ],
        [word_cell("", merge="continue"), *cells("改造泵站。", "区住建局")],
    ]
    data = docx(paragraph(TITLE), word_table([cells("整改目标", "整改措施", "责任单位"), *rows]))
    assert tasks_of(data, "a.docx")[0].endswith("｜responsible:区水务局｜2024-12-31")


def test_trap_actions_and_what_they_are_to_reach_are_tasks() -> None:
    rows = [("行动名称", "目标值", "责任单位"), ("就业帮扶行动", "新增就业一千人", "区人社局")]
    data = docx(paragraph(TITLE), word_table(cells(*row) for row in rows))
    assert tasks_of(data, "a.docx") == [" 就业帮扶行动｜responsible:区人社局｜"]


@pytest.mark.parametrize("first", [True, False], ids=["right below the header", "farther down"])
@pytest.mark.parametrize(("name", "between"), [("a.csv", ","), ("a.tsv", "\t"), ("a.txt", "\t")])
def test_a_heading_repeated_in_every_cell_of_its_row(name: str, between: str, *, first: bool) -> None:
    heading = ["一、扩投资、优服务"] * 4
    rows = [[TITLE, "", "", ""], list(HEADER), *([heading] if first else []), list(R1)]
    rows += [] if first else [heading]
    lines = [between.join(row) for row in [*rows, list(R2)]]
    lines[0] = TITLE
    data = "\n".join(lines).encode()
    found = extract(read_bytes(data, name)).tasks
    assert [task.number for task in found] == ["1", "2"]
    assert [task.path[1:] for task in found] == [(heading[0],) if first else (), (heading[0],)]
    assert issues_of(data, name) == []


def test_trap_signs_repeated_in_every_cell_are_no_heading() -> None:
    data = f"{TITLE}\n任务\t区水务局\t区住建局\t区财政局\n疏浚河道\t√\t√\t√\n修缮校舍\t√\t\t√\n".encode()
    assert [one.split("｜")[0] for one in tasks_of(data, "a.txt")] == [" 疏浚河道", " 修缮校舍"]


def test_a_header_printed_again_with_a_cell_left_empty_is_no_task() -> None:
    again = (*HEADER[:3], "")
    data = word(R1, again, R2)
    assert [one.split()[0] for one in tasks_of(data, "a.docx")] == ["1", "2"]
    assert issues_of(data, "a.docx") == []


def test_a_heading_in_the_text_above_a_table_ends_before_it() -> None:
    groups = [
        paragraph(heading) + word_table([cells(*HEADER), cells(*row)])
        for heading, row in (("（一）减材料（区行政审批局牵头）", R1), ("（二）减环节（区政府办牵头）", R2))
    ]
    data = docx(paragraph("滨河区营商环境方案"), paragraph("一、重点任务"), *groups)
    assert tasks_of(data, "a.docx") == [
        "一、（一） 减材料｜lead:区行政审批局｜",
        OPENED.format(""),
        "一、（二） 减环节｜lead:区政府办｜",
        "2 推行“一件事一次办”｜responsible:区大数据局｜2024-12-31",
    ]


def groups(*rows: tuple[str, ...]) -> list[str]:
    header = ("测评项目", "测评内容", "牵头单位", "责任单位")
    return tasks_of("\n".join(",".join(row) for row in (header, *rows)).encode(), "a.csv")


def test_numbered_groups_of_numbered_tasks_are_no_titles() -> None:
    units = ("县城管局", "各街道")
    found = groups(
        ("一、市容环境", "1.主次干道清扫保洁到位", *units),
        ("", "2.垃圾日产日清", *units),
        ("二、交通秩序", "3.车辆停放有序", *units),
    )
    said = "｜lead:县城管局 responsible:各街道｜"
    assert found == [
        f"1. 主次干道清扫保洁到位{said}",
        f"2. 垃圾日产日清{said}",
        f"3. 车辆停放有序{said}",
    ]


def test_trap_numbered_tasks_with_one_list_of_measures_each_are_tasks() -> None:
    rows = (
        ("一、市容环境", "1.清扫道路。2.清运垃圾。", "县城管局", ""),
        ("二、交通秩序", "1.规范停车", "县公安局", ""),
    )
    assert [one.partition("｜")[0].strip() for one in groups(*rows)] == ["一、 市容环境", "二、 交通秩序"]


@pytest.mark.parametrize("numbers", [("一", "二"), ("（一）", "（二）"), ("一、", "二、")])
def test_headings_between_copied_rows_whose_number_a_tab_sets_apart(numbers: tuple[str, str]) -> None:
    rows = [HEADER, (numbers[0], "优化服务"), R1, R2, (numbers[1], "强化保障"), ("3", "编制目录", *R1[2:])]
    data = "\n".join([TITLE, "", *("\t".join(row) for row in rows)]).encode()
    assert tasks_of(data, "a.txt") == [
        "1 开办企业一日办结｜responsible:区市场监管局｜2024-06-30",
        "2 推行“一件事一次办”｜responsible:区大数据局｜2024-12-31",
        "3 编制目录｜responsible:区市场监管局｜2024-06-30",
    ]
    assert issues_of(data, "a.txt") == []


def test_a_merged_heading_with_its_units_over_rows_of_tasks_and_limits_alone() -> None:
    heading = [word_cell(paragraph("一、健康行动（牵头单位：区卫健局；配合单位：区妇联）"), span=3)]
    rows = (cells("1", "开展免费筛查", "2024年10月底"), cells("2", "新建母婴室", "2024年9月底"))
    data = docx(paragraph(TITLE), word_table([cells("序号", "实事内容", "完成时间"), heading, *rows]))
    units = "lead:区卫健局 support:区妇联"
    assert tasks_of(data, "a.docx") == [
        f"一、 健康行动｜{units}｜",
        f"1 开展免费筛查｜{units}｜2024-10-31",
        f"2 新建母婴室｜{units}｜2024-09-30",
    ]
    assert issues_of(data, "a.docx") == []

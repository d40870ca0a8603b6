"""Tables in another arrangement: one record a table, labels beside values, two tables side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from make_documents import paragraph, word_cell, word_table, workbook
from make_tables import TITLE, Lines, Pages, cells, docx, issues_of, table, tasks_of

from kg.extract import extract
from kg.read import read_bytes

SCHOOL: Lines = (
    ("任务名称", "扩建小学"),
    ("责任单位", "区教育局"),
    ("配合单位", "区财政局、区住建局"),
    ("完成时限", "2024年9月底前"),
)
GRANT: Lines = (
    ("任务名称", "发放补贴"),
    ("责任单位", "区民政局"),
    ("配合单位", "区财政局"),
    ("完成时限", "2024年12月底前"),
)
BUILT = " 扩建小学｜responsible:区教育局 support:区财政局 support:区住建局｜2024-09-30"
GRANTED = " 发放补贴｜responsible:区民政局 support:区财政局｜2024-12-31"


def word(*tables: Lines) -> bytes:
    return docx(paragraph(TITLE), *(table(rows) + paragraph() for rows in tables))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word(SCHOOL, GRANT), "a.docx"),
        (word((*SCHOOL, *GRANT)), "a.docx"),
        (workbook({"卡片": [[TITLE], *map(list, SCHOOL), *map(list, GRANT)]}), "a.xlsx"),
        (Pages().rows(SCHOOL, (70, 170, 530)).rows(GRANT, (70, 170, 530)).done(), "a.pdf"),
        ("\n".join("\t".join(row) for row in (*SCHOOL, *GRANT)).encode(), "a.csv"),
    ],
    ids=["a Word table each", "one Word table", "a sheet", "PDF", "CSV"],
)
def test_labels_beside_values(data: bytes, name: str) -> None:
    assert tasks_of(data, name) == [BUILT, GRANTED]
    assert issues_of(data, name) == []


def test_a_record_with_its_number_merged_beside_its_labels() -> None:
    rows = []
    for number, record in enumerate((SCHOOL, GRANT), 1):
        rows.append([word_cell(paragraph(str(number)), merge="restart"), *cells(*record[0])])
        rows += [[word_cell("", merge="continue"), *cells(*row)] for row in record[1:]]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == [f"1{BUILT}", f"2{GRANTED}"]


def test_a_record_with_its_number_its_contents_and_its_title() -> None:
    rows = [
        [word_cell(paragraph("任务卡"), span=2)],
        *(cells(*row) for row in (("序号", "7"), SCHOOL[0], ("主要内容", "新增学位。"), *SCHOOL[1:])),
    ]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == [f"7{BUILT}"]


def test_two_labels_a_line() -> None:
    data = word(((*SCHOOL[0], *SCHOOL[3]), (*SCHOOL[1], *SCHOOL[2])))
    assert tasks_of(data, "a.docx") == [BUILT]


def test_two_labels_a_line_of_which_one_is_a_number() -> None:
    data = word((("序号", "7", *SCHOOL[0]), (*SCHOOL[1], *SCHOOL[2]), (*SCHOOL[3], "备注", "")))
    assert tasks_of(data, "a.docx") == [f"7{BUILT}"]


@pytest.mark.parametrize("all_of_them", ["各乡镇", "相关部门"])
def test_a_class_of_bodies_beside_a_label_of_units_is_no_label(all_of_them: str) -> None:
    data = word(((*SCHOOL[0], *SCHOOL[3]), (*SCHOOL[1], "配合单位", all_of_them)))
    assert tasks_of(data, "a.docx") == [f" 扩建小学｜responsible:区教育局 support:{all_of_them}｜2024-09-30"]


def test_a_column_for_each_record() -> None:
    rows = tuple((*one, other[1]) for one, other in zip(SCHOOL, GRANT, strict=True))
    assert tasks_of(word((("序号", "1", "2"), *rows)), "a.docx") == [f"1{BUILT}", f"2{GRANTED}"]


def test_a_record_without_helpers_has_none_of_the_record_above() -> None:
    data = word((SCHOOL[2], *SCHOOL[:2], GRANT[2], *GRANT[:2], *SCHOOL[2:3], *SCHOOL[:2]))
    assert [one.split("｜")[1] for one in tasks_of(data, "a.docx")] == [
        BUILT.split("｜")[1],
        GRANTED.split("｜")[1],
        BUILT.split("｜")[1],
    ]


RIVER: Lines = (
    ("问题表现", "河道保洁不及时。"),
    ("责任单位", "牵头单位：市水务局|责任单位：市城管局、市林业局（配合）"),
    ("督导单位", "市生态环境局"),
    ("整改时限", "2024年6月底前"),
    ("整改举措", "1.建立巡河制度。|2.2024年3月底前清理存量垃圾。"),
    ("工作成效", "2023年5月底前已清理一次。"),
)
DUST: Lines = (
    ("问题表现", "工地扬尘管控不到位。"),
    ("责任单位", "市住建局"),
    ("督导单位", "市应急局"),
    ("整改时限", "2024年底前"),
    ("整改举措", "1.落实六个百分百。|2.开展夜间抽查。"),
    ("工作成效", "无"),
)
RECTIFIED = [
    "{} 1.建立巡河制度｜lead:市水务局 responsible:市城管局 support:市林业局 other:市生态环境局"
    "｜2024-03-31 2024-06-30",
    "{} 1.落实六个百分百｜responsible:市住建局 other:市应急局｜2024-12-31",
]


def merged(header: tuple[str, ...], records: dict[str, Lines]) -> bytes:
    """A Word table with a number merged over the rows of each record."""
    rows = [cells(*header)] if header else []
    for number, record in records.items():
        rows.append([word_cell(paragraph(number), merge="restart"), *cells(*record[0])])
        rows += [[word_cell("", merge="continue"), *cells(*row)] for row in record[1:]]
    return docx(paragraph(TITLE), word_table(rows))


def page(rows: Iterable[str]) -> bytes:
    """A web page with one table."""
    lines = "".join(f"<tr>{row}</tr>" for row in rows).replace("|", "<br>")
    return f"<html><body><p>{TITLE}</p><table>{lines}</table></body></html>".encode()


def numbered(*records: Lines, more: str = "") -> Iterator[str]:
    for number, record in enumerate(records, 1):
        high = f"<td rowspan={len(record)}>"
        for place, (label, value) in enumerate(record):
            first, last = (f"{high}{number}</td>", more) if place == 0 else ("", "")
            yield f"{first}<td>{label}</td><td>{value}</td>{last}"


def sheet(records: Iterable[Lines], *, again: bool) -> bytes:
    """A sheet without merged cells: the number stands in the first row of a record, or in each."""
    rows = [["编号", "要素", "具体内容"]]
    for number, record in enumerate(records, 1):
        for place, (label, value) in enumerate(record):
            rows.append([str(number) if again or place == 0 else "", label, value.replace("|", "\n")])
    return workbook({"清单": [[TITLE], *rows]})


@pytest.mark.parametrize(
    ("data", "name", "numbers"),
    [
        (merged(("序号", "项目", "内容"), {"一": RIVER, "二": DUST}), "a.docx", "一二"),
        (merged((), {"一": RIVER, "二": DUST}), "a.docx", "一二"),
        (page(["<td>序号</td><td colspan=2>整改内容</td>", *numbered(RIVER, DUST)]), "a.html", "12"),
        (
            page(
                [
                    "<td>序号</td><td>项目</td><td>内容</td><td>备注</td>",
                    *numbered(RIVER, DUST, more="<td rowspan=6>省级督察</td>"),
                ]
            ),
            "a.html",
            "12",
        ),
        (sheet([RIVER, DUST], again=False), "a.xlsx", "12"),
        (sheet([RIVER, DUST], again=True), "a.xlsx", "12"),
    ],
    ids=["header", "no header", "merged header", "a column behind", "number once", "number in each row"],
)
def test_numbered_records_of_labels_below_a_header(data: bytes, name: str, numbers: str) -> None:
    wanted = [said.format(number) for said, number in zip(RECTIFIED, numbers, strict=True)]
    assert tasks_of(data, name) == wanted
    assert issues_of(data, name) == []


def test_a_number_begins_a_record_that_lacks_the_first_label() -> None:
    data = merged(("序号", "项目", "内容"), {"1": RIVER, "2": DUST[1:]})
    assert tasks_of(data, "a.docx") == [said.format(number) for number, said in enumerate(RECTIFIED, start=1)]


def test_a_label_merged_over_the_measures_of_a_record() -> None:
    lines = [
        *numbered(DUST[:4]),
        "<td rowspan=2>整改举措</td><td>1.落实六个百分百。</td>",
        "<td>2.开展夜间抽查。</td>",
    ]
    lines[0] = lines[0].replace("rowspan=4", "rowspan=6")
    assert tasks_of(page(lines), "a.html") == [RECTIFIED[1].format(1)]


def test_a_column_of_problems_before_the_labels() -> None:
    header = "<td>序号</td><td>反馈问题</td><td>项目</td><td>内容</td>"
    first, *rest = numbered(DUST[1:])
    lines = [header, first.replace("1</td>", "1</td><td rowspan=5>扬尘管控不到位</td>", 1), *rest]
    assert tasks_of(page(lines), "a.html") == [RECTIFIED[1].format(1)]


def test_trap_numbers_that_count_the_rows_of_one_record() -> None:
    rows = [(str(number), *row) for number, row in enumerate(SCHOOL, 1)]
    assert tasks_of(word((("序号", "项目", "内容"), *rows)), "a.docx") == [BUILT]


def test_trap_short_names_of_tasks_are_no_labels() -> None:
    rows = (
        ("序号", "项目", "内容", "责任单位"),
        ("1", "部门联动工作", "建立联席会议。", "区教育局"),
        ("2", "供水工程", "新建水厂一座。", "区水务局"),
        ("3", "单位结对项目", "结对二十家。", "区工信局"),
    )
    assert [one.split("｜")[1] for one in tasks_of(word(rows), "a.docx")] == [
        "responsible:区教育局",
        "responsible:区水务局",
        "responsible:区工信局",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("标题", "关于扩建小学的通知"),
            ("发文单位", "区教育局"),
            ("内容概述", "扩建小学"),
            ("来源", "区政府"),
        ),
        (("项目名称", ""), ("申报单位", ""), ("建设内容", "")),
    ],
    ids=["data block", "blank form"],
)
def test_trap_labels_of_other_forms_are_no_task(rows: Lines) -> None:
    assert tasks_of(word(rows), "a.docx") == []


TWO_UP = ("序号", "任务", "责任单位")


@pytest.mark.parametrize("last", [("4", "编制目录", "区发改委"), ("", "", "")], ids=["full", "one empty"])
def test_the_same_columns_side_by_side(last: tuple[str, ...]) -> None:
    rows = (
        (*TWO_UP, *TWO_UP),
        ("1", "扩建小学", "区教育局", "3", "整治河道", "区水务局"),
        ("2", "发放补贴", "区民政局", *last),
    )
    wanted = [
        "1 扩建小学｜responsible:区教育局｜",
        "3 整治河道｜responsible:区水务局｜",
        "2 发放补贴｜responsible:区民政局｜",
        *(["4 编制目录｜responsible:区发改委｜"] if last[0] else []),
    ]
    assert tasks_of(word(rows), "a.docx") == wanted
    assert tasks_of(Pages().rows(rows, (50, 90, 190, 290, 330, 430, 540)).done(), "a.pdf") == wanted


def test_an_empty_column_between_two_sides() -> None:
    rows = (
        (*TWO_UP, "", *TWO_UP),
        ("1", "扩建小学", "区教育局", "", "3", "整治河道", "区水务局"),
        ("2", "发放补贴", "区民政局", "", "", "", ""),
    )
    wanted = [
        "1 扩建小学｜responsible:区教育局｜",
        "3 整治河道｜responsible:区水务局｜",
        "2 发放补贴｜responsible:区民政局｜",
    ]
    assert tasks_of(word(rows), "a.docx") == wanted
    assert tasks_of("\n".join(map(",".join, rows)).encode(), "a.csv") == wanted


def test_a_heading_across_both_sides() -> None:
    rows = [
        cells(*TWO_UP[1:], *TWO_UP[1:]),
        [word_cell(paragraph("一、教育"), span=4)],
        cells("扩建小学", "区教育局", "整治河道", "区水务局"),
    ]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == [
        " 扩建小学｜responsible:区教育局｜",
        " 整治河道｜responsible:区水务局｜",
    ]


def test_one_table_of_labels_below_each_numbered_problem() -> None:
    first = (("整改目标", "消除直排口。"), ("责任单位", "区水务局"), ("整改时限", "2024年6月底前"))
    second = (("整改目标", "修复矿山。"), ("责任单位", "区林业局"), ("整改时限", "2024年9月底前"))
    body = (
        paragraph("一、东湖直排口未消除。"),
        table(first),
        paragraph("二、矿山修复缓慢。"),
        table(second),
        paragraph("附有关材料"),
        table(second),
    )
    found = extract(read_bytes(docx(paragraph(TITLE), *body), "a.docx")).tasks
    assert [(task.number, task.path[1:], task.title) for task in found] == [
        ("一、", ("东湖直排口未消除",), "消除直排口"),
        ("二、", ("矿山修复缓慢",), "修复矿山"),
        (None, (), "修复矿山"),
    ]


def test_labels_and_what_is_wrong_side_by_side() -> None:
    rows = [
        ["督办事项", "关于河道淤积的问题", "督办编号", "3"],
        ["主办单位", "县水务局", "协办单位", "县城管局、县财政局"],
        ["办理要求", "请主办单位牵头，尽快编制方案并报县政府办公室。", "", ""],
        ["办理时限", "2024年8月15日", "交办日期", "2024年7月20日"],
    ]
    data = docx(paragraph("督办通知单"), table(rows))
    assert tasks_of(data, "a.docx") == [
        "3 关于河道淤积的问题｜lead:县水务局 support:县城管局 support:县财政局｜2024-08-15"
    ]
    assert issues_of(data, "a.docx") == []


def test_trap_a_label_right_behind_a_label_begins_its_own_values() -> None:
    rows = [
        ["任务名称", "疏浚河道", "完成时限", "2024年6月底前"],
        ["牵头单位", "县水务局", "配合单位", "各乡镇"],
    ]
    assert tasks_of(docx(paragraph("任务单"), table(rows)), "a.docx") == [
        " 疏浚河道｜lead:县水务局 support:各乡镇｜2024-06-30"
    ]


def wide(*rows: tuple[str, ...]) -> bytes:
    """A Word table of two labels a row; the only value of a row covers the rest of it."""
    made = (
        cells(*row) if len(row) > 2 else [*cells(row[0]), word_cell(paragraph(row[1]), span=3)]
        for row in rows
    )
    return docx(paragraph(TITLE), word_table(made))


PIPES = (
    ("牵头单位", "县住建局", "责任单位", "各乡镇"),
    ("督导单位", "县委督查室", "完成时限", "2025年6月底"),
)
BURNING = (
    ("牵头单位", "县农业农村局", "责任单位", "各乡镇"),
    ("督导单位", "县委督查室", "完成时限", "2025年9月底"),
)


@pytest.mark.parametrize("label", ["整改任务一 整改任务二", "任务1 任务2", "重点任务（一） 重点任务（二）"])
def test_a_numbered_label_begins_a_record(label: str) -> None:
    one, two = label.split()
    data = wide((one, "治理污水直排"), *PIPES, (two, "治理秸秆焚烧"), *BURNING)
    assert tasks_of(data, "a.docx") == [
        " 治理污水直排｜lead:县住建局 responsible:各乡镇 other:县委督查室｜2025-06-30",
        " 治理秸秆焚烧｜lead:县农业农村局 responsible:各乡镇 other:县委督查室｜2025-09-30",
    ]


def test_a_value_that_reads_like_a_label_is_one_where_it_stands_alone_behind_its_label() -> None:
    data = wide(("重点任务", "推行证明事项告知承诺制。"), *PIPES, ("重点任务", "完成供水工程"), *BURNING)
    assert [one.split("｜")[0] for one in tasks_of(data, "a.docx")] == [
        " 推行证明事项告知承诺制",
        " 完成供水工程",
    ]


def test_trap_labels_with_no_task_among_them_make_no_record() -> None:
    rows = (("责任单位", "县住建局", ""), ("配合单位", "县财政局", "重点任务"))
    assert tasks_of(docx(paragraph(TITLE), table(rows)), "a.docx") == []


def test_other_labels_of_a_form_are_neither_units_nor_limits() -> None:
    data = wide(
        ("编号", "2024—15", "签发人", "张明"),
        ("督办事项", "整治城区易涝点"),
        ("承办单位", "县住建局", "协办单位", "县水利局"),
        ("交办时间", "2024年5月6日", "办结时限", "2024年6月15日前"),
        ("领导批示", "请抓紧办理。"),
        ("办理情况", ""),
    )
    units = "responsible:县住建局 support:县水利局"
    assert tasks_of(data, "a.docx") == [f"2024—15 整治城区易涝点｜{units}｜2024-06-15"]
    assert issues_of(data, "a.docx") == []


def test_trap_what_is_told_of_a_project_behind_its_units_is_not_its_name() -> None:
    data = wide(("项目名称", "迁建医院"), PIPES[0], ("主要任务", "完成主体工程并投入使用"), PIPES[1])
    assert [one.split("｜")[0] for one in tasks_of(data, "a.docx")] == [" 迁建医院"]


def test_numbered_rows_over_labels_are_the_tasks() -> None:
    rows = (("1.治理污水直排。",), *PIPES, ("2.治理秸秆焚烧。",), *BURNING)
    made = (cells(*row) if len(row) > 1 else [word_cell(paragraph(row[0]), span=4)] for row in rows)
    data = docx(paragraph(TITLE), word_table(made))
    assert tasks_of(data, "a.docx") == [
        "1. 治理污水直排｜lead:县住建局 responsible:各乡镇 other:县委督查室｜2025-06-30",
        "2. 治理秸秆焚烧｜lead:县农业农村局 responsible:各乡镇 other:县委督查室｜2025-09-30",
    ]


def test_trap_a_title_over_labels_is_no_task() -> None:
    rows = (("重点工作联系表",), *PIPES)
    made = (cells(*row) if len(row) > 1 else [word_cell(paragraph(row[0]), span=4)] for row in rows)
    assert tasks_of(docx(paragraph(TITLE), word_table(made)), "a.docx") == []


def test_trap_a_guide_to_a_service_is_no_record() -> None:
    rows = (
        ("事项名称", "食品经营许可"),
        ("实施主体", "县市场监管局"),
        ("法定办结时限", "20个工作日"),
        ("办理地点", "大厅"),
    )
    assert tasks_of(docx(table(rows)), "a.docx") == []


def test_units_and_tasks_whose_names_hold_a_word_of_headers_are_no_labels() -> None:
    data = wide(
        ("任务名称", "建成样板项目", "编号", "RW-07"),
        ("主责部门", "第二工程公司", "协同部门", "南岭项目部"),
        ("完成时限", "2024年8月底前", "考核权重", "5%"),
    )
    units = "lead:第二工程公司 support:南岭项目部"
    assert tasks_of(data, "a.docx") == [f"RW-07 建成样板项目｜{units}｜2024-08-31"]

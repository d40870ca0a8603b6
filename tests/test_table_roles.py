"""Columns called after a role and a task: what the unit of a row leads, and what it helps with."""

from __future__ import annotations

import pytest
from extraction_checks import check_extraction
from make_documents import paragraph, word_cell, word_table, workbook
from make_tables import TITLE, Lines, cells, docx, issues_of, table, tasks_of

from kg.extract import extract
from kg.read import read_bytes

ROWS: Lines = (
    ("区文旅局", "打造线路三条，2024年4月底前完成。", "参与设施提升。"),
    ("区供销社", "—", "回收农膜。"),
    ("区自然资源局", "编制村庄规划。", "无"),
)
LED = " 打造线路三条，2024年4月底前完成｜{}:区文旅局｜2024-04-30"
TASKS = [
    LED.format("lead"),
    " 参与设施提升｜support:区文旅局｜",
    " 回收农膜｜support:区供销社｜",
    " 编制村庄规划｜lead:区自然资源局｜",
]


def word(*rows: tuple[str, ...]) -> bytes:
    return docx(paragraph(TITLE), table(rows))


def page(rows: Lines) -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><p>{TITLE}</p><table>{lines}</table></body></html>".encode()


@pytest.mark.parametrize(
    "header",
    [
        ("部门", "牵头事项", "配合事项"),
        ("责任单位", "主办工作", "协办工作"),
        ("单位名称", "牵头负责的重点任务", "协助事项"),
        ("成员单位", "本部门牵头任务", "参与工作任务"),
    ],
    ids=lambda header: " ".join(header),
)
def test_what_a_unit_leads_and_what_it_helps_with(header: tuple[str, ...]) -> None:
    rows = (header, *ROWS)
    sheet = workbook({"清单": [[TITLE], *map(list, rows)]})
    for data, name in ((word(*rows), "a.docx"), (page(rows), "a.html"), (sheet, "a.xlsx")):
        assert tasks_of(data, name) == TASKS
        assert issues_of(data, name) == []
        check_extraction(extract(read_bytes(data, name)))


def test_the_role_is_called_as_its_column_is() -> None:
    found = extract(read_bytes(word(("部门", "牵头事项", "配合事项"), *ROWS), "a.docx")).tasks
    assert [task.assignments[0].role_label for task in found[:2]] == ["牵头事项", "配合事项"]


def test_what_a_unit_takes_on_and_what_it_helps_with() -> None:
    wanted = [LED.format("responsible"), *TASKS[1:3], TASKS[3].replace("lead", "responsible")]
    assert tasks_of(word(("部门", "承担任务", "配合工作"), *ROWS), "a.docx") == wanted


def test_roles_alone_below_a_header_of_duties() -> None:
    rows = [
        [word_cell(paragraph("部门"), merge="restart"), word_cell(paragraph("职责任务"), span=2)],
        [word_cell("", merge="continue"), *cells("牵头", "配合")],
        *(cells(*row) for row in ROWS),
    ]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == TASKS


def test_a_unit_merged_over_its_rows() -> None:
    rows = [
        cells("部门", "牵头事项", "配合事项"),
        [word_cell(paragraph("区水务局"), merge="restart"), *cells("整治河道", "开展巡查")],
        [word_cell("", merge="continue"), *cells("建设水库", "")],
    ]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == [
        " 整治河道｜lead:区水务局｜",
        " 开展巡查｜support:区水务局｜",
        " 建设水库｜lead:区水务局｜",
    ]


@pytest.mark.parametrize(
    ("header", "cells_", "due"),
    [
        (
            ("部门", "牵头任务", "配合任务", "完成时限"),
            ("整治河道", "巡查", "2024年6月底前"),
            "2024-06-30 2024-06-30",
        ),
        (
            ("部门", "牵头任务", "时限", "配合任务", "时限"),
            ("整治河道", "2024年6月底前", "巡查", "2024年9月底前"),
            "2024-06-30 2024-09-30",
        ),
    ],
    ids=["of the row", "of each task"],
)
def test_limits_of_tasks_told_by_their_role(
    header: tuple[str, ...], cells_: tuple[str, ...], due: str
) -> None:
    first, second = due.split()
    assert tasks_of(word(header, ("区水务局", *cells_)), "a.docx") == [
        f" 整治河道｜lead:区水务局｜{first}",
        f" 巡查｜support:区水务局｜{second}",
    ]


def test_units_in_columns_of_their_role_have_the_task_of_this_role() -> None:
    data = word(
        ("牵头单位", "牵头事项", "配合单位", "配合事项"),
        ("区水务局", "整治河道", "区财政局、区林业局", "保障资金"),
    )
    assert tasks_of(data, "a.docx") == [
        " 整治河道｜lead:区水务局｜",
        " 保障资金｜support:区财政局 support:区林业局｜",
    ]


def test_units_said_in_a_cell_are_those_of_its_task() -> None:
    data = word(("部门", "牵头事项", "配合事项"), ("区水务局", "整治河道（配合单位：区财政局）", "植树"))
    assert [one.split("｜")[1] for one in tasks_of(data, "a.docx")] == [
        "lead:区水务局 support:区财政局",
        "support:区水务局",
    ]


def test_what_the_tasks_of_a_row_are_about() -> None:
    data = word(("部门", "任务名称", "牵头内容", "配合内容"), ("区水务局", "河湖长制", "巡河", "宣传"))
    assert [(task.text, task.path[1:]) for task in extract(read_bytes(data, "a.docx")).tasks] == [
        ("巡河", ("河湖长制",)),
        ("宣传", ("河湖长制",)),
    ]


def test_a_row_without_a_unit_is_an_issue() -> None:
    data = word(("部门", "牵头事项", "配合事项"), ("", "整治河道", "巡查"), *ROWS)
    assert tasks_of(data, "a.docx") == TASKS
    assert issues_of(data, "a.docx") == ["row-without-unit"]


@pytest.mark.parametrize(
    ("header", "row", "units"),
    [
        (("任务", "配合事项", "责任单位"), ("整治河道", "提供资料", "区水务局"), "responsible:区水务局"),
        (("部门", "项目名称", "支持措施"), ("区水务局", "整治河道", "给予补助"), "responsible:区水务局"),
        (("部门", "工作任务", "工作措施"), ("区水务局", "整治河道", "清淤十公里"), "responsible:区水务局"),
        (
            ("任务", "牵头单位", "需配合事项", "配合单位"),
            ("整治河道", "区水务局", "提供资料", "区财政局"),
            "lead:区水务局 support:区财政局",
        ),
    ],
    ids=["units behind", "support given", "measures", "what others are asked for"],
)
def test_trap_headers_that_tell_the_unit_no_role(
    header: tuple[str, ...], row: tuple[str, ...], units: str
) -> None:
    assert [one.split("｜")[1] for one in tasks_of(word(header, row), "a.docx")] == [units]


def lines(*rows: tuple[str, ...]) -> bytes:
    return "\n".join(["海棠县年度重点事项表", *("\t".join(row) for row in rows)]).encode()


BYSTANDERS = (
    "推荐单位",
    "提案单位",
    "数据来源单位",
    "发文部门",
    "所在街道",
    "所属县区",
    "施工单位",
    "中标企业",
    "先进集体",
    "处罚机关",
    "执收单位",
    "储备单位",
)


@pytest.mark.parametrize("header", BYSTANDERS)
def test_bodies_that_have_nothing_to_do_own_nothing(header: str) -> None:
    rows = (("1", "修缮老城墙", "县工商联", "县文旅局"), ("2", "疏浚护城河", "县科协", "县水务局"))
    data = lines(("序号", "任务名称", header, "责任单位"), *rows)
    assert [one.split("｜")[1] for one in tasks_of(data, "a.txt")] == [
        "responsible:县文旅局",
        "responsible:县水务局",
    ]
    alone = lines(("序号", "项目名称", header), *(row[:3] for row in rows))
    assert (tasks_of(alone, "a.txt"), issues_of(alone, "a.txt")) == ([], [])


@pytest.mark.parametrize(
    "rows",
    [
        (("序号", "水库名称", "单位"), ("1", "柳溪水库", "县水务局"), ("2", "南山水库", "县水投公司")),
        (("项目名称", "部门", "金额"), ("采购课桌", "县教育局", "30"), ("采购电脑", "县财政局", "45")),
    ],
    ids=["names of things", "figures"],
)
def test_a_bare_word_for_units_beside_things_says_whose_they_are(rows: Lines) -> None:
    assert tasks_of(lines(*map(tuple, rows)), "a.txt") == []


def test_trap_a_bare_word_for_units_beside_a_limit_or_tasks_says_who_does_them() -> None:
    due = lines(("项目名称", "部门", "金额", "完成时限"), ("采购课桌", "县教育局", "30", "2025年6月底前"))
    assert tasks_of(due, "a.txt") == [" 采购课桌｜responsible:县教育局｜2025-06-30"]
    tasks = lines(("工作任务", "单位", "金额"), ("采购课桌", "县教育局", "30"))
    assert tasks_of(tasks, "a.txt") == [" 采购课桌｜responsible:县教育局｜"]


def test_trap_a_word_for_bodies_that_nobody_knows_is_an_issue() -> None:
    data = lines(("序号", "工作任务", "结对单位"), ("1", "修缮老城墙", "县文旅局"), ("2", "植树", "县林业局"))
    assert (tasks_of(data, "a.txt"), issues_of(data, "a.txt")) == ([], ["unknown-table-header"])


def test_whom_others_check_has_the_task() -> None:
    data = lines(
        ("考核指标", "被考核单位", "考评单位", "督促单位", "指导单位"),
        ("空气质量优良天数", "县生态环境分局", "县统计局", "县督查局", "市生态环境局"),
    )
    assert [one.split("｜")[1] for one in tasks_of(data, "a.txt")] == [
        "responsible:县生态环境分局 other:县统计局 other:县督查局 other:市生态环境局"
    ]


@pytest.mark.parametrize(
    "parts",
    [("主办", "协办"), ("主责", "协同"), ("主要", "协助"), ("主抓", "协抓"), ("牵头", "参与")],
    ids="|".join,
)
def test_words_for_roles_below_a_header_of_units(parts: tuple[str, str]) -> None:
    top = [word_cell(paragraph(text), merge="restart") for text in ("序号", "任务")]
    rows = [
        [*top, word_cell(paragraph("责任单位"), span=2)],
        [word_cell("", merge="continue"), word_cell("", merge="continue"), *cells(*parts)],
        cells("1", "扩建小学", "区教育局", "区财政局"),
    ]
    merged = docx(paragraph(TITLE), word_table(rows))
    plain = f"{TITLE},,,\n序号,任务,责任单位,\n,,{','.join(parts)}\n1,扩建小学,区教育局,区财政局\n".encode()
    for data, name in ((merged, "a.docx"), (plain, "a.csv")):
        assert tasks_of(data, name) == ["1 扩建小学｜lead:区教育局 support:区财政局｜"]


def test_words_for_roles_below_another_header_name_no_column() -> None:
    plain = f"{TITLE},,\n任务,投资（万元）,责任单位\n扩建小学,主要,区教育局\n".encode()
    assert tasks_of(plain, "a.csv") == [" 扩建小学｜responsible:区教育局｜"]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("组长单位", "lead"),
        ("副组长单位", "support"),
        ("保障部门", "support"),
        ("执行主体", "responsible"),
        ("责任委办局", "responsible"),
    ],
)
def test_roles_that_columns_are_called_after(header: str, role: str) -> None:
    rows = (("任务", "责任单位", header), ("扩建小学", "区教育局", "区财政局"))
    assert tasks_of(docx(table(rows)), "a.docx") == [f" 扩建小学｜responsible:区教育局 {role}:区财政局｜"]


def test_who_secures_something_has_it_where_nobody_else_does() -> None:
    rows = (("保障事项", "保障单位"), ("设置医疗点", "区卫健局"))
    assert tasks_of(docx(table(rows)), "a.docx") == [" 设置医疗点｜responsible:区卫健局｜"]


@pytest.mark.parametrize("header", ["截止日期", "办结日期", "到期日"])
def test_what_a_column_of_limits_is_called(header: str) -> None:
    plain = f"{TITLE},,,\n序号,任务,责任单位,{header}\n1,扩建小学,区教育局,2024年9月30日\n".encode()
    assert tasks_of(plain, "a.csv") == ["1 扩建小学｜responsible:区教育局｜2024-09-30"]


@pytest.mark.parametrize("header", ["实事", "工作任务及完成时限", "任务及时限"])
def test_what_a_column_of_tasks_is_called(header: str) -> None:
    plain = f"{TITLE},,\n序号,{header},牵头单位\n1,扩建小学；2024年9月底前投用,区教育局\n".encode()
    (task,) = tasks_of(plain, "a.csv")
    assert task.endswith("｜lead:区教育局｜2024-09-30")


@pytest.mark.parametrize(
    "rows",
    [
        (("序号", "单位名称", "类别", "监管单位"), ("1", "北山化工有限公司", "水环境", "市生态环境局")),
        (
            ("序号", "养老机构名称", "地址", "类型", "主管部门"),
            ("1", "安和养老院", "城关镇", "民办", "县民政局"),
        ),
        (("序号", "姓名", "单位及职务", "小组职务"), ("1", "王五", "县水务局局长", "组长")),
        (("序号", "单位", "姓名", "职务", "手机"), ("1", "县水务局", "王五", "局长", "13800001111")),
    ],
    ids=["whom an office oversees", "homes", "members of a group", "phones"],
)
def test_a_list_of_bodies_hands_nothing_out(rows: Lines) -> None:
    data = lines(*map(tuple, rows))
    assert (tasks_of(data, "a.txt"), issues_of(data, "a.txt")) == ([], [])


def test_trap_names_of_bodies_beside_tasks_own_them() -> None:
    data = lines(
        ("单位名称", "领域", "工作任务"), ("县水务局", "水利", "疏浚河道"), ("县林业局", "林业", "植树造林")
    )
    assert [one.split("｜")[1] for one in tasks_of(data, "a.txt")] == [
        "responsible:县水务局",
        "responsible:县林业局",
    ]


def test_trap_people_beside_who_is_responsible_and_of_what_nobody_knows_are_an_issue() -> None:
    data = lines(
        ("河流", "姓名", "起止地点", "责任单位"), ("清河", "王五", "从东桥村至西桥村一段", "县水务局")
    )
    assert issues_of(data, "a.txt") == ["unknown-table-header"]


def test_who_examines_stands_beside_who_drafts() -> None:
    data = lines(("序号", "文件名称", "起草单位", "审查单位"), ("1", "供水办法", "县水务局", "县司法局"))
    assert tasks_of(data, "a.txt") == ["1 供水办法｜responsible:县水务局 other:县司法局｜"]
    assert issues_of(data, "a.txt") == []


def test_a_list_whose_rows_say_what_became_of_their_documents() -> None:
    header, rows = ("序号", "文件名称", "文号", "清理结果"), ("1", "供水办法", "东政发〔2019〕3号")
    kept, ended = lines(header, (*rows, "继续有效")), lines(header, (*rows, "废止"))
    assert [extract(read_bytes(one, "a.txt")).listed[0].list for one in (kept, ended)] == [
        "retained",
        "repealed",
    ]
    assert "list-without-status" in issues_of(lines(header, (*rows, "另行公布")), "a.txt")


ROLE_ROWS: Lines = (
    ("任务", "角色", "单位", "完成时限"),
    ("扩建小学", "牵头单位", "区教育局", "2024年8月"),
    ("", "配合单位", "区财政局、区住建局", ""),
    ("发放补贴", "牵头单位", "区民政局", "2024年9月"),
)
ROLE_TASKS = [
    " 扩建小学｜lead:区教育局 support:区财政局 support:区住建局｜2024-08-31",
    " 发放补贴｜lead:区民政局｜2024-09-30",
]


def test_a_column_of_roles_says_how_the_units_beside_it_stand() -> None:
    sheet = workbook({"清单": [[TITLE], *map(list, ROLE_ROWS)]})
    for data, name in ((word(*ROLE_ROWS), "a.docx"), (sheet, "a.xlsx")):
        assert tasks_of(data, name) == ROLE_TASKS
        assert issues_of(data, name) == []


def test_roles_and_units_below_one_header() -> None:
    header, first, second, last = ROLE_ROWS
    rows = [
        [*cells(header[0]), word_cell(paragraph("责任单位"), span=2), *cells(header[3])],
        [word_cell(paragraph(first[0]), merge="restart"), *cells(*first[1:])],
        [word_cell("", merge="continue"), *cells(*second[1:])],
        cells(*last),
    ]
    assert tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx") == ROLE_TASKS


def test_a_limit_said_of_each_role_is_one_of_the_task() -> None:
    row = [word_cell(paragraph("扩建小学"), merge="restart"), *cells("牵头", "区教育局", "2024年9月底")]
    below = [word_cell("", merge="continue"), *cells("配合", "区财政局", "2024年9月底")]
    last = [word_cell("", merge="continue"), *cells("配合", "区民政局", "2024年10月底")]
    data = docx(word_table([cells("任务", "角色", "单位", "时限"), row, below, last]))
    limits = [one.text for one in extract(read_bytes(data, "a.docx")).tasks[0].deadlines]
    assert limits == ["2024年9月底", "2024年10月底"]


def test_people_may_be_named_right_behind_units_in_a_header() -> None:
    rows = (("任务", "责任单位责任人", "时限"), ("扩建小学", "区教育局|王强", "2024年6月"))
    assert tasks_of(docx(table(rows)), "a.docx") == [" 扩建小学｜responsible:区教育局｜2024-06-30"]


def test_duties_that_are_only_roles_say_how_the_units_beside_them_stand() -> None:
    header, row = ("任务", "单位", "职责", "时限"), ("扩建小学", "区教育局", "牵头", "2024年6月")
    data = docx(table((header, row, ("", "区财政局", "配合", ""))))
    assert tasks_of(data, "a.docx") == [" 扩建小学｜lead:区教育局 support:区财政局｜2024-06-30"]


@pytest.mark.parametrize(
    ("what", "who"), [("检查内容", "检查单位"), ("抽查事项", "抽查部门"), ("重点巡查内容", "巡查单位")]
)
def test_who_checks_has_the_task_where_that_is_what_they_check(what: str, who: str) -> None:
    rows = ((what, who, "时间"), ("消防通道", "区应急局", "2024年6月"), ("防爆设施", "区商务局", "2024年7月"))
    assert tasks_of(docx(table(rows)), "a.docx") == [
        " 消防通道｜responsible:区应急局｜2024-06-30",
        " 防爆设施｜responsible:区商务局｜2024-07-31",
    ]


@pytest.mark.parametrize(("what", "who"), [("整改任务", "检查单位"), ("考核内容", "考核单位")])
def test_trap_who_checks_others_owns_nothing(what: str, who: str) -> None:
    rows = ((what, who), ("加固设施", "区应急局"), ("清理通道", "区商务局"))
    found = tasks_of(docx(table(rows)), "a.docx")
    assert all("｜other:" in one for one in found)

"""Cells of units below headers of several roles, with numbers before the units, with their people."""

from __future__ import annotations

import pytest
from make_documents import paragraph, word_cell, word_table, workbook
from make_tables import TITLE, docx, issues_of, table, tasks_of


def word(header: str, cell: str) -> bytes:
    rows = (("序号", "任务", header, "完成时限"), ("1", "扩建小学", cell, "2024年6月底前"))
    return docx(paragraph(TITLE), table(rows))


CASES = [
    (
        "责任单位",
        "团市委|东湖管委会|各县（市、区）政府",
        "responsible:团市委 responsible:东湖管委会 responsible:各县（市、区）政府",
    ),
    ("责任单位", "市残联|各县（市、区）人民政府", "responsible:市残联 responsible:各县（市、区）人民政府"),
    ("责任单位", "各县（市、区）|高新区管委会", "responsible:各县（市、区） responsible:高新区管委会"),
    ("责任单位", "各乡镇（街道）|园区管委会", "responsible:各乡镇（街道） responsible:园区管委会"),
    ("责任单位", "各乡镇|园区管委会", "responsible:各乡镇 responsible:园区管委会"),
    ("责任单位", "区经济开发|区管委会", "responsible:区经济开发区管委会"),
    (
        "责任单位",
        "市公安局（主要起草）、市城管局（协助起草）",
        "responsible:市公安局 support:市城管局",
    ),
    ("责任单位", "市教育局（牵头办理）、市财政局（会）", "lead:市教育局 support:市财政局"),
    ("责任单位", "市教育局、市财政局（分别办理）", "responsible:市教育局 responsible:市财政局"),
    (
        "责任单位",
        "市财政局（负责资金保障）、市文旅局（配合做好宣传）",
        "responsible:市财政局 support:市文旅局",
    ),
    ("牵头单位", "市教育局、市财政局（分别办理）", "lead:市教育局 lead:市财政局"),
    ("责任单位", "市国资委（参与企业）", "responsible:市国资委（参与企业）"),
    ("责任单位及责任人", "区教育局局长 张三|区财政局副局长李四", "responsible:区教育局 responsible:区财政局"),
    (
        "责任单位及责任人",
        "区财政局、人民银行区支行（张涛、王勇）",
        "responsible:区财政局 responsible:人民银行区支行",
    ),
    ("责任单位", "市规划和城|市管理局", "responsible:市规划和城市管理局"),
    ("责任单位", "各乡镇、|园区管委会", "responsible:各乡镇、园区管委会"),
    ("责任单位", "市残联、各县（市、|区）人民政府", "responsible:市残联 responsible:各县（市、区）人民政府"),
    ("牵头/配合单位", "区教育局/区财政局、区民政局", "lead:区教育局 support:区财政局 support:区民政局"),
    ("牵头/配合单位", "区教育局|区财政局、区民政局", "lead:区教育局 support:区财政局 support:区民政局"),
    ("牵头/配合单位", "区教育局", "lead:区教育局"),
    ("牵头单位、配合单位", "区教育局；区财政局", "lead:区教育局 support:区财政局"),
    ("牵头单位和配合单位", "区教育局（牵头）|区财政局（配合）", "lead:区教育局 support:区财政局"),
    ("主办/协办", "区教育局/区财政局", "lead:区教育局 support:区财政局"),
    ("牵头单位/责任单位", "区教育局/区财政局", "lead:区教育局 responsible:区财政局"),
    ("责任单位（牵头、配合）", "区教育局牵头，区财政局配合", "lead:区教育局 support:区财政局"),
    ("责任单位（牵头、配合）", "牵头：区教育局|配合：区财政局", "lead:区教育局 support:区财政局"),
    ("责任单位（牵头、配合）", "区教育局、区财政局", "responsible:区教育局 responsible:区财政局"),
    (
        "牵头单位（配合单位）",
        "区教育局|（区财政局、区审计局）",
        "lead:区教育局 support:区财政局 support:区审计局",
    ),
    ("牵头单位（配合单位）", "区教育局（区财政局）", "lead:区教育局 support:区财政局"),
    ("牵头单位（配合单位）", "各县（市、区）", "lead:各县（市、区）"),
    ("牵头单位（配合单位）", "各镇（街道）", "lead:各镇（街道）"),
    ("牵头单位（配合单位）", "区教育局", "lead:区教育局"),
    ("责任单位（配合单位）", "区教育局|区财政局", "responsible:区教育局 support:区财政局"),
    ("主办（协办）单位", "区教育局（区财政局）", "lead:区教育局 support:区财政局"),
    ("责任单位", "区教育局（区财政局配合）", "responsible:区教育局 support:区财政局"),
    ("责任单位（第一个为牵头单位）", "区教育局、区财政局", "lead:区教育局 responsible:区财政局"),
    ("牵头单位（排第一位）及责任单位", "区教育局、区财政局", "lead:区教育局 responsible:区财政局"),
    ("责任单位（牵头单位列首位）", "区教育局、区财政局", "lead:区教育局 responsible:区财政局"),
    ("责任单位（首位牵头）", "区教育局、区财政局", "lead:区教育局 responsible:区财政局"),
    ("责任单位及责任人", "区教育局 张三", "responsible:区教育局"),
    ("责任单位及责任人", "区教育局（张三）", "responsible:区教育局"),
    ("责任单位及责任人", "区教育局：王小明|区财政局：李四", "responsible:区教育局 responsible:区财政局"),
    ("责任单位（责任人）", "区教育局（局长 李四）", "responsible:区教育局"),
    ("责任单位/责任人", "区教育局|欧阳小明", "responsible:区教育局"),
    ("牵头领导/责任单位", "张三/区教育局", "responsible:区教育局"),
    ("牵头领导及责任单位", "张三副区长|区教育局、区财政局", "responsible:区教育局 responsible:区财政局"),
    ("责任单位及责任人", "区教育局 陈立（牵头）；区财政局 周红英", "lead:区教育局 responsible:区财政局"),
    ("责任单位及责任人", "区教育局 周红英；各村（居）", "responsible:区教育局 responsible:各村（居）"),
    ("责任单位及责任人", "区教育局|负责人：张敏", "responsible:区教育局"),
    ("责任领导、单位", "张三　区教育局", "responsible:区教育局"),
    (
        "责任分工",
        "区教育局：组织师生演练；区财政局、区住建局：保障经费和场地。",
        "responsible:区教育局 responsible:区财政局 responsible:区住建局",
    ),
    (
        "职责分工",
        "区教育局：制定演练方案。|区财政局：保障演练经费。",
        "responsible:区教育局 responsible:区财政局",
    ),
    ("责任领导及单位", "张三 各村（社区）", "responsible:各村（社区）"),
    ("责任单位及责任人", "张三（各乡镇）、各镇（街道）", "responsible:各乡镇 responsible:各镇（街道）"),
    ("责任单位（盖章）", "区教育局（公章）、区财政局|（盖章）", "responsible:区教育局 responsible:区财政局"),
    ("责任单位", "1.市教育局 2.市财政局", "responsible:市教育局 responsible:市财政局"),
    ("责任单位", "①市教育局②市财政局", "responsible:市教育局 responsible:市财政局"),
    ("责任单位", "（1）市教育局|（2）市财政局", "responsible:市教育局 responsible:市财政局"),
    ("牵头单位", "1．市教育局|2．市财政局|3．市民政局", "lead:市教育局 lead:市财政局 lead:市民政局"),
    ("配合单位", "区审计局|区委组织部|区教育局", "support:区审计局 support:区委组织部 support:区教育局"),
    ("配合单位", "区规划|局负责编制规划", "responsible:区规划局"),
    ("责任单位", "（区教育局）", "responsible:区教育局"),
    ("责任单位", "（区教育局、各镇街（开发区））", "responsible:区教育局 responsible:各镇街（开发区）"),
    ("责任分工", "（牵头单位：区教育局；配合单位：区财政局）", "lead:区教育局 support:区财政局"),
    ("责任单位", "区教育局 牵头 区财政局 配合", "lead:区教育局 support:区财政局"),
    (
        "责任单位",
        "区教育行政部门牵头发起，区财政局按职责分工负责",
        "lead:区教育行政部门 responsible:区财政局",
    ),
    ("责任单位", "区林业局+区财政局", "responsible:区林业局 responsible:区财政局"),
    ("责任单位", "区农业农村局、等区有关部门", "responsible:区农业农村局 responsible:区有关部门"),
    ("责任单位", "区交通局…", "responsible:区交通局"),
    ("责任单位", "区教育局、各镇街（按职责分工）", "responsible:区教育局 responsible:各镇街"),
    ("责任单位", "区教育局、各镇街（按职责分工负责）", "responsible:区教育局 responsible:各镇街"),
    ("责任单位", "区教育局、各镇街（按各自职责分工配合）", "responsible:区教育局 support:各镇街"),
    ("责任单位", "区教育局牵头，区财政局（按职责）配合", "lead:区教育局 support:区财政局"),
    (
        "责任单位",
        "区教育局（责任科室：办公室）、区财政局",
        "responsible:区教育局 other:办公室 responsible:区财政局",
    ),
    ("责任单位", "区教育局（联系科室：体卫科，电话：82220000）", "responsible:区教育局"),
    (
        "责任单位",
        "牵头：1.市教育局 配合：1.市财政局 2.市民政局",
        "lead:市教育局 support:市财政局 support:市民政局",
    ),
]


@pytest.mark.parametrize(("header", "cell", "units"), CASES, ids=[f"{one[0]}: {one[1]}" for one in CASES])
def test_units_of_a_cell(header: str, cell: str, units: str) -> None:
    assert tasks_of(word(header, cell), "a.docx") == [f"1 扩建小学｜{units}｜2024-06-30"]
    assert issues_of(word(header, cell), "a.docx") == []


def test_trap_what_is_neither_unit_nor_person_is_an_issue() -> None:
    data = word("责任单位及责任人", "区教育局 基教股长")
    assert issues_of(word("责任单位及责任人", "区教育局 数字化"), "a.docx") == ["unread-words"]
    assert tasks_of(data, "a.docx") == ["1 扩建小学｜responsible:区教育局｜2024-06-30"]


@pytest.mark.parametrize("cell", ["演练地点：第一小学操场", "区教育局：组织演练；物资清单：沙袋、水泵"])
def test_trap_other_words_before_a_colon_are_no_bodies(cell: str) -> None:
    assert tasks_of(word("责任分工", cell), "a.docx") == []


def test_trap_a_figure_in_a_name_is_no_number_of_a_list() -> None:
    units = "responsible:市12345热线办 responsible:市第2人民医院"
    assert tasks_of(word("责任单位", "市12345热线办、市第2人民医院"), "a.docx") == [
        f"1 扩建小学｜{units}｜2024-06-30"
    ]


def titled(cell: str) -> str:
    rows = (("序号", "任务", "责任单位"), ("1", cell, "区教育局"))
    return tasks_of(docx(paragraph(TITLE), table(rows)), "a.docx")[0].split("｜")[0]


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("促进渔民|上岸定居", "促进渔民上岸定居"),
        ("回填矿|坑300|亩", "回填矿坑300亩"),
        ("整治老旧住宅小|区供水管网。逐|户安装水表。", "整治老旧住宅小区供水管网"),
    ],
)
def test_a_title_goes_on_over_full_lines(cell: str, title: str) -> None:
    assert titled(cell) == f"1 {title}"


@pytest.mark.parametrize(
    "cell",
    [
        "回填矿坑|新建公厕",
        "回填矿坑|渔民上岸定居工程",
        "回填矿坑|2.渔民定居",
        "回填矿坑；|渔民定居",
        "回填矿坑|—渔民定居",
    ],
    ids=["verb", "longer line", "number", "stop", "dash"],
)
def test_trap_lines_of_their_own_are_not_part_of_the_title(cell: str) -> None:
    assert titled(cell) == "1 回填矿坑"


def sheet(*rows: str) -> bytes:
    """A comma-separated table under its title."""
    return "\n".join([f"{TITLE},,,", "序号,任务,责任单位,完成时限", *rows]).encode()


def test_rows_of_units_or_times_alone_belong_to_the_task_above() -> None:
    rows = (
        "1,疏浚河道5条,区水务局,11月底前",
        ",,各街道,",
        ",,区城管局,其中干流8月底前",
        ",,,支流12月底前",
        "2,扩建小学,区教育局,",
    )
    found = [task.split("｜")[:2] for task in tasks_of(sheet(*rows), "a.csv")]
    assert found == [
        ["1 疏浚河道5条", "responsible:区水务局"],
        ["1 疏浚河道5条", "responsible:各街道"],
        ["1 疏浚河道5条", "responsible:区城管局"],
        ["1 疏浚河道5条", "responsible:区城管局"],
        ["2 扩建小学", "responsible:区教育局"],
    ]


@pytest.mark.parametrize(
    ("below", "issues"),
    [
        ((",,滨河区人民政府办公室,", ",,2024年3月1日,"), []),
        ((",,李四,",), ["unread-words"]),
        (("合计,,3家,",), []),
        (("填报单位：区政府办,填报人：李四,,填报时间：2024年3月1日",), []),
    ],
    ids=["a signature", "no unit", "a sum", "who filled it in"],
)
def test_rows_that_say_no_more_of_the_task_above(below: tuple[str, ...], issues: list[str]) -> None:
    data = sheet("1,疏浚河道5条,区水务局,11月底前", *below)
    assert len(tasks_of(data, "a.csv")) == 1
    assert issues_of(data, "a.csv") == issues


@pytest.mark.parametrize(("owner", "issues"), [("", ["row-without-unit"]), ("—", [])])
def test_helpers_of_a_task_nobody_has_are_an_issue(owner: str, issues: list[str]) -> None:
    rows = (
        ("任务", "牵头单位", "配合单位"),
        ("扩建小学", "区教育局", "区财政局"),
        ("培训教师", owner, "区人社局"),
    )
    data = docx(paragraph(TITLE), table(rows))
    assert tasks_of(data, "a.docx")[1] == " 培训教师｜support:区人社局｜"
    assert issues_of(data, "a.docx") == issues


def test_units_of_no_task_are_an_issue() -> None:
    data = sheet("一、水利,,,", ",,区水务局,", "1,疏浚河道5条,区城管局,11月底前")
    assert len(tasks_of(data, "a.csv")) == 1
    assert issues_of(data, "a.csv") == ["unread-words"]


def test_figures_at_the_head_of_a_wrapped_line_are_no_item() -> None:
    rows = (("任务", "责任单位"), ("全年新增城市绿地面积|12.6万平方米，新建公园", "区园林局"))
    data = docx(paragraph(TITLE), table(rows))
    assert tasks_of(data, "a.docx") == [
        " 全年新增城市绿地面积12.6万平方米，新建公园｜responsible:区园林局｜2024-12-31"
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "区水务局 0551-6612345",
        "区水务局13800001111",
        "区水务局（6612345）",
        "区水务局（王五13800001111）",
        "区水务局按职责分工",
    ],
)
def test_phones_and_words_about_duties_are_no_part_of_a_name(cell: str) -> None:
    data = sheet(f"1,疏浚河道5条,{cell},11月底前", f'2,修缮泵站,"区财政局、{cell}",11月底前')
    assert [one.split("｜")[1] for one in tasks_of(data, "a.csv")] == [
        "responsible:区水务局",
        "responsible:区财政局 responsible:区水务局",
    ]
    assert issues_of(data, "a.csv") == []


@pytest.mark.parametrize("time", ["上午9:00", "14:30", "9时至10时30分", "全天", "尽快", "随到随办"])
def test_hours_and_words_that_set_no_day(time: str) -> None:
    data = sheet(f"1,疏浚河道5条,区水务局,{time}")
    assert (len(tasks_of(data, "a.csv")), issues_of(data, "a.csv")) == (1, [])


def test_trap_other_words_in_the_place_of_a_limit_are_an_issue() -> None:
    assert issues_of(sheet("1,疏浚河道5条,区水务局,开学季"), "a.csv") == ["unread-limit"]


def test_a_number_of_several_parts_with_a_blank_behind_it() -> None:
    rows = (
        ("一级指标", "二级指标", "责任单位"),
        ("1 组织", "1.1 领导重视", "区委办"),
        ("2 投入", "2.5万亩造林", "区林业局"),
    )
    assert tasks_of(docx(paragraph(TITLE), table(rows)), "a.docx") == [
        "1.1 领导重视｜responsible:区委办｜",
        " 2.5万亩造林｜responsible:区林业局｜",
    ]


def test_the_numbers_of_a_list_in_a_cell_are_not_that_of_its_task() -> None:
    rows = (("部门", "主要任务"), ("区教育局", "1.负责会务。|2.负责材料。"), ("区民政局", "1.负责接待。"))
    assert [one.split("｜")[0] for one in tasks_of(docx(paragraph(TITLE), table(rows)), "a.docx")] == [
        " 1.负责会务",
        "1. 负责接待",
    ]


def test_labels_before_units_show_what_a_vague_header_is_of() -> None:
    rows = (("任务", "分工", "时限"), ("扩建小学", "牵头：区教育局|配合：区财政局", "2024年8月"))
    assert tasks_of(docx(table(rows)), "a.docx") == [" 扩建小学｜lead:区教育局 support:区财政局｜2024-08-31"]


def test_trap_a_role_alone_in_a_cell_of_units_is_nobody() -> None:
    rows = (("任务", "责任单位"), ("扩建小学", "区教育局"), ("发放补贴", "牵头单位"))
    data = docx(paragraph(TITLE), table(rows))
    assert tasks_of(data, "a.docx") == [" 扩建小学｜responsible:区教育局｜"]
    assert "row-without-unit" in issues_of(data, "a.docx")


def test_the_month_before_a_task_is_its_limit() -> None:
    rows = (("月份", "工作任务", "责任单位"), ("3月", "扩建小学", "区教育局"))
    data = docx(paragraph("滨河区2024年工作日历"), table(rows))
    assert tasks_of(data, "a.docx") == [" 扩建小学｜responsible:区教育局｜2024-03-31"]


def test_trap_numbered_tasks_beside_their_label_are_no_labels() -> None:
    rows = (("工作任务", "任务1：扩建小学", "任务2：发放补贴"), ("责任单位", "区教育局", "区民政局"))
    assert tasks_of(
        docx(paragraph(TITLE), table((*rows, ("完成时限", "2024年8月", "2024年9月")))), "a.docx"
    ) == [
        " 任务1：扩建小学｜responsible:区教育局｜2024-08-31",
        " 任务2：发放补贴｜responsible:区民政局｜2024-09-30",
    ]


def test_entries_counted_alike_are_tasks_of_their_own() -> None:
    units, times = "1.县水利局、各镇\n2.县林业局", "1.6月底前\n2.2024年9月"
    rows = [
        ["项目", "任务", "责任单位", "配合单位", "时限"],
        ["治水", "1.修水渠\n2.种树", units, "县财政局", times],
    ]
    assert tasks_of(workbook({"S": [[TITLE], *rows]}), "a.xlsx") == [
        "1. 修水渠｜responsible:县水利局 responsible:各镇 support:县财政局｜2024-06-30",
        "2. 种树｜responsible:县林业局 support:县财政局｜2024-09-30",
    ]


def test_entries_whose_limits_alone_are_counted_alike_have_the_same_units() -> None:
    rows = [["单位", "任务", "时限"], ["县水利局", "1.修水渠\n2.清淤", "1.2024年6月底前\n2.2024年9月"]]
    assert tasks_of(workbook({"S": [[TITLE], *rows]}), "a.xlsx") == [
        "1. 修水渠｜responsible:县水利局｜2024-06-30",
        "2. 清淤｜responsible:县水利局｜2024-09-30",
    ]


def test_entries_behind_what_is_wrong() -> None:
    rows = [
        ["问题", "整改措施", "责任单位", "时限"],
        ["积水", "①修水渠；②清淤。", "①县水利局；②各镇", "2024年9月"],
    ]
    assert tasks_of(workbook({"S": [[TITLE], *rows]}), "a.xlsx") == [
        "① 修水渠｜responsible:县水利局｜2024-09-30",
        "② 清淤｜responsible:各镇｜2024-09-30",
    ]


def test_trap_entries_that_are_not_counted_alike_stay_one_task() -> None:
    rows = [["任务", "责任单位", "时限"], ["1.修水渠\n2.种树\n3.清淤", "1.县水利局\n2.县林业局", "2024年9月"]]
    (task,) = tasks_of(workbook({"S": [[TITLE], *rows]}), "a.xlsx")
    assert task.endswith("｜responsible:县水利局 responsible:县林业局｜2024-09-30")


@pytest.mark.parametrize(("due", "tasks"), [("", 1), ("6月底前", 2)])
def test_helpers_in_rows_of_their_own_help_with_the_merged_task(due: str, tasks: int) -> None:
    merged, below = (
        [word_cell(paragraph(text), merge="restart") for text in ("1", "改造小区", "区住建局")],
        [word_cell("", merge="continue")] * 3,
    )
    rows = [
        [word_cell(paragraph(text)) for text in ("序号", "任务", "牵头单位", "配合单位", "完成时限")],
        [*merged, *(word_cell(paragraph(text)) for text in ("区财政局", ""))],
        [*below, *(word_cell(paragraph(text)) for text in ("区民政局", due))],
    ]
    found = tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx")
    assert len(found) == tasks
    assert found[0].startswith("1 改造小区｜lead:区住建局 support:区财政局")
    assert ("support:区民政局" in found[0]) == (tasks == 1)


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("市新华书店|市粤剧团|市水务局", ["市新华书店", "市粤剧团", "市水务局"]),
        ("县总工会|县新华书店", ["县总工会", "县新华书店"]),
        ("各乡镇|县新华书店", ["各乡镇", "县新华书店"]),
    ],
)
def test_lines_of_one_level_are_units_of_their_own_though_nobody_knows_one(
    cell: str, units: list[str]
) -> None:
    said = " ".join(f"responsible:{unit}" for unit in units)
    assert tasks_of(word("责任单位", cell), "a.docx") == [f"1 扩建小学｜{said}｜2024-06-30"]
    assert set(issues_of(word("责任单位", cell), "a.docx")) == {"new-unit"}

"""What the words of a header say its column holds, and where the cells have to say it as well."""

from __future__ import annotations

import pytest
from make_documents import paragraph, word_cell, word_table
from make_tables import docx, issues_of, table, tasks_of

from kg.extract import extract
from kg.read import read_bytes

TITLE = "滨河县2025年重点任务清单"


def word(header: tuple[str, ...], *rows: tuple[str, ...]) -> bytes:
    return docx(paragraph(TITLE), table((header, *rows)))


@pytest.mark.parametrize(
    "header", ["责任清单", "责任", "责任落实", "责任分解", "责任归口", "责任方", "整改责任", "承办"]
)
def test_units_below_words_that_say_little_own_the_rows(header: str) -> None:
    data = word(
        ("序号", "任务清单", header, "时限清单"), ("1", "新增车位", "县城管局、县住建局", "2025年9月")
    )
    assert tasks_of(data, "a.docx") == ["1 新增车位｜responsible:县城管局 responsible:县住建局｜2025-09-30"]


def test_units_with_their_roles_below_such_words() -> None:
    data = word(("序号", "问题", "整改责任"), ("1", "乱停乱放", "县城管局牵头，县公安局配合"))
    assert tasks_of(data, "a.docx") == ["1 乱停乱放｜lead:县城管局 support:县公安局｜"]


@pytest.mark.parametrize(("lead", "role"), [("主办", "lead"), ("承办", "responsible")])
def test_roles_without_a_noun(lead: str, role: str) -> None:
    rows = (("1", "新增车位", "县城管局", "县住建局"), ("2", "修建水渠", "县水利局", ""))
    assert tasks_of(word(("序号", "工作任务", lead, "协办"), *rows), "a.docx") == [
        f"1 新增车位｜{role}:县城管局 support:县住建局｜",
        f"2 修建水渠｜{role}:县水利局｜",
    ]


@pytest.mark.parametrize("header", ["责任", "责任清单", "责任落实"])
def test_trap_sentences_below_such_words_name_nobody(header: str) -> None:
    rows = (("1", "新增车位", "压实责任，明确到人", "9月"), ("2", "修建水渠", "层层传导压力", "8月"))
    assert tasks_of(word(("序号", "任务", header, "时限"), *rows), "a.docx") == []


@pytest.mark.parametrize(
    "header",
    [
        "来文时间",
        "实际完成时间",
        "销号时间",
        "验收日期",
        "更新时间",
        "上报时间",
        "批复时间",
        "公示时间",
        "立项时间",
    ],
)
def test_beside_a_limit_other_times_bound_nothing(header: str) -> None:
    data = word(
        ("序号", "督办事项", "承办单位", header, "办理时限"),
        ("1", "改造危房", "县住建局", "2025年2月3日", "2025年6月底"),
    )
    assert tasks_of(data, "a.docx") == ["1 改造危房｜responsible:县住建局｜2025-06-30"]
    assert issues_of(data, "a.docx") == []


@pytest.mark.parametrize(
    ("header", "due"),
    [("销号时间", "2025-07-08"), ("来文时间", ""), ("上次检查时间", ""), ("拟立项时间", "2025-07-08")],
)
def test_without_a_limit_beside_it_a_time_that_may_be_planned_is_one(header: str, due: str) -> None:
    data = word(("序号", "问题", "责任单位", header), ("1", "乱停乱放", "县城管局", "2025年7月8日"))
    assert tasks_of(data, "a.docx") == [f"1 乱停乱放｜responsible:县城管局｜{due}"]


def test_when_things_were_finished_makes_them_no_tasks_of_those_who_had_them_built() -> None:
    rows = (("序号", "系统名称", "建设单位", "建成时间"), ("1", "排水监测平台", "县水务局", "2021年3月"))
    assert tasks_of(docx(paragraph("信息系统台账"), table(rows)), "a.docx") == []


@pytest.mark.parametrize("header", ["计划竣工", "预计完成", "完成年限", "实施年度"])
def test_words_for_when_something_is_to_be_ready(header: str) -> None:
    data = word(
        ("序号", "任务", "责任单位", "计划开工", header),
        ("1", "修建水渠", "县水利局", "2024年3月", "2024年9月"),
    )
    assert tasks_of(data, "a.docx") == ["1 修建水渠｜responsible:县水利局｜2024-09-30"]


@pytest.mark.parametrize("header", ["实施进度", "进度计划", "时序要求"])
def test_words_for_how_work_is_to_proceed(header: str) -> None:
    data = word(("序号", "任务", "责任单位", header), ("1", "修建水渠", "县水利局", "2024年9月底前"))
    assert tasks_of(data, "a.docx") == ["1 修建水渠｜responsible:县水利局｜2024-09-30"]


@pytest.mark.parametrize(
    ("header", "role"),
    [("主体责任", "responsible"), ("属地责任", "responsible"), ("监管责任", "other"), ("督导", "other")],
)
def test_words_for_a_kind_of_responsibility_over_units(header: str, role: str) -> None:
    data = word(("任务", header, "责任单位"), ("检修护栏", "各镇街", "县交通局"))
    assert tasks_of(data, "a.docx") == [f" 检修护栏｜{role}:各镇街 responsible:县交通局｜"]


def test_trap_what_a_kind_of_responsibility_means_names_nobody() -> None:
    data = word(("任务", "主体责任", "责任单位"), ("检修护栏", "全面落实到岗到人", "县交通局"))
    assert tasks_of(data, "a.docx") == [" 检修护栏｜responsible:县交通局｜"]


@pytest.mark.parametrize("header", ["进度", "预计办结", "日期"])
def test_a_column_of_nothing_but_times_says_by_when(header: str) -> None:
    rows = (("1", "修建水渠", "县水利局", "2024年9月底前"), ("2", "巡查堤防", "县应急局", "2024年底"))
    data = word(("序号", "任务", "责任股室", header), *rows)
    assert tasks_of(data, "a.docx") == [
        "1 修建水渠｜responsible:县水利局｜2024-09-30",
        "2 巡查堤防｜responsible:县应急局｜2024-12-31",
    ]


@pytest.mark.parametrize(
    ("header", "time"), [("检查日期", "2024年9月2日"), ("来文日期", "2024年9月2日"), ("基数", "2024")]
)
def test_trap_a_column_of_when_something_happened_or_of_figures_sets_no_limit(header: str, time: str) -> None:
    data = word(("序号", "任务", "责任单位", header), ("1", "修建水渠", "县水利局", time))
    assert tasks_of(data, "a.docx") == ["1 修建水渠｜responsible:县水利局｜"]


@pytest.mark.parametrize("header", ["工作专班", "责任组", "承办处（室）", "处置单位", "认领单位"])
def test_rarer_words_for_who_has_a_task(header: str) -> None:
    data = word(("序号", "任务", header), ("1", "修建水渠", "县水利局"))
    assert tasks_of(data, "a.docx") == ["1 修建水渠｜responsible:县水利局｜"]


@pytest.mark.parametrize("header", ["年度计划投资（万元）", "计划投资", "预计完成（万元）", "计划完成"])
def test_trap_figures_are_no_limits(header: str) -> None:
    row = ("1", "修建水渠", "县水利局", "500", "2025年9月底")
    data = word(("序号", "任务", "责任单位", header, "完成时限"), row)
    assert tasks_of(data, "a.docx") == ["1 修建水渠｜responsible:县水利局｜2025-09-30"]
    assert issues_of(data, "a.docx") == []


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("主要责任部门", "lead"),
        ("首要责任单位", "lead"),
        ("联动单位", "support"),
        ("配套部门", "support"),
        ("会同单位", "support"),
        ("相关部门", "support"),
        ("有关学院（部门）", "support"),
        ("建设业主", "other"),
        ("挂牌督办单位", "other"),
    ],
)
def test_words_for_units_in_their_roles(header: str, role: str) -> None:
    data = word(("风险隐患", header, "责任单位"), ("护坡开裂", "县水利局", "县应急局"))
    assert tasks_of(data, "a.docx") == [f" 护坡开裂｜{role}:县水利局 responsible:县应急局｜"]


def test_the_matter_and_not_its_parts_is_the_task() -> None:
    data = word(("一件事", "涉及事项", "牵头部门"), ("开办企业", "营业执照、公章刻制", "县市场监管局"))
    assert tasks_of(data, "a.docx") == [" 开办企业｜lead:县市场监管局｜"]


@pytest.mark.parametrize("progress", ["完成情况", "工作进展", "推进情况", "1—6月进展情况"])
def test_what_stands_behind_the_progress_of_owned_tasks_is_none(progress: str) -> None:
    header = ("任务", "责任单位", progress, "存在问题", "下一步措施")
    data = word(header, ("修水渠", "县水利局", "已开工", "征地困难，进度滞后", "加快协调征地，倒排工期"))
    assert tasks_of(data, "a.docx") == [" 修水渠｜responsible:县水利局｜"]


def test_trap_measures_behind_the_progress_of_what_nobody_owns_yet_are_tasks() -> None:
    header = ("反馈问题", "整改情况", "下一步整改措施", "责任单位")
    data = word(header, ("污水直排", "已截流", "年内新建管网三公里", "县水利局"))
    assert tasks_of(data, "a.docx") == [" 污水直排｜responsible:县水利局｜2025-12-31"]


@pytest.mark.parametrize("header", ["责任单位及完成时限", "完成时限及责任单位", "责任单位/时限"])
def test_units_with_their_limits_below_one_header(header: str) -> None:
    rows = (("修水渠", "县水利局，2025年6月底前"), ("改危房", "县住建局（2025年8月底前）"))
    assert tasks_of(word(("任务", header), *rows), "a.docx") == [
        " 修水渠｜responsible:县水利局｜2025-06-30",
        " 改危房｜responsible:县住建局｜2025-08-31",
    ]


def test_a_task_alone_in_its_row_beside_a_column_of_classes_is_no_heading() -> None:
    rows = (("民生", "修水渠", "县水利局"), ("", "改危房", ""), ("环保", "植树", "县林业局"))
    data = word(("类别", "任务", "责任单位"), *rows)
    assert tasks_of(data, "a.docx") == [" 修水渠｜responsible:县水利局｜", " 植树｜responsible:县林业局｜"]
    assert issues_of(data, "a.docx") == ["row-without-unit"]


@pytest.mark.parametrize("lead", ["主责", "主抓", "主责方", "主办方"])
@pytest.mark.parametrize("support", ["协同", "协助", "参与", "协作", "联动", "协办方", "参与方"])
def test_a_role_alone_names_a_column_of_units(lead: str, support: str) -> None:
    data = word(("任务", lead, support, "时限"), ("新增车位", "县城管局", "县公安局", "2025年9月"))
    assert tasks_of(data, "a.docx") == [" 新增车位｜lead:县城管局 support:县公安局｜2025-09-30"]


def test_activities_are_tasks() -> None:
    data = word(
        ("活动", "时间", "地点", "主办", "承办"),
        ("应急演练", "2025年6月18日", "水厂", "县住建局", "县水务公司"),
    )
    assert tasks_of(data, "a.docx") == [" 应急演练｜lead:县住建局 responsible:县水务公司｜2025-06-18"]


def test_trap_where_an_activity_is_or_how_it_is_held_is_no_task() -> None:
    data = word(("活动形式", "活动地点", "责任单位"), ("演练", "水厂", "县住建局"))
    assert tasks_of(data, "a.docx") == []


def test_bodies_below_words_nobody_knows_are_an_issue_where_nobody_else_has_the_tasks() -> None:
    data = word(("任务", "哪家管", "完成时限"), ("新增车位", "县城管局、县住建局", "2025年9月"))
    assert issues_of(data, "a.docx") == ["unknown-table-header"]


def test_trap_who_takes_applications_has_nothing_to_do() -> None:
    data = word(
        ("政策条款", "支持标准", "申报时间", "受理部门"), ("换购补贴", "1万元", "2025年6月底前", "县商务局")
    )
    assert tasks_of(data, "a.docx") == []


@pytest.mark.parametrize("header", ["整治任务", "攻坚任务", "落实举措", "督办事项"])
def test_words_for_tasks_behind_any_others_in_lines_of_single_cells(header: str) -> None:
    text = (
        f"滨河县任务清单\n序号\n{header}\n牵头单位\n配合单位\n完成时限\n"
        "1\n新增车位\n县城管局\n县公安局\n2025年9月\n2\n修建水渠\n县水利局\n各乡镇\n2025年10月\n"
    )
    assert tasks_of(text.encode(), "a.txt") == [
        "1 新增车位｜lead:县城管局 support:县公安局｜2025-09-30",
        "2 修建水渠｜lead:县水利局 support:各乡镇｜2025-10-31",
    ]


def test_trap_what_is_to_be_minded_is_no_task() -> None:
    rows = (("工作任务", "注意事项", "责任单位"), ("新增车位", "避让管线", "县城管局"))
    assert tasks_of(word(*rows), "a.docx") == [" 新增车位｜responsible:县城管局｜"]
    assert tasks_of(word(*(row[1:] for row in rows)), "a.docx") == []


@pytest.mark.parametrize("header", ["联合部门", "联合抽查部门"])
def test_who_checks_together_with_others_helps(header: str) -> None:
    data = word(("抽查事项", "发起部门", header), ("消防通道", "县应急局", "县住建局"))
    assert tasks_of(data, "a.docx") == [" 消防通道｜lead:县应急局 support:县住建局｜"]


@pytest.mark.parametrize(("inner", "role"), [("牵头科室", "lead"), ("责任科室", "responsible")])
def test_divisions_have_the_tasks_beside_units_that_only_help(inner: str, role: str) -> None:
    data = word(("任务", inner, "配合单位"), ("新增车位", "市容科", "县公安局"))
    assert tasks_of(data, "a.docx") == [f" 新增车位｜{role}:市容科 support:县公安局｜"]


def test_trap_divisions_stand_beside_units_that_own_the_tasks() -> None:
    data = word(("任务", "牵头科室", "责任单位"), ("新增车位", "市容科", "县城管局"))
    assert tasks_of(data, "a.docx") == [" 新增车位｜other:市容科 responsible:县城管局｜"]


@pytest.mark.parametrize("name", ["建议名称", "提案标题", "建议提案题目"])
@pytest.mark.parametrize("joint", ["\n", "\t"])
def test_rows_of_proposals_that_are_counted_as_such(name: str, joint: str) -> None:
    rows = (
        ("编号", name, "主办单位", "协办单位", "办结时限"),
        ("第1号", "关于修建停车场的建议", "县城管局", "县住建局", "2025年6月30日"),
        ("第2号", "关于增开公交线的建议", "县交通局", "县财政局", "2025年5月31日"),
    )
    data = "\n".join([TITLE, "", *(joint.join(row) for row in rows)]).encode()
    assert tasks_of(data, "a.txt") == [
        "第1号 关于修建停车场的建议｜lead:县城管局 support:县住建局｜2025-06-30",
        "第2号 关于增开公交线的建议｜lead:县交通局 support:县财政局｜2025-05-31",
    ]


@pytest.mark.parametrize("person", ["领衔领导", "包案领导", "督办领导"])
def test_leaders_beside_the_owners_of_a_row(person: str) -> None:
    rows = (
        ("序号", "信访事项", person, "责任单位", "办结时限"),
        ("1", "化解欠薪积案", "李明", "县人社局", "2025年6月30日"),
        ("2", "化解征地积案", "王新、赵华", "县资规局", "2025年5月31日"),
    )
    data = "\n".join([TITLE, "", *("\n".join(row) for row in rows)]).encode()
    assert tasks_of(data, "a.txt") == [
        "1 化解欠薪积案｜responsible:县人社局｜2025-06-30",
        "2 化解征地积案｜responsible:县资规局｜2025-05-31",
    ]


def test_what_is_done_by_whom_and_when_in_everyday_words() -> None:
    data = word(("做什么", "谁牵头", "谁配合", "何时完成"), ("新增车位", "县城管局", "县公安局", "2025年9月"))
    assert tasks_of(data, "a.docx") == [" 新增车位｜lead:县城管局 support:县公安局｜2025-09-30"]


@pytest.mark.parametrize("header", ["截止", "截止日", "截止时间"])
def test_words_for_the_last_day(header: str) -> None:
    data = word(("任务", "责任单位", "参加", header), ("新增车位", "县城管局", "县公安局", "2025年9月8日"))
    assert tasks_of(data, "a.docx") == [" 新增车位｜responsible:县城管局 support:县公安局｜2025-09-08"]


def test_steps_may_say_by_when() -> None:
    data = word(("任务", "推进步骤", "责任单位"), ("新增车位", "2025年6月底前完工", "县城管局"))
    assert tasks_of(data, "a.docx") == [" 新增车位｜responsible:县城管局｜2025-06-30"]


def test_names_of_units_below_no_header_have_the_tasks() -> None:
    rows = (("修水渠", "县水利局、各镇", "2025年6月"), ("改危房", "县住建局", "2025年8月"))
    assert tasks_of(word(("任务", "", "完成时限"), *rows), "a.docx") == [
        " 修水渠｜responsible:县水利局 responsible:各镇｜2025-06-30",
        " 改危房｜responsible:县住建局｜2025-08-31",
    ]


def test_trap_names_of_places_below_no_header_have_no_tasks() -> None:
    rows = (("修水渠", "青溪段", "2025年6月"), ("改危房", "北山片", "2025年8月"))
    assert tasks_of(word(("任务", "", "完成时限"), *rows), "a.docx") == []


@pytest.mark.parametrize(
    "header", ["牵头负责领导", "牵头人", "配合人", "牵头局领导", "牵头负责同志", "配合领导", "督办主席"]
)
def test_columns_called_after_what_people_do_name_no_units(header: str) -> None:
    data = word(("序号", "任务", header, "责任单位"), ("1", "修建水渠", "刘惠", "县水利局"))
    assert tasks_of(data, "a.docx") == ["1 修建水渠｜responsible:县水利局｜"]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("牵头监管部门", "lead"),
        ("牵头组织实施单位", "lead"),
        ("牵头督办单位", "other"),
        ("责任处（科）室", "responsible"),
        ("责任板块", "responsible"),
    ],
)
def test_the_role_that_a_long_header_tells(header: str, role: str) -> None:
    data = word(("序号", "任务", header), ("1", "修建水渠", "县水利局"))
    assert tasks_of(data, "a.docx") == [f"1 修建水渠｜{role}:县水利局｜"]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("整治单位", "responsible"),
        ("属地政府", "responsible"),
        ("具体承办", "responsible"),
        ("分办", "responsible"),
        ("牵头人（部门）", "lead"),
        ("责任人（单位）", "responsible"),
        ("责任单位（牵头）", "lead"),
        ("相关学院", "responsible"),
    ],
)
def test_rarer_words_for_the_only_owners(header: str, role: str) -> None:
    rows = (("1", "修建水渠", "县水利局", "县财政局"), ("2", "新增车位", "县城管局", "县公安局"))
    assert tasks_of(word(("序号", "任务", header, "配合单位"), *rows), "a.docx") == [
        f"1 修建水渠｜{role}:县水利局 support:县财政局｜",
        f"2 新增车位｜{role}:县城管局 support:县公安局｜",
    ]


def test_the_role_of_a_column_may_stand_in_brackets() -> None:
    header = ("提案号", "题目", "承办单位（主）", "承办单位（会）", "办复日期")
    rows = (("0031", "关于增设站点的提案", "县交通局", "县公安局、县住建局", "2025年8月10日"),)
    units = "lead:县交通局 support:县公安局 support:县住建局"
    assert tasks_of(word(header, *rows), "a.docx") == [f"0031 关于增设站点的提案｜{units}｜2025-08-10"]


def test_bodies_below_a_header_of_people_have_the_tasks_where_nobody_else_has() -> None:
    rows = (("1", "修建水渠", "总务处", "县财政局"), ("2", "新增车位", "保卫处", "县公安局"))
    data = word(("序号", "任务", "责任人", "配合单位"), *rows)
    assert [one.split("｜")[1] for one in tasks_of(data, "a.docx")] == [
        "responsible:总务处 support:县财政局",
        "responsible:保卫处 support:县公安局",
    ]


def test_bodies_below_words_nobody_knows_are_an_issue_beside_owners_too() -> None:
    data = word(("序号", "任务", "责任单位", "涉改科所"), ("1", "修建水渠", "县水利局", "各乡镇、县财政局"))
    assert tasks_of(data, "a.docx") == ["1 修建水渠｜responsible:县水利局｜"]
    assert issues_of(data, "a.docx") == ["unread-words"]


def test_trap_whose_dangers_are_told_owns_nothing() -> None:
    header = ("隐患单位名称", "主要火灾隐患", "属地政府", "整改销案时间")
    data = word(header, ("金星仓库", "堵塞消防通道", "东山镇人民政府", "2025年8月15日前"))
    assert tasks_of(data, "a.docx") == [" 堵塞消防通道｜responsible:东山镇人民政府｜2025-08-15"]


@pytest.mark.parametrize("header", ["完成月份", "计划办结月份", "达标月份", "整改季度", "限期"])
def test_columns_called_after_what_is_done_in_their_times_hold_limits(header: str) -> None:
    rows = (("1", "修建水渠", "县水利局", "4月"), ("2", "新增车位", "县城管局", "汛期前（5月25日前）"))
    assert [
        one.split("｜")[2] for one in tasks_of(word(("序号", "任务", "责任单位", header), *rows), "a.docx")
    ] == [
        "2025-04-30",
        "2025-05-25",
    ]


def test_when_a_draft_is_sent_is_a_limit_beside_that_of_its_decision() -> None:
    header = ("序号", "项目名称", "起草单位", "送审稿报送时间", "提请审议（审定）时间")
    data = word(header, ("1", "停车管理办法", "县城管局", "2025年4月底前", "2025年8月"))
    assert tasks_of(data, "a.docx") == ["1 停车管理办法｜responsible:县城管局｜2025-04-30 2025-08-31"]


@pytest.mark.parametrize("header", ["具体抓手", "工作路径"])
def test_by_what_a_task_is_reached_tells_it(header: str) -> None:
    data = word(("工作要点", header, "责任单位"), ("教育提升", "新建学校", "县教育局"))
    assert tasks_of(data, "a.docx") == [" 教育提升｜responsible:县教育局｜"]
    assert extract(read_bytes(data, "a.docx")).tasks[0].text.split() == ["教育提升", "新建学校"]


@pytest.mark.parametrize("header", ["时序进度", "计划安排", "年度形象进度", "实施计划"])
def test_what_is_due_is_said_in_columns_of_plans(header: str) -> None:
    data = word(
        ("序号", "项目", "责任单位", header), ("1", "修建水渠", "县水利局", "6月底前开工，12月底前通水")
    )
    assert tasks_of(data, "a.docx") == ["1 修建水渠｜responsible:县水利局｜2025-06-30 2025-12-31"]


@pytest.mark.parametrize("header", ["细化分工", "细化任务", "重点环节"])
def test_columns_of_details_tell_the_task(header: str) -> None:
    data = word(("序号", "工作任务", header, "责任单位"), ("1", "教育提升", "新建学校", "县教育局"))
    assert tasks_of(data, "a.docx") == ["1 教育提升｜responsible:县教育局｜"]


def test_a_row_that_tells_a_deed_and_names_nobody_is_an_issue() -> None:
    rows = (("1", "新建学校", "县教育局"), ("", "改造危房", ""), ("2", "修路", "县交通局"))
    data = word(("序号", "工作任务", "责任单位"), *rows)
    assert tasks_of(data, "a.docx") == [
        "1 新建学校｜responsible:县教育局｜",
        "2 修路｜responsible:县交通局｜",
    ]
    assert issues_of(data, "a.docx") == ["row-without-unit"]


@pytest.mark.parametrize(
    ("header", "role"), [("负责人", "responsible"), ("责任人", "responsible"), ("牵头人", "lead")]
)
def test_a_column_called_after_people_may_hold_units(header: str, role: str) -> None:
    rows = (("1", "开学典礼", "政教处"), ("2", "更换灭火器", "总务处、保卫科"))
    assert tasks_of(word(("序号", "工作内容", header), *rows), "a.docx") == [
        f"1 开学典礼｜{role}:政教处｜",
        f"2 更换灭火器｜{role}:总务处 {role}:保卫科｜",
    ]


def test_trap_names_of_people_are_no_units() -> None:
    rows = (("1", "开学典礼", "王芳"), ("2", "更换灭火器", "李明"))
    assert tasks_of(word(("序号", "工作内容", "负责人"), *rows), "a.docx") == []


@pytest.mark.parametrize("day", ["4月8日（周一）", "4月8日 星期一", "4月8日"])
def test_days_of_the_week_beside_a_date(day: str) -> None:
    data = word(("序号", "工作内容", "责任科室", "日期"), ("1", "召开会议", "办公室", day))
    assert tasks_of(data, "a.docx") == ["1 召开会议｜responsible:办公室｜2025-04-08"]


def test_when_building_ends_is_the_limit_beside_when_it_begins() -> None:
    data = word(
        ("序号", "项目", "责任单位", "开工日期", "竣工日期"),
        ("1", "修建水渠", "县水利局", "2025年3月1日", "2025年10月31日"),
    )
    assert tasks_of(data, "a.docx") == ["1 修建水渠｜responsible:县水利局｜2025-10-31"]


@pytest.mark.parametrize(
    ("wide", "parts"), [("推进计划", ("一季度", "二季度")), ("进度安排", ("上半年", "下半年"))]
)
def test_the_second_row_of_a_header_below_its_wide_cells_alone(wide: str, parts: tuple[str, str]) -> None:
    rows = [
        [
            *(word_cell(paragraph(one)) for one in ("序号", "任务", "责任单位")),
            word_cell(paragraph(wide), span=2),
        ],
        [word_cell(paragraph(one)) for one in ("", "", "", *parts)],
        [word_cell(paragraph(one)) for one in ("1", "修建水渠", "县水利局", "完成立项", "建成通水")],
    ]
    (task,) = tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx")
    assert task.startswith("1 修建水渠｜responsible:县水利局｜2025-0")


def test_a_row_of_labels_tells_owners_and_limit_of_the_row_above() -> None:
    rows = [
        [word_cell(paragraph(one)) for one in ("序号", "实事项目", "实施内容")],
        [word_cell(paragraph(one)) for one in ("1", "改造户厕", "改造三千座。")],
        [word_cell(paragraph("责任单位：县农业局　完成时限：2025年11月底"), span=3)],
        [word_cell(paragraph(one)) for one in ("2", "免费体检", "每人一次。")],
        [word_cell(paragraph("责任单位：县卫健局　完成时限：2025年10月底"), span=3)],
    ]
    found = tasks_of(docx(paragraph(TITLE), word_table(rows)), "a.docx")
    assert [one.partition("｜")[2] for one in found] == [
        "responsible:县农业局｜2025-11-30",
        "responsible:县卫健局｜2025-10-31",
    ]


def test_divisions_of_a_card_own_its_task() -> None:
    rows = [("问题", "重复收费"), ("整改措施", "退回资金"), ("责任科室", "医保科"), ("配合科室", "信息科")]
    data = docx(paragraph(TITLE), table((*rows, ("完成时限", "2025年8月31日"))))
    (task,) = tasks_of(data, "a.docx")
    assert task.endswith("｜responsible:医保科 support:信息科｜2025-08-31")


@pytest.mark.parametrize("header", ["推进措施", "工作举措", "落实措施"])
def test_longer_measures_behind_the_units_are_not_the_task_but_may_say_its_limit(header: str) -> None:
    data = word(
        ("序号", "工作任务", "责任单位", header),
        ("1", "宣传宪法", "县司法局", "进机关、进学校、进企业组织宣讲，2025年12月底前完成"),
    )
    assert tasks_of(data, "a.docx") == ["1 宣传宪法｜responsible:县司法局｜2025-12-31"]


def test_a_table_with_tasks_and_limits_and_nobody_who_has_them_is_an_issue() -> None:
    data = word(("序号", "工作任务", "完成时限", "责任人"), ("1", "新增车位", "2025年9月", "张三"))
    assert tasks_of(data, "a.docx") == []
    assert issues_of(data, "a.docx") == ["row-without-unit"]


def test_what_is_to_be_reached_is_no_catalogue_whatever_it_rests_on() -> None:
    data = word(
        ("序号", "考核指标", "设定依据", "责任单位"), ("1", "粮食产量稳定在30万吨", "省下达", "县农业农村局")
    )
    assert tasks_of(data, "a.docx") == ["1 粮食产量稳定在30万吨｜responsible:县农业农村局｜"]


def test_matters_before_their_steps_are_tasks_with_the_units_in_their_brackets() -> None:
    data = word(
        ("责任事项", "具体工作内容", "完成时限"),
        ("免除学费。（牵头单位：县教育局）", "出台政策", "2025年3月"),
    )
    assert tasks_of(data, "a.docx") == [" 免除学费｜lead:县教育局｜2025-03-31"]


@pytest.mark.parametrize(("header", "role"), [("承诺单位", "responsible"), ("监考单位", "other")])
def test_who_promises_a_work_has_it_and_who_examines_it_stands_beside(header: str, role: str) -> None:
    data = word(("序号", "考核内容", "完成时限", header), ("1", "改造公厕", "2025年6月底", "县城管局"))
    assert tasks_of(data, "a.docx") == [f"1 改造公厕｜{role}:县城管局｜2025-06-30"]


def test_an_empty_cell_of_units_is_that_of_the_row_above_but_beside_owners_of_its_own() -> None:
    header = ("责任单位", "牵头单位", "配合单位", "工作任务")
    rows = (
        ("县住建局", "县城管局", "县财政局", "新增车位"),
        ("", "县水利局", "", "修建水渠"),
        ("", "", "县气象局", "巡查"),
    )
    assert tasks_of(word(header, *rows), "a.docx") == [
        " 新增车位｜responsible:县住建局 lead:县城管局 support:县财政局｜",
        " 修建水渠｜lead:县水利局｜",
        " 巡查｜responsible:县住建局 lead:县水利局 support:县气象局｜",
    ]

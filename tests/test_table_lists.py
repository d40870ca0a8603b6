"""Tables that list posts, projects and their money: they say whose these are, and hand nothing out."""

from __future__ import annotations

import pytest
from make_documents import paragraph
from make_tables import Lines, docx, issues_of, table, tasks_of

POSTS: Lines = (
    ("岗位代码", "主管部门", "招聘单位", "岗位名称", "招聘人数"),
    ("A01", "县教育局", "县第一中学", "语文教师", "2"),
)
BUDGET: Lines = (
    ("序号", "项目名称", "项目单位", "预算金额（万元）"),
    ("1", "修缮校舍", "县教育局", "350"),
    ("2", "更新救护车", "县卫健局", "120"),
)
PERMITS: Lines = (
    ("序号", "主管部门", "许可事项名称", "实施机关", "设定和实施依据"),
    ("1", "县教育局", "设立民办学校", "县教育局", "《民办教育促进法》"),
)
GRANTS: Lines = (
    ("序号", "申报单位", "项目名称", "补助金额（万元）", "推荐部门"),
    ("1", "恒达机械公司", "改造产线", "50", "县工信局"),
)


BUILDERS: Lines = (
    ("序号", "项目名称", "建设内容及规模", "总投资（万元）", "建设年限", "项目业主"),
    ("1", "改造泵站", "更换水泵6台", "980", "2024-2025", "县城投公司"),
)
SHARES: Lines = (
    ("序号", "单位", "分配金额", "绩效目标"),
    ("1", "青山县", "300", "修路不少于20公里"),
    ("2", "县水利局", "120", "完成管网检测"),
)


SPENDING: Lines = (
    ("项目名称", "主管部门", "项目单位", "预算金额", "其中：财政拨款"),
    ("维护灌渠", "县水利局", "青山灌区管理所", "210", "180"),
)
PAYMENTS: Lines = (("责任单位", "项目", "补助资金（万元）"), ("县民政局", "扩建养老院", "320"))
DIRECTORY: Lines = (("单位", "主要职责", "联系人", "电话"), ("县气象局", "发布预警信息", "赵敏", "6221000"))


@pytest.mark.parametrize(
    "rows",
    [SPENDING, PAYMENTS, DIRECTORY, POSTS, BUDGET, PERMITS, GRANTS, BUILDERS, SHARES],
    ids=[
        "spending",
        "payments",
        "directory",
        "posts",
        "budget",
        "permits",
        "grants",
        "builders",
        "shares",
    ],
)
def test_lists_hand_nothing_out(rows: Lines) -> None:
    data = docx(paragraph("一览表"), table(rows))
    assert tasks_of(data, "a.docx") == []
    assert "row-without-unit" not in issues_of(data, "a.docx")


def test_projects_with_owners_and_sums_are_handed_out() -> None:
    planned: Lines = (("项目名称", "责任单位", "总投资（万元）"), ("新建水厂", "县水务局", "3200"))
    granted: Lines = (("项目名称", "责任单位", "补助资金（万元）"), ("新建水厂", "县水务局", "3200"))
    by_a_day: Lines = (
        ("项目名称", "责任单位", "补助资金（万元）", "完成时限"),
        ("新建水厂", "县水务局", "3200", "2024年10月"),
    )
    for title, rows in (("项目表", planned), ("任务分解表", granted), ("资金安排表", by_a_day)):
        [task] = tasks_of(docx(paragraph(title), table(rows)), "a.docx")
        assert "新建水厂｜responsible:县水务局" in task


DUTIES: Lines = (
    ("日期", "星期", "带班领导", "值班科室", "值班人员", "值班电话"),
    ("5月1日", "四", "李局长", "办公室", "王强、赵敏", "88001234"),
)
PATRONS: Lines = (
    ("片区", "包片领导", "包村单位", "村（社区）", "网格员", "联系电话"),
    ("东片", "李伟", "县水利局", "红星村", "王强", "13800001111"),
)
AGENDA: Lines = (
    ("时间", "议程", "发言单位"),
    ("9:00-9:10", "通报进展情况", "县水利局"),
)
ANSWERS: Lines = (
    ("序号", "反馈单位", "意见内容", "采纳情况"),
    ("1", "县司法局", "建议第八条写明期限", "采纳"),
)


@pytest.mark.parametrize(
    "rows", [DUTIES, PATRONS, AGENDA, ANSWERS], ids=["duties", "patrons", "agenda", "answers"]
)
def test_lists_of_people_and_of_what_others_said_are_understood(rows: Lines) -> None:
    data = docx(paragraph("一览表"), table(rows))
    assert tasks_of(data, "a.docx") == []
    assert "unknown-table-header" not in issues_of(data, "a.docx")


@pytest.mark.parametrize(
    "header",
    [
        ("材料名称", "提供单位", "报送时限"),
        ("报表名称", "填报单位", "报送时间"),
        ("报送材料", "报送单位", "截止时间"),
    ],
)
def test_who_hands_in_papers_by_a_limit_has_to(header: tuple[str, ...]) -> None:
    rows = (header, ("巡查台账", "县水利局", "3月15日前"), ("年度总结", "各乡镇", "12月5日前"))
    assert [one.rsplit("｜", 1)[0] for one in tasks_of(docx(table(rows)), "a.docx")] == [
        " 巡查台账｜responsible:县水利局",
        " 年度总结｜responsible:各乡镇",
    ]


PAPERS: tuple[Lines, ...] = (
    (("材料名称", "提供单位", "份数"), ("营业执照", "县市场监管局", "1")),
    (("材料名称", "供应单位", "供货时限"), ("水泥", "恒达建材公司", "5月底前")),
    (("材料名称", "报送单位", "报送日期"), ("自查报告", "县水利局", "2024年3月15日")),
)


@pytest.mark.parametrize("rows", PAPERS, ids=["no limit", "goods", "when it was"])
def test_trap_who_provides_other_things_or_did_so_has_no_task(rows: Lines) -> None:
    assert tasks_of(docx(table(rows)), "a.docx") == []


SCORES: tuple[tuple[str, Lines], ...] = (
    ("年度考核情况", (("序号", "单位", "考核内容", "得分"), ("1", "县水利局", "河湖管护", "95"))),
    ("年度考核情况", (("考核项目", "被考核单位", "排名"), ("河湖管护", "县水利局", "1"))),
    ("优秀案例名单", (("序号", "项目名称", "单位"), ("1", "数字河湖", "县水利局"))),
    ("优秀案例", (("案例名称", "完成单位", "作者"), ("数字河湖", "县水利局", "李伟"))),
    ("奖励资金明细", (("部门", "事项", "金额（万元）"), ("县水利局", "绩效奖励", "12"))),
    ("报名情况", (("单位", "参赛项目", "人数"), ("县水利局", "拔河", "12"))),
    ("来信情况", (("问题类别", "件数", "涉及部门"), ("供水", "12", "县水利局"))),
    ("部门绩效扣分情况表", (("扣分事项", "责任单位", "扣分值"), ("迟报统计报表", "县统计局", "0.5"))),
    (
        "投资完成情况通报",
        (("项目名称", "责任单位", "1-8月投资", "完成率"), ("水厂", "县水务局", "32", "71%")),
    ),
    ("检查情况", (("序号", "单位", "存在问题", "检查时间"), ("1", "恒达建材公司", "通道堵塞", "3月1日"))),
)


THINGS: tuple[tuple[str, Lines], ...] = (
    ("文物名录", (("文物名称", "地址", "管理责任单位"), ("古塔", "东街", "县博物馆"))),
    ("社会组织", (("名称", "业务主管单位"), ("县书法协会", "县文联"))),
    ("服务事项", (("事项名称", "实施部门", "办理方式"), ("查询社保", "县人社局", "网上"))),
    ("监督方式", (("部门", "受理内容", "举报电话"), ("县教育局", "违规补课", "88001234"))),
    (
        "奖励资金",
        (("企业名称", "奖励项目", "金额", "主管部门"), ("恒达机械公司", "技术改造", "50", "县工信局")),
    ),
    ("环评公示", (("项目名称", "建设单位", "受理日期"), ("扩建仓库", "恒达机械公司", "2024年3月1日"))),
)


@pytest.mark.parametrize(("title", "rows"), THINGS, ids=[title for title, _ in THINGS])
def test_names_of_things_and_services_are_no_tasks(title: str, rows: Lines) -> None:
    assert tasks_of(docx(paragraph(title), table(rows)), "a.docx") == []


NAMED: tuple[tuple[str, Lines], ...] = (
    ("制度情况", (("类别", "制度名称", "责任单位", "完成时限"), ("修订", "数字河湖", "县水利局", ""))),
    ("平台建设计划", (("平台名称", "责任单位"), ("数字河湖", "县水利局"))),
    ("平台情况", (("平台名称", "责任单位", "完成时限"), ("数字河湖", "县水利局", ""))),
    ("制度清单", (("制度名称", "责任单位"), ("数字河湖", "县水利局"))),
    ("立法情况", (("文件名称", "责任单位"), ("数字河湖", "县水利局"))),
)


@pytest.mark.parametrize(("title", "rows"), NAMED, ids=[title for title, _ in NAMED])
def test_trap_names_of_what_is_to_be_made_are_tasks(title: str, rows: Lines) -> None:
    assert tasks_of(docx(paragraph(title), table(rows)), "a.docx") == [" 数字河湖｜responsible:县水利局｜"]


@pytest.mark.parametrize(("title", "rows"), SCORES, ids=[rows[0][1] + title for title, rows in SCORES])
def test_who_has_what_came_out_has_no_task(title: str, rows: Lines) -> None:
    assert tasks_of(docx(paragraph(title), table(rows)), "a.docx") == []


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("重点任务名单", (("工作任务", "单位", "金额（万元）"), ("清淤疏浚", "县水利局", "12"))),
        ("年度考核情况", (("考核内容", "责任单位", "得分"), ("清淤疏浚", "县水利局", "95"))),
        ("年度考核安排", (("考核内容", "单位", "得分"), ("清淤疏浚", "县水利局", ""))),
        ("检查情况", (("存在问题", "责任单位", "检查时间"), ("清淤疏浚", "县水利局", "3月1日"))),
    ],
)
def test_trap_who_is_called_responsible_or_has_tasks_has_them(title: str, rows: Lines) -> None:
    assert tasks_of(docx(paragraph(title), table(rows)), "a.docx") == [" 清淤疏浚｜responsible:县水利局｜"]


def test_trap_the_only_column_nobody_knows_may_be_of_tasks_though_people_have_telephones() -> None:
    rows = (("攻坚战役", "责任单位", "责任人", "联系电话"), ("清淤疏浚", "县水利局", "李伟", "88001234"))
    assert "unknown-table-header" in issues_of(docx(table(rows)), "a.docx")


def test_the_only_column_nobody_knows_is_of_tasks_beside_owners_and_limits() -> None:
    rows = (("序号", "攻坚战役", "责任单位", "完成时限"), ("1", "清淤疏浚", "县水利局", "2024年5月"))
    assert tasks_of(docx(table(rows)), "a.docx") == ["1 清淤疏浚｜responsible:县水利局｜2024-05-31"]


def test_trap_projects_with_their_limits_are_handed_out() -> None:
    rows = (("项目名称", "项目单位", "总投资", "完成时限"), ("修缮校舍", "县教育局", "350", "2024年8月"))
    assert tasks_of(docx(table(rows)), "a.docx") == [" 修缮校舍｜responsible:县教育局｜2024-08-31"]


def test_trap_projects_that_somebody_else_has_are_handed_out() -> None:
    rows = (("项目名称", "项目单位", "总投资", "责任单位"), ("修缮校舍", "县一中", "350", "县教育局"))
    assert tasks_of(docx(table(rows)), "a.docx") == [" 修缮校舍｜other:县一中 responsible:县教育局｜"]


def test_trap_who_builds_what_costs_nothing_stands_beside_its_task() -> None:
    rows = (("项目名称", "建设内容", "建设单位"), ("改造泵站", "更换水泵6台", "县城投公司"))
    assert tasks_of(docx(table(rows)), "a.docx") == [" 改造泵站｜other:县城投公司｜"]


def test_trap_the_header_of_the_next_column_is_no_unit() -> None:
    rows = (("代码", "主管部门", "招聘单位", "人数", "学历"), ("A01", "县教育局", "县第一中学", "2", "本科"))
    assert tasks_of(docx(paragraph("岗位表"), table(rows)), "a.docx") == []


def test_the_name_of_a_project_is_the_task_and_not_what_is_told_behind_its_units() -> None:
    rows = (
        ("项目名称", "责任单位", "年度主要工作"),
        ("建设物流园", "县商务局", "完成征地和设计，年内开工"),
    )
    assert tasks_of(docx(table(rows)), "a.docx") == [" 建设物流园｜responsible:县商务局｜"]


def test_trap_several_tasks_of_a_project_behind_their_units_are_the_tasks() -> None:
    rows = (
        ("项目名称", "责任单位", "具体任务"),
        ("迁建医院", "县卫健局", "完成选址"),
        ("", "县住建局", "开工建设"),
        ("改造泵站", "县水利局", "更换水泵"),
    )
    assert tasks_of(docx(paragraph("计划"), table(rows)), "a.docx") == [
        " 完成选址｜responsible:县卫健局｜",
        " 开工建设｜responsible:县住建局｜",
        " 更换水泵｜responsible:县水利局｜",
    ]


def test_what_a_project_is_to_reach_is_not_its_name() -> None:
    rows = (("重点项目", "责任单位", "年度目标任务"), ("改造泵站", "县水利局", "完成全部水泵更换并通水"))
    assert tasks_of(docx(paragraph("计划"), table(rows)), "a.docx") == [" 改造泵站｜responsible:县水利局｜"]


def test_what_is_wrong_is_no_task_beside_the_measures_behind_its_units() -> None:
    rows = (("存在问题", "责任单位", "整改措施"), ("汛期以来多次发现路面积水", "县水利局", "疏通管网"))
    assert tasks_of(docx(paragraph("计划"), table(rows)), "a.docx") == [" 疏通管网｜responsible:县水利局｜"]


def test_trap_what_stands_below_a_header_nobody_knows_is_no_unit_of_its_last_label() -> None:
    rows = (("学校", "片区", "计划数", "主管部门"), ("一小", "东街社区", "200", "县教育局"))
    assert tasks_of(docx(paragraph("招生一览"), table(rows)), "a.docx") == []


def test_trap_the_town_before_a_task_is_where_it_is_and_not_who_has_it() -> None:
    rows = (("乡镇", "存在问题", "责任单位", "整改时限"), ("青山乡", "秸秆焚烧", "县农业农村局", "2024年3月"))
    assert tasks_of(docx(table(rows)), "a.docx") == [" 秸秆焚烧｜responsible:县农业农村局｜2024-03-31"]


def test_the_town_before_a_task_of_nobody_else_has_it() -> None:
    rows = (("乡镇", "工作任务", "完成时限"), ("青山乡", "植树500亩", "2024年3月"))
    assert tasks_of(docx(table(rows)), "a.docx") == [" 植树500亩｜responsible:青山乡｜2024-03-31"]


def test_a_guide_to_services_hands_nothing_out() -> None:
    rows = (
        ("事项名称", "实施主体", "办理流程", "办理时限"),
        ("申请低保", "县民政局", "申请", "30个工作日"),
    )
    assert tasks_of(docx(table(rows)), "a.docx") == []


def test_who_looks_after_a_village_has_its_tasks() -> None:
    rows = (("村", "包村单位", "帮扶任务", "完成时限"), ("红星村", "县水利局", "修水池2座", "2024年8月"))
    assert tasks_of(docx(table(rows)), "a.docx") == [" 修水池2座｜responsible:县水利局｜2024-08-31"]

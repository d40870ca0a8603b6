"""Forms that offices fill in: totals, remarks, units of measure, divisions as owners, months as columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from make_documents import workbook
from make_tables import issues_of, tasks_of

from kg.extract import extract
from kg.read import read, read_bytes

TITLE = "滨河区2024年民生实事推进计划"
Cells = Sequence[object]


def tasks(*rows: Cells, merges: Sequence[str] = ()) -> list[str]:
    return tasks_of(form(*rows, merges=merges), "a.xlsx")


def form(*rows: Cells, merges: Sequence[str] = ()) -> bytes:
    return workbook({"计划": [[TITLE], *rows]}, {"计划": merges})


def test_totals_and_remarks_are_no_tasks() -> None:
    rows = (
        ["序号", "任务", "责任单位"],
        ["合计", "2项", None],
        [1, "扩建小学", "区教育局"],
        [2, "发放补贴", "区民政局"],
        ["总分", None, None],
        ["备注：列第一位的责任单位为牵头单位，由其报送进展。"],
    )
    assert tasks(*rows) == ["1 扩建小学｜lead:区教育局｜", "2 发放补贴｜lead:区民政局｜"]
    assert issues_of(form(*rows), "a.xlsx") == []


def test_trap_counts_of_tasks_are_no_tasks() -> None:
    assert tasks(["责任单位", "整改任务数", "已销号"], ["区教育局", 3, 1], ["区民政局", 2, 2]) == []


def test_trap_a_task_may_begin_with_a_word_of_remarks() -> None:
    rows = (
        ["序号", "任务", "责任单位"],
        [1, "说明会全年举办两次", "区教育局"],
        [2, "注册企业增长一成", "区商务局"],
    )
    assert [task.split("｜")[0] for task in tasks(*rows)] == ["1 说明会全年举办两次", "2 注册企业增长一成"]


def test_divisions_own_what_nobody_else_is_named_for() -> None:
    rows = (["序号", "任务", "责任科室", "配合科室"], [1, "公开年报", "办公室", "政策法规科"])
    assert tasks(*rows) == ["1 公开年报｜responsible:办公室 support:政策法规科｜"]


def test_trap_divisions_stand_beside_the_owners() -> None:
    rows = (["序号", "任务", "责任单位", "责任科室"], [1, "公开年报", "区教育局", "办公室"])
    assert tasks(*rows) == ["1 公开年报｜responsible:区教育局 other:办公室｜"]


def test_a_limit_among_the_remarks() -> None:
    rows = (["序号", "任务", "责任单位", "备注"], [1, "扩建小学", "区教育局", "8月底前完工，秋季投用"])
    assert tasks(*rows) == ["1 扩建小学｜responsible:区教育局｜2024-08-31"]


def test_what_is_done_over_several_months_is_due_at_the_last() -> None:
    rows = (
        ["序号", "任务", "推进计划", None, None, "责任单位"],
        [None, None, "3月", "6月", "9月", None],
        [1, "扩建小学", "完成招标", "主体封顶", "投入使用", "区教育局"],
        [2, "发放补贴", "逐月发放", None, None, "区民政局"],
    )
    merges = ["A2:A3", "B2:B3", "C2:E2", "F2:F3", "C5:E5"]
    assert tasks(*rows, merges=merges) == [
        "1 扩建小学｜responsible:区教育局｜2024-03-31 2024-06-30 2024-09-30",
        "2 发放补贴｜responsible:区民政局｜2024-09-30",
    ]


def test_the_year_stands_in_the_title_above_the_unit_of_measure() -> None:
    rows = (["单位：万元"], ["序号", "任务", "责任单位", "完成时限"], [1, "扩建小学", "区教育局", "8月底前"])
    assert tasks(*rows) == ["1 扩建小学｜responsible:区教育局｜2024-08-31"]


def test_fields_of_the_form_stand_above_two_header_rows_with_a_word_nobody_knows() -> None:
    rows = (
        ["填报部门：发展部", None, None, None, None, "更新时间：", "2024年1月15日"],
        ["序号", "改革任务", "责任分工", None, None, "时间要求", "进展情况"],
        [None, None, "牵头部门", "配合部门", "分管领导", "完成时限", "状态"],
        [1, "修订清单", "办公室", "法规部", "王建国", "2024年3月31日", "推进中"],
    )
    merges = ["A3:A4", "B3:B4", "C3:E3"]
    assert tasks(*rows, merges=merges) == ["1 修订清单｜lead:办公室 support:法规部｜2024-03-31"]


def test_trap_numbers_and_telephones_are_no_part_of_names(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(
        "××区预案\n"
        "一、职责\n"
        "区水务局：负责调度。6.3交通供电保障区交通局：负责抢修。10颜君宪13910377716区财政局负责对接。\n",
        encoding="utf-8",
    )
    units = {one.unit for task in extract(read(file)).tasks for one in task.assignments}
    assert units <= {"区水务局"}


@pytest.mark.parametrize(
    ("header", "units"),
    [
        ("责任街镇", "responsible:东湖镇"),
        ("整改主体", "responsible:东湖镇"),
        ("责任专班", "responsible:东湖镇"),
        ("责任办所", "responsible:东湖镇"),
        ("责任站办", "responsible:东湖镇"),
        ("牵头办公室", "lead:东湖镇"),
        ("配合条线", "responsible:区水务局 support:东湖镇"),
        ("经办单位", "responsible:东湖镇"),
        ("牵头镇街", "lead:东湖镇"),
        ("验收销号单位", "responsible:区水务局 other:东湖镇"),
        ("评分部门", "responsible:区水务局 other:东湖镇"),
        ("监管单位", "responsible:区水务局 other:东湖镇"),
    ],
)
def test_columns_called_after_a_role_and_a_kind_of_bodies(header: str, units: str) -> None:
    owner = ["承办单位"] if "区水务局" in units else []
    row = ["1", "修建泵站", *(["区水务局"] if owner else []), "东湖镇"]
    data = form(["序号", "任务", *owner, header], row)
    assert tasks_of(data, "a.xlsx") == [f"1 修建泵站｜{units}｜"]


def test_trap_where_something_is_done_is_no_unit() -> None:
    row = ["1", "修建泵站", "区水务局", "柳林村", "2024年6月底前"]
    data = form(["序号", "决策项目", "承办单位", "实施村", "计划印发时间"], row)
    assert tasks_of(data, "a.xlsx") == ["1 修建泵站｜responsible:区水务局｜2024-06-30"]


def test_bodies_in_a_column_whose_name_nobody_knows_are_an_issue() -> None:
    header = ["序号", "任务", "责任单位", "涉及处所"]
    data = form(header, ["1", "修建泵站", "区水务局", "区城管局"], ["2", "铺设管道", "区住建局", "区财政局"])
    assert issues_of(data, "a.xlsx") == ["unread-words"]
    everybody = form(header, ["1", "修建泵站", "区水务局", "各镇街"])
    assert issues_of(everybody, "a.xlsx") == []


def test_a_limit_merged_over_two_columns_of_times_is_said_once() -> None:
    rows = ["任务", "责任单位", "时间安排", "完成时限"], ["修建泵站", "区水务局", "2024年6月底前"]
    found = extract(read_bytes(form(*rows, merges=["C3:D3"]), "a.xlsx")).tasks
    assert [one.text for one in found[0].deadlines] == ["2024年6月底前"]


PLAIN = "海棠县年度重点任务表\n\n"


def plain(text: str) -> tuple[list[str], list[str]]:
    """The tasks and the issues of a plain text below a title."""
    data = (PLAIN + text).encode()
    return tasks_of(data, "a.txt"), issues_of(data, "a.txt")


@pytest.mark.parametrize(
    "row",
    [
        "2\t监管粮库资金\t县发展改革局\n县农业农村局\t2025年10月底前",
        "2\t监管粮库资\n金\t县发展改革局\n、县农业农村局\t2025年10月底前",
    ],
    ids=["between units", "in two cells"],
)
def test_a_line_break_in_a_cell_between_tabs(row: str) -> None:
    text = (
        f"序号\t任务\t责任单位\t完成时限\n1\t储备沙袋\t县水务局\t长期\n{row}\n3\t检修管网\t县城管局\t长期\n"
    )
    assert plain(text) == (
        [
            "1 储备沙袋｜responsible:县水务局｜",
            "2 监管粮库资金｜responsible:县发展改革局 responsible:县农业农村局｜2025-10-31",
            "3 检修管网｜responsible:县城管局｜",
        ],
        [],
    )


def test_a_line_break_in_the_last_cell_before_a_row_that_counts_on() -> None:
    text = "序号\t任务\t责任单位\n1\t储备沙袋\t县水务局\n县应急局\n2\t检修管网\t县城管局\n"
    assert plain(text)[0] == [
        "1 储备沙袋｜responsible:县水务局 responsible:县应急局｜",
        "2 检修管网｜responsible:县城管局｜",
    ]


def test_trap_lines_below_a_table_are_no_part_of_its_last_row() -> None:
    text = "序号\t任务\t责任单位\n1\t储备沙袋\t县水务局\n联系人：\t8880000\n县应急局\n"
    assert plain(text)[0] == ["1 储备沙袋｜responsible:县水务局｜"]


def test_rows_between_pipes_with_many_columns_nobody_knows() -> None:
    header = "|编号|任务名称|发起部门|参与部门|时间|甲类|乙类|丙类|丁类|戊类|己类|\n"
    row = "|{}|检查{}|县市监局|县卫健局|2025年{}月底前|一|二|三|四|五|六|\n"
    assert plain(header + row.format(1, "餐馆", 6) + row.format(2, "药店", 9))[0] == [
        "1 检查餐馆｜lead:县市监局 support:县卫健局｜2025-06-30",
        "2 检查药店｜lead:县市监局 support:县卫健局｜2025-09-30",
    ]


@pytest.mark.parametrize("header", ["实施机关", "落实责任", "任务分工"])
def test_owners_in_columns_called_otherwise(header: str) -> None:
    rows = [f"序号|事项名称|{header}", "1|核发取水许可证|县水务局", "2|核发施工许可证|县住建局"]
    tasks = [
        "1 核发取水许可证｜responsible:县水务局｜",
        "2 核发施工许可证｜responsible:县住建局｜",
    ]
    assert plain("\n".join(row.replace("|", "\t") for row in rows)) == (tasks, [])
    assert plain("\n".join(f"|{row}|" for row in rows)) == (tasks, [])


def test_trap_people_below_a_word_for_owners_are_an_issue() -> None:
    rows = "序号\t事项名称\t落实责任\n1\t植树护林\t王某负责\n2\t除草灭虫\t李某负责\n"
    assert plain(rows) == ([], ["unknown-table-header"])


def test_two_rows_of_a_header_without_their_merged_cells_are_an_issue() -> None:
    text = (
        "序号 | 内容清单 | 责任清单 | 措施清单 | |\n责任领导 | 责任处室 | 方式措施 | |\n"
        "1 | 调研不深 | 王某 | 人事处 | 每月下乡一次 |\n2 | 会议过多 | 赵某 | 办公室 | 合并同类会议 |\n"
    )
    assert plain(text) == ([], ["unread-table"])


def test_trap_a_list_of_scores_between_pipes_hands_nothing_out() -> None:
    assert plain("名次 | 单位 | 得分\n1 | 县水务局 | 95\n2 | 县住建局 | 93\n") == ([], [])
    assert plain("序号 | 项目名称 | 中标单位 | 金额\n1 | 课桌 | 东山家具公司 | 95\n") == ([], [])


def test_rows_between_pipes_with_one_column_nobody_knows() -> None:
    text = "河道名称 | 时间安排 | 责任单位\n清水河 | 1月份 | 东山镇水管站\n小沙河 | 3月份 | 西山镇水管站\n"
    assert [one.rpartition("｜")[0].strip() for one in plain(text)[0]] == [
        "清水河｜responsible:东山镇水管站",
        "小沙河｜responsible:西山镇水管站",
    ]


def test_trap_a_column_nobody_knows_beside_a_word_that_says_more_than_who() -> None:
    assert plain("产品 | 日期 | 单位\n水泵 | 3月份 | 县水务局\n沙袋 | 4月份 | 县住建局\n") == ([], [])
    assert plain("会议室 | 时间 | 使用部门\n东厅 | 1月3日 | 县水务局\n西厅 | 1月4日 | 县住建局\n") == ([], [])


def test_cells_with_a_pipe_behind_each_two_of_them_on_a_line() -> None:
    text = "序号 | 任务目录 |\n具体内容 |\n责任单位 |\n" + "".join(
        f"{number} |\n{task}。 |\n{more}。 |\n{unit} |\n"
        for number, task, more, unit in (
            (1, "疏浚河道", "清理淤泥", "县水务局"),
            (2, "加固桥梁", "更换支座", "县住建局"),
        )
    )
    found, issues = plain(text)
    assert [one.split("｜")[1] for one in found] == ["responsible:县水务局", "responsible:县住建局"]
    assert [one[:6] for one in found] == ["1 疏浚河道", "2 加固桥梁"]
    assert issues == []


def test_remarks_beside_their_word_in_the_last_row_are_no_task() -> None:
    data = form(
        ["序号", "任务", "责任单位"],
        ["1", "修建泵站", "区水务局"],
        ["备注", "责任单位每季度报送一次进展。", None],
    )
    assert (tasks_of(data, "a.xlsx"), issues_of(data, "a.xlsx")) == (
        ["1 修建泵站｜responsible:区水务局｜"],
        [],
    )


def test_years_below_the_header_of_the_limits() -> None:
    data = form(
        ["序号", "任务", "责任单位", "时间安排", None],
        [None, None, None, "2024年", "2025年"],
        ["1", "修建泵站", "区水务局", "完成2座", "全部建成"],
        merges=["D2:E2", "A2:A3", "B2:B3", "C2:C3"],
    )
    assert tasks_of(data, "a.xlsx") == ["1 修建泵站｜responsible:区水务局｜2024-12-31 2025-12-31"]
    assert issues_of(data, "a.xlsx") == []


def test_one_column_of_tasks_for_all_rows() -> None:
    text = (
        "序号\t内容清单\t责任处室\t方式措施\n1\t调研不深、走马观花\t人事处\t每月下乡\n"
        "2\t会多\t办公室\t合并同类会议，改用视频方式召开，会期减半\n"
    )
    assert [one.split("｜")[0] for one in plain(text)[0]] == [
        "1 每月下乡",
        "2 合并同类会议，改用视频方式召开，会期减半",
    ]


def test_what_indicators_are_to_reach_is_no_task_by_itself() -> None:
    rows = "养老\t新增护理员\t50名\t县民政局\n托育\t新增托位\t80个/年\t县卫健局\n"
    text = "一级指标\t二级指标\t提升目标\t牵头单位\n" + rows
    found = extract(read_bytes((PLAIN + text).encode(), "a.txt")).tasks
    assert [(task.path[1:], task.text.split()[0]) for task in found] == [
        (("养老",), "新增护理员"),
        (("托育",), "新增托位"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "序号\t职权名称\t职权依据\t责任事项\t实施单位\n1\t核发取水许可证\t《水法》\t受理申请\t县水务局\n",
        "序号\t项目名称\t权力类别\t责任部门\t实施依据\n1\t核发取水许可证\t行政许可\t县水务局\t《水法》\n",
        "序号\t事项名称\t办理部门\t承诺时限\n1\t核发取水许可证\t县水务局\t5个工作日\n",
        "序号\t公开内容\t公开时限\t公开主体\n1\t机构职能\t形成之日起20个工作日内\t县水务局\n",
        "序号\t职权名称\t实施主体\t责任科室\t法定时限\n1\t核发取水许可证\t县水务局\t水资源股\t20个工作日\n",
        "序号\t水库名称\t行政责任人\t主管部门\n1\t柳溪水库\t王某\t县水务局\n",
        "序号\t河流名称\t县级河长\t职务\t责任单位\n1\t清水河\t王某\t副县长\t县水务局\n",
    ],
    ids=[
        "powers",
        "classes of powers",
        "services",
        "what is made public",
        "divisions",
        "reservoirs",
        "rivers",
    ],
)
def test_trap_catalogues_and_lists_of_people_hand_nothing_out(text: str) -> None:
    assert plain(text) == ([], [])


def test_what_is_led_or_due_is_a_task_though_its_power_is_said() -> None:
    led = "事项名称\t牵头单位\t配合单位\t设定依据\n清理许可\t县水务局\t县司法局\t《水法》\n"
    assert plain(led)[0] == [" 清理许可｜lead:县水务局 support:县司法局｜"]
    due = "权力事项\t责任单位\t完成时限\n清理许可\t县水务局\t2025年6月底前\n"
    assert plain(due)[0] == [" 清理许可｜responsible:县水务局｜2025-06-30"]
    due = "事项名称\t责任单位\t办理时限\t实施依据\n清理许可\t县水务局\t2025年6月底前\t《水法》\n"
    assert plain(due)[0] == [" 清理许可｜responsible:县水务局｜2025-06-30"]
    for header in ("重点任务\t权力风险点\t责任单位", "整改任务\t设定依据\t责任单位"):
        assert plain(f"{header}\n清理许可\t《水法》\t县水务局\n")[0] == [" 清理许可｜responsible:县水务局｜"]
    kept = "重点任务\t县级河长\t责任单位\n清淤5公里\t王某\t县水务局\n"
    assert plain(kept)[0] == [" 清淤5公里｜responsible:县水务局｜"]


def test_a_column_of_details_beside_the_tasks_is_no_task() -> None:
    row = "1\t核发取水许可证\t《水法》\t受理申请并审查材料，按期作出决定\t县水务局\n"
    assert plain("序号\t事项名称\t事项依据\t责任事项\t实施单位\n" + row)[0] == [
        "1 核发取水许可证｜responsible:县水务局｜"
    ]
    alone = "序号\t责任事项\t实施单位\n1\t受理申请并审查材料\t县水务局\n"
    assert plain(alone)[0] == ["1 受理申请并审查材料｜responsible:县水务局｜"]


def test_only_the_limit_of_the_measure_is_its_limit() -> None:
    header = "序号\t存在问题\t整改措施\t责任单位\t{}整改期限\n"
    found = "1\t规划要求到2023年建成泵站2座，仅建成1座\t建成泵站\t县水务局\t{}{}\n"
    due = "1 规划要求到2023年建成泵站2座，仅建成1座｜responsible:县水务局｜{}"
    text = header.format("检查时间\t") + found.format("2024年3月1日\t", "2024年6月30日")
    assert plain(text) == ([due.format("2024-06-30")], [])
    for said in ("已完成", "已整改到位"):
        assert plain(header.format("") + found.format("", said)) == ([due.format("")], [])
    assert plain(header.format("") + found.format("", "已三次延期"))[1] == ["unread-limit"]


def test_trap_the_time_of_a_check_is_its_limit_where_no_other_is_said() -> None:
    text = "序号\t工作任务\t责任单位\t检查时间\n1\t检查粮库\t县粮食局\t2025年6月\n"
    assert plain(text)[0] == ["1 检查粮库｜responsible:县粮食局｜2025-06-30"]


@pytest.mark.parametrize(
    "rows",
    [
        "日期\t带班领导\t值班单位\t值班人员\t联系电话\n10月1日\t王某\t县水务局\t李某\t8880000\n",
        "地区\t单位\t增速\n东山县\t亿元\t5.1\n西山县\t亿元\t4.9\n",
        "序号\t单位\t得分\t等次\n1\t县水务局\t95\t优秀\n2\t县住建局\t93\t良好\n",
        "序号\t姓名\t工作单位\n1\t王某\t县水务局\n2\t李某\t县住建局\n",
    ],
    ids=["who is on duty", "statistics", "scores", "people"],
)
def test_lists_that_hand_nothing_out(rows: str) -> None:
    assert plain(rows) == ([], [])


def test_trap_owners_beside_words_that_may_be_tasks_are_an_issue() -> None:
    rows = "序号\t单位\t安排\n1\t县水务局\t汛前完成沙袋储备\n2\t县住建局\t雨前清理下水管道\n"
    assert plain(rows)[1] == ["unknown-table-header"]


def test_an_unusual_name_ends_the_last_row_of_cells_on_lines() -> None:
    cells = ["序号", "任务", "责任单位", "1", "排练新戏", "县文旅局", "2", "送戏下乡", "县花鼓剧团"]
    tasks, issues = plain("".join(f"{cell} |\n" for cell in cells))
    assert [one.split("｜")[1] for one in tasks] == ["responsible:县文旅局", "responsible:县花鼓剧团"]
    assert "row-without-unit" not in issues


def test_trap_words_below_the_last_row_of_cells_on_lines_are_no_unit() -> None:
    cells = ["序号", "任务", "责任单位", "1", "排练新戏", "县文旅局", "2", "送戏下乡"]
    tasks, issues = plain("".join(f"{cell} |\n" for cell in cells) + "以上事项抓紧办理\n")
    assert [one.split("｜")[1] for one in tasks] == ["responsible:县文旅局"]
    assert issues == ["row-without-unit"]


@pytest.mark.parametrize("title", ["项目支出绩效目标表", "2024年度绩效自评表"])
def test_a_form_of_what_money_is_to_reach_hands_nothing_out(title: str) -> None:
    rows = [
        [title],
        ["项目名称", "校舍维修"],
        ["主管部门", "县教育局"],
        ["年度目标", "修20所"],
        ["时限", "8月底"],
    ]
    data = workbook({"S": rows})
    assert tasks_of(data, "a.xlsx") == []
    assert "unknown-table-header" not in issues_of(data, "a.xlsx")
    text = f"{title}\n项目名称：校舍维修\n主管部门：县教育局\n实施单位：县教育局\n时限：2024年8月底\n"
    assert tasks_of(text.encode(), "a.txt") == []

"""Tables in plain text: broken cells, columns nobody knows, lists that hand nothing out."""

from __future__ import annotations

import pytest
from make_documents import workbook
from make_tables import issues_of, tasks_of

from kg.extract import extract
from kg.read import read_bytes

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

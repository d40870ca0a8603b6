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


@pytest.mark.parametrize("header", ["要求", "落实要求", "完成要求", "报送要求"])
def test_limits_among_what_is_asked(header: str) -> None:
    rows = (
        ["序号", "任务", "责任单位", header],
        [1, "扩建小学", "区教育局", "8月底前交付使用"],
        [2, "发放补贴", "区民政局", "做到应发尽发"],
    )
    assert tasks(*rows) == [
        "1 扩建小学｜responsible:区教育局｜2024-08-31",
        "2 发放补贴｜responsible:区民政局｜",
    ]


def test_what_is_asked_of_the_units_is_not_the_task() -> None:
    rows = (["工作内容", "责任部门", "工作要求"], ["清扫道路", "区城管局", "每天出动两次，9月底前全面见效。"])
    assert tasks(*rows) == [" 清扫道路｜responsible:区城管局｜2024-09-30"]


def test_trap_what_is_asked_is_the_task_where_the_other_column_tells_what_is_wrong() -> None:
    rows = (["存在问题", "责任单位", "整改要求"], ["路面积水", "区水务局", "疏通堵塞的管网"])
    assert [task.split("｜")[0] for task in tasks(*rows)] == [" 疏通堵塞的管网"]


@pytest.mark.parametrize(
    ("remark", "units"),
    [
        ("区教育局牵头", "lead:区教育局 responsible:区财政局"),
        ("由区住建局配合。", "responsible:区教育局 responsible:区财政局 support:区住建局"),
        ("已由区住建局牵头完成设计", "responsible:区教育局 responsible:区财政局"),
        ("区财政局配合后拨付资金", "responsible:区教育局 responsible:区财政局"),
    ],
)
def test_remarks_that_say_who_leads_or_helps_and_nothing_else(remark: str, units: str) -> None:
    rows = (["序号", "任务", "责任单位", "备注"], [1, "扩建小学", "区教育局、区财政局", remark])
    assert tasks(*rows) == [f"1 扩建小学｜{units}｜"]


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


def test_formulas_that_went_wrong_name_nobody_and_are_issues() -> None:
    rows = (
        ["序号", "任务", "责任单位", "完成时限"],
        [1, "扩建小学", "区教育局", "#REF!"],
        [2, "发放补贴", "#N/A", "9月底前"],
    )
    assert tasks(*rows) == ["1 扩建小学｜responsible:区教育局｜"]
    assert issues_of(form(*rows), "a.xlsx") == ["formula-error", "row-without-unit", "formula-error"]


def test_trap_a_formula_that_went_wrong_is_no_empty_cell_below_a_unit() -> None:
    rows = (["责任单位", "任务"], ["区教育局", "扩建小学"], [None, "修缮礼堂"], ["#N/A", "发放补贴"])
    assert [task.split("｜")[0] for task in tasks(*rows)] == [" 扩建小学", " 修缮礼堂"]


def test_formulas_saved_without_what_they_work_out_are_an_issue() -> None:
    rows = (["序号", "任务", "责任单位"], [1, "扩建小学", "区教育局"], [2, "发放补贴", "=B9"])
    assert tasks(*rows) == ["1 扩建小学｜responsible:区教育局｜"]
    assert issues_of(form(*rows), "a.xlsx") == ["unread-formula", "row-without-unit"]


@pytest.mark.parametrize(
    ("header", "due"), [("整改完成时间", ""), ("验收时间", ""), ("计划完成时间", " 2024-03-20")]
)
def test_when_something_was_done_is_no_limit_beside_one(header: str, due: str) -> None:
    rows = (
        ["任务", "责任单位", "整改时限", header],
        ["更换管线", "区水务局", "2024年3月底前", "2024年3月20日"],
    )
    assert tasks(*rows) == [f" 更换管线｜responsible:区水务局｜2024-03-31{due}"]


def test_trap_when_something_is_done_is_the_limit_where_no_other_is() -> None:
    rows = (["任务", "责任单位", "整改完成时间"], ["更换管线", "区水务局", "2024年3月20日"])
    assert tasks(*rows) == [" 更换管线｜responsible:区水务局｜2024-03-20"]


def test_how_long_a_policy_holds_is_no_limit() -> None:
    rows = (["政策措施", "执行部门", "执行期限"], ["发放创业补贴", "区人社局", "2026年12月31日"])
    assert tasks(*rows) == [" 发放创业补贴｜responsible:区人社局｜"]


def test_an_empty_time_before_a_task_is_the_one_above() -> None:
    rows = (["月份", "工作", "责任单位"], ["2月", "慰问老人", "区民政局"], [None, "检查工地", "区住建局"])
    assert [task.rsplit("｜")[-1] for task in tasks(*rows)] == ["2024-02-29", "2024-02-29"]


@pytest.mark.parametrize(
    "rows",
    [
        (
            ["阶段", "时间", "工作", "责任单位"],
            ["一", "2月", "慰问老人", "区民政局"],
            ["二", None, "检查工地", "区住建局"],
        ),
        (["工作", "责任单位", "时间"], ["慰问老人", "区民政局", "2月"], ["检查工地", "区住建局", None]),
    ],
    ids=["another stage", "behind the tasks"],
)
def test_trap_other_empty_times_are_none(rows: Sequence[Cells]) -> None:
    assert [task.rsplit("｜")[-1] for task in tasks(*rows)] == ["2024-02-29", ""]


@pytest.mark.parametrize(("begins", "ends"), [("开始", "结束"), ("启动", "完成")])
def test_when_work_begins_below_a_header_of_times_is_no_limit(begins: str, ends: str) -> None:
    rows = (
        ["任务", "责任单位", "计划时间", None],
        [None, None, begins, ends],
        ["扩建小学", "区教育局", "3月1日", "6月30日"],
    )
    merges = ["A2:A3", "B2:B3", "C2:D2"]
    assert tasks(*rows, merges=merges) == [" 扩建小学｜responsible:区教育局｜2024-06-30"]


def test_the_role_over_a_bare_word_for_units_is_theirs() -> None:
    rows = (
        ["任务", "牵头单位", None, "配合单位", None],
        [None, "单位", "责任人", "名称", "联系人"],
        ["扩建小学", "区教育局", "张三", "区财政局", "李四"],
    )
    merges = ["A2:A3", "B2:C2", "D2:E2"]
    assert tasks(*rows, merges=merges) == [" 扩建小学｜lead:区教育局 support:区财政局｜"]


def test_halves_below_a_year_are_due_in_it() -> None:
    rows = (
        ["任务", "2024年", None, "2025年", None, "责任单位"],
        [None, "上半年", "下半年", "上半年", "下半年", None],
        ["改造管网", "完成设计", "开工", "施工", "完工", "区住建局"],
    )
    merges = ["A2:A3", "B2:C2", "D2:E2", "F2:F3"]
    assert tasks(*rows, merges=merges) == [" 改造管网｜responsible:区住建局｜2024-12-31 2025-12-31"]


def test_trap_what_a_next_cell_tells_as_done_leaves_the_limit() -> None:
    rows = (
        ["序号", "任务", "责任单位", "完成时限", "落实情况"],
        [1, "扩建小学", "区教育局", "2024年9月底前", "已落实"],
    )
    assert tasks(*rows) == ["1 扩建小学｜responsible:区教育局｜2024-09-30"]

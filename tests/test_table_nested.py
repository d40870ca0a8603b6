"""Tables of tasks inside the cells of another table: its classes and limits hold for their rows."""

from __future__ import annotations

import pytest
from make_documents import paragraph, web_page, word_cell, word_table
from make_tables import docx

from kg.extract import extract
from kg.model import Extraction
from kg.read import read_bytes

Rows = list[list["str | Rows"]]
FIRST: Rows = [["任务", "责任单位"], ["召开动员会，6月3日前印发方案", "区应急局"], ["张贴标语", "各镇街"]]
SECOND: Rows = [["任务", "责任单位"], ["开展应急演练", "区消防救援大队"]]
TITLE = "2025年安全生产月活动方案"


def word(rows: Rows) -> bytes:
    def made(rows: Rows) -> str:
        return word_table(
            [word_cell(made(one) + paragraph("") if isinstance(one, list) else paragraph(one)) for one in row]
            for row in rows
        )

    return docx(paragraph(TITLE), made(rows))


def page(rows: Rows) -> bytes:
    def made(rows: Rows) -> str:
        lines = (
            "".join(f"<td>{made(one) if isinstance(one, list) else one}</td>" for one in row) for row in rows
        )
        return f"<table><tr>{'</tr><tr>'.join(lines)}</tr></table>"

    return web_page(f"<h1>{TITLE}</h1><p>现印发给你们，请认真落实。</p>{made(rows)}").encode()


def both(rows: Rows) -> list[Extraction]:
    return [extract(read_bytes(word(rows), "a.docx")), extract(read_bytes(page(rows), "a.html"))]


def said(found: Extraction) -> list[str]:
    return [
        f"{'/'.join(task.path[1:])} {task.title[:4]} {' '.join(one.unit for one in task.assignments)}"
        f" {' '.join(one.end or '' for one in task.deadlines)}".rstrip()
        for task in found.tasks
    ]


@pytest.mark.parametrize("name", ["阶段", "步骤", "类别"])
@pytest.mark.parametrize("holder", ["工作内容及责任分工", "具体安排", "任务及责任单位"])
def test_an_outer_class_is_in_the_path_and_an_outer_limit_holds_where_a_row_has_none(
    name: str, holder: str
) -> None:
    header: list[str | Rows] = [name, "时间", holder]
    for found in both([header, ["启动", "2025年6月上旬", FIRST], ["实施", "2025年6月中旬", SECOND]]):
        assert said(found) == [
            "启动 召开动员 区应急局 2025-06-03",
            "启动 张贴标语 各镇街 2025-06-10",
            "实施 开展应急 区消防救援大队 2025-06-20",
        ]
        limit = found.tasks[1].deadlines[0]
        assert limit.span.of(found.source.text) == limit.text == "2025年6月上旬"
        assert len(found.source.tables) == 1


def test_outer_rows_without_a_header_head_the_inner_rows() -> None:
    for found in both([["宣传教育", FIRST], ["应急演练", SECOND]]):
        assert said(found) == [
            "宣传教育 召开动员 区应急局 2025-06-03",
            "宣传教育 张贴标语 各镇街",
            "应急演练 开展应急 区消防救援大队",
        ]


def test_an_outer_cell_may_cover_several_outer_rows_and_stand_behind() -> None:
    rows: Rows = [["板块", "安排", "完成时限"], ["一类", FIRST, "2025年6月底"], ["", SECOND, "2025年7月底"]]
    data = page(rows).replace("<td>一类".encode(), "<td rowspan=2>一类".encode()).replace(b"<td></td>", b"")
    assert said(extract(read_bytes(data, "a.html"))) == [
        "一类 召开动员 区应急局 2025-06-03 2025-06-30",
        "一类 张贴标语 各镇街 2025-06-30",
        "一类 开展应急 区消防救援大队 2025-07-31",
    ]


def test_words_above_an_inner_table_head_its_rows_and_words_alone_are_a_task() -> None:
    inner = page(FIRST).decode().partition("<table>")[2].partition("</table>")[0]
    rows: Rows = [["阶段", "安排"], ["启动", f"<p>（一）发动</p><table>{inner}</table>"], ["实施", SECOND]]
    rows.append(["总结", "报送总结（责任单位：区安委办）"])
    assert said(extract(read_bytes(page(rows), "a.html"))) == [
        "启动/（一）发动 召开动员 区应急局 2025-06-03",
        "启动/（一）发动 张贴标语 各镇街",
        "实施 开展应急 区消防救援大队",
        "总结 报送总结 区安委办",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["本站导航　要闻　公告", FIRST]],
        [["名称", "数量"], ["标语", FIRST]],
        [
            ["类别", "安排"],
            ["宣传", [*FIRST, ["培训", "区人社局"]]],
            ["演练", [["任务", "牵头单位", "时限"], *[["演练", "区应急局", "6月底"]] * 2]],
        ],
    ],
    ids=["page layout", "unknown header", "other columns"],
)
def test_trap_tables_that_do_not_belong_together_stay_apart(rows: Rows) -> None:
    for found in both(rows):
        texts = [task.title[:4] for task in found.tasks]
        assert texts[:2] == ["召开动员", "张贴标语"]
        assert all(task.path[1:] == () for task in found.tasks)


def test_trap_nothing_is_lost_where_words_stand_below_an_inner_table() -> None:
    data = page([["类别", "安排"], ["宣传", FIRST], ["演练", SECOND]])
    data = data.replace(b"</table></td>", "</table><p>注：按月报送。</p></td>".encode())
    found = extract(read_bytes(data, "a.html"))
    assert [task.title[:4] for task in found.tasks] == ["召开动员", "张贴标语", "开展应急"]
    assert found.source.text.count("注：按月报送。") == 2


def test_trap_a_limit_of_one_row_before_its_task_holds_beside_that_of_the_text() -> None:
    rows: Rows = [["完成时限", "任务", "责任单位"], ["2025年底", "召开动员会，6月3日前印发方案", "区应急局"]]
    for found in both([*rows, ["2025年9月底", "张贴标语", "各镇街"]]):
        assert [[one.end for one in task.deadlines] for task in found.tasks] == [
            ["2025-06-03", "2025-12-31"],
            ["2025-09-30"],
        ]


LISTED: Rows = [["编制预案"], ["张贴标语"]]
NAMED: Rows = [["区应急局"], ["区民政局"]]


@pytest.mark.parametrize(
    ("rows", "tasks"),
    [
        (
            [["任务", "举措", "责任单位"], ["备汛", LISTED, "区水务局"], ["巡查", "每日巡堤", "各镇街"]],
            [("备汛\t编制预案\n张贴标语", ["区水务局"]), ("巡查\t每日巡堤", ["各镇街"])],
        ),
        (
            [["序号", "任务", "责任单位"], ["1", "编制预案", NAMED], ["2", "每日巡堤", "各镇街"]],
            [("编制预案", ["区应急局", "区民政局"]), ("每日巡堤", ["各镇街"])],
        ),
        (
            [
                ["任务", "时限", "责任单位"],
                ["编制预案", [["1", "6月底"]], "区应急局"],
                ["巡堤", "7月底", "各镇街"],
            ],
            [("编制预案", ["区应急局"]), ("巡堤", ["各镇街"])],
        ),
    ],
    ids=["measures", "units", "two cells"],
)
def test_an_inner_table_of_something_else_is_lines_of_its_cell(
    rows: Rows, tasks: list[tuple[str, list[str]]]
) -> None:
    found = extract(read_bytes(page(rows), "a.html"))
    assert len(found.source.tables) == 1
    assert [(task.text, [one.unit for one in task.assignments]) for task in found.tasks] == tasks


def test_trap_a_table_of_tasks_inside_one_that_lays_out_the_page_stays_a_table() -> None:
    found = extract(read_bytes(page([["本站导航", "责任单位"], [LISTED, FIRST]]), "a.html"))
    assert [task.title[:4] for task in found.tasks] == ["召开动员", "张贴标语"]


def test_labels_of_a_form_around_a_table_stand_before_their_values() -> None:
    rows = [["交办时间", "2025年7月3日"], ["督办内容", FIRST], ["备注", "请抓紧办理并书面反馈。"]]
    units = [["主办单位", "区民政局"], ["协办单位", "区财政局"]]
    source = read_bytes(word([*rows, *units]), "a.docx")
    assert source.text.endswith("主办单位：区民政局\n协办单位：区财政局\n")
    found = [(one.role, one.unit) for task in extract(source).tasks for one in task.assignments]
    assert found[-2:] == [("lead", "区民政局"), ("support", "区财政局")]


def test_trap_a_label_of_a_form_beside_a_table_stays_above_it() -> None:
    source = read_bytes(word([["责任单位", FIRST], ["联系人", "李强"]]), "a.docx")
    assert [len(table.cells) for table in source.tables] == [6]
    assert source.text.splitlines()[1] == "责任单位"

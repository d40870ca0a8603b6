"""Task tables of web pages whose rows and cells are no <table>: rebuilt of div, ul or dl."""

from __future__ import annotations

import pytest
from make_documents import rows_of, web_page
from make_tables import tasks_of

from kg.model import Source
from kg.read import read_bytes

HEADER = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]
ROWS = [
    ["1", "建设城市运行平台", "市数据局", "市公安局、市城管局", "2025年6月底前"],
    ["2", "改造老旧小区32个", "市住建局<br>市财政局", "<p>市民政局</p><p>各区人民政府</p>", "2025年11月底前"],
    ["3", "新建口袋公园12个", "市园林局", "", "2025年12月底"],
]
TASKS = [
    "1 建设城市运行平台｜lead:市数据局 support:市公安局 support:市城管局｜2025-06-30",
    "2 改造老旧小区32个｜lead:市住建局 lead:市财政局 support:市民政局 support:各区人民政府｜2025-11-30",
    "3 新建口袋公园12个｜lead:市园林局｜2025-12-31",
]


def elements(row: str, cell: str, *rows: list[str]) -> str:
    made = ("\n  ".join(f"<{cell}>{text}</{cell}>" for text in one) for one in rows)
    return "\n".join(f"<{row}>{one}</{row}>" for one in made)


def page(content: str) -> bytes:
    article = f"<h1>2025年重点任务分工方案</h1><p>现印发给你们，请认真落实。</p>{content}<p>请遵照执行。</p>"
    return web_page(f"<div class=main>{article}</div>", around=("<ul><li>首页<li>公开</ul>", "")).encode()


def html(content: str) -> Source:
    return read_bytes(page(content), "a.html")


@pytest.mark.parametrize(
    "content",
    [
        f"<div>{elements('div', 'div', HEADER, *ROWS)}</div>",
        f"<ul>{elements('li', 'span', HEADER, *ROWS)}</ul>",
        elements("ul", "li", HEADER, *ROWS),
        elements("dl", "dd", HEADER, *ROWS),
        f"<div><div>{elements('div', 'div', HEADER)}</div><div>{elements('div', 'div', *ROWS)}</div></div>",
        f"{elements('div', 'b', HEADER)}<hr><div><div>{elements('div', 'section', *ROWS)}</div></div>",
    ],
    ids=["div", "ul of rows", "ul for each row", "dl for each row", "head and body", "scrolled body"],
)
def test_rows_with_as_many_cells_as_the_header_are_a_table(content: str) -> None:
    assert rows_of(html(content))[0] == HEADER
    assert tasks_of(page(content), "a.html") == TASKS


def test_cells_may_lie_deep_and_the_text_around_stays() -> None:
    deep = [[f"<div><span>{text}</span></div>" for text in row] for row in (HEADER, *ROWS)]
    content = f"<p>一、任务</p><div>{elements('div', 'div', *deep)}</div><p>注：按月报送。</p>"
    lines = html(content).text.splitlines()
    assert lines[1:4] == ["现印发给你们，请认真落实。", "一、任务", "\t".join(HEADER)]
    assert lines[-2:] == ["注：按月报送。", "请遵照执行。"]
    assert tasks_of(page(content), "a.html") == TASKS


def test_headings_between_rows_and_the_header_again() -> None:
    content = elements(
        "div", "div", HEADER, ["一、城市更新"], *ROWS[:2], HEADER, ["二、公园"], *ROWS[2:], ["完"]
    )
    source = html(content)
    assert [row[0] for row in rows_of(source)] == ["序号", "一、城市更新", "1", "2", "序号", "二、公园", "3"]
    assert tasks_of(page(content), "a.html") == TASKS


def test_the_cell_of_remarks_may_be_missing() -> None:
    content = elements("div", "div", [*HEADER, "备注"], ROWS[0], [*ROWS[1], "市级"], ROWS[2])
    assert tasks_of(page(content), "a.html") == TASKS


def test_two_columns_are_a_table_where_both_words_are_known() -> None:
    content = elements("li", "b", ["任务", "责任单位"], ["建设平台", "市数据局"], ["改造小区", "市住建局"])
    assert tasks_of(page(content), "a.html") == [
        " 建设平台｜responsible:市数据局｜",
        " 改造小区｜responsible:市住建局｜",
    ]


CARD = "<div><div><b>任务</b><i>建设水厂</i></div><div><b>责任单位</b><i>市水利局</i></div></div>"


@pytest.mark.parametrize(
    "content",
    [
        elements("li", "a", ["任务", "责任单位"], ["要闻", "公告"], ["通知", "专题"]),
        CARD * 3,
        elements(
            "div", "div", ["重点任务", "责任单位", "完成时限"], ["任务一，任务二。", "详见附件。", "见后。"]
        ),
        elements("div", "div", ["重点任务", "责任单位", "完成时限"]) + "<p>市数据局负责。</p>",
        elements("dl", "dd", ["任务", "建设水厂", "责任单位", "市水利局"]) * 2,
        elements("ul", "li", ["市数据局", "市公安局", "市财政局"], ["领导", "职能", "动态"]),
    ],
    ids=["links", "cards", "tabs", "no rows", "labels and values", "names of units"],
)
def test_trap_other_lists_are_no_tables(content: str) -> None:
    assert html(content).tables == ()

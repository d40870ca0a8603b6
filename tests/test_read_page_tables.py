"""Tables on the pages of PDF: ruled ones, merged cells, tables over page breaks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from make_documents import PdfMaker, merged, rows_of
from page_tables import ROWS, XS, fill, pdf

from kg.model import Source


def test_a_ruled_table_stands_between_its_lines() -> None:
    ys = [700, 660, 620, 580]
    maker = PdfMaker().lines(760, "任务分解表").lines(540, "表后的正文。").grid(XS, ys)
    fill(maker, ys, ROWS)
    source = pdf(maker)
    assert rows_of(source) == ROWS
    assert source.text.splitlines() == ["任务分解表", *("\t".join(row) for row in ROWS), "表后的正文。"]


def test_a_table_open_at_its_sides_is_still_a_table() -> None:
    ys = [700, 660, 620, 580]
    maker = PdfMaker().grid(XS[1:-1], ys)
    for y in ys:
        maker.rule(XS[0], y, XS[-1], y)
    fill(maker, ys, ROWS)
    assert rows_of(pdf(maker)) == ROWS


def test_a_single_box_around_text_is_no_table() -> None:
    maker = PdfMaker().grid([80, 460], [700, 600]).lines(680, "专栏1", "建设水厂。")
    source = pdf(maker)
    assert (source.tables, source.text) == ((), "专栏1\n建设水厂。\n")


def test_a_cell_merged_over_rows_whose_text_stands_in_the_middle() -> None:
    ys = [700, 660, 620, 580]
    maker = PdfMaker()
    for y in ys:
        maker.rule(XS[0], y, XS[2] if y == 620 else XS[3], y)
    for x in XS:
        maker.rule(x, 580, x, 700)
    fill(maker, ys, [["序号", "任务", "责任单位"], ["1", "建设水厂"], ["2", "修建道路"]])
    maker.text(XS[2] + 6, 616, "区水务局")
    source = pdf(maker)
    assert rows_of(source) == [["序号", "任务", "责任单位"], ["1", "建设水厂", "区水务局"], ["2", "修建道路"]]
    assert merged(source) == {"区水务局": (1, 2, 2, 1)}


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("省发展改革委、|省经信厅", "省发展改革委、省经信厅"),
        ("省发展改革委和|经信厅", "省发展改革委和经信厅"),
        ("区人社局|医保中心", "区人社局\n医保中心"),
        ("AI or big data|models", "AI or big data models"),
        ("总投资额达到20|25万元", "总投资额达到2025万元"),
    ],
    ids=[
        "wrapped between names",
        "wrapped in a name",
        "two units",
        "wrapped in English",
        "wrapped in a number",
    ],
)
def test_a_wrapped_line_is_joined_and_a_break_kept(printed: str, read: str) -> None:
    ys = [700, 660, 600]
    edges = [90.0, 130.0, 230.0, 332.0]
    maker = PdfMaker().grid(edges, ys)
    fill(maker, ys, [["序号", "任务", "单位"], ["1", "建厂", printed]], edges)
    assert rows_of(pdf(maker))[1][2] == read


def _two_pages(
    lower: Sequence[Sequence[str]], xs: Sequence[float] = XS, no_rule_under: int | None = None
) -> PdfMaker:
    """A table at the foot of one page and one at the head of the next.

    Under the row `no_rule_under` of the second the last column has no rule: its cell covers two rows.
    """
    ys: list[float] = [200, 160, 120, 80]
    maker = PdfMaker().lines(740, "任务分解表").grid(XS, ys)
    fill(maker, ys, ROWS)
    maker.text(290, 40, "— 1 —").next_page()
    ys = [780 - 40 * n for n in range(len(lower) + 1)]
    for number, y in enumerate(ys):
        maker.rule(xs[0], y, xs[-2] if number - 1 == no_rule_under else xs[-1], y)
    for x in xs:
        maker.rule(x, ys[0], x, ys[-1])
    fill(maker, ys, lower, xs)
    return maker.text(290, 40, "— 2 —").lines(400, "表后的正文。")


def test_a_table_over_two_pages_is_one_table_with_one_header() -> None:
    source = pdf(_two_pages([ROWS[0], ["3", "改造管网", "区住建局"]]))
    assert rows_of(source) == [*ROWS, ["3", "改造管网", "区住建局"]]
    assert len(source.tables) == 1


def test_a_table_over_two_pages_without_a_second_header() -> None:
    assert rows_of(pdf(_two_pages([["3", "改造管网", "区住建局"]])))[3:] == [["3", "改造管网", "区住建局"]]


def test_a_merged_cell_goes_on_over_the_page_break() -> None:
    source = pdf(_two_pages([ROWS[0], ["3", "改造管网", ""], ["4", "绿化", "区园林局"]]))
    assert merged(source) == {"区交通局": (2, 2, 2, 1)}
    assert rows_of(source)[3:] == [["3", "改造管网"], ["4", "绿化", "区园林局"]]


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    source = pdf(_two_pages([ROWS[0], ["", "和桥梁", "、区住建局"], ["3", "绿化", "区园林局"]]))
    assert rows_of(source)[2:] == [["2", "修建道路和桥梁", "区交通局、区住建局"], ["3", "绿化", "区园林局"]]
    assert merged(source) == {}


def test_a_row_is_cut_by_the_page_break_and_no_rule_is_drawn_below_the_repeated_header() -> None:
    maker = PdfMaker().lines(740, "任务分解表").grid(XS, [200, 160, 120, 80])
    fill(maker, [200, 160, 120], ROWS)
    maker.next_page().rule(XS[0], 780, XS[-1], 780).rule(XS[0], 700, XS[-1], 700)
    maker.rule(XS[0], 660, XS[-1], 660)
    for x in XS:
        maker.rule(x, 740, x, 780).rule(x, 660, x, 740)
    fill(maker, [780, 740, 700], [ROWS[0], ["", "和桥梁", "、区住建局"], ["3", "绿化", "区园林局"]])
    source = pdf(maker)
    assert rows_of(source)[2:] == [["2", "修建道路和桥梁", "区交通局、区住建局"], ["3", "绿化", "区园林局"]]


def test_trap_a_single_rule_over_upright_ones_is_no_table() -> None:
    maker = PdfMaker().rule(XS[0], 780, XS[-1], 780).rule(XS[0], 100, XS[-1], 100)
    maker.lines(740, "一、建设水厂。", "二、修建道路。")
    for x in XS[1:]:
        maker.rule(x, 700, x, 780)
    assert pdf(maker).tables == ()


def _rest_of_the_last_row(header: bool, xs: Sequence[float] = XS) -> Source:
    """A table at the foot of one page, and of the next only the rest of its last row, ruled below alone."""
    maker = PdfMaker().lines(740, "任务分解表").grid(XS, [200, 160, 120])
    for x in XS:
        maker.rule(x, 60, x, 120)
    fill(maker, [200, 160, 120], [*ROWS[:2], ["", "修建道路", ""]])
    maker.next_page()
    if header:
        maker.rule(XS[0], 780, XS[-1], 780)
        fill(maker, [780], [ROWS[0]])
    maker.rule(xs[0], 700, xs[-1], 700).lines(400, "表后的正文。")
    for x in xs:
        maker.rule(x, 700, x, 740)
        if header:
            maker.rule(x, 740, x, 780)
    fill(maker, [740], [["2", "和桥梁", "区交通局"]], xs)
    return pdf(maker)


@pytest.mark.parametrize("header", [False, True])
def test_the_rest_of_a_row_alone_on_the_last_page_belongs_to_its_table(header: bool) -> None:
    source = _rest_of_the_last_row(header)
    assert rows_of(source) == [*ROWS[:2], ["2", "修建道路和桥梁", "区交通局"]]
    assert source.text.endswith("区交通局\n表后的正文。\n")


def test_trap_a_single_rule_below_other_columns_goes_on_with_no_table() -> None:
    source = _rest_of_the_last_row(False, [90.0, 180.0, 270.0, 450.0])
    assert rows_of(source) == [*ROWS[:2], ["", "修建道路", ""]]


def test_a_merged_cell_and_a_row_are_cut_by_the_same_page_break() -> None:
    lower = [ROWS[0], ["", "和桥梁", ""], ["3", "绿化", ""], ["4", "亮化", "区城管局"]]
    source = pdf(_two_pages(lower, no_rule_under=1))
    assert rows_of(source)[2:] == [
        ["2", "修建道路和桥梁", "区交通局"],
        ["3", "绿化"],
        ["4", "亮化", "区城管局"],
    ]
    assert merged(source) == {"区交通局": (2, 2, 2, 1)}


def test_where_cells_are_often_empty_none_goes_on() -> None:
    source = pdf(_two_pages([ROWS[0], ["3", "改造管网", ""], ["4", "绿化", ""], ["5", "亮化", "区城管局"]]))
    assert merged(source) == {}


def test_another_table_on_the_next_page_stays_apart() -> None:
    edges = [90.0, 200.0, 300.0, 450.0]
    source = pdf(_two_pages([["镇街", "电话", "地址"], ["甲镇", "无", "无"]], xs=edges))
    assert [len(rows_of(source, table)) for table in (0, 1)] == [3, 2]

"""PDF and OFD: reading order, page furniture, ruled tables, tables over page breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from make_documents import PdfMaker, merged, ofd_file, ofd_rule, ofd_text, rows_of

from kg.errors import UnreadableFile
from kg.model import Source
from kg.read import read_bytes

XS = [90.0, 130.0, 330.0, 450.0]


def pdf(maker: PdfMaker) -> Source:
    return read_bytes(maker.done(), "a.pdf")


def fill(
    maker: PdfMaker, ys: Sequence[float], rows: Sequence[Sequence[str]], xs: Sequence[float] = XS
) -> None:
    """Write the rows into the grid, each text near the top left corner of its cell."""
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            for number, line in enumerate(text.split("|")):
                maker.text(x + 6, y - 14 - 14 * number, line)


# ---------------------------------------------------------------- lines


def test_lines_are_read_from_top_to_bottom() -> None:
    maker = PdfMaker().text(90, 700, "二、重点任务").text(90, 740, "一、总体要求").text(200, 780, "工作方案")
    assert pdf(maker).text == "工作方案\n一、总体要求\n二、重点任务\n"


@pytest.mark.parametrize("printed", ["— {} —", "－{}－", "第{}页 共3页", "{}"])
def test_headers_footers_and_page_numbers_are_dropped(printed: str) -> None:
    maker = PdfMaker()
    for page in (1, 2, 3):
        maker.text(90, 810, "某区人民政府公报").lines(700, f"第{page}段的正文。").text(
            290, 50, printed.format(page)
        )
        if page < 3:
            maker.next_page()
    assert pdf(maker).text == "第1段的正文。\n第2段的正文。\n第3段的正文。\n"


def test_a_line_that_repeats_inside_the_page_stays() -> None:
    maker = PdfMaker()
    for page in (1, 2, 3):
        maker.lines(500, "（责任单位：区水务局）")
        if page < 3:
            maker.next_page()
    assert pdf(maker).text == "（责任单位：区水务局）\n" * 3


def test_a_page_turned_for_a_wide_table_is_read_upright() -> None:
    maker = PdfMaker(turned=90)
    for number, line in enumerate(["工作方案", "一、总体要求", "二、重点任务"]):
        maker._canvas.saveState()
        maker._canvas.translate(100 + 20 * number, 100)
        maker._canvas.rotate(90)
        maker.text(0, 0, line)
        maker._canvas.restoreState()
    assert pdf(maker).text == "工作方案\n一、总体要求\n二、重点任务\n"


def test_a_page_of_pictures_among_text_is_an_issue() -> None:
    from reportlab.lib.utils import ImageReader

    maker = PdfMaker().lines(700, "正文。").next_page()
    maker._canvas.drawImage(ImageReader(_picture()), 0, 0, 500, 700)
    source = pdf(maker)
    assert source.text == "正文。\n"
    assert [(issue.code, issue.span.start) for issue in source.issues] == [("page-without-text", 4)]


def _picture() -> object:
    from PIL import Image

    return Image.new("RGB", (20, 20), "red")


# ---------------------------------------------------------------- tables


ROWS = [["序号", "任务", "责任单位"], ["1", "建设水厂", "区水务局"], ["2", "修建道路", "区交通局"]]


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


# ---------------------------------------------------------------- OFD


def ofd_table() -> str:
    rules = [ofd_rule(30, y, 150, y) for y in (50, 60, 70)] + [ofd_rule(x, 50, x, 70) for x in (30, 80, 150)]
    cells = [
        ofd_text(85, 63, "区水务局"),
        ofd_text(32, 53, "任务"),
        ofd_text(85, 53, "单位"),
        ofd_text(32, 63, "建厂"),
    ]
    return "".join(rules + cells)


def test_an_ofd_file_is_read_by_position() -> None:
    page = ofd_text(30, 90, "二、任务") + ofd_text(46, 80, "要求") + ofd_text(30, 80, "一、总体")
    source = read_bytes(ofd_file(page, ofd_text(30, 30, "第二页")), "a.ofd")
    assert source.text == "一、总体要求\n二、任务\n第二页\n"
    assert source.media_type == "application/ofd"


def test_a_ruled_table_of_an_ofd_file() -> None:
    source = read_bytes(ofd_file(ofd_text(30, 30, "任务表") + ofd_table()), "a.ofd")
    assert rows_of(source) == [["任务", "单位"], ["建厂", "区水务局"]]
    assert source.text.startswith("任务表\n任务\t单位\n")


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: PdfMaker(password="x").lines(700, "正文").done(), "已加密"),
        (lambda: PdfMaker().done(), "没有文字层的扫描件"),
        (lambda: PdfMaker().lines(700, "正文").done()[:300], "不是完整的 PDF"),
        (lambda: ofd_file(""), "没有文字层的扫描件"),
    ],
    ids=["encrypted", "scan", "cut off", "OFD scan"],
)
def test_pages_that_cannot_be_read(make: Callable[[], bytes], says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        read_bytes(make(), "a.pdf")

"""PDF and OFD: reading order, page furniture, columns of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from make_documents import PdfMaker, ofd_file, ofd_rule, ofd_text, rows_of
from page_tables import ROWS, XS, fill, pdf

from kg.errors import UnreadableFile
from kg.read import read_bytes

# ---------------------------------------------------------------- lines


def test_lines_are_read_from_top_to_bottom() -> None:
    maker = PdfMaker().text(90, 700, "二、重点任务").text(90, 740, "一、总体要求").text(200, 780, "工作方案")
    assert pdf(maker).text == "工作方案\n一、总体要求\n二、重点任务\n"


@pytest.mark.parametrize("table", [False, True], ids=["lines", "a table below"])
def test_quotes_drawn_last_stand_where_they_are_printed(table: bool) -> None:
    maker = (
        PdfMaker().text(90, 700, "关于开展    三个年    活动的通知").text(136, 700, "“").text(184, 700, "”")
    )
    if table:
        ys = [660, 630, 600, 570]
        fill(maker.grid(XS, ys), ys, ROWS)
    lines = pdf(maker).text.splitlines()
    assert lines[0].replace(" ", "") == "关于开展“三个年”活动的通知"


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


@pytest.mark.parametrize(
    "head",
    [
        "东海省人民政府公报　2024年第3期",
        "2024年第12期（总第306期）东海市人民政府公报",
        "东海政报 · 2024年第3期",
        "12　东海县人民政府公报　2024年第3期",
    ],
)
@pytest.mark.parametrize("pages", [1, 2])
def test_the_head_of_a_gazette_is_dropped_however_few_pages_there_are(head: str, pages: int) -> None:
    maker = PdfMaker().text(90, 800, head).lines(700, "第1段的正文。")
    if pages == 2:
        maker.next_page().lines(700, "第2段的正文。")
    assert pdf(maker).text == "第1段的正文。\n第2段的正文。\n"[: 8 * pages]


@pytest.mark.parametrize("degrees", [45, -30])
def test_words_that_lean_across_the_page_are_no_part_of_it(degrees: float) -> None:
    ys: list[float] = [700, 660, 620, 580]
    maker = PdfMaker().slanted(150, 600, "东海县人民政府内部资料", degrees).lines(740, "任务表").grid(XS, ys)
    fill(maker, ys, ROWS)
    assert rows_of(pdf(maker)) == ROWS


def test_trap_lines_of_a_page_that_lies_a_little_askew_are_read() -> None:
    assert pdf(PdfMaker().slanted(90, 700, "任务分解表", 2)).text == "任务分解表\n"


def test_trap_a_title_that_names_a_gazette_stays() -> None:
    maker = PdfMaker().text(90, 800, "关于订阅2024年东海省人民政府公报的通知")
    maker.text(90, 500, "东海省人民政府公报　2024年第3期")
    assert pdf(maker).text == "关于订阅2024年东海省人民政府公报的通知\n东海省人民政府公报　2024年第3期\n"


def test_a_line_that_repeats_inside_the_page_stays() -> None:
    maker = PdfMaker()
    for page in (1, 2, 3):
        maker.lines(500, "（责任单位：区水务局）")
        if page < 3:
            maker.next_page()
    assert pdf(maker).text == "（责任单位：区水务局）\n" * 3


LINES = ["工作方案", "一、总体要求", "二、重点任务"]


def written_turned(maker: PdfMaker, degrees: int, lines: Sequence[str] = LINES) -> PdfMaker:
    """Lines side by side that each go up (90) or down (-90) the paper."""
    for number, line in enumerate(lines):
        maker._canvas.saveState()
        step = 20 * number
        maker._canvas.translate(100 + step if degrees == 90 else 400 - step, 100 if degrees == 90 else 700)
        maker._canvas.rotate(degrees)
        maker.text(0, 0, line)
        maker._canvas.restoreState()
    return maker


@pytest.mark.parametrize(("turned", "degrees"), [(90, 90), (270, -90), (0, 90), (0, -90)], ids=str)
def test_a_page_turned_for_a_wide_table_is_read_upright(turned: int, degrees: int) -> None:
    assert pdf(written_turned(PdfMaker(turned=turned), degrees)).text == "\n".join([*LINES, ""])


def test_a_turned_table_on_a_page_that_is_not() -> None:
    maker = PdfMaker()
    xs, ys = [100.0, 120.0, 140.0, 160.0], [90.0, 130.0, 330.0, 450.0]
    maker.grid(xs, ys[::-1])
    for y, column in zip(ys, zip(*ROWS, strict=True), strict=False):
        for x, text in zip(xs, column, strict=False):
            maker._canvas.saveState()
            maker._canvas.translate(x + 14, y + 4)
            maker._canvas.rotate(90)
            maker.text(0, 0, text)
            maker._canvas.restoreState()
    assert rows_of(pdf(maker)) == ROWS


def test_trap_a_turned_word_at_the_margin_turns_no_page() -> None:
    maker = PdfMaker().lines(700, *LINES, "（一）建设水厂。区水务局牵头，2025年底前完成。")
    assert pdf(written_turned(maker, 90, ["装订线"])).text.splitlines()[: len(LINES)] == LINES


@pytest.mark.parametrize("watermark", ["", "内部资料"])
def test_a_page_of_pictures_among_text_is_an_issue(watermark: str) -> None:
    from reportlab.lib.utils import ImageReader

    maker = PdfMaker().lines(700, "正文。").next_page().slanted(150, 300, watermark, 45)
    maker._canvas.drawImage(ImageReader(_picture()), 0, 0, 500, 700)
    source = pdf(maker)
    assert source.text == "正文。\n"
    assert [(issue.code, issue.span.start) for issue in source.issues] == [("page-without-text", 4)]


def _picture() -> object:
    from PIL import Image

    return Image.new("RGB", (20, 20), "red")


# ---------------------------------------------------------------- two columns of text

LEFT = [
    "一、清理沟渠淤泥，修补堤岸，",
    "汛期之前完工。（责任单位：白",
    "溪县水利局、白溪县财政局）",
    "二、更换老旧水表，检修泵站，",
    "保障山区用水。（白溪县住建局",
]
RIGHT = [
    "牵头，白溪县水利局配合）",
    "三、开展节水宣传，走进学校、",
    "社区和工厂，发放手册三千份。",
    "（白溪县教育局负责，九月底前",
    "完成）",
]
READ = "".join(f"{line}\n" for line in [*LEFT, *RIGHT])


def columns(
    maker: PdfMaker,
    top: float,
    left: Sequence[str] = LEFT,
    right: Sequence[str] = RIGHT,
    gutter: float = 30,
    lower: float = 0,
    by_rows: bool = False,
    step: float = 18,
) -> PdfMaker:
    """Print two columns of fourteen characters a line, the right one `lower`, one after the other or not."""
    printed = [
        (number, x, top - down - step * number, line)
        for x, down, lines in ((80, 0, left), (248 + gutter, lower, right))
        for number, line in enumerate(lines)
    ]
    for _, x, y, line in sorted(printed, key=lambda one: one[0]) if by_rows else printed:
        maker.text(x, y, line)
    return maker


@pytest.mark.parametrize("gutter", [18, 40, 90])
@pytest.mark.parametrize("by_rows", [False, True], ids=["by columns", "by rows"])
@pytest.mark.parametrize("lower", [0, 3, 9])
def test_the_left_column_is_read_before_the_right_one(gutter: float, by_rows: bool, lower: float) -> None:
    assert pdf(columns(PdfMaker(), 780, gutter=gutter, lower=lower, by_rows=by_rows)).text == READ


def test_columns_go_on_over_pages_even_with_two_lines() -> None:
    maker = columns(PdfMaker(), 780).next_page()
    columns(maker, 780, ["四、巡查水库。（白溪县水利局", "负责）"], ["五、以上任务年底前报送总结。"])
    assert pdf(maker).text == f"{READ}四、巡查水库。（白溪县水利局\n负责）\n五、以上任务年底前报送总结。\n"


@pytest.mark.parametrize("by_rows", [False, True], ids=["by columns", "by rows"])
def test_what_goes_over_both_columns_stays_in_its_place(by_rows: bool) -> None:
    maker = (
        PdfMaker().text(80, 800, "白溪县人民政府公报").text(360, 800, "2023年第4期").rule(80, 794, 446, 794)
    )
    maker.text(120, 770, "白溪县人民政府关于做好水利工作的通知", 16)
    maker.text(80, 740, "各乡镇人民政府要高度重视，认真落实本通知，年底前报告。")
    maker.text(340, 720, "白溪县人民政府").text(340, 702, "2023年4月6日").text(200, 680, "白溪县水利工作要点")
    columns(maker, 650, by_rows=by_rows)
    ys = [540, 520, 500]
    fill(maker.grid(XS, ys), [y + 2 for y in ys], ROWS[:2])
    columns(maker, 460, RIGHT[1:], LEFT[:3], by_rows=by_rows)
    maker.text(80, 370, "以上任务要明确专人负责，细化措施，倒排工期，压实责任，").text(80, 350, "按月报送。")
    maker.text(340, 330, "白溪县水利局").text(80, 310, "（此件公开发布）")
    assert pdf(maker).text.splitlines() == [
        "白溪县人民政府关于做好水利工作的通知",
        "各乡镇人民政府要高度重视，认真落实本通知，年底前报告。",
        "白溪县人民政府",
        "2023年4月6日",
        "白溪县水利工作要点",
        *LEFT,
        *RIGHT,
        *("\t".join(row) for row in ROWS[:2]),
        *RIGHT[1:],
        *LEFT[:3],
        "以上任务要明确专人负责，细化措施，倒排工期，压实责任，",
        "按月报送。",
        "白溪县水利局",
        "（此件公开发布）",
    ]


def test_a_title_wider_than_its_column_heads_it() -> None:
    maker = columns(PdfMaker().text(105, 800, "白溪县水利工作要点", 20), 770, LEFT * 2, RIGHT * 2, gutter=50)
    assert pdf(maker).text.splitlines() == ["白溪县水利工作要点", *LEFT, *LEFT, *RIGHT, *RIGHT]


def test_a_table_goes_on_from_the_left_column_to_the_right_one() -> None:
    xs, ys = [80.0, 110.0, 180.0, 248.0], [660.0, 630.0, 600.0]
    moved = [x + 198 for x in xs]
    maker = columns(PdfMaker(), 780, right=[]).grid(xs, ys).grid(moved, [790, 760])
    fill(maker, ys, ROWS[:2], xs)
    fill(maker, [790], ROWS[2:], moved)
    source = pdf(columns(maker, 740, left=[]))
    assert rows_of(source) == ROWS
    assert source.text.splitlines() == [*LEFT, *("\t".join(row) for row in ROWS), *RIGHT]


def test_columns_of_an_ofd_file() -> None:
    page = "".join(
        ofd_text(20, 30 + 6 * at, left) + ofd_text(90, 30 + 6 * at, right)
        for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True))
    )
    assert read_bytes(ofd_file(page), "a.ofd").text == READ


BROAD = "为了加强水利工作，健全责任体系，压实各级责任，根据有关规定，"
CELLS = [
    (LEFT[:2], ["整改情况：组织专班清运垃圾，", "设立警示牌十块。"]),
    (["泵站长期失修，电机经常烧毁，", "影响灌溉。"], ["更换电机四台，改造泵房两座，", "今年六月完工。"]),
    (["水表老化，计量不准，群众反映", "较多。"], ["更换智能水表，安排专人巡查，", "确保准确。"]),
]
FIRMS = ["白溪县宏远机械制造有限公司", "白溪县绿野农业科技有限公司", "白溪县兴隆建材股份有限公司"]


def _rows_of_prose() -> PdfMaker:
    maker = PdfMaker().text(200, 790, "问题整改情况")
    for number, (left, right) in enumerate(CELLS):
        columns(maker, 760 - 50 * number, left, right, by_rows=True)
    return maker


@pytest.mark.parametrize(
    ("maker", "read"),
    [
        (_rows_of_prose(), ["一、清理沟渠淤泥，修补堤岸， 整改情况：组织专班清运垃圾，"]),
        (columns(PdfMaker(), 780, FIRMS * 2, FIRMS[::-1] * 2), [FIRMS[0], FIRMS[2], FIRMS[1], FIRMS[1]]),
        (
            columns(PdfMaker(), 780, ["联系人：赵一，电话：5201314"] * 5, ["地址：河东路七号，二楼。"] * 5),
            ["联系人：赵一，电话：5201314", "地址：河东路七号，二楼。"] * 5,
        ),
        (
            PdfMaker()
            .lines(780, BROAD, "落实到位。")
            .text(380, 720, "白溪县人民政府")
            .text(390, 700, "2023年4月6日")
            .lines(680, "（此件公开发布）"),
            [BROAD, "落实到位。", "白溪县人民政府", "2023年4月6日", "（此件公开发布）"],
        ),
        (
            columns(PdfMaker(), 780, [BROAD[:18]] * 5, ["重点：压实责任，依规"] * 5, gutter=80),
            [BROAD[:18], "重点：压实责任，依规"] * 5,
        ),
        (
            columns(PdfMaker(), 780, ["组长：赵一，"] * 5, ["组员：钱二，"] * 5),
            ["组长：赵一，", "组员：钱二，"] * 5,
        ),
        (columns(PdfMaker(), 780, [BROAD[:14]] * 3, [BROAD[15:]] * 3), [BROAD[:14], BROAD[15:]] * 3),
        (
            columns(PdfMaker(), 780, ["白政〔2023〕9号"], ["　　签发人：周涛"], by_rows=True).lines(
                740, *(f"{title}，{'…' * 18}{page}" for page, title in enumerate(["总体要求", "任务"] * 3, 1))
            ),
            ["白政〔2023〕9号 　　签发人：周涛"],
        ),
    ],
    ids=[
        "rows of prose",
        "list of names",
        "fields",
        "signature",
        "margin notes",
        "short words",
        "three lines",
        "letterhead and contents",
    ],
)
def test_trap_what_stands_beside_something_else_is_no_column(maker: PdfMaker, read: list[str]) -> None:
    lines = pdf(maker).text.splitlines()
    assert [line for line in lines if line in read][: len(read)] == read


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

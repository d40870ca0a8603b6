"""Footnotes at the foot of a page: they part no sentence, and hold no task."""

from __future__ import annotations

import pytest
from make_documents import PdfMaker, ofd_file, ofd_text
from make_tables import HEADER, XS, Pages, tasks_of

from kg.read import read_bytes

BODY = ["一、改善就医感受", "（一）加强疼痛管理。成立多学科团队，等待时间降到20分钟{}，麻醉科"]
REST = ["制定院内疼痛评估规范。", "责任科室：医务部、妇产科"]
TASK = "一、（一） 加强疼痛管理｜responsible:医务部 responsible:妇产科｜"


def printed(
    notes: list[str], mark: str, rule: bool = False, size: float = 9, body: list[str] = BODY
) -> bytes:
    """Two pages of text; the notes stand at the foot of the first."""
    maker = PdfMaker().lines(740, *(line.format(mark) for line in body))
    if rule:
        maker.rule(90, 106, 220, 106)
    for number, note in enumerate(notes):
        maker.text(90, 90 - 13 * number, note, size)
    maker.text(290, 40, "— 1 —", 10).next_page().lines(760, *REST).text(290, 40, "— 2 —", 10)
    return maker.done()


def text_of(data: bytes) -> str:
    return read_bytes(data, "a.pdf").text


@pytest.mark.parametrize("rule", [True, False], ids=["below a rule", "no rule"])
@pytest.mark.parametrize(
    ("mark", "notes"),
    [
        ("①", ["①2024年平均等待时间为27分钟，信息中心统计。"]),
        ("①", ["①2024年平均等待时间为27分钟，信息", "中心统计，质控科负责。", "②口径由妇产科确定。"]),
        ("[1]", ["[1] 2024年平均等待时间为27分钟，信息中心统计。", "[2] 口径由妇产科负责确定。"]),
        ("*", ["*2024年平均等待时间为27分钟，信息中心负责统计。"]),
    ],
    ids=["one note", "two notes, one over two lines", "numbers in brackets", "a star"],
)
def test_a_sentence_over_the_page_goes_on_behind_the_notes(rule: bool, mark: str, notes: list[str]) -> None:
    data = printed(notes, mark, rule)
    assert text_of(data) == "\n".join([BODY[0], BODY[1].format(mark), *REST, ""])
    assert tasks_of(data, "a.pdf")[:1] == [TASK]


def test_notes_counted_by_bare_figures_below_a_short_rule() -> None:
    data = printed(
        ["1 2024年平均等待时间为27分钟，信息中心负责统计。", "2 口径由妇产科确定。"], "1", rule=True
    )
    assert "信息中心" not in text_of(data)
    assert "妇产科确定" not in text_of(data)


def test_notes_that_go_on_from_the_page_before() -> None:
    maker = PdfMaker().lines(740, *(line.format("①") for line in BODY)).rule(90, 106, 220, 106)
    maker.text(90, 90, "①2024年平均等待时间为27分钟，信息中心", 9).next_page().lines(
        760, *REST, "比例②达到六成。"
    )
    maker.rule(90, 106, 220, 106).text(90, 90, "负责统计。", 9).text(90, 77, "②口径由妇产科确定。", 9)
    assert text_of(maker.done()) == "\n".join([BODY[0], BODY[1].format("①"), *REST, "比例②达到六成。", ""])


@pytest.mark.parametrize("rules", ["all", "none"])
def test_notes_below_a_table_do_not_part_it(rules: str) -> None:
    pages = Pages().rows((HEADER, ("1", "办结率达到95%①", "区行政审批局", "2024年6月底前")), XS, rules)
    pages.maker.text(90, 90, "①2023年办结率为90%，区大数据局负责统计。", 9)
    pages.next_page().rows((HEADER, ("2", "编制目录", "区发改委", "2024年9月底前")), XS, rules)
    assert tasks_of(pages.done(), "a.pdf") == [
        "1 办结率达到95%①｜responsible:区行政审批局｜2024-06-30",
        "2 编制目录｜responsible:区发改委｜2024-09-30",
    ]


def test_notes_of_an_ofd_file() -> None:
    upper = ofd_text(30, 250, "①由区统计局负责统计。", 3.0) + ofd_text(30, 40, "开办企业压缩到一日①，区政务")
    lower = ofd_text(30, 40, "局牵头，区财政局配合。")
    source = read_bytes(ofd_file(upper, lower), "a.ofd")
    assert source.text == "开办企业压缩到一日①，区政务\n局牵头，区财政局配合。\n"


LIST = ["①等待时间，由信息中心负责统计；", "②疼痛评估，由麻醉科负责。"]
PLAIN = [BODY[0], BODY[1].format("")]


@pytest.mark.parametrize(
    ("notes", "size", "body"),
    [
        (LIST, 9, PLAIN),
        (LIST, 9, [BODY[0], "（一）抓好两件事：①等待时间；②疼痛评估。麻醉科"]),
        (LIST, 12, [BODY[0], BODY[1].format("①")]),
        (["1.等待时间，由信息中心负责统计；", "2.疼痛评估，由麻醉科负责。"], 9, PLAIN),
        (["抄送：市卫生健康委员会。", "党政综合办公室　　2025年4月10日印发"], 9, PLAIN),
    ],
    ids=["nobody refers to it", "counted in the text", "of the same size", "with stops", "distribution"],
)
def test_trap_a_list_in_small_print_is_no_note(notes: list[str], size: float, body: list[str]) -> None:
    assert text_of(printed(notes, "", size=size, body=body)) == "\n".join([*body, *notes, *REST, ""])


def test_trap_small_print_in_the_middle_of_a_page_is_no_note() -> None:
    upper = BODY[1].format("①")
    maker = PdfMaker().lines(400, upper).text(90, 380, LIST[0], 9).lines(360, *REST)
    assert text_of(maker.done()) == "\n".join([upper, LIST[0], *REST, ""])


def test_trap_a_page_all_in_small_print() -> None:
    maker = PdfMaker().text(90, 740, "附件", 16)
    for number, line in enumerate(["指标见下①。", *LIST]):
        maker.text(90, 700 - 14 * number, line, 9)
    assert text_of(maker.done()) == "\n".join(["附件", "指标见下①。", *LIST, ""])


def raised(words: str, mark: str, rest: str, *, size: float = 8, up: float = 5) -> str:
    """The text of a line in which `mark` is printed smaller and higher than what stands around it."""
    maker = PdfMaker().text(90, 700, words).text(90 + 12 * len(words), 700 + up, mark, size)
    return text_of(maker.text(90 + 12 * len(words) + size * len(mark) / 2 + 1, 700, rest).done())


def test_small_raised_figures_behind_a_word_are_marks_of_notes() -> None:
    assert raised("责任单位：各镇", "1", "、县应急局").replace(" ", "") == "责任单位：各镇、县应急局\n"
    assert raised("各街道（镇）", "12", "负责").replace(" ", "") == "各街道（镇）负责\n"


@pytest.mark.parametrize(
    ("words", "size", "up"),
    [("新建绿地三百平方米", 8, 5), ("新建公园", 12, 0), ("新建公园", 9, 0)],
    ids=["a power", "as large", "smaller, not raised"],
)
def test_trap_other_figures_stay(words: str, size: float, up: float) -> None:
    assert raised(words, "2", "，责任单位：县林业局", size=size, up=up).startswith(f"{words}2")

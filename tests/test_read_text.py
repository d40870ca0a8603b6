"""Plain text and Markdown through the reading door: encodings, lines, page noise, tables."""

from __future__ import annotations

from hashlib import sha256

import pytest
from make_documents import rows_of
from opencc import OpenCC

from kg.errors import UnreadableFile
from kg.extract import extract
from kg.fold import fold
from kg.model import squeeze
from kg.read import read, read_bytes

SHORT = "关于印发石桥县防汛抗旱工作方案和任务分工的通知"
LONG = "各镇人民政府、区政府各部门：现将任务分工方案印发给你们。责任单位：区水务局、区财政局。\n" * 400


def text_of(content: str) -> str:
    return read_bytes(content.encode(), "a.txt").text


@pytest.mark.parametrize("content", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize(
    ("codec", "reported"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_simplified_text_is_read_in_every_encoding(content: str, codec: str, reported: str) -> None:
    source = read_bytes(content.encode(codec), "a.txt")
    assert (source.text, source.encoding) == (content, reported)


@pytest.mark.parametrize("content", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize(("codec", "reported"), [("big5", "big5"), ("gb18030", "gb18030")])
def test_traditional_text_is_told_apart(content: str, codec: str, reported: str) -> None:
    content = OpenCC("s2t").convert(content)
    source = read_bytes(content.encode(codec), "a.txt")
    assert (source.text, source.encoding) == (content, reported)


@pytest.mark.parametrize("text", ["乾县水务局", "乾縣水務局" * 10])
def test_a_character_of_the_simplified_set_stays(text: str) -> None:
    assert fold(text) == "乾县水务局" * (len(text) // 5)


@pytest.mark.parametrize("length", [1, 15, 16, 1000])
def test_folding_is_the_same_for_any_length(length: int) -> None:
    text = ("責任單位：區水務局（髙）" * 100)[:length]
    assert fold(text) == ("责任单位：区水务局（高）" * 100)[:length]


@pytest.mark.parametrize("text", ["⺠⽣⻔⼾", "⺠⽣⻔⼾" * 20, "民生門戶" * 20])
def test_radicals_are_the_characters_they_look_like(text: str) -> None:
    assert fold(text) == "民生门户" * (len(text) // 4)


def test_parts_of_characters_stay() -> None:
    assert fold("⺡⺾⺀") == "⺡⺾⺀"


def test_rare_characters_need_four_bytes_in_gb18030() -> None:
    content = "𬇙湖镇、㵲阳镇人民政府负责落实本方案的各项任务。"
    source = read_bytes(content.encode("gb18030"), "a.txt")
    assert (source.text, source.encoding) == (content, "gb18030")


@pytest.mark.parametrize(
    "data",
    [
        "责任单位：区水务局".encode() * 50 + b"\xff\xfe\xfd",
        "責任単位：水道局がんばる".encode("euc-jp", "ignore") * 3 + b"\x80\x80\xff",
        b"\xef\xbb\xbf" + b"\xb6\xc0\xff",
        bytes(range(128, 256)) * 8,
    ],
    ids=["broken utf-8", "broken euc-jp", "broken after its mark", "every high byte"],
)
def test_text_in_no_known_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.txt：.*GB18030"):
        read_bytes(data, "a.txt")


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_a_character_cut_off_at_the_end_is_not_known(codec: str) -> None:
    source = read_bytes(LONG.encode(codec)[:-1] + "局".encode(codec)[:1], "a.txt")
    assert source.text == LONG[:-1] + "\ufffd"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("一\r\n二\r三\n", "一\n二\n三\n"),
        ("一\f二", "一 二"),
        ("责任单位：区水务局\u2028二\x00三", "责任单位：区水务局\n二 三"),
        ("甲。\n— 5 —\n乙", "甲。\n\n乙"),
        ("甲。\n　-５-　\n乙", "甲。\n\n乙"),
        ("甲。\n－12－\n乙", "甲。\n\n乙"),
        ("甲。\n· 3 ·\n乙", "甲。\n\n乙"),
        ("甲。\n第 3 页 共 20 页\n乙", "甲。\n\n乙"),
        ("甲。\n第3页，共20页\n乙", "甲。\n\n乙"),
        ("甲\n— 1 —\n某市政报  2020年第3期\n乙\n— 2 —\n某市政报  2020年第3期\n丙", "甲\n\n\n乙\n\n\n丙"),
        ("甲\n区政府办\n\n- 1 -\n乙\n区政府办\n- 2 -\n", "甲\n\n\n\n乙\n\n\n"),
        ("— 1 —\n甲乡政府\n— 2 —\n乙乡政府\n", "\n甲乡政府\n\n乙乡政府\n"),
        ("— 1 —\n序号 任务 单位\n— 2 —\n序号 任务 单位\n", "\n序号 任务 单位\n\n序号 任务 单位\n"),
        ("— 1 —\n一、修渠\n— 2 —\n一、修渠\n", "\n一、修渠\n\n一、修渠\n"),
        ("甲\n3\n某市公报　2024年第2期\n乙\n4\n某市公报 2024年第2期\n5\n", "甲\n\n\n乙\n\n\n\n"),
        ("某市公报　2024年第2期\n3\n乙\n", "某市公报　2024年第2期\n3\n乙\n"),
        ("甲\n3\n\f某局文件\n乙\n4\n\f某局文件\n丙\n", "甲\n\n \n乙\n\n \n丙\n"),
        (
            "1\n甲\n\f序号 任务 单位\n乙\n\f序号 任务 单位\n丙\n",
            "1\n甲\n 序号 任务 单位\n乙\n 序号 任务 单位\n丙\n",
        ),
        ("省级行业—1—主管部门、省财政厅", "省级行业主管部门、省财政厅"),
        ("省经信厅、— ２ —省财政厅", "省经信厅、省财政厅"),
        ("发(fā)展(zhǎn)改革委", "发展改革委"),
        ("??（一）修渠\n????1.清淤", "　（一）修渠\n　　1.清淤"),
        ("发（fa\u0304）展改革委", "发展改革委"),
    ],
)
def test_page_noise_goes_and_lines_stay(printed: str, expected: str) -> None:
    assert text_of(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "5\n",
        "3.\n建设水厂",
        "——培育主体。",
        "2021—2023年",
        "2021—22—2023",
        "第3页的表格由区财政局填报。",
        "京—津—冀",
        "－５℃",
        "（zhang）",
        "何时??何地\n??",
        "企业(Ⅱ类)",
        "２０２２年１２月",
        "　　一、总体要求\u00a0",
        "ﬁ①㎡",
    ],
)
def test_what_belongs_to_the_text_stays_untouched(printed: str) -> None:
    assert text_of(printed) == printed


TAB_TABLE = "目录\n序号\t文件号\t名称\n1\t甲发〔2020〕1号\t通知\n2\t甲发〔2020〕2号\t意见\n"


def test_a_table_by_tabs_knows_its_cells() -> None:
    source = read_bytes(TAB_TABLE.encode(), "a.md")
    assert rows_of(source) == [
        ["序号", "文件号", "名称"],
        ["1", "甲发〔2020〕1号", "通知"],
        ["2", "甲发〔2020〕2号", "意见"],
    ]
    assert source.line(source.tables[0].cells[-1].span.start) == 4


def test_a_repeated_header_continues_the_table() -> None:
    source = read_bytes((TAB_TABLE + "\n— 2 —\n\n序号\t文件号\t名称\n3\t丙\t办法\n").encode(), "a.md")
    assert len(source.tables) == 1
    assert rows_of(source)[-1] == ["3", "丙", "办法"]
    assert len(rows_of(source)) == 4


def test_a_count_that_goes_on_continues_the_table() -> None:
    source = read_bytes((TAB_TABLE + "\n3\t丙\t办法\n").encode(), "a.md")
    assert [row[0] for row in rows_of(source)] == ["序号", "1", "2", "3"]


def test_another_header_begins_another_table() -> None:
    source = read_bytes((TAB_TABLE + "\n序号\t单位\t电话\n1\t区水务局\t无\n").encode(), "a.md")
    assert [len(rows_of(source, table)) for table in (0, 1)] == [3, 2]


@pytest.mark.parametrize(
    "printed",
    ["\t一、总体要求\n\t二、任务\n", "联系人：张三\t电话：123\n正文继续。\n", "甲\t乙\n丙\t丁\n正文"],
    ids=["indents", "one tabbed line", "two lines of two fields"],
)
def test_stray_tabs_make_no_table(printed: str) -> None:
    assert read_bytes(printed.encode(), "a.txt").tables == ()


def test_a_pipe_table_of_markdown() -> None:
    printed = (
        "前文\n\n| 任务 | 责任单位 |\n|---|:---:|\n| 建设\\|扩建水厂 | 区水务局 |\n| 修路 |  |\n\n后文 a|b\n"
    )
    source = read_bytes(printed.encode(), "a.md")
    assert rows_of(source) == [["任务", "责任单位"], ["建设｜扩建水厂", "区水务局"], ["修路", ""]]
    assert len(source.tables) == 1


WITHOUT_RULES = [
    ["序号", "任务", "责任单位", "时限"],
    ["1", "修路", "区交通局", "5月"],
    ["2", "建厂", "区水务局", "6月"],
]


def laid_out(between: str, around: tuple[str, str] = ("", ""), row_end: str = "\n") -> str:
    """The rows of WITHOUT_RULES with something between and around their cells."""
    return "".join(around[0] + between.join(row) + around[1] + row_end for row in WITHOUT_RULES)


LAID_OUT = {
    "pipes around": laid_out(" | ", ("| ", " |"), "\n\n"),
    "pipes between": laid_out(" | "),
    "full-width pipes": laid_out("｜"),
    "a pipe behind each cell": laid_out(" |\n", ("", " |")),
    "pipes alone on their lines": laid_out("\n|\n", ("|\n", ""), "\n") + "|\n",
    "two pipes between rows": laid_out("\n|\n", ("|\n", "\n|")),
    "a line each": laid_out("\n\n", row_end="\n\n"),
    "wide blanks": laid_out("    ").replace("责任单位", "责 任 单 位"),
    "blanks and indents": laid_out("   ", ("  ", "")),
    "ideographic blanks": laid_out("　"),
    "single blanks": laid_out(" "),
    "all on one line": laid_out(" ", row_end=" "),
    "all on one line behind its title": laid_out(" ", row_end=" ").replace("序号", "工作任务分工表 序号"),
}


@pytest.mark.parametrize("layout", LAID_OUT)
def test_a_table_without_rules_is_known_by_its_header(layout: str) -> None:
    printed = f"关于工作任务的通知\n各部门按下表落实。\n{LAID_OUT[layout]}\n请认真落实。\n"
    source = read_bytes(printed.encode(), "a.txt")
    assert source.text == printed
    assert len(source.tables) == 1
    assert [[squeeze(cell) for cell in row if cell] for row in rows_of(source)] == WITHOUT_RULES


@pytest.mark.parametrize(
    ("printed", "rows"),
    [
        ("|序号|任务|责任单位|\n|1|修路|无|\n|二、建设|\n|2|建设|水厂|区水务局|\n", 4),
        ("|序号|任务|责任单位|\n|1|修\n路|区交通局|\n", 2),
        ("序号 任务 责任单位 备注\n一、修建\n1 修路 区交通局\n二、建设\n1 建厂 区水务局 无\n", 5),
        ("序号 任务 责任单位\n1 修路 区交通局\n序号 任务 责任单位\n2 建厂 区水务局 区城管局\n", 3),
        ("序号 任务 责任单位\n1 修路 区交通局\n2 建厂\n区水务局\n3 绿化 区园林局\n", 4),
        ("序号\n任务\n责任单位\n备注\n1\n修路\n区交通局\n2\n建厂\n区水务局\n请落实。\n", 3),
        ("序号\n任务\n责任单位\n1\n修\n路\n区交通局\n2\n建厂\n区水务局\n", 3),
        ("序号\n任务\n责任\n单位\n1\n修好\n道路\n区交\n通局\n2\n建厂\n区水务局、\n区财政局\n请落实。\n", 3),
        ("序号\n任务\n部门\n时限\n1\n修路\n\n3月\n5\n序号\n任务\n部门\n时限\n2\n建厂\n区水务局\n长期\n", 3),
        ("任务 |\n责任单位 |\n时限 |\n修路 |\n区交通局 |\n5月 |\n建厂 |\n |\n6月 |\n说明\n", 3),
        ("工作任务    责任单位\n修路    区交通局\n建厂    区水务局\n", 3),
        ("序号 任务 责任单位 时限 1 修路 区交通局 区公安局 5月 2 建厂 区水务局 长期\n请落实。\n", 3),
    ],
    ids=[
        "a heading and a row of more cells",
        "a wrapped cell",
        "headings over rows that count anew, remarks left empty",
        "the header again, two names behind a blank",
        "a row over two lines",
        "lines without remarks",
        "a cell of two lines",
        "all cells of two lines",
        "lines without a unit, a bare page number",
        "pipes without numbers",
        "two columns",
        "two names behind a blank, all on one line",
    ],
)
def test_rows_of_a_table_without_rules(printed: str, rows: int) -> None:
    source = read_bytes(printed.encode(), "a.txt")
    assert len(source.tables) == 1
    assert len(rows_of(source)) == rows


def test_wrapped_cells_are_stretches_over_several_lines() -> None:
    printed = (
        "序号\n工作任务\n牵头\n单位\n完成时限\n1\n修订供水规划，改造\n旧管网\n区水务局、区财\n政局\n2024年\n底前\n"
        "2\n改造\n区城管局\n\n"
    )
    source = read_bytes(printed.encode(), "a.txt")
    assert source.text == printed
    assert rows_of(source) == [
        ["序号", "工作任务", "牵头\n单位", "完成时限"],
        ["1", "修订供水规划，改造\n旧管网", "区水务局、区财\n政局", "2024年\n底前"],
        ["2", "改造", "区城管局", ""],
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "工作任务 |\n建设水厂 |\n责任单位 |\n区水务局 |\n",
        "| 工作任务 | 建设水厂 |\n| 责任单位 | 区水务局 |\n",
        "三、工作任务\n责任单位\n1\n修路\n区交通局\n",
        "序号 任务 责任单位\n以上任务 请各单位 抓好落实\n",
        "序号 任务 责任单位\n1 加强领导， 明确责任， 狠抓落实。\n",
        "序号 任务 责任单位\n",
        "序号\n任务\n责任单位\n1\n加强领导，明确分工，\n各部门要按职责\n抓好落实，并报\n2\n其他\n",
        "序号\n任务\n责任单位\n时限\n1\n加强领导。\n报区政府办公室汇总。\n2024年报两次。\n",
        "序号\n任务\n责任单位\n1\n加强领导，明确分工。\n各部门要按职责抓好落实。\n",
        "按照 工作任务 责任单位 完成时限 的要求\n1 制定 方案 区政府 上报\n",
        "工作任务    责任单位\n请各单位    抓好落实。\n",
        "附件：1.任务 2.责任单位 | 完成时限\n一 | 二 | 三\n",
        "序号 任务 责任单位 见附表 1 修路 区交通局 2 建厂 区水务局\n",
        "按序号 任务 责任单位 1 一报送\n",
    ],
)
def test_what_looks_like_a_header_makes_no_table(printed: str) -> None:
    assert read_bytes(printed.encode(), "a.txt").tables == ()


def test_a_source_says_where_it_came_from(tmp_path) -> None:
    path = tmp_path / "通知.md"
    path.write_bytes(b"\xef\xbb\xbf" + "通知\r\n".encode())
    source = read(str(path))
    assert (source.file, source.media_type, source.encoding) == ("通知.md", "text/markdown", "utf-8-sig")
    assert source.sha256 == sha256(path.read_bytes()).hexdigest()
    assert source.text == "通知\n"


def test_a_line_of_fifty_megabytes(tmp_path) -> None:
    sentence = "责任单位：区水务局、区财政局—1—等。2025年底前完成任务；"
    times = 50_000_000 // len(sentence.encode())
    path = tmp_path / "long.txt"
    path.write_text(sentence * times, "utf-8")
    source = read(path)
    assert len(source.text) == times * (len(sentence) - len("—1—"))


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("[区水务局](https://swj.example.cn/a.html)、区财政局", "区水务局、区财政局"),
        ("国发[2024](15)号", "国发[2024](15)号"),
        ("1\\. 建厂\\*，D:\\资料", "1. 建厂*，D:\\资料"),
        (
            "> 一、建厂。责任单位：区水\n> > 务局\n>\n>5天内办结",
            "一、建厂。责任单位：区水\n务局\n\n>5天内办结",
        ),
        (
            "一、建厂　　区水务局负责。　　二、修路。　　三、植树",
            "一、建厂\n　区水务局负责。\n　二、修路。\n　三、植树",
        ),
        ("第一条　　为了保护水源。　　制定本办法", "第一条　　为了保护水源。　　制定本办法"),
    ],
    ids=["link", "no link", "escapes", "mail", "paragraphs on one line", "blanks behind a number"],
)
def test_what_is_written_around_words_is_no_text(written: str, seen: str) -> None:
    assert text_of(written) == seen


def test_marks_before_which_a_backslash_stands_mean_themselves() -> None:
    source = read_bytes("| 任务 | 责任单位 |\n|--|--|\n| 建厂 | 区水务局 \\| 区财政局 |\n".encode(), "a.md")
    found = [one.unit for task in extract(source).tasks for one in task.assignments]
    assert found == ["区水务局", "区财政局"]


WRAPPED = """\
县人民政府定于今年内完成全部水库的除险加固任务，由水
利部门牵头，财政部门负责筹措资金，自然资源部门配合做
3
好用地保障，各乡镇负责征地拆迁和群众工作，确保按期完
成。
施工单位要严格执行安全生产规程，监理单位要履行好监督
检查的职责，发现问题立即上报，任何单位不得隐瞒不报。
4
审计部门对资金的使用进行全程跟踪，结果向县人民政府报
告，并抄送财政部门。
"""
CELLS = """\
序号
任务
责任单位
1
对全县所有水库开展一次拉网式的安全隐患大排查并建立台账
县水利局
2
对全县所有学校开展一次拉网式的消防隐患大排查并建立台账
县教育局
3
对全县所有医院开展一次拉网式的消防隐患大排查并建立台账
县卫健局
"""


def test_bare_page_numbers_leave_empty_lines_in_a_wrapped_text() -> None:
    assert text_of(WRAPPED) == WRAPPED.replace("3\n", "\n").replace("4\n", "\n")


@pytest.mark.parametrize("printed", [CELLS, WRAPPED.replace("4\n", "9\n"), WRAPPED.replace("4\n", "")])
def test_numbers_of_rows_and_single_numbers_stay(printed: str) -> None:
    assert text_of(printed) == printed

"""Word documents: numbers, tables, boxes, revisions."""

from __future__ import annotations

import io

import pytest
from make_documents import (
    W,
    merged,
    package,
    paragraph,
    rows_of,
    word_cell,
    word_document,
    word_level,
    word_numbering,
    word_styles,
    word_table,
)

from kg.model import Source
from kg.read import read_bytes
from kg.read.numerals import numeral

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHAPTERS = word_numbering(
    word_level(0, "chineseCounting", "%1、")
    + word_level(1, "chineseCounting", "（%2）")
    + word_level(2, "decimal", "%3.")
    + word_level(3, "decimal", "%1.%2.%4", "<w:isLgl/>"),
    word_level(0, "chineseCountingThousand", "第%1条"),
)


def docx(body: str, numbering: str = "", styles: str = "") -> Source:
    return read_bytes(word_document(body, numbering, styles), "a.docx")


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    return docx(body, numbering, styles).text.splitlines()


def test_automatic_numbers_stand_in_front_of_their_paragraphs() -> None:
    body = (
        paragraph("总体要求", numbered=(1, 0))
        + paragraph("正文。")
        + paragraph("重点任务", numbered=(1, 0))
        + paragraph("补短板", numbered=(1, 1))
        + paragraph("建设水厂", numbered=(1, 2))
        + paragraph("修建道路", numbered=(1, 2))
        + paragraph("强弱项", numbered=(1, 1))
        + paragraph("改造管网", numbered=(1, 2))
        + paragraph("细项", numbered=(1, 3))
    )
    assert lines(body, CHAPTERS) == [
        "一、总体要求", "正文。", "二、重点任务", "（一）补短板", "1.建设水厂", "2.修建道路", "（二）强弱项",
        "1.改造管网", "2.2.1 细项",
    ]  # fmt: skip


def test_articles_and_chapters_count_apart() -> None:
    body = "".join(paragraph(f"条文{n}", numbered=(2, 0)) for n in range(12)) + paragraph(
        "附则", numbered=(1, 0)
    )
    read = lines(body, CHAPTERS)
    assert (read[0], read[9], read[11], read[12]) == (
        "第一条 条文0",
        "第十条 条文9",
        "第十二条 条文11",
        "一、附则",
    )


def test_a_list_can_start_over() -> None:
    numbering = CHAPTERS.replace(
        "</w:numbering>",
        '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>',
    )
    body = "".join(
        paragraph(text, numbered=(n, 0)) for n, text in [(1, "甲"), (1, "乙"), (9, "丙"), (9, "丁")]
    )
    assert lines(body, numbering) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_style_numbers_its_paragraphs() -> None:
    styles = word_styles(
        '<w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="title"><w:basedOn w:val="base"/></w:style>'
    )
    plain = '<w:p><w:pPr><w:pStyle w:val="title"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:p>'
    body = paragraph("目标", style="title") + plain + paragraph("任务", style="title")
    assert lines(body, CHAPTERS, styles) == ["一、目标", "", "二、任务"]


def test_bullets_print_no_label() -> None:
    assert lines(paragraph("要点", numbered=(1, 0)), word_numbering(word_level(0, "bullet", "\uf0b7"))) == [
        "要点"
    ]


@pytest.mark.parametrize(
    ("form", "count", "printed"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1003, "一千零三"),
        ("ideographDigital", 25, "二五"),
        ("chineseLegalSimplified", 23, "贰拾叁"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircle", 7, "⑦"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalFullWidth", 12, "１２"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalZero", 5, "05"),
        ("noSuchFormat", 5, "5"),
    ],
)
def test_counts_are_printed_as_word_prints_them(form: str, count: int, printed: str) -> None:
    assert numeral(count, form) == printed


def test_merged_cells_of_a_table() -> None:
    body = paragraph("任务表") + word_table(
        [
            [word_cell(paragraph("任务"), span=2), word_cell(paragraph("责任单位"))],
            [
                word_cell(paragraph("一")),
                word_cell(paragraph("建厂")),
                word_cell(paragraph("区水务局"), merge="restart"),
            ],
            [word_cell(paragraph("二")), word_cell(paragraph("修路")), word_cell("", merge="continue")],
        ]
    )
    source = docx(body + paragraph("表后"))
    assert rows_of(source) == [["任务", "责任单位"], ["一", "建厂", "区水务局"], ["二", "修路"]]
    assert merged(source) == {"任务": (0, 0, 1, 2), "区水务局": (1, 2, 2, 1)}
    assert source.text == "任务表\n任务\t\t责任单位\n一\t建厂\t区水务局\n二\t修路\t\n表后\n"


def test_lines_inside_a_cell_stay_lines() -> None:
    broken = "<w:r><w:t>区交通局</w:t><w:br/><w:t>区住建局</w:t></w:r>"
    body = word_table(
        [
            [word_cell(paragraph("任务")), word_cell(paragraph("单位"))],
            [word_cell(paragraph("修路")), word_cell(paragraph("区水务局") + paragraph(inner=broken))],
        ]
    )
    assert rows_of(docx(body))[1] == ["修路", "区水务局\n区交通局\n区住建局"]


def test_a_column_counts_by_itself() -> None:
    body = word_table(
        [[word_cell(paragraph(numbered=(1, 2))), word_cell(paragraph(text))] for text in ("建厂", "修路")]
    )
    assert rows_of(docx(body, CHAPTERS)) == [["1.", "建厂"], ["2.", "修路"]]


def test_a_box_of_one_cell_is_text() -> None:
    source = docx(word_table([[word_cell(paragraph("专栏1") + paragraph("建设水厂。"))]]))
    assert (source.tables, source.text) == ((), "专栏1\n建设水厂。\n")


def test_a_table_in_a_text_box_is_a_table() -> None:
    rows = word_table(
        [[word_cell(paragraph(text)) for text in row] for row in (("任务", "单位"), ("修路", "甲局"))]
    )
    box = f"<w:r><w:drawing><wps:txbx><w:txbxContent>{rows}</w:txbxContent></wps:txbx></w:drawing></w:r>"
    source = read_bytes(word_document(paragraph("附件", inner=box)), "a.docx")
    assert rows_of(source) == [["任务", "单位"], ["修路", "甲局"]]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('发文机关：区政府')}</w:txbxContent>"
    inner = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert lines(paragraph("标题", inner=inner) + paragraph("正文")) == ["标题", "发文机关：区政府", "正文"]


@pytest.mark.parametrize(
    ("inner", "printed"),
    [
        ('<w:ins w:id="1"><w:r><w:t>区水务局</w:t></w:r></w:ins>', "责任单位：区水务局"),
        ('<w:del w:id="1"><w:r><w:delText>区水务局</w:delText></w:r></w:del>', "责任单位："),
        ('<w:moveFrom w:id="1"><w:r><w:t>区水务局</w:t></w:r></w:moveFrom>', "责任单位："),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "责任单位："),
        ('<w:r><w:commentReference w:id="2"/></w:r>', "责任单位："),
        ("<w:hyperlink><w:r><w:t>区水务局</w:t></w:r></w:hyperlink>", "责任单位：区水务局"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>shuǐ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>水</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "责任单位：水",
        ),
        ("<w:r><w:instrText> PAGE </w:instrText></w:r>", "责任单位："),
        ("<w:r><w:br/><w:t>区水务局</w:t></w:r>", "责任单位：\n区水务局"),
        ("<w:r><w:tab/><w:t>区水务局</w:t></w:r>", "责任单位：\t区水务局"),
        ("<w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>区水务局</w:t></w:r>", "责任单位："),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>区水务局</w:t></w:r>', "责任单位：区水务局"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>区水务局</w:t></w:r>", "责任单位：区水务局"),
    ],
    ids=[
        *("inserted", "deleted", "moved away", "footnote", "comment", "link", "ruby", "field", "break"),
        *("tab", "hidden", "shown again", "hidden end of paragraph"),
    ],
)
def test_what_a_paragraph_prints(inner: str, printed: str) -> None:
    assert docx(paragraph("责任单位：", inner=inner)).text == printed + "\n"


@pytest.mark.parametrize("look", ["strike", "dstrike"])
def test_what_is_struck_through_is_left_out_and_said_to_be(look: str) -> None:
    inner = f"<w:r><w:rPr><w:{look}/></w:rPr><w:t>区教育局、</w:t></w:r><w:r><w:t>区水务局</w:t></w:r>"
    source = docx(paragraph("责任单位：", inner=inner))
    assert source.text == "责任单位：区水务局\n"
    assert [(issue.code, "区教育局" in issue.message) for issue in source.issues] == [("struck-text", True)]


@pytest.mark.parametrize(
    "properties",
    [
        '<w:strike w:val="0"/>',
        "<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>",
    ],
    ids=["off", "as it once was"],
)
def test_trap_what_is_not_struck_through_stays(properties: str) -> None:
    source = docx(paragraph(inner=f"<w:r><w:rPr>{properties}</w:rPr><w:t>区水务局</w:t></w:r>"))
    assert (source.text, source.issues) == ("区水务局\n", ())


@pytest.mark.parametrize(
    ("words", "raised", "rest", "seen"),
    [
        ("责任单位：各镇", "1", "、县财政局", "责任单位：各镇、县财政局"),
        ("县水利局", "[2]", "负责", "县水利局负责"),
        ("新建绿地300平方米", "2", "。", "新建绿地300平方米²。"),
        ("增加10", "4", "亩", "增加10⁴亩"),
        ("第", "十", "条", "第十条"),
    ],
)
def test_raised_figures_are_powers_or_marks_of_notes(words: str, raised: str, rest: str, seen: str) -> None:
    look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    inner = f"<w:r>{look}<w:t>{raised}</w:t></w:r><w:r><w:t>{rest}</w:t></w:r>"
    assert docx(paragraph(words, inner=inner)).text == f"{seen}\n"


def deleted_end(text: str, numbered: tuple[int, int] | None = None) -> str:
    """A paragraph whose mark was deleted."""
    whole = paragraph(text, numbered=numbered)
    return whole.replace("</w:pPr>", '<w:rPr><w:del w:id="1"/></w:rPr></w:pPr>')


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next() -> None:
    body = (
        deleted_end("市水务局负责巡查，", (1, 0))
        + paragraph("每月两次。")
        + paragraph("附则", numbered=(1, 0))
    )
    assert lines(body, CHAPTERS) == ["一、市水务局负责巡查，每月两次。", "二、附则"]


def test_a_deleted_paragraph_leaves_no_line() -> None:
    deleted = deleted_end("").replace("</w:p>", "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>")
    assert lines(paragraph("甲") + deleted + paragraph("乙", numbered=(1, 0)), CHAPTERS) == ["甲", "一、乙"]


def control(words: str, properties: str) -> str:
    run = f"<w:r><w:t>{words}</w:t></w:r>"
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"


def test_a_hint_to_fill_in_is_no_text() -> None:
    hint = control("单击此处输入单位", "<w:showingPlcHdr/>")
    filled = control("区交通局", "<w:text/>")
    rows = [[("任务", ""), ("单位", "")], [("修路", ""), ("", filled)], [("建厂", ""), ("", hint)]]
    cells = [[word_cell(paragraph(words, inner=inner)) for words, inner in row] for row in rows]
    assert rows_of(docx(word_table(cells)))[1:] == [["修路", "区交通局"], ["建厂", ""]]


def with_chunk(name: str, data: str) -> Source:
    """A document with another file inside."""
    relation = f'<Relationship Id="rId9" Target="{name}"/>'
    parts: dict[str, str | bytes] = {
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{paragraph("一、建厂。")}'
        f'<w:altChunk r:id="rId9"/>{paragraph("三、植树。")}</w:body></w:document>',
        "word/_rels/document.xml.rels": f"<Relationships>{relation}</Relationships>",
        "word/part.html": data,
    }
    return read_bytes(package(parts), "a.docx")


def test_a_page_inside_a_document_is_read_where_it_stands() -> None:
    table = "<table><tr><td>任务</td><td>责任单位</td></tr><tr><td>修路</td><td>区交通局</td></tr></table>"
    source = with_chunk("part.html", f"<html><body><p>二、修路。</p>{table}</body></html>")
    assert source.text.split() == [
        "一、建厂。",
        "二、修路。",
        "任务",
        "责任单位",
        "修路",
        "区交通局",
        "三、植树。",
    ]
    assert (rows_of(source), source.issues) == ([["任务", "责任单位"], ["修路", "区交通局"]], ())


def test_a_file_inside_a_document_that_cannot_be_read_is_an_issue() -> None:
    for source in (with_chunk("part.html", "{\\rtf1 words}"), with_chunk("lost.html", "")):
        assert source.text == "一、建厂。\n三、植树。\n"
        assert [issue.code for issue in source.issues] == ["unread-part"]


def test_content_controls_are_looked_into() -> None:
    assert lines(f"<w:sdt><w:sdtContent>{paragraph('标题')}</w:sdtContent></w:sdt>") == ["标题"]


def test_a_document_written_by_another_library() -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("关于印发任务分工的通知")
    table = document.add_table(3, 3)
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(1, 2).text = "序号", "1", "区水务局"
    table.cell(1, 2).merge(table.cell(2, 2))
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_paragraph("区人民政府")
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_bytes(buffer.getvalue(), "a.docx")
    assert merged(source) == {"区水务局": (1, 2, 2, 1)}
    assert source.text.startswith("关于印发任务分工的通知\n序号\t\t\n")
    assert source.text.endswith("区人民政府\n")
    assert "页眉" not in source.text

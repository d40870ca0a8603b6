"""A whole document of every format, with what makes the format hard to read, for tests that damage it."""

from __future__ import annotations

from functools import cache

from make_documents import (
    PdfMaker,
    ofd_file,
    ofd_rule,
    ofd_text,
    old_workbook,
    paragraph,
    web_page,
    word_cell,
    word_document,
    word_level,
    word_numbering,
    word_styles,
    word_table,
    workbook,
)

ROWS: list[list[str]] = [
    ["重点任务分解表"],
    ["序号", "任务", "责任单位", "完成时限"],
    ["1", "修复老旧管网", "区水务局、区财政局", "2024年6月底前"],
    ["2", "推广节水器具", "牵头单位：区住建委\n配合单位：区商务局", "每年12月底前"],
    ["3", "开展宣传", "", "长期坚持"],
]


@cache
def made() -> dict[str, bytes]:
    """The documents by name; the suffix says the format."""
    return {
        "made.txt": _text().encode("gb18030"),
        "made.md": _text().encode(),
        "made.html": _page().encode(),
        "made.docx": _word(),
        "made.xlsx": workbook({"表": ROWS, "附": ROWS}, {"表": ["A1:D1", "C4:C5"]}),
        "made.xls": old_workbook("表", [[text or None for text in row] for row in ROWS], (3, 4, 2, 2)),
        "made.csv": "\n".join(",".join(f'"{text}"' for text in row) for row in ROWS).encode("gb18030"),
        "made.pdf": _pdf(),
        "made.ofd": _ofd(),
    }


def _text() -> str:
    return (
        "一、任务\n序号\t任务\t单位\n1\t建厂\t区水务局\n2\t修路\t区交通局\n— 3 —\n|甲|乙|\n|-|-|\n|丙|丁|\n"
    )


def _page() -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ROWS[1:])
    merged = "<tr><th rowspan=2>序号</th><th colspan=2>任务</th></tr><tr><td>建厂</td><td>区水务局</td></tr>"
    return web_page(
        f"<h1>通知</h1><table>{rows}</table><p>责任单位：区水务局，区财政局。</p><table>{merged}</table>"
    )


def _word() -> bytes:
    cells = [[word_cell(paragraph(text)) for text in row] for row in ROWS[1:]]
    cells[0][0] = word_cell(paragraph("序号", numbered=(1, 0)), merge="restart")
    merged = [
        [
            word_cell(paragraph("任务", numbered=(1, 0)), span=2),
            word_cell(paragraph("单位"), merge="restart"),
        ],
        [word_cell(paragraph("建厂")), word_cell(paragraph("修路")), word_cell("", merge="continue")],
    ]
    body = (
        paragraph("一、重点任务", numbered=(1, 0))
        + paragraph("加强管理。（责任单位：区水务局）", numbered=(1, 1))
        + word_table(cells)
        + word_table(merged)
    )
    levels = word_level(0, "chineseCounting", "%1、") + word_level(1, "decimal", "%1.%2")
    styles = word_styles('<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>')
    return word_document(body, word_numbering(levels), styles)


def _pdf() -> bytes:
    maker = PdfMaker().lines(
        780, "关于开展工作的通知", "一、修复管网，2024年底前完成。（责任单位：区水务局、", "区财政局）"
    )
    maker.grid([90, 130, 300, 480], [700, 660, 620, 580])
    for row, line in enumerate(ROWS[1:4]):
        for x, text in zip((94, 134, 304), line, strict=False):
            maker.text(x, 684 - 40 * row, text.replace("\n", " "))
    return maker.next_page().lines(700, "二、加强管理。（区住建委牵头，区商务局配合）", "— 2 —").done()


def _ofd() -> bytes:
    rules = "".join(ofd_rule(30, y, 150, y) for y in (50, 60, 70))
    rules += "".join(ofd_rule(x, 50, x, 70) for x in (30, 80, 150))
    words = [(32, 53, "任务"), (85, 53, "责任单位"), (32, 63, "修复管网"), (85, 63, "区水务局")]
    return ofd_file(rules + "".join(ofd_text(x, y, text) for x, y, text in words))

"""The files on which the formats are measured: one of each kind, large enough to be timed."""

from __future__ import annotations

import io

from make_documents import PdfMaker, web_page, workbook

SENTENCE = "完善中小企业服务体系，推动重点领域率先突破，建立台账，销号管理。（责任单位：市财政局、市水务局）"
ROWS = [[str(n), SENTENCE[:30], "市财政局、市水务局", "2024年底"] for n in range(2_000)]


def word_file() -> bytes:
    from docx import Document

    document = Document()
    for _ in range(2_000):
        document.add_paragraph(SENTENCE)
    table = document.add_table(rows=0, cols=4)
    for row in ROWS[:300]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def html_file() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ROWS[:300])
    return web_page(f"<div>{f'<p>{SENTENCE}</p>' * 2_000}<table>{rows}</table></div>").encode()


def site_page() -> bytes:
    """A page as sites of governments have them: menus, data, an article, related pages, an imprint."""
    menu = "".join(f'<li><a href="/{n}/">栏目{n}</a></li>' for n in range(30))
    data = "<tr><td>发文机关</td><td>某市人民政府办公室</td><td>成文日期</td><td>2024年3月1日</td></tr>"
    path = '<div class="path"><a href="/">首页</a> &gt; <a href="/zw/">政务公开</a></div>'
    related = "".join(
        f'<li><a href="/a{n}.html">某市人民政府关于印发第{n}号方案的通知</a></li>' for n in range(12)
    )
    before = f'<div class="head"><ul class="nav">{menu}</ul>{path}</div>'
    after = (
        f'<div class="related"><h3>相关文件</h3><ul>{related}</ul></div>'
        '<div class="footer"><p>主办：某市人民政府办公室</p><p>版权所有　ICP备00000000号</p></div>'
    )
    text = "".join(f'<p style="text-indent: 2em"><span>{n}.{SENTENCE}</span></p>' for n in range(1, 61))
    article = (
        f'<div class="content"><h1>某市数字经济实施方案</h1><table class="data">{data}</table>'
        f'<div id="zoom">{text}</div></div>'
    )
    script = f"<script>{'var a = 1;' * 300}</script>"
    return web_page(article, f"<title>某市数字经济实施方案</title>{script}", (before, after)).encode()


def xlsx_file() -> bytes:
    return workbook({"表": [["序号", "任务", "责任单位", "时限"], *ROWS]}, {"表": ["A2:A4", "C10:C12"]})


def pdf_file(*, tables: bool) -> bytes:
    maker = PdfMaker()
    for page in range(30 if tables else 60):
        if page:
            maker.next_page()
        if not tables:
            maker.lines(780, *[SENTENCE[:34]] * 36)
            continue
        maker.grid([60, 100, 320, 460, 540], list(range(780, 40, -37)))
        for row in range(19):
            _row_of_a_table(maker, 756 - 37 * row, 19 * page + row + 1)
    return maker.done()


def _row_of_a_table(maker: PdfMaker, y: int, number: int) -> None:
    """A row whose cells hold 12 characters each on average, its task on two lines, as in real tables."""
    maker.text(104, y + 8, SENTENCE[:16])
    maker.text(104, y - 8, SENTENCE[16:30])
    for x, text in ((64, str(number)), (324, "市财政局、市水务局"), (464, "2024年底前")):
        maker.text(x, y, text)

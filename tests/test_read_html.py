"""Web pages: the article without its surroundings, line breaks, tables."""

from __future__ import annotations

import pytest
from make_documents import merged, rows_of, web_page

from kg.errors import UnreadableFile
from kg.extract import extract
from kg.model import Source
from kg.read import read_bytes

NAVIGATION = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(30))
HEADER = (
    f"<script>var a='脚本，。';</script><style>p{{}}</style><div class=top><ul>{NAVIGATION}</ul></div>"
    "<div class=crumb><a href=/>首页</a> &gt; <a href=/a>公开</a></div>"
)
FOOTER = "<div class=foot>主办：某区人民政府办公室　备案序号：某ICP备1号</div><!-- 隐藏，内容。 -->"
ITEMS = [
    "现将《任务分工方案》印发给你们，请认真贯彻执行。",
    "一、总体要求",
    "坚持统筹推进，突出重点，补齐短板。",
    "二、重点任务",
    "（一）建设水厂。2025年底前完成主体工程，同步建设管网。（责任单位：区水务局，各镇街）",
    "附件：任务清单",
    "某区人民政府",
]
ARTICLE = "".join(f"<p>{item}</p>" for item in ITEMS)


def html(page: str) -> Source:
    return read_bytes(page.encode(), "a.html")


def test_the_article_is_read_without_its_surroundings() -> None:
    page = web_page(f'<div class="main"><div id="content">{ARTICLE}</div></div>', around=(HEADER, FOOTER))
    assert html(page).text.splitlines() == ITEMS


def test_a_page_without_surroundings_is_read_whole() -> None:
    assert html(f"<html><body>{ARTICLE}</body></html>").text.splitlines() == ITEMS
    assert html("<p>责任单位：区水务局").text == "责任单位：区水务局\n"


def test_the_title_and_number_beside_the_article_belong_to_it() -> None:
    head = "<title>关于印发任务分工方案的通知_某区人民政府</title>"
    above = "<div class=bt>关于印发任务分工方案的通知</div><div class=wh>某政发〔2023〕5号</div>"
    above += "<div>字体：大 中 小</div>"
    page = web_page(f"<div class=art>{above}<div class=nr>{ARTICLE}</div></div>", head, (HEADER, FOOTER))
    assert html(page).text.splitlines() == ["关于印发任务分工方案的通知", "某政发〔2023〕5号", *ITEMS]


def test_a_title_with_control_characters_may_stand_above_a_table() -> None:
    head = "<title>任务\x01分工方案_某区人民政府</title>"
    table = (
        "<table><tr><th>任务</th><th>责任单位</th></tr><tr><td>建设系统</td><td>区水务局</td></tr></table>"
    )
    assert html(web_page(table, head)).text.splitlines()[0] == "任务 分工方案"


def test_the_number_of_an_announcement_beside_the_article_belongs_to_it() -> None:
    head = "<h2>关于调整补贴标准的公告</h2><p>青山省财政厅 青山省教育厅公告2023年第7号</p>"
    source = html(web_page(f"<div>{head}<div>{ARTICLE}</div></div>", around=(HEADER, FOOTER)))
    assert source.text.splitlines()[1:] == ["青山省财政厅 青山省教育厅公告2023年第7号", *ITEMS]


def test_a_heading_beside_the_article_belongs_to_it() -> None:
    page = web_page(f"<h1>关于印发任务<br>分工方案的通知</h1><div>{ARTICLE}</div>", around=(HEADER, FOOTER))
    assert html(page).text.splitlines()[:2] == ["关于印发任务", "分工方案的通知"]


@pytest.mark.parametrize(
    "block",
    [
        "<table><tr><td>索 引 号：</td><td>0001/2023</td><td>发文机关：</td><td>某区政府</td></tr>"
        "<tr><td>发文字号：</td><td>某政发〔2023〕5号</td><td>成文日期：</td><td>2023年3月1日</td></tr></table>",
        "<table><tr><th>索 引 号</th><td>：0001/2023</td></tr><tr><th>发文机关</th><td>：某区政府</td></tr>"
        "<tr><th>发文字号</th><td>：某政发〔2023〕5号</td></tr><tr><th>成文日期</th><td>：2023年3月1日</td></tr></table>",
        "<ul><li>索 引 号：0001/2023</li><li>发文机关：<span>某区政府</span></li>"
        "<li>发文字号：某政发〔2023〕5号</li><li>成文日期：2023年3月1日</li></ul>",
        "<table><tr></tr><tr><td>索 引 号</td><td>0001/2023</td><td>发文机关</td><td>某区政府</td></tr>"
        "<tr><td>发文字号</td><td>某政发〔2023〕5号</td><td>成文日期</td><td>2023年3月1日</td></tr></table>",
        "<table><tr><th>索 引 号</th><th>发文机关</th><th>发文字号</th><th>成文日期</th></tr>"
        "<tr><td>0001/2023</td><td>某区政府</td><td>某政发〔2023〕5号</td><td>2023年3月1日</td></tr></table>",
        "<dl><dt>索 引 号</dt><dd>0001/2023</dd><dt>发文机关</dt><dd><a>某区政府</a></dd>\n"
        "<dt>发文字号：<dd>某政发〔2023〕5号<dt>成文日期：<dd>2023年3月1日</dl>",
        "<table><tbody>"
        "<tr><td><b>索 引 号</b></td><td>0001/2023</td><td><b>发文机关</b></td><td>某区政府</td></tr>"
        "<tr><td><b>发文字号</b></td><td>某政发〔2023〕5号</td><td><b>成文日期</b></td><td>2023年3月1日</td></tr></tbody></table>",
        "<ul><li><b>索 引 号：</b><p>0001/2023</p></li><li><b>发文机关：</b><div>某区政府</div></li>"
        "<li><b>发文字号：</b><p>某政发〔2023〕5号</p></li><li>成文日期：2023年3月1日</li></ul>",
        "<table><tr><td>索 引 号：0001/2023</td><td>发文机关：某区政府</td></tr>"
        "<tr><td>发文字号：某政发〔2023〕5号</td><td>成文日期：2023年3月1日</td></tr></table>",
    ],
    ids=[
        "table",
        "of headers",
        "list",
        "without colons",
        "a row of labels",
        "terms",
        "bold",
        "values below",
        "one cell",
    ],
)
def test_the_data_block_is_read_label_by_label(block: str) -> None:
    data = [
        "索 引 号：0001/2023",
        "发文机关：某区政府",
        "发文字号：某政发〔2023〕5号",
        "成文日期：2023年3月1日",
    ]
    source = html(web_page(f"<div>{block}</div><div class=nr>{ARTICLE}</div>", around=(HEADER, FOOTER)))
    assert source.text.splitlines() == [*data, *ITEMS]
    assert source.tables == ()
    source = html(f"<div><h1>任务分工方案</h1>{block}</div><div>{ARTICLE}</div>")
    assert source.text.splitlines() == ["任务分工方案", *data, *ITEMS]
    assert extract(source).documents[0].number == "某政发〔2023〕5号"


@pytest.mark.parametrize("row", ["", "<tr><td colspan=4><b>县级文件</b></td></tr>"])
@pytest.mark.parametrize("colon", ["：", ""])
def test_the_table_over_a_document_is_no_document(colon: str, row: str) -> None:
    title = "临溪县水利局 临溪县财政局关于印发《堤防整修方案》的通知"
    labels = ["标　　题", "发文机关", "发文字号", "来　　源", "公文种类", "是否在用", "成文日期", "发布日期"]
    values = [
        title,
        "临溪县水利局 临溪县财政局",
        "临水发〔2024〕9号",
        "县政府网",
        "通知",
        "是",
        "2024年3月7日",
        "2024年3月9日",
    ]
    cells = [f"<td><b>{one}{colon}</b></td><td>{said}</td>" for one, said in zip(labels, values, strict=True)]
    rows = "".join(f"<tr>{''.join(cells[at : at + 2])}</tr>" for at in range(0, len(cells), 2))
    text = (
        "<p>各乡镇：</p><p>现将方案印发给你们，请认真执行。</p><p>1.整修堤防，清理河道。（县水利局负责）</p>"
    )
    source = html(web_page(f"<div><table>{row}{rows}</table></div><div>{text}</div>"))
    assert "是否在用：是" in source.text.splitlines()
    (document,) = extract(source).documents
    assert (document.title, document.number, document.date) == (
        title.replace(" ", ""),
        "临水发〔2024〕9号",
        "2024-03-07",
    )
    assert document.issuers == ("临溪县水利局", "临溪县财政局")


def test_trap_the_value_of_a_label_may_stand_in_several_cells() -> None:
    block = "<tr><td>来源</td><td>县政府办</td><td>（转发）</td></tr>"
    block += "<tr><td>文号</td><td>：</td><td>临政发〔2023〕5号</td></tr>"
    source = html(web_page(f"<table>{block}</table><div>{ARTICLE}</div>"))
    assert source.text.splitlines()[:2] == ["来源：县政府办（转发）", "文号：临政发〔2023〕5号"]


def test_trap_other_terms_and_rows_are_no_data_block() -> None:
    terms = "<dl><dt>来源</dt><dd>县水利局</dd><dt>河长</dt><dd>负责巡河的人员</dd></dl>"
    assert html(f"<div>{ARTICLE}{terms}</div>").text.splitlines()[-4:] == [
        "来源",
        "县水利局",
        "河长",
        "负责巡河的人员",
    ]
    one = "<tr><td>文号</td><td>标题</td><td>发布日期</td></tr>"
    one += "<tr><td>某政发〔2020〕1号</td><td>某办法</td><td>2020年</td></tr>"
    assert rows_of(html(f"<table>{one}</table>"))[0] == ["文号", "标题", "发布日期"]


def test_an_appendix_beside_the_article_is_not_lost() -> None:
    appendix = "<table><tr><th>任务</th><th>单位</th></tr><tr><td>建厂</td><td>区水务局</td></tr></table>"
    page = web_page(f"<div><div>{ARTICLE * 9}</div><div>{appendix}</div></div>", around=(HEADER, FOOTER))
    assert rows_of(html(page)) == [["任务", "单位"], ["建厂", "区水务局"]]


def test_what_a_browser_hides_is_left_out_but_never_the_article() -> None:
    hidden = '<div style="display: none">旧版，已废止。</div><div hidden>暂存。</div>'
    assert html(f"<div>{hidden}{ARTICLE}</div>").text.splitlines() == ITEMS
    assert html(f'<div style="display:none">{ARTICLE}</div>').text.splitlines() == ITEMS


@pytest.mark.parametrize(
    "markup",
    [
        "<p>甲<b hidden>隐</b>&#11;乙</p>",
        "<p>甲&#1;<b hidden>隐</b>\ufffe乙</p>",
        "<p>甲</p><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>&#27;乙",
        "<pre>甲&#2;\n<b>丙</b>&#3;乙</pre>",
    ],
)
def test_characters_that_lxml_does_not_write_are_blanks(markup: str) -> None:
    text = html(f"<html><body>{markup}</body></html>").text
    assert text.startswith("甲")
    assert text.rstrip().endswith("乙")
    assert "隐" not in text


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>甲&nbsp;乙&mdash;丙&#12288;丁&lt;戊&gt;&amp;</p>", ["甲\u00a0乙—丙　丁<戊>&"]),
        ("<p>　　一、要求</p>", ["　　一、要求"]),
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<p>区水务局</p><p>区财政局</p>", ["区水务局", "区财政局"]),
        ("<p>区<b>水</b>务<span>局</span></p>", ["区水务局"]),
        ("<p>区水\n   务局 ABC\n  DEF</p>", ["区水务局 ABC DEF"]),
        ("<p>10<sup>4</sup>吨，10<sup><span>-3</span></sup>克</p>", ["10⁴吨，10⁻³克"]),
        ("<p><span>到2025</span><sup>1</sup>年</p>", ["到2025¹年"]),
        ("<p>5000m<sup>2</sup>，第1<sup>st</sup></p>", ["5000m2，第1st"]),
        (
            "<p>3平方千米<sup>2</sup>，县水利局<sup>[1]</sup>、县林业局<sup>2</sup></p>",
            ["3平方千米²，县水利局、县林业局"],
        ),
        ("<p>建水库<a href='#n'><sup>[1]</sup></a>。</p>", ["建水库。"]),
        ("<p>县水利局<sup>*</sup>、<s>县林业局、</s>县财政局</p>", ["县水利局*、县财政局"]),
        ("<p>發<ruby>展<rp>(</rp><rt>zhǎn</rt><rp>)</rp></ruby></p>", ["發展"]),
        ("<p>甲<!-- 注 -->乙</p>", ["甲乙"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<p>1&lt;br&gt;2</p>", ["1<br>2"]),
        ('<p title="a>b">甲</p>', ["甲"]),
        ("<pre>甲\n  乙<b>丙\n丁</b></pre>", ["甲", " 乙丙", "丁"]),
        ("<c>甲</c><thing>乙</thing>", ["甲乙"]),
        ("<div>甲</div>乙<p>丙</p>丁", ["甲", "乙", "丙", "丁"]),
        ("<p>甲&amp;lt;乙</p><p>&#13;</p>", ["甲&lt;乙"]),
        ("<p>甲</p><p class='b' <p>乙</p>", ["甲", "乙"]),
        ("<p>加固堤防8公里<span>责任单位：县水利局</span></p>", ["加固堤防8公里", "责任单位：县水利局"]),
        (
            "<li><b>新建</b>泵站<span><b>牵头单位：</b></span>县水利局<b>完成时限：</b>6月底",
            ["新建泵站", "牵头单位：县水利局", "完成时限：6月底"],
        ),
        ("<p>一、加固堤防。<b>责任单位：</b>县水利局</p>", ["一、加固堤防。责任单位：县水利局"]),
        (
            "<p>（<b>责任单位：</b>县水利局）各项目<b>责任单位：</b>",
            ["（责任单位：县水利局）各项目责任单位："],
        ),
        ("<p>整治<b>责任单位：</b>县水利局</p>", ["整治责任单位：县水利局"]),
    ],
)
def test_lines_as_a_browser_shows_them(markup: str, lines: list[str]) -> None:
    assert html(f"<html><body>{markup}</body></html>").text.splitlines() == lines


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ol><li>甲</li><li>乙</li></ol><p>丙</p>", ["1. 甲", "2. 乙", "丙"]),
        ("<ol start=3><li>甲<li value=9>乙<li>丙</ol>", ["3. 甲", "9. 乙", "10. 丙"]),
        ("<ol start=x><li value=y>甲</ol>", ["1. 甲"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ("<ol type=a><li>甲<li>乙<li type=I>丙</ol>", ["a. 甲", "b. 乙", "III. 丙"]),
        ("<ol style='list-style: CJK-ideographic inside'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style-type:none'><li>甲<li style='list-style:decimal'>乙</ol>", ["甲", "2. 乙"]),
        ("<ol><li>甲<ol type=i><li>乙<li>丙</ol><li>丁</ol>", ["1. 甲", "i. 乙", "ii. 丙", "2. 丁"]),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", ["1. 甲", "乙", "2. 丙"]),
        ("<ol><li><p>甲</p><p>乙</p><li>\n<p>　丙</p></ol>", ["1. 甲", "乙", "2. 丙"]),
        ("<ol><li>甲<li></ol><p>乙</p>", ["1. 甲", "乙"]),
        ("<ol><li style='display:none'>隐<li>甲，乙。</ol>", ["1. 甲，乙。"]),
        (
            "<ol><li>1.甲<li><b>（二）</b>乙<li>第三条 丙<li>④丁</ol>",
            ["1.甲", "（二）乙", "第三条 丙", "④丁"],
        ),
        ("<ol><li>1.5亿元<li>2024年底<li>3个镇</ol>", ["1. 1.5亿元", "2. 2024年底", "3. 3个镇"]),
        ("<p>甲</p><ol><li><a href=/>首页</a><li><a href=/a>公开</a></ol>", ["甲", "首页", "公开"]),
    ],
)
def test_items_of_lists_have_the_numbers_a_browser_draws(markup: str, lines: list[str]) -> None:
    assert html(f"<html><body>{markup}</body></html>").text.splitlines() == lines


def test_numbers_of_lists_in_a_cell_and_before_a_table() -> None:
    table = "<table><tr><th>任务</th><th>单位</th></tr><tr><td>{}</td><td>区水务局</td></tr></table>"
    source = html(table.format("<ol><li>建厂<li>修路</ol>"))
    assert rows_of(source)[1] == ["1. 建厂\n2. 修路", "区水务局"]
    source = html(f"<ol><li>任务：{table.format('建厂')}<li>项目</ol>")
    assert source.text.splitlines() == ["1. 任务：", "任务\t单位", "建厂\t区水务局", "2. 项目"]


def test_the_tasks_of_a_list_have_its_numbers() -> None:
    items = "".join(f"<li>{task}。（责任单位：区水务局）</li>" for task in ("建设水厂", "修复管网"))
    found = extract(html(f"<h2>一、重点任务</h2><ol>{items}</ol>"))
    assert [task.number for task in found.tasks] == ["一、1.", "一、2."]


def test_spans_of_rows_and_columns() -> None:
    source = html(
        "<p>任务表</p><table><caption>分工</caption>"
        "<tr><th rowspan=2>序号</th><th colspan='2'>任务</th><th rowspan=2>单位</th></tr>"
        "<tr><th>名称</th><th>内容</th></tr>"
        "<tr><td>1</td><td>建厂</td><td>建设水厂</td><td rowspan=0>区水务局</td></tr>"
        "<tr><td>2</td><td>修路</td><td>修建道路</td></tr></table>"
    )
    assert rows_of(source) == [
        ["序号", "任务", "单位"],
        ["名称", "内容"],
        ["1", "建厂", "建设水厂", "区水务局"],
        ["2", "修路", "修建道路"],
    ]
    assert merged(source) == {
        "序号": (0, 0, 2, 1), "任务": (0, 1, 1, 2), "单位": (0, 3, 2, 1), "区水务局": (2, 3, 2, 1),
    }  # fmt: skip
    assert source.text.startswith("任务表\n分工\n序号\t任务\t\t单位\n\t名称\t内容\t\n1\t")


def test_a_list_of_documents_is_a_table_though_its_header_names_their_data() -> None:
    rows = (
        "<tr><td>某政发〔2020〕1号</td><td>某办法</td></tr><tr><td>某政发〔2020〕2号</td><td>某细则</td></tr>"
    )
    source = html(f"<table><tr><td>文号</td><td>标题</td></tr>{rows}</table>")
    assert rows_of(source)[0] == ["文号", "标题"]


HEADS = "<tr><td>序号</td><td>任务</td><td>责任单位</td></tr>"
ROWS = [
    f"<tr><td>{n}</td><td>{task}</td><td>区水务局</td></tr>"
    for n, task in enumerate(("建厂", "修路", "通水"), 1)
]


@pytest.mark.parametrize("between", ["", "\n<p>&nbsp;</p>", "<p align=center>- 2 -</p>", "</div><div>"])
@pytest.mark.parametrize(
    "tables",
    [
        [HEADS, "".join(ROWS)],
        [HEADS, ROWS[0], "".join(ROWS[1:])],
        [HEADS + ROWS[0], ROWS[1], ROWS[2]],
        [HEADS + ROWS[0] + ROWS[1], ROWS[2]],
    ],
    ids=["header alone", "all alone", "each row alone", "last row alone"],
)
def test_a_table_cut_into_pieces_goes_on(tables: list[str], between: str) -> None:
    pieces = between.join(f"<table><tbody>{rows}</tbody></table>" for rows in tables)
    found = extract(html(f"<div><div>{pieces}</div><p>请遵照执行。</p></div>"))
    assert [task.title for task in found.tasks] == ["建厂", "修路", "通水"]
    assert [issue.code for issue in found.issues if "table" in issue.code] == []


@pytest.mark.parametrize(
    "behind",
    [
        "<table><tr><td>打印</td><td>关闭</td></tr></table>",
        "<p>附图</p><table><tr><td>甲</td><td>乙</td><td>丙</td></tr></table>",
    ],
    ids=["fewer cells", "words between"],
)
def test_trap_other_tables_of_one_row_are_lines(behind: str) -> None:
    source = html(f"<table>{HEADS}{''.join(ROWS)}</table>{behind}")
    assert len(source.tables) == 1
    assert len(extract(source).tasks) == len(ROWS)


def test_paragraphs_in_a_cell_stay_apart() -> None:
    cell = "<td><p>县委宣传部</p>\n<p>县教育局</p></td>"
    source = html(f"<table><tr><td>任务</td><td>单位</td></tr><tr><td>宣传</td>{cell}</tr></table>")
    assert rows_of(source)[1] == ["宣传", "县委宣传部\n县教育局"]


@pytest.mark.parametrize(
    "markup",
    [
        f"<table><tr><td>{ARTICLE}</td></tr></table>",
        f"<table><tr><td><table><tr><td>{ARTICLE}</td></tr><tr><td></td></tr></table></td><td></td></tr></table>",
        f"<table><tr><td>导航</td><td>{ARTICLE * 6}</td></tr><tr><td></td><td>版权</td></tr></table>",
    ],
    ids=["one cell", "nested", "a cell that is the page"],
)
def test_tables_that_lay_out_the_page_are_text(markup: str) -> None:
    source = html(markup)
    assert source.tables == ()
    assert ITEMS[4] in source.text.splitlines()


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", ""])
def test_a_declared_gb2312_is_read_as_gb18030(declared: str) -> None:
    page = web_page("<p>规划期为2022年—2025年，责任单位：各镇街。</p>", f'<meta charset="{declared}">')
    source = read_bytes(page.encode("gb18030"), "a.htm")
    assert (source.encoding, source.text) == ("gb18030", "规划期为2022年—2025年，责任单位：各镇街。\n")


def test_cells_that_claim_too_much() -> None:
    wide = "<table><tr><td colspan=1000>题</td></tr><tr><td rowspan=65534>甲</td><td>乙</td></tr></table>"
    assert merged(html(wide)) == {"题": (0, 0, 1, 2)}
    many = (
        "<table>" + "<tr>" + "<td colspan=1000 rowspan=9999>" * 3000 + "</tr>" + "<tr><td>" * 50 + "</table>"
    )
    with pytest.raises(UnreadableFile, match="大得不合理"):
        html(many)


def test_cells_have_the_characters_of_the_page() -> None:
    source = html(
        "<table><tr><td>甲&amp;lt;乙</td><td>丙&#1;丁</td></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    assert rows_of(source)[0] == ["甲&lt;乙", "丙 丁"]


def test_attributes_that_the_reader_uses_mean_nothing_in_a_page() -> None:
    page = (
        "<p KG-NUMBER=x>甲</p><ul><li kg-number=x>乙</ul><table Kg-Cells=x KG-BY-CELL=x><tr><td>丙</table>丁"
    )
    assert html(f"<html>{page}").text.splitlines() == ["甲", "乙", "丙", "丁"]


def test_a_page_nested_too_deeply_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="嵌套太深"):
        html("<html>" + "<div>" * 100_000 + "责任单位：区水务局。")


@pytest.mark.parametrize(
    "kind", ["", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "xhtml1.dtd">']
)
def test_tables_stand_in_their_place_whatever_a_page_declares(kind: str) -> None:
    table = "<table><tr><th>任务</th><th>责任单位</th></tr><tr><td>{}</td><td>市水务局</td></tr></table>"
    body = f"<p>一、任务。</p>{table.format('建厂')}<p>二、项目。</p>{table.format('修路')}"
    source = read_bytes(f"{kind}<html><body>{body}</body></html>".encode(), "a.html")
    places = [source.text.index(word) for word in ("一、", "建厂", "二、", "修路")]
    assert places == sorted(places)
    assert len(source.tables) == 2
    assert "kg-table" not in source.text


@pytest.mark.parametrize("mark", ["\u200b", "&shy;", "&#8203;", "&#x200B;", "&zwnj;", "&#xfeff;"])
def test_characters_that_nobody_sees_hide_no_words(mark: str) -> None:
    block = f"<tr><td>索引{mark}号：</td><td>0001</td></tr>"
    block += f"<tr><td>文{mark}号：</td><td>某政发〔2023〕5号</td></tr>"
    lines = f"<p>一、建设水厂。（责任单{mark}位：区水{mark}务局）</p><p>{mark}</p><p>二、修路。</p>"
    assert html(web_page(f"<table>{block}</table><div>{lines}</div>")).text.splitlines() == [
        "索引号：0001",
        "文号：某政发〔2023〕5号",
        "一、建设水厂。（责任单位：区水务局）",
        "二、修路。",
    ]


def test_trap_entities_of_other_characters_are_kept() -> None:
    assert html("<p>甲&#82030;乙&#1730;丙&#8204&#8212;丁</p>").text == "甲\U0001406e乙\u06c2丙—丁\n"


@pytest.mark.parametrize("mark", ["\ufdd0", "\ufdd4", "\ufdd7", "&#xFDD1;", "&#64978;"])
def test_marks_of_the_reader_in_a_page_are_left_out(mark: str) -> None:
    rows = f"<tr><td>x{mark}y</td><td>{mark}z</td></tr><tr><td>1</td><td>2</td></tr>"
    page = f"<p>a{mark}b</p><table>{rows}</table>"
    source = read_bytes(page.encode(), "a.html")
    (table,) = source.tables
    assert [cell.span.of(source.text) for cell in table.cells] == ["xy", "z", "1", "2"]
    assert source.text.startswith("ab\n")


def test_what_is_struck_through_is_left_out_and_said_to_be() -> None:
    struck = '<tr><td style="text-decoration:line-through">修路</td><td>区交通局</td></tr>'
    rows = f"<tr><td>任务</td><td>责任单位</td></tr>{struck}<tr><td>建厂</td><td>区水务局</td></tr>"
    table = f"<table>{rows}</table>"
    source = html(f"<p>责任单位：<s>区教育局、</s>区财政局</p>{table}")
    assert "责任单位：区财政局" in source.text
    assert rows_of(source)[1:] == [["", "区交通局"], ["建厂", "区水务局"]]
    assert [issue.code for issue in source.issues] == ["struck-text"]

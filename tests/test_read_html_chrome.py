"""Web pages: which heading is the title, and what around the article is none of it."""

from __future__ import annotations

import pytest
from make_documents import web_page

from kg.extract import extract
from kg.model import Extraction
from kg.read import read_bytes

TITLE = "临溪县人民政府办公室关于做好河道清淤工作的通知"
LETTER = [
    "各乡镇人民政府，县直各单位：",
    "现就有关工作通知如下。",
    "1.清理河道。（责任单位：县水利局）",
    "2.修复堤岸。（责任单位：县交通局）",
]
BODY = "".join(f"<p>{line}</p>" for line in LETTER)
TABLE = (
    "<table><tr><td>任务</td><td>责任单位</td></tr><tr><td>清理河道</td><td>县水利局</td></tr>"
    "<tr><td>修复堤岸</td><td>县交通局</td></tr></table>"
)
MENU = "<ul><li><a href=/>首页</a><li><a href=/a>政务公开</a><li><a href=/b>互动交流</a></ul>"
IMPRINT = "<p>主办单位：临溪县人民政府办公室　承办单位：临溪县大数据中心</p>"


def lines(article: str, site: str = "临溪县人民政府") -> list[str]:
    page = web_page(article, f"<title>{site}</title>")
    return read_bytes(page.encode(), "a.html").text.splitlines()


def found(article: str) -> Extraction:
    return extract(read_bytes(web_page(article).encode(), "a.html"))


@pytest.mark.parametrize(
    "title",
    [
        f"<div class=bt>{TITLE}</div>",
        f"<p><strong>{TITLE}</strong></p>",
        f"<h4>{TITLE}</h4>",
        f"<table><tr><td align=center><b><font>{TITLE}</font></b></td></tr></table>",
        f"<div><div><span>{TITLE}</span></div><div>字号：大 中 小</div></div>",
    ],
)
@pytest.mark.parametrize("site", ["临溪县人民政府", "", "政府文件-详情", f"{TITLE}_临溪县人民政府"])
def test_a_line_above_the_article_that_ends_in_a_kind_of_document_is_its_title(title: str, site: str) -> None:
    assert lines(f"{title}<div class=nr>{BODY}</div>", site) == [TITLE, *LETTER]


def test_a_title_broken_by_the_page_is_one() -> None:
    broken = TITLE.replace("关于", "<br>关于")
    article = f"<div>{broken}</div><div>{BODY}</div>"
    assert lines(article) == ["临溪县人民政府办公室", TITLE.removeprefix("临溪县人民政府办公室"), *LETTER]
    assert [one.title for one in found(article).documents] == [TITLE]


@pytest.mark.parametrize(
    "above",
    [
        "<h1>临溪县人民政府门户网站</h1>",
        "<div><h3>政府信息公开</h3><ul><li>依申请公开</ul></div>",
        "<h2>临溪县信息公开目录</h2>",
    ],
    ids=["name of the site", "sidebar", "sidebar that ends in a kind"],
)
@pytest.mark.parametrize("title", [f"<h1>{TITLE}</h1>", f"<div>{TITLE}</div>"])
def test_other_headings_of_a_page_are_no_part_of_the_title(above: str, title: str) -> None:
    assert lines(f"<div>{above}</div><div>{title}</div><div>{BODY}</div>") == [TITLE, *LETTER]


def test_a_title_in_two_headings_and_a_heading_below_it_are_kept() -> None:
    first, second = "临溪县人民政府办公室", TITLE.removeprefix("临溪县人民政府办公室")
    headings = f"<div><h2>{first}</h2><h2>{second}</h2></div><h3>河道清淤工作任务</h3>"
    assert lines(f"{headings}<div>{BODY}</div>") == [first, second, "河道清淤工作任务", *LETTER]


def test_headings_are_kept_where_none_looks_like_the_title() -> None:
    assert lines(f"<h1>二〇二四年重点工作</h1><div>{BODY}</div>") == ["二〇二四年重点工作", *LETTER]


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：关于做好防汛工作的通知",
        "当前位置：首页 > 关于做好防汛工作的通知",
        "<a href=/1>关于做好防汛工作的通知</a>",
        "责任编辑；防汛工作通知",
    ],
)
def test_trap_other_lines_above_are_no_titles(line: str) -> None:
    assert lines(f"<div>{line}</div><div>{BODY}</div>") == LETTER


ARTICLES = {
    "letter in the page itself": f"<h1>{TITLE}</h1>{BODY}",
    "preformatted": f"<h1>{TITLE}</h1><pre>{chr(10).join(LETTER)}</pre>",
    "table": f"<h1>{TITLE}</h1>{TABLE}",
    "letter and table": f"<h1>{TITLE}</h1><div class=content>{BODY}</div><div class=fj>{TABLE}</div>",
    "two bodies": f"<h1>{TITLE}</h1><div class=content>{BODY}</div><div class=content>{BODY}</div>",
}
FOOTERS = {
    "named": f"<div class='site-footer'>{IMPRINT}</div>",
    "named in capitals": f"<div id='pageFooter'>{IMPRINT}</div>",
    "known by its marks": f"<div class=db>{IMPRINT}<p>网站标识码：4300000000　湘ICP备00000000号</p></div>",
    "wrapped": f"<div><div>{IMPRINT}<p>版权所有：临溪县政府，不得转载。</p></div></div><script></script>",
}


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("article", ARTICLES)
def test_the_imprint_of_the_site_hands_nothing_out(article: str, footer: str) -> None:
    alone, framed = found(ARTICLES[article]), found(MENU + ARTICLES[article] + FOOTERS[footer])
    assert alone.tasks
    assert framed.source.text == alone.source.text
    assert framed.documents[0].title == TITLE


@pytest.mark.parametrize(
    "menu", [MENU, "<div class=left-nav>首页 公开</div>", "<div id=crumbs>首页 &gt; 正文</div>"]
)
def test_menus_before_a_title_are_no_part_of_it(menu: str) -> None:
    extraction = found(f"{menu}<h1>责任清单</h1>{TABLE}")
    assert [one.title for one in extraction.documents] == ["责任清单"]
    assert [task.title for task in extraction.tasks] == ["清理河道", "修复堤岸"]


@pytest.mark.parametrize(
    "first",
    [
        "1.清理河道。（<a>责任单位</a>：<a>县水利局</a>）",
        "1.清理河道沿线的垃圾（<a>责任单位</a>：<a>县水利局</a>）",
    ],
)
def test_trap_a_first_line_with_links_is_no_menu(first: str) -> None:
    tasks = found(f"<div><p>{first}</p><p>{LETTER[-1]}</p></div>").tasks
    assert [task.number for task in tasks] == ["1.", "2."]


@pytest.mark.parametrize("name", ["menu", "sidebar right", "footer"])
def test_trap_what_is_named_as_chrome_and_holds_the_article_is_kept(name: str) -> None:
    for article in (BODY, TABLE):
        expected = lines(f"<div>{article}</div>")
        assert lines(f"<div class='{name}'>{article}</div>") == expected
    both = lines(f"<div>{BODY * 9}</div><div class='{name}'>{TABLE}</div>")
    assert both[-3:] == ["任务\t责任单位", "清理河道\t县水利局", "修复堤岸\t县交通局"]


def test_trap_marks_of_a_site_inside_the_text_drop_nothing() -> None:
    letter = [*LETTER, "3.清理没有ICP备案的网站，帮助版权所有人维权。（责任单位：县委网信办）"]
    body = "".join(f"<p>{line}</p>" for line in letter)
    assert lines(f"<div>{body}</div>") == letter
    assert lines(body) == letter


@pytest.mark.parametrize("article", [BODY, BODY + TABLE, f"<div>{BODY}</div>"])
@pytest.mark.parametrize("around", ["{}", "<div>{}</div>"])
def test_a_second_copy_for_small_screens_is_not_read_again(article: str, around: str) -> None:
    copies = f"<div class=pc>{article}</div>\n<div class=wap><div>{article}</div></div>"
    assert lines(around.format(f"<h1>{TITLE}</h1>{copies}")) == lines(f"<h1>{TITLE}</h1><div>{article}</div>")


def test_trap_the_same_list_below_another_heading_is_read() -> None:
    page = "".join(f"<h3>{heading}</h3><div>{BODY}</div>" for heading in ("第一批工作任务", "第二批工作任务"))
    assert lines(f"<div>{page}</div>") == ["第一批工作任务", *LETTER, "第二批工作任务", *LETTER]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("临溪县落实巡察反馈意见<br>整改方案（公开版）", "临溪县落实巡察反馈意见整改方案（公开版）"),
        ("<b>临溪县关于贯彻县委决定</b><br>任务分工方案", "临溪县关于贯彻县委决定任务分工方案"),
    ],
)
def test_a_heading_broken_behind_a_kind_of_document_is_one_title(heading: str, title: str) -> None:
    assert lines(f"<h1>{heading}</h1>{BODY}") == [title, *LETTER]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("临溪县水利局公告", "河道采砂规划"),
        ("关于印发河道清淤方案的通知", "河道清淤方案"),
        ("临溪县人民政府办公室", "关于印发方案的通知"),
    ],
)
def test_trap_the_lines_of_other_headings_stay_apart(first: str, second: str) -> None:
    assert lines(f"<h1>{first}<br>{second}</h1>{BODY}") == [first, second, *LETTER]


@pytest.mark.parametrize(
    "data", ["", "<table><tr><td>索引号:</td><td>1133</td><td>登记号:</td><td></td></tr></table>"]
)
def test_a_table_without_a_title_is_called_as_its_page(data: str) -> None:
    called = "2024年重点工作完成情况汇总表"
    assert lines(data + TABLE, f"{called}_临溪县人民政府")[0] == called
    assert lines(data + TABLE, "临溪县人民政府")[0] != called


def test_trap_a_page_that_prints_its_title_is_not_called_again() -> None:
    assert lines(f"<p>{TITLE}</p>{TABLE}", "河道清淤工作方案")[0] == TITLE
    assert lines(f"<p>{TITLE}</p>{BODY}", "河道清淤工作方案") == [TITLE, *LETTER]


def test_a_list_of_links_with_their_dates_hands_nothing_out() -> None:
    links = "<li><a href=1>县水利局牵头清理河道</a><span>2024-05-01</span></li>"
    links += "<li>[05-03]<a href=2>植树（责任单位：县林业局）</a></li>"
    assert lines(f"<h1>通知公告</h1><ul>{links}</ul>") == ["通知公告"]


@pytest.mark.parametrize("behind", ["", "（6月底前完成）"])
def test_trap_items_that_are_links_without_dates_are_read(behind: str) -> None:
    items = "".join(f"<li><a href=1>{line}</a>{behind}</li>" for line in LETTER[-2:])
    assert len(found(f"<h1>工作方案</h1><p>{LETTER[1]}</p><ul>{items}</ul>").tasks) == 2

"""Task tables printed as lines of a plain text, with rows that merged cells and headings made shorter."""

from __future__ import annotations

import pytest
from make_documents import web_page
from make_tables import issues_of, tasks_of

from kg.extract import extract
from kg.read import read_bytes

HEADINGS = [
    "2025年重点任务表",
    "序号#任务#牵头单位#配合单位",
    "一、基础设施",
    "1#修缮排洪渠#县水务局#县财政局",
    "2#拓宽南环路#县交通局#各乡镇",
    "二、公共服务",
    "（一）养老",
    "3#新建托养中心#县民政局#县卫健委",
]


def test_a_cell_of_lines_in_a_row_set_off_by_tabs_whose_task_ends_as_names_do() -> None:
    header = "序号\t任务\t牵头单位\t配合单位\t完成时间"
    first = "1\t建成县级应急指挥中心\t县应急局\t县委宣传部\n县公安局\n县消防大队\t2024年8月底前"
    data = f"任务表\n{header}\n{first}\n2\t建成预警平台\t县气象局\t县应急局\n县水利局\t2024年5月底前\n"
    assert tasks_of(data.encode(), "a.txt") == [
        "1 建成县级应急指挥中心｜lead:县应急局 support:县委宣传部 support:县公安局"
        " support:县消防大队｜2024-08-31",
        "2 建成预警平台｜lead:县气象局 support:县应急局 support:县水利局｜2024-05-31",
    ]


@pytest.mark.parametrize("between", [" | ", "\t"], ids=["pipes", "tabs"])
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "open"])
@pytest.mark.parametrize("counted", [True, False], ids=["counted", "not counted"])
def test_headings_on_lines_of_their_own(between: str, closed: bool, counted: bool) -> None:
    rows = [line if counted or "#" not in line else line.split("#", 1)[1] for line in HEADINGS]
    end = " |" if closed and between != "\t" else ""
    lines = [rows[0], *(row.replace("#", between) + end for row in rows[1:])]
    data = "\n".join(lines).encode()
    numbers = ("1", "2", "3") if counted else ("", "", "")
    assert tasks_of(data, "a.txt") == [
        f"{numbers[0]} 修缮排洪渠｜lead:县水务局 support:县财政局｜",
        f"{numbers[1]} 拓宽南环路｜lead:县交通局 support:各乡镇｜",
        f"{numbers[2]} 新建托养中心｜lead:县民政局 support:县卫健委｜",
    ]
    assert issues_of(data, "a.txt") == []


def test_a_heading_with_a_header_below_it_begins_another_table() -> None:
    header = "序号 | 任务 | 牵头单位"
    other = "二、其他\n序号 | 地点 | 面积\n1 | 东河 | 20\n"
    data = f"分工表\n{header}\n1 | 修路 | 县交通局\n{other}".encode()
    assert tasks_of(data, "a.txt") == ["1 修路｜lead:县交通局｜"]


def test_a_row_without_the_cells_that_a_merge_covers() -> None:
    data = (
        "抽查分工表\n"
        "序号 | 抽查领域 | 抽查事项 | 发起部门 | 联查部门 | 实施时间 |\n"
        "1 | 幼儿园 | 检查玩具 | 县教育局 | 县市场监管局 | 5月 |\n"
        "检查食堂 | 县市场监管局 | 县卫健委 | 9月 | ||\n"
        "2 | 旅店 | 检查许可证 | 县公安局 | 县文旅局 | 10月 |\n"
        "检查消防通道 | |||||\n"
        "3 | 药店 | 检查处方 | 县药监局 | 县医保局 | 11月 |\n"
    ).encode()
    assert [one.split("｜")[:2] for one in tasks_of(data, "a.txt")] == [
        ["1 检查玩具", "lead:县教育局 support:县市场监管局"],
        [" 检查食堂", "lead:县市场监管局 support:县卫健委"],
        ["2 检查许可证", "lead:县公安局 support:县文旅局"],
        ["3 检查处方", "lead:县药监局 support:县医保局"],
    ]
    assert issues_of(data.replace("检查消防".encode(), "2.检查消防".encode()), "a.txt") == [
        "row-without-unit"
    ]


@pytest.mark.parametrize(
    ("name", "header", "parts"),
    [
        ("a.txt", "序号\t指标\t目标值\t\t牵头单位", "\t\t2024年\t2025年\t"),
        ("a.csv", "序号,指标,目标值,,牵头单位", ",,2024年,2025年,"),
        ("a.txt", "| 序号 | 指标 | 目标值 | | 牵头单位 |", "| | | 2024年 | 2025年 | |"),
    ],
    ids=["tabs", "commas", "pipes"],
)
def test_parts_of_a_merged_header(name: str, header: str, parts: str) -> None:
    between = next(mark for mark in "\t,|" if mark in header)
    rows = [["1", "粮食产量", "60", "62", "县农业农村局"], ["2", "造林面积", "3", "4", "县林业局"]]
    lines = [between.join(row) for row in rows]
    lines = [f"|{line}|" for line in lines] if between == "|" else lines
    data = "\n".join([header, parts, *lines, ""]).encode()
    assert tasks_of(data, name) == ["1 粮食产量｜lead:县农业农村局｜", "2 造林面积｜lead:县林业局｜"]
    assert issues_of(data, name) == []


def test_roles_below_a_merged_header_of_units() -> None:
    tabs = "任务表\n序号\t任务\t责任单位\t\n\t\t牵头单位\t配合单位\n1\t修路\t县交通局\t县财政局\n"
    header = "任务表\n序号 | 任务 | 责任分工 | 时限 | |\n牵头单位 | 配合单位 | |\n"
    pipes = f"{header}1 | 修路 | 县交通局 | 县财政局 | 6月底 |\n"
    for text in (tabs, pipes):
        assert tasks_of(text.encode(), "a.txt")[0].startswith("1 修路｜lead:县交通局 support:县财政局")


def test_parts_of_the_last_columns_are_no_row() -> None:
    data = (
        "| 序号 | 公开事项 | 责任单位 | 公开对象 | 公开方式 | | |\n"
        "| 公众 | 企业 | 主动 | 依申请 | |||\n"
        "| 1 | 公布补贴标准 | 县农业农村局 | √ | | √ | |\n"
    ).encode()
    assert tasks_of(data, "a.txt") == ["1 公布补贴标准｜responsible:县农业农村局｜"]
    assert issues_of(data, "a.txt") == []


def below(*cells: str) -> bytes:
    """Cells below each other, a line each."""
    return "\n".join(cells).encode()


def test_many_headings_between_lines() -> None:
    headings = ["二、产业", "三、城乡", "四、生态", "五、民生", "六、安全"]
    data = below(
        *("2025年任务分解表", "序号", "任务", "牵头单位", "配合单位", "一、目标"),
        *("3", "投资增长8%左右。", "县发改局", "县工信局、县住建局。"),
        *headings,
        *("40", "扩建中心小学。", "县教育局", "县财政局。"),
        *("41", "引进两家企业。", "县商务局", "县投资促进中心。"),
    )
    assert tasks_of(data, "a.txt") == [
        "3 投资增长8%左右｜lead:县发改局 support:县工信局 support:县住建局｜",
        "40 扩建中心小学｜lead:县教育局 support:县财政局｜",
        "41 引进两家企业｜lead:县商务局 support:县投资促进中心｜",
    ]


def test_lines_that_nobody_counts_below_a_title_that_begins_as_a_header() -> None:
    cells = ["1.修缮排洪渠。", "县水务局", "6月底", "2.拓宽南环路。", "县交通局", "年底前"]
    data = below("2025年安排", "重点任务表", "重点任务", "责任单位", "完成时限", *cells)
    assert [one.split("｜")[:2] for one in tasks_of(data, "a.txt")] == [
        ["1. 修缮排洪渠", "responsible:县水务局"],
        ["2. 拓宽南环路", "responsible:县交通局"],
    ]
    scored = ["评估指标", "分值", "评估内容", "牵头单位"]
    rows = [
        "植树造林",
        "4",
        "完成造林任务得4分。",
        "县林业局",
        "招商引资",
        "5",
        "引进项目得5分。",
        "县商务局",
    ]
    assert [one.split("｜")[1] for one in tasks_of(below("考核表", *scored, *rows), "a.txt")] == [
        "lead:县林业局",
        "lead:县商务局",
    ]


def test_a_header_of_lines_is_no_task() -> None:
    header = ["序号", "行业", "牵头部门", "任务名称", "联查部门", "抽查事项", "备注"]
    rows = ["1", "幼儿园", "县教育局", "幼儿园联合抽查", "县卫健委", "食堂检查。"]
    more = ["2", "旅店", "县公安局", "旅店联合抽查", "县文旅局", "治安检查。"]
    data = "\n\n".join(["联合抽查计划", *header, *rows, *more, ""]).encode()
    assert [one.split("｜")[1] for one in tasks_of(data, "a.txt")] == [
        "lead:县教育局 support:县卫健委",
        "lead:县公安局 support:县文旅局",
    ]


DRAWN = """任务分工表
┌────────┬──────┬────┐
│工作任务        │责任单位    │时限    │
├────────┼──────┼────┤
│修缮排洪渠，疏浚│县水务局、县│6月底前 │
│两条河道。      │财政局      │        │
├────────┼──────┼────┤
│拓宽南环路。    │县交通局    │年底前  │
└────────┴──────┴────┘
"""


def test_cells_of_a_drawn_table_over_several_lines() -> None:
    data = DRAWN.encode()
    assert [one.split("｜")[:2] for one in tasks_of(data, "a.txt")] == [
        [" 修缮排洪渠，疏浚两条河道", "responsible:县水务局 responsible:县财政局"],
        [" 拓宽南环路", "responsible:县交通局"],
    ]
    assert DRAWN.count("\n") == read_bytes(data, "a.txt").text.count("\n")


def test_a_rule_between_units_inside_a_row_begins_another_row() -> None:
    lines = [
        "┌────────┬──────┬────┐",
        "│工  作  任  务  │牵头组织单位│完成时限│",
        "├────────┼──────┼────┤",
        "│修缮排洪渠，疏浚│县水务局、县│6月底前 │",
        "├────────┤财政局      │        │",
        "│两条河道        ├──────┤        │",
        "│拓宽南环路，新修│县交通局、县│        │",
        "│桥梁两座        │城管局      │        │",
        "├────────┼──────┼────┤",
        "│植树            │县林业局    │3月     │",
        "└────────┴──────┴────┘",
    ]
    data = "\n".join([*lines, ""]).encode()
    assert tasks_of(data, "a.txt") == [
        " 修缮排洪渠，疏浚两条河道｜lead:县水务局 lead:县财政局｜",
        " 拓宽南环路，新修桥梁两座｜lead:县交通局 lead:县城管局｜",
        " 植树｜lead:县林业局｜",
    ]
    assert read_bytes(data, "a.txt").text.count("\n") == len(lines)
    assert [one.title for one in extract(read_bytes(data, "a.txt")).documents] == [""]


def test_rows_of_a_drawn_table_without_rules_between_them() -> None:
    lines = ["│任务│责任单位│时限│", "├──┼────┼──┤", "│修路│县交通局│5月│", "│植树│县林业局│    │"]
    for rule in ("", lines[1]):
        data = "\n".join(["任务表", *lines, rule, "│合计│2项│    │", ""]).encode()
        assert [one.split("｜")[1] for one in tasks_of(data, "a.txt")][:2] == [
            "responsible:县交通局",
            "responsible:县林业局",
        ]


def test_a_note_below_a_table_that_tells_of_its_columns_names_nobody() -> None:
    table = "任务表\n序号\t任务\t责任单位\t完成时限\n1\t修缮泵站\t县水务局\t3月\n"
    for note in ("注：责任单位为牵头单位。\n", "注：第一家责任单位为牵头单位，其余为配合单位。\n"):
        assert len(tasks_of((table + note).encode(), "a.txt")) == 1


MARKED = """# 滨河县2025年重点任务

<table border="1"><tr><td>序号</td><td>任务</td><td>责任单位</td><td>时限</td></tr>{between}\
<tr><td>1</td><td>推进<b>改革</b></td><td rowspan="2">县司法局、<br>县数据局</td>\
<td>2025年6月底</td></tr>{between}\
<tr><td>2</td><td>优化&amp;服务</td><td>2025年9月底</td></tr></table>

请抓好落实。
"""


@pytest.mark.parametrize("between", ["", "\n"])
def test_a_table_in_the_tags_of_html(between: str) -> None:
    data = MARKED.format(between=between).encode()
    assert tasks_of(data, "a.md") == [
        "1 推进改革｜responsible:县司法局 responsible:县数据局｜2025-06-30",
        "2 优化&服务｜responsible:县司法局 responsible:县数据局｜2025-09-30",
    ]
    assert issues_of(data, "a.md") == []
    source = read_bytes(data, "a.md")
    assert source.text.count("\n") == data.decode().count("\n")


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("优化&#10;服务", "优化 服务"),
        ("优化&#8232;服务", "优化 服务"),
        ("优化&shy;服&#8203;务", "优化服务"),
        ("优化<!-- <td>旧\n稿</td> -->服务", "优化\n服务"),
        ("优化<b\nclass=a>服务</b>", "优化\n服务"),
    ],
)
def test_what_tags_and_entities_hide_is_not_read_and_every_line_is_kept(printed: str, read: str) -> None:
    data = f"任务表\n<table><tr><td>{printed}</td></tr></table>\n请抓好落实。\n".encode()
    source = read_bytes(data, "a.md")
    assert source.tables[0].cells[0].span.of(source.text) == read
    assert source.text.count("\n") == data.decode().count("\n")


@pytest.mark.parametrize(
    "text", ["<table>", "<table></table>", "a < b <table><tr></tr></table>", "<table><td>x"]
)
def test_trap_tags_without_cells(text: str) -> None:
    assert read_bytes(f"一、改造道路。{text}".encode(), "a.md").tables == ()


def test_cells_of_an_excerpt_below_a_header_that_has_words_nobody_knows() -> None:
    header = ("序号", "主要任务", "分管领导", "牵头单位", "责任单位", "推进情况", "是否达序")
    rows = (
        ("24", "改造街巷50条。", "徐某", "城管局", "市政局、相关街道", "已进场施工。", "是"),
        ("25", "新增达标小区210个。", "徐某", "城管局", "环卫处", "正在招标。", "否"),
    )
    lines = "\n".join(f"{cell} |" for row in (header, *rows) for cell in row)
    assert tasks_of(f"2023年工作推进情况表\n{lines}\n".encode(), "a.txt") == [
        "24 改造街巷50条｜lead:城管局 responsible:市政局 responsible:相关街道｜",
        "25 新增达标小区210个｜lead:城管局 responsible:环卫处｜",
    ]
    shifted = lines.replace("改造街巷50条。 |\n", "").replace("新增达标小区210个。 |\n", "")
    assert tasks_of(f"2023年工作推进情况表\n{shifted}\n".encode(), "a.txt") == []


def test_rows_below_a_class_that_is_printed_once() -> None:
    data = (
        "民生实事进展表\n"
        "类别|任务名称|年度目标|责任单位|分管领导|完成情况|监督电话\n"
        "四、教育|14.改扩建学校|完成主体建设|教育体育局|刘某|主体完工|0535-1\n"
        "15.建设运动场|建成13处|教育体育局|刘某|完成30%|0535-2\n"
        "五、交通|16.修建公路|建成3公里|交通运输局|王某|完成|0535-3\n"
        "县里还要抓好|其他|工作\n"
    ).encode()
    assert [one.split("｜")[:2] for one in tasks_of(data, "a.txt")] == [
        ["14. 改扩建学校", "responsible:教育体育局"],
        ["15. 建设运动场", "responsible:教育体育局"],
        ["16. 修建公路", "responsible:交通运输局"],
    ]


LINED: list[tuple[str, ...]] = [
    ("序号", "工作任务", "牵头单位", "配合单位", "完成时限"),
    ("1", "修缮排洪渠", "县水务局", "县财政局", "2025年6月"),
    ("2", "拓宽南环路", "县交通局", "各乡镇", "2025年9月底"),
]
LINED_TASKS = [
    "1 修缮排洪渠｜lead:县水务局 support:县财政局｜2025-06-30",
    "2 拓宽南环路｜lead:县交通局 support:各乡镇｜2025-09-30",
]


@pytest.mark.parametrize(
    "blank", ["   ", "\t", "\u00a0\u00a0\u00a0", "\u2002\u2002", "\u2003\u2003", "\u3000"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_any_blanks_may_part_the_cells_of_lines_in_texts_and_pages(blank: str, name: str) -> None:
    lines = ["2025年重点任务表", *(blank.join(row) for row in LINED)]
    page = web_page("".join(f"<p>{line}</p>" for line in lines))
    data = page if name.endswith("html") else "\n".join(lines)
    assert tasks_of(data.encode(), name) == LINED_TASKS


def test_cells_of_a_page_may_stand_in_paragraphs_of_their_own() -> None:
    cells = ["2025年重点任务表", *(cell for row in LINED for cell in row)]
    page = web_page("".join(f"<p>{cell}</p>" for cell in cells))
    assert tasks_of(page.encode(), "a.html") == LINED_TASKS


def test_trap_lines_of_a_page_without_a_header_are_no_table() -> None:
    page = web_page("<p>关于防汛工作的通知</p><p>县水务局&emsp;&emsp;李强&emsp;&emsp;县防汛办</p>")
    assert read_bytes(page.encode(), "a.html").tables == ()


def test_lines_of_units_and_duties_below_two_words_of_a_header() -> None:
    text = "防汛\n成员单位\n主要职责\n县水务局\n巡查堤坝，调度工程\n县气象局\n预报雨情\n县公安局\n管制交通\n"
    assert [one.split("｜")[:2] for one in tasks_of(text.encode(), "a.txt")] == [
        [" 巡查堤坝，调度工程", "responsible:县水务局"],
        [" 预报雨情", "responsible:县气象局"],
        [" 管制交通", "responsible:县公安局"],
    ]


def test_rows_between_pipes_without_a_rule_below_their_header() -> None:
    header, row = "| 活动 | 时间 | 主办 | 协办 |", "| 疏散演练 | 6月1日 | 县应急局 | 县教育局 |"
    text = f"{header}\n{row}\n| 知识竞赛 | 6月25日前 | 县总工会 | 团县委 |\n"
    assert tasks_of(f"2024年活动安排\n{text}".encode(), "a.txt") == [
        " 疏散演练｜lead:县应急局 support:县教育局｜2024-06-01",
        " 知识竞赛｜lead:县总工会 support:团县委｜2024-06-25",
    ]


def test_trap_rows_between_pipes_that_name_no_columns_are_no_table() -> None:
    text = "| 甲县人民政府 | 政务公开 | 首页 |\n| 县教育局 | 县应急局 | 县财政局 |\n"
    assert not read_bytes(text.encode(), "a.txt").tables


def test_rows_of_a_csv_file_in_a_text() -> None:
    text = (
        "现将任务发给你们。\n序号,任务,责任单位,完成时限,备注\n"
        '1,"修水渠,含闸门",县水利局,2025年6月,\n2,改危房,"县住建局、\n各镇",2025年8月,,,\n请抓好落实。\n'
    )
    assert tasks_of(text.encode(), "a.txt") == [
        "1 修水渠,含闸门｜responsible:县水利局｜2025-06-30",
        "2 改危房｜responsible:县住建局 responsible:各镇｜2025-08-31",
    ]


def test_trap_a_counted_row_between_commas_that_does_not_fit_is_an_issue() -> None:
    text = "序号,任务,责任单位\n1,修水渠,县水利局\n2,改危房,修路,县住建局\n"
    assert tasks_of(text.encode(), "a.txt") == ["1 修水渠｜responsible:县水利局｜"]
    assert "row-without-unit" in issues_of(text.encode(), "a.txt")


def test_quotes_around_copied_cells_with_line_breaks_are_none_of_their_words() -> None:
    text = '序号\t任务\t责任单位\n1\t"修水渠\n改危房"\t"县水利局\n各镇"\n2\t"四好"公路\t县交通局\n'
    assert tasks_of(text.encode(), "a.txt") == [
        "1 修水渠改危房｜responsible:县水利局 responsible:各镇｜",
        '2 "四好"公路｜responsible:县交通局｜',
    ]


def test_rows_nobody_counts_below_groups_and_who_heads_them() -> None:
    text = (
        "专班名称 组长 牵头单位 成员单位 主要任务\n茶叶专班 刘健 县农业局 县林业局、县供销社 建茶园5千亩\n"
        "旅游专班 陈晓 县文旅局 县交通局 评景区1家\n"
    )
    assert tasks_of(text.encode(), "a.txt") == [
        " 建茶园5千亩｜lead:县农业局 responsible:县林业局 responsible:县供销社｜",
        " 评景区1家｜lead:县文旅局 responsible:县交通局｜",
    ]


@pytest.mark.parametrize("header", ["组别 牵头单位 成员单位 主要职责", "平台名称 牵头单位 成员单位 主要职责"])
def test_rows_nobody_counts_below_a_word_nobody_knows(header: str) -> None:
    text = f"{header}\n综合组 县应急局 县委办、县政府办 收集灾情\n救援组 县消防大队 县公安局 搜救人员\n"
    assert tasks_of(text.encode(), "a.txt") == [
        " 收集灾情｜lead:县应急局 responsible:县委办 responsible:县政府办｜",
        " 搜救人员｜lead:县消防大队 responsible:县公安局｜",
    ]


def test_trap_two_words_nobody_knows_are_no_header() -> None:
    text = "组别 范围 牵头单位 主要职责\n综合组 全县 县应急局 收集灾情\n救援组 全县 县消防大队 搜救人员\n"
    assert not any("lead:县应急局" in task for task in tasks_of(text.encode(), "a.txt"))


def test_a_row_between_pipes_whose_cell_is_broken_below_a_rule() -> None:
    header, below = "| 任务 | 责任单位 | 时限 |\n|---|---|---|\n", "| 改危房 | 县住建局 | 2025年8月 |\n"
    text = f"{header}| 修水渠 | 县水利局\n各镇 | 2025年6月 |\n{below}"
    assert tasks_of(text.encode(), "a.md") == [
        " 修水渠｜responsible:县水利局 responsible:各镇｜2025-06-30",
        " 改危房｜responsible:县住建局｜2025-08-31",
    ]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("工作任务\t具体内容\t责任部门", ("公开政策\t公开就业信息\t县财政局", "公开住房信息\t县住建局")),
        (
            "类别\t任务\t责任单位\t时限",
            ("政策\t公开就业信息\t县财政局\t6月底前", "公开住房信息\t县住建局\t9月底前"),
        ),
        ("类别\t序号\t任务\t责任单位", ("政策\t1\t公开就业信息\t县财政局", "2\t公开住房信息\t县住建局")),
    ],
    ids=["tasks over details", "classes", "classes over numbers"],
)
def test_cells_merged_over_the_rows_below_are_copied_once(header: str, rows: tuple[str, str]) -> None:
    text = "\n".join(["2025年重点任务分解表", header, *rows, rows[0].replace("就业", "医疗")])
    found = [task.split("｜")[1] for task in tasks_of(text.encode(), "a.txt")]
    assert found == ["responsible:县财政局", "responsible:县住建局", "responsible:县财政局"]


def test_a_row_without_the_cell_of_its_units_is_an_issue_and_loses_no_other() -> None:
    lines = ["分解表", "序号\t任务\t责任单位\t时限", "1\t修路\t县交通局\t6月底前", "2\t建桥\t9月底前"]
    text = "\n".join([*lines, "3\t植树\t县林业局\t3月底前"])
    assert [task.split("｜")[0] for task in tasks_of(text.encode(), "a.txt")] == ["1 修路", "3 植树"]
    assert issues_of(text.encode(), "a.txt") == ["row-without-unit"]

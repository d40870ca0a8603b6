"""Several measures in one cell of a table, each handed to its own units."""

from __future__ import annotations

import pytest
from extraction_checks import check_extraction
from make_documents import paragraph, word_cell, word_table, workbook
from make_tables import TITLE, Lines, cells, docx, issues_of, table, tasks_of

from kg.extract import extract
from kg.read import read_bytes

LINES = (
    "1.编制修复方案。（牵头单位：区自然资源局；完成时限：2024年3月底前）",
    "2.落实修复资金。（责任单位：区财政局、区林业局；完成时限：2024年6月底前）",
    "3.立案查处违法开采。（责任单位：区公安局；完成时限：长期坚持）",
)
CELL = "|".join(LINES)
MEASURES = [
    "1. 编制修复方案｜lead:区自然资源局｜2024-03-31",
    "2. 落实修复资金｜responsible:区财政局 responsible:区林业局｜2024-06-30",
    "3. 立案查处违法开采｜responsible:区公安局｜",
]
WHOLE = "7 矿山未修复｜responsible:区政府办｜2024-12-31"
HEADER = ("序号", "问题", "整改措施", "责任单位", "完成时限")
ROW = ("7", "矿山未修复", CELL, "区政府办", "2024年底前")


def word(header: tuple[str, ...], *rows: tuple[str, ...]) -> bytes:
    return docx(paragraph(TITLE), table((header, *rows)))


def page(rows: Lines) -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><p>{TITLE}</p><table>{lines.replace('|', '<br>')}</table></body></html>".encode()


def paths(data: bytes, name: str = "a.docx") -> list[tuple[str, ...]]:
    return [task.path[1:] for task in extract(read_bytes(data, name)).tasks]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word(HEADER, ROW), "a.docx"),
        (page((HEADER, ROW)), "a.html"),
        (page((HEADER, tuple(text.replace("|", "") for text in ROW))), "a.html"),
        (
            workbook(
                {"任务": [[TITLE], list(HEADER), [*ROW[:2], CELL.replace("|", "\n"), *ROW[3:]]]},
            ),
            "a.xlsx",
        ),
    ],
    ids=["Word", "web page", "one line", "sheet"],
)
def test_measures_are_tasks_beside_the_task_of_their_row(data: bytes, name: str) -> None:
    assert tasks_of(data, name) == [WHOLE, *MEASURES]
    assert issues_of(data, name) == []
    check_extraction(extract(read_bytes(data, name)))


def test_measures_stand_below_what_their_row_is_about() -> None:
    assert paths(word(HEADER, ROW))[1:] == [("7矿山未修复",)] * 3


def test_measures_alone_without_a_column_of_units() -> None:
    data = word(HEADER[:3], ROW[:3], ("8", "扬尘", "落实百分百。（责任单位：区住建局）"))
    assert tasks_of(data, "a.docx") == [*MEASURES, "8 扬尘｜responsible:区住建局｜"]


def test_a_row_of_nothing_but_measures_leaves_them_their_limits() -> None:
    whole, *measures = tasks_of(word(HEADER[2:], ROW[2:]), "a.docx")
    assert whole.split("｜")[1:] == ["responsible:区政府办", "2024-12-31"]
    assert measures == MEASURES


def test_the_words_before_the_measures_are_the_task_of_the_row() -> None:
    data = word(HEADER[2:], (f"加快矿山修复：|{CELL}", *ROW[3:]))
    assert tasks_of(data, "a.docx") == [" 加快矿山修复｜responsible:区政府办｜2024-12-31", *MEASURES]
    assert paths(data)[1:] == [("加快矿山修复",)] * 3


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (
            "一是建平台（责任单位：区大数据局）；二是汇数据（责任单位：区统计局）。",
            ["一是 建平台｜responsible:区大数据局｜", "二是 汇数据｜responsible:区统计局｜"],
        ),
        (
            "建立平台。（区大数据局负责，2024年6月底前完成）|汇聚数据。（区统计局牵头，区财政局配合）",
            [" 建立平台｜responsible:区大数据局｜2024-06-30", " 汇聚数据｜lead:区统计局 support:区财政局｜"],
        ),
        (
            "1.建立平台。|责任单位：区大数据局|完成时限：2024年6月底前|2.汇聚数据。|责任单位：区统计局",
            ["1. 建立平台｜responsible:区大数据局｜2024-06-30", "2. 汇聚数据｜responsible:区统计局｜"],
        ),
        (
            "1.修订办法。|2.开展培训。|（责任单位：区人社局）|3.强化监管。|（责任单位：区市场监管局）",
            [" 1.修订办法｜responsible:区人社局｜", "3. 强化监管｜responsible:区市场监管局｜"],
        ),
    ],
    ids=["points", "no numbers", "lines of labels", "a bracket for two"],
)
def test_measures_in_other_forms(cell: str, wanted: list[str]) -> None:
    assert tasks_of(word(("序号", "工作任务"), ("1", cell)), "a.docx") == wanted


def test_measures_inside_a_measure_stand_below_it() -> None:
    cell = (
        "1.完善制度：（1）修订办法（责任单位：区司法局）；（2）办班（责任单位：区人社局）。"
        "|2.监管（责任单位：区城管局）。"
    )
    data = word(("序号", "工作任务"), ("1", cell))
    assert [one.split("｜")[0] for one in tasks_of(data, "a.docx")] == [
        "（1） 修订办法",
        "（2） 办班",
        "2. 监管",
    ]
    assert paths(data) == [("1.完善制度",), ("1.完善制度",), ()]


def test_numbers_of_two_parts_count_on_behind_the_bracket_of_a_measure() -> None:
    cell = (
        "1.1加固围墙（责任单位：区教育局）。1.2在学校门口设置护栏，1.5公里内限速（责任单位：区交警大队）。"
        "1.3扩建车库（1.2万平方米）1.6万人受益（责任单位：区住建局）"
    )
    data = word(("序号", "工作任务"), ("1", cell))
    assert [one.split("｜")[0] for one in tasks_of(data, "a.docx")] == [
        "1.1 加固围墙",
        "1.2 在学校门口设置护栏，1.5公里内限速",
        "1.3 扩建车库（1.2万平方米）1.6万人受益",
    ]


def test_a_limit_of_the_row_holds_for_measures_without_one() -> None:
    cell = "1.建平台（责任单位：区大数据局）。|2.汇数据（责任单位：区统计局；完成时限：2024年6月底前）。"
    data = word(("序号", "工作任务", "完成时限"), ("1", cell, "2024年底前"))
    assert [one.split("｜")[2] for one in tasks_of(data, "a.docx")] == ["2024-12-31", "2024-06-30"]


def test_a_measure_without_units_belongs_to_the_row_or_is_an_issue() -> None:
    cell = "1.建平台。（责任单位：区大数据局）|2.汇数据。（责任单位：区统计局）|3.开放场景。"
    data = word(("序号", "工作任务", "责任单位"), ("1", cell, "区发改委"))
    assert [one.split("｜")[1] for one in tasks_of(data, "a.docx")] == [
        "responsible:区发改委",
        "responsible:区大数据局",
        "responsible:区统计局",
    ]
    assert "3.开放场景" in extract(read_bytes(data, "a.docx")).tasks[0].text
    alone = word(("序号", "工作任务"), ("1", cell))
    assert len(tasks_of(alone, "a.docx")) == 2
    assert issues_of(alone, "a.docx") == ["row-without-unit"]


def test_measures_in_a_cell_over_several_rows_are_told_once() -> None:
    rows = [
        cells("问题", "整改措施", "责任单位"),
        [
            *(word_cell("".join(map(paragraph, text.split("|"))), merge="restart") for text in ROW[1:3]),
            *cells("区政府办"),
        ],
        [word_cell("", merge="continue"), word_cell("", merge="continue"), *cells("区林业局")],
    ]
    data = docx(paragraph(TITLE), word_table(rows))
    assert sorted(tasks_of(data, "a.docx")) == sorted(
        [" 矿山未修复｜responsible:区政府办｜", " 矿山未修复｜responsible:区林业局｜", *MEASURES]
    )


def test_measures_of_an_upright_record() -> None:
    record = (
        ("问题描述", "矿山未修复"),
        ("责任单位", "区政府办"),
        ("整改时限", "2024年底前"),
        ("整改措施", CELL),
    )
    rows = [["7", *record[0]], *(["", *row] for row in record[1:])]
    assert tasks_of(word(("序号", "项目", "内容"), *map(tuple, rows)), "a.docx") == [WHOLE, *MEASURES]


@pytest.mark.parametrize(
    "cell",
    [
        "①建平台。②汇数据。③开放场景。（责任单位：区大数据局）",
        "建平台（含二期），2024年6月底前（节前）完成。（责任单位：区大数据局）",
        "建平台（牵头单位：区大数据局），并按月通报。",
    ],
    ids=["at the end of a list", "other brackets", "words behind"],
)
def test_trap_one_bracket_speaks_for_the_whole_cell(cell: str) -> None:
    found = tasks_of(word(("序号", "工作任务", "责任单位"), ("1", cell, "区发改委")), "a.docx")
    assert len(found) == 1
    assert "responsible:区发改委" in found[0]
    assert ":区大数据局" in found[0]


def test_trap_brackets_that_name_no_units() -> None:
    cell = "1.修订办法（试行）。|2.建设两个平台（一期、二期）。|3.通报进度（每月）。"
    found = tasks_of(word(("序号", "工作任务", "责任单位"), ("1", cell, "区发改委")), "a.docx")
    assert [one.split("｜")[1] for one in found] == ["responsible:区发改委"]


MIXED = [
    ("措施及责任单位", "1.改造暗管。（区水务局）|2.设置标牌。（区林业局）"),
    ("具体举措和牵头部门", "改造暗管。（区水务局）|设置标牌。（区林业局）"),
    ("任务分工", "1.改造暗管，由区水务局负责。|2.设置标牌，由区林业局负责。"),
    ("职责分工", "改造暗管，由区水务局负责；设置标牌，由区林业局负责。"),
]


@pytest.mark.parametrize(("header", "cell"), MIXED, ids=[one[0] for one in MIXED])
def test_a_column_of_measures_and_who_takes_them(header: str, cell: str) -> None:
    data = word(("序号", "任务", header), ("1", "整治河道", cell), ("2", "管护", "聘请巡护员。（区林业局）"))
    found = [one.split(" ", 1)[1] for one in tasks_of(data, "a.docx")]
    assert found == [
        "改造暗管｜responsible:区水务局｜",
        "设置标牌｜responsible:区林业局｜",
        "管护｜responsible:区林业局｜",
    ]
    assert issues_of(data, "a.docx") == []


def test_a_cell_of_one_task_ends_before_who_does_it() -> None:
    header = ("序号", "任务分工")
    rows = ("1", "改造暗管，由区水务局牵头，区财政局配合。"), ("2", "设置标牌，由区林业局负责，6月底前完成。")
    assert tasks_of(word(header, *rows), "a.docx") == [
        "1 改造暗管｜lead:区水务局 support:区财政局｜",
        "2 设置标牌，由区林业局负责，6月底前完成｜responsible:区林业局｜2024-06-30",
    ]


def test_trap_duties_of_people_are_no_tasks_without_units() -> None:
    rows = ("1", "张敏", "分管办公室。"), ("2", "李伟", "协助分管财务。")
    data = word(("序号", "姓名", "职责分工"), *rows)
    assert tasks_of(data, "a.docx") == []
    assert issues_of(data, "a.docx") == []


def test_a_row_of_such_a_column_without_units_is_an_issue() -> None:
    data = word(("序号", "措施及责任单位"), ("1", "改造暗管。"))
    assert tasks_of(data, "a.docx") == []
    assert issues_of(data, "a.docx") == ["row-without-unit"]

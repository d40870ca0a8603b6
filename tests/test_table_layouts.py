"""Word tables inside cells of other tables: pages laid out in a table, tables inside a task's cell."""

from __future__ import annotations

import pytest
from make_documents import paragraph, word_cell, word_table
from make_tables import HEADER, TITLE, cells, docx, issues_of, table, tasks_of

from kg.extract import extract
from kg.read import read_bytes

R1 = ("1", "开办企业一日办结", "区市场监管局", "2024年6月底前")
R2 = ("2", "编制惠企政策目录", "区发改委", "2024年9月底前")
TASKS = [
    "1 开办企业一日办结｜responsible:区市场监管局｜2024-06-30",
    "2 编制惠企政策目录｜responsible:区发改委｜2024-09-30",
]
TABLE = table((HEADER, R1, R2))
WHOLE = paragraph(TITLE) + paragraph("各单位：") + TABLE + paragraph("滨河区人民政府办公室")


@pytest.mark.parametrize(
    "rows",
    [
        [[word_cell(WHOLE)]],
        [[word_cell(paragraph(TITLE))], [word_cell(paragraph("一、总体要求") + TABLE)]],
        [[word_cell(""), word_cell(WHOLE)]],
        [[word_cell(word_table([[word_cell(WHOLE)]]))]],
        [[word_cell(paragraph("附件1")), word_cell(paragraph(TITLE))], [word_cell(""), word_cell(TABLE)]],
    ],
    ids=["one cell", "one column", "an empty margin", "a cell in a cell", "title beside"],
)
def test_a_table_that_lays_out_the_page(rows: list[list[str]]) -> None:
    assert tasks_of(docx(word_table(rows)), "a.docx") == TASKS


def test_items_inside_one_cell() -> None:
    lines = ["滨河区营商环境方案", "一、重点任务", "（一）编制惠企政策目录。（责任单位：区发改委）"]
    data = docx(word_table([[word_cell("".join(map(paragraph, lines)))]]))
    assert tasks_of(data, "a.docx") == ["一、（一） 编制惠企政策目录｜responsible:区发改委｜"]


def test_units_in_a_table_inside_their_cell() -> None:
    inner = table((("牵头单位", "区市场监管局"), ("配合单位", "区税务局、区人社局")))
    row = [*cells(*R1[:2]), word_cell(inner + paragraph()), *cells(R1[3])]
    assert tasks_of(docx(paragraph(TITLE), word_table([cells(*HEADER), row])), "a.docx") == [
        "1 开办企业一日办结｜lead:区市场监管局 support:区税务局 support:区人社局｜2024-06-30"
    ]


def test_limits_in_a_table_inside_their_cell() -> None:
    inner = table((("阶段", "时限"), ("启动", "2024年3月底前"), ("完成", "2024年9月底前")))
    row = [*cells(*R1[:3]), word_cell(inner + paragraph())]
    assert tasks_of(docx(paragraph(TITLE), word_table([cells(*HEADER), row])), "a.docx") == [
        "1 开办企业一日办结｜responsible:区市场监管局｜2024-03-31 2024-09-30"
    ]


def test_a_task_table_inside_a_cell_of_its_class() -> None:
    inner = table((HEADER[1:], R1[1:], R2[1:]))
    rows = [cells("类别", "内容"), [*cells("政务服务"), word_cell(inner + paragraph())]]
    data = docx(paragraph(TITLE), word_table(rows))
    assert tasks_of(data, "a.docx") == [f" {task.split(' ', 1)[1]}" for task in TASKS]


def test_trap_a_table_of_two_columns_is_no_page() -> None:
    data = docx(paragraph(TITLE), table((("任务", "责任单位"), R1[1:3], R2[1:3])))
    assert tasks_of(data, "a.docx") == [
        " 开办企业一日办结｜responsible:区市场监管局｜",
        " 编制惠企政策目录｜responsible:区发改委｜",
    ]
    assert issues_of(data, "a.docx") == []


def test_a_column_of_numbers_below_the_header_of_the_tasks() -> None:
    header = [word_cell(paragraph("工作任务"), span=3), *cells("责任单位")]
    rows = [cells("文件公开", "1", "公布目录", "区政府办"), cells("信箱办理", "2", "限时答复", "区信访局")]
    data = docx(paragraph(TITLE), word_table([header, *rows]))
    assert tasks_of(data, "a.docx") == [
        "1 公布目录｜responsible:区政府办｜",
        "2 限时答复｜responsible:区信访局｜",
    ]


def test_trap_figures_below_the_header_of_the_tasks_are_no_numbers() -> None:
    header = [word_cell(paragraph("工作任务"), span=2), *cells("责任单位")]
    data = docx(paragraph(TITLE), word_table([header, cells("新建公厕座数", "12", "区城管局")]))
    assert tasks_of(data, "a.docx")[0].startswith(" 新建公厕座数")


@pytest.mark.parametrize("above", [["附件2：", "", TITLE, "2025年2月"], [TITLE, "（第一批）", "", ""]])
def test_a_header_below_any_number_of_rows_of_one_cell(above: list[str]) -> None:
    rows = [[word_cell(paragraph(text), span=4)] for text in above]
    data = docx(word_table([*rows, cells(*HEADER), cells(*R1), cells(*R2)]))
    assert tasks_of(data, "a.docx") == TASKS
    assert issues_of(data, "a.docx") == []


LETTER = [
    "XX市人民政府办公室",
    "关于做好2025年防汛工作的通知",
    "各区人民政府：",
    "一、压实责任。（市水利局牵头）",
]
SIGNED = ["XX市人民政府办公室", "2025年4月20日"]


def letter(head: str = "", imprint: str = "") -> bytes:
    return docx(head, *map(paragraph, LETTER), *map(paragraph, SIGNED), imprint)


@pytest.mark.parametrize(
    "rows",
    [
        [
            [word_cell(paragraph("XX市人民政府办公室文件"), span=2)],
            cells("豫政办〔2025〕12号", "签发人：李明"),
        ],
        [cells("豫政办〔2025〕12号", "")],
    ],
)
def test_a_letterhead_in_a_table(rows: list[list[str]]) -> None:
    data = letter(head=word_table(rows))
    (document,) = extract(read_bytes(data, "a.docx")).documents
    assert (document.number, document.issuers) == ("豫政办〔2025〕12号", ("XX市人民政府办公室",))
    assert document.title == "XX市人民政府办公室关于做好2025年防汛工作的通知"
    assert issues_of(data, "a.docx") == []


def test_an_imprint_in_a_table() -> None:
    rows = [
        [word_cell(paragraph("抄送：市委办公室，市政协办公室。"), span=2)],
        cells("XX市人民政府办公室", "2025年4月21日印发"),
    ]
    data = letter(imprint=word_table(rows))
    assert tasks_of(data, "a.docx") == ["一、 压实责任｜lead:市水利局｜"]
    assert issues_of(data, "a.docx") == []


def test_trap_a_list_of_documents_is_no_letterhead() -> None:
    data = letter(imprint=table((("1", "关于防汛的通知", "豫政办〔2024〕3号"),)))
    assert extract(read_bytes(data, "a.docx")).documents[0].number is None

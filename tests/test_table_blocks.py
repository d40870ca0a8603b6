"""Tables of several blocks: below another header other columns stand."""

from __future__ import annotations

import pytest
from make_documents import paragraph, web_page, word_cell, word_table
from make_tables import TITLE, Lines, cells, docx, issues_of, table, tasks_of

SCHOOL = ("1", "扩建小学", "区教育局", "2024年6月底前", "")
GRANT = ("2", "发放补贴", "区民政局", "2024年9月底前", "")
WATER = ("1", "建设水厂", "区水务局", "区财政局", "2024年10月底前")
TASKS = ("序号", "任务", "责任单位", "完成时限", "备注")
PROJECTS = ("序号", "项目", "牵头单位", "配合单位", "时限")
READ = [
    "1 扩建小学｜responsible:区教育局｜2024-06-30",
    "2 发放补贴｜responsible:区民政局｜2024-09-30",
    "1 建设水厂｜lead:区水务局 support:区财政局｜2024-10-31",
]


def word(*rows: tuple[str, ...]) -> bytes:
    """A Word table; what stands alone in its row covers all columns."""
    made = (cells(*row) if len(row) > 1 else [word_cell(paragraph(row[0]), span=5)] for row in rows)
    return docx(paragraph(TITLE), word_table(made))


def web(rows: Lines) -> bytes:
    lines = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return web_page(f"<p>{TITLE}</p><table><tr>{'</tr><tr>'.join(lines)}</tr></table>").encode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word(TASKS, SCHOOL, GRANT, PROJECTS, WATER), "a.docx"),
        (word(TASKS, SCHOOL, GRANT, ("二、重点项目",), PROJECTS, WATER), "a.docx"),
        (web((TASKS, SCHOOL, GRANT, PROJECTS, WATER)), "a.html"),
        ("\n".join(",".join(row) for row in (TASKS, SCHOOL, GRANT, PROJECTS, WATER)).encode(), "a.csv"),
    ],
    ids=["Word", "with a caption", "a web page", "CSV"],
)
def test_another_header_names_other_columns(data: bytes, name: str) -> None:
    assert tasks_of(data, name) == READ
    assert issues_of(data, name) == []


def test_another_header_without_numbers() -> None:
    rows = (
        ("任务", "责任单位", "时限"),
        SCHOOL[1:4],
        ("工作项目", "牵头单位", "时限"),
        ("建设水厂", "区水务局", "年底前"),
    )
    assert [one.split("｜")[1] for one in tasks_of(docx(paragraph(TITLE), table(rows)), "a.docx")] == [
        "responsible:区教育局",
        "lead:区水务局",
    ]


@pytest.mark.parametrize("first", [0, 1], ids=["counted", "not counted"])
def test_trap_a_list_of_people_below_tasks_hands_nothing_out(first: int) -> None:
    people = (("序号", "单位", "联系人", "职务", "联系电话"), ("1", "区教育局", "王明", "科长", "5550101"))
    data = word(TASKS, SCHOOL, GRANT, *(row[first:] for row in people))
    assert tasks_of(data, "a.docx") == READ[:2]
    assert issues_of(data, "a.docx") == []


def test_trap_the_same_header_again_leaves_the_headings_over_its_rows() -> None:
    header = TASKS[:4]
    rows = (header, SCHOOL[:4], header, GRANT[:4])
    assert tasks_of(docx(paragraph(TITLE), table(rows)), "a.docx") == READ[:2]


def test_trap_records_of_labels_and_values_are_no_headers() -> None:
    rows = (("序号", "1", "任务名称", "扩建小学"), ("责任单位", "区教育局", "完成时限", "2024年6月底前"))
    more = (("序号", "2", "任务名称", "发放补贴"), ("责任单位", "区民政局", "完成时限", "2024年9月底前"))
    assert tasks_of(docx(paragraph(TITLE), table((*rows, *more))), "a.docx") == READ[:2]


@pytest.mark.parametrize("header", ["频次", "督导处室"])
def test_a_header_below_a_caption_may_have_a_name_that_the_one_above_has_not(header: str) -> None:
    rows = (
        ("任务内容", "责任单位", "时限"),
        SCHOOL[1:4],
        ("二、日常任务", "", ""),
        ("任务内容", "责任单位", header),
        ("巡查河道", "区水务局", "每周一"),
    )
    due = "2024-06-30"
    assert tasks_of(docx(paragraph(TITLE), table(rows)), "a.docx") == [
        f" 扩建小学｜responsible:区教育局｜{due}",
        " 巡查河道｜responsible:区水务局｜",
    ]

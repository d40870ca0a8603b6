"""Rows that the end of a page cut, in Word documents and web pages that were made from pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from make_documents import paragraph
from make_tables import docx, table, tasks_of

TITLE = "云溪县2024年水务任务清单"
HEADER = ("序号", "任务", "责任单位", "完成时限")
Rows = Sequence[tuple[str, ...]]


def word(*tables: Rows) -> list[str]:
    """The tasks of a Word document with these tables and an empty paragraph behind each."""
    return tasks_of(docx(paragraph(TITLE), *(table(rows) + paragraph() for rows in tables)), "a.docx")


def web(*tables: Rows) -> list[str]:
    """The tasks of a web page with these tables."""
    shown = (
        "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in rows) for rows in tables
    )
    body = "<p>续表</p>".join(f"<table>{rows}</table>" for rows in shown)
    return tasks_of(f"<html><body><h1>{TITLE}</h1>{body}</body></html>".encode(), "a.html")


both = pytest.mark.parametrize("made", [word, web])
DONE = [
    "1 加固堤防，长度12公里｜responsible:县水利局 responsible:县水务集团｜2024-10-31",
    "2 清淤｜responsible:县住建局｜2024-11-30",
]


@both
def test_the_rest_of_a_row_stands_below_the_repeated_header(made: Callable[..., list[str]]) -> None:
    upper = (HEADER, ("1", "加固堤防，长度12", "县水利局、县水", "2024年10"))
    lower = (HEADER, ("", "公里", "务集团", "月底前"), ("2", "清淤", "县住建局", "2024年11月底前"))
    assert made(upper, lower) == DONE


@both
def test_the_rest_of_a_row_stands_in_the_same_table(made: Callable[..., list[str]]) -> None:
    rows = (
        HEADER,
        ("1", "加固堤防，长度12", "县水利局、县水", "2024年10"),
        ("", "公里", "务集团", "月底前"),
        ("2", "清淤", "县住建局", "2024年11月底前"),
    )
    assert made(rows) == DONE


@both
def test_a_whole_row_without_a_number_is_no_rest(made: Callable[..., list[str]]) -> None:
    upper = (HEADER, ("1", "加固堤防", "县水利局", "2024年10月底前"))
    lower = (
        HEADER,
        ("", "疏通管网", "县住建局", "2024年11月底前"),
        ("2", "清淤", "县住建局", "2024年11月底前"),
    )
    assert [task.split("｜")[0].split(" ")[-1] for task in made(upper, lower)] == [
        "加固堤防",
        "疏通管网",
        "清淤",
    ]


@both
def test_a_row_below_another_header_is_no_rest(made: Callable[..., list[str]]) -> None:
    upper = (HEADER, ("1", "加固堤防", "县水利局、县水务集团", "2024年10"))
    lower = (("序号", "任务", "牵头单位", "完成时限"), ("", "维护泵站", "县住建局", "月底前"))
    assert "维护泵站" in made(upper, lower)[1]

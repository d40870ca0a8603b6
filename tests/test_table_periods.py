"""Tables that say in columns of their own when work begins and when it ends."""

from __future__ import annotations

import pytest
from make_documents import paragraph
from make_tables import TITLE, Lines, docx, table

from kg.extract import extract
from kg.read import read_bytes


def periods_of(*rows: Lines) -> list[list[str]]:
    limits = [
        task.deadlines for task in extract(read_bytes(docx(paragraph(TITLE), table(rows)), "a.docx")).tasks
    ]
    return [[f"{one.text} {one.kind} {one.start} {one.end}" for one in row] for row in limits]


@pytest.mark.parametrize(
    "headers", [("计划开工时间", "计划完工时间"), ("启动时间", "完成时间"), ("开工日期", "完成时限")]
)
def test_a_limit_beside_the_time_of_its_beginning_is_the_end_of_a_period(headers: tuple[str, str]) -> None:
    assert periods_of(
        ("序号", "任务", "责任单位", *headers),
        ("1", "扩建泵站", "区水务局", "2024年3月", "2025年10月"),
        ("2", "清理边沟", "区交通局", "2024.4.15", "2024.6"),
    ) == [["2025年10月 period 2024-03-01 2025-10-31"], ["2024.6 period 2024-04-15 2024-06-30"]]


def test_trap_a_beginning_that_tells_no_day_or_a_later_one_begins_no_period() -> None:
    assert periods_of(
        ("序号", "任务", "责任单位", "开工时间", "竣工时间"),
        ("1", "扩建泵站", "区水务局", "已开工", "2024年10月"),
        ("2", "清理边沟", "区交通局", "2024年11月", "2024年6月"),
        ("3", "改造涵洞", "区交通局", "2024年5月", "—"),
    ) == [["2024年10月 date None 2024-10-31"], ["2024年6月 date None 2024-06-30"], []]

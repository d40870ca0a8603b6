"""Task tables whose header has parts without a cell over them, and tables that tell tasks by their names."""

from __future__ import annotations

import pytest
from make_tables import tasks_of


def between_pipes(*rows: str) -> bytes:
    """A file of Markdown with one table, its rows between pipes."""
    header, *others = (f"|{row}|" for row in rows)
    return "\n".join([header, "|--" * (header.count("|") - 1) + "|", *others]).encode()


def test_who_leads_and_who_helps_below_a_header_of_units_have_what_is_named() -> None:
    data = between_pipes(
        "序号|课题名称|责任单位||时限", "||牵头|配合|", "1|清淤规划|县水利局|县财政局|2024年5月"
    )
    assert tasks_of(data, "a.md") == ["1 清淤规划｜lead:县水利局 support:县财政局｜2024-05-31"]


def test_parts_of_a_header_of_units_that_left_nothing_over_them_hold_units() -> None:
    data = between_pipes("序号|任务|责任单位||时限", "||区级|街道|", "1|清淤|区水务局|各街道|2024年5月")
    assert tasks_of(data, "a.md") == ["1 清淤｜responsible:区水务局 responsible:各街道｜2024-05-31"]


def test_trap_parts_of_a_header_of_units_that_hold_none() -> None:
    data = between_pipes("序号|任务|责任单位||时限", "||全称|人数|", "1|清淤|区水务局|12|2024年5月")
    assert tasks_of(data, "a.md") == ["1 清淤｜responsible:区水务局｜2024-05-31"]


def test_the_name_of_a_task_is_the_task_though_more_is_told_behind_its_units() -> None:
    data = between_pipes("任务名称|牵头单位|工作内容", "清淤疏浚|县水利局|分三段清理河道，恢复行洪能力")
    assert tasks_of(data, "a.md") == [" 清淤疏浚｜lead:县水利局｜"]


@pytest.mark.parametrize(
    ("header", "cells", "title"),
    [
        ("产业链|链长|牵头单位|承载园区", "绿色食品|李伟（副市长）|市农业农村局|食品园", "绿色食品"),
        ("产业链|年度任务|牵头单位", "绿色食品|引进项目3个|市农业农村局", "引进项目3个"),
    ],
    ids=["alone", "trap: over tasks"],
)
def test_who_leads_a_chain_of_industries_has_it(header: str, cells: str, title: str) -> None:
    assert tasks_of(between_pipes(header, cells), "a.md") == [f" {title}｜lead:市农业农村局｜"]

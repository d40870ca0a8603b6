"""Tables of what is wrong: who was inspected has to mend it."""

from __future__ import annotations

import pytest
from make_documents import paragraph
from make_tables import Lines, docx, table, tasks_of

OWNED = "1 安全出口上锁｜responsible:县第三中学｜2024-05-20"


def problems(*rows: tuple[str, ...]) -> list[str]:
    lines: Lines = rows
    return tasks_of(docx(paragraph("2024年检查问题清单"), table(lines)), "a.docx")


@pytest.mark.parametrize(
    "header", ["整改单位", "单位", "受检单位", "被检查单位", "学校名称", "隐患单位", "责任单位"]
)
@pytest.mark.parametrize("wrong", ["存在问题", "存在隐患", "隐患内容"])
def test_who_stands_before_what_is_wrong_mends_it(header: str, wrong: str) -> None:
    assert problems(
        ("序号", header, wrong, "整改期限"), ("1", "县第三中学", "安全出口上锁", "5月20日前")
    ) == [OWNED]


def test_trap_where_somebody_else_has_to_mend_it_the_inspected_have_not() -> None:
    assert problems(
        ("序号", "企业名称", "存在隐患", "责任单位", "整改期限"),
        ("1", "宏远化工厂", "安全出口上锁", "县第三中学", "5月20日前"),
    ) == [OWNED]


def test_trap_what_is_wrong_and_nothing_to_be_done_about_it_is_no_task() -> None:
    assert problems(("序号", "企业名称", "存在隐患"), ("1", "宏远化工厂", "安全出口上锁")) == []

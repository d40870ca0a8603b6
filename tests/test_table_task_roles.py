"""Tasks that say who leads and who helps, beside a column of who has them."""

from __future__ import annotations

import pytest
from make_documents import paragraph
from make_tables import docx, table, tasks_of


def units(task: str, column: str = "议定事项") -> str:
    rows = (("序号", column, "责任单位", "完成时限"), ("1", task, "市水务局", "2024年5月底前"))
    [found] = tasks_of(docx(paragraph("议定事项台账"), table(rows)), "a.docx")
    return found.split("｜")[1]


@pytest.mark.parametrize(
    "task",
    [
        "市水务局牵头，市财政局配合，核定供水价格",
        "核定供水价格，由市水务局负责牵头、市财政局协助",
        "由市水务局牵头、市财政局配合核定供水价格。",
    ],
)
def test_what_a_task_says_of_roles_stands_for_its_units_and_others(task: str) -> None:
    helps = "support:市财政局"
    assert units(task) == f"lead:市水务局 {helps}"


@pytest.mark.parametrize(
    "task",
    ["配合市水务局核定供水价格", "市财政局牵头，市审计局配合核定供水价格", "落实牵头单位责任，核定供水价格"],
)
def test_trap_words_for_roles_that_say_nothing_of_the_unit_beside(task: str) -> None:
    assert units(task) == "responsible:市水务局"


def test_trap_what_is_wrong_gives_no_roles() -> None:
    assert units("市水务局牵头不力，水价未核定", "存在问题") == "responsible:市水务局"

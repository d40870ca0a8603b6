"""Places before the units of a cell, and the people of places."""

from __future__ import annotations

import pytest
from make_documents import paragraph
from make_tables import TITLE, docx, table, tasks_of


def units(cell: str) -> str:
    rows = (("序号", "任务", "责任单位", "完成时限"), ("1", "清理占道摊位", cell, "2024年6月底前"))
    [found] = tasks_of(docx(paragraph(TITLE), table(rows)), "a.docx")
    return found.split("｜")[1]


@pytest.mark.parametrize(
    "cell",
    [
        "滨江路：区税务局、区审计局",
        "北关街道：区税务局|南湖街道：区审计局",
        "东片区：区税务局；西片区：区审计局",
    ],
)
def test_units_behind_places_have_the_task(cell: str) -> None:
    assert units(cell) == "responsible:区税务局 responsible:区审计局"


def test_trap_a_place_has_it_with_its_people_behind_it() -> None:
    assert units("柳林镇：王强；青石乡：赵敏、李伟") == "responsible:柳林镇 responsible:青石乡"


def test_trap_bodies_before_their_duties_and_words_for_roles_are_no_places() -> None:
    assert units("区应急局：组织演练；区气象局：发布预警") == "responsible:区应急局 responsible:区气象局"
    assert units("牵头：区税务局；配合：区审计局") == "lead:区税务局 support:区审计局"

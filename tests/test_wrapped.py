"""Texts whose lines were cut at some width say the same as where each paragraph is a line."""

from __future__ import annotations

from random import Random

import pytest
from make_texts import composed

from kg.extract import extract
from kg.identity.registry import Registry
from kg.model import squeeze
from kg.read import read_bytes

REGISTRY = Registry.load()
PLANS = [
    text for text in (composed(Random(seed)) for seed in range(40)) if "\t" not in text and "|" not in text
]


def facts(text: str) -> list[tuple[str, list[object], list[object]]]:
    """The tasks of a text without its line breaks."""
    found = extract(read_bytes(text.encode(), "a.txt"), REGISTRY)
    return [
        (
            squeeze(task.text),
            [(squeeze(one.unit), one.role) for one in task.assignments],
            [(squeeze(one.text), one.kind, one.start, one.end) for one in task.deadlines],
        )
        for task in found.tasks
    ]


def wrapped(text: str, width: int) -> str:
    """The lines of a text cut at `width` characters."""
    return "\n".join(
        line[at : at + width] for line in text.splitlines() for at in range(0, max(len(line), 1), width)
    )


@pytest.mark.parametrize("width", [24, 27, 32, 36, 41])
def test_plans_cut_at_any_width(width: int) -> None:
    for plan in PLANS:
        assert facts(wrapped(plan, width)) == facts(plan)


@pytest.mark.parametrize(
    "item",
    [
        "清理法规。（国务院办⏎公厅牵头，司法部负责）",
        "清理法规。（国务院⏎办公厅牵头，司法部负责）",
        "清理法规。（国务院⏎相关部门及各地区负责）",
        "清理法规。（司法部牵头，国务院相关部⏎门及各地区负责）",
        "清理法规。（司法部牵头，国务院相关部门⏎及各地区负责）",
        "清理法规。（司法部、人力资源社⏎会保障部等国务院相关部门负责）",
        "清理法规。（省司法厅⏎等国务院相关部门负责）",
        "清理法规。（责任单位：省财政厅，各设区⏎市人民政府）",
        "清理法规。（市司法局、各县（市、区⏎）人民政府负责）",
        "清理法规。（专项工作组⏎成员单位负责）",
        "清理法规。（市司法局牵头，市纪委监委⏎机关、市委⏎机关工委配合）",
        "清理法规。（责任单位：省妇联　省⏎教育厅）",
        "清理法规。（责任单位：省委网信办　省文化广电⏎和旅游厅）",
        "清理法规。\n责任单位：市财政局、市⏎园林⏎绿化局、市公安局",
        "清理法规，到2030⏎年，合格率达到90%。（市司法局负责）",
        "清理法规，于2024年1⏎2月3⏎1日前完成。（市司法局负责）",
        "扶持企业（不含市建设公司、市投资公司）⏎，补贴比例提高到60%。（市司法局负责）",
    ],
)
def test_a_line_may_end_inside_names_words_and_times(item: str) -> None:
    plan = f"关于做好有关工作的通知\n2024年3月1日\n\n一、重点任务\n1.{item}\n2.修订办法。\n"
    assert facts(plan.replace("⏎", "\n")) == facts(plan.replace("⏎", "")) != []


FULL_LINES = """
关于做好全省儿童健康服务有关工作的通知
一、主要任务
（一）优化服务。一是建立儿童健康档案制度。
加强口腔保健和眼保健，对异常情况早发现。二
是配备保健教师，通过多种方式解决人员问题。
三是开展宣传，推动服务进社区、进农村、进家
庭，建设有特色的儿童活动场所，推动“多报合
一、信息共享”。（省卫生健康委、省教育厅、
省民政厅负责）
（二）规范管理。（省财政厅负责）
"""


def test_a_full_line_that_ends_with_a_sentence_ends_no_paragraph_and_a_cut_word_is_no_number() -> None:
    first, second = facts(FULL_LINES)
    assert first[0].startswith("优化服务。一是建立")
    assert first[0].endswith("信息共享”。")
    assert second[0] == "规范管理。"


def test_the_rest_of_a_list_above_a_signature_signs_nothing() -> None:
    plan = (
        "关于清理法规的通知\n1.清理法规。\n责任单位：市财政局、市公⏎安局、市司法局\n"
        "青石市人民政府\n2024年3月1日\n"
    )
    assert facts(plan.replace("⏎", "\n")) == facts(plan.replace("⏎", "")) != []


@pytest.mark.parametrize("heading", ["【城市建设】", "附件2"])
def test_a_heading_of_a_kind_of_its_own_goes_on_with_no_line(heading: str) -> None:
    lines = (
        "云溪县2022年重点任务分解",
        "1.建成基站1500个。",
        "    主责部门：县通信办",
        "    协同部门：县住建局，铁塔公司",
        "    时序进度：6月底完成800个；12月底全部完成",
        heading,
        "2.改造小区86个。",
        "    主责部门：县住建局",
        "    时序进度：3月底前全部开工，11月底前完工",
    )
    assert [task for task, *_ in facts("\n".join(lines))] == ["建成基站1500个。", "改造小区86个。"]

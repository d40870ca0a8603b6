"""Lines of one cell of a ruled table: where a name is wrapped, and where another begins."""

from __future__ import annotations

import pytest
from make_tables import Pages, tasks_of

HEADER = ("序号", "任务", "责任单位", "协办单位")
XS = (70.0, 110.0, 310.0, 420.0, 495.0)
NARROW = (70.0, 110.0, 310.0, 420.0, 506.0)


def support(*cells: str, xs: tuple[float, ...] = XS) -> list[str]:
    """The helpers of each row, the cell of whose column reads so, its lines parted by |."""
    rows = [(str(at), f"办好第{at}件事", "区政府办", cell) for at, cell in enumerate(cells, 1)]
    found = tasks_of(Pages().rows((HEADER, *rows), xs).done(), "a.pdf")
    return [task.split("support:", 1)[1].split("｜")[0].replace("support:", "") for task in found]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("区财政局|区教育局", "区财政局 区教育局"),
        ("区民政|局|教育局", "区民政局 教育局"),
        ("税务局|消防大队", "税务局 消防大队"),
    ],
)
def test_a_line_that_ends_before_its_column_does_ends_a_name(cell: str, units: str) -> None:
    assert support("区应急局、", cell)[1:] == [units]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("区税务分局|疾控中心", "区税务分局 疾控中心"),
        ("区文旅体局|招商公司", "区文旅体局 招商公司"),
    ],
)
def test_a_line_one_character_short_ends_a_name(cell: str, units: str) -> None:
    assert support("区城市管理局", cell, xs=NARROW)[1:] == [units]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("消防救援大队|自然资源和规|划分局", "消防救援大队 自然资源和规划分局"),
        ("区乡村振兴局|区农业农村局", "区乡村振兴局 区农业农村局"),
        ("自然资源和规|划分局|消防救援大队", "自然资源和规划分局 消防救援大队"),
        ("南大街街道|荷花池街道", "南大街街道 荷花池街道"),
    ],
)
def test_a_full_line_ends_a_name_where_the_next_is_no_part_of_it(cell: str, units: str) -> None:
    assert support("区城市管理局", cell, xs=NARROW)[1:] == [units]


@pytest.mark.parametrize(
    "cell",
    [
        "滨河区公安局|交警大队",
        "滨河区公安局|交通管理局",
        "高新区管委会|建设局",
        "国家税务总局|滨河税务局",
        "自然资源和规|划局滨河分局",
    ],
)
def test_trap_a_name_wrapped_where_a_shorter_one_ends_is_one(cell: str) -> None:
    assert support("区城市管理局", cell, xs=NARROW)[1:] == [cell.replace("|", "")]


def test_trap_a_mark_that_hangs_over_the_edge_makes_no_other_line_short() -> None:
    found = support("区城市管理局、|区财政局", "市生态环境局|滨河分局", xs=NARROW)
    assert found == ["区城市管理局 区财政局", "市生态环境局滨河分局"]


def test_trap_a_line_left_short_for_a_mark_that_may_not_begin_the_next_goes_on() -> None:
    found = support("区城市管理局", "市生态环境局|滨河分局", "市自来水公|司、区水务局", xs=NARROW)
    assert found[1:] == ["市生态环境局滨河分局", "市自来水公司 区水务局"]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("区应急管理局|区委组织部", "区应急管理局 区委组织部"),
        ("区发展改革局|区妇联", "区发展改革局 区妇联"),
        ("区市场监管局|各街道办", "区市场监管局 各街道办"),
        ("区医疗保障局|团区委", "区医疗保障局 团区委"),
        ("各镇（街道）|区直各部门", "各镇（街道） 区直各部门"),
        ("区交通运输局|国网滨河公司", "区交通运输局 国网滨河公司"),
        ("区交通运输局|东山管委会", "区交通运输局 东山管委会"),
        ("高新园（东山|镇）|各街道", "高新园（东山镇） 各街道"),
        ("区综合执法局|（区城管局）|区公安局", "区综合执法局（区城管局） 区公安局"),
        ("高新园(东山)|各街道办事处", "高新园(东山) 各街道办事处"),
        ("各镇街（园|区、村）政府|区妇联", "各镇街（园区、村）政府 区妇联"),
    ],
)
def test_a_full_line_ends_a_name_where_the_next_begins_as_names_do(cell: str, units: str) -> None:
    assert support("区城市管理局", cell, xs=NARROW)[1:] == [units]


@pytest.mark.parametrize(
    "cell",
    ["滨河东区政府|市政园林中心", "市税务局开发|区直属分局", "区公安局滨河|镇派出所", "东山各县（区）|政府"],
)
def test_trap_a_rest_that_begins_like_a_level_is_no_name(cell: str) -> None:
    assert support("区城市管理局", cell, xs=NARROW)[1:] == [cell.replace("|", "")]


BLANKS = (70.0, 110.0, 200.0, 280.0, 425.0)


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("区财政局 区教育局 各街道|市国有公司", "区财政局 区教育局 各街道 市国有公司"),
        ("区民政局 区财政局 区乡村|振兴局", "区民政局 区财政局 区乡村振兴局"),
        ("区民政局 区财政局 公安局|交警支队", "区民政局 区财政局 公安局交警支队"),
    ],
    ids=["at a blank", "trap: inside a name", "trap: a part of it"],
)
def test_a_list_set_apart_by_blanks_breaks_at_one(cell: str, units: str) -> None:
    assert support("区城市管理局", cell, xs=BLANKS)[1:] == [units]


def test_a_name_ends_at_the_page_break_where_another_begins() -> None:
    pages = Pages().rows((HEADER, ("1", "修好道路", "区政府办", "区城市管理局|区应急管理局")), NARROW)
    pages.next_page().rows((HEADER, ("", "", "", "区残联"), ("2", "种树", "区政府办", "区妇联")), NARROW)
    found = tasks_of(pages.done(), "a.pdf")[0]
    assert found.endswith("support:区城市管理局 support:区应急管理局 support:区残联｜")

"""Short names that a document gives to bodies: they mean the same unit there, and nothing elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_styles import extracted

from kg.identity.short_names import short_names, written_out

GIVEN = [
    ("县住房和城乡建设局（以下简称县住建局）负责修路", "县住建局", "县住房和城乡建设局"),
    ("经研究，决定成立云溪县防火工作专班（以下简称“县专班”）", "县专班", "云溪县防火工作专班"),
    ("由县应急管理局和县园林绿化中心（简称：县园林中心）组织", "县园林中心", "县园林绿化中心"),
    ("县公安局、县城市更新和物业中心（下称“县更新中心”，", None, None),
    ("县公安局、县城市更新和物业中心 (以下 简称 县更新中心)负责", "县更新中心", "县城市更新和物业中心"),
    (
        "改造老旧小区并完善配套设施，由县住房和\n城乡建设局（以下简称县住建局）负责",
        "县住建局",
        "县住房和城乡建设局",
    ),
    ("决定成立防火专班（以下简称县专班）", None, None),
    ("1.医院感染管理科（以下简称院感科）负责", "院感科", "医院感染管理科"),
    ("《云溪县条例》（以下简称县条例局）", None, None),
    ("华山公司（以下简称我司）", None, None),
    ("根据《云溪县消防条例》（以下简称《条例》）", None, None),
    ("各乡镇人民政府（以下简称各地）", None, None),
    ("县教育局、县体育局（以下统称教体部门）", None, None),
    ("县教育局（以下简称县局）。县税务局（以下简称县局）。", None, None),
]


@pytest.mark.parametrize(("text", "short", "full"), GIVEN, ids=[text for text, _, _ in GIVEN])
def test_names_given_by_a_text(text: str, short: str | None, full: str | None) -> None:
    assert short_names(text) == ({short: full} if short else {})


def test_the_office_of_who_has_a_short_name_is_its_office() -> None:
    shorts = {"县森防指": "县森林防灭火指挥部"}
    assert written_out("县森防指办公室", shorts) == "县森林防灭火指挥部办公室"
    assert written_out("县森防指", shorts) == "县森林防灭火指挥部"
    assert written_out("县防指", shorts) == "县防指"


def test_a_short_name_is_the_unit_it_was_given_to(tmp_path: Path) -> None:
    text = (
        "石城县人民政府关于防火的通知\n"
        "一、县自然资源局（以下简称县自规局）负责绘图。\n二、县自规局负责测绘。\n石城县人民政府\n2024年3月1日\n"
    )
    first, second = (task.assignments[0] for task in extracted(text, tmp_path).tasks)
    assert (first.unit, second.unit) == ("县自然资源局", "县自规局")
    assert first.unit_id == second.unit_id
    other = text.replace("（以下简称县自规局）", "")
    first, second = (task.assignments[0] for task in extracted(other, tmp_path).tasks)
    assert first.unit_id != second.unit_id


def test_a_full_name_in_brackets_behind_a_short_one_is_the_same_unit(tmp_path: Path) -> None:
    text = (
        "石城县人民政府关于服务的通知\n一、县税务局（国家税务总局石城县税务局）负责减税。\n"
        "二、国家税务总局石城县税务局负责核验。\n石城县人民政府\n2024年3月1日\n"
    )
    first, second = (task.assignments[0] for task in extracted(text, tmp_path).tasks)
    assert first.unit_id == second.unit_id

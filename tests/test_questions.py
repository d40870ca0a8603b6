"""Named questions: every file is sound, and the answers are those a plain reading of the data gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
import synthetic

from kg.errors import AmbiguousName, BadRequest, UnknownName
from kg.extract import extract
from kg.graph import graph, matrix, partnership, path
from kg.model import Extraction, Role, Task
from kg.questions import (
    Answer,
    ask,
    deadlines,
    evidence,
    load,
    names,
    overlaps,
    parse,
    partners,
    show,
    who_owns,
)
from kg.questions.whose import unit_id
from kg.read import read_bytes
from kg.resources import folder
from kg.store import Reading, Store

OWNERS = {Role.LEAD, Role.RESPONSIBLE}
ITEMS = {"task", "row", "decision"}
MADE = list(synthetic.extractions(240, documents=12))
UNIT = synthetic.unit(0, "水务局")

PARAMETERS: dict[str, object] = {
    "unit": UNIT.name,
    "task": MADE[0].tasks[0].id,
    "document": synthetic.document_number(0),
    "heading": "改造",
    "text": "污水",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    file = tmp_path_factory.mktemp("record") / "kg.db"
    with Store(file, write=True) as record:
        for made in MADE:
            record.replace(made, f"/docs/{made.source.file}", Reading(made.source.sha256, "1"))
    with Store(file) as record:
        yield record


def answered(store: Store, name: str) -> Answer:
    needed = [p.name for p in load(name).parameters if p.default is None]
    return ask(store, name, **{parameter: PARAMETERS[parameter] for parameter in needed})


def items(made: Extraction | None = None) -> list[Task]:
    return [task for each in ([made] if made else MADE) for task in each.tasks if task.kind.value in ITEMS]


# ---------------------------------------------------------------- the files


@pytest.mark.parametrize("name", names())
def test_a_question_answers_with_the_columns_of_its_header(store: Store, name: str) -> None:
    answer = answered(store, name)
    assert answer.rows
    for column, values in zip(answer.question.columns, zip(*answer.rows, strict=True), strict=True):
        kinds = {type(value) for value in values} - {type(None)}
        assert kinds <= {int if column.type == "integer" else str}, column.name


@pytest.mark.parametrize("name", names())
def test_the_rows_of_a_question_stand_in_one_order(store: Store, name: str) -> None:
    rows = answered(store, name).rows
    assert len(set(rows)) == len(rows)
    assert "ORDER BY" in load(name).statement


@pytest.mark.parametrize("name", names())
def test_a_header_names_every_parameter_and_column(store: Store, name: str) -> None:
    question = load(name)
    body = "\n".join(line for line in question.statement.splitlines() if not line.startswith("--"))
    assert set(re.findall(r"(?<!:):(\w+)", body)) == {parameter.name for parameter in question.parameters}
    assert re.search(r"[\u4e00-\u9fff]", question.title)
    assert question.english.endswith("?")
    assert len({column.label for column in question.columns}) == len(question.columns)
    for parameter in question.parameters:
        parameter.value(parameter.example)
        if parameter.default is not None:
            parameter.value(parameter.default)
    ask(store, name, **{parameter.name: parameter.example for parameter in question.parameters})


@pytest.mark.parametrize("mark", ["--", "//", "#"])
def test_the_header_is_the_same_in_every_language(mark: str) -> None:
    text = (folder("queries") / "deadlines.sql").read_text(encoding="utf-8")
    other = parse("deadlines", re.sub(r"(?m)^--", mark, text))
    assert (other.title, other.parameters, other.columns) == (
        load("deadlines").title,
        load("deadlines").parameters,
        load("deadlines").columns,
    )


def test_a_file_without_a_header_is_refused() -> None:
    with pytest.raises(BadRequest, match="没有说明"):
        parse("x", "SELECT 1")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"unit": "x", "boss": "y"}, "没有参数 boss"),
        ({}, "缺少参数 unit"),
        ({"unit": "x", "role": "boss"}, "不在可选的词里"),
    ],
    ids=["unknown", "missing", "not a word accepted"],
)
def test_parameters_that_do_not_fit_are_refused(
    store: Store, given: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadRequest, match=sentence):
        ask(store, "who-owns", **given)


@pytest.mark.parametrize("value", ["2023-13-40", "tomorrow", "2023", "'; DROP TABLE tasks; --"])
def test_a_date_is_a_date(store: Store, value: str) -> None:
    with pytest.raises(BadRequest, match="不是日期"):
        ask(store, "deadlines", **{"from": value})


def test_an_unknown_question_is_answered_with_those_there_are(store: Store) -> None:
    with pytest.raises(UnknownName, match="who-owns"):
        ask(store, "who-sleeps")


# ---------------------------------------------------------------- the answers


def places(unit: str, roles: set[Role], tasks: list[Task]) -> Counter[str]:
    return Counter(t.id for t in tasks for a in t.assignments if a.unit_id == unit and a.role in roles)


@pytest.mark.parametrize(
    ("role", "roles"),
    [("owner", OWNERS), ("lead", {Role.LEAD}), ("support", {Role.SUPPORT}), ("all", set(Role))],
)
@pytest.mark.parametrize("called", [UNIT.name, UNIT.id])
def test_who_owns(store: Store, role: str, roles: set[Role], called: str) -> None:
    assert Counter(row.id for row in who_owns(store, called, role)) == places(UNIT.id, roles, items())


def test_who_owns_counts_running_text_on_request(store: Store) -> None:
    everything = [task for made in MADE for task in made.tasks]
    found = Counter(row.id for row in who_owns(store, UNIT.id, "all", kind="all"))
    assert found == places(UNIT.id, set(Role), everything)
    assert found != places(UNIT.id, set(Role), items())


def test_a_printed_form_finds_every_unit_that_bears_it(store: Store) -> None:
    found = {row.unit for row in who_owns(store, "区水务局", "all")}
    assert found == {f"{place}水务局" for _, place in synthetic.PLACES}


def test_who_owns_tells_where_it_stands(store: Store) -> None:
    rows = who_owns(store, UNIT.id, "all")
    assert rows
    for row in rows:
        lines = store.text(row.document_id).split("\n")
        assert row.title in lines[row.line - 1]
        assert "区水务局" in lines[row.unit_line - 1]
        assert row.role_label in lines[row.unit_line - 1]


@pytest.mark.parametrize(
    ("start", "end"), [("", ""), ("2020-01-01", ""), ("", "2020-12-31"), ("2020-06-30", "2020-06-30")]
)
def test_deadlines_within_a_window(store: Store, start: str, end: str) -> None:
    expected = [
        limit.end
        for made in MADE
        for task in made.tasks
        for limit in task.deadlines
        if limit.end and (start or "0") <= limit.end <= (end or "9")
    ]
    assert [row.due for row in deadlines(store, start, end)] == sorted(expected)
    assert expected


def test_deadlines_of_a_unit(store: Store) -> None:
    owned = set(places(UNIT.id, OWNERS, [task for made in MADE for task in made.tasks]))
    found = {row.id for row in deadlines(store, unit=UNIT.id)}
    assert found == {
        task.id
        for made in MADE
        for task in made.tasks
        if task.id in owned and any(d.end for d in task.deadlines)
    }


def expected_overlaps() -> Counter[tuple[str, str]]:
    shared: Counter[tuple[str, str]] = Counter()
    for task in items():
        units = sorted({a.unit_id for a in task.assignments if not a.collective})
        shared.update(combinations(units, 2))
    return shared


@pytest.mark.parametrize("least", [1, 2, 4])
def test_overlaps(store: Store, least: int) -> None:
    rows = overlaps(store, least)
    expected = {pair: count for pair, count in expected_overlaps().items() if count >= least}
    assert {(row.unit_a_id, row.unit_b_id): row.shared for row in rows} == expected
    assert all(row.both_own + row.a_owns + row.b_owns + row.both_support == row.shared for row in rows)
    assert [row.shared for row in rows] == sorted((row.shared for row in rows), reverse=True)


def test_partners_are_the_overlaps_of_one_unit(store: Store) -> None:
    both = {frozenset((row.unit_a_id, row.unit_b_id)): row for row in overlaps(store)}
    rows = partners(store, UNIT.id)
    assert len(rows) == sum(UNIT.id in pair for pair in both)
    for row in rows:
        pair = both[frozenset((row.unit_id, row.partner_id))]
        owns = pair.a_owns if pair.unit_a_id == UNIT.id else pair.b_owns
        assert (row.shared, row.both_own, row.unit_owns) == (pair.shared, pair.both_own, owns)


def test_the_matrix_is_the_same_from_sql_and_from_networkx(store: Store) -> None:
    labels, rows = matrix(store)
    asked = {(row[3], row[4]): row[2] for row in ask(store, "matrix").rows}
    ids = sorted({unit for unit, _ in asked})
    assert [[asked.get((a, b), 0) for b in ids] for a in ids] == rows
    assert len(labels) == len(ids)
    edges = partnership(store).edges(data="weight")
    assert {tuple(sorted((a, b))): w for a, b, w in edges} == {p: n for p, n in asked.items() if p[0] < p[1]}


def test_several_leads_and_no_deadline(store: Store) -> None:
    several = {row[0] for row in ask(store, "several-leads").rows}
    assert several == {t.id for t in items() if sum(a.role in OWNERS for a in t.assignments) > 1}
    only_leads = {row[0] for row in ask(store, "several-leads", role="lead").rows}
    assert only_leads == {t.id for t in items() if sum(a.role is Role.LEAD for a in t.assignments) > 1}
    assert {row[0] for row in ask(store, "no-deadline").rows} == {t.id for t in items() if not t.deadlines}


def test_evidence_quotes_the_file(store: Store) -> None:
    task = MADE[3].tasks[2]
    facts = evidence(store, task.id)
    assert [fact.fact for fact in facts] == (
        ["task"] + ["unit"] * len(task.assignments) + ["deadline"] * len(task.deadlines)
    )
    text = MADE[3].source.text
    for fact in facts:
        assert fact.quote in text
        assert fact.quote.split("\n")[0] in text.split("\n")[fact.line - 1]
    units = [fact for fact in facts if fact.fact == "unit"]
    assert [text[fact.start : fact.end] for fact in units] == [a.unit for a in task.assignments]


def test_show_finds_a_task_by_id_or_title(store: Store) -> None:
    task = MADE[1].tasks[0]
    assert [row.id for row in show(store, task.id)] == [task.id]
    assert task.id in {row.id for row in show(store, task.title)}
    assert show(store, task.title[:-1]) == []


def test_documents_have_their_standing(store: Store) -> None:
    status = {row[1]: row[5] for row in ask(store, "documents").rows}
    assert status[synthetic.document_number(0)] == "repealed"
    assert status[synthetic.document_number(11)] == "issued"
    assert status["京政发〔2001〕5号"] == "in force"
    assert status[None] == "cited"


def test_repealed_documents_still_cited(store: Store) -> None:
    repealed = {item.number for made in MADE for item in made.listed if item.list == "repealed"}
    expected = {
        (c.number, made.documents[0].id) for made in MADE for c in made.citations if c.number in repealed
    }
    assert {(row[1], row[5]) for row in ask(store, "repealed-still-cited").rows} == expected


def test_citing_reaches_to_any_depth(store: Store) -> None:
    target = synthetic.document_number(2)
    cites = {m.documents[0].number: {c.number for c in m.citations} for m in MADE}
    reached, front = set(), {target}
    while front := {number for number, cited in cites.items() if cited & front} - reached:
        reached |= front
    rows = ask(store, "citing", document=target).rows
    assert {row[1] for row in rows} == reached
    assert {row[1] for row in rows if row[4]} == {
        number for number, cited in cites.items() if target in cited
    }
    assert 0 < sum(row[4] for row in rows) < len(rows)


def test_workload_counts_each_task_once_a_year(store: Store) -> None:
    rows = ask(store, "workload", unit=UNIT.id).rows
    owned = [
        task for task in items() if any(a.unit_id == UNIT.id and a.role in OWNERS for a in task.assignments)
    ]
    years = Counter(
        year for task in owned for year in {(d.end or "")[:4] for d in task.deadlines if d.end} or {""}
    )
    assert {row[1]: row[2] for row in rows if row[2]} == years


def test_tasks_are_found_by_heading_word_and_document(store: Store) -> None:
    every = [task for made in MADE for task in made.tasks]
    headed = {row[0] for row in ask(store, "tasks-under-heading", heading="老旧小区改造").rows}
    assert headed == {task.id for task in every if "老旧小区改造" in " ".join(task.path)}
    worded = {row[0] for row in ask(store, "search", text="绿色低碳", limit=1000).rows}
    assert worded == {task.id for task in every if "绿色低碳" in task.text}
    for name in (synthetic.document_number(4), synthetic.document_title(4), MADE[4].documents[0].id):
        assert len(ask(store, "tasks-of-document", document=name).rows) == len(MADE[4].tasks)


@pytest.mark.parametrize("odd", ["%水", "_", "'", '"', "\\", "*", "水务局' OR '1'='1"])
def test_odd_characters_are_looked_for_as_they_are(store: Store, odd: str) -> None:
    assert ask(store, "search", text=odd).rows == []
    assert who_owns(store, odd) == []


# ---------------------------------------------------------------- names and the graph


def test_a_name_several_units_bear_must_be_made_clear(store: Store) -> None:
    with pytest.raises(AmbiguousName, match=r"请用 --in 选一个：.*北京市密云区水务局"):
        unit_id(store, "区水务局")
    assert unit_id(store, "区水务局", "密云区") == UNIT.id
    assert unit_id(store, "区水务局", "110118") == UNIT.id
    with pytest.raises(UnknownName, match=r"“朝阳区”没有单位“区水务局”；现有：.*密云"):
        unit_id(store, "区水务局", "朝阳区")


ISSUED = """{issuer}关于印发工作要点的通知

各有关单位：

一、重点任务
（一）清理河道。（{units}）

{issuer}
2024年3月15日
"""


@pytest.fixture
def issued(tmp_path: Path) -> Callable[..., Store]:
    """A record of short documents, each of an issuer and the units it names."""

    def record(*documents: tuple[str, str]) -> Store:
        with Store(tmp_path / "issued.db", write=True) as made:
            for at, (issuer, units) in enumerate(documents):
                text = ISSUED.format(issuer=issuer, units=units).encode()
                read = extract(read_bytes(text, f"{at}.txt"))
                made.replace(read, f"/docs/{at}.txt", Reading(read.source.sha256, "1"))
        return Store(tmp_path / "issued.db")

    return record


def test_a_form_printed_for_one_unit_does_not_hide_the_others(issued: Callable[..., Store]) -> None:
    with issued(
        ("重庆市江北区人民政府办公室", "区财政局牵头"), ("宁波市人民政府办公厅", "江北区财政局牵头")
    ) as store:
        for name in ("区财政局", "江北区财政局", "财政局"):
            with pytest.raises(AmbiguousName, match="有 2 个单位"):
                unit_id(store, name)
            assert unit_id(store, name, "宁波") == unit_id(store, "宁波市江北区财政局")
            assert unit_id(store, name, "重庆") == unit_id(store, "重庆市江北区财政局")


def test_the_place_named_wins_over_those_in_it(issued: Callable[..., Store]) -> None:
    with issued(("苏州市人民政府", "市教育局牵头"), ("昆山市人民政府", "市教育局牵头")) as store:
        for within in ("苏州市", "苏州", "江苏省苏州市", "320500"):
            assert unit_id(store, "市教育局", within) == unit_id(store, "苏州市教育局")
        assert unit_id(store, "市教育局", "昆山") == unit_id(store, "昆山市教育局")
        with pytest.raises(AmbiguousName, match=r"请用 --in 选一个：.*苏州市教育局（江苏省苏州市 320500）"):
            unit_id(store, "市教育局", "江苏")


def test_the_short_name_of_a_renamed_place_means_both(issued: Callable[..., Store]) -> None:
    with issued(("祁阳县人民政府", "县财政局牵头"), ("祁阳市人民政府", "市财政局牵头")) as store:
        with pytest.raises(AmbiguousName, match=r"祁阳县财政局.*祁阳市财政局"):
            unit_id(store, "祁阳财政局")
        assert unit_id(store, "祁阳财政局", "祁阳市") == unit_id(store, "祁阳市财政局")
        assert unit_id(store, "祁阳县财政局") != unit_id(store, "祁阳市财政局")


def test_a_name_in_brackets_finds_the_body_it_stands_behind(issued: Callable[..., Store]) -> None:
    with issued(
        ("怀化市人民政府", "市委宣传部（市新闻出版局/市文明办）、市司法局（市普法办）牵头"),
        ("娄底市人民政府", "市文明办牵头"),
    ) as store:
        assert unit_id(store, "市新闻出版局") == unit_id(store, "中共怀化市委宣传部")
        assert unit_id(store, "市普法办") == unit_id(store, "怀化市司法局")
        assert unit_id(store, "市文明办", "怀化") == unit_id(store, "中共怀化市委宣传部")
        assert unit_id(store, "市文明办", "娄底") != unit_id(store, "市文明办", "怀化")


def test_a_name_that_stands_alone_and_in_brackets_means_both(issued: Callable[..., Store]) -> None:
    units = "市乡村振兴局牵头，市农业农村局（市乡村振兴局）配合"
    with issued(("怀化市人民政府", units)) as store:
        with pytest.raises(AmbiguousName, match="有 2 个单位"):
            unit_id(store, "市乡村振兴局")
        assert unit_id(store, "怀化市乡村振兴局") != unit_id(store, "市农业农村局")


def test_units_without_a_place_are_told_apart_by_their_ids(issued: Callable[..., Store]) -> None:
    with issued(("河道整治领导小组", "区水务局牵头"), ("河道保护领导小组", "区水务局牵头")) as store:
        with pytest.raises(AmbiguousName, match="以编号代替名称") as said:
            unit_id(store, "区水务局")
        ids = re.findall("u-[0-9a-f]{16}", str(said.value))
        assert [unit_id(store, each) for each in ids] == ids
        assert len(set(ids)) == 2


@pytest.mark.parametrize("name", ["区水务", "密云区水利局", "北京市密云区水务局机关"])
def test_an_unknown_name_is_answered_with_close_ones(store: Store, name: str) -> None:
    with pytest.raises(UnknownName, match=r"是不是：.*水务局"):
        unit_id(store, name)


@pytest.mark.parametrize("name", ["", "   ", "海关总署缉私局"])
def test_a_name_like_no_other_is_plainly_unknown(store: Store, name: str) -> None:
    with pytest.raises(UnknownName, match="找不到单位"):
        unit_id(store, name)


def test_a_path_runs_through_shared_tasks(store: Store) -> None:
    row = overlaps(store)[0]
    found = path(store, row.unit_a_id, row.unit_b_id)
    assert found[0] == row.unit_a_id
    assert found[-1] == row.unit_b_id
    assert len(found) == 3
    with pytest.raises(UnknownName):
        path(store, row.unit_a_id, "nobody")


def test_the_graph_has_every_assignment(store: Store) -> None:
    made = graph(store)
    roles = Counter(relation for _, _, relation in made.edges(data="relation"))
    expected = Counter(a.role.value for each in MADE for task in each.tasks for a in task.assignments)
    assert {role: roles[role] for role in expected} == expected
    assert made.nodes[UNIT.id] == {"kind": "unit", "label": UNIT.name}


def test_queries_travel_with_the_package() -> None:
    assert Path(folder("queries") / "who-owns.sql").is_file()

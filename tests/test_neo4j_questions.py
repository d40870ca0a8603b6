"""Every named question on a real Neo4j server: the rows that the embedded record gives, in its order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from neo4j_records import awkward, connected, dump, empty, run, write
from neo4j_server import server
from synthetic import document_number, document_title, extraction

from kg.errors import BadRequest
from kg.neo4j import Server as Connection
from kg.neo4j.push import push
from kg.questions import Answer, ask, load, names
from kg.resources import folder
from kg.store import Store

LAW = "重大行政决策程序暂行条例"

# What is given for parameters that are free; of those with a list of words every word has its turn.
VALUES: dict[str, list[object]] = {
    "unit": ["区水务局", "北京市密云区财政局", "相关镇街", "没有这个单位"],
    "min": [1, 2, 1, 3],
    "from": ["", "2020-06-30", "2021-01-01", "2999-01-01"],
    "to": ["", "2024-12-31", "", ""],
    "document": [document_number(1), document_title(4), LAW, "没有这份文件"],
    "status": ["", "repealed", "in force", "cited"],
    "heading": ["河湖水系", "重点工作", "”事项", "没有这个标题"],
    "text": ["治理", "\"'`", "2020年", "没有这些字"],
    "limit": [100, 5, 1000, 1],
    "task": ["ID", "TITLE", "没有这项任务", "'}) MATCH (n) DETACH DELETE n //"],
    "group": ["", "城市更新项目库工作小组", "没有这个小组", ""],
    "name": ["", "区水务局", "没有这个名称", "相关部门"],
    "code": ["", "unread-token", "没有这个代码", ""],
}
SETS = range(6)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Connection]:
    sources = [awkward(), *(extraction(index, 12) for index in range(1, 9))]
    path = write(tmp_path_factory.mktemp("record") / "kg.db", sources)
    empty(server())
    connection = connected(server())
    push(path, connection)
    return Store(path), connection


def given(store: Store, name: str, at: int) -> dict[str, object]:
    """The parameters of a question in one round."""
    ((task, title),) = store.ask("SELECT id, title FROM tasks ORDER BY id LIMIT 1 OFFSET 20")
    values: dict[str, object] = {}
    for parameter in load(name).parameters:
        choice = VALUES.get(parameter.name) or parameter.type.split("|")
        value = choice[at % len(choice)]
        values[parameter.name] = {"ID": task, "TITLE": title}.get(str(value), value)
    return values


def test_there_is_a_cypher_twin_of_every_question() -> None:
    assert names("cypher") == names("sql")


@pytest.mark.parametrize("name", names("sql"))
def test_a_twin_has_the_same_header(name: str) -> None:
    here, there = load(name, "sql"), load(name, "cypher")
    assert (here.title, here.english) == (there.title, there.english)
    assert (here.parameters, here.columns) == (there.parameters, there.columns)


@pytest.mark.parametrize("name", names("sql"))
def test_both_answer_alike(both: tuple[Store, Connection], name: str) -> None:
    store, connection = both
    rows = 0
    for at in SETS:
        parameters = given(store, name, at)
        here, there = ask(store, name, **parameters), ask(connection, name, **parameters)
        assert there.rows == here.rows, parameters
        rows += len(here.rows)
    assert rows, "no set of parameters gives a row: the comparison says nothing"


@pytest.mark.parametrize("name", names("cypher"))
def test_the_columns_are_those_of_the_header(both: tuple[Store, Connection], name: str) -> None:
    question = load(name, "cypher")
    values = question.values(given(both[0], name, 0))
    columns, _ = both[1].table(question.statement, values)
    assert columns == [column.name for column in question.columns]


@pytest.mark.parametrize("name", names("cypher"))
def test_the_parameters_stand_ready_for_the_browser(both: tuple[Store, Connection], name: str) -> None:
    question = load(name, "cypher")
    ready = re.search(r"^// Neo4j Browser, before this: :params (\{.*\})$", question.statement, re.MULTILINE)
    if not question.parameters:
        assert ready is None
        return
    assert ready is not None
    ((values,),) = run(server(), f"RETURN {ready[1]}")
    assert list(question.values(values)) == [parameter.name for parameter in question.parameters]
    assert {type(values[each.name]) for each in question.parameters if each.type == "integer"} <= {int}
    run(server(), question.statement, **values)


@pytest.mark.parametrize("name", names("cypher"))
def test_a_question_only_reads(both: tuple[Store, Connection], name: str) -> None:
    words = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD|FOREACH)\b")
    assert not words.search((folder("queries") / f"{name}.cypher").read_text(encoding="utf-8"))


def test_a_statement_that_writes_is_refused(both: tuple[Store, Connection]) -> None:
    before = dump(server())
    with pytest.raises(BadRequest, match="提问只许读"):
        both[1].ask("MATCH (t:Task) SET t.title = 'x'", {})
    assert dump(server()) == before


def test_values_of_any_sort_are_shown_plainly(both: tuple[Store, Connection]) -> None:
    statement = (
        "MATCH p = (:Unit)-[:RESPONSIBLE_FOR]->(t:Task) RETURN p, t, date('2024-02-29') AS d, [1, 2.5] AS l"
    )
    columns, rows = both[1].table(f"{statement} LIMIT 1", {})
    assert columns == ["p", "t", "d", "l"]
    path, task, day, numbers = rows[0]
    assert [part.get("labels") or part["type"] for part in path] == [["Unit"], ["Task"], "RESPONSIBLE_FOR"]
    assert task["labels"] == ["Task"]
    assert (day, numbers) == ("2024-02-29", [1, 2.5])


COMMANDS = [
    ("who-owns", "区财政局", "--in", "密云"),
    ("who-owns", "区财政局", "--in", "密云", "--role", "all", "--kind", "all"),
    ("deadlines", "--from", "2019-01-01", "--as-of", "2024-01-01"),
    ("overlaps",),
    ("overlaps", "区财政局", "--in", "密云"),
    ("show", "TASK"),
    ("units",),
    ("documents",),
    ("query", "matrix"),
    ("show", "TASK", "--format", "json"),
    ("query", "who-owns", "-p", "unit=区水务局"),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_prints_the_same_from_either_store(
    both: tuple[Store, Connection], arguments: tuple[str, ...]
) -> None:
    store, _ = both
    ((task,),) = store.ask("SELECT id FROM tasks ORDER BY id LIMIT 1")
    arguments = tuple(task if each == "TASK" else each for each in arguments)
    here, there = (kg(*arguments, "--store", place) for place in (str(store.path), server().uri))
    assert here.returncode == there.returncode == 0, here.stderr + there.stderr
    assert there.stdout == here.stdout
    assert here.stdout.count("\n") > 2


def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
    os.environ.update(server().environment())
    command = [sys.executable, "-c", "from kg.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def test_cypher_of_ones_own_is_asked_from_the_command_line(both: tuple[Store, Connection]) -> None:
    statement = "MATCH (t:Task) WHERE t.kind = $kind RETURN count(*) AS number"
    done = kg("query", "--cypher", statement, "-p", "kind=row", "--store", server().uri, "--format", "csv")
    ((number,),) = both[0].ask("SELECT count(*) FROM tasks WHERE kind = 'row'")
    assert done.stdout == f"number\n{number}\n"


def test_cypher_wants_a_server(tmp_path: Path) -> None:
    done = kg("query", "--cypher", "RETURN 1", "--store", str(tmp_path / "kg.db"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "--cypher" in done.stderr


GAZETTE = Path(__file__).parent.parent.parent / "shared" / "gazette"
GAZETTE_VALUES: dict[str, object] = {
    "unit": "区水务局",
    "document": "密政发〔2023〕20号",
    "task": "推进流域水生态功能分区生态保护修复工作",
    "heading": "科学制定流域水生态保护修复规划",
    "text": "水土流失",
    "min": 2,
}


def test_the_gazette_answers_alike(tmp_path: Path) -> None:
    if not GAZETTE.is_dir():
        pytest.skip(f"no {GAZETTE}: the gazette's answers were not compared")
    from kg.build import build

    with Store(tmp_path / "kg.db", write=True) as store:
        build([str(GAZETTE)], store)
    empty(server())
    with Store(tmp_path / "kg.db") as store, connected(server()) as connection:
        push(store.path, connection)
        for name in names("cypher"):
            known = {each.name: GAZETTE_VALUES.get(each.name, each.default) for each in load(name).parameters}
            here, there = both_answers(store, connection, name, known)
            assert there.rows == here.rows, name
            assert here.rows or name == "issues", name


def both_answers(
    store: Store, connection: Connection, name: str, values: dict[str, object]
) -> tuple[Answer, Answer]:
    return ask(store, name, **values), ask(connection, name, **values)

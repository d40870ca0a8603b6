"""Every named question in SPARQL: the rows of the record, from the record and from its exports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdf_records
import rdflib
from typer.testing import CliRunner

from kg.cli import application
from kg.errors import BadRequest, UnknownName, UnreadableFile
from kg.questions.ask import ask, load, names
from kg.rdf.graph import Graph, value, with_values
from kg.store import Store

PREFIXES = """PREFIX kg: <https://kg.example.org/ns#>
PREFIX role: <https://kg.example.org/def/role/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
"""
PLAN = '?task a kg:Task ; kg:taskKind "task" . '
ROW = '?task a kg:Task ; kg:taskKind "decision" . '
COUNTED = {  # what is counted: in the abridged example, in the gazette as received
    PLAN: (36, 36),
    ROW: (4, 4),
    f"{PLAN} ?task kg:responsibleUnit ?unit": (57, 57),
    f"{ROW} ?task kg:responsibleUnit ?unit": (4, 4),
    f"{PLAN} ?task kg:hasResponsibility ?r . ?r kg:role role:support": (171, 171),
    "?row kg:listStatus ?status": (18, 106),
    "?decision eli:repeals ?document": (6, 27),
}
ALL_COUNTS = (
    f"{PREFIXES}SELECT ?n WHERE {{"
    + " UNION ".join(
        f"{{ {{ SELECT (COUNT(*) AS ?n) WHERE {{ {where} }} }} BIND ({place} AS ?place) }}"
        for place, where in enumerate(COUNTED)
    )
    + "} ORDER BY ?place"
)
MADE = {
    "unit": "区水务局",
    "document": "京政办发〔2019〕2号",
    "heading": "河湖水系连通工程",
    "group": "",
    "text": "工程",
}


def sets(name: str) -> Iterator[dict[str, object]]:
    """Parameters to ask a question with: the examples, the needed ones alone, all kinds, other roles."""
    parameters = load(name).parameters
    examples: dict[str, object] = {parameter.name: parameter.example for parameter in parameters}
    needed = {parameter.name: parameter.example for parameter in parameters if parameter.default is None}
    yield examples
    yield dict(needed)
    if "kind" in examples:
        yield {**needed, "kind": "all"}
    if "role" in examples and name != "several-leads":
        yield {**needed, "role": "support"}
    if "unit" in examples:
        yield {**needed, "unit": "没有这个单位"}


def compare(store: Store, graph: Graph, name: str, /, **given: object) -> int:
    """The number of rows, which are the same in both."""
    expected = ask(store, name, **given).rows
    assert ask(graph, name, **given).rows == expected, (name, given)
    return len(expected)


@pytest.mark.parametrize("name", names("sql"))
def test_sparql_and_sql_give_the_same_rows(name: str) -> None:
    found = 0
    for record in (rdf_records.example(), rdf_records.made(60, 6)):
        with Store(record) as store:
            graph = Graph.of_store(store)
            task = next(store.ask("SELECT title FROM tasks ORDER BY id"))[0]
            for given in sets(name):
                if record != rdf_records.example():
                    given = {**given, **{key: MADE[key] for key in given.keys() & MADE}}
                    given = {**given, **({"task": task} if "task" in given else {})}
                found += compare(store, graph, name, **given)
    assert found


def test_there_is_a_twin_of_every_question_with_the_same_header() -> None:
    assert names("sparql") == names("sql")
    for name in names("sql"):
        sql, sparql = load(name, "sql"), load(name, "sparql")
        assert (sparql.title, sparql.parameters, sparql.columns) == (sql.title, sql.parameters, sql.columns)


@pytest.mark.parametrize(("form", "profile"), [("trig", "full"), ("ntriples", "core"), ("jsonld", "neo4j")])
def test_exports_answer_like_the_record(form: str, profile: str, tmp_path: Path) -> None:
    from kg.rdf.writers import SYNTAXES

    record = rdf_records.example()
    file = tmp_path / f"kg.{SYNTAXES[form].extension}"
    rdf_records.exported(record, file, form=form, profile=profile)
    graph = Graph.of_file(file)
    with Store(record) as store:
        assert compare(store, graph, "who-owns", unit="区水务局") == 18
        assert compare(store, graph, "evidence", task="推进流域水生态功能分区生态保护修复工作")
        assert compare(store, graph, "documents") > 30


@pytest.mark.parametrize("which", ["example", "received"])
def test_the_gazette_is_counted_in_sparql(which: str) -> None:
    with Store(getattr(rdf_records, which)()) as store:
        graph = Graph.of_store(store, "full")
    expected = [counts[which == "received"] for counts in COUNTED.values()]
    assert [count for (count,) in graph.ask(ALL_COUNTS, {})] == expected


@pytest.mark.parametrize("name", ["who-owns", "deadlines", "overlaps", "documents", "workload", "citing"])
def test_rdflib_gives_the_same_rows(name: str, tmp_path: Path) -> None:
    with Store(rdf_records.example()) as store:
        question = load(name, "sparql")
        given = question.values({parameter.name: parameter.example for parameter in question.parameters})
        expected = ask(store, name, **given).rows
    file = rdf_records.exported(rdf_records.example(), tmp_path / "kg.ttl", profile="core")
    found = rdflib.Graph().parse(file).query(with_values(question.statement, given))
    assert [tuple(plain(term) for term in row) for row in found] == expected


def plain(term: rdflib.term.Node | None) -> object:
    if isinstance(term, rdflib.Literal) and isinstance(term.value, int | Decimal):
        return int(term.value)
    return None if term is None else str(term)


# ---------------------------------------------------------------- parameters are values, never code


@pytest.mark.parametrize("text", ['"', "\\", '") } #', "a\nb", "$unit", "}", "区'水务局", "\u2028"])
def test_parameters_cannot_become_part_of_the_query(text: str) -> None:
    with Store(rdf_records.made(4, 2)) as store:
        graph = Graph.of_store(store)
    assert list(graph.ask("SELECT ($x AS ?y) WHERE { }", {"x": text})) == [(text,)]
    assert ask(graph, "who-owns", unit=text).rows == []


def test_names_in_strings_iris_and_comments_are_left_alone() -> None:
    statement = "SELECT \"$x\" '$x' '''$x''' <http://a/$x> $x # $x\n$other"
    replaced = "SELECT \"$x\" '$x' '''$x''' <http://a/$x> 1 # $x\n$other"
    assert with_values(statement, {"x": 1}) == replaced


def test_values_are_plain() -> None:
    graph = Graph("empty")
    row = next(graph.ask('SELECT (1 AS ?a) (true AS ?b) ("x"@zh AS ?c) (?none AS ?d) WHERE { }', {}))
    assert row == (1, 1, "x", None)
    assert value(None) is None


# ---------------------------------------------------------------- the command


def run(*arguments: str) -> str:
    done = CliRunner().invoke(application(), ["query", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_named_question_is_asked_in_sparql_of_record_and_file(tmp_path: Path) -> None:
    record = str(rdf_records.example())
    file = str(
        rdf_records.exported(rdf_records.example(), tmp_path / "kg.ttl.gz", profile="core", compress=True)
    )
    answers = [
        run("who-owns", "-p", "unit=区水务局", "--format", "json", "--store", store, *more)
        for store, more in ((record, ()), (record, ("--sparql",)), (file, ("--sparql",)), (file, ()))
    ]
    assert len(json.loads(answers[0])) == 18
    assert len(set(answers)) == 1


def test_a_whole_query_is_answered_as_rows_and_as_sparql_results() -> None:
    store = ("--store", str(rdf_records.example()))
    query = f"{PREFIXES}SELECT (COUNT(*) AS ?n) WHERE {{ {PLAN} }}"
    assert json.loads(run("--sparql", query, "--format", "json", *store)) == [{"n": 36}]
    (row,) = json.loads(run("--sparql", query, "--results", "json", *store))["results"]["bindings"]
    assert row["n"]["value"] == "36"
    xml = ElementTree.fromstring(run("--sparql", query, "--results", "xml", *store))
    assert [each.text for each in xml.iter("{http://www.w3.org/2005/sparql-results#}literal")] == ["36"]
    assert run("--sparql", query, "--results", "csv", *store).split() == ["n", "36"]
    assert json.loads(run("--sparql", "ASK { ?a ?b ?c }", "--format", "json", *store)) == [{"answer": 1}]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--sparql", "SELECT ?x WHERE { ?x "], BadRequest),
        (["--sparql"], BadRequest),
        (["--sparql", "no-such-question"], UnknownName),
        (["--sparql", "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "--results", "json"], BadRequest),
        (["names", "--sparql", "--store", "nowhere.ttl"], UnreadableFile),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(arguments: list[str], error: type[Exception]) -> None:
    store = [] if "--store" in arguments else ["--store", str(rdf_records.made(4, 2))]
    done = CliRunner().invoke(application(), ["query", *arguments, *store])
    assert isinstance(done.exception, error), done.exception
    assert "\n" not in str(done.exception)

"""A good graph passes; every hand-made defect is told, with the node, the words and the line."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdf_records
from rdf_defects import DEFECTS, PREFIXES, Defect, broken, good
from typer.testing import CliRunner

from kg.cli import application
from kg.rdf.check import by_shacl, by_sparql, check
from kg.rdf.graph import Graph
from kg.store import Store


def test_a_good_graph_has_no_findings() -> None:
    report = check(good())
    assert report.conforms
    assert [str(finding) for finding in report.findings if finding.severity == "violation"] == []
    assert report.nodes_by_shacl > 100


def test_the_gazette_as_received_conforms() -> None:
    with Store(rdf_records.received()) as store:
        assert [str(finding) for finding in by_sparql(Graph.of_store(store, "full"))] == []


@pytest.mark.parametrize("profile", ["core", "neo4j"])
def test_the_other_profiles_conform_too(profile: str) -> None:
    with Store(rdf_records.example()) as store:
        assert [str(finding) for finding in by_sparql(Graph.of_store(store, profile))] == []


@pytest.mark.parametrize("defect", DEFECTS.values(), ids=DEFECTS)
def test_sparql_tells_the_defect(defect: Defect) -> None:
    told = [finding for finding in by_sparql(broken(defect.update)) if defect.message in finding.message]
    assert told
    assert {finding.severity for finding in told} == {"violation"}


# SHACL is slow, so that several defects share a graph; those that would hide one another do not.
APART = {
    "role without edge",
    "starts after it is due",
    "a day that is none",
    "heading of another document",
    "two in one place",
}
VISIBLE = {name for name, defect in DEFECTS.items() if defect.shacl}


@pytest.mark.parametrize("together", [VISIBLE - APART, APART], ids=["most", "apart"])
def test_pyshacl_tells_the_defects_too(together: set[str]) -> None:
    graph = good()
    for name in DEFECTS:
        if name in together:
            graph.triples.update(PREFIXES + DEFECTS[name].update)
    (data_set,) = next(iter(graph.solve("SELECT ?d { ?d a <http://www.w3.org/ns/dcat#Dataset> }")))
    suspects = sorted({data_set.value, *(finding.node for finding in by_sparql(graph))})
    told = [finding.message for finding in by_shacl(graph, suspects)]
    silent = {name for name in together if not any(DEFECTS[name].message in message for message in told)}
    assert silent == set()


def test_a_finding_names_node_words_file_and_line() -> None:
    told = next(iter(by_sparql(broken(DEFECTS["starts after it is due"].update))))
    assert told.node.startswith("https://kg.example.org/id/deadline/")
    assert told.quote
    assert told.file == "00000.md"
    with Store(rdf_records.made(2, 2)) as store:
        lines = store.text(told.file).splitlines()
    assert told.line is not None
    assert told.quote in lines[told.line - 1]
    assert str(told).startswith("违规：起始日期不得晚于最迟日期")
    assert f"第{told.line}行" in str(told)


def test_a_large_graph_is_checked_whole_by_sparql_and_sampled_by_shacl(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kg.rdf.check.WHOLE", 100)
    report = check(good())
    assert report.conforms
    assert 20 < report.nodes_by_shacl < 150
    report = check(broken(DEFECTS["no title"].update))
    assert not report.conforms


def test_the_command_ends_with_1_where_a_rule_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.rdf.check.WHOLE", 100)
    graph = broken(DEFECTS["no title"].update)
    file = tmp_path / "broken.nt"
    graph.triples.dump(
        str(file), format=graph.oxigraph.RdfFormat.N_TRIPLES, from_graph=graph.oxigraph.DefaultGraph()
    )
    runner = CliRunner()
    told = runner.invoke(application(), ["validate", str(file)])
    assert told.exit_code == 1
    assert "任务须有且仅有一个“标题”" in told.output
    assert "不合规" in told.output
    assert runner.invoke(application(), ["validate", "--store", str(rdf_records.made(4, 2))]).exit_code == 0

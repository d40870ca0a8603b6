"""Apache Jena reads what is exported: every syntax, the same verdict, the same rows."""

from __future__ import annotations

from pathlib import Path

import jena
import pytest
import rdf_records
from rdf_defects import DEFECTS, broken

from kg.questions.ask import ask, load
from kg.rdf.graph import Graph, with_values
from kg.rdf.ontology import folder
from kg.rdf.writers import SYNTAXES
from kg.store import Store


def written(profile: str, into: Path) -> list[Path]:
    """A small record in every syntax."""
    record = rdf_records.made(4, 2)
    return [
        rdf_records.exported(record, into / f"kg.{syntax.extension}", form=name, profile=profile)
        for name, syntax in SYNTAXES.items()
    ]


def test_riot_reads_the_same_triples_in_every_syntax(tmp_path: Path) -> None:
    files = written("full", tmp_path)
    expected = {rdf_records.canonical(line) for line in rdf_records.statements(files[0])}
    for file in files:
        lines = {line for line in jena.triples(file) if "/distribution/" not in line}
        assert {rdf_records.canonical(line.removesuffix(" .")) for line in lines} == expected, file.name


@pytest.mark.parametrize("profile", ["core", "neo4j"])
def test_riot_finds_the_other_profiles_valid_and_whole(profile: str, tmp_path: Path) -> None:
    files = written(profile, tmp_path)
    done = jena.run("riotcmd.riot", "--count", *files)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    said = [line for line in lines if not line.startswith(("SLF4J", "Total"))]
    assert done.returncode == 0
    assert len(said) == len(files), said  # one count for each file, and no warning
    assert len({line.split(" = ")[1] for line in said}) == 1, said


def test_both_shacl_engines_find_the_gazette_good(tmp_path: Path) -> None:
    file = rdf_records.exported(rdf_records.example(), tmp_path / "kg.ttl")
    assert jena.conforms(file, folder() / "shapes.ttl")


@pytest.mark.parametrize("name", ["no title", "edge without role", "repealed in force", "quote too long"])
def test_both_shacl_engines_find_the_defect(name: str, tmp_path: Path) -> None:
    graph = broken(DEFECTS[name].update)
    file = tmp_path / "broken.nt"
    graph.triples.dump(
        str(file), format=graph.oxigraph.RdfFormat.N_TRIPLES, from_graph=graph.oxigraph.DefaultGraph()
    )
    assert not jena.conforms(file, folder() / "shapes.ttl")


QUESTIONS = [
    ("who-owns", {"unit": "区水务局", "role": "all"}),
    ("overlaps", {"min": 5}),
    ("documents", {}),
    ("deadlines", {"unit": "区水务局"}),
]


@pytest.mark.parametrize(("name", "given"), QUESTIONS, ids=[name for name, _ in QUESTIONS])
def test_arq_gives_the_rows_of_the_record(name: str, given: dict[str, object], tmp_path: Path) -> None:
    record = rdf_records.example()
    file = rdf_records.exported(record, tmp_path / "kg.ttl", profile="core")
    question = load(name, "sparql")
    answer = jena.rows(file, with_values(question.statement, question.values(given)))
    with Store(record) as store:
        rows = ask(store, name, **given).rows
    assert rows
    assert answer == [["" if value is None else str(value) for value in row] for row in rows]


@pytest.mark.parametrize("which", ["example", "received"])
def test_three_engines_count_the_same(which: str, tmp_path: Path) -> None:
    import rdflib
    from test_sparql import ALL_COUNTS, COUNTED

    expected = [counts[which == "received"] for counts in COUNTED.values()]
    file = rdf_records.exported(getattr(rdf_records, which)(), tmp_path / "kg.ttl")
    assert [count for (count,) in Graph.of_file(file).ask(ALL_COUNTS, {})] == expected
    assert [int(row[0]) for row in rdflib.Graph().parse(file).query(ALL_COUNTS)] == expected
    assert [int(row[0]) for row in jena.rows(file, ALL_COUNTS)] == expected

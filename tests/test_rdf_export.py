"""What is written: the same triples in every syntax, the same bytes every time."""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import networkx
import pyld
import pyoxigraph
import pytest
import rdf_records
import rdflib
import synthetic
from rdflib.compare import isomorphic

from kg.errors import BadRequest, UnknownName
from kg.rdf.export import Request, export, export_each
from kg.rdf.graph import Graph
from kg.rdf.ontology import folder, ontology
from kg.rdf.plain import FORMATS
from kg.rdf.writers import SYNTAXES
from kg.store import Store

SAMPLE = Path(__file__).parent.parent / "exports" / "sample.ttl"
BASE = "https://kg.example.org/id/"


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "from kg.cli import main; main()", *arguments]
    return subprocess.run(line, capture_output=True, text=True, env={**os.environ, **environment})


# ---------------------------------------------------------------- the same triples, the same bytes


@pytest.mark.parametrize("profile", ["full", "core", "neo4j"])
def test_every_syntax_says_the_same(profile: str, tmp_path: Path) -> None:
    found = {}
    for name, syntax in SYNTAXES.items():
        file = tmp_path / f"kg.{syntax.extension}"
        rdf_records.exported(rdf_records.made(), file, form=name, profile=profile)
        found[name] = rdf_records.statements(file)
    assert len(found["ntriples"]) > 1000
    assert {name for name in found if found[name] != found["ntriples"]} == set()


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml"])
def test_rdflib_reads_the_same_graph(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"kg.{SYNTAXES[form].extension}"
    rdf_records.exported(rdf_records.made(2, 2), file, form=form)
    reference = rdf_records.exported(rdf_records.made(2, 2), tmp_path / "other.nq", form="nquads")
    ours = {rdf_records.canonical(line) for line in rdf_records.statements(reference)}
    lines = rdflib.Graph().parse(file).serialize(format="nt", encoding="utf-8").decode().splitlines()
    theirs = {
        rdf_records.canonical(line.removesuffix(" .")) for line in lines if "/distribution/" not in line
    }
    assert theirs == ours


@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld"])
def test_rdflib_reads_the_same_named_graphs(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"kg.{SYNTAXES[form].extension}"
    rdf_records.exported(rdf_records.made(2, 2), file, form=form)
    theirs = rdflib.Dataset().parse(file, format={"jsonld": "json-ld"}.get(form, form))
    ours = Graph.of_file(file)
    names = {str(name.value) for name in ours.triples.named_graphs()}
    assert {f"{BASE}graph/units", f"{BASE}graph/works", f"{BASE}graph/meta"} < names
    for name in names:
        count = sum(1 for _ in ours.triples.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(name)))
        assert len(theirs.graph(rdflib.URIRef(name))) == count


def no_network(url: str, options: object) -> object:
    raise AssertionError(f"{url} is asked for, but the context stands inside")


def quads(lines: str) -> set[str]:
    """The quads of N-Quads as pyoxigraph reads them, without the file's own name."""
    found = {str(quad) for quad in pyoxigraph.parse(lines.encode(), format=pyoxigraph.RdfFormat.N_QUADS)}
    return {line for line in found if "/distribution/" not in line}


@pytest.mark.parametrize("profile", ["full", "core", "neo4j"])
def test_pyld_expands_to_the_same_quads(profile: str, tmp_path: Path) -> None:
    ours, theirs = (
        rdf_records.exported(rdf_records.made(4, 2), tmp_path / f"kg.{form}", form=form, profile=profile)
        for form in ("nquads", "jsonld")
    )
    options = {"format": "application/n-quads", "documentLoader": no_network}
    expanded = quads(pyld.jsonld.to_rdf(json.loads(theirs.read_text("utf-8")), options))
    assert len(expanded) > 1000
    assert expanded == quads(ours.read_text("utf-8"))


def test_the_description_counts_the_statements(tmp_path: Path) -> None:
    file = rdf_records.exported(rdf_records.made(), tmp_path / "kg.nt", form="ntriples")
    lines = file.read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines))
    (said,) = [line for line in lines if "void#triples" in line]
    about = [line for line in lines if line.split("/")[4] in ("dataset", "distribution", "run")]
    assert f'"{len(lines) - len(about)}"' in said


@pytest.mark.parametrize("form", [*FORMATS, "csv"])
def test_the_same_bytes_in_another_process(form: str, tmp_path: Path) -> None:
    record = str(rdf_records.made())
    for seed in ("1", "2"):
        out = str(tmp_path / seed / "kg")
        done = command("export", "--format", form, "--out", out, "--store", record, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    first, second = (
        {file.name: file.read_bytes() for file in (tmp_path / seed).rglob("*") if file.is_file()}
        for seed in ("1", "2")
    )
    assert first == second


def test_the_order_of_reading_does_not_matter(tmp_path: Path) -> None:
    made = list(synthetic.extractions(9, documents=3))
    one = rdf_records.put(tmp_path / "one.db", made)
    two = rdf_records.put(tmp_path / "two.db", reversed(made))
    files = [rdf_records.exported(record, record.with_suffix(".trig"), form="trig") for record in (one, two)]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_packed_files_hold_the_same_text_and_no_time(tmp_path: Path) -> None:
    plain = rdf_records.exported(rdf_records.made(), tmp_path / "a.ttl")
    packed = [
        rdf_records.exported(rdf_records.made(), tmp_path / f"{name}.ttl.gz", compress=True) for name in "bc"
    ]
    assert gzip.decompress(packed[0].read_bytes()) == plain.read_bytes()
    assert packed[0].read_bytes() == packed[1].read_bytes()


def test_the_last_part_of_an_iri_is_the_id_of_the_record() -> None:
    with Store(rdf_records.made()) as store:
        graph = Graph.of_store(store)
        for kind, table in (("Task", "tasks"), ("Responsibility", "assignments"), ("Deadline", "deadlines")):
            ids = {identity for (identity,) in store.ask(f"SELECT id FROM {table}")}
            nodes = graph.solve(f"SELECT ?n {{ ?n a <{ontology().namespace}{kind}> }}")
            assert {node.value.rsplit("/", 1)[1] for (node,) in nodes} == ids


# ---------------------------------------------------------------- profiles, parts, bases


def test_core_has_quotes_in_the_place_of_spans(tmp_path: Path) -> None:
    full = rdf_records.exported(rdf_records.made(), tmp_path / "full.ttl").read_text("utf-8")
    core = rdf_records.exported(rdf_records.made(), tmp_path / "core.ttl", profile="core").read_text("utf-8")
    assert "oa:exact" in full
    assert "kg:canonicalText" in full
    assert "oa:" not in core.replace("@prefix oa:", "")
    assert "kg:canonicalText" not in core
    assert "kg:quote" in core


def test_the_neo4j_profile_has_one_language_and_dates(tmp_path: Path) -> None:
    text = rdf_records.exported(rdf_records.made(), tmp_path / "kg.ttl", profile="neo4j").read_text("utf-8")
    assert "@zh-Hans" not in text
    assert "^^xsd:date" in text


def test_every_quote_is_the_text_between_its_offsets() -> None:
    with Store(rdf_records.example()) as store:
        graph = Graph.of_store(store)
        (text,) = (text for (text,) in store.ask("SELECT text FROM sources"))
    query = (
        f"PREFIX kg: <{ontology().namespace}> SELECT ?q ?s ?e {{ ?x kg:quote ?q ; kg:start ?s ; kg:end ?e }}"
    )
    rows = list(graph.ask(query, {}))
    assert len(rows) > 300
    assert [row for row in rows if text[row[1] : row[2]] != row[0]] == []


def test_one_document_alone(tmp_path: Path) -> None:
    with Store(rdf_records.made()) as store:
        ids = [row[0] for row in store.ask("SELECT id FROM documents ORDER BY id")]
        export(store, tmp_path / "one.ttl", Request(document=ids[0]))
        written = export_each(store, tmp_path / "each", Request("ntriples", compress=True))
        with pytest.raises(UnknownName, match="记录里没有编号为"):
            export(store, tmp_path / "none.ttl", Request(document="none"))
    text = (tmp_path / "one.ttl").read_text("utf-8")
    assert f"<document/{ids[0]}> a kg:Document" in text
    assert not [other for other in ids[1:] if f"<document/{other}> a kg:Document" in text]
    assert [path.name for path in written] == [f"{identity}.nt.gz" for identity in ids]


@pytest.mark.parametrize("form", ["turtle", "jsonl", "csv"])
def test_each_document_is_written_as_if_it_were_asked_for_alone(form: str, tmp_path: Path) -> None:
    request = Request(form)
    with Store(rdf_records.made()) as store:
        written = export_each(store, tmp_path / "each", request)
        for path in written:
            export(store, tmp_path / path.name, replace(request, document=path.stem))
    names = sorted(str(path.relative_to(tmp_path / "each")) for path in (tmp_path / "each").rglob("*"))
    files = [name for name in names if (tmp_path / name).is_file()]
    assert len(files) >= len(written)
    assert {
        name for name in files if (tmp_path / "each" / name).read_bytes() != (tmp_path / name).read_bytes()
    } == set()


def test_the_work_of_a_split_grows_with_the_documents_and_no_faster(tmp_path: Path) -> None:
    def steps(documents: int) -> int:
        """The thousands of steps that SQLite takes."""
        taken = []
        with Store(rdf_records.made(documents, documents)) as store:
            store.connection.set_progress_handler(lambda: taken.append(1), 100)
            export_each(store, tmp_path / str(documents), Request("ntriples", "core"))
        return len(taken)

    assert steps(120) < 5 * steps(30)


@pytest.mark.parametrize("base", ["https://data.example.cn/kg/", "http://a.example:8080/"])
def test_another_base(base: str, tmp_path: Path) -> None:
    for name, syntax in SYNTAXES.items():
        file = tmp_path / f"kg.{syntax.extension}"
        rdf_records.exported(rdf_records.made(2, 2), file, form=name, base=base)
        assert any(f"<{base}task/" in line for line in rdf_records.statements(file)), name


@pytest.mark.parametrize(
    "base",
    [
        "",
        "kg",
        "//x/",
        "https://x y/",
        "https://密云.cn/",
        "https://x/<",
        'https://x/"/',
        "https://x",
        "urn:kg:",
        "https://x/?y=/",
        "https://x/#",
        "https://x/../",
    ],
)
def test_a_base_that_is_no_iri_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="--base"):
        rdf_records.exported(rdf_records.made(2, 2), tmp_path / "kg.ttl", base=base)
    assert list(tmp_path.iterdir()) == []


def test_a_date_is_told_only_where_it_is_given(tmp_path: Path) -> None:
    plain = rdf_records.exported(rdf_records.made(2, 2), tmp_path / "a.ttl").read_text("utf-8")
    dated = rdf_records.exported(rdf_records.made(2, 2), tmp_path / "b.ttl", released="2026-01-31")
    assert "dcterms:issued" not in plain
    assert 'dcterms:issued "2026-01-31"^^xsd:date' in dated.read_text("utf-8")
    with pytest.raises(BadRequest, match="不是日期"):
        rdf_records.exported(rdf_records.made(2, 2), tmp_path / "c.ttl", released="yesterday")


# ---------------------------------------------------------------- for people without RDF


def test_json_lines(tmp_path: Path) -> None:
    file = rdf_records.exported(rdf_records.example(), tmp_path / "kg.jsonl", form="jsonl", profile="core")
    nodes = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    task = next(
        node
        for node in nodes
        if (node["type"], node.get("title")) == ("Task", "推进流域水生态功能分区生态保护修复工作")
    )
    assert task["number"] == "二、（一）1."
    assert len(task["responsibleUnit"]) == 2
    assert len({node["id"] for node in nodes}) == len(nodes)
    assert (tmp_path / "kg.jsonl.dcat.ttl").exists()


def test_graphml_is_read_by_networkx(tmp_path: Path) -> None:
    file = rdf_records.exported(
        rdf_records.example(), tmp_path / "kg.graphml", form="graphml", profile="core"
    )
    graph = networkx.read_graphml(file)
    assert all("type" in data for _, data in graph.nodes(data=True))
    edges = [data["relation"] for _, _, data in graph.edges(data=True)]
    assert edges.count("cooperatingUnit") >= 171


def test_csv_tables_have_chinese_labels_and_every_task(tmp_path: Path) -> None:
    rdf_records.exported(rdf_records.example(), tmp_path / "tables", form="csv", profile="core")
    text = (tmp_path / "tables" / "Task.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert rows[0].keys() > {"标识", "标题", "责任单位", "时限"}
    with Store(rdf_records.example()) as store:
        assert len(rows) == store.counts().tasks
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


# ---------------------------------------------------------------- the sample


def without_versions(graph: rdflib.Graph) -> rdflib.Graph:
    """The graph without what changes with every version of the software."""
    vocabulary = rdflib.Namespace(ontology().namespace)
    for path in (vocabulary.readBy, vocabulary.software):
        graph.remove((None, path, None))
    return graph


def test_the_committed_sample_is_what_export_writes(tmp_path: Path) -> None:
    made = rdf_records.exported(rdf_records.read(rdf_records.SMALL), tmp_path / "sample.ttl")
    graphs = [without_versions(rdflib.Graph().parse(file)) for file in (SAMPLE, made)]
    assert isomorphic(*graphs), (
        "kg build kg/examples/shijingshan-water-saving.md && kg export --out exports/sample.ttl"
    )


def test_the_context_of_an_export_is_the_committed_one(tmp_path: Path) -> None:
    file = rdf_records.exported(rdf_records.made(2, 2), tmp_path / "kg.jsonld", form="jsonld")
    inside = json.loads(file.read_text("utf-8"))["@context"]
    committed = json.loads((folder() / "context.jsonld").read_text("utf-8"))["@context"]
    assert inside == {"@base": BASE, **committed}

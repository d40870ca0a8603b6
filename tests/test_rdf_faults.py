"""Exports of odd texts, and what is left where one cannot be finished."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pyoxigraph
import pytest
import rdf_records
import synthetic
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.cli import application
from kg.errors import BadRequest, KgError
from kg.rdf.graph import Graph
from kg.rdf.layout import Layout
from kg.rdf.ontology import ontology
from kg.rdf.writers import REPLACE_SURROGATES, SYNTAXES
from kg.store.keys import digest, work_key

BASE = "https://kg.example.org/id/"


# ---------------------------------------------------------------- odd texts

ODD = {
    "quotes and backslashes": "“甲”\"乙\"'丙'\\n\\",
    "angle brackets": "<b>&amp;</b>]]>",
    "emoji": "通知😀👨‍👩‍👧",
    "line ends": "第一行\n第二行\r\n第三行\r\t末",
    "separators": "甲\u2028乙\u2029丙\u0085丁\u00a0戊",
    "braces": "{甲} $乙 @丙 ^^丁",
}


def odd_record(path: Path, title: str, number: str = "京政办发〔2019〕 1 号") -> Path:
    (extraction,) = synthetic.extractions(2, documents=1)
    document = replace(extraction.documents[0], title=title, number=number)
    tasks = tuple(task._replace(title=title) for task in extraction.tasks)
    return rdf_records.put(path, [replace(extraction, documents=(document,), tasks=tasks)])


@pytest.mark.parametrize("title", ODD.values(), ids=ODD)
def test_odd_titles_arrive_unchanged_in_every_syntax(title: str, tmp_path: Path) -> None:
    record = odd_record(tmp_path / "odd.db", title)
    for name, syntax in SYNTAXES.items():
        file = rdf_records.exported(record, tmp_path / f"kg.{syntax.extension}", form=name)
        graph = Graph.of_file(file)
        titles = graph.ask(
            "SELECT ?t { ?x a <https://kg.example.org/ns#Task> ; <http://purl.org/dc/terms/title> ?t }", {}
        )
        assert {found for (found,) in titles} == {title}, name
        numbers = graph.ask(
            "SELECT ?n { ?x a <https://kg.example.org/ns#Document> ; <https://kg.example.org/ns#number> ?n }",
            {},
        )
        assert list(numbers) == [("京政办发〔2019〕 1 号",)]


def test_a_control_character_is_written_or_refused_plainly(tmp_path: Path) -> None:
    record = odd_record(tmp_path / "odd.db", "甲\x01乙\x00")
    for form in ("turtle", "ntriples", "nquads", "trig", "jsonld"):
        file = rdf_records.exported(record, tmp_path / f"kg.{SYNTAXES[form].extension}", form=form)
        assert any("甲" in line for line in rdf_records.statements(file)), form
    for form in ("rdfxml", "graphml"):
        with pytest.raises(BadRequest, match=r"U\+0001，XML 里不能有"):
            rdf_records.exported(record, tmp_path / "kg.xml", form=form)
    assert not [path for path in tmp_path.iterdir() if "xml" in path.name]


anything = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=200, deadline=None)
@given(anything)
def test_any_text_is_read_back_by_pyoxigraph(text: str) -> None:
    for name, syntax in SYNTAXES.items():
        if name == "rdfxml" and any((ord(c) < 32 and c not in "\t\n\r") or c in "\ufffe\uffff" for c in text):
            continue
        out = StringIO()
        writer = syntax.writer(out, ontology(), BASE)
        writer.open()
        writer.graph("graph/x")
        writer.nodes([(Layout("Task", "title text"), [("1", text, text)])])
        writer.close()
        data = out.getvalue().encode()
        quads = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.from_media_type(syntax.media_type))
        values = [quad.object.value for quad in quads if isinstance(quad.object, pyoxigraph.Literal)]
        assert values == [text, text], name


def test_a_lone_surrogate_becomes_one_replacement_character(tmp_path: Path) -> None:
    file = tmp_path / "kg.nt"
    with open(file, "w", encoding="utf-8", errors=REPLACE_SURROGATES) as out:
        writer = SYNTAXES["ntriples"].writer(out, ontology(), BASE)
        writer.open()
        writer.nodes([(Layout("Task", "text"), [("1", "甲\ud800乙")])])
    assert '"甲\ufffd乙"' in file.read_text("utf-8")


# ---------------------------------------------------------------- nothing half


def test_ids_that_cannot_stand_in_an_iri_are_refused(tmp_path: Path) -> None:
    (extraction,) = synthetic.extractions(2, documents=1)
    tasks = tuple(task._replace(id=f"a b<{task.id}>") for task in extraction.tasks)
    record = rdf_records.put(tmp_path / "odd.db", [replace(extraction, tasks=tasks)])
    with pytest.raises(BadRequest, match="不能写进 IRI"):
        rdf_records.exported(record, tmp_path / "kg.ttl")


def test_two_things_with_one_iri_are_refused(tmp_path: Path) -> None:
    (extraction,) = synthetic.extractions(2, documents=1)
    taken = "units"
    document = replace(extraction.documents[0], id=taken)
    record = rdf_records.put(tmp_path / "odd.db", [rdf_records.alone(extraction, document)])
    with pytest.raises(BadRequest, match="不能合为一个"):
        rdf_records.exported(record, tmp_path / "kg.ttl")
    assert digest(taken) != taken


def test_a_document_with_the_iri_of_one_that_is_only_named_is_refused(tmp_path: Path) -> None:
    (extraction,) = synthetic.extractions(2, documents=1)
    cited = extraction.citations[0]
    taken = work_key(cited.number, cited.title)
    document = replace(extraction.documents[0], id=taken)
    alone = rdf_records.alone(extraction, document)
    citing = replace(alone, citations=(replace(cited, document=taken),))
    record = rdf_records.put(tmp_path / "odd.db", [citing])
    with pytest.raises(BadRequest, match="不能合为一个"):
        rdf_records.exported(record, tmp_path / "kg.ttl")


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "kg.rdf"
    file.write_text("the old one")
    record = odd_record(tmp_path / "odd.db", "甲\x01")
    with pytest.raises(BadRequest):
        rdf_records.exported(record, file, form="rdfxml")
    assert file.read_text() == "the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kg.rdf", "odd.db"]


@pytest.mark.parametrize("form", ["turtle", "csv"])
def test_a_folder_that_cannot_be_written_is_told(form: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(BadRequest, match="不能写入"):
        rdf_records.exported(rdf_records.made(2, 2), tmp_path / "file" / "kg", form=form)


def test_a_device_is_left_as_it_is() -> None:
    with pytest.raises(BadRequest, match="不是普通文件"):
        rdf_records.exported(rdf_records.made(2, 2), Path("/dev/null"))


@pytest.mark.skipif(os.name != "posix", reason="limits on the size of files need POSIX")
def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    out = tmp_path / "out" / "kg.ttl"
    line = [sys.executable, "-c", "from kg.cli import main; main()"]
    done = subprocess.run(
        [*line, "export", "--out", str(out), "--store", str(rdf_records.made())],
        capture_output=True,
        text=True,
        preexec_fn=small_disk,
    )
    assert done.returncode == 2
    assert "不能写入" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(out.parent.iterdir()) == []


def test_options_that_exclude_each_other() -> None:
    store = ["--store", str(rdf_records.made(2, 2))]
    done = CliRunner().invoke(application(), ["export", "--split", "--document", "x", *store])
    assert isinstance(done.exception, KgError)


def test_a_missing_library_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyoxigraph", None)
    done = CliRunner().invoke(application(), ["validate", "--store", str(rdf_records.made(2, 2))])
    assert "pip install 'kg[rdf]'" in str(done.exception)
    rdf_records.exported(rdf_records.made(2, 2), tmp_path / "kg.ttl")

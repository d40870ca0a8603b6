"""export, validate, import, and questions in SPARQL: the graph as RDF."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import DEFAULT, Form, StoreOption, is_graph_file, print_answer, print_rows, say

if TYPE_CHECKING:
    from kg.rdf.graph import Graph

FOLDER = Path("exports")


class ExportForm(StrEnum):
    """The forms of an export."""

    turtle = "turtle"
    ntriples = "ntriples"
    nquads = "nquads"
    trig = "trig"
    rdfxml = "rdfxml"
    jsonld = "jsonld"
    jsonl = "jsonl"
    graphml = "graphml"
    csv = "csv"


class Profile(StrEnum):
    """How much an export says."""

    full = "full"
    core = "core"
    neo4j = "neo4j"


class ResultsForm(StrEnum):
    """The formats of SPARQL results."""

    json = "json"
    xml = "xml"
    csv = "csv"
    tsv = "tsv"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("export", help="把记录写成 RDF、JSON Lines、GraphML 或 CSV。")(export)
    app.command("validate", help="按规则核对图，不合规则以 1 退出。")(validate)
    app.command("import", help="把导出读回新的记录，与原来的一样。")(import_)


def export(
    form: Annotated[ExportForm, typer.Option("--format", help="导出的格式。")] = ExportForm.turtle,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PATH", help="写到哪个文件；用 --split 或 csv 时是文件夹。"),
    ] = None,
    profile: Annotated[
        Profile,
        typer.Option(
            "--profile",
            help="full 含原文和位置，可导回；core 改带引文；neo4j 同 core，单图，不带语言标记。",
        ),
    ] = Profile.full,
    document: Annotated[str, typer.Option("--document", help="只要编号为此的文件。")] = "",
    split: Annotated[bool, typer.Option("--split", help="每份文件写一个文件。")] = False,
    base: Annotated[str, typer.Option("--base", help="编号之前的 IRI。")] = "",
    compress: Annotated[bool, typer.Option("--gzip", help="用 gzip 压缩。")] = False,
    released: Annotated[str, typer.Option("--released", help="写在导出里的日期。")] = "",
    store: StoreOption = DEFAULT,
) -> None:
    """Write the record as RDF, JSON Lines, GraphML or CSV tables."""
    from kg.errors import BadRequest
    from kg.rdf.export import Request, export_each
    from kg.rdf.export import export as written
    from kg.store import Store

    if split and document:
        raise BadRequest("--split 写全部文件，--document 只写一份，不能同用；请只写一种。")
    request = Request(form.value, profile.value, base or None, document or None, compress, released or None)
    with Store(store) as record:
        if split:
            files = export_each(record, out or FOLDER, request)
            print(f"{out or FOLDER}：{len(files)} 个文件")
            return
        place = out or FOLDER / f"{document or 'kg'}{request.ending}"
        print(f"{place}：{written(record, place, request)} 条陈述")


def validate(
    file: Annotated[Path | None, typer.Argument(help="导出文件；不写则核对记录。")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="图很大时也让 SHACL 核对全部节点，较慢。")
    ] = False,
    store: StoreOption = DEFAULT,
) -> None:
    """Check the graph against the shapes; exit code 1 where it breaks a rule."""
    from kg.rdf.check import check

    with _graph(str(file) if file else store, "full") as graph:
        report = check(graph, everything=everything)
    for finding in report.findings:
        print(finding)
    verdict = "合规" if report.conforms else "不合规"
    print(
        f"{verdict}：{report.triples} 条陈述，{report.rules} 条规则（SPARQL，全部节点），"
        f"SHACL 核对 {report.nodes_by_shacl} 个节点，{len(report.findings)} 处发现"
    )
    if not report.conforms:
        raise typer.Exit(1)


def import_(
    file: Annotated[Path, typer.Argument(help="--profile full 的导出，任何一种 RDF 格式。")],
    store: StoreOption = DEFAULT,
) -> None:
    """Read an export back into a new record, equal to the one it came from."""
    from kg.rdf.load import load
    from kg.store import Store

    with Store(store, write=True) as record:
        counts = load(file, record)
    print(
        f"记录现有 {counts.documents} 份文件、{counts.tasks} 项任务、{counts.units} 个单位、"
        f"{counts.deadlines} 条时限、{counts.issues} 处问题。"
    )


@contextmanager
def _graph(place: str, profile: str) -> Iterator[Graph]:
    """The graph at `place`: an export, or a record in a profile."""
    from kg.rdf.graph import Graph
    from kg.store import Store

    if is_graph_file(place):
        yield Graph.of_file(Path(place))
        return
    with Store(place) as record:
        yield Graph.of_store(record, profile)


def ask_in_sparql(
    store: str, name: str, parameters: dict[str, object], form: Form, results: ResultsForm | None
) -> None:
    """Ask a question by name, or a whole query, of the record or an export; print rows or SPARQL results."""
    from kg.errors import BadRequest
    from kg.questions.ask import ask, load
    from kg.rdf.graph import with_values

    if not name:
        raise BadRequest("--sparql 要有问题的名称，或一条查询。")
    whole = "{" in name
    with _graph(store, "core") as graph:
        if results:
            query = name if whole else load(name, "sparql").statement
            values = parameters if whole else load(name, "sparql").values(parameters)
            sys.stdout.buffer.write(graph.serialize(with_values(query, values), results.value))
        elif whole:
            columns, rows = graph.table(with_values(name, parameters))
            print_rows([(column, column) for column in columns], rows, form)
            say(f"共 {len(rows)} 行", form)
        else:
            answer = ask(graph, name, **parameters)
            print_answer(answer, form)
            say(f"共 {len(answer.rows)} 行", form)

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
    app.command("export")(export)
    app.command("validate")(validate)
    app.command("import")(import_)


def export(
    form: Annotated[ExportForm, typer.Option("--format", help="In which form.")] = ExportForm.turtle,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file, or with --split and csv the folder.")
    ] = None,
    profile: Annotated[
        Profile,
        typer.Option(
            "--profile",
            help="full has texts and spans and can be imported; core has quotes instead;"
            " neo4j is core without graphs and language tags.",
        ),
    ] = Profile.full,
    document: Annotated[str, typer.Option("--document", help="Only the document with this id.")] = "",
    split: Annotated[bool, typer.Option("--split", help="One file for every document.")] = False,
    base: Annotated[str, typer.Option("--base", help="The IRI before every id.")] = "",
    compress: Annotated[bool, typer.Option("--gzip", help="Packed with gzip.")] = False,
    released: Annotated[
        str, typer.Option("--released", help="The date of the export, to be told in it.")
    ] = "",
    store: StoreOption = DEFAULT,
) -> None:
    """Write the record as RDF, JSON Lines, GraphML or CSV tables."""
    from kg.errors import BadRequest
    from kg.rdf.export import Request, export_each
    from kg.rdf.export import export as written
    from kg.store import Store

    if split and document:
        raise BadRequest("--split writes every document and --document one; give one of the two.")
    request = Request(form.value, profile.value, base or None, document or None, compress, released or None)
    with Store(store) as record:
        if split:
            files = export_each(record, out or FOLDER, request)
            print(f"{out or FOLDER}: {len(files)} files")
            return
        place = out or FOLDER / f"{document or 'kg'}{request.ending}"
        print(f"{place}: {written(record, place, request)} statements")


def validate(
    file: Annotated[Path | None, typer.Argument(help="An export; the record without it.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Let SHACL look at every node of a large graph too: slow.")
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
    file: Annotated[Path, typer.Argument(help="An export of the profile full, in any of the RDF formats.")],
    store: StoreOption = DEFAULT,
) -> None:
    """Read an export back into a new record, equal to the one it came from."""
    from kg.rdf.load import load
    from kg.store import Store

    with Store(store, write=True) as record:
        counts = load(file, record)
    print(
        f"The record holds {counts.documents} documents, {counts.tasks} tasks, {counts.units} units, "
        f"{counts.deadlines} deadlines, {counts.issues} issues."
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
        raise BadRequest("--sparql needs the name of a question, or a query.")
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

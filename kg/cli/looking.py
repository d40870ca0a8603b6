"""units, documents, issues, query: looking through the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.common import (
    DEFAULT,
    Form,
    FormOption,
    StoreOption,
    UnitsOption,
    opened,
    print_answer,
    print_rows,
    say,
    units_beside,
)
from kg.cli.rdf import ResultsForm, ask_in_sparql

_DOCUMENTS_SHOWN = ("number", "title", "date", "status", "tasks", "file", "line")
_UNITS_SHOWN = ("name", "owned", "supported", "names", "collective", "inferred", "id")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("units", help="列出单位、文中写法和任务数。")(units)
    app.command("documents", help="列出读过的文件和文中提到的文件，附效力。")(documents)
    app.command("issues", help="列出需要人工核对的地方。")(issues)
    app.command("query", help="问一个有名字的问题。")(query)


def units(
    review: Annotated[
        bool, typer.Option("--review", help="列出要人认定的：相近的名称、前后沿革的机构、不认得的名称。")
    ] = False,
    units_file: UnitsOption = None,
    form: FormOption = Form.table,
    store: StoreOption = DEFAULT,
) -> None:
    """List the units, with their printed names and how many tasks they have."""
    from kg.questions.ask import ask

    if review:
        _review(store, units_file, form)
        return
    with opened(store) as asker:
        answer = ask(asker, "units")
    print_answer(answer, form, _UNITS_SHOWN)
    say(f"共 {len(answer.rows)} 个", form)


def _review(store: str, units_file: Path | None, form: Form) -> None:
    from dataclasses import astuple

    from kg.identity.registry import Registry
    from kg.review import review
    from kg.store import Store

    with Store(store) as record:
        matters = review(record, Registry.load(units_file or units_beside(store)))
    columns = [
        ("code", "事项"),
        ("name", "名称"),
        ("other", "相关名称"),
        ("likeness", "相似度"),
        ("places", "出处"),
    ]
    print_rows(columns, map(astuple, matters), form)
    say(f"共 {len(matters)} 项", form)


def documents(
    status: Annotated[
        str,
        typer.Option(
            "--status",
            help="只要这种效力，写哪种都行：issued 已印发、in force 有效、repealed 已废止、cited 仅被引用。",
        ),
    ] = "",
    form: FormOption = Form.table,
    store: StoreOption = DEFAULT,
) -> None:
    """List the documents read and those they name, with their status."""
    from kg.cli.cells import coded
    from kg.questions.ask import ask

    with opened(store) as asker:
        answer = ask(asker, "documents", status=coded("status", status))
    print_answer(answer, form, _DOCUMENTS_SHOWN)
    say(f"共 {len(answer.rows)} 份", form)


def issues(
    code: Annotated[str, typer.Option("--code", help="列出这种问题的每一处。")] = "",
    form: FormOption = Form.table,
    store: StoreOption = DEFAULT,
) -> None:
    """List what a person should look at: how often each code occurs, or every place of one code."""
    from kg.questions.ask import ask

    with opened(store) as asker:
        answer = ask(asker, "issues", code=code)
    if code:
        print_answer(answer, form, ("message", "file", "line", "quote"))
        say(f"共 {len(answer.rows)} 处", form)
        return
    columns = [("code", "代码"), ("count", "次数"), ("message", "首例"), ("file", "来源"), ("line", "行")]
    print_rows(columns, _grouped(answer.rows), form)
    say(f"共 {len(answer.rows)} 处", form)


def _grouped(rows: Sequence[tuple[str, str, str, int, str, str]]) -> list[tuple[str, int, str, str, int]]:
    """Each code once: how often it occurs, and its first place."""
    first = {row[0]: row for row in reversed(rows)}
    return [
        (code, sum(row[0] == code for row in rows), row[1], row[2], row[3])
        for code, row in sorted(first.items())
    ]


def query(
    name: Annotated[str, typer.Argument(help="问题的名称；不写则列出全部问题。")] = "",
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", help="参数，如 -p unit=区水务局。")
    ] = None,
    cypher: Annotated[
        str,
        typer.Option("--cypher", help="不写名称，直接向 --store 的 Neo4j 服务器提 Cypher 语句。"),
    ] = "",
    sparql: Annotated[bool, typer.Option("--sparql", help="用 SPARQL 问；名称也可以是整条查询。")] = False,
    results: Annotated[
        ResultsForm | None, typer.Option("--results", help="SPARQL 结果的格式，配合 --sparql。")
    ] = None,
    form: FormOption = Form.table,
    store: StoreOption = DEFAULT,
) -> None:
    """Ask a named question."""
    from kg.questions.ask import ask

    if sparql or results:
        ask_in_sparql(store, name, _given(parameters or []), form, results)
        return
    if cypher:
        _ask_in_cypher(store, cypher, parameters or [], form)
        return
    if not name:
        _list_questions(form)
        return
    with opened(store) as asker:
        answer = ask(asker, name, **_given(parameters or []))
    print_answer(answer, form)
    say(f"共 {len(answer.rows)} 行", form)


def _ask_in_cypher(store: str, statement: str, parameters: Sequence[str], form: Form) -> None:
    from kg.errors import BadRequest
    from kg.neo4j import Server

    if "://" not in store:
        raise BadRequest("--cypher 只能问 Neo4j 服务器；请指定，如 --store bolt://localhost:7687。")
    with opened(store) as server:
        assert isinstance(server, Server)
        columns, rows = server.table(statement, _given(parameters))
    print_rows([(column, column) for column in columns], rows, form)


def _list_questions(form: Form) -> None:
    from kg.questions.ask import load, names

    questions = [load(name) for name in names()]
    columns = [("name", "名称"), ("title", "问题"), ("parameters", "参数")]
    rows = [
        (question.name, question.title, " ".join(f"{p.name}={p.example}" for p in question.parameters))
        for question in questions
    ]
    print_rows(columns, rows, form)


def _given(parameters: Sequence[str]) -> dict[str, object]:
    from kg.errors import BadRequest

    given: dict[str, object] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals:
            raise BadRequest(f"-p {parameter} 写法不对；参数应写作 名称=值，如 -p unit=区水务局。")
        given[name] = value
    return given

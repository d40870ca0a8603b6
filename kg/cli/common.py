"""What the commands share: their options, the store they ask, the way they print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.store.place import DEFAULT, VARIABLE

if TYPE_CHECKING:
    from kg.questions import Answer, Asker
    from kg.questions.header import Question


__all__ = ["DEFAULT"]


class Form(StrEnum):
    """The forms in which rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"


_FOR_PEOPLE = (Form.table, Form.md)


class RoleChoice(StrEnum):
    """Roles of a unit; owner is lead or responsible."""

    owner = "owner"
    lead = "lead"
    responsible = "responsible"
    support = "support"
    other = "other"
    all = "all"


class KindChoice(StrEnum):
    """Kinds of tasks; item is task, row or decision: what stands as an item of its own."""

    item = "item"
    all = "all"
    task = "task"
    row = "row"
    decision = "decision"
    inline = "inline"
    duty = "duty"


StoreOption = Annotated[
    str,
    typer.Option("--store", envvar=VARIABLE, help="记录文件，或 Neo4j 服务器地址 bolt://…"),
]
FormOption = Annotated[Form, typer.Option("--format", help="输出格式。")]
InOption = Annotated[str, typer.Option("--in", help="单位所在辖区：名称的一部分，或区划代码。")]
KindOption = Annotated[
    KindChoice,
    typer.Option(
        "--kind",
        help="任务类型：item 不含正文分工（inline、duty），all 全含。",
    ),
]

UNITS_FILE = "units.toml"

UnitsOption = Annotated[
    Path | None,
    typer.Option(
        "--units",
        exists=True,
        dir_okay=False,
        metavar="FILE",
        help="人工认定单位的文件。",
        show_default=f"记录旁的 {UNITS_FILE}",
    ),
]


def units_beside(store: str) -> Path | None:
    """The people's file that goes with a record: units.toml in the same folder, if there is one."""
    beside = Path(store).with_name(UNITS_FILE)
    return beside if "://" not in store and beside.exists() else None


@contextmanager
def opened(store: str) -> Iterator[Asker]:
    """Whatever answers questions at `store`, for reading."""
    if "://" in store:
        from kg.neo4j import connect

        with connect(store, ask_password=ask_password) as server:
            yield server
        return
    if is_graph_file(store):
        from kg.rdf.graph import Graph

        yield Graph.of_file(Path(store))
        return
    from kg.store import Store

    with Store(store) as record:
        yield record


def is_graph_file(store: str) -> bool:
    """Whether `store` is an export in RDF, by its name."""
    return Path(store.removesuffix(".gz")).suffix in (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld")


def ask_password(user: str) -> str:
    """Ask the person at the terminal for the password of a server's user."""
    from getpass import getpass

    return getpass(f"{user} 的密码：")


def width() -> int | None:
    """The columns of the terminal; None where the output goes elsewhere and must not be shortened."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def print_rows(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]], form: Form) -> None:
    """Print rows under (name, label) columns; table and md have words where the others have codes."""
    from kg.cli.cells import worded_rows
    from kg.table import render

    if form in _FOR_PEOPLE:
        rows = worded_rows(columns, rows)
    sys.stdout.write(render(columns, rows, form.value, width()))


def print_answer(answer: Answer, form: Form, shown: Sequence[str] = (), *, once: bool = False) -> None:
    """Print an answer; tables for people have only the columns `shown` (all, if none are named).

    `once`: rows that look the same there are one, as where a list names a unit twice.
    """
    columns = [(column.name, column.label) for column in answer.question.columns]
    rows = unfolded(answer.question, answer.rows) if form is Form.json else answer.rows
    print_chosen(columns, rows, form, shown, once=once)


def unfolded(question: Question, rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """The rows of an answer with their lists as lists: a；b becomes [a, b], nothing becomes []."""
    lists = {place for place, column in enumerate(question.columns) if column.type == "list"}
    for row in rows:
        yield [
            (value.split("；") if value else []) if place in lists else value
            for place, value in enumerate(row)
        ]


def print_chosen(
    columns: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[Any]],
    form: Form,
    shown: Sequence[str],
    *,
    once: bool = False,
) -> None:
    """Print rows; json and csv have all columns, table and md those `shown`, in that order."""
    if shown and form in _FOR_PEOPLE:
        names = [name for name, _ in columns]
        places = [names.index(name) for name in shown]
        rows = [tuple(row[place] for place in places) for row in rows]
        rows = list(dict.fromkeys(rows)) if once else rows
        columns = [columns[place] for place in places]
    print_rows(columns, rows, form)


def say(sentence: str, form: Form) -> None:
    """A closing word below a table for people."""
    if form is Form.table:
        print(sentence)

"""The graph as CSV files for `neo4j-admin database import`: the quick way into a database that is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kg.neo4j.graph import ORIGIN, Column, EdgeKind, Kind, NodeKind, Record, edge_kinds, node_kinds, reading
from kg.neo4j.statements import schema

SCRIPT = "import.sh"
SCHEMA = "schema.cypher"
_BETWEEN = "\x1f"  # no printed text has a unit separator


def export(path: Path, folder: Path) -> dict[str, int]:
    """Write the record at `path` as CSV files with the import command into `folder`: rows by kind."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds: list[Kind] = [*node_kinds(), *edge_kinds()]
    with reading(path) as record:
        written = {kind.name: _write(record, kind, folder) for kind in kinds}
    script = folder / SCRIPT
    script.write_text(
        f'#!/bin/sh\n# The server must be stopped.\ncd "$(dirname "$0")" || exit 1\n{command()}\n'
    )
    script.chmod(0o755)
    (folder / SCHEMA).write_text("".join(f"{statement};\n" for statement in schema()))
    return written


def command(admin: str = "neo4j-admin", database: str = "neo4j") -> str:
    """The command that imports the files of the current folder."""
    return " \\\n  ".join([f"{admin} database import full {database}", *arguments()])


def arguments() -> list[str]:
    """What the command is told: the form of the files, then each file."""
    nodes = [f"--nodes={':'.join(filter(None, (k.label, k.mark)))}={k.name}.csv" for k in node_kinds()]
    edges = [f"--relationships={kind.type}={kind.name}.csv" for kind in edge_kinds()]
    return ["--id-type=string", "--multiline-fields=true", "--array-delimiter=U+001F", *nodes, *edges]


def _write(record: Record, kind: Kind, folder: Path) -> int:
    columns = record.columns(kind)
    fixed = f',"{ORIGIN[1]}"' if isinstance(kind, NodeKind) else ""
    written = 0
    with open(folder / f"{kind.name}.csv", "w", encoding="utf-8", newline="") as file:
        file.write(",".join(_header(kind, columns)) + "\n")
        for row in record.rows(kind):
            file.write(_line(row) + fixed + "\n")
            written += 1
    return written


def _header(kind: Kind, columns: list[Column]) -> Iterable[str]:
    if isinstance(kind, EdgeKind):
        yield from (f":START_ID({kind.source})", f":END_ID({kind.target})")
        columns = columns[2:]
    else:
        yield f"id:ID({kind.label})"
        columns = columns[1:]
    yield from (f"{column.key}:{column.type}" for column in columns)
    if isinstance(kind, NodeKind):
        yield ORIGIN[0]


def _line(row: tuple[Any, ...]) -> str:
    return ",".join("" if value is None else _FORMS.get(type(value), str)(value) for value in row)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


_FORMS: dict[type, Callable[[Any], str]] = {
    str: _quoted,
    bool: lambda value: "true" if value else "false",
    list: lambda values: _quoted(_BETWEEN.join(values)),
}

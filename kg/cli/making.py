"""text, extract, build: from files to what they say."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import DEFAULT, StoreOption, UnitsOption, units_beside

if TYPE_CHECKING:
    from kg.build import BuildSummary, Progress


class ExtractForm(StrEnum):
    """The forms of an extraction."""

    json = "json"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("text")(text)
    app.command("extract")(extract)
    app.command("build")(build)


def text(file: Annotated[Path, typer.Argument(help="A document.")]) -> None:
    """Print the canonical text of a file: what every span points into."""
    from kg.read import read

    sys.stdout.write(read(file).text)


def extract(
    files: Annotated[list[Path], typer.Argument(help="Documents.")],
    form: Annotated[
        ExtractForm, typer.Option("--format", help="One JSON object per file and line.")
    ] = ExtractForm.json,
    units_file: UnitsOption = None,
) -> None:
    """Print everything that files say, one JSON object per line."""
    import json

    from kg.errors import KgError
    from kg.extract import extract as extracted
    from kg.identity import Registry
    from kg.interchange import to_json
    from kg.read import read

    registry = Registry.load(units_file)
    failed = False
    for file in files:
        try:
            line = json.dumps(to_json(extracted(read(file), registry)), ensure_ascii=False)
        except KgError as error:
            print(error, file=sys.stderr)
            failed = True
        else:
            print(line)
    if failed:
        raise typer.Exit(1)


def build(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, patterns.")],
    store: StoreOption = DEFAULT,
    forget: Annotated[bool, typer.Option("--forget", help="Remove sources whose file has gone.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if the record holds any issue.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="Processes; all cores unless told.")
    ] = None,
    units_file: UnitsOption = None,
) -> None:
    """Read files, folders and patterns into the record; what is unchanged is left alone."""
    from kg.build import build as built
    from kg.store import Store

    with Store(store, write=True) as record:
        summary = built(
            paths,
            record,
            forget_missing=forget,
            jobs=jobs,
            progress=_progress(),
            strict=strict,
            units_file=units_file or units_beside(store),
        )
    _report(summary)
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


def _progress() -> Progress | None:
    """A counter on the error stream, for people only."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int, path: str) -> None:
        from kg.table import shortened

        end = "\n" if done == total else ""
        print(
            f"\r\033[K{done}/{total} {shortened(Path(path).name, 60)}", end=end, file=sys.stderr, flush=True
        )

    return show


def _report(summary: BuildSummary) -> None:
    counts = summary.counts
    print(f"Read {summary.read}, unchanged {summary.unchanged}, forgotten {summary.forgotten} files.")
    print(
        f"The record holds {counts.documents} documents, {counts.tasks} tasks, {counts.units} units, "
        f"{counts.deadlines} deadlines, {counts.issues} issues."
    )
    for trouble in summary.troubles:
        print(trouble, file=sys.stderr)
    if summary.troubles:
        print(f"{len(summary.troubles)} could not be read.", file=sys.stderr)
    if summary.strict and counts.issues:
        print(f"{counts.issues} issues stand open (--strict); kg issues lists them.", file=sys.stderr)

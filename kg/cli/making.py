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
    app.command("text", help="打印文件的规范文本，各处位置都指向它。")(text)
    app.command("extract", help="打印文件里读出的全部内容，每个文件一行 JSON。")(extract)
    app.command("build", help="把文件、文件夹或通配符读入记录，未变的不再读。")(build)


def text(file: Annotated[Path, typer.Argument(help="一份文件。")]) -> None:
    """Print the canonical text of a file: what every span points into."""
    from kg.read import read

    sys.stdout.write(read(file).text)


def extract(
    files: Annotated[list[Path], typer.Argument(help="一份或几份文件。")],
    form: Annotated[
        ExtractForm, typer.Option("--format", help="每个文件一行，一个 JSON 对象。")
    ] = ExtractForm.json,
    units_file: UnitsOption = None,
) -> None:
    """Print everything that files say, one JSON object per line."""
    import json

    from kg.errors import KgError
    from kg.extract import extract as extracted
    from kg.identity.registry import Registry
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
        raise typer.Exit(2)


def build(
    paths: Annotated[list[str], typer.Argument(help="文件、文件夹或通配符。")],
    store: StoreOption = DEFAULT,
    forget: Annotated[bool, typer.Option("--forget", help="从记录里移除文件已不在的来源。")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="记录里有问题就以 1 退出。")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="进程数，默认用全部核心。")] = None,
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
    print(f"读入 {summary.read} 个文件，未变 {summary.unchanged} 个，移除 {summary.forgotten} 个。")
    print(
        f"记录现有 {counts.documents} 份文件、{counts.tasks} 项任务、{counts.units} 个单位、"
        f"{counts.deadlines} 条时限、{counts.issues} 处问题。"
    )
    for trouble in summary.troubles:
        print(trouble, file=sys.stderr)
    if summary.troubles:
        print(f"有 {len(summary.troubles)} 个不能读取。", file=sys.stderr)
    if summary.strict and counts.issues:
        print(f"还有 {counts.issues} 处问题（--strict）；kg issues 列出全部问题。", file=sys.stderr)

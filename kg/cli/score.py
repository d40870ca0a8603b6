"""score: how well documents are read, against labels that people made."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import Form, FormOption, print_rows

if TYPE_CHECKING:
    from kg.model import Source
    from kg.score import DocumentScore, Figures, Labels, Line, Mistake

_CHANGES = [("change", "变化"), ("document", "文件"), ("measure", "指标"), ("kind", "情况")]
_MISTAKES = [("document", "文件"), ("measure", "指标"), ("kind", "情况")]
_FACT = [("task", "任务"), ("fact", "内容")]


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("score", help="对照人工标注评分：任务、单位、角色、时限。")(score)


def score(
    gold: Annotated[Path, typer.Argument(help="标注文件，或存放它们的文件夹。")],
    documents: Annotated[Path, typer.Argument(help="存放被标注文件的文件夹。")],
    check: Annotated[bool, typer.Option("--check", help="只核对标注是否与原文相符。")] = False,
    mistakes: Annotated[bool, typer.Option("--mistakes", help="改为列出每一处漏读和多读。")] = False,
    save: Annotated[Path | None, typer.Option("--save", metavar="FILE", help="把这次结果存入文件。")] = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FILE", help="列出与 --save 所存结果相比的增减。")
    ] = None,
    units_file: Annotated[
        Path | None, typer.Option("--units", metavar="FILE", help="人工认定单位的文件。")
    ] = None,
    form: FormOption = Form.table,
) -> None:
    """Score the reading of documents against labels: tasks, units, roles and deadlines."""
    from kg.score import changes, load_labels, load_run, report, save_run

    labels = load_labels(gold)
    if check:
        _check(labels, documents)
        return
    earlier = load_run(against) if against else None
    scores = list(_scores(labels, documents, units_file))
    if save:
        save_run(save, scores)
    if earlier is not None:
        found = changes(earlier, scores)
        rows = [[one.kind, one.document, *_mistake(one.mistake)] for one in found]
        print_rows([*_CHANGES, *_FACT], rows, form)
    elif mistakes:
        print_rows([*_MISTAKES, *_FACT], _mistakes(scores), form)
    else:
        _print(report(scores), form)


def _scores(labels: Sequence[Labels], documents: Path, units_file: Path | None) -> Iterator[DocumentScore]:
    from kg.extract import extract
    from kg.identity.registry import Registry
    from kg.score import score_document

    registry = Registry.load(units_file)
    for one, source in _sources(labels, documents):
        yield score_document(one, extract(source, registry).tasks)


def _sources(labels: Sequence[Labels], documents: Path) -> Iterator[tuple[Labels, Source]]:
    """Each label file with its document, which may stand anywhere below the folder."""
    from kg.errors import BadRequest
    from kg.read import read

    files = {path.name: path for path in sorted(documents.rglob("*"), reverse=True) if path.is_file()}
    for one in labels:
        path = files.get(Path(one.input_file).name)
        if path is None:
            raise BadRequest(
                f"文件夹 {documents} 里没有 {one.path} 所标注的 {one.input_file}；"
                "应是存有全部被标注文件的文件夹。"
            )
        yield one, read(path)


def _check(labels: Sequence[Labels], documents: Path) -> None:
    from kg.score import label_problems

    problems = [
        problem for one, source in _sources(labels, documents) for problem in label_problems(one, source)
    ]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        raise typer.Exit(1)
    print(f"{len(labels)} 份标注与原文相符。")


def _mistakes(scores: Iterable[DocumentScore]) -> list[list[str]]:
    return [[one.id, *_mistake(mistake)] for one in scores for mistake in one.tally.mistakes]


def _mistake(one: Mistake) -> list[str]:
    return [one.measure, one.kind, one.task, one.fact]


def _print(lines: Sequence[Line], form: Form) -> None:
    """All figures for programs; for people F1 with what is too much, what is missing and of how many."""
    from kg.cli.cells import worded
    from kg.score.match import MEASURES
    from kg.score.report import columns, row

    if form in (Form.json, Form.csv):
        print_rows(columns(), map(row, lines), form)
        return
    rows = [[one.scope, one.name, one.documents, *map(_shown, one.figures.values())] for one in lines]
    total = lines[-1]
    rows.append(["all", "macro", total.documents, *(_decimal(one.macro) for one in total.figures.values())])
    heads = [("scope", "范围"), ("name", "名称"), ("documents", "文件数")]
    print_rows([*heads, *((measure, f"{worded('measure', measure)} F1") for measure in MEASURES)], rows, form)


def _shown(one: Figures) -> str:
    return f"{one.f1:.4f}（多 {one.extra}，漏 {one.missing}，共 {one.found + one.missing}）"


def _decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"

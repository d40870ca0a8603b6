"""From single documents to figures: of each document, each style, each format, and all together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import fmean

from kg.model import Task
from kg.score.labels import Labels
from kg.score.match import MEASURES, Tally, tally


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document against its labels."""

    id: str
    style: str
    format: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of facts found, missing and too much, and the mean of the documents' F1 (`macro`)."""

    found: int
    extra: int
    missing: int
    macro: float | None = None

    @property
    def precision(self) -> float:
        """Which share of what was said is right; 1 where nothing was said."""
        return _share(self.found, self.extra)

    @property
    def recall(self) -> float:
        """Which share of what is labelled was found; 1 where nothing is labelled."""
        return _share(self.found, self.missing)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one group of documents by measure; `scope` is document, style, format or all."""

    scope: str
    name: str
    documents: int
    figures: dict[str, Figures]


def score_document(labels: Labels, tasks: Sequence[Task]) -> DocumentScore:
    """Compare the tasks extracted from a document with its labels.

    A label without a style gets the kind that most of the document's tasks have.
    """
    return DocumentScore(labels.id, labels.style or _style(tasks), labels.format, tally(labels, tasks))


def report(scores: Sequence[DocumentScore]) -> list[Line]:
    """A line for every document, style and format, and one for all, in this order."""
    return [
        *(_line("document", one.id, [one]) for one in scores),
        *_grouped("style", scores),
        *_grouped("format", scores),
        _line("all", "all", scores),
    ]


def _style(tasks: Sequence[Task]) -> str:
    kinds = Counter(task.kind.value for task in tasks)
    return min(kinds, key=lambda kind: (-kinds[kind], kind), default="none")


def _grouped(scope: str, scores: Sequence[DocumentScore]) -> Iterator[Line]:
    for name in sorted({getattr(one, scope) for one in scores}):
        yield _line(scope, name, [one for one in scores if getattr(one, scope) == name])


def _line(scope: str, name: str, scores: Sequence[DocumentScore]) -> Line:
    return Line(scope, name, len(scores), {measure: _figures(scores, measure) for measure in MEASURES})


def _figures(scores: Sequence[DocumentScore], measure: str) -> Figures:
    each = [_counts(one.tally, measure) for one in scores]
    macro = [one.f1 for one in each if one.found + one.extra + one.missing]
    return Figures(
        found=sum(one.found for one in each),
        extra=sum(one.extra for one in each),
        missing=sum(one.missing for one in each),
        macro=fmean(macro) if macro else None,
    )


def _counts(one: Tally, measure: str) -> Figures:
    return Figures(one.found[measure], one.count(measure, "extra"), one.count(measure, "missing"))


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0


def columns() -> list[tuple[str, str]]:
    """Name and label of the columns of `row`."""
    parts = ("precision", "recall", "f1", "macro_f1", "found", "extra", "missing")
    names = chain.from_iterable([f"{measure}_{part}" for part in parts] for measure in MEASURES)
    return [("scope", "范围"), ("name", "名称"), ("documents", "文件数"), *((name, name) for name in names)]


def row(line: Line) -> list[str | int | float | None]:
    """A line as plain values, for programs."""
    values: list[str | int | float | None] = [line.scope, line.name, line.documents]
    for one in line.figures.values():
        values += [one.precision, one.recall, one.f1, one.macro, one.found, one.extra, one.missing]
    return values

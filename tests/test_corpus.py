"""Real documents from end to end: read, extracted, and scored against people's labels.

``python tests/test_corpus.py`` prints the table of the README: the documents the rules were made with,
those labelled afterwards, those held back until they had been measured once and then looked at, and
those held back to this day, whose texts and mistakes nobody looks at.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from extraction_checks import check_extraction

from kg.cli.common import Form, print_rows
from kg.extract import extract
from kg.read import read
from kg.score import MEASURES, DocumentScore, Figures, Line, load_labels, report, score_document

TESTS = Path(__file__).parent
SHARED = TESTS.parents[1] / "shared"
READMES = [TESTS.parent / "README.md", TESTS.parent / "README.en.md"]
HELD_BACK = {"011", "017", "025", "064"}
LOOKED_AT_LATER = {"002", "056", "072", "076"}
FILES = sorted([*SHARED.glob("corpus/[0-9]*"), *SHARED.glob("gazette/*.md")])
GROUPS = ("tuned", "labelled afterwards", "looked at later", "held back")
HEADS = [(name, name) for name in ("documents", "number", *MEASURES)]

pytestmark = pytest.mark.skipif(
    not FILES, reason="the shared corpus of real documents is not beside the project"
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:3])
def test_every_document_is_read_with_valid_spans_twice_the_same(path: Path) -> None:
    source = read(path)
    check_extraction(extract(source))
    assert extract(source) == extract(read(path))


@cache
def scores() -> dict[str, list[DocumentScore]]:
    """The scores of the documents by group."""
    groups: dict[str, list[DocumentScore]] = {name: [] for name in GROUPS}
    files = {path.name: path for path in FILES}
    for folder in (SHARED / "gold", TESTS / "gold"):
        for labels in load_labels(folder):
            score = score_document(labels, extract(read(files[labels.input_file])).tasks)
            groups[_group(labels.id, folder)].append(score)
    return groups


def _group(document: str, folder: Path) -> str:
    if document in HELD_BACK:
        return "held back"
    if document in LOOKED_AT_LATER:
        return "looked at later"
    return "labelled afterwards" if folder.parent == TESTS else "tuned"


def total(*groups: str) -> Line:
    return report([score for group in groups for score in scores()[group]])[-1]


def table() -> list[list[str]]:
    """F1 over all facts, and behind the stroke the mean of the documents."""
    return [
        [group, str(len(one)), *map(_shown, total(group).figures.values())] for group, one in scores().items()
    ]


def _shown(figures: Figures) -> str:
    return f"{figures.f1:.3f} / {figures.macro or 0:.3f}"


FLOORS = [("unit", 0.99, 0.98), ("role", 0.985, 0.0), ("deadline", 0.96, 0.0), ("task", 0.985, 0.0)]


@pytest.mark.parametrize(("measure", "micro", "macro"), FLOORS, ids=[floor[0] for floor in FLOORS])
def test_what_is_said_is_what_people_labelled(measure: str, micro: float, macro: float) -> None:
    figures = total(*scores()).figures[measure]
    assert figures.f1 >= micro
    assert (figures.macro or 0.0) >= macro


@pytest.mark.parametrize("measure", MEASURES)
def test_documents_held_back_are_read_nearly_as_well(measure: str) -> None:
    tuned, held_back = total("tuned").figures[measure], total("held back").figures[measure]
    assert held_back.f1 >= tuned.f1 - 0.02


@pytest.mark.parametrize("readme", READMES, ids=[readme.name for readme in READMES])
def test_the_figures_of_the_readme_are_those_of_this_tree(readme: Path) -> None:
    printed = readme.read_text("utf-8")
    assert [row[0] for row in table() if f"| {' | '.join(row)} |" not in printed] == []


if __name__ == "__main__":
    if not FILES:
        sys.exit("The shared corpus of real documents is not beside the project.")
    print_rows(HEADS, table(), Form.md)

"""Whatever comes through the door: a `Source` whose spans hold, or one sentence; nothing else."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import undamaged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_documents import damaged

from kg.errors import UnreadableFile
from kg.model import Source
from kg.read import Limits, read_bytes

LIMITS = Limits(file_bytes=2**24, unpacked_bytes=2**24, cells=20_000, columns=200, seconds=5)


def check(source: Source) -> None:
    """What every reader of a source relies on."""
    assert source.text.strip()
    assert "\r" not in source.text
    assert "\x00" not in source.text
    end = 0
    for table in source.tables:
        assert end <= table.span.start <= table.span.end <= len(source.text)
        end = table.span.end
        taken: set[tuple[int, int]] = set()
        at = table.span.start
        for cell in table.cells:
            assert at <= cell.span.start <= cell.span.end <= table.span.end
            at = cell.span.end
            text = cell.span.of(source.text)
            assert text == text.strip()
            places = {(cell.row + r, cell.column + c) for r in range(cell.rows) for c in range(cell.columns)}
            assert places
            assert taken.isdisjoint(places)
            taken |= places
    for issue in source.issues:
        assert 0 <= issue.span.start <= issue.span.end <= len(source.text)


def check_sentence(sentence: str, name: str) -> None:
    assert sentence.startswith(f"不能读取 {name}：")
    assert "\n" not in sentence


def read_or_refuse(data: bytes, name: str) -> Source | None:
    try:
        source = read_bytes(data, name, limits=LIMITS)
    except UnreadableFile as refused:
        return check_sentence(str(refused), name)
    check(source)
    assert read_bytes(data, name, limits=LIMITS) == source
    return source


SEEDS = undamaged.made()


@pytest.mark.parametrize("name", SEEDS)
def test_the_undamaged_files_are_read(name: str) -> None:
    source = read_or_refuse(SEEDS[name], name)
    assert source is not None
    assert source.tables


@pytest.mark.parametrize("name", SEEDS)
def test_damaged_files_are_read_or_refused(name: str) -> None:
    random = Random(name)
    for _ in range(60):
        read_or_refuse(damaged(SEEDS[name], random), name)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=400), name=st.sampled_from([*SEEDS, "a", "a.doc"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    read_or_refuse(data, name)


PRINTED = st.text(
    st.sampled_from("一二责任单位：区水务局、（）〔〕—－·第页共1２\t|-\n \r\x0c　,;\"'<>&%/=发(fā)pt")
    | st.characters(),
    max_size=200,
)


@settings(max_examples=150, deadline=None)
@given(text=PRINTED, name=st.sampled_from(["a.txt", "a.md", "a.csv", "a.html"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    source = read_or_refuse(text.encode("utf-8", "replace"), name)
    if source and name in ("a.txt", "a.md"):
        lines = (
            text.encode("utf-8", "replace")
            .decode()
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .removeprefix("\ufeff")
        )
        assert source.text.count("\n") == lines.count("\n")


CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the shared corpus of real documents is not beside the project"
)
@pytest.mark.parametrize("name", ["006", "013", "038", "062", "073", "075"])
def test_damaged_real_files_are_read_or_refused(name: str) -> None:
    [path] = CORPUS.glob(f"{name}-*")
    random, data = Random(name), path.read_bytes()
    for _ in range(12):
        read_or_refuse(damaged(data, random), path.name)


HOSTILE = {
    "a rule of dashes": ("|" + "-" * 500_000 + "x\n|", "a.md"),
    "blanks after a rule": ("|--" + " " * 500_000 + "x\n|", "a.md"),
    "blanks after a page number": ("第1页" + " " * 500_000 + "x", "a.txt"),
    "open brackets": ("(a" * 300_000, "a.txt"),
    "open code": ("<html>甲" + "<%" * 300_000, "a.html"),
    "open tags": ("<html>甲" + "<" * 300_000, "a.html"),
    "wide blanks": ("<html><p>一" + " " * 300_000 + "x", "a.html"),
    "nested boxes": ("<html>" + "<div>责任，单位。" * 1_900, "a.html"),
    "nested tables": ("<html>" + "<table><tr><td>" * 600 + "甲", "a.html"),
    "open quotes": ('"' * 500_001, "a.csv"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_texts_are_read_or_refused(case: str) -> None:
    text, name = HOSTILE[case]
    read_or_refuse(text.encode(), name)

"""The record: whole documents or nothing, each counted once, refused plainly where it is not ours."""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import synthetic

from kg.errors import StoreError, UnknownName
from kg.extract.ids import document_id
from kg.model import Extraction, Issue, Span
from kg.store import Reading, Store
from kg.store.keys import number_key, title_key, title_keys
from kg.store.opening import SCHEMA_VERSION

TESTS = Path(__file__).parent


def put(store: Store, extraction: Extraction, path: str | None = None) -> None:
    source = extraction.source
    store.replace(extraction, path or f"/docs/{source.file}", Reading(source.sha256, "1"))


def filled(path: Path, extractions: list[Extraction]) -> Path:
    with Store(path, write=True) as store:
        for extraction in extractions:
            put(store, extraction)
    return path


def dump(path: Path) -> list[object]:
    with Store(path) as store:
        return list(store.dump())


@pytest.fixture(scope="module")
def made() -> list[Extraction]:
    return list(synthetic.extractions(60, documents=4))


# ---------------------------------------------------------------- what goes in comes out


def test_every_task_unit_and_limit_is_kept(tmp_path: Path, made: list[Extraction]) -> None:
    with Store(filled(tmp_path / "kg.db", made)) as store:
        counts = store.counts()
    assert counts.documents == 4
    assert counts.tasks == 60
    assert counts.units == len({unit.id for extraction in made for unit in extraction.units})
    tasks = [task for extraction in made for task in extraction.tasks]
    assert counts.deadlines == sum(len(task.deadlines) for task in tasks) + 4
    assert counts.issues == 4


def test_quotes_stand_where_the_record_says(tmp_path: Path, made: list[Extraction]) -> None:
    checked = 0
    with Store(filled(tmp_path / "kg.db", made)) as store:
        rows = store.ask(
            "SELECT a.mention, a.start_at, a.end_at, a.line, d.id FROM assignments a"
            " JOIN tasks t ON t.id = a.task JOIN documents d ON d.id = t.document"
        )
        for mention, start, end, line, document in list(rows):
            text = store.text(document)
            assert text[start:end] == mention
            assert mention in text.split("\n")[line - 1]
            checked += 1
    assert checked > 500


def test_a_text_is_found_by_source_file_or_document(tmp_path: Path, made: list[Extraction]) -> None:
    with Store(filled(tmp_path / "kg.db", made)) as store:
        for source, file in list(store.ask("SELECT id, file FROM sources")):
            (text,) = next(store.ask("SELECT text FROM sources WHERE id = ?", (source,)))
            assert store.text(source) == store.text(file) == text
        with pytest.raises(UnknownName, match="没有文件“none”"):
            store.text("none")


def test_the_order_of_reading_does_not_show(tmp_path: Path, made: list[Extraction]) -> None:
    assert dump(filled(tmp_path / "a.db", made)) == dump(filled(tmp_path / "b.db", made[::-1]))


def test_putting_a_source_again_changes_nothing(tmp_path: Path, made: list[Extraction]) -> None:
    path = filled(tmp_path / "kg.db", made)
    before = dump(path)
    assert dump(filled(path, made)) == before


def test_a_changed_source_takes_the_place_of_the_old(tmp_path: Path, made: list[Extraction]) -> None:
    path = filled(tmp_path / "kg.db", made)
    shorter = replace(made[1], tasks=made[1].tasks[:2])
    with Store(path, write=True) as store:
        put(store, shorter)
        assert store.counts().tasks == 60 - len(made[1].tasks) + 2
    assert dump(path) == dump(filled(tmp_path / "new.db", [made[0], shorter, *made[2:]]))


def test_what_is_forgotten_leaves_no_trace(tmp_path: Path, made: list[Extraction]) -> None:
    path = filled(tmp_path / "kg.db", made)
    with Store(path, write=True) as store:
        store.forget("/docs/00002.md")
        store.forget("/docs/unknown.md")
    assert dump(path) == dump(filled(tmp_path / "new.db", [*made[:2], made[3]]))


@pytest.mark.parametrize(
    "name", ["O'Neil\"); DROP TABLE units;--", "水务局' OR '1'='1", "区\t局`", "\ud800局"]
)
def test_names_are_text_whatever_they_hold(tmp_path: Path, made: list[Extraction], name: str) -> None:
    unit = replace(made[0].units[0], name=name)
    text = made[0].source.text + (name if "\ud800" in name else "")
    source = replace(made[0].source, text=text)
    odd = replace(made[0], units=(unit, *made[0].units[1:]), source=source)
    with Store(filled(tmp_path / "kg.db", [odd]), write=False) as store:
        ((kept,),) = store.ask("SELECT name FROM units WHERE id = ?", (unit.id,))
    assert kept == name.replace("\ud800", "\ufffd")


# ---------------------------------------------------------------- one document in two files


def copy_of(extraction: Extraction, file: str) -> Extraction:
    return replace(extraction, source=replace(extraction.source, file=file))


def test_a_document_in_two_files_is_counted_once(tmp_path: Path, made: list[Extraction]) -> None:
    second = copy_of(made[0], "copy.md")
    with Store(filled(tmp_path / "kg.db", [made[0], second])) as store:
        assert store.counts().tasks == len(made[0].tasks)
        issues = list(store.ask("SELECT s.file, i.message FROM issues i JOIN sources s ON s.id = i.source"
                                " WHERE code = 'duplicate-document'"))  # fmt: skip
    assert issues == [("copy.md", f"{made[0].documents[0].number}：已在 00000.md 中计入")]


def test_the_other_file_is_read_again_when_the_first_is_forgotten(
    tmp_path: Path, made: list[Extraction]
) -> None:
    second = copy_of(made[0], "copy.md")
    path = filled(tmp_path / "kg.db", [made[0], second])
    with Store(path, write=True) as store:
        store.forget("/docs/00000.md")
        assert store.stale() == ["/docs/copy.md"]
        assert store.reading("/docs/copy.md") is None
        put(store, second)
        assert store.stale() == []
    assert dump(path) == dump(filled(tmp_path / "new.db", [second]))


def test_the_same_file_counts_a_document_whichever_is_read_first(
    tmp_path: Path, made: list[Extraction]
) -> None:
    second = copy_of(made[0], "copy.md")
    path = filled(tmp_path / "kg.db", [second, made[0]])
    with Store(path, write=True) as store:
        assert store.stale() == ["/docs/copy.md"]
        put(store, second)
    assert dump(path) == dump(filled(tmp_path / "new.db", [made[0], second]))


def test_identical_files_at_two_places_are_two_sources(tmp_path: Path, made: list[Extraction]) -> None:
    with Store(tmp_path / "kg.db", write=True) as store:
        put(store, made[0], "/a/x.md")
        put(store, made[0], "/b/x.md")
        assert store.paths() == ["/a/x.md", "/b/x.md"]
        assert store.counts().documents == 1


def test_a_document_printed_twice_in_one_file_is_counted_once(tmp_path: Path, made: list[Extraction]) -> None:
    one = made[0]
    shift = len(one.source.text)
    again = replace(one.documents[0], span=one.documents[0].span.shift(shift))
    twice = replace(
        one,
        source=replace(one.source, text=one.source.text * 2),
        documents=(*one.documents, again),
        tasks=(*one.tasks, *(task._replace(span=task.span.shift(shift)) for task in one.tasks)),
        issues=(Issue("unread-token", "在第二份里", Span(shift + 1, shift + 2)),),
    )
    with Store(filled(tmp_path / "kg.db", [twice])) as store:
        assert store.counts().tasks == len(one.tasks)
        assert [code for (code,) in store.ask("SELECT code FROM issues")] == ["duplicate-document"]


# ---------------------------------------------------------------- who means which document


@pytest.mark.parametrize(
    ("cited", "title"),
    [
        ("公务用车管理办法", "密云区人民政府关于印发《公务用车管理办法》的通知"),
        ("《公务用车管理办法》", "密云区人民政府办公室关于印发公务用车管理办法的通知"),
        ("关于 加强气象工作的意见", "关于加强气象工作的意见"),
        ("“三重一大”决策制度", "关于发布《“三重一大”决策制度》的公告"),
    ],
)
def test_a_document_can_be_cited_by_its_title(cited: str, title: str) -> None:
    assert title_key(cited) in set(title_keys(title))


@pytest.mark.parametrize(
    ("cited", "title"),
    [("管理办法", "关于印发《公务用车管理办法》的通知"), ("公务用车管理办法", "公务用车管理办法（试行）")],
)
def test_a_part_of_a_title_is_another_title(cited: str, title: str) -> None:
    assert title_key(cited) not in set(title_keys(title))


def test_an_unread_document_has_the_id_it_will_have_when_read() -> None:
    assert number_key("密政发〔2023〕20号") == document_id("密政发〔2023〕20号", "x", (), None, "")


def test_titles_borne_by_two_documents_lead_nowhere(tmp_path: Path, made: list[Extraction]) -> None:
    same = [
        replace(e, documents=(replace(e.documents[0], title="人事任免的通知"),), citations=())
        for e in made[:2]
    ]
    citing = replace(made[2], citations=(replace(made[2].citations[0], title="人事任免的通知"),))
    with Store(filled(tmp_path / "kg.db", [*same, citing])) as store:
        ((target,),) = store.ask("SELECT target FROM links WHERE relation = 'cites'")
    assert target not in {e.documents[0].id for e in same}


# ---------------------------------------------------------------- files that will not do


def test_no_record_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="找不到记录"):
        Store(tmp_path / "kg.db")
    assert not (tmp_path / "kg.db").exists()


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE birds(name)")


def versioned(version: int) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        Store(path, write=True).close()
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA user_version = {version}")

    return spoil


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        pytest.param(lambda path: path.write_bytes(b"not a database, " * 99), "不是 kg 的记录", id="text"),
        pytest.param(foreign, "不是 kg 的记录", id="another database"),
        pytest.param(versioned(SCHEMA_VERSION + 1), "由更新的 kg 写成", id="newer"),
        pytest.param(versioned(SCHEMA_VERSION - 1), "由更旧的 kg 写成", id="older"),
        pytest.param(lambda path: path.mkdir(), "打不开", id="folder"),
    ],
)
def test_a_file_that_is_not_ours_is_left_alone(
    tmp_path: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    path = tmp_path / "kg.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=sentence):
        Store(path, write=True)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_record_in_use_is_said_to_be_so(
    tmp_path: Path, made: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.opening.PATIENCE", 0.2)
    path = filled(tmp_path / "kg.db", made[:1])
    with sqlite3.connect(path, isolation_level=None) as other, Store(path, write=True) as store:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="另一个进程正在写"):
            put(store, made[1])
        other.execute("ROLLBACK")
        put(store, made[1])
        assert store.counts().documents == 2


def test_readers_cannot_write(tmp_path: Path, made: list[Extraction]) -> None:
    path = filled(tmp_path / "kg.db", made[:1])
    with Store(path) as store, pytest.raises(StoreError, match="不可写"):
        put(store, made[1])


# ---------------------------------------------------------------- cut off in the middle

WRITER = """
import sys, resource
sys.path.insert(0, {tests!r})
import synthetic
from kg.errors import KgError
from kg.store import Reading, Store
limit = int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with Store(sys.argv[1], write=True) as store:
        for made in synthetic.extractions(20_000, documents=400):
            store.replace(made, made.source.file, Reading(made.source.sha256, "1"))
            print("written", flush=True)
except KgError as error:
    print(error)
    sys.exit(2)
"""


def writer(path: Path, limit: int = 0) -> subprocess.Popen[str]:
    script = WRITER.format(tests=str(TESTS))
    return subprocess.Popen(
        [sys.executable, "-c", script, str(path), str(limit)], stdout=subprocess.PIPE, text=True
    )


def whole(path: Path) -> int:
    """How many documents stand in the record, after checking that each is complete."""
    with Store(path) as store:
        found = list(store.ask("SELECT s.file, (SELECT count(*) FROM tasks t WHERE t.document = d.id)"
                               " FROM documents d JOIN sources s ON s.id = d.source"))  # fmt: skip
        assert all(tasks == 50 for _, tasks in found)
        assert [ok for (ok,) in store.ask("PRAGMA integrity_check")] == ["ok"]
        assert not list(store.ask("PRAGMA foreign_key_check"))
        return len(found)


@pytest.mark.parametrize("pause", [0.0, 0.004, 0.009])
def test_a_killed_build_leaves_whole_documents(tmp_path: Path, pause: float) -> None:
    path = tmp_path / "kg.db"
    process = writer(path)
    assert process.stdout
    assert [process.stdout.readline() for _ in range(7)] == ["written\n"] * 7
    time.sleep(pause)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    found = whole(path)
    assert 7 <= found < 400
    with Store(path, write=True) as store:
        put(store, synthetic.extraction(399, 50))
    assert whole(path) == found + 1


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs a limit on the size of files")
def test_a_full_disk_leaves_whole_documents(tmp_path: Path) -> None:
    path = tmp_path / "kg.db"
    process = writer(path, limit=1_500_000)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    *written, sentence = said.splitlines()
    assert "磁盘" in sentence
    assert whole(path) == len(written) > 0

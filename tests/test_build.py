"""Building: files, folders and patterns in; unchanged left alone, changed replaced, bad ones told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kg.build import BuildSummary, build, find_files
from kg.errors import BadRequest
from kg.questions import who_owns
from kg.store import Store

PLAN = """{place}人民政府办公室关于印发《{topic}工作方案》的通知

京{mark}政办发〔2023〕{number}号

各有关单位：

一、重点任务

（一）推进{topic}。到2025年底完成建设。（责任单位：区水务局、区财政局）

（二）加强{topic}监管。（责任单位：区财政局；配合单位：区水务局）

{place}人民政府办公室
2023年4月{number}日
"""


def plan(number: int = 1, topic: str = "农村污水治理", place: str = "北京市密云区", mark: str = "密") -> str:
    return PLAN.format(number=number, topic=topic, place=place, mark=mark)


def write(folder: Path, *numbers: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:03}.txt" for number in numbers]
    for number, file in zip(numbers, files, strict=True):
        file.write_text(plan(number, topic=f"第{number}片区污水治理"), encoding="utf-8")
    return files


def built(store: Path, *paths: Path | str, **options: object) -> BuildSummary:
    with Store(store, write=True) as record:
        return build(paths, record, **options)  # type: ignore[arg-type]


def dump(path: Path) -> list[object]:
    with Store(path) as store:
        return list(store.dump())


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "kg.db"


# ---------------------------------------------------------------- which files


def test_a_folder_gives_its_documents_sorted_and_no_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.PDF", ".hidden.txt", "~$a.docx", "x.exe", "sub/d.html", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("文")
    files, troubles = find_files([tmp_path])
    assert [os.path.relpath(file, tmp_path) for file in files] == ["a.md", "b.txt", "c.PDF", "sub/d.html"]
    assert troubles == []


def test_files_named_twice_are_read_once(tmp_path: Path) -> None:
    write(tmp_path, 1, 2)
    files, troubles = find_files(
        [tmp_path / "002.txt", tmp_path, f"{tmp_path}/*.txt", f"{tmp_path}/**/1*.txt"]
    )
    assert [Path(file).name for file in files] == ["002.txt", "001.txt"]
    assert [trouble.split("：")[1] for trouble in troubles] == [
        "没有这个文件或文件夹；请给出文件、文件夹或通配符。"
    ]


def test_a_file_with_the_letters_of_a_pattern_is_that_file(tmp_path: Path) -> None:
    odd = tmp_path / "[京]方案*.txt"
    odd.write_text(plan(), encoding="utf-8")
    assert find_files([odd]) == ([str(odd)], [])


def test_nothing_to_build_is_said_plainly(tmp_path: Path, store: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadRequest, match="empty：文件夹里没有可读的文件；可读的后缀："):
        built(store, tmp_path / "empty")


# ---------------------------------------------------------------- again and again


def test_a_second_build_reads_nothing_and_changes_nothing(tmp_path: Path, store: Path) -> None:
    write(tmp_path / "docs", 1, 2)
    first = built(store, tmp_path / "docs")
    before = dump(store)
    second = built(store, tmp_path / "docs")
    assert (first.read, first.unchanged) == (2, 0)
    assert (second.read, second.unchanged) == (0, 2)
    assert first.counts == second.counts
    assert dump(store) == before


def test_a_changed_file_takes_the_place_of_the_old(tmp_path: Path, store: Path) -> None:
    one, _ = write(tmp_path / "docs", 1, 2)
    built(store, tmp_path / "docs")
    one.write_text(plan(1, topic="河湖连通"), encoding="utf-8")
    assert built(store, tmp_path / "docs").read == 1
    with Store(store) as record:
        titles = {title for (title,) in record.ask("SELECT title FROM tasks")}
    assert "推进河湖连通" in titles
    assert not any("第1片区" in title for title in titles)


def test_other_decisions_about_units_read_everything_again(tmp_path: Path, store: Path) -> None:
    write(tmp_path / "docs", 1)
    units = tmp_path / "units.toml"
    built(store, tmp_path / "docs", units_file=units)
    units.write_text("# nothing decided yet\n", encoding="utf-8")
    assert built(store, tmp_path / "docs", units_file=units).read == 1
    assert built(store, tmp_path / "docs", units_file=units).read == 0


def test_files_that_have_gone_are_forgotten_on_request(tmp_path: Path, store: Path) -> None:
    one, _ = write(tmp_path / "docs", 1, 2)
    built(store, tmp_path / "docs")
    one.unlink()
    assert built(store, tmp_path / "docs").counts.documents == 2
    assert built(store, tmp_path / "docs", forget_missing=True).forgotten == 1
    alone = tmp_path / "alone.db"
    built(alone, tmp_path / "docs")
    assert dump(store) == dump(alone)


def test_a_missing_file_named_outright_can_be_forgotten(tmp_path: Path, store: Path) -> None:
    (one,) = write(tmp_path / "docs", 1)
    built(store, one)
    one.unlink()
    summary = built(store, one, forget_missing=True)
    assert (summary.forgotten, summary.troubles, summary.exit_code) == (1, (), 0)
    assert summary.counts.documents == 0


def test_a_copy_is_counted_once_and_taken_up_when_the_first_goes(tmp_path: Path, store: Path) -> None:
    (one,) = write(tmp_path / "docs", 1)
    copy = tmp_path / "docs" / "copy.txt"
    shutil.copy(one, copy)
    summary = built(store, tmp_path / "docs")
    assert (summary.counts.documents, summary.counts.tasks) == (1, 2)
    with Store(store) as record:
        assert "duplicate-document" in {code for (code,) in record.ask("SELECT code FROM issues")}
    one.unlink()
    summary = built(store, tmp_path / "docs", forget_missing=True)
    assert (summary.counts.documents, summary.counts.tasks) == (1, 2)
    with Store(store) as record:
        assert "duplicate-document" not in {code for (code,) in record.ask("SELECT code FROM issues")}


@pytest.mark.parametrize(
    "page",
    [
        "关于做好防汛工作的通知\n\n各街道：\n\n一、重点任务\n（一）{work}。（区水务局牵头）\n\n2024年3月5日\n",
        "督办函\n\n区水务局：\n\n1.完成{work}。（责任单位：区水务局）\n\n云溪区人民政府办公室\n2024年3月5日\n",
        "督办函\n\n区{work}办：\n\n1.完成巡查。（责任单位：区{work}办）\n\n云溪区人民政府办公室\n2024年3月5日\n",
    ],
    ids=["without an issuer", "with a title that only names its kind", "to another body"],
)
def test_documents_without_a_name_of_their_own_are_copies_where_they_say_the_same(
    tmp_path: Path, store: Path, page: str
) -> None:
    for name, work in (("a", "清淤"), ("b", "补植"), ("c", "清淤")):
        (tmp_path / f"{name}.txt").write_text(page.format(work=work), encoding="utf-8")
    (tmp_path / "c.txt").write_text(page.format(work="清淤").replace("\n\n", "\n"), encoding="utf-8")
    summary = built(store, *(tmp_path / f"{name}.txt" for name in "abc"))
    assert (summary.counts.documents, summary.counts.tasks) == (2, 2)


def test_the_order_of_building_does_not_show(tmp_path: Path) -> None:
    one, two = write(tmp_path / "docs", 1, 2)
    copy = tmp_path / "docs" / "000.txt"
    shutil.copy(two, copy)
    at_once, step_by_step = tmp_path / "a.db", tmp_path / "b.db"
    built(at_once, tmp_path / "docs")
    for file in (two, one, copy):
        built(step_by_step, file)
    assert dump(at_once) == dump(step_by_step)


# ---------------------------------------------------------------- bad files


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path, store: Path) -> None:
    write(tmp_path / "docs", 1, 3)
    (tmp_path / "docs" / "002.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "docs" / "004.txt").write_bytes(b"")
    summary = built(store, tmp_path / "docs", tmp_path / "nowhere")
    assert summary.counts.documents == 2
    assert summary.exit_code == 1
    assert [Path(trouble.split("：")[0].split()[-1]).name for trouble in summary.troubles] == [
        "nowhere",
        "002.txt",
        "004.txt",
    ]


def test_issues_fail_a_strict_build_only(tmp_path: Path, store: Path) -> None:
    (one,) = write(tmp_path / "docs", 1)
    shutil.copy(one, tmp_path / "docs" / "copy.txt")
    assert built(store, tmp_path / "docs").exit_code == 0
    assert built(store, tmp_path / "docs", strict=True).exit_code == 1


# ---------------------------------------------------------------- many files


def test_many_processes_build_what_one_builds(tmp_path: Path) -> None:
    write(tmp_path / "docs", *range(1, 25))
    (tmp_path / "docs" / "012.txt").write_bytes(b"\x00\x01\x02" * 99)
    one, many = tmp_path / "one.db", tmp_path / "many.db"
    done: list[int] = []
    built(one, tmp_path / "docs", jobs=1)
    summary = built(many, tmp_path / "docs", jobs=2, progress=lambda at, of, path: done.append(at))
    assert dump(one) == dump(many)
    assert len(summary.troubles) == 1
    assert done == list(range(1, 25))


def test_a_file_that_ends_its_process_is_left_out(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "docs", *range(1, 13))
    from kg import read

    whole = read.read
    monkeypatch.setattr(read, "read", lambda path: os._exit(1) if "007" in str(path) else whole(path))
    summary = built(store, tmp_path / "docs", jobs=2)
    assert summary.counts.documents == 11
    assert [("007.txt" in trouble, "进程中断" in trouble) for trouble in summary.troubles] == [(True, True)]


# ---------------------------------------------------------------- the real gazette

GAZETTE = Path(__file__).parents[2] / "shared" / "gazette" / "miyun-2023-02.md"


@pytest.mark.skipif(not GAZETTE.exists(), reason="the gazette is not at ../shared/gazette")
def test_the_gazette_says_who_owns_what(store: Path) -> None:
    assert built(store, GAZETTE).counts.documents == 5
    lines = GAZETTE.read_text(encoding="utf-8").split("\n")
    with Store(store) as record:
        owned = who_owns(record, "区水务局")
        supported = who_owns(record, "区水务局", role="support")
    assert (len(owned), len(supported)) == (18, 12)
    for row in owned + supported:
        assert row.title[:6] in lines[row.line - 1]
        assert "区水务局" in lines[row.unit_line - 1]

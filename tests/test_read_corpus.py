"""Real documents through the reading door: what their published pages are known to show."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from make_documents import merged, rows_of

from kg.model import Source, squeeze
from kg.read import read

SHARED = Path(__file__).parents[2] / "shared"
# documents that measure how the rules generalise are never read by a test
HELD_BACK = {"002", "011", "017", "025", "056", "064", "072", "076"}
DOCUMENTS = sorted(path for path in SHARED.glob("corpus/*.*") if path.name[:3].isdigit())
READ = [path for path in DOCUMENTS if path.name[:3] not in HELD_BACK]

pytestmark = pytest.mark.skipif(
    not READ, reason="the shared corpus of real documents is not beside the project"
)


def document(number: str) -> Source:
    [path] = SHARED.glob(f"corpus/{number}-*")
    return read(path)


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name[:3])
def test_every_labelled_task_is_in_the_text(path: Path) -> None:
    printed = squeeze(read(path).text)
    gold = SHARED / "gold" / f"{path.name[:3]}.json"
    tasks = json.loads(gold.read_text("utf-8"))["tasks"] if gold.exists() else []
    beginnings = [[task["anchor"], *task.get("alt_anchors", [])] for task in tasks]
    assert [names for names in beginnings if not any(name in printed for name in names)] == []
    units = {entry["unit"] for task in tasks for entry in task["assignments"]}
    assert sorted(unit for unit in units if unit not in printed) == []


@pytest.mark.parametrize(
    "path", [p for p in READ if p.suffix in (".txt", ".md")], ids=lambda path: path.name[:3]
)
def test_text_files_keep_their_lines(path: Path) -> None:
    raw = path.read_text("utf-8-sig")
    assert read(path).text.count("\n") == raw.count("\n")


def test_the_tables_of_the_gazette() -> None:
    source = read(SHARED / "gazette" / "miyun-2023-02.md")
    assert [len(rows_of(source, table)) for table in range(len(source.tables))][1:] == [5, 80, 28]
    assert [row[0] for row in rows_of(source, 2)[1:]] == [str(number) for number in range(1, 80)]
    assert source.line(source.tables[3].span.start) == 176


def test_two_long_tables_over_eleven_pages() -> None:
    source = document("058")
    first, second = rows_of(source, 0), rows_of(source, 1)
    assert [row[0] for row in first[1:]] == [str(number) for number in range(1, 57)]
    groups = [row[0] for row in second[1:] if len(row) == 1]
    assert [row[0] for row in second[1:] if len(row) > 1] == [str(number) for number in range(1, 103)]
    assert [group[:2] for group in groups] == ["一、", "二、", "三、", "四、", "五、"]
    unit_cells = [place for place in _spans(source, 0) if place[1] == 4]
    assert [(row, row + rows - 1) for row, _, rows in unit_cells] == [
        (3, 5), (10, 12), (15, 16), (17, 20), (23, 24), (26, 27), (30, 32), (35, 39), (41, 42), (43, 44),
        (45, 48), (52, 53), (54, 55),
    ]  # fmt: skip


def _spans(source: Source, table: int) -> list[tuple[int, int, int]]:
    return [(cell.row, cell.column, cell.rows) for cell in source.tables[table].cells if cell.rows > 1]


@pytest.mark.parametrize(("number", "rows", "columns"), [("038", 31, 5), ("073", 27, 2), ("075", 27, 3)])
def test_tables_of_duties(number: str, rows: int, columns: int) -> None:
    table = rows_of(document(number))
    assert (len(table), {len(row) for row in table}) == (rows, {columns})
    assert merged(document(number)) == {}


@pytest.mark.parametrize("number", ["013", "015"])
def test_a_government_page_begins_with_its_data_block(number: str) -> None:
    lines = document(number).text.splitlines()
    assert [line.split("：")[0] for line in lines[:6]] == [
        "索 引 号", "主题分类", "发文机关", "成文日期", "标　　题", "发文字号",
    ]  # fmt: skip
    assert lines[-1] == "（此件公开发布）"


@pytest.mark.parametrize("number", ["058", "062", "067", "068"])
def test_no_page_number_is_left(number: str) -> None:
    assert re.findall(r"^\W*[—－]\s*[0-9０-９]+\s*[—－]\W*$", document(number).text, re.M) == []

"""Rows as people and programs get them: a table, Markdown, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.table import columns_of, render

COLUMNS = [("name", "名称"), ("n", "数")]


def test_columns_stand_under_one_another_whatever_the_width_of_letters() -> None:
    text = render(COLUMNS, [["区水务局", 1], ["ab", 22], ["é\u0301x", None], ["（一）", 3]], "table")
    ends = {
        columns_of(line[: line.rindex("  ") + 2])
        for line in text.splitlines()
        if line.rstrip()[-1:].isdigit()
    }
    assert ends == {len("区水务局") * 2 + 2}


@pytest.mark.parametrize("width", [20, 30, 47])
def test_a_table_fits_the_terminal(width: int) -> None:
    rows = [["北京市密云区水务局" * 3, "到2025年年底前" * 4], ["文" * 50, "b"]]
    text = render([("a", "单位"), ("b", "期限")], rows, "table", width)
    assert max(columns_of(line) for line in text.splitlines()) <= width
    assert "".join(text.split()).count("文") == 50


def test_codes_stay_whole_in_a_narrow_terminal() -> None:
    rows = [["80335fdd9e692f3b-2.2.4.2", "加大城乡污水收集处理力度，推进污水资源化利用", "2025-12-31"]]
    text = render([("id", "编号"), ("title", "任务"), ("due", "期限")], rows, "table", 60)
    assert "80335fdd9e692f3b-2.2.4.2" in text
    assert "2025-12-31" in text
    assert max(columns_of(line) for line in text.splitlines()) <= 60


def test_a_pipe_gets_whole_cells() -> None:
    title = "长" * 300
    assert title in render(COLUMNS, [[title, 1]], "table", None)


def test_cells_keep_their_values() -> None:
    odd = ["=1+1", 'a,b\n"c"', "|x|", "-3"]
    rows = [[value, 1] for value in odd]
    assert [row[0] for row in csv.reader(io.StringIO(render(COLUMNS, rows, "csv")))][1:] == odd
    assert [row["name"] for row in json.loads(render(COLUMNS, rows, "json"))] == odd
    assert "\\|x\\|" in render(COLUMNS, rows, "md")
    assert render(COLUMNS, rows, "md").count("\n") == len(rows) + 2

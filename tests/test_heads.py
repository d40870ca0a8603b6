"""Heads of documents: issuers, number and date as printed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.read import read_bytes

CASES = tomllib.loads((Path(__file__).parent / "cases" / "heads.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize(
    ("above", "title"), [("", ""), ("滨河区任务清单,,\n", "滨河区任务清单")], ids=["none", "its own"]
)
@pytest.mark.parametrize("first", ["序号", "编号", "任务编号"])
def test_the_name_of_a_column_is_no_title(above: str, title: str, first: str) -> None:
    table = f"{above}{first},任务,责任单位\n1,扩建小学,区教育局\n"
    (document,) = extract(read_bytes(table.encode(), "a.csv")).documents
    assert document.title == title


@pytest.mark.parametrize(
    ("table", "title"),
    [
        ("工作专题\t任务\t责任单位\n安全\t巡查堤防\t县水利局\n消防\t检修水带\t县消防大队\n", ""),
        ("单位：万元\n任务\t责任单位\t投资\n巡查堤防\t县水利局\t60\n检修水带\t县消防大队\t8\n", ""),
        ("滨河专班\t\t\n任务\t责任单位\t时限\n巡查堤防\t县水利局\t6月底\n", "滨河专班"),
    ],
    ids=["beside the name of a column", "a field above a table", "trap: above one"],
)
def test_what_stands_beside_the_name_of_a_column_is_no_title(table: str, title: str) -> None:
    (document,) = extract(read_bytes(table.encode(), "a.txt")).documents
    assert document.title == title


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_head_of_a_document(case: dict[str, Any]) -> None:
    (document,) = extract(read_bytes(case["text"].encode(), case.get("file", "text.txt"))).documents
    said = {
        "title": document.title,
        "issuers": list(document.issuers),
        "number": document.number or "",
        "date": document.date or "",
    }
    asked = {name: case[name] for name in said if name in case}
    assert {name: said[name] for name in asked} == asked


def test_documents_with_numbers_of_their_own_stay_apart() -> None:
    text = (
        "云政发〔2023〕1号\n云溪县人民政府关于修路的通知\n一、修路。（责任单位：县交通局）\n"
        "云政发〔2023〕2号\n云溪县人民政府关于修桥的通知\n一、修桥。（责任单位：县住建局）\n"
    )
    documents = extract(read_bytes(text.encode(), "text.txt")).documents
    assert [one.number for one in documents] == ["云政发〔2023〕1号", "云政发〔2023〕2号"]


def test_a_table_without_a_title_has_no_number_beside_it() -> None:
    table = "序号,任务,责任单位\n1,落实县政发〔2021〕7号文件,县教育局\n2,修路,县交通局\n"
    (document,) = extract(read_bytes(table.encode(), "a.csv")).documents
    assert (document.title, document.number) == ("", None)

"""The command line, as people and programs use it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

import pytest
import synthetic
import typer

from kg.cli import PARTS, application, main
from kg.cli.cells import worded
from kg.model import DeadlineKind, Role, TaskKind
from kg.questions import load, names
from kg.store import Reading, Store

UNIT = synthetic.unit(0, "水务局")
MADE = list(synthetic.extractions(160, documents=8))
COMMON = Counter(task.title for made in MADE for task in made.tasks).most_common(1)[0][0]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, object]]:
        return list(json.loads(self.out))


Kg = Callable[..., Ran]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "kg.db"
    with Store(path, write=True) as record:
        for made in MADE:
            record.replace(made, f"/docs/{made.source.file}", Reading(made.source.sha256, "1"))
    return path


@pytest.fixture
def kg(store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Kg]:
    """`kg` in this process, with the record of the synthetic documents."""

    def run(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *words])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    monkeypatch.setenv("KG_STORE", str(store))
    return run


def process(*words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """`kg` as a process of its own."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **settings)  # type: ignore[call-overload, no-any-return]


# ---------------------------------------------------------------- who-owns


def test_who_owns_gives_rows_for_programs(kg: Kg) -> None:
    rows = kg("who-owns", "区水务局", "--in", "密云区", "--format", "json").rows
    needed = {"id", "number", "title", "role", "order", "deadlines", "document", "file", "line"}
    assert rows
    assert all(needed <= set(row) for row in rows)
    assert {row["unit"] for row in rows} == {UNIT.name}
    assert {row["role"] for row in rows} <= {"lead", "responsible"}
    assert {row["kind"] for row in rows} <= {"task", "row", "decision"}


@pytest.mark.parametrize("name", ["北京市密云区水务局", "密云区水务局", UNIT.id, " 北京市密云区 水务局"])
def test_a_unit_answers_to_all_its_names(kg: Kg, name: str) -> None:
    rows = kg("who-owns", name, "--format", "json").rows
    assert rows == kg("who-owns", "区水务局", "--in", "110118", "--format", "json").rows


def test_role_and_kind_widen_the_answer(kg: Kg) -> None:
    def count(*words: str) -> int:
        return len(kg("who-owns", UNIT.name, "--format", "json", *words).rows)

    assert count("--role", "all") == count("--role", "owner") + count("--role", "support")
    assert count("--kind", "all") == count() + count("--kind", "inline") + count("--kind", "duty")
    assert count("--role", "support") > count() > 0


def test_an_empty_answer_says_what_a_wider_one_holds(kg: Kg) -> None:
    most = len(kg("who-owns", UNIT.name, "--role", "all", "--kind", "all", "--format", "json").rows)
    ran = kg("who-owns", UNIT.name, "--role", "other")
    assert f"共 0 项；以其他角色或在正文里另有 {most} 项，加 --role all --kind all 查看" in ran.out + ran.err
    full = kg("who-owns", UNIT.name)
    assert "另有" not in full.out + full.err
    due = kg("deadlines", "--unit", UNIT.name, "--role", "other")
    assert "共 0 条" in due.out
    assert "另有" in due.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["who-owns", "区水务局"], "请用 --in 选一个"),
        (["who-owns", "区水务局", "--in", "朝阳区"], "“朝阳区”没有单位“区水务局”；现有："),
        (["who-owns", "密云区水利局"], "是不是：北京市密云区水务局"),
        (["who-owns", "x' OR '1'='1"], "找不到单位"),
        (["overlaps", "区天文局"], "找不到单位"),
        (["deadlines", "--unit", "区水务局"], "请用 --in 选一个"),
        (["deadlines", "--in", "密云区"], "--in 只能和单位一起用"),
        (["deadlines", "--within", "soon"], "应写作 90d"),
        (["deadlines", "--within", "99999y"], "超出日历"),
        (["deadlines", "--within", "9d", "--overdue"], "不能同用"),
        (["deadlines", "--from", "2023-13-40"], "不是日期"),
        (["deadlines", "--from", "2024-01-01", "--to", "2023-01-01"], "止日早于起日"),
        (["deadlines", "--as-of", "2023年"], "不是日期"),
        (["show", "nothing"], "找不到任务“nothing”"),
        (["show", MADE[0].tasks[0].title[:-1]], f"是不是：{MADE[0].documents[0].id}"),
        (["show", COMMON], "请用编号指定一项"),
        (["documents", "--status", "lost"], "不在可选的词里"),
        (["query", "who-sleeps"], "没有名为“who-sleeps”的问题"),
        (["query", "who-owns", "-p", "unit"], "参数应写作 名称=值"),
        (["query", "search", "-p", "text=x", "-p", "limit=many"], "不是整数"),
        (["units", "--store", "/nowhere/kg.db"], "找不到记录"),
        (["build", "/nowhere/*.md", "--store", "{tmp}/new.db"], "没有这个文件或文件夹"),
        (["build", "{tmp}", "--store", "/nowhere/kg.db"], "打不开"),
        (["text", "/nowhere.md"], "没有这个文件"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_a_user_can_cause_is_one_sentence(
    kg: Kg, tmp_path: Path, words: list[str], sentence: str
) -> None:
    ran = kg(*(word.replace("{tmp}", str(tmp_path)) for word in words))
    assert ran.code == 2
    assert ran.out == ""
    assert sentence in ran.err
    assert ran.err.count("\n") == 1


def test_an_option_that_does_not_exist_is_refused(kg: Kg) -> None:
    ran = kg("who-owns", "x", "--role", "boss")
    assert ran.code == 2
    assert "boss" in ran.err
    assert "Traceback" not in ran.err


# ---------------------------------------------------------------- deadlines, overlaps, show


def test_deadlines_count_the_days(kg: Kg) -> None:
    rows = kg("deadlines", "--as-of", "2021-06-29", "--within", "1d", "--format", "json").rows
    assert {(row["due"], row["days_left"]) for row in rows} == {("2021-06-30", 1)}
    late = kg("deadlines", "--as-of", "2021-07-01", "--overdue", "--format", "json").rows
    assert late
    assert all(row["due"] < "2021-07-01" and int(str(row["days_left"])) < 0 for row in late)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("length", "last"),
    [("1d", "2020-02-01"), ("2w", "2020-02-14"), ("1m", "2020-02-29"), ("1y", "2021-01-31")],
)
def test_a_length_of_time_ends_on_a_day(length: str, last: str) -> None:
    from datetime import date

    from kg.cli.window import window

    assert window(date(2020, 1, 31), length, "", "", False) == ("2020-01-31", last)


def test_deadlines_of_a_unit_are_those_of_its_tasks(kg: Kg) -> None:
    options = ("--role", "support", "--kind", "all", "--format", "json")
    tasks = {row["id"] for row in kg("who-owns", UNIT.id, *options).rows if row["due"]}
    assert {row["id"] for row in kg("deadlines", "--unit", UNIT.id, *options).rows} == tasks
    assert tasks


def test_overlaps_within_a_place_are_those_of_its_units(kg: Kg) -> None:
    rows = kg("overlaps", "--format", "json").rows
    here = kg("overlaps", "--in", "密云", "--format", "json").rows
    pairs = [(row["unit_a"], row["unit_b"]) for row in here]
    inside = [(row["unit_a"], row["unit_b"]) for row in rows]
    assert pairs == [pair for pair in inside if all("密云" in str(name) for name in pair)] != inside
    assert "“天上”没有单位" in kg("overlaps", "--in", "天上").err


def test_overlaps_of_one_unit_are_a_part_of_all(kg: Kg) -> None:
    pairs = kg("overlaps", "--format", "json").rows
    mine = kg("overlaps", UNIT.id, "--format", "json").rows
    assert len(mine) == sum(UNIT.id in (row["unit_a_id"], row["unit_b_id"]) for row in pairs)
    least = kg("overlaps", UNIT.id, "--min", "5", "--format", "json").rows
    assert least == [row for row in mine if int(str(row["shared"])) >= 5]
    assert len(kg("overlaps", UNIT.id, "--collectives", "--format", "json").rows) > len(mine)


def test_show_has_the_task_whole(kg: Kg) -> None:
    task = next(task for task in MADE[0].tasks if len(task.deadlines) > 1)
    text = MADE[0].source.text
    ran = kg("show", task.id)
    for assignment in task.assignments:
        assert f"{assignment.unit_name}  〔{assignment.role_label}〕  00000.md:" in ran.out
    for limit in task.deadlines:
        assert f"时限  {limit.text}" in ran.out
    line = text[: task.span.start].count("\n") + 1
    assert f"00000.md:{line}: {text.splitlines()[line - 1]}" in ran.out
    facts = json.loads(kg("show", task.id, "--format", "json").out)["facts"]
    assert len(facts) == 1 + len(task.assignments) + len(task.deadlines)
    assert all(fact["quote"] in fact["context"] for fact in facts)


# ---------------------------------------------------------------- forms


@pytest.mark.parametrize("command", ["units", "documents", "issues", "deadlines", "overlaps", "query"])
def test_every_list_comes_in_every_form(kg: Kg, command: str) -> None:
    rows = kg(command, "--format", "json").rows
    assert rows
    table = kg(command, "--format", "csv").out
    assert next(list(row) for row in csv.reader(io.StringIO(table))) == list(rows[0])
    assert len(list(csv.reader(io.StringIO(table)))) == len(rows) + 1
    assert kg(command, "--format", "md").out.count("\n") == len(rows) + 2
    assert kg(command).out.count("\n") in (len(rows) + 2, len(rows) + 3)


@pytest.mark.parametrize(
    ("column", "codes"), [("role", Role), ("kind", TaskKind), ("deadline_kind", DeadlineKind)]
)
def test_every_code_has_a_word_for_people(column: str, codes: type[StrEnum]) -> None:
    words = [worded(column, code) for code in codes]
    assert set(words).isdisjoint(codes)
    assert len(set(words)) == len(codes)


def test_people_get_words_and_programs_codes(kg: Kg) -> None:
    assert {row["status"] for row in kg("documents", "--format", "json").rows} >= {"issued"}
    for form in ("table", "md"):
        shown = kg("documents", "--format", form).out
        assert "已印发" in shown
        assert "issued" not in shown


def test_a_status_is_chosen_by_its_word_too(kg: Kg) -> None:
    by_code = kg("documents", "--status", "issued", "--format", "json").rows
    assert kg("documents", "--status", "已印发", "--format", "json").rows == by_code != []


def test_the_places_of_one_code_are_counted(kg: Kg) -> None:
    rows = kg("issues", "--code", "unknown-jurisdiction", "--format", "json").rows
    assert f"共 {len(rows)} 处" in kg("issues", "--code", "unknown-jurisdiction").out


def _built(kg: Kg, folder: Path, text: str) -> str:
    (folder / "计划.txt").write_text(text, encoding="utf-8")
    store = str(folder / "plan.db")
    kg("build", str(folder), "--store", store)
    return store


def test_what_a_person_should_decide_is_told_in_words(kg: Kg, tmp_path: Path) -> None:
    store = _built(kg, tmp_path, "工作方案\n\n一、修路\n（一）修桥。（责任单位：区水务局、市牵引供电段）\n")
    table = kg("units", "--review", "--store", store).out
    rows = kg("units", "--review", "--store", store, "--format", "json").rows
    assert {row["code"] for row in rows} == {"new-unit", "unknown-jurisdiction"}
    assert "不认得的名称" in table
    assert "不知是哪里的" in table
    assert "new-unit" not in table


def test_bodies_that_followed_others_are_laid_before_a_person(kg: Kg, tmp_path: Path) -> None:
    head = "安徽省人民政府食品安全工作方案\n\n一、抽检\n"
    items = "（一）抽检食品。（责任单位：省食药监局）\n（二）公布结果。（责任单位：省市场监管局）\n"
    store = _built(kg, tmp_path, head + items)
    rows = kg("units", "--review", "--store", store, "--format", "json").rows
    assert [(row["code"], row["name"], row["other"], row["places"]) for row in rows] == [
        (
            "succession",
            "安徽省食品药品监督管理局",
            "安徽省市场监督管理局",
            "省食药监局 计划.txt:4；省市场监管局 计划.txt:5",
        )
    ]
    assert "机构沿革" in kg("units", "--review", "--store", store).out


def test_a_task_that_names_a_unit_twice_is_one(kg: Kg, tmp_path: Path) -> None:
    head = "石城县人民政府防火方案\n\n一、巡山\n"
    store = _built(kg, tmp_path, head + "（一）巡查林区。（责任单位：县发改委、县发展改革委）\n")
    out = kg("who-owns", "县发改委", "--store", store).out
    assert out.count("巡查林区") == 1
    assert "共 1 项" in out


GIVEN = {
    "unit": UNIT.name,
    "task": MADE[0].tasks[0].id,
    "document": synthetic.document_number(0),
    "heading": "改造",
    "text": "污水",
}


@pytest.mark.parametrize("name", names())
def test_every_question_can_be_asked_by_name(kg: Kg, name: str) -> None:
    needed = [parameter.name for parameter in load(name).parameters if parameter.default is None]
    words = [word for parameter in needed for word in ("-p", f"{parameter}={GIVEN[parameter]}")]
    assert kg("query", name, *words, "--format", "json").rows


# ---------------------------------------------------------------- as a process


def test_build_then_ask(tmp_path: Path) -> None:
    from test_build import plan

    (tmp_path / "计划.txt").write_text(plan(), encoding="utf-8")
    (tmp_path / "坏.txt").write_bytes(b"\x00\x01" * 999)
    made = process("build", ".", cwd=tmp_path, env={**os.environ, "KG_STORE": ""})
    assert made.returncode == 1
    assert "1 份文件、2 项任务、2 个单位、1 条时限" in made.stdout
    assert "坏.txt" in made.stderr
    assert "有 1 个不能读取。" in made.stderr
    asked = process("who-owns", "区水务局", cwd=tmp_path, env={**os.environ, "KG_STORE": ""})
    assert asked.returncode == 0
    assert "推进农村污水治理" in asked.stdout
    assert "共 1 项" in asked.stdout


def test_names_alike_are_laid_before_a_person_until_settled(kg: Kg, tmp_path: Path) -> None:
    units = tmp_path / "units.toml"
    units.write_text("", encoding="utf-8")
    rows = kg("units", "--review", "--units", str(units), "--format", "json").rows
    alike = {(row["name"], row["other"]): row["places"] for row in rows if row["code"] == "alike"}
    pair = ("北京市密云区园林绿化中心", "北京市密云区园林绿化局")
    assert "区园林绿化局 00000.md:" in str(alike.get(pair) or alike[pair[::-1]])
    missing = kg("units", "--review", "--units", str(tmp_path / "none.toml"))
    assert missing.code == 2
    assert "none.toml" in missing.err


def test_decisions_about_names_nobody_prints_are_told(kg: Kg, tmp_path: Path) -> None:
    units = tmp_path / "units.toml"
    units.write_text(
        '[[alias]]\nname = "区水务局"\nis = "北京市密云区水务局"\n'
        '[[alias]]\nname = "区天文局"\nis = "北京市密云区水务局"\n'
        '[[document]]\ntitle = "没有的方案"\nin = "密云区"\n',
        encoding="utf-8",
    )
    rows = kg("units", "--review", "--units", str(units), "--format", "json").rows
    told = [str(row["name"]).partition("：")[0] for row in rows if row["code"] == "no-effect"]
    assert told == ["[[alias]] “区天文局”", "[[document]] “没有的方案”"]


def test_extract_prints_one_object_a_line_and_tells_bad_files(tmp_path: Path) -> None:
    from test_build import plan

    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(plan(), encoding="utf-8")
    bad.write_bytes(b"")
    ran = process("extract", str(good), str(bad), str(good), "--format", "json")
    assert ran.returncode == 2
    assert "b.txt" in ran.stderr
    first, second = ran.stdout.splitlines()
    assert first == second
    assert [task["title"] for task in json.loads(first)["tasks"]] == [
        "推进农村污水治理",
        "加强农村污水治理监管",
    ]
    text = process("text", str(good)).stdout
    for task in json.loads(first)["tasks"]:
        assert text[task["span"]["start"] : task["span"]["end"]] == task["text"]


def test_the_hash_seed_does_not_show(tmp_path: Path) -> None:
    from test_build import write

    write(tmp_path / "docs", 1, 2, 3)
    dumps = []
    for seed in ("1", "2"):
        settings = {**os.environ, "PYTHONHASHSEED": seed}
        assert process("build", "docs", "--store", f"{seed}.db", cwd=tmp_path, env=settings).returncode == 0
        with Store(tmp_path / f"{seed}.db") as record:
            dumps.append(list(record.dump()))
    assert dumps[0] == dumps[1]


def test_a_closed_pipe_is_no_error(store: Path) -> None:
    command = f"{sys.executable} -c 'from kg.cli import main; main()' query matrix --store {store} | head -1"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert ran.stderr == ""


def test_each_command_can_be_had_without_the_other_parts() -> None:
    def commands(asked: str) -> set[str]:
        command = typer.main.get_command(application(asked))
        assert isinstance(command, typer.core.TyperGroup)
        return set(command.commands)

    for part in PARTS.values():
        for name in part:
            assert commands(name) == set(part)
    assert commands("") == commands("no-such-command") == {name for part in PARTS.values() for name in part}


HEAVY = ("kg.read", "kg.extract", "kg.identity", "networkx", "opencc", "lxml", "rich", "neo4j", "rdflib")


def test_asking_loads_nothing_heavy(store: Path) -> None:
    script = (
        "import sys\nfrom kg.cli import main\ntry: main()\nfinally:"
        f" print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    words = ["who-owns", UNIT.name, "--store", str(store)]
    ran = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0
    assert ran.stderr == "[]\n"


def test_the_version_is_told_by_the_script_and_by_the_module() -> None:
    ran = [
        subprocess.run([*command, "--version"], capture_output=True, text=True, check=True).stdout
        for command in ([str(Path(sys.executable).with_name("kg"))], [sys.executable, "-m", "kg"])
    ]
    assert ran == [f"kg {version('kg')}\n"] * 2

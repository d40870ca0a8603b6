"""An export read back gives the record it came from, or is refused with the first thing that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdf_records
import synthetic
from typer.testing import CliRunner

from kg.cli import application
from kg.errors import StoreError, UnreadableFile
from kg.rdf.load import load
from kg.rdf.writers import SYNTAXES
from kg.store import Store


def back(file: Path, record: Path) -> Path:
    """The record that an export gives."""
    with Store(record, write=True) as store:
        load(file, store)
    return record


def dump(record: Path) -> list[object]:
    with Store(record) as store:
        return list(store.dump())


@pytest.mark.parametrize("compress", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("form", SYNTAXES)
def test_the_record_comes_back_and_gives_the_same_bytes(form: str, compress: bool, tmp_path: Path) -> None:
    name = f"kg.{SYNTAXES[form].extension}" + (".gz" if compress else "")
    record = rdf_records.made(10, 2)
    file = rdf_records.exported(record, tmp_path / name, form=form, compress=compress)
    again = back(file, tmp_path / "again.db")
    assert dump(again) == dump(record)
    second = rdf_records.exported(again, tmp_path / "again" / name, form=form, compress=compress)
    assert second.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("which", ["example", "received"])
def test_the_gazette_comes_back(which: str, tmp_path: Path) -> None:
    record = getattr(rdf_records, which)()
    file = rdf_records.exported(record, tmp_path / "kg.trig", form="trig")
    assert dump(back(file, tmp_path / "again.db")) == dump(record)


def test_limits_the_page_gives_no_date_come_back(tmp_path: Path) -> None:
    text = "县安全方案\n1.排查隐患，6月20日前完成，汛前复查，2023年9月31日前报告。（责任单位：县应急局）\n"
    source = tmp_path / "plan.txt"
    source.write_text(text, encoding="utf-8")
    record = rdf_records.read(source)
    file = rdf_records.exported(record, tmp_path / "kg.trig", form="trig")
    assert dump(back(file, tmp_path / "again.db")) == dump(record)


def test_another_base_comes_back_too(tmp_path: Path) -> None:
    record = rdf_records.made(4, 2)
    file = rdf_records.exported(record, tmp_path / "kg.nq", form="nquads", base="https://data.example.cn/x/")
    assert dump(back(file, tmp_path / "again.db")) == dump(record)


def test_a_file_written_anew_by_another_library_comes_back(tmp_path: Path) -> None:
    import rdflib

    record = rdf_records.made(4, 2)
    file = rdf_records.exported(record, tmp_path / "kg.ttl")
    rdflib.Graph().parse(file).serialize(tmp_path / "other.ttl", format="turtle", encoding="utf-8")
    assert dump(back(tmp_path / "other.ttl", tmp_path / "again.db")) == dump(record)


def test_odd_texts_come_back(tmp_path: Path) -> None:
    from test_rdf_faults import ODD, odd_record

    for place, title in enumerate(ODD.values()):
        record = odd_record(tmp_path / f"{place}.db", title, number=f"京政办发〔2019〕{place}号")
        file = rdf_records.exported(record, tmp_path / f"{place}.rdf", form="rdfxml")
        assert dump(back(file, tmp_path / f"{place}-again.db")) == dump(record)


def test_documents_counted_elsewhere_come_back(tmp_path: Path) -> None:
    from dataclasses import replace

    (one,) = synthetic.extractions(3, documents=1)
    other = replace(one, source=replace(one.source, file="copy.md"))
    record = rdf_records.put(tmp_path / "twice.db", [one, other])
    file = rdf_records.exported(record, tmp_path / "kg.ttl")
    assert dump(back(file, tmp_path / "again.db")) == dump(record)


# ---------------------------------------------------------------- refused, and nothing left behind


def refused(file: Path, tmp_path: Path) -> str:
    """The sentence with which a file is refused; the record stays empty."""
    record = tmp_path / "refused.db"
    with Store(record, write=True) as store:
        with pytest.raises(UnreadableFile) as caught:
            load(file, store)
        assert store.paths() == []
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("form", SYNTAXES)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.98])
def test_a_file_that_is_cut_off_is_refused(form: str, share: float, tmp_path: Path) -> None:
    file = rdf_records.exported(
        rdf_records.made(4, 2), tmp_path / f"kg.{SYNTAXES[form].extension}", form=form
    )
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    assert f"{file}：" in refused(file, tmp_path)


def test_a_file_cut_off_between_two_statements_is_refused(tmp_path: Path) -> None:
    file = rdf_records.exported(rdf_records.made(4, 2), tmp_path / "kg.nt", form="ntriples")
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[: len(lines) // 2]), "utf-8")
    assert "文件不完整，末尾没有导出说明" in refused(file, tmp_path)


def test_a_file_with_a_statement_taken_out_is_refused(tmp_path: Path) -> None:
    file = rdf_records.exported(rdf_records.made(4, 2), tmp_path / "kg.nt", form="ntriples")
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "altLabel" not in line), "utf-8")
    assert "说明上写的是" in refused(file, tmp_path)


def test_a_file_with_a_wrong_value_is_refused_with_the_rule(tmp_path: Path) -> None:
    file = rdf_records.exported(rdf_records.made(4, 2), tmp_path / "kg.nt", form="ntriples")
    text = file.read_text("utf-8").replace('ns#sequence> "1"', 'ns#sequence> "first"')
    file.write_text(text, "utf-8")
    assert "其值为整数" in refused(file, tmp_path)


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "foreign.ttl"
    file.write_text("<http://a.example/b> <http://a.example/c> 1 .")
    assert "它不是 kg 的导出" in refused(file, tmp_path)


@pytest.mark.parametrize("profile", ["core", "neo4j"])
def test_a_profile_without_texts_is_refused(profile: str, tmp_path: Path) -> None:
    file = rdf_records.exported(rdf_records.made(4, 2), tmp_path / "kg.ttl", profile=profile)
    assert "请用 --profile full 重新导出" in refused(file, tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kg.ttl", b"@prefix : <"),
        ("kg.nt", b"\xff\xfe\x00"),
        ("kg.ttl.gz", b"no gzip"),
        ("kg.rdf", b"<a>"),
        ("kg.jsonld", b"[1,"),
        ("kg.txt", b""),
        ("kg.ttl", b""),
    ],
)
def test_what_is_no_rdf_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    refused(file, tmp_path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "不能打开" in refused(tmp_path / "none.ttl", tmp_path)


def test_a_record_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    record = rdf_records.put(tmp_path / "full.db", synthetic.extractions(2, documents=1))
    before = dump(record)
    file = rdf_records.exported(rdf_records.made(4, 2), tmp_path / "kg.ttl")
    with pytest.raises(StoreError, match="不是空的"):
        back(file, record)
    assert dump(record) == before


def test_the_command(tmp_path: Path) -> None:
    file = rdf_records.exported(rdf_records.made(4, 2), tmp_path / "kg.ttl")
    done = CliRunner().invoke(application(), ["import", str(file), "--store", str(tmp_path / "new.db")])
    assert done.exit_code == 0
    assert "2 份文件、4 项任务" in done.output

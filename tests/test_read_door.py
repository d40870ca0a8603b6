"""The door itself: which reader a file gets, and the one sentence for what cannot be read."""

from __future__ import annotations

import os
import re
import shutil
import stat
from pathlib import Path

import pytest
from make_documents import (
    PdfMaker,
    ofd_file,
    ofd_text,
    old_workbook,
    package,
    paragraph,
    web_page,
    word_document,
    workbook,
)

from kg.errors import UnreadableFile
from kg.read import Limits, read, read_bytes, suffixes

TEXT = "责任单位：区水务局。"
FILES = {
    "a.txt": (TEXT.encode(), "text/plain"),
    "a.md": (TEXT.encode(), "text/markdown"),
    "a.html": (web_page(f"<p>{TEXT}</p>").encode(), "text/html"),
    "a.docx": (
        word_document(paragraph(TEXT)),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "a.xlsx": (
        workbook({"表": [[TEXT, "甲"], ["乙", "丙"]]}),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "a.xls": (old_workbook("表", [[TEXT, "甲"], ["乙", "丙"]]), "application/vnd.ms-excel"),
    "a.csv": (f"{TEXT},甲\n乙,丙\n".encode(), "text/csv"),
    "a.pdf": (PdfMaker().lines(700, TEXT).done(), "application/pdf"),
    "a.ofd": (ofd_file(ofd_text(30, 30, TEXT)), "application/ofd"),
}


@pytest.mark.parametrize("name", FILES)
def test_each_format_has_its_reader(name: str, tmp_path: Path) -> None:
    data, media_type = FILES[name]
    path = tmp_path / name
    path.write_bytes(data)
    source = read(path)
    assert TEXT in source.text
    assert (source.file, source.media_type) == (name, media_type)
    assert path.suffix in suffixes()


@pytest.mark.parametrize("mark", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
def test_characters_that_nobody_sees_are_left_out_in_every_format(mark: str) -> None:
    text = TEXT.replace("水务", f"水{mark}务{mark}")
    files = {
        "a.txt": text.encode(),
        "a.html": web_page(f"<p>{text}</p>").encode(),
        "a.docx": word_document(paragraph(text)),
        "a.xlsx": workbook({"表": [[text, "甲"], ["乙", "丙"]]}),
        "a.xls": old_workbook("表", [[text, "甲"], ["乙", "丙"]]),
        "a.csv": f"{text},甲\n乙,丙\n".encode(),
        "a.ofd": ofd_file(ofd_text(30, 30, text)),
    }
    for name, data in files.items():
        assert TEXT in read_bytes(data, name).text, name


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("a.txt", "a.md", "a.csv")])
@pytest.mark.parametrize("suffix", [".txt", ".pdf", ".docx", ".xls", ".doc", ""])
def test_a_wrong_suffix_does_not_hide_the_format(name: str, suffix: str) -> None:
    data, media_type = FILES[name]
    assert read_bytes(data, "b" + suffix).media_type == media_type


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".doc", ".json", ""])
def test_text_under_a_foreign_suffix_is_read_as_text(suffix: str) -> None:
    assert read_bytes(TEXT.encode(), "b" + suffix).media_type == "text/plain"


def test_a_strict_document_whose_main_part_has_another_name() -> None:
    strict = "http://purl.oclc.org/ooxml"
    kind = f"{strict}/officeDocument/relationships/officeDocument"
    body = f"<w:body><w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p></w:body>"
    data = package(
        {
            "_rels/.rels": f'<a><b Type="{kind}" Target="word/document2.xml"/></a>',
            "word/document2.xml": (
                f'<w:document xmlns:w="{strict}/wordprocessingml/main">{body}</w:document>'
            ),
        }
    )
    assert read_bytes(data, "a.docx").text == TEXT + "\n"


def _bomb() -> bytes:
    return package({"word/document.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})


def _encrypted_zip() -> bytes:
    data = bytearray(word_document(paragraph(TEXT)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
REFUSED = {
    "empty": (b"", "文件是空的"),
    "blank": (b" \r\n\t\n", "文件是空的"),
    "no text": (b"\xef\xbb\xbf\n\n", "文件里没有文字"),
    "XML": (b'<?xml version="1.0"?><workbook>' + TEXT.encode(), "这是 XML 文件"),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--x", "网页存档"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "这是图片"),
    "binary": (bytes(range(256)) * 40, "这是二进制文件"),
    "archive": (package({"a.txt": "x"}), "不是文档"),
    "broken archive": (FILES["a.docx"][0][:-60], "压缩包已损坏"),
    "cut archive": (FILES["a.docx"][0][:200] + b"word/document.xml", "压缩包已损坏"),
    "broken part": (package({"word/document.xml": "<w:document"}), "不是合格的 XML"),
    "missing part": (package({"word/document.xml.bak": "<a/>"}), "缺少其中的 word/document.xml"),
    "bomb": (_bomb(), "超过原来的 250 倍"),
    "encrypted archive": (_encrypted_zip(), "文件已加密"),
    "encrypted document": (OLE + "EncryptedPackage".encode("utf-16-le"), "文件已加密"),
    "unknown old file": (OLE, "类型不明"),
    "broken old workbook": (OLE + "Workbook".encode("utf-16-le"), "不是完整的工作簿"),
    "entities": (
        package({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'}),
        "没有文字",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(case: str) -> None:
    data, says = REFUSED[case]
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(data, "b.docx")
    sentence = str(refused.value)
    assert says in sentence
    assert re.fullmatch(r"不能读取 b\.docx：[^\n]+；[^\n]+。", sentence)


def test_a_path_that_is_no_readable_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="没有这个文件"):
        read(tmp_path / "absent.txt")
    with pytest.raises(UnreadableFile, match="这是文件夹"):
        read(tmp_path)
    with pytest.raises(UnreadableFile, match="不是普通文件"):
        read("/dev/null")


NOBODY = 65534


@pytest.mark.skipif(os.name != "posix", reason="permissions of files are those of POSIX")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    root = os.geteuid() == 0
    if root:  # root may read every file: become somebody who may not
        os.seteuid(NOBODY)
    try:
        with pytest.raises(UnreadableFile, match="没有读取权限"):
            read(path)
    finally:
        if root:
            os.seteuid(0)


def test_a_file_beyond_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    with pytest.raises(UnreadableFile, match="最大可读 5 字节"):
        read(path, limits=Limits(file_bytes=5))


# ---------------------------------------------------------------- through LibreOffice

OLD_WORD = OLE + "WordDocument".encode("utf-16-le")


def test_old_word_files_name_the_program_they_need(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableFile, match=r"LibreOffice，本机没有安装；请安装 LibreOffice"):
        read_bytes(OLD_WORD, "a.doc")


def _program(folder: Path, script: str) -> None:
    path = folder / "soffice"
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_old_word_files_are_read_after_conversion(monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "result.docx").write_bytes(word_document(paragraph(TEXT)))
    _program(tmp_path, f'for last; do :; done\ncp {tmp_path}/result.docx "${{last%.*}}.docx"\n')
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    source = read_bytes(OLD_WORD, "a.wps")
    assert (source.text, source.media_type) == (TEXT + "\n", "application/msword")


@pytest.mark.parametrize(("script", "says"), [("exit 1", "打不开"), ("sleep 30", "在 1 秒内")])
def test_a_conversion_that_fails(script: str, says: str, monkeypatch, tmp_path: Path) -> None:
    _program(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(UnreadableFile, match=says):
        read_bytes(OLD_WORD, "a.doc", limits=Limits(seconds=1))


@pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed"
)
def test_a_rich_text_file_through_the_real_program() -> None:
    signs = "".join(f"\\u{ord(sign) - 65536 if ord(sign) > 32767 else ord(sign)}?" for sign in TEXT)
    source = read_bytes(rb"{\rtf1\ansi\uc1 " + signs.encode() + rb"\par}", "a.rtf")
    assert (source.text.strip(), source.media_type) == (TEXT, "application/rtf")

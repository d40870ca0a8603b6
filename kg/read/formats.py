"""The formats the door knows, and how a file shows which of them it is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from kg.read.draft import Draft, Refusal
from kg.read.encoding import unmarked_utf16
from kg.read.limits import Limits

Reader = Callable[[bytes, Limits], Draft]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its IANA media type, its usual suffixes, and `module:function` of its reader."""

    media_type: str
    suffixes: tuple[str, ...]
    reader: str

    def read(self, data: bytes, limits: Limits) -> Draft:
        """Read `data`; the reader's module, and the library it needs, are loaded only now."""
        module, _, function = self.reader.partition(":")
        return cast(Reader, getattr(import_module(module), function))(data, limits)


TEXT = Format("text/plain", (".txt", ".text"), "kg.read.plain.text:read_text")
MARKDOWN = Format("text/markdown", (".md", ".markdown"), "kg.read.plain.text:read_text")
HTML = Format("text/html", (".html", ".htm", ".xhtml", ".shtml"), "kg.read.html.page:read_html")
CSV = Format("text/csv", (".csv",), "kg.read.sheets.csv:read_csv")
TSV = Format("text/tab-separated-values", (".tsv", ".tab"), "kg.read.sheets.csv:read_csv")
DOCX = Format(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx", ".docm"),
    "kg.read.word.docx:read_docx",
)
XLSX = Format(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    (".xlsx", ".xlsm"),
    "kg.read.sheets.xlsx:read_xlsx",
)
XLS = Format("application/vnd.ms-excel", (".xls", ".et"), "kg.read.sheets.xls:read_xls")
XML_TABLE = Format("application/vnd.ms-excel", (), "kg.read.sheets.xml_table:read_xml_table")
PDF = Format("application/pdf", (".pdf",), "kg.read.pages.pdf:read_pdf")
OFD = Format("application/ofd", (".ofd",), "kg.read.pages.ofd:read_ofd")
DOC = Format("application/msword", (".doc", ".wps"), "kg.read.word.office:read_doc")
RTF = Format("application/rtf", (".rtf",), "kg.read.word.office:read_rtf")

FORMATS = (TEXT, MARKDOWN, HTML, CSV, TSV, DOCX, XLSX, XLS, PDF, OFD, DOC, RTF)
BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}
ACCEPTED = "可读 txt、md、html、docx、pdf、xlsx、xls、csv、ofd、doc、wps 文件"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGES = (("word/document", DOCX), ("xl/workbook", XLSX), ("OFD.xml", OFD))
_STREAMS = (
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book\0", XLS),  # and no Bookmark
)
_FOREIGN = (
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"\x7fELF", "程序"),
    (b"MZ\x90", "程序"),
    (b"SQLite format 3", "数据库"),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")
_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_WEB_ARCHIVE = re.compile(rb"^MIME-Version:.*^Content-Type:\s*multipart/", re.I | re.S | re.M)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a\x1b"))
_HEAD = 65_536


def recognise(data: bytes, suffix: str) -> Format:
    """The format of `data` by its content; among texts the suffix decides."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Refusal("文件是空的", ACCEPTED)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    if data.startswith(_OLE):
        return _compound(data)
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"{\\rtf"):
        return RTF
    return _textual(data, suffix)


def _package(data: bytes) -> Format:
    from zipfile import BadZipFile, ZipFile

    try:
        names = ZipFile(io.BytesIO(data)).namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError, IndexError):
        raise Refusal("文件的压缩包已损坏", "请重新下载或另存一份完整的文件") from None
    for beginning, known in _PACKAGES:
        if any(name.startswith(beginning) for name in names):
            return known
    raise Refusal("这是 zip 压缩包，不是文档", ACCEPTED)


def _compound(data: bytes) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refusal("文件已加密", "请另存为不带密码的文件")
    for stream, known in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return known
    raise Refusal("这是旧版 Office 文件，类型不明，也许不完整", ACCEPTED)


def _textual(data: bytes, suffix: str) -> Format:
    for magic, kind in _FOREIGN:
        if data.startswith(magic):
            raise Refusal(f"这是{kind}", ACCEPTED)
    if _is_binary(data[:_HEAD]) and not unmarked_utf16(data[:_HEAD]):
        raise Refusal("这是二进制文件", ACCEPTED)
    if _HTML_START.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")):
        return HTML
    named = BY_SUFFIX.get(suffix)
    if named is not HTML and _XML_START.match(data):
        if _SPREADSHEET in data[:_HEAD]:
            return XML_TABLE
        raise Refusal("这是 XML 文件", ACCEPTED)
    head = data[:2048]
    if b"multipart/" in head.lower() and _WEB_ARCHIVE.search(head):
        raise Refusal("这是网页存档（mht）", "请把网页另存为 .html")
    return named if named in (MARKDOWN, HTML, CSV, TSV) else TEXT


def _is_binary(head: bytes) -> bool:
    """Whether control characters make up more than a twentieth; UTF-16 and UTF-32 begin with a mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    return 20 * (len(head) - len(head.translate(None, _CONTROL))) > len(head)

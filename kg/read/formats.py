"""The formats the door knows, and how a file shows which of them it is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from kg.read.draft import Draft, Refusal
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


TEXT = Format("text/plain", (".txt", ".text"), "kg.read.plain:read_text")
MARKDOWN = Format("text/markdown", (".md", ".markdown"), "kg.read.plain:read_text")
HTML = Format("text/html", (".html", ".htm", ".xhtml", ".shtml"), "kg.read.html:read_html")
CSV = Format("text/csv", (".csv",), "kg.read.csv:read_csv")
TSV = Format("text/tab-separated-values", (".tsv", ".tab"), "kg.read.csv:read_csv")
DOCX = Format(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx", ".docm"),
    "kg.read.docx:read_docx",
)
XLSX = Format(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    (".xlsx", ".xlsm"),
    "kg.read.xlsx:read_xlsx",
)
XLS = Format("application/vnd.ms-excel", (".xls", ".et"), "kg.read.xls:read_xls")
PDF = Format("application/pdf", (".pdf",), "kg.read.pdf:read_pdf")
OFD = Format("application/ofd", (".ofd",), "kg.read.ofd:read_ofd")
DOC = Format("application/msword", (".doc", ".wps"), "kg.read.office:read_doc")
RTF = Format("application/rtf", (".rtf",), "kg.read.office:read_rtf")

FORMATS = (TEXT, MARKDOWN, HTML, CSV, TSV, DOCX, XLSX, XLS, PDF, OFD, DOC, RTF)
BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}
ACCEPTED = "txt, md, html, docx, pdf, xlsx, xls, csv, ofd, doc and wps files can be read"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGES = (("word/document", DOCX), ("xl/workbook", XLSX), ("OFD.xml", OFD))
_STREAMS = (
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
)
_FOREIGN = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b")
_WEB_ARCHIVE = re.compile(rb"^MIME-Version:.*^Content-Type:\s*multipart/", re.I | re.S | re.M)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a\x1b"))
_HEAD = 65_536


def recognise(data: bytes, suffix: str) -> Format:
    """The format of `data` by its content; among texts the suffix decides."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Refusal("it is empty", ACCEPTED)
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
        raise Refusal(
            "its zip archive is broken", "a whole file can be read: fetch or save it again"
        ) from None
    for beginning, known in _PACKAGES:
        if any(name.startswith(beginning) for name in names):
            return known
    raise Refusal("it is a zip archive but no document", ACCEPTED)


def _compound(data: bytes) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Refusal("it is encrypted", "the same file saved without a password can be read")
    for stream, known in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return known
    raise Refusal("it is an old Office file of an unknown kind", ACCEPTED)


def _textual(data: bytes, suffix: str) -> Format:
    for magic, kind in _FOREIGN:
        if data.startswith(magic):
            raise Refusal(f"it is {kind}", ACCEPTED)
    if _is_binary(data[:_HEAD]):
        raise Refusal("it is a binary file", ACCEPTED)
    if _HTML_START.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")):
        return HTML
    named = BY_SUFFIX.get(suffix)
    if named is not HTML and _XML_START.match(data):
        raise Refusal("it is an XML file", ACCEPTED)
    if _WEB_ARCHIVE.search(data[:2048]):
        raise Refusal("it is a web archive (mht)", "the page saved as .html can be read")
    return named if named in (MARKDOWN, HTML, CSV, TSV) else TEXT


def _is_binary(head: bytes) -> bool:
    """Whether control characters make up more than a twentieth; UTF-16 and UTF-32 begin with a mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    return 20 * (len(head) - len(head.translate(None, _CONTROL))) > len(head)

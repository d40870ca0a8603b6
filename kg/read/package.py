"""Zip packages (docx, ofd): opened only when they are whole, unencrypted and of an honest size."""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile, ZipFile

from lxml import etree

from kg.read.draft import Refusal
from kg.read.limits import Limits

_BROKEN = "请重新下载或另存一份完整的文件"
_ENCRYPTED = "请另存为不带密码的文件"
_SMALL = 4 * 1024 * 1024
_DAMAGE = (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, IndexError)


# the Strict variant of Open XML differs in the names of its namespaces only
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument", b"http://schemas.openxmlformats.org/officeDocument/2006"),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml", b"http://schemas.openxmlformats.org/spreadsheetml/2006"),
)


class Package:
    """An opened zip package."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except _DAMAGE:
            raise Refusal("文件的压缩包已损坏", _BROKEN) from None
        self._limits = limits
        self._parts = {info.filename: info for info in self._zip.infolist()}
        self._refuse_bomb(limits)

    def _refuse_bomb(self, limits: Limits) -> None:
        parts = self._parts.values()
        if len(parts) > limits.entries or sum(part.file_size for part in parts) > limits.unpacked_bytes:
            raise Refusal(
                "解压后远远大于一份文档",
                f"解压后最大可读 {limits.unpacked_bytes} 字节",
            )
        for part in parts:
            if part.file_size > _SMALL and part.file_size > limits.ratio * part.compress_size:
                raise Refusal(
                    f"其中的 {part.filename} 解压后超过原来的 {limits.ratio} 倍",
                    "只读压缩率正常的文件",
                )

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def main_part(self, usual: str) -> str:
        """The part that the package names as its document, else the `usual` one."""
        if "_rels/.rels" not in self:
            return usual
        for relation in self.xml("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                named = relation.get("Target", "").lstrip("/")
                return named if named in self else usual
        return usual

    def xml(self, name: str) -> etree._Element:
        """The root element of the part `name`."""
        if name not in self._parts:
            raise Refusal(f"缺少其中的 {name}", _BROKEN)
        content = self.content(name)
        for strict, ordinary in _STRICT:
            content = content.replace(strict, ordinary)
        try:
            return etree.fromstring(content, xml_parser())
        except (etree.XMLSyntaxError, ValueError):
            raise Refusal(f"其中的 {name} 不是合格的 XML", _BROKEN) from None

    def content(self, name: str) -> bytes:
        """The bytes of the part `name`, which is there."""
        part = self._parts[name]
        if part.flag_bits & 1:
            raise Refusal("文件已加密", _ENCRYPTED)
        if part.file_size > self._limits.part_bytes:
            raise Refusal(
                f"其中的 {part.filename} 解压后有 {part.file_size} 字节",
                f"每个部分最大可读 {self._limits.part_bytes} 字节",
            )
        try:
            return self._zip.read(part)
        except _DAMAGE:
            raise Refusal(f"其中的 {part.filename} 已损坏", _BROKEN) from None


def xml_parser() -> etree.XMLParser:
    """A parser that follows no reference out of its file."""
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)

"""Zip packages (docx, ofd): opened only when they are whole, unencrypted and of an honest size."""

from __future__ import annotations

import io
import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from kg.read.draft import Refusal
from kg.read.limits import Limits

_BROKEN = "a whole file can be read: fetch or save it again"
_ENCRYPTED = "the same file saved without a password can be read"
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
            raise Refusal("its zip archive is broken", _BROKEN) from None
        self._limits = limits
        self._parts = {info.filename: info for info in self._zip.infolist()}
        self._refuse_bomb(limits)

    def _refuse_bomb(self, limits: Limits) -> None:
        parts = self._parts.values()
        if len(parts) > limits.entries or sum(part.file_size for part in parts) > limits.unpacked_bytes:
            raise Refusal(
                "it unpacks to far more than a document holds",
                f"packages of up to {limits.unpacked_bytes} bytes unpacked can be read",
            )
        for part in parts:
            if part.file_size > _SMALL and part.file_size > limits.ratio * part.compress_size:
                raise Refusal(
                    f"its part {part.filename} unpacks to more than {limits.ratio} times its size",
                    "packages of an ordinary compression can be read",
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
            raise Refusal(f"its part {name} is missing", _BROKEN)
        content = self._bytes(self._parts[name])
        for strict, ordinary in _STRICT:
            content = content.replace(strict, ordinary)
        try:
            return etree.fromstring(content, _parser())
        except (etree.XMLSyntaxError, ValueError):
            raise Refusal(f"its part {name} is no proper XML", _BROKEN) from None

    def _bytes(self, part: ZipInfo) -> bytes:
        if part.flag_bits & 1:
            raise Refusal("it is encrypted", _ENCRYPTED)
        if part.file_size > self._limits.part_bytes:
            raise Refusal(
                f"its part {part.filename} has {part.file_size} bytes unpacked",
                f"parts of up to {self._limits.part_bytes} bytes can be read",
            )
        try:
            return self._zip.read(part)
        except _DAMAGE:
            raise Refusal(f"its part {part.filename} is broken", _BROKEN) from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)

"""Other files that stand as they are inside a Word document (altChunk): web pages, plain texts."""

from __future__ import annotations

import posixpath

from lxml import etree

from kg.read.draft import Draft, Refusal
from kg.read.formats import HTML, TEXT, recognise
from kg.read.limits import Limits
from kg.read.package import Package
from kg.read.word.numbering import W

CHUNK = W + "altChunk"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# whole documents may hold chunks again, without an end
_READ = (HTML, TEXT)


class Chunks:
    """The files inside the `package` of a document, by the elements that say where they stand."""

    def __init__(self, package: Package, part: str, limits: Limits) -> None:
        self._package, self._limits = package, limits
        self._folder, name = posixpath.split(part)
        self._relations = posixpath.join(self._folder, "_rels", f"{name}.rels")

    def draft(self, chunk: etree._Element) -> Draft | None:
        """What a chunk says; None where it cannot be read."""
        name = self._part(chunk.get(_ID, ""))
        if name not in self._package:
            return None
        try:
            data = self._package.content(name)
            known = recognise(data, posixpath.splitext(name)[1].lower())
            return known.read(data, self._limits) if known in _READ else None
        except Refusal:
            return None

    def _part(self, relation: str) -> str:
        relations = self._package.xml(self._relations) if self._relations in self._package else ()
        target = next((one.get("Target", "") for one in relations if one.get("Id") == relation), "")
        return posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")

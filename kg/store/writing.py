"""Writing a source into the record: each document counted once, nothing left of what was there before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Document, Extraction, Issue
from kg.store.keys import source_id
from kg.store.rows import clean, rows, without
from kg.store.tables import TABLES, Reading

if TYPE_CHECKING:
    from kg.store.record import Store


class Writing:
    """What is done to a record inside one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection = store.connection
        self._ask = store.ask

    def replace(self, extraction: Extraction, path: str, reading: Reading) -> None:
        """Put `extraction` in the place of whatever the source at `path` said."""
        before = self._documents_at(path)
        self._drop(path)
        self._add(extraction, path, reading)
        self._release(before)

    def forget(self, path: str) -> None:
        """Remove the source at `path`."""
        before = self._documents_at(path)
        self._drop(path)
        self._release(before)

    def _documents_at(self, path: str) -> set[str]:
        found = self._ask(
            "SELECT d.id FROM documents d JOIN sources s ON s.id = d.source WHERE s.path = ?", (path,)
        )
        return {document for (document,) in found}

    def _drop(self, path: str) -> None:
        if self._connection.execute("DELETE FROM sources WHERE path = ?", (path,)).rowcount:
            self._drop_unused_units()

    def _drop_unused_units(self) -> None:
        self._connection.execute(
            "DELETE FROM units WHERE NOT EXISTS (SELECT 1 FROM unit_names n WHERE n.unit_id = units.id)"
        )

    def _release(self, before: Collection[str]) -> None:
        """Let the other sources of documents that are no longer counted here be read again."""
        for document in before:
            self._connection.execute(
                "UPDATE sources SET tool = '' WHERE id IN (SELECT source FROM duplicates WHERE document = :d)"
                " AND NOT EXISTS (SELECT 1 FROM documents WHERE id = :d)",
                {"d": document},
            )

    def _add(self, extraction: Extraction, path: str, reading: Reading) -> None:
        source = extraction.source
        identity = self._free_id(source_id(source.file, source.sha256))
        row = (identity, source.file, path, reading.sha256, source.media_type, source.encoding)
        made = clean({"sources": [(*row, reading.tool, reading.units_file, source.text)]})
        elsewhere = self._counted_elsewhere(extraction, path)
        made |= rows(_marked(extraction, elsewhere), identity)
        made["duplicates"] = sorted({(document.id, identity) for document, _ in elsewhere})
        for table in TABLES:
            self._store.insert(table, made[table])

    def _counted_elsewhere(self, extraction: Extraction, path: str) -> list[tuple[Document, str]]:
        """The documents of a source that are counted at another place, each with the file of that place."""
        file = extraction.source.file
        found: list[tuple[Document, str]] = []
        seen: set[str] = set()
        for document in extraction.documents:
            holder = file if document.id in seen else self._holder(document.id, file, path)
            seen.add(document.id)
            if holder:
                found.append((document, holder))
        return found

    def _free_id(self, identity: str) -> str:
        """The id, with a number behind it where an identical file stands elsewhere."""
        taken = {name for (name,) in self._ask("SELECT id FROM sources WHERE id GLOB ?", (f"{identity}*",))}
        number = 1
        free = identity
        while free in taken:
            number += 1
            free = f"{identity}-{number}"
        return free

    def _holder(self, document: str, file: str, path: str) -> str | None:
        """The file that counts a document already; one that sorts later gives it up to this one."""
        found = self._ask(
            "SELECT s.file, s.path, s.id FROM documents d JOIN sources s ON s.id = d.source WHERE d.id = ?",
            (document,),
        )
        for held_file, held_path, holder in list(found):
            if (held_file, held_path) < (file, path):
                return str(held_file)
            self._connection.execute("UPDATE sources SET tool = '' WHERE id = ?", (holder,))
            self._connection.execute("DELETE FROM documents WHERE id = ?", (document,))
            self._drop_unused_units()
        return None


def _marked(extraction: Extraction, elsewhere: list[tuple[Document, str]]) -> Extraction:
    """The extraction without the documents counted elsewhere, with an issue for each of them."""
    if not elsewhere:
        return extraction
    counted = without(extraction, [document for document, _ in elsewhere])
    added = [
        Issue("duplicate-document", f"{document.number or document.title}：已在 {file} 中计入", document.span)
        for document, file in elsewhere
    ]
    issues = sorted([*counted.issues, *added], key=lambda issue: (issue.span, issue.code))
    return replace(counted, issues=tuple(issues))

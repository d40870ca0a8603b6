"""The record: who said what to whom, in one SQLite file, one transaction per source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from kg.errors import UnknownName
from kg.model import Document, Extraction, Issue
from kg.store.keys import source_id
from kg.store.opening import open_record, plainly
from kg.store.rows import TABLES, Row, clean, rows, without


@dataclass(frozen=True, slots=True)
class Reading:
    """By what a source was read: unchanged bytes read the same way need no second reading."""

    sha256: str
    tool: str
    units_file: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the record holds."""

    documents: int
    tasks: int
    units: int
    deadlines: int
    issues: int


class Store:
    """The record at `path`: read-only unless `write`, in which case the file is made if absent.

    Raises StoreError where the file is not ours, newer than this kg, in use, or cannot be written.
    """

    language = "sql"

    def __init__(self, path: str | Path, *, write: bool = False) -> None:
        self.path = Path(path)
        self._connection = open_record(self.path, write=write)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    # ------------------------------------------------------------ asking

    def ask(self, statement: str, parameters: Mapping[str, object] | Iterable[object] = ()) -> Iterator[Row]:
        """The rows of one SQL statement, one at a time."""
        values = dict(parameters) if isinstance(parameters, Mapping) else tuple(parameters)
        with plainly(self.path):
            yield from self._connection.execute(statement, values)

    def counts(self) -> Counts:
        """How many documents, tasks, units, deadlines and issues the record holds."""
        tables = ("documents", "tasks", "units", "deadlines", "issues")
        return Counts(*(next(self.ask(f"SELECT count(*) FROM {table}"))[0] for table in tables))

    def paths(self) -> list[str]:
        """Where the sources of the record were read, sorted."""
        return [path for (path,) in self.ask("SELECT path FROM sources ORDER BY path")]

    def reading(self, path: str) -> Reading | None:
        """By what the source at `path` was read; None where it is unknown or to be read again."""
        found = self.ask(
            "SELECT sha256, tool, units_file FROM sources WHERE path = ? AND tool <> ''", (path,)
        )
        return next((Reading(*row) for row in found), None)

    def stale(self) -> list[str]:
        """The sources that must be read again because another source let go of, or took, a document."""
        return [path for (path,) in self.ask("SELECT path FROM sources WHERE tool = '' ORDER BY path")]

    def text(self, name: str) -> str:
        """The canonical text of a source, by its id, the name of its file, or the id of a document in it."""
        found = self.ask(
            "SELECT s.text FROM sources s WHERE s.id = :name OR s.file = :name"
            " OR s.id = (SELECT source FROM documents WHERE id = :name) ORDER BY s.id",
            {"name": name},
        )
        for (text,) in found:
            return str(text)
        raise UnknownName(f"{name}: the record holds no such file or document; kg documents lists them.")

    def dump(self) -> Iterator[tuple[str, Row]]:
        """Every row of every table, sorted, without the places on this machine: equal records dump alike."""
        for table in TABLES:
            columns = "*"
            if table == "sources":
                columns = "id, file, sha256, media_type, encoding, tool, units_file, text"
            for row in self.ask(f"SELECT {columns} FROM {table} ORDER BY {self._key(table)}"):
                yield table, row

    def _key(self, table: str) -> str:
        columns = self.ask("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,))
        return ", ".join(name for (name,) in columns)

    # ------------------------------------------------------------ writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is written, or none of it; one inside another is part of the outer."""
        if self._connection.in_transaction:
            yield
            return
        with plainly(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def insert(self, table: str, lines: list[Row]) -> None:
        """Add rows, in the column order of the schema; only inside a transaction."""
        if lines:
            marks = ", ".join("?" * len(lines[0]))
            known = "OR IGNORE " if table == "units" else ""
            self._connection.executemany(f"INSERT {known}INTO {table} VALUES ({marks})", lines)

    def replace(self, extraction: Extraction, path: str, reading: Reading) -> None:
        """Put what one source says in the place of what it said before, in one transaction.

        A document that another source holds is counted once, at the source that sorts first by file
        and path; at the other it becomes an issue `duplicate-document`.
        """
        with self.transaction():
            before = self._documents_at(path)
            self._drop(path)
            self._add(extraction, path, reading)
            self._release(before)

    def forget(self, path: str) -> None:
        """Remove the source at `path` and all it says; unknown paths are ignored."""
        with self.transaction():
            before = self._documents_at(path)
            self._drop(path)
            self._release(before)

    def _documents_at(self, path: str) -> set[str]:
        found = self.ask(
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
            self.insert(table, made[table])

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
        taken = {name for (name,) in self.ask("SELECT id FROM sources WHERE id GLOB ?", (f"{identity}*",))}
        number = 1
        free = identity
        while free in taken:
            number += 1
            free = f"{identity}-{number}"
        return free

    def _holder(self, document: str, file: str, path: str) -> str | None:
        """The file that counts a document already; one that sorts later gives it up to this one."""
        found = self.ask(
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

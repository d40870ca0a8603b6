"""The record: who said what to whom, in one SQLite file, one transaction per source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg.errors import UnknownName
from kg.store.opening import open_record, plainly
from kg.store.tables import TABLES, Counts, Reading, Row

if TYPE_CHECKING:
    from kg.model import Extraction

# By an id first: to look for the name of a file is to look at every source.
_TEXTS = (
    "SELECT text FROM sources WHERE id = ?",
    "SELECT text FROM sources WHERE id = (SELECT source FROM documents WHERE id = ?)",
    "SELECT text FROM sources WHERE file = ? ORDER BY id",
)


class Store:
    """The record at `path`: read-only unless `write`, in which case the file is made if absent.

    Raises StoreError where the file is not ours, newer than this kg, in use, or cannot be written.
    """

    language = "sql"

    def __init__(self, path: str | Path, *, write: bool = False) -> None:
        self.path = Path(path)
        self.connection = open_record(self.path, write=write)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    # ------------------------------------------------------------ asking

    def ask(self, statement: str, parameters: Mapping[str, object] | Iterable[object] = ()) -> Iterator[Row]:
        """The rows of one SQL statement, one at a time."""
        values = dict(parameters) if isinstance(parameters, Mapping) else tuple(parameters)
        with plainly(self.path):
            yield from self.connection.execute(statement, values)

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
        for statement in _TEXTS:
            for (text,) in self.ask(statement, (name,)):
                return str(text)
        raise UnknownName(f"记录里没有文件“{name}”；kg documents 列出全部文件。")

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
        if self.connection.in_transaction:
            yield
            return
        with plainly(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def insert(self, table: str, lines: list[Row]) -> None:
        """Add rows, in the column order of the schema; only inside a transaction."""
        if lines:
            marks = ", ".join("?" * len(lines[0]))
            known = "OR IGNORE " if table == "units" else ""
            self.connection.executemany(f"INSERT {known}INTO {table} VALUES ({marks})", lines)

    def replace(self, extraction: Extraction, path: str, reading: Reading) -> None:
        """Put what one source says in the place of what it said before, in one transaction.

        A document that another source holds is counted once, at the source that sorts first by file
        and path; at the other it becomes an issue `duplicate-document`.
        """
        from kg.store.writing import Writing

        with self.transaction():
            Writing(self).replace(extraction, path, reading)

    def forget(self, path: str) -> None:
        """Remove the source at `path` and all it says; unknown paths are ignored."""
        from kg.store.writing import Writing

        with self.transaction():
            Writing(self).forget(path)

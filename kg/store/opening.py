"""Opening the file of the record, and every failure of the file as one plain sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError

APPLICATION_ID = 0x6B676462  # "kgdb"
SCHEMA_VERSION = 1
PATIENCE = 5.0  # seconds to wait for another process before saying so

_TROUBLES = {
    "SQLITE_BUSY": "another process is writing it; wait until that has ended, or use another --store",
    "SQLITE_LOCKED": "another process is writing it; wait until that has ended, or use another --store",
    "SQLITE_FULL": "the disk is full; what was being written is left out, free some space and build again",
    "SQLITE_READONLY": "it may not be written; make the file and its folder writable, or use another --store",
    "SQLITE_PERM": "it may not be opened; give yourself the right to it, or use another --store",
    "SQLITE_CANTOPEN": "it cannot be opened; name a file in a folder that exists and may be written",
    "SQLITE_NOTADB": "it is not a record of kg; name another --store",
    "SQLITE_CORRUPT": "it is damaged; remove it and build again",
    "SQLITE_IOERR": "the disk refused to read or write it; check the disk and its free space",
}


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn every failure of the file at `path` into a StoreError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        trouble = _trouble(error)
        if trouble is None:
            raise
        raise StoreError(f"{path}: {trouble}.") from None


def _trouble(error: sqlite3.DatabaseError) -> str | None:
    name = getattr(error, "sqlite_errorname", "")
    return next((text for code, text in _TROUBLES.items() if name.startswith(code)), None)


def open_record(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to the record at `path`, checked to be ours; made if absent and `write`.

    Readers open the file for writing too, where they may, but are forbidden to change it: only so can
    what a killed build left half-written be rolled back.
    """
    if not write and not path.is_file():
        raise StoreError(f"{path}: there is no record here; make one with kg build, or name another --store.")
    with plainly(path):
        connection = _connect(path, write)
        try:
            _check(connection, path, write)
        except BaseException:
            connection.close()
            raise
    return connection


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    mode = "rwc" if write else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA query_only = {int(not write)}")
    return connection


def _check(connection: sqlite3.Connection, path: Path, write: bool) -> None:
    application, version = _marks(connection)
    if write and application == 0 and _empty(connection):
        _create(connection)
        application, version = _marks(connection)
    if application != APPLICATION_ID:
        raise StoreError(f"{path}: it is not a record of kg; name another --store.")
    if version != SCHEMA_VERSION:
        advice = "update kg" if version > SCHEMA_VERSION else "remove it and build again"
        age = "a newer" if version > SCHEMA_VERSION else "an older"
        raise StoreError(
            f"{path}: it was made by {age} kg (record version {version}, this one reads {SCHEMA_VERSION}); "
            f"{advice}, or name another --store."
        )


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return application, version


def _empty(connection: sqlite3.Connection) -> bool:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables == 0)


def _create(connection: sqlite3.Connection) -> None:
    schema = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _empty(connection):  # another process may have been first
            for statement in _statements(schema):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: executescript would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

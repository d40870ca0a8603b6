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
    "SQLITE_BUSY": "另一个进程正在写；请等它结束，或用 --store 另选一份记录",
    "SQLITE_LOCKED": "另一个进程正在写；请等它结束，或用 --store 另选一份记录",
    "SQLITE_FULL": "磁盘已满，正在写的文件没有存入；请腾出空间后重新运行 kg build",
    "SQLITE_READONLY": "不可写；请给文件和所在文件夹写权限，或用 --store 另选一份记录",
    "SQLITE_PERM": "没有权限；请取得权限，或用 --store 另选一份记录",
    "SQLITE_CANTOPEN": "打不开；请用 --store 指定已有且可写的文件夹里的文件",
    "SQLITE_NOTADB": "它不是 kg 的记录；请用 --store 另选一份记录",
    "SQLITE_CORRUPT": "文件已损坏；请删除后重新运行 kg build",
    "SQLITE_IOERR": "磁盘读写失败；请检查磁盘和剩余空间",
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
        raise StoreError(f"不能使用 {path}：{trouble}。") from None


def _trouble(error: sqlite3.DatabaseError) -> str | None:
    name = getattr(error, "sqlite_errorname", "")
    return next((text for code, text in _TROUBLES.items() if name.startswith(code)), None)


def open_record(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to the record at `path`, checked to be ours; made if absent and `write`.

    Readers open the file for writing too, where they may, but are forbidden to change it: only so can
    what a killed build left half-written be rolled back.
    """
    if not write and not path.is_file():
        raise StoreError(f"找不到记录 {path}；请用 kg build 建立，或用 --store 另选一份记录。")
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
        raise StoreError(f"不能使用 {path}：它不是 kg 的记录；请用 --store 另选一份记录。")
    if version != SCHEMA_VERSION:
        advice = "请更新 kg" if version > SCHEMA_VERSION else "请删除后重新运行 kg build"
        age = "新" if version > SCHEMA_VERSION else "旧"
        raise StoreError(
            f"不能打开 {path}：它由更{age}的 kg 写成（版本 {version}，本程序认得 {SCHEMA_VERSION}）；"
            f"{advice}，或用 --store 另选一份记录。"
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

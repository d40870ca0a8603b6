"""What the record has of one kind, on disk: to tell what has gone from it, in any size of graph."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from itertools import chain

from kg.neo4j.graph import EdgeKind, Kind, Record


class Expected:
    """The keys of all rows of a kind, in a temporary file that goes when it is closed."""

    def __init__(self, record: Record, kind: Kind) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute("CREATE TABLE expected (key TEXT PRIMARY KEY) WITHOUT ROWID")
        width = 3 if isinstance(kind, EdgeKind) else 1
        keys = ((" ".join(row[:width]),) for row in record.rows(kind))
        self._file.execute("BEGIN")
        self._file.executemany("INSERT OR IGNORE INTO expected VALUES (?)", keys)

    def take(self, keys: Iterable[str]) -> set[str]:
        """Those of `keys` that the record has and that were not taken before."""
        among = "FROM expected WHERE key IN (SELECT value FROM json_each(?))"
        asked = (json.dumps(list(keys)),)
        taken = set(chain.from_iterable(self._file.execute(f"SELECT key {among}", asked)))
        self._file.execute(f"DELETE {among}", asked)
        return taken

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()

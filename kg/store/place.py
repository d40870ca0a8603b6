"""Where the record is, when nobody says."""

from __future__ import annotations

import os

DEFAULT = "kg.db"
VARIABLE = "KG_STORE"


def default_path() -> str:
    """The record that commands use when none is named: $KG_STORE, else kg.db here."""
    return os.environ.get(VARIABLE) or DEFAULT

"""Codes of the record in words for people, as they stand in tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any


def worded(column: str, value: Any) -> Any:
    """`value` of the column with this name in Chinese where it is a code, else as it is."""
    return _words().get(column, {}).get(str(value), value)


def coded(column: str, word: str) -> str:
    """The code that stands as `word` in tables in the column with this name, else the word itself."""
    return next((code for code, shown in _words().get(column, {}).items() if shown == word), word)


def worded_rows(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """`rows` under (name, label) `columns` with words in the place of codes."""
    names = [name if name in _words() else label for name, label in columns]
    return ([worded(name, value) for name, value in zip(names, row, strict=True)] for row in rows)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """By the name of the column or its label, each code with its word."""
    table = tomllib.loads(Path(__file__).with_name("cells.toml").read_text("utf-8"))
    codes = table["codes"]
    return {
        column: {code: word for kind in kinds for code, word in codes[kind].items()}
        for column, kinds in table["columns"].items()
    }

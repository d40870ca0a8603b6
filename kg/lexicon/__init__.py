"""Words as data: one TOML table a subject, loaded once, never changed at run time."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The table `name`.toml of this folder as plain dicts and lists."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def longest_first(words: Iterable[str]) -> list[str]:
    """The words without repetition in the order in which a pattern must try them."""
    return sorted(set(words), key=lambda word: (-len(word), word))


def one_of(words: Iterable[str]) -> str:
    """The pattern of one of several words in text without white space, the longest first."""
    return "(?:" + "|".join(map(re.escape, longest_first(words))) + ")"

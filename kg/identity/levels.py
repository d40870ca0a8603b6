"""The word before a body that says on which level it works: 市 of 市财政局."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from kg.identity import bodies
from kg.lexicon import load


@cache
def level_words() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Every level word, its level, and how the name of its place must end."""
    return tuple((row["word"], row["level"], tuple(row["ends"])) for row in load("units")["level"])


def with_level_word(name: str, printed: Collection[str]) -> str | None:
    """县河湖专班 for 河湖专班 where `printed` has it and no other level of it; listed bodies need no help."""
    if name in bodies.general():
        return None
    found = [row[0] + name for row in level_words() if row[0] + name in printed]
    return found[0] if len(found) == 1 else None


def level_word(name: str) -> tuple[str, str, tuple[str, ...]] | None:
    """The level word `name` begins with: the word, its level, and how the place's name must end.

    市民政局 has one, 市民服务中心 has none: behind what looks like one stands a body or nothing known.
    """
    row = next((row for row in level_words() if name.startswith(row[0])), None)
    none = row and name.startswith(tuple(load("units")["without_level"]))
    return None if row and none and name[len(row[0]) :] not in bodies.general() else row

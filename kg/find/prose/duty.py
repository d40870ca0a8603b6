"""A duty that prose gives to units."""

from __future__ import annotations

from dataclasses import dataclass

from kg.find.assignments.clause import Party


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty at the dense stretch ``start:end``, and its units.

    `of_whole_item`: 牵头 or 此项工作 was said.
    `inherited`: the units stand in a heading above. `named`: single bodies are named and told to do it.
    """

    start: int
    end: int
    parties: tuple[Party, ...]
    clause_end: int
    of_whole_item: bool
    inherited: bool = False
    named: bool = True

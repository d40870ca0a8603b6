"""Names that a person may want to look at side by side, to merge or keep apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, takewhile
from operator import eq

from kg.identity.bodies import general, names_in
from kg.identity.places import STATE, Jurisdiction, divisions
from kg.identity.registry import Registry
from kg.model import Unit

# From this likeness on, two bodies of one place are shown to a person side by side; nothing is merged.
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two units of one place with similar names, for a person to merge or keep apart; `likeness` 0–1."""

    first: Unit
    second: Unit
    likeness: float


def proposals(units: Iterable[Unit], registry: Registry | None = None) -> list[Proposal]:
    """Pairs of similar names within one place, likest first; pairs that people settled are left out."""
    settled = (registry or Registry.load()).decisions
    by_place: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if not unit.collective and unit.jurisdiction:
            by_place[unit.jurisdiction].append(unit)
    found = [
        Proposal(first, second, likeness)
        for code, group in by_place.items()
        for first, second in _open_pairs(group, divisions().by_code.get(code, STATE))
        if (likeness := _likeness(first, second)) >= _ALIKE and not settled.apart(first.name, second.name)
    ]
    return sorted(found, key=lambda pair: (-pair.likeness, pair.first.name, pair.second.name))


def _open_pairs(units: list[Unit], place: Jurisdiction) -> Iterator[tuple[Unit, Unit]]:
    """The pairs that the table does not decide: one of the two is a body it does not know, or an open one."""
    listed = names_in(place)
    for first, second in combinations(units, 2):
        if first.name not in listed or second.name not in listed:
            yield first, second


def _likeness(first: Unit, second: Unit) -> float:
    """How alike two names of one place are, 0 where they share no word but the place and the ending."""
    place = divisions().by_code.get(first.jurisdiction, STATE).name
    one, other = first.name.replace(place, ""), second.name.replace(place, "")
    if place and (_is_part(one, other) or _is_part(other, one)):
        return _ratio(one, other)
    ending = len(list(takewhile(bool, map(eq, reversed(one), reversed(other)))))
    stems = one[: len(one) - ending], other[: len(other) - ending]
    shared = SequenceMatcher(None, *stems, autojunk=False).find_longest_match().size
    return _ratio(one, other) if shared > 1 else 0.0


def _ratio(one: str, other: str) -> float:
    return round(SequenceMatcher(None, one, other, autojunk=False).ratio(), 2)


def _is_part(name: str, part: str) -> bool:
    """Whether the one name is the other's behind that of a known body: 公安局琴江派出所, 琴江派出所."""
    return name != part and name.endswith(part) and name.removesuffix(part) in general()

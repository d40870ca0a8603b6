"""Names that a person may want to look at side by side, to merge or keep apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, takewhile
from operator import eq

from kg.identity.bodies import branch_heads, general, has_known_ending, names_in
from kg.identity.naming import Context, read_name
from kg.identity.own import is_part_of
from kg.identity.places import Jurisdiction, divisions, township
from kg.identity.registry import Registry
from kg.identity.zones import is_zone, zone_at
from kg.lexicon import load
from kg.model import Unit

# From this likeness on, two bodies of one place are shown to a person side by side; nothing is merged.
_ALIKE = 0.6
# what names share and are not alike for: 人民医院, 人民法院
_COMMON = re.compile("人民(?:政府)?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two units that may be one, for a person to merge or keep apart; `likeness` 0–1.

    They have similar names and one place, or one is of a zone and the other named as its body is elsewhere.
    """

    first: Unit
    second: Unit
    likeness: float


def proposals(units: Iterable[Unit], registry: Registry | None = None) -> list[Proposal]:
    """Pairs that may be one unit, likest first; pairs that people settled are left out."""
    settled = (registry or Registry.load()).decisions
    by_place: dict[Jurisdiction, list[Unit]] = defaultdict(list)
    for unit in units:
        place = None if unit.collective else _place(unit)
        if place:
            by_place[place].append(unit)
    found = [*_of_one_place(by_place), *_of_zones(by_place)]
    open_ones = (pair for pair in found if not settled.apart(pair.first.name, pair.second.name))
    return sorted(open_ones, key=lambda pair: (-pair.likeness, pair.first.name, pair.second.name))


def _place(unit: Unit) -> Jurisdiction | None:
    """The place of a unit, where it is known and not only its own name."""
    if unit.jurisdiction:
        return divisions().by_code.get(unit.jurisdiction)
    found = divisions().prefix(unit.place)
    rest = unit.place[found.length :] if found else ""
    return zone_at(unit.place) or (township(rest, found.place) if found else None)


def _of_one_place(by_place: dict[Jurisdiction, list[Unit]]) -> Iterator[Proposal]:
    for place, group in by_place.items():
        for first, second in _open_pairs(group, place):
            one, other = _own(first.name, place), _own(second.name, place)
            likeness = 0.0 if _are_branches_of_two(one, other, place) else _likeness(one, other)
            if likeness:
                yield Proposal(first, second, likeness)


def _open_pairs(units: list[Unit], place: Jurisdiction) -> Iterator[tuple[Unit, Unit]]:
    """The pairs that the table does not decide: one of the two is a body it does not know, or an open one."""
    listed = names_in(place) | {full for _, full in branch_heads()}
    for first, second in combinations(units, 2):
        if first.name not in listed or second.name not in listed:
            yield first, second


def _of_zones(by_place: dict[Jurisdiction, list[Unit]]) -> Iterator[Proposal]:
    """Units of a zone, and those of what lies around it that its own documents would mean by their names.

    高新区科技局 in a document of 合肥市 and 合肥高新技术产业开发区科学技术局.
    """
    for zone, own in by_place.items():
        if zone.code or not is_zone(zone):
            continue
        known = {unit.name: unit for unit in own}
        for place, group in by_place.items():
            if place != zone and zone.within in (place.code, place.within):
                yield from _meant_by(group, zone, known)


def _meant_by(units: list[Unit], zone: Jurisdiction, known: dict[str, Unit]) -> Iterator[Proposal]:
    for unit in units:
        meant = read_name(unit.name, Context(zone))
        other = known.get(meant.name) if meant.place == zone else None
        if other:
            yield Proposal(unit, other, _ratio(unit.name, other.name))


def _own(name: str, place: Jurisdiction) -> str:
    """A full name without that of its place and of the place around it."""
    outer = next(divisions().above(place), place)
    own = (name.replace(place.name, "") if place.name else name).removeprefix(place.area)
    return own.removeprefix(outer.name) or name


def _are_branches_of_two(one: str, other: str, place: Jurisdiction) -> bool:
    """Whether both are branches named after the place, and of two bodies: 公安局上城分局, 医保局上城分局."""
    if not (place.area in one[1:] and place.area in other[1:]):
        return False
    return not _likeness(one.partition(place.area)[0], other.partition(place.area)[0])


def _likeness(one: str, other: str) -> float:
    """How alike two names of one place are, without it; 0 where they cannot be one unit's.

    So it is where they share no word but the ending, and where one is a part of the other.
    """
    if one == other:
        return 1.0
    if _is_within(one, other) or _is_within(other, one):
        return 0.0
    one, other = _without_holder(one, other)
    short, long = sorted((one, other), key=len)
    if _is_short_for(short, long) or _is_behind_body(long, short):
        return _ratio(one, other)
    ending = len(list(takewhile(bool, map(eq, reversed(one), reversed(other)))))
    first, second = (_COMMON.sub("", name[: len(name) - ending]) for name in (one, other))
    shared = SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size
    likeness = _ratio(one, other) if shared > 1 else 0.0
    return likeness if likeness >= _ALIKE else 0.0


def _is_within(name: str, whole: str) -> bool:
    """Whether one name is that of a part of the other body: 财政局国库科, 市场监督管理局琴江所.

    What follows there is no other body that works with it, as 监察委员会 does.
    """
    rest = name.removeprefix(whole)
    works_with_it = rest in general() and rest not in load("units")["anybodys"]
    return is_part_of(name, whole) or (rest != name and has_known_ending(rest) and not works_with_it)


def _ratio(one: str, other: str) -> float:
    return round(SequenceMatcher(None, one, other, autojunk=False).ratio(), 2)


def _without_holder(one: str, other: str) -> tuple[str, str]:
    """Two parts of one body, 财政局国库科 and 财政局预算科, without it."""
    shared = len(list(takewhile(bool, map(eq, one, other))))
    for length in range(shared, 1, -1):
        holder = one[:length]
        if is_part_of(one, holder) and is_part_of(other, holder):
            return one[length:], other[length:]
    return one, other


def _is_short_for(short: str, long: str) -> bool:
    """Whether one name has only characters of the other, in order, from its first on and to the same end.

    防汛办 and 防汛抗旱指挥部办公室.
    """
    if len(short) == len(long) or short[0] != long[0]:
        return False
    if short[-1] != long[-1] and not long.endswith(load("units")["suffix"]["full"].get(short[-1], "\n")):
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _is_behind_body(name: str, part: str) -> bool:
    """Whether the one name is the other's behind that of a known body: 公安局琴江派出所, 琴江派出所."""
    return name != part and name.endswith(part) and name.removesuffix(part).removeprefix("中共") in general()

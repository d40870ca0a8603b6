"""Finding known units by a name. A person waits for this: nothing is loaded that it does not need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import compress
from typing import Protocol, TypeVar

from kg.identity.collectives import is_collective, is_role
from kg.identity.composing import Named
from kg.identity.naming import Context, read_name, signs, spelled
from kg.identity.places import STATE, Jurisdiction, divisions, is_former, own_name
from kg.identity.zones import zone_at


class Known(Protocol):
    """A unit as far as a name finds it."""

    @property
    def name(self) -> str:
        """Its full name."""

    @property
    def jurisdiction(self) -> str:
        """The code of its place, "" for a township and where the place is not known."""

    @property
    def place(self) -> str:
        """The full name of its place, "" where that is not known."""


T = TypeVar("T", bound=Known)


Reading = Callable[[str, Context], Named]


def candidates(name: str, known: Iterable[T], read: Reading = read_name) -> list[T]:
    """The units of `known` that `name` can mean, in their order: by full name, alias or short form.

    A name is read as a document of each unit's own place would `read` it, so 区水务局 finds one unit in each
    district, and 水务局 one in each place that has it; 市应急局（市防汛办） answers to both. Likeness plays
    no part.
    """
    units = list(known)
    wanted = spelled(name)
    exact = [spelled(unit.name) == wanted for unit in units]
    if is_role(name) or is_collective(name):
        return list(compress(units, exact))
    homes = list(map(_home, units))
    meant = {home: _readings(name, home, read) for home in {*homes, None}}
    return [
        unit
        for unit, home, is_exact in zip(units, homes, exact, strict=True)
        if is_exact
        or any(_is(unit, named) for named in meant[home])
        or any(_is_kept(unit, named) for named in meant[None])
    ]


def _readings(name: str, home: Jurisdiction | None, read: Reading) -> list[Named]:
    """What the name says in `home`; before a division was renamed its short name was the same: 祁阳财政局."""
    found = [read(name, Context(home))]
    if home and is_former(home):
        rest = spelled(name).removeprefix(home.area)
        if rest != spelled(name) and not rest.startswith(tuple(own_name(home).removeprefix(home.area))):
            found.append(read(own_name(home) + rest, Context(home)))
    return found


def _home(unit: Known) -> Jurisdiction | None:
    """The place a document of this unit would be read from: its zone, the county of a township's unit."""
    table = divisions()
    if unit.jurisdiction == STATE.code:
        return STATE
    zone = None if unit.jurisdiction else zone_at(unit.place)
    if zone:
        return zone
    found = table.prefix(unit.place) if unit.place and not unit.jurisdiction else None
    return found.place if found else table.by_code.get(unit.jurisdiction)


def _is(unit: Known, meant: Named) -> bool:
    place = meant.place
    is_there = place is not None and place.anchored and place.key == (unit.jurisdiction or unit.place)
    return is_there and _answers(unit.name, meant.name, place)


def _is_kept(unit: Known, meant: Named) -> bool:
    """Whether a unit of one document, whose place is unknown, answers to the name under its level word."""
    return not unit.place and _answers(unit.name, meant.name, None)


def _answers(name: str, wanted: str, home: Jurisdiction | None) -> bool:
    """Whether the unit called `name` answers to `wanted`: as a whole, or by one of the names in brackets."""
    others = signs(name) if "（" in name else ()
    if name == wanted or not others:
        return name == wanted
    main = name.partition("（")[0]
    return main == wanted or any(read_name(sign, Context(home)).name == wanted for sign in others)

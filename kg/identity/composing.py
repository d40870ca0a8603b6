"""The full name of a body from its place and what is printed behind that: 发改委能源科, 高新区财政局."""

from __future__ import annotations

from dataclasses import dataclass

from kg.identity import bodies
from kg.identity.places import Jurisdiction, divisions
from kg.identity.zones import zone_in
from kg.lexicon import load


@dataclass(frozen=True, slots=True)
class Named:
    """What a printed name says.

    `name`: the full name, or the printed one where it cannot be completed. `place`: whose body it is, None
    where the document does not tell. `level`: one of `LEVELS` or "". `inferred`: place or level were
    supplied, not printed. `known`: its ending is one of a unit. `leads`: its printed level word holds for
    the names after it in a list.
    """

    name: str
    place: Jurisdiction | None
    level: str = ""
    inferred: bool = False
    known: bool = True
    leads: bool = False


def in_place(rest: str, place: Jurisdiction) -> Named | None:
    """The body `rest` of `place`; None where the ending is no unit's."""
    body = bodies.body_in(rest, place)
    if body and bodies.is_of_state_only(body) and place.level != "state":
        return Named(place.name + rest, place, place.level)
    if body:
        return Named(body.called(place), place, place.level)
    elsewhere = _seat(rest, place) or _behind_seat(rest, place) or in_zone(rest, place)
    if elsewhere:
        return elsewhere
    if bodies.has_known_ending(rest):
        return Named(_part(rest, place) or place.name + rest, place, place.level)
    return None


def _part(rest: str, place: Jurisdiction) -> str:
    """The full name of a part of a known body: 发改委能源科, 委督查室 of a 市委; "" for any other."""
    inner = bodies.behind_committee(rest, place)
    if inner:
        return inner.called(place)
    for length in range(len(rest) - 2, 1, -1):
        body = bodies.body_in(rest[:length], place)
        if body and bodies.has_parts(body, rest[length:]):
            return body.called(place) + rest[length:]
    return ""


def _seat(rest: str, place: Jurisdiction) -> Named | None:
    """A branch named by its seat: 规划和自然资源委员会密云分局 of 北京市 answers for 密云区.

    税务局浦东新区税务局 of 上海市 is the 税务局 of that district.
    """
    if not rest.endswith("局"):
        return None
    for start in range(2, len(rest) - 2):
        body = bodies.general().get(rest[:start])
        found = body and divisions().prefix(rest[start:], place)
        if body and found and found.place != place and divisions().holds(place, found.place):
            tail = rest[start + found.length :]
            if bodies.general().get(tail) == body:
                return Named(body.called(found.place), found.place, found.place.level)
            return Named(body.called(place) + found.place.area + tail, found.place, found.place.level)
    return None


def _behind_seat(rest: str, place: Jurisdiction) -> Named | None:
    """A branch with its seat before it: 昆山生态环境局 of 苏州市."""
    found = divisions().prefix(rest, place)
    if found is None or not found.short or not divisions().holds(place, found.place):
        return None
    body = bodies.general().get(rest[found.length :])
    if body is None or not (body.seat or body.area):
        return None
    return Named(body.called(found.place, short=True), found.place, found.place.level)


def in_zone(rest: str, place: Jurisdiction) -> Named | None:
    """A body of a zone of `place`, named behind it: 高新区财政局 of 合肥高新区财政局."""
    found = zone_in(rest, place)
    if found is None:
        return None
    zone, name = found
    if not name:
        return Named(with_whole_ending(zone.name + "管委会"), zone, zone.level, inferred=True)
    body = bodies.body_in(name, zone)
    return Named(body.called(zone) if body else zone.name + name, zone, zone.level)


def with_whole_ending(name: str) -> str:
    """苏州工业园区管理委员会 for 苏州工业园区管委会: both are printed."""
    ends = load("units")["suffix"]["whole"]
    found = next((end for end in ends if name.endswith(end)), None)
    return name.removesuffix(found) + ends[found] if found else name

"""Zones: development zones, new areas and parks. They have bodies of their own and go by several names."""

from __future__ import annotations

from functools import cache
from itertools import product

from kg.identity import bodies
from kg.identity.levels import level_word
from kg.identity.places import STATE, Jurisdiction, divisions, own_name, unlisted
from kg.lexicon import load


def is_zone(place: Jurisdiction) -> bool:
    """Whether the place is a zone, by how its name ends; 浦东新区 is one and a division of the table too."""
    return place.place.endswith(_ends())


def zone_at(place: str) -> Jurisdiction | None:
    """The zone with this full name: 安徽省合肥市高新技术产业开发区; None for any other place."""
    outer = divisions().prefix(place) if place.endswith(_ends()) else None
    zone = unlisted(place[outer.length :] + _committee()[0], outer.place) if outer else None
    return zone if zone and zone.place == place and is_zone(zone) else None


def zone_in(rest: str, outer: Jurisdiction) -> tuple[Jurisdiction, str] | None:
    """The zone of `outer` that `rest` begins with, and its body: 高新区, 财政局 of 高新区财政局; "" for none.

    Only before its committee and before departments: 现代农业园区服务中心 may be of the place around it.
    """
    for end in _ends():
        own, found, body = rest.partition(end)
        if found and (not body or body.startswith(_committee()) or _is_department(body)):
            zone = unlisted(own + end + _committee()[0], outer)
            return (zone, body) if zone and is_zone(zone) else None
    return None


def zone_meant(name: str, home: Jurisdiction | None) -> Jurisdiction | None:
    """The zone that a document of `home` means by its name or that of its committee.

    滨湖新区管委会, 经开区 of a city or county; a district may mean a zone of its city.
    """
    words = load("units")["zone"]
    known = next((code for zone, code in words["known"].items() if name.startswith(zone)), "")
    outer = divisions().by_code[known] if known else home
    if outer is None or not (known or has_zones(outer, name)):
        return None
    zone, body = zone_in(name, outer) or (None, "")
    if zone is None or (body and not is_of_committee(body)):
        return None
    own = own_name(zone)
    is_told = own in words["alone"] or own not in words["ends"]
    return zone if is_told and (_holds_areas(outer) or _without_kind(own)) else None


def may_be_area(name: str, home: Jurisdiction) -> bool:
    """Whether the name is that of the committee of an area in `home` that is no zone: 南部山区管委会."""
    is_area = name.endswith(tuple(load("units")["zone"]["governs"]))
    return is_area and _holds_areas(home) and has_zones(home, name) and zone_in(name, home) is None


def _holds_areas(place: Jurisdiction) -> bool:
    return place.level in ("city", "county") or place.place.endswith("市")


def has_zones(outer: Jurisdiction, name: str) -> bool:
    """Whether `name` may be that of a zone of `outer`, and neither begins as a place nor tells a level.

    洪江区管委会 in a document of 洪江市 begins so; 滨湖新区 of 衡水 has nothing to do with 滨湖区 in Wuxi.
    """
    if not outer.code or outer.level == "state" or outer.place.endswith("区") or level_word(name):
        return False
    begun = [name[:length] for length in range(2, 6)]
    if any(own in divisions().by_own for own in begun):
        return False
    shorts = (place for short in begun for place in divisions().by_short.get(short, ()))
    return not any(_is_near(place, outer) for place in shorts)


def _is_near(place: Jurisdiction, outer: Jurisdiction) -> bool:
    """Whether a document of `outer` may mean `place` by its short name."""
    if divisions().holds(outer, place) or divisions().holds(place, outer) or place.level != "county":
        return True
    return place.code[:2] == outer.code[:2] and not place.place.endswith("区")


def _is_department(name: str) -> bool:
    body = bodies.general().get(name)
    return body is not None and body.is_department


def is_of_committee(name: str) -> bool:
    """Whether the name begins as that of the committee that governs a zone: 管委会办公室."""
    return name.startswith(_committee())


@cache
def own_words(zone: Jurisdiction) -> tuple[str, ...]:
    """What `zone` calls itself before the names of its bodies, longest first.

    高新区, 高新技术产业开发区 and 合肥高新区 of 合肥市高新技术产业开发区; 松山湖 of one with a name of its
    own; of a division of the table only what its name in the table does not tell: 新区.
    """
    outer = divisions().by_code.get(zone.within, STATE)
    own = own_name(zone)
    rows = load("units")["zone"]["own"]
    kinds = [row["word"] for row in rows if own.endswith(tuple(row["of"]))]
    if zone.code:
        return tuple(kinds)
    proper = _without_kind(own)
    names = {own, *kinds, *(proper + kind for kind in kinds), proper}
    before = ("", outer.area, outer.name)
    words = {place + name for place, name in product(before, names) if name}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _without_kind(own: str) -> str:
    """松山湖 for 松山湖高新技术产业开发区, "" for 高新技术产业开发区."""
    kinds = (*_ends(), *load("units")["zone"]["before"])
    rest = own
    while found := next((kind for kind in kinds if rest.endswith(kind)), ""):
        rest = rest.removesuffix(found)
    return rest if len(rest) > 1 else ""


@cache
def _ends() -> tuple[str, ...]:
    return tuple(load("units")["zone"]["ends"])


@cache
def _committee() -> tuple[str, ...]:
    return tuple(load("units")["zone"]["committee"])

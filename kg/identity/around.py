"""The places around that of a document, which its names may mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.identity.places import STATE, Jurisdiction, divisions


def and_above(place: Jurisdiction | None) -> Iterator[Jurisdiction]:
    """The place and what holds it, from the nearest up to the state."""
    if place:
        yield place
        yield from divisions().above(place)


def meant(level: str, ends: tuple[str, ...], home: Jurisdiction | None) -> Jurisdiction | None:
    """The place a level word means: the nearest of `home` and what holds it whose own name ends so.

    A county-level city calls itself 市, so does the city above a county; 市 in a municipality is that, and
    区 in a document of an autonomous region the region.
    """
    for place in and_above(home):
        fits = place.level == level or (ends == ("市",) and place.level in ("county", "province"))
        fits = fits or (ends == ("区",) and place == home and place.level == "province")
        if fits and place.place.endswith(ends):
            return place
    return None


def is_around(place: Jurisdiction, home: Jurisdiction | None) -> bool:
    """Whether `place` is `home`, lies in it or holds it: 东湖高新区 of a city elsewhere is not 东湖区's."""
    if home is None or home == STATE:
        return False
    return divisions().holds(home, place) or divisions().holds(place, home)


def at_level(levels: Collection[str], home: Jurisdiction | None) -> Jurisdiction | None:
    """The nearest of `home` and what holds it that is on one of `levels`."""
    return next((place for place in and_above(home) if place.level in levels), None)

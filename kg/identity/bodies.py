"""What: the kinds of public bodies and the spellings each answers to, from ``lexicon/aliases.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.identity.places import STATE, Jurisdiction, divisions
from kg.lexicon import load, one_of

_PARTY = "中共{place}委{body}"
_OF_COMMITTEE = ("中共{place}委{", "中共{place}委办", "中共{place}委政")
_GOVERNMENT = "{place}人民政府{body}"
_PARTY_OF_REGION = "中共{place}党委{body}"


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body: its canonical name without a place, and how a full name is built from it.

    `full`, `area`, `seat` and `at` (by level) are patterns over {place} {area} {parent} {body}; `state`: the
    full name of the one body of the state; `levels`: where it exists, () for every level; `not_in`: how the
    names of places end that have none; `is_department`: a department of a government; `is_open`: its name may
    also be short for that of another.
    """

    name: str
    full: str = "{place}{body}"
    area: str = ""
    seat: str = ""
    at: Mapping[str, str] = field(default_factory=dict)
    state: str = ""
    levels: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    is_department: bool = False
    is_open: bool = False

    @property
    def only_level(self) -> str:
        """The level the name alone gives away (厅: the province), or ""."""
        return self.levels[0] if len(self.levels) == 1 else ""

    @property
    def of_party(self) -> bool:
        """Whether it is an organ of a party committee, printed with or without 委."""
        return self.full == _PARTY

    @property
    def of_government(self) -> bool:
        """Whether it is an office of a government, printed with or without 政府."""
        return self.full == _GOVERNMENT

    def called(self, place: Jurisdiction, *, short: bool = False) -> str:
        """The full name of this body in `place`; `short` where the place was printed as 北京, 密云."""
        if place.level == "state":
            return self.state or self.name
        parent = next(divisions().above(place), STATE)
        of_short = self.seat if self.seat and parent.level == "city" else self.area
        pattern = self.at.get(place.level) or (short and of_short) or self._full(place)
        if self.of_party and place.name.endswith(tuple(load("places")["party"]["committee"])):
            pattern = _PARTY_OF_REGION
        name = _before_committee(place) if pattern.startswith(_OF_COMMITTEE) else place.name
        return pattern.format(place=name, area=place.area, parent=parent.name, body=self.name)

    def _full(self, place: Jurisdiction) -> str:
        return self.full if not self.levels or place.level in self.levels else "{place}{body}"


def _before_committee(place: Jurisdiction) -> str:
    """和田地 of 中共和田地委组织部."""
    rows = load("places")["party"]["short"].items()
    found = next(((end, short) for end, short in rows if place.name.endswith(end)), None)
    return place.name.removesuffix(found[0]) + found[1] if found else place.name


def _department(row: dict[str, Any], units: dict[str, Any]) -> Iterator[tuple[str, Body]]:
    extra = {key: row[key] for key in ("full", "area", "seat") if key in row}
    for suffix in row["suffixes"]:
        full = units["suffix"]["full"].get(suffix, suffix)
        level = units["suffix"]["level"].get(suffix)
        levels = (level,) if level else tuple(row.get("levels", ()))
        body = Body(
            row["stem"] + full,
            state=_state(row, suffix, level),
            levels=levels,
            is_department=True,
            is_open=row.get("open", False),
            **extra,
        )
        for stem in (row["stem"], *row.get("short", ())):
            for ending in {suffix, full}:
                yield stem + ending, body


def _state(row: dict[str, Any], suffix: str, level: str | None) -> str:
    """The body of the state, where the suffix can be its: 部 and 总局 always, 局 and 委 by its name."""
    named: str = row.get("state", "")
    full = load("units")["suffix"]["full"].get(suffix, suffix)
    if named:
        return named if named.endswith((suffix, full)) else ""
    return row["stem"] + full if level == "state" else ""


def _party(row: dict[str, Any], _: dict[str, Any]) -> Iterator[tuple[str, Body]]:
    body = Body(row["body"], full=_PARTY, state=row.get("state", ""))
    names = (row["body"], *row.get("aliases", ()))
    for spelling in names:
        yield spelling, body
    for spelling in (*names, *row.get("behind_committee", ())):
        yield "委" + spelling, body
        yield "党委" + spelling, body
        yield "地委" + spelling, body


def _government(row: dict[str, Any], _: dict[str, Any]) -> Iterator[tuple[str, Body]]:
    body = Body(row["body"], full=_GOVERNMENT, at=row.get("at", {}), state=row.get("state", ""))
    for spelling in (row["body"], *row.get("aliases", ())):
        yield "政府" + spelling, body
        yield "人民政府" + spelling, body
        if len(spelling) > 1:
            yield spelling, body


def _other(row: dict[str, Any], _: dict[str, Any]) -> Iterator[tuple[str, Body]]:
    kept = {key: row[key] for key in ("full", "area", "at", "state") if key in row}
    levels, not_in = tuple(row.get("levels", ())), tuple(row.get("not_in", ()))
    body = Body(row["name"], levels=levels, not_in=not_in, is_open=row.get("open", False), **kept)
    for spelling in (row["name"], *row.get("aliases", ())):
        yield spelling, body


_KINDS = {"department": _department, "party": _party, "government": _government, "body": _other}


def spellings() -> Iterator[tuple[str, Body]]:
    """Every printed name of every body, without place or level word, as the table gives it."""
    table, units = load("aliases"), load("units")
    for kind, read in _KINDS.items():
        for row in table[kind]:
            yield from read(row, units)


@cache
def general() -> dict[str, Body]:
    """The bodies known everywhere, by every spelling."""
    return dict(spellings())


@cache
def _local() -> dict[str, list[tuple[str, str, Body]]]:
    found: dict[str, list[tuple[str, str, Body]]] = {}
    for row in load("aliases")["local"]["rows"]:
        for name in row["names"]:
            body = Body(name, full=row["full"], levels=(row["level"],))
            found.setdefault(name, []).append((row["within"], row["level"], body))
    return found


def local_body(printed: str, place: Jurisdiction) -> Body | None:
    """What `printed` means in `place` and nowhere else (规自分局 in a district of Beijing)."""
    for within, level, body in _local().get(printed, ()):
        if place.level == level and place.code.startswith(within):
            return body
    return None


def body_in(printed: str, place: Jurisdiction) -> Body | None:
    """The body that `printed` (no level word, no place) names in `place`."""
    body = local_body(printed, place) or general().get(printed)
    return None if body and body.not_in and place.place.endswith(body.not_in) else body


def is_topical(printed: str) -> bool:
    """Whether the name is a department's by its words, though the table has none called so: 大数据发展局."""
    words = load("units")["topical"]
    end = next((end for end in words["ends"] if printed.endswith(end)), "")
    return bool(end) and _topics().fullmatch(printed.removesuffix(end)) is not None


@cache
def _topics() -> re.Pattern[str]:
    """The words in the names of departments, one behind the other."""
    stems = {part for row in load("aliases")["department"] for part in re.split("[和与]", row["stem"])}
    return re.compile(f"(?:{one_of(stems | set(load('units')['topical']['words']))}[和与]?)+")


def names_in(place: Jurisdiction) -> frozenset[str]:
    """The full names in `place` of the bodies the table tells apart: no two of them are one body."""
    return frozenset(body.called(place) for body in general().values() if not body.is_open)


def time_of(day: str) -> str:
    """Which stretch between the reforms of the table an ISO date lies in, "" where it is not known."""
    return max(each for each in ("0", *_reforms()) if each <= day) if day else ""


@cache
def _reforms() -> tuple[str, ...]:
    return tuple(
        row[key] for row in load("aliases")["time"]["rows"] for key in ("since", "until") if key in row
    )


def is_of_another_time(printed: str, time: str) -> bool:
    """Whether the short name did not mean the body of the table then: 金融监管局, now the branches' too."""
    rows = load("aliases")["time"]["rows"] if time else ()
    row = next((row for row in rows if printed in row["names"]), None)
    return row is not None and (time < row.get("since", "") or time >= row.get("until", "9"))


def is_of_state_only(body: Body) -> bool:
    """Whether the state alone has such a body: 市人民银行 is printed for what is called in another way."""
    return body.only_level == "state" and not body.is_department


def behind_committee(printed: str, place: Jurisdiction) -> Body | None:
    """What a name the table does not have says behind the committee of the party: 督查室 of 委督查室."""
    word = "党委" if place.name.endswith(tuple(load("places")["party"]["committee"])) else "委"
    is_other = printed.startswith(tuple(load("units")["part"]["not_of_committee"]))
    if place.level == "township" or is_other or not printed.startswith(word):
        return None
    inner = printed.removeprefix(word)
    also = tuple(row["word"] for row in load("units")["level"])  # 委市政府: of two together
    return None if inner.startswith(also) else Body(inner, full=_PARTY)


def has_parts(body: Body, part: str) -> bool:
    """Whether `part` may stand behind the name of `body` for a part of it: 能源科, but 公室 of 编办公室."""
    words = load("units")["part"]
    if body.name in words["not_of"] or part.startswith(tuple(words["not_beginnings"])):
        return False
    return has_known_ending(part) and not is_private(part)


@cache
def state_names() -> dict[str, str]:
    """Full names of bodies of the state, by the names printed with a prefix of their own."""
    table = load("aliases")
    found: dict[str, str] = {}
    for kind in _KINDS:
        for row in table[kind]:
            if "state" in row:
                found |= dict.fromkeys((row["state"], *row.get("state_names", ())), row["state"])
    return found


def branch(full: str, rest: str) -> str:
    """The name of the branch `rest` of the central body called `full`: 娄底监管分局 for 娄底分局."""
    row = next(row for row in load("aliases")["branch"]["heads"] if row["name"] == full)
    for short, whole in row.get("ends", {}).items():
        if rest.endswith(short) and not rest.endswith(whole):
            return full + rest.removesuffix(short) + str(whole)
    return full + rest


@cache
def branch_heads() -> tuple[tuple[str, str], ...]:
    """(printed, full) names of central bodies that their branches' names begin with, longest first."""
    rows = load("aliases")["branch"]["heads"]
    pairs = [(printed, row["name"]) for row in rows for printed in (row["name"], *row["aliases"])]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(load("units")["kind"][kind])


def is_private(printed: str) -> bool:
    """Whether the name is one of a company, bank, school or laboratory: kept as printed."""
    return printed.endswith(_endings("private"))


def has_known_ending(printed: str) -> bool:
    """Whether the name ends as names of units do."""
    return printed.endswith(_endings("public")) or is_private(printed)

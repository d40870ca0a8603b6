"""Which unit a person means by a name: exactly one, or a plain word about it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kg.errors import AmbiguousName, UnknownName
from kg.questions.ask import Asker, ask

# the last characters of places, with which the name of a unit may say its level
_LEVELS = "省市州盟县区旗镇乡"
_BRACKETS = frozenset("（(〔〈")


class Named(NamedTuple):
    """A name and the unit that bears it (question names)."""

    name: str
    unit: str
    place: str
    jurisdiction: str
    id: str


class _Unit(NamedTuple):
    id: str
    name: str
    jurisdiction: str
    place: str


def bearers(asker: Asker, name: str = "") -> list[Named]:
    """The units that bear a name, or all names of all units."""
    return [Named(*row) for row in ask(asker, "names", name=name).rows]


def unit_id(asker: Asker, name: str, within: str = "", people: Path | None = None) -> str:
    """The id of the one unit that `name` means in the jurisdiction `within`.

    `name` is a full name, a printed form, an id, or an alias by the tables of identity; `within` a part
    of a place's name or a division code, `people` the file of people's decisions. Raises UnknownName with
    names that come close, AmbiguousName with the candidates in the order of their division codes.
    """
    found = _meant(asker, name, people)
    if not found:
        raise UnknownName(_unknown(asker, name))
    chosen = _in_place(found, within)
    if len(chosen) == 1:
        return chosen[0].id
    told = sorted(chosen or found, key=lambda one: (not one.jurisdiction, one.jurisdiction, one.id))
    where = {named: _where(named, told) for named in told}
    candidates = "、".join(f"{named.unit}（{place}）" for named, place in where.items())
    if not chosen:
        raise UnknownName(f"“{within}”没有单位“{name}”；现有：{candidates}。")
    by_id = any(place.endswith(named.id) for named, place in where.items())
    how = "请用 --in 选一个，或以编号代替名称" if by_id else "请用 --in 选一个"
    raise AmbiguousName(f"有 {len(chosen)} 个单位叫“{name}”，{how}：{candidates}。")


def _meant(asker: Asker, name: str, people: Path | None) -> list[Named]:
    """The units that bear the name in the record and those it stands for as an alias.

    An id and a full name with its place mean one unit; what else was printed for one may mean others too.
    """
    wanted = "".join(name.split())
    printed = {named.id: named for named in bearers(asker, wanted)} if wanted else {}
    if not wanted or any(_is_whole(named, wanted) for named in printed.values()):
        return list(printed.values())
    if printed and people is None and not _may_mean_others(asker, wanted, printed.values()):
        return list(printed.values())
    return list((printed | {named.id: named for named in _by_alias(asker, name, people)}).values())


def _may_mean_others(asker: Asker, wanted: str, printed: Iterable[Named]) -> bool:
    """Whether the record has more units that the name can mean: of other places, or with it in brackets."""
    here = {named.place for named in printed}
    level = wanted[0] if wanted[0] in _LEVELS else ""
    return any(
        (named.place not in here and named.place.endswith(level))
        or (wanted in named.name[1:] and not _BRACKETS.isdisjoint(named.name))
        for named in bearers(asker)
    )


def _is_whole(named: Named, wanted: str) -> bool:
    return wanted == named.id or (wanted == named.unit and bool(named.place))


def _by_alias(asker: Asker, name: str, people: Path | None) -> list[Named]:
    """The units that the name stands for by the tables, or that are printed with it in brackets."""
    from kg.identity.lookup import candidates
    from kg.identity.naming import read_name, signs, spelled
    from kg.identity.registry import Registry

    names = bearers(asker)
    known = {named.id: named for named in names}
    units = [_Unit(named.id, named.unit, named.jurisdiction, named.place) for named in known.values()]
    for named in names:
        others = signs(spelled(named.name))
        if others and "（" not in named.unit:
            called = f"{named.unit}（{'、'.join(others)}）"
            units.append(_Unit(named.id, called, named.jurisdiction, named.place))
    read = Registry.load(people).named if people else read_name
    found = {unit.id for unit in candidates(name, units, read)}
    return [named for named in known.values() if named.id in found]


def ids_in(asker: Asker, within: str) -> set[str]:
    """The ids of the units of the place `within` and of those in it. Raises UnknownName where it has none."""
    found = {named.id for named in bearers(asker) if _is_of(named, within) or within in named.place}
    if not found:
        raise UnknownName(f"“{within}”没有单位；kg units 列出全部单位。")
    return found


def _in_place(found: list[Named], within: str) -> list[Named]:
    """Those of `found` in the place `within`: of that very place, else of the places in it."""
    exactly = [named for named in found if within and _is_of(named, within)]
    return exactly or [named for named in found if within in named.place]


def _is_of(named: Named, within: str) -> bool:
    """Whether `within` is the unit's own place: its code, or the end of its name with 市, 区 … or without."""
    return within == named.jurisdiction or named.place.endswith(within) or named.place[:-1].endswith(within)


def _where(named: Named, others: list[Named]) -> str:
    """What tells a unit from the `others`: its place where only it is there, else its id."""
    place = " ".join(part for part in (named.place, named.jurisdiction) if part)
    alone = sum(other.place == named.place for other in others) == 1
    return place if place and alone else " ".join(part for part in (place, named.id) if part)


def _unknown(asker: Asker, name: str) -> str:
    close = _close(name, {named.name for named in bearers(asker) if named.name != named.id})
    hint = f"是不是：{'、'.join(close)}？" if close else "kg units 列出全部单位。"
    return f"找不到单位“{name}”；{hint}"


def _close(name: str, known: set[str]) -> list[str]:
    """Up to five known names that contain this one, are contained in it, or look alike."""
    from difflib import get_close_matches

    from kg.fold import fold
    from kg.model import squeeze

    wanted = fold(squeeze(name))
    inside = sorted(
        (each for each in known if wanted in each or each in wanted), key=lambda each: (len(each), each)
    )
    alike = get_close_matches(wanted, sorted(known), n=5, cutoff=0.5)
    return list(dict.fromkeys([*inside, *alike]))[:5] if wanted else []

"""Which unit a person means by a name: exactly one, or a plain word about it."""

from __future__ import annotations

from typing import NamedTuple

from kg.errors import AmbiguousName, UnknownName
from kg.questions.ask import Asker, ask


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


def unit_id(asker: Asker, name: str, within: str = "") -> str:
    """The id of the one unit that `name` means in the jurisdiction `within`.

    `name` is a full name, a printed form, an id, or an alias by the tables of identity; `within` a part
    of a place's name or a division code. Raises UnknownName with names that come close, AmbiguousName
    with the candidates.
    """
    found = _meant(asker, name)
    if not found:
        raise UnknownName(_unknown(asker, name))
    chosen = [named for named in found if _stands_in(named, within)]
    if len(chosen) == 1:
        return chosen[0].id
    candidates = "、".join(f"{named.unit}（{_where(named)}）" for named in chosen or found)
    if not chosen:
        raise UnknownName(f"“{within}”没有单位“{name}”；现有：{candidates}。")
    raise AmbiguousName(f"有 {len(chosen)} 个单位叫“{name}”，请用 --in 选一个：{candidates}。")


def _meant(asker: Asker, name: str) -> list[Named]:
    """The units that bear the name in the record, else those it stands for as an alias."""
    printed = {named.id: named for named in bearers(asker, "".join(name.split()))} if name.strip() else {}
    return list(printed.values()) or _by_alias(asker, name)


def _by_alias(asker: Asker, name: str) -> list[Named]:
    from kg.identity.lookup import candidates

    known = {named.id: named for named in bearers(asker)}
    units = [_Unit(named.id, named.unit, named.jurisdiction, named.place) for named in known.values()]
    return [known[unit.id] for unit in candidates(name, units)] if name.strip() else []


def _stands_in(named: Named, within: str) -> bool:
    return within in named.place or (bool(within) and within == named.jurisdiction)


def _where(named: Named) -> str:
    return " ".join(part for part in (named.place, named.jurisdiction) if part) or named.id


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

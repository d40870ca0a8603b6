"""Units that a marker has from one before it: 责任单位：同上, 责任单位：同第2项."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.find.assignments.clause import Party
from kg.find.assignments.marker import Marker
from kg.find.text.dense import Dense
from kg.find.text.item_numbers import value_of
from kg.find.text.outline import Item, Outline
from kg.model import OWNERS, Role
from kg.words.names import same_as

# the item above, and the number below it
_Place = tuple[int, int | None]


def with_referred(dense: Dense, markers: list[Marker], outline: Outline) -> Iterator[Marker]:
    """The markers, each with the units that it only refers to; what refers to nothing was not read."""
    last: Marker | None = None
    of_items: dict[_Place, Marker] = {}
    for marker in markers:
        item = outline.innermost(marker.start)
        read = _read(dense, marker, last, of_items, outline.path(item)) if _refers(dense, marker) else marker
        if read.clause.parties:
            last = read
        if item:
            of_items[item.parent, item.value] = read
        yield read


def _refers(dense: Dense, marker: Marker) -> bool:
    parties = marker.clause.parties
    return any(dense.text.startswith("同", one.start) and _meant(dense, one) for one in parties)


def _meant(dense: Dense, party: Party) -> re.Match[str] | None:
    return same_as(dense.text[party.start : party.end])


def _read(
    dense: Dense, marker: Marker, last: Marker | None, of_items: Mapping[_Place, Marker], path: Sequence[Item]
) -> Marker:
    """The marker with the units of the one before it, or of the item nearest beside those of its `path`."""
    parties, unread = list[Party](), list(marker.clause.unread)
    for party in marker.clause.parties:
        same = _meant(dense, party)
        if same is None:
            parties.append(party)
            continue
        number = value_of(same["number"]) if same["number"] else None
        beside = (of_items[one.parent, number] for one in reversed(path) if (one.parent, number) in of_items)
        meant = next(beside, None) if same["number"] else last
        if meant is None:
            unread.append((party.start, party.end))
        else:
            parties += _of_role(meant.clause.parties, party)
    return replace(marker, clause=replace(marker.clause, parties=parties, unread=unread))


def _of_role(parties: list[Party], referring: Party) -> list[Party]:
    """Those of the role that a label says; where none has it, the owners; all help in 配合单位：同上."""
    said = [one for one in parties if one.role is referring.role]
    if said or referring.role is Role.SUPPORT:
        return said or [one._replace(role=referring.role, label=referring.label) for one in parties]
    return [one for one in parties if one.role in OWNERS] or parties

"""Lists that end by saying who of them leads: A、B、C，A牵头; A、B、C，以B为主; A、B，其中B牵头."""

from __future__ import annotations

from kg.find.assignments.clause import Party
from kg.find.text.dense import Dense
from kg.model import Role
from kg.words.roles import CALLED, tail_words


def with_lead_named_again(dense: Dense, parties: list[Party]) -> list[Party]:
    """The parties of a clause, without those who are named again only to say that they lead."""
    if not any(party.role is Role.LEAD for party in parties):
        return parties
    found: dict[str, int] = {}
    kept: list[Party] = []
    for party in parties:
        name = dense.text[party.start : party.end]
        first = found.setdefault(name, len(kept))
        if first < len(kept) and _only_leads(party) and kept[first].role is Role.RESPONSIBLE:
            kept[first] = kept[first]._replace(role=Role.LEAD, label=party.label)
        else:
            kept.append(party)
    return kept


def names_again(dense: Dense, before: list[tuple[int, int]], last: tuple[int, int]) -> bool:
    """Whether the stretch `last` names only units that a list `before` it named already."""
    names = dense.text[slice(*last)].removeprefix("以").split("、")
    listed = {name for stretch in before for name in dense.text[slice(*stretch)].split("、")}
    return all(name in listed for name in names)


def _only_leads(party: Party) -> bool:
    """Whether a word behind its name, and no label before it, says that a party leads."""
    return party.role is Role.LEAD and (party.label in tail_words() or party.label.startswith(CALLED))

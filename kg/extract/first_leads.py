"""The first-listed rule: a document says that the first unit of each list leads."""

from __future__ import annotations

from dataclasses import dataclass

from kg.find.assignments.clauses import Party
from kg.find.assignments.marker import Marker
from kg.find.text.dense import Dense
from kg.model import Role
from kg.words.roles import ditto_pattern, first_listed_pattern


@dataclass(frozen=True, slots=True)
class FirstLeads:
    """Where the first unit of a list leads: from one place on, everywhere, or nowhere."""

    since: int | None

    def holds(self, marker: Marker) -> bool:
        """Whether the rule speaks for this marker."""
        return marker.clause.first_leads or self.holds_at(marker.start)

    def holds_at(self, place: int) -> bool:
        """Whether the rule speaks for what stands at a dense place."""
        return self.since is not None and place >= self.since


def first_leads(dense: Dense, start: int, end: int, markers: list[Marker]) -> FirstLeads:
    """Find the rule in a document: said once in running text it holds everywhere, with 下同 from there on."""
    for match in first_listed_pattern().finditer(dense.text, start, end):
        inside = next((one for one in markers if one.start <= match.start() < one.end), None)
        if inside is None:
            bracket = dense.text[match.end() : match.end() + 6]
            return FirstLeads(
                dense.paragraph_start(match.start()) if ditto_pattern().search(bracket) else start
            )
        if inside.clause.ditto:
            return FirstLeads(inside.start)
    return FirstLeads(None)


def with_first_lead(parties: list[Party]) -> list[Party]:
    """The parties with the first responsible one as lead, unless somebody leads already."""
    if any(party.role is Role.LEAD for party in parties):
        return parties
    for place, party in enumerate(parties):
        if party.role is Role.RESPONSIBLE:
            lead = Party(party.start, party.end, Role.LEAD, party.label)
            return [*parties[:place], lead, *parties[place + 1 :]]
    return parties

"""The first-listed rule: a document says that the first unit of each list leads."""

from __future__ import annotations

from dataclasses import dataclass

from kg.find.assignments.clause import Clause, Party
from kg.find.assignments.marker import Marker
from kg.find.text.dense import Dense
from kg.model import Role
from kg.words.roles import ditto_pattern, first_listed_pattern, others_help_pattern


@dataclass(frozen=True, slots=True)
class FirstLeads:
    """Where the first unit of a list leads: from one place on, everywhere, or nowhere; others may help."""

    since: int | None
    others_help: bool = False

    def told(self, parties: list[Party], place: int, clause: Clause | None = None) -> list[Party]:
        """The parties printed at a dense place, as the rule has them; a `clause` may bring its own."""
        if clause and clause.first_leads:
            return _with_first_lead(parties, others_help=clause.others_help)
        if self.since is None or place < self.since:
            return parties
        return _with_first_lead(parties, others_help=self.others_help)


def first_leads(dense: Dense, start: int, end: int, markers: list[Marker]) -> FirstLeads:
    """Find the rule in a document: said once in running text it holds everywhere, with 下同 from there on."""
    for match in first_listed_pattern().finditer(dense.text, start, end):
        inside = next((one for one in markers if one.start <= match.start() < one.end), None)
        if inside is None:
            others = others_help_pattern().match(dense.text, match.end() + 1)
            close = others.end() if others else match.end()
            ditto = ditto_pattern().search(dense.text[close : close + 6])
            return FirstLeads(dense.paragraph_start(match.start()) if ditto else start, others is not None)
        if inside.clause.ditto:
            return FirstLeads(inside.start, inside.clause.others_help)
    return FirstLeads(None)


def _with_first_lead(parties: list[Party], *, others_help: bool) -> list[Party]:
    """The parties with the first responsible one as lead, unless somebody leads already."""
    if any(party.role is Role.LEAD for party in parties):
        return parties
    owners = [place for place, party in enumerate(parties) if party.role is Role.RESPONSIBLE]
    roles = dict.fromkeys(owners, Role.SUPPORT if others_help else Role.RESPONSIBLE)
    roles |= dict.fromkeys(owners[:1], Role.LEAD)
    return [party._replace(role=roles.get(place, party.role)) for place, party in enumerate(parties)]

"""What a role clause says: its units with their roles, and the stretches of it that are no units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.find.names.lists import Mention
from kg.model import OWNERS, Role
from kg.words.roles import role_of_label


class Party(NamedTuple):
    """A unit with its role: dense place of the name, the printed role word, place of the role word."""

    start: int
    end: int
    role: Role
    label: str


@dataclass(slots=True)
class Clause:
    """What one clause says: its parties in printed order, and the stretches that are no units."""

    parties: list[Party] = field(default_factory=list)
    times: list[tuple[int, int]] = field(default_factory=list)
    persons: list[tuple[int, int]] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)
    first_leads: bool = False
    others_help: bool = False
    ditto: bool = False

    def has_owner(self) -> bool:
        """Whether anybody in it leads or is responsible."""
        return any(party.role in OWNERS for party in self.parties)

    def names(self, text: str) -> list[str]:
        """What its parties are called in the dense `text`, in printed order."""
        return [text[party.start : party.end] for party in self.parties]

    def with_time(self, start: int, end: int) -> Clause:
        """The clause with one more limit."""
        return replace(self, times=[*self.times, (start, end)])

    @classmethod
    def of_all(cls, clauses: Iterable[Clause]) -> Clause:
        """What several clauses say one after the other."""
        whole = cls()
        for one in clauses:
            whole.parties += one.parties
            whole.times += one.times
            whole.persons += one.persons
            whole.unread += one.unread
            whole.first_leads |= one.first_leads
            whole.others_help |= one.others_help
            whole.ditto |= one.ditto
        return whole


def party_of(mention: Mention, role: Role, label: str) -> Party:
    """A unit with the role its list has, or with that of the mark behind it: 区住建局（牵头）."""
    if mention.mark:
        return Party(mention.start, mention.end, role_of_label(mention.mark), mention.mark)
    return Party(mention.start, mention.end, role, label)

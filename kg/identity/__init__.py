"""Who is who: from printed names to units, by place, level and data, never by likeness."""

from kg.identity.assign import ISSUE_CODES, identify
from kg.identity.issuers import document_place, jurisdiction, place_named
from kg.identity.lookup import Proposal, candidates, proposals
from kg.identity.places import Jurisdiction
from kg.identity.registry import Registry, Succession, SuccessorRow, unit_id

__all__ = [
    "ISSUE_CODES",
    "Jurisdiction",
    "Proposal",
    "Registry",
    "Succession",
    "SuccessorRow",
    "candidates",
    "document_place",
    "identify",
    "jurisdiction",
    "place_named",
    "proposals",
    "unit_id",
]

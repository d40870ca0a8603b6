"""What a person should look at: units whose names are alike or that followed others, names nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.identity.assign import ISSUE_CODES
from kg.identity.naming import spelled
from kg.identity.proposals import proposals
from kg.identity.registry import Registry
from kg.model import Unit
from kg.store import Store

_PLACES = """
SELECT n.name, s.file || ':' || min(n.line) FROM unit_names n
JOIN documents d ON d.id = n.document
JOIN sources s ON s.id = d.source
WHERE n.unit_id = ?
GROUP BY n.name, s.id
ORDER BY n.name, s.file, s.id
"""

_ISSUES = f"""
SELECT i.code, i.message, s.file || ':' || i.line FROM issues i
JOIN sources s ON s.id = i.source
WHERE i.code IN ({", ".join("?" * len(ISSUE_CODES))})
ORDER BY i.code, i.message, s.file, i.line
"""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to decide.

    `code`: alike (merge `name` and `other`, or keep them apart), succession (a reform put `other` in the
    place of `name`, whose open tasks may be its now), no-effect (nothing in the record bears the name of a
    decision), else the code of an issue, whose message stands in `name`. `likeness` (0–1) only for alike;
    `places` are names with file:line, joined by ；.
    """

    code: str
    name: str
    other: str | None
    likeness: float | None
    places: str


def review(store: Store, registry: Registry) -> list[Matter]:
    """Pairs of similar units that nobody has settled, likest first; units that followed others; the open
    issues about units; what people decided about names that the record does not have."""
    units = _units(store)
    pairs = (*_alike(store, units, registry), *_followed(store, units, registry))
    return [*pairs, *_issues(store), *_without_effect(store, registry)]


def _alike(store: Store, units: list[Unit], registry: Registry) -> Iterator[Matter]:
    for pair in proposals(units, registry):
        places = _places(store, pair.first, pair.second)
        yield Matter("alike", pair.first.name, pair.second.name, pair.likeness, places)


def _followed(store: Store, units: list[Unit], registry: Registry) -> Iterator[Matter]:
    known = {unit.id: unit for unit in units}
    for link in registry.successions(units):
        old, new = known[link.old], known[link.new]
        yield Matter("succession", old.name, new.name, None, _places(store, old, new))


def _units(store: Store) -> list[Unit]:
    rows = store.ask(
        "SELECT id, name, jurisdiction, place, level, collective, quantifier, inferred FROM units ORDER BY id"
    )
    return [
        Unit(unit, name, jurisdiction, place, level, bool(collective), quantifier, bool(inferred))
        for unit, name, jurisdiction, place, level, collective, quantifier, inferred in rows
    ]


def _places(store: Store, *units: Unit) -> str:
    """Where the names of units stand."""
    rows = (row for unit in units for row in store.ask(_PLACES, (unit.id,)))
    return "；".join(f"{name} {place}" for name, place in rows)


def _issues(store: Store) -> Iterator[Matter]:
    for code, message, place in store.ask(_ISSUES, ISSUE_CODES):
        yield Matter(code, message, None, None, place)


def _without_effect(store: Store, registry: Registry) -> Iterator[Matter]:
    """Decisions about printed names, collectives and titles that nothing in the record bears."""
    decided = registry.decisions
    names = {spelled(name) for (name,) in store.ask("SELECT DISTINCT name FROM unit_names")}
    titles = {spelled(title) for (title,) in store.ask("SELECT DISTINCT title FROM documents")}
    for kind, entries, known in (
        ("alias", decided.aliases, names),
        ("collective", decided.collectives, names),
        ("document", decided.documents, titles),
    ):
        for name in entries:
            if name not in known:
                yield Matter("no-effect", f"[[{kind}]] “{name}”：记录里没有这样写的", None, None, "")

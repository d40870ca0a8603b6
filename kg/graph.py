"""The record as a networkx graph: who works with whom, and how one unit reaches another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from kg.errors import UnknownName
from kg.store import Store

if TYPE_CHECKING:
    from networkx import Graph, MultiDiGraph

_PLACES = """
SELECT a.task, a.unit_id FROM tasks t CROSS JOIN assignments a ON a.task = t.id
WHERE a.role <> 'other' AND t.kind IN ('task', 'row', 'decision')
ORDER BY a.task, a.unit_id
"""


def matrix(store: Store) -> tuple[list[str], list[list[int]]]:
    """The units that have tasks (full names, by id) and, row by row, how many tasks every two share.

    The diagonal holds the tasks of each unit. Only tasks set out as items count (task, row, decision).
    """
    shared = _shared(store)
    ids = sorted({unit for unit, _ in shared})
    names = _names(store)
    return [names[unit] for unit in ids], [[shared[min(a, b), max(a, b)] for b in ids] for a in ids]


def _names(store: Store) -> dict[str, str]:
    return {str(unit): str(name) for unit, name in store.ask("SELECT id, name FROM units")}


def _shared(store: Store) -> Counter[tuple[str, str]]:
    """How many tasks every two units share, by their ids in order; a unit with itself: its own tasks."""
    shared: Counter[tuple[str, str]] = Counter()
    for units in _units_of_tasks(store):
        shared.update((unit, unit) for unit in units)
        shared.update(combinations(units, 2))
    return shared


def _units_of_tasks(store: Store) -> Iterator[list[str]]:
    """The units of each task, each once, sorted by id."""
    for _, places in groupby(store.ask(_PLACES), key=lambda place: place[0]):
        yield list(dict.fromkeys(unit for _, unit in places))


def graph(store: Store) -> MultiDiGraph[str]:
    """Units, tasks and documents as nodes (by id), joined as the record joins them.

    Nodes have `kind` (unit, collective, task, document) and `label`. Edges have `relation`: from a unit
    to its task the role (lead, responsible, support, other) with `place` and `mention`; from a task to
    its document `defined in`; between documents `cites`, `repeals`, `retains`.
    """
    from networkx import MultiDiGraph

    made: MultiDiGraph[str] = MultiDiGraph()
    for unit, name, collective in store.ask("SELECT id, name, collective FROM units ORDER BY id"):
        made.add_node(unit, kind="collective" if collective else "unit", label=name)
    for work, title in store.ask("SELECT id, title FROM works ORDER BY id"):
        made.add_node(work, kind="document", label=title)
    for task, title, document in store.ask("SELECT id, title, document FROM tasks ORDER BY id"):
        made.add_node(task, kind="task", label=title)
        made.add_edge(task, document, relation="defined in")
    for unit, task, role, place, mention in store.ask(
        "SELECT unit_id, task, role, place, mention FROM assignments ORDER BY task, seq"
    ):
        made.add_edge(unit, task, relation=role, place=place, mention=mention)
    for document, target, relation in store.ask(
        "SELECT DISTINCT document, target, relation FROM links ORDER BY document, target, relation"
    ):
        made.add_edge(document, target, relation=relation)
    return made


def partnership(store: Store) -> Graph[str]:
    """Units (by id, with `label`) joined where they share tasks; `weight` is how many."""
    from networkx import Graph

    made: Graph[str] = Graph()
    names = _names(store)
    for (a, b), weight in sorted(_shared(store).items()):
        if a == b:
            made.add_node(a, label=names[a])
        else:
            made.add_edge(a, b, weight=weight)
    return made


def path(store: Store, start: str, end: str) -> list[str]:
    """The shortest chain of nodes (ids of units, tasks, documents) from `start` to `end`, both included.

    [] where there is none; raises UnknownName for an id the record does not have.
    """
    from networkx import NetworkXNoPath, shortest_path

    nodes = graph(store).to_undirected(as_view=True)
    for each in (start, end):
        if each not in nodes:
            raise UnknownName(f"记录里没有编号为“{each}”的单位、任务或文件。")
    try:
        return list(shortest_path(nodes, start, end))
    except NetworkXNoPath:
        return []

"""Nodes on their way out: what is said of one, in the order of a layout that many nodes share.

A node is (layout, values); the first value is its id, the others belong to the names of the layout. The
value of a relation is the id of the other node, of a property a string, int or bool. Ids are those of the
record: the folder that an IRI has before the id follows from the class.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Node = tuple["Layout", tuple[Any, ...]]


@dataclass(frozen=True, slots=True, eq=False)  # the same only as itself: looked up for every node
class Layout:
    """The fields of nodes of the class `kind`, marked as in ``ontology/kg.toml``.

    The value of ``name`` is always there, that of ``name?`` may be None, that of ``name*`` is a tuple.
    """

    kind: str
    line: str
    names: tuple[str, ...] = field(init=False)
    marks: tuple[str, ...] = field(init=False)
    _always: int = field(init=False)
    _optional: tuple[int, ...] = field(init=False)
    _several: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        marked = self.line.split()
        marks = tuple(word.lstrip(_LETTERS) for word in marked)
        places = list(enumerate(marks, 1))
        parts = {
            "names": tuple(word.rstrip("?*") for word in marked),
            "marks": marks,
            "_always": 1 + marks.count(""),
            "_optional": tuple(place for place, mark in places if mark == "?"),
            "_several": tuple(place for place, mark in places if mark == "*"),
        }
        for name, value in parts.items():
            object.__setattr__(self, name, value)

"""What is said of a node on its way out, in an order that many nodes share.

The values of a node are its id, then a value for every name of its layout. The value of a relation is the
id of the other node, of a property a string, int or bool. Ids are those of the record; the folder that an
IRI has before the id follows from the class. Nodes travel in runs: one layout, the values of one node or
of several that follow each other.
"""

from __future__ import annotations

from typing import Any

Values = tuple[Any, ...]
Run = tuple["Layout", list[Values]]


class Layout:
    """The fields of nodes of the class `kind`: `fields` in the notation of ``ontology/kg.toml``.

    The value of ``name`` is always there, that of ``name?`` may be None, that of ``name*`` is a tuple.
    """

    def __init__(self, kind: str, fields: str) -> None:
        self.kind = kind
        marked = [(word.rstrip("?*"), word[-1] if word[-1] in "?*" else "") for word in fields.split()]
        self.names = tuple(name for name, _ in marked)
        self.marks = tuple(mark for _, mark in marked)
        self.least = 1 + self.marks.count("")
        self.optional = tuple(place for place, mark in enumerate(self.marks, 1) if mark == "?")
        self.several = tuple(place for place, mark in enumerate(self.marks, 1) if mark == "*")
        self.varies = bool(self.optional or self.several)

    def count(self, nodes: list[Values]) -> int:
        """The number of statements about nodes: one for the class of each, one for every value."""
        least = self.least * len(nodes)
        return least + sum(map(self._more, nodes)) if self.varies else least

    def _more(self, values: Values) -> int:
        """The number of values that a node need not have."""
        given = sum([values[place] is not None for place in self.optional])
        return given + sum([len(values[place]) for place in self.several])

    def given(self, values: Values) -> dict[str, Values]:
        """The values of a node under every name that has any."""
        said = zip(self.names, self.marks, values[1:], strict=True)
        return {
            name: value if mark == "*" else (value,) for name, mark, value in said if value not in (None, ())
        }

"""Cells that tell what each of several bodies does behind its name: 区应急局：演练；区气象局：预警."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.find.assignments.clause import Clause, Party
from kg.find.text.dense import Dense, Gap
from kg.model import Role
from kg.words.bodies import is_body
from kg.words.roles import named_role

_BETWEEN = re.compile("[；。]")
_NAMES = re.compile("、|和|及")
_SHORTEST_DUTY = 4


def told_duties(dense: Dense, start: int, end: int, role: Role, label: str) -> Clause:
    """The bodies of a cell, each of which stands before a colon and its duty; none where one is no body."""
    clause = Clause()
    for low, high in _entries(dense, start, end):
        colon = dense.text.find("：", low, high)
        names = list(_names(dense.text, low, colon)) if colon > 0 else []
        told = high - colon > _SHORTEST_DUTY
        if names and told and all(_is_body(dense.text[slice(*name)]) for name in names):
            clause.parties += [Party(*name, role, label) for name in names]
        elif colon > 0 or not clause.parties:
            return Clause()
    return clause


def _entries(dense: Dense, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stops and the ends of lines part."""
    stops = [found.end() for found in _BETWEEN.finditer(dense.text, start, end)]
    bounds = sorted({start, *stops, *dense.gaps(start, end, Gap.LINE), end})
    return pairwise(bounds)


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marks = [found.span() for found in _NAMES.finditer(text, start, end)]
    edges = [start, *(at for mark in marks for at in mark), end]
    return zip(edges[::2], edges[1::2], strict=True)


def _is_body(name: str) -> bool:
    return is_body(name) and named_role(name) is None

"""Cells that tell what each of several bodies does behind its name: 区应急局：演练；区气象局：预警."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.find.assignments.clause import Clause, Party
from kg.find.names.people import looks_like_a_person
from kg.find.text.dense import Dense, Gap
from kg.model import Role
from kg.words.bodies import is_body
from kg.words.names import is_name
from kg.words.roles import named_role

_BETWEEN = re.compile("[；。]")
_NAMES = re.compile("、|和|及")
_SHORTEST_DUTY = 4
_PLACES = ("街道", "镇", "乡", "村", "社区", "区", "县", "市")


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


def placed(dense: Dense, start: int, end: int, role: Role, label: str) -> Clause:
    """The bodies of a cell that stand behind places and colons: 城东片区：区税务局；城西片区：区民政局.

    Behind a place that is a body there may stand its people, for whom it answers: 河东镇：张三.
    """
    clause = Clause()
    for low, high in _entries(dense, start, end):
        high -= dense.text.endswith(("；", "。"), low, high)
        colon = dense.text.find("：", low, high)
        place = dense.text[low : max(colon, low)]
        names = list(_names(dense.text, colon + 1, high))
        words = [dense.text[slice(*name)] for name in names]
        if not place or named_role(place) or (is_name(place) and not place.endswith(_PLACES)):
            return Clause()
        if all(map(is_name, words)):
            clause.parties += [Party(*name, role, label) for name in names]
        elif is_body(place) and all(map(looks_like_a_person, words)):
            clause.parties.append(Party(low, colon, role, label))
            clause.persons += names
        else:
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

"""Labelled lines that are fields of a notice, a letter or a standard, and hand nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.assignments.marker import Marker
from kg.find.names.people import is_only_a_person
from kg.find.text.dense import Dense
from kg.lexicon import load, one_of

_FIELD = re.compile("(?:\\d{1,2}[.、])?([\u4e00-\u9fa5]{2,8})：")
_FIELD_OF_LINE = re.compile("[。；，]([\u4e00-\u9fa5]{2,8})：")
_MOST_LINES = 8
_NEAR = 200  # a line may be the whole text


def is_field(dense: Dense, marker: Marker) -> bool:
    """Whether a labelled line says whose something is, and not who is to do it.

    建设单位：A over 地址：…, 受理单位：A below 公示时间：…, 承办单位：A below the thanks of a letter,
    本文件起草单位：A. So is a line of the people who were there: 参加：王某、李某.
    """
    if marker.bracket or marker.sentence or not marker.clause.parties:
        return False
    if _preface().match(dense.text, marker.start):
        return True
    line = dense.line_start(marker.start)
    above = dense.line_start(line - 1) if line else 0
    if line and dense.text.startswith(tuple(load("documents")["thanks"]), above):
        return True
    words = load("roles")["label"]
    told = {one.label for one in marker.clause.parties if not one.label.startswith(tuple(words["weak"]))}
    if not told.issubset(words["fields"]):
        return False
    if not told and all(map(is_only_a_person, marker.clause.names(dense.text))):
        return True
    below = _FIELD.match(dense.text, marker.end)
    if below and below[1] in load("documents")["site"]["addresses"]:
        return True
    return not {*words["fields"]}.isdisjoint(_labels_around(dense, marker))


def _labels_around(dense: Dense, marker: Marker) -> Iterator[str]:
    """The labels near a marker in its lines, and right above and below, as far as each line has one."""
    low = max(dense.line_start(marker.start), marker.start - _NEAR)
    high = min(dense.line_end(marker.end - 1), marker.end + _NEAR)
    yield from (label[1] for label in _FIELD_OF_LINE.finditer(dense.text, low, high))
    low = dense.line_start(marker.start)
    for _ in range(_MOST_LINES):
        low = dense.line_start(low - 1) if low else 0
        label = _FIELD.match(dense.text, low) if low else None
        if label is None:
            break
        yield label[1]
    low = dense.line_start(marker.start)
    for _ in range(_MOST_LINES):
        label = _FIELD.match(dense.text, low)
        if label is None:
            break
        yield label[1]
        low = dense.line_end(low)


@cache
def _preface() -> re.Pattern[str]:
    return re.compile(f"本{one_of(load('duties')['made'])}")

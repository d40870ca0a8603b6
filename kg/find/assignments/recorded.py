"""Lines of records that name their units by a word which says no role: 任务：…⏎单位：A、B⏎时限：…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.assignments.clause import Clause
from kg.find.assignments.marker import Marker
from kg.find.names.bodies import LONGEST_LIST, units_of
from kg.find.text.closed_by import ClosedBy
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.roles import following_label, labelled_pattern


def recorded_lines(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Marker]:
    """Such lines between that of a task and that of its limit: without both they are fields of anything."""
    for label in _word_for_units().finditer(dense.text, start, end):
        at, stop = label.start(), dense.line_end(label.start())
        if dense.gap(at) < Gap.LINE or not label.end() < stop < min(end, at + LONGEST_LIST):
            continue
        limit = labelled_pattern().match(dense.text, stop)
        if limit is None or not limit["time"] or not _is_below_task(dense, at, outline):
            continue
        if parties := units_of(dense, label.end(), stop, Role.RESPONSIBLE, label["word"]):
            yield Marker(at, stop, Clause(parties=list(parties)), bracket=False)


@cache
def _word_for_units() -> ClosedBy:
    words = load("roles")["label"]["over"]
    return ClosedBy(re.compile(rf"(?P<word>{one_of(words)})："), "：", max(map(len, words)) + 1)


def _is_below_task(dense: Dense, at: int, outline: Outline) -> bool:
    """Whether the line above is an item, or says behind a label what is to be done."""
    above = dense.line_start(at - 1) if at else 0
    item = outline.innermost(above)
    counted = item is not None and item.start == above
    return at > 0 and (counted or following_label().match(dense.text, above) is not None)

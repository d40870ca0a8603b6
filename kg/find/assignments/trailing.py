"""Units with no mark of their own at the ends of items.

1.修建水渠。市水务局、市财政局 2.修路——市交通局 3.档案整理：党政办.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.find.assignments.clause import Clause, Party
from kg.find.assignments.marker import Marker
from kg.find.names.bodies import told_units, units_of
from kg.find.text.dense import Dense
from kg.find.text.outline import Item, Outline
from kg.lexicon import load
from kg.model import Role
from kg.words.bodies import is_told, names_people
from kg.words.columns import names_a_column
from kg.words.times import names_a_time

_FEWEST = 3
_STOPS = "。；"
_DASH = "——"
_LONGEST_TOPIC = 20


def trailing_units(dense: Dense, start: int, end: int, outline: Outline) -> list[Marker]:
    """The markers of items in the dense stretch ``start:end`` that end in units behind a stop, dash or colon.

    A limit may follow them: 修路——市交通局，6月底前. Such units are believed where most items end so, in a
    text that names owners in no other way.
    """
    leaves = [
        one for one in outline.inside(start, end) if one.style != "article" and not outline.children(one)
    ]
    found = [marker for item in leaves if (marker := _at_end(dense, item))]
    return found if len(found) >= max(_FEWEST, len(leaves) / 2) else []


def _at_end(dense: Dense, item: Item) -> Marker | None:
    """The units, perhaps with a limit, that end the first line of an item, or are the line below it."""
    line = min(dense.line_end(item.body), item.end)
    below = min(dense.line_end(line), item.end) if line < item.end else line
    if dense.text[line - 1] in _STOPS and below > line:
        return _units(dense, line, below)
    dash = dense.text.rfind(_DASH, item.body + 1, line - 1)
    if dash > 0:
        return _units(dense, dash + len(_DASH), line, told_units)
    stop = dense.text.rfind("。", item.body, line - 1) + 1
    if stop:
        return _units(dense, stop, line)
    colon = dense.text.find("：", item.body + 1, line - 1)
    return _units(dense, colon + 1, line) if colon > 0 and _is_work(dense.text[item.body : colon]) else None


def _is_work(words: str) -> bool:
    """Whether the words before a colon may say what units behind it do, and not who or where somebody is."""
    if len(words) > _LONGEST_TOPIC or is_told(words) or names_people(words) or names_a_column(words):
        return False
    return not words.endswith(tuple(load("headers")["facts"]))


def _units(
    dense: Dense, start: int, end: int, read_names: Callable[..., tuple[Party, ...]] = units_of
) -> Marker | None:
    """The units of a stretch of nothing else but a limit behind them, set off by a comma or brackets."""
    close = end - (dense.text[end - 1] in _STOPS)
    bracket = dense.text.endswith("）", start, close)
    mark = dense.text.rfind("（" if bracket else "，", start, close)
    time = mark + 1, close - bracket
    timed = mark > 0 and names_a_time(dense.text[slice(*time)])
    parties = read_names(dense, start, mark if timed else close, Role.RESPONSIBLE, "")
    clause = Clause(parties=[*parties], times=[time] if timed else [])
    return Marker(start, end, clause, bracket=False) if parties else None

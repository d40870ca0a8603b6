"""Where a name ends at the end of a line: what the words of a cell say when its width does not."""

from __future__ import annotations

import re
from functools import cache

from kg.fold import fold, spellings
from kg.lexicon import load
from kg.model import squeeze
from kg.read.column_words import ends_in_name
from kg.read.plain.line_looks import cuts_department
from kg.words.names import LEVELS, NAME_STARTS, NOBODY, breaks_off, departments, field_names, is_name
from kg.words.roles import label_starts, labelled_pattern
from kg.words.times import time_breaks_off

# what begins with one of these never begins a line of its own
CONNECTS = tuple("、，；。：）〕》”和及与或等的")
_OPENS = tuple("（(〔《“")
_LISTS = re.compile("[、，；：。/（）]")
_BRACKET = re.compile("（[^（）]*）")
_NOTE = re.compile("（[^（）]*）$")
_LONGEST_FIELD = 14
_SHORTEST_NAME = 3
_LONGEST_LABEL = 20
_LONGEST_NAME = 30
# a place that may stand in a list by its name alone: 南大街街道⏎荷花池街道
_PLACE = re.compile("..(?:街道|镇|乡)$")
_DIRECT = re.compile("[省市州县区旗]直(?:各|有关|相关|部门|单位|机关)")
# a party committee has offices that are called like departments: 市委保密局
_PARTY = re.compile(f"(?:[{LEVELS}党工]|^)委$")


def may_end(before: str, after: str) -> bool:
    """Whether a list of units may end with the line `before`, so that `after` begins another name."""
    if not before or not after or after.startswith((*CONNECTS, *_OPENS)):
        return False
    return ends_in_name(before)


def begins_label(after: str) -> bool:
    """Whether a line begins with a label of units or of a time: 责任单位：…."""
    if not after.startswith(_label_firsts()):
        return False
    return labelled_pattern().match(fold(squeeze(after[:_LONGEST_LABEL]))) is not None


@cache
def _label_firsts() -> tuple[str, ...]:
    """The characters with which labels begin, in all their spellings."""
    firsts = label_starts()
    return (*firsts, *(spelling for first in firsts for spelling in spellings(first)))


def names_meet(before: str, after: str) -> bool:
    """Whether `before` is one whole name and `after` another that cannot be a part of it.

    A list with marks between its names shows by them where each ends; one set apart by blanks breaks at them.
    """
    left, right = before.split(), after.split()
    blanks = len(left) + len(right) > 2
    before, after = (_without_note(words) for words in ((left[-1], right[0]) if blanks else (before, after)))
    if _LISTS.search(_BRACKET.sub("", before + after)) or not (is_name(before) and is_name(after)):
        return False
    if cuts_department(before, after):
        return False
    return _begins_anew(before, after) or (blanks and not _may_be_part(before, after))


def over_break(above: str, below: str, *, full: bool) -> str:
    """The text of a cell over the page break; a name ended there if it had room or another begins."""
    last, first = above.rpartition("\n")[2], below.partition("\n")[0]
    ended = may_end(last, first) and (not full or names_meet(last, first))
    return f"{above}\n{below}" if ended else above + below


def is_cut(above: str, below: str) -> bool:
    """Whether a break stands inside a name or a time, and not between two: 县财|政局, 2024年10|月底前."""
    left, right = (fold(squeeze(text)) for text in (above[-_LONGEST_NAME:], below[:_LONGEST_NAME]))
    if not left or not right or left in NOBODY:
        return False
    if time_breaks_off(left, right):
        return True
    name, rest = _LISTS.split(left)[-1], _LISTS.split(right)[0]
    another = is_name(name) or (rest[:1] in NAME_STARTS and is_name(rest))
    return bool(name and rest) and not another and is_name(name + rest)


def _without_note(name: str) -> str:
    """A name as it is compared, without the brackets at its end: 区城管局（区执法局）."""
    return _NOTE.sub("", fold(squeeze(name)))


def _begins_anew(before: str, after: str) -> bool:
    """Whether `after` begins as names do, is a known department, or has the field of one and more rank."""
    if _opens_name(after):
        return True
    upper, lower = _rank(before), _rank(after)
    if _of_a_place(after) and (upper is not None or _of_a_place(before)):
        return True
    if _PLACE.search(after) and _PLACE.search(before):
        return True
    if upper is None or lower is None or _PARTY.search(before):
        return False
    return after in departments() or (lower < upper and _begins_with_field(after))


def _may_be_part(before: str, after: str) -> bool:
    """Whether `after` may end the name that begins with `before`, or be called after it: 公安局⏎交警支队."""
    upper, lower = _rank(before), _rank(after)
    below = upper is not None and lower is not None and lower > upper
    return below or len(before) < _SHORTEST_NAME or breaks_off(before, after)


def _opens_name(after: str) -> bool:
    """Whether a name begins as no rest of another does: 区委组织部, 各街道, 团区委, 国网…, 市直部门."""
    if after.startswith(tuple(load("names")["firsts"])) or _DIRECT.match(after):
        return True
    if after[0] not in LEVELS:
        return False
    body = after[1:].removeprefix("委")
    return any(body[:length] in _whole_bodies() for length in range(2, min(len(body), _LONGEST_FIELD) + 1))


@cache
def _whole_bodies() -> frozenset[str]:
    """What is a body as soon as its level stands before it: 财政局, 妇联, 组织部."""
    words = load("names")
    return departments() | frozenset(word for word in [*words["suffixes"], *words["names"]] if len(word) > 1)


def _of_a_place(name: str) -> bool:
    """Whether a name is that of the government of a place, which is a part of no office: 东山镇人民政府."""
    bodies = [body for body in load("names")["territory"]["bodies"] if "党" not in body]
    return any(name.endswith(body) and len(name) > len(body) + 1 for body in bodies)


def _begins_with_field(name: str) -> bool:
    """Whether a name begins with what a department is called: 自然资源和规划分局."""
    return any(name[:length] in field_names() for length in range(2, min(len(name), _LONGEST_FIELD)))


def _rank(name: str) -> int | None:
    """How far down a body stands by its ending, 0 the highest; None where that says nothing."""
    return next((rank for ending, rank in _ranks() if name.endswith(ending)), None)


@cache
def _ranks() -> tuple[tuple[str, int], ...]:
    """Endings with their ranks, the longest first."""
    ranked = [(ending, rank) for rank, row in enumerate(load("names")["ranks"]) for ending in row]
    return tuple(sorted(ranked, key=lambda one: -len(one[0])))

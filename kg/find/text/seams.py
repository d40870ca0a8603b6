"""Ends of lines inside a word that no line begins or ends with: they part nothing."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise, product

from kg.lexicon import load
from kg.words.marks import behind_last
from kg.words.names import LEVELS, NAME_STARTS, department_goes_over, is_name, is_rest, name_ends
from kg.words.roles import find_labels, label_words, labelled_pattern, tail_firsts, tail_pattern
from kg.words.times import time_goes_over, time_lasts

_ENDS = "。；：！？"
_MARKS = "。；，：、（）〔〕."
_BEFORE_NAME = "。；，：（由"
_OPENS_NAME = f"{_MARKS}由"
_BETWEEN = f"{_MARKS}和及"
_LONGEST_NAME, _LONGEST_ROLE = 24, 3
_LONGEST_LABEL = 14
_LONGEST_TIME = 16
_LONGEST_CLASS = 12
_WORDS = re.compile("(?P<name>[\u4e00-\u9fa5]+(?=[、，；：。（）]|$))|[\u4e00-\u9fa5]+")
_TERRITORIES = f"{LEVELS}道"
_CLASS = re.compile(rf"[{_TERRITORIES}]（[{LEVELS}街道、]{{1,8}}）")  # 各县（市、区）


def goes_over(text: str, line: int, at: int) -> bool:
    """Whether a word of the dense `text` goes over the end `at` of the line that begins at `line`.

    That is the label of units or of a limit (配⏎合单位：), a time (10月⏎底前), the role of the name
    before it (县财政局⏎配合。), a class of territories (各县⏎（区）), a name (县住房⏎城乡建设局) or the
    word that leads to one (由⏎县财政局).
    """
    before, after = text[at - 1], text[at]
    if before in _ENDS:
        return False
    if before in time_lasts() and time_goes_over(
        text[max(line, at - _LONGEST_TIME) : at], text[at : at + _LONGEST_TIME]
    ):
        return True
    if before + after in _inside_labels() and _label_goes_over(text, line, at):
        return True
    role = before + after in _inside_roles() or (after in _role_firsts() and before in name_ends())
    if role and _role_goes_over(text, line, at):
        return True
    if (after != "（" or before in _TERRITORIES) and _class_goes_over(text, at):
        return True
    if not "一" <= after <= "龥":
        return False
    return department_goes_over(text, at) or _name_goes_over(text, line, at) or _leads_to_name(text, at)


def _name_goes_over(text: str, line: int, at: int) -> bool:
    """Whether what ends a line is no name, and one with what stands up to a mark or a role: 、县发⏎改局、.

    The number of an item opens no name, and what begins with a level is another name.
    """
    low = _name_start(text, max(line, at - _LONGEST_NAME), at)
    listed = text[low - 1] == "、" and is_name(_name_before(text, 0, low - 1))
    opened = listed or (text[low - 1] in _before_names() and text[low] in NAME_STARTS)
    if not line < low < at or not opened or labelled_pattern().match(text, at):
        return False
    name, rest = text[low:at], _up_to_role(text, at)
    if is_rest(name, rest):
        return True
    another = is_name(name) or (text[at] in NAME_STARTS and is_name(rest))
    return not another and is_name(name + rest)


def _name_start(text: str, start: int, end: int) -> int:
    """Where the name begins that ends at `end`: behind a mark, 由 or the word for partners."""
    low = behind_last(_OPENS_NAME, text, start, end)
    words = text[low:end]
    return max([low, *[low + words.rfind(word) + len(word) for word in _partners() if word in words]])


@cache
def _before_names() -> frozenset[str]:
    return frozenset(_BEFORE_NAME).union(word[-1] for word in _partners())


def _leads_to_name(text: str, at: int) -> bool:
    """Whether a line ends with the word that leads to the name below: …。由⏎县财政局, 会同⏎县财政局."""
    if text[at] not in NAME_STARTS:
        return False
    by = text[at - 1] == "由" and text[at - 2] in _MARKS
    return (by or text.endswith(_partners(), 0, at)) and is_name(_up_to_role(text, at))


@cache
def _partners() -> tuple[str, ...]:
    return tuple(word for word in load("roles")["tail"]["partners"] if len(word) > 1)


def _up_to_role(text: str, at: int) -> str:
    """The words from `at` to a role word or to a mark behind names."""
    words = _WORDS.match(text, at, at + _LONGEST_NAME)
    if words is None:
        return ""
    role = tail_pattern().search(text, at, words.end())
    return text[at : role.start()] if role else words["name"] or ""


def _label_goes_over(text: str, line: int, at: int) -> bool:
    """Whether a label stands on both sides of `at`, and none begins there.

    Behind a mark its words are no end of a sentence, whatever the next line begins with: ；牵头⏎责任单位：.
    """
    labels = find_labels(text, max(0, at - _LONGEST_LABEL), at + _LONGEST_LABEL)
    label = next((one for one in labels if one.start() < at < one.end()), None)
    if label is None:
        return False
    if label.start() == line or text[label.start() - 1] in _MARKS:
        return True
    rest = text[at : label.end()]
    return not (labelled_pattern().match(text, at) or rest.rstrip("：") in load("roles")["label"]["over"])


@cache
def _inside_labels() -> frozenset[str]:
    """The two characters that may stand on both sides of a break inside a label."""
    words = [f"{word}：" for word in label_words()]
    lasts, firsts = ({word[place] for word in label_words()} for place in (-1, 0))
    inside = {first + second for word in words for first, second in pairwise(word)}
    return frozenset(inside | {last + first for last, first in product(lasts, firsts)})


@cache
def _role_firsts() -> frozenset[str]:
    return frozenset(tail_firsts()).union(word[0] for word in _partners())


@cache
def _said_of_units() -> tuple[str, ...]:
    """The role words that are said of nothing but units: what is 落实 may as well be told of a heading."""
    tail = load("roles")["tail"]
    return (*tail["lead"], *tail["bears"], *tail["support"])


@cache
def _inside_roles() -> frozenset[str]:
    words = (*_said_of_units(), *_partners())
    return frozenset(first + second for word in words for first, second in pairwise(word))


def _role_goes_over(text: str, line: int, at: int) -> bool:
    """Whether a role word, and no more, goes over `at` or begins there, behind a name in the line above."""
    return any(
        _is_role_of_units(text, start, at) and is_name(_name_before(text, line, start))
        for start in range(max(line, at - _LONGEST_ROLE), at + 1)
    )


def _is_role_of_units(text: str, start: int, at: int) -> bool:
    role = tail_pattern().match(text, start)
    if role is None or role.end() <= at:
        return False
    if role["partner"] in _partners():
        return text[role.end() : role.end() + 1] in NAME_STARTS
    return (role["word"] or "").startswith(_said_of_units())


def _name_before(text: str, line: int, end: int) -> str:
    return text[behind_last(_BETWEEN, text, max(line, end - _LONGEST_NAME), end) : end]


def class_goes_on(text: str, at: int) -> bool:
    """Whether a line begins with the body of the class of territories above: 各县（区）⏎残联."""
    if text[at - 1] != "）" or text[at] in NAME_STARTS:
        return False
    found = _CLASS.finditer(text, max(0, at - _LONGEST_CLASS), at)
    return any(one.end() == at for one in found) and is_name(_up_to_role(text, at))


def _class_goes_over(text: str, at: int) -> bool:
    low, high = max(0, at - _LONGEST_CLASS), at + _LONGEST_CLASS
    if text.find("（", low, at + 1) < 0 or text.find("）", at, high) < 0:
        return False
    found = _CLASS.finditer(text, low, high)
    return any(one.start() < at < one.end() for one in found)

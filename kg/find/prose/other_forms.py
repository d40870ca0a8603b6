"""Clauses that tell what named bodies do, in whatever form: what no rule reads is not passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.names.bodies import units_of
from kg.find.prose.duty import Duty
from kg.find.prose.helpers import duties_verb
from kg.find.prose.nothing import does_nothing, is_entitled, is_relative, is_reported, only_allows, pays
from kg.find.prose.reach import clause_start, sentence_end
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import CLASSES, is_kind, is_single, names_field
from kg.words.marks import behind_last
from kg.words.names import is_collective, name_ends
from kg.words.roles import adverbs, first_characters

_ON_A_DAY = re.compile(r"\d{1,2}月\d{1,2}日(?:[上下]午)?，$")  # 3月23日，县水利局组织召开会议
_LONGEST_DAY = 12
_MAINLY = "为主"
_LONGEST_MAIN = 60
_EXPLAINS = re.compile("[^，。；]{0,20}解释")  # 本办法由县应急局会同县公安局负责解释
# 省政府承担协调工作的部门, 省政府应采取的措施
_TELLS_WHICH = re.compile(f"[^，。；]{{2,30}}的{one_of(CLASSES)}|[^，。；]{{1,4}}的")


def duties_in_other_forms(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """X协助…, X要…: clauses of the dense stretch that begin with bodies, some of them single offices.

    Such a clause ends with its verb; classes of bodies alone (各单位要做好…) are asked in general.
    """
    text = dense.text
    yield from _mainly(dense, start, end)
    for verb in _verb().finditer(text, start, end):
        clause = clause_start(dense, verb.start(), start, outline)
        by = text.rfind("由", clause, verb.start())
        low = max(clause, by + 1)
        parties = units_of(dense, low, verb.start(), Role.OTHER, "")
        names = [text[one.start : one.end] for one in parties]
        stop = sentence_end(dense, verb.end(), end)
        if any(map(_is_office, names)) and not _says_no_deed(text, clause, max(clause, by), verb, stop):
            yield Duty(low, stop, parties, verb.end(), False)


def _mainly(dense: Dense, start: int, end: int) -> Iterator[Duty]:
    """食品卫生以县市场监管局为主: most of a work is told of single bodies, not of kinds as in 以政府为主."""
    at = dense.text.find(_MAINLY, start, end)
    while at >= 0:
        low = max(start, at - _LONGEST_MAIN)
        low = behind_last("，。；：以", dense.text, low, at)
        parties = units_of(dense, low, at, Role.OTHER, "") if dense.text[low - 1] == "以" else ()
        if any(_is_office(dense.text[one.start : one.end]) for one in parties):
            yield Duty(low, sentence_end(dense, at, end), parties, at, False)
        at = dense.text.find(_MAINLY, at + 1, end)


def _says_no_deed(text: str, clause: int, by: int, verb: re.Match[str], end: int) -> bool:
    """Whether a clause tells who may do something, answers for it or pays it, what was done, or which one.

    It begins at `clause`, its units behind `by`.
    """
    at = max(verb.start(), verb.end("asks"))
    if text.startswith("或", clause) or _ON_A_DAY.search(text, max(0, clause - _LONGEST_DAY), clause):
        return True
    if only_allows(text, by) or does_nothing(text, at) or pays(text, by, at):
        return True
    if is_entitled(text, verb.start(), end):
        return True
    if _EXPLAINS.match(text, at, end) or _TELLS_WHICH.match(text, at, end):
        return True
    return is_reported(text, clause, at, end) or is_relative(text, at, end)


def _is_office(name: str) -> bool:
    """Whether a name is that of one office, or of the office for one field in every place: 统计部门.

    Rules ask governments for what they do anyway.
    """
    single = is_single(name) and not (is_kind(name) or name.endswith("政府"))
    return single or (names_field(name) and not is_collective(name))


@cache
def _verb() -> re.Pattern[str]:
    """What tells right behind the name of a body what it does, or is asked to do."""
    words = load("duties")
    ends = "".join(sorted(name_ends()))
    asks, verbs, not_after = (one_of(words[name]) for name in ("asks", "other_verbs", "not_after_other"))
    first = first_characters([*words["asks"], *words["other_verbs"], *load("roles")["tail"]["adverbs"], "对"])
    goes_on = rf"(?!{not_after}|[，。；：]|$|、(?!{duties_verb().pattern}))"
    does = rf"{adverbs()}(?:对[^，。；：]{{2,24}}?)?{verbs}"  # 县水利局对河道采砂开展检查
    return re.compile(rf"(?<=[{ends}])(?=[{first}])(?:(?P<asks>{asks}){adverbs()}{verbs}?|{does}){goes_on}")

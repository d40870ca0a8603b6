"""Phrases of a clause that name nobody: what they say instead."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from kg.find.assignments.blanket import no_more
from kg.lexicon import load, one_of
from kg.words.names import is_name
from kg.words.roles import ditto_pattern, first_listed_pattern, others_help_pattern
from kg.words.times import goes_by_plan, names_a_time, says_how

REMARK = re.compile("(?:备?注|说明)：")
"""What may stand before a rule: 注：排在首位的为牵头单位."""


class Aside(NamedTuple):
    """What a phrase that names nobody says: the first-listed rule, 下同, a time limit, or none of these."""

    first_leads: bool = False
    others_help: bool = False
    ditto: bool = False
    time: bool = False


@lru_cache(maxsize=16384)
def said_aside(phrase: str) -> Aside | None:
    """What a phrase says besides units, as how the work goes on; None where it may name units."""
    if first_listed_pattern().search(phrase):
        return Aside(first_leads=True, ditto=ditto_pattern().search(phrase) is not None)
    if others_help_pattern().fullmatch(phrase):
        return Aside(others_help=True)
    some = phrase.startswith(tuple(load("names")["collective"]["some"]))  # 其他成员单位 is no 其
    grounds = phrase.startswith(tuple(load("duties")["grounds"])) and not some and not is_name(phrase)
    if (
        grounds
        or _is_open().fullmatch(phrase)
        or is_explained(phrase)
        or tells_how_to_reach(phrase)
        or _tells_how_far().match(phrase)
        or _tells_until_when().fullmatch(phrase)
    ):
        return Aside()
    if ditto_pattern().fullmatch(phrase):
        return Aside(ditto=True)
    if no_more().fullmatch(phrase):
        return Aside()
    if goes_by_plan(phrase) or (names_a_time(phrase) and not says_how(phrase)):
        return Aside(time=True)
    return Aside() if says_how(phrase) else None


@cache
def _is_open() -> re.Pattern[str]:
    """What tells how units will be found that nobody names yet: 由指挥部指定, 根据类别确定牵头部门."""
    grounds, nouns = one_of(load("duties")["grounds"]), one_of(load("names")["rest"]["nobody"])
    chosen = one_of(load("roles")["tail"]["appoints"])
    return re.compile(rf"(?:由|视|{grounds})[^、，；：]+{chosen}(?:[^、，；：由]{{0,4}}{nouns})?")


def tells_how_to_reach(phrase: str) -> bool:
    """Whether a phrase tells how to reach somebody: 联系电话：63537867, 0971-6366000."""
    return _contact().match(phrase) is not None


@cache
def _contact() -> re.Pattern[str]:
    phone = r"(?!20\d{6}$)(?:\d{3,4}-?)?\d{6,11}(?:$|[-、/])"
    return re.compile(rf"{one_of(load('duties')['contacts'])}：|{phone}")


@cache
def _tells_how_far() -> re.Pattern[str]:
    """What tells how far the work is, and since when: 目前已开工, 截至3月20日, 4月12日已启动."""
    now = one_of(load("duties")["by_now"])
    day = r"(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|初|末|[上中下]旬)?"
    return re.compile(rf"(?:{now}|{day})?已(?!知)|截[至止]{day}$|正在")


@cache
def _tells_until_when() -> re.Pattern[str]:
    """What tells before or after what others do a work: 新区管理机构设立前."""
    return re.compile(rf"[^、]{{2,}}{one_of(load('duties')['until'])}之?[前后]")


def is_explained(phrase: str) -> bool:
    """Whether a phrase says what something else is: what is short for whom, which sort a goal is of."""
    return phrase.startswith(tuple(chain(*load("roles")["explained"].values())))

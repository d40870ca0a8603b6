"""Who is told by when to do something, in any text, and classes of bodies too: 各乡镇于6月底前完成排查."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.assignments.clause import Party
from kg.find.names.bodies import LONGEST_LIST, asked_units, end_of_bodies, told_units, units_of
from kg.find.prose.duty import Duty
from kg.find.prose.helpers import (
    DUTY_VERB,
    agent_verb,
    duties_verb,
    helpers_behind,
    phrase_between,
    supporters,
    verb_pattern,
)
from kg.find.prose.nothing import are_works, is_reported
from kg.find.prose.reach import sentence_end
from kg.find.prose.topics import BY, made_thing
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.marks import behind_last
from kg.words.names import is_collective
from kg.words.times import BY_WHEN

_BOUNDS = "前内"
_BEFORE_BOUND = frozenset("午日月底末旬年天时点分周班度）期一二三四五六0123456789之以")
_BY_WHEN_AT_END = re.compile(rf"{BY_WHEN}$")
_LONGEST_TIME = 26
_LONGEST_TOPIC = 40
_MOST_PHRASES = 9
_DEED = re.compile("，?(?!不[得予再能准]|[可未已曾有的]|[期部外容])[\u4e00-\u9fa5（《“]")
_DONE = re.compile("[^，。；]{0,60}?了(?!解)")
_TELLS_WHICH = re.compile("[^，。；将把]{1,12}的")  # 6月底前完成的项目
_NAMES_A_THING = re.compile("[^，。；]*的[^，。；]{1,6}[于在]?|[^，。；]{2,6}情况[于在]?")  # 建立的台账于
_PLANNED = re.compile("[^，。；已了]+，(?:[^，。；已了]+，)?(?:并?[于在])?")  # 组织验收，于
_PHRASES = re.compile("[，：]")
_STOPS = "。；！？"
_ADDRESSES = ("请", "望")
_WILL = ("将", "拟", "计划")

Subject = tuple[int, int, tuple[Party, ...]]


def dated_duties(
    dense: Dense, start: int, end: int, outline: Outline, *, plans: bool, announces: bool
) -> Iterator[Duty]:
    """The sentences of a dense stretch that tell units a time by which they are to do something.

    各单位要制定方案，于6月底前报送; 请各乡镇于每月25日前报送; 6月底前，各区要完成排查. A text that `plans`
    tells so of single bodies as well what they are to do: 县水利局组织验收，于11月底前完成. One that
    `announces` tells everybody what is going to happen: 市自然资源局将于6月21日前确认资格.
    """
    last = start
    for low, high in _times(dense.text, start, end):
        sentence = floor = _sentence_start(dense, low, start, outline)
        if last > floor and (comma := dense.text.find("，", last, low)) > 0:
            floor = comma + 1  # others may be told by when behind those before them
        subject = _subject(dense, floor, low, high, end, plans=plans)
        stop = sentence_end(dense, high, end)
        if subject is None or subject[0] < last or is_reported(dense.text, *subject[:2], stop):
            continue
        begin, names_end, parties = subject
        if not dense.text.startswith(_ADDRESSES, begin) and are_works(dense.text, parties, names_end):
            continue
        if announces and dense.text.startswith(_WILL, names_end):
            continue
        begin = _with_topic(dense.text, floor, begin) if sentence >= last else begin
        named = {one.start for one in parties}
        with_them = helpers_behind(dense, _behind_ask(dense.text, names_end), stop)[0]
        others = (*with_them, *supporters(dense, names_end, min(stop, high + LONGEST_LIST)))
        others = tuple([one for one in others if one.start not in named])
        asked = next((one.start for one in others if _is_asked(dense.text, one)), stop)
        parties += tuple([one for one in others if one.start < asked])
        yield Duty(begin, asked, parties, names_end, False)
        last = high


def _is_asked(text: str, party: Party) -> bool:
    """Whether who does a part is asked for it, and does not share the time: …，县财政局要保障资金."""
    return party.role is Role.RESPONSIBLE and _asking().match(text, party.end) is not None


def _times(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where such times stand before something to do; the bounds at their ends are rarer than figures."""
    bounds = sorted(at for bound in _BOUNDS for at in _places(text, bound, start, end))
    for at in bounds:
        if text[at - 1] not in _BEFORE_BOUND:
            continue
        time = _BY_WHEN_AT_END.search(text, max(start, at - _LONGEST_TIME), at + 1)
        if time and _DEED.match(text, at + 1, end) and not _DONE.match(text, at + 1, end):
            yield time.start(), at + 1


def _places(text: str, word: str, start: int, end: int) -> Iterator[int]:
    at = text.find(word, start + 1, end)
    while at >= 0:
        yield at
        at = text.find(word, at + 1, end)


def _sentence_start(dense: Dense, at: int, floor: int, outline: Outline) -> int:
    item = outline.innermost(at)
    body = item.body if item and item.body <= at else 0
    low = max(floor, at - LONGEST_LIST, dense.paragraph_start(at), body)
    return behind_last(_STOPS, dense.text, low, at)


def _subject(dense: Dense, floor: int, low: int, high: int, end: int, *, plans: bool) -> Subject | None:
    """Whom a sentence from `floor` tells to do something by the time ``low:high``, and where they stand."""
    text = dense.text
    phrases = [floor, *(mark.end() for mark in _PHRASES.finditer(text, floor, low))]
    if not (low == phrases[-1] or text.endswith(tuple(load("duties")["before_limit"]), phrases[-1], low)):
        return _named_right_before(dense, phrases[-1], low, high)
    told = _told_behind(dense, low, high, end, plans=plans) if low == phrases[-1] else None
    if told:
        return told
    for at in reversed(phrases[-_MOST_PHRASES:]):
        if at == low:
            continue
        first = at + text.startswith(_ADDRESSES, at)
        last = min(low + 1, first + LONGEST_LIST)
        units = _units(dense, first, last, _asks())
        if units is None and (at == floor or text[at - 1] == "："):
            units = _doer_of_deed(dense, at, low, plans=plans)
        if units:
            return _with_list_before(dense, floor, at, units)
        if BY.search(text, at, low) or DUTY_VERB.search(text, at, low):
            return None
    return None


def _with_list_before(dense: Dense, floor: int, at: int, units: tuple[int, tuple[Party, ...]]) -> Subject:
    """The units at `at`, with those of the phrase before that is nothing but units: 各县教育局，各学校要."""
    stop, parties = units
    low = behind_last("，：", dense.text, floor, at - 1)
    listed = at > floor and dense.text[at - 1] == "，"
    before = units_of(dense, low, at - 1, Role.RESPONSIBLE, "") if listed else ()
    return (low, stop, (*before, *parties)) if before else (at, stop, parties)


def _named_right_before(dense: Dense, at: int, low: int, high: int) -> Subject | None:
    """The units right before a time: 各乡镇6月底前完成排查, but no 各乡镇6月底前完成的项目."""
    first = at + dense.text.startswith(_ADDRESSES, at)
    apart = dense.gap(low) >= Gap.SPACE or dense.gap(high) >= Gap.SPACE
    if apart or _TELLS_WHICH.match(dense.text, high):
        return None
    parties = asked_units(dense, first, low, Role.RESPONSIBLE, "")
    return (at, low, parties) if parties else None


def _told_behind(dense: Dense, low: int, high: int, end: int, *, plans: bool) -> Subject | None:
    """The units behind a time that opens a phrase: 6月底前，各乡镇要完成排查."""
    first = high + dense.text.startswith("，", high)
    if dense.gap(first) >= Gap.SPACE:
        return None  # of a table
    last = min(end, first + LONGEST_LIST)
    units = _units(dense, first, last, asks_or_does(plans=plans))
    made = units and made_thing().match(dense.text, units[0])  # 9月底前市住建局组织的抽查
    return (low, *units) if units and not made else None


def _doer_of_deed(dense: Dense, start: int, end: int, *, plans: bool) -> tuple[int, tuple[Party, ...]] | None:
    """The classes of bodies at `start` and where they end, of which is told what they do: 各乡镇组织排查.

    Of single bodies that may tell what was done, but not where they see to it that others do it, nor in a
    text that `plans` where a phrase of its own says by when.
    """
    verb = asks_or_does(plans=True) if plans else duties_verb()
    stop = end_of_bodies(dense, start, min(end, start + LONGEST_LIST), verb)
    parties = asked_units(dense, start, stop, Role.RESPONSIBLE, "") if stop else ()
    if stop and _NAMES_A_THING.fullmatch(dense.text, stop, end):
        return None
    if stop is None or not parties:
        return None
    classes = all(is_collective(dense.text[one.start : one.end]) for one in parties)
    sees_to_it = dense.text.startswith(tuple(load("duties")["has_done"]), stop)
    planned = plans and _PLANNED.fullmatch(dense.text, stop, end)
    return (stop, parties) if classes or sees_to_it or planned else None


def _units(dense: Dense, start: int, end: int, verb: re.Pattern[str]) -> tuple[int, tuple[Party, ...]] | None:
    """The units at `start` before `verb`, and where they end; before a time more names are believed."""
    stop = end_of_bodies(dense, start, end, verb)
    if stop is not None:
        return stop, asked_units(dense, start, stop, Role.RESPONSIBLE, "")
    asked = _asked_by_when().search(dense.text, start, end + _LONGEST_TIME)
    parties = told_units(dense, start, asked.start(), Role.RESPONSIBLE, "") if asked else ()
    return (asked.start(), parties) if asked and parties else None


def _with_topic(text: str, floor: int, at: int) -> int:
    """`at`, or where what the units are asked about begins before it: 以上整改情况，请各单位于6月底前报送."""
    topic = text[floor:at]
    plain = len(topic) <= _LONGEST_TOPIC and topic.count("，") <= 1 and not _of_others().search(topic)
    return floor if plain and not topic.endswith("：") else at


def _behind_ask(text: str, at: int) -> int:
    """`at`, or behind the word there that asks: 要会同县财政局."""
    asking = _asking().match(text, at)
    return asking.end() if asking else at


@cache
def _of_others() -> re.Pattern[str]:
    """What tells that somebody else does something: 由县水务局牵头."""
    return re.compile(
        rf"{BY.pattern}|{DUTY_VERB.pattern}|{one_of(load('duties')['other_verbs'])}|[要应须]|每[年月季周半]"
    )


@cache
def _asking() -> re.Pattern[str]:
    return verb_pattern([*load("duties")["asks"], *load("duties")["asks_by_when"]])


@cache
def _asks() -> re.Pattern[str]:
    """What asks for something: 要, or a time itself, perhaps behind what comes first: 汇总后于6月底前."""
    behind = rf"(?:{verb_pattern(load('duties')['asks']).pattern}|[于在]{BY_WHEN})"
    return re.compile(rf"{_asking().pattern}|{_by_when()}|{phrase_between()}{behind}")


def _by_when() -> str:
    return rf"(?:[\u4e00-\u9fa5]{{2}}后)?(?:将?[于在])?{BY_WHEN}"


@cache
def _asked_by_when() -> re.Pattern[str]:
    return re.compile(rf"{_asking().pattern}[于在]{BY_WHEN}")


@cache
def asks_or_does(*, plans: bool) -> re.Pattern[str]:
    """What stands behind who is asked something, told by when, or said to do it.

    A text that `plans` tells so as well what is to be brought about: 建成示范园2个.
    """
    told = rf"{_asks().pattern}|{duties_verb().pattern}|{agent_verb().pattern}"
    words = load("duties")
    builds = rf"{verb_pattern(words['builds']).pattern}(?!{one_of(words['not_built'])}|[，。；、])"
    return re.compile(rf"{told}|{builds}" if plans else told)

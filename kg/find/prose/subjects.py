"""Duties whose sentences begin with the unit that is asked: X应当…, 会议要求，X要…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.find.names.bodies import LONGEST_LIST, LONGEST_NAMES, asked_units, end_of_bodies
from kg.find.names.lists import classes_of_fields
from kg.find.prose.duty import Duty
from kg.find.prose.helpers import (
    DUTY_VERB,
    duties_verb,
    helpers_behind,
    helps_with,
    phrase_between,
    supporters,
    verb_pattern,
)
from kg.find.prose.nothing import are_works, asks_nothing, does_nothing, is_entitled, is_relative
from kg.find.prose.reach import NOTE_FIRST, SENTENCE_END, behind_time, sentence_end
from kg.find.prose.topics import BY, subject_verb
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_of_a_field
from kg.words.kinds import Manner
from kg.words.names import LEVELS, is_collective
from kg.words.times import before_feast

_MEETING = re.compile("会议[^，。；]{2,8}[，：]|[^，。；：]{2,12}(?:要求|强调|指出|提出)[，：]")
"""Who asks for what follows: 会议要求，, 县长张明强调，."""
_COMMA = re.compile("，")
_PRESIDES = "主管"
_BOUNDS = "前内"  # with these a time ends by which something is done
_BOUND = re.compile(f"[{_BOUNDS}]")
_HEADING = re.compile(NOTE_FIRST)
_LONGEST_LEAD = 4  # 应当牵头
_LONGEST_CASE = 60
_CASE = re.compile("(?:(?<![滞落先])后|时|基础上)$")
_BY_THEN = (
    "[于在]?(?=[0-9一二两三四五六七八九十半本月年])"
    "[0-9一二两三四五六七八九十半本年月日周天个工作底末初旬上中下]{2,10}[前内](?![^，。；]*了)"
)
"""A limit between units and what they do: 县财政局三日内拨付资金, but no 3月底前拨付了资金."""
_CALLED = "作为[^，。；：]{2,15}，(?:要|应当?|须)"  # 县城投公司作为建设单位，要倒排工期


def subject_duties(dense: Dense, start: int, end: int, outline: Outline, manner: Manner) -> Iterator[Duty]:
    """A sentence that begins with one named unit, in a text that asks something of bodies in this `manner`.

    X应当…, 会议要求，X要…; in minutes X组织，… as well; in plans only by when: X于6月底前….
    """
    heads = [item.body for item in outline.items if item.style != "chapter"]
    stops = [match.end() for match in SENTENCE_END.finditer(dense.text, start, end)]
    numbers = {item.start for item in outline.items}
    paragraphs = dense.paragraphs(start, end)
    sentences = list(pairwise(sorted({start, *heads, *stops, *numbers, *paragraphs, end})))
    if manner is Manner.PLANS:
        sentences = list(_beside_dated(dense, sentences, end, outline))
    for begin, high in sentences:
        low = _behind_speaker(dense, begin, high)
        several = manner is not Manner.RULES
        own = not several or _asked(dense, low, high, end, manner) is not None
        if not (own or _tells_another(dense.text, low, high)):
            continue
        others = _next_subjects(dense, low, high, _asks()) if several else _presiding(dense, low, high, end)
        for part, limit in pairwise([*([low] if own else []), *others, high]):
            duty = _asked(dense, part, limit, end, manner)
            if duty is None:
                break
            yield duty


def _tells_another(text: str, start: int, end: int) -> bool:
    """Whether a sentence opens with what another is told in its own words: 请县教育局…，县财政局要…."""
    comma = text.find("，", start, end)
    return comma > 0 and (BY.match(text, start) or DUTY_VERB.search(text, start, comma)) is not None


def _behind_speaker(dense: Dense, start: int, end: int) -> int:
    meeting = _MEETING.match(dense.text, start, end)
    start = meeting.end() if meeting else start
    colon = dense.text.find("：", start, end)  # 要抓好以下工作：第一，
    turns = (_turn().match(dense.text, at, end) for at in ((start, colon + 1) if colon >= 0 else (start,)))
    turn = next(filter(None, turns), None)
    return turn.end() if turn else start


@cache
def _turn() -> re.Pattern[str]:
    """What opens a point before who is asked: 第一，, 此外，."""
    words = load("duties")
    return re.compile(rf"{one_of([*words['in_turn'], *words['goes_on']])}，")


def _beside_dated(
    dense: Dense, sentences: list[tuple[int, int]], end: int, outline: Outline
) -> Iterator[tuple[int, int]]:
    """The sentences of items in which a unit is told by when to do something, and whoever else is asked."""
    dated: set[int] = set()
    items = [outline.innermost(begin) for begin, _ in sentences]
    for (begin, high), item in zip(sentences, items, strict=True):
        if item and item.index not in dated and _tells_by_when(dense.text, begin, high):
            asked = _asked(dense, _behind_speaker(dense, begin, high), high, end, Manner.PLANS)
            dated.update([item.index] if asked else ())
    for sentence, item in zip(sentences, items, strict=True):
        if item.index in dated if item else _tells_by_when(dense.text, *sentence):
            yield sentence


def _next_subjects(dense: Dense, start: int, end: int, verb: re.Pattern[str]) -> Iterator[int]:
    """Where behind commas of a sentence others are asked: 会议要求，X要落实资金，Y要加快进度."""
    first = case_end(dense.text, behind_time(dense.text, start, end), end)
    for comma in _COMMA.finditer(dense.text, first, end):
        at = comma.end()
        if end_of_bodies(dense, at, min(end, at + LONGEST_NAMES), verb) is not None:
            yield at


def _tells_by_when(text: str, start: int, end: int) -> bool:
    """Whether a stretch names a time by which something is done; most sentences hold no word for that."""
    return _BOUND.search(text, start, end) is not None and _by_then().search(text, start, end) is not None


@cache
def _by_then() -> re.Pattern[str]:
    return re.compile(rf"{_BY_THEN}|{before_feast()}")


@cache
def _asks() -> re.Pattern[str]:
    asks = verb_pattern(["要", "应"]).pattern
    return re.compile(rf"{asks}|{_BY_THEN}|{phrase_between()}{asks}")


def _presiding(dense: Dense, start: int, end: int, last: int) -> list[int]:
    """Where behind commas of a rule others are told whose the same work is elsewhere.

    国务院民政部门主管全国慈善工作，市民政局主管本市慈善工作.
    """
    if dense.text.count(_PRESIDES, start, end) < 2:
        return []
    found = _next_subjects(dense, start, end, _presides())
    return [at for at in found if _asked(dense, at, end, last, Manner.RULES)]


@cache
def _presides() -> re.Pattern[str]:
    return verb_pattern(load("duties")["presides"])


def _asked(dense: Dense, low: int, high: int, end: int, manner: Manner) -> Duty | None:
    """What the one unit that the stretch ``low:high`` begins with is asked to do, up to the next asked."""
    heading = _HEADING.match(dense.text, low, high)
    begin = heading.end() if heading else low
    first = behind_time(dense.text, begin, high)
    timed = manner is Manner.PLANS and first > begin and dense.text[first - 2] in _BOUNDS
    verb = duties_verb() if timed else _verb_of(manner)
    names_end = end_of_bodies(dense, first, min(high, first + LONGEST_LIST), verb)
    case = first if names_end else case_end(dense.text, first, high)
    if case > first:
        first = case
        verb = verb if manner is Manner.RESPONSES else _verb_of_requests()
        names_end = end_of_bodies(dense, first, min(high, first + LONGEST_LIST), verb)
    if names_end is None or does_nothing(dense.text, names_end):
        return None
    leads = dense.text.find("牵头", names_end, names_end + _LONGEST_LEAD) >= 0
    role = Role.LEAD if leads else Role.RESPONSIBLE
    role = Role.SUPPORT if helps_with().match(dense.text, names_end) else role
    parties = asked_units(dense, first, names_end, role, "牵头" if leads else "")
    if all(is_general(dense.text[one.start : one.end], manner) for one in parties):
        return None
    if are_works(dense.text, parties, names_end):
        return None
    behind = verb.match(dense.text, names_end)
    stop = sentence_end(dense, names_end, end)
    stop = min(stop, high - 1) if dense.text[high - 1] == "，" else stop
    if is_entitled(dense.text, names_end, stop) or asks_nothing(dense.text, names_end, stop):
        return None
    if dense.text.startswith("自", names_end) and is_relative(dense.text, names_end, stop):
        return None  # 自收到文本之日起十五日内未提出异议的，
    joined = helpers_behind(dense, names_end, stop)[0]
    with_them = joined or (helpers_behind(dense, behind.end(), stop)[0] if behind else ())
    return Duty(low, stop, (*parties, *with_them, *supporters(dense, names_end, stop)), names_end, leads)


def case_end(text: str, start: int, end: int) -> int:
    """`start`, or where a sentence goes on behind its ground or case: 接到报告后，县应急局应当…."""
    comma = text.find("，", start, min(end, start + _LONGEST_CASE))
    if comma < 0:
        return start
    led = text.startswith(tuple(load("duties")["grounds"]), start) or _CASE.search(text, start, comma)
    return comma + 1 if led else start


def _verb_of(manner: Manner) -> re.Pattern[str]:
    """What stands behind the subject in a text of this `manner`."""
    if manner is Manner.MINUTES:
        return _verb_of_minutes()
    if manner is Manner.RESPONSES:
        return _verb_of_responses()
    if manner is Manner.PLANS:
        return _asks()
    return _verb_of_rules() if manner is Manner.RULES else _verb_of_requests()


@cache
def _verb_of_requests() -> re.Pattern[str]:
    """What asks for something, and tells no deed: 要, but not 依法."""
    asks = verb_pattern(load("duties")["asks"]).pattern
    return re.compile(rf"{asks}|{_CALLED}|{phrase_between()}{asks}")


@cache
def _verb_of_responses() -> re.Pattern[str]:
    """What asks for something, or tells what is done at once when it happens: 立即封闭道路."""
    at_once = rf"{one_of(load('duties')['at_once'])}(?!了|的)"
    return re.compile(rf"{_verb_of_requests().pattern}|{at_once}|{phrase_between()}{at_once}")


@cache
def _verb_of_rules() -> re.Pattern[str]:
    """What stands behind the subject of a rule, or behind the comma after a department: 林业局，应当…."""
    comma = "(?<=部门|机关|.[局厅])，(?:应当|负责|按照|依照|根据|在各自)"
    return re.compile(rf"{subject_verb().pattern}|{_CALLED}|{comma}")


@cache
def _verb_of_minutes() -> re.Pattern[str]:
    led = rf"{one_of(load('duties')['led'])}(?=，)"
    asks = verb_pattern(load("duties")["asks"]).pattern
    return re.compile(
        rf"{subject_verb().pattern}|{_CALLED}|{led}|{_told()}|{_BY_THEN}|{phrase_between()}{asks}"
    )


@cache
def _told() -> str:
    """A verb that tells a duty in minutes, but not what was done: 做好核定, not 做好了核定."""
    return rf"{one_of(load('duties')['told'])}(?!了|的)"


def is_general(name: str, manner: Manner) -> bool:
    """Whether a subject is anybody of a kind: 各单位, 县政府, in rules 使用单位 as well, but not 市直单位."""
    anybody = manner is not Manner.MINUTES and name.endswith("单位") and name[0] not in LEVELS
    kind = is_collective(name) and not (classes_of_fields(name) or is_of_a_field(name))
    return anybody or kind or name.endswith("政府")

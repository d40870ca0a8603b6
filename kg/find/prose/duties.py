"""Duties in prose: 由X牵头…, X负责…, 由X制定…, X应当….

Prose names many actors and assigns little. Only a unit directly before the role word counts, and
what follows the word must be something to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.find.assignments.clauses import Party
from kg.find.names.bodies import LONGEST_NAMES, end_of_bodies, told_units, units_of
from kg.find.names.lists import classes_of_fields
from kg.find.names.people import holds_office
from kg.find.prose.helpers import DUTY_VERB, agent_verb, duties_verb, helpers_behind, supporters, verb_pattern
from kg.find.prose.nothing import (
    does_nothing,
    handed_on,
    is_answerable,
    is_done,
    is_entitled,
    is_relative,
    is_reported,
    only_decides,
    pays,
)
from kg.find.prose.reach import (
    MOST_PHRASES,
    SENTENCE_END,
    before_time,
    behind_time,
    clause_start,
    points_back,
    sentence_end,
    topic_start,
    with_time,
)
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_class
from kg.words.names import Endings, is_collective
from kg.words.roles import adverbs, begins_name, tail_role, tail_words, work_verb
from kg.words.times import limit_first

_TOPIC = re.compile("对")
_LED = re.compile("在[^，。；]{2,20}(?:领导|指导)下$")
_PRESENTED = re.compile(
    rf"(?:是|作为|为)[^，。；]*(?:部门|机构|单位|主体)$|承担[^，。；]*(?:工作|职责|任务)$|{_LED.pattern}"
)
_MEETING = re.compile("会议[^，。；]{2,8}[，：]")
_TOGETHER = re.compile("会同")
_IN_CASE = "的时后前"  # 县教育局检查后，由…
_BYS = ("由", "请", "委托", "责成")
_BY = re.compile(
    r"[由请责](?<!指[由请责])(?:(?<=由)(?<!已由)|(?<=请)(?<![提申报邀聘将已]请)(?!求)|(?<=责)成)(?=[\u4e00-\u9fa5])"
)
_OF_ITS_OWN = re.compile("(?<![自理缘事经])由")  # 文秘由秘书科负责，档案由行政科负责
_NO_ADVERB = "(?<!具体|统一|全面|定期|共同)"  # 制定统一的标准
_LABEL = re.compile("[\u4e00-\u9fa5]{2,6}：")
_STOPS = "，。；）〕"
_SHORTEST_TOPIC = 2
_LONGEST_BARE_VERB = 4
_LONGEST_LEAD = 4  # 应当牵头
_LONGEST_CLAUSE = 600


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty at the dense stretch ``start:end``, its units, and whether 牵头 or 此项工作 was said.

    `inherited`: the units stand in a heading above. `named`: single bodies are named and told to do it.
    """

    start: int
    end: int
    parties: tuple[Party, ...]
    clause_end: int
    leads: bool
    inherited: bool = False
    named: bool = True


def sentence_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """X负责… and (由)X牵头(，Y配合)，… of the dense stretch, in printed order.

    Where a person leads, those who help are its units: 由副县长李明负责，县卫健局配合.
    """
    for match in DUTY_VERB.finditer(dense.text, start, end):
        low, parties = _doers(dense, match, start, outline)
        if not (parties or holds_office(dense.text[low : match.start()])):
            continue
        helpers, after = _role_phrases(dense, match.end(), end)
        if (parties or helpers) and _something_to_do(dense, match, low, after, end):
            stop = sentence_end(dense, after, end)
            if _behind_its_topic(dense.text, low, match.start()):
                short = dense.text[low - 1] == "：" or _ends_soon(dense.text, after, stop)
                topic = _own_topic(dense, match.start(), start, outline)
                about = short or _is_about(dense.text, topic, low, after)
                low = topic if about and not _is_deed_of_others(dense, topic, low) else low
            helpers += supporters(dense, after, stop)
            low = with_time(dense, low, start, outline)
            whole = _leads(match.group()) or points_back(dense.text, low)
            yield Duty(low, stop, (*parties, *helpers), after, whole)


def _behind_its_topic(text: str, low: int, verb: int) -> bool:
    """Whether the clause of a role word opens with 由X, or with the grounds before it: 按属地原则由X负责."""
    if text.startswith("由", low):
        return True
    return text.startswith(("按", *load("duties")["grounds"]), low) and text.find("由", low, verb) > 0


def _is_about(text: str, topic: int, by: int, after: int) -> bool:
    """Whether what stands before 由X负责… is what that is about and no deed: 城市内涝，由X负责排水."""
    explains = text.startswith("解释", after)
    return text.startswith("由", by) and not explains and work_verb().match(text, topic) is None


def _is_deed_of_others(dense: Dense, topic: int, by: int) -> bool:
    """Whether before 由X负责 others do something, and not only first: 县教育局开展检查，由X负责."""
    if topic == by or dense.text[by - 2] in _IN_CASE:
        return False
    stop = end_of_bodies(dense, topic, by, duties_verb())
    return stop is not None and _made_thing().match(dense.text, stop) is None


def _ends_soon(text: str, at: int, stop: int) -> bool:
    """Whether behind 由X负责 no more than a verb follows (修改): what it is about stands before."""
    if text[at : at + 1] in "，。；":
        return True
    comma = text.find("，", at, stop)
    return (comma if comma >= 0 else stop) - at <= _LONGEST_BARE_VERB and not text.startswith("解释", at)


def _doers(dense: Dense, verb: re.Match[str], floor: int, outline: Outline) -> tuple[int, tuple[Party, ...]]:
    """Where the clause of a role word begins, and the units before it.

    X具体负责…, X对…负总责, X按照职责分工，负责…, X是…主管部门，负责…, X承担…，负责…,
    X在…领导下(，)负责… and X于6月底前负责…
    """
    low = clause_start(dense, verb.start(), floor, outline)
    stop = _without_adverbs(dense.text, low, verb.start())
    led = _LED.search(dense.text[low:stop]) if dense.text.endswith("导下", low, stop) else None
    stop = low + led.start() if led else before_time(dense.text, low, stop)
    role = _verb_role(verb.group())
    if low == stop and dense.text[low - 1] == "，":
        before = clause_start(dense, low - 1, floor, outline)
        name = _PRESENTED.search(dense.text, before, low - 1)
        stop = name.start() if name else _without_adverbs(dense.text, before, low - 1)
        low = before if stop < low - 1 else low
    topic = _TOPIC.search(dense.text, low + 2, stop)
    begin = max([low, *(at + len(by) for by in _BYS if (at := dense.text.rfind(by, low, stop)) >= 0)])
    leading = _leading().match(dense.text, begin)
    begin = leading.end() if leading else begin
    return low, _actors(dense, begin, topic.start() if topic else stop, role, verb.group())


@cache
def _leading() -> re.Pattern[str]:
    """What leads to the units of a clause: 由所涉及的市教育局牵头, 即县水务局牵头."""
    return re.compile(rf"{one_of(load('duties')['concerned'])}|即(?!墨)")


def _without_adverbs(text: str, start: int, end: int) -> int:
    """Where the adverbs before `end` begin."""
    words, pattern = _adverbs_at_end()
    phrase = text[start:end]
    match = pattern.search(phrase) if phrase and words.close(phrase) else None
    return start + match.start() if match else end


@cache
def _adverbs_at_end() -> tuple[Endings, re.Pattern[str]]:
    words = load("roles")["tail"]["adverbs"]
    return Endings(words), re.compile(rf"(?>{one_of(words)})+$")


def _actors(dense: Dense, start: int, end: int, role: Role, label: str) -> tuple[Party, ...]:
    """The units of a stretch; those behind 会同 help, and those before 协助."""
    for word in load("roles")["tail"]["partners"]:
        at = dense.text.find(word, start + 2, end)
        if at > 0 and not begins_name(dense.text, at, word):
            doers = units_of(dense, start, at, role, label)
            helpers = units_of(dense, at + len(word), end, Role.SUPPORT, word)
            if doers and helpers:
                return (*doers, *helpers)
    for word in load("duties")["helps"]:
        at = dense.text.find(word, start + 2, end)
        helpers = units_of(dense, start, at, Role.SUPPORT, word) if at > 0 else ()
        doers = units_of(dense, at + len(word), end, role, label) if helpers else ()
        if doers:
            return (*helpers, *doers)
    return told_units(dense, start, end, role, label)


def _role_phrases(dense: Dense, at: int, end: int) -> tuple[tuple[Party, ...], int]:
    """The phrases behind 由X牵头 that only add units: ，Y、Z配合 …; ends where something to do begins."""
    parties: tuple[Party, ...] = ()
    end = min(end, at + _LONGEST_CLAUSE)
    for _ in range(MOST_PHRASES):
        if at >= end or dense.text[at] not in "，、":
            break
        stop = min([place for mark in "，。；" if (place := dense.text.find(mark, at + 1, end)) > 0] or [end])
        tail = _role_tail().search(dense.text[at + 1 : stop])
        if tail is None or _OF_ITS_OWN.search(dense.text, at + 2, at + 1 + tail.start()):
            break
        word = tail["word"]
        more = told_units(dense, at + 1, at + 1 + tail.start(), tail_role(word), word)
        if not more:
            break
        parties, at = (*parties, *more), stop
    return parties, at


@cache
def _role_tail() -> re.Pattern[str]:
    return re.compile(rf"等?{adverbs()}(?P<word>{one_of(tail_words())})$")


def agent_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """由X + verb, X会同Y + verb, and 经X审查: units only; meetings and persons decide and own nothing."""
    for match in _BY.finditer(dense.text, start, end):
        names_end = end_of_bodies(dense, match.end(), end, agent_verb())
        if (
            names_end is None
            or _no_duty().match(dense.text, names_end)
            or does_nothing(dense.text, names_end)
            or pays(dense.text, match.start(), names_end)
            or _opens_label(dense, names_end)
        ):
            continue
        if handed_on(dense.text, clause_start(dense, match.start(), start, outline), match.start()):
            continue
        if is_done(dense.text, names_end, end):
            continue
        parties = units_of(dense, match.end(), names_end, Role.RESPONSIBLE, "由")
        if all(is_collective(dense.text[one.start : one.end]) for one in parties):
            continue
        helpers, after = helpers_behind(dense, names_end, end)
        low = _own_topic(dense, match.start(), start, outline)
        tentative = dense.text.endswith(tuple(load("duties")["tentative"]), low, match.start())
        named = not (tentative or _any_class(dense, parties) or only_decides(dense.text, names_end))
        stop = sentence_end(dense, after, end)
        others = _others(dense, parties, supporters(dense, after, stop))
        yield Duty(low, stop, (*parties, *helpers, *others), after, False, named=named)
    yield from _joint(dense, start, end, outline)
    yield from _passive(dense, start, end, outline)


def _opens_label(dense: Dense, at: int) -> bool:
    """Whether what looks like a verb is the label of the line below: …方案由国务院⏎发布时间：…."""
    return dense.gap(at) >= Gap.LINE and _LABEL.match(dense.text, at) is not None


def _others(dense: Dense, doers: tuple[Party, ...], helpers: tuple[Party, ...]) -> tuple[Party, ...]:
    """The helpers that are not named as doers: 由政府安排工作，或者由政府协助就业."""
    names = {dense.text[one.start : one.end] for one in doers}
    return tuple([one for one in helpers if dense.text[one.start : one.end] not in names])


def _own_topic(dense: Dense, at: int, floor: int, outline: Outline) -> int:
    """Where the topic of 由X begins; what another body is to do is none: 市财政局应当公开，办法由X制定."""
    low, clause = topic_start(dense, at, floor, outline), clause_start(dense, at, floor, outline)
    asks = low < clause and dense.text[clause - 2] != "的"
    told = asks and (end_of_bodies(dense, low, clause, _subject_verb()) or _told_by(dense, low, clause))
    return clause if told else low


def _told_by(dense: Dense, start: int, end: int) -> bool:
    """Whether a stretch says who does something, and not which thing is meant: 方案由市教育局制定，…."""
    if dense.text.startswith("或", end):
        return False
    ends = (end_of_bodies(dense, by.end(), end, _deed()) for by in _BY.finditer(dense.text, start, end))
    return any(at is not None and "的" not in dense.text[at:end] for at in ends)


@cache
def _deed() -> re.Pattern[str]:
    return re.compile(rf"{DUTY_VERB.pattern}|{agent_verb().pattern}")


@cache
def _no_duty() -> re.Pattern[str]:
    """What says no duty behind 由X: what X only passes on (综合后向…), what names a thing (组织的…)."""
    verb, done = agent_verb().pattern, one_of(load("duties")["done_to"])
    return re.compile(
        rf"[\u4e00-\u9fa5]{{2}}后向|依法[\u4e00-\u9fa5]{{2}}的|(?:{verb})+{done}?(?:[或和及、][^，。；的]{{1,10}})?{_NO_ADVERB}的"
    )


@cache
def _made_thing() -> re.Pattern[str]:
    """What names a thing by who made it, behind a role word: 市商务局牵头组织的展会."""
    return re.compile(rf"(?:{agent_verb().pattern})+{_NO_ADVERB}的")


def _joint(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """X会同Y制定…, where the clause begins with X."""
    for match in _TOGETHER.finditer(dense.text, start, end):
        low = clause_start(dense, match.start(), start, outline)
        parties = units_of(dense, low, match.start(), Role.RESPONSIBLE, match.group())
        helpers, after = helpers_behind(dense, match.start(), end) if parties else ((), match.end())
        if not helpers or _any_class(dense, parties) or _no_duty().match(dense.text, after):
            continue
        stop = sentence_end(dense, after, end)
        if not is_reported(dense.text, low, after, stop):
            low = with_time(dense, low, start, outline)
            yield Duty(low, stop, (*parties, *helpers), after, False)


def _any_class(dense: Dense, parties: tuple[Party, ...]) -> bool:
    return any(is_class(dense.text[one.start : one.end]) for one in parties)


def _passive(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    for match in _passive_pattern().finditer(dense.text, start, end):
        parties = units_of(dense, match.start("names"), match.end("names"), Role.RESPONSIBLE, match["word"])
        if parties:
            low = topic_start(dense, match.start(), start, outline)
            yield Duty(low, sentence_end(dense, match.end(), end), parties, match.end(), False, named=False)


def subject_duties(dense: Dense, start: int, end: int, outline: Outline, *, minutes: bool) -> Iterator[Duty]:
    """A sentence of an article or of `minutes` that begins with one named unit.

    X应当…, 会议要求，X要…; in minutes X组织，… as well.
    """
    heads = [item.body for item in outline.items if item.style != "chapter"]
    stops = [match.end() for match in SENTENCE_END.finditer(dense.text, start, end)]
    numbers = {item.start for item in outline.items}
    paragraphs = dense.paragraphs(start, end)
    for begin, high in pairwise(sorted({start, *heads, *stops, *numbers, *paragraphs, end})):
        meeting = _MEETING.match(dense.text, begin, high)
        low = meeting.end() if meeting else begin
        verb = _verb_of_minutes() if minutes else _subject_verb()
        first = behind_time(dense.text, low, high)
        names_end = end_of_bodies(dense, first, min(high, first + LONGEST_NAMES), verb)
        if names_end is None or does_nothing(dense.text, names_end):
            continue
        leads = dense.text.find("牵头", names_end, names_end + _LONGEST_LEAD) >= 0
        role = Role.LEAD if leads else Role.RESPONSIBLE
        parties = units_of(dense, first, names_end, role, "牵头" if leads else "")
        if not any(_is_general(dense.text[one.start : one.end]) for one in parties):
            stop = sentence_end(dense, names_end, end)
            if is_entitled(dense.text, names_end, stop):
                continue
            helpers = supporters(dense, names_end, stop)
            yield Duty(low, stop, (*parties, *helpers), names_end, leads)


@cache
def _subject_verb() -> re.Pattern[str]:
    return verb_pattern(load("duties")["subject_verbs"])


@cache
def _verb_of_minutes() -> re.Pattern[str]:
    return re.compile(rf"{_subject_verb().pattern}|{one_of(load('duties')['led'])}(?=，)")


def _is_general(name: str) -> bool:
    return (is_collective(name) and not classes_of_fields(name)) or name.endswith("政府")


def _verb_role(verb: str) -> Role:
    return Role.LEAD if _leads(verb) else Role.RESPONSIBLE


def _leads(verb: str) -> bool:
    return "牵头" in verb or verb == "主办"


def _something_to_do(dense: Dense, match: re.Match[str], low: int, after: int, end: int) -> bool:
    """Whether what is to be done is told: behind the role word or more roles, or before (善后由X负责)."""
    text = dense.text
    if is_relative(text, after, end) or is_done(text, after, end) or _made_thing().match(text, match.end()):
        return False
    topic = _TOPIC.search(text, low + 2, match.start())
    if topic:
        return not is_answerable(text, topic.end(), match)
    about = text.rfind("由", low, match.start()) - low >= _SHORTEST_TOPIC
    if after > match.end():
        return about or (after < end and text[after] == "，")
    if match.group() == "主办":  # without anybody who helps it tells whose an event or a page is
        return False
    rest = "" if dense.ends_paragraph(match.end()) else text[match.end() : match.end() + 3]
    if match.group().endswith("牵头") and rest.startswith("，"):
        return len(rest) > 1
    duties = load("duties")
    words = duties["not_after_lead" if match.group().endswith("牵头") else "not_after_duty"]
    if rest and rest[0] not in _STOPS:
        return not rest.startswith(tuple(words)) or rest.startswith(tuple(duties["people"]))
    if rest.startswith("，") and (text.startswith("由", low) or limit_first().match(text, match.end() + 1)):
        return True
    return about


@cache
def _passive_pattern() -> re.Pattern[str]:
    words = load("duties")
    before, after = one_of(words["passive_before"]), one_of(words["passive_after"])
    not_yet = "".join(f"(?<!已{word})" for word in words["passive_before"])
    return re.compile(
        rf"{before}{not_yet}过?(?P<names>[\u4e00-\u9fa5、（）]{{3,40}}?)(?P<word>{after})(?!，?现|后)"
    )

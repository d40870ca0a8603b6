"""Duties in prose whose units stand before a role word: 由X牵头…, X负责….

Prose names many actors and assigns little. Only a unit directly before the role word counts, and
what follows the word must be something to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.find.assignments.clause import Party
from kg.find.assignments.clauses import parse_clause
from kg.find.names.bodies import told_units, units_of
from kg.find.names.people import are_heads, holds_office, is_only_a_person
from kg.find.prose.doers import TOPIC, doers, leads
from kg.find.prose.duty import Duty
from kg.find.prose.helpers import (
    DUTY_VERB,
    deed,
    helpers_behind,
    partners,
    supporters,
)
from kg.find.prose.nothing import (
    is_answerable,
    is_done,
    is_excepted,
    is_relative,
    keeps_an_office,
    makes_a_body,
    only_allows,
)
from kg.find.prose.reach import (
    GROUP_ENDS,
    MOST_PHRASES,
    members_label,
    points_back,
    sentence_end,
    with_time,
)
from kg.find.prose.topics import is_deed_of_others, made_thing, own_topic
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import CHARGED, is_body, is_class, is_kind
from kg.words.roles import (
    adverbs,
    tail_firsts,
    tail_phrase,
    tail_role,
    tail_words,
    work_verb,
)
from kg.words.times import limit_first

_OF_ITS_OWN = re.compile("(?<![自理缘事经])由")  # 文秘由秘书科负责，档案由行政科负责
_MADE = "组成"
_LEADING = ("牵头", "牵头负责")  # but no 牵头抓总, which slogans say of all
_WHOLE = ("负总责", "抓总", "主抓")
_STOPS = "，。；）〕"
_BEFORE_SENTENCE = "。；："
_NO_WORK = re.compile(f"[\u4e00-\u9fa5]{{0,2}}的|[、{_STOPS}]")
_PHRASE_MARK = re.compile("[，。；]")
_SHORTEST_TOPIC = 2
_LONGEST_BARE_VERB = 4
_LONGEST_CLAUSE = 600
_NOTHING = Covered(())


class _Told(NamedTuple):
    """The clause of a role word, from its `start` to where the text goes on behind more roles, `after`.

    `end` is where the text ends.
    """

    start: int
    verb: re.Match[str]
    after: int
    end: int


def sentence_duties(
    dense: Dense, start: int, end: int, outline: Outline, taken: Covered = _NOTHING
) -> Iterator[Duty]:
    """X负责… and (由)X牵头(，Y配合)，… of the dense stretch outside what is `taken`, in printed order.

    Who leads a sentence and is told nothing else leads what the others do in it: X牵头，Y负责清淤，Z负责保洁.
    """
    led: Duty | None = None
    parts: list[Duty] = []
    for duty in _told_duties(dense, start, end, outline, taken):
        if led and _is_part(led, parts, duty):
            parts.append(duty)
            continue
        if led:
            yield _with_parts(led, parts)
        led, parts = duty, []
    if led:
        yield _with_parts(led, parts)


def _is_part(led: Duty, parts: list[Duty], duty: Duty) -> bool:
    """Whether a duty is a part of what is led in its sentence: the first stands right behind who leads."""
    if duty.of_whole_item or not led.of_whole_item or duty.start >= led.end:
        return False
    return bool(parts) or duty.start == led.clause_end + 1


def _with_parts(led: Duty, parts: list[Duty]) -> Duty:
    """A duty with the units that do its parts, up to where the last of them is told."""
    if not parts:
        return led
    others = (party for part in parts for party in part.parties)
    return replace(led, parties=(*led.parties, *others), clause_end=parts[-1].clause_end)


def _told_duties(dense: Dense, start: int, end: int, outline: Outline, taken: Covered) -> Iterator[Duty]:
    """Each of these duties by itself.

    Where a person leads, the others are its units: 由副县长李明负责，县卫健局配合; 由马娜牵头，区收储办负责.
    """
    for match in DUTY_VERB.finditer(dense.text, start, end):
        if match.start() in taken:
            continue
        low, parties = doers(dense, match, start, outline)
        if not (parties or _is_person(dense.text[low : match.start()])):
            continue
        helpers, after = _role_phrases(dense, match.end(), end)
        helpers += helpers_behind(dense, match.end(), end)[0]
        first = _opens_duty(dense, low, match, parties, outline) or _is_shared(dense, low, match, parties)
        told = _Told(low, match, after, end)
        if (parties or helpers) and _something_to_do(dense, told, first=first):
            stop = sentence_end(dense, after, end)
            if _behind_its_topic(dense.text, low, match.start()):
                short = dense.text[low - 1] == "：" or _ends_soon(dense.text, after, stop)
                topic = own_topic(dense, match.start(), start, outline)
                about = short or _is_about(dense.text, topic, low, after)
                low = topic if about and not is_deed_of_others(dense, topic, low) else low
            helpers += supporters(dense, after, stop)
            led = leads(match.group()) or any(one.role is Role.LEAD for one in helpers)
            helpers += partners(dense, after, stop, helpers) if led else ()
            helpers += _helping_behind(dense, stop, end)
            low = with_time(dense, low, start, outline)
            whole = leads(match.group()) or points_back(dense.text, low)
            yield Duty(low, stop, (*parties, *helpers), after, whole)


def _opens_duty(
    dense: Dense, start: int, verb: re.Match[str], parties: tuple[Party, ...], outline: Outline
) -> bool:
    """Whether an item or a sentence begins with named units, 负责 and a comma, and says what they do.

    Behind words that say no less without it nothing needs to be said: 市林业局负总责，全天候值守.
    """
    item = outline.innermost(start)
    opens = (item is not None and item.body == start) or dense.text[start - 1] in _BEFORE_SENTENCE
    opens = opens or dense.paragraph_start(start) == start
    whole = verb.group() in _WHOLE
    if not (opens and parties and (whole or verb.group() == "负责")):
        return False
    if not dense.text.startswith("，", verb.end()):
        return False
    names = (dense.text[one.start : one.end] for one in parties)
    named = not any(is_class(name) or is_kind(name) or name.endswith("政府") for name in names)
    return named and (whole or deed().match(dense.text, verb.end() + 1) is not None)


def _is_shared(dense: Dense, start: int, verb: re.Match[str], parties: tuple[Party, ...]) -> bool:
    """Whether a sentence begins with named units in charge, and goes on with what others do beside them.

    县民政局负责，县财政局保障资金。
    """
    if not (parties and dense.text.startswith("，", verb.end())):
        return False
    if dense.text[start - 1] not in _BEFORE_SENTENCE and dense.paragraph_start(start) != start:
        return False
    names = [dense.text[one.start : one.end] for one in parties]
    if not all(map(is_body, names)) or any(map(is_kind, names)):
        return False
    close = _phrase_end(dense.text, verb.end() + 1, sentence_end(dense, verb.end(), len(dense)))
    return bool(supporters(dense, verb.end(), close))


def _helping_behind(dense: Dense, stop: int, end: int) -> tuple[Party, ...]:
    """The units that only help, behind the part of the sentence that tells a duty: …；B、C配合."""
    close = sentence_end(dense, stop + 1, end) if dense.text.startswith("；", stop) else stop
    if _helps().search(dense.text, stop, close) is None:
        return ()
    clause = parse_clause(dense, stop + 1, close)
    sure = not clause.unread and all(one.role is Role.SUPPORT for one in clause.parties)
    return tuple(clause.parties) if sure and all(map(is_body, clause.names(dense.text))) else ()


@cache
def _helps() -> re.Pattern[str]:
    return re.compile(one_of(load("roles")["tail"]["support"]))


def _is_person(words: str) -> bool:
    """Whether the words before a role word name a person, by office or behind 由: 由马娜, 由你司负责同志."""
    name = words.removeprefix("由")
    return (
        holds_office(words) or are_heads(words, 0, len(words)) or (name != words and is_only_a_person(name))
    )


def _behind_its_topic(text: str, low: int, verb: int) -> bool:
    """Whether the clause of a role word opens with 由X, or with the grounds before it: 按属地原则由X负责."""
    if text.startswith("由", low):
        return True
    return text.startswith(("按", *load("duties")["grounds"]), low) and text.find("由", low, verb) > 0


def _is_about(text: str, topic: int, by: int, after: int) -> bool:
    """Whether what stands before 由X负责… is what that is about and no deed: 城市内涝，由X负责排水."""
    explains = text.startswith("解释", after)
    return text.startswith("由", by) and not explains and work_verb().match(text, topic) is None


def _ends_soon(text: str, at: int, stop: int) -> bool:
    """Whether behind 由X负责 no more than a verb follows (修改): what it is about stands before."""
    if text[at : at + 1] in "，。；":
        return True
    comma = text.find("，", at, stop)
    return (comma if comma >= 0 else stop) - at <= _LONGEST_BARE_VERB and not text.startswith("解释", at)


def _role_phrases(dense: Dense, at: int, end: int) -> tuple[tuple[Party, ...], int]:
    """The phrases behind 由X牵头 that only add units: ，Y、Z配合落实 …; ends where something to do begins."""
    parties: tuple[Party, ...] = ()
    end = min(end, at + _LONGEST_CLAUSE)
    for _ in range(MOST_PHRASES):
        if at >= end or dense.text[at] not in "，、":
            break
        stop = _phrase_end(dense.text, at + 1, end)
        label = members_label().match(dense.text, at + 1, stop)
        first = label.end() if label else at + 1
        tail = _role_tail().search(dense.text[first:stop])
        while tail is None and dense.text.startswith("，", stop) and _only_names(dense, at + 1, stop):
            stop = _phrase_end(dense.text, stop + 1, end)
            tail = _role_tail().search(dense.text[at + 1 : stop])
        if tail is None or _OF_ITS_OWN.search(dense.text, first + 1, first + tail.start()):
            break
        word = tail["word"] or tail["made"]
        role = tail_role(word) if tail["word"] else Role.SUPPORT
        more = told_units(dense, first, first + tail.start(), role, word)
        if not more:
            break
        parties, at = (*parties, *more), stop
    return parties, at


def _phrase_end(text: str, start: int, end: int) -> int:
    """The first comma or stop behind `start`."""
    mark = _PHRASE_MARK.search(text, start, end)
    return mark.start() if mark else end


def _only_names(dense: Dense, start: int, end: int) -> bool:
    """Whether a phrase is nothing but units: their role word stands behind more of them, B、C等，D参加."""
    timed = limit_first().match(dense.text, start)  # 5日内报送市政府
    return timed is None and bool(units_of(dense, start, end, Role.SUPPORT, ""))


@cache
def _role_tail() -> re.Pattern[str]:
    """A role word behind more units, or what says that they are all of a group: ，县财政局组成验收组."""
    ends = rf"{adverbs()}(?:{tail_phrase()}|(?P<made>{_MADE})(?:[^，。；、]{{0,8}}[组队班])?)$"
    return re.compile(rf"(?=[等{_MADE[0]}{tail_firsts()}])等?{ends}")


def _tells_whom(text: str, at: int) -> bool:
    """Whether a role word before `at` tells which people are meant: 负责人, but no 负责人口普查."""
    people = tuple(load("duties")["people"])
    return text.startswith(("的", "人", "同志"), at) and not text.startswith(people, at)


def _something_to_do(dense: Dense, told: _Told, *, first: bool) -> bool:
    """Whether what is to be done is told: behind the role word or more roles, or before (善后由X负责).

    `first`: units, 负责 and a comma open an item, or others do a part beside them.
    """
    text, verb = dense.text, told.verb
    if _hands_nothing_out(text, told):
        return False
    topic = TOPIC.search(text, told.start + 2, verb.start())
    if topic:
        return not (_tells_whom(text, verb.end()) or is_answerable(text, topic.end(), verb))
    about = text.rfind("由", told.start, verb.start()) - told.start >= _SHORTEST_TOPIC
    if told.after > verb.end():
        made = text.endswith(_MADE, verb.end(), told.after)
        return about or made or (told.after < told.end and text[told.after] == "，")
    if verb.group() == "主办" and not points_back(text, told.start):
        return False  # without anybody who helps it tells whose an event or a page is
    rest = "" if dense.ends_paragraph(verb.end()) else text[verb.end() : verb.end() + 3]
    if rest.startswith("，") and verb.group().endswith(_LEADING):
        return len(rest) > 1
    if rest.startswith("、") and verb.group().endswith(_LEADING):
        return _others_do_it(text, verb.end(), told.end)
    if rest and rest[0] not in _STOPS:
        return _is_work(rest, verb.group())
    opened = first or text.startswith("由", told.start) or text.endswith(GROUP_ENDS, 0, told.start)
    goes_on = rest.startswith("，") and (opened or limit_first().match(text, verb.end() + 1) is not None)
    return goes_on or about


def _hands_nothing_out(text: str, told: _Told) -> bool:
    """Whether a clause is of what was done, is left out, made or allowed, or only says what is meant."""
    start, verb, after, end = told
    if is_excepted(text, start, after, end) or is_relative(text, after, end) or is_done(text, after, end):
        return True
    if keeps_an_office(text, start, verb.start()):
        return True
    if made_thing().match(text, verb.end()) or CHARGED.match(text, verb.start(), end):
        return True
    by = text.rfind("由", start, verb.start())
    return makes_a_body(text, start, verb.end(), end) or (by >= 0 and only_allows(text, by))


def _others_do_it(text: str, start: int, end: int) -> bool:
    """Whether behind 、 others do or help with what is led: A牵头、B负责核实; but no A牵头、B配合建的路."""
    told = _next_role().match(text, start, end)
    return told is not None and _NO_WORK.match(text, told.end()) is None


@cache
def _next_role() -> re.Pattern[str]:
    return re.compile(f"、[^，。；：]{{2,40}}?(?:{DUTY_VERB.pattern}|{one_of(tail_words())})")


def _is_work(rest: str, verb: str) -> bool:
    """Whether what stands right behind a role word is work, and no other word with it: 负责人, 牵头单位."""
    duties = load("duties")
    words = duties["not_after_lead" if verb.endswith("牵头") else "not_after_duty"]
    return not rest.startswith(tuple(words)) or rest.startswith(tuple(duties["people"]))

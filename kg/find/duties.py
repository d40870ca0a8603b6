"""Duties in prose: 由X牵头…, X负责…, and items that begin with a unit (市教育局：负责…).

Prose names many actors and assigns little. Only a unit directly before the role word counts, and
what follows the word must be something to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from kg.find.clauses import Party
from kg.find.dense import Dense, Gap
from kg.find.names import Endings, is_collective, is_name, split_names
from kg.find.outline import Item, Outline
from kg.find.role_words import tail_role, tail_words
from kg.lexicon import load
from kg.model import Role

_VERB = re.compile(r"牵头负责|负责牵头|牵头|负总责|负责")
_TOPIC = re.compile("对")
_PRESENTED = re.compile(r"(?:是|作为|为)[^，。；]*(?:部门|机构|单位)$")
_TOGETHER = re.compile("会同")
_BYS = ("由", "请", "委托")
_BY = re.compile(r"[由请](?:(?<=由)|(?<![提申报邀聘]请))(?=[\u4e00-\u9fa5])")
_SUBJECT_VERB = re.compile("应|要|须|依照|依法|按照|会同|承担|履行|行使")
_STOPS = "，。；）〕"
_SHORTEST_TOPIC = 2
_LONGEST_CLAUSE = 600
_MOST_PHRASES = 8
_LONGEST_SENTENCE = 3000
_SENTENCE_END = re.compile(r"[。；！？]")
_PHRASE_END = re.compile("[，。；]|$")
_COMMA = re.compile("，")
_CLAUSE_MARKS = "，。；：！？"
_CLAUSE_MARK = re.compile(f"[{_CLAUSE_MARKS}]")
_LONGEST_VERB = 8
_LONGEST_NAMES = 80
_NOTE_BEHIND = re.compile("（[^）]*）$")
_INNER_HEAD = re.compile(r"[。；](?=[^。；：，]{2,60}：(?:负责|承担|牵头|组织|做好|配合|协助|指导|会同))")
_UNIT_HEAD = re.compile(r"[。：]")


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty at the dense stretch ``start:end``, its units, and whether 牵头 was said.

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
    """X负责… and (由)X牵头(，Y配合)，… of the dense stretch, in printed order."""
    for match in _VERB.finditer(dense.text, start, end):
        low, parties = _doers(dense, match, start, outline)
        if not parties:
            continue
        helpers, after = _role_phrases(dense, match.end(), end)
        if _something_to_do(dense.text, match, low, after, end):
            stop = _sentence_end(dense, after, end)
            helpers += _supporters(dense, after, stop)
            yield Duty(low, stop, (*parties, *helpers), after, "牵头" in match.group())


def _doers(dense: Dense, verb: re.Match[str], floor: int, outline: Outline) -> tuple[int, tuple[Party, ...]]:
    """Where the clause of a role word begins, and the units before it.

    X具体负责…, X对…负总责, X按照职责分工，负责… and X是…主管部门，负责…
    """
    low = _clause_start(dense, verb.start(), floor, outline)
    stop = _without_adverbs(dense.text, low, verb.start())
    role = _verb_role(verb.group())
    if low == stop and dense.text[low - 1] == "，":
        before = _clause_start(dense, low - 1, floor, outline)
        name = _PRESENTED.search(dense.text, before, low - 1)
        stop = name.start() if name else _without_adverbs(dense.text, before, low - 1)
        low = before if stop < low - 1 else low
    topic = _TOPIC.search(dense.text, low + 2, stop)
    begin = max([low, *(at + len(by) for by in _BYS if (at := dense.text.rfind(by, low, stop)) >= 0)])
    return low, _actors(dense, begin, topic.start() if topic else stop, role, verb.group())


def _without_adverbs(text: str, start: int, end: int) -> int:
    """Where the adverbs before `end` begin."""
    words, pattern = _adverbs()
    phrase = text[start:end]
    match = pattern.search(phrase) if phrase and words.close(phrase) else None
    return start + match.start() if match else end


@cache
def _adverbs() -> tuple[Endings, re.Pattern[str]]:
    words = ["在各自职责范围内", *sorted(load("roles")["tail"]["adverbs"], key=len, reverse=True)]
    return Endings(words), re.compile(rf"(?:{words[0]}|(?>{'|'.join(words[1:])}))+$")


def _actors(dense: Dense, start: int, end: int, role: Role, label: str) -> tuple[Party, ...]:
    """The units of a stretch; those behind 会同 help."""
    for word in load("roles")["tail"]["partners"]:
        at = dense.text.find(word, start + 2, end)
        if at > 0:
            doers = _units(dense, start, at, role, label)
            helpers = _units(dense, at + len(word), end, Role.SUPPORT, word)
            if doers and helpers:
                return (*doers, *helpers)
    return _units(dense, start, end, role, label)


def _supporters(dense: Dense, start: int, end: int) -> tuple[Party, ...]:
    """Units of later phrases that help with the same, up to the next who leads or is responsible.

    …，Y配合做好…, …，会同Y提出…, …，Y按照职责分工开展….
    """
    found: tuple[Party, ...] = ()
    for low, high in _phrases(dense.text, start, end):
        if _VERB.search(dense.text, low, high):
            break
        found += _helpers(dense, low, high)[0] or _supporter(dense, low, high)
    return found


def _supporter(dense: Dense, low: int, high: int) -> tuple[Party, ...]:
    word = _support().search(dense.text, low, high)
    if word is None:
        return ()
    role = Role.SUPPORT if word["word"] else Role.RESPONSIBLE
    return _units(dense, low, word.start(), role, word["word"] or word["share"])


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between the commas of a stretch, without what stands before the first."""
    commas = [match.end() for match in _COMMA.finditer(text, start, end)]
    return ((low, high - 1) for low, high in pairwise([*commas, end + 1]))


@cache
def _support() -> re.Pattern[str]:
    words = load("roles")["tail"]
    adverbs = "|".join(sorted(words["adverbs"], key=len, reverse=True))
    return re.compile(
        rf"等?(?:(?:(?>{adverbs}))*(?P<word>{'|'.join(words['support'])})|(?P<share>按照?(?:各自)?职责分工))"
    )


def _role_phrases(dense: Dense, at: int, end: int) -> tuple[tuple[Party, ...], int]:
    """The phrases behind 由X牵头 that only add units: ，Y、Z配合 …; ends where something to do begins."""
    parties: tuple[Party, ...] = ()
    end = min(end, at + _LONGEST_CLAUSE)
    for _ in range(_MOST_PHRASES):
        if at >= end or dense.text[at] not in "，、":
            break
        stop = min([place for mark in "，。；" if (place := dense.text.find(mark, at + 1, end)) > 0] or [end])
        tail = _role_tail().search(dense.text[at + 1 : stop])
        if tail is None:
            break
        word = tail["word"]
        more = _units(dense, at + 1, at + 1 + tail.start(), tail_role(word), word)
        if not more:
            break
        parties, at = (*parties, *more), stop
    return parties, at


@cache
def _role_tail() -> re.Pattern[str]:
    adverbs = "|".join(sorted(load("roles")["tail"]["adverbs"], key=len, reverse=True))
    return re.compile(rf"等?(?:(?>{adverbs}))*(?P<word>{'|'.join(tail_words())})$")


def agent_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """由X + verb, X会同Y + verb, and 经X审查: units only; meetings and persons decide and own nothing."""
    for match in _BY.finditer(dense.text, start, end):
        names_end = _names_end(dense, match.end(), end)
        if names_end is None:
            continue
        parties = _units(dense, match.end(), names_end, Role.RESPONSIBLE, "由")
        if all(is_collective(dense.text[one.start : one.end]) for one in parties):
            continue
        helpers, after = _helpers(dense, names_end, end)
        low = _topic_start(dense, match.start(), start, outline)
        tentative = dense.text.endswith(tuple(load("duties")["tentative"]), low, match.start())
        named = not tentative and not any(_is_class(dense, one) for one in parties)
        yield Duty(low, _sentence_end(dense, after, end), (*parties, *helpers), after, False, named=named)
    yield from _joint(dense, start, end, outline)
    yield from _passive(dense, start, end, outline)


def _joint(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """X会同Y制定…, where the clause begins with X."""
    for match in _TOGETHER.finditer(dense.text, start, end):
        low = _clause_start(dense, match.start(), start, outline)
        parties = _units(dense, low, match.start(), Role.RESPONSIBLE, match.group())
        helpers, after = _helpers(dense, match.start(), end) if parties else ((), match.end())
        if helpers and not any(_is_class(dense, one) for one in parties):
            yield Duty(low, _sentence_end(dense, after, end), (*parties, *helpers), after, False)


def _is_class(dense: Dense, party: Party) -> bool:
    name = dense.text[party.start : party.end]
    return is_collective(name) or name.endswith(("部门", "机构", "单位"))


def _passive(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    for match in _passive_pattern().finditer(dense.text, start, end):
        parties = _units(dense, match.start("names"), match.end("names"), Role.RESPONSIBLE, match["word"])
        if parties:
            low = _topic_start(dense, match.start(), start, outline)
            yield Duty(low, _sentence_end(dense, match.end(), end), parties, match.end(), False, named=False)


def subject_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """A sentence of an article that begins with one named unit: X应当…, X依照…."""
    heads = [item.body for item in outline.items]
    stops = [match.end() for match in _SENTENCE_END.finditer(dense.text, start, end)]
    numbers = {item.start for item in outline.items}
    for low, high in pairwise(sorted({start, *heads, *stops, *numbers, end})):
        names_end = _names_end(dense, low, min(high, low + _LONGEST_NAMES), _SUBJECT_VERB)
        if names_end is None:
            continue
        parties = _units(dense, low, names_end, Role.RESPONSIBLE, "")
        if not any(_general(dense.text[one.start : one.end]) for one in parties):
            yield Duty(low, _sentence_end(dense, names_end, end), parties, names_end, False)


def _general(name: str) -> bool:
    return is_collective(name) or name.endswith("政府")


def unit_items(dense: Dense, outline: Outline) -> Iterator[tuple[Item, Duty]]:
    """Items whose title is a unit: (一)市工信局：…；(二)市教育局。负责…, at least two side by side."""
    heads = {item.index: found for item in outline.items if (found := _unit_head(dense, item))}
    for item in outline.items:
        found = heads.get(item.index)
        if found is None:
            continue
        above = outline.items[item.parent] if item.parent >= 0 else None
        if sum(one.index in heads for one in outline.children(above)) >= 2:
            yield item, found


_HEADING_TAIL = re.compile(
    r"(?:(?P<lead>牵头|主办)|负责|承办)?(?:落实|办理|完成)?的?(?:重点|主要|工作)?(?:任务|工作|事项|职责|项目)?(?:（[^（）]*）)?$"
)


def unit_headings(dense: Dense, outline: Outline) -> Iterator[tuple[Item, Duty]]:
    """The items below headings that are units: 一、市教育局 over 1.… 2.…, at least two such headings."""
    heads = {item.index: found for item in outline.items if (found := _heading_units(dense, outline, item))}
    if len(heads) < 2:
        return
    for index, parties in heads.items():
        for child in outline.children(outline.items[index]):
            yield child, Duty(child.body, child.end, parties, child.body, False, True)


def _heading_units(dense: Dense, outline: Outline, item: Item) -> tuple[Party, ...]:
    children = outline.children(item)
    if not children or not 1 < children[0].start - item.body <= _LONGEST_NAMES:
        return ()
    heading = dense.text[item.body : children[0].start]
    tail = _HEADING_TAIL.search(heading)
    if tail is None:
        return ()
    role = Role.LEAD if tail["lead"] else Role.RESPONSIBLE
    return _units(dense, item.body, item.body + tail.start(), role, "")


def _unit_head(dense: Dense, item: Item) -> Duty | None:
    return _headed(dense, item.body, item.end)


def _headed(dense: Dense, start: int, end: int) -> Duty | None:
    """Units, then a colon or stop, then what they do, in one line."""
    head = _UNIT_HEAD.search(dense.text, start, min(end, start + _LONGEST_NAMES))
    if head is None or head.end() >= end or dense.gap(head.end()) >= Gap.LINE:
        return None
    role = Role.LEAD if dense.text.startswith("牵头", head.end()) else Role.RESPONSIBLE
    parties = _units(dense, start, head.start(), role, "")
    return Duty(head.end(), end, parties, head.end(), False) if parties else None


def unit_lines(dense: Dense, start: int, end: int, outline: Outline) -> list[Duty]:
    """Unnumbered paragraphs that begin with a unit and a colon, at least two: 市财政局：安排资金。

    Several may stand in one paragraph: 市民政局：负责救助。市气象局：负责预报。
    """
    numbered = {item.start for item in outline.items}
    paragraphs = [start, *dense.paragraphs(start, end)]
    inner = [match.end() for match in _INNER_HEAD.finditer(dense.text, start, end)]
    found = [
        duty
        for low, high in pairwise([*sorted({*paragraphs, *inner}), end])
        if low not in numbered
        and "：" in dense.text[low : low + _LONGEST_NAMES]
        and (duty := _headed(dense, low, high))
    ]
    return found if len(found) > 1 else []


# ---------------------------------------------------------------- pieces


def _verb_role(verb: str) -> Role:
    return Role.LEAD if "牵头" in verb else Role.RESPONSIBLE


def _something_to_do(text: str, match: re.Match[str], low: int, after: int, end: int) -> bool:
    """Whether what is to be done is told: behind the role word or more roles, or before (善后由X负责)."""
    if _TOPIC.search(text, low + 2, match.start()):
        return True
    if after > match.end():
        return after < end and text[after] == "，"
    rest = text[match.end() : match.end() + 3]
    if match.group().endswith("牵头") and rest.startswith("，"):
        return len(rest) > 1
    words = load("duties")["not_after_lead" if match.group().endswith("牵头") else "not_after_duty"]
    if rest and rest[0] not in _STOPS:
        return not rest.startswith(tuple(words))
    if rest.startswith("，") and text.startswith("由", low):
        return True
    return text.rfind("由", low, match.start()) - low >= _SHORTEST_TOPIC


def _open_bracket(text: str, low: int, at: int) -> int:
    """Behind the bracket that is still open at `at`; `low` where there is none."""
    opening = max(text.rfind(mark, low, at) for mark in "（〔")
    return opening + 1 if opening > max(text.rfind(mark, low, at) for mark in "）〕") else low


def _clause_start(dense: Dense, at: int, floor: int, outline: Outline) -> int:
    """The first character behind the last comma, stop, paragraph or number before `at`."""
    item = outline.innermost(at)
    low = max(floor, at - _LONGEST_NAMES, item.body if item and item.body <= at else 0)
    marks = [dense.text.rfind(mark, low, at) + 1 for mark in _CLAUSE_MARKS]
    marks.append(_open_bracket(dense.text, low, at))
    return max([low, *marks, *dense.paragraphs(low, at)])


def _topic_start(dense: Dense, at: int, floor: int, outline: Outline) -> int:
    """Like the clause start, but with what the duty is about where the sentence has just that before it."""
    low = _clause_start(dense, at, floor, outline)
    if dense.text[low - 1] != "，":
        return low
    topic = _clause_start(dense, low - 1, floor, outline)
    return low if dense.text[topic - 1] == "，" else topic


def _sentence_end(dense: Dense, at: int, end: int) -> int:
    end = min(end, at + _LONGEST_SENTENCE)
    match = _SENTENCE_END.search(dense.text, at, end)
    stop = match.start() if match else end
    return next(dense.paragraphs(at, stop), stop)


def _units(dense: Dense, start: int, end: int, role: Role, label: str) -> tuple[Party, ...]:
    """The units of a stretch that holds nothing else; empty where any piece is no body."""
    if not 1 < end - start <= _LONGEST_NAMES or dense.text[end - 1] not in _last_characters():
        return ()
    mentions = split_names(dense, start, end)
    names = [dense.text[one.start : one.end] for one in mentions]
    if not names or not (all(map(is_body, names)) or _fields(names, dense.text[start:end])):
        return ()
    return tuple(Party(one.start, one.end, role, label) for one in mentions)


@cache
def _last_characters() -> frozenset[str]:
    """The last characters of bodies, and of what may stand behind them: a note, 等, 等方面, a comma."""
    return frozenset("".join(word[-1] for word in load("duties")["bodies"]) + "）〕等面业，、：。；.")


def _fields(names: list[str], phrase: str) -> bool:
    """市发展改革、财政、住建等部门: names of departments without their endings."""
    return len(names) > 1 and phrase.endswith("部门") and all(may_act(f"{name}局") for name in names)


@cache
def _body() -> tuple[Endings, re.Pattern[str], frozenset[str]]:
    words = load("duties")
    first = "|".join(sorted(words["not_first"], key=len, reverse=True))
    return Endings(words["bodies"]), re.compile(rf"(?:{first})"), frozenset(words["nobody"])


@lru_cache(maxsize=65536)
def is_body(name: str) -> bool:
    """Whether `name` can be the subject of a duty: a body or a class of bodies, nothing general."""
    ending, _, nobody = _body()
    return name not in nobody and ending.close(_NOTE_BEHIND.sub("", name) or name) and may_act(name)


@lru_cache(maxsize=65536)
def may_act(name: str) -> bool:
    """Whether `name` looks like a unit and like no other part of a sentence."""
    _, first, _ = _body()
    if not is_name(name) or any(word in name for word in load("duties")["not_inside"]):
        return False
    return is_collective(name) or not first.match(name) or name.startswith(tuple(load("duties")["first_too"]))


def _names_end(dense: Dense, start: int, end: int, verb: re.Pattern[str] | None = None) -> int | None:
    """The end of the list of bodies that begins at `start` and stands before something to do."""
    verb = verb or _agent_verb()
    limit = min(end, start + _LONGEST_NAMES // 2)
    mark = _CLAUSE_MARK.search(dense.text, start + 1, limit)
    limit = mark.start() if mark else limit
    at = start + 2
    while at <= limit:
        found = verb.search(dense.text, at, limit + _LONGEST_VERB)
        if found is None or found.start() > limit:
            break
        if _units(dense, start, found.start(), Role.RESPONSIBLE, ""):
            return found.start()
        at = found.start() + 1
    return None


@cache
def _agent_verb() -> re.Pattern[str]:
    return re.compile("|".join(sorted(load("duties")["verbs"], key=len, reverse=True)))


def _helpers(dense: Dense, at: int, end: int) -> tuple[tuple[Party, ...], int]:
    """会同 or 商 with the units that help, up to a verb or the end of the phrase."""
    for word in load("roles")["tail"]["partners"]:
        if dense.text.startswith(word, at):
            begin = at + len(word)
            stop = _names_end(dense, begin, end) or _names_end(dense, begin, end, _PHRASE_END)
            if stop:
                return _units(dense, begin, stop, Role.SUPPORT, word), stop
    return (), at


@cache
def _passive_pattern() -> re.Pattern[str]:
    words = load("duties")
    before = "|".join(sorted(words["passive_before"], key=len, reverse=True))
    after = "|".join(sorted(words["passive_after"], key=len, reverse=True))
    return re.compile(rf"(?:{before})过?(?P<names>[\u4e00-\u9fa5、（）]{{3,40}}?)(?P<word>{after})")

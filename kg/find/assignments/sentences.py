"""Sentences that end in nothing but units and role words: …。市教育局牵头，市财政局配合。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.find.assignments.clause import Clause, Party
from kg.find.assignments.clauses import parse_clause
from kg.find.assignments.others import behind_others
from kg.find.names.bodies import are_bodies_by_shape, are_fields, told_units, units_of
from kg.find.names.people import holds_office
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import (
    is_kind,
    may_act,
    may_be_a_body,
    names_people,
    stands_alone,
    tells_to_whom,
)
from kg.words.marks import behind_last
from kg.words.names import breaks_off, is_collective, is_cut, is_rest, name_ends
from kg.words.roles import CALLED, PART_NOTE, adverbs, duty_behind, tail_pattern, tail_phrase, tail_role
from kg.words.times import is_time, limit_phrase

_LONGEST = 300
_LONGEST_OFFICER = 9  # an office and the name of who holds it
_LONGEST_UNKNOWN = 9  # a name nobody knows, and the mark before it
_BREAKS = re.compile("[。；！？：，]|——")
_LONGEST_NAME = 45
_SHORTEST_TOPIC = 2
_MARKS = re.compile("[、，；：。！？（）]")
_HOSTS = "主办"
_LEADS_IT = "牵头"
_LEADS = (_LEADS_IT, _HOSTS)
_IN_CHARGE = (_LEADS_IT, "负总责", "负责")
_PHRASE_ENDS = re.compile("[，。；]")
_STOPS = ("。", "；")
_MADE = ("组成", "构成")
_BY = re.compile("(?<![自理缘事经])由(?=[\u4e00-\u9fa5])")
_FINISHED = frozenset([*"。！？：", "——"])


def role_sentences(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[tuple[int, int, Clause]]:
    """The dense stretches and clauses of such sentences in ``start:end``, a limit behind them included."""
    text, last = dense.text, start
    for match, close, watched in _closing_words(dense, start, end):
        word = match.start()
        if word < last:
            continue
        stop = close + text.startswith(_STOPS, close)
        found = _longest_clause(dense, max(last, start), word, close, outline, watched=watched)
        if found is None or _is_heading(dense, found[0], close, outline):
            continue
        if outline.opens_item(found[0]) and _whole_duty().search(match.group()):
            continue  # （一）市发改委负责统筹协调。
        opens = dense.paragraph_start(found[0]) == found[0] or outline.opens_item(found[0])
        if opens and _goes_on_as_duty(text, match, close):
            continue  # 市公安局作为牵头部门，负责登记。
        if behind_others(dense, found[0]):
            continue
        whole = text[found[0] - 1 : found[0]] != "，" and _closes(dense, stop, outline, end)
        goes_on = found[0] == last > start  # A承办；B协办；…
        if not (whole or goes_on or found[1].has_owner()) or _hands_nothing_out(dense, *found, outline):
            continue
        last = stop
        yield found[0], stop, found[1]


def _closing_words(dense: Dense, start: int, end: int) -> Iterator[tuple[re.Match[str], int, bool]]:
    """The role words that may close a sentence of units, with its end and whether they are said of people.

    Few of those in a text do: most are turned away by what stands right before or behind them.
    """
    text, last_before = dense.text, _last_before()
    for match in _ending().finditer(text, start, end):
        word, close = match.span()
        near = text[word - 1] in last_before
        if not (text.startswith(_STOPS, close) or dense.ends_paragraph(close)):
            ended = _ends_before(dense, match) if near else None
            if ended is None:
                continue
            close = ended
        listed = max(start, word - _LONGEST_UNKNOWN)  # where a name nobody knows may be listed
        named = near or text.find("、", listed, word) >= 0
        watched = not named and (
            _watches(match["word"], text[max(start, word - _LONGEST_OFFICER) : word])
            or names_people(_last_phrase(text, listed, word))
        )
        if named or watched:
            yield match, close, watched


def _last_phrase(text: str, start: int, end: int) -> str:
    return text[behind_last("，；：。", text, start, end) : end]


def _goes_on_as_duty(text: str, ending: re.Match[str], close: int) -> bool:
    """Whether units that are called something go on with what they are to do: 作为牵头部门，负责登记."""
    return ending["word"].startswith(CALLED) and duty_behind().match(text, close) is not None


def _watches(word: str, before: str) -> bool:
    """Whether a role word says that the officer named right before it watches over the work."""
    return tail_role(word) is Role.OTHER and holds_office(before)


def _ends_before(dense: Dense, ending: re.Match[str]) -> int | None:
    """Where a sentence ends inside what its role word and the limit behind it were taken for.

    It ends with its paragraph, or before ； and a limit that goes on; and it may go on with what those do
    who are called something: 为牵头单位，负责….
    """
    close = dense.paragraph_end(*ending.span())
    if close < ending.end():
        return close
    if ending["apart"]:
        return ending.start("apart")
    return close if _goes_on_as_duty(dense.text, ending, close) else None


@cache
def _whole_duty() -> re.Pattern[str]:
    """A role word with what is done, which needs no words before it: 负责统筹协调, 承担属地管理责任."""
    tail = load("roles")["tail"]
    owed = one_of([word for word in tail["longer"] if word.endswith("责任")])
    return re.compile(rf"(?:负责|牵头)(?:负责|牵头)?{one_of(tail['whole'])}|[\u4e00-\u9fa5]{{2}}{owed}")


@cache
def _last_before() -> frozenset[str]:
    """The last characters of what may stand before a role word: names, notes behind them, adverbs."""
    return name_ends() | {word[-1] for word in load("roles")["tail"]["adverbs"]} | set("）〕〉等")


@cache
def _ending() -> re.Pattern[str]:
    """The role word at the end of a sentence, a note on parts of the work, and a limit that may follow."""
    return re.compile(
        rf"{tail_phrase()}(?:{PART_NOTE})?(?:，{limit_phrase()}|(?P<apart>；{limit_phrase()}))?"
    )


def _longest_clause(
    dense: Dense, floor: int, word: int, end: int, outline: Outline, *, watched: bool
) -> tuple[int, Clause] | None:
    """The longest run of phrases before `end` that names units and their roles and says nothing else.

    The last of them may name nobody but people, who watch over the work or help with it (`watched`).
    """
    item = outline.innermost(word)
    floor = max(floor, word - _LONGEST, _paragraph_start(dense, word), item.body if item else 0)
    found = None
    for low in _phrase_starts(dense.text, floor, word):
        if found and dense.text.endswith(_MADE, low, found[0] - 1):
            break  # 由A、B、C组成，A牵头
        low += _left_open(dense.text, low, end)
        if _has_topic(dense.text, low, word) or (found and _is_topic(dense.text, low, found[0])):
            break
        named = _appointed().match(dense.text, low, word) if dense.text.startswith(CALLED, word) else None
        clause = parse_clause(dense, named.end() if named else low, end)
        if watched and clause.persons and not (clause.parties or clause.unread):
            continue
        possible, sure = _says_nothing_else(dense, clause, goes_on=dense.text[low - 1] == "，")
        if not possible:
            break
        if sure and not _is_slogan(dense, low, end, clause):
            found = low, _without_people(dense, clause)
    return found


@cache
def _appointed() -> re.Pattern[str]:
    return re.compile(one_of(load("roles")["tail"]["appoints"]))


def _paragraph_start(dense: Dense, word: int) -> int:
    """Where the paragraph before a role word begins; no line ends one inside a name: 由东⏎县人民政府牵头."""
    start = dense.paragraph_start(word)
    line = dense.text[max(0, start - _LONGEST_NAME) : start] if dense.gap(start) is Gap.LINE else ""
    left = _MARKS.split(line)[-1]
    if not left:
        return start
    roles = (one.start() for one in tail_pattern().finditer(dense.text, start, word) if one["word"])
    right = _MARKS.split(dense.text[start : next(roles, word)], maxsplit=1)[0]
    by = left.removeprefix("由")
    inside = is_cut(left, right) or is_rest(by, right) or (by != left and breaks_off(by, right))
    return dense.paragraph_start(start - 1) if inside else start


def _has_topic(text: str, start: int, end: int) -> bool:
    """Whether the first phrase of a stretch says before 由 what its units do: it is a sentence of prose."""
    comma = text.find("，", start, end)
    by = _BY.search(text, start + 1, comma if comma >= 0 else end)
    return by is not None and _led_by().fullmatch(text, start, by.end()) is None


@cache
def _led_by() -> re.Pattern[str]:
    """由 with what may stand before it and says nothing of what is done: 分别由, 具体由."""
    return re.compile(f"{adverbs()}由")


def _is_topic(text: str, start: int, by: int) -> bool:
    """Whether a phrase says what the units behind 由 do, although it may end like a name: 建设示范区，由…."""
    return _led_by().match(text, by) is not None and _ending().search(text, start, by) is None


def _left_open(text: str, start: int, end: int) -> bool:
    """Whether a bracket opens at `start` that no bracket closes."""
    return text[start] in "（〔" and text.find("）", start, end) < 0 and text.find("〕", start, end) < 0


def _phrase_starts(text: str, floor: int, at: int) -> Iterator[int]:
    """Where the phrases before `at` begin, from the nearest to that of the sentence."""
    for match in reversed(list(_BREAKS.finditer(text, floor, at))):
        yield match.end()
        if match.group() in _FINISHED:
            return
    yield floor


def _closes(dense: Dense, at: int, outline: Outline, end: int) -> bool:
    return at >= end or outline.next_start(at, end) == at or dense.ends_paragraph(at)


def _hands_nothing_out(dense: Dense, start: int, clause: Clause, outline: Outline) -> bool:
    if any(map(tells_to_whom, clause.names(dense.text))):
        return True
    tells = (_asks_all, _tells_whose, _tells_made, _goes_on_from_topic, _goes_on_from_duty)
    if any(told(dense, start, clause) for told in tells) or _is_stage(start, clause, outline):
        return True
    return _closes_headed(dense, start, clause, outline)


def _closes_headed(dense: Dense, start: int, clause: Clause, outline: Outline) -> bool:
    """Whether others do a part, or one of them leads, behind units, a colon and what these do.

    总务科、保卫科：维护秩序，由保卫科牵头.
    """
    if dense.text[start - 1] != "，" or not clause.parties:
        return False
    item = outline.innermost(start)
    low = max(dense.paragraph_start(start), start - _LONGEST, item.body if item else 0)
    colon = dense.text.find("：", low, start)
    if colon <= 0:
        return False
    read_names = told_units if duty_behind().match(dense.text, colon + 1) else units_of
    return bool(read_names(dense, low, colon, Role.RESPONSIBLE, ""))


def _is_stage(start: int, clause: Clause, outline: Outline) -> bool:
    """Whether an item begins with who checks: （二）学院督查 names a stage, and nothing to be checked."""
    return outline.opens_item(start) and all(one.role is Role.OTHER for one in clause.parties)


def _is_heading(dense: Dense, start: int, end: int, outline: Outline) -> bool:
    """Whether an item begins with nothing but names, the last of which holds a role word: 工会、妇联组织。"""
    return outline.opens_item(start) and bool(units_of(dense, start, end, Role.RESPONSIBLE, ""))


def _tells_made(dense: Dense, start: int, clause: Clause) -> bool:
    """Whether units are called something behind who a body is made of: 由A、B等组成，A为牵头单位."""
    made = dense.text.endswith(_MADE, 0, start - 1)
    return made and all(party.label.startswith(CALLED) for party in clause.parties)


def _goes_on_from_topic(dense: Dense, start: int, clause: Clause) -> bool:
    """Whether units stand behind what a sentence says others lead: 大赛由市政府主办，市教育局承办."""
    low = max(dense.paragraph_start(start), start - _LONGEST)
    before = _PHRASE_ENDS.split(dense.text[low : start - 1])[-1]
    by = _BY.search(before, 1) if dense.text[start - 1] == "，" and clause.parties else None
    if by is None:
        return False
    return before.endswith(_LEADS) or (dense.text[start] == "由" and before.find(_LEADS_IT, by.end()) > 0)


def _goes_on_from_duty(dense: Dense, start: int, clause: Clause) -> bool:
    """Whether others do a part behind what one unit is to do: 市教育局负责制定流程，各学校落实.

    More of what it is to do may stand between, or what others do beside who leads:
    市交通局负责储备，并确定标准，由各区具体落实; 市民政局牵头，市财政局保障资金，各区落实.
    """
    if dense.text[start - 1] != "，" or not clause.parties:
        return False
    low = max(dense.paragraph_start(start), start - _LONGEST)
    phrase, sentence = (behind_last(marks, dense.text, low, start - 1) for marks in ("，。；：", "。；："))
    if any(_opens_duty(dense, at, start - 1) for at in {phrase, sentence}):
        return True
    comma = dense.text.find("，", sentence, start - 1)
    return comma > 0 and _names_who_leads(dense, sentence, comma)


def _names_who_leads(dense: Dense, start: int, end: int) -> bool:
    """Whether a phrase says of units that they are in charge, and nothing else: 县民政局牵头."""
    word = next((one for one in _IN_CHARGE if dense.text.endswith(one, start, end)), "")
    return word != "" and bool(told_units(dense, start, end - len(word), Role.LEAD, ""))


def _opens_duty(dense: Dense, start: int, end: int) -> bool:
    """Whether a stretch begins with units and what they are responsible for, perhaps behind 由."""
    duty = duty_behind().search(dense.text, start, end)
    if duty is None:
        return False
    by = dense.text.rfind("由", start, duty.start())
    return bool(units_of(dense, max(start, by + 1), duty.start(), Role.RESPONSIBLE, ""))


def _asks_all(dense: Dense, start: int, clause: Clause) -> bool:
    """请各单位抓好落实 closes a text and hands out nothing in particular, also behind 现将……印发给你们，."""
    asked = "请" in (dense.text[start], dense.text[clause.parties[0].start - 1])
    return asked and all(map(is_collective, clause.names(dense.text)))


def _tells_whose(dense: Dense, start: int, clause: Clause) -> bool:
    """由市政府主办 tells whose an event is: nobody helps with anything."""
    return dense.text[start] == "由" and all(party.label == _HOSTS for party in clause.parties)


def _is_slogan(dense: Dense, start: int, end: int, clause: Clause) -> bool:
    """部门牵头、乡镇实施、村组落实 names kinds of bodies and no body, role by role joined with 、."""
    kinds = all(is_kind(_name(dense, party)) for party in clause.parties)
    return kinds and _joined_roles().search(dense.text, start, end) is not None


@cache
def _joined_roles() -> re.Pattern[str]:
    return re.compile(rf"{tail_phrase()}、")


def _without_people(dense: Dense, clause: Clause) -> Clause:
    """The clause without people in lists of units and beside them: 学生处负责，班主任、全体教师配合."""
    lists = _lists(dense, clause)
    found = [[party for party in one if not names_people(_name(dense, party))] for one in lists]
    parties = [party for units in found for party in units] or clause.parties
    return clause if len(parties) == len(clause.parties) else replace(clause, parties=parties)


def _says_nothing_else(dense: Dense, clause: Clause, *, goes_on: bool) -> tuple[bool, bool]:
    """Whether a clause may name units and say nothing else, and whether it does so for sure.

    Lists with people or names that nobody knows in them are believed beside one of known names.
    """
    lists = _lists(dense, clause)
    if not lists or clause.unread or _tells_work(dense, clause):
        return False, False
    known = stands_alone if goes_on else may_act
    unknown = [one for one in lists if not all(known(_name(dense, party)) for party in one)]
    if not unknown or are_fields([_name(dense, party) for one in lists for party in one]):
        return True, True
    return all(_may_be_units(dense, one) for one in unknown), len(unknown) < len(lists)


def _may_be_units(dense: Dense, parties: list[Party]) -> bool:
    """Whether names nobody knows may be those of units, without people: a few, or one before its role word.

    由城投负责，县住建局协助; but a topic has none: 清理河道，县水务局负责.
    """
    names = [name for party in parties if not names_people(name := _name(dense, party))]
    first, *others = parties
    if names and not others and first.label and dense.text.startswith(first.label, first.end):
        return may_be_a_body(names[0])
    return not names or are_bodies_by_shape(names)


def _tells_work(dense: Dense, clause: Clause) -> bool:
    """Whether what is to be done by a time stands between units, or before them.

    A牵头，于9月底前取缔摊点，B配合. 水渠6月底前修成，由A负责.
    """
    first, last = clause.parties[0].start, clause.parties[-1].start
    for start, end in clause.times:
        phrase = dense.text[start:end]
        if end >= last or is_time(phrase):
            continue
        limit = _ends_in_time().search(phrase)
        if limit is None or (end <= first and limit.start() >= _SHORTEST_TOPIC):
            return True
    return False


@cache
def _ends_in_time() -> re.Pattern[str]:
    return re.compile(rf"{limit_phrase()}$")


def _lists(dense: Dense, clause: Clause) -> list[list[Party]]:
    """The parties of a clause, list by list as 、 joins them."""
    lists: list[list[Party]] = []
    for party in clause.parties:
        if not lists or dense.text[party.start - 1] != "、":
            lists.append([])
        lists[-1].append(party)
    return lists


def _name(dense: Dense, party: Party) -> str:
    return dense.text[party.start : party.end]

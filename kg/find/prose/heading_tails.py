"""What stands behind the units of a heading: 市教育局负责的重点任务, 县公安局主要职责：."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.find.assignments.clause import Party
from kg.find.names.bodies import LONGEST_LIST, in_a_word, told_units, units_of
from kg.find.names.people import holds_office
from kg.find.prose.headed import LEADS_ON, ends_in_duties_label
from kg.find.text.dense import Dense
from kg.find.text.outline import Item
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_body, is_class, is_kind, names_people
from kg.words.names import is_collective
from kg.words.roles import first_characters

_SHORTEST = 2
_LONGEST_FIELD = 12
NAME_END = re.compile(
    "(?:[，。：是为由]|主管(?!部门|单位|机关)|负责|对(?![外口台]))(?![^（）]*）)|设[在于]"
)  # no comma in brackets
"""Where the name of a body ends that a line goes on about."""
_FIELD = re.compile("[\u4e00-\u9fa5、]+(?<![和及与、])")
_DOES = "(?:应当?|要|须)?(?:具体|主要)?(?:做好|履行|承担)?"
_COUNTED = re.compile(r"（共?[\d一二三四五六七八九十]+[项件个条]）：?$")


class Tail(NamedTuple):
    """Where a heading goes on behind its units, the role it tells, and whether it tells duties."""

    start: int
    role: Role
    tells: bool


def without_tail(dense: Dense, start: int, end: int) -> Tail:
    """市教育局负责的重点任务, 县公安局主要职责：: what stands behind the units of a heading."""
    if (named := _presented(dense, start, end)) is not None:
        return Tail(named, Role.RESPONSIBLE, tells=True)
    tail = _heading_tail().search(dense.text[start:end]) if end - start <= LONGEST_LIST else None
    if tail is None:
        return Tail(end, Role.RESPONSIBLE, tells=False)
    role, stop = Role.LEAD if tail["lead"] else Role.RESPONSIBLE, start + tail.start()
    if tail["tells"] and dense.text[end - 1] != "。":
        stop = _before_field(dense, start, stop)
    return Tail(stop, role, tells=bool(tail["tells"] or tail["charged"]))


def _presented(dense: Dense, start: int, end: int) -> int | None:
    """Where the name ends that opens a line with a label of duties at its end: X是…机构，其主要职责是：."""
    mark = NAME_END.search(dense.text, start + 1, end) if ends_in_duties_label(dense, start, end) else None
    return mark.start() if mark and not _founds().search(dense.text, start, mark.start()) else None


@cache
def _founds() -> re.Pattern[str]:
    return re.compile(one_of(load("duties")["heading"]["founds"]))


def _before_field(dense: Dense, start: int, end: int) -> int:
    """`end`, or where the units end that stand before a field of duties: 市财政局防汛抗旱(工作职责)."""
    if not told_units(dense, start, end, Role.RESPONSIBLE, ""):
        for stop in range(end - _SHORTEST, max(start, end - _LONGEST_FIELD), -1):
            parted = _is_field(dense.text[stop:end]) and not in_a_word().match(dense.text, stop - 1)
            if (
                parted
                and not _founds().search(dense.text, start, stop)
                and units_of(dense, start, stop, Role.RESPONSIBLE, "")
            ):
                return end if is_kind(dense.text[start:stop]) else stop
    return end


def _is_field(words: str) -> bool:
    """Whether duties can be about `words`: neither people nor anything joined to their label."""
    return _FIELD.fullmatch(words) is not None and not names_people(words)


@cache
def composition() -> re.Pattern[str]:
    """What tells duties, and who a body is made of, behind its name: 职责及组成, 组成人员和职责."""
    words = load("duties")["heading"]
    made, tells = one_of(words["made"]), f"{one_of(words['topics'])}*{one_of(words['tells'])}"
    return re.compile(rf"的?(?:{made}+[及和与、]{tells}|{tells}[及和与、]{made}+)$")


@cache
def _heading_tail() -> re.Pattern[str]:
    words = load("duties")["heading"]
    lasts = first_characters(word[::-1] for word in (*words["tells"], *words["nouns"]))
    openings = [*"牵主负承落办完的（。：具应要须做履责", *words["topics"], *words["tells"], *words["nouns"]]
    tells = rf"(?:{one_of(words['tells'])}|(?:工作)?责任(?={LEADS_ON}：))"
    return re.compile(
        rf"(?=[{first_characters(openings)}]|$)"  # the first character alone turns most places away
        rf"(?:(?P<lead>牵头|主办)(?:负责)?|(?P<charged>(?:具体|主要)?负责(?=：$))|{_DOES}(?:负责|承办)?)(?:落实|办理|完成)?的?{one_of(words['topics'])}*"
        rf"(?:(?P<tells>{tells}(?:[、和及与]{tells})?)(?:{LEADS_ON}(?=：))?|{one_of(words['nouns'])})?"
        rf"(?:(?<=[{lasts}])（[^（）]*）|（[^（）]*\d[^（）]*）)?[。：]?$"
    )


def heading_units(dense: Dense, item: Item) -> tuple[Party, ...]:
    """The units that the first line of an item is made of: 县公安局主要任务：."""
    line = min(dense.line_end(item.body), item.end)
    tail = without_tail(dense, item.body, line)
    if not tail.tells and dense.text.startswith(tuple(load("duties")["heading"]["nouns"]), tail.start):
        return ()  # 产业园项目 is what is done, 市教育局负责的项目 whose it is
    parties = units_of(dense, item.body, tail.start, tail.role, "")
    return parties if name_somebody(dense, parties) else ()


def name_somebody(dense: Dense, parties: tuple[Party, ...]) -> bool:
    """Whether units of a line are more than words for kinds of bodies, as any heading may be: 指挥机构."""
    names = (dense.text[one.start : one.end] for one in parties)
    return any(is_collective(name) or not is_class(name) for name in names)


def heads_several(line: str) -> bool:
    """Whether a line counts the tasks below it or says whose they are: 项目（3件）, 市长负责的工作."""
    tail = _heading_tail().search(line)
    named = line[: tail.start()] if tail and "的" in tail[0] else ""
    return _COUNTED.search(line) is not None or (named != "" and (holds_office(named) or is_body(named)))

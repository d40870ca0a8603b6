"""Blanket clauses: 以下各项任务均涉及各县（市、区），不再单独列出 adds units to every item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.find.names.lists import Mention, split_names
from kg.find.text.dense import Dense
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.marks import behind_last
from kg.words.names import is_collective, is_name
from kg.words.roles import first_characters, named_role

_LONGEST = 120
_PLAIN = "(?:[^，。；：（）〔〕]|（[^（）]*）)"  # what stands in one phrase, with its brackets
_MARKS = "，。；：（〔"
_EACH = re.compile("[均都]")
_SAYS = re.compile("[均都不为是]")  # no list of units without one of these holds a clause
_END = "(?=[，。；）〕]|$)"


@cache
def _words() -> dict[str, str]:
    return {name: one_of(words) for name, words in load("roles")["blanket"].items()}


@cache
def no_more() -> re.Pattern[str]:
    """What says that units are not named again: 不再单独列出, 不一一列出."""
    word = _words()
    how = rf"(?:{word['how']}|在[^，。]{{1,8}}){{0,3}}"
    return re.compile(rf"{word['where']}?(?:各项)?{_not_again().pattern}{how}{word['listed']}")


@cache
def _not_again() -> re.Pattern[str]:
    """不再, or 不 before 一一, 逐一."""
    return re.compile(rf"不(?:再|(?={_words()['not_each']}))")


@cache
def _clause() -> re.Pattern[str]:
    """均涉及X，不再列出 and X均为责任单位，不再列出."""
    word = _words()
    units = rf"(?P<units>[^。；]{{2,80}}?)(?:[，；]?{word['adverbs']}?(?P<does>{word['does']}){{,2}})"
    subject = rf"(?P<subject>{_PLAIN}{{2,40}})"
    return re.compile(
        rf"(?:(?:均|都)(?:{word['holds']}|{word['needs']}|为){units}"
        rf"|{subject}(?:均|都){word['are']}[^，。；]{{0,10}}(?P<called>{word['stems']})单位)[，；]?{no_more().pattern}"
    )


@cache
def _every_item() -> str:
    word = _words()
    return rf"(?:{word['below']}{word['every']}?|{word['every']}){word['items']}?"


@cache
def _opens() -> re.Pattern[str]:
    """Where a clause on every item may open; its first character turns most places away."""
    lists = load("roles")["blanket"]
    return re.compile(rf"(?=[{first_characters([*lists['below'], *lists['every']])}]){_every_item()}")


@cache
def _of_every_item() -> re.Pattern[str]:
    """What says of every item whose it is, without 不再: 以下任务均需X落实, 以下措施责任单位均包括X."""
    word = _words()
    called = rf"(?P<called>{word['stems']})单位"
    needed = rf"{word['needs']}(?P<needed>{_PLAIN}+?){word['adverbs']}?(?P<does>{word['does']})"
    return re.compile(
        rf"{_every_item()}(?:(?:的?{word['stems']}(?:单位|部门))?(?:均|都)(?:{needed}|{word['holds']}(?P<held>{_PLAIN}+))"
        rf"|的?(?P<part>{word['stems']})(?:单位|部门)(?:均|都)为(?P<named>{_PLAIN}+)"
        rf"|(?P<all>各{_PLAIN}+?)(?:均|都){word['are']}[^，。；]{{0,4}}?{called}){_END}"
    )


@cache
def _called_of_every_item() -> re.Pattern[str]:
    """What units are called that are those of every item: 各县区均为(各项任务的配合单位)."""
    word = _words()
    called = rf"(?P<called>{word['stems']})(?:单位|部门|主体)"
    return re.compile(rf"[为是]{_every_item()}的{called}{_END}")


@cache
def _who_is() -> re.Pattern[str]:
    return re.compile(rf"(?P<units>各{_PLAIN}+?)(?:均|都)?{_words()['are']}")


@dataclass(frozen=True, slots=True)
class FoundBlanket:
    """A blanket clause at the dense stretch ``start:end`` with the units it adds and their role."""

    start: int
    end: int
    units: tuple[Mention, ...]
    role: Role


def find_blanket(dense: Dense, start: int, end: int) -> Iterator[FoundBlanket]:
    """The blanket clauses of a dense stretch, in printed order."""
    if _SAYS.search(dense.text, start, end) is None:
        return
    behind = start
    found = [*_said_of_all(dense, start, end), *_not_named_again(dense, start, end)]
    for one in sorted(found, key=lambda blanket: blanket.start):
        if one.start >= behind:
            behind = one.end
            yield one


def _not_named_again(dense: Dense, start: int, end: int) -> Iterator[FoundBlanket]:
    """Those that say that their units are not named again."""
    text, behind = dense.text, start
    for mark in _not_again().finditer(text, start, end):
        at = mark.start()
        low = behind_last("。；", text, max(behind, at - _LONGEST), at)
        match = _clause().search(text, low, min(at + _LONGEST, end))
        if match is None or match.end() <= at:
            continue
        behind = match.end()
        low, high = match.span("subject" if match["units"] is None else "units")
        if rider := _rider().search(text, low, high):
            high = rider.start()
        names = tuple(split_names(dense, low, high, strict=True)) or (Mention(low, high),)
        yield FoundBlanket(match.start(), match.end(), names, _role(match["does"] or match["called"]))


def _said_of_all(dense: Dense, start: int, end: int) -> Iterator[FoundBlanket]:
    """Those that say that their units are those of every item."""
    text = dense.text
    for match in _on_every_item(text, start, end):
        group = next(name for name in ("needed", "held", "all", "named") if match[name])
        if names := _all_named(dense, *match.span(group), one=group == "named"):
            role = _role(match["does"] or match["called"] or match["part"])
            yield FoundBlanket(match.start(), _behind(text, match.end(), end), names, role)
    for match in _called_of_every_item().finditer(text, start, end):
        who = _who_before(dense, start, match.start() + 1)
        if who and (names := _all_named(dense, *who.span("units"))):
            role = _role(match["called"])
            yield FoundBlanket(who.start(), _behind(text, match.end(), end), names, role)


def _on_every_item(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of `_of_every_item`, looked for before the few places with 均 or 都, which each has."""
    behind = start
    for each in _EACH.finditer(text, start, end):
        low = behind_last("，。；：", text, max(behind, each.start() - _LONGEST), each.start())
        opens = (one.start() for one in _opens().finditer(text, low, each.start()))
        match = next(filter(None, (_of_every_item().match(text, at, end) for at in opens)), None)
        if match:
            behind = match.end()
            yield match


def _who_before(dense: Dense, start: int, at: int) -> re.Match[str] | None:
    """The phrase of a class of units, not before `start`, that is called something at `at`: 各县区均为."""
    low = max(start, at - _LONGEST)
    places = (place for place in range(low, at) if dense.text[place] == "各")
    opens = (place for place in places if dense.gap(place) or dense.text[place - 1] in _MARKS)
    return next(filter(None, (_who_is().fullmatch(dense.text, place, at) for place in opens)), None)


def _behind(text: str, at: int, end: int) -> int:
    """`at`, or where it ends behind that units are not named again: ，不再列出."""
    again = no_more().match(text, at + text.startswith(("，", "；"), at), end)
    return again.end() if again else at


def _all_named(dense: Dense, start: int, end: int, *, one: bool = False) -> tuple[Mention, ...]:
    """The units of a stretch that names classes of them, or where it may be `one` unit, and nothing else."""
    names = tuple(split_names(dense, start, end))
    words = [dense.text[one.start : one.end] for one in names]
    named = all(map(is_name, words)) and (one or any(map(is_collective, words)))
    return names if named else ()


def _role(said: str | None) -> Role:
    """The role that the word of a clause tells of its units, if it has one: 均需X配合, 均为配合单位."""
    return (named_role(said) if said else None) or Role.RESPONSIBLE


@cache
def _rider() -> re.Pattern[str]:
    """What is said for a case behind units and what they do: 均需各区政府落实，没有该职能的，由…负责."""
    word = _words()
    return re.compile(rf"(?:{word['adverbs']}?{word['does']})?，[^，]+的，")

"""Duties in prose: 由X牵头…, X负责…, and items that begin with a unit (市教育局：负责…).

Prose names many actors and assigns little. Only a unit directly before the role word counts, and
what follows the word must be something to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.find.clauses import Party
from kg.find.dense import Dense
from kg.find.names import is_collective, is_name, split_names
from kg.find.outline import Item, Outline
from kg.lexicon import load
from kg.model import Role

_VERB = re.compile(r"牵头负责|负责牵头|牵头|负责")
_BY = re.compile(r"由(?=[\u4e00-\u9fa5])")
_SUBJECT_VERB = re.compile("应|要|须|依照|依法|按照|会同|承担|履行|行使")
_SENTENCE_END = re.compile(r"[。；！？]")
_CLAUSE_MARKS = "，。；：！？"
_LONGEST_NAMES = 80
_UNIT_HEAD = re.compile(r"[。：]")


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty at the dense stretch ``start:end``, its units, and whether 牵头 was said."""

    start: int
    end: int
    parties: tuple[Party, ...]
    clause_end: int
    leads: bool


def sentence_duties(dense: Dense, start: int, end: int) -> Iterator[Duty]:
    """X负责… and (由)X牵头… between two stops of the dense stretch, in printed order."""
    for match in _VERB.finditer(dense.text, start, end):
        if not _may_be_duty(dense.text, match):
            continue
        low = _clause_start(dense, match.start(), start)
        names_from = dense.text.rfind("由", low, match.start()) + 1 or low
        parties = _units(dense, names_from, match.start(), _verb_role(match.group()), match.group())
        if parties:
            yield Duty(
                low, _sentence_end(dense, match.end(), end), parties, match.end(), "牵头" in match.group()
            )


def agent_duties(dense: Dense, start: int, end: int) -> Iterator[Duty]:
    """由X + verb, and 经X审查: the form of rules. Units only; meetings and persons decide and own nothing."""
    for match in _BY.finditer(dense.text, start, end):
        names_end = _names_end(dense, match.end(), end)
        if names_end is None:
            continue
        parties = _units(dense, match.end(), names_end, Role.RESPONSIBLE, "由")
        if all(is_collective(dense.text[one.start : one.end]) for one in parties):
            continue
        helpers, after = _helpers(dense, names_end, end)
        low = _topic_start(dense, match.start(), start)
        yield Duty(low, _sentence_end(dense, after, end), (*parties, *helpers), after, False)
    yield from _passive(dense, start, end)


def _passive(dense: Dense, start: int, end: int) -> Iterator[Duty]:
    for match in _passive_pattern().finditer(dense.text, start, end):
        parties = _units(dense, match.start("names"), match.end("names"), Role.RESPONSIBLE, match["word"])
        if parties:
            low = _topic_start(dense, match.start(), start)
            yield Duty(low, _sentence_end(dense, match.end(), end), parties, match.end(), False)


def subject_duties(dense: Dense, start: int, end: int) -> Iterator[Duty]:
    """A sentence of an article that begins with one named unit: X应当…, X依照…."""
    low = start
    for stop in [match.end() for match in _SENTENCE_END.finditer(dense.text, start, end)] + [end]:
        names_end = _names_end(dense, low, min(stop, low + _LONGEST_NAMES), _SUBJECT_VERB)
        if names_end:
            parties = _units(dense, low, names_end, Role.RESPONSIBLE, "")
            if not any(_general(dense.text[one.start : one.end]) for one in parties):
                yield Duty(low, stop, parties, names_end, False)
        low = stop


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


def _unit_head(dense: Dense, item: Item) -> Duty | None:
    head = _UNIT_HEAD.search(dense.text, item.body, min(item.end, item.body + _LONGEST_NAMES))
    if head is None or head.end() >= item.end:
        return None
    text = dense.text[head.end() : head.end() + 6]
    role = Role.LEAD if text.startswith("牵头") else Role.RESPONSIBLE
    parties = _units(dense, item.body, head.start(), role, "")
    return Duty(head.end(), item.end, parties, head.end(), False) if parties else None


# ---------------------------------------------------------------- pieces


def _verb_role(verb: str) -> Role:
    return Role.LEAD if "牵头" in verb else Role.RESPONSIBLE


def _may_be_duty(text: str, match: re.Match[str]) -> bool:
    words = load("duties")["not_after_lead" if match.group().endswith("牵头") else "not_after_duty"]
    after = text[match.end() : match.end() + 3]
    return bool(after) and not after.startswith(tuple(words)) and after[0] not in "，。；）〕"


def _clause_start(dense: Dense, at: int, floor: int) -> int:
    low = max(floor, at - _LONGEST_NAMES)
    marks = [dense.text.rfind(mark, low, at) + 1 for mark in _CLAUSE_MARKS]
    breaks = [place for place in dense.gaps(low, at) if dense.ends_paragraph(place)]
    return max([low, *marks, *breaks])


def _topic_start(dense: Dense, at: int, floor: int) -> int:
    """Like the clause start, but with what the duty is about where the sentence has just that before it."""
    low = _clause_start(dense, at, floor)
    if dense.text[low - 1] != "，":
        return low
    topic = _clause_start(dense, low - 1, floor)
    return low if dense.text[topic - 1] == "，" else topic


def _sentence_end(dense: Dense, at: int, end: int) -> int:
    match = _SENTENCE_END.search(dense.text, at, end)
    stop = match.start() if match else end
    return next((place for place in dense.gaps(at, stop) if dense.ends_paragraph(place)), stop)


def _units(dense: Dense, start: int, end: int, role: Role, label: str) -> tuple[Party, ...]:
    """The units of a stretch that holds nothing else; empty where any piece is no body."""
    if not 1 < end - start <= _LONGEST_NAMES:
        return ()
    mentions = split_names(dense, start, end)
    if not mentions or not all(is_body(dense.text[one.start : one.end]) for one in mentions):
        return ()
    return tuple(Party(one.start, one.end, role, label) for one in mentions)


@cache
def _body() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    words = load("duties")
    bodies = "|".join(sorted(words["bodies"], key=len, reverse=True))
    first = "|".join(sorted(words["not_first"], key=len, reverse=True))
    return (
        re.compile(rf"(?:{bodies})(?:（[^）]*）)?$"),
        re.compile(rf"(?:{first})"),
        frozenset(words["nobody"]),
    )


@lru_cache(maxsize=65536)
def is_body(name: str) -> bool:
    """Whether `name` can be the subject of a duty: a body or a class of bodies, nothing general."""
    ending, first, nobody = _body()
    if name in nobody or not is_name(name) or not ending.search(name):
        return False
    if any(word in name for word in load("duties")["not_inside"]):
        return False
    return is_collective(name) or not first.match(name)


def _names_end(dense: Dense, start: int, end: int, verb: re.Pattern[str] | None = None) -> int | None:
    """The end of the list of bodies that begins at `start` and stands before something to do."""
    verb = verb or _agent_verb()
    for stop in range(start + 2, min(end, start + _LONGEST_NAMES // 2) + 1):
        if dense.text[stop - 1] in _CLAUSE_MARKS:
            return None
        if verb.match(dense.text, stop) and _units(dense, start, stop, Role.RESPONSIBLE, ""):
            return stop
    return None


@cache
def _agent_verb() -> re.Pattern[str]:
    return re.compile("|".join(sorted(load("duties")["verbs"], key=len, reverse=True)))


def _helpers(dense: Dense, at: int, end: int) -> tuple[tuple[Party, ...], int]:
    """会同 or 商 with the units that help, directly behind the agent."""
    for word in load("roles")["tail"]["partners"]:
        if dense.text.startswith(word, at):
            stop = _names_end(dense, at + len(word), end)
            if stop:
                return _units(dense, at + len(word), stop, Role.SUPPORT, word), stop
    return (), at


@cache
def _passive_pattern() -> re.Pattern[str]:
    words = load("duties")
    before = "|".join(sorted(words["passive_before"], key=len, reverse=True))
    after = "|".join(sorted(words["passive_after"], key=len, reverse=True))
    return re.compile(rf"(?:{before})过?(?P<names>[\u4e00-\u9fa5、（）]{{3,40}}?)(?P<word>{after})")

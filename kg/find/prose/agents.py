"""Duties of rules whose units stand behind 由 or with 会同 before a verb: 由X制定, X会同Y制定, 经X审查."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.assignments.clause import Party
from kg.find.names.bodies import end_of_bodies, units_of
from kg.find.prose.duty import Duty
from kg.find.prose.helpers import agent_verb, helpers_behind, supporters
from kg.find.prose.nothing import (
    does_nothing,
    handed_on,
    is_done,
    is_excepted,
    is_reported,
    is_source,
    only_allows,
    only_decides,
    pays,
    punishes,
)
from kg.find.prose.reach import clause_start, sentence_end, topic_start, with_time
from kg.find.prose.topics import BY, NO_ADVERB, own_topic
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_class, is_lowest, is_of_a_field
from kg.words.names import NAME_STARTS, is_collective

_MADE = "组成。"  # what the body does is told in the next sentence: 由A、B组成。负责疏散。
_LABEL = re.compile("[\u4e00-\u9fa5]{2,6}：")
_BY_CASE = re.compile("(?:根据|结合|按照|依据)[\u4e00-\u9fa5]{2,4}$")  # X根据实际会同Y


def agent_duties(dense: Dense, start: int, end: int, outline: Outline, taken: Covered) -> Iterator[Duty]:
    """由X + verb, X会同Y + verb, and 经X审查, outside what is `taken`.

    Units only; meetings and persons decide and own nothing.
    """
    for match in BY.finditer(dense.text, start, end):
        if match.end() in taken:
            continue
        names_end = end_of_bodies(dense, match.end(), end, agent_verb())
        if names_end is None or _says_no_duty(dense, match.start(), names_end):
            continue
        clause = clause_start(dense, match.start(), start, outline)
        if handed_on(dense.text, clause, match.start()) or is_excepted(dense.text, clause, names_end, end):
            continue
        if is_done(dense.text, names_end, end):
            continue
        helps = dense.text.startswith(tuple(load("duties")["helps"]), names_end)
        role = Role.SUPPORT if helps else Role.RESPONSIBLE
        parties = units_of(dense, match.end(), names_end, role, "由")
        if all(_is_anybody(dense.text[one.start : one.end]) for one in parties):
            continue
        helpers, after = helpers_behind(dense, names_end, end)
        low = own_topic(dense, match.start(), start, outline)
        tentative = dense.text.endswith(tuple(load("duties")["tentative"]), low, match.start())
        classes = all(_any_class(dense, (one,)) for one in parties)  # 由县公安局、各医院组成
        named = not (tentative or classes or only_decides(dense.text, names_end))
        made = after + len(_MADE) if dense.text.startswith(_MADE, after) else after
        stop = sentence_end(dense, made, end)
        others = _others(dense, parties, supporters(dense, after, stop))
        yield Duty(low, stop, (*parties, *helpers, *others), after, False, named=named)
    yield from _joint(dense, start, end, outline)
    yield from _passive(dense, start, end, outline)


def _says_no_duty(dense: Dense, by: int, at: int) -> bool:
    """Whether 由X, from `by` to `at`, and what stands behind it say of X nothing that it is to do."""
    text = dense.text
    if _no_duty().match(text, at) or does_nothing(text, at) or only_allows(text, by):
        return True
    if pays(text, by, at) or punishes(text, by, at):
        return True
    return _opens_label(dense, at) or is_source(dense, by, at)


def _is_anybody(name: str) -> bool:
    """Whether a name is that of a class of bodies which is not told by its field, nor of the lowest ones."""
    return is_collective(name) and not (is_of_a_field(name) or is_lowest(name))


def _opens_label(dense: Dense, at: int) -> bool:
    """Whether what looks like a verb is the label of the line below: …方案由国务院⏎发布时间：…."""
    return dense.gap(at) >= Gap.LINE and _LABEL.match(dense.text, at) is not None


def _others(dense: Dense, doers: tuple[Party, ...], helpers: tuple[Party, ...]) -> tuple[Party, ...]:
    """The helpers that are not named as doers: 由政府安排工作，或者由政府协助就业."""
    names = {dense.text[one.start : one.end] for one in doers}
    return tuple([one for one in helpers if dense.text[one.start : one.end] not in names])


@cache
def _no_duty() -> re.Pattern[str]:
    """What says no duty behind 由X: what X only passes on (综合后向…), what names a thing (组织的…).

    Nor does what X does by its office (签发证书).
    """
    words, verb = load("duties"), agent_verb().pattern
    done, office = one_of(words["done_to"]), one_of(words["office_verbs"])
    return re.compile(
        rf"{office}|[\u4e00-\u9fa5]{{2}}后向|依法[\u4e00-\u9fa5]{{2}}的|(?:{verb})+{done}?(?:[或和及、][^，。；的]{{1,10}})?{NO_ADVERB}的"
    )


@cache
def _together() -> re.Pattern[str]:
    words = load("duties")
    level = "".join(sorted(NAME_STARTS))
    before_level = [rf"{word}(?=[{level}])" for word in words["together_before_level"]]
    return re.compile("|".join([*words["together"], *before_level]))


def _joint(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """X会同Y制定…, where the clause begins with X."""
    for match in _together().finditer(dense.text, start, end):
        low = clause_start(dense, match.start(), start, outline)
        adverb = _BY_CASE.search(dense.text[low : match.start()])
        names_end = low + adverb.start() if adverb else match.start()
        names_end -= dense.text.endswith("将", low + 1, names_end)  # 县住建局将会同县公安局
        parties = units_of(dense, low, names_end, Role.RESPONSIBLE, match.group())
        helpers, after = helpers_behind(dense, match.start(), end) if parties else ((), match.end())
        if not helpers or _any_class(dense, parties, fields=True) or _no_duty().match(dense.text, after):
            continue
        if only_allows(dense.text, parties[0].start - 1) or BY.search(dense.text, low + 1, match.start()):
            continue
        stop = sentence_end(dense, after, end)
        if not is_reported(dense.text, low, after, stop):
            low = with_time(dense, low, start, outline)
            parties = (*parties, *helpers)
            others = _others(dense, parties, supporters(dense, after, stop))
            yield Duty(low, stop, (*parties, *others), after, False)


def _any_class(dense: Dense, parties: tuple[Party, ...], *, fields: bool = False) -> bool:
    """Whether a unit is a class of bodies; one told by its field counts as a unit where `fields` do."""
    names = (dense.text[one.start : one.end] for one in parties)
    return any(is_class(name) and not (is_lowest(name) or (fields and is_of_a_field(name))) for name in names)


def _passive(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    for match in _passive_pattern().finditer(dense.text, start, end):
        parties = units_of(dense, match.start("names"), match.end("names"), Role.RESPONSIBLE, match["word"])
        if parties:
            low = topic_start(dense, match.start(), start, outline)
            yield Duty(low, sentence_end(dense, match.end(), end), parties, match.end(), False, named=False)


@cache
def _passive_pattern() -> re.Pattern[str]:
    words = load("duties")
    before, after = one_of(words["passive_before"]), one_of(words["passive_after"])
    not_yet = "".join(f"(?<!已{word})" for word in words["passive_before"])
    return re.compile(
        rf"{before}{not_yet}过?(?P<names>[\u4e00-\u9fa5、（）]{{3,40}}?)(?P<word>{after})(?!，?现|后)"
    )

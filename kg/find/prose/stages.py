"""Stages of a plan with their periods: whoever the text of a stage tells something is to do it by its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from kg.find.names.bodies import LONGEST_LIST, asked_units, end_of_bodies
from kg.find.prose.dated import asks_or_does
from kg.find.prose.duty import Duty
from kg.find.prose.duty_lists import end_of_head
from kg.find.prose.helpers import helpers_behind, supporters
from kg.find.prose.nothing import are_works, is_reported
from kg.find.prose.reach import sentence_end
from kg.find.prose.topics import BY
from kg.find.text.dense import Dense
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_single

_CALLED_SO = re.compile(
    r"[^，。；：（）]{2,16}阶段（(?P<period>[^（）]*\d[^（）]*[日月旬底][^（）]*)）[，。：；]?"
)
# 动员部署（3月1日—15日）。; behind 第一阶段 the bracket may come first: （3月）：动员部署。
_STANDING = one_of(load("roles")["limit"]["standing"])
_DATED = re.compile(
    r"(?:[^，。；：（）]{2,14})?（(?:时间：)?(?P<period>(?:即日起|自)?[\d年月日上中下旬初底末半前起至到—\-~]*[日月旬底末前]"
    rf"(?:起{_STANDING})?|{_STANDING})）[，。：；]?"
)
_PERIOD = re.compile(
    r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?[至到—\-~](?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|底)?|\d{1,2}日|月?底)，"
)
_MAY_END = re.compile("[日月底]，")  # is found faster than the period before it
_LONGEST_PERIOD = 26
_FEWEST = 2
_LONGEST_NAME = 20
_COMMA = re.compile("[，；]")
_SENTENCE = re.compile("。")


class Stage(NamedTuple):
    """The heading of a stage: the stretch of its period, where its text begins, and whether it goes on."""

    period: tuple[int, int]
    end: int
    lasts: bool = False


def stage_of(text: str, item: Item, outline: Outline) -> Stage | None:
    """The stage that an item is: 自查阶段（5月2日—7日），….

    Without the word for it those beside it have periods as well.
    """
    if text.find("（", item.body, item.body + _LONGEST_NAME) < 0:
        return None
    match = _CALLED_SO.match(text, item.body, item.end)
    if match is None and _is_dated(text, item) and _among_dated(text, item, outline):
        match = _DATED.match(text, item.body, item.end)
    return Stage(match.span("period"), match.end(), _lasts(match["period"])) if match else None


def _lasts(period: str) -> bool:
    """Whether work goes on from then on: 3月起长期坚持."""
    return period.endswith(tuple(load("roles")["limit"]["standing"]))


def _is_dated(text: str, item: Item) -> bool:
    match = _DATED.match(text, item.body, item.end)
    return match is not None and (match.start("period") > item.body + 1 or item.style == "stage")


def _among_dated(text: str, item: Item, outline: Outline) -> bool:
    """Whether an item stands beside others with a period each, all but one of them."""
    above = outline.items[item.parent] if item.parent >= 0 else None
    beside = outline.children(above) if above else [one for one in outline.items if one.parent < 0]
    beside = [one for one in beside if one.style == item.style]
    dated = sum(_is_dated(text, one) for one in beside)
    return dated >= max(_FEWEST, len(beside) - 1)


def staged_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """What the text of a stage tells units to do by its end, each of them its own part.

    县住建局制定方案，各乡镇召开动员会。
    """
    for item in outline.inside(start, end):
        stage = stage_of(dense.text, item, outline)
        close = outline.next_start(item.body, item.end)
        if stage is None or stage.end >= close:
            continue
        stops = [one.end() for one in _SENTENCE.finditer(dense.text, stage.end, close)]
        for low, high in pairwise(sorted({stage.end, *dense.paragraphs(stage.end, close), *stops, close})):
            yield from told_in_sentence(dense, low, high, freely=True)


def period_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """What sentences that open with a period tell units to do in it: 4月15日至25日，各小学摸底."""
    for last in _MAY_END.finditer(dense.text, start, end):
        period = _PERIOD.search(dense.text, max(start, last.end() - _LONGEST_PERIOD), last.end())
        if period is None or period.end() < last.end():
            continue
        low = period.start()
        opens = (
            dense.text[low - 1] in "。；：" or dense.paragraph_start(low) == low or outline.opens_item(low)
        )
        close = sentence_end(dense, period.end(), end)
        for duty in told_in_sentence(dense, period.end(), close) if opens else ():
            yield replace(duty, start=low) if duty.start == period.end() else duty


def told_in_sentence(dense: Dense, start: int, end: int, *, freely: bool = False) -> Iterator[Duty]:
    """The duties of a sentence: of who begins it, and of those who begin its later parts.

    Behind a semicolon, and with `freely` at its start, any verb tells what the body there does.
    """
    first = None
    if not BY.match(dense.text, start):
        first = _names_end(dense, start, end) or (_single_head(dense, start, end) if freely else None)
    heads = [(start, first)] if first else []
    for mark in _COMMA.finditer(dense.text, start, end):
        stop = _names_end(dense, mark.end(), end)
        if stop is None and mark.group() == "；":
            stop = _single_head(dense, mark.end(), end)
        heads += [(mark.end(), stop)] if stop else []
    for (low, stop), (high, _) in pairwise([*heads, (end, end)]):
        duty = _duty(dense, low, stop, high)
        if duty:
            yield duty


def _single_head(dense: Dense, start: int, end: int) -> int | None:
    """The end of the single body that begins a part, whatever verb stands behind it."""
    stop = end_of_head(dense, start, end)
    return stop if stop and is_single(dense.text[start:stop]) else None


def _names_end(dense: Dense, start: int, end: int) -> int | None:
    """Where the units end that begin a part and do, or are asked, something but to help."""
    stop = end_of_bodies(dense, start, min(end, start + LONGEST_LIST), asks_or_does(plans=True))
    return None if stop and dense.text.startswith(tuple(load("duties")["helps"]), stop) else stop


def _duty(dense: Dense, start: int, stop: int, end: int) -> Duty | None:
    """What the units ``start:stop`` are told, up to `end`."""
    parties = asked_units(dense, start, stop, Role.RESPONSIBLE, "")
    close = sentence_end(dense, stop, end)
    if not parties or are_works(dense.text, parties, stop) or is_reported(dense.text, start, stop, close):
        return None
    joined = helpers_behind(dense, stop, close)[0]
    others = (*joined, *supporters(dense, stop, close))
    return Duty(start, close, (*parties, *others), stop, False)

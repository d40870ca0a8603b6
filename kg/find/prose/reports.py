"""Where a text tells what was done and hands nothing out: reports, summaries, answers, their sections."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.find.text.dense import Dense
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.words.kinds import is_minutes
from kg.words.marks import behind_last
from kg.words.roles import adverbs

_LONGEST_HEADING = 24
_LONGEST_OPINION = 100
_LONGEST_BEFORE = 500  # a paragraph may be the whole text
_LONGEST_SECTION = 1000
_LONGEST_OPENING = 600
_LONGEST_CHRONICLE = 10_000
_LONGEST_STILL = 4  # 下一阶段
_HEADING_END = re.compile("[。：，；]")
_YEAR = re.compile(r"(20\d\d)年")
_SINCE = "以来"
_CHRONICLE = "大事记"
_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?![前内起])")
_ON_A_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[上下]午|[早晚]上?|凌晨)?，|20\d\d年\d{1,2}月，")


@lru_cache(maxsize=1024)
def is_report(title: str) -> bool:
    """Whether a title is that of a text about what was done: …情况的报告, …总结, 关于…的答复, 关于表彰…."""
    told = _titles().search(title) or _praises().search(title)
    return told is not None and _still().search(title) is None


@cache
def _praises() -> re.Pattern[str]:
    """关于表彰先进单位的决定, but no 评选表彰方案."""
    words = load("duties")["report"]
    whom = "关于(?:对[^，。；]*?)?(?:给予|予以)?"
    return re.compile(rf"{whom}{one_of(words['praises'])}[^，。；]*{one_of(words['praised_in'])}$")


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('duties')['report']['titles'])}(?:（[^（）]*）|第\d+期)?$")


@lru_cache(maxsize=1024)
def _plans(title: str) -> bool:
    """Whether a title is that of a text about what is to be done: 实施方案, 工作要点."""
    return _titles_of_plans().search(title) is not None


@cache
def _titles_of_plans() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('duties')['report']['plans'])}(?:（[^（）]*）)?$")


@cache
def _headings(*, plan: bool) -> re.Pattern[str]:
    """A heading of what was done, which no verb opens: 工作完成情况, but 通报工作完成情况.

    How a thing is done (主要做法) a plan tells of what is to come.
    """
    words = load("duties")["report"]
    told = [*words["headings"], *load("headers")["progress"], *([] if plan else words["ways"])]
    return re.compile(rf"(?!关于|{adverbs()}{one_of(words['tells'])}).*{one_of(told)}$")


@cache
def _next() -> re.Pattern[str]:
    """What a heading says that tells of what is still to be done: 整改措施."""
    return re.compile(one_of(load("duties")["report"]["next"]))


@cache
def _still() -> re.Pattern[str]:
    """What tells of what is still to be done wherever it stands: 下一步打算."""
    return re.compile(one_of(load("duties")["report"]["still"]))


def tells_past(dense: Dense, outline: Outline, at: int, kind: str | None, title: str) -> bool:
    """Whether what stands at `at` tells what was done, by the nearest heading that says so or by the `title`.

    `kind` is that of the text: minutes report what was decided, and hand it out. What is still to be done may
    be told before it in its paragraph.
    """
    if _tells_an_opinion(dense, at):
        return True
    if is_minutes(kind) or not _headed_as_past(dense, outline, at, title):
        return False
    low = max(dense.paragraph_start(at), at - _LONGEST_BEFORE)
    return _still().search(dense.text, low, at + _LONGEST_STILL) is None


def _tells_an_opinion(dense: Dense, at: int) -> bool:
    """Whether the sentence at `at` tells what somebody thinks or what is wrong: 有的认为该由乡镇负责."""
    text, high = dense.text, dense.paragraph_end(at, at + _LONGEST_OPINION)
    low = behind_last("。", text, max(dense.paragraph_start(at), at - _LONGEST_OPINION), at)
    stop = text.find("。", at, high)
    return _opinion().search(text, low, high if stop < 0 else stop) is not None


@cache
def _opinion() -> re.Pattern[str]:
    return re.compile(one_of(load("duties")["report"]["opinions"]))


def _headed_as_past(dense: Dense, outline: Outline, at: int, title: str) -> bool:
    plan = _plans(title)
    told = _headings(plan=plan)
    for item in reversed(outline.path(outline.innermost(at))):
        heading = _heading(dense, item)
        if plan and item.body + len(heading) < dense.line_end(item.body):
            continue  # 期中工作总结。由教务处负责 heads a task, and no section
        if _still().search(heading) or _is_of_later(heading, title):
            return False
        if at >= item.body + len(heading) and item.style != "article" and told.match(heading):
            return True
        if _next().search(heading):
            return False
    return is_report(title) and not _is_below_plans(dense, at)


def _is_below_plans(dense: Dense, at: int) -> bool:
    """Whether a paragraph above begins with what is still to be done: 下一步：⏎一是由县水利局牵头…."""
    found = _still().finditer(dense.text, max(0, at - _LONGEST_SECTION), at)
    return any(dense.paragraph_start(one.start()) == one.start() for one in found)


def _is_of_later(heading: str, title: str) -> bool:
    """Whether a heading speaks of a year behind those of the title: 2024年工作谋划."""
    year, years = _YEAR.search(heading), _YEAR.findall(title)
    return year is not None and bool(years) and year[1] > max(years)


def _heading(dense: Dense, item: Item) -> str:
    """The first words of an item, up to a mark or the end of its line."""
    end = min(item.end, dense.line_end(item.body), item.body + _LONGEST_HEADING)
    mark = _HEADING_END.search(dense.text, item.body, end)
    return dense.text[item.body : mark.start() if mark else end]


def opens_as_news(text: str, at: int) -> bool:
    """Whether a sentence of news opens with its day: 3月18日，市公安局牵头…."""
    return _ON_A_DAY.match(text, at) is not None


def is_news(dense: Dense, start: int, at: int) -> bool:
    """Whether the text from `start` opens as news, before `at`: 本报讯, （记者…."""
    return _news().search(dense.text, start, min(at, start + _LONGEST_OPENING)) is not None


def stands_in_a_chronicle(dense: Dense, start: int, at: int) -> bool:
    """Whether the paragraph at `at` is a day below a heading of days: …大事记⏎1日　市长主持召开会议。"""
    low = dense.paragraph_start(at)
    if _DAY.match(dense.text, low) is None:
        return False
    heading = dense.text.rfind(_CHRONICLE, max(start, low - _LONGEST_CHRONICLE), low)
    return heading >= 0 and dense.ends_paragraph(heading + len(_CHRONICLE))


@cache
def _news() -> re.Pattern[str]:
    return re.compile(one_of(load("duties")["report"]["news"]))


def tells_since_when(text: str, at: int) -> bool:
    """Whether a sentence tells since when something goes on, at `at` or before: 今年以来，由X牵头."""
    if _since().match(text, at):
        return True
    return text.endswith("，", 0, at) and text.endswith((_SINCE, *load("duties")["since"]), 0, at - 1)


@cache
def _since() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(load('duties')['since'])}|[^，。；：]{{2,14}}{_SINCE})，")

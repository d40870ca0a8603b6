"""What is due by a time: the clause it governs."""

from __future__ import annotations

import re

from kg.lexicon import load, one_of
from kg.model import Span, squeeze

_WORDS = load("time")["goal"]
_HAN = "[一二三四五六七八九十]{1,3}"
# what follows the break before a line that begins with a number of its own, and so before a new item
ITEM_NUMBER = (
    rf"[^\S\n]*(?:[#*]+[^\S\n]*)?(?:（(?:{_HAN}|[0-9]{{1,2}})）|{_HAN}、|[0-9]{{1,2}}[.、](?![0-9]))"
)
_LABEL = r"[^\S\n]*[\u4e00-\u9fff]{2,8}："
_OWNERS = rf"(?=[^（）]{{0,12}}{one_of(_WORDS['owners'])})"
_STOP = re.compile(
    r"[。；！？.\n（](?:(?<=[。；！？])|(?<=[\u4e00-\u9fff]\.)"
    rf"|(?<=\n)(?:{ITEM_NUMBER}|{_LABEL})|(?<=（){_OWNERS})"
)
_CLAUSE_EDGE = "，。；：！？、“\n"
_TIMED = re.compile(one_of(load("time")["none"]["timed"]) + r"\Z")
_BARE = re.compile(rf"{one_of(_WORDS['bare'])}*")
_OPENING = re.compile(r"^[，,、：:）)]+")
_HEDGE_TAIL = re.compile(rf"(?:{one_of(_WORDS['hedges'])}|[，（])+$")


def goal(text: str, folded: str, span: Span, time: Span, between: Span) -> str | None:
    """The clause of the task at `span` due by a `time`, `between` the limits before and behind that.

    It follows the time; where nothing but a bare verb follows (…于6月底前完成。), the words before
    the time belong to it.
    """
    stop = _STOP.search(folded, time.end, between.end)
    last = _in_quotes(folded, time.end, stop.start() if stop else between.end)
    behind = _trimmed(text[time.end : last])
    if behind and not _BARE.fullmatch(behind):
        return behind
    opening = _clause_start(folded, span, time.start)
    if opening < between.start:  # that clause is due by the limit before
        return behind or None
    ahead = _HEDGE_TAIL.sub("", squeeze(text[opening : time.start]))
    if _TIMED.search(ahead):
        return None
    return (ahead + behind) or None


def _in_quotes(folded: str, start: int, end: int) -> int:
    """Where what began before `start` and is quoted ends; `end` where nothing of the kind does."""
    closing = folded.find("”", start, end)
    return end if closing < 0 or "“" in folded[start:closing] else closing


def _trimmed(text: str) -> str:
    clause = _OPENING.sub("", squeeze(text)).rstrip("，,、（(和及")
    return clause if "（" in clause or "(" in clause else clause.rstrip("）)")


def _clause_start(folded: str, span: Span, start: int) -> int:
    """Where the clause before the time begins; a comma right before the time does not end it."""
    body = folded[span.start : start].rstrip().rstrip("，（")
    return span.start + max(map(body.rfind, _CLAUSE_EDGE)) + 1

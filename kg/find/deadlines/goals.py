"""What is due by a time: the clause it governs."""

from __future__ import annotations

import re

from kg.find.deadlines.limits import Setting
from kg.model import Span, squeeze

# a line that begins with a number of its own, and so a new item
NEW_ITEM = r"\n\s*(?:[#*]+\s*)?(?:（[一二三四五六七八九十0-9]{1,3}）|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.、](?![0-9]))"
_STOP = re.compile(
    rf"[。；！？]|(?<=[\u4e00-\u9fff])\.|{NEW_ITEM}|（(?=[^（）]{{0,12}}(?:责任|牵头|负责|配合|单位))"
)
_CLAUSE_EDGE = "，。；：！？、\n"
_BARE_VERB = re.compile(
    r"(?:要|须|应)?(?:全面|全部|基本|必须|务必|确保)?(?:完成|落实|实现|到位|建成|完工|投用|见效|办结|开工|启动)?(?:到位|任务|工作)?"
)
_OPENING = re.compile(r"^[，,、：:]+")
_HEDGE_TAIL = re.compile(r"(?:并|力争|争取|确保|计划|拟|将|在|于|应|须|要|，)+$")


def goal(folded: str, text: str, span: Span, start: int, end: int, following: int) -> str | None:
    """The clause due by the time at `start`–`end`, up to the next time (at `following`) at most.

    It follows the time; where nothing but a bare verb follows (…于6月底前完成。), the words before
    the time belong to it.
    """
    stop = _STOP.search(folded, end, min(span.end, following))
    last = stop.start() if stop else min(span.end, following)
    behind = _trimmed(text[end:last])
    if behind and not _BARE_VERB.fullmatch(behind):
        return behind
    ahead = _HEDGE_TAIL.sub("", squeeze(text[_clause_start(folded, span, start) : start]))
    return (ahead + behind) or None


def _trimmed(text: str) -> str:
    return _OPENING.sub("", squeeze(text)).rstrip("，,、（(和及")


def _clause_start(folded: str, span: Span, start: int) -> int:
    """Where the clause before the time begins; a comma right before the time does not end it."""
    before = Setting(folded, span, start, start).folded[span.start : start]
    body = before.rstrip().rstrip("，（")
    return span.start + max(body.rfind(mark) for mark in _CLAUSE_EDGE) + 1

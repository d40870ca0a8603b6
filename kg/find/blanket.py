"""Blanket clauses: 以下各项任务均涉及各县（市、区），不再单独列出 adds units to every item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.find.dense import Dense
from kg.find.names import Mention, is_name, split_names

_NOT_AGAIN = (
    r"[，；]?(?:以下|下文|文中|表中|均|故)?(?:各项)?不再(?:单独|重复|一一|逐一|另行|分别|逐项|在[^，。]{1,8})?(?:单独|作|做)?"
    r"(?:列出|列举|列明|罗列|列示|列入|标注|注明|赘述|说明|分工|列)"
)
_LONGEST = 120
_CLAUSE = re.compile(
    r"(?:"
    r"(?:均|都)(?:涉及|包括|包含|需要?|须|由|含|为)(?P<units>[^。；]{2,80}?)(?:[，；]?(?:共同|具体|组织|分别|抓好|按职责)?"
    r"(?:负责|落实|配合|实施|参与|抓落实)?)"
    r"|(?P<subject>(?:[^，。；：（）〔〕]|（[^（）]*）){2,40})(?:均|都)(?:为|是|作为|列为)[^，。；]{0,10}(?:责任|配合|参与|落实|实施)单位"
    rf"){_NOT_AGAIN}"
)


@dataclass(frozen=True, slots=True)
class FoundBlanket:
    """A blanket clause at the dense stretch ``start:end`` with the units it adds."""

    start: int
    end: int
    units: tuple[Mention, ...]


def find_blanket(dense: Dense, start: int, end: int) -> Iterator[FoundBlanket]:
    """The blanket clauses of a dense stretch."""
    text, at = dense.text, start
    while (at := text.find("不再", at, end)) >= 0:
        low = max(start, at - _LONGEST, text.rfind("。", start, at) + 1, text.rfind("；", start, at) + 1)
        match = _CLAUSE.search(text, low, min(at + _LONGEST, end))
        at += 1
        if match is None or match.end() < at:
            continue
        at = match.end()
        low, high = match.span("subject" if match["units"] is None else "units")
        names = tuple(
            one for one in split_names(dense, low, high) if is_name(dense.text[one.start : one.end])
        )
        yield FoundBlanket(match.start(), match.end(), names or (Mention(low, high),))

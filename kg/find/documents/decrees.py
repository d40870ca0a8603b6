"""Decrees: 青山市人民政府令 and 第12号 above the rules they make known, in place of a 发文字号."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kg.find.documents.titles import lines
from kg.find.text.dates import number_of
from kg.find.text.dense import Dense
from kg.words.names import is_name

_SERIAL = r"\d{1,4}|[一二三四五六七八九十]{1,3}"
_DECREE = re.compile(
    rf"(?P<issuer>[\u4e00-\u9fa5]{{2,24}})(?:令[（〔]?第?(?P<behind>{_SERIAL})号[）〕]?|第(?P<before>{_SERIAL})号令)"
)


@dataclass(frozen=True, slots=True)
class Decree:
    """Who decrees, and the number in its standard form: 青山市人民政府令第12号."""

    issuer: str
    number: str


def decree(dense: Dense, start: int, end: int) -> Decree | None:
    """The first decree whose name and number are one line of a dense stretch, or two."""
    for (low, high), (_, below) in pairwise([*lines(dense, start, end), (end, end)]):
        match = _DECREE.fullmatch(dense.text, low, high) or _DECREE.fullmatch(dense.text, low, below)
        if match and is_name(match["issuer"]):
            serial = number_of(match["behind"] or match["before"])
            return Decree(match["issuer"], f"{match['issuer']}令第{serial}号")
    return None

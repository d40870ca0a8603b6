"""Numbers in place of a 发文字号: 青山市人民政府令 and 第12号, 财政部公告2023年第7号."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.find.documents.titles import lines
from kg.find.text.dates import number_of
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load, one_of
from kg.words.kinds import kind_of
from kg.words.names import is_name

_SERIAL = r"\d{1,4}|[一二三四五六七八九十]{1,3}"
_DECREE = re.compile(
    rf"(?P<issuer>[\u4e00-\u9fa5]{{2,24}})(?:令[（〔]?第?(?P<behind>{_SERIAL})号[）〕]?|第(?P<before>{_SERIAL})号令)"
)
# the number of an announcement: 2023年第7号
OF_A_YEAR = re.compile(r"[（〔]?(?P<number>(?:19|20)\d{2}年第\d{1,4}号)[）〕]?")


@dataclass(frozen=True, slots=True)
class Decree:
    """Who decrees or announces at ``start:end``, and the number: 青山市人民政府令第12号."""

    start: int
    end: int
    issuers: tuple[str, ...]
    number: str


def decree(dense: Dense, start: int, end: int) -> Decree | None:
    """The first decree or announcement whose name and number are one line of a dense stretch, or two."""
    for (low, high), (_, below) in pairwise([*lines(dense, start, end), (end, end)]):
        for stop in (high, below):
            if found := _decreed(dense, low, stop) or announced(dense, low, stop):
                return found
    return None


def _decreed(dense: Dense, start: int, end: int) -> Decree | None:
    match = _DECREE.fullmatch(dense.text, start, end)
    if match is None or not is_name(match["issuer"]):
        return None
    if (line := dense.line_end(start)) < match.end("issuer") and kind_of(dense.text[start:line]):
        return None  # a title above it
    serial = number_of(match["behind"] or match["before"])
    return Decree(start, end, (match["issuer"],), f"{match['issuer']}令第{serial}号")


def announced(dense: Dense, start: int, end: int) -> Decree | None:
    """The announcement that a whole stretch names: 财政部 税务总局公告2023年第7号."""
    match = _announcement().fullmatch(dense.text, start, end)
    if match is None:
        return None
    places = pairwise([start, *dense.gaps(start, match.end("issuers"), Gap.SPACE), match.end("issuers")])
    issuers = [name for low, high in places for name in dense.text[low:high].split("、") if name]
    number = f"{match['issuers']}{match['kind']}{match['number']}"
    return Decree(start, end, tuple(issuers), number) if all(map(is_name, issuers)) else None


@cache
def _announcement() -> re.Pattern[str]:
    kinds = one_of(load("documents")["announcements"])
    return re.compile(rf"(?P<issuers>[\u4e00-\u9fa5、]{{2,80}})(?P<kind>{kinds}){OF_A_YEAR.pattern}")

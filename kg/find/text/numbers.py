"""发文字号: the letters of the issuer, the year and the serial number, in their standard form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.find.text.closed_by import ClosedBy
from kg.find.text.dates import DATE
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load, one_of

SERIAL = re.compile(r"[（〔](?P<year>(?:19|20)\d{2})[）〕]第?(?P<serial>\d{1,4})号")
_SERIALS = ClosedBy(SERIAL, "号", 12)
_LONGEST_DATED = 28  # the letters of a number, and the date that may be printed before them
_LONGEST_BODY = 14
_YEAR = re.compile(r"(?:19|20)\d{2}(?=[〕年])")
_BODY = re.compile(r"[\u4e00-\u9fa5]{2,14}$")


@dataclass(frozen=True, slots=True)
class Number:
    """A 发文字号 at a dense stretch, in its standard form 密政发〔2023〕20号."""

    start: int
    end: int
    text: str


def numbers(dense: Dense, start: int, end: int) -> Iterator[Number]:
    """All 发文字号 of a dense stretch in printed order, whatever their brackets and spaces."""
    for match in _SERIALS.finditer(dense.text, start, end):
        dates = DATE.finditer(dense.text, max(start, match.start() - _LONGEST_DATED), match.start())
        low = max([_word_start(dense, start, match.start()), *(date.end() for date in dates)])
        body = _BODY.search(dense.text, low, match.start())
        if body:
            name = _unglued(body.group())
            text = f"{name}〔{match['year']}〕{match['serial']}号"
            yield Number(match.start() - len(name), match.end(), text)


def _word_start(dense: Dense, start: int, end: int) -> int:
    """Where the word begins that ends at `end`, or the line whose characters all stand apart: 密 政 发 〔."""
    low = max(start, end - _LONGEST_BODY)
    apart = {end - 1, end}.issubset(dense.gaps(low, end + 1, Gap.SPACE))
    return max([low, *dense.gaps(low, end, Gap.LINE if apart else Gap.SPACE)])


def normal_number(text: str) -> str | None:
    """A 发文字号 in its standard form (密政发〔2023〕20号), or None where folded `text` holds none."""
    match = SERIAL.search(text)
    body = _BODY.search(text, 0, match.start()) if match else None
    return f"{body.group()}〔{match['year']}〕{match['serial']}号" if match and body else None


def year_of(number: str) -> int | None:
    """The year inside a 发文字号, or in the number of an announcement."""
    match = _YEAR.search(number)
    return int(match.group()) if match else None


def _unglued(body: str) -> str:
    """The letters of a number without the end of a title, or its label, printed directly before it."""
    title = title_end().match(body)
    rest = body[title.end() :] if title else ""
    return rest if len(rest) > 1 else body


@cache
def title_end() -> re.Pattern[str]:
    """Words up to the end of a covering title: ……的通知; or the label of a number."""
    words = load("documents")
    return re.compile(rf".*{one_of(words['covering'])}|{one_of(words['number_labels'])}")

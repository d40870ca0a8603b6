"""Where official documents begin and end in a text, and what their heads and signatures say.

A head is a title beside its 发文字号 (letterheads print the number first, gazettes after); a
signature is the issuer beside the date of issue. A text without either is one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.find.documents.decrees import Decree, decree
from kg.find.documents.first_titles import first_title
from kg.find.documents.head_data import HeadData, is_balanced, stands_alone
from kg.find.documents.signatures import signatures
from kg.find.documents.titles import (
    ATTACHED,
    NUMBERED,
    PAGE_HEAD,
    Title,
    lines,
    title_above,
    title_behind,
    title_below,
)
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense
from kg.find.text.numbers import numbers
from kg.fold import fold
from kg.model import squeeze
from kg.words.kinds import is_only_kind, kind_of, kind_pattern

_FEW_SENTENCES = 3
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_BRACKETED = re.compile("〔([^〔〕]+)〕?")
_INNER_STOP = re.compile(r"[\u4e00-\u9fa5]\.[\u4e00-\u9fa5]")


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment of a document: its title and its dense stretch."""

    title: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Head:
    """One document: its dense stretch and what its head and signature say of it.

    `titled` is where its title ends; `signed`: the dense stretches of its signatures.
    """

    start: int
    end: int
    title: str
    number: str | None
    issuers: tuple[str, ...]
    date: str | None
    kind: str | None
    parts: tuple[Part, ...]
    titled: int
    signed: tuple[tuple[int, int], ...] = ()


def find_documents(dense: Dense, holes: Covered) -> list[Head]:
    """The documents of a text in printed order; `holes` are its tables, which hold no heads."""
    if not dense.text:
        return []
    heads: list[tuple[int, Title | None]] = _once(dense, _numbered_heads(dense, holes))
    if not heads or _holds_text(dense, heads[0][0]):
        heads.insert(0, (0, None))
    bounds = [start for start, _ in heads] + [len(dense)]
    floors = [0, *bounds[1:-1]]
    return [
        _complete(dense, title, floor, (start, end), holes)
        for (start, title), floor, end in zip(heads, floors, bounds[1:], strict=True)
    ]


def _holds_text(dense: Dense, end: int) -> bool:
    """Whether sentences stand before the first head: a document of its own, not a cover or contents."""
    return dense.text.count("。", 0, end) >= _FEW_SENTENCES


def _numbered_heads(dense: Dense, holes: Covered) -> Iterator[tuple[int, Title]]:
    """Where documents begin, and their titles: those with a number alone on its line beside them.

    Pages print the number above the title as well, that of the document below it.
    """
    last = 0
    before: Title | None = None
    for number in numbers(dense, 0, len(dense)):
        if number.start in holes or not stands_alone(dense, number):
            continue
        title = title_above(dense, number.start, last)
        if title is None or is_only_kind(title.text):
            title = title_below(dense, number.end) or title
        if title is None:
            continue
        last = number.end
        if before and before.number == number.text and title.start < before.start + len(before.text):
            continue
        before = replace(title, number=number.text)
        yield min(title.start, number.start), before


def _once(dense: Dense, heads: Iterable[tuple[int, Title]]) -> list[tuple[int, Title | None]]:
    """The heads without those that a page prints above the same head of its document."""
    kept: list[tuple[int, Title | None]] = []
    for start, title in heads:
        above = kept[-1] if kept else None
        if above and _is_same_head(dense, above[1], title):
            kept[-1] = (above[0], title)
        else:
            kept.append((start, title))
    return kept


def _is_same_head(dense: Dense, above: Title | None, title: Title) -> bool:
    """Whether both heads print the same number and title with no sentence between them."""
    if above is None or (above.number, squeeze(above.text)) != (title.number, squeeze(title.text)):
        return False
    return "。" not in dense.text[above.start : title.start]


def _complete(
    dense: Dense, numbered: Title | None, floor: int, stretch: tuple[int, int], holes: Covered
) -> Head:
    """The head with all its fields; the page's own data may stand above it, from `floor` on."""
    start, end = stretch
    made_known = decree(dense, floor, min(end, start + PAGE_HEAD))
    found = (
        _unquoted(numbered)
        if numbered
        else _unglued(dense, _first_title(dense, start, end, holes, made_known))
    )
    title = found.text
    signed = [one for one in signatures(dense, title, start, end, holes) if one.end - 1 not in holes]
    signature = signed[0] if signed else None
    data = HeadData(dense, found, floor, stretch, made_known, signature, holes)
    number = (numbered.number if numbered else None) or data.number()
    date, issuers = data.date(number), data.issuers()
    body = signature.end if signature else start
    parts = tuple(_parts(dense, title, body, end, holes)) if signature else ()
    own = tuple((one.start, one.end) for one in signed if one is signature or one.issuers == issuers)
    titled = found.start + len(title)
    return Head(start, end, title, number, issuers, date, kind_of(title), parts, titled, own)


def _first_title(dense: Dense, start: int, end: int, holes: Covered, known: Decree | None) -> Title:
    """The first title; 财政部公告 above its number is one only where no other follows."""
    title = first_title(dense, start, end, holes)
    if known and known.start <= title.start < known.end < end:
        below = first_title(dense, known.end, end, holes)
        return below if kind_of(below.text) else title
    return title


def _unglued(dense: Dense, title: Title) -> Title:
    """A title without the number before it in its line, perhaps in brackets, and without quotes around it."""
    title = _unquoted(title)
    start, end = title.start, title.start + len(title.text)
    bracket = dense.text.startswith("（", start)
    before = next((one for one in numbers(dense, start, end) if one.start == start + bracket), None)
    if before is None or before.end + bracket >= end:
        return title
    stop = before.end + (bracket and dense.text.startswith("）", before.end))
    return Title(stop, title.text[stop - start :], before.text)


def _unquoted(title: Title) -> Title:
    """A title without the quotes or brackets in which all of it stands."""
    text = fold(title.text)
    quoted = _QUOTED.fullmatch(text) or _BRACKETED.fullmatch(text)
    return replace(title, start=title.start + 1, text=title.text[slice(*quoted.span(1))]) if quoted else title


def _parts(dense: Dense, title: str, start: int, end: int, holes: Covered) -> Iterator[Part]:
    """Attachments: titles the document announces, and lines after 附件N, where their text begins."""
    announced = {squeeze(match.group(1)) for match in _QUOTED.finditer(title)}
    texts = [line for line in lines(dense, start, end) if line[0] not in holes]
    behind = title_behind(dense, start)
    titles = [behind] if behind and dense.text[slice(*behind)] != title else []
    for place in range(len(texts)):
        found = _part_title(dense, texts, place, announced)
        if found and found[0] >= (titles[-1][1] if titles else start) and dense.text[slice(*found)] != title:
            titles.append(found)
    for (low, high), (stop, _) in pairwise([*titles, (end, end)]):
        name = dense.words(low, high)
        yield Part(name, kind_of(name) or "附件", low, stop)


def _part_title(
    dense: Dense, texts: list[tuple[int, int]], place: int, announced: set[str]
) -> tuple[int, int] | None:
    """The title that begins with this line, if one does; it may take up to three lines."""
    low, high = texts[place]
    line = dense.text[low:high]
    if (
        NUMBERED.match(line)
        or len(line) < 4
        or line[-1] in "。；，、"
        or "：" in line
        or _INNER_STOP.search(line)
        or line[0] in "（〔"
    ):
        return None
    if not dense.ends_paragraph(low):
        return None
    follows = place > 0 and bool(ATTACHED.fullmatch(dense.text[slice(*texts[place - 1])]))
    for below in range(place, min(place + 3, len(texts))):
        stop = texts[below][1]
        whole = dense.text[low:stop]
        numbered = below > place and NUMBERED.match(dense.text, texts[below][0])
        if len(whole) > 80 or "。" in whole or numbered:
            break
        if whole in announced or (kind_pattern().search(whole) and is_balanced(whole)):
            return low, stop
    return (low, high) if follows and len(line) < 60 else None

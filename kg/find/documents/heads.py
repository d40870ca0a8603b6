"""Where official documents begin and end in a text, and what their heads and signatures say.

A head is a title beside its 发文字号 (letterheads print the number first, gazettes after); a
signature is the issuer beside the date of issue. A text without either is one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.find.documents.decrees import OF_A_YEAR, Decree, announced, decree
from kg.find.documents.first_titles import first_title
from kg.find.documents.page_data import (
    DATE_LINE,
    any_label,
    is_path,
    is_set_apart,
    label_pattern,
    opens_page_data,
    opens_word,
    without_bullet,
)
from kg.find.documents.signatures import signatures
from kg.find.documents.titles import (
    ATTACHED,
    HEAD_REACH,
    NUMBERED,
    PAGE_HEAD,
    Title,
    is_rest_of_name,
    issuers_end,
    issuers_in,
    lines,
    title_above,
    title_behind,
    title_below,
)
from kg.find.names.people import holds_office
from kg.find.text.covered import Covered
from kg.find.text.dates import DATE, full_date
from kg.find.text.dense import Dense, Gap
from kg.find.text.numbers import SERIAL, Number, normal_number, numbers, year_of
from kg.fold import fold
from kg.lexicon import load
from kg.model import squeeze
from kg.words.kinds import is_only_kind, kind_of, kind_pattern
from kg.words.names import LEVELS, is_collective, is_name

_FEW_SENTENCES = 3
# as many characters of a title tell it from another
_LAST_WORDS = 12
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
# 市政府办公室, but not 镇江市人民政府
_WITHOUT_PLACE = re.compile(rf"[{LEVELS}](?!.[市县区旗州])")
_SENTENCE = re.compile("[。；，《》]")
_STOP = re.compile("[。；：，、]")
_DATED = re.compile(rf"（?{DATE.pattern}）?")
_IN_BRACKETS = re.compile(rf"（(?P<date>{DATE.pattern})(?:[\u4e00-\u9fa5]{{2,14}}{SERIAL.pattern})?）")
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
    heads: list[tuple[int, Title | None]] = [*_numbered_heads(dense, holes)]
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
        if number.start in holes or not _stands_alone(dense, number):
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


def _stands_alone(dense: Dense, number: Number) -> bool:
    """Whether a number is all of its line, perhaps in brackets, behind a bullet or a date."""
    low, high = number.start, number.end
    if dated := _DATED.fullmatch(dense.text, dense.line_start(low), low):
        low = dated.start() + dense.text.startswith("（", dated.start())
    if dense.text[low - 1 : low] == "（":
        low -= 1
        high += dense.text[high : high + 1] == "）"
    line = dense.line_start(low)
    opens = low in (line, without_bullet(dense, line, low + 1))
    closes = high >= len(dense) or dense.gap(high) >= Gap.LINE
    return opens and (closes or label_pattern("signer_labels").match(dense.text, high) is not None)


def _complete(
    dense: Dense, numbered: Title | None, floor: int, stretch: tuple[int, int], holes: Covered
) -> Head:
    """The head with all its fields; the page's own data may stand above it, from `floor` on."""
    start, end = stretch
    reach = min(end, start + HEAD_REACH)
    made_known = decree(dense, floor, min(end, start + PAGE_HEAD))
    found = (
        _unquoted(numbered)
        if numbered
        else _unglued(dense, _first_title(dense, start, end, holes, made_known))
    )
    title = found.text
    number = (
        (numbered.number if numbered else None)
        or _labelled_number(dense, floor, reach)
        or found.number
        or _number_beside(dense, title, start, reach)
        or _number_before(dense, floor, found.start)
        or _number_in_line(dense, found.start + len(title), end)
        or _number_alone(dense, start, min(end, start + len(title) + PAGE_HEAD), holes)
        or (made_known.number if made_known else None)
        or _number_of_year(dense, found, min(reach, found.start + len(title) + PAGE_HEAD))
    )
    signed = [one for one in signatures(dense, title, start, end) if one.end - 1 not in holes]
    signature = signed[0] if signed else None
    date = (
        (signature.date if signature else None)
        or (_date_decreed(dense, made_known, end) if made_known else None)
        or _date_beside(dense, number, start, reach)
        or _labelled_date(dense, "date_labels", floor, reach)
        or _bracket_date(dense, start, reach)
        or _labelled_date(dense, "published_labels", floor, reach)
        or _date_of_page(dense, number, floor, reach)
        or _bare_date(dense, floor, found.start)
        or _date_behind(dense, found)
    )
    issuers = (
        (signature.issuers if signature else ())
        or (made_known.issuers if made_known else ())
        or _issuers_apart(dense, found.start, title)
        or _issuers_in_full(title)
        or _labelled_issuers(dense, floor, reach)
        or _letterhead(dense, floor, reach)
        or issuers_in(title)
        or _line_above(dense, floor, start)
    )
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
    """A title without the quotes in which all of it stands."""
    quoted = _QUOTED.fullmatch(fold(title.text))
    return replace(title, start=title.start + 1, text=title.text[slice(*quoted.span(1))]) if quoted else title


def _issuers_in_full(title: str) -> tuple[str, ...]:
    """The issuers that the title names with their place: the data of a page say 区政府办 for them."""
    names = issuers_in(title)
    return names if names and not any(map(_WITHOUT_PLACE.match, names)) else ()


def _issuers_apart(dense: Dense, start: int, title: str) -> tuple[str, ...]:
    """Issuers set apart by white space or 、 before 关于…: 国家发展改革委 财政部关于…."""
    about = issuers_end(title)
    if about is None or not dense.text.startswith(fold(title[:about]), start):
        return ()
    places = [start, *dense.gaps(start, start + about, Gap.SPACE), start + about]
    names = [
        name for low, high in pairwise(places) for name in dense.text[low:high].split("、") if len(name) > 1
    ]
    apart = len(names) > 1 and all(is_name(name) and not is_rest_of_name(name) for name in names)
    return tuple(names) if apart else ()


def _letterhead(dense: Dense, start: int, end: int) -> tuple[str, ...]:
    """××市人民政府文件 at the top of the page."""
    for low, high in lines(dense, start, min(end, start + PAGE_HEAD)):
        line = dense.text[low:high].removesuffix(load("documents")["letterhead"])
        if low + len(line) < high and is_name(line) and not is_path(line):
            return (line,)
    return ()


def _line_above(dense: Dense, floor: int, start: int) -> tuple[str, ...]:
    """The names alone on the line above the title or number: ××市人民政府办公室 over 某政办发〔2024〕7号."""
    if start <= floor:
        return ()
    low = max(floor, dense.line_start(start - 1))
    names = [
        dense.text[slice(*place)] for place in pairwise([low, *dense.gaps(low, start, Gap.SPACE), start])
    ]
    return tuple(names) if all(is_name(name) and not is_collective(name) for name in names) else ()


def _labelled(dense: Dense, labels: str, start: int, end: int) -> Iterator[str]:
    """What stands behind each label and its colon, or behind a label that white space sets apart."""
    for low in _behind_labels(dense, labels, start, end):
        yield dense.text[low : next(dense.gaps(low, end, Gap.SPACE), end)]


def _behind_labels(dense: Dense, labels: str, start: int, end: int) -> Iterator[int]:
    for label in label_pattern(labels).finditer(dense.text, start, end):
        if label.end() < end and is_set_apart(dense, label):
            yield label.end()


def _labelled_number(dense: Dense, start: int, end: int) -> str | None:
    values = map(normal_number, _labelled(dense, "number_labels", start, end))
    return next(filter(None, values), None) or _labelled_announcement(dense, start, end)


def _labelled_announcement(dense: Dense, start: int, end: int) -> str | None:
    places = (
        (low, min(end, dense.line_end(low))) for low in _behind_labels(dense, "number_labels", start, end)
    )
    found = filter(None, (announced(dense, low, high) for low, high in places))
    return next((one.number for one in found), None)


def _number_beside(dense: Dense, title: str, start: int, end: int) -> str | None:
    """A number that follows the title in the same line, and is not that of a cited document."""
    last_words = fold(title)[-_LAST_WORDS:]
    for number in numbers(dense, start, end):
        if dense.text[start : number.start].rstrip("（〔").endswith(last_words):
            return number.text
    return None


def _number_before(dense: Dense, floor: int, at: int) -> str | None:
    """A number that opens the text, or that white space sets apart right before the title."""
    found = numbers(dense, floor, min(at + PAGE_HEAD, len(dense)))
    first = next(found, None)
    if first is None:
        return None
    beside = first.end == at and opens_word(dense, first.start)
    return first.text if beside or first.start == floor else None


def _number_in_line(dense: Dense, start: int, end: int) -> str | None:
    """A number behind the title with nothing but data of the page between."""
    number = next(numbers(dense, start, min(end, start + PAGE_HEAD)), None)
    if number is None or _SENTENCE.search(dense.text, start, number.start):
        return None
    apart = start == number.start and opens_word(dense, start) and opens_word(dense, number.end)
    return number.text if apart or opens_page_data(dense, start, number.start) else None


def _number_alone(dense: Dense, start: int, end: int, holes: Covered) -> str | None:
    """A number on a line of its own below the title and the data of the page, in no table."""
    found = (one for one in numbers(dense, start, end) if one.start not in holes)
    return next((one.text for one in found if _stands_alone(dense, one)), None)


def _number_of_year(dense: Dense, title: Title, end: int) -> str | None:
    """The number of a year alone on its line below the title of an announcement: 2023年第7号."""
    if kind_of(title.text) not in load("documents")["announcements"]:
        return None
    found = (OF_A_YEAR.fullmatch(dense.text, *line) for line in lines(dense, title.start, end))
    return next((match["number"] for match in found if match), None)


def _date_beside(dense: Dense, number: str | None, start: int, end: int) -> str | None:
    """The date of issue behind the number: 甲政发〔2013〕99号  2013年4月25日."""
    ends = (one.end for one in numbers(dense, start, end) if one.text == number)
    dates = (DATE.match(dense.text, at) for at in ends)
    return next((full_date(date.group()) for date in dates if date), None)


def _date_decreed(dense: Dense, decreed: Decree, end: int) -> str | None:
    """The date of a decree on one line with who signed it by his office: 市长　王立新　2017年12月25日."""
    for date in DATE.finditer(dense.text, decreed.end, min(end, decreed.end + PAGE_HEAD)):
        *_, signed = _STOP.split(dense.text[decreed.end : date.start()])
        apart = opens_word(dense, date.start()) and dense.line_end(date.start()) == date.end()
        if apart and holds_office(signed):
            return full_date(date.group())
    return None


def _labelled_date(dense: Dense, labels: str, start: int, end: int) -> str | None:
    return next(filter(None, map(full_date, _labelled(dense, labels, start, end))), None)


def _date_of_page(dense: Dense, number: str | None, start: int, end: int) -> str | None:
    """The day on which the page was made, if that is in the year of the number: sites move old documents."""
    made = _labelled_date(dense, "written_labels", start, end)
    year = year_of(number) if number else None
    return made if made and year in (None, int(made[:4])) else None


def _bare_date(dense: Dense, start: int, end: int) -> str | None:
    """A date alone on its line among the data of the page above the title."""
    for low, high in lines(dense, start, min(end, start + PAGE_HEAD)):
        if DATE_LINE.fullmatch(dense.text, without_bullet(dense, low, high), high):
            return full_date(dense.text[low:high])
    return None


def _date_behind(dense: Dense, title: Title) -> str | None:
    """A date right behind the title."""
    end = title.start + len(title.text)
    date = DATE_LINE.match(dense.text, end)
    return full_date(date.group()) if date else None


def _bracket_date(dense: Dense, start: int, end: int) -> str | None:
    match = _IN_BRACKETS.search(dense.text, start, end)
    return full_date(match["date"]) if match else None


def _labelled_issuers(dense: Dense, start: int, end: int) -> tuple[str, ...]:
    values = _behind_labels(dense, "issuer_labels", start, end)
    named = (tuple(_names_from(dense, low, min(end, dense.line_end(low)))) for low in values)
    return next(filter(None, named), ())


def _names_from(dense: Dense, start: int, end: int) -> Iterator[str]:
    """The bodies a line goes on with, up to other data of the page or other words set apart."""
    label = next((one for one in any_label().finditer(dense.text, start, end) if one["mark"]), None)
    end = label.start() if label else end
    for low, high in pairwise([start, *dense.gaps(start, end, Gap.SPACE), end]):
        names = list(filter(_is_issuer, re.split("[、，；-]", dense.text[low:high])))
        if not names:
            return
        yield from names


def _is_issuer(name: str) -> bool:
    site = name.endswith(tuple(load("documents")["sites"]))
    return is_name(name) and not site and not is_collective(name) and _balanced(name)


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
        if whole in announced or (kind_pattern().search(whole) and _balanced(whole)):
            return low, stop
    return (low, high) if follows and len(line) < 60 else None


def _balanced(title: str) -> bool:
    return all(title.count(left) == title.count(right) for left, right in ("《》", "（）"))

"""The number, date and issuers of a document: what stands beside its title, one way of printing each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.find.documents.decrees import OF_A_YEAR, Decree, announced
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
from kg.find.documents.signatures import Signature
from kg.find.documents.titles import (
    DATED,
    FIELD_BESIDE,
    HEAD_REACH,
    PAGE_HEAD,
    Title,
    is_rest_of_name,
    issuers_end,
    issuers_in,
    lines,
)
from kg.find.names.people import holds_office
from kg.find.text.covered import Covered
from kg.find.text.dates import DATE, full_date
from kg.find.text.dense import Dense, Gap
from kg.find.text.numbers import SERIAL, Number, normal_number, numbers, year_of
from kg.fold import fold
from kg.lexicon import load
from kg.words.kinds import kind_of
from kg.words.names import LEVELS, is_collective, is_name

# as many characters of a title tell it from another
_LAST_WORDS = 12
# 市政府办公室, but not 镇江市人民政府
_WITHOUT_PLACE = re.compile(rf"[{LEVELS}](?!.[市县区旗州])")
_SENTENCE = re.compile("[。；，《》]")
_STOP = re.compile("[。；：，、]")
_PASSED_ON = re.compile("》(?:（[^（）]{1,30}）)?转发")
_IN_BRACKETS = re.compile(rf"（(?P<date>{DATE.pattern})(?:[\u4e00-\u9fa5]{{2,14}}{SERIAL.pattern})?）")


class HeadData:
    """What stands around the title of a document in the dense stretch ``start:end`` of `stretch`.

    The page's own data may stand above it, from `floor` on; `decreed` is its number as a decree, `signature`
    where it is signed, `holes` are tables.
    """

    def __init__(
        self,
        dense: Dense,
        title: Title,
        floor: int,
        stretch: tuple[int, int],
        decreed: Decree | None,
        signature: Signature | None,
        holes: Covered,
    ) -> None:
        self._dense = dense
        self._title = title
        self._floor = floor
        self._start, self._end = stretch
        self._reach = min(self._end, self._start + HEAD_REACH)
        self._below = title.start + len(title.text)
        self._decreed = decreed
        self._signature = signature
        self._holes = holes

    def number(self) -> str | None:
        """The 发文字号 beside the title or in the data of the page, else the number of a decree."""
        dense, text, start, end = self._dense, self._title.text, self._start, self._end
        return (
            _labelled_number(dense, self._floor, self._reach)
            or self._title.number
            or _number_beside(dense, text, start, self._reach)
            or _number_before(dense, self._floor, self._title.start)
            or _number_in_line(dense, self._below, end)
            or _number_alone(dense, start, min(end, start + len(text) + PAGE_HEAD), self._holes)
            or (self._decreed.number if self._decreed else None)
            or _number_of_year(dense, self._title, min(self._reach, self._below + PAGE_HEAD))
        )

    def date(self, number: str | None) -> str | None:
        """The date of issue of the document with this number: as signed or decreed, else beside the title."""
        dense, floor, start, reach = self._dense, self._floor, self._start, self._reach
        return (
            (self._signature.date if self._signature else None)
            or (_date_decreed(dense, self._decreed, self._end) if self._decreed else None)
            or _date_beside(dense, number, start, reach)
            or _labelled_date(dense, "date_labels", floor, reach)
            or _bracket_date(dense, start, reach)
            or _date_of_page(dense, "published_labels", number, floor, reach)
            or _date_of_page(dense, "written_labels", number, floor, reach)
            or _bare_date(dense, floor, self._title.start)
            or _date_behind(dense, self._below)
        )

    def issuers(self) -> tuple[str, ...]:
        """The bodies that signed or decreed it, else those the title, the data or the letterhead name.

        A letter that passes on what others issued is none of theirs: 现将《…》转发给你们.
        """
        dense, floor = self._dense, self._floor
        title = "" if _PASSED_ON.match(dense.text, self._below) else self._title.text
        return (
            (self._signature.issuers if self._signature else ())
            or (self._decreed.issuers if self._decreed else ())
            or _issuers_apart(dense, self._title.start, title)
            or _issuers_in_full(title)
            or _labelled_issuers(dense, floor, self._reach)
            or _letterhead(dense, floor, self._reach)
            or issuers_in(title)
            or _names_above(dense, floor, self._start)
        )


def stands_alone(dense: Dense, number: Number) -> bool:
    """Whether a number is all of its line, perhaps in brackets, behind a bullet or a date."""
    low, high = number.start, number.end
    if dated := DATED.fullmatch(dense.text, dense.line_start(low), low):
        low = dated.start() + dense.text.startswith("（", dated.start())
    if dense.text[low - 1 : low] == "（":
        low -= 1
        high += dense.text[high : high + 1] == "）"
    line = dense.line_start(low)
    opens = low in (line, without_bullet(dense, line, low + 1))
    closes = high >= len(dense) or dense.gap(high) >= Gap.LINE
    return opens and (closes or _beside(dense, high))


def _beside(dense: Dense, at: int) -> bool:
    """Whether who signed (签发人：) or another field (类别：B) stands behind a number in its line."""
    if label_pattern("signer_labels").match(dense.text, at):
        return True
    return dense.gap(at) is Gap.SPACE and FIELD_BESIDE.match(dense.text, at) is not None


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


def _names_above(dense: Dense, floor: int, start: int) -> tuple[str, ...]:
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
        yield dense.text[low : dense.word_end(low, end)]


def _behind_labels(dense: Dense, labels: str, start: int, end: int) -> Iterator[int]:
    for label in label_pattern(labels).finditer(dense.text, start, end):
        if label.end() < end and is_set_apart(dense, label):
            yield label.end()


def _labelled_number(dense: Dense, start: int, end: int) -> str | None:
    """The number behind a label of the page: 发文字号：甲政发〔2024〕3号."""
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
    for number in numbers(dense, start, end) if last_words else ():
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
    return next((one.text for one in found if stands_alone(dense, one)), None)


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
    """The date behind one of these labels of the page: 成文日期：2024年3月1日."""
    return next(filter(None, map(full_date, _labelled(dense, labels, start, end))), None)


def _date_of_page(dense: Dense, labels: str, number: str | None, start: int, end: int) -> str | None:
    """The day on which the page was made, if that is in the year of the number: sites move old documents."""
    made = _labelled_date(dense, labels, start, end)
    year = year_of(number) if number else None
    return made if made and year in (None, int(made[:4])) else None


def _bare_date(dense: Dense, start: int, end: int) -> str | None:
    """A date alone on its line among the data of the page above the title."""
    for low, high in lines(dense, start, min(end, start + PAGE_HEAD)):
        if DATE_LINE.fullmatch(dense.text, without_bullet(dense, low, high), high):
            return full_date(dense.text[low:high])
    return None


def _date_behind(dense: Dense, end: int) -> str | None:
    """A date right behind the `end` of the title."""
    date = DATE_LINE.match(dense.text, end)
    return full_date(date.group()) if date else None


def _bracket_date(dense: Dense, start: int, end: int) -> str | None:
    """The date that stands alone, or before a number, in brackets: （2024年3月1日甲政发〔2024〕3号）."""
    match = _IN_BRACKETS.search(dense.text, start, end)
    return full_date(match["date"]) if match else None


def _labelled_issuers(dense: Dense, start: int, end: int) -> tuple[str, ...]:
    """The bodies behind a label of the page: 发布机构：甲市水务局、甲市财政局."""
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
    return is_name(name) and not site and not is_collective(name) and is_balanced(name)


def is_balanced(title: str) -> bool:
    """Whether every bracket and quote of a title has its other half."""
    return all(title.count(left) == title.count(right) for left, right in ("《》", "（）"))

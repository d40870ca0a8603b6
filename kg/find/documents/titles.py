"""Titles of official documents: the lines that end in a kind of document, and what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from kg.find.text.covered import Covered
from kg.find.text.dates import DATE
from kg.find.text.dense import Dense, Gap
from kg.find.text.numbers import SERIAL, numbers
from kg.lexicon import load, one_of
from kg.words.kinds import kind_pattern
from kg.words.names import is_name

_TITLE_LINES = 6
_LONGEST_TITLE = 160
# how far a head may reach: page furniture, title, addressees
HEAD_REACH = 2500
# what may stand above the first title of a page
PAGE_HEAD = 300
ATTACHED = re.compile(r"附件?\d{0,2}|附表?\d{0,2}|附录\d{0,2}")
_BEFORE_TITLE = re.compile(
    r"^(?:(?:附件|附表|附录)\d{0,2}[：:、]?|(?:标题|名称|文件名称|信息名称)[：:|]+|【[^【】]{1,20}】)(?=.)"
)
_BRACKET_LINE = re.compile(
    r"（(?:(?:19|20)\d{2}(?:[—\-~至]+(?:19|20)?\d{2})?年?度?|试行|暂行|修订|征求意见稿)）"
)
# （此件公开发布） below the letter that a title follows
_IN_BRACKETS = re.compile("（[^（）]*）")
_DATE_LINE = re.compile(rf"（?{DATE.pattern}）?")
_ISSUED = re.compile(r"([\u4e00-\u9fa5（）、]{2,80}?)(?:关于|印发|转发|批转)")
_AGAIN = re.compile(
    r"(?:中共)?(?P<place>[\u4e00-\u9fa5]{2,8}?[省市县区旗州盟]|[省市县区旗州盟]).{3,}?(?P<again>(?:中共)?(?P=place).{2,})$"
)
NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节条编]|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d{1,2}[.、]|[-•]|附件)"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as found: where it begins, its words, and the number beside it."""

    start: int
    text: str
    number: str | None


@cache
def _covering() -> re.Pattern[str]:
    kinds = one_of(load("documents")["covering"])
    return re.compile(
        rf"[^。；！？：]{{0,60}}?关于[^。；！？]{{3,120}}?的?{kinds}(?:[》”]?的?{kinds})*(?![\u4e00-\u9fa5]{{0,3}}》)"
    )


def title_above(dense: Dense, at: int, floor: int) -> Title | None:
    """The lines just above that end in a kind of document, up to where they begin."""
    end = dense.line_start(at)
    while end > floor and _DATE_LINE.fullmatch(dense.text, dense.line_start(end - 1), end):
        end = dense.line_start(end - 1)
    if end <= floor or not kind_pattern().search(dense.text[max(floor, end - 60) : end]):
        return None
    return _upward(dense, end, floor)


def _upward(dense: Dense, end: int, floor: int) -> Title:
    """The title that ends at `end`, gathered line by line from below."""
    start = dense.line_start(end - 1)
    for _ in range(_TITLE_LINES):
        if start <= floor:
            break
        before = dense.line_start(start - 1)
        if (
            before < floor
            or end - before > _LONGEST_TITLE
            or not _goes_on(dense.text[before:start], dense.text[start:end])
        ):
            break
        start = before
    return Title(start, dense.words(start, end), None)


def _goes_on(above: str, title: str) -> bool:
    """Whether the line above belongs to the title: an issuer, or words that need what follows."""
    if above[-1] in "。；！？.|" or "：" in above or _IN_BRACKETS.fullmatch(above):
        return False
    if DATE.search(above) or SERIAL.search(above) or ATTACHED.fullmatch(above):
        return False
    if (
        above.endswith(load("documents")["letterhead"])
        or re.fullmatch(r"[-—\d/]+", above)
        or kind_pattern().search(above)
    ):
        return False
    if title.startswith(("关于", "印发", "转发")):
        return is_name(above) or above.count("《") > above.count("》")
    if issuers_in(title) or len(above) > 40:
        return False
    return "关于" in above or above.count("《") > above.count("》") or len(title) < 25


def title_below(dense: Dense, at: int) -> Title | None:
    """The lines below a number, up to the first that ends in a kind of document."""
    end, limit = at, min(len(dense), at + _LONGEST_TITLE)
    for _ in range(_TITLE_LINES):
        if end >= limit:
            return None
        end = dense.line_end(end)
        line = dense.text[at:end]
        if line.endswith(("：", "。")):
            return None
        if kind_pattern().search(line) and line.count("《") == line.count("》"):
            return Title(at, dense.words(at, _with_bracket(dense, end)), None)
    return None


def first_title(dense: Dense, start: int, end: int, holes: Covered) -> str:
    """The title of a text without a number line: the first line that ends in a kind of document."""
    table = holes.next_start(start)
    reach = min(end, start + HEAD_REACH, end if table is None else table)
    for low, high in lines(dense, start, reach):
        stop = next((one.start for one in numbers(dense, low, high) if one.end >= high - 1), high)
        stop -= dense.text[stop - 1] == "（"
        stop = low + len(dense.text[low:stop].rstrip("|"))
        if high - low <= _LONGEST_TITLE and _is_title(dense.text[low:stop]):
            title = _upward(dense, stop, start)
            words = dense.words(title.start, _with_bracket(dense, stop) if stop == high else stop)
            return _BEFORE_TITLE.sub("", words)
    return _BEFORE_TITLE.sub("", _title_in_line(dense, start, max(reach, min(end, start + PAGE_HEAD))))


def _is_title(line: str) -> bool:
    """Whether a line ends in a kind of document, and is no item, data of the page, or path to it."""
    named = _BEFORE_TITLE.sub("", line)
    if named.startswith("《"):
        named = named.removesuffix("》")
    path = "：" in named or ">" in named
    return not path and kind_pattern().search(named) is not None and not NUMBERED.match(line)


def _with_bracket(dense: Dense, end: int) -> int:
    """The end of a title with the line of a bracket below it: （2021—2023年）, （试行）."""
    below = dense.line_end(end) if end < len(dense) else end
    return below if _BRACKET_LINE.fullmatch(dense.text, end, below) else end


def _title_in_line(dense: Dense, start: int, end: int) -> str:
    """A title in one line with the text it opens: ……关于……的通知."""
    covering = _covering().search(dense.text, start, end)
    if covering is None or NUMBERED.match(dense.text, covering.start()):
        first = next(lines(dense, start, end), (start, start))
        return dense.words(first[0], min(first[1], first[0] + 80))
    about = dense.text.index("关于", covering.start())
    places = [start, *dense.gaps(start, about + 1, Gap.SPACE)]
    low = max(covering.start(), places[-1])
    issuer = places[-2] if len(places) > 1 and places[-1] == about else low
    if issuer < low and is_name(dense.text[issuer:low]):
        low = issuer
    return dense.words(low, covering.end())


def issuers_end(title: str) -> int | None:
    """Where the issuers that a title begins with end."""
    match = _ISSUED.match(title)
    return match.end(1) if match else None


def issuers_in(title: str) -> tuple[str, ...]:
    """The issuers a title begins with: ××市人民政府关于…; side by side they repeat where they are."""
    match = _ISSUED.match(title)
    names = match[1].split("、") if match else []
    return tuple(chain.from_iterable(map(_side_by_side, names))) if names and all(map(is_name, names)) else ()


def _side_by_side(names: str) -> Iterator[str]:
    """中共××市委办公室××市人民政府办公室, 市财政局市教育局: names that begin in the same place."""
    for again in (pattern.match(names) for pattern in (_AGAIN, _central())):
        first = names[: again.start("again")] if again else ""
        rest = names[len(first) :]
        if is_name(first) and is_name(rest):
            yield first
            yield from _side_by_side(rest)
            return
    yield names


@cache
def _central() -> re.Pattern[str]:
    """Two bodies of the centre: 中共中央办公厅国务院办公厅."""
    first = one_of(load("units")["state_issuers"])
    return re.compile(rf"{first}.{{2,}}?(?P<again>{first}.{{2,}})$")


def lines(dense: Dense, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The printed lines of a dense stretch."""
    return pairwise([start, *dense.gaps(start, end), end])

"""Where official documents begin and end in a text, and what their heads and signatures say.

A head is a title beside its 发文字号 (letterheads print the number first, gazettes after); a
signature is the issuer beside the date of issue. A text without either is one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.find.dates import full_date
from kg.find.dense import Dense, Gap
from kg.find.names import is_name
from kg.lexicon import load
from kg.model import squeeze

_SERIAL = re.compile(r"[（〔](?P<year>(?:19|20)\d{2})[）〕]第?(?P<serial>\d{1,4})号")
_BODY = re.compile(r"[\u4e00-\u9fa5]{2,14}$")
_DATE = re.compile(
    r"(?:(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_HEAD_REACH = 2500
# what may stand above the first title of a page without being a cover or a table of contents
_PAGE_HEAD = 300
_FEW_SENTENCES = 3
_TITLE_LINES = 6
_MOST_ISSUERS = 20
_LONGEST_TITLE = 160
_ATTACHED = re.compile(r"附件?\d{0,2}|附表?\d{0,2}|附录\d{0,2}")
_ATTACHED_MARK = re.compile(r"^(?:附件|附表|附录)\d{0,2}[：:、]?(?=.)")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节条编]|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d{1,2}[.、]|[-•]|附件)"
)
_INNER_STOP = re.compile(r"[\u4e00-\u9fa5]\.[\u4e00-\u9fa5]")
_STAMP = re.compile(r"[（〔](?:代章|章|盖章|印章)[）〕]$")


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment of a document: its title and its dense stretch."""

    title: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Head:
    """One document: its dense stretch and what its head and signature say of it."""

    start: int
    end: int
    title: str
    number: str | None
    issuers: tuple[str, ...]
    date: str | None
    kind: str | None
    parts: tuple[Part, ...]


def find_documents(dense: Dense, holes: list[tuple[int, int]]) -> list[Head]:
    """The documents of a text in printed order; `holes` are its tables, which hold no heads."""
    if not dense.text:
        return []
    heads = list(_numbered_heads(dense, holes))
    if not heads or _holds_text(dense, heads[0].start):
        heads.insert(0, _Title(0, "", None))
    bounds = [head.start for head in heads] + [len(dense)]
    floors = [0, *bounds[1:-1]]
    return [
        _complete(dense, head, floor, end, holes)
        for head, floor, end in zip(heads, floors, bounds[1:], strict=True)
    ]


def _holds_text(dense: Dense, end: int) -> bool:
    """Whether sentences stand before the first head: a document of its own, not a cover or contents."""
    return dense.text.count("。", 0, end) >= _FEW_SENTENCES


@dataclass(frozen=True, slots=True)
class _Title:
    start: int
    text: str
    number: str | None


# ---------------------------------------------------------------- numbers


@dataclass(frozen=True, slots=True)
class Number:
    """A 发文字号 at a dense stretch, in its standard form 密政发〔2023〕20号."""

    start: int
    end: int
    text: str


def numbers(dense: Dense, start: int, end: int) -> Iterator[Number]:
    """All 发文字号 of a dense stretch in printed order, whatever their brackets and spaces."""
    for match in _SERIAL.finditer(dense.text, start, end):
        low = max(
            start,
            match.start() - 14,
            *list(dense.gaps(max(start, match.start() - 14), match.start(), Gap.SPACE))[-1:],
        )
        body = _BODY.search(dense.text, low, match.start())
        if body:
            name = _unglued(body.group())
            text = f"{name}〔{match['year']}〕{int(match['serial'])}号"
            yield Number(match.start() - len(name), match.end(), text)


def _unglued(body: str) -> str:
    """The letters of a number without the end of a title printed directly before it."""
    title = _title_end().match(body)
    rest = body[title.end() :] if title else ""
    return rest if len(rest) > 1 else body


def _numbered_heads(dense: Dense, holes: list[tuple[int, int]]) -> Iterator[_Title]:
    """Titles with their number, one a document: the number alone on its line beside the title."""
    last = 0
    for number in numbers(dense, 0, len(dense)):
        if any(low <= number.start < high for low, high in holes) or not _stands_alone(dense, number):
            continue
        title = _title_above(dense, number.start, last) or _title_below(dense, number.end)
        if title is None:
            continue
        yield _Title(min(title.start, number.start), title.text, number.text)
        last = number.end


def _stands_alone(dense: Dense, number: Number) -> bool:
    low, high = number.start, number.end
    if dense.text[low - 1 : low] == "（":
        low -= 1
        high += dense.text[high : high + 1] == "）"
    opens = low == 0 or dense.gap(low) >= Gap.LINE
    return opens and (high >= len(dense) or dense.gap(high) >= Gap.LINE)


# ---------------------------------------------------------------- titles


@cache
def _kind() -> re.Pattern[str]:
    words = load("documents")
    kinds = "|".join(sorted(words["kinds"], key=len, reverse=True))
    tails = "|".join(words["title_tails"])
    return re.compile(rf"(?P<kind>{kinds})(?:[（〔](?:{tails}|[^（）〔〕]{{1,20}})[）〕]){{0,2}}$")


@cache
def _covering() -> re.Pattern[str]:
    kinds = "|".join(sorted(load("documents")["covering"], key=len, reverse=True))
    return re.compile(
        rf"[^。；！？：]{{0,60}}?关于[^。；！？]{{3,120}}?的?(?:{kinds})(?:[》”]?的?(?:{kinds}))*(?![\u4e00-\u9fa5]{{0,3}}》)"
    )


def kind_of(title: str) -> str | None:
    """The kind of document a title ends in: 通知, 意见, 实施方案 …"""
    match = _kind().search(title)
    return match["kind"] if match else None


def _title_above(dense: Dense, at: int, floor: int) -> _Title | None:
    """The lines just above that end in a kind of document, up to where they begin."""
    end = dense.line_start(at)
    if end <= floor or not _kind().search(dense.text[max(floor, end - 60) : end]):
        return None
    return _upward(dense, end, floor)


def _upward(dense: Dense, end: int, floor: int) -> _Title:
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
    return _Title(start, _clean(dense, start, end), None)


def _goes_on(above: str, title: str) -> bool:
    """Whether the line above belongs to the title: an issuer, or words that need what follows."""
    if (
        above[-1] in "。；：！？.|"
        or _DATE.search(above)
        or _SERIAL.search(above)
        or _ATTACHED.fullmatch(above)
    ):
        return False
    if (
        above.endswith(load("documents")["letterhead"])
        or re.fullmatch(r"[-—\d/]+", above)
        or _kind().search(above)
    ):
        return False
    if title.startswith(("关于", "印发", "转发")):
        return is_name(above) or above.count("《") > above.count("》")
    if _issuer_in(title) or len(above) > 40:
        return False
    return "关于" in above or above.count("《") > above.count("》") or len(title) < 25


def _title_below(dense: Dense, at: int) -> _Title | None:
    end, limit = at, min(len(dense), at + _LONGEST_TITLE)
    for _ in range(_TITLE_LINES):
        if end >= limit:
            return None
        end = dense.line_end(end)
        line = dense.text[at:end]
        if line.endswith(("：", "。")):
            return None
        if _kind().search(line) and line.count("《") == line.count("》"):
            return _Title(at, _clean(dense, at, end), None)
    return None


def _first_title(dense: Dense, start: int, end: int, holes: list[tuple[int, int]]) -> str:
    """The title of a text without a number line: the first line that ends in a kind of document."""
    reach = min([end, start + _HEAD_REACH, *(low for low, _ in holes if low >= start)])
    for low, high in _lines(dense, start, reach):
        stop = next((one.start for one in numbers(dense, low, high) if one.end >= high - 1), high)
        stop -= dense.text[stop - 1] == "（"
        if (
            high - low <= _LONGEST_TITLE
            and _kind().search(dense.text[low:stop])
            and not _NUMBERED.match(dense.text, low)
        ):
            return _ATTACHED_MARK.sub("", _upward(dense, stop, start).text)
    return _ATTACHED_MARK.sub("", _title_in_line(dense, start, max(reach, min(end, start + _PAGE_HEAD))))


def _title_in_line(dense: Dense, start: int, end: int) -> str:
    """A title in one line with the text it opens: ……关于……的通知."""
    covering = _covering().search(dense.text, start, end)
    if covering is None:
        first = next(_lines(dense, start, end), (start, start))
        return _clean(dense, first[0], min(first[1], first[0] + 80))
    about = dense.text.index("关于", covering.start())
    places = [start, *dense.gaps(start, about + 1, Gap.SPACE)]
    low = max(covering.start(), places[-1])
    issuer = places[-2] if len(places) > 1 and places[-1] == about else low
    if issuer < low and is_name(dense.text[issuer:low]):
        low = issuer
    return _clean(dense, low, covering.end())


def _lines(dense: Dense, start: int, end: int) -> Iterator[tuple[int, int]]:
    yield from pairwise([start, *dense.gaps(start, end), end])


def _clean(dense: Dense, start: int, end: int) -> str:
    return (
        "".join(dense.span(start, end).of(dense.original).replace("#", "").replace("*", "").split())
        if end > start
        else ""
    )


# ---------------------------------------------------------------- signatures


@dataclass(frozen=True, slots=True)
class _Signature:
    start: int
    end: int
    issuers: tuple[str, ...]
    date: str


def _signatures(dense: Dense, title: str, start: int, end: int) -> Iterator[_Signature]:
    for match in _DATE.finditer(dense.text, start, end):
        closes = (
            match.end() >= len(dense)
            or dense.gap(match.end()) > Gap.NONE
            or dense.text[match.end()] in "（附"
        )
        date = full_date(match.group())
        if not closes or date is None:
            continue
        low, issuers = _signers(dense, title, start, match.start())
        alone = dense.gap(match.start()) >= Gap.LINE and dense.ends_paragraph(match.end())
        if issuers or alone:
            yield _Signature(low, match.end(), issuers, date)


def _signers(dense: Dense, title: str, floor: int, at: int) -> tuple[int, tuple[str, ...]]:
    """The issuers printed just above or before a date, several of them in printed order."""
    issuers: list[str] = []
    low = at
    while low > floor and len(issuers) < _MOST_ISSUERS:
        before = _opening(dense, low, floor)
        name = _STAMP.sub("", dense.text[before:low])
        above = _opening(dense, before, floor) if before > floor else before
        longer = _STAMP.sub("", dense.text[above:low])
        apart = is_name(dense.text[above:before])
        if (
            above < before
            and is_name(longer)
            and not apart
            and (title.startswith(longer) or not is_name(name))
        ):
            before, name = above, longer
        if not is_name(name) or name[:1] in "（第各" or len(name) < 3:
            break
        issuers.insert(0, name)
        low = before
    return low, tuple(issuers)


def _opening(dense: Dense, at: int, floor: int) -> int:
    """Where the words just before `at` begin: after white space or a full stop."""
    places = [*dense.gaps(max(floor, at - 60), at, Gap.SPACE)][-1:]
    stop = dense.text.rfind("。", max(floor, at - 60), at) + 1
    return max([floor, stop, *places])


# ---------------------------------------------------------------- the whole head


def _complete(dense: Dense, head: _Title, floor: int, end: int, holes: list[tuple[int, int]]) -> Head:
    """The head with all its fields; the page's own data may stand above it, from `floor` on."""
    start = head.start
    title = head.text or _first_title(dense, start, end, holes)
    reach = min(end, start + _HEAD_REACH)
    number = head.number or _labelled_number(dense, floor, reach) or _number_beside(dense, start, reach)
    signature = next(_signatures(dense, title, start, end), None)
    date = (
        (signature.date if signature else None)
        or _labelled_date(dense, floor, reach)
        or _bracket_date(dense, start, reach)
    )
    issuers = (
        (signature.issuers if signature else ())
        or _labelled_issuers(dense, floor, reach)
        or _letterhead(dense, floor, reach)
        or _issuer_in(title)
    )
    body = signature.end if signature else start
    parts = tuple(_parts(dense, title, body, end, holes)) if signature else ()
    return Head(start, end, title, number, issuers, date, kind_of(title), parts)


def _letterhead(dense: Dense, start: int, end: int) -> tuple[str, ...]:
    """××市人民政府文件 at the top of the page."""
    for low, high in _lines(dense, start, min(end, start + _PAGE_HEAD)):
        line = dense.text[low:high].removesuffix(load("documents")["letterhead"])
        if low + len(line) < high and is_name(line):
            return (line,)
    return ()


def _labelled(dense: Dense, labels: str, start: int, end: int) -> str | None:
    words = "|".join(load("documents")[labels])
    match = re.compile(rf"(?:{words})[：〕】\]]+").search(dense.text, start, end)
    if not match or match.end() >= end:
        return None
    high = next(dense.gaps(match.end(), end, Gap.SPACE), end)
    return dense.text[match.end() : high]


def _labelled_number(dense: Dense, start: int, end: int) -> str | None:
    value = _labelled(dense, "number_labels", start, end)
    return normal_number(value) if value else None


def normal_number(text: str) -> str | None:
    """A 发文字号 in its standard form (密政发〔2023〕20号), or None where folded `text` holds none."""
    match = _SERIAL.search(text)
    body = _BODY.search(text, 0, match.start()) if match else None
    return f"{body.group()}〔{match['year']}〕{int(match['serial'])}号" if match and body else None


def _number_beside(dense: Dense, start: int, end: int) -> str | None:
    """A number that follows the title in the same line, and is not that of a cited document."""
    for number in numbers(dense, start, end):
        if _kind().search(dense.text[start : number.start].rstrip("（")[-12:]):
            return number.text
    return None


@cache
def _title_end() -> re.Pattern[str]:
    kinds = "|".join(sorted(load("documents")["covering"], key=len, reverse=True))
    return re.compile(rf".*(?:{kinds})")


def _labelled_date(dense: Dense, start: int, end: int) -> str | None:
    value = _labelled(dense, "date_labels", start, end)
    return full_date(value) if value else None


def _bracket_date(dense: Dense, start: int, end: int) -> str | None:
    match = re.compile(rf"（({_DATE.pattern})）").search(dense.text, start, end)
    return full_date(match.group(1)) if match else None


def _labelled_issuers(dense: Dense, start: int, end: int) -> tuple[str, ...]:
    value = _labelled(dense, "issuer_labels", start, end)
    return tuple(name for name in re.split("[、，]", value) if is_name(name)) if value else ()


def _issuer_in(title: str) -> tuple[str, ...]:
    match = re.match(r"([\u4e00-\u9fa5（）]{2,30}?)(?:关于|印发|转发|批转)", title)
    return (match.group(1),) if match and is_name(match.group(1)) else ()


# ---------------------------------------------------------------- attachments


def _parts(dense: Dense, title: str, start: int, end: int, holes: list[tuple[int, int]]) -> Iterator[Part]:
    """Attachments: titles the document announces, and lines after 附件N, where their text begins."""
    announced = {squeeze(match.group(1)) for match in _QUOTED.finditer(title)}
    lines = [
        line for line in _lines(dense, start, end) if not any(low <= line[0] < high for low, high in holes)
    ]
    titles: list[tuple[int, int]] = []
    for place in range(len(lines)):
        found = _part_title(dense, lines, place, announced)
        if found and found[0] >= (titles[-1][1] if titles else start) and dense.text[slice(*found)] != title:
            titles.append(found)
    for (low, high), (stop, _) in pairwise([*titles, (end, end)]):
        name = _clean(dense, low, high)
        yield Part(name, kind_of(name) or "附件", low, stop)


def _part_title(
    dense: Dense, lines: list[tuple[int, int]], place: int, announced: set[str]
) -> tuple[int, int] | None:
    """The title that begins with this line, if one does; it may take up to three lines."""
    low, high = lines[place]
    line = dense.text[low:high]
    if (
        _NUMBERED.match(line)
        or len(line) < 4
        or line[-1] in "。；，、"
        or "：" in line
        or _INNER_STOP.search(line)
        or line[0] in "（〔"
    ):
        return None
    if not dense.ends_paragraph(low):
        return None
    follows = place > 0 and bool(_ATTACHED.fullmatch(dense.text[slice(*lines[place - 1])]))
    for below in range(place, min(place + 3, len(lines))):
        stop = lines[below][1]
        whole = dense.text[low:stop]
        if len(whole) > 80 or "。" in whole:
            break
        if whole in announced or (_kind().search(whole) and whole.count("《") == whole.count("》")):
            return low, stop
    return (low, high) if follows and len(line) < 60 else None

"""What stands in a text but belongs to the page: page numbers, characters nobody sees, ruby readings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from kg.fold import fold
from kg.lexicon import load, one_of
from kg.model import squeeze
from kg.read.column_words import names_column

_DIGITS = "[0-9０-９]"
_DASHES = "[-－—–―─━]"
_BLANK = "[ \t\u00a0\u3000]"
_ORDINAL = rf"{_BLANK}*{_DIGITS}{{1,4}}{_BLANK}*"
_NUMBER_OF_PAGES = rf"第{_ORDINAL}页(?:{_BLANK}*+[,，/／]?{_BLANK}*+共{_ORDINAL}页)?"
_PAGE_NUMBER = (
    rf"(?:{_DASHES}{{1,2}}{_ORDINAL}{_DASHES}{{1,2}}"
    rf"|[·•・]{_ORDINAL}[·•・]"
    rf"|{_NUMBER_OF_PAGES}"
    rf"|[Pp]age {_DIGITS}{{1,4}}(?: of {_DIGITS}{{1,4}})?)"
)
_PAGE_NUMBER_LINE = re.compile(rf"{_BLANK}*{_PAGE_NUMBER}{_BLANK}*")

_RUNNING = "\u3400-\u9fff、，；：。）)〕》”"
_PAGE_NUMBER_IN_TEXT = re.compile(
    rf"—{_BLANK}?{_DIGITS}{{1,3}}{_BLANK}?—(?=[\u3400-\u9fff（(〔《“、，；。）)〕])"
)
_RUNNING_END = re.compile(rf"[{_RUNNING}]{_BLANK}?\Z")

# wide blanks at the head of a line that an encoding lost, two marks for each
_LOST_INDENT = re.compile("^(?:\\?\\?)+(?=[\u3400-\u9fff（(〔0-9０-９])", re.MULTILINE)
_LOST = "??"

_SHORTEST_RUNNING, _LONGEST_RUNNING = 4, 80
_OF_TEXT = re.compile("[|\t：。；，]|^[（(《]|^[\u3007-\u9fff0-9]{1,3}[、.．]")

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# ends of lines and of paragraphs, as some programs write them
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")

# hyphens of a line break, joiners, marks of direction: they stand inside words
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c"
_RUBY = re.compile(rf"[(（](?=[a-zü]{{0,6}}[{_TONED}])[a-zü{_TONED}]{{1,9}}[)）]")
_HAN_END = re.compile("[\u3400-\u9fff]\\Z")

_ISSUE, _BARE_NUMBER = "期", re.compile(_ORDINAL)
_NEW_PAGE = "\f"
_AT_AN_END, _SEEN_ON_PAGES = 2, 3
_FIGURES, _BLURRED = re.compile(f"{_DIGITS}+"), "#"

_OF_NUMBERS = frozenset(f"{_DASHES[1:-1]}·•・第P")
_OF_READINGS = frozenset(_TONED)
# without any of these there is nothing to clean
_SUSPECT = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_DASHES[1:-1]}·•・第P{_TONED}{INVISIBLE}]"
)


def clean(text: str) -> str:
    """`text` without what belongs to the page; it keeps its lines, a page number leaves an empty one."""
    if is_clean(text):
        return text
    suspects = frozenset(_SUSPECT.findall(text))
    if suspects - _OF_NUMBERS - _OF_READINGS:
        text = _LINE_END.sub("\n", text)
        text = _INVISIBLE.sub("", text)
        text = _without_page_ends(text) if _NEW_PAGE in suspects else text
        text = _CONTROL.sub(" ", text)
    if suspects & _OF_NUMBERS or "page " in text:
        text = "\n".join(_without_page_lines(text.split("\n")))
        text = _PAGE_NUMBER_IN_TEXT.sub(_dropped_after(_RUNNING_END), text)
    if _LOST in text:
        text = _LOST_INDENT.sub(lambda lost: "\u3000" * (len(lost[0]) // len(_LOST)), text)
    if suspects & _OF_READINGS:
        text = _RUBY.sub(_dropped_after(_HAN_END), text)
    return text


def _without_page_ends(text: str) -> str:
    """`text` with empty lines for numbers and running lines at the ends of pages that form feeds part."""
    pages = [page.split("\n") for page in text.split(_NEW_PAGE)]
    ends = [_ends_of_page(page) for page in pages]
    seen = Counter(key for page in ends for key in set(page.values()))
    fewest = max(2, min(_SEEN_ON_PAGES, sum(map(bool, ends)) - 1))
    for page, keys in zip(pages, ends, strict=True):
        for at, key in keys.items():
            if seen[key] >= fewest and (key == _BLURRED or _may_run(page[at].strip())):
                page[at] = ""
    return _NEW_PAGE.join(map("\n".join, pages))


def _ends_of_page(page: Sequence[str]) -> dict[int, str]:
    """The lines at the head and the foot of a page by their places, with blurred figures."""
    printed = [at for at, line in enumerate(page) if line.strip()]
    ends = {*printed[:_AT_AN_END], *printed[-_AT_AN_END:]}
    return {at: _FIGURES.sub(_BLURRED, squeeze(page[at])) for at in ends}


def _without_page_lines(lines: Sequence[str]) -> Sequence[str]:
    """`lines` with empty ones for page numbers, and for what is printed again beside several of them."""
    numbers = [at for at, line in enumerate(lines) if is_page_number(line)] + _heads_of_issues(lines)
    dropped = {*numbers, *(_running_lines(lines, numbers) if len(numbers) > 1 else ())}
    return ["" if at in dropped else line for at, line in enumerate(lines)] if dropped else lines


def _heads_of_issues(lines: Sequence[str]) -> list[int]:
    """Where the name and the issue of a gazette stand more than once, and numbers of pages beside them."""
    named = [(at, squeeze(line)) for at, line in enumerate(lines) if _ISSUE in line and names_an_issue(line)]
    seen = Counter(head for _, head in named)
    heads = [at for at, head in named if seen[head] > 1]
    beside = (at for head in heads for at in (head - 1, head + 1) if 0 <= at < len(lines))
    return [*heads, *(at for at in beside if _BARE_NUMBER.fullmatch(lines[at]))]


def _running_lines(lines: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """The lines right above or below page numbers that stand there more than once: headers and footers."""
    beside: dict[str, set[int]] = {}
    for at in numbers:
        above = next((one for one in range(at - 1, -1, -1) if lines[one].strip()), at)
        below = next((one for one in range(at + 1, len(lines)) if lines[one].strip()), at)
        for place in {above, below} - {at}:
            beside.setdefault(lines[place].strip(), set()).add(place)
    return [at for line, found in beside.items() if len(found) > 1 and _may_run(line) for at in found]


def _may_run(line: str) -> bool:
    """Whether a line may be a header or footer: it is no sentence, label, number or row of columns."""
    if not _SHORTEST_RUNNING <= len(line) <= _LONGEST_RUNNING or _OF_TEXT.search(line):
        return False
    return not any(map(names_column, line.split()))


def is_clean(text: str) -> bool:
    """Whether nothing in `text` can belong to the page."""
    return not _SUSPECT.search(text) and _LOST not in text and ("g" not in text or "page " not in text)


def is_page_number(line: str) -> bool:
    """Whether `line` shows a page number and nothing else."""
    return _PAGE_NUMBER_LINE.fullmatch(line) is not None


def names_an_issue(text: str) -> bool:
    """Whether a line says which issue of which gazette the page is from: 东海省人民政府公报　2024年第3期."""
    return _issue().fullmatch(fold(squeeze(text))) is not None


@cache
def _issue() -> re.Pattern[str]:
    paper = rf"[\u4e00-\u9fff]{{2,20}}{one_of(load('reading')['gazettes'])}"
    number = r"\.?(?:\d{4}年)?第\d{1,3}期(?:（?总第\d{1,5}期）?)?\.?"
    return re.compile(rf"\d{{0,3}}(?:{paper}{number}|{number}{paper})\d{{0,3}}")


def _dropped_after(before: re.Pattern[str]) -> Callable[[re.Match[str]], str]:
    """A replacement that drops a match where the two characters in front of it fit `before`."""

    def replacement(found: re.Match[str]) -> str:
        front = found.string[max(0, found.start() - 2) : found.start()]
        return "" if before.search(front) else found.group()

    return replacement

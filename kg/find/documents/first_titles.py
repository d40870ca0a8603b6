"""Titles of texts that print no number beside them: a line of its own, or the start of a long one."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from kg.find.documents.page_data import any_label, is_page_data, without_quotes, words_end
from kg.find.documents.signatures import signatures
from kg.find.documents.titles import (
    ATTACHED,
    HEAD_REACH,
    LONGEST_TITLE,
    NUMBERED,
    PAGE_HEAD,
    Title,
    breaks_off_kind,
    covering_ends,
    duties_of_a_body,
    end_before_text,
    lines,
    title_behind,
    title_ending,
    whole_end,
    words_start,
)
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.find.text.numbers import numbers
from kg.fold import fold
from kg.lexicon import load, one_of
from kg.words.bodies import is_body
from kg.words.columns import names_a_column
from kg.words.kinds import kind_pattern
from kg.words.names import is_name

# of a first line that is no title by its words
_LONGEST_LINE = 80
_LONGEST_PAPER = 8
_LONGEST_NUMBER = 40
_LONGEST_HEADER = 60
_CONTENTS = "目录"
_NEAR = 4  # lines
_PIPES = ("|", "│")
# neither a sentence nor a citation
_PLAIN_LINE = re.compile(r"[^。；，：|《]{5,60}[^。；，：|》]")
_IN_BRACKETS = re.compile("（[^（）]*）$")
_BARE_NUMBER = re.compile(r"\d{1,2}(?![\d.])")
_OPENING_WORDS = re.compile(r"[^。；！？：，|]{0,60}?关于(?P<about>[^。；！？|]{3,130})")


def first_title(dense: Dense, start: int, end: int, holes: Covered) -> Title:
    """The title of a text without a number line: the first line that ends in a kind of document."""
    table = holes.next_start(start)
    reach = min(end, start + HEAD_REACH, end if table is None else table)
    if title := _reprinted(dense, start, reach):
        return title
    first = _first_line(dense, start, max(reach, min(end, start + PAGE_HEAD)))
    below = (low for low, _ in lines(dense, start, reach) if low > first.start and _opens_list(dense, low))
    stop = next(below, None)
    for low, high in lines(dense, start, stop or reach):
        if high - low > LONGEST_TITLE:
            continue
        if title := _title_on(dense, low, high, start, opens=low <= first.start):
            rest = high, stop or reach
            return _covering_title(dense, title, *rest) or _below_paper(dense, title, *rest) or title
    reach = stop or max(reach, min(end, start + PAGE_HEAD))
    found = (
        _title_in_line(dense, start, reach),
        _before_text(dense, first.start),
        _behind_signature(dense, start, reach),
    )
    opens = _is_row(dense, first) or (first.start in holes and _opens_header(dense, first.start))
    untitled = Title(first.start, "") if opens or _is_field(fold(first.text)) else first
    return min(filter(None, found), key=lambda title: title.start + len(title.text), default=untitled)


def _is_row(dense: Dense, line: Title) -> bool:
    """Whether a line is a row of cells between pipes, and no title in the only cell of one."""
    opens = dense.text.startswith(_PIPES, max(line.start - 1, 0))
    return opens and any(pipe in line.text for pipe in _PIPES)


def _is_field(line: str) -> bool:
    """Whether a line is no title but a field above a table: 单位：万元, 填报时间：2024年3月."""
    return line.startswith(_fields())


@cache
def _fields() -> tuple[str, ...]:
    words = (*load("roles")["label"]["over"], *load("headers")["remarks"])
    return tuple(f"{word}：" for word in words)


def _covering_title(dense: Dense, title: Title, start: int, end: int) -> Title | None:
    """The title of the letter that brings a document after which the page is called, just below `title`."""
    for low, high in islice(lines(dense, start, end), _NEAR):
        if high - low <= LONGEST_TITLE and not is_page_data(dense, low, high):
            below = _title_on(dense, low, high, start, opens=False)
            covers = below and title.text in below.text and below.text.endswith(covering_ends())
            return below if covers else None
    return None


def _below_paper(dense: Dense, title: Title, start: int, end: int) -> Title | None:
    """The title just below the name of its paper: 会议纪要（第12期） over 关于…的会议纪要, a gazette.

    Of a paper of several words the title may have the last: 督查通报 over 关于…的通报.
    """
    paper = _IN_BRACKETS.sub("", title.text)
    gazette = _gazette().search(paper)
    masthead = gazette is not None and is_body(paper[: gazette.start()])
    for low, high in islice(lines(dense, start, end), _NEAR):
        if high - low <= LONGEST_TITLE and (below := _title_on(dense, low, high, start, opens=False)):
            names = len(below.text) > len(paper) and below.text.endswith(paper)
            names = names or (len(paper) <= _LONGEST_PAPER and _has_kind_of(below.text, paper))
            return below if names or masthead else None
    return None


def _has_kind_of(title: str, paper: str) -> bool:
    """Whether a title says what it is about, and ends in the kind of document that a paper does."""
    kind = kind_pattern().search(paper)
    return kind is not None and "关于" in title and title.endswith(f"的{kind['kind']}")


@cache
def _gazette() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('reading')['gazettes'])}$")


def _opens_list(dense: Dense, low: int) -> bool:
    """Whether a line opens a table of contents (目 录) or of tasks (序号 任务 责任单位, 单位 职责)."""
    line = dense.text[low : dense.line_end(low)]
    if line == _CONTENTS:
        return dense.gap(low + 1) is Gap.SPACE
    first = _first_word(dense, low)
    if first in load("headers")["column"]["number"]:
        return True
    behind = _behind_pipe(dense, low + len(first))
    return (
        len(line) <= _LONGEST_HEADER and names_a_column(first) and names_a_column(_first_word(dense, behind))
    )


def _opens_header(dense: Dense, low: int) -> bool:
    """Whether a cell with others beside it, the first of a table, names a column, or the next one does."""
    word = _first_word(dense, low)
    behind = low + len(word)
    if not (dense.gap(behind) is Gap.LINE or dense.text.startswith(_PIPES, behind)):
        return False
    return names_a_column(word) or names_a_column(_beside(dense, low, behind))


def _beside(dense: Dense, low: int, behind: int) -> str:
    """The cell right of that from `low` to `behind`; nothing where another row begins there."""
    at = _behind_pipe(dense, behind)
    if at >= len(dense):
        return ""
    row = dense.source.text[dense.span(low, behind).start : dense.span(at, at + 1).start]
    return "" if "\n" in row else _first_word(dense, at)


def _behind_pipe(dense: Dense, at: int) -> int:
    """`at`, or the character behind the pipe that stands there."""
    return at + dense.text.startswith(_PIPES, at)


def _first_word(dense: Dense, low: int) -> str:
    """What a line says up to its first white space, or pipe."""
    end = dense.line_end(low)
    words = dense.text[low : dense.word_end(low, end)]
    return words[: next((at for at, char in enumerate(words) if char in _PIPES), None)]


def _before_text(dense: Dense, start: int) -> Title | None:
    """The title that begins here, in one line with the text it opens."""
    stop = end_before_text(dense, start)
    return Title(start, dense.words(start, stop)) if stop else None


def _behind_signature(dense: Dense, start: int, end: int) -> Title | None:
    """The title of a plan in one line with the letter before it: 甲县人民政府 2023年6月30日 乙方案 为……."""
    found = (title_behind(dense, signed.end) for signed in signatures(dense, "", start, end))
    return next((Title(low, dense.words(low, high)) for low, high in filter(None, found)), None)


def _reprinted(dense: Dense, start: int, end: int) -> Title | None:
    """The title of a text that news give in full, just below the line that says so: 全文如下：.

    A letter that brings its plan so is called by its own title: 关于……的通知.
    """
    said = _in_full().search(dense.text, start, end)
    if said is None or dense.gap(said.end()) < Gap.LINE:
        return None
    above = (dense.text[low:high] for low, high in lines(dense, start, dense.line_start(said.start())))
    if any(line.endswith(covering_ends()) for line in above):
        return None
    for low, high in islice(lines(dense, said.end(), end), _NEAR):
        if high - low <= LONGEST_TITLE and (title := _title_on(dense, low, high, said.end(), opens=False)):
            return title
    return None


def _title_on(dense: Dense, low: int, high: int, floor: int, *, opens: bool) -> Title | None:
    """The title that ends on this line, perhaps before its number or other data of the page.

    A line that opens the text and ends in a number in brackets is one without a kind of document.
    """
    number = next((one for one in numbers(dense, low, high) if one.end >= high - 1), None)
    stop = number.start if number else high
    bracket = dense.text[stop - 1] == "（"
    start = words_start(dense, low, stop - bracket)
    stop = _words_end(dense, start, stop - bracket)
    line = dense.text[start:stop]
    rest = low > floor and breaks_off_kind(dense, low, stop)
    named = _is_title(line) or rest or (opens and number and bracket and _PLAIN_LINE.fullmatch(line))
    if not named or NUMBERED.match(dense.text, low) or _heads_parts(dense, low, high):
        return None
    if start == low and is_page_data(dense, low, high):
        return None
    title = title_ending(dense, stop, floor)
    first = _behind_pipe(dense, title.start)
    words = dense.words(first, whole_end(dense, stop) if stop == high else stop)
    return Title(first, words, number.text if number else None)


def _heads_parts(dense: Dense, low: int, high: int) -> bool:
    """Whether a line is a heading with a bare number, above the first of its parts: 3预警和报告 over 3.1."""
    number = _BARE_NUMBER.match(dense.text, low, high)
    return number is not None and dense.text.startswith(f"{number[0]}.1", high)


def _is_title(line: str) -> bool:
    """Whether a line ends in a kind of document, and is no data of the page, row, or path to it."""
    named = line.removesuffix("》") if line.startswith("《") else line
    if kind_pattern().search(named) is None:
        return False
    plain = without_quotes(named)
    return not (any(mark in plain for mark in "：>|") or plain.startswith(tuple(load("documents")["closes"])))


def _words_end(dense: Dense, start: int, end: int) -> int:
    """Where a title ends on its line: before other data of the page that share the line."""
    labels = any_label().finditer(dense.text, start + 1, end)
    at = next((one.start() for one in labels if one["mark"] and dense.gap(one.start()) > Gap.NONE), end)
    return words_end(dense, start, at)


def _title_in_line(dense: Dense, start: int, end: int) -> Title | None:
    """A title in one line with the text it opens, above the first item: ……关于……的通知."""
    items = (low for low in dense.gaps(start, end) if NUMBERED.match(dense.text, low))
    end = next(items, end)
    words = _OPENING_WORDS.search(dense.text, start, end)
    while words:
        about = words.start("about") - 2
        stop = _end_in_line(dense, words.start("about") + 3, words.end())
        low = _issuers_start(dense, start, words.start(), about)
        if stop and _opens_word(dense, low, start) and _is_whole(dense, low, stop, start):
            low = words_start(dense, low, stop)
            return Title(low, dense.words(low, stop))
        words = _OPENING_WORDS.search(dense.text, about + 2, end)
    return None


def _issuers_start(dense: Dense, floor: int, low: int, about: int) -> int:
    """Where the title begins whose issuers end at `about`: they may be set apart by white space."""
    places = [floor, *dense.gaps(floor, about + 1, Gap.SPACE)]
    start = max(low, places[-1])
    issuer = places[-2] if len(places) > 1 and places[-1] == about else start
    return issuer if issuer < start and is_name(dense.text[issuer:start]) else start


def _end_in_line(dense: Dense, start: int, end: int) -> int | None:
    """Where a title ends in a line that goes on: at 的通知, before its number or a gap, else at a kind."""
    ends = [*_kinds_in_line().finditer(dense.text, start, end)]
    colon = dense.text.find("：", start, end)
    closed = (one.end() for one in ends if one.end() <= colon or colon < 0 if _closes(dense, one))
    return next(closed, ends[0].end() if ends else None)


def _closes(dense: Dense, kind: re.Match[str]) -> bool:
    """Whether a kind of document in a line is the last word of a title, by what stands around it."""
    return "的" in kind.group() or dense.gap(kind.end()) > Gap.NONE or _before_number(dense, kind.end())


def _before_number(dense: Dense, at: int) -> bool:
    at += dense.text[at : at + 1] == "（"
    return any(one.start == at for one in numbers(dense, at, min(len(dense), at + _LONGEST_NUMBER)))


def _opens_word(dense: Dense, at: int, floor: int) -> bool:
    """Whether a title may begin here: not in the middle of a sentence."""
    return at == floor or dense.gap(at) > Gap.NONE or dense.text[at - 1] not in "。；，、！？"


def _is_whole(dense: Dense, start: int, stop: int, floor: int) -> bool:
    """Whether a stretch is a title and no part of a sentence: 印发《关于……的通知》，要求……."""
    title = dense.text[start:stop]
    ends = "，、；|" if start == floor else "，。、；|"
    return (
        title.count("《") == title.count("》")
        and "》，" not in title
        and dense.text[start - 1 : start] != "|"
        and dense.text[stop : stop + 1] not in tuple(ends)
        and not dense.text.startswith(tuple(load("documents")["grounds"]), stop)
        and not NUMBERED.match(title)
    )


def _first_line(dense: Dense, start: int, end: int) -> Title:
    """The first line that tells something of the document, or the title that a letter sends there."""
    found = (line for line in lines(dense, start, end) if not _tells_nothing(dense, *line))
    low, high = next(found, (start, dense.line_end(start)))
    first = _behind_pipe(dense, words_start(dense, low, high))
    for at, stop in ((first, high), *(islice(found, 1) if dense.text[high - 1] == "：" else ())):
        if sent := _sent().match(dense.text, at, stop):
            return Title(sent.start("title"), dense.words(*sent.span("title")))
    items = (at for at in dense.gaps(first, high, Gap.SPACE) if NUMBERED.match(dense.text, at))
    stop = min(_words_end(dense, first, high), first + _LONGEST_LINE, next(items, high))
    if (
        stop == high
        and _PLAIN_LINE.fullmatch(dense.text, first, high)
        and not NUMBERED.match(dense.text, first)
    ):
        below = dense.line_end(high)
        duties = duties_of_a_body().fullmatch(dense.text, high, below) and not _opens_list(dense, high)
        stop = below if duties else high
    return Title(first, dense.words(first, stop))


def _tells_nothing(dense: Dense, start: int, end: int) -> bool:
    """Whether a line is the mark of an attachment, a number, or data of the page."""
    numbered = any((one.start, one.end) == (start, end) for one in numbers(dense, start, end))
    alone = ATTACHED.fullmatch(dense.text[start:end].rstrip("："))
    return numbered or alone is not None or is_page_data(dense, start, end)


@cache
def _sent() -> re.Pattern[str]:
    """The sentence that sends a document: 现将《工作方案》印发给你们."""
    kinds = one_of(load("documents")["kinds"])
    return re.compile(
        rf"(?:[^。；《》]|《[^《》]*》){{0,200}}?{one_of(load('duties')['letters'])}"
        rf"《(?P<title>[^《》]{{2,80}}?{kinds})》"
    )


@cache
def _kinds_in_line() -> re.Pattern[str]:
    kinds = one_of(load("documents")["covering"])
    return re.compile(rf"(?:[》”]?的?{kinds})+(?![\u4e00-\u9fa5]{{0,3}}[》〉>›])")


@cache
def _in_full() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('documents')['in_full'])}[：。]")

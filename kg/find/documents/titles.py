"""Titles of official documents: the lines that end in a kind of document, and what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from kg.find.documents.page_data import (
    INDEX_NUMBER,
    LINE_SIGNS,
    any_label,
    is_page_data,
    is_set_apart,
    label_pattern,
    without_bullet,
    words_end,
)
from kg.find.text.dates import DATE, FULL_DATE
from kg.find.text.dense import Dense, Gap
from kg.find.text.numbers import SERIAL
from kg.lexicon import load, one_of
from kg.words.bodies import is_body
from kg.words.kinds import is_only_kind, kind_pattern
from kg.words.names import LEVELS, is_collective, is_name

_TITLE_LINES = 6
_LONGEST_REST = 6
_DATA_LINES = 12
LONGEST_TITLE = 160
# how far a head may reach: page furniture, title, addressees
HEAD_REACH = 2500
# what may stand above the first title of a page
PAGE_HEAD = 300
ATTACHED = re.compile(r"附件?\d{0,2}|附表?\d{0,2}|附录\d{0,2}")
_BRACKET_LINE = re.compile(
    r"（(?:(?:19|20)\d{2}(?:[—\-~至]+(?:19|20)?\d{2})?年?度?|试行|暂行|修订|征求意见稿)）"
)
# （此件公开发布） below the letter that a title follows
_IN_BRACKETS = re.compile("（[^（）]*）")
_NUMBER_LINE = re.compile(rf"[{re.escape(LINE_SIGNS)}]?[\u4e00-\u9fa5]{{2,14}}{SERIAL.pattern}")
FIELD_BESIDE = re.compile("[\u4e00-\u9fa5]{2,6}：[^，。；：]{1,8}")  # 类别：B, in the line of a number
# of a masthead: 县政府办公室　2024年4月18日
_ISSUED_ON = re.compile(rf"[\u4e00-\u9fa5]{{4,30}}{FULL_DATE}(?:印?发)?")
DATED = re.compile(rf"（?{DATE.pattern}）?")
"""A date, perhaps in brackets."""
_ISSUED = re.compile(r"([\u4e00-\u9fa5（）、]{2,80}?)(?:关于|印发|转发|批转)")
_STAMP = r"(?:19|20)\d{2}[01]\d[0-3]\d"
_AGAIN = re.compile(
    r"(?:中共)?(?P<place>[\u4e00-\u9fa5]{1,8}?[省市县区旗州盟]|[省市县区旗州盟])"
    r"(?:委(?=(?P=place)(?:人民)?政府$)|.{3,}?)(?P<again>(?:中共)?(?P=place).{2,})$"
)
NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节条编]|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d{1,3}[.、]|[-•]|附件)"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title as found: where it begins, its words, and the number beside it."""

    start: int
    text: str
    number: str | None = None


def title_above(dense: Dense, at: int, floor: int) -> Title | None:
    """The lines just above that end in a kind of document, up to where they begin."""
    end = dense.line_start(at)
    while end > floor and DATED.fullmatch(dense.text, dense.line_start(end - 1), end):
        end = dense.line_start(end - 1)
    end = words_end(dense, dense.line_start(end - 1), end) if end > floor else end
    if end <= floor or not kind_pattern().search(dense.text[max(floor, end - 60) : end]):
        return None
    return title_ending(dense, end, floor)


def title_ending(dense: Dense, end: int, floor: int) -> Title:
    """The title that ends at `end`, gathered line by line from below."""
    line = dense.line_start(end - 1)
    start = words_start(dense, line, end)
    for _ in range(_TITLE_LINES):
        if line <= floor or start > line:
            break
        before = dense.line_start(line - 1)
        if before < floor or end - before > LONGEST_TITLE or is_page_data(dense, before, line):
            break
        above = words_start(dense, before, line)
        if not _goes_on(dense.text[above:line], dense.text[line:end]) and not _joins(dense, above, line, end):
            break
        line, start = before, above
    return Title(start, dense.words(start, end))


def words_start(dense: Dense, start: int, end: int) -> int:
    """Where a title begins on its line: behind a bullet, an empty cell, its label, a rubric, 附件1."""
    start = end - len(dense.text[start:end].lstrip("|"))
    at = without_bullet(dense, start, end)
    label = label_pattern("title_labels").match(dense.text, at, end)
    if label and label.end() < end and is_set_apart(dense, label):
        at = label.end()
    before = _before_title().match(dense.text, at, end)
    return before.end() if before else at


@cache
def _before_title() -> re.Pattern[str]:
    """What stands before a title: the mark of an attachment, a rubric, 主动公开, index numbers and days."""
    index = one_of(load("reading")["page_index"])
    public = one_of(load("documents")["closing"]["public"])
    issuer = rf"[\u4e00-\u9fa5]{{1,8}}?[{LEVELS}][\u4e00-\u9fa5]{{0,20}}关于"
    return re.compile(
        r"(?:(?:附件|附表|附录)\d{0,2}[：、]?|〔[^〔〕]{1,20}〕|[\u4e00-\u9fa5]{2,8}丨"
        rf"|{index}：{INDEX_NUMBER}(?=[\u4e00-\u9fa5])|{public}(?={issuer})|{_STAMP}(?=[\u4e00-\u9fa5]))(?=.)"
    )


def _goes_on(above: str, title: str) -> bool:
    """Whether the line above belongs to the title: an issuer, or words that need what follows."""
    if above[-1] in "。；！？." or any(mark in above for mark in "：|│>") or _IN_BRACKETS.fullmatch(above):
        return False
    if DATE.search(above) or SERIAL.search(above) or ATTACHED.fullmatch(above):
        return False
    if title.startswith(("（", "的")):
        return True
    if above.endswith(load("documents")["letterhead"]) or _marking().fullmatch(above):
        return False
    if above.endswith("关于"):
        return True
    if kind_pattern().search(above):
        return False
    if title.startswith(("关于", "印发", "转发")):
        return is_name(above) or above.count("《") > above.count("》")
    if issuers_in(title) or len(above) > 40:
        return False
    return "关于" in above or above.count("《") > above.count("》") or len(title) < 25


@cache
def _marking() -> re.Pattern[str]:
    """What a page prints about its paper: a number, how secret it is, an issue: 机密★1年, 政府公报2025·3.

    So does the number of minutes or of a brief: 〔2023〕第4号, 第12期.
    """
    marks = rf"(?:{one_of(load('documents')['markings'])}(?:[★☆]?\d{{1,2}}年)?[★☆，]?)+"
    issue = rf"[\u4e00-\u9fa5]{{2,16}}{one_of(load('reading')['gazettes'])}[\d·.年第期（）总]+"
    serial = r"[〔（]?(?:20\d\d[〕）年]?)?第\d{1,4}[号期][〕）]?"
    return re.compile(rf"[-—\d/]+|{marks}|{issue}|{serial}")


def is_rest_of_name(name: str) -> bool:
    """Whether an issuer cannot be called so alone: 人民政府办公室, 工作领导小组办公室."""
    return name.startswith(tuple(load("documents")["rests_of_names"]))


def _joins(dense: Dense, start: int, line: int, end: int) -> bool:
    """Whether the line above names another issuer: names one a line, as close as the lowest is to 关于."""
    name = dense.text[start:line]
    below = dense.line_end(line)
    issuer = dense.text[line:below]
    return (
        below < end
        and is_name(issuer)
        and is_name(name)
        and not is_collective(name)
        and not issuer.startswith(name)
        and dense.gap(line) <= dense.gap(below)
    )


def title_below(dense: Dense, at: int) -> Title | None:
    """The lines below a number, up to the first that ends in a kind of document, without data of the page.

    Below another number none: that one stands nearer to the title.
    """
    start = end = at
    for _ in range(_DATA_LINES):
        if end >= min(len(dense), start + LONGEST_TITLE):
            return None
        low, end = end, dense.line_end(end)
        beside = dense.gap(low) is Gap.SPACE and FIELD_BESIDE.fullmatch(dense.text, low, end)
        if beside or is_page_data(dense, low, end) or _ISSUED_ON.fullmatch(dense.text, low, end):
            start = end
            continue
        line = dense.text[start:end]
        if line.endswith(("：", "。")) or _NUMBER_LINE.fullmatch(dense.text, low, end):
            return None
        if kind_pattern().search(line) and line.count("《") == line.count("》"):
            start = words_start(dense, start, end)
            return Title(start, dense.words(start, whole_end(dense, end)))
    return None


def whole_end(dense: Dense, end: int) -> int:
    """The end of a title with what of it stands on the line below: （2021—2023年）, （试行）的通知."""
    below = dense.line_end(end) if end < len(dense) else end
    rests = [_BRACKET_LINE, _closing_words()]
    if not dense.text.endswith(covering_ends(), 0, end):
        rests.append(_of_a_body())
    closed = any(rest.fullmatch(dense.text, end, below) for rest in rests)
    completed = dense.text.endswith(tuple(load("documents")["completed"]), 0, end)
    closed = closed or (completed and dense.gap(end) is Gap.LINE and is_only_kind(dense.text[end:below]))
    return below if closed or (below > end and breaks_off_kind(dense, end, below)) else end


def breaks_off_kind(dense: Dense, low: int, end: int) -> bool:
    """Whether the short line ``low:end`` ends a kind of document that begins above it: 责任分⏎解表."""
    if low == 0 or end - low > _LONGEST_REST or dense.gap(low) is not Gap.LINE:
        return False
    above = dense.text[dense.line_start(low - 1) : low]
    kind = kind_pattern().search(above + dense.text[low:end])
    return kind is not None and kind.start() < len(above)


def end_before_text(dense: Dense, start: int) -> int | None:
    """Where a title that begins at `start` ends in a line that goes on with the text it opens."""
    end = min(dense.line_end(start), start + LONGEST_TITLE)
    match = _before_text().match(dense.text, start, end)
    return match.end() if match else None


def title_behind(dense: Dense, at: int) -> tuple[int, int] | None:
    """The title in one line with the signature that ends at `at`, perhaps behind （此件公开发布）."""
    note = _IN_BRACKETS.match(dense.text, at)
    start = note.end() if note else at
    end = end_before_text(dense, start) if dense.gap(start) < Gap.LINE else None
    return (start, end) if end else None


@cache
def _before_text() -> re.Pattern[str]:
    """A title with a kind of document and what a text begins with behind it, or before a first article."""
    documents = load("documents")
    kinds, tails = one_of(documents["kinds"]), one_of(documents["title_tails"])
    grounds = one_of(load("duties")["grounds"])
    core = "以[^。；，以为]{1,30}为"  # 以……为核心的方案: this 为 begins no purpose
    words = rf"(?:《[^《》]{{1,80}}》|{core}|(?!{core})[^。；！？：，|《》])"
    kind = rf"{kinds}(?:（(?:{tails}|[^（）]{{1,20}})）)?"
    begins = (
        rf"(?:为|{grounds})[^。；，]{{2,80}}，",
        rf"[一1]、(?!{kinds}?[二2])|（一）",
        "各[^。；，：]{1,40}：",
        FULL_DATE,
        rf"{any_label().pattern}(?<=：)",
    )
    article = "第[一1](?:[编章]|条(?![第款项的规之]))"
    return re.compile(
        rf"(?:《[^《》]{{2,80}}?{kind}》|{words}{{2,80}}?{kind})(?={'|'.join(begins)})"
        rf"|{words}{{2,80}}?(?={article})"
    )


@cache
def _closing_words() -> re.Pattern[str]:
    """The last line of a title that begins with a bracket or 的: （试行）的通知."""
    return re.compile(rf"(?:（[^（）]{{1,20}}）的?|的){one_of(load('documents')['covering'])}")


@cache
def covering_ends() -> tuple[str, ...]:
    """How the title of a covering document ends: 的通知."""
    return tuple(f"的{kind}" for kind in load("documents")["covering"])


@cache
def _of_a_body() -> re.Pattern[str]:
    """The last line of a title that goes on with a body nobody calls so alone: 联席会议制度.

    Below a title 成员单位职责分工 is the heading of its text.
    """
    tells = one_of(load("duties")["heading"]["tells"])
    return re.compile(rf"(?!.*{tells}$){_body_alone()}{one_of(load('documents')['kinds'])}")


@cache
def duties_of_a_body() -> re.Pattern[str]:
    """The last line of the name of a list of duties: ××领导小组⏎成员单位职责."""
    return re.compile(_body_alone() + one_of(load("duties")["heading"]["tells"]))


def _body_alone() -> str:
    documents = load("documents")
    bodies = one_of([*documents["rests_of_names"], *documents["members"]])
    return rf"{bodies}[\u4e00-\u9fa5]{{0,16}}"


def issuers_end(title: str) -> int | None:
    """Where the issuers that a title begins with end."""
    match = _ISSUED.match(title)
    return match.end(1) if match else None


def issuers_in(title: str) -> tuple[str, ...]:
    """The issuers a title begins with: ××市人民政府关于…; side by side they repeat where they are.

    A place alone is none: ××市关于….
    """
    match = _ISSUED.match(title)
    names = match[1].split("、") if match else []
    issuers = names and all(is_name(name) and (name[-1] not in LEVELS or is_body(name)) for name in names)
    return tuple(chain.from_iterable(map(side_by_side, names))) if issuers else ()


def side_by_side(names: str) -> Iterator[str]:
    """中共××市委办公室××市人民政府办公室, 市财政局市教育局: names that begin in the same place."""
    for again in (pattern.match(names) for pattern in (_AGAIN, _central())):
        first = names[: again.start("again")] if again else ""
        rest = names[len(first) :]
        if is_name(first) and is_name(rest):
            yield first
            yield from side_by_side(rest)
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

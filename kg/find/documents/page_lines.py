"""What a site says of its page, above the text of a document and behind it: it hands nothing out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, dropwhile, groupby

from kg.find.documents.heads import Head
from kg.find.documents.page_data import (
    host_label,
    is_page_data,
    is_set_apart,
    label_of_pages,
    without_bullet,
)
from kg.find.documents.titles import HEAD_REACH, NUMBERED, lines
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense
from kg.lexicon import load, one_of
from kg.words.marks import SIGNS

_LABELLED = re.compile("[【〔\\[]?([^：，。；（）【】〔〕\\[\\]]{2,10})[】〕\\]]?：(?=.)")
_LONGEST_OPENING = 13  # a label, its brackets and its colon
_FEWEST = 2
_MOST_LINES = 15
_NEAR = 5  # lines below a heading
_LONGEST_IMPRINT = 150
_COUNTED = re.compile(r"(\d{1,2})[.、]")
_SIGN = f"[〔（.{SIGNS}▼▶]"


def site_lines(dense: Dense, head: Head, holes: Covered) -> Iterator[tuple[int, int]]:
    """The lines of a document that are its site's; `holes` are its tables."""
    yield from _labelled(dense, head)
    yield from _head_data(dense, head, holes)
    yield from _hosts_at_end(dense, head)
    if _words_of_sites().search(dense.text, head.start, head.end):
        yield from _page_end(dense, head, holes)
        yield from _other_pages(dense, head, holes)
        yield from _reading(dense, head)
        yield from _whose_site(dense, head, holes)


@cache
def _words_of_sites() -> re.Pattern[str]:
    """Words that sites print: the lines of a text with none of them need no closer look."""
    words = load("documents")["site"]
    lists = (words[name] for name in ("labels", "words", "editors", "links", "readings", "rights"))
    marks = [mark.rstrip("#") for mark in load("reading")["chrome"]["marks"]]
    return re.compile(one_of(chain(*lists, marks)))


def _labelled(dense: Dense, head: Head) -> Iterator[tuple[int, int]]:
    """The blocks of lines with a label each that are data of the page, or say who runs or prints it."""
    reach = min(head.end, head.start + HEAD_REACH)
    labelled = ((line, _label(dense, line)) for line in lines(dense, head.start, head.end))
    for found, block in groupby(labelled, lambda one: one[1] is not None):
        listed = [*block] if found else []
        if listed and listed[0][0][0] < reach and _is_page_data([label for _, label in listed]):
            yield from (line for line, _ in listed)
        elif listed:
            yield from _imprint(listed)


def _head_data(dense: Dense, head: Head, holes: Covered) -> Iterator[tuple[int, int]]:
    """Data of the page above the text, some of which only pages have, with colons or without.

    索引号 11370113004/2021-4059841 over 公开方式 主动公开 责任部门 县应急局 and 主办单位 县政府办. Where a
    label comes again, they are a list of what is made public.
    """
    found: list[tuple[int, int]] = []
    labels: list[str] = []
    for low, high in lines(dense, head.start, min(head.end, head.start + HEAD_REACH)):
        start = without_bullet(dense, low, high)
        label = _opening_label(dense, label_of_pages(), start, high)
        labels += [label] if label else []
        if label or is_page_data(dense, low, high) or _opening_label(dense, host_label(), start, high):
            found.append((low, high))
        elif low in holes or dense.text[high - 1] in "。；：" or NUMBERED.match(dense.text, low):
            break
    yield from found if labels and len(labels) == len({*labels}) else ()


def _opening_label(dense: Dense, labels: re.Pattern[str], start: int, end: int) -> str | None:
    """The label that opens a line, set apart from what it says."""
    found = labels.match(dense.text, start, end)
    return found[0].removesuffix(found["mark"]) if found and is_set_apart(dense, found) else None


def _is_page_data(labels: list[str | None]) -> bool:
    """Whether labels are those of a data block of a page: 索引号：…, 责任部门：…, 文号：….

    Cards of tasks have 名称： and 来源： as well, but none of the labels that only pages have, and no two of
    who published them and when.
    """
    words = load("reading")
    known = {*words["page_data"]}.intersection(labels)
    published = sum(label.startswith(words["published"]) for label in known)
    of_pages = published >= _FEWEST or not known.isdisjoint(words["page_index"])
    return len(known) >= _FEWEST and of_pages


def _imprint(listed: list[tuple[tuple[int, int], str | None]]) -> Iterator[tuple[int, int]]:
    """Lines that say who runs or prints a paper or a site, and where: 主办单位：… over 地址：…."""
    words = load("documents")["site"]
    hosts = {*words["hosts"], *words["publishers"]}
    found = [*dropwhile(lambda one: one[1] not in hosts, listed)]
    if any(label in words["addresses"] for _, label in found):
        yield from (line for line, _ in found)


def _hosts_at_end(dense: Dense, head: Head) -> Iterator[tuple[int, int]]:
    """The last line, where it says side by side whose the site is and who runs it: 主办：A　承办：B."""
    low = dense.line_start(head.end - 1)
    if low <= head.start or not _host_line().match(dense.text, low, head.end):
        return
    labels = {one[0] for one in _host_line().finditer(dense.text, low, head.end)}
    owners = tuple(load("documents")["site"]["owners"])
    if len(labels) > 1 and any(label.startswith(owners) for label in labels):
        yield low, head.end


def _label(dense: Dense, line: tuple[int, int]) -> str | None:
    start, end = line
    opens = dense.text.find("：", start, min(end, start + _LONGEST_OPENING)) > 0
    match = _LABELLED.match(dense.text, start, end) if opens else None
    return match[1] if match else None


def _page_end(dense: Dense, head: Head, holes: Covered) -> Iterator[tuple[int, int]]:
    """What stands below the signature from the first words of the site on (分享到：, 责任编辑：).

    It has neither sentences nor items. Elsewhere only the line of such words is the site's, and what
    says just below who runs it.
    """
    signed = max((end for _, end in head.signed), default=head.end)
    below: list[tuple[int, int]] | None = None
    goes_on = False
    for low, high in lines(dense, head.start, head.end):
        if below is not None:
            below.append((low, high))
            continue
        said = _site_line().match(dense.text, low, high)
        if said and low >= signed:
            below = [(low, high)]
            continue
        goes_on = bool(said or (goes_on and _host_line().match(dense.text, low, high)))
        if goes_on:
            yield low, high
    if below:
        yield from below if _is_of_the_site(dense, below, holes) else below[:1]


def _other_pages(dense: Dense, head: Head, holes: Covered) -> Iterator[tuple[int, int]]:
    """Lists of links to other pages below their headings (相关阅读), as far as they go.

    Their lines may be counted from one on.
    """
    listed: list[tuple[int, int]] = []
    last = 0
    for low, high in [*lines(dense, head.start, head.end), (head.end, head.end)]:
        if _heading_of_links().fullmatch(dense.text, low, high):
            listed.append((low, high))
            last = 0
            continue
        count = _COUNTED.match(dense.text, low, high) if listed else None
        counts_on = count is not None and int(count[1]) == last + 1
        if listed and low < high and _is_short_line(dense, low, high, holes, counts_on=counts_on):
            listed.append((low, high))
            last += counts_on
            continue
        if len(listed) <= _MOST_LINES:
            yield from listed
        listed = []


def _is_short_line(dense: Dense, low: int, high: int, holes: Covered, *, counts_on: bool = False) -> bool:
    short = "。" not in dense.text[low:high] and low not in holes
    return short and (counts_on or not _is_item(dense, low))


def _reading(dense: Dense, head: Head) -> Iterator[tuple[int, int]]:
    """The questions and answers about a document (政策解读) below its signature, to the end."""
    signed = min((end for _, end in head.signed), default=head.end)
    found = [*lines(dense, signed, head.end)]
    for at, (low, high) in enumerate(found):
        if _heading_of_reading().fullmatch(dense.text, low, high):
            near = found[at + 1 : at + 1 + _NEAR]
            if near and _explains().search(dense.text, high, near[-1][1]):
                yield from found[at:]
                return


def _whose_site(dense: Dense, head: Head, holes: Covered) -> Iterator[tuple[int, int]]:
    """Lines that say whose site it is (ICP备12号, 版权所有), and those beside them of who runs it."""
    for mark in _mark_of_imprint().finditer(dense.text, head.start, head.end):
        low, high = dense.line_start(mark.start()), dense.line_end(mark.start())
        if low in holes or high - low > _LONGEST_IMPRINT or "。" in dense.text[low:high]:
            continue
        yield low, high
        above = dense.line_start(low - 1) if low > head.start else low
        beside = ((above, low), (high, dense.line_end(high) if high < head.end else high))
        yield from (line for line in beside if _host_line().match(dense.text, *line))


@cache
def _mark_of_imprint() -> re.Pattern[str]:
    """What stands in the imprint of a site, and not as a part of a word: no 版权所有人."""
    marks = one_of([*load("reading")["chrome"]["marks"], *load("documents")["site"]["rights"]])
    return re.compile(marks.replace(re.escape("#"), r"\d") + "(?![者人权])")


def _is_of_the_site(dense: Dense, below: list[tuple[int, int]], holes: Covered) -> bool:
    return len(below) <= _MOST_LINES and all(_is_short_line(dense, low, high, holes) for low, high in below)


def _is_item(dense: Dense, at: int) -> bool:
    """Whether an item or an attachment begins here, and not a list of attached files."""
    return NUMBERED.match(dense.text, at) is not None and not dense.text.startswith("附件：", at)


@cache
def _site_line() -> re.Pattern[str]:
    """A line that says who put the page on the site, or what a reader may do with it."""
    words = load("documents")["site"]
    return re.compile(
        rf"{one_of(words['labels'])}：|{one_of(words['words'])}|[^：。；]{{0,20}}：[^：。；]{{0,20}}{one_of(words['editors'])}："
    )


@cache
def _host_line() -> re.Pattern[str]:
    """A line that says who runs the site."""
    return re.compile(rf"{one_of(load('documents')['site']['hosts'])}：")


@cache
def _heading_of_links() -> re.Pattern[str]:
    """A line that heads a list of other pages: 【相关阅读】, 相关链接：."""
    return re.compile(rf"{_SIGN}*{one_of(load('documents')['site']['links'])}[〕）：>]*")


@cache
def _heading_of_reading() -> re.Pattern[str]:
    """A line that heads what explains the document: 政策解读, 《通知》解读."""
    words = one_of(load("documents")["site"]["readings"])
    return re.compile(rf"{_SIGN}*(?:(?:关于)?《[^《》]*》的?)?{words}[〕）：]*")


@cache
def _explains() -> re.Pattern[str]:
    return re.compile(rf"？|{one_of(load('documents')['site']['explains'])}")

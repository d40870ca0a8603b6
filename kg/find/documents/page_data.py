"""Lines of a page that are about its document and not of it: data, links, the path to it, who signed it."""

from __future__ import annotations

import re
from functools import cache

from kg.find.text.dates import FULL_DATE
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load, one_of
from kg.words.marks import SIGNS

# 索引号 without its name: 11370113004/2021-4059841
INDEX_NUMBER = r"(?=[^/]*\d{4})[\dA-Za-z][\dA-Za-z\-/_.]{6,}"
DATE_LINE = re.compile(rf"{FULL_DATE}(?:\d{{1,2}}：\d{{2}}(?:：\d{{2}})?)?")
_MARKS = "：〕】]|"
_MARK = rf"[{re.escape(_MARKS)}]*"
_INSIDE = re.compile(r"《[^《》]*》|[<〈][^<>〈〉]*[>〉]")
LINE_SIGNS = f".{SIGNS}"
"""What may stand at the head of a line of data or of a title."""


@cache
def label_pattern(*names: str) -> re.Pattern[str]:
    """A label of one of these lists with its colon, or with the other marks that set it apart."""
    words = load("documents")
    return _pattern([label for name in names for label in words[name]])


@cache
def any_label() -> re.Pattern[str]:
    """A label of whatever data of the page but its title."""
    words = load("documents")
    data = {*load("reading")["page_data"], *words["signer_labels"], *words["page_labels"]}
    return _pattern(sorted(data.difference(words["title_labels"])))


@cache
def label_of_pages() -> re.Pattern[str]:
    """A label that only pages have, and above a text no list: 索引号, 公开方式."""
    words = load("reading")
    return _pattern([*words["page_index"], *words["page_public"]])


@cache
def host_label() -> re.Pattern[str]:
    """A label of who runs a site or prints its page: 主办单位."""
    return _pattern(load("documents")["site"]["hosts"])


def _pattern(labels: list[str]) -> re.Pattern[str]:
    return re.compile(rf"{one_of(labels)}(?P<mark>{_MARK})")


def is_set_apart(dense: Dense, label: re.Match[str]) -> bool:
    """Whether what looks like a label is one: a mark stands behind it, or white space on both sides.

    Among lines of such data, and before a date, it may also stand right before its value.
    """
    if label["mark"]:
        return True
    behind = opens_word(dense, label.end()) or DATE_LINE.match(dense.text, label.end())
    return opens_word(dense, label.start()) and (bool(behind) or _in_block(dense, label))


def _in_block(dense: Dense, label: re.Match[str]) -> bool:
    """Whether a label opens its line, as another does the line beside it; one of them only pages have."""
    line = dense.line_start(label.start())
    if without_bullet(dense, line, label.end()) != label.start():
        return False
    beside = [dense.line_end(line)] + ([dense.line_start(line - 1)] if line > 0 else [])
    words = (without_bullet(dense, at, len(dense)) for at in beside)
    found = filter(None, (_data_label().match(dense.text, at) for at in words))
    known = _only_of_pages()
    return any(word in known for one in found for word in (_words(one), _words(label)))


def _words(label: re.Match[str]) -> str:
    return label.group().rstrip(_MARKS)


@cache
def _data_label() -> re.Pattern[str]:
    return _pattern(load("reading")["page_data"])


@cache
def _only_of_pages() -> frozenset[str]:
    """Labels that hardly any other line begins with: 索引号, 发文机关, 发文字号."""
    words = load("documents")
    lists = ("number_labels", "issuer_labels", "date_labels", "published_labels")
    return frozenset([*load("reading")["page_index"], *(label for name in lists for label in words[name])])


def opens_word(dense: Dense, at: int) -> bool:
    """Whether white space stands before a place, or nothing."""
    return at == 0 or at >= len(dense) or dense.gap(at) > Gap.NONE


def is_page_data(dense: Dense, start: int, end: int) -> bool:
    """Whether a line is data or furniture of the page: a label and its value, a date, links, a path."""
    start = without_bullet(dense, start, end)
    label = any_label().match(dense.text, start, end)
    if label and is_set_apart(dense, label):
        return True
    line = dense.text[start:end]
    return _bare().fullmatch(line) is not None or is_path(line) or is_signers_name(dense, start)


def opens_page_data(dense: Dense, start: int, end: int) -> bool:
    """Whether a stretch begins with data of the page: a label and its colon, a date, an index number."""
    label = any_label().match(dense.text, start, end)
    bare = DATE_LINE.match(dense.text, start, end) or re.match(INDEX_NUMBER, dense.text[start:end])
    return bool(bare or (label and label["mark"]))


def is_path(line: str) -> bool:
    """Whether a line is the path to the page: 首页>政务公开>文件."""
    return ">" in line and ">" in without_quotes(line)


def without_quotes(line: str) -> str:
    """A line without the titles it names in brackets."""
    return _INSIDE.sub("", line)


def is_signers_name(dense: Dense, at: int) -> bool:
    """Whether who signed begins here, set apart from the label: 签发人：⇥王立新."""
    label = label_pattern("signer_labels")
    return any(
        found.end() == at and found["mark"] for found in label.finditer(dense.text, max(0, at - 6), at)
    )


def before_date(dense: Dense, start: int, end: int) -> int:
    """Where the words of a line end, before a date that white space sets apart at its end."""
    places = dense.gaps(start, end, Gap.SPACE)
    return next((at for at in places if DATE_LINE.fullmatch(dense.text, at, end)), end)


def words_end(dense: Dense, start: int, end: int) -> int:
    """Where the words of a line end, before empty cells, a date set apart, or what the page says behind.

    That is whether it is in force (〔已废止〕), or the name of the site.
    """
    end = start + len(dense.text[start:end].rstrip("|"))
    end = before_date(dense, start, end)
    force = _force_behind().search(dense.text, start, end)
    end = force.start() if force else end
    site = _site_behind().search(dense.text, start, end)
    return site.start("site") if site else end


@cache
def _site_behind() -> re.Pattern[str]:
    """The name of a site behind a title, as browsers show it: ……的通知-云溪县政府网."""
    words = load("documents")
    return re.compile(
        rf"{one_of(words['kinds'])}(?P<site>[-_—|]+[\u4e00-\u9fa5]{{0,12}}{one_of(words['sites'])})$"
    )


@cache
def _force_behind() -> re.Pattern[str]:
    return re.compile(rf"[〔（]{one_of(load('documents')['in_force'])}[〕）]$")


def without_bullet(dense: Dense, start: int, end: int) -> int:
    """Where the words of a line begin, behind its bullet."""
    return start + (start + 1 < end and dense.text[start] in LINE_SIGNS)


@cache
def _bare() -> re.Pattern[str]:
    words = load("documents")
    links = one_of([*words["page_links"], *words["in_force"]])
    return re.compile(rf"(?:{links}：?|\|)+|[-：|]{{3,}}|{DATE_LINE.pattern}|{INDEX_NUMBER}")

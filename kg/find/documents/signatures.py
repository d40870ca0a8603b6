"""Signatures: the issuers of a document beside its date of issue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.find.documents.titles import is_rest_of_name, side_by_side, title_behind
from kg.find.text.covered import Covered
from kg.find.text.dates import DATES_OR_OPEN, full_date
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load
from kg.words.bodies import stands_alone
from kg.words.kinds import kind_of
from kg.words.names import breaks_off, is_cut, is_name
from kg.words.roles import find_labels

_MOST_ISSUERS = 20
_LONGEST_LIST = 200
_PLACED = re.compile(r"[\u4e00-\u9fa5]{1,8}?[省市县区旗州盟镇乡]")
_DISTRIBUTED = re.compile("（此件[^（）]{2,30}）")
_SEALED_BY = re.compile("（[^（）]{2,30}(?:代章|代印)）")
_MARK = re.compile("[、，；：）。]")
_SEPARATOR = re.compile("、(?![^（）]*）)")
_STAMP = re.compile(r"[（〔](?:代章|章|盖章|印章)[）〕]$")
_NOWHERE = Covered(())


@dataclass(frozen=True, slots=True)
class Signature:
    """Issuers and date of issue at a dense stretch."""

    start: int
    end: int
    issuers: tuple[str, ...]
    date: str | None


def signatures(
    dense: Dense, title: str, start: int, end: int, holes: Covered = _NOWHERE
) -> Iterator[Signature]:
    """Dates that close a line or stand before a title, with the issuers before them outside tables, `holes`.

    A date alone on its line has none; one whose day was left open (2020年4月 日) is none.
    """
    for match in DATES_OR_OPEN.finditer(dense.text, start, end):
        closes = (
            match.end() >= len(dense)
            or dense.gap(match.end()) > Gap.NONE
            or dense.text[match.end()] in "（附"
        )
        behind_stop = dense.text[match.start() - 1 : match.start()] == "。"
        titled = (behind_stop or not closes) and title_behind(dense, match.end()) is not None
        date = None if match["open"] else full_date(match.group())
        if not (closes or titled) or (date is None and not match["open"]):
            continue
        at = _before_note(dense, match.start())
        low, issuers = _signers(dense, title, max(start, holes.last_end(at)), at)
        alone = date is not None and dense.gap(at) >= Gap.LINE and dense.ends_paragraph(match.end())
        alone = alone and not dense.text.endswith(_limit_labels(), 0, at)
        if issuers or alone or (titled and behind_stop):
            yield Signature(low, match.end(), issuers, date)


@cache
def _limit_labels() -> tuple[str, ...]:
    """Headings whose date below is a limit: 五、完成时限⏎2025年12月31日."""
    return tuple(load("time")["slot"]["labels"])


def _before_note(dense: Dense, date: int) -> int:
    """Where a date begins, or the note before it: （此件发至县） on its line, or whose seal is used.

    The seal is told on that line or on the one above: （县妇联代章）.
    """
    line = dense.line_start(date)
    if line < date:
        noted = _DISTRIBUTED.fullmatch(dense.text, line, date) or _SEALED_BY.fullmatch(dense.text, line, date)
        return line if noted else date
    above = dense.line_start(line - 1) if line > 0 else line
    return above if _SEALED_BY.fullmatch(dense.text, above, line) else date


def _signers(dense: Dense, title: str, floor: int, at: int) -> tuple[int, tuple[str, ...]]:
    """The issuers printed just above or before a date, several of them in printed order.

    They stand as close to each other as the last stands to the date.
    """
    issuers: list[str] = []
    low = at
    widest = max(dense.gap(at), Gap.LINE)
    while low > floor and len(issuers) < _MOST_ISSUERS and (low == at or dense.gap(low) <= widest):
        before = _opening(dense, low, floor)
        name = _STAMP.sub("", dense.text[before:low])
        above = _opening(dense, before, floor) if before > floor else before
        longer = _STAMP.sub("", dense.text[above:low])
        if above < before and is_name(longer) and _is_cut(dense.text[above:before], name, longer, title):
            before, name = above, longer
        beside = low < at and dense.gap(low) is Gap.SPACE and stands_alone(name)
        numbered = name[:1] == "第" and not stands_alone(name)  # 第一部分, but 第一中学
        if not is_name(name) or name[:1] in "（〔各" or numbered or (len(name) < 3 and not beside):
            break
        if low < at and _goes_on_with_list(dense, before, floor):
            break
        issuers[:0] = _listed(name)
        low = before
    return low, tuple(issuers)


def _goes_on_with_list(dense: Dense, start: int, floor: int) -> bool:
    """Whether the names at `start` are the rest of a list above: 责任单位：市财政局、市水⏎务局."""
    text, low = dense.text, max(floor, start - _LONGEST_LIST)
    left = _MARK.split(text[low:start])[-1]
    right = _MARK.split(text[start : dense.line_end(start)], maxsplit=1)[0]
    listed = text[start - 1] in "、，" or text[start] in "、，"
    if not (listed or is_cut(left, right) or (left and breaks_off(left, right))):
        return False
    return any("。" not in text[label.end() : start] for label in find_labels(text, low, start))


def _listed(names: str) -> Iterator[str]:
    """The issuers that one stretch names: 教务部（教学督导室）、评估中心; side by side without any sign."""
    listed = _SEPARATOR.split(names)
    if len(listed) > 1 and all(map(is_name, listed)):
        yield from listed
    else:
        yield from side_by_side(names)


def _is_cut(above: str, name: str, longer: str, title: str) -> bool:
    """Whether a name is the end of a longer one that white space has cut."""
    if is_rest_of_name(name):
        return _PLACED.match(above) is not None and kind_of(above) is None
    return not is_name(above) and (title.startswith(longer) or not is_name(name))


def _opening(dense: Dense, at: int, floor: int) -> int:
    """Where the words just before `at` begin: after a full stop, or white space but that of 教 务 处."""
    low = max(floor, at - 60)
    stop = max(floor, dense.text.rfind("。", low, at) + 1)
    places = [stop, *dense.gaps(max(low, stop), at, Gap.SPACE), at]
    for place, following in reversed(list(pairwise(places))):
        if following - place > 1 or dense.gap(place) is not Gap.SPACE:
            return place
    return stop

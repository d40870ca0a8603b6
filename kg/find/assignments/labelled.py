"""Labels outside brackets that hand a task to units: 责任单位：A, 责任单位　A, 牵头单位县财政局."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.find.assignments.clause import Clause, Party
from kg.find.assignments.clauses import parse_clause
from kg.find.assignments.extents import LONGEST, list_end
from kg.find.assignments.marker import Marker
from kg.find.names.bodies import LONGEST_LIST, units_of
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import holds_a_deed, may_be_a_body
from kg.words.columns import names_a_column, names_bystanders
from kg.words.marks import BULLETS, behind_last
from kg.words.names import LEVELS, is_name, same_as
from kg.words.roles import (
    duty_behind,
    label_pattern,
    labelled_pattern,
    role_of_label,
    slot_label,
    tail_pattern,
    time_labels,
)
from kg.words.times import is_time, limit_line

_IN_CHARGE = "负责"
_SHORTEST_TITLE = 4
_LONGEST_LABEL = 10
_LONGEST_LIMIT = 30
_FEW_CELLS = 2
_IN_NAMES = "主管"
_SENTENCE_ENDS = "。；！？"
_SHORT_CELLS = re.compile(r"[ \t\u3000]*(?:[\u4e00-\u9fa5（）]{2,10}[ \t\u3000]+){2,12}")
_JOINTS = "、和及与的为是各等由向对请给送报系达知至馈"  # behind these a label is part of a phrase
_OPENS = f"。；：，）〕.、①②③④⑤⑥⑦⑧⑨⑩{BULLETS}"
_UNITS_END = re.compile("[，。；：]")
_TITLE_END = re.compile("[。；：]")
_UNKNOWN_WORD = re.compile("[\u4e00-\u9fa5]{1,4}(?<![和与及])")


def labelled_lines(
    dense: Dense, start: int, end: int, outline: Outline, taken: Covered, labels: list[re.Match[str]]
) -> Iterator[Marker]:
    """Those of `labels` outside brackets with their units: 责任单位：A、B, up to the end of the list."""
    last = start
    for match in labels:
        label = _own_start(dense, match)
        at = _with_unknown_words(dense, label)
        opens, colon = _opens_line(dense, at), match.group().endswith("：")
        topic = None if opens or colon else _behind_topic(dense, at, match["label"] or "", outline)
        if at < last or at in taken or not (opens or topic or (colon and _behind_title(dense, at, outline))):
            continue
        stop = _before_duty(dense.text, match.end(), list_end(dense, match.end(), end, outline))
        clause = parse_clause(dense, label, stop)
        limit = match["time"] and opens and not colon and is_time(dense.text[match.end() : stop])
        if match["time"] and (owners := _named_before(dense, last, at, outline)):
            clause = Clause.of_all([Clause(parties=list(owners)), clause])
            at = owners[0].start
        named = colon and match["bare"] != _IN_CHARGE  # what is to be done may follow as well: 负责：清障
        if (limit or _believed(dense, clause, colon=opens and named)) and not is_address(dense, match):
            last = stop
            yield Marker(topic or at, stop, clause, bracket=False)


def _named_before(dense: Dense, floor: int, at: int, outline: Outline) -> tuple[Party, ...]:
    """The units of a sentence of nothing else before the label of a limit: 修路。甲局、乙局。完成时限：…."""
    item = outline.innermost(at)
    if item is None or dense.text[at - 1] not in "。；":
        return ()
    low = behind_last("。；", dense.text, max(floor, item.body), at - 1)
    return units_of(dense, low, at - 1, Role.RESPONSIBLE, "") if item.body < low else ()


def _behind_title(dense: Dense, at: int, outline: Outline) -> bool:
    """Whether nothing but a sentence of an item stands in its line before a label: 1.修渠，50里责任单位：."""
    item = outline.innermost(at)
    if item is None or at - item.body < _SHORTEST_TITLE or dense.line_end(item.body) <= at:
        return False
    part = dense.text[at - 1] in _JOINTS or dense.text[at] == "各"
    return not part and _TITLE_END.search(dense.text, item.body, at) is None


def _behind_topic(dense: Dense, at: int, label: str, outline: Outline) -> int | None:
    """Where the words end with which a sentence of an item says whose label it is: 管网改造的责任单位为A.

    县交通行政主管部门是… is a body and no label.
    """
    item = None if _IN_NAMES in label else outline.innermost(at)
    stop = at - (dense.text[at - 1] == "的")
    if item is None or stop - item.body < _SHORTEST_TITLE or dense.text[stop - 1] in _JOINTS:
        return None
    low = behind_last(_SENTENCE_ENDS, dense.text, item.body, stop)
    short = stop - low >= _SHORTEST_TITLE and _UNITS_END.search(dense.text, low, stop) is None
    return stop if short else None


def _before_duty(text: str, start: int, end: int) -> int:
    """`end`, or where a list of units goes on with nothing but what they do: 牵头单位：A，负责…."""
    comma = text.find("，", start, end)
    while comma >= 0 and not duty_behind().match(text, comma, end):
        comma = text.find("，", comma + 1, end)
    return end if comma < 0 or tail_pattern().search(text, comma, end) else comma


def _own_start(dense: Dense, label: re.Match[str]) -> int:
    """Where a label begins: the end of the line above may look like its first words (…项目⏎牵头单位：)."""
    lines = dense.gaps(label.start(), label.end())
    return next((at for at in lines if labelled_pattern().match(dense.text, at)), label.start())


def _with_unknown_words(dense: Dense, label: int) -> int:
    """Where the line of a label begins, if it has no more than a word before it: 补充耕地责任单位：.

    What begins with a body is for its members: 区减灾委各成员单位：.
    """
    line = dense.line_start(label)
    unknown = _UNKNOWN_WORD.fullmatch(dense.text, line, label)
    return line if unknown and not is_name(unknown.group()) else label


def _believed(dense: Dense, clause: Clause, *, colon: bool) -> bool:
    """Whether what stands behind a label are units: behind a colon one is, or all may be; else all are.

    Who has published something there has nothing to do: 牵头部门：市金融办、市财政局印发《…》.
    """
    names = clause.names(dense.text)
    if any("《" in name for name in names):
        return False
    if colon:
        beside = bool(names) and dense.gap(clause.parties[0].start) < Gap.LINE
        return (
            not names
            or any(is_name(name) or same_as(name) for name in names)
            or (beside and all(map(may_be_a_body, names)))
        )
    return bool(names) and all(map(is_name, names))


def is_address(dense: Dense, label: re.Match[str]) -> bool:
    """Whether a label is whom a letter is for: 各承办单位： at the end of a line, over prose."""
    at = label.end()
    if not label.group().startswith("各") or dense.gap(at) < Gap.LINE:
        return False
    below = dense.text[at : min(dense.paragraph_end(at), at + LONGEST)]
    return holds_a_deed(below) or any(word in below for word in load("duties")["letters"])


def limits_below(dense: Dense, markers: list[Marker], stop: int) -> Iterator[Marker]:
    """Lines of nothing but a limit right below units: 责任单位：A⏎2024年8月底前完成。

    Behind a sentence or a label of units the next sentence may be one: A牵头，B配合。年内完成。
    """
    for marker in markers:
        start = marker.behind(dense.text)
        below = start < stop and dense.gap(start) >= Gap.LINE
        if start >= stop or not (below or (dense.text[start - 1] == "。" and not marker.bracket)):
            continue
        ends = [dense.text.find("。", start, min(start + _LONGEST_LIMIT, stop))]
        if below:
            line = min(dense.line_end(start), stop)
            ends.append(line - (dense.text[line - 1] in "。；"))
        end = next((end for end in ends if limit_line().fullmatch(dense.text, start, end)), None)
        if end:
            yield Marker(start, end, Clause(times=[(start, end)]), bracket=False)


def set_apart(dense: Dense, start: int, end: int, outline: Outline, taken: Covered) -> Iterator[Marker]:
    """Labels that only white space parts from what they name: 责任单位　市教育局　市财政局."""
    nouns = tuple(load("roles")["label"]["nouns"] + time_labels())
    lasts = {noun[-1] for noun in nouns}  # asked first: few words end like this
    organizes = load("roles")["label"]["hosted"]
    before = start
    for gap in dense.gaps(start, end, Gap.SPACE):
        low, before = before, gap
        if dense.text[gap - 1] not in lasts or not dense.text.endswith(nouns, low, gap):
            continue
        item = outline.innermost(low)
        low = max(low, item.body if item and item.start == low else low)
        low = behind_last("。；）", dense.text, low, gap)
        label = slot_label().fullmatch(dense.text, low, gap)
        if label is None or label["person"] or low in taken or label.group() in organizes:
            continue
        if _closes_header(dense, low, gap) or _heads_column(dense, gap, end):
            continue
        stop = list_end(dense, gap, _until_label(dense, gap, min(gap + LONGEST, end)), outline)
        clause = _labelled_by(dense, gap, stop, label)
        names = clause.names(dense.text)
        units = all(map(is_name, names)) and not any(map(_is_no_unit, names))
        units = units and not (names and _is_of_sentence(dense, gap, clause.parties[0].start))
        if gap < stop and units and (names or label["time"]):
            yield Marker(low, stop, clause, bracket=False)


def _is_of_sentence(dense: Dense, start: int, first: int) -> bool:
    """Whether a sentence behind a label comes to its `first` unit by 由: 成员单位⏎专班由县民政局等组成."""
    return start + 1 < first and dense.text[first - 1] == "由"


def _closes_header(dense: Dense, start: int, end: int) -> bool:
    """Whether a label is the last cell of a row of several, with nothing behind it: 学校|人数|主管部门."""
    text, span = dense.folded, dense.span(start, end)
    if not text.startswith("\n", span.end):
        return False
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return before.count("\t") >= _FEW_CELLS or _SHORT_CELLS.fullmatch(before) is not None


def _heads_column(dense: Dense, start: int, end: int) -> bool:
    """Whether what stands behind a label on its line is the name of the next column: 责任单位　完成时限."""
    word = dense.text[start : dense.word_end(start, end)]
    known = names_a_column(word) or word.endswith(tuple(load("headers")["due_tails"]))
    return known and dense.gap(start) < Gap.LINE


def _is_no_unit(name: str) -> bool:
    """Whether a name says what is done, or heads the next column: 主管部门　招聘单位."""
    return holds_a_deed(name) or names_bystanders(name)


def glued(dense: Dense, start: int, end: int, taken: Covered) -> Iterator[Marker]:
    """Labels with nothing between them and their units: 牵头单位县财政局，成员单位县审计局; 责任单位同上."""
    for noun in _noun_before_name().finditer(dense.text, start, end):
        behind = noun.end()
        low = max(start, behind - _LONGEST_LABEL)
        label = next((at for at in range(low, noun.start()) if _is_label(dense, at, behind)), None)
        if label is None or label in taken or dense.gap(behind) > Gap.NONE:
            continue
        printed = dense.text[label:behind]
        parties, high = _list_behind(dense, behind, end, printed)
        if parties:
            yield Marker(label, high, Clause(parties=list(parties)), bracket=False)


def _list_behind(dense: Dense, start: int, end: int, label: str) -> tuple[tuple[Party, ...], int]:
    """The units directly behind a label, over commas as long as nothing but units stands behind them."""
    found: tuple[Party, ...] = ()
    at = high = start
    while at < end:
        mark = _UNITS_END.search(dense.text, at, end)
        stop = dense.paragraph_end(at, min(mark.start() if mark else end, at + LONGEST_LIST))
        if not found and same_as(dense.text[at:stop]):
            return (Party(at, stop, role_of_label(label), label),), stop
        more = units_of(dense, at, stop, role_of_label(label), label)
        if not more:
            break
        found, high = (*found, *more), stop
        if not dense.text.startswith("，", stop) or label_pattern().match(dense.text, stop + 1):
            break
        at = stop + 1
    return found, high


def _is_label(dense: Dense, start: int, end: int) -> bool:
    label = label_pattern().fullmatch(dense.text, start, end) if _opens_line(dense, start) else None
    return label is not None and not label["person"]


@cache
def _noun_before_name() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('roles')['label']['nouns'])}(?=[国各{LEVELS}]|同[上前])")


def _labelled_by(dense: Dense, start: int, end: int, label: re.Match[str]) -> Clause:
    if label["time"]:
        return Clause(times=[(start, end)])
    return parse_clause(dense, start, end, role_of_label(label["label"]), label["label"])


def _until_label(dense: Dense, start: int, end: int) -> int:
    gaps = [start, *dense.gaps(start, end, Gap.SPACE), end]
    return next((low for low, high in pairwise(gaps) if slot_label().fullmatch(dense.text, low, high)), end)


def _opens_line(dense: Dense, at: int) -> bool:
    return at == 0 or dense.gap(at) > Gap.NONE or dense.text[at - 1] in _OPENS

"""Brackets that hand a task to units: （责任单位：A）, （A牵头，B配合）, （A、B）, 〔责任单位〕A."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.find.assignments.clause import Clause
from kg.find.assignments.clauses import parse_clause
from kg.find.assignments.extents import LONGEST, bracket_pairs, is_full_name, list_end
from kg.find.assignments.marker import Marker
from kg.find.assignments.signs import explains_a_sign
from kg.find.names.bodies import sharing_government, units_of
from kg.find.names.people import is_only_a_person
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import CLASSES, makes_a_body, stands_alone
from kg.words.columns import names_bystanders
from kg.words.marks import behind_last
from kg.words.names import LEVELS, field_names, is_collective, is_name, same_as
from kg.words.roles import (
    bracketed_label,
    duty_behind,
    find_labels,
    following_label,
    label_pattern,
    labelled_pattern,
    part_told,
    role_of_label,
    slot_label,
    tail_pattern,
    tail_words,
    work_verb,
)
from kg.words.times import limit_phrase, names_a_time

_SHORTEST = 5  # nothing shorter than （水务局） can name a unit with its role
_LONGEST_NAME = 20
_SHORT_NAME = 3
_BODIES_OF_LEVELS = f"{LEVELS}团"
_LONGEST_LABEL = 10
_LONGEST_SLOT = 24  # a label alone in brackets
_LONGEST_BEFORE = 30
_GROUP_ENDS = ("组", "专班")
_LONGEST_PERSON = 5
_LONGEST_SHORT = 8  # of names nobody knows beside one that leads
_FIELDS = re.compile(r"(?:[\u4e00-\u9fa5]{2,8}、)+[\u4e00-\u9fa5]{0,6}部门")  # 公安、交通等部门
_OPEN_VERBS = ("属于", "是", "为")  # what stands behind them in brackets completes them
_PHONE = re.compile(r"(?:\d{3,4}-)?\d{5,11}$")
_ROOM = re.compile(r"\d[楼室](?:[\u4e00-\u9fa5]{0,6}[厅室])?$")  # 送至科技大厦3楼（市科技局）
_MARKS = re.compile("[，。；：、]")
_ATTACHED = re.compile(r"附[件表](?:\d{1,2}(?:-\d{1,2})?)?：")
_MARKS_BEHIND = ("。", "；", "，", "（", "〔")
_IS = re.compile("([\u4e00-\u9fa5]{2,4}单位)[为是]")
_CLASS_FIRST = ("各", *load("names")["collective"]["some"])  # （各成员单位） names units
_OF_SOME = re.compile("[^，。；：]{3,20}的，")  # （未注明时限的，于年底前完成；…） is a rule for all
_DECIMAL = re.compile(r"^\d{1,2}(?:\.\d{1,2})+")  # a heading whose number does not count on is no item


@cache
def _tail_in_bracket() -> re.Pattern[str]:
    return re.compile(rf"{one_of(tail_words())}(?:工作)?(?:[。；]*$|[，。；])")


def bracketed(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Marker]:
    """The markers that stand in brackets, with a limit behind them."""
    last, passed = start, list[tuple[int, int]]()
    for low, high in bracket_pairs(dense, start, end, outline):
        if low < last or high - low > LONGEST:
            continue
        marker = _bracket(dense, low, high, outline)
        if marker is None:
            passed.append((low, high))
            continue
        if "：" not in dense.text[marker.start : marker.end]:
            yield from _bare_before(dense, passed, marker, outline)
        yield (marker := _with_limit(dense, marker))
        last, passed = marker.end, []


@cache
def _limit_after() -> re.Pattern[str]:
    return re.compile(
        rf"，(?P<limit>{limit_phrase()})(?=[。；]|$)|[（〔](?P<apart>[^（）〔〕]{{2,40}})[）〕]"
    )


@cache
def _limit_alone() -> re.Pattern[str]:
    return re.compile(limit_phrase())


def _limit_behind(dense: Dense, at: int) -> tuple[int, int, int] | None:
    """The stretch of a limit behind a bracket, and where it ends with its marks: ，6月底前; （6月底前）.

    Without a mark it goes on to the end of its line: （市水务局）6月底前.
    """
    text = dense.text
    marked = text.startswith(_MARKS_BEHIND, at)
    match = _limit_after().match(text, at) if marked else None
    if not marked and dense.gap(at) < Gap.LINE and _limit_alone().match(text, at):
        end = dense.paragraph_end(at)
        end -= text[end - 1] in "。；"
        return (at, end, end) if _limit_alone().fullmatch(text, at, end) else None
    if match is None or (match["apart"] and not _is_limit(match["apart"])):
        return None
    return *match.span("apart" if match["apart"] else "limit"), match.end()


def _is_limit(words: str) -> bool:
    """Whether what stands in brackets is a time, and not the label of one: （完成时限）."""
    return names_a_time(words) and slot_label().fullmatch(words) is None


def _with_limit(dense: Dense, marker: Marker) -> Marker:
    """（市水务局），11月底前完工: the limit behind the bracket belongs to it."""
    limit = _limit_behind(dense, marker.end)
    if limit is None:
        return marker
    return replace(marker, end=limit[2], clause=marker.clause.with_time(*limit[:2]))


def _bracket(dense: Dense, low: int, high: int, outline: Outline) -> Marker | None:
    only = bracketed_label().fullmatch(dense.text, low, high) if high - low <= _LONGEST_SLOT else None
    if only and only["stem"] and dense.gap(low) < Gap.LINE:
        only = None  # 县水利局【牵头】
    if only and not dense.text.startswith(_CLASS_FIRST, low + 1):
        return _after_label(dense, low, high, outline, only)
    if high - low < _SHORTEST:
        return None
    inner = dense.text[low + 1 : high - 1] if dense.text[high - 1] in "）〕" else dense.text[low + 1 : high]
    if dense.gap(low) >= Gap.LINE and _OF_SOME.match(inner):
        return None
    marker = _with_units(dense, low, high, inner, outline)
    return None if marker and (_tells_who_it_will_be(inner) or explains_a_sign(inner)) else marker


def _with_units(dense: Dense, low: int, high: int, inner: str, outline: Outline) -> Marker | None:
    """A bracket that says, in `inner`, who has which role, or names nothing but units."""
    start, end = low + 1, low + 1 + len(inner)
    labels, opening = find_labels(dense.text, start, end), label_pattern().match(inner)
    labelled = bool(labels)
    if inner.startswith(_CLASS_FIRST):
        opening = None
    if not (labelled or opening or _tail_in_bracket().search(inner)):
        return _bare(dense, low, high, outline)
    if not labelled and _tells_of_a_part(dense, low, high):
        return None
    if opening and not opening.group("person") and _labels_units(inner, opening.end()):
        clause = _uncoloned(dense, start, end)
    else:
        clause = parse_clause(dense, start, end, closed=True, labels=labels)
    if labelled and clause.times and clause == Clause(times=clause.times):
        return Marker(low, high, clause, bracket=True)
    if not clause.parties:
        return _bare(dense, low, high, outline)
    if not (labelled or _convincing(dense, clause, inner)):
        return None
    return Marker(low, high, clause, bracket=True)


def _tells_of_a_part(dense: Dense, low: int, high: int) -> bool:
    """Whether a role word stands before a bracket that only says of which part of the work."""
    told = part_told().search(dense.text, max(0, low - _LONGEST_LABEL), high)
    return told is not None and told.start("note") == low


def _labels_units(inner: str, at: int) -> bool:
    """Whether what looks like a label, up to `at`, stands before its units; 各责任单位负责 are units."""
    closed = inner.startswith(("：", "为", "是"), at) or labelled_pattern().match(inner) is not None
    return not closed and tail_pattern().match(inner, at) is None


def _tells_who_it_will_be(inner: str) -> bool:
    """Whether a bracket tells how somebody is found, or who builds: 业主选聘施工单位, 施工单位为东海集团."""
    if named := _IS.match(inner):
        return names_bystanders(named[1])
    return inner.rstrip("参加与。；").endswith(CLASSES) and _chosen().fullmatch(inner) is not None


@cache
def _chosen() -> re.Pattern[str]:
    chooses, bodies = one_of(load("duties")["chooses"]), one_of(CLASSES)
    return re.compile(rf"[^，。；：、]*{chooses}[^，。；：、局委厅办]{{0,8}}{bodies}(?:参[加与])?[。；]?$")


def _uncoloned(dense: Dense, start: int, end: int) -> Clause:
    """责任单位 市商务局，配合单位 市公安局: labels directly before their units."""
    labels = list(label_pattern().finditer(dense.text, start, end))
    stops = [*(label.start() for label in labels[1:]), end]
    said = [
        parse_clause(dense, label.end(), stop, role_of_label(label["label"]), label["label"])
        for label, stop in zip(labels, stops, strict=True)
        if label["label"]
    ]
    whole = Clause.of_all(said)
    return Clause(parties=whole.parties, times=whole.times)


def _convincing(dense: Dense, clause: Clause, inner: str) -> bool:
    """Without a label the units themselves must show that the bracket assigns."""
    if _FIELDS.match(inner):
        return True
    names = clause.names(dense.text)
    places = sharing_government(names)
    named = sum(
        is_full_name(name)
        or stands_alone(name)
        or name in field_names()
        or name in places
        or same_as(name) is not None
        for name in names
    )
    led = is_full_name(names[0]) and max(map(len, names)) <= _LONGEST_SHORT if names else False
    known = led or named * 2 >= len(clause.parties)
    return known and not any(high - low > 12 for low, high in clause.unread)


def _mostly_names(names: list[str], *, sure: bool) -> bool:
    """Whether a list is one of units: all look like one, or most where nothing else can stand (`sure`)."""
    places = sharing_government(names)
    full = sum(is_full_name(name) or name in places for name in names)
    known = full + (full > 0) * sum(len(name) == 2 and stands_alone(name) for name in names)
    return known == len(names) or (sure and known * 2 >= len(names) and max(map(len, names)) <= _LONGEST_NAME)


def _heads_items(dense: Dense, low: int, high: int, outline: Outline) -> bool:
    """Whether a bracket is a line over the first item of a list, and not below the heading of that list.

    【市水务局】⏎1.清淤。⏎2.修渠。⏎【市住建局】⏎1.…
    """
    if dense.text[low] != "〔" or min(dense.gap(low), dense.gap(high)) < Gap.LINE:
        return False
    above, below = outline.innermost(low), outline.innermost(high)
    if below is None or below.start != high or below.value != 1:
        return False
    return above is None or above.style == below.style


def _bare(dense: Dense, low: int, high: int, outline: Outline) -> Marker | None:
    """A bracket of nothing but units, and perhaps a limit, that closes a paragraph: they are responsible."""
    if _heads_items(dense, low, high, outline) or _tells_a_post(dense, low):
        return None
    limit = _limit_behind(dense, high)
    stop = limit[2] if limit else high
    stop += dense.text.startswith(("。", "；"), stop)
    inside = dense.gap(stop) < Gap.LINE or dense.text[stop : stop + 1] in ("，", "、", "；")
    if _opens_item(dense, low, high, outline):
        return _only_units(dense, low, high, outline, sure=False)
    if group := _of_group(dense, low, high, outline):
        return group
    behind_stop = dense.text[low - 1] in "。；"
    if stop < len(dense) and inside and outline.next_start(stop, len(dense)) != stop:
        if not (behind_stop or _goes_on(dense, low, high, outline)):
            return None
        return _only_units(dense, low, high, outline, sure=False)
    return _only_units(dense, low, high, outline, sure=behind_stop)


def _tells_a_post(dense: Dense, low: int) -> bool:
    """Whether a bracket stands behind somebody's name and tells where he works: 主任：王敏（乡宣传委）.

    The name is one of several behind a colon, or alone in its line.
    """
    line = dense.line_start(low)
    at = behind_last("：、", dense.text, max(line, low - _LONGEST_PERSON), low)
    if not is_only_a_person(dense.text[at:low]):
        return False
    return at == line or (dense.text[at - 1] in "：、" and dense.text.find("：", line, low) > 0)


def _of_group(dense: Dense, low: int, high: int, outline: Outline) -> Marker | None:
    """The members of a group that opens an item, before what it does: 物资组（县商务局）：负责采购."""
    told = dense.text.startswith(("：", "。"), high) and dense.text.endswith(_GROUP_ENDS, 0, low)
    item = outline.innermost(low) if told else None
    if item is None or not 0 < low - item.body <= _LONGEST_NAME or _MARKS.search(dense.text, item.body, low):
        return None
    if not any(one().match(dense.text, high + 1) for one in (duty_behind, following_label, work_verb)):
        return None
    parties = units_of(dense, low + 1, high - 1, Role.RESPONSIBLE, "")
    return Marker(low, high, Clause(parties=[*parties]), bracket=True) if parties else None


def _opens_item(dense: Dense, low: int, high: int, outline: Outline) -> bool:
    """Whether a bracket stands between a number and what is done, as it does beside it: 2.（市水务局）修渠.

    No title of a document and nobody's name stands behind it.
    """
    item = outline.innermost(low)
    if item is None or item.body != low or item.style == "article":
        return False  # 第五条（规划）
    if dense.paragraph_end(low) - high < _SHORTEST:
        return False
    beside = (one for one in outline.siblings(item) if one is not item)
    titled = dense.text.startswith(("《", "关于"), high)
    return not titled and any(dense.text[one.body] in "（〔" for one in beside)


def _goes_on(dense: Dense, low: int, high: int, outline: Outline) -> bool:
    """Whether the units in a bracket do what its clause says, and the sentence goes on with something else.

    They are several, or one with a limit, or one behind the first sentence of an item: 1.修渠（县水利局）。….
    Behind a group they are its members: 成立协调小组（市教育局、市财政局），统筹推进.
    """
    item = outline.innermost(low)
    if not dense.text.startswith(("，", "；", "。"), high) or item is None:
        return False
    if dense.text[high] == "。" and (item.style == "article" or _MARKS.search(dense.text, item.body, low)):
        return False
    if dense.text.endswith(tuple(load("names")["groups"]), 0, low):
        return False
    times = parse_clause(dense, low + 1, high - 1, Role.RESPONSIBLE, "").times
    names = units_of(dense, low + 1, times[0][0] - 1 if times else high - 1, Role.RESPONSIBLE, "")
    return len(names) > 1 or bool(names and (times or dense.text[high] == "。"))


def _bare_before(
    dense: Dense, passed: list[tuple[int, int]], closing: Marker, outline: Outline
) -> Iterator[Marker]:
    """改造道路（市住建局），优化线网（市交通局）。: those before the one that closes the paragraph.

    Before one with role words a list goes on behind a bracket: 各市（地、州）、县（市、区）（A负责）。
    """
    marks = "，；。" if any(party.label for party in closing.clause.parties) else "，；、。"
    opens = dense.paragraph_start(closing.start)
    item = outline.innermost(closing.start)
    for low, high in passed:
        closes = dense.text[high] in "；。" or dense.text[low - 1] in "。；"
        told = closes or dense.text[high] in marks
        if low > opens and outline.innermost(low) is item and told:
            marker = _only_units(dense, low, high, outline, sure=closes)
            if marker:
                yield marker


def _only_units(dense: Dense, low: int, high: int, outline: Outline, *, sure: bool) -> Marker | None:
    """A bracket of nothing but units, and perhaps a limit, that does not explain the word before it."""
    clause = parse_clause(dense, low + 1, high - 1, Role.RESPONSIBLE, "")
    names = clause.names(dense.text)
    if clause.unread or not names or not _mostly_names(names, sure=sure):
        return None
    if dense.text.startswith(tuple(load("names")["notes"]), low + 1):
        return None  # 报县督查组（办公室设在县政府督查室，电话：6612345）
    before = _words_before(dense, low, outline)
    label = label_pattern().fullmatch(before)
    if label and label["label"] and dense.gap(low - len(before)) >= Gap.LINE:
        clause = parse_clause(dense, low + 1, high - 1, role_of_label(before), before)
        return Marker(low - len(before), high, clause, bracket=False)
    own = sure or len(names) > 1 or _may_own(names[0], low, outline)
    if before and not clause.times and (not own or _is_explained(before)):
        return None
    if _ATTACHED.match(dense.text, dense.line_start(low)):
        return None
    if len(names) == 1 and not clause.times and names[0][-1] in LEVELS and not is_collective(names[0]):
        return None
    return Marker(low, high, clause, bracket=True)


def _words_before(dense: Dense, at: int, outline: Outline) -> str:
    """The phrase of an item right before a bracket, without its number."""
    item = outline.innermost(at)
    phrase = _MARKS.split(dense.text[max(item.body if item else 0, at - _LONGEST_BEFORE) : at])[-1]
    return _DECIMAL.sub("", phrase)


def _is_explained(before: str) -> bool:
    """Whether units in a bracket only explain the words before it: a name, a verb, a telephone, a room."""
    if _is_short_name(before) and not makes_a_body(before):
        return True
    return before.endswith(_OPEN_VERBS) or bool(_PHONE.search(before) or _ROOM.search(before))


def _is_short_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and is_name(text) and not any(map(str.isdigit, text))


def _may_own(name: str, at: int, outline: Outline) -> bool:
    """Whether one unit alone, printed directly behind words, can own them: they are those of an item.

    A short name is one of a level's body: （县残联）, （团县委）.
    """
    sure = len(name) > _SHORT_NAME or (name[0] in _BODIES_OF_LEVELS and stands_alone(name))
    return outline.innermost(at) is not None and (sure or is_collective(name))


def _after_label(dense: Dense, low: int, high: int, outline: Outline, label: re.Match[str]) -> Marker | None:
    """〔责任单位〕A、B: only the label stands in the bracket; 〔完成时限〕 likewise."""
    following = bracketed_label().search(dense.text, high, min(high + LONGEST, len(dense)))
    end = list_end(dense, high, following.start() if following else len(dense), outline)
    if label.group("time"):
        return Marker(low, end, Clause(times=[(high, end)]), bracket=False) if high < end else None
    if label.group("person"):
        return None
    printed = label.group("label") or label.group("stem")
    clause = parse_clause(dense, high, end, role_of_label(printed), printed)
    named = [is_name(name) for name in clause.names(dense.text)]
    return Marker(low, end, clause, bracket=False) if sum(named) * 2 > len(named) else None

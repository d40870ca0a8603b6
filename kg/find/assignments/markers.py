"""Markers: the brackets and lines that hand a task to units, wherever they stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise

from kg.find.assignments.clauses import Clause, parse_clause
from kg.find.assignments.extents import LONGEST, bracket_pairs, is_full_name, list_end
from kg.find.assignments.sentences import role_sentences
from kg.find.names.bodies import LONGEST_LIST, units_of
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import holds_a_deed, may_be_a_body, stands_alone
from kg.words.names import LEVELS, field_names, is_name
from kg.words.roles import (
    bracketed_label,
    duty_behind,
    find_labels,
    following_label,
    is_inner,
    label_pattern,
    labelled_pattern,
    part_told,
    role_of_label,
    role_of_stem,
    slot_label,
    tail_pattern,
    tail_words,
)
from kg.words.times import limit_phrase, names_a_time

_SHORTEST = 5  # nothing shorter than （水务局） can name a unit with its role
_SHORTEST_TITLE = 4
_LONGEST_NAME = 20
_LONGEST_LABEL = 10
_JOINTS = "、和及与的为是各等"  # behind these a label is part of a phrase
_UNITS_END = re.compile("[，。；：]")
_FIELDS = re.compile(r"(?:[\u4e00-\u9fa5]{2,8}、)+[\u4e00-\u9fa5]{0,6}部门")  # 公安、交通等部门
_UNKNOWN_WORD = re.compile("[\u4e00-\u9fa5]{1,4}(?<![和与及])")
_BETWEEN = re.compile(r"[。；;，、：.]*")
_OPEN_VERBS = ("属于", "是", "为")  # what stands behind them in brackets completes them
_DECIMAL = re.compile(r"^\d{1,2}(?:\.\d{1,2})+")  # a heading whose number does not count on is no item


@dataclass(frozen=True, slots=True)
class Marker:
    """An assignment clause at the dense stretch ``start:end``; its task stands before it.

    `bracket`: it stands in brackets; `sentence`: it is a sentence of its own without any label.
    """

    start: int
    end: int
    clause: Clause
    bracket: bool
    sentence: bool = False


def find_markers(dense: Dense, start: int, end: int, outline: Outline, holes: Covered) -> list[Marker]:
    """All markers of the dense stretch ``start:end`` outside `holes`, in printed order.

    Neighbours with nothing between them (lines of 责任单位, 配合单位, 责任人, 完成时限) are one marker.
    """
    brackets = [one for one in _bracketed(dense, start, end, outline) if one.start not in holes]
    taken = Covered((one.start, one.end) for one in brackets)
    lines = [one for one in _lines(dense, start, end, outline, taken) if one.start not in holes]
    labelled = Covered((one.start, one.end) for one in [*brackets, *lines])
    loose = chain(_spaced(dense, start, end, outline, labelled), _glued(dense, start, end, labelled))
    spaced = [one for one in loose if one.start not in holes]
    sentences = [
        Marker(low, high, clause, bracket=False, sentence=True)
        for low, high, clause in role_sentences(dense, start, end, outline)
        if low not in holes and low not in labelled
    ]
    found = sorted([*brackets, *lines, *spaced, *sentences], key=lambda marker: marker.start)
    joined = _joined(dense, found, outline)
    return [_with_builders(_with_owners(marker)) for marker in joined if _hands_out(marker)]


def _hands_out(marker: Marker) -> bool:
    """A marker names units, and not only the members of a group, who takes part or who takes applications.

    Divisions beside who takes applications are its own: 受理机构：A。责任科室：B.
    """
    words = load("roles")["label"]
    labels = [party.label for party in marker.clause.parties]
    nothing = words["members"] + words["reception"] + words["present"]
    aside = [any(word in label for word in nothing) for label in labels]
    received = any(word in label for label in labels for word in words["reception"])
    return not all(one or (received and is_inner(label)) for one, label in zip(aside, labels, strict=True))


def _with_owners(marker: Marker) -> Marker:
    """Inner divisions (责任科室) own the task where nobody else is named beside them."""
    parties = marker.clause.parties
    if not all(is_inner(party.label) for party in parties):
        return marker
    owners = [party._replace(role=role_of_stem(party.label)) for party in parties]
    return replace(marker, clause=replace(marker.clause, parties=owners))


def _with_builders(marker: Marker) -> Marker:
    """Who builds (建设单位) stands beside who owns the task, where somebody else does."""
    builders = tuple(load("roles")["label"]["builders"])
    owners = [one for one in marker.clause.parties if one.role in (Role.LEAD, Role.RESPONSIBLE)]
    beside = {one for one in owners if one.role is Role.RESPONSIBLE and one.label.endswith(builders)}
    if not beside or len(beside) == len(owners):
        return marker
    parties = [one._replace(role=Role.OTHER) if one in beside else one for one in marker.clause.parties]
    return replace(marker, clause=replace(marker.clause, parties=parties))


# ---------------------------------------------------------------- brackets


@cache
def _tail_in_bracket() -> re.Pattern[str]:
    return re.compile(rf"{one_of(tail_words())}(?:工作)?(?:[。；]*$|[，。；])")


def _bracketed(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Marker]:
    last, passed = start, list[tuple[int, int]]()
    for low, high in bracket_pairs(dense, start, end, outline):
        if low < last or high - low > LONGEST:
            continue
        marker = _bracket(dense, low, high, outline) or _limit_in_bracket(dense, last, low, high)
        if marker is None:
            passed.append((low, high))
            continue
        if not any(party.label for party in marker.clause.parties):
            yield from _bare_before(dense, passed, marker, outline)
        yield (marker := _with_limit(dense, marker))
        last, passed = marker.end, []


@cache
def _limit_after() -> re.Pattern[str]:
    return re.compile(rf"，(?P<limit>{limit_phrase()})(?=[。；]|$)")


def _limit_behind(text: str, at: int) -> re.Match[str] | None:
    return _limit_after().match(text, at) if text.startswith("，", at) else None


def _with_limit(dense: Dense, marker: Marker) -> Marker:
    """（市水务局），11月底前完工: the limit behind the bracket belongs to it."""
    limit = _limit_behind(dense.text, marker.end)
    if limit is None:
        return marker
    return replace(marker, end=limit.end(), clause=marker.clause.with_time(*limit.span("limit")))


def _limit_in_bracket(dense: Dense, last: int, low: int, high: int) -> Marker | None:
    """（2024年6月底前完成） directly behind the bracket of the units."""
    if low != last or not names_a_time(dense.text[low + 1 : high - 1]):
        return None
    return Marker(low, high, Clause(times=[(low + 1, high - 1)]), bracket=True)


def _bracket(dense: Dense, low: int, high: int, outline: Outline) -> Marker | None:
    if only := bracketed_label().fullmatch(dense.text, low, high):
        return _after_label(dense, low, high, outline, only)
    if high - low < _SHORTEST:
        return None
    inner = dense.text[low + 1 : high - 1] if dense.text[high - 1] in "）〕" else dense.text[low + 1 : high]
    labelled, opening = bool(find_labels(inner, 0, len(inner))), label_pattern().match(inner)
    if not (labelled or opening or _tail_in_bracket().search(inner)):
        return _bare(dense, low, high, outline)
    told = part_told().search(dense.text, max(0, low - _LONGEST_LABEL), high)
    if not labelled and told and told.start("note") == low:
        return None
    if opening and not opening.group("person") and inner[opening.end()] not in "：为是":
        clause = _uncoloned(dense, low + 1, low + 1 + len(inner))
    else:
        clause = parse_clause(dense, low + 1, low + 1 + len(inner))
    if labelled and clause.times and clause == Clause(times=clause.times):
        return Marker(low, high, clause, bracket=True)
    if not clause.parties:
        return _bare(dense, low, high, outline)
    if not (labelled or _convincing(dense, clause, inner)):
        return None
    return Marker(low, high, clause, bracket=True)


def _uncoloned(dense: Dense, start: int, end: int) -> Clause:
    """责任单位 市商务局，配合单位 市公安局: labels directly before their units."""
    clause = Clause()
    labels = list(label_pattern().finditer(dense.text, start, end))
    for place, label in enumerate(labels):
        stop = labels[place + 1].start() if place + 1 < len(labels) else end
        printed = label.group("label")
        clause.parties.extend(parse_clause(dense, label.end(), stop, role_of_label(printed), printed).parties)
    return clause


def _convincing(dense: Dense, clause: Clause, inner: str) -> bool:
    """Without a label the units themselves must show that the bracket assigns."""
    if _FIELDS.match(inner):
        return True
    names = [dense.text[party.start : party.end] for party in clause.parties]
    named = sum(is_full_name(name) or stands_alone(name) or name in field_names() for name in names)
    return named * 2 >= len(clause.parties) and not any(high - low > 12 for low, high in clause.unread)


def _mostly_names(names: list[str], *, sure: bool) -> bool:
    """Whether a list is one of units: all look like one, or most where nothing else can stand (`sure`)."""
    full = sum(map(is_full_name, names))
    known = full + (full > 0) * sum(len(name) == 2 and stands_alone(name) for name in names)
    return known == len(names) or (
        sure and known * 3 >= len(names) * 2 and max(map(len, names)) <= _LONGEST_NAME
    )


def _bare(dense: Dense, low: int, high: int, outline: Outline) -> Marker | None:
    """A bracket of nothing but units, and perhaps a limit, that closes a paragraph: they are responsible."""
    limit = _limit_behind(dense.text, high)
    stop = limit.end() if limit else high
    stop += dense.text.startswith(("。", "；"), stop)
    if stop < len(dense) and dense.gap(stop) < Gap.LINE and outline.next_start(stop, len(dense)) != stop:
        return None
    return _only_units(dense, low, high, outline, sure=dense.text[low - 1] in "。；")


def _bare_before(
    dense: Dense, passed: list[tuple[int, int]], closing: Marker, outline: Outline
) -> Iterator[Marker]:
    """改造道路（市住建局），优化线网（市交通局）。: those before the one that closes the paragraph."""
    opens = dense.paragraph_start(closing.start)
    item = outline.innermost(closing.start)
    for low, high in passed:
        if low > opens and outline.innermost(low) is item and dense.text[high] in "，；、。":
            marker = _only_units(dense, low, high, outline, sure=False)
            if marker:
                yield marker


def _only_units(dense: Dense, low: int, high: int, outline: Outline, *, sure: bool) -> Marker | None:
    """A bracket of nothing but units, and perhaps a limit, that does not explain the word before it."""
    clause = parse_clause(dense, low + 1, high - 1, Role.RESPONSIBLE, "")
    names = [dense.text[party.start : party.end] for party in clause.parties]
    if clause.unread or not names or not _mostly_names(names, sure=sure):
        return None
    item = outline.innermost(low)
    before = re.split("[，。；：、]", dense.text[max(item.body if item else 0, low - 30) : low])[-1]
    before = _DECIMAL.sub("", before)
    explains = (
        before != ""
        and not clause.times
        and (
            _is_short_name(before)
            or before.endswith(_OPEN_VERBS)
            or (len(names) < 2 and not _may_own(names[0], low, outline))
        )
    )
    if explains or (len(names) == 1 and not clause.times and names[0][-1] in LEVELS):
        return None
    return Marker(low, high, clause, bracket=True)


def _is_short_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and is_name(text) and not any(map(str.isdigit, text))


def _may_own(name: str, at: int, outline: Outline) -> bool:
    """Whether one unit alone, printed directly behind words, can own them: they are those of an item."""
    return outline.innermost(at) is not None and len(name) > 3


def _after_label(dense: Dense, low: int, high: int, outline: Outline, label: re.Match[str]) -> Marker | None:
    """〔责任单位〕A、B: only the label stands in the bracket; 〔完成时限〕 likewise."""
    following = bracketed_label().search(dense.text, high, min(high + LONGEST, len(dense)))
    end = min(list_end(dense, high, outline), following.start() if following else len(dense))
    if label.group("time"):
        return Marker(low, end, Clause(times=[(high, end)]), bracket=False) if high < end else None
    if label.group("person"):
        return None
    printed = label.group("label")
    clause = parse_clause(dense, high, end, role_of_label(printed), printed)
    named = _look_like_names(dense, clause)
    return Marker(low, end, clause, bracket=False) if sum(named) * 2 > len(named) else None


# ---------------------------------------------------------------- lines


def _lines(dense: Dense, start: int, end: int, outline: Outline, taken: Covered) -> Iterator[Marker]:
    """Labels outside brackets with their units: 责任单位：A、B, up to the end of the list."""
    last = start
    for match in find_labels(dense.text, start, end):
        label = _own_start(dense, match)
        at = _with_unknown_words(dense, label)
        opens, colon = _opens_line(dense, at), match.group().endswith("：")
        if at < last or at in taken or not (opens or (colon and _behind_title(dense, at, outline))):
            continue
        stop = _before_duty(dense.text, match.end(), min(list_end(dense, match.end(), outline), end))
        clause = parse_clause(dense, label, stop)
        if _believed(dense, clause, colon=opens and colon) and not is_address(dense, match):
            last = stop
            yield Marker(at, stop, clause, bracket=False)


def _behind_title(dense: Dense, at: int, outline: Outline) -> bool:
    """Whether nothing but the words of an item stand in its line before a label: 1.修渠50公里责任单位：."""
    item = outline.innermost(at)
    if item is None or at - item.body < _SHORTEST_TITLE or dense.line_end(item.body) <= at:
        return False
    return _UNITS_END.search(dense.text, item.body, at) is None and dense.text[at - 1] not in _JOINTS


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
    names = [dense.text[party.start : party.end] for party in clause.parties]
    if any("《" in name for name in names):
        return False
    if colon:
        beside = bool(names) and dense.gap(clause.parties[0].start) < Gap.LINE
        return not names or any(map(is_name, names)) or (beside and all(map(may_be_a_body, names)))
    return bool(names) and all(map(is_name, names))


def is_address(dense: Dense, label: re.Match[str]) -> bool:
    """Whether a label is whom a letter is for: 各承办单位： at the end of a line, over prose."""
    at = label.end()
    if not label.group().startswith("各") or dense.gap(at) < Gap.LINE:
        return False
    below = dense.text[at : min(dense.paragraph_end(at), at + LONGEST)]
    return holds_a_deed(below) or any(word in below for word in load("duties")["letters"])


def _look_like_names(dense: Dense, clause: Clause) -> list[bool]:
    return [is_name(dense.text[party.start : party.end]) for party in clause.parties]


def _spaced(dense: Dense, start: int, end: int, outline: Outline, taken: Covered) -> Iterator[Marker]:
    """Labels that only white space parts from what they name: 责任单位　市教育局　市财政局."""
    nouns = tuple(load("roles")["label"]["nouns"] + load("roles")["label"]["times"])
    before = start
    for gap in dense.gaps(start, end, Gap.SPACE):
        low, before = before, gap
        if not dense.text.endswith(nouns, low, gap):
            continue
        low = max(low, *(dense.text.rfind(stop, low, gap) + 1 for stop in "。；）"))
        label = slot_label().fullmatch(dense.text, low, gap)
        if label is None or label["person"] or low in taken:
            continue
        stop = _until_label(dense, gap, min(list_end(dense, gap, outline), end))
        clause = _labelled_by(dense, gap, stop, label)
        named = _look_like_names(dense, clause)
        told = any(holds_a_deed(dense.text[one.start : one.end]) for one in clause.parties)
        if gap < stop and all(named) and (named or label["time"]) and not told:
            yield Marker(low, stop, clause, bracket=False)


def _glued(dense: Dense, start: int, end: int, taken: Covered) -> Iterator[Marker]:
    """Labels with nothing between them and their units: 牵头单位县财政局，成员单位县审计局."""
    for noun in _noun_before_name().finditer(dense.text, start, end):
        behind = noun.end()
        low = max(start, behind - _LONGEST_LABEL)
        label = next((at for at in range(low, noun.start()) if _is_label(dense, at, behind)), None)
        if label is None or label in taken or dense.gap(behind) > Gap.NONE:
            continue
        printed = dense.text[label:behind]
        stop = _UNITS_END.search(dense.text, behind, end)
        high = min(stop.start() if stop else end, behind + LONGEST_LIST)
        parties = units_of(dense, behind, high, role_of_label(printed), printed)
        if parties:
            yield Marker(label, high, Clause(parties=list(parties)), bracket=False)


def _is_label(dense: Dense, start: int, end: int) -> bool:
    label = label_pattern().fullmatch(dense.text, start, end) if _opens_line(dense, start) else None
    return label is not None and not label["person"]


@cache
def _noun_before_name() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('roles')['label']['nouns'])}(?=[国各{LEVELS}])")


def _labelled_by(dense: Dense, start: int, end: int, label: re.Match[str]) -> Clause:
    if label["time"]:
        return Clause(times=[(start, end)])
    return parse_clause(dense, start, end, role_of_label(label["label"]), label["label"])


def _until_label(dense: Dense, start: int, end: int) -> int:
    gaps = [start, *dense.gaps(start, end, Gap.SPACE), end]
    return next((low for low, high in pairwise(gaps) if slot_label().fullmatch(dense.text, low, high)), end)


def _opens_line(dense: Dense, at: int) -> bool:
    return at == 0 or dense.gap(at) > Gap.NONE or dense.text[at - 1] in "。；：，）〕.、-—–―·•●■▲★◆◇※→"


# ---------------------------------------------------------------- neighbours


def label_item(dense: Dense, outline: Outline, marker: Marker) -> Item | None:
    """The item that is nothing but a label and its units or limit: 2.责任单位：市教育局.

    Where it goes on with a task, that has its units first.
    """
    item = outline.innermost(marker.start)
    if item is None or item.body != marker.start or marker.bracket or marker.sentence:
        return None
    stop = marker.end + dense.text.startswith(("。", "；"), marker.end)
    if stop < item.end and _opens_task(dense, outline, item, stop):
        return None
    return item if dense.ends_paragraph(stop) or outline.next_start(stop, len(dense)) == stop else None


def _opens_task(dense: Dense, outline: Outline, item: Item, stop: int) -> bool:
    """Whether an item whose units end at `stop` goes on with what they do: 2.责任单位：A⏎工作内容：….

    It shows in a label, or in units that the item before has behind its own words.
    """
    if following_label().match(dense.text, stop):
        return True
    siblings = outline.children(outline.items[item.parent] if item.parent >= 0 else None)
    before = next((one for one, other in pairwise(siblings) if other is item), None)
    return before is not None and any(
        one["label"] and one.start() > before.body for one in find_labels(dense.text, before.body, before.end)
    )


def _joined(dense: Dense, markers: list[Marker], outline: Outline) -> list[Marker]:
    runs: list[list[Marker]] = []
    for marker in markers:
        item = label_item(dense, outline, marker) if runs else None
        start = item.start if item and _beside(outline, runs[-1][-1], item) else marker.start
        if runs and _BETWEEN.fullmatch(dense.text, runs[-1][-1].end, start):
            runs[-1].append(marker)
        else:
            runs.append([marker])
    return [run[0] if len(run) == 1 else _as_one(run) for run in runs]


def _beside(outline: Outline, marker: Marker, item: Item) -> bool:
    """Whether a marker stands in an item right beside or below the same heading as `item`."""
    own = outline.innermost(marker.start)
    return own is not None and own.parent == item.parent


def _as_one(run: list[Marker]) -> Marker:
    """Neighbours as one; a bare bracket before labelled units tells who proposed it (（市政协）)."""
    labelled = any(party.label for marker in run for party in marker.clause.parties)
    clause = Clause.of_all(
        marker.clause
        for marker in run
        if not labelled or not marker.clause.parties or any(party.label for party in marker.clause.parties)
    )
    bracket, sentence = (all(getattr(marker, name) for marker in run) for name in ("bracket", "sentence"))
    return Marker(run[0].start, run[-1].end, clause, bracket, sentence)

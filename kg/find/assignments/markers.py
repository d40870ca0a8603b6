"""Markers: the brackets, lines and sentences that hand a task to units, wherever they stand in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain, zip_longest

from kg.find.assignments.brackets import bracketed
from kg.find.assignments.clause import Clause
from kg.find.assignments.labelled import glued, labelled_lines, limits_below, set_apart
from kg.find.assignments.marker import Marker
from kg.find.assignments.recorded import recorded_lines
from kg.find.assignments.referred import with_referred
from kg.find.assignments.sentences import role_sentences
from kg.find.assignments.trailing import trailing_units
from kg.find.names.people import person_behind
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.model import OWNERS, Role
from kg.words.marks import BULLETS
from kg.words.names import is_name
from kg.words.roles import find_labels, following_label, is_inner, role_of_stem
from kg.words.times import tells_what_happened, tells_what_was_before, tells_when_begun

_DIVISION = re.compile("[^各局委厅部院府会公]{2,8}[科室股处]")  # of no body named with it
_LONGEST_HEADING = 12
_LONGEST_TASK = 100
_LONGEST_LABEL = 10
_LONGEST_CARD = 300
_MOST_LINES = 6  # that name the owners of a record
_LABEL = re.compile("(?![一-龥]*(?:名称|事项|任务|项目|问题|建议)：)[一-龥]{2,8}：")
_BETWEEN = re.compile(rf"[。；;，、：.{re.escape(BULLETS)}]*(?:[a-z][.)）])?")


def find_markers(
    dense: Dense,
    start: int,
    end: int,
    outline: Outline,
    holes: Covered,
    labels: list[re.Match[str]],
    *,
    in_sentences: bool = True,
) -> list[Marker]:
    """All markers of the dense stretch ``start:end`` outside `holes`, in printed order.

    Neighbours with nothing between them (lines of 责任单位, 配合单位, 责任人, 完成时限) are one marker.
    `labels` are those that `find_labels` finds in the stretch. Without `in_sentences` no sentence is one.
    """
    brackets = [one for one in bracketed(dense, start, end, outline) if one.start not in holes]
    taken = Covered((one.start, one.end) for one in brackets)
    recorded = recorded_lines(dense, start, end, outline)
    printed = chain(labelled_lines(dense, start, end, outline, taken, labels), recorded)
    lines = [one for one in printed if one.start not in holes]
    inside = Covered((one.start, one.end) for one in lines)
    brackets = [one for one in brackets if one.start not in inside]
    labelled = Covered((one.start, one.end) for one in [*brackets, *lines])
    loose = chain(set_apart(dense, start, end, outline, labelled), glued(dense, start, end, labelled))
    spaced = [one for one in loose if one.start not in holes]
    if not any(one.clause.parties for one in (*brackets, *lines, *spaced)):
        lines = [one for one in trailing_units(dense, start, end, outline) if one.start not in holes]
    remarks = load("headers")["remarks"]
    sentences = [
        Marker(low, high, clause, bracket=False, sentence=True)
        for low, high, clause in (role_sentences(dense, start, end, outline) if in_sentences else ())
        if low not in holes
        and low not in labelled
        and high - 1 not in labelled
        and dense.text[dense.line_start(low) : low].rstrip("：") not in remarks
    ]
    below = limits_below(dense, [*brackets, *lines, *sentences], end)
    found = sorted([*brackets, *lines, *spaced, *sentences, *below], key=lambda marker: marker.start)
    if len(found) == 1 and _tells_who_wrote(dense, found[0], start, end, outline):
        return []
    joined = with_referred(dense, _joined(dense, found, outline), outline)
    whole = (_with_builders(_with_owners(marker)) for marker in joined if _hands_out(marker))
    return [_with_limits(dense, marker) for marker in whole]


def _hands_out(marker: Marker) -> bool:
    """A marker names units, and not only the members of a group, who takes part or who takes applications.

    Divisions beside who takes applications are its own: 受理机构：A。责任科室：B.
    """
    labels = {party.label for party in marker.clause.parties}
    received = any(map(_receives, labels))
    return not all(_names_no_owner(label) or (received and is_inner(label)) for label in labels)


@lru_cache(maxsize=1024)
def _names_no_owner(label: str) -> bool:
    """Whether a label is that of members, of those present or of those who take applications."""
    words = load("roles")["label"]
    return _receives(label) or any(word in label for word in words["members"] + words["present"])


@lru_cache(maxsize=1024)
def _receives(label: str) -> bool:
    return any(word in label for word in load("roles")["label"]["reception"])


def _tells_who_wrote(dense: Dense, marker: Marker, start: int, end: int, outline: Outline) -> bool:
    """Whether a bracket is the mark of who wrote a piece of news: …。（规划财务科）, …。（区教育局 张三）.

    It is the last word of a text without items, and of a long one it may be that of any unit: …。（区编办）.
    """
    names = marker.clause.names(dense.text)
    item = outline.innermost(marker.start)
    if not marker.bracket or len(names) != 1 or marker.end + 1 < end or (item and item.style != "ordinal"):
        return False
    if dense.text[marker.start - 1] != "。":
        return False
    if marker.start - start > _LONGEST_TASK and not marker.clause.parties[0].label:
        return True
    person = person_behind(dense, marker.start + 1, marker.end - 1)
    return person is not None or _DIVISION.fullmatch(names[0]) is not None


def hand_nothing_out(outline: Outline, markers: list[Marker]) -> bool:
    """Whether the markers of a text only tell whose its event is, or who watches over what it announces.

    The only one of a text with items names hosts (三、联系方式 …⏎主办单位：市文联); 监督部门：市财政局.
    """
    parties = [party for marker in markers for party in marker.clause.parties]
    words = load("roles")["label"]
    hosts, watchers = tuple(words["hosts"]), tuple(words["offers"])
    if parties and all(one.role is Role.OTHER and one.label.endswith(watchers) for one in parties):
        return True
    alone = len(markers) == 1 and len(outline.children(None)) > 1
    line = alone and not (markers[0].bracket or markers[0].sentence)
    return line and bool(parties) and all(one.label.startswith(hosts) for one in parties)


def tells_whose(dense: Dense, outline: Outline, marker: Marker) -> bool:
    """Whether a marker tells whose an event is (主办单位, 承办单位) and hands nothing out.

    Its labels are items of nothing but names, or stand right below a heading of that: 二、组织机构.
    """
    hosts, item = tuple(load("roles")["label"]["hosts"]), outline.innermost(marker.start)
    if item is None or marker.bracket:
        return False
    if not all(one.label.startswith(hosts) for one in marker.clause.parties):
        return False
    first = dense.text[item.body : min(dense.line_end(item.body), item.body + _LONGEST_HEADING)]
    if _is_of_hosts(first.rstrip("：")):
        return True
    if marker.start - item.body > _LONGEST_HEADING:
        return False
    heading = dense.text[item.body : marker.start].rstrip("：。")
    return _is_of_hosts(heading) or (not heading and all(map(is_name, marker.clause.names(dense.text))))


def _is_of_hosts(heading: str) -> bool:
    """Whether a heading says no more than whose an event is: 组织机构, 主办、承办单位."""
    return heading in load("roles")["label"]["hosted"] or _hosts().fullmatch(heading) is not None


@cache
def _hosts() -> re.Pattern[str]:
    host = rf"{one_of(load('roles')['label']['hosts'])}(?:单位|机构)?"
    return re.compile(rf"{host}(?:[、及和与]?{host})*")


def _with_owners(marker: Marker) -> Marker:
    """Inner divisions (责任科室) own the task where nobody else does; who helps may stand beside them."""
    parties = marker.clause.parties
    if marker.clause.has_owner() or not any(is_inner(party.label) for party in parties):
        return marker
    owners = [
        party._replace(role=role_of_stem(party.label)) if is_inner(party.label) else party
        for party in parties
    ]
    return replace(marker, clause=replace(marker.clause, parties=owners))


def _with_builders(marker: Marker) -> Marker:
    """Who builds (建设单位) stands beside who owns the task, where somebody else does."""
    builders = tuple(load("roles")["label"]["builders"])
    owners = [one for one in marker.clause.parties if one.role in OWNERS]
    beside = {one for one in owners if one.role is Role.RESPONSIBLE and one.label.endswith(builders)}
    if not beside or len(beside) == len(owners):
        return marker
    parties = [one._replace(role=Role.OTHER) if one in beside else one for one in marker.clause.parties]
    return replace(marker, clause=replace(marker.clause, parties=parties))


def label_item(dense: Dense, outline: Outline, marker: Marker) -> Item | None:
    """The item that is nothing but a label and its units or limit: 2.责任单位：市教育局.

    Where it goes on with a task, that has its units first.
    """
    item = outline.innermost(marker.start)
    if item is None or item.body != marker.start or marker.bracket or marker.sentence:
        return None
    stop = marker.behind(dense.text)
    if stop < item.end and _opens_task(dense, outline, item, stop):
        return None
    return item if dense.ends_paragraph(stop) or outline.next_start(stop, len(dense)) == stop else None


def _opens_task(dense: Dense, outline: Outline, item: Item, stop: int) -> bool:
    """Whether an item whose units end at `stop` goes on with what they do: 2.责任单位：A⏎工作内容：….

    It shows in a label, or in units that the item before has behind its own words.
    """
    if following_label().match(dense.text, stop):
        return True
    before = outline.before(item)
    return before is not None and any(
        one["label"] and one.start() > before.body for one in find_labels(dense.text, before.body, before.end)
    )


def _with_limits(dense: Dense, marker: Marker) -> Marker:
    """A marker without the times of what was before its task (交办时间) or began it (开工时间)."""
    times = marker.clause.times
    kept = [time for time in times if not _tells_no_end(_label_of_time(dense.text, *time))]
    return marker if len(kept) == len(times) else replace(marker, clause=replace(marker.clause, times=kept))


def _tells_no_end(label: str) -> bool:
    return tells_what_was_before(label) or tells_when_begun(label)


def _label_of_time(text: str, start: int, end: int) -> str:
    """The words before the colon of a time, which may stand in its stretch or before it."""
    label, colon, _ = text[start:end].partition("：")
    return label if colon else text[max(0, start - _LONGEST_LABEL) : start].removesuffix("：")


def _joined(dense: Dense, markers: list[Marker], outline: Outline) -> list[Marker]:
    runs: list[list[Marker]] = []
    for marker, following in zip_longest(markers, markers[1:]):
        if runs and (task := _told_between(dense, outline, runs, marker)):
            clause = Clause.of_all(one.clause for one in (*runs[-1], marker))
            runs[-1] = [Marker(runs[-1][0].start, marker.end, clause, bracket=False, told=task)]
            continue
        item = label_item(dense, outline, marker) if runs else None
        start = item.start if item and _beside(outline, runs[-1][-1], item) else marker.start
        below = runs and _is_field_below(dense, outline, runs[-1], marker, following)
        closed = not runs or (runs[-1][0].told and marker.clause.parties)
        if not closed and _BETWEEN.fullmatch(dense.text, runs[-1][-1].end, start):
            runs[-1].append(marker)
        elif below and outline.innermost(marker.start):
            last = runs[-1][-1]
            runs[-1][-1] = replace(last, clause=Clause.of_all([last.clause, marker.clause]))
        elif below:
            runs[-1].append(marker)  # without items the next task begins below the limit
        else:
            runs.append([marker])
    return [run[0] if len(run) == 1 else _as_one(run) for run in runs]


def _told_between(
    dense: Dense, outline: Outline, runs: list[list[Marker]], marker: Marker
) -> tuple[int, int] | None:
    """Where a task is told between its owners, who open its record or stand below its heading, and who helps.

    责任单位：A⏎工作任务：…⏎配合单位：B.
    """
    run, owners = runs[-1], runs[-1][0]
    if len(run) > _MOST_LINES or any(one.bracket or one.sentence for one in (marker, *run)):
        return None
    if not marker.clause.parties or marker.clause.has_owner() or dense.gap(marker.start) < Gap.LINE:
        return None
    item = outline.innermost(marker.start)
    headed = item is not None and owners.start == dense.line_end(item.body)
    if item and headed and _names_watchers(marker) and marker.behind(dense.text) < item.end:
        return None
    opens = owners.start == item.body if item else len(runs) == 1 or runs[-2][0].told is not None
    label = following_label().match(dense.text, run[-1].end, marker.start) if opens or headed else None
    if label is None or not 0 < marker.start - label.end() <= _LONGEST_CARD:
        return None
    return item.body if item and headed else label.end(), marker.start


def _is_field_below(
    dense: Dense, outline: Outline, run: list[Marker], field: Marker, following: Marker | None
) -> bool:
    """Whether a line of only a limit stands below units of its item, and only lines with labels between.

    责任单位：A⏎办理要求：…⏎办结时限：…. None of them names what is to be done next (任务名称：…),
    and no units stand right behind it. So does a line of who watches, where the item goes on below it.
    """
    marker = run[-1]
    if field.bracket or marker.bracket:
        return False
    item, owned = outline.innermost(field.start), any(one.clause.parties for one in run)
    if not owned or item is not outline.innermost(marker.start):
        return False
    watched = item is not None and field.behind(dense.text) < item.end and _names_watchers(field)
    if not (watched or _is_limit(dense, field)):
        return False
    if field.start - marker.end > _LONGEST_CARD:
        return False
    if following and following.clause.parties and _BETWEEN.fullmatch(dense.text, field.end, following.start):
        return False
    first = marker.behind(dense.text)
    lines = (first, *dense.paragraphs(first, field.start))
    return dense.gap(first) >= Gap.LINE and all(_LABEL.match(dense.text, line) for line in lines)


def _is_limit(dense: Dense, marker: Marker) -> bool:
    """Whether a marker is a limit of the work and no more."""
    if marker.clause.parties or len(marker.clause.times) != 1:
        return False
    return not tells_what_happened(_label_of_time(dense.text, *marker.clause.times[0]))


def _names_watchers(marker: Marker) -> bool:
    """Whether a marker is a label of who stands beside owners and is none, and no more: 验收单位：A."""
    parties = marker.clause.parties
    watch = bool(parties) and all(one.role is Role.OTHER and one.label for one in parties)
    return watch and not (marker.sentence or marker.clause.times)


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
    return Marker(run[0].start, run[-1].end, clause, bracket, sentence, run[0].told)

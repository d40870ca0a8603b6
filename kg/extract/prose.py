"""Which sentences are duties: how much prose is believed depends on how its section speaks.

A section that hands out tasks by brackets, lines or tables says so in its markers; its prose only
names actors, and only 由X牵头 … inside it is a task of its own. A section without markers speaks in
sentences; rules in articles and covering texts also in the form 由X办理 without naming one body, rules,
minutes and requests in the form X应当….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, zip_longest

from kg.extract.prose_task import ProseTask
from kg.extract.regions import Region
from kg.extract.told_when import is_over, told_when
from kg.extract.whole import whole
from kg.find.prose.agents import agent_duties
from kg.find.prose.duties import sentence_duties
from kg.find.prose.duty import Duty
from kg.find.prose.duty_lists import listed_duties
from kg.find.prose.named_lines import named_lines
from kg.find.prose.nothing import is_case, is_past, is_preface, only_apply
from kg.find.prose.other_forms import duties_in_other_forms
from kg.find.prose.reach import group_line
from kg.find.prose.reports import (
    is_news,
    opens_as_news,
    stands_in_a_chronicle,
    tells_past,
    tells_since_when,
)
from kg.find.prose.stages import stage_of
from kg.find.prose.subjects import subject_duties
from kg.find.prose.unit_heads import unit_items
from kg.find.prose.unit_lines import unit_lines
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item
from kg.lexicon import load
from kg.model import TaskKind
from kg.words.bodies import is_body
from kg.words.kinds import Manner, is_minutes, manner_of

_BOILERPLATE = re.compile("(?:负责|承担)?(?:具体|有关)?解释")
_FEW_ARTICLES = 3
_MOST_PARTS = 20
_LONGEST_HEADING = 60
_SENTENCE = re.compile("[。；：]")
# what a heading does not hold, nor is it when all of a class are asked something: 各单位要排查隐患。
_TOLD = re.compile(
    "负责|；|^会议.*，"
    "|^(?:[^，。；]{1,16}?[局委办厅部院镇乡县区市府处科中心队会司]|各[^，。；]{1,16}?)(?:要|应|须|务必)"
)


def prose_tasks(dense: Dense, region: Region, holes: Covered, *, covering: bool) -> list[ProseTask]:
    """The duties of a region in printed order, none inside another or inside a marker or table."""
    chosen: list[ProseTask] = []
    over: Item | None = None
    for task in sorted(_handed_out(dense, region, holes, covering=covering), key=_in_order):
        if chosen and (task.duty.start < chosen[-1].duty.clause_end or _has_said(chosen[-1], task)):
            continue
        if chosen and _stands_beside(dense, task, chosen[-1], over):
            over = task.item
            task = replace(task, item=next(iter(region.outline.path(over)[-2:-1]), None))
        if task.item and task.start < task.item.end < task.end and _is_cut_off(dense, task.item):
            task = _cut(task, task.item.end)
        rest = _points_behind(region, chosen[-1], task) if chosen else None
        if chosen and task.start < chosen[-1].end:
            chosen[-1] = _cut(chosen[-1], _number_start(task))
            task = replace(task, start=task.duty.start)
        chosen += [task, rest] if rest else [task]
    return [
        whole(dense, region, *pair) for pair in zip_longest(chosen, chosen[1:]) if pair[0].start < pair[0].end
    ]


def _in_order(task: ProseTask) -> tuple[int, int]:
    return task.duty.start, -task.duty.end


def _has_said(outer: ProseTask, task: ProseTask) -> bool:
    """Whether the units of a task are told of in the one before as doing a part: X负责储备，由Y具体落实."""
    told = {one.start for one in outer.duty.parties[1:]}
    return task.start < outer.end and all(one.start in told for one in task.duty.parties)


def _handed_out(dense: Dense, region: Region, holes: Covered, *, covering: bool) -> Iterator[ProseTask]:
    """The duties that are tasks of their own: no marker or table has them, and none tells what was done."""
    owned = _led_items(dense, region)
    for task in _found(dense, region, covering=covering):
        below = task.item is not None and task.item.index in owned and _is_told_below(dense, task)
        if not below and _hands_out(dense, region, holes, task):
            yield task


def _hands_out(dense: Dense, region: Region, holes: Covered, task: ProseTask) -> bool:
    """Whether a duty stands in no marker or table, and does not tell what was done."""
    first, duty = task.duty.parties[0].start, task.duty
    if first in region.taken or first in holes or first in region.site or duty.start in holes:
        return False
    if is_preface(dense.text, duty.start, duty.clause_end) or only_apply(dense.text, duty.parties):
        return False
    if is_over(dense, region, duty):
        return False
    return not (is_past(dense, duty.start, duty.clause_end, duty.end) or _is_news(dense, region, task))


def told_otherwise(dense: Dense, region: Region, holes: Covered) -> Iterator[Duty]:
    """Clauses of a region that tell in any form what a body does, where prose hands out its tasks."""
    for start, end in region.unmarked():
        for duty in duties_in_other_forms(dense, start, end, region.outline):
            task = ProseTask(duty.start, duty.end, _item_of(region, duty), duty, TaskKind.INLINE)
            if _hands_out(dense, region, holes, task):
                yield duty


def _found(dense: Dense, region: Region, *, covering: bool) -> list[ProseTask]:
    """All duties of a region: of units over items, and of sentences that are not those of such units."""
    found = list(_unit_items(dense, region))
    heads = {one.item.body for one in found if one.item and one.duty.parties[0].start <= one.item.body}
    heads |= {names.start for task in found if (names := task.duty.parties[0]).end <= task.duty.start}
    led = {_led_from(region, task) for task in found}
    found += [
        one
        for one in _sentences(dense, region, covering=covering)
        if one.duty.start not in heads and not (one.duty.start in led and _only_leads(dense, one))
    ]
    return found


def _is_news(dense: Dense, region: Region, task: ProseTask) -> bool:
    """Whether a task tells what was done: its sentence or its section says so, or the title of its text."""
    start, first = task.duty.start, task.duty.parties[0].start
    loose = task.item is None and region.kind is None
    if loose and (opens_as_news(dense.text, task.start) or is_news(dense, region.start, first)):
        return True
    if not is_minutes(region.kind) and stands_in_a_chronicle(dense, region.start, start):
        return True
    if tells_since_when(dense.text, start):
        return True
    return tells_past(dense, region.outline, max(start, first), region.kind, region.title)


def _is_cut_off(dense: Dense, item: Item) -> bool:
    """Whether what stands behind an item in its sentence is not its own: the next line, the next point."""
    return item.style == "ordinal" or dense.gap(item.end) >= Gap.LINE


def _number_start(task: ProseTask) -> int:
    """Where a task begins with the number of the item that it is: 二是由县公路局负责."""
    item, start = task.item, task.duty.start
    return item.start if item and item.body == start else start


def _points_behind(region: Region, outer: ProseTask, task: ProseTask) -> ProseTask | None:
    """The points of a duty behind that of which others are told: 三是 behind 二是由县公路局负责."""
    point = task.item
    if outer.item and outer.item.style == "ordinal":
        return None
    if point is None or point.style != "ordinal" or not outer.start < point.start < point.end < outer.end:
        return None
    duty = replace(outer.duty, start=point.end, clause_end=point.end)
    return ProseTask(point.end, outer.end, _item_of(region, duty), duty, outer.kind)


def _item_of(region: Region, duty: Duty) -> Item | None:
    """The item in which a duty stands; points that it begins with are parts of it: 一是…。二是…."""
    path = region.outline.path(region.outline.innermost(duty.start))
    while path and path[-1].style == "ordinal" and path[-1].start == duty.start and path[-1].end < duty.end:
        path = path[:-1]
    return path[-1] if path else None


def _stands_beside(dense: Dense, task: ProseTask, previous: ProseTask, over: Item | None) -> bool:
    """Whether a task is a paragraph that begins with its units, behind an item that others own.

    `over`: the item behind which the last one of such paragraphs stands.
    """
    first = task.duty.parties[0].start
    if task.item is None or first <= max(task.item.body, previous.duty.start):
        return False
    if dense.paragraph_start(first) != first:
        return False
    return task.item is over or (first > previous.start and _owns(dense, previous, task.item))


def _owns(dense: Dense, task: ProseTask, item: Item) -> bool:
    """Whether the units of a task own an item: they stand alone on its first line, or in a heading above.

    Articles have paragraphs of their own, whoever they speak of.
    """
    if task.item is not item or item.style == "article":
        return False
    first = task.duty.parties[0].start
    return first < item.start or first < dense.line_end(item.body) <= task.start


def _led_from(region: Region, task: ProseTask) -> int | None:
    """Where the text of the item above begins that gives a task its units."""
    above = task.item.parent if task.item and task.duty.inherited else -1
    return region.outline.items[above].body if above >= 0 else None


def _only_leads(dense: Dense, task: ProseTask) -> bool:
    """Whether a sentence only leads to what follows: 县气象局应当履行下列职责：."""
    return dense.text[task.end - 1] == "："


def _cut(task: ProseTask, end: int) -> ProseTask:
    """A task up to `end`, without those who do a part of what stands behind it."""
    if end >= task.end:
        return task
    first, *others = task.duty.parties
    parties = (first, *(one for one in others if not end <= one.start < task.end))
    return replace(task, end=end, duty=replace(task.duty, parties=parties))


def _unit_items(dense: Dense, region: Region) -> Iterator[ProseTask]:
    """The duties of units over items, in sections without markers, and of groups beside marked items."""
    for start, end in [*region.unmarked(), *region.rosters()]:
        items = unit_items(dense, start, end, region.outline)
        found = [ProseTask(duty.start, item.end, item, duty, TaskKind.DUTY) for item, duty in items]
        duties = chain.from_iterable(
            find(dense, start, end, region.outline) for find in (unit_lines, named_lines, listed_duties)
        )
        found += [ProseTask(one.start, one.end, _item_of(region, one), one, TaskKind.DUTY) for one in duties]
        yield from (
            one
            for one in found
            if not (_in_a_case(dense, region, one.duty) or _is_helped(region, one) or _is_owned(region, one))
        )


def _led_items(dense: Dense, region: Region) -> set[int]:
    """The items with a paragraph of nothing but who owns what stands above: 由市民政局牵头，市财政局参加。"""
    owned = (one.start for one in region.markers if one.sentence and one.clause.has_owner())
    items = (region.outline.innermost(at) for at in owned if dense.paragraph_start(at) == at)
    return {item.index for item in items if item}


def _is_told_below(dense: Dense, task: ProseTask) -> bool:
    """Whether the units of a task are the heading of its item, and what they do stands below it."""
    item, first = task.item, task.duty.parties[0].start
    return item is not None and first == item.body and dense.line_end(first) <= task.duty.clause_end


def _is_helped(region: Region, task: ProseTask) -> bool:
    """Whether a marker names who helps with what the units of an item do, or a line those of the heading."""
    if task.item is None:
        return False
    above = region.outline.path(task.item)[-2:-1] if task.duty.inherited else []
    return region.helped_inside(task.item) or any(map(region.helped_by_a_line, above))


def _is_owned(region: Region, task: ProseTask) -> bool:
    """Whether an item below the heading of units tells itself who owns it."""
    if task.item is None or not task.duty.inherited:
        return False
    first = region.marker_from(task.item.start)
    return first is not None and first.start < task.item.end and first.clause.has_owner()


def _sentences(dense: Dense, region: Region, *, covering: bool) -> Iterator[ProseTask]:
    articles = sum(item.style == "article" for item in region.outline.items) >= _FEW_ARTICLES
    found = list(sentence_duties(dense, region.start, region.end, region.outline, region.taken))
    rules = _of_rules(dense, region, articles=articles, covering=covering)
    found += [one for one in rules if not _in_a_case(dense, region, one)]
    opened = _opened_items(dense, region, found)
    told = set[int]()
    for place, duty in enumerate(found):
        item = region.outline.innermost(duty.start)
        if not region.marked_around(item) or (item and item.index in opened):
            if articles or not _BOILERPLATE.match(dense.text, duty.clause_end):
                told.update(one.start for one in duty.parties)
                yield ProseTask(_start(dense, region, item, duty), duty.end, item, duty, TaskKind.DUTY)
        elif duty.of_whole_item and not _told_again(dense, region, item, duty):
            whole = _with_doers_of_parts(dense, found, place)
            told.update(one.start for one in whole.parties)
            yield ProseTask(_start(dense, region, item, duty), duty.end, item, whole, TaskKind.INLINE)

    for duty in () if articles else told_when(dense, region):
        item = region.outline.innermost(duty.start)
        new = duty.inherited or duty.parties[0].start not in told
        if new and not (_has_marker(dense, region, item, duty) or _in_a_case(dense, region, duty)):
            told.update(one.start for one in duty.parties)
            yield ProseTask(_start(dense, region, item, duty), duty.end, item, duty, TaskKind.DUTY)


def _has_marker(dense: Dense, region: Region, item: Item | None, duty: Duty) -> bool:
    """Whether a marker in the paragraph of a duty, or behind it in its item, says who owns what it tells."""
    low, high = dense.paragraph_start(duty.start), dense.paragraph_end(duty.start)
    marker = region.marker_from(low)
    end = max(high, item.end if item else high)
    return marker is not None and marker.start < end


def _opened_items(dense: Dense, region: Region, duties: list[Duty]) -> set[int]:
    """The items without a marker, beside some with one, that open with a duty, behind a heading or at once.

    （一）安全检查。由总务处负责，每周一次。（二）宣传。由团委会同校医室组织。（三）家访。（责任单位：德育处）
    """
    opened = set[int]()
    for duty in duties:
        item = region.outline.innermost(duty.start)
        if item is None or duty.of_whole_item or item.style == "article" or region.marked_inside(item):
            continue
        if not region.marked_around(item) or duty.start >= dense.paragraph_end(item.body):
            continue
        if _start(dense, region, item, duty) == item.body or _follows_topic(dense, item, duty):
            opened.add(item.index)
    return opened


def _follows_topic(dense: Dense, item: Item, duty: Duty) -> bool:
    """Whether an item opens with what named units are told by 由 to do: 推进分诊，由医务科负责对接."""
    topic = dense.text[item.body : min(duty.start, item.body + _LONGEST_HEADING)]
    if not (topic.endswith("，") and dense.text.startswith("由", duty.start)) or _SENTENCE.search(topic):
        return False
    return all(is_body(dense.text[one.start : one.end]) for one in duty.parties)


def _with_doers_of_parts(dense: Dense, duties: list[Duty], place: int) -> Duty:
    """A duty with the units that its sentence gives parts of it: A牵头制定方案，B负责监管，C负责用气."""
    duty, parties = duties[place], duties[place].parties
    for part in duties[place + 1 : place + 1 + _MOST_PARTS]:
        if part.of_whole_item or not duty.clause_end <= part.start < duty.end:
            break
        named = {dense.text[one.start : one.end] for one in parties}
        parties += tuple([one for one in part.parties if dense.text[one.start : one.end] not in named])
    return replace(duty, parties=parties)


def _told_again(dense: Dense, region: Region, item: Item | None, duty: Duty) -> bool:
    """Whether the next marker of its item says who does a duty too: A牵头编制…。（A牵头，B配合）."""
    marker = region.marker_from(duty.clause_end)
    if item is None or marker is None or marker.sentence or marker.start >= item.end:
        return False
    said = {(dense.text[one.start : one.end], one.role) for one in marker.clause.parties}
    return all((dense.text[one.start : one.end], one.role) in said for one in duty.parties)


def _of_rules(dense: Dense, region: Region, *, articles: bool, covering: bool) -> Iterator[Duty]:
    for duty in agent_duties(dense, region.start, region.end, region.outline, region.taken):
        if articles or covering or duty.named:
            yield duty
    manner = Manner.RULES if articles else manner_of(region.title)
    if manner:
        yield from subject_duties(dense, region.start, region.end, region.outline, manner)


def _in_a_case(dense: Dense, region: Region, duty: Duty) -> bool:
    """Whether a duty stands in a list of cases, and not behind the last of them."""
    item = region.outline.innermost(duty.start)
    return (
        item is not None
        and duty.start < dense.paragraph_end(item.body)
        and is_case(dense, region.outline, item)
    )


def _heads_duties(dense: Dense, item: Item) -> bool:
    """Whether the first line of an item says only that duties are told below it: 职责, 任务分工."""
    line = dense.text[item.body : dense.line_end(item.body)].rstrip("。：")
    return line in load("duties")["no_deeds"] or line in load("duties")["heading"]["tells"]


def _start(dense: Dense, region: Region, item: Item | None, duty: Duty) -> int:
    """Who leads speaks for the whole item, where no marker does; any duty for the heading just before it."""
    if item is None or item.style == "article" or not item.body <= duty.start:
        return duty.start
    below = duty.start >= dense.paragraph_end(item.body)
    if below and any(one.style == "article" for one in region.outline.path(item)):
        return duty.start  # behind the last item an article goes on
    line = group_line(dense, duty.start, item.body)
    if line is not None:
        return line
    if duty.of_whole_item and not region.marked_inside(item):
        return duty.start if _heads_duties(dense, item) else item.body
    stage = stage_of(dense.text, item, region.outline)
    if stage and (not below or duty.start == stage.end):
        return item.body
    between = dense.text[item.body : min(duty.start, item.body + _LONGEST_HEADING)]
    heads = between.count("。") == 1 and between.endswith("。") and not _TOLD.search(between)
    return item.body if heads and not below else duty.start

"""Tasks of running text: each marker owns the words before it, back to its item or the last marker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from kg.extract.regions import Region
from kg.extract.titles import heading_end, text_end, text_start
from kg.find.assignments.clauses import Party
from kg.find.assignments.marker import Marker
from kg.find.assignments.markers import label_item
from kg.find.prose.unit_heads import heads_several
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.roles import (
    ditto_pattern,
    duty_behind,
    find_labels,
    first_listed_pattern,
    following_label,
    labelled_pattern,
)

_LISTS = frozenset(["digit", "digit_bracket", "digit_half", "circled", "ordinal"])
_STOP = re.compile("[，。；：]")
_LONGEST_HEADING = 30
_SHORTEST = 4
_MOST_LABELS = 4  # of what a form says before its units
_POINTS = frozenset(["ordinal", "circled"])


@dataclass(frozen=True, slots=True)
class ItemTask:
    """A marker with the dense stretch of the task before it, and the item it is numbered by."""

    start: int
    end: int
    item: Item | None
    opens_item: bool
    marker: Marker


def item_tasks(dense: Dense, region: Region, holes: Covered) -> Iterator[ItemTask]:
    """The tasks of a region in printed order; a marker without words before it gives none.

    `holes` are tables: no sentence below one is about what stands in it.
    """
    direct = _direct_counts(region)
    last = region.start
    for marker, following in zip_longest(region.markers, region.markers[1:]):
        item = region.outline.innermost(marker.start)
        stop, form = marker.start, None
        if (number := _number_above(dense, region, marker)) is not None:
            item, stop = region.outline.items[number.parent], number.start
        elif (group := _group(dense, region, item, marker)) is not None:
            item = group
        elif (form := _form(dense, region, marker, last)) is not None:
            stop, item = item.start if item else stop, form[0]
        if marker.sentence or item is None:
            last = max(last, holes.last_end(marker.start))
        start, opens = _start(dense, region, item, marker, last, direct)
        start = text_start(dense, form[1] if form else start, stop)
        stop = text_end(dense, start, stop)
        below = _below_group_heading(dense, region, start, stop)
        start, opens = below, opens and below == start
        last = marker.end
        if marker.sentence and dense.text[start:stop].rstrip("。：") in load("duties")["no_deeds"]:
            yield ItemTask(marker.start, marker.end, item, False, marker)
        elif start < stop:
            end = _behind(dense, region, item, marker, following, holes) or stop
            last = max(last, end)
            yield ItemTask(start, end, item, opens, marker)
        elif (close := _below(dense, region, item, marker, following, holes)) is not None:
            before, last = start, close
            label = following_label().match(dense.text, marker.end, close)
            start = text_start(dense, label.end() if label else marker.end, close)
            if start < close:
                yield ItemTask(start, close, item, True, _without_times(marker, before))


def _without_times(marker: Marker, before: int) -> Marker:
    """A marker without the limits that the task before it has, which ends at `before`."""
    times = [time for time in marker.clause.times if time[1] > before]
    return replace(marker, clause=replace(marker.clause, times=times))


def _number_above(dense: Dense, region: Region, marker: Marker) -> Item | None:
    """The item of labels below whose heading the task stands: （一）整治市场 1.工作内容：… 2.责任单位：…"""
    item = label_item(dense, region.outline, marker)
    return item if item and item.parent >= 0 else None


def _form(dense: Dense, region: Region, marker: Marker, last: int) -> tuple[Item, int] | None:
    """The item that says what units do whose label is a numbered heading too, and where it says so.

    一、整改任务 … 二、整改目标 … 三、责任单位. No other units stand in it: the last ones end at `last`.
    """
    label = label_item(dense, region.outline, marker)
    found = None
    item = region.outline.before(label) if label and label.parent < 0 else None
    for _ in range(_MOST_LABELS):
        told = _heading_of_form().match(dense.text, item.body, item.end) if item else None
        if item is None or not told or not (told["colon"] or dense.gap(told.end()) >= Gap.LINE):
            break
        found = item, told.end()
        item = region.outline.before(item)
    return found if found and found[1] >= last else None


@cache
def _heading_of_form() -> re.Pattern[str]:
    words = one_of(load("roles")["label"]["following"])
    return re.compile(rf"[\u4e00-\u9fa5]{{0,4}}?{words}(?P<colon>：?)")


def _end(region: Region, item: Item, marker: Marker, holes: Covered) -> int:
    """Where what an item tells behind its units ends at the latest: before a table below them."""
    table = holes.next_start(marker.end)
    return min(item.end, region.end, item.end if table is None else table)


def _below(
    dense: Dense,
    region: Region,
    item: Item | None,
    marker: Marker,
    following: Marker | None,
    holes: Covered,
) -> int | None:
    """The end of the item that its units open: 6.（区卫健局牵头）创建国家示范区。

    Without an item that of the paragraph with the label of what they do, and of that with its limit:
    责任单位：A⏎工作任务：…⏎完成时限：….
    """
    if item is None and (label := following_label().match(dense.text, marker.end, region.end)):
        end = dense.paragraph_end(label.end())
        limit = labelled_pattern().match(dense.text, end)
        if limit and limit["time"]:
            return min(dense.line_end(end), _owners_start(following) if following else region.end)
        return min(end, following.start if following else region.end)
    if item is None or marker.start != item.body or marker.sentence:
        return None
    end = _end(region, item, marker, holes)
    return end if marker.end < end and (following is None or following.start >= end) else None


def _owners_start(marker: Marker) -> int:
    """Where a marker begins to name units, behind the limit it may begin with."""
    first = marker.clause.parties[0].start
    return max((end for _, end in marker.clause.times if end <= first), default=marker.start)


def _tells_more(dense: Dense, marker: Marker) -> bool:
    """Whether a text goes on with what the units of a marker do."""
    goes_on = not marker.bracket and duty_behind().match(dense.text, marker.end)
    return bool(goes_on or following_label().match(dense.text, marker.end))


def _behind(
    dense: Dense,
    region: Region,
    item: Item | None,
    marker: Marker,
    following: Marker | None,
    holes: Covered,
) -> int | None:
    """The end of the task where it is told behind its units, up to the end of the item.

    So it is behind 主要职责：, and where only a heading stands before them: 安全保卫组。牵头单位：A。负责….
    What has units of its own is told by them.
    """
    if item is None:
        return None
    end = _end(region, item, marker, holes)
    if not (_tells_more(dense, marker) or _opens_labels(dense, region, item, marker)):
        end = min(end, _sentences_behind(dense, region, item, marker))
    return end if marker.end < end and (following is None or following.start >= end) else None


def _opens_labels(dense: Dense, region: Region, item: Item, marker: Marker) -> bool:
    """Whether the first number below a heading is that of its units, before what they do."""
    number = label_item(dense, region.outline, marker)
    return number is not None and region.outline.children(item)[:1] == [number]


def _sentences_behind(dense: Dense, region: Region, item: Item, marker: Marker) -> int:
    """Where ends what is told behind units that stand right behind a heading.

    That is the paragraph, where it goes on; where a bracket closes the heading, the text below it. Of that
    the last item of a list has the first paragraph: behind it stands what closes the text.
    """
    heading = dense.text[item.body : marker.start].rstrip("。：，")
    if marker.sentence or len(heading) > _LONGEST_HEADING or _STOP.search(heading):
        return marker.end
    end = dense.paragraph_end(marker.end)
    if dense.ends_paragraph(marker.end):
        if not marker.bracket or region.outline.children(item):
            return marker.end
        siblings = region.outline.children(region.outline.items[item.parent] if item.parent >= 0 else None)
        end = item.end if siblings[-1] is not item else end
    return end if len(dense.text[marker.end : end].strip("。；，：")) > _SHORTEST else marker.end


def _direct_counts(region: Region) -> dict[int, int]:
    """How many markers stand directly in each item, not in one below it."""
    counts: dict[int, int] = {}
    for marker in region.markers:
        item = region.outline.innermost(marker.start)
        if item:
            counts[item.index] = counts.get(item.index, 0) + 1
    return counts


def _start(
    dense: Dense, region: Region, item: Item | None, marker: Marker, last: int, direct: dict[int, int]
) -> tuple[int, bool]:
    """Where the task of a marker begins, and whether it is the first of its item."""
    paragraph = dense.sentence_start(marker.start - 1)
    if item is None:
        return max(last, paragraph, region.start), False
    if last > item.body:
        return max(last, paragraph), False
    if marker.sentence and dense.text[marker.start - 1] == "，":
        own = max(item.body, dense.paragraph_start(marker.start))
        if "。" in dense.text[item.body : own]:
            return own, False
    heading = heading_end(dense, item.body, marker.start) if direct.get(item.index, 0) > 1 else None
    if heading is not None:
        return heading, False
    return item.body, True


def _below_group_heading(dense: Dense, region: Region, start: int, end: int) -> int:
    """`start`, or below the line there if that heads several tasks and is not part of the first.

    So do 立法项目（3件） and 市长负责的重点工作, unless numbers stand right below them.
    """
    close = dense.line_end(start)
    if not (dense.gap(start) >= Gap.LINE or region.outline.innermost(start)) or close >= end:
        return start
    if close - start > _LONGEST_HEADING or region.outline.next_start(close, end) == close:
        return start
    return close if heads_several(dense.text[start:close]) else start


def _group(dense: Dense, region: Region, item: Item | None, marker: Marker) -> Item | None:
    """The item above, where one marker at the end of a list speaks for all its items.

    (1)…；(2)…；(3)…。（责任单位：A）: no item before the last has a label of its own, and the list is
    one sentence, or the marker has a line of its own without any duties below it, or 一是…二是… are
    points of one paragraph.
    """
    if item is None or item.style not in _LISTS or item.parent < 0:
        return None
    parent = region.outline.items[item.parent]
    siblings = region.outline.children(parent)
    if len(siblings) < 2 or siblings[-1].index != item.index:
        return None
    if any(parent.start <= other.start < item.start for other in region.markers):
        return None
    if find_labels(dense.text, parent.start, item.start):
        return None
    one_sentence = all(dense.text[one.end - 1] in "；;，、" for one in siblings[:-1])
    own_line = dense.gap(marker.start) >= Gap.LINE and not following_label().match(dense.text, marker.end)
    points = item.style in _POINTS and dense.sentence_start(marker.start - 1) <= siblings[0].start
    return parent if one_sentence or own_line or points else None


# ---------------------------------------------------------------- the first-listed rule


@dataclass(frozen=True, slots=True)
class FirstLeads:
    """Where the first unit of a list leads: from one place on, everywhere, or nowhere."""

    since: int | None

    def holds(self, marker: Marker) -> bool:
        """Whether the rule speaks for this marker."""
        return marker.clause.first_leads or self.holds_at(marker.start)

    def holds_at(self, place: int) -> bool:
        """Whether the rule speaks for what stands at a dense place."""
        return self.since is not None and place >= self.since


def first_leads(dense: Dense, start: int, end: int, markers: list[Marker]) -> FirstLeads:
    """Find the rule in a document: said once in running text it holds everywhere, with 下同 from there on."""
    for match in first_listed_pattern().finditer(dense.text, start, end):
        inside = next((one for one in markers if one.start <= match.start() < one.end), None)
        if inside is None:
            bracket = dense.text[match.end() : match.end() + 6]
            return FirstLeads(
                dense.paragraph_start(match.start()) if ditto_pattern().search(bracket) else start
            )
        if inside.clause.ditto:
            return FirstLeads(inside.start)
    return FirstLeads(None)


def with_first_lead(parties: list[Party]) -> list[Party]:
    """The parties with the first responsible one as lead, unless somebody leads already."""
    if any(party.role is Role.LEAD for party in parties):
        return parties
    for place, party in enumerate(parties):
        if party.role is Role.RESPONSIBLE:
            lead = Party(party.start, party.end, Role.LEAD, party.label)
            return [*parties[:place], lead, *parties[place + 1 :]]
    return parties

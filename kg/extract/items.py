"""Tasks of running text: each marker owns the words before it, back to its item or the last marker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise, zip_longest

from kg.extract.label_lines import below_title, label_lines, told_below
from kg.extract.led_items import led_items
from kg.extract.records import heads_list, record_start
from kg.extract.regions import Region
from kg.extract.titles import begins_with_bullet, heading_end, text_end, text_start
from kg.find.assignments.marker import Marker
from kg.find.assignments.markers import label_item
from kg.find.documents.page_data import is_page_data
from kg.find.prose.heading_tails import heads_several
from kg.find.prose.nothing import behind_office
from kg.find.prose.reach import group_line
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item
from kg.lexicon import load, one_of
from kg.words.roles import (
    bracketed_label,
    duty_behind,
    find_labels,
    following_label,
    labelled_pattern,
)

_LISTS = frozenset(["digit", "digit_bracket", "digit_half", "circled", "ordinal"])
_STOP = re.compile("[，。；：]")
_LONGEST_HEADING = 30
_SHORTEST = 4
_FEWEST_ALONE = 2
_MOST_LABELS = 4  # of what a form says before its units
_OF_OTHERS = re.compile("[由请]|负责|牵头|责任|组织|承办")
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
    return _ItemTasks(dense, region, holes).find()


class _ItemTasks:
    """Finds the tasks of a region."""

    def __init__(self, dense: Dense, region: Region, holes: Covered) -> None:
        self._dense = dense
        self._region = region
        self._outline = region.outline
        self._holes = holes
        self._direct = self._direct_counts()

    def _direct_counts(self) -> Counter[int]:
        """How many markers stand directly in each item, not in one below it."""
        items = (self._outline.innermost(marker.start) for marker in self._region.markers)
        return Counter(item.index for item in items if item)

    def find(self) -> Iterator[ItemTask]:
        """The tasks in printed order."""
        if led := led_items(self._dense, self._region):
            yield from self._below_their_units(led)
            return
        dense, markers = self._dense, self._region.markers
        last = self._region.start
        for marker, following in zip_longest(markers, markers[1:]):
            if marker.told:
                (start, stop), last = marker.told, marker.end
                yield ItemTask(start, stop, self._outline.innermost(marker.start), True, marker)
                continue
            item, stop, said = self._place(marker, last)
            if marker.sentence or item is None:
                last = max(last, self._holes.last_end(marker.start))
            start, opens = self._start(item, marker, last)
            start = text_start(dense, start if said is None else said, stop)
            stop = text_end(dense, start, stop)
            title = start if item else below_title(dense, marker, start)
            below = title if title > start else self._below_group_heading(start, stop)
            start, opens = below, opens and below == start
            start = stop if item is None and self._are_fields(marker, start, stop) else start
            last = marker.end
            if marker.sentence and dense.text[start:stop].rstrip("。：") in load("duties")["no_deeds"]:
                yield ItemTask(marker.start, marker.end, item, False, marker)
            elif start < stop:
                end = self._behind(start, item, marker, following) or stop
                lines = () if item else label_lines(dense, marker, start)
                last = max(last, end, *(line for line, _ in lines))
                yield ItemTask(start, end, item, opens, marker)
            elif (close := self._below(item, marker, following, start)) is not None:
                before, last = start, close
                label = following_label().match(dense.text, marker.end, close)
                start = text_start(dense, label.end() if label else marker.end, close)
                if start < close:
                    yield ItemTask(start, close, item, True, _without_times(marker, before))

    # ------------------------------------------------------------ units over their items

    def _below_their_units(self, led: list[Item]) -> Iterator[ItemTask]:
        """What stands below each marker as its task: an item, or several up to the next marker."""
        markers = self._region.markers
        for item, marker, following in zip_longest(led, markers, markers[1:]):
            above = self._outline.above(item)
            last = self._outline.siblings(item)[-1].end
            end = min(last, following.start) if following else last
            if self._outline.next_start(item.body, end) < end and self._outline.children(item) == []:
                yield ItemTask(item.start, end, above, False, marker)
            else:
                yield ItemTask(item.body, min(end, self._end(item, marker)), item, True, marker)

    # ------------------------------------------------------------ the item of a marker

    def _place(self, marker: Marker, last: int) -> tuple[Item | None, int, int | None]:
        """The item a marker speaks for, where the task before it ends, and where a form begins to tell it."""
        item = self._outline.innermost(marker.start)
        if (number := self._number_above(marker)) is not None:
            return self._outline.above(number), number.start, None
        if (group := self._group(item, marker)) is not None:
            return group, marker.start, None
        if (record := record_start(self._dense, self._region, item, marker, last)) is not None:
            return None, marker.start, record
        if (form := self._form(marker, last)) is not None:
            return form[0], item.start if item else marker.start, form[1]
        return item, marker.start, None

    def _number_above(self, marker: Marker) -> Item | None:
        """The item of labels below whose heading the task stands: （一）整治 1.工作内容：… 2.责任单位：…"""
        item = label_item(self._dense, self._outline, marker)
        return item if item and item.parent >= 0 else None

    def _group(self, item: Item | None, marker: Marker) -> Item | None:
        """The item above, where one marker at the end of a list speaks for all its items.

        (1)…；(2)…；(3)…。（责任单位：A）: no item before the last has a label of its own, and the list is
        one sentence, or the marker has a line of its own without any duties below it, or 一是…二是… or
        （1）…（2）… are points of the paragraph that the item above opens.
        """
        dense = self._dense
        parent = self._outline.above(item) if item else None
        if item is None or parent is None:
            return None
        siblings = self._outline.children(parent)
        first = siblings[0].start
        headings = item.style not in _LISTS and dense.gap(first) >= Gap.LINE
        if headings and not (heads_list(dense.text, first) or self._lists_end_in_owners):
            return None  # （一） at the head of a line is a heading, behind 整改措施： it opens a list
        if len(siblings) < 2 or siblings[-1].index != item.index:
            return None
        if any(parent.start <= other.start < item.start for other in self._region.markers):
            return None
        if any(self._region.labels_inside(first, item.start)):
            return None
        one_sentence = all(dense.text[one.end - 1] in "；;，、" for one in siblings[:-1])
        own_line = dense.gap(marker.start) >= Gap.LINE
        own_line = own_line and not following_label().match(dense.text, marker.end)
        inline = dense.gap(first) < Gap.LINE <= dense.gap(parent.start)
        beside = dense.sentence_start(marker.start - 1) <= first
        points = beside and (item.style in _POINTS or inline)
        return parent if one_sentence or own_line or points else None

    @cached_property
    def _lists_end_in_owners(self) -> bool:
        """Whether items that are headings elsewhere are lists here: 一、… （一）…⏎（二）…⏎责任单位：A.

        Below several headings stand some of one paragraph each, and only the last of them has owners.
        """
        dense, lists = self._dense, {-1}
        for marker in self._region.markers:
            item = self._outline.innermost(marker.start)
            if marker.sentence or item is None or item.style in _LISTS or item.parent in lists:
                continue
            *before, last = self._outline.siblings(item)
            if not before or dense.gap(before[0].start) < Gap.LINE:
                continue
            if last is not item or any(dense.paragraph_end(one.body) < one.end for one in before):
                return False
            lists.add(item.parent)
        return len(lists) > 2

    def _form(self, marker: Marker, last: int) -> tuple[Item, int] | None:
        """The item that says what units do whose label is a numbered heading too, and where it says so.

        一、整改任务 … 二、整改目标 … 三、责任单位. No other units stand in it: the last ones end at `last`.
        """
        dense = self._dense
        label = label_item(dense, self._outline, marker)
        found = None
        item = self._outline.before(label) if label and label.parent < 0 else None
        for _ in range(_MOST_LABELS):
            told = _heading_of_form().match(dense.text, item.body, item.end) if item else None
            if item is None or not told or not (told["colon"] or dense.gap(told.end()) >= Gap.LINE):
                break
            found = item, told.end()
            item = self._outline.before(item)
        return found if found and found[1] >= last else None

    # ------------------------------------------------------------ where the task begins

    def _start(self, item: Item | None, marker: Marker, last: int) -> tuple[int, bool]:
        """Where the task of a marker begins, and whether it is the first of its item."""
        dense = self._dense
        end = text_end(dense, 0, marker.start) - 1
        paragraph = dense.sentence_start(end)
        if item is None:
            paragraph = dense.paragraph_start(end) if self._in_paragraphs else paragraph
            return self._below_page_data(max(last, paragraph, self._region.start), end), False
        if last > item.body:
            return max(last, paragraph), False
        if marker.sentence and dense.text[marker.start - 1] == "，":
            own = max(item.body, dense.paragraph_start(marker.start))
            if "。" in dense.text[item.body : own]:
                return own, False
        line = group_line(dense, marker.start, item.body) if marker.sentence else None
        if line is not None:
            return line, False
        several = self._direct[item.index] > 1
        heading = heading_end(dense, item.body, marker.start) if several else None
        if heading is not None:
            return behind_office(dense.text, heading, marker.start), False
        start = self._below_page_data(item.body, end)
        return behind_office(dense.text, start, marker.start), True

    @cached_property
    def _in_paragraphs(self) -> bool:
        """Whether paragraphs with a bracket each stand right below one another: headings are of several."""
        dense, ends = self._dense, [one.end for one in self._region.markers if one.bracket]
        ends = [end + dense.text.startswith("。", end) for end in ends]
        alone = (dense.paragraph_end(low) == high for low, high in pairwise(ends))
        return sum(alone) >= _FEWEST_ALONE

    def _below_page_data(self, start: int, end: int) -> int:
        """`start`, or below the lines there that tell of the page and of no task: 来源：市政府办公厅."""
        while (line := self._dense.line_end(start)) < end and is_page_data(self._dense, start, line):
            start = line
        return start

    def _below_group_heading(self, start: int, end: int) -> int:
        """`start`, or below the line there if that heads several tasks and is not part of the first.

        So do 立法项目（3件） and 市长负责的重点工作, unless numbers stand right below them.
        """
        dense = self._dense
        close = dense.line_end(start)
        if not (dense.gap(start) >= Gap.LINE or self._outline.innermost(start)) or close >= end:
            return start
        if close - start > _LONGEST_HEADING or self._outline.next_start(close, end) == close:
            return start
        return close if heads_several(dense.text[start:close]) else start

    def _are_fields(self, marker: Marker, start: int, end: int) -> bool:
        """Whether a record says below its units what they do, and nothing but other fields before them.

        编号：12⏎交办单位：A⏎承办单位：B⏎交办事项：….
        """
        dense, told = self._dense, following_label()
        if start >= end or not told.match(dense.text, marker.end):
            return False
        lines = pairwise([start, *dense.gaps(start, end), end])
        return all(_field().match(dense.text, *line) and not told.match(dense.text, *line) for line in lines)

    # ------------------------------------------------------------ what is told behind the units

    def _below(self, item: Item | None, marker: Marker, following: Marker | None, before: int) -> int | None:
        """The end of the item that its units open: 6.（区卫健局牵头）创建国家示范区。

        A sentence does so as the heading of a list: 一、市教育局牵头⏎1.…⏎2.…. Without an item that of the
        paragraph with the label of what they do, and of that with its limit, if none stood above them, behind
        `before`: 责任单位：A⏎工作任务：…⏎完成时限：….
        """
        dense, close = self._dense, self._region.end
        if item is None and (label := following_label().match(dense.text, marker.end, close)):
            end = dense.paragraph_end(label.end())
            limit = labelled_pattern().match(dense.text, end) or bracketed_label().match(dense.text, end)
            timed = any(time[1] > before for time in marker.clause.times) or dense.gap(end) is Gap.BLANK
            if limit and limit["time"] and not timed:
                return min(dense.line_end(end), _owners_start(following) if following else close)
            return min(end, following.start if following else close)
        if item is None or marker.start != item.body:
            return None
        if marker.sentence and self._outline.next_start(marker.end, close) != marker.end:
            return None
        return _unless_owned(self._end(item, marker), marker, following)

    def _behind(self, start: int, item: Item | None, marker: Marker, following: Marker | None) -> int | None:
        """The end of the task where it is told behind its units, up to the end of the item.

        So it is behind 主要职责：, and where only a heading stands before them: 安全组。牵头单位：A。负责….
        Without an item it is told on the lines of other labels right below them.
        """
        if item is None:
            return told_below(self._dense, marker, start)
        end = self._end(item, marker)
        if not (_tells_more(self._dense, marker) or self._opens_labels(item, marker)):
            end = min(end, self._sentences_behind(item, marker))
        return _unless_owned(end, marker, following) or self._limit_behind(item, marker, following)

    def _limit_behind(self, item: Item, marker: Marker, following: Marker | None) -> int | None:
        """The end of the line of a limit behind units, over measures with units of their own.

        责任单位：A⏎整改目标：…⏎整改时限：…⏎整改措施：⏎1.编制方案。（甲县政府）
        """
        close = next((one.start for one in self._outline.children(item)), item.end)
        if following is None or not marker.end < close <= following.start < item.end:
            return None
        labels = find_labels(self._dense.text, marker.end, close)
        return next((self._dense.paragraph_end(one.end(), close) for one in labels if one["time"]), None)

    def _end(self, item: Item, marker: Marker) -> int:
        """Where what an item tells behind its units ends at the latest: before a table below them."""
        table = self._holes.next_start(marker.end)
        return min(item.end, self._region.end, item.end if table is None else table)

    def _opens_labels(self, item: Item, marker: Marker) -> bool:
        """Whether the first number below a heading is that of its units, before what they do."""
        number = label_item(self._dense, self._outline, marker)
        return number is not None and self._outline.children(item)[:1] == [number]

    def _sentences_behind(self, item: Item, marker: Marker) -> int:
        """Where ends what is told behind units that stand right behind a heading.

        That is the paragraph, where it goes on; the items below the heading; where a bracket closes it, the
        text below it. Of that the last item of a list has the first paragraph: behind it stands what
        closes the text.
        """
        dense = self._dense
        # an item may be the whole text, and each of its brackets asks
        heading = dense.text[item.body : min(marker.start, item.body + 2 * _LONGEST_HEADING)].rstrip("。：，")
        listed = begins_with_bullet(dense, marker.end)
        if listed or len(heading) > _LONGEST_HEADING or _STOP.search(heading):
            return marker.end
        below = self._outline.next_start(marker.end, item.end)
        end = min(dense.paragraph_end(marker.end), item.end, below)
        if marker.sentence and not self._is_theirs(item, marker, end):
            return marker.end
        if dense.ends_paragraph(marker.end):
            children = self._outline.children(item)
            if children and children[0].style not in _POINTS:
                return item.end
            if children or not marker.bracket:
                return marker.end
            if not self._closes_list(item):
                end = item.end
            elif self._are_short(self._outline.siblings(item)[:-1]):
                return marker.end  # none of the list has text below it
        return end if len(dense.text[marker.end : end].strip("。；，：")) > _SHORTEST else marker.end

    def _closes_list(self, item: Item) -> bool:
        return self._outline.siblings(item)[-1] is item

    def _are_short(self, items: list[Item]) -> bool:
        """Whether there are items and each is one paragraph."""
        return bool(items) and all(self._dense.paragraph_end(one.body) >= one.end for one in items)

    def _is_theirs(self, item: Item, marker: Marker, end: int) -> bool:
        """Whether what stands behind a sentence of units up to `end` is in its paragraph and of no others."""
        dense = self._dense
        if (
            item.style == "article"
            or dense.ends_paragraph(marker.end)
            or dense.text[marker.start - 1] == "，"
        ):
            return False
        return _OF_OTHERS.search(dense.text, marker.end, end) is None


def _without_times(marker: Marker, before: int) -> Marker:
    """A marker without the limits that the task before it has, which ends at `before`."""
    times = [time for time in marker.clause.times if time[1] > before]
    return replace(marker, clause=replace(marker.clause, times=times))


@cache
def _heading_of_form() -> re.Pattern[str]:
    words = one_of(load("roles")["label"]["following"])
    return re.compile(rf"[\u4e00-\u9fa5]{{0,4}}?{words}(?P<colon>：?)")


@cache
def _field() -> re.Pattern[str]:
    """A line of a record with a short label: 督办编号：2024-36."""
    return re.compile("[\u4e00-\u9fa5]{2,8}：[^。；]*$")


def _owners_start(marker: Marker) -> int:
    """Where a marker begins to name units, behind the limit it may begin with."""
    first = marker.clause.parties[0].start
    return max((end for _, end in marker.clause.times if end <= first), default=marker.start)


def _tells_more(dense: Dense, marker: Marker) -> bool:
    """Whether a text goes on with what the units of a marker do."""
    goes_on = not marker.bracket and duty_behind().match(dense.text, marker.end)
    return bool(goes_on or following_label().match(dense.text, marker.end))


def _unless_owned(end: int, marker: Marker, following: Marker | None) -> int | None:
    """`end`, where something stands before it and has no units of its own."""
    return end if marker.end < end and (following is None or following.start >= end) else None

"""The stretches of a document that number their items on their own: body and attachments."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice, takewhile

from kg.extract.titles import title
from kg.find.assignments.blanket import FoundBlanket, find_blanket
from kg.find.assignments.fields import is_field
from kg.find.assignments.marker import Marker
from kg.find.assignments.markers import find_markers, hand_nothing_out, tells_whose
from kg.find.assignments.signs import Signs
from kg.find.deadlines import Anchor
from kg.find.documents.closing import closings
from kg.find.documents.heads import Head, Part
from kg.find.documents.page_lines import site_lines
from kg.find.documents.titles import ATTACHED, NUMBERED, lines
from kg.find.prose.reports import is_report, tells_past
from kg.find.text.covered import Covered
from kg.find.text.dates import DATE, full_date
from kg.find.text.dense import Dense, Gap
from kg.find.text.numbers import year_of
from kg.find.text.outline import Item, Outline, find_outline, first_value
from kg.fold import fold
from kg.lexicon import load
from kg.words.kinds import is_budget, is_minutes
from kg.words.roles import find_labels

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?!\d)")
_YEAR_OF_TITLE = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NEAR = 5  # lines
_MONTH_OF_ISSUE = re.compile(
    r"（?[\u4e00-\u9fa5]{0,30}(20\d\d)年\d{1,2}月(?:印发|印制|编制|发布|公布|制定)?）?"
)
_YEAR_OF_MEETING = re.compile(r"(?<!\d)(20\d\d)(?:年(?:\d{1,2}月|第)|〕第)")
# 2025年重点任务, 全面攻坚（2025年）; of 2025—2026年 nobody knows which is meant
_YEAR_OF_SECTION = re.compile(
    r"(?:[^\d，。；：（）]{2,20}（)?(20\d\d)(?:年?[—\-~至]{1,2}(?P<last>20\d\d))?年[^\d，。；：（）]{0,20}[）：。]?$"
)
_OF_YEARS = re.compile("20|[两二三四五]年")  # titles whose sections may have years of their own
_YEARS_AHEAD = 4
_AUTUMN = range(8, 12)
_LONGEST_OPENING = 200
# within so many characters the title of an item is looked for
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Region:
    """One stretch with its outline, its markers, and the year its times are counted from.

    `labels` are those that `find_labels` finds in it, `taken` is where its markers and `blankets` stand.
    `places` is where brackets and labelled lines that name owners, and task tables, begin, in printed
    order; `helped` is where those begin that only name who helps, `helping_lines` where those of them do
    that are no brackets. `kind` is the kind of document by the title (通知, 纪要). `site` is where a site
    speaks of its page, or a text of who holds an event or fills the fields of a notice. `title` is that of
    the text or of the attachment.
    """

    start: int
    end: int
    name: str
    title: str
    kind: str | None
    outline: Outline
    labels: list[re.Match[str]]
    markers: list[Marker]
    blankets: list[FoundBlanket]
    taken: Covered
    anchor: Anchor
    places: list[int]
    helped: list[int]
    helping_lines: list[int]
    site: Covered

    def marked_inside(self, item: Item) -> bool:
        """Whether the item hands out tasks by brackets, labelled lines or tables."""
        return bisect_left(self.places, item.start) < bisect_left(self.places, item.end)

    def marker_from(self, at: int) -> Marker | None:
        """The first marker that begins at `at` or later."""
        place = bisect_left(self.markers, at, key=lambda marker: marker.start)
        return next(iter(self.markers[place : place + 1]), None)

    def labels_inside(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """The labels within ``start:end``."""
        first = bisect_left(self.labels, start, key=re.Match.start)
        following = (self.labels[at] for at in range(first, len(self.labels)))
        return takewhile(lambda one: one.end() <= end, following)

    def marked_around(self, item: Item | None) -> bool:
        """Whether the section in which `item` stands does so; without an item, the whole region."""
        if item is None:
            return bool(self.places)
        return self.marked_inside(self.outline.path(item)[0])

    def unmarked(self) -> list[tuple[int, int]]:
        """The stretches of sections that do not; the whole region where none does."""
        if not self.places:
            return [(self.start, self.end)]
        runs = groupby(self.outline.children(None), self.marked_inside)
        sections = [[*run] for marked, run in runs if not marked]
        return [(run[0].start, run[-1].end) for run in sections]

    def rosters(self) -> list[tuple[int, int]]:
        """The items that only tell who belongs to a group (成员单位：…), in sections that hand out tasks."""
        if not self.places:
            return []
        lists = (self.outline.innermost(label.start()) for label in self.labels if _tells_members(label))
        items = {item.start: item for item in lists if item}
        found = [item for item in items.values() if self.marked_around(item) and not self.marked_inside(item)]
        return [(item.start, item.end) for item in found]

    def anchor_at(self, dense: Dense, item: Item | None) -> Anchor:
        """What times inside `item` are counted from: the year of a section of its own, or of the region.

        A heading above tells it with a year of the title or of several years that it speaks of, or in a
        report with one behind: 二、2024年打算.
        """
        report = is_report(self.title)
        if not (report or _OF_YEARS.search(self.title)):
            return self.anchor
        for above in reversed(self.outline.path(item)[:-1]):
            year = _YEAR_OF_SECTION.match(dense.text, above.body, dense.line_end(above.body))
            if year and self._has_section_of(int(year[1]), report=report):
                of_section = None if year["last"] else int(year[1])
                return replace(self.anchor, year=of_section, begins_early=False)
        return self.anchor

    def _has_section_of(self, year: int, *, report: bool) -> bool:
        """Whether a section of its own may be about a `year`."""
        years = [int(one) for one in _YEAR_OF_TITLE.findall(self.title)]
        if years:
            return min(years) <= year <= max(years) or (report and year > (self.anchor.year or 0))
        first = self.anchor.year or year
        return year > first if report else first <= year <= first + _YEARS_AHEAD

    def helped_inside(self, item: Item) -> bool:
        """Whether such as only names who helps stands in the item."""
        return bisect_left(self.helped, item.start) < bisect_left(self.helped, item.end)

    def helped_by_a_line(self, item: Item) -> bool:
        """Whether a line that only names who helps stands in the item: it may speak for all of it."""
        return bisect_left(self.helping_lines, item.start) < bisect_left(self.helping_lines, item.end)

    def heading(self, dense: Dense, item: Item) -> str:
        """Number and title of an item as one string: 二、工作任务."""
        return item.number + self.title_of(dense, item)

    def title_of(self, dense: Dense, item: Item) -> str:
        """The title of an item, which ends before the first item below it."""
        below = self.outline.children(item)
        end = below[0].start if below else item.end
        return title(dense, item.body, min(end, item.body + _LONGEST_TITLE))


def regions(dense: Dense, head: Head, holes: Covered, tasks: list[int]) -> Iterator[Region]:
    """Body and attachments of a document in printed order; `tasks` is where task tables begin."""
    return _Regions(dense, head, holes, tasks).find()


class _Regions:
    """Finds the regions of a document."""

    def __init__(self, dense: Dense, head: Head, holes: Covered, tasks: list[int]) -> None:
        of_the_site = [*site_lines(dense, head, holes)]
        closing = sorted([*closings(dense, head), *of_the_site])
        self._dense = dense
        self._head = head
        self._parts = [part for part in head.parts if _starts_anew(dense, part, holes)]
        self._holes = holes.with_more(closing)
        self._closed = [low for low, _ in closing]
        self._site = Covered(of_the_site)
        self._signs = Signs.of_text(dense, head.start, head.end)
        self._tasks = tasks

    def find(self) -> Iterator[Region]:
        """Those that are not empty, in printed order."""
        dense, head = self._dense, self._head
        first = _below_head(dense, head)
        below = self._below_letter(first)
        bounds = [
            *((start, "", head.title, head.kind) for start in (first, *below)),
            *((_below_title(dense, part), part.title, part.title, part.kind) for part in self._parts),
        ]
        ends = [*below, *(part.start for part in self._parts), head.end]
        for (start, name, heading, kind), end in zip(bounds, ends, strict=True):
            if start < end:
                yield self._region(start, end, name, heading, kind)

    def _below_letter(self, start: int) -> list[int]:
        """Where a signed letter ends, if the title of all stands below it, or tables that hand tasks out.

        Then no part begins before these tables.
        """
        above = [end for _, end in self._head.signed if start < end < self._head.titled]
        if above:
            return above[-1:]
        tables = [place for place in self._tasks if place >= start][:1]
        parts = [part.start for part in self._parts][:1]
        signed = [
            end for _, end in self._head.signed if start < end <= min([*tables, *parts, self._head.end])
        ]
        text = signed and self._dense.text.find("。", start, signed[-1]) >= 0
        return signed[-1:] if tables and text else []

    def _region(self, start: int, end: int, name: str, heading: str, kind: str | None) -> Region:
        dense = self._dense
        outline = find_outline(dense, start, end, self._holes, self._closed)
        labels = find_labels(dense.text, start, end)
        blankets = list(find_blanket(dense, start, end))
        of_all = Covered((one.start, one.end) for one in blankets)
        own = [one for one in labels if one.start() not in of_all]
        found = find_markers(dense, start, end, outline, self._holes, own)
        told = self._signs.told_markers(found)
        handing, aside = ([], told) if is_budget(heading) else _parted(dense, outline, told)
        markers = [
            one
            for one in handing
            if not (one.sentence and tells_past(dense, outline, one.start, kind, heading))
        ]
        set_off = [one for one in markers if not one.sentence]
        owned = [one.start for one in set_off if one.clause.has_owner()]
        helping = [one for one in set_off if not one.clause.has_owner()]
        return Region(
            start=start,
            end=end,
            name=name,
            title=fold(heading),
            kind=kind,
            outline=outline,
            labels=labels,
            markers=markers,
            blankets=blankets,
            taken=of_all.with_more((one.start, one.end) for one in markers),
            anchor=anchor(dense, heading, self._head),
            places=sorted([*owned, *(place for place in self._tasks if start <= place < end)]),
            helped=[one.start for one in helping],
            helping_lines=[one.start for one in helping if not one.bracket],
            site=self._site.with_more((one.start, one.end) for one in aside),
        )


def _parted(dense: Dense, outline: Outline, markers: list[Marker]) -> tuple[list[Marker], list[Marker]]:
    """The markers of a text that hand something out, and those that only say whose an event is.

    So do those that fill the fields of a notice.
    """
    if hand_nothing_out(outline, markers):
        return [], markers
    handing: list[Marker] = []
    aside: list[Marker] = []
    for one in markers:
        (aside if tells_whose(dense, outline, one) or is_field(dense, one) else handing).append(one)
    return handing, aside


def _tells_members(label: re.Match[str]) -> bool:
    return (label["label"] or "").startswith(tuple(load("roles")["label"]["members"]))


def _below_head(dense: Dense, head: Head) -> int:
    """Where the text begins below title, number and date, and 附件 above them, which are part of no task."""
    at, title = head.start, fold(head.title)
    while head.kind and at < head.end:
        below = min(dense.line_end(at), head.end)
        line = dense.text[at:below]
        titled = line.strip("《》") in title or line.endswith(title)
        of_head = titled or _is_of_head(line.strip("（）"), head)
        attached = at < head.titled and ATTACHED.fullmatch(line)
        if not attached and (NUMBERED.match(line) or not of_head):
            break
        at = below
    goes_on = head.kind and at <= head.titled < dense.line_end(at)
    return head.titled if goes_on and "。" not in dense.text[at : head.titled] else at


def _below_title(dense: Dense, part: Part) -> int:
    """Where the text of a part begins that goes on in the line of its title."""
    below = part.start + len(part.title)
    return below if dense.gap(below) < Gap.LINE else part.start


def _is_of_head(line: str, head: Head) -> bool:
    return line == head.number or (DATE.fullmatch(line) is not None and full_date(line) == head.date)


def _starts_anew(dense: Dense, part: Part, holes: Covered) -> bool:
    """Whether a part numbers from one: what counts on belongs to the text before it."""
    return first_value(dense, part.start, part.end, holes) in (None, 1)


def anchor(dense: Dense, heading: str, head: Head) -> Anchor:
    """The year that undated months and quarters mean: of the heading or title, of the date, of the number.

    Minutes without a date tell it with that of their meeting, and other texts with the month of their issue.
    """
    issued = date.fromisoformat(head.date) if head.date else None
    for text in (heading, head.title):
        years = {int(year) for year in _YEAR.findall(text)}
        if len(years) == 1:
            year = years.pop()
            early = text is head.title and issued is not None and _begins_early(year, issued)
            return Anchor(year, issued, begins_early=early)
    if issued:
        return Anchor(issued.year, issued)
    numbered = year_of(head.number) if head.number else None
    return Anchor(numbered or _year_of_meeting(dense, head) or _year_of_month(dense, head), None)


def _begins_early(year: int, issued: date) -> bool:
    """Whether the work of a titled year is under way before it: 2025年度医保征缴 from September 2024 on.

    What is issued in December plans the year that follows.
    """
    return year == issued.year + 1 and issued.month in _AUTUMN


def _year_of_meeting(dense: Dense, head: Head) -> int | None:
    """The one year that the opening of minutes names, on their own line or with the day of the meeting."""
    if not is_minutes(head.kind):
        return None
    opening = dense.text[head.start : min(head.end, head.start + _LONGEST_OPENING)]
    years = {int(year) for year in _YEAR_OF_MEETING.findall(opening)}
    return years.pop() if len(years) == 1 else None


def _year_of_month(dense: Dense, head: Head) -> int | None:
    """The one year of lines near either end that name a month and perhaps a body: （县水利局　2024年3月）."""
    near = list(islice(lines(dense, head.start, head.end), _NEAR))
    floor, at = near[-1][1], head.end
    while at > floor and len(near) < 2 * _NEAR:
        low = max(floor, dense.line_start(at - 1))
        near.append((low, at))
        at = low
    months = (_MONTH_OF_ISSUE.fullmatch(dense.text, *line) for line in near)
    years = {int(month[1]) for month in months if month}
    return years.pop() if len(years) == 1 else None

"""What looks like an assignment and was not read: issues, so that nothing is lost quietly.

Codes: document-without-number, unread-words, unread-assignment, assignment-without-task,
row-without-unit, unknown-table-header, list-without-status, unread-limit, impossible-date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain

from kg.extract.page import Page, ReadTable
from kg.extract.regions import Region
from kg.find.documents.heads import Head
from kg.find.tables.headers import UNIT_KINDS
from kg.find.tables.reading import TableKind
from kg.find.text.covered import Covered
from kg.model import DeadlineKind, Issue, Span, Task, squeeze
from kg.words.names import NOBODY, is_name
from kg.words.roles import find_labels

_LABELLED_LIST = re.compile(r"[（〔][^（）〔〕：，。]{1,12}：(?P<list>[^（）〔〕：]{5,400})[）〕]")
# 各市、县发展改革主管部门：… is whom a letter is for, no label
_GOES_ON_BEFORE = re.compile(r"[\u4e00-\u9fa5、]")
_DATED = (DeadlineKind.DATE, DeadlineKind.PERIOD)
_BETWEEN_NAMES = re.compile("[、，；]")


def document_issues(page: Page, head: Head) -> Iterator[Issue]:
    """A document whose number is not printed."""
    if head.number is None:
        end = min(head.end, head.start + max(len(head.title), 1))
        yield page.issue("document-without-number", f"文件没有发文字号：“{head.title}”", head.start, end)


def region_issues(page: Page, region: Region, read: list[tuple[int, int]]) -> Iterator[Issue]:
    """Labels of units that no task uses, and words inside clauses that name nobody.

    `read` are the dense stretches of the clauses that tasks use, in printed order.
    """
    used = set(read)
    for marker in region.markers:
        if (marker.start, marker.end) not in used:
            words = page.dense.words(marker.start, marker.end)
            yield page.issue(
                "assignment-without-task", f"责任分工前没有任务文字：“{words[:40]}”", marker.start, marker.end
            )
        for start, end in marker.clause.unread:
            words = page.dense.words(start, end)
            yield page.issue("unread-words", f"责任分工中的“{words[:40]}”没有读懂", start, end)
    covered = Covered([*read, *((one.start, one.end) for one in region.markers)])
    for match in find_labels(page.dense.text, region.start, region.end):
        if match.group("person") or match.group("time") or not match.group().endswith("："):
            continue
        addressee = _GOES_ON_BEFORE.match(page.dense.text, match.start() - 1)
        start, colon = match.start(), match.end() - 1
        if colon not in covered and start not in page.holes and start not in region.site and not addressee:
            yield _unread(page, match.start(), min(match.end() + 20, region.end))
    for start, end in _lists_of_units(page, region):
        if start not in covered and start not in page.holes and start not in region.site:
            yield _unread(page, start, end)


def limit_issues(page: Page, slots: Iterable[Span], tasks: list[Task]) -> Iterator[Issue]:
    """Places for a limit whose words were not understood, and limits on days that do not exist."""
    limits = sorted({one.span for task in tasks for one in task.deadlines})
    starts = [one.start for one in limits]
    for slot in slots:
        words = squeeze(page.text(slot))
        if words not in NOBODY and bisect_left(starts, slot.start) == bisect_left(starts, slot.end):
            yield Issue("unread-limit", f"完成时限“{words[:40]}”没有读懂", slot)
    for task in tasks:
        for one in task.deadlines:
            if one.kind in _DATED and one.precision is None:
                yield Issue("impossible-date", f"没有“{one.text}”这一天", one.span)


def _unread(page: Page, start: int, end: int) -> Issue:
    words = page.dense.words(start, end)
    return page.issue("unread-assignment", f"责任分工没有读懂：“{words[:40]}”", start, end)


def _lists_of_units(page: Page, region: Region) -> Iterator[tuple[int, int]]:
    """Brackets that hold words nobody knows, a colon, and nothing but units: (责任位：A、B)."""
    for match in _LABELLED_LIST.finditer(page.dense.text, region.start, region.end):
        names = _BETWEEN_NAMES.split(match["list"])
        if len(names) > 1 and all(is_name(name) and len(name) > 2 for name in names):
            yield match.span()


def table_issues(page: Page, table: ReadTable) -> Iterator[Issue]:
    """Tables whose header is unknown, rows with a task and no unit, words not understood in cells."""
    reading = table.reading
    units_only = reading.kind is TableKind.PLAIN and any(one.kind in UNIT_KINDS for one in reading.columns)
    unread = reading.kind is TableKind.UNKNOWN or units_only or reading.strange
    if unread and table.end > table.start:
        words = page.dense.words(table.start, min(table.start + 30, table.end))
        yield page.issue("unknown-table-header", f"表头没有读懂：“{words}”", table.start, table.end)
    for start, end in reading.ownerless:
        yield page.issue(
            "row-without-unit", f"表格一行没有责任单位：“{page.dense.words(start, end)[:30]}”", start, end
        )
    for start, end in chain(reading.unread, *(row.unread for row in reading.rows)):
        yield page.issue(
            "unread-words", f"责任分工中的“{page.dense.words(start, end)[:40]}”没有读懂", start, end
        )

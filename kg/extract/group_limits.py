"""Limits that a heading or a sentence sets on a group of tasks: issues, since no task inherits one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kg.extract.page import Page
from kg.extract.regions import Region
from kg.find.text.covered import Covered
from kg.model import Issue, Task
from kg.words.roles import labelled_pattern
from kg.words.times import limit_line

_GROUP = re.compile(
    "(?:以上|上述|以下)[^，。；：]{0,6}(?:任务|工作|事项|项目|措施|内容)[^，。；：\\d]{0,6}，?"
)


def group_limit_issues(page: Page, region: Region, tasks: Iterable[Task]) -> Iterator[Issue]:
    """（一）养老服务（9月底前完成）, 以上任务9月底前完成: limits that tasks without one may have."""
    limits = [*_in_headings(page, region), *_in_sentences(page, region)]
    if not limits:
        return
    tasks, dense = list(tasks), page.dense
    told = Covered((dense.at(one.span.start), dense.at(one.span.end)) for one in tasks if one.deadlines)
    undated = sorted(dense.at(one.span.start) for one in tasks if not one.deadlines)
    for start, end, (low, high) in limits:
        first = bisect_left(undated, low)
        holds = first < len(undated) and undated[first] < high
        if holds and start not in told and start not in page.holes:
            words = dense.words(start, end)
            yield page.issue("unread-limit", f"时限“{words[:40]}”是一组任务的，没有写到各项任务", start, end)


def _in_headings(page: Page, region: Region) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Limits in the bracket that closes the line of a heading, with the stretch of what stands below it."""
    text = page.dense.text
    for item in region.outline.items:
        close = page.dense.line_end(item.body)
        end = close - text.endswith(("。", "："), item.body, close) - 1
        if close >= item.end or text[end] != "）":
            continue
        start = text.rfind("（", item.body, end) + 1
        label = labelled_pattern().match(text, start, end) if start else None
        start = label.end() if label and label["time"] else start
        if start and limit_line().fullmatch(text, start, end):
            yield start, end, (close, item.end)


def _in_sentences(page: Page, region: Region) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Limits of what a sentence calls the tasks above or below it, with the stretch of those."""
    text = page.dense.text
    for group in _GROUP.finditer(text, region.start, region.end):
        limit = limit_line().match(text, group.end(), page.dense.line_end(group.start()))
        if limit:
            below = text.startswith("以下", group.start())
            reach = (limit.end(), region.end) if below else (region.start, group.start())
            yield group.start(), limit.end(), reach

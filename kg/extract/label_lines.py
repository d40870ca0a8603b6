"""Lines of labels right below the units of a task without a number, which tell more of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.find.assignments.marker import Marker
from kg.find.tables.header_words import header_words
from kg.find.text.dense import Dense, Gap
from kg.words.roles import following_label

_LABEL = re.compile(
    r"〔?([\u4e00-\u9fa5]{2,6}?)([一二三四五六七八九十\d]{0,2})[：〕]"
)  # 责任单位：, 〔任务一〕
_MOST_LINES = 4
_TASKS = ("任务", "事项", "项目")
_NOTES = ("note", "remark", "person")


def told_below(dense: Dense, marker: Marker, start: int) -> int | None:
    """Where ends what lines below the units of `marker` tell of the task at `start`; None without any.

    停车难⏎责任单位：A⏎目标任务：…⏎完成时限：…, but not the lines of its progress behind these.
    """
    return max((end for end, tells in label_lines(dense, marker, start) if tells), default=None)


def label_lines(dense: Dense, marker: Marker, start: int) -> Iterator[tuple[int, bool]]:
    """The ends of these lines, and whether each tells what is to be done by when, and is no remark.

    A label that stands before the units of the task at `start` opens the next one, and so does one that
    calls a task otherwise (工作任务：A⏎责任单位：B⏎主要任务：C) or stands below the first empty line. Where
    the first is numbered (【事项1】A⏎责任单位：B⏎目标任务：C) so is the next.
    """
    text, end = dense.text, marker.end
    opening = _LABEL.match(text, start)
    called = opening is not None and not opening[2] and opening[1].endswith(_TASKS)
    usual = dense.gap(end)
    while not (marker.bracket or marker.sentence) and Gap.LINE <= dense.gap(end) <= usual:
        label = _LABEL.match(text, end)
        if label is None or any(one[1] == label[1] for one in _LABEL.finditer(text, start, marker.start)):
            return
        if called and label[1].endswith(_TASKS):
            return
        kind = header_words().get(label[1])
        tells = kind == "deadline" or following_label().match(text, end) is not None
        if not tells and kind not in _NOTES:
            return
        end = dense.line_end(end)
        yield end, tells


def below_title(dense: Dense, marker: Marker, start: int) -> int:
    """`start`, or below the line there where the label that opens each record stands right below it.

    任务清单⏎任务：A⏎责任单位：B⏎任务：…: the task of `marker` is the first of them.
    """
    text, below = dense.text, dense.line_end(start)
    if marker.bracket or marker.sentence or not below < marker.start < len(text):
        return start
    label = _LABEL.match(text, below) if following_label().match(text, below) else None
    again = label is not None and _next_record(dense, marker.end, label[1])
    return below if again and not following_label().match(text, start) else start


def _next_record(dense: Dense, at: int, word: str) -> bool:
    """Whether the line at `at`, or one behind it that has a label too, begins with the label `word`."""
    for _ in range(_MOST_LINES + 1):
        label = _LABEL.match(dense.text, at)
        if label is None or label[1] == word:
            return label is not None
        at = dense.line_end(at)
    return False

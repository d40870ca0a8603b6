"""Records without numbers, whose measures count: 存在问题：…⏎整改措施：⏎1.…⏎2.…⏎责任单位：A."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.regions import Region
from kg.find.assignments.marker import Marker
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item
from kg.lexicon import load

_LABEL = re.compile("[\u4e00-\u9fa5\\d（）]{2,12}：")
# the first line of a record says what is wrong, or what is to be done
_OPENS = re.compile("[^，。：]{0,10}(?:问题|任务|事项|内容|描述)[^，。：]{0,6}：")


def heads_list(text: str, at: int) -> bool:
    """Whether a label of what units do stands right before `at`: 整改措施：（一）…."""
    return text.endswith(tuple(f"{word}：" for word in load("roles")["label"]["following"]), 0, at)


def record_start(dense: Dense, region: Region, item: Item | None, marker: Marker, last: int) -> int | None:
    """Where the record begins for which the line of a marker speaks that stands behind its measures.

    `item` is the last of them; the task before ends at `last`. None where it is no such record.
    """
    if item is None or item.parent >= 0 or dense.gap(marker.start) < Gap.LINE:
        return None
    siblings = region.outline.siblings(item)
    place = bisect_left(siblings, item.index, key=lambda one: one.index)
    first = next((one for one in reversed(siblings[: place + 1]) if one.value == 1), None)
    if first is None or first.start < last or not heads_list(dense.text, first.start):
        return None
    if any(region.labels_inside(first.start, item.start)):
        return None
    return _first_line(dense, dense.line_start(first.start - 1), last)


def _first_line(dense: Dense, at: int, last: int) -> int:
    """The first line of labels above `at`, or the sentence over them that says what is wrong."""
    while at > last:
        above = dense.line_start(at - 1)
        labelled = _LABEL.match(dense.text, above, at)
        if above < last or not (labelled or dense.text[at - 1] == "。"):
            break
        at = above
        if not labelled or _OPENS.match(dense.text, at):
            break
    return at

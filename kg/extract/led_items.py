"""Items that stand below their units: 责任单位：A⏎1.修渠⏎责任单位：B⏎2.修路."""

from __future__ import annotations

from kg.extract.regions import Region
from kg.extract.titles import text_start
from kg.find.assignments.marker import Marker
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item
from kg.words.roles import following_label

_FEW_MARKERS = 2


def led_items(dense: Dense, region: Region) -> list[Item]:
    """The items right below the markers of a region, where every marker leads to one; else none.

    The first of a list is among them, and those below the next markers count on. Two markers alone
    do so only where the numbers stand in their lines, or one begins a list and nothing stands before
    it; the first may belong to what is left out.
    """
    led: list[Item] = []
    counts_on = False
    for marker in region.markers:
        item = _item_below(dense, region, marker)
        follows = item is not None and bool(led) and led[-1].parent == item.parent
        if item is None or not (follows or region.outline.before(item) is None):
            return []
        led.append(item)
        counts_on |= follows
    beside = all(dense.gap(item.start) < Gap.LINE for item in led)
    sure = beside or len(led) > _FEW_MARKERS or (counts_on and _opens_text(dense, region, led[0]))
    return led if counts_on and sure else []


def _opens_text(dense: Dense, region: Region, led: Item) -> bool:
    """Whether an item below units is the first of a list, and no words stand before these units."""
    first = region.markers[0].start
    return led.value == 1 and text_start(dense, region.start, first) >= first


def _item_below(dense: Dense, region: Region, marker: Marker) -> Item | None:
    """The item that begins right behind a marker at the head of a line, or behind 工作任务： there."""
    if marker.start and dense.gap(marker.start) < Gap.LINE:
        return None
    behind = marker.behind(dense.text)
    label = following_label().match(dense.text, behind)
    return region.outline.starting(label.end() if label else behind)

"""The stretches of a document that number their items on their own: body and attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.extract.titles import title
from kg.find.deadlines import Anchor
from kg.find.dense import Dense
from kg.find.documents import Head, Part
from kg.find.markers import Marker, find_markers
from kg.find.outline import Item, Outline, find_outline, first_value

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?!\d)")


@dataclass(frozen=True, slots=True)
class Region:
    """One stretch with its outline, its markers, and the year its times are counted from."""

    start: int
    end: int
    name: str
    outline: Outline
    markers: list[Marker]
    anchor: Anchor
    tables: bool

    @property
    def marked(self) -> bool:
        """Whether the region hands out tasks by markers or by tables."""
        return bool(self.markers) or self.tables

    def heading(self, dense: Dense, item: Item) -> str:
        """Number and title of an item as one string: 二、工作任务."""
        return item.number + title(dense, item.body, min(item.end, item.body + 200))


def regions(dense: Dense, head: Head, holes: list[tuple[int, int]], tasks: list[int]) -> Iterator[Region]:
    """Body and attachments of a document in printed order; `tasks` is where task tables begin."""
    parts = [part for part in head.parts if _starts_anew(dense, part, holes)]
    bounds = [(head.start, "", head.title), *((part.start, part.title, part.title) for part in parts)]
    ends = [start for start, _, _ in bounds[1:]] + [head.end]
    for (start, name, heading), end in zip(bounds, ends, strict=True):
        if start < end:
            outline = find_outline(dense, start, end, holes)
            markers = find_markers(dense, start, end, outline, holes)
            tables = any(start <= place < end for place in tasks)
            yield Region(start, end, name, outline, markers, anchor(heading, head), tables)


def _starts_anew(dense: Dense, part: Part, holes: list[tuple[int, int]]) -> bool:
    """Whether a part numbers from one: what counts on belongs to the text before it."""
    return first_value(dense, part.start, part.end, holes) in (None, 1)


def anchor(heading: str, head: Head) -> Anchor:
    """The year that undated months and quarters mean: that of the heading, else of the date of issue."""
    issued = date.fromisoformat(head.date) if head.date else None
    years = {int(year) for year in _YEAR.findall(heading)}
    if len(years) == 1:
        return Anchor(years.pop(), issued)
    return Anchor(issued.year if issued else None, issued)

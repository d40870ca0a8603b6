"""Tasks of a document: from items with markers, from sentences of prose, from rows of tables."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.first_leads import FirstLeads
from kg.extract.ids import Names, numeric_path
from kg.extract.items import ItemTask, item_tasks
from kg.extract.page import Page
from kg.extract.prose_task import ProseTask
from kg.extract.regions import Region
from kg.extract.titles import begins_with_bullet, title
from kg.find.assignments.clause import Party
from kg.find.deadlines import Anchor, since
from kg.find.prose.heading_tails import heading_units
from kg.find.tables.reading import TableReading
from kg.find.tables.rows import TaskRow
from kg.find.text.covered import Covered
from kg.find.text.outline import Item
from kg.model import Deadline, Span, Task, TaskKind


class TaskWriter:
    """Writes the tasks of one document, each with an identifier of its own."""

    def __init__(self, page: Page, document: str, names: Names, sections: dict[int, str]) -> None:
        self._page = page
        self._document = document
        self._names = names
        self._sections = sections
        self._headings: dict[int, str] = {}

    def items(self, region: Region, rule: FirstLeads) -> Iterator[Task]:
        """Tasks whose units stand in a bracket or line behind them."""
        page = self._page
        for found in item_tasks(page.dense, region, page.holes):
            marker, item = found.marker, found.item
            parties = rule.told(marker.clause.parties, marker.start, marker.clause)
            clause = page.span(marker.start, marker.end)
            span = page.span(found.start, found.end)
            chain = region.outline.path(item)
            ends = found.end if marker.start <= found.start else min(found.end, marker.start)
            heading = title(page.dense, found.start, ends)
            yield Task(
                id=self._names.take(numeric_path(chain)),
                document=self._document,
                number=region.outline.number(item) if item else None,
                title=heading,
                text=page.text(span),
                path=self._path(region, chain[:-1] if found.opens_item else chain),
                kind=TaskKind.TASK,
                span=span,
                assignments=page.assignments(
                    [*self._owners_above(region, found), *((party, False, clause) for party in parties)]
                ),
                deadlines=page.limits(
                    span,
                    region.anchor_at(page.dense, item),
                    [page.span(*time) for time in marker.clause.times],
                    heading,
                ),
                section=self._section(item),
            )

    def _owners_above(self, region: Region, found: ItemTask) -> Iterator[tuple[Party, bool, Span]]:
        """The units of the heading above, where the marker of a task only names who helps them."""
        if found.item is None or found.marker.clause.has_owner():
            return
        for item in reversed(region.outline.path(found.item)[-2:]):
            parties = heading_units(self._page.dense, item)
            yield from ((one, True, self._page.span(item.body, parties[-1].end)) for one in parties)
            if parties:
                return

    def prose(self, region: Region, duties: list[ProseTask]) -> Iterator[Task]:
        """Tasks of sentences, the `duties` of a region: 由X牵头…, X负责…."""
        page = self._page
        for found in duties:
            start = found.start + begins_with_bullet(page.dense, found.start)
            span = page.span(start, found.end)
            first, last = found.duty.parties[0], found.duty.parties[-1]
            clause = page.span(min(first.start, found.duty.start), max(last.end, found.duty.clause_end))
            chain = region.outline.path(found.item)
            heading = title(page.dense, start, found.end)
            yield Task(
                id=self._names.take(numeric_path(chain) + "p"),
                document=self._document,
                number=region.outline.number(found.item) if found.item else None,
                title=heading,
                text=page.text(span),
                path=self._path(region, chain),
                kind=found.kind,
                span=span,
                assignments=page.assignments(
                    (party, found.duty.inherited, clause) for party in found.duty.parties
                ),
                deadlines=page.limits(
                    span,
                    region.anchor_at(page.dense, found.item),
                    [page.span(*time) for time in found.times],
                    heading,
                ),
                section=self._section(found.item),
            )

    def rows(
        self, reading: TableReading, place: int, caption: str, anchor: Anchor, rule: FirstLeads
    ) -> Iterator[Task]:
        """Tasks of a table, the `place`-th of its document."""
        page = self._page
        for row in reading.rows:
            span = page.span(row.start, row.end)
            heading = title(page.dense, *row.title, cell=True)
            parties = rule.told([one.party for one in row.parties], row.start)
            yield Task(
                id=self._names.take(f"t{place}.{_row_number(row)}"),
                document=self._document,
                number=row.number,
                title=heading,
                text=page.text(span),
                path=(caption, *row.groups),
                kind=TaskKind.DECISION if reading.decision else TaskKind.ROW,
                span=span,
                assignments=page.assignments(
                    (party, one.inherited, page.span(*one.clause))
                    for party, one in zip(parties, row.parties, strict=True)
                ),
                deadlines=self._row_limits(row, span, anchor, heading),
            )

    def _row_limits(self, row: TaskRow, span: Span, anchor: Anchor, heading: str) -> tuple[Deadline, ...]:
        """The limits of a row without those of its measures, which are tasks of their own.

        A row without any has those of its stage.
        """
        limits = [
            *self._from_beginning(
                row, anchor, self._page.limits(span, anchor, row.slots, heading, row.goals)
            ),
            *(one for remark in row.remarks for one in self._page.limits(remark, anchor)),
        ]
        parts = Covered((part.start, part.end) for part in (self._page.span(*one) for one in row.parts))
        own = tuple(one for one in limits if one.span.start not in parts)
        nothing = Span(span.start, span.start)
        return own or self._page.limits(nothing, anchor, row.stage, heading) if row.stage else own

    def _from_beginning(
        self, row: TaskRow, anchor: Anchor, limits: tuple[Deadline, ...]
    ) -> Iterator[Deadline]:
        """The limits of a row, those alone in a slot with the day on which their work begins."""
        begins: dict[Span, Deadline] = {}
        for slot, cell in row.begins.items():
            told = self._page.limits(Span(cell.start, cell.start), anchor, (cell,))
            own = [one.span for one in limits if slot.start <= one.span.start < slot.end]
            if len(told) == len(own) == 1:
                begins[own[0]] = told[0]
        for one in limits:
            yield since(one, begins[one.span]) if one.span in begins else one

    def _path(self, region: Region, chain: list[Item]) -> tuple[str, ...]:
        names = (region.name,) if region.name else ()
        return names + tuple(self._heading(region, item) for item in chain)

    def _heading(self, region: Region, item: Item) -> str:
        """The heading of an item, made once for all the tasks below it."""
        if item.start not in self._headings:
            self._headings[item.start] = region.heading(self._page.dense, item)
        return self._headings[item.start]

    def _section(self, item: Item | None) -> str | None:
        return self._sections.get(item.start) if item else None


def _row_number(row: TaskRow) -> str:
    """The row's printed number as far as it is ASCII, else its place in the table."""
    number = "" if row.part else row.number or ""
    digits = "".join(char for char in number if char.isdigit() and char.isascii())
    return (digits or f"r{row.place}") + row.part

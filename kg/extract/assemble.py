"""One source in, one extraction out: documents, tasks, lists, citations, each with its span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.ids import Names, document_id, numeric_path
from kg.extract.items import FirstLeads, ItemTask, first_leads, item_tasks, with_first_lead
from kg.extract.prose import ProseTask, prose_tasks
from kg.extract.regions import Region, anchor, regions
from kg.extract.titles import printed, title
from kg.find.blanket import find_blanket
from kg.find.citations import find_citations, find_lone_numbers
from kg.find.clauses import Party
from kg.find.dates import full_date
from kg.find.deadlines import Anchor, find_deadlines
from kg.find.dense import Dense
from kg.find.documents import Head, find_documents, normal_number
from kg.find.groups import FoundGroup, find_groups
from kg.find.names import is_collective
from kg.find.outline import Item
from kg.find.tables import RowParty, TableKind, TableReading, TaskRow, read_table
from kg.fold import fold
from kg.identity import Registry, identify
from kg.lexicon import load
from kg.model import (
    Assignment,
    Attachment,
    Blanket,
    Citation,
    Deadline,
    Document,
    Extraction,
    Goal,
    Group,
    Issue,
    ListedDocument,
    Member,
    Role,
    Source,
    Span,
    Table,
    Task,
    TaskKind,
    squeeze,
)


def extract(source: Source, registry: Registry | None = None) -> Extraction:
    """Everything `source` says, in printed order, its units identified by `registry`.

    Without a registry the built-in one is used, with nobody's corrections. The result depends on
    the text and the registry alone, never on the clock, the machine or a hash seed.
    """
    return identify(_Assembly(source).run(), registry or Registry.load())


@dataclass(slots=True)
class _Read:
    """A table with what it was read as and its dense place."""

    table: Table
    reading: TableReading
    start: int
    end: int


class _Assembly:
    """Puts together what the finders found in one source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.dense = Dense(source)
        self.folded = fold(source.text)
        self.documents: list[Document] = []
        self.tasks: list[Task] = []
        self.listed: list[ListedDocument] = []
        self.citations: list[Citation] = []
        self.blanket: list[Blanket] = []
        self.groups: list[Group] = []
        self.goals: list[Goal] = []
        self.issues: list[Issue] = list(source.issues)

    def run(self) -> Extraction:
        tables = [self._table(table) for table in self.source.tables]
        holes = [(one.start, one.end) for one in tables if one.reading.kind is not TableKind.UNKNOWN]
        for head in find_documents(self.dense, [(one.start, one.end) for one in tables]):
            self._document(head, tables, holes)
        return Extraction(
            source=self.source,
            documents=tuple(self.documents),
            tasks=tuple(sorted(self.tasks, key=lambda task: (task.span, task.id))),
            listed=tuple(self.listed),
            citations=tuple(self.citations),
            blanket=tuple(self.blanket),
            groups=tuple(self.groups),
            goals=tuple(self.goals),
            issues=tuple(sorted(self.issues, key=lambda issue: (issue.span, issue.code))),
        )

    # ------------------------------------------------------------ documents

    def _document(self, head: Head, tables: list[_Read], holes: list[tuple[int, int]]) -> None:
        name = document_id(head.number, head.title, head.issuers, head.date, self.source.sha256)
        names = Names(name)
        self.documents.append(
            Document(
                id=name,
                title=head.title,
                number=head.number,
                issuers=head.issuers,
                date=head.date,
                kind=head.kind,
                span=self.dense.span(head.start, head.end),
                attachments=tuple(
                    Attachment(part.title, part.kind, self.dense.span(part.start, part.end))
                    for part in head.parts
                ),
            )
        )
        task_tables = [one.start for one in tables if one.reading.kind is TableKind.TASKS]
        found = list(regions(self.dense, head, holes, task_tables))
        markers = [marker for region in found for marker in region.markers]
        rule = first_leads(self.dense, head.start, head.end, markers)
        for region in found:
            for task in item_tasks(self.dense, region):
                self.tasks.append(self._item(name, names, region, task, rule))
            covering = region.start == head.start and bool(head.parts)
            for prose in prose_tasks(self.dense, region, holes, covering=covering):
                self.tasks.append(self._prose(name, names, region, prose))
            self._statements(name, region)
        self._citations(name, head, [(one.start, one.end) for one in tables])
        for place, one in enumerate(table for table in tables if head.start <= table.start < head.end):
            self._rows(name, names, head, found, one, place + 1, rule)

    # ------------------------------------------------------------ tasks of running text

    def _item(self, document: str, names: Names, region: Region, task: ItemTask, rule: FirstLeads) -> Task:
        marker, outline = task.marker, region.outline
        parties = marker.clause.parties
        if rule.holds(marker):
            parties = with_first_lead(parties)
        clause = self.dense.span(marker.start, marker.end)
        span = self.dense.span(task.start, task.end)
        self._unread(marker.clause.unread)
        above = outline.path(task.item)[:-1] if task.opens_item and task.item else outline.path(task.item)
        return Task(
            id=names.take(numeric_path(outline.path(task.item))),
            document=document,
            number=outline.number(task.item) if task.item else None,
            title=title(self.dense, task.start, task.end),
            text=span.of(self.source.text),
            path=((region.name,) if region.name else ())
            + tuple(region.heading(self.dense, one) for one in above),
            kind=TaskKind.TASK,
            span=span,
            assignments=self._assignments((party, False, clause) for party in parties),
            deadlines=self._deadlines(
                span, region.anchor, [self.dense.span(*time) for time in marker.clause.times]
            ),
        )

    def _prose(self, document: str, names: Names, region: Region, task: ProseTask) -> Task:
        outline, duty = region.outline, task.duty
        span = self.dense.span(task.start, task.end)
        clause = self.dense.span(duty.start, duty.clause_end)
        chain = outline.path(task.item)
        return Task(
            id=names.take(numeric_path(chain) + "p"),
            document=document,
            number=outline.number(task.item) if task.item else None,
            title=title(self.dense, task.start, task.end),
            text=span.of(self.source.text),
            path=((region.name,) if region.name else ()) + region.headings(self.dense, task.item),
            kind=task.kind,
            span=span,
            assignments=self._assignments((party, False, clause) for party in duty.parties),
            deadlines=self._deadlines(span, region.anchor, ()),
        )

    # ------------------------------------------------------------ what the document says as a whole

    def _statements(self, document: str, region: Region) -> None:
        for found in find_groups(self.dense, region.start, region.end):
            self.groups.append(self._group(document, found))
        for clause in find_blanket(self.dense, region.start, region.end):
            units = tuple(printed(self.dense, one.start, one.end) for one in clause.units)
            span = self.dense.span(clause.start, clause.end)
            self.blanket.append(Blanket(document, units, Role.RESPONSIBLE, span))
        for item in region.outline.items:
            if _is_goal(self.dense, region, item):
                span = self.dense.span(item.body, item.end)
                limits = find_deadlines(self.source.text, self.folded, span, region.anchor)
                self.goals.extend(Goal(document, one) for one in limits)

    def _group(self, document: str, found: FoundGroup) -> Group:
        members = [
            Member(
                unit=printed(self.dense, one.start, one.end),
                order=place,
                collective=is_collective(self.dense.text[one.start : one.end]),
                span=self.dense.span(one.start, one.end),
            )
            for place, one in enumerate(found.members, 1)
        ]
        span = self.dense.span(found.start, found.end)
        name = f"{document}-g{sum(one.document == document for one in self.groups) + 1}"
        return Group(name, document, found.name, found.leader, tuple(members), span)

    def _citations(self, document: str, head: Head, holes: list[tuple[int, int]]) -> None:
        cited = list(find_citations(self.dense, head, holes))
        cited += find_lone_numbers(self.dense, head, holes, {one.number for one in cited})
        for one in sorted(cited, key=lambda one: one.start):
            span = self.dense.span(one.start, one.end)
            words = squeeze(span.of(self.source.text)) if one.title else ""
            self.citations.append(Citation(document, words, one.number, one.relation, span))

    def _assignments(self, parties: Iterable[tuple[Party, bool, Span]]) -> tuple[Assignment, ...]:
        found: list[Assignment] = []
        seen: set[tuple[str, str]] = set()
        for party, inherited, clause in parties:
            span = self.dense.span(party.start, party.end)
            unit = squeeze(span.of(self.source.text))
            if (unit, party.role) in seen:
                continue
            seen.add((unit, party.role))
            collective = is_collective(self.dense.text[party.start : party.end])
            found.append(
                Assignment(unit, party.role, party.label, len(found) + 1, collective, inherited, span, clause)
            )
        return tuple(found)

    def _deadlines(self, span: Span, years: Anchor, slots: Iterable[Span]) -> tuple[Deadline, ...]:
        text, folded = self.source.text, self.folded
        found = list(find_deadlines(text, folded, span, years))
        for slot in slots:
            found.extend(find_deadlines(text, folded, slot, years, slot=True))
        return tuple(found)

    def _unread(self, stretches: Iterable[tuple[int, int]]) -> None:
        for start, end in stretches:
            words = printed(self.dense, start, end)
            self._issue("unread-words", f"责任分工中的“{words}”没有读懂", start, end)

    def _issue(self, code: str, message: str, start: int, end: int) -> None:
        self.issues.append(Issue(code, message, self.dense.span(start, max(end, start + 1))))

    # ------------------------------------------------------------ tables

    def _table(self, table: Table) -> _Read:
        start, end = self.dense.at(table.span.start), self.dense.at(table.span.end)
        return _Read(table, read_table(self.dense, table), start, end)

    def _rows(
        self,
        document: str,
        names: Names,
        head: Head,
        found: list[Region],
        one: _Read,
        place: int,
        rule: FirstLeads,
    ) -> None:
        caption = self._caption(head, found, one)
        reading = one.reading
        if reading.kind is TableKind.LISTED:
            self._listed(document, caption, reading)
        years = anchor(caption, head)
        for row in reading.rows:
            self.tasks.append(
                self._row(document, names.take(f"t{place}.{row_number(row)}"), caption, row, reading, years)
            )
        for start, end in reading.ownerless:
            self._issue(
                "row-without-unit",
                f"表格一行没有责任单位：“{printed(self.dense, start, end)[:30]}”",
                start,
                end,
            )

    def _caption(self, head: Head, found: list[Region], one: _Read) -> str:
        """The title line just above a table, else that of its part."""
        line = self.dense.line_start(one.start - 1) if one.start else 0
        above = self.dense.text[line : one.start]
        region = next((region for region in reversed(found) if region.start <= one.start), None)
        name = region.name if region and region.name else head.title
        return above if 4 < len(above) < 60 and "。" not in above else name

    def _row(
        self, document: str, name: str, caption: str, row: TaskRow, reading: TableReading, years: Anchor
    ) -> Task:
        span = self.dense.span(row.start, row.end)
        self._unread(row.unread)
        return Task(
            id=name,
            document=document,
            number=row.number,
            title=title(self.dense, *row.title),
            text=span.of(self.source.text),
            path=(caption, *row.groups),
            kind=TaskKind.DECISION if reading.decision else TaskKind.ROW,
            span=span,
            assignments=self._assignments(self._row_parties(row.parties)),
            deadlines=self._deadlines(span, years, row.slots),
        )

    def _row_parties(self, parties: Iterable[RowParty]) -> Iterator[tuple[Party, bool, Span]]:
        for one in parties:
            yield one.party, one.inherited, self.dense.span(*one.clause)

    def _listed(self, document: str, caption: str, reading: TableReading) -> None:
        words = load("documents")["listed"]
        status = next((name for name in words if any(word in caption for word in words[name])), None)
        for row in reading.listed:
            if status is None:
                self._issue(
                    "list-without-status", f"文件目录未写明保留或废止：“{row.title[:30]}”", row.start, row.end
                )
                continue
            span = self.dense.span(row.start, row.end)
            date = full_date(row.date) if row.date else None
            self.listed.append(
                ListedDocument(status, document, normal_number(row.number), date, row.title, span)
            )


def _is_goal(dense: Dense, region: Region, item: Item) -> bool:
    """A section of goals (工作目标, 主要目标) whose text belongs to nobody in particular."""
    if any(
        "目标" in title(dense, one.body, min(one.end, one.body + 60))[:16]
        for one in region.outline.path(item)[:-1]
    ):
        return False
    if "目标" not in title(dense, item.body, min(item.end, item.body + 60))[:16]:
        return False
    return not any(item.start <= marker.start < item.end for marker in region.markers)


def row_number(row: TaskRow) -> str:
    """The row's printed number as far as it is ASCII, else the place of its text."""
    digits = "".join(char for char in row.number or "" if char.isdigit() and char.isascii())
    return digits or f"c{row.start}"

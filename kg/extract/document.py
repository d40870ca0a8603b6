"""One document, read from its head to its last attachment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.first_leads import first_leads
from kg.extract.group_limits import group_limit_issues
from kg.extract.helped import with_helpers
from kg.extract.ids import Names, document_id, numeric_path
from kg.extract.limited import with_limits
from kg.extract.nested import with_own_limits
from kg.extract.page import Page, ReadTable
from kg.extract.prose import prose_tasks
from kg.extract.prose_task import ProseTask
from kg.extract.regions import Region, anchor, regions
from kg.extract.tasks import TaskWriter
from kg.extract.titles import title
from kg.extract.unread import (
    document_issues,
    helper_issues,
    limit_issues,
    region_issues,
    silent_issues,
    table_issues,
)
from kg.find.documents.citations import find_citations, find_lone_numbers
from kg.find.documents.groups import FoundGroup, find_groups
from kg.find.documents.heads import Head
from kg.find.tables.listed import ListedRow
from kg.find.tables.over import ABOUT_FORM
from kg.find.tables.reading import TableKind
from kg.find.tables.rows import TaskRow
from kg.find.text.dates import full_date
from kg.find.text.numbers import normal_number
from kg.find.text.outline import Item
from kg.lexicon import load
from kg.model import (
    Attachment,
    Blanket,
    Citation,
    Document,
    Goal,
    Group,
    Issue,
    ListedDocument,
    Member,
    Section,
    Span,
    Task,
    TaskKind,
    squeeze,
)
from kg.words.names import is_collective

_CAPTION_LINES = 4


@dataclass(slots=True)
class DocumentReading:
    """Everything one document says."""

    document: Document
    sections: list[Section] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    listed: list[ListedDocument] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    blanket: list[Blanket] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read_document(page: Page, head: Head, names: Names) -> DocumentReading:
    """Read the document whose head was found at `head`; `names` are those of the source's documents."""
    return _Reader(page, head, names).read()


def _slots(page: Page, region: Region) -> list[Span]:
    return [page.span(*time) for marker in region.markers for time in marker.clause.times]


def _silent_slots(row: TaskRow, task: Task) -> Iterator[Span]:
    """The slots of a row but for those whose goal says a limit itself, and the stage of a row without any."""
    limits = {one.span.start for one in task.deadlines}
    yield from () if limits else row.stage
    for slot in row.slots:
        goal = row.goals.get(slot)
        if goal is None or limits.isdisjoint(range(goal.start, goal.end)):
            yield slot


class _Reader:
    def __init__(self, page: Page, head: Head, names: Names) -> None:
        self._page = page
        self._head = head
        self._tables = [one for one in page.tables if head.start <= one.start < head.end]
        self._found = DocumentReading(self._document(names))
        self._id = self._found.document.id
        self._names = Names(f"{self._id}-")

    def read(self) -> DocumentReading:
        page, head, found = self._page, self._head, self._found
        found.issues.extend(document_issues(page, head))
        task_tables = [one.start for one in self._tables if one.reading.kind is TableKind.TASKS]
        parts = list(regions(page.dense, head, page.holes, task_tables))
        rule = first_leads(page.dense, head.start, head.end, [one for part in parts for one in part.markers])
        writer = TaskWriter(page, self._id, self._names, self._sections(parts))
        for part in parts:
            covering = not part.name and bool(head.parts)
            duties = prose_tasks(page.dense, part, page.holes, covering=covering)
            region, duties = with_helpers(page.dense, part, duties)
            duties = with_limits(page.dense, region, duties)
            tasks = list(writer.items(region, rule))
            tasks += writer.prose(region, duties)
            tasks = list(with_own_limits(tasks))
            found.tasks += tasks
            self._statements(region)
            self._region_issues(region, duties, tasks)
        self._citations()
        for place, table in enumerate(self._tables, 1):
            caption = self._caption(parts, table)
            when = anchor(page.dense, caption, head)
            rows = list(writer.rows(table.reading, place, caption, when, rule))
            found.tasks.extend(rows)
            self._table_issues(table, rows)
            for row in table.reading.listed:
                self._listed(caption, row)
        return found

    def _region_issues(self, region: Region, prose: list[ProseTask], tasks: list[Task]) -> None:
        page, found = self._page, self._found
        clauses = dict.fromkeys(one.clause for task in tasks for one in task.assignments)
        read = [(page.dense.at(start), page.dense.at(end)) for start, end in clauses]
        duties = any(task.kind is TaskKind.DUTY for task in tasks)
        found.issues.extend(region_issues(page, region, read, duties=duties))
        found.issues.extend(helper_issues(page, tasks))
        found.issues.extend(silent_issues(page, region, tasks))
        slots = dict.fromkeys(_slots(page, region)) | {
            page.span(*time): None for one in prose for time in one.times
        }
        found.issues.extend(limit_issues(page, slots, tasks))
        found.issues.extend(group_limit_issues(page, region, tasks))

    def _table_issues(self, table: ReadTable, tasks: list[Task]) -> None:
        """Issues of a table, of whose rows `tasks` are those."""
        page, found = self._page, self._found
        found.issues.extend(table_issues(page, table))
        pairs = zip(table.reading.rows, tasks, strict=True)
        slots = dict.fromkeys(slot for pair in pairs for slot in _silent_slots(*pair))
        found.issues.extend(limit_issues(page, slots, tasks))

    def _document(self, names: Names) -> Document:
        page, head = self._page, self._head
        text = page.dense.text[head.start : head.end]
        identifier = document_id(head.number, head.title, head.issuers, head.date, page.source.sha256, text)
        return Document(
            id=names.take(identifier),
            title=head.title,
            number=head.number,
            issuers=head.issuers,
            date=head.date,
            kind=head.kind,
            span=page.span(head.start, head.end),
            attachments=tuple(
                Attachment(part.title, part.kind, page.span(part.start, part.end)) for part in head.parts
            ),
        )

    # ------------------------------------------------------------ sections

    def _sections(self, parts: list[Region]) -> dict[int, str]:
        """Write the numbered items as sections; the identifiers by where the items begin."""
        names = Names(f"{self._id}-s-")
        places: dict[int, str] = {}
        for region in parts:
            for item in region.outline.items:
                chain = region.outline.path(item)
                places[item.start] = names.take(numeric_path(chain))
                self._found.sections.append(self._section(region, chain, places))
        return places

    def _section(self, region: Region, chain: list[Item], places: dict[int, str]) -> Section:
        *above, item = chain
        return Section(
            id=places[item.start],
            document=self._id,
            parent=places[above[-1].start] if above else None,
            number=item.number,
            title=region.title_of(self._page.dense, item),
            level=len(above) + 1,
            span=self._page.span(item.start, item.end),
        )

    # ------------------------------------------------------------ what the document says as a whole

    def _statements(self, region: Region) -> None:
        page, found = self._page, self._found
        for group in find_groups(page.dense, region.start, region.end):
            found.groups.append(self._group(group))
        for clause in region.blankets:
            units = tuple(page.dense.words(one.start, one.end) for one in clause.units)
            found.blanket.append(Blanket(self._id, units, clause.role, page.span(clause.start, clause.end)))
        for item in self._goal_items(region):
            limits = page.limits(page.span(item.body, item.end), region.anchor)
            found.goals.extend(Goal(self._id, one) for one in limits)

    def _goal_items(self, region: Region) -> Iterator[Item]:
        """Sections of goals (工作目标, 主要目标) whose text belongs to nobody in particular."""
        last = -1
        for item in region.outline.items:
            if item.start < last or item.body >= item.end or not self._is_of_goals(item):
                continue
            if not any(item.start <= marker.start < item.end for marker in region.markers):
                last = item.end
                yield item

    def _is_of_goals(self, item: Item) -> bool:
        end = min(item.end, item.body + 60)
        return self._page.dense.text.find("目标", item.body, end) >= 0 and (
            "目标" in title(self._page.dense, item.body, end)[:16]
        )

    def _group(self, group: FoundGroup) -> Group:
        page = self._page
        members = tuple(
            Member(
                unit=squeeze(page.text(page.span(one.start, one.end))),
                order=place,
                collective=is_collective(page.dense.text[one.start : one.end]),
                span=page.span(one.start, one.end),
            )
            for place, one in enumerate(group.members, 1)
        )
        name = f"{self._id}-g{len(self._found.groups) + 1}"
        return Group(name, self._id, group.name, group.leader, members, page.span(group.start, group.end))

    def _citations(self) -> None:
        page, head = self._page, self._head
        cited = list(find_citations(page.dense, head, page.all_tables))
        cited += find_lone_numbers(page.dense, head, page.all_tables, {one.number for one in cited})
        for one in sorted(cited, key=lambda one: one.start):
            span = page.span(one.start, one.end)
            words = squeeze(page.text(span)) if one.title else ""
            self._found.citations.append(Citation(self._id, words, one.number, one.relation, span))

    # ------------------------------------------------------------ tables

    def _caption(self, parts: list[Region], table: ReadTable) -> str:
        """The title line just above a table, else that of its part."""
        region = next((one for one in reversed(parts) if one.start <= table.start), None)
        name = region.name if region and region.name else self._head.title
        above = self._line_above(table.start)
        captions = 4 < len(above) < 60 and "。" not in above and full_date(above) is None
        return above if captions else name

    def _line_above(self, at: int) -> str:
        """The line above a place, but for those that tell units of measure and who filled in the form."""
        dense = self._page.dense
        for _ in range(_CAPTION_LINES):
            low = dense.line_start(at - 1) if at > self._head.start else at
            if not ABOUT_FORM.match(dense.text, low, at):
                break
            at = low
        return dense.text[low:at]

    def _listed(self, caption: str, row: ListedRow) -> None:
        page, words = self._page, load("documents")["listed"]
        own = next((name for name in words if not set(words[name]).isdisjoint(row.said)), None)
        status = own or next((name for name in words if any(word in caption for word in words[name])), None)
        if status is None:
            message = f"文件目录未写明保留或废止：“{row.title[:30]}”"
            self._found.issues.append(page.issue("list-without-status", message, row.start, row.end))
            return
        date = full_date(row.date) if row.date else None
        span = page.span(row.start, row.end)
        self._found.listed.append(
            ListedDocument(status, self._id, normal_number(row.number), date, squeeze(page.text(span)), span)
        )

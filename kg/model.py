"""The nouns of the domain: what is read, what is found in it, what is said of whom.

Every class is frozen, and a named tuple where a text has many of them. Every statement drawn from a
document carries a `Span`: code-point offsets into the one canonical text of its source file
(`Source.text`, what ``kg text FILE`` prints).
Words follow the glossary in ``ontology/``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a canonical text: ``text[start:end]``, offsets in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The quoted text, as it stands."""
        return text[self.start : self.end]

    def shift(self, offset: int) -> Span:
        """The same stretch, `offset` code points further on."""
        return Span(self.start + offset, self.end + offset)


def squeeze(text: str) -> str:
    """`text` without any white space: how quoted fields are compared with their spans."""
    return "".join(text.split())


# ---------------------------------------------------------------- what is read


class Cell(NamedTuple):
    """One printed cell of a table; a merged cell is printed once and covers several places."""

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table inside the canonical text: its cells in reading order, row by row."""

    span: Span
    cells: tuple[Cell, ...]

    def shift(self, offset: int) -> Table:
        """The same table `offset` characters further on."""
        cells = tuple(cell._replace(span=cell.span.shift(offset)) for cell in self.cells)
        return Table(self.span.shift(offset), cells)


UNREAD_TABLE = "unread-table"
"""The code of an issue whose span is a table of which the reader could not tell the rows apart."""


@dataclass(frozen=True)
class Source:
    """One file as read: its canonical text, the tables in it, and where it came from.

    `issues` are what the reader itself could not do (a table without cells, a page without text).
    """

    file: str
    sha256: str
    media_type: str
    encoding: str
    text: str
    tables: tuple[Table, ...] = ()
    issues: tuple[Issue, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def line(self, offset: int) -> int:
        """The 1-based line of the canonical text on which `offset` stands."""
        return bisect_right(self._line_starts, offset)


# ---------------------------------------------------------------- what is found


class Role(StrEnum):
    """How a unit stands to a task."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    OTHER = "other"


OWNERS = frozenset({Role.LEAD, Role.RESPONSIBLE})
"""The roles of those who own a task."""


class DeadlineKind(StrEnum):
    """What sort of limit a time expression sets."""

    DATE = "date"
    PERIOD = "period"
    TARGET = "target"
    RECURRING = "recurring"
    RELATIVE = "relative"
    ONGOING = "ongoing"


@dataclass(frozen=True, slots=True)
class Metric:
    """A measurable part of a goal: 污水处理率 ≥ 91 %."""

    name: str
    operator: str
    value: str
    unit: str

    def __str__(self) -> str:
        return f"{self.name}{self.operator}{self.value}{self.unit}"


class Deadline(NamedTuple):
    """One printed time expression that limits what a task must do.

    `text` is printed at `span`. `start` and `end` are ISO dates or None. `goal` is the clause that
    is due. `recurrence` is an RFC 5545 rule (FREQ=MONTHLY;…) for recurring limits; `duration`
    (ISO 8601, negative for 提前…) with `day_kind` (working, calendar) and `trigger` (the printed
    event) for relative ones. `open_ended` marks 和远期, 及以后.
    """

    text: str
    kind: DeadlineKind
    start: str | None
    end: str | None
    precision: str | None
    span: Span
    goal: str | None = None
    metrics: tuple[Metric, ...] = ()
    recurrence: str | None = None
    duration: str | None = None
    day_kind: str | None = None
    trigger: str | None = None
    open_ended: bool = False


class Assignment(NamedTuple):
    """A unit beside a task: who, in which role, at which place in the printed order (from 1).

    `unit` is the printed name without white space, `span` where it stands, `clause` the whole
    phrase with its role word. `unit_id` and `unit_name` are filled in by identification.
    """

    unit: str
    role: Role
    role_label: str
    order: int
    collective: bool
    inherited: bool
    span: Span
    clause: Span
    unit_id: str = ""
    unit_name: str = ""


class TaskKind(StrEnum):
    """How the document hands the task out."""

    TASK = "task"  # an item with marked units: bracket or line
    ROW = "row"  # a row of a task table
    DECISION = "decision"  # a row of a catalogue of decisions
    INLINE = "inline"  # 由X牵头… inside the text of an item
    DUTY = "duty"  # a sentence of rules or prose: X负责…


class Task(NamedTuple):
    """A stretch of text that carries an assignment of its own; `text` stands at `span`."""

    id: str
    document: str
    number: str | None
    title: str
    text: str
    path: tuple[str, ...]
    kind: TaskKind
    span: Span
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that comes with a document (附件): its title and where its text stands."""

    title: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One official document; `span` covers all of it, attachments included."""

    id: str
    title: str
    number: str | None
    issuers: tuple[str, ...]
    date: str | None
    kind: str | None
    span: Span
    attachments: tuple[Attachment, ...] = ()
    jurisdiction: str | None = None


class Section(NamedTuple):
    """A numbered heading of a document, with the span of everything under it."""

    id: str
    document: str
    parent: str | None
    number: str
    title: str
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A row of a list of documents kept in force (retained) or abolished (repealed).

    The span is that of its title.
    """

    list: str
    document: str
    number: str | None
    date: str | None
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in the text of another: 《title》 with or without its number.

    `relation`: basis, implements, reference, issues (the document's own attachment), planned.
    """

    document: str
    title: str
    number: str | None
    relation: str
    span: Span


@dataclass(frozen=True, slots=True)
class Blanket:
    """A clause that adds units to every item: 以下各项均涉及各县（市、区）."""

    document: str
    units: tuple[str, ...]
    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Member:
    """A unit named as member of a working group."""

    unit: str
    order: int
    collective: bool
    span: Span
    unit_id: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A working group (工作小组, 领导小组): its leader as printed, its members in printed order."""

    id: str
    document: str
    name: str
    leader: str | None
    members: tuple[Member, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Goal:
    """A general goal: a time limit of the whole document that belongs to no task."""

    document: str
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should look at: a stable code, one sentence, and where it stands."""

    code: str
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unit:
    """Who is who: identified by jurisdiction and canonical name, never by a printed string.

    `jurisdiction` is a division code (GB/T 2260; 000000 for the state) or "" where unknown.
    `quantifier` (all, some) only for collectives. `inferred`: the full name was worked out from
    the issuer and confirmed by nobody.
    """

    id: str
    name: str
    jurisdiction: str
    place: str
    level: str
    collective: bool
    quantifier: str | None
    inferred: bool


@dataclass(frozen=True)
class Extraction:
    """Everything one source says, in printed order."""

    source: Source
    documents: tuple[Document, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    listed: tuple[ListedDocument, ...] = ()
    citations: tuple[Citation, ...] = ()
    blanket: tuple[Blanket, ...] = ()
    groups: tuple[Group, ...] = ()
    goals: tuple[Goal, ...] = ()
    units: tuple[Unit, ...] = ()
    issues: tuple[Issue, ...] = field(default=())

"""The rows of a task table, from top to bottom: what each hands out, under which headings, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from kg.find.assignments.clause import Clause
from kg.find.tables.columns import ROLE, UNIT_KINDS, names_owners
from kg.find.tables.entries import by_entries
from kg.find.tables.grid import Grid, places
from kg.find.tables.headings import GROUP, Heading, Headings, heading_cell, heading_clause, split_heading
from kg.find.tables.matrix import is_sign
from kg.find.tables.measures import measure_rows
from kg.find.tables.over import owners_headed
from kg.find.tables.owner_rows import OwnerRows
from kg.find.tables.reading import TableReading
from kg.find.tables.row_cells import RowCells
from kg.find.tables.row_units import RowUnits, inner_parties
from kg.find.tables.rows import RowParty, TaskRow
from kg.find.tables.rows_below import is_remark, is_signature
from kg.find.tables.told import in_role
from kg.find.tables.unnamed import UnnamedColumns
from kg.lexicon import load
from kg.model import Cell, Role, Span
from kg.words.times import tells_beginnings

_CLOCK = r"(?:[上下中]午|早上|晚上)?\d{1,2}(?:：\d{2}|[时点](?:\d{1,2}分|半|整)?)"
_HOUR = re.compile(rf"{_CLOCK}(?:[-—–~～至到]+{_CLOCK})?")


def _sets_no_day(words: str) -> bool:
    """Whether the cell of a time says an hour, or that nothing bounds it: 上午9:00, 尽快."""
    return words in load("headers")["no_day"] or _HOUR.fullmatch(words) is not None


@cache
def _deeds() -> tuple[str, ...]:
    return tuple(word for word in load("headers")["item_verbs"] if len(word) > 1)


class TaskRows:
    """Reads the rows of a task table into its reading; the columns `mixed` say tasks and their units."""

    def __init__(self, grid: Grid, reading: TableReading, first: int, mixed: set[int]) -> None:
        self._grid = grid
        self._first = first
        self._reading = reading
        self._columns = reading.columns
        tasks = next(place for place, column in enumerate(reading.columns) if column.kind == "task")
        self._stage = self._stage_times(tasks)
        self._cells = RowCells(grid, reading.columns, first, mixed)
        self._units = RowUnits(grid, reading.columns, self._cells, first)
        ends = tuple(load("headers")["problems"])
        self._problems = {one.index for one in reading.columns if one.header.endswith(ends)}
        self._headings = Headings()
        self._years = {one.index for one in reading.columns if one.kind == "task" and one.cell}
        self._shared = any(column.kind == ROLE for column in reading.columns)
        self._owned = names_owners(reading.columns)
        self._owners = OwnerRows(grid, first, over=bool(reading.over.parties))

    def read(self) -> None:
        """Read all rows from the first on; a header printed again, or 续表 over it, is passed over."""
        first = self._first
        above = chain.from_iterable(map(self._grid.row, range(first)))
        header = {(cell.column, self._grid.text(cell)) for cell in above}
        unnamed = UnnamedColumns(self._grid, self._columns, first)
        self._reading.unread += unnamed.headers()
        for row in range(first, self._grid.height):
            texts = [self._grid.text(cell) for cell in self._grid.row(row)]
            mark = "".join(texts).strip("（）：")
            if row in self._owners:
                continue
            if mark in load("reading")["goes_on"] or is_remark(texts) or self._repeats(row, header):
                continue
            if is_signature(self._grid, row):
                continue
            if mark:
                self._row(row)
                self._reading.unread += unnamed.units(row)

    def _repeats(self, row: int, header: set[tuple[int, str]]) -> bool:
        """Whether a row is one of the header printed again, some of its cells perhaps empty."""
        cells = [cell for cell in self._grid.row(row) if self._grid.text(cell)]
        return len(cells) > 1 and all((cell.column, self._grid.text(cell)) in header for cell in cells)

    def _stage_times(self, tasks: int) -> set[int]:
        """The columns of limits before the `tasks` whose cells cover several rows: those of stages."""
        before = {one.index for one in self._columns[:tasks] if one.kind == "deadline"}
        return {cell.column for cell in self._grid.cells() if cell.column in before and cell.rows > 1}

    def _row(self, row: int) -> None:
        self._headings.reach(row)
        across = self._across(row)
        parties, unread = ([], []) if across else self._units.parties(row)
        own = self._cells.own(row)
        apart = [] if across else [cell for _, cell in self._cells.of(row, "task") if self._cells.apart(cell)]
        if across:
            self._open(row, across)
        elif not parties and not apart:
            self._ownerless(row, next((cells for _, cells in self._cells.told_in(row)), own))
        elif parties and self._reading.rows and self._names_more(row, own, parties):
            self._share_task(row, [one for one in parties if not one.inherited], unread)
        elif parties:
            said = () if self._owned else self._owners.of(row)
            parties = [*(said or self._headings.owners() or self._reading.over.parties), *parties]
            for cells in self._by_year(own):
                self._reading.rows += by_entries(self._grid, self._task(row, cells, parties, unread), cells)
            self._reading.rows += self._told_tasks(row, parties, [] if own else unread)
            self._reading.unread += [] if own or apart or self._cells.told else self._units.printed(row)
            self._reading.ownerless += self._helped_alone(row, own, parties)
        for cell in dict.fromkeys(apart):
            self._measured(row, cell, alone=not parties)

    # ------------------------------------------------------------ headings and tasks

    def _across(self, row: int) -> Cell | None:
        """The cell over the task and the units of a row that heads those below: no number counts it.

        Where the number is that of a section (一), the other cells may stand empty beside it. Where no
        column is of units, it covers all of them.
        """
        kinds = {column.index: column.kind for column in self._columns}
        cells = [cell for cell in self._grid.row(row) if cell.row == row and self._grid.text(cell)]
        units = {index for index, kind in kinds.items() if kind in (*UNIT_KINDS, "mark")}
        tasks = {index for index, kind in kinds.items() if kind == "task"}
        rest = [cell for cell in cells if kinds.get(cell.column) != "number" or len(cells) == 1]
        words = "".join(self._grid.text(cell) for cell in cells)
        if len(rest) != 1 or not tasks & places(rest[0]) or words[0].isdecimal():
            return None
        if not units:
            return rest[0] if rest[0].columns == self._grid.width > 1 else None
        section = len(cells) > 1 and GROUP.match(self._grid.text(cells[0]))
        return rest[0] if section or units & places(rest[0]) else None

    def _ownerless(self, row: int, own: list[Cell]) -> None:
        """A row without units is a heading of the rows below, or has those of its heading, or nobody."""
        cells = [cell for cell in self._grid.row(row) if self._grid.text(cell)]
        units = {column.index for column in self._columns if column.kind in (*UNIT_KINDS, "mark")}
        across = any(cell.columns > 1 and units & places(cell) for cell in cells)
        words = "".join(self._grid.text(cell) for cell in cells)
        inherited = self._inherited(row)
        single = own == cells and own[0].columns == 1
        task = single and (inherited or self._is_classed(own[0]) or self._goes_on(own[0]))
        alone = len(cells) == 1 and not task
        if alone or across or GROUP.match(words) or GROUP.match(self._grid.text(cells[0])):
            self._open(row, heading_cell(self._grid, row))
        elif own and own[0].row == row and inherited:
            self._reading.rows.append(self._task(row, own, inherited, []))
        elif own and own[0].row == row:
            self._reading.ownerless.append(self._grid.stretch(own[0]))

    def _goes_on(self, cell: Cell) -> bool:
        """Whether a cell alone in its row tells a deed behind a task: 改造危房 below 新建学校|市教育局."""
        return bool(self._reading.rows) and self._grid.text(cell).startswith(_deeds())

    def _is_classed(self, cell: Cell) -> bool:
        """Whether a column of classes stands before a cell, in which headings would stand."""
        return any(one.kind == "group" and one.index < cell.column for one in self._columns)

    def _helped_alone(self, row: int, own: list[Cell], parties: list[RowParty]) -> Iterator[tuple[int, int]]:
        """Where a task is told whose helpers alone a row names, though nothing says that nobody has it."""
        helped = all(one.party.role is Role.SUPPORT for one in parties)
        silent = not any(True for _ in self._cells.of(row, "lead", "responsible", "mark"))
        if self._owned and helped and silent:
            yield from (self._grid.stretch(cell) for cell in own[:1])

    def _by_year(self, own: list[Cell]) -> list[list[Cell]]:
        """The cells of a row's task, apart where the columns of several years tell one each."""
        apart = all(cell.column in self._years for cell in own)
        return [[cell] for cell in own] if apart else [own]

    def _names_more(self, row: int, own: list[Cell], parties: list[RowParty]) -> bool:
        """Whether a row only names more units for the task above: by their roles, or those that help.

        Number, task and owners are merged cells then: 1|改造小区|市住建局|市财政局 over |||市民政局.
        """
        if any(cell.row == row for cell in own):
            return False
        others = (cell for _, cell in self._cells.of(row, "number", "task", "deadline", "when"))
        helping = all(one.inherited or one.party.role is Role.SUPPORT for one in parties)
        merged = helping and any(one.inherited for one in parties)
        return self._shared or (merged and not any(cell.row == row for cell in others))

    def _share_task(self, row: int, parties: list[RowParty], unread: list[tuple[int, int]]) -> None:
        """Give the task of the row above the units of a row that names a role and no task, and its limits."""
        above = self._reading.rows[-1]
        printed = self._grid.dense.source.text
        said = {slot.of(printed) for slot in above.slots}
        slots = (slot for slot in self._slots(row) if slot.of(printed) not in said)
        self._reading.rows[-1] = replace(
            above,
            parties=(*above.parties, *parties),
            slots=(*above.slots, *slots),
            unread=(*above.unread, *unread),
        )

    def _inherited(self, row: int) -> list[RowParty]:
        """The units of a row without any: of a row of owners, of its heading, or over the table."""
        if owners := self._owners.of(row):
            return list(owners)
        task = self._headings.task()
        if task is None:
            return list(self._headings.owners() or self._reading.over.parties)
        return [replace(one, inherited=True) for one in self._reading.rows[task].parties]

    def _told_tasks(
        self, row: int, parties: list[RowParty], unread: list[tuple[int, int]]
    ) -> Iterator[TaskRow]:
        """The tasks of a row in columns called after roles, each with the units that have this role."""
        for place, (told, own) in enumerate(self._cells.told_in(row)):
            whole = [cell for cell in own if not self._cells.apart(cell)]
            inner = [party for cell in whole for party in inner_parties(self._grid, row, cell)]
            others = [
                self._grid.cell(row, at) for one in self._cells.told if one is not told for at in one.times
            ]
            times = {cell.span for cell in others if cell}
            task = self._task(
                row, own, [*in_role(parties, told, self._cells.roles), *inner], [] if place else unread
            )
            yield replace(task, slots=tuple(slot for slot in task.slots if slot not in times))

    def _measured(self, row: int, cell: Cell, *, alone: bool) -> None:
        """The measures of a cell as tasks; `alone`: the row has no units, nor a task of its own."""
        measures = self._cells.apart(cell)
        if measures is None or cell.row < row:
            return
        cells = self._cells.of(row, "number", "task")
        named = [one for column, one in cells if one != cell and not self._cells.is_told(column)]
        lead = self._grid.dense.text[slice(*measures.lead)].rstrip("：，；。")
        heading = "".join([*map(self._grid.text, named), lead])
        told = lead or len(named) > sum(column.kind == "number" for column in self._columns)
        groups = (*self._over(row), *([heading] if told else []))
        slots = self._slots(row) if alone else ()
        self._reading.rows += measure_rows(self._grid.dense, measures, row, groups, slots)
        self._reading.ownerless += measures.rest if alone else ()

    def _open(self, row: int, cell: Cell | None) -> None:
        """A heading over the rows below; where `cell` names units, it is a task for all of them."""
        stretch = self._grid.stretch(cell) if cell else (0, 0)
        owners = owners_headed(self._grid.dense, *stretch) if cell and not self._owned else ()
        clause, place = (Clause(), stretch) if owners else heading_clause(self._grid.dense, *stretch)
        self._reading.unread += clause.unread
        own, task = self._cells.own(row), None
        if clause.parties and cell:
            task = len(self._reading.rows)
            parties = [RowParty(party, False, place) for party in clause.parties]
            whole = self._task(row, own or [cell], parties, [])
            self._reading.rows.append(self._named(whole, cell, place))
        tasks = {column.index for column in self._columns if column.kind == "task"}
        tall = [one for one in self._grid.row(row) if one.rows > 1 and not tasks & places(one)]
        ends = [one.row + one.rows for one in tall]
        self._headings.open(Heading(self._heading(row), task, min(ends, default=None), owners))

    def _named(self, whole: TaskRow, cell: Cell, units: tuple[int, int]) -> TaskRow:
        """The task of a heading: its number is that of a section, its title what stands before the units."""
        start, end = self._grid.stretch(cell)
        apart = whole.number if whole.number != self._grid.text(cell) else None
        first = whole.title[0] if apart and start < whole.title[0] < units[0] else start
        number, title = split_heading(self._grid.dense.text, first, min(end, units[0]))
        return replace(whole, number=apart or number, title=title)

    def _heading(self, row: int) -> str:
        kinds = {column.index: column.kind for column in self._columns}
        cells = self._grid.row(row)
        named = [cell for cell in cells if kinds.get(cell.column) in ("number", "task") or cell.columns > 1]
        return "".join(self._grid.text(cell) for cell in named or cells)

    def _task(
        self, row: int, own: list[Cell], parties: list[RowParty], unread: list[tuple[int, int]]
    ) -> TaskRow:
        """The task of a row that its cells `own` hold, without the measures that are tasks of their own."""
        number, text = self._cells.number_and_text(row, own[0])
        main = next((cell for cell in own if cell.rows == 1), own[0])
        inner, title = (number, text) if main is own[0] else self._cells.number_and_text(row, main)
        measures = [found for cell in own if (found := self._cells.apart(cell))]
        end = self._cells.text(own[-1])[1]
        if len(own) == 1 and measures and not measures[0].rest and text[0] < measures[0].lead[1]:
            end = measures[0].lead[1]
        due = self._due(row, own)
        times = self._cells.of(row, "deadline")
        stage = tuple(cell.span for column, cell in times if column.index in self._stage)
        return TaskRow(
            place=row,
            start=text[0],
            end=end,
            title=title,
            number=inner or number,
            groups=(*self._over(row), *self._taller(row, own, main)),
            parties=tuple(parties),
            slots=self._limits(row, own, stage),
            unread=tuple(unread),
            goals={slot: goal for slot, goal in due.items() if goal},
            parts=tuple(stretch for one in measures for stretch in one.stretches) + self._wrong(own),
            remarks=tuple(cell.span for _, cell in self._cells.of(row, "remark")),
            stage=stage,
            begins=self._begins(row),
        )

    def _taller(self, row: int, own: list[Cell], main: Cell) -> list[str]:
        """What taller cells of tasks than its `main` one, or such from above, say over a task.

        Beside several columns called after roles all say what those tasks are about.
        """
        whole = len(self._cells.roles) > 1
        return [
            self._grid.text(cell)
            for column, cell in self._cells.of(row, "task")
            if (cell.rows > main.rows if cell in own else cell.row < row or whole)
            and not (self._cells.is_told(column) or self._cells.apart(cell))
        ]

    def _limits(self, row: int, own: list[Cell], stage: tuple[Span, ...]) -> tuple[Span, ...]:
        """The places of a row where limits stand, beside those of its task in `own` and of its `stage`."""
        apart = {*stage, *(cell.span for cell in own)}
        slots = (*self._slots(row, own), *self._units.times(row), *self._owners.limits(row))
        return tuple(slot for slot in slots if slot not in apart)

    def _wrong(self, own: list[Cell]) -> tuple[tuple[int, int], ...]:
        """Where the cells of a task say what is wrong, and not what is to be done."""
        return tuple(self._grid.stretch(cell) for cell in own if cell.column in self._problems)

    def _over(self, row: int) -> list[str]:
        """The headings and classes of a row, from the outermost."""
        classes = [self._grid.text(cell) for _, cell in self._cells.of(row, "group")]
        return [*self._headings.words(), *classes, *self._headings.words(inside=True)]

    def _slots(self, row: int, own: Sequence[Cell] = ()) -> tuple[Span, ...]:
        """The places of a row where only limits stand, those of its task in `own`."""
        times = (cell for _, cell in self._cells.of(row, "deadline"))
        cells = (cell.span for cell in times if not _sets_no_day(self._grid.text(cell)))
        return tuple(dict.fromkeys([*cells, *self._due(row, own)]))

    def _begins(self, row: int) -> dict[Span, Span]:
        """The places of limits, each with the one before it of when that work begins: 开工时间|竣工时间."""
        begins: dict[Span, Span] = {}
        first: Span | None = None
        for column, cell in self._cells.of(row, "note", "deadline"):
            if column.kind == "note":
                first = cell.span if tells_beginnings(column.header) else first
            elif first:
                begins[cell.span], first = first, None
        return begins

    def _due(self, row: int, own: Sequence[Cell]) -> dict[Span, Span | None]:
        """The headers of the times that a row marks, each with the cell that says what is due, if any.

        What one cell says over several times is due at the last of them. That of a column of tasks is
        due where it is the task, in `own`.
        """
        marked = [
            (column.cell.span, cell)
            for column, cell in self._cells.of(row, "when", "task")
            if column.cell and (column.kind == "when" or cell in own) and not self._cells.is_none(cell)
        ]
        last = {cell.span: time for time, cell in marked}
        return {
            time: None if is_sign(self._grid.text(cell)) else cell.span
            for time, cell in marked
            if is_sign(self._grid.text(cell)) or last[cell.span] == time
        }

"""Headers of tables: which rows name the columns, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise, zip_longest

from kg.find.tables.grid import Grid
from kg.find.tables.header_words import (
    header_words,
    lone_words,
    names_catalogued,
    names_listed,
    says_which,
    tells_more,
    without_brackets,
)
from kg.find.tables.held import (
    holds_days,
    holds_groups,
    holds_only_units,
    holds_times,
    holds_units,
    only_bodies,
    tells_duties,
)
from kg.find.tables.matrix import (
    holds_figures,
    holds_values,
    marks_times,
    marks_units,
    names_a_time,
    names_a_unit,
    names_a_year,
)
from kg.find.tables.unit_cells import combined_kind, header_says
from kg.lexicon import load
from kg.model import Cell
from kg.words.columns import names_bystanders, role_of_column
from kg.words.roles import is_inner, named_role, role_of_stem

# kinds of columns that hold units; each is also a role
UNIT_KINDS = ("lead", "responsible", "support", "other")
# the kind of columns that hold units that have nothing to do
ASIDE = "aside"
_HEADER_ROWS = 4
_PARTS_OF_UNITS = ("lead", "responsible", "support")
_LONGEST_HEADER = 16
_SENTENCE = re.compile("[。；：]")
_PARTS = re.compile("以及|[/、及和与（）]")
_ROW_NUMBER = re.compile(r"[（〔]?\d{1,3}[）〕.、]?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind by the table of header words, and the header as printed.

    `kind` is mark where the column is called after a unit (`cell`), when where it is after a time;
    `above` is the kind of the header over it.
    """

    index: int
    kind: str
    header: str
    cell: Cell | None = None
    above: str | None = None


@lru_cache(maxsize=4096)
def column_kind(header: str) -> str | None:
    """The kind of column a folded header names, or None: the longest known word in it decides."""
    bare = without_brackets(header)
    for text in (header, bare):
        if text in header_words():
            return header_words()[text]
        if text in lone_words():
            return lone_words()[text]
    if holds_tasks_and_units(header) or _holds_tasks_and_times(header):
        return "task"
    if names_bystanders(bare):
        return ASIDE
    if role := role_of_column(bare):
        return str(role)
    combined = combined_kind(header)
    if combined or len(bare) > 14:
        return combined
    known = [word for word in header_words() if word in bare and len(word) > 1]
    if not known:
        return None
    word = max(known, key=lambda word: (len(word), bare.endswith(word), word))
    return _kind_of_vague(bare, word) if word in load("headers")["vague"] else header_words()[word]


def _kind_of_vague(header: str, word: str) -> str | None:
    """The kind of a header with `word`, a vague one such as 单位: the others must say who does what."""
    if role := named_role(header):
        return str(role)
    return header_words()[word] if says_which().fullmatch(header) else None


@lru_cache(maxsize=4096)
def holds_tasks_and_units(header: str) -> bool:
    """Whether the cells below a header say tasks and who does them: 措施及责任单位, 职责分工."""
    if header in load("headers")["shared"]:
        return True
    kinds = [header_words().get(part) for part in _PARTS.split(header)]
    units = next((at for at, kind in enumerate(kinds) if kind in UNIT_KINDS), 0)
    return "task" in kinds[:units]


def _holds_tasks_and_times(header: str) -> bool:
    """Whether the cells below a header say tasks and then by when: 工作任务及完成时限."""
    first, *others = [header_words().get(part) for part in _PARTS.split(header)]
    return first == "task" and "deadline" in others


def find_header(grid: Grid, above: int = 0, *, owned: bool = False) -> tuple[int, list[Column]] | None:
    """The first data row and the columns, from the rows at the top that name columns.

    The header is one of the first rows of several cells, not of those `above`; `owned`: units over the
    table have its tasks.
    """
    wide = (row for row in range(above, grid.height) if sum(map(bool, map(grid.text, grid.row(row)))) > 1)
    for top in islice(wide, _HEADER_ROWS):
        if _is_header_row(grid, top):
            first = top + 1
            while first < min(top + _HEADER_ROWS, grid.height) and _is_of_header(grid, top, first):
                first += 1
            columns = _with_numbers(grid, first, _columns(grid, top, first))
            columns = _with_divisions(grid, first, _without_owners_of_things(grid, first, columns))
            said = {grid.text(cell) for row in range(top, first) for cell in grid.row(row)}
            if _is_catalogue(grid, first, columns, said):
                return first, [replace(one, kind="note") for one in columns]
            columns = _with_tasks(_without_owners_of_bodies(columns, said))
            columns = _without_classes(grid, first, without_details(columns))
            return first, columns if owned else _with_owners(_with_units(grid, first, columns))
    return None


def names_owners(columns: Iterable[Column]) -> bool:
    """Whether a column says who owns the rows."""
    return any(column.kind in ("lead", "responsible", "mark") for column in columns)


def _is_of_header(grid: Grid, top: int, row: int) -> bool:
    """Whether a row below a header row is one too: it names columns, or a cell above reaches into it."""
    merged = any(top <= cell.row < row for cell in grid.row(row))
    return merged or _is_header_row(grid, row, below=True) or (row == top + 1 and _names_parts(grid, row))


def _names_parts(grid: Grid, row: int) -> bool:
    """Whether a row names the parts of merged headers, which left empty cells: 目标值| over 2024年|2025年.

    It says nothing below the number, the task and the units, but where these have parts.
    """
    above = [grid.text(grid.cell(row - 1, at)) for at in range(grid.width)]
    texts = {at: text for at in range(grid.width) if (text := grid.text(grid.cell(row, at)))}
    if any(len(text) > _LONGEST_HEADER or _ROW_NUMBER.fullmatch(text) for text in texts.values()):
        return False
    empty = {at for at, text in enumerate(above) if not text}
    whole = {at for at in range(grid.width) if not empty & {at, at + 1}}
    named = {at for at in whole if column_kind(above[at]) in ("number", "task", *UNIT_KINDS)}
    return bool(named) and not empty.isdisjoint(texts) and named.isdisjoint(texts)


def _with_numbers(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """Where no column counts the rows, one of nothing but numbers does that has no header of its own.

    What stands before it below the same header is the class of what it counts.
    """
    if any(column.kind == "number" for column in columns):
        return columns
    shared = {one.header for one, other in pairwise(columns) if one.header and one.header == other.header}
    nameless = [one for one in columns if not one.header or one.header in shared]
    number = next((one for one in nameless if _counts_rows(grid, first, one.index)), None)
    if number is None:
        return columns
    at = columns.index(number)
    before, behind = columns[:at], columns[at + 1 :]
    if any(column.kind == "task" for column in behind):
        before = [replace(one, kind="group") if one.header == number.header else one for one in before]
    return [*before, replace(number, kind="number"), *behind]


def _counts_rows(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on single cells hold nothing but numbers that count on from 1."""
    cells = [grid.cell(row, column) for row in range(first, grid.height)]
    texts = [grid.text(cell) for cell in dict.fromkeys(cells) if cell and cell.columns == 1]
    printed = [text for text in texts if text]
    if not printed or not all(map(_ROW_NUMBER.fullmatch, printed)):
        return False
    numbers = [int(text.strip("（）〔〕.、")) for text in printed]
    return numbers[0] == 1 and all(two in (1, one + 1) and one != two for one, two in pairwise(numbers))


def _with_divisions(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """Beside other tasks, duties told of bodies (职责分工: A负责指导，B负责实施) say who has the tasks."""
    shared = load("headers")["shared"]
    tasks = any(one.kind == "task" and one.header not in shared for one in columns)
    if not tasks or names_owners(columns):
        return columns
    return [
        replace(one, kind="responsible")
        if one.kind == "task" and one.header in shared and tells_duties(grid, first, one.index)
        else one
        for one in columns
    ]


def _without_owners_of_things(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """A bare 单位 beside names of things says whose they are: 水库名称|单位, 项目名称|单位|金额.

    With a limit, or without figures beside a name of projects, it says who does them.
    """
    kinds = {column.kind for column in columns}
    tasks = [column for column in columns if column.kind == "task"]
    words = load("headers")
    if "deadline" in kinds or any(column.header not in words["things"] for column in tasks):
        return columns
    if not tasks and "document_title" not in kinds:
        return columns
    figures = any(one.kind == "note" and holds_figures(grid, first, one.index) for one in columns)
    if tasks and not figures:
        return columns
    return [
        replace(one, kind=ASIDE) if one.kind in UNIT_KINDS and one.header in words["vague"] else one
        for one in columns
    ]


def _is_catalogue(grid: Grid, first: int, columns: list[Column], said: set[str]) -> bool:
    """Whether a table lists powers, services or what is made public: 职权名称|实施主体. It hands nothing out.

    Where somebody leads or helps, or something is to be done by a day, it is none.
    """
    words = load("headers")["catalogue"]
    if not any(map(names_catalogued, said)) or any(one.kind in ("lead", "support") for one in columns):
        return False
    times = {*words["whole"], *words["times"]}
    due = [one for one in columns if one.kind == "deadline"]
    return all(one.header in times and not holds_days(grid, first, one.index) for one in due)


def _without_owners_of_bodies(columns: list[Column], said: set[str]) -> list[Column]:
    """A list of bodies or people hands nothing out, though it says who oversees them, or whose they are.

    养老机构名称|地址|类别|主管部门, 姓名|单位及职务, 河流名称|河长|责任单位. It has no tasks and no limits.
    """
    kinds = {column.kind for column in columns}
    listed = any(map(names_listed, said)) or _lists_people(columns)
    if not kinds.isdisjoint(("task", "deadline")) or not listed:
        return columns
    over = {**dict.fromkeys(UNIT_KINDS, ASIDE), "group": "note"}
    return [replace(one, kind=over.get(one.kind, one.kind)) for one in columns]


def _lists_people(columns: list[Column]) -> bool:
    """Whether a column holds names of people, and those of units only say whose they are."""
    words = load("headers")
    units = [one.header for one in columns if one.kind in UNIT_KINDS]
    whose = all(header in words["vague"] or header_says(header).people for header in units)
    return whose and any(one.header in words["people"] for one in columns)


def _with_tasks(columns: list[Column]) -> list[Column]:
    """Where no column is of tasks, those of their classes (领域, 类别) are, or of documents to be made."""
    kinds = {column.kind for column in columns}
    if "task" in kinds:
        return columns
    instead = "group" if "group" in kinds or "document_number" in kinds else "document_title"
    return [replace(column, kind="task") if column.kind == instead else column for column in columns]


def without_details(columns: list[Column]) -> list[Column]:
    """Columns that tell more of what another says, or when something else was, are notes.

    责任事项 beside 职权名称, 来文时间 beside 办理时限.
    """
    main = {column.kind for column in columns if not tells_more(column.header)}
    return [
        replace(one, kind="note") if one.kind in main and tells_more(one.header) else one for one in columns
    ]


def _without_classes(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """Names of actions and indicators (行动名称, 一级指标) are classes of the tasks in another column.

    So are numbered groups of numbered tasks. Where there is no other, or only one of what is to be
    reached, the last of them is that of the tasks.
    """
    words = load("headers")
    tasks = [column for column in columns if column.kind == "task"]
    classes = [
        column
        for column, other in zip_longest(tasks, tasks[1:])
        if column.header in words["classes"]
        or (other and holds_groups(grid, first, column.index, other.index))
    ]
    others = [column for column in tasks if column.header not in (*words["classes"], *words["targets"])]
    own = classes and any(not holds_values(grid, first, column.index) for column in others)
    over = classes if own else classes[:-1]
    return [replace(one, kind="group") if one in over else one for one in columns]


def _with_units(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """Where no header speaks of units, the one column of nothing but single bodies holds them."""
    kinds = {column.kind for column in columns}
    if not kinds.isdisjoint((*UNIT_KINDS, ASIDE, "mark", "document_number")):
        return columns
    silent = [one for one in columns if one.kind in ("group", "note", "remark", "task")]
    units = [one for one in silent if only_bodies(grid, first, one.index)]
    if len(units) != 1:
        return columns
    classes = [replace(one, kind="group") if one.header == units[0].header else one for one in columns]
    if not any(one.kind == "task" for one in classes):
        return columns
    classes[columns.index(units[0])] = replace(units[0], kind="responsible")
    return classes


def _with_owners(columns: list[Column]) -> list[Column]:
    """Inner divisions (责任科室, 配合科室) have the tasks where no column is of anybody else."""
    if any(column.kind in (*UNIT_KINDS, "mark") and not is_inner(column.header) for column in columns):
        return columns
    return [
        replace(column, kind=str(role_of_stem(column.header))) if is_inner(column.header) else column
        for column in columns
    ]


def _is_header_row(grid: Grid, row: int, *, below: bool = False) -> bool:
    cells = [cell for cell in grid.row(row) if grid.text(cell)]
    if below:
        cells = [cell for cell in cells if cell.row == row]
    if any(_ROW_NUMBER.fullmatch(grid.text(cell)) for cell in cells[:1]):
        return False
    known = [cell for cell in cells if _may_head(grid.text(cell))]
    if any(column_kind(grid.text(cell)) == "task" for cell in known):
        known += [cell for cell in cells if cell not in known and _marked_kind(grid, row + 1, cell)]
    if below:
        known += [cell for cell in cells if cell not in known and _part_of_units(grid, cell.row, cell.column)]
        return len(cells) > 1 and len(known) == len(cells)
    kinds = {column_kind(grid.text(cell)) for cell in known}
    sure = {"number", "task"} <= kinds and not kinds.isdisjoint(UNIT_KINDS)
    return len(known) > 1 and (sure or len(known) * 2 >= len(cells))


def _may_head(text: str) -> bool:
    """Whether a cell names a column; a sentence does not, and 填报时间：… is a field of a form."""
    return len(text) <= _LONGEST_HEADER and not _SENTENCE.search(text) and column_kind(text) is not None


def _part_of_units(grid: Grid, row: int, column: int) -> str | None:
    """The role that a cell below a header of units names by a word alone: 主办 below 责任单位."""
    above = (grid.text(grid.cell(row - 1, at)) for at in range(column, -1, -1))
    if row == 0 or column_kind(next(filter(None, above), "")) not in UNIT_KINDS:
        return None
    text = grid.text(grid.cell(row, column))
    headers = load("headers")
    words = {role: [*headers["told"][role], *headers["parts"].get(role, [])] for role in _PARTS_OF_UNITS}
    return next((role for role, known in words.items() if text in known), None)


def _marked_kind(grid: Grid, first: int, cell: Cell) -> str | None:
    """What the cells below `cell`, a header, mark: who does a task (mark) or by when (when)."""
    header = grid.text(cell)
    known = column_kind(header)
    if cell.columns > 1 or (names_a_year(header) and known not in (None, "deadline")):
        return None
    if names_a_time(header):
        return "when" if marks_times(grid, first, cell.column, header) else None
    return "mark" if names_a_unit(header) and not known and marks_units(grid, first, cell.column) else None


def _columns(grid: Grid, top: int, first: int) -> list[Column]:
    columns = list(_each_column(grid, top, first))
    if not any(column.kind == "mark" for column in columns):
        return columns
    lowest = [grid.cell(first - 1, index) for index in range(grid.width)]
    return [
        replace(column, kind="mark", header=grid.text(cell), cell=cell)
        if cell and not column.header and names_a_unit(grid.text(cell))
        else column
        for column, cell in zip(columns, lowest, strict=True)
    ]


def _each_column(grid: Grid, top: int, first: int) -> Iterator[Column]:
    for index in range(grid.width):
        headers = [grid.text(grid.cell(row, index)) for row in range(first - 1, top - 1, -1)]
        if first - top > 1 and (part := _part_of_units(grid, first - 1, index)):
            yield Column(index, part, headers[0])
            continue
        known = next((header for header in headers if column_kind(header)), "")
        kind = column_kind(known) if known else None
        lowest = grid.cell(first - 1, index)
        marked = _marked_kind(grid, first, lowest) if lowest else None
        if kind == "deadline" and headers[0] != known and names_a_year(headers[0]):
            marked = "when"
        if marked:
            yield Column(index, marked, headers[0], lowest, kind)
            continue
        if (kind == "task" or names_a_time(known)) and holds_figures(grid, first, index):
            kind = "note"
        words = load("headers")
        alone = without_brackets(known) in lone_words()
        unsure = kind in UNIT_KINDS and (known in words["vague"] or alone)
        if unsure and not (holds_units(grid, first, index) or (alone and tells_duties(grid, first, index))):
            kind = "note"
        if kind == "deadline" and alone and not holds_times(grid, first, index):
            kind = "note"
        if known in words["shared"] and holds_only_units(grid, first, index):
            kind = "responsible"
        yield Column(index, kind or "note", known)

"""What each column of a table holds, settled by what the others hold and by what stands in them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from kg.find.tables.captions import is_of_tasks
from kg.find.tables.columns import ASIDE, ROW_NUMBER, UNIT_KINDS, Column, names_owners
from kg.find.tables.grid import Grid
from kg.find.tables.header_words import (
    calls_tasks,
    lone_kind,
    names_catalogued,
    names_documents,
    tells_more,
    title_headers,
)
from kg.find.tables.held import (
    holds_days,
    holds_groups,
    holds_only_times,
    says_more,
)
from kg.find.tables.matrix import holds_values
from kg.find.tables.owner_columns import (
    beside_owners,
    with_divisions,
    with_inspected,
    with_involved,
    with_owners,
    with_roles,
    with_senders,
    with_units,
    without_days_of_checks,
    without_owners_of_bodies,
    without_owners_of_duties,
    without_owners_of_results,
    without_owners_of_things,
)
from kg.lexicon import load
from kg.words.columns import names_when_done, vague_headers
from kg.words.times import tells_what_happened, tells_what_was_before, tells_when_begun


def settled(grid: Grid, first: int, columns: list[Column], said: set[str], *, owned: bool) -> list[Column]:
    """The columns with their kinds settled by one another; the rows of the table begin at `first`.

    `said`: the words of the header. `owned`: units over the table have its tasks.
    """
    columns = with_roles(grid, first, _with_numbers(grid, first, columns))
    columns = with_involved(beside_owners(_without_progress(with_senders(columns))))
    columns = with_inspected(grid, first, without_days_of_checks(columns))
    columns = without_owners_of_things(grid, first, columns)
    columns = without_owners_of_results(grid, first, columns)
    columns = without_owners_of_duties(_without_places(columns), said)
    columns = with_divisions(grid, first, columns)
    if is_catalogue(grid, first, columns, said):
        return [replace(one, kind="note") for one in columns]
    columns = _without_days_of_things(without_owners_of_bodies(columns, said))
    columns = _with_text_between(grid, first, columns)
    columns = _with_tasks(grid, columns)
    parted = _are_parted(grid, first, columns)
    columns = told_behind(columns, title_headers(), parted=parted)
    columns = columns if parted else _told_behind_limits(columns)
    columns = _without_classes(grid, first, without_details(_with_years(columns)))
    columns = columns if owned else with_owners(with_units(grid, first, columns))
    return _with_limits(grid, first, columns)


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
    if not printed or not all(map(ROW_NUMBER.fullmatch, printed)):
        return False
    numbers = [int(text.strip("（）〔〕.、")) for text in printed]
    return numbers[0] == 1 and all(two in (1, one + 1) and one != two for one, two in pairwise(numbers))


def _without_progress(columns: list[Column]) -> list[Column]:
    """What stands behind the progress of owned tasks tells how they go: 任务|责任单位|进展情况|下一步措施."""
    ends = tuple(load("headers")["progress"])
    kinds: set[str] = set()
    for at, column in enumerate(columns):
        if column.header.endswith(ends) and "task" in kinds and not kinds.isdisjoint(UNIT_KINDS):
            behind = (replace(one, kind="note") if one.kind == "task" else one for one in columns[at:])
            return [*columns[:at], *behind]
        kinds.add(column.kind)
    return columns


def _without_places(columns: list[Column]) -> list[Column]:
    """A bare 乡镇 before the tasks says where they are, where the columns behind them say who has them."""
    places = load("headers")["places"]
    tasks = next((at for at, one in enumerate(columns) if one.kind == "task"), 0)
    owned = any(names_owners([one]) and one.header not in places for one in columns[tasks:])
    return [
        replace(one, kind=ASIDE) if owned and at < tasks and one.header in places else one
        for at, one in enumerate(columns)
    ]


def is_catalogue(grid: Grid, first: int, columns: Sequence[Column], said: set[str]) -> bool:
    """Whether a table lists powers, services or what is made public: 职权名称|实施主体. It hands nothing out.

    Where somebody leads or helps, tasks are called so, or something is to be done by a day, it is none.
    """
    words = load("headers")["catalogue"]
    tasks = [one.header for one in columns if one.kind == "task" and not names_catalogued(one.header)]
    if not any(map(names_catalogued, said)) or any(one.kind in ("lead", "support") for one in columns):
        return False
    if any(calls_tasks(header) or header.endswith(tuple(words["aims"])) for header in tasks):
        return False
    times = {*words["whole"], *words["times"]}
    due = [one for one in columns if one.kind == "deadline"]
    return all(one.header in times and not holds_days(grid, first, one.index) for one in due)


def _without_days_of_things(columns: list[Column]) -> list[Column]:
    """When things were finished is no limit beside those who had them built: 系统名称|建设单位|建成时间."""
    kinds = {column.kind for column in columns}
    if not kinds.isdisjoint(("task", "lead", "responsible", "mark")) or "other" not in kinds:
        return columns
    return [
        replace(one, kind="note") if one.kind == "deadline" and names_when_done(one.header) else one
        for one in columns
    ]


def _with_text_between(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """Longer texts below words nobody knows, between a short name of work and its owners, tell the task.

    行业领域|整治靶向|责任部门. What is told of the matter itself (政策依据, 有关现状) is none, nor is where
    it is behind a mere class.
    """
    words = load("headers")
    units = next((at for at, one in enumerate(columns) if names_owners([one])), 0)
    if not names_owners(one for one in columns if one.header not in vague_headers()):
        return columns
    over = "task" if any(one.kind == "task" for one in columns) else "group"
    apart = (*words["told_beside"], *(words["told_where"] if over == "group" else ()))
    between = {
        other: printed
        for one, other in pairwise(columns[:units])
        if one.kind == over and other.kind == "note" and not other.header
        if (printed := grid.text(grid.cell(first - 1, other.index))) and not printed.endswith(apart)
        if says_more(grid, first, other.index, one.index)
    }
    return [replace(one, kind="task", header=between[one]) if one in between else one for one in columns]


def _with_tasks(grid: Grid, columns: list[Column]) -> list[Column]:
    """Where no column is of tasks, those of their classes (领域, 类别) are, or of documents to be made.

    Names of any other things (文物名称) are only where a limit, helpers or the title say that they are to do.
    """
    kinds = {column.kind for column in columns}
    if "task" in kinds:
        return columns
    if kinds.isdisjoint(("group", "document_number", "document_title")):
        return _with_the_unknown(columns)
    titled = "document_title" in kinds and "document_number" not in kinds
    instead = "document_title" if titled else "group"
    named = [column.header for column in columns if column.kind == instead]
    told = not kinds.isdisjoint(("lead", "support", "deadline", "mark")) or is_of_tasks(grid)
    if titled and not told and not any(map(names_documents, named)):
        return columns
    return [replace(column, kind="task") if column.kind == instead else column for column in columns]


def _with_the_unknown(columns: list[Column]) -> list[Column]:
    """The only column called as nobody knows holds the tasks, if others say who has them and by when."""
    unknown = [column for column in columns if not column.header]
    owned = any(names_owners([one]) and one.header not in vague_headers() for one in columns)
    if len(unknown) != 1 or not owned or all(one.kind != "deadline" for one in columns):
        return columns
    return [replace(one, kind="task") if one in unknown else one for one in columns]


def without_details(columns: list[Column]) -> list[Column]:
    """Columns that tell more of what another says, or when something else was, are notes.

    责任事项 behind 职权名称, 验收时间 beside 办理时限, 来文时间, 整改完成时间 beside 整改时限.
    """
    due_tails = tuple(load("headers")["due_tails"])
    limited = any(one.kind == "deadline" and one.header.endswith(due_tails) for one in columns)
    main = {column.kind for column in columns if not tells_more(column.header)}
    tasks = next((at for at, one in enumerate(columns) if one.kind == "task"), 0)
    return [
        replace(one, kind="note")
        if tells_what_was_before(one.header)
        or tells_when_begun(one.header)
        or (limited and one.kind == "deadline" and names_when_done(one.header))
        or (one.kind in main and tells_more(one.header) and at != tasks)
        else one
        for at, one in enumerate(columns)
    ]


def told_behind(columns: list[Column], names: Container[str], *, parted: bool = False) -> list[Column]:
    """Where the name of a thing (one of `names`) is the task, what is told of it behind units is a remark.

    项目名称|责任单位|年度主要工作. So are measures behind the units of what is called a task:
    工作任务|责任单位|推进措施; but not where tasks are `parted`, several rows of measures beside one of them.
    What is asked of the units is one behind all but what is wrong: 工作内容|责任部门|工作要求; so is what a
    project is to reach: 重点项目|责任单位|目标任务.
    """
    words = load("headers")
    tasks = next((place for place, one in enumerate(columns) if one.kind == "task"), 0)
    units = next((place for place, one in enumerate(columns) if one.kind in UNIT_KINDS), 0)
    behind = [one for one in columns[units:] if one.kind == "task" and not one.cell]
    header = columns[tasks].header
    called = calls_tasks(header) and not any(calls_tasks(one.header) for one in behind)
    if units < tasks or header.endswith(tuple(words["problems"])):
        return columns
    if parted or not (called or header in names):
        asked = (*words["demands"], *(words["reached"] if header.endswith(tuple(words["things"])) else ()))
        behind = [one for one in behind if one.header.endswith(asked)]
    return [replace(one, kind="remark") if one in behind else one for one in columns]


def _told_behind_limits(columns: list[Column]) -> list[Column]:
    """Measures behind the limits of what is called a task are remarks: 主要任务|时限|工程措施|责任单位."""
    units = next((at for at, one in enumerate(columns) if one.kind in UNIT_KINDS), 0)
    limits = next((at for at, one in enumerate(columns[:units]) if one.kind == "deadline"), 0)
    called = [
        one.kind == "task" and (calls_tasks(one.header) or one.header in title_headers())
        for one in columns[:units]
    ]
    if not any(called[:limits]) or any(called[limits:]):
        return columns
    return [
        replace(one, kind="remark") if limits < at < units and one.kind == "task" and not one.cell else one
        for at, one in enumerate(columns)
    ]


def _are_parted(grid: Grid, first: int, columns: Sequence[Column]) -> bool:
    """Whether a cell of the first column of tasks stands beside several of another, or an empty one does."""
    tasks = [column.index for column in columns if column.kind == "task"]
    if len(tasks) < 2:
        return False
    rows = range(first, grid.height)
    named = [grid.cell(row, tasks[0]) for row in rows]
    told = [any(grid.text(grid.cell(row, at)) for at in tasks[1:]) for row in rows]
    goes_on = (one is other or not grid.text(other) for one, other in pairwise(named))
    return any(more and beside for more, beside in zip(goes_on, told[1:], strict=True))


def _with_years(columns: list[Column]) -> list[Column]:
    """What several years are to reach (2024年目标) is due in them, be it figures or in words.

    Where no other column tells the tasks, those of the years are the tasks.
    """
    yearly = [one for one in columns if one.kind in ("task", "note") and one.cell]
    if len(yearly) < 2:
        return [replace(one, cell=None) if one in yearly else one for one in columns]
    if not any(one.kind == "task" for one in columns if one not in yearly):
        return columns
    return [replace(one, kind="when") if one in yearly else one for one in columns]


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


def _with_limits(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """Where no column is of limits, the only one of nothing but times that is called as nobody knows is.

    What is called after something that happened (检查日期) is none.
    """
    kinds = {column.kind for column in columns}
    if "task" not in kinds or not kinds.isdisjoint(("deadline", "when")) or not names_owners(columns):
        return columns
    unsure = [one for one in columns if not one.header or lone_kind(one.header) == "remark"]
    strange = [one for one in unsure if holds_only_times(grid, first, one.index)]
    words = [grid.text(grid.cell(first - 1, one.index)) for one in strange]
    if len(strange) != 1 or any(tells_what_happened(one) or tells_what_was_before(one) for one in words):
        return columns
    return [replace(one, kind="deadline") if one in strange else one for one in columns]

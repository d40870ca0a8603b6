"""Which columns say who has the tasks of a table, and which only whose things are."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.find.tables.captions import is_assigned, is_of_results
from kg.find.tables.columns import ASIDE, DOERS, ROLE, UNIT_KINDS, Column, names_owners
from kg.find.tables.grid import Grid
from kg.find.tables.header_words import (
    calls_tasks,
    names_faulty,
    names_involved,
    names_listed,
    names_papers,
    names_sums,
    told_of_things,
    without_brackets,
)
from kg.find.tables.held import (
    holds_bodies,
    holds_unnamed_units,
    only_bodies,
    tells_duties,
)
from kg.find.tables.matrix import holds_figures, holds_roles
from kg.find.tables.unit_cells import header_says
from kg.lexicon import load, one_of
from kg.words.columns import names_checked, vague_headers
from kg.words.roles import is_inner, role_of_label, role_of_stem


def with_roles(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """Beside units, a column of nothing but words for several roles says how those of its row stand."""
    told = [
        one
        for one in columns
        if one.kind in (*UNIT_KINDS, "note", "group", "task") and holds_roles(grid, first, one.index)
    ]
    if len(told) != 1 or not any(one.kind in UNIT_KINDS for one in columns if one not in told):
        return columns
    return [replace(one, kind=ROLE) if one in told else one for one in columns]


def with_divisions(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
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


def without_owners_of_things(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """A bare 单位 beside names of things says whose they are: 水库名称|单位, 项目名称|单位|金额.

    So does 项目单位, unless somebody else has the projects. With a limit, or without figures beside a name
    of projects, it says who does them.
    """
    kinds = {column.kind for column in columns}
    tasks = [column for column in columns if column.kind == "task"]
    if any(column.header not in told_of_things() for column in tasks):
        return columns
    columns = _without_builders(columns) if tasks else columns
    if "deadline" in kinds or not (tasks or "document_title" in kinds):
        return columns
    figures = any(one.kind == "note" and holds_figures(grid, first, one.index) for one in columns)
    if tasks and not figures:
        return columns
    whose = vague_headers().union(load("headers")["whose"])
    return [
        replace(one, kind=ASIDE) if one.kind in DOERS and one.header in whose and not one.above else one
        for one in columns
    ]


def without_owners_of_results(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """Bodies of no role beside what came out of something only have it: 考核内容|单位|得分, 案例|完成单位.

    Where other bodies are listed that have it, so do all: 企业名称|奖励项目|金额|主管部门.

    So have they what is wrong (问题|单位), what money was given for, and what a list or statistics hold;
    beside nothing but such figures even those who are responsible: 项目|责任单位|补助金额.
    Where tasks are called so, or there are limits, they have tasks.
    """
    kinds = {column.kind for column in columns}
    owners = [column for column in columns if column.kind in UNIT_KINDS]
    named = [one.header for one in columns if one.kind in ("task", "group", "document_title")]
    if "deadline" in kinds or any(map(calls_tasks, named)):
        return columns
    if _tells_figures(grid, first, columns):
        return [replace(one, kind=ASIDE) if one in owners else one for one in columns]
    listed = any(names_listed(grid.text(cell)) for cell in grid.row(first - 1))
    if not (listed or all(map(_only_has, owners))):
        return columns
    made = any(name in load("headers")["results"]["works"] for name in named)
    wrong = len(named) == 1 and named[0].endswith(tuple(load("headers")["problems"]))
    if not (made or wrong or _tells_results(grid, first) or is_of_results(grid)):
        return columns
    return [replace(one, kind=ASIDE) if one in owners else one for one in columns]


def _only_has(column: Column) -> bool:
    """Whether a column is of bodies of no role, or of those that are checked: 单位, 涉及部门, 被考核单位."""
    words = load("headers")
    header = column.header
    whose = header in vague_headers().union(words["whose"], words["builders"], words["results"]["whose"])
    return not column.above and (whose or names_involved(header) or names_checked(header))


def _tells_figures(grid: Grid, first: int, columns: list[Column]) -> bool:
    """Whether figures are all that is told of things with owners: what was given for them, or came of them.

    Nobody leads or helps there, nothing is to be reached, and the title calls nothing a task.
    """
    words = load("headers")
    named = [one for one in columns if one.kind == "task" and one.header not in words["told_of_things"]]
    told = [one for one in columns if one.kind in ("note", "when", "task") and one not in named]
    printed = {one: without_brackets(grid.text(grid.cell(first - 1, one.index))) for one in told}
    told = [one for one in told if printed[one] not in words["told_of_things"]]
    owned = any(one.kind in ("responsible", "other") for one in columns)
    led = any(one.kind in ("lead", "support", "mark") or one.above for one in columns)
    aims = any(printed[one].endswith(tuple(words["targets"])) for one in told)
    if not (owned and told) or led or aims or len(named) > 1 or is_assigned(grid):
        return False
    if not all(holds_figures(grid, first, one.index) for one in told):
        return False
    given = tuple(words["results"]["given"])
    return is_of_results(grid) or any(printed[one].endswith(given) for one in told)


def _tells_results(grid: Grid, first: int) -> bool:
    """Whether a column holds what came out of something, or sums of money."""
    words = load("headers")["results"]["headers"]
    printed = {column: grid.text(grid.cell(first - 1, column)) for column in range(grid.width)}
    sums = (column for column, text in printed.items() if names_sums(text))
    results = [column for column, text in printed.items() if without_brackets(text) in words]
    told = any(grid.text(grid.cell(row, column)) for column in results for row in range(first, grid.height))
    return told or any(holds_figures(grid, first, column) for column in sums)


def _without_builders(columns: list[Column]) -> list[Column]:
    """Who builds things that cost so much has them, where nobody else does: 项目名称|总投资|业主单位."""
    builders = load("headers")["builders"]
    units = [column for column in columns if column.kind in UNIT_KINDS]
    if any(one.header not in builders for one in units) or not any(names_sums(one.header) for one in columns):
        return columns
    return [replace(one, kind=ASIDE) if one in units else one for one in columns]


def beside_owners(columns: list[Column]) -> list[Column]:
    """Who has a project (项目单位) stands beside who is responsible for it, where a column says who is."""
    whose = load("headers")["whose"]
    owners = [one for one in columns if one.kind in ("lead", "responsible") and one.header not in whose]
    if all(one.header in vague_headers() for one in owners):
        return columns
    return [replace(one, kind="other") if one.header in whose else one for one in columns]


def with_involved(columns: list[Column]) -> list[Column]:
    """Who is concerned (相关部门) or secures something helps, where another column says who has the tasks."""
    secures = load("headers")["secures"]
    owners = (one for one in columns if one.kind == "responsible")
    involved = [one for one in owners if names_involved(one.header) or one.header in secures]
    if not names_owners(one for one in columns if one not in involved):
        return columns
    return [replace(one, kind="support") if one in involved else one for one in columns]


def with_senders(columns: list[Column]) -> list[Column]:
    """Who hands in papers by a limit has to, where nobody else has them: 材料名称|提供单位|报送时限.

    The papers are the tasks, and what they are asked for is their class.
    """
    words = load("headers")
    named = [one for one in columns if one.kind in ("task", "document_title")]
    papers = [one for one in named if names_papers(one.header)]
    sends = tuple(words["senders"])
    senders = [one for one in columns if one.kind == ASIDE and one.header.startswith(sends)]
    due = any(one.kind == "deadline" for one in columns)
    if len(papers) != 1 or not senders or not due or names_owners(columns):
        return columns
    kinds = {
        **dict.fromkeys(named, "group"),
        **dict.fromkeys(papers, "task"),
        **dict.fromkeys(senders, "responsible"),
    }
    return [replace(one, kind=kinds.get(one, one.kind)) for one in columns]


def with_inspected(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """Those in whose house something is wrong have to mend it, where nobody else has: 企业名称|存在隐患.

    Something has to be done about it: by a limit (整改时限), or by measures.
    """
    ends = tuple(load("headers")["problems"])
    tasks = [one for one in columns if one.kind == "task"]
    wrong = [one for one in tasks if one.header.endswith(ends)]
    mended = len(tasks) > len(wrong) or any(one.kind == "deadline" for one in columns)
    if not (wrong and mended) or names_owners(columns):
        return columns
    others = (one for one in columns if one.kind in ("note", "document_title"))
    printed = {one: grid.text(grid.cell(first - 1, one.index)) for one in others}
    inspected = [one for one, words in printed.items() if names_listed(words) or names_faulty(words)]
    if len(inspected) != 1:
        return columns
    named = printed[inspected[0]]
    return [replace(one, kind="responsible", header=named) if one in inspected else one for one in columns]


def without_owners_of_bodies(columns: list[Column], said: set[str]) -> list[Column]:
    """A list of bodies or people hands nothing out, though it says who oversees them, or whose they are.

    养老机构名称|地址|类别|主管部门, 姓名|单位及职务, 河流名称|河长|责任单位. It has no tasks and no limits.
    """
    kinds = {column.kind for column in columns}
    listed = any(map(names_listed, said)) or _lists_people(columns)
    if not kinds.isdisjoint(("task", "deadline")) or not listed:
        return columns
    over = {**dict.fromkeys(UNIT_KINDS, ASIDE), "group": "note"}
    return [replace(one, kind=over.get(one.kind, one.kind)) for one in columns]


def without_owners_of_duties(columns: list[Column], said: set[str]) -> list[Column]:
    """A directory tells what bodies are there for and where to reach them: 单位|主要职责|地址|电话."""
    words = load("headers")
    units = [one for one in columns if one.kind in UNIT_KINDS]
    tasks = [one for one in columns if one.kind == "task"]
    duties = tasks and all(one.header.endswith(tuple(words["duties"])) for one in tasks)
    reached = not said.isdisjoint((*words["phones"], *words["addresses"]))
    bare = all(one.header in vague_headers() for one in units)
    if not (duties and reached and bare) or any(one.kind == "deadline" for one in columns):
        return columns
    return [replace(one, kind=ASIDE) if one in units else one for one in columns]


def _lists_people(columns: list[Column]) -> bool:
    """Whether a column holds names of people, and those of units only say whose they are.

    So it is too where people have telephones, and no single column may be of tasks: no class, none that
    is called as nobody knows.
    """
    words = load("headers")
    people = [one.header for one in columns if one.kind == "person"]
    strange = [one for one in columns if not one.header]
    reached = len(people) > 1 and any(header in words["phones"] for header in people)
    if reached and len(strange) != 1 and all(one.kind != "group" for one in columns):
        return True
    units = [one.header for one in columns if one.kind in UNIT_KINDS]
    whose = all(header in vague_headers() or header_says(header).people for header in units)
    return whose and any(one.header in words["people"] for one in columns)


def _unnamed_units(grid: Grid, first: int, columns: list[Column]) -> Column | None:
    """The one column without a header that holds names of units, beside one that is called after tasks."""
    if not any(one.kind == "task" and calls_tasks(one.header) for one in columns):
        return None
    units = [one for one in columns if one.kind == "note" and holds_unnamed_units(grid, first, one.index)]
    return units[0] if len(units) == 1 else None


def with_units(grid: Grid, first: int, columns: list[Column]) -> list[Column]:
    """Where no header speaks of units, the one column of nothing but single bodies holds them.

    So do those of people that hold bodies (负责人: 总务处), and the one without a header that holds nothing
    but names, beside tasks that are called so.
    """
    kinds = {column.kind for column in columns}
    if names_owners(columns) or not kinds.isdisjoint((ASIDE, "document_number")):
        return columns
    charged = [one for one in columns if one.kind == "person" and holds_bodies(grid, first, one.index)]
    if charged:
        return [
            replace(one, kind=str(role_of_label(one.header))) if one in charged else one for one in columns
        ]
    if not kinds.isdisjoint(UNIT_KINDS):
        return columns
    if unnamed := _unnamed_units(grid, first, columns):
        return [replace(one, kind="responsible") if one == unnamed else one for one in columns]
    silent = [one for one in columns if one.kind in ("group", "note", "remark", "task")]
    units = [one for one in silent if only_bodies(grid, first, one.index)]
    if len(units) != 1:
        return columns
    classes = [replace(one, kind="group") if one.header == units[0].header else one for one in columns]
    if not any(one.kind == "task" for one in classes):
        return columns
    classes[columns.index(units[0])] = replace(units[0], kind="responsible")
    return classes


def without_days_of_checks(columns: list[Column]) -> list[Column]:
    """When what is wrong was found is no limit: 存在问题|检查时间."""
    ends = tuple(load("headers")["problems"])
    if not any(one.kind == "task" and one.header.endswith(ends) for one in columns):
        return columns
    return [
        replace(one, kind="note") if one.kind == "deadline" and _checks().match(one.header) else one
        for one in columns
    ]


@cache
def _checks() -> re.Pattern[str]:
    return re.compile(one_of(load("headers")["called"]["visits"]))


def with_owners(columns: list[Column]) -> list[Column]:
    """Inner divisions (责任科室, 配合科室) have the tasks where no column is of other owners.

    So do those who check, where the tasks are what they check: 检查内容|检查单位.
    """
    units = [column for column in columns if column.kind in (*UNIT_KINDS, "mark")]
    checks = _checks()
    if units and all(column.kind == "other" and checks.search(column.header) for column in units):
        checked = any(column.kind == "task" and checks.search(column.header) for column in columns)
        return [replace(one, kind="responsible") if checked and one in units else one for one in columns]
    if names_owners(columns):
        return columns
    return [
        replace(column, kind=str(role_of_stem(column.header)))
        if column.kind != "note" and is_inner(column.header)
        else column
        for column in columns
    ]

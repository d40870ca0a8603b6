"""Task tables in another arrangement: labels beside their values.

They are arranged anew, one record a row, and then read like all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.find.documents.titles import NUMBERED
from kg.find.tables.columns import UNIT_KINDS, Column
from kg.find.tables.grid import Grid
from kg.find.tables.header_words import thing_headers, title_headers
from kg.find.tables.headers import called_kind, column_kind
from kg.find.tables.owner_columns import with_owners
from kg.find.tables.settling import is_catalogue, told_behind, without_details
from kg.lexicon import load
from kg.model import Cell, Span
from kg.words.names import is_collective
from kg.words.roles import label_pattern, named_role

_LONGEST_LABEL = 16
# so many of the rows begin with a label
_LABELLED = 0.75
_FEWEST_LABELS = 2
_LABELS_WITHIN = 3
# longer words before the labels are no number
_LONGEST_NUMBER = 6
_ABOUT = "关于"
_LONGEST_COUNT = 5
_COUNTED = re.compile(r"(?:（(?:[一二三四五六七八九十]{1,3}|\d{1,2})）|[一二三四五六七八九十]{1,3}|\d{1,2})$")
_STOPS = ("。", "；", "，")


@dataclass(slots=True)
class _Record:
    """One task: the cells below each label, and the heading over it."""

    values: dict[str, list[Cell]] = field(default_factory=dict)
    number: Cell | None = None
    group: Cell | None = None
    heading: Cell | None = None


@dataclass(frozen=True, slots=True)
class _Layout:
    """How labels stand beside values.

    Labels stand in the column `at`, below the row `header` (None: without one), which names the other
    columns of a record (`beside`). `counted`: the numbers of the first column tell records apart.
    `titled`: each record stands below a numbered row that is its task.
    """

    grid: Grid
    at: int
    header: int | None
    beside: dict[int, str]
    counted: bool
    titled: bool
    names: int | None


def upright(grid: Grid) -> tuple[Grid, list[Column]] | None:
    """The table with a row for each record, where labels (任务名称, 责任单位) stand beside their values."""
    last = min(_LABELS_WITHIN, grid.width - 1)
    rows = [row for row in range(grid.height) if len(grid.row(row)) > 1]
    layout = next((found for column in range(last) if (found := _layout(grid, rows, column))), None)
    if layout is None:
        return None
    records = list(_records(layout))
    labels = _ordered(_printed(records))
    columns = [Column(0, "number", "")] if any(record.number for record in records) else []
    if layout.titled or layout.names is not None:
        columns.append(Column(len(columns), "task", ""))
    if any(record.group for record in records):
        columns.append(Column(len(columns), "group", ""))
    columns += [
        Column(place, column_kind(label) or "note", label) for place, label in enumerate(labels, len(columns))
    ]
    kinds = {column.kind for column in columns}
    if "task" not in kinds or kinds.isdisjoint(UNIT_KINDS):
        return None
    columns = told_behind(with_owners(without_details(columns)), thing_headers() | title_headers())
    columns = _told_apart(columns) if _stand_side_by_side(records) else columns
    arranged = grid.arranged(list(_rows(records, columns)))
    return None if is_catalogue(arranged, 0, columns, set(labels)) else (arranged, columns)


def _stand_side_by_side(records: Sequence[_Record]) -> bool:
    """Whether records stand beside each other, so that between two cells of one are those of others."""
    firsts = [[cell for cells in record.values.values() for cell in cells] for record in records]
    return any(one[0].row == other[0].row for one, other in pairwise(filter(None, firsts)))


def _told_apart(columns: list[Column]) -> list[Column]:
    """The columns with one of tasks: what else is told of them may only say their limits."""
    first = next((column for column in columns if column.kind == "task"), None)
    return [
        replace(one, kind="remark") if one.kind == "task" and one is not first else one for one in columns
    ]


def _label(grid: Grid, cell: Cell | None) -> str | None:
    """The label a cell says and nothing else, without its number: 整改任务 in 整改任务一."""
    words = grid.text(cell).rstrip("：")
    if len(words) > _LONGEST_LABEL + _LONGEST_COUNT:
        return None
    words = _COUNTED.sub("", words) or words
    short = 0 < len(words) <= _LONGEST_LABEL and "：" not in words and not words.endswith(_STOPS)
    known = short and column_kind(words)
    return words if known else None


def _labels(grid: Grid, rows: list[int], at: int) -> list[str]:
    """The labels of a column; none as soon as too few of its rows have any."""
    labels, spare = list[str](), len(rows) - _LABELLED * len(rows)
    for row in rows:
        if label := _label(grid, grid.cell(row, at)):
            labels.append(label)
        elif (spare := spare - 1) < 0:
            return []
    return labels


def _layout(grid: Grid, rows: list[int], at: int) -> _Layout | None:
    """The layout where a column holds labels, among them one of tasks and one of units, the next values.

    `rows` are those of several cells. The data block at the head of a page has labels as well.
    """
    header = next((row for row in rows[:1] if _heads_labels(grid, row, at)), None)
    rows = _below(grid, rows, header)
    labels = _labels(grid, rows, at)
    if len(labels) < _FEWEST_LABELS:
        return None
    beside = [label for row in rows if (label := _label(grid, grid.cell(row, at + 1)))]
    behind = (_label(grid, cell) for row in rows for cell in grid.row(row)[at + 2 :])
    kinds = {column_kind(label) for label in (*labels, *filter(None, behind))}
    if sum(label in load("reading")["page_data"] for label in labels) > 1:
        return None
    names = rows[0] if header is None and _names_records(grid, rows, at, labels) else None
    titled = "task" not in kinds and names is None and _are_titled(grid)
    if len(beside) * 2 > len(labels) or not ("task" in kinds or titled or names is not None):
        return None
    if header is None and any(called_kind(label) and named_role(label) for label in beside):
        return None
    plain = header is None and not beside
    if not any(label_pattern().fullmatch(label) for label in labels) and not (
        plain and (kinds & set(UNIT_KINDS) or _pairs(grid, rows, at))
    ):
        return None
    named = _beside(grid, header, at) if header is not None else {}
    return _Layout(grid, at, header, named, _are_counted(grid, rows, at), titled, names)


def _names_records(grid: Grid, rows: list[int], at: int, labels: list[str]) -> bool:
    """Whether the first row says what is done behind an empty corner, where no label is of tasks."""
    corner = grid.cell(rows[0], at)
    values = [cell for cell in grid.row(rows[0]) if cell.column > at]
    told = len(values) > 1 and all(map(grid.text, values)) and not grid.text(corner)
    return told and all(column_kind(label) != "task" for label in labels) and not _pairs(grid, rows, at)


def _are_titled(grid: Grid) -> bool:
    """Whether rows of one cell with a number head all others: 1.治理污水 over 牵头单位|A|责任单位|B."""
    filled = [[cell for cell in grid.row(row) if grid.text(cell)] for row in range(grid.height)]
    rows = [row for row in filled if row]
    heads = [len(row) == 1 for row in rows]
    numbered = all(NUMBERED.match(grid.text(row[0])) for row in rows if len(row) == 1)
    apart = not any(one and other for one, other in pairwise(heads))
    return numbered and apart and sum(heads) > 1 and heads[0] and not heads[-1]


def _below(grid: Grid, rows: Sequence[int], header: int | None) -> list[int]:
    """The rows without the header and where it is printed again."""
    if header is None:
        return list(rows)
    said = [grid.text(cell) for cell in grid.row(header)]
    return [row for row in rows if [grid.text(cell) for cell in grid.row(row)] != said]


def _heads_labels(grid: Grid, row: int, at: int) -> bool:
    """Whether a row is the header of labels and values: 序号|项目|内容."""
    label, value = grid.cell(row, at), grid.cell(row, at + 1)
    numbers = at > 0 and column_kind(grid.text(grid.cell(row, 0))) == "number"
    return numbers or label is value or grid.text(value) in load("headers")["values"]


def _beside(grid: Grid, header: int, at: int) -> dict[int, str]:
    """What the header calls the columns before the labels and behind the values, but for numbers."""
    value = grid.cell(header, at + 1)
    behind = value.column + value.columns if value else at + 2
    cells = ((column, grid.cell(header, column)) for column in range(grid.width))
    return {
        column: grid.text(cell)
        for column, cell in cells
        if (column < at or column >= behind) and cell and grid.text(cell) and cell.column == column
        if column_kind(grid.text(cell)) != "number"
    }


def _are_counted(grid: Grid, rows: Sequence[int], at: int) -> bool:
    """Whether what stands before the labels counts records, not their rows: it is seldom a new one."""
    if at == 0:
        return False
    texts = [text for row in rows if (text := grid.text(grid.cell(row, 0)))]
    return 0 < sum(one != other for one, other in pairwise(["", *texts])) * 2 <= len(rows)


def _pairs(grid: Grid, rows: Sequence[int], at: int) -> bool:
    """Whether rows go on with another label behind the first value: no name of a record, no class of bodies.

    任务名称|扩建小学|责任单位|区教育局, but not 任务名称|城市更新行动|清河治理工程.
    """
    behind = ((row, grid.text(cell).rstrip("：")) for row in rows for cell in grid.row(row)[at + 2 :])
    labels = ((row, words) for row, words in behind if called_kind(words) and not _names_all(words))
    return any(
        called_kind(words) != "group" or column_kind(grid.text(grid.cell(row, at))) != "group"
        for row, words in labels
    )


def _records(layout: _Layout) -> Iterator[_Record]:
    """The records from top to bottom: the first label or a new number comes where another begins."""
    grid, at = layout.grid, layout.at
    rows = _below(grid, range(grid.height), layout.header)
    paired = not layout.beside and _pairs(grid, rows, at)
    several: list[_Record] = []
    heading: Cell | None = None
    for row in rows:
        cells = grid.row(row)
        label = _label(grid, grid.cell(row, at)) or (None if paired else _unknown_label(layout, row))
        if label is None and len(cells) < 2:
            heading = cells[0] if cells else heading
            continue
        values = [cell for cell in cells if cell.column > at and cell.column not in layout.beside]
        if row == layout.names:
            several = [_Record(heading=cell) for cell in values]
            continue
        if not several or _begins_anew(layout, several[0], label, row, heading):
            yield from several
            several = [_Record(heading=heading)]
        if paired or label is None:
            _take_pairs(grid, several[0], label, values)
        else:
            several += [_Record(heading=heading) for _ in range(len(values) - len(several))]
            for record, cell in zip(several, values, strict=False):
                record.values.setdefault(label, []).append(cell)
        _take_beside(layout, several[0], row)
    yield from several


def _unknown_label(layout: _Layout, row: int) -> str | None:
    """Short words in the place of a label that are none we know: their value is no part of the task."""
    cell = layout.grid.cell(row, layout.at)
    words = layout.grid.text(cell).rstrip("：")
    own = cell is not None and cell.columns == 1
    return words if own and 0 < len(words) <= _LONGEST_LABEL else None


def _begins_anew(layout: _Layout, record: _Record, label: str | None, row: int, heading: Cell | None) -> bool:
    """Whether a row has the next number, or the first label of a record again, not one merged over rows."""
    if layout.names is not None:
        return False
    if layout.titled:
        return heading is not record.heading
    number = layout.grid.cell(row, 0)
    if layout.counted and layout.grid.text(number):
        return layout.grid.text(number) != layout.grid.text(record.number or record.group)
    cell = layout.grid.cell(row, layout.at)
    return label is not None and label == next(iter(record.values), None) and (not cell or cell.row == row)


def _take_beside(layout: _Layout, record: _Record, row: int) -> None:
    """What stands before the label of a row and behind its value: columns with names, a number, a group."""
    for column in {*layout.beside, *range(layout.at)}:
        cell = layout.grid.cell(row, column)
        words = layout.grid.text(cell)
        if cell is None or not words:
            continue
        if label := layout.beside.get(column):
            cells = record.values.setdefault(label, [])
            cells += [] if cell in cells[-1:] else [cell]
        elif len(words) <= _LONGEST_NUMBER and any(map(str.isnumeric, words)):
            record.number = record.number or (cell if layout.counted else None)
        else:
            record.group = record.group or cell


def _take_pairs(grid: Grid, record: _Record, label: str | None, cells: list[Cell]) -> None:
    """Values behind their labels; a value without one belongs to the label before it."""
    label = label or next(reversed(record.values), None)
    waits = True
    for cell in cells:
        said = _label(grid, cell)
        if said and not (waits and label and (len(cells) == 1 or _is_value_of(said, label))):
            label, waits = said, True
        elif label:
            record.values.setdefault(label, []).append(cell)
            waits = False


def _is_value_of(words: str, label: str) -> bool:
    """Whether words right behind a label are no label: 配合单位|各乡镇, 督办事项|关于道路积水的问题.

    Nor are those that only hold the name of a column: 任务名称|建成示范项目.
    """
    if words.startswith(_ABOUT) or not called_kind(words):
        return True
    return column_kind(label) in UNIT_KINDS and _names_all(words)


def _names_all(words: str) -> bool:
    """Whether words that may be a label name all bodies of a kind: 各单位, 相关部门."""
    return is_collective(words) and named_role(words) is None


def _printed(records: list[_Record]) -> list[str]:
    """The labels of all records in the order in which their values are first printed."""
    places: dict[str, int] = {}
    for record in records:
        for label, cells in record.values.items():
            places.setdefault(label, cells[0].span.start)
    return sorted(places, key=places.__getitem__)


def _ordered(labels: list[str]) -> list[str]:
    """The labels in printed order, but units behind the task, for a record without them has none."""
    tasks = next((at for at, label in enumerate(labels) if column_kind(label) == "task"), 0)
    early = [label for label in labels[:tasks] if column_kind(label) in UNIT_KINDS]
    return [label for label in labels if label not in early] + early


def _rows(records: list[_Record], columns: list[Column]) -> Iterator[Cell]:
    titled = any(column.kind == "task" and not column.header for column in columns)
    row = 0
    heading: Cell | None = None
    for record in records:
        if record.heading is not None and record.heading is not heading and not titled:
            heading = record.heading
            yield Cell(heading.span, row, 0, 1, len(columns))
            row += 1
        unnamed = {"number": record.number, "group": record.group, "task": record.heading}
        for column in columns:
            cells = record.values.get(column.header, []) if column.header else [unnamed[column.kind]]
            said = [cell.span for cell in cells if cell is not None]
            if said:
                yield Cell(Span(said[0].start, said[-1].end), row, column.index)
        row += 1

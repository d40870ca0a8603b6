"""Task tables in another arrangement: labels beside their values, the same columns side by side twice.

They are arranged anew, one record a row, and then read like all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.find.grid import Grid
from kg.find.headers import UNIT_KINDS, Column, column_kind
from kg.lexicon import load
from kg.model import Cell, Span

_LONGEST_LABEL = 16
# so many of the rows begin with a label
_LABELLED = 0.75
_FEWEST_LABELS = 2


# ---------------------------------------------------------------- the same columns several times


def side_by_side(grid: Grid, first: int, columns: Sequence[Column]) -> tuple[Grid, list[Column]] | None:
    """The table with one set of columns, where its header says the same ones several times."""
    headers = [column.header for column in columns]
    width = next((size for size in range(2, grid.width // 2 + 1) if _repeats(headers, size)), None)
    if width is None or not {"task", *UNIT_KINDS} & {column.kind for column in columns[:width]}:
        return None
    cells = list(_blocks(grid, first, width))
    return grid.arranged(cells), list(columns[:width])


def _repeats(headers: list[str], size: int) -> bool:
    return len(headers) % size == 0 and all(
        headers[at] and headers[at] == headers[at % size] for at in range(len(headers))
    )


def _blocks(grid: Grid, first: int, width: int) -> Iterator[Cell]:
    """The rows below the header, those of the left block first; what covers all blocks heads each of them."""
    height = grid.height - first
    for block in range(grid.width // width):
        left = block * width
        for cell in grid.cells():
            if cell.row < first or cell.column + cell.columns <= left or cell.column >= left + width:
                continue
            column = max(cell.column - left, 0)
            columns = min(cell.column + cell.columns - left, width) - column
            row = cell.row - first + block * height
            yield cell._replace(row=row, column=column, columns=columns)


# ---------------------------------------------------------------- labels beside values


@dataclass(slots=True)
class _Record:
    """One task: the cells below each label, and the heading over it."""

    values: dict[str, list[Cell]] = field(default_factory=dict)
    number: Cell | None = None
    heading: Cell | None = None


def upright(grid: Grid) -> tuple[Grid, list[Column]] | None:
    """The table with a row for each record, where labels (任务名称, 责任单位) stand beside their values."""
    at = next((column for column in range(min(2, grid.width - 1)) if _is_of_labels(grid, column)), None)
    if at is None:
        return None
    records = list(_records(grid, at))
    labels = _ordered(list(dict.fromkeys(label for record in records for label in record.values)))
    columns = [Column(0, "number", "")] if any(record.number for record in records) else []
    columns += [
        Column(place, column_kind(label) or "note", label) for place, label in enumerate(labels, len(columns))
    ]
    if not {column.kind for column in columns} & set(UNIT_KINDS):
        return None
    return grid.arranged(list(_rows(records, columns))), columns


def _label(grid: Grid, cell: Cell | None) -> str | None:
    """The label a cell says and nothing else."""
    words = grid.text(cell).rstrip("：")
    return words if words and len(words) <= _LONGEST_LABEL and column_kind(words) else None


def _is_of_labels(grid: Grid, column: int) -> bool:
    """Whether a column holds labels, among them one of tasks and one of units, and the next does not.

    The data block at the head of a page has labels as well.
    """
    rows = [row for row in range(grid.height) if len(grid.row(row)) > 1]
    labels = [label for row in rows if (label := _label(grid, grid.cell(row, column)))]
    beside = [label for row in rows if (label := _label(grid, grid.cell(row, column + 1)))]
    kinds = {column_kind(label) for label in labels}
    if sum(label in load("reading")["page_data"] for label in labels) > 1:
        return False
    enough = len(labels) >= max(_FEWEST_LABELS, _LABELLED * len(rows))
    return enough and not beside and "task" in kinds and bool(kinds & set(UNIT_KINDS) or _pairs(grid, column))


def _pairs(grid: Grid, column: int) -> bool:
    """Whether rows go on with another label behind the first value."""
    return any(_label(grid, cell) for row in range(grid.height) for cell in grid.row(row)[column + 2 :])


def _records(grid: Grid, at: int) -> Iterator[_Record]:
    """The records from top to bottom: the first label comes again where another begins."""
    paired = _pairs(grid, at)
    several: list[_Record] = []
    heading: Cell | None = None
    for row in range(grid.height):
        cells = grid.row(row)
        label = _label(grid, grid.cell(row, at))
        if label is None and len(cells) < 2:
            heading = cells[0] if cells else heading
            continue
        if not several or (label and _begins_anew(several[0], label, grid.cell(row, at))):
            yield from several
            several = [_Record(heading=heading)]
        values = [cell for cell in cells if cell.column > at]
        if paired or label is None:
            _take_pairs(grid, several[0], label, values)
        else:
            several += [_Record(heading=heading) for _ in range(len(values) - len(several))]
            for record, cell in zip(several, values, strict=False):
                record.values.setdefault(label, []).append(cell)
        leading = grid.cell(row, 0) if at else None
        several[0].number = several[0].number or leading
    yield from several


def _begins_anew(record: _Record, label: str, cell: Cell | None) -> bool:
    """Whether a label is the first of a record again, and not one merged over several rows."""
    first = next(iter(record.values), None)
    return label == first and (cell is None or cell.rows == 1)


def _take_pairs(grid: Grid, record: _Record, label: str | None, cells: list[Cell]) -> None:
    """Values behind their labels; a value without one belongs to the label before it."""
    label = label or next(reversed(record.values), None)
    for cell in cells:
        said = _label(grid, cell)
        if said:
            label = said
        elif label:
            record.values.setdefault(label, []).append(cell)


def _ordered(labels: list[str]) -> list[str]:
    """The labels in printed order, but units behind the task, for a record without them has none."""
    tasks = next((at for at, label in enumerate(labels) if column_kind(label) == "task"), 0)
    early = [label for label in labels[:tasks] if column_kind(label) in UNIT_KINDS]
    return [label for label in labels if label not in early] + early


def _rows(records: list[_Record], columns: list[Column]) -> Iterator[Cell]:
    row = 0
    heading: Cell | None = None
    for record in records:
        if record.heading is not None and record.heading is not heading:
            heading = record.heading
            yield Cell(heading.span, row, 0, 1, len(columns))
            row += 1
        for column in columns:
            cells = record.values.get(column.header, []) if column.header else [record.number]
            said = [cell.span for cell in cells if cell is not None]
            if said:
                yield Cell(Span(said[0].start, said[-1].end), row, column.index)
        row += 1

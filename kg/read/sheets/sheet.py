"""One sheet of a workbook to text: title lines, then rows, with its merged cells as one cell each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kg.read.column_words import columns_of
from kg.read.draft import Canvas, GridCell, Refusal, refuse_beyond
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.struck import unread_struck

Place = tuple[int, int]

_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*[0-9]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: its first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its cells that are not empty (row, column → text), its merged ranges."""

    name: str
    cells: Mapping[Place, str]
    merges: Sequence[Merge] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """Title rows and the rows of the table under them, by their numbers in the sheet."""

    titles: list[int]
    body: list[int]


def gathered(values: Iterable[tuple[Place, str]], limits: Limits) -> dict[Place, str]:
    """The cells of a sheet that are not empty, tidied; a sheet of more cells than allowed is refused."""
    cells: dict[Place, str] = {}
    for place, value in values:
        if text := clean(value).replace("\t", " ").strip():
            cells[place] = text
            if len(cells) > limits.cells:
                raise Refusal(
                    "工作表的单元格太多",
                    f"工作表最多 {limits.cells} 个单元格",
                )
    return cells


def _unread_hidden(name: str) -> tuple[str, str]:
    """The issue of a sheet that nobody sees who opens the file, and that is left out therefore."""
    return "hidden-sheet", f"工作表“{name}”是隐藏的，没有读"


def _unread_hidden_cells(name: str) -> tuple[str, str]:
    """The issue of rows and columns that nobody sees who opens the file."""
    return "hidden-cells", f"工作表“{name}”有隐藏的行或列，没有读"


def _unread_formulas(name: str) -> tuple[str, str]:
    """The issue of formulas that were saved without what they work out."""
    return (
        "unread-formula",
        f"工作表“{name}”有公式没有保存计算结果，按空白读；请用 Excel 或 WPS 打开后重新保存",
    )


def _without_hidden(sheet: Sheet, rows: Collection[int], columns: Collection[int]) -> Sheet:
    """A sheet without the cells of its hidden `rows` and `columns`.

    What a merged cell says is printed in the first of its rows that is seen, if any of its columns is.
    """
    if not rows and not columns:
        return sheet
    cells, corners = dict(sheet.cells), set[Place]()
    for merge in sheet.merges:
        text = cells.get((merge.top, merge.left))
        seen = next((row for row in range(merge.top, merge.bottom + 1) if row not in rows), None)
        across = range(merge.left, merge.right + 1)
        if text and seen is not None and any(column not in columns for column in across):
            del cells[merge.top, merge.left]
            cells[seen, merge.left] = text
            corners.add((seen, merge.left))
    kept = {
        place: text
        for place, text in cells.items()
        if place in corners or (place[0] not in rows and place[1] not in columns)
    }
    return replace(sheet, cells=kept)


def write_seen(
    canvas: Canvas,
    sheet: Sheet,
    limits: Limits,
    *,
    hidden: bool = False,
    rows: Collection[int] = (),
    columns: Collection[int] = (),
    struck: Sequence[str] = (),
    unsolved: bool = False,
) -> None:
    """Write what anybody sees of a sheet who opens the workbook, with an issue for each kind of the rest.

    `hidden`: the whole of it is, else `rows` and `columns` are; `struck` was left out before; `unsolved`:
    formulas stand in it without what they work out.
    """
    if hidden:
        if sheet.cells:
            canvas.issue(*_unread_hidden(sheet.name))
        return
    seen = _without_hidden(sheet, rows, columns)
    if len(seen.cells) < len(sheet.cells):
        canvas.issue(*_unread_hidden_cells(sheet.name))
    if unsolved:
        canvas.issue(*_unread_formulas(sheet.name))
    if struck:
        canvas.issue(*unread_struck(struck))
    title = "" if _DEFAULT_NAME.fullmatch(sheet.name) else clean(sheet.name)
    _write_sheet(canvas, replace(seen, name=title), limits)


def _write_sheet(canvas: Canvas, sheet: Sheet, limits: Limits) -> None:
    """Write one sheet; its name only where it has no title row of its own.

    Rows with a single cell above a table are lines of text; blank rows are left out.
    """
    if not sheet.cells:
        return
    rows = _rows(sheet.cells)
    blocks = list(_blocks(rows, _continued(sheet.merges, sorted(rows))))
    if sheet.name and not blocks[0].titles:
        canvas.line(sheet.name)
    width = max(column for _, column in sheet.cells) + 1
    for block in blocks:
        for row in block.titles:
            canvas.line(" ".join(rows[row].values()))
        refuse_beyond(limits, len(block.body), width)
        canvas.table(_grid(rows, block.body, sheet.merges, width))


def _rows(cells: Mapping[Place, str]) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(cells.items()):
        rows.setdefault(row, {})[column] = text
    return rows


def _continued(merges: Sequence[Merge], used: list[int]) -> set[int]:
    """The used rows into which a merged cell reaches from above."""
    reached: set[int] = set()
    for merge in merges:
        reached.update(used[bisect_right(used, merge.top) : bisect_right(used, merge.bottom)])
    return reached


def _blocks(rows: dict[int, dict[int, str]], continued: set[int]) -> Iterator[_Block]:
    """A row with one cell is a title until a table begins, and again after a blank row or above a header."""
    block, previous = _Block([], []), -1
    headed = _above_headers(rows, continued)
    for row, fields in rows.items():
        alone = len(fields) == 1 and row not in continued
        if alone and block.body and (row > previous + 1 or row in headed):
            yield block
            block = _Block([], [])
        (block.titles if alone and not block.body else block.body).append(row)
        previous = row
    yield block


def _above_headers(rows: dict[int, dict[int, str]], continued: set[int]) -> set[int]:
    """The rows with one cell right above a row that names columns, or above others so."""
    above, headed = list[int](), set[int]()
    for row, fields in rows.items():
        if len(fields) == 1 and row not in continued:
            above.append(row)
            continue
        if above and columns_of(list(fields.values()), strict=False):
            headed.update(above)
        above.clear()
    return headed


def _grid(
    rows: dict[int, dict[int, str]], body: list[int], merges: Sequence[Merge], width: int
) -> Iterator[GridCell]:
    """The places of a table: a merged range as one cell, every other place as one, blank or not."""
    taken: set[Place] = set()
    for merge in merges:
        down = range(bisect_left(body, merge.top), bisect_right(body, merge.bottom))
        across = range(merge.left, min(merge.right + 1, width))
        if not down or not across or not taken.isdisjoint(product(down, across)):
            continue
        taken.update(product(down, across))
        text = rows[body[down.start]].get(merge.left, "")
        yield GridCell(text, down.start, across.start, len(down), len(across))
    for (index, row), column in product(enumerate(body), range(width)):
        if (index, column) not in taken:
            yield GridCell(rows[row].get(column, ""), index, column)

"""Headers of tables: which rows name the columns, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from kg.find.tables.columns import ASIDE, DOERS, ROW_NUMBER, UNIT_KINDS, Column
from kg.find.tables.grid import Grid
from kg.find.tables.header_words import (
    header_words,
    lone_kind,
    names_involved,
    says_which,
    without_brackets,
)
from kg.find.tables.held import holds_only_units, holds_times, holds_units, tells_duties
from kg.find.tables.matrix import (
    holds_figures,
    holds_signs,
    marks_times,
    marks_units,
    names_a_time,
    names_a_unit,
    names_a_year,
)
from kg.find.tables.settling import settled
from kg.find.tables.unit_cells import combined_kind
from kg.lexicon import load
from kg.model import Cell
from kg.words.columns import (
    names_bystanders,
    names_limits,
    names_people,
    role_beside_people,
    role_in_brackets,
    role_of_column,
    vague_headers,
)
from kg.words.names import is_name
from kg.words.roles import named_role

_HEADER_ROWS = 4
_LONGEST_HEADER = 16
_LONGEST_FREE = 14
_SENTENCE = re.compile("[。；：]")
_PARTS = re.compile("以及|[/、及和与（）]")


@lru_cache(maxsize=4096)
def column_kind(header: str) -> str | None:
    """The kind of column a folded header names, or None: the longest known word in it decides."""
    return called_kind(header) or _kind_of_word_in(without_brackets(header))


@lru_cache(maxsize=4096)
def called_kind(header: str) -> str | None:
    """The kind of column whose name a header is as a whole: known words, or a role and a kind of bodies."""
    bare = without_brackets(header)
    if role := role_in_brackets(header) or role_beside_people(header):
        return str(role)
    for text in (header, bare):
        if text in header_words():
            return header_words()[text]
        if kind := lone_kind(text):
            return kind
    if holds_tasks_and_units(header) or _holds_tasks_and_times(header):
        return "task"
    if units := _units_with_times(header):
        return units
    if names_bystanders(bare):
        return ASIDE
    if names_people(bare):
        return "person"
    if role := role_of_column(bare):
        return str(role)
    if names_limits(bare):
        return "deadline"
    return combined_kind(header)


def _kind_of_word_in(header: str) -> str | None:
    """The kind of the longest known word in a header; none where it stands inside a name: 工程公司."""
    if len(header) > _LONGEST_FREE:
        return None
    if names_involved(header):
        return "responsible"
    if header.endswith(tuple(load("headers")["problems"])):
        return "task"
    known = [word for word in header_words() if word in header and len(word) > 1]
    if not known:
        return None
    word = max(known, key=lambda word: (len(word), header.endswith(word), word))
    kind = header_words()[word]
    if kind not in UNIT_KINDS and not header.endswith(word) and is_name(header):
        return None
    return _kind_of_vague(header, word) if word in vague_headers() else kind


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


def _units_with_times(header: str) -> str | None:
    """The kind of units that a header names together with their limits: 责任单位及完成时限."""
    kinds = [header_words().get(part) for part in _PARTS.split(header)]
    return next((kind for kind in kinds if kind in UNIT_KINDS), None) if "deadline" in kinds else None


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
            said = {grid.text(cell) for row in range(top, first) for cell in grid.row(row)}
            return first, settled(grid, first, _columns(grid, top, first), said, owned=owned)
    return None


def _is_of_header(grid: Grid, top: int, row: int) -> bool:
    """Whether a row below a header row is one too: it names columns, or a cell above reaches into it."""
    merged = any(top <= cell.row < row for cell in grid.row(row)) or _names_parts_of_spans(grid, top, row)
    return merged or _is_header_row(grid, row, below=True) or (row == top + 1 and _names_parts(grid, row))


def _names_parts_of_spans(grid: Grid, top: int, row: int) -> bool:
    """Whether a row right below a header names parts of its wide cells, and nothing below the others.

    |||一季度|二季度 below 序号|任务|责任单位|推进计划.
    """
    cells = [(cell, grid.cell(top, cell.column)) for cell in grid.row(row) if cell.row == row == top + 1]
    named = [(cell, above) for cell, above in cells if grid.text(cell)]
    rest = [above for cell, above in cells if not grid.text(cell)]
    if not (named and rest) or any(len(grid.text(cell)) > _LONGEST_HEADER for cell, _ in named):
        return False
    return all(above and above.columns > 1 for _, above in named) and all(
        above and above.columns == 1 and grid.text(above) for above in rest
    )


def _names_parts(grid: Grid, row: int) -> bool:
    """Whether a row names the parts of merged headers, which left empty cells: 目标值| over 2024年|2025年.

    It says nothing below the number, the task and the units, but where these have parts.
    """
    above = [grid.text(grid.cell(row - 1, at)) for at in range(grid.width)]
    texts = {at: text for at in range(grid.width) if (text := grid.text(grid.cell(row, at)))}
    if any(len(text) > _LONGEST_HEADER or ROW_NUMBER.fullmatch(text) for text in texts.values()):
        return False
    empty = {at for at, text in enumerate(above) if not text}
    whole = {at for at in range(grid.width) if not empty & {at, at + 1}}
    named = {at for at in whole if column_kind(above[at]) in ("number", "task", *UNIT_KINDS)}
    return bool(named) and not empty.isdisjoint(texts) and named.isdisjoint(texts)


def _is_header_row(grid: Grid, row: int, *, below: bool = False) -> bool:
    cells = [cell for cell in grid.row(row) if grid.text(cell)]
    if below:
        cells = [cell for cell in cells if cell.row == row]
    if any(ROW_NUMBER.fullmatch(grid.text(cell)) for cell in cells[:1]):
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
    words = {role: [*headers["told"][role], *headers["parts"].get(role, [])] for role in DOERS}
    return next((role for role, known in words.items() if text in known), None)


def _units_parted(grid: Grid, top: int, first: int, index: int) -> str:
    """The header of units one of whose parts names a column: 责任单位| over 区级|街道, above units.

    Files without merged cells leave it empty over all its parts but the first.
    """
    at = index
    while at > 0 and not grid.text(grid.cell(top, at)) and grid.text(grid.cell(first - 1, at)):
        at -= 1
    header = grid.text(grid.cell(top, at))
    parted = at < index and grid.text(grid.cell(first - 1, at)) not in ("", header)
    return header if parted and column_kind(header) in UNIT_KINDS and holds_units(grid, first, index) else ""


def _marked_kind(grid: Grid, first: int, cell: Cell) -> str | None:
    """What the cells below `cell`, a header, mark: who does a task (mark) or by when (when).

    The name of a unit may hold a word for things as well: 投资促进局.
    """
    header = grid.text(cell)
    known = column_kind(header)
    if cell.columns > 1 or (names_a_year(header) and known not in (None, "deadline")):
        return None
    if names_a_time(header):
        return "when" if marks_times(grid, first, cell.column, header) else None
    named = known in (None, "note", "task") and header not in header_words() and names_a_unit(header)
    return "mark" if named and marks_units(grid, first, cell.column) else None


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
            yield Column(index, part, headers[0], above=part)
            continue
        known = _known_header(headers)
        known = known or _units_parted(grid, top, first, index)
        kind = column_kind(known) if known else None
        lowest = grid.cell(first - 1, index)
        marked = _marked_kind(grid, first, lowest) if lowest else None
        if kind == "deadline" and headers[0] != known and names_a_year(headers[0]):
            marked = "when"
        if marked:
            time = _year_over(grid, top, first, index) if marked == "when" else None
            yield Column(index, marked, headers[0], time or lowest, kind)
            continue
        words = load("headers")
        begins = kind == "deadline" and headers[0] != known and headers[0] in words["begins"]
        if kind is None or begins or _holds_something_else(grid, first, index, kind, known):
            kind = "note"
        if known in words["shared"] and holds_only_units(grid, first, index):
            kind = "responsible"
        targets = known.endswith(tuple(words["targets"]))
        yearly = names_a_year(known) and (kind == "task" or (kind == "note" and targets))
        yield Column(index, kind, known, lowest if yearly else None)


def _known_header(headers: list[str]) -> str:
    """The lowest of the `headers` of a column that is known; one of units over a bare 单位 says more."""
    known = [header for header in headers if column_kind(header)]
    if not known or not (known[0] in vague_headers() or column_kind(known[0]) == "document_title"):
        return next(iter(known), "")
    return next(
        (header for header in known if column_kind(header) in UNIT_KINDS and named_role(header)), known[0]
    )


def _year_over(grid: Grid, top: int, first: int, index: int) -> Cell | None:
    """The cell of a year over a part of it in the lowest row of a header, which does not say the year itself.

    Files without merged cells leave it empty over all parts but the first.
    """
    if first - top < 2 or names_a_year(grid.text(grid.cell(first - 1, index))):
        return None
    over = (grid.cell(top, at) for at in range(index, -1, -1))
    cell = next((cell for cell in over if grid.text(cell)), None)
    return cell if cell and names_a_year(grid.text(cell)) else None


def _holds_something_else(grid: Grid, first: int, index: int, kind: str, header: str) -> bool:
    """Whether the cells of a column are not of the kind that its header is of: signs below 工作任务."""
    if (kind == "task" or names_a_time(header)) and holds_figures(grid, first, index):
        return True
    if kind == "task" and holds_signs(grid, first, index):
        return True
    alone = lone_kind(without_brackets(header)) is not None
    if kind == "deadline":
        return alone and not holds_times(grid, first, index)
    unsure = kind in UNIT_KINDS and (alone or header in vague_headers() or names_involved(header))
    return unsure and not (holds_units(grid, first, index) or tells_duties(grid, first, index))

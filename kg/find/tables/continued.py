"""Tables without a header that go on with the table before them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.find.tables.columns import UNIT_KINDS, Column
from kg.find.tables.grid import Grid
from kg.find.tables.headers import column_kind
from kg.find.tables.headings import GROUP
from kg.find.tables.held import holds_units
from kg.lexicon import load
from kg.words.marks import BETWEEN_NAMES
from kg.words.names import is_name

_LONGEST_NUMBER = 4


def goes_on(above: Grid, columns: Sequence[Column], below: Grid) -> bool:
    """Whether `below`, which has no header, has the `columns` of the table `above`.

    There are as many columns, between the two stands nothing, or nothing but that the table goes
    on; the rows count on, from one below a header alone, or names stand where units stand: where
    nobody counts the rows, or a heading counts those below it as another section.
    """
    between = above.dense.text[above.end : below.start].strip("（()）：")
    said = between in load("reading")["goes_on"]
    if above.width != below.width or not (said or not between):
        return False
    numbers = next((column.index for column in columns if column.kind == "number"), None)
    if numbers is None or _opens_a_section(below):
        units = (column.index for column in columns if column.kind in UNIT_KINDS)
        return any(holds_units(below, 0, index) for index in units)
    last, first = _numbers(above, numbers)[-1:], _numbers(below, numbers)[:1]
    if not last and above.height == 1:
        last = [0]
    return bool(first) and (said or [number + 1 for number in last] == first)


def _opens_a_section(grid: Grid) -> bool:
    """Whether the first row is nothing but a counted heading over the others: 二、城市建设."""
    first = [cell for cell in grid.row(0) if grid.text(cell)]
    return len(first) == 1 and grid.height > 1 and GROUP.match(grid.text(first[0])) is not None


def begins_with_a_task(below: Grid, columns: Sequence[Column]) -> bool:
    """Whether the first row of several cells names bodies where the `columns` above hold units.

    Then no row is a header, although a task may end in a word of headers: 开展整治行动.
    """
    rows = ([cell for cell in below.row(row) if below.text(cell)] for row in range(below.height))
    first = next((cells for cells in rows if len(cells) > 1), [])
    units = {column.index for column in columns if column.kind in UNIT_KINDS}
    texts = [below.text(cell) for cell in first if cell.column in units]
    return any(is_name(BETWEEN_NAMES.split(text)[0]) and not column_kind(text) for text in texts)


def _numbers(grid: Grid, column: int) -> list[int]:
    texts = (grid.text(grid.cell(row, column)).strip("（）.、") for row in range(grid.height))
    return [int(text) for text in texts if text.isdecimal() and len(text) <= _LONGEST_NUMBER]

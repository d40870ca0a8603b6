"""One table without upright rules: how far it reaches down, whether it is one, the grid of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.read.column_words import Columns, is_heading, is_remark, lists_units, value
from kg.read.noise import is_page_number
from kg.read.pages.grid import Grid, GridKind, Place
from kg.read.pages.headers import FEWEST_COLUMNS, Header, header_at
from kg.read.pages.items import Item, item
from kg.read.pages.lines import PrintedLine, Strip, free
from kg.read.pages.marks import Box, Mark, Rule, around
from kg.read.pages.rows import LOOSE, Body

# in heights of a character: white space between two rows
_FAR = 6.0
# points: what a box may stand out over a rule
_NEAR = 3.0
# points: the white behind a number that stands hard by the text of its row
_HAIR = 0.5
_FEWEST_ROWS = 2
_FEWEST_LINES = 2


@dataclass(frozen=True, slots=True)
class OpenColumns:
    """The columns of a table at the foot of a page, which may go on on the next.

    `number` is that of its last row, `item` the same where it stands in the text, `lefts` is where the
    lines of each column begin.
    """

    columns: Columns
    strips: list[list[Strip]]
    number: int | None
    item: Item | None
    lefts: list[float]


class PrintedTable:
    """The lines of a table from `first`, the one below its header, its columns, its rows.

    `above` are the columns open on the page before, if it goes on from there.
    """

    def __init__(
        self,
        lines: list[PrintedLine],
        first: int,
        header: Header,
        horizontal: Sequence[Rule],
        above: OpenColumns | None = None,
    ) -> None:
        self._lines = lines
        self._first = first
        self._header = header
        self._headed = header.height > 0
        self._columns = header.columns
        self._strips = header.strips
        self._above = above
        box = lines[first - self._headed].box
        self._rules = [
            rule.at
            for rule in sorted(horizontal, reverse=True)
            if rule.at < box.middle and rule.start < box.left + _NEAR and rule.end > box.right - _NEAR
        ]
        self.last = first - 1
        """The last line."""
        across = self._reach_down()
        self._leave_below()
        self._trim()
        lasting = range(first, self.last + 1)
        across = {at for at in across if at < self.last}
        form = above.item.form if above and above.item else None
        self._body = Body(lines, lasting, header, self._strips, across, self._rules, form)
        self.is_read = self._is_table()
        """Whether its rows can be told apart."""

    def open(self) -> OpenColumns:
        """Its columns, in case that it goes on on the next page."""
        number = next(reversed(self._body.numbers.values()), None)
        counted = Item(self._body.form, number) if self._body.form and number is not None else None
        return OpenColumns(self._columns, self._strips, number, counted, self._body.lefts())

    # -------------------------------------------------------- whether it is one

    def _is_table(self) -> bool:
        """Whether rows stand below the header; those of two columns must show it."""
        numbers = list(self._body.numbers.values())
        if not self._header.sure and (
            len(numbers) < _FEWEST_ROWS or numbers != list(range(1, len(numbers) + 1))
        ):
            return False
        if len(self._columns) > FEWEST_COLUMNS:
            return self.last >= self._first and not self._body.overlaps
        return self.last >= self._first and self._body.told_apart and self._shows_units()

    def _shows_units(self) -> bool:
        """Whether rules close the table, or most rows name units where the header says so."""
        if len(self._rules) > 1:
            return True
        named = [self._columns.unit_texts(row) for row in self._body.rows()]
        filled = [texts for texts in named if any(texts)]
        return bool(filled) and sum(any(map(lists_units, texts)) for texts in filled) * 2 >= len(filled)

    def _is_interleaved(self, fewest: int) -> bool:
        """Whether lines say something in both columns of two, so that they must not be read as prose."""
        lines = range(self._first, self.last + 1) if len(self._columns) == FEWEST_COLUMNS else ()
        return sum(self._body.is_whole(at) for at in lines) >= fewest

    def goes_on(self) -> bool:
        """Whether it goes on from the page before: counts on, or does not count and fills its columns."""
        above, number = self._above, next(iter(self._body.numbers.values()), None)
        if above is None or self.last < self._first:
            return False
        if len(self._columns) == FEWEST_COLUMNS and self._is_interleaved(_FEWEST_LINES):
            return True
        if above.number is not None and number is not None:
            return number == above.number + 1
        if above.item:
            return self._lines[self._first].box.right > self._body.edges[0]
        return above.number is None and number is None and self._body.is_whole(self._first)

    # -------------------------------------------------------- how far it reaches

    def _reach_down(self) -> set[int]:
        """Find the last line; the headings that go over all columns."""
        steps: list[float] = []
        across: set[int] = set()
        count = self._above.item if self._above else None
        number = (self._above.number if self._above else None) or 0
        for at in range(self._first, len(self._lines)):
            step = self._step(at) if at > self._first or self._headed else 0.0
            count = None if self._is_section(at) else self._counted(at, count) or count
            if self._is_below(at, step, steps, count) and not self._numbered_on(at, number):
                break
            if not self._may_go_on(at, count) or self._is_header(at):
                break
            strips = self._left_free(at, number)
            number = self._number(at) or number
            if all(strips):
                self._strips = strips
            elif self._is_section(at):
                across.add(at)
                continue
            else:
                break
            steps.append(step)
            self.last = at
        return across

    def _is_below(self, at: int, step: float, steps: list[float], count: Item | None) -> bool:
        """Whether a line stands below the table: below its last rule, or apart from it.

        Not so where the table counts on there from `count`, or a heading stands over more of its lines.
        """
        line = self._lines[at]
        if len(self._rules) > 1:
            return line.box.middle < self._rules[-1]
        if step > _FAR * line.box.height or is_page_number(line.text):
            return True
        if len(line.words) > 1:
            return False
        apart = len(steps) > 1 and step > LOOSE * max(steps[1:])
        return is_remark(line.text) or (apart and not self._counts_on(at, count) and not self._heads(at))

    def _numbered_on(self, at: int, number: int) -> bool:
        """Whether lines in the columns lead down to the number behind `number`, as those of its row do.

        However far they stand below the row above them.
        """
        for below in range(at, len(self._lines)):
            line = self._lines[below]
            far = below > at and self._step(below) > _FAR * line.box.height
            if far or not all(self._left_free(below, number)):
                return False
            if found := self._number(below):
                return found == number + 1
        return False

    def _is_header(self, at: int) -> bool:
        """Whether a line repeats the header or names as many columns: below it is a table of its own."""
        if len(self._lines[at].words) != len(self._columns):
            return False
        header = header_at(self._lines, at)
        return header is not None and (header.columns == self._columns or header.is_line())

    def _left_free(self, at: int, number: int | None = None) -> list[list[Strip]]:
        """What a line leaves of the white strips; a number may stand hard by the text of its row.

        `number` is that of the row above, if it is known.
        """
        line = self._lines[at]
        strips = [free(strip, line.filled) for strip in self._strips]
        if self._columns.numbered and (beside := line.number_before(self._numbers_end())):
            counts_on = number is not None and value(beside.number.text) == number + 1
            if beside.rest or counts_on:
                strips[0] = free(self._strips[0], [beside.number, *beside.rest, *line.filled[1:]], _HAIR)
        return strips

    def _numbers_end(self) -> float:
        """What numbers of rows stand left of."""
        return max(right for _, right in self._strips[0])

    def _number(self, at: int) -> int | None:
        """The number of a line in a column of numbers."""
        if not self._columns.numbered:
            return None
        return value(self._lines[at].left_of(self._numbers_end()))

    def _may_go_on(self, at: int, count: Item | None) -> bool:
        """Whether a line above the first number of a page can be the rest of the last row above it."""
        above = self._above
        if self._headed or above is None or above.item is None or count != above.item:
            return True
        line = self._lines[at]
        if len(line.words) > 1 or self._is_section(at):
            return True
        return any(abs(line.box.left - left) < _NEAR for left in above.lefts)

    def _counts_on(self, at: int, count: Item | None) -> bool:
        """Whether the line or the next has the number `count`, or the one behind it."""
        return count is not None and (
            self._item(at) == count or self._counted(min(at + 1, len(self._lines) - 1), count) is not None
        )

    def _counted(self, at: int, count: Item | None) -> Item | None:
        """The number of a line in the first column, if it counts on from `count` or begins."""
        found = self._item(at)
        begins = found and (count is None or (count.form, count.value + 1) == (found.form, found.value))
        return found if begins else None

    def _item(self, at: int) -> Item | None:
        if self._columns.numbered:
            return None
        return item(self._lines[at].left_of(self._numbers_end()))

    def _is_section(self, at: int) -> bool:
        return len(self._lines[at].words) == 1 and is_heading(self._lines[at].text.strip())

    def _heads(self, at: int) -> bool:
        """Whether a line is a heading over one that says something in several columns."""
        if at + 1 == len(self._lines) or not self._is_section(at):
            return False
        return len(self._lines[at + 1].words) > 1 and all(self._left_free(at + 1))

    def _leave_below(self) -> None:
        """Leave its rules to a table right below, and its caption, which stands below the last rule here."""
        lines, below = self._lines, self.last + 1
        if self.last < self._first or below == len(lines) or header_at(lines, below) is None:
            return
        self._rules = [rule for rule in self._rules if rule > lines[self.last].box.middle]
        while len(self._rules) > 1 and lines[self.last].box.middle < self._rules[-1]:
            self.last -= 1

    def _trim(self) -> None:
        """A heading at the end heads what follows the table."""
        if len(self._rules) > 1:
            return
        edge = self._numbers_end()
        while self.last >= self._first and self._lines[self.last].box.right < edge:
            if not is_heading(self._lines[self.last].text.strip()):
                return
            self.last -= 1

    def _step(self, at: int) -> float:
        return self._lines[at - 1].box.middle - self._lines[at].box.middle

    def _last_counted(self) -> int:
        """The last line below with a number that counts on; its own last line where there is none."""
        number, last = next(reversed(self._body.numbers.values()), None), self.last
        for at in range(self.last + 1, len(self._lines) if number is not None else 0):
            found = self._number(at)
            apart = at > self.last + 1 and self._step(at) > _FAR * self._lines[at].box.height
            if apart or self._is_header(at) or found not in (None, number, (number or 0) + 1):
                break
            if found is not None and found != number and len(self._lines[at].words) > 1:
                number, last = found, at
        return last

    # -------------------------------------------------------- its cells

    def rest(self) -> tuple[int, Grid] | None:
        """The last line and the grid of rows below that count on, though words stand between their columns.

        Nobody can tell their cells apart.
        """
        last = self._last_counted() if self.is_read and self._columns.numbered else self.last
        below = range(self.last + 1, last + 1)
        if all(strip for at in below for strip in self._left_free(at)):
            return None
        lines = self._lines[below.start : below.stop]
        box = around([Mark("", line.box) for line in lines])
        edges = (box.left - _NEAR, box.right + _NEAR)
        return last, Grid(box, edges, 1, (Place(box, 0, 0, 1, 1),), GridKind.UNREAD)

    def grid(self) -> Grid | None:
        """The grid of the table; None where there is none.

        What stands in two columns and cannot be told apart into rows is one row.
        """
        if self.is_read:
            return self._grid(self._body.starts, self._header.height)
        if self._header.sure and (self._body.overlaps or self._is_interleaved(_FEWEST_LINES)):
            return self._grid([self._first], self._header.height)
        return None

    def _grid(self, starts: list[int], header: int) -> Grid | None:
        if not starts:
            return None
        if header:
            starts = [self._first - header, *starts]
        box = around([Mark("", line.box) for line in self._lines[starts[0] : self.last + 1]])
        edges = self._edges(box)
        tops = [box.top + _NEAR, *(self._between(at) for at in starts[1:]), box.bottom - _NEAR]
        places = [
            Place(Box(edges[left], bottom, edges[right], top), row, left, 1, right - left)
            for row, (at, (top, bottom)) in enumerate(zip(starts, pairwise(tops), strict=True))
            for left, right in self._cells(at)
        ]
        box = Box(edges[0], tops[-1], edges[-1], tops[0])
        return Grid(box, edges, len(starts), tuple(places), self._kind())

    def _kind(self) -> GridKind:
        if not self.is_read:
            return GridKind.UNREAD
        return GridKind.PRINTED if self._headed else GridKind.GOES_ON

    def _cells(self, start: int) -> list[tuple[int, int]]:
        """The columns from which and up to which the cells of a row reach."""
        count = len(self._columns)
        whole = start in self._body.headings and self.is_read
        return [(0, count)] if whole else list(pairwise(range(count + 1)))

    def _edges(self, box: Box) -> tuple[float, ...]:
        return (box.left - _NEAR, *self._body.edges, box.right + _NEAR)

    def _between(self, at: int) -> float:
        """The height between a line and the line above it."""
        return (self._lines[at - 1].box.bottom + self._lines[at].box.top) / 2

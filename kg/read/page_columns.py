"""Tables without upright rules: columns set apart by white space, with rules across or none at all.

Such a table is known by its header, a line whose every word names a column, or most of them where rows
count on below; it reaches down as far as the white strips between its columns do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.read.column_words import Columns, columns_of, is_heading, value
from kg.read.noise import is_page_number
from kg.read.page_grid import Grid, Place
from kg.read.page_marks import Box, Mark, Rule, around

_Strip = tuple[float, float]

# in heights of a character: white space between two words, between two rows
_APART = 0.8
_FAR = 6.0
# points: the narrowest white strip between two columns, what a box may stand out over a rule
_NARROWEST = 2.0
_NEAR = 3.0
_FEWEST_COLUMNS = 2
_FEWEST_ROWS = 2
# lines that may stand above or below what goes on over a page break: a running title, a page number
_FEW_LINES = 3
_LONGEST_HEADER = 160
_MOST_HEADER_LINES = 3
# a line in one column only belongs to the row above it unless it stands clearly further off than lines do
_LOOSE = 1.3
_ANY = float("inf")


@dataclass(frozen=True, slots=True)
class _Line:
    """Marks on one height, from left to right: the words they make, the stretches they fill."""

    marks: list[Mark]
    box: Box
    words: list[Mark]
    filled: list[Mark]

    @property
    def text(self) -> str:
        return "".join(mark.text for mark in self.marks)


@dataclass(frozen=True, slots=True)
class OpenColumns:
    """The columns of a table at the foot of a page, which may go on on the next."""

    columns: Columns
    strips: list[list[_Strip]]
    number: int | None


def column_grids(
    marks: Iterable[Mark],
    horizontal: Sequence[Rule],
    taken: Sequence[Grid] = (),
    above: OpenColumns | None = None,
) -> tuple[list[Grid], OpenColumns | None]:
    """The tables of a page without upright rules, from top to bottom, and the columns open at its foot.

    What stands in the grids `taken` is in none of them; `above` is open at the foot of the page before.
    """
    free = [mark for mark in marks if not any(_inside(grid.box, mark.box) for grid in taken)]
    lines = list(_lines(free))
    found: list[Grid] = []
    table = _continued(lines, horizontal, above) if above else None
    last, at = table, table.last + 1 if table else 0
    found += [grid] if table and (grid := table.grid()) else []
    while at < len(lines):
        header = _header(lines, at)
        table = _Table(lines, at + header.height, header, horizontal) if header else None
        if table and table.is_table() and (grid := table.grid()):
            found.append(grid)
            last, at = table, table.last
        at += 1
    return found, last.open() if last and len(lines) - 1 - last.last <= _FEW_LINES else None


def _continued(lines: list[_Line], horizontal: Sequence[Rule], above: OpenColumns) -> _Table | None:
    """The table at the head of a page that counts on from the one at the foot of the page before."""
    for first in range(min(_FEW_LINES, len(lines))):
        if _header(lines, first):
            return None
        table = _Table(lines, first, _Header(above.columns, above.strips, 0, True), horizontal)
        number = table.first_number()
        if above.number is not None and number == above.number + 1:
            return table
        if above.number is None and number is None and table.is_whole(first):
            return table
    return None


def _inside(outer: Box, box: Box) -> bool:
    return outer.left <= box.left and box.right <= outer.right and outer.bottom <= box.middle <= outer.top


# ---------------------------------------------------------------- lines and words


def _lines(marks: Iterable[Mark]) -> Iterator[_Line]:
    line: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: -mark.box.middle):
        if line and line[0].box.middle - mark.box.middle > line[0].box.height / 2:
            yield _line(line)
            line = []
        line.append(mark)
    if line:
        yield _line(line)


def _line(marks: list[Mark]) -> _Line:
    marks = sorted(marks, key=lambda mark: mark.box.left)
    box = around(marks)
    return _Line(marks, box, _runs(marks, _APART * box.height), _runs(marks, _NARROWEST))


def _runs(marks: list[Mark], apart: float) -> list[Mark]:
    """The runs of marks between white space wider than `apart`."""
    runs: list[list[Mark]] = [[marks[0]]]
    for before, mark in pairwise(marks):
        if mark.box.left - before.box.right > apart:
            runs.append([])
        runs[-1].append(mark)
    return [_word(run) for run in runs]


def _word(marks: list[Mark]) -> Mark:
    return Mark("".join(mark.text for mark in marks).strip(), around(marks))


def _header(lines: list[_Line], at: int) -> _Header | None:
    """The header that begins on a line, if it is nothing but names of columns, wrapped or not."""
    for height in range(1, min(_MOST_HEADER_LINES, len(lines) - at) + 1):
        header = lines[at : at + height]
        if sum(len(line.marks) for line in header) > _LONGEST_HEADER:
            return None
        words = _stacked([word for line in header for word in _named(line.words)])
        names = [word.text for word in words]
        sure = columns_of(names, strict=True) if len(words) > 1 else None
        columns = sure or _counted(names)
        if columns and len(columns) >= _FEWEST_COLUMNS:
            strips = [[(one.box.right, other.box.left)] for one, other in pairwise(words)]
            return _Header(columns, strips, height, sure is not None)
    return None


def _counted(names: list[str]) -> Columns | None:
    """The columns of a header with words nobody knows, which its rows must bear out by counting."""
    columns = columns_of(names, strict=False) if len(names) > _FEWEST_COLUMNS else None
    return columns if columns and columns.numbered else None


def _stacked(words: list[Mark]) -> list[Mark]:
    """Words one below the other are one, from left to right: 责任 over 单位."""
    columns: list[Mark] = []
    for word in sorted(words, key=lambda word: word.box.left):
        if columns and word.box.left < columns[-1].box.right:
            columns[-1] = _word(sorted([columns[-1], word], key=lambda mark: -mark.box.top))
        else:
            columns.append(word)
    return columns


def _named(words: list[Mark]) -> list[Mark]:
    """The words of a header; characters of a word printed wide (任　务) are one word."""
    named: list[Mark] = []
    for word in words:
        if named and len(named[-1].text) == len(word.text) == 1:
            named[-1] = _word([named[-1], word])
        else:
            named.append(word)
    return named


# ---------------------------------------------------------------- one table


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns a header names, the white strips between them, over how many lines it goes.

    A table that goes on from another page has none on its own: no line. `sure`: every word is known.
    """

    columns: Columns
    strips: list[list[_Strip]]
    height: int
    sure: bool


class _Table:
    """The lines of a table from `first`, the one below its header, its columns, its rows."""

    def __init__(self, lines: list[_Line], first: int, header: _Header, horizontal: Sequence[Rule]) -> None:
        self._lines = lines
        self._first = first
        self._header = header.height
        self._headed = header.height > 0
        self._sure = header.sure
        self._columns = header.columns
        self._strips = header.strips
        self._headings: set[int] = set()
        box = lines[first - self._headed].box
        self._rules = [
            rule.at
            for rule in sorted(horizontal, reverse=True)
            if rule.at < box.middle and rule.start < box.left + _NEAR and rule.end > box.right - _NEAR
        ]
        self.last = first - 1
        """The last line."""
        self._reach_down()

    def open(self) -> OpenColumns:
        """Its columns, in case that it goes on on the next page."""
        return OpenColumns(self._columns, self._strips, next(reversed(self._numbers()), None))

    def is_table(self) -> bool:
        """Whether rows stand below the header; of two columns rules must say that they are any."""
        numbers = self._numbers()
        if not self._sure and (len(numbers) < _FEWEST_ROWS or numbers != list(range(1, len(numbers) + 1))):
            return False
        return self.last >= self._first and (len(self._columns) > _FEWEST_COLUMNS or len(self._rules) > 1)

    def first_number(self) -> int | None:
        """The number of its first row that has one."""
        return next(iter(self._numbers()), None)

    def is_whole(self, at: int) -> bool:
        """Whether a line of it has a cell for every column but remarks."""
        return (
            at <= self.last and len(self._lines[at].words) >= len(self._columns) - self._columns.ends_in_notes
        )

    # -------------------------------------------------------- how far it reaches

    def _reach_down(self) -> None:
        steps: list[float] = []
        for at in range(self._first, len(self._lines)):
            line = self._lines[at]
            step = self._step(at) if at > self._first or self._headed else 0.0
            if self._is_below(line, step, steps):
                return
            strips = [_free(strip, line.filled) for strip in self._strips]
            if all(strips):
                self._strips = strips
            elif len(line.words) == 1 and is_heading(line.text.strip()):
                self._headings.add(at)
                continue
            else:
                return
            steps.append(step)
            self.last = at

    def _is_below(self, line: _Line, step: float, steps: list[float]) -> bool:
        """Whether a line stands below the table: below its last rule, or apart from it."""
        if len(self._rules) > 1:
            return line.box.middle < self._rules[-1]
        alone = len(line.words) == 1 and len(steps) > 1 and step > _LOOSE * max(steps[1:])
        return alone or step > _FAR * line.box.height or is_page_number(line.text)

    # -------------------------------------------------------- its rows

    def grid(self) -> Grid | None:
        """The grid of the table; None where no row stands below the header."""
        self._headings = {at for at in self._headings if at < self.last}
        starts = self._starts()
        if not starts:
            return None
        if self._headed:
            starts = [self._first - self._header, *starts]
        box = around([Mark("", line.box) for line in self._lines[starts[0] : self.last + 1]])
        edges = self._edges(box)
        tops = [box.top + _NEAR, *(self._between(at) for at in starts[1:]), box.bottom - _NEAR]
        places = [
            Place(Box(edges[left], bottom, edges[right], top), row, left, 1, right - left)
            for row, (at, (top, bottom)) in enumerate(zip(starts, pairwise(tops), strict=True))
            for left, right in self._cells(at)
        ]
        return Grid(Box(edges[0], tops[-1], edges[-1], tops[0]), edges, len(starts), tuple(places))

    def _cells(self, start: int) -> list[tuple[int, int]]:
        """The columns from which and up to which the cells of a row reach."""
        count = len(self._columns)
        return [(0, count)] if start in self._headings else list(pairwise(range(count + 1)))

    def _edges(self, box: Box) -> tuple[float, ...]:
        widest = [max(strip, key=lambda free: free[1] - free[0]) for strip in self._strips]
        return (box.left - _NEAR, *(sum(free) / 2 for free in widest), box.right + _NEAR)

    def _between(self, at: int) -> float:
        """The height between a line and the line above it."""
        return (self._lines[at - 1].box.bottom + self._lines[at].box.top) / 2

    def _starts(self) -> list[int]:
        """The first line of each row."""
        body = range(self._first, self.last + 1)
        below = [at for at in body if at > self._first or self._headed]
        cuts = {at for at in below if self._ruled_off(at)}
        heads = self._headings | {at + 1 for at in self._headings}
        if len(cuts) < 2 and body:
            cuts = {body[0], *(self._by_number(body) or self._by_space(body))}
        return sorted(cuts | heads | set(body[:1]))

    def _ruled_off(self, at: int) -> bool:
        below, above = self._lines[at].box.middle, self._lines[at - 1].box.middle
        return any(below < rule < above for rule in self._rules)

    def _by_number(self, body: range) -> set[int]:
        """Where rows begin by their numbers: between two of them at the widest step, the lower one first."""
        numbered = [at for at in body if self._number(at) is not None]
        cuts = {self._widest(upper, lower) for upper, lower in pairwise(numbered)}
        if numbered and numbered[0] > body[0]:
            # the rest of a row cut by a page break, or a number beside the middle of its row
            cut = self._widest(body[0], numbered[0])
            row = min((self._step(at) for at in cuts), default=_ANY if self._headed else 0.0)
            cuts |= {cut} if self._step(cut) > row - 1 else set()
        return cuts

    def _widest(self, upper: int, lower: int) -> int:
        """The line below the widest step between two lines, the lowest of several."""
        return max(range(upper + 1, lower + 1), key=lambda at: (round(self._step(at)), at))

    def _numbers(self) -> list[int]:
        found = (self._number(at) for at in range(self._first, self.last + 1))
        return [number for number in found if number is not None]

    def _number(self, at: int) -> int | None:
        """The number of a line in the first column, where that counts the rows."""
        edge = max(right for _, right in self._strips[0])
        marks = self._lines[at].marks if self._columns.numbered else []
        return value("".join(mark.text for mark in marks if mark.box.right < edge).strip())

    def _by_space(self, body: range) -> set[int]:
        """Where rows begin by wider steps between lines; where all are alike, by lines with every cell."""
        steps = {at: self._step(at) for at in body[1:]}
        least, most = min(steps.values(), default=0), max(steps.values(), default=0)
        if most > _LOOSE * least:
            return {at for at, step in steps.items() if step > (least + most) / 2}
        return {at for at in body if self.is_whole(at)}

    def _step(self, at: int) -> float:
        return self._lines[at - 1].box.middle - self._lines[at].box.middle


def _free(strips: list[_Strip], filled: list[Mark]) -> list[_Strip]:
    """What is left of white strips beside what is filled."""
    for run in filled:
        left, right = run.box.left, run.box.right
        parts = [part for low, high in strips for part in ((low, min(high, left)), (max(low, right), high))]
        strips = [(low, high) for low, high in dict.fromkeys(parts) if high - low > _NARROWEST]
    return strips

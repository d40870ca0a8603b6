"""The cells below a header that counts its rows, parted by the numbers that count on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.fold import fold
from kg.lexicon import load
from kg.model import Span, squeeze
from kg.read.column_words import ends_in_name, is_heading, is_numeral, value
from kg.read.plain.pieces import Ahead

_MOST_HEADINGS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands between two numbers: the number of a row and the cells or lines behind it.

    `heading`: one cell that heads the rows below it. `last`: nobody knows where the row ends.
    `broken`: the header, printed again, stands inside the row.
    """

    cells: tuple[Span, ...]
    heading: bool = False
    last: bool = False
    broken: bool = False


class Counted:
    """Parts the cells `ahead`; a row has as many as `width`, or some other number below `most`.

    `classed`: between rows of `width` cells stands the name of a class, as its column before the numbers
    is printed once for several rows.
    """

    def __init__(
        self,
        text: str,
        header: Sequence[Span],
        width: int,
        ahead: Ahead,
        most: int,
        *,
        classed: bool = False,
    ) -> None:
        self._classed = classed
        self._text = text
        self._words = [squeeze(cell.of(text)) for cell in header]
        self._header = "".join(self._words)
        self._width = width
        self._ahead = ahead
        self._most = most

    def entries(self) -> Iterator[Entry]:
        """The rows that count on and the headings over them; the last row may have cells too many."""
        number: int | None = None
        rows = 0
        while cells := self._ahead.first(self._most):
            if rows and (repeated := self._repeats(cells)):
                self._ahead.drop(repeated)
            elif heads := self._heads(cells):
                yield from (Entry((cell,), heading=True) for cell in self._whole(cells[:heads]))
                self._ahead.drop(heads)
                number = self._number(cells[heads]) or number
            elif self._is_class(cells, number):
                yield Entry((cells[0],), heading=True)
                self._ahead.drop(1)
            elif (found := self._number(cells[0])) and found >= (number or found):
                number, rows = found + 1, rows + 1
                entry, taken = self._row(cells, number)
                yield entry
                if entry.last:
                    return
                self._ahead.drop(taken)
            else:
                return

    def _row(self, cells: list[Span], following: int) -> tuple[Entry, int]:
        """The row that the first cell counts, and how many cells it takes away."""
        size, broken = self._size(cells, following), False
        if size and (repeated := self._repeats(cells[size:])):
            rest = cells[size + repeated :]
            more = 0 if self._begins_row(rest, following) else self._size(rest, following)
            size, broken = (size + repeated + more, True) if more else (size, False)
        if not size:
            return Entry(tuple(cells), last=True), 0
        row = cells[:size]
        while not broken and len(row) > 2 and self._is_between_pages(row[-1], cells[size:]):
            row.pop()
        return Entry(tuple(row), broken=broken), size

    def _is_between_pages(self, cell: Span, below: list[Span]) -> bool:
        """Whether the last cell of a row is none: the number of a page, or words that the table goes on."""
        words = squeeze(cell.of(self._text))
        goes_on = words.strip("（）()") in load("reading")["goes_on"]
        return goes_on or (value(words) is not None and self._repeats(below) > 0)

    def _size(self, cells: list[Span], following: int) -> int:
        """After how many cells the following number, a heading or the header comes; 0 where none does.

        As many as there are columns go first, since a cell may hold a number as well.
        """
        width = self._width
        for at in chain([width, width - 1], range(2, len(cells))):
            below = cells[at:]
            if not below or at < 1:
                continue
            if self._repeats(below):
                return at
            paged = self._repeats(below[1 : len(self._words) + 1]) > 0
            begins = self._begins_row(below, following) or (at == width and self._is_class(below, following))
            if begins and not paged:
                return at
        later = self._number(cells[width]) if width < len(cells) else None
        return width if later and later > following else 0

    def _begins_row(self, cells: list[Span], number: int) -> bool:
        """Whether the row of this number begins here, or a heading over rows."""
        return bool(cells) and (
            self._number(cells[0]) == number or self._heads(cells[: _MOST_HEADINGS + 1]) > 0
        )

    def _is_class(self, cells: list[Span], number: int | None) -> bool:
        """Whether the name of a class begins here, right before the row of this number, or of any.

        What could be a unit is the rest of the row above.
        """
        if not self._classed or len(cells) < 2 or self._number(cells[0]) is not None:
            return False
        if ends_in_name(fold(squeeze(cells[0].of(self._text)))):
            return False
        below = self._number(cells[1])
        return below is not None and below == (number or below)

    def _number(self, cell: Span) -> int | None:
        return value(cell.of(self._text))

    def _repeats(self, cells: Sequence[Span]) -> int:
        """How many of these cells are the header again; 0 where they are not."""
        printed = ""
        for count, cell in enumerate(cells, 1):
            printed += squeeze(cell.of(self._text))
            if printed == self._header:
                return count
            if not self._header.startswith(printed):
                return 0
        return 0

    def _heads(self, cells: Sequence[Span]) -> int:
        """How many of these cells, a few at most, are headings over rows that count on or from 1.

        The numeral of one may stand in a cell before its words.
        """
        count = 0
        while count < min(len(cells), _MOST_HEADINGS):
            if count and self._number(cells[count]) is not None:
                return count
            words = cells[count].of(self._text)
            if not (numeral := is_numeral(words)) and not is_heading(words):
                return 0
            count += 1 + numeral
        return count if 0 < count < len(cells) and self._number(cells[count]) is not None else 0

    def _whole(self, headings: Sequence[Span]) -> Iterator[Span]:
        """Headings, each with the numeral in the cell before it."""
        start: int | None = None
        for cell in headings:
            if start is None and is_numeral(cell.of(self._text)):
                start = cell.start
                continue
            yield Span(cell.start if start is None else start, cell.end)
            start = None

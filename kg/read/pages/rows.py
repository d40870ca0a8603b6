"""The rows of a table without upright rules: by rules across, by their numbers, by their distance."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from kg.read.column_words import value
from kg.read.pages.headers import FEWEST_COLUMNS, Header
from kg.read.pages.items import TaskCell, counted, sections
from kg.read.pages.lines import PrintedLine, Strip

# a line in one column only belongs to the row above it unless it stands clearly further off than lines do
LOOSE = 1.3
# in heights of a character: what two lines of one column keep between them at least
_LEADED = 0.8
# how much wider a step must be than another to say anything
_WIDER = 1.15
# in heights of a character: a step that lines of one cell never take
_APART = 3.0
_ANY = float("inf")


class Body:
    """The lines of a table below its header, `first` to `last`, and where its rows begin among them.

    `across` are lines that go over all columns, `rules` the heights of the rules across the table;
    `form` is how the numbers of the rows above are printed, if it goes on from another page; without
    any number it is the rest of the last of them.
    """

    def __init__(
        self,
        lines: Sequence[PrintedLine],
        lasting: range,
        header: Header,
        strips: list[list[Strip]],
        across: set[int],
        rules: list[float],
        form: str | None = None,
    ) -> None:
        self._lines = lines
        self._lasting = lasting
        self._headed = header.height > 0
        self._columns = header.columns
        self._rules = rules
        widest = [max(strip, key=lambda white: white[1] - white[0]) for strip in strips]
        self.edges = [(left + right) / 2 for left, right in widest]
        """Where one column ends and the next begins."""
        self._first_ends = max(right for _, right in strips[0])
        self._texts = {at: self._cells(at) for at in lasting}
        self.headings = across
        """The lines that head rows."""
        self.form: str | None = None
        """How numbers in the text of the tasks are printed."""
        self.numbers = self._numbers(form)
        """The lines with the number of a row, each with it."""
        self._is_rest = form is not None and not self.numbers
        self.starts: list[int] = []
        """The first line of each row."""
        self.told_apart = True
        """Whether something shows where rows begin."""
        self.overlaps = False
        """Whether lines of one row stand beside those of the next, so that no white parts the two."""
        self._find_starts()

    def lefts(self) -> list[float]:
        """Where the lines of each column begin."""
        lefts = [_ANY] * (len(self.edges) + 1)
        for at in self._lasting:
            for run in self._lines[at].filled:
                column = bisect(self.edges, run.box.left)
                lefts[column] = min(lefts[column], run.box.left)
        return lefts

    def _cells(self, at: int) -> list[str]:
        """What a line says in each column."""
        parts = ["" for _ in range(len(self.edges) + 1)]
        for mark in self._lines[at].marks:
            for part in mark.cut(self.edges):
                middle = (part.box.left + part.box.right) / 2
                parts[bisect(self.edges, middle)] += part.text
        return [part.strip() for part in parts]

    def rows(self) -> list[list[str]]:
        """What the cells of each row but headings say."""
        ends = [*self.starts, self._lasting.stop][1:]
        return [
            ["".join(parts) for parts in zip(*(self._texts[at] for at in range(start, end)), strict=True)]
            for start, end in zip(self.starts, ends, strict=True)
            if start not in self.headings
        ]

    # -------------------------------------------------------- numbers

    def _numbers(self, form: str | None) -> dict[int, int]:
        if self._columns.numbered:
            found = {at: value(self._lines[at].left_of(self._first_ends)) for at in self._lasting}
            return {at: number for at, number in found.items() if number is not None}
        cells = [self._task_cell(at) for at in self._lasting if at not in self.headings]
        heads = {at for at in sections(cells) if self._stands_alone(at)}
        numbers = counted(cells, heads, form)
        self.headings = self.headings | heads
        if self._are_of_rows(list(numbers)):
            self.form = next((one.form for one in numbers.values()), None)
            return {at: one.value for at, one in numbers.items()}
        return {}

    def _task_cell(self, at: int) -> TaskCell:
        texts, column = self._texts[at], self._columns.task
        return TaskCell(at, texts[column], not any(self._others(at)))

    def _others(self, at: int) -> list[str]:
        """What a line says in the columns beside that of tasks."""
        return [text for column, text in enumerate(self._texts[at]) if column != self._columns.task]

    def _stands_alone(self, at: int) -> bool:
        """Whether no line of another column stands at half the distance, beside it."""
        around = [step for step in (at, at + 1) if self._lasting.start < step < self._lasting.stop]
        return all(self.step(step) > _LEADED * self._lines[at].box.height for step in around)

    def _are_of_rows(self, numbered: list[int]) -> bool:
        """Whether more than half of what begins with numbers has words in other columns, as rows do."""
        ends = [*numbered, self._lasting.stop][1:]
        filled = [
            any(any(self._others(one)) for one in range(at, end))
            for at, end in zip(numbered, ends, strict=True)
        ]
        return sum(filled) * 2 > len(filled)

    # -------------------------------------------------------- where rows begin

    def _find_starts(self) -> None:
        body = self._lasting
        below = [at for at in body if at > body.start or self._headed]
        cuts = {at for at in below if self._ruled_off(at)}
        heads = self.headings | {at + 1 for at in self.headings}
        if len(cuts) < 2 and body and not self._is_rest:
            cuts = {body[0], *(self._by_number(body) if self.numbers else self._by_space(body, heads))}
        self.starts = sorted((cuts | heads | set(body[:1])) & set(body))

    def _ruled_off(self, at: int) -> bool:
        below, above = self._lines[at].box.middle, self._lines[at - 1].box.middle
        return any(below < rule < above for rule in self._rules)

    def _by_number(self, body: range) -> set[int]:
        """Where rows begin by their numbers: between two of them at the widest step, the lower one first."""
        numbered = list(self.numbers)
        cuts = {self._widest(upper, lower) for upper, lower in pairwise(numbered)}
        self.overlaps = any(self.step(at) < _LEADED * self._lines[at].box.height for at in cuts)
        if numbered and numbered[0] > body[0]:
            # the rest of a row cut by a page break, or a number beside the middle of its row
            cut = self._widest(body[0], numbered[0])
            sure = not self._headed or (self.form is not None and self.is_whole(numbered[0]))
            sure = sure or self.step(cut) > _APART * self._lines[cut].box.height
            row = min((self.step(at) for at in cuts), default=0.0 if sure else _ANY)
            cuts |= {cut} if self.step(cut) > row - 1 else set()
        return cuts

    def _widest(self, upper: int, lower: int) -> int:
        """The line below the widest step between two lines, the lowest of several.

        A number in the text stands on the first line of its cell, so that its step need not be wider.
        """
        widest = max(range(upper + 1, lower + 1), key=lambda at: (round(self.step(at)), at))
        return lower if self.form and self.step(widest) < _WIDER * self.step(lower) else widest

    def _by_space(self, body: range, heads: set[int]) -> set[int]:
        """Where rows begin by wider steps between lines; where all are alike, by lines with every cell."""
        steps = {at: self.step(at) for at in body[1:] if at not in heads}
        least, most = min(steps.values(), default=0), max(steps.values(), default=0)
        if most > LOOSE * least:
            return {at for at, step in steps.items() if step > (least + most) / 2}
        whole = {at for at in body if self.is_whole(at)}
        self.told_apart = len(self._columns) > FEWEST_COLUMNS or whole >= set(body) - self.headings
        return whole

    def is_whole(self, at: int) -> bool:
        """Whether a line has a cell for every column but remarks."""
        texts = self._texts[at]
        return all(texts[: len(texts) - self._columns.ends_in_notes])

    def step(self, at: int) -> float:
        """How far a line stands below the one above it."""
        return self._lines[at - 1].box.middle - self._lines[at].box.middle

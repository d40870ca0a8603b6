"""The lines of a page by height: the words they make, the stretches they fill, the white between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from math import inf
from typing import NamedTuple

from kg.read.pages.marks import Box, Mark, around, by_height

Strip = tuple[float, float]

# in heights of a character: white space between two words
_APART = 0.8
# points: the narrowest white strip between two columns; how far a text may stand out before its column
_NARROWEST = 2.0
_TOUCHING = 1.0
_FIGURES = re.compile(r"[0-9]{1,3}(?![0-9])")


class NumberBeside(NamedTuple):
    """The number of a row, filling all that is left of it, and the text that stands hard by it, if any."""

    number: Mark
    rest: list[Mark]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Marks on one height, from left to right: the words they make, the stretches they fill."""

    marks: list[Mark]
    text: str
    box: Box
    words: list[Mark]
    filled: list[Mark]

    def left_of(self, edge: float) -> str:
        """What stands on it left of `edge`."""
        parts = (part for mark in self.marks for part in mark.cut((edge,)))
        return "".join(part.text for part in parts if part.box.right < edge).strip()

    def number_before(self, edge: float) -> NumberBeside | None:
        """The figures that the line begins with, where they end before `edge` and its text does not."""
        figures = _FIGURES.match(self.text)
        if figures is None or self.filled[0].box.left >= edge:
            return None
        letters = chain.from_iterable(mark.characters() for mark in self.marks)
        *first, behind = [*islice(letters, figures.end()), next(letters, None)]
        number = one_word([letter for letter in first if letter])
        run = self.filled[0]
        if number.box.right > edge:
            return None
        ended = Mark(number.text, number.box._replace(left=-inf))
        if behind is None or behind.box.left > run.box.right:
            return NumberBeside(ended, [])
        if behind.box.left < edge - _TOUCHING:
            return None
        return NumberBeside(ended, [Mark(run.text, run.box._replace(left=behind.box.left))])


def printed_lines(marks: Iterable[Mark]) -> Iterator[PrintedLine]:
    """The lines on which `marks` stand, from top to bottom."""
    return map(_line, by_height(marks))


def _line(marks: list[Mark]) -> PrintedLine:
    marks = sorted(marks, key=lambda mark: mark.box.left)
    whole = one_word(marks)
    if len(marks) == 1:
        return PrintedLine(marks, marks[0].text, whole.box, [whole], [whole])
    text = "".join(mark.text for mark in marks)
    apart = _runs(marks, _APART * whole.box.height)
    return PrintedLine(marks, text, whole.box, apart, _runs(marks, _NARROWEST))


def _runs(marks: list[Mark], apart: float) -> list[Mark]:
    """The runs of marks between white space wider than `apart`."""
    runs: list[list[Mark]] = [[marks[0]]]
    for before, mark in pairwise(marks):
        if mark.box.left - before.box.right > apart:
            runs.append([])
        runs[-1].append(mark)
    return [one_word(run) for run in runs]


def one_word(marks: list[Mark]) -> Mark:
    """Several marks as one."""
    if len(marks) == 1:
        return Mark(marks[0].text.strip(), marks[0].box)
    return Mark("".join(mark.text for mark in marks).strip(), around(marks))


def free(strips: list[Strip], filled: list[Mark], least: float = _NARROWEST) -> list[Strip]:
    """What is left of white strips beside what is filled; parts of them are wider than `least`."""
    for run in filled:
        left, right = run.box.left, run.box.right
        parts = [part for low, high in strips for part in ((low, min(high, left)), (max(low, right), high))]
        strips = [part for part in dict.fromkeys(parts) if part[1] - part[0] > least or part in strips]
    return strips

"""The lines of a page by height: the words they make, the stretches they fill, the white between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.read.pages.marks import Box, Mark, around, by_height

Strip = tuple[float, float]

# in heights of a character: white space between two words
_APART = 0.8
# points: the narrowest white strip between two columns
_NARROWEST = 2.0


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


def free(strips: list[Strip], filled: list[Mark]) -> list[Strip]:
    """What is left of white strips beside what is filled."""
    for run in filled:
        left, right = run.box.left, run.box.right
        parts = [part for low, high in strips for part in ((low, min(high, left)), (max(low, right), high))]
        strips = [(low, high) for low, high in dict.fromkeys(parts) if high - low > _NARROWEST]
    return strips

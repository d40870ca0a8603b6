"""What is printed on a page, in points, y upwards: words with their boxes, and ruling lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

_THIN = 3.0
_STRAIGHT = 1.0


class Box(NamedTuple):
    """A rectangle; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """The height of its centre on the page."""
        return (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


Corners = tuple[float, float, float, float]
"""The fields of a `Box`, which is one: left, bottom, right, top."""


class Mark(NamedTuple):
    """A character or a word without white space, with the blanks behind it, and its box.

    The box of a character is asked of a file only where it matters, which is slow: `letters` of a
    word give each with its own. A mark without them is not parted.
    """

    text: str
    box: Box
    letters: Sequence[Mark] = ()

    def cut(self, edges: Sequence[float]) -> Sequence[Mark]:
        """The mark; its characters where one of the `edges`, from left to right, runs through it."""
        left, _, right, _ = self.box
        if self.letters and bisect_right(edges, left) < bisect_left(edges, right):
            return self.letters
        return (self,)

    def characters(self) -> Sequence[Mark]:
        """The mark, or its characters."""
        return self.letters or (self,)


def by_height(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """Marks that stand on one height, from the top of the page to its foot."""
    line: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: -mark.box.middle):
        if line and line[0].box.middle - mark.box.middle > line[0].box.height / 2:
            yield line
            line = []
        line.append(mark)
    if line:
        yield line


class Rule(NamedTuple):
    """A ruling line: at `at` across the other axis, from `start` to `end` along its own."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruling lines of one page."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)

    def draw(self, box: Box) -> None:
        """Take in a drawn box, if it is thin enough to be a line."""
        width, height = box.right - box.left, box.height
        if height <= _THIN and width > height + _STRAIGHT:
            self.horizontal.append(Rule(box.middle, box.left, box.right))
        elif width <= _THIN and height > width + _STRAIGHT:
            self.vertical.append(Rule((box.left + box.right) / 2, box.bottom, box.top))

    def draw_path(self, points: list[tuple[float, float]], stroked: bool) -> None:
        """Take in a path: a thin one whole, a stroked one side by side."""
        whole = around_points(points)
        if whole.right - whole.left <= _THIN or whole.height <= _THIN:
            self.draw(whole)
        elif stroked:
            for pair in pairwise(points):
                self.draw(around_points(pair))


def around(marks: Iterable[Mark]) -> Box:
    """The box around all `marks`."""
    lefts, bottoms, rights, tops = zip(*[mark.box for mark in marks], strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def on_a_level(one: Corners, other: Corners) -> bool:
    """Whether two boxes stand on the same line."""
    _, bottom, _, top = one
    _, low, _, high = other
    return abs(bottom + top - low - high) < max(top - bottom, high - low)


def spanning(first: Corners, last: Corners) -> Box | None:
    """The box around two characters and what stands between them; None where the last goes up or back."""
    left, bottom, end, top = first
    start, low, right, high = last
    if start <= left or not on_a_level(first, last):
        return None
    return Box(left, min(bottom, low), max(end, right), max(top, high))


def around_points(points: Iterable[tuple[float, float]]) -> Box:
    """The box around all `points`."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))

"""Ruling lines to table grids: which places of the grid are one printed cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from kg.read.pages.marks import Box, Rule, Rules

_NEAR = 3.5
_MOST_PLACES = 50_000
_MOST_CROSSINGS = 4_000_000


Span = tuple[int, int]
"""The first of some columns, and how many they are."""


class Place(NamedTuple):
    """A printed cell of a grid: its box on the page, and the rows and columns it covers."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int

    @property
    def span(self) -> Span:
        """The columns it covers."""
        return self.column, self.columns


class GridKind(Enum):
    """How a table shows its columns, and whether its rows could be told apart."""

    RULED = auto()
    PRINTED = auto()  # columns set apart by white space
    GOES_ON = auto()  # so, and it goes on from the page before without a header of its own
    UNREAD = auto()  # so, and nothing shows where its rows begin
    RUN_OVER = auto()  # columns of a table on a page before, which had no room for them


UNREAD_KINDS = (GridKind.UNREAD, GridKind.RUN_OVER)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its box, the x of its column edges, its cells row by row."""

    box: Box
    edges: tuple[float, ...]
    height: int
    places: tuple[Place, ...]
    kind: GridKind = GridKind.RULED

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.edges) - 1


def grids(rules: Rules, above: tuple[float, ...] = ()) -> list[Grid]:
    """The ruled tables of a page with at least two columns, from top to bottom.

    `above` are the column edges of the table at the foot of the page before: a repeated header and the
    rest of its last row may have a single rule each.
    """
    across, upright = len(rules.horizontal), len(rules.vertical)
    if across < (1 if above else 2) or upright < 1 or across * upright > _MOST_CROSSINGS:
        return []
    drawn = ((_grid(horizontal, vertical), len(horizontal)) for horizontal, vertical in _connected(rules))
    lowered = sorted(((grid, count) for grid, count in drawn if grid), key=lambda one: -one[0].box.top)
    found: list[Grid] = []
    for grid, count in reversed(lowered):
        rest = _same_edges(grid.edges, above)
        if count > 1 or rest or (found and _tops(grid, found[-1])):
            found.append(grid)
    return found[::-1]


def _tops(grid: Grid, below: Grid) -> bool:
    """Whether a grid below a single rule is a row directly on top of one with the same columns.

    So stands a repeated header where no rule is drawn over the rest of a row.
    """
    return abs(grid.box.bottom - below.box.top) <= _NEAR and _same_edges(grid.edges, below.edges)


def _same_edges(edges: tuple[float, ...], others: tuple[float, ...]) -> bool:
    return len(edges) == len(others) and all(
        abs(x - other) <= _NEAR for x, other in zip(edges, others, strict=True)
    )


# ---------------------------------------------------------------- which lines belong together


def _connected(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that touch or cross."""
    across = sorted(rules.horizontal, key=lambda rule: rule.at)
    heights = [rule.at for rule in across]
    leader = list(range(len(across) + len(rules.vertical)))

    def lead(member: int) -> int:
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    for number, upright in enumerate(rules.vertical, len(across)):
        index = bisect_left(heights, upright.start - _NEAR)
        while index < len(across) and heights[index] <= upright.end + _NEAR:
            if across[index].start - _NEAR <= upright.at <= across[index].end + _NEAR:
                leader[lead(number)] = lead(index)
            index += 1
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(across):
        groups.setdefault(lead(index), ([], []))[0].append(rule)
    for number, rule in enumerate(rules.vertical, len(across)):
        groups.setdefault(lead(number), ([], []))[1].append(rule)
    return list(groups.values())


# ---------------------------------------------------------------- one grid


def _grid(horizontal: list[Rule], vertical: list[Rule]) -> Grid | None:
    """The grid of connected lines; where the outer lines are missing, the ends of the others close it."""
    if not horizontal or not vertical:
        return None
    down = [Rule(-rule.at, rule.start, rule.end) for rule in horizontal]
    hanging = [Rule(rule.at, -rule.end, -rule.start) for rule in vertical]
    ys, xs = _positions(down, hanging), _positions(hanging, down)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > _MOST_PLACES:
        return None
    places = _places(xs, ys, _walls(down, ys, xs), _walls(hanging, xs, ys))
    return Grid(Box(xs[0], -ys[-1], xs[-1], -ys[0]), tuple(xs), rows, places)


def _positions(lines: list[Rule], across: list[Rule]) -> list[float]:
    """The distinct positions of `lines` in rising order, and the outermost ends of those `across`."""
    outer = [min(rule.start for rule in across), max(rule.end for rule in across)]
    positions: list[float] = []
    for at in sorted([*(rule.at for rule in lines), *outer]):
        if not positions or at - positions[-1] > _NEAR:
            positions.append(at)
    return positions


def _walls(rules: list[Rule], positions: list[float], across: list[float]) -> list[set[int]]:
    """For each of the `positions` the gaps of `across` over which a line is drawn there."""
    middles = [(a + b) / 2 for a, b in pairwise(across)]
    halfway = [(a + b) / 2 for a, b in pairwise(positions)]
    walls: list[set[int]] = [set() for _ in positions]
    for rule in rules:
        gaps = range(bisect_left(middles, rule.start), bisect_right(middles, rule.end))
        walls[bisect_left(halfway, rule.at)].update(gaps)
    return walls


def _places(
    xs: list[float], ys: list[float], above: list[set[int]], left: list[set[int]]
) -> tuple[Place, ...]:
    """Cells grow right, then down, until a wall or another cell stops them."""
    rows, columns = len(ys) - 1, len(xs) - 1
    places: list[Place] = []
    taken: list[set[int]] = [set() for _ in range(rows)]
    for row in range(rows):
        right = 0
        while right < columns:
            column, right = right, right + 1
            if column in taken[row]:
                continue
            while right < columns and row not in left[right] and right not in taken[row]:
                right += 1
            span, bottom = range(column, right), row + 1
            while bottom < rows and above[bottom].isdisjoint(span) and taken[bottom].isdisjoint(span):
                taken[bottom].update(span)
                bottom += 1
            box = Box(xs[column], -ys[bottom], xs[right], -ys[row])
            places.append(Place(box, row, column, bottom - row, right - column))
    return tuple(places)

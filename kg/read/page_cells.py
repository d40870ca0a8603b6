"""The words of ruled tables: characters sorted into cells, wrapped lines joined again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.read.page_grid import Grid, Place
from kg.read.page_marks import Box, Mark

_PADDING = 5.4
_ROOM = 2.2


class Words(NamedTuple):
    """What a place says; `full`: its last line had no room for more."""

    text: str
    full: bool


def words_of(grid: Grid, marks: Sequence[Mark]) -> list[Words]:
    """The words of each place of `grid`, in the order of its places."""
    shares: list[list[Mark]] = [[] for _ in grid.places]
    finder = _Finder(grid)
    for mark in marks:
        shares[finder.place_at(mark.box)].append(mark)
    return [_words(place, share) for place, share in zip(grid.places, shares, strict=True)]


class _Finder:
    """Finds the place of a grid on which a box stands."""

    def __init__(self, grid: Grid) -> None:
        self._edges = grid.edges[1:-1]
        tops: dict[int, float] = {}
        for place in grid.places:
            tops[place.row] = max(tops.get(place.row, place.box.top), place.box.top)
        self._rows = sorted(tops)
        self._below = [-tops[row] for row in self._rows[1:]]
        self._owner = {
            (row, column): number
            for number, place in enumerate(grid.places)
            for row in range(place.row, place.row + place.rows)
            for column in range(place.column, place.column + place.columns)
        }

    def place_at(self, box: Box) -> int:
        row = self._rows[bisect_right(self._below, -box.middle)]
        return self._owner[row, bisect_right(self._edges, (box.left + box.right) / 2)]


def _words(place: Place, marks: list[Mark]) -> Words:
    lines = [sorted(line, key=lambda mark: mark.box.left) for line in _lines(marks)]
    printed = ""
    for number, line in enumerate(lines):
        text = "".join(mark.text for mark in line).strip()
        if number:
            printed += _joint(printed, text, place, lines[number - 1], line)
        printed += text
    return Words(printed, bool(lines) and not _has_room(place, lines[-1]))


def _lines(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """Marks grouped by height on the page, from top to bottom."""
    line: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: -mark.box.middle):
        if line and line[0].box.middle - mark.box.middle > line[0].box.height / 2:
            yield line
            line = []
        line.append(mark)
    if line:
        yield line


def _joint(before: str, after: str, place: Place, upper: list[Mark], lower: list[Mark]) -> str:
    """What stands between two lines of a cell: a line break where the second had room on the first."""
    if _has_room(place, upper, _first_word(lower)):
        return "\n"
    return " " if _is_latin(before[-1:]) and _is_latin(after[:1]) else ""


def _has_room(place: Place, line: list[Mark], wanted: float = 0.0) -> bool:
    """Whether a place is so much wider than one of its lines."""
    room = place.box.right - place.box.left - 2 * _PADDING - (line[-1].box.right - line[0].box.left)
    return room > _ROOM * max(mark.box.height for mark in line) and room > wanted


def _first_word(line: list[Mark]) -> float:
    """How wide the part of `line` is that cannot be broken."""
    end = 0
    while end + 1 < len(line) and line[end].text.isascii() and line[end].text.isalnum():
        end += 1
    return line[end].box.right - line[0].box.left


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()

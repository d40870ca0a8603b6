"""The words of ruled tables: characters sorted into cells, wrapped lines joined again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.read.name_breaks import begins_label, may_end, names_meet
from kg.read.pages.grid import Grid, GridKind, Span
from kg.read.pages.marks import Box, Mark, by_height

_PADDING = 5.4
_ROOM = 2.2
_SLACK = 1.0
_LONGEST_NAME = 45
_OPENING = frozenset("（(〔《“‘")
_CLOSING = frozenset("、，。；：！？）)〕》”’,.;:")


class Words(NamedTuple):
    """What the places of a grid say, in their order.

    `full` are the columns whose last cell had no room for more on its last line.
    """

    texts: list[str]
    full: frozenset[int]


def words_of(grid: Grid, marks: Sequence[Mark]) -> Words:
    """The words of each place of `grid`."""
    shares: list[list[Mark]] = [[] for _ in grid.places]
    finder = _Finder(grid)
    for mark in marks:
        shares[finder.place_at(mark.box)].append(mark)
    lines = [_lines(share) for share in shares]
    spans = [place.span for place in grid.places]
    widths = _widths(grid, spans, lines)
    full = (
        place.column
        for place, own in zip(grid.places, lines, strict=True)
        if place.row + place.rows == grid.height and own and not _has_room(widths[place.span].sure, own[-1])
    )
    texts = [_joined(own, widths[span]) for span, own in zip(spans, lines, strict=True)]
    return Words(texts, frozenset(full))


def _lines(marks: list[Mark]) -> list[list[Mark]]:
    """The lines that `marks` make, from top to bottom and from left to right."""
    if len(marks) < 2:
        return [marks] if marks else []
    lines = by_height(marks)
    return [line if len(line) < 2 else sorted(line, key=lambda mark: mark.box.left) for line in lines]


class _Finder:
    """Finds the place of a grid on which a box stands."""

    def __init__(self, grid: Grid) -> None:
        self._edges = grid.edges[1:-1]
        tops: dict[int, float] = {}
        for box, row, *_ in grid.places:
            tops[row] = max(tops.get(row, box.top), box.top)
        self._rows = sorted(tops)
        self._below = [-tops[row] for row in self._rows[1:]]
        self._owner: dict[tuple[int, int], int] = {}
        for number, (_, top, left, rows, columns) in enumerate(grid.places):
            for row in range(top, top + rows):
                for column in range(left, left + columns):
                    self._owner[row, column] = number

    def place_at(self, box: Box) -> int:
        left, bottom, right, top = box
        row = self._rows[bisect_right(self._below, -(bottom + top) / 2)]
        return self._owner[row, bisect_right(self._edges, (left + right) / 2)]


class _Width(NamedTuple):
    """How wide the lines of a place may surely be, and how wide at most."""

    sure: float
    most: float


def _widths(grid: Grid, spans: list[Span], lines: list[list[list[Mark]]]) -> dict[Span, _Width]:
    """The width of each column, and of each run of columns that a place covers (its span).

    White space that parts columns belongs to none: without rules lines are as wide as the widest. Where
    there are rules, that is asked for in cells of several lines only.
    """
    ruled = grid.kind is GridKind.RULED
    asked = {span for span, own in zip(spans, lines, strict=True) if len(own) > 1 or not ruled}
    widest = dict.fromkeys(spans, 0.0)
    for span, own in zip(spans, lines, strict=True):
        if span in asked and own:
            widest[span] = max(widest[span], *[_end(line) - line[0].box.left for line in own])
    widths: dict[Span, _Width] = {}
    for span, width in widest.items():
        room = grid.edges[span[0] + span[1]] - grid.edges[span[0]]
        most = min(width, room)
        widths[span] = _Width(room - 2 * _PADDING if ruled else most, most)
    return widths


def _joined(lines: list[list[Mark]], width: _Width) -> str:
    """What the `lines` of a place of this `width` say, each joined to the one above it."""
    if len(lines) < 2:
        return _text(lines[0]) if lines else ""
    texts = [_text(line) for line in lines]
    printed, below = [texts[-1]], texts[-1]
    listed = "。" not in "".join(texts).rstrip("。")
    for at in range(len(lines) - 2, -1, -1):
        joint = _joint(_with_name(texts, at), below, lines[at : at + 2], width, listed=listed)
        printed += joint, texts[at]
        below = texts[at] + ("" if joint == "\n" else below[:_LONGEST_NAME])
    return "".join(reversed(printed))


def _text(line: list[Mark]) -> str:
    return (line[0].text if len(line) == 1 else "".join([mark.text for mark in line])).strip()


def _with_name(texts: list[str], at: int) -> str:
    """A line with those above it that hold the beginning of its first brackets, or the name before them."""
    text = texts[at]
    while at > 0 and (text[:1] in "（(" or _count(text, "）)") > _count(text, "（(")):
        at -= 1
        text = texts[at] + text
    return text


def _count(text: str, characters: str) -> int:
    return sum(map(text.count, characters))


def _end(line: list[Mark]) -> float:
    """Where a line ends but for a mark that hangs over."""
    if line[-1].text.rstrip()[-1:] not in _CLOSING:
        return line[-1].box.right
    last = [*line[-2:-1], *line[-1].characters()[-2:]]
    return last[-2 if len(last) > 1 else -1].box.right


def _joint(before: str, below: str, lines: list[list[Mark]], width: _Width, *, listed: bool) -> str:
    """What stands between two `lines` of a cell: a line break where the second does not go on with the first.

    The second had clearly room on the first, or begins with a label. Or the cell may be a list of names
    (`listed`), one of them ends there, and the next had room at least in the widest lines of the column,
    or cannot be the rest of it.
    """
    upper, lower = lines
    if begins_label(below) or (
        _has_room(width.sure, upper) and width.sure - _length(upper) > _first_word(lower)
    ):
        return "\n"
    if listed and may_end(before, below):
        room = width.most - _length(upper)
        if room > _unbroken(lower) - _SLACK or names_meet(before, below):
            return "\n"
    return " " if _is_latin(before[-1:]) and _is_latin(below[:1]) else ""


def _has_room(width: float, line: list[Mark]) -> bool:
    """Whether a place of this `width` is so much wider than one of its lines."""
    return width - _length(line) > _ROOM * max(mark.box.height for mark in line)


def _length(line: list[Mark]) -> float:
    return line[-1].box.right - line[0].box.left


def _first_word(line: list[Mark]) -> float:
    """How wide the part of `line` is that cannot be broken."""
    return _beginning(line, lambda one, _: one.isascii() and one.isalnum())


def _unbroken(line: list[Mark]) -> float:
    """How wide the beginning of `line` is that stays together: a character or word with marks around it."""
    return _beginning(line, _hold_together)


def _beginning(line: list[Mark], hold: Callable[[str, str], bool]) -> float:
    """How wide the beginning of `line` is in which every two characters `hold` together."""
    characters = (character for mark in line for character in mark.characters())
    last = next(characters)
    for character in characters:
        if not hold(last.text, character.text):
            break
        last = character
    return last.box.right - line[0].box.left


def _hold_together(one: str, other: str) -> bool:
    words = one.isascii() and other.isascii() and not one[-1].isspace()
    return words or one[0] in _OPENING or other[0] in _CLOSING


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()

"""Headers of tables without upright rules: lines of nothing but names of columns, wrapped or not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.read.column_words import Columns, columns_of
from kg.read.pages.lines import PrintedLine, Strip, one_word
from kg.read.pages.marks import Mark

FEWEST_COLUMNS = 2
_LONGEST_HEADER = 160
_MOST_LINES = 3
# one word with fewer characters over others may be the upper half of a name: 责任 over 单位
_SHORTEST_CAPTION = 5
# how much wider the white space behind a word may be than that between its characters, and be none yet
_EQUAL = 1.5


@dataclass(frozen=True, slots=True)
class Header:
    """The columns a header names, the white strips between them, over how many lines it goes.

    A table that goes on from another page has none on its own: no line. `sure`: every word is known.
    """

    columns: Columns
    strips: list[list[Strip]]
    height: int
    sure: bool

    def is_line(self) -> bool:
        """Whether it is one line that names columns and nothing else."""
        return self.sure and self.height == 1


def header_at(lines: list[PrintedLine], at: int) -> Header | None:
    """The header that begins on a line, if it is nothing but names of columns, wrapped or not."""
    for height in range(1, min(_MOST_LINES, len(lines) - at) + 1):
        header = lines[at : at + height]
        if sum(len(line.text) for line in header) > _LONGEST_HEADER:
            return None
        words = _stacked([word for line in header for word in _named(line.words)])
        if len(words) < FEWEST_COLUMNS:
            continue
        names = [word.text for word in words]
        sure = columns_of(names, strict=True)
        columns = sure or _counted(names)
        if columns and len(columns) >= FEWEST_COLUMNS:
            if height > 1 and _is_caption(lines, at, columns):
                return None
            strips = [[(one.box.right, other.box.left)] for one, other in pairwise(words)]
            return Header(columns, strips, height, sure is not None)
    return None


def _is_caption(lines: list[PrintedLine], at: int, columns: Columns) -> bool:
    """Whether a line of one long word stands over a header that is whole without it: 表1 分工 over 单位."""
    if len(lines[at].words) > 1 or len(lines[at].text) < _SHORTEST_CAPTION:
        return False
    below = header_at(lines, at + 1)
    return below is not None and len(below.columns) == len(columns)


def _counted(names: list[str]) -> Columns | None:
    """The columns of a header with words nobody knows, which its rows must bear out by counting."""
    columns = columns_of(names, strict=False) if len(names) > FEWEST_COLUMNS else None
    return columns if columns and columns.numbered else None


def _stacked(words: list[Mark]) -> list[Mark]:
    """Words one below the other are one, from left to right: 责任 over 单位."""
    columns: list[Mark] = []
    for word in sorted(words, key=lambda word: word.box.left):
        if columns and word.box.left < columns[-1].box.right:
            columns[-1] = one_word(sorted([columns[-1], word], key=lambda mark: -mark.box.top))
        else:
            columns.append(word)
    return columns


def _named(words: list[Mark]) -> list[Mark]:
    """The words of a header; characters set apart by equal blanks (工　作　任　务) are one word."""
    if len(words) < FEWEST_COLUMNS:
        return words
    named: list[list[Mark]] = []
    for word in words:
        if named and _spaced_out(named[-1], word):
            named[-1].append(word)
        else:
            named.append([word])
    return [one_word(marks) for marks in named]


def _spaced_out(marks: list[Mark], other: Mark) -> bool:
    """Whether `other` is one character more of a word that is printed wide, so far `marks`."""
    if len(marks[-1].text) > 1 or len(other.text) > 1:
        return False
    gap = other.box.left - marks[-1].box.right
    return all(gap < _EQUAL * (right.box.left - left.box.right) for left, right in pairwise(marks))

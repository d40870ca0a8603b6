"""The cells of a line that blanks part: some blanks stand inside a cell, and some cells are empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kg.fold import fold
from kg.model import Span, squeeze
from kg.read.column_words import ends_in_name, is_column_word, value
from kg.read.plain.dealt import printed_width
from kg.read.plain.line_looks import begins_time, goes_on_with_time, parted
from kg.read.plain.pieces import cut, filled

_LONGEST_TIME = 12
_DAY = re.compile(r"\d{1,2}日")
_FIGURE = re.compile("[0-9A-Za-z][^\\x00-\u2000]|[^\\x00-\u2000][0-9A-Za-z]")


def words_of_line(text: str, line: Span, blank: re.Pattern[str], *, timed: bool = False) -> list[Span]:
    """The cells of a line between blanks, those together that only look apart.

    A page sets figures off: 2025 年 6 月; and prints words for columns wide: 任 务. The number of a row
    stands by itself, and so do the name of a unit and what follows it, and where cells are `timed` a time.
    """
    cells = _whole_words(text, filled(cut(text, line, blank)))
    joined = cells[:1]
    for cell in cells[1:]:
        last = joined[-1]
        figure = _FIGURE.match(text[last.end - 1] + text[cell.start])
        number = len(joined) == 1 and value(last.of(text)) is not None
        if figure and not _are_apart(text, last, cell, line, number=number, timed=timed):
            joined[-1] = Span(last.start, cell.end)
        else:
            joined.append(cell)
    return joined


def _are_apart(text: str, last: Span, cell: Span, line: Span, *, number: bool, timed: bool) -> bool:
    """Whether what a blank sets apart at a figure are two cells; the first may be the `number` of a row."""
    words, more = last.of(text), cell.of(text)
    if (number and parted(words, more)) or ends_in_name(words) or ends_in_name(more):
        return True
    return timed and _begins_time(text, words, cell, line)


def _whole_words(text: str, cells: Sequence[Span]) -> list[Span]:
    """The cells, single characters together where they are a word for a column printed wide."""
    if all(cell.end - cell.start > 1 for cell in cells):
        return list(cells)
    whole: list[Span] = []
    for single, run in groupby(cells, key=lambda cell: cell.end - cell.start == 1):
        parts = list(run)
        word = Span(parts[0].start, parts[-1].end)
        whole += [word] if single and len(parts) > 1 and is_column_word(word.of(text)) else parts
    return whole


def _begins_time(text: str, last: str, cell: Span, line: Span) -> bool:
    """Whether with `cell` on its line a time begins, and none goes on from the words `last`."""
    rest = fold(squeeze(text[cell.start : line.end]))[:_LONGEST_TIME]
    before = fold(squeeze(last))
    of_month = before.endswith("月") and _DAY.match(rest)
    return begins_time(rest) and not of_month and not goes_on_with_time(before, rest)


def begun_on_lines(lines: Sequence[Sequence[Span]]) -> frozenset[int]:
    """Which of the words behind the number of a row, given line by line, follow another on their line."""
    begun: set[int] = set()
    at = -1
    for line in lines:
        begun.update(range(at + 1, at + len(line)))
        at += len(line)
    return frozenset(begun)


def in_place(text: str, header: Sequence[Span], cells: Sequence[Span]) -> list[Span]:
    """The cells of a line that begin right below words of the header, with empty ones below the others.

    None where one of them begins elsewhere.
    """
    places = {_place(text, cell): cell for cell in cells}
    below = [places.pop(_place(text, word), None) for word in header]
    start = cells[0].start if cells else 0
    return [cell or Span(start, start) for cell in below] if not places else []


def _place(text: str, cell: Span) -> float:
    """How far from the left end of its line a cell begins."""
    return printed_width(text[text.rfind("\n", 0, cell.start) + 1 : cell.start])

"""Headers of task tables in a plain text below which no table could be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kg.lexicon import load
from kg.model import UNREAD_TABLE, Issue, Span, squeeze
from kg.read.column_words import (
    UNITS,
    column_kinds,
    columns_of,
    ends_in_name,
    is_column_word,
    speaks_of_tasks,
    value,
)
from kg.read.draft import Draft
from kg.read.plain.blank_cells import words_of_line
from kg.read.plain.copied import copied_header
from kg.read.plain.loose import unit_words
from kg.read.plain.pieces import PIPE, cut, filled, filled_lines
from kg.read.plain.stacked import cells_above
from kg.words.columns import vague_headers

_BRACKET = re.compile(r"[（(][^（）()]*[)）]$")
_BLANKS = re.compile(r"\s+")
# so many words of columns are a header although none of them counts the rows
_SURE = 4
# columns of units that are there only where something is handed out
_SURE_UNITS = frozenset(["lead", "support"])
_FEWEST = 3
_LONGEST = 400


def with_lost_headers(draft: Draft) -> Draft:
    """A draft with an issue for each such header outside its tables, those that are unread among them."""
    unread = [issue.span for issue in draft.issues if issue.code == UNREAD_TABLE]
    known = sorted([*(table.span for table in draft.tables), *unread])
    lost = list(_lost_headers(draft.text, known))
    return replace(draft, issues=(*draft.issues, *lost)) if lost else draft


def _lost_headers(text: str, known: Sequence[Span]) -> Iterator[Issue]:
    """An issue for each header outside the tables `known`, which are in printed order."""
    done = 0
    for word, line in unit_words(text):
        place = bisect_right(known, (word.start, len(text)))
        if line is None or line.start < done or (place and known[place - 1].end > word.start):
            continue
        header = _side_by_side(text, line) or _above_a_count(text, line) or _above_names(text, line)
        header = header or _one_below_the_other(text, line)
        floor = max(done, known[place - 1].end if place else 0)
        header = header or copied_header(text, line, floor)
        inside = place < len(known) and header and known[place].start < header[-1].end
        if header and not inside:
            span = Span(header[0].start, header[-1].end)
            words = " ".join(squeeze(cell.of(text)) for cell in header)
            yield Issue(UNREAD_TABLE, f"“{words}”像是表头，下面没有读出表格", span)
            done = span.end


def _side_by_side(text: str, line: Span) -> list[Span]:
    """The cells of a line that is a header."""
    mark = PIPE if PIPE.search(text, *line) else _BLANKS
    return _header(text, filled(cut(text, line, mark)))


def _above_a_count(text: str, line: Span) -> list[Span]:
    """The cells between pipes of a line that is a header, right above the first row that is counted.

    It may be the second of two whose merged cells left nothing in their place, so that few words are known.
    """
    cells = filled(cut(text, line, PIPE))
    words = [cell.of(text) for cell in cells]
    kinds = list(map(column_kinds, words))
    owned = any(one & UNITS for one in kinds) or any(word in load("headers")["shared"] for word in words)
    if len(cells) < _FEWEST or not owned or sum(map(bool, kinds)) * 2 <= len(cells):
        return []
    below = _line_below(text, line.end)
    row = filled(cut(text, below, PIPE)) if below else []
    counts = len(row) >= len(cells) and value(row[0].of(text)) == 1
    return cells if counts and any(map(speaks_of_tasks, words)) else []


def _above_names(text: str, line: Span) -> list[Span]:
    """The cells of a line that ends in a word for units, above a line of as many that ends in their names."""
    cells = filled(cut(text, line, _BLANKS))
    words = [cell.of(text) for cell in cells]
    if len(cells) < _FEWEST or PIPE.search(text, *line):
        return []
    if squeeze(words[-1]) in vague_headers() or not _is_word(text, cells[-1]):
        return []
    tells = any(speaks_of_tasks(word) or word in load("headers")["alone"]["task"] for word in words)
    below = _line_below(text, line.end) if tells else None
    row = words_of_line(text, below, _BLANKS) if below else []
    return cells if len(row) == len(cells) and ends_in_name(row[-1].of(text)) else []


def _one_below_the_other(text: str, line: Span) -> list[Span]:
    """The lines around `line`, each a word of a header."""
    lines = filled_lines(text, line.start, min(len(text), line.start + _LONGEST))
    below = takewhile(lambda cell: _is_word(text, cell), (_alone(text, one) for one in lines))
    above = takewhile(lambda cell: _is_word(text, cell), cells_above(text, line.start, 0))
    return _header(text, [*reversed(list(above)), *below])


def _alone(text: str, line: Span) -> Span:
    """The cell that a line is, pipes aside; the whole line where there are several."""
    cells = filled(cut(text, line, PIPE))
    return cells[0] if len(cells) == 1 else line


def _is_word(text: str, cell: Span) -> bool:
    return is_column_word(_BRACKET.sub("", cell.of(text)))


def _header(text: str, cells: list[Span]) -> list[Span]:
    """The cells, if they are words of columns, at most one a little longer: one of tasks, one of units.

    Right above the first row that is counted most of them are such words.
    """
    if len(cells) < _FEWEST:
        return []
    words = [cell.of(text) for cell in cells]
    if "number" in column_kinds(words[0]) and _counts_from_one(text, cells[-1].end):
        hands_out = any(column_kinds(word) & _SURE_UNITS and word not in vague_headers() for word in words)
        return cells if hands_out or columns_of(words, strict=False) else []
    longer = sum(not _is_word(text, cell) for cell in cells)
    if longer > 1 or not _is_word(text, cells[-1]):
        return []
    columns = columns_of(words, strict=len(cells) < _SURE)
    counted = columns is not None and any("number" in kinds for kinds in columns.kinds)
    return cells if columns and (counted or len(cells) >= _SURE) else []


def _counts_from_one(text: str, at: int) -> bool:
    """Whether the line below `at` begins with the number 1."""
    below = _line_below(text, at)
    return below is not None and value(_BLANKS.split(below.of(text), 1)[0]) == 1


def _line_below(text: str, at: int) -> Span | None:
    """The next line behind `at` on which something stands, if it is near."""
    return next(filled_lines(text, at, min(len(text), at + _LONGEST)), None)

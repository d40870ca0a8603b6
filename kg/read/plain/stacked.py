"""Tables whose cells follow one another: each on a line, a pipe behind or before it, or all on one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.model import Span, Table
from kg.read.column_words import (
    UNITS,
    column_kinds,
    columns_of,
    ends_in_name,
    is_column_word,
    is_heading,
    is_numeral,
    value,
)
from kg.read.plain.header_lines import headers_of
from kg.read.plain.opened_cells import opened_table
from kg.read.plain.pieces import PIPE, Ahead, cut, filled, filled_lines, trimmed
from kg.read.plain.piped_rows import PipedRows
from kg.read.plain.wrapped_rows import WrappedRows

_MOST_COLUMNS = 12
# a header whose words are wrapped has so many lines, the number 1 below it with them
_MOST_LINES = 2 * _MOST_COLUMNS + 2
# words above a column of units that name no column we know
_MOST_STRANGE = 2
_LONGEST_HEADER = 40
_LONGEST_CELL = 2000
_WORD = re.compile(r"\S+")
# several words on one line, not one word printed wide
_WORDS = re.compile(r"\S\S\s+\S|\S\s+\S\S")


def stacked_table(text: str, line: Span, floor: int, end: int) -> Table | None:
    """The table between `floor` and `end` whose header has the cell `line`, a column of units."""
    lone = filled(cut(text, line, PIPE))
    if len(lone) != 1 or not column_kinds(lone[0].of(text)) & UNITS:
        return None
    if _WORDS.search(text, *lone[0]) and not is_column_word(lone[0].of(text)):
        return None
    if table := opened_table(text, line, floor, end):
        return table
    start, numbered = _header_start(text, lone[0], floor)
    classed = numbered and _is_below_class(text, start, floor)
    if PIPE.search(text, start, line.end) and (table := _piped_table(text, start, end, classed=classed)):
        return table
    if numbered:
        return table_of_pieces(text, lambda: _lines(text, start, end), classed=classed)
    return _table_of_whole_lines(text, start, end)


def flat_table(text: str, word: Span, floor: int, end: int) -> Table | None:
    """The table between `floor` and `end` whose cells stand on one line, parted by blanks.

    `word` ends a word of its header, which counts the rows and is followed by the first of them.
    """
    start = _flat_start(text, word, floor)
    header = _header(text, Ahead(_words(text, start, end))) if start < word.start else []
    if not all(column_kinds(cell.of(text)) for cell in header):
        return None
    if not header or not _WORD.search(text, header[-1].end, _line_end(text, header[-1].end, end)):
        return None
    if text.find("\n", start, header[-1].end) >= 0:
        return None
    return table_of_pieces(text, lambda: _words(text, start, end))


def _flat_start(text: str, word: Span, floor: int) -> int:
    """Where the words of columns before `word` on its line begin, at that of numbers; else where it does."""
    line = max(floor, text.rfind("\n", floor, word.start) + 1, word.start - _LONGEST_HEADER)
    before = list(_words(text, line, word.start))
    for cell in reversed(before):
        kinds = column_kinds(cell.of(text))
        if "number" in kinds:
            return cell.start
        if not kinds and cell.end < word.start:
            break
    return word.start


def _line_end(text: str, at: int, end: int) -> int:
    stop = text.find("\n", at, end)
    return end if stop < 0 else stop


def _header_start(text: str, unit: Span, floor: int) -> tuple[int, bool]:
    """Where the header begins: at its column of numbers, or at the first of the words right above `unit`."""
    start, strange = unit.start, 0
    for cell in cells_above(text, unit.start, floor):
        kinds = column_kinds(cell.of(text))
        if "number" in kinds:
            return cell.start, True
        strange += not kinds
        if strange > _MOST_STRANGE or kinds & UNITS:
            break
        start = start if strange else cell.start
    return start, False


def _is_below_class(text: str, start: int, floor: int) -> bool:
    """Whether the word for a column of classes stands above the word of the numbers at `start`."""
    above = next(cells_above(text, start, floor), None)
    return above is not None and "group" in column_kinds(above.of(text))


def cells_above(text: str, at: int, floor: int) -> Iterator[Span]:
    """The cells above the line of `at`, upwards, as long as they are short and alone on their lines.

    A line may hold several where a pipe ends it, as it ends each of them.
    """
    found = 0
    end = _end_above(text, at, floor)
    while end >= 0 and found < _MOST_LINES:
        above = _end_above(text, end, floor)
        line = Span(max(above + 1, floor), end)
        cells = filled(cut(text, line, PIPE)) if line.end - line.start < _LONGEST_HEADER else []
        if len(cells) > 1 and not PIPE.search(text, cells[-1].end, line.end):
            return
        found += len(cells)
        yield from reversed(cells)
        end = above


def _end_above(text: str, at: int, floor: int) -> int:
    """The nearest end of a line before `at`; -1 where none is near."""
    return text.rfind("\n", max(floor, at - _LONGEST_HEADER), at)


# ---------------------------------------------------------------- cells


def _between_pipes(text: str, start: int, end: int) -> Iterator[Span]:
    """The cells that pipes end, empty ones too; behind the last pipe the rest of the line."""
    at = start
    for pipe in PIPE.finditer(text, start, end):
        if pipe.start() - at > _LONGEST_CELL:
            break
        yield trimmed(text[at : pipe.start()], at)
        at = pipe.end()
    yield from filled(list(filled_lines(text, at, min(end, at + _LONGEST_CELL)))[:1])


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The cells that are lines, pipes aside."""
    for line in filled_lines(text, start, end):
        yield from filled(cut(text, line, PIPE))


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    """The cells that blanks end, no empty ones."""
    return (Span(*found.span()) for found in _WORD.finditer(text, start, end))


# ---------------------------------------------------------------- tables


def _piped_table(text: str, start: int, end: int, *, classed: bool) -> Table | None:
    """The table whose cells are ended by pipes."""
    ahead = Ahead(_between_pipes(text, start, end))
    header = _header(text, ahead, classed=classed) or _known_words(text, ahead)
    columns = columns_of([cell.of(text) for cell in header], strict=False) if header else None
    if columns is None:
        return None
    ahead.drop(len(header))
    if not columns.numbered and _counts(text, ahead):
        columns, header, classed = columns.counted(), [Span(start, start), *header[columns.classed :]], True
    piped = PipedRows(text, columns, header, ahead, classed=classed)
    return piped.below.table() if (piped.numbered() if columns.numbered else piped.rows()) else None


def _counts(text: str, ahead: Ahead) -> bool:
    """Whether the cells to come begin with the number 1, or with a class and the number 1."""
    return 1 in [value(cell.of(text)) for cell in ahead.first(2)]


def table_of_pieces(text: str, *ways: Callable[[], Iterator[Span]], classed: bool = False) -> Table | None:
    """The table whose cells are single pieces or go over several, by the header that more rows fit.

    There may be several `ways` to cut it into pieces; of those equally good the first is taken, and no
    other is looked for behind one by which all rows fit.
    """
    best: WrappedRows | None = None
    for pieces in ways:
        if best and not best.misfits:
            break
        for header, taken in headers_of(text, _header(text, Ahead(pieces()), classed=classed)):
            columns = columns_of([cell.of(text) for cell in header], strict=False)
            if columns is None or not columns.numbered:
                continue
            ahead = Ahead(pieces())
            ahead.drop(taken)
            rows = WrappedRows(text, columns, header, ahead, classed=classed)
            if rows.read() > (best.owned if best else 0):
                best = rows
    return best.below.table() if best else None


def _table_of_whole_lines(text: str, start: int, end: int) -> Table | None:
    """The table whose cells are lines and whose rows nobody counts: several that fit its known words.

    The first of these may be the title above the header, and not one of them: 重点任务表. Below two words
    alone (单位, 主要职责) more rows have to fit.
    """
    words = _known_words(text, Ahead(_lines(text, start, end)), least=2)
    titled = bool(words) and not is_column_word(words[0].of(text))
    for title in range(1 + titled):
        header = words[title:]
        columns = columns_of([cell.of(text) for cell in header], strict=True) if header else None
        sure = len(header) > 2 or all(is_column_word(cell.of(text)) for cell in header)
        if columns is None or not sure:
            continue
        ahead = Ahead(_lines(text, header[0].start, end))
        ahead.drop(len(header))
        piped = PipedRows(text, columns, header, ahead)
        if piped.rows() > 1 + (len(header) == 2):
            return piped.below.table()
    return None


def _header(text: str, ahead: Ahead, *, classed: bool = False) -> list[Span]:
    """The cells above the first number, without headings of rows; none where no column counts them.

    `classed`: the last of them may be the name of a class.

    That is 1, or in an excerpt from a longer table any number right below words that name columns.
    """
    cells = ahead.first(_MOST_LINES)
    words = [cell.of(text) for cell in cells]
    if "number" not in column_kinds("".join(words[:1])):
        return []
    other = (at for at, word in enumerate(words) if not column_kinds(word) and not is_heading(word))
    below = next(other, len(words))
    later = below if below < len(words) and value(words[below]) else _first_of_rows(words)
    one = next((at for at, word in enumerate(words) if value(word) == 1), later)
    one -= classed and one > 1 and not column_kinds(words[one - 1])
    while one > 1 and (heads := _headings_above(words, one)):
        one -= heads
    return cells[:one]


def _headings_above(words: Sequence[str], at: int) -> int:
    """How many cells right above that at `at` are a heading: its words, and perhaps its numeral."""
    if at > 2 and is_numeral(words[at - 2]) and not column_kinds(words[at - 1]):
        return 2
    return int(is_heading(words[at - 1]))


def header_above_one(text: str, ahead: Ahead) -> list[Span]:
    """The words of columns above the first number, wrapped ones together; none where few are known."""
    lines = _header(text, ahead)
    for header, _ in headers_of(text, lines):
        if columns_of([cell.of(text) for cell in header], strict=False):
            return header
    return []


def _first_of_rows(words: list[str]) -> int:
    """Where a row of as many cells as stand above it begins with a number and the next with the following.

    0 where none does. Some of the words above it may name columns that nobody knows; names stand below
    those of units.
    """
    first = next((at for at, word in enumerate(words) if value(word) is not None), len(words))
    number = value(words[first]) if 2 * first < len(words) else None
    if number is None or value(words[2 * first]) != number + 1:
        return 0
    row = zip(words[:first], words[first : 2 * first], strict=True)
    return first if all(ends_in_name(word) for header, word in row if column_kinds(header) & UNITS) else 0


def _known_words(text: str, ahead: Ahead, least: int = 3) -> list[Span]:
    """The leading words of columns, if there are so many."""
    cells = ahead.first(_MOST_COLUMNS + 2)
    known = next((at for at, cell in enumerate(cells) if not column_kinds(cell.of(text))), len(cells))
    return cells[:known] if known >= least else []

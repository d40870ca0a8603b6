"""Rows whose fields are set off by tabs; one whose cell has a line break in it is whole again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.lexicon import load
from kg.model import Span, squeeze
from kg.read.column_words import ENDED, UNITS, Columns, columns_of, is_column_word, lists_units, value
from kg.read.plain.pieces import trimmed

_LINE_WITH_TAB = re.compile(r"^[^\n]*\t[^\n]*$", re.MULTILINE)
# over so many lines a row goes at most
_ROW_LINES = 8
_SECTION = re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)]?、?")
# what no row of a task is without
_NEEDED = ENDED | {"task", "number"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its stretch of the text and the stretches of its fields."""

    span: Span
    fields: tuple[Span, ...]

    def texts(self, text: str) -> list[str]:
        """The fields without white space."""
        return [squeeze(field.of(text)) for field in self.fields]


def tab_runs(text: str) -> Iterator[list[Row]]:
    """Runs of directly following rows with the same number of fields."""
    run: list[Row] = []
    for found in _LINE_WITH_TAB.finditer(text):
        if run and found.start() < run[-1].span.end:
            continue
        row = _tab_row(text, Span(*found.span()))
        if run and not _follows(run, row) and (columns := _known(text, run[0])):
            if rest := _rest_of_last(text, columns, run[-1], row):
                run[-1] = _joined(run[-1], _tab_row(text, rest))
            if _is_right_below(run, row):
                row = _completed(text, columns, run[-1], row)
        if run and not _follows(run, row):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _completed(text: str, columns: Columns, last: Row, row: Row) -> Row:
    """A row with the cells it lacks: cut off at its end, merged, on the lines below it, or left out."""
    whole = _cut_off(text, columns, row, _may_end) or _below_merged(text, columns, row)
    whole = whole or _whole(text, columns, row)
    if len(whole.fields) < len(columns):
        whole = _with_gap(text, columns, last, whole)
    if len(whole.fields) < len(columns):
        whole = _cut_off(text, columns, whole, _is_counted) or whole
    return whole


def _follows(run: list[Row], row: Row) -> bool:
    return _is_right_below(run, row) and len(row.fields) == len(run[0].fields)


def _is_right_below(run: list[Row], row: Row) -> bool:
    return row.span.start == run[-1].span.end + 1


def _tab_row(text: str, line: Span) -> Row:
    fields, at = [], line.start
    for field in line.of(text).split("\t"):
        fields.append(trimmed(field, at))
        at += len(field) + 1
    return Row(line, tuple(fields))


def _known(text: str, header: Row) -> Columns | None:
    """The columns of a run whose first row names them."""
    return columns_of([field.of(text) for field in header.fields], strict=False)


def _whole(text: str, columns: Columns, row: Row) -> Row:
    """A row with too few fields and the lines below it, where these have the fields it lacks."""
    whole, width = row, len(columns)
    for line in _lines(text, row.span.end + 1, _ROW_LINES):
        more = _tab_row(text, line)
        if len(whole.fields) >= width or _begins_anew(text, more):
            break
        whole = _joined(whole, more)
    fits = len(whole.fields) == width and columns.tidy([field.of(text) for field in whole.fields])
    return whole if fits else row


def _below_merged(text: str, columns: Columns, row: Row) -> Row | None:
    """A row that lacks its first cells, which are merged over it: browsers copy them in one row only.

    Its units stand where they do in a row without them. One that begins with its number lacks none of these.
    """
    lacking = len(columns) - len(row.fields)
    counted = columns.numbered and value(row.fields[0].of(text)) is not None
    if lacking < 1 or counted or not columns.may_lack(lacking):
        return None
    fields = (*[Span(row.span.start, row.span.start)] * lacking, *row.fields)
    texts = [field.of(text) for field in fields]
    units = [words for words, kinds in zip(texts, columns.kinds, strict=True) if kinds & UNITS]
    sure = any(units) and all(lists_units(words) for words in units if words) and columns.tidy(texts)
    return Row(row.span, fields) if sure else None


def _cut_off(
    text: str, columns: Columns, row: Row, may_end: Callable[[Columns, list[str]], bool]
) -> Row | None:
    """A row that lacks its last cells, if they may be empty: the end of a line is often cut off then."""
    lacking = len(columns) - len(row.fields)
    if lacking < 1 or not may_end(columns, row.texts(text)):
        return None
    return Row(row.span, (*row.fields, *[Span(row.span.end, row.span.end)] * lacking))


def _may_end(columns: Columns, texts: list[str]) -> bool:
    """Whether the last cells of a row may be empty: they are neither of its task, nor of units or limits.

    So they are of sums, of headings and of the parts of a merged header.
    """
    filled = list(filter(None, texts))
    units = list(filter(None, columns.unit_texts(texts)))
    if not texts[0] and all(map(is_column_word, filled)):
        return True
    if not units:
        return _heads_or_sums(texts[0])
    free = all(kinds.isdisjoint(_NEEDED) for kinds in columns.kinds[len(texts) :])
    return free and columns.tidy(texts) and all(map(lists_units, units))


def _is_counted(columns: Columns, texts: list[str]) -> bool:
    """Whether a row has a number and a task in their columns, and its units are merged with those above."""
    told = list(zip(columns.kinds, texts, strict=False))
    counted = any("number" in kinds and value(text) is not None for kinds, text in told)
    return counted and any("task" in kinds and text and value(text) is None for kinds, text in told)


def _heads_or_sums(first: str) -> bool:
    """Whether the first cell of a row counts a section or says that the row sums up: 二, 合计."""
    return _SECTION.fullmatch(first) is not None or first in load("headers")["remarks"]


def _with_gap(text: str, columns: Columns, last: Row, row: Row) -> Row:
    """A row that counts on and lacks another cell, with an empty one where the others can stand around it."""
    before, number = value(last.fields[0].of(text)), value(row.fields[0].of(text))
    if len(columns) - len(row.fields) != 1 or before is None or number != before + 1:
        return row
    for at in range(len(columns) - 1, 0, -1):
        end = row.fields[at - 1].end
        whole = Row(row.span, (*row.fields[:at], Span(end, end), *row.fields[at:]))
        if columns.tidy([field.of(text) for field in whole.fields]):
            return whole
    return row


def _begins_anew(text: str, row: Row) -> bool:
    """Whether a line cannot go on with the last cell of the line above."""
    first = row.fields[0].of(text)
    return not first or value(first) is not None


def _rest_of_last(text: str, columns: Columns, last: Row, row: Row) -> Span | None:
    """The units on lines of their own between a row that ends in units and the next one that counts on."""
    before, number = value(last.fields[0].of(text)), value(row.fields[0].of(text))
    rest = Span(last.span.end + 1, row.span.start - 1)
    if not columns.kinds[-1] & UNITS or before is None or number != before + 1 or rest.end <= rest.start:
        return None
    lines = list(_lines(text, rest.start, _ROW_LINES + 1))
    lines = [line for line in lines if line.end <= rest.end]
    whole = bool(lines) and lines[-1].end == rest.end and len(lines) <= _ROW_LINES
    return rest if whole and all(lists_units(line.of(text)) for line in lines) else None


def _joined(row: Row, more: Row) -> Row:
    """A row that goes on in `more`, whose first field is the rest of its last one, or all of an empty one."""
    last, rest = row.fields[-1], more.fields[0]
    cut = Span(last.start if last.start < last.end else rest.start, rest.end)
    return Row(Span(row.span.start, more.span.end), (*row.fields[:-1], cut, *more.fields[1:]))


def _lines(text: str, at: int, most: int) -> Iterator[Span]:
    """The lines from `at` on, at most so many."""
    for _ in range(most):
        if at >= len(text):
            return
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield Span(at, end)
        at = end + 1

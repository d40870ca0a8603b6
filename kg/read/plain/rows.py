"""Tables printed as lines of a plain text: fields set off by tabs, or by pipes as in Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from kg.model import Cell, Span, Table
from kg.read.column_words import columns_of, is_heading, names_column, value
from kg.read.plain.lined import BLANKS
from kg.read.plain.loose import loose_tables, names_units
from kg.read.plain.pieces import filled_lines, trimmed
from kg.read.plain.tab_rows import Row, tab_runs

_PIPE_RULE = re.compile(r"^[ ]{0,3}\|?[ ]*+:?-++:?[ ]*+(?:\|[ ]*+:?-++:?[ ]*+)*+\|?[ \t]*+$", re.MULTILINE)
_PIPE = re.compile(r"(?<!\\)\|")
_BOXED_ROW = re.compile(r"^[ ]*+\|(?:[^|\n]*+\|){2,}+[ \t]*+$", re.MULTILINE)
_FEWEST_LABELS = 3  # that we know, of a form
_MOST_HEADINGS = 6
# over so many lines below its first a row goes at most
_ROW_LINES = 8
# the number of a heading of rows in a field of its own
_COUNTS_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?")


def tables_in(text: str, known: Sequence[Table] = ()) -> tuple[Table, ...]:
    """Every table printed in `text`, in printed order, and those `known`."""
    found = list(known)
    if "|" in text:
        found += _pipe_tables(text)
    if "\t" in text:
        found += _tab_tables(text)
    found = list(_apart(found))
    found += loose_tables(text, [table.span for table in found])
    if "|" in text:
        found += _boxed_tables(text, [table.span for table in found])
    return tuple(sorted(found, key=_start))


def headed_tables_between(text: str, known: Sequence[Table]) -> tuple[Table, ...]:
    """The tables `known`, and those printed as lines between them whose headers name their columns."""
    found = list(known)
    bounds = [0, *(at for table in known for at in table.span), len(text)]
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        part = text[start:end]
        tables = tables_in(part) if _may_name_columns(part) else ()
        found += [table for one in tables if _is_headed(text, table := one.shift(start))]
    return tuple(sorted(found, key=_start))


def _may_name_columns(text: str) -> bool:
    """A cheap look whether a line may name a column of units: one without commas, or with blanks in it."""
    lines = text.split("\n")
    short = [line for line in lines if "，" not in line]
    for blank in BLANKS:
        if blank in text:
            short += [line for line in lines if blank in line]
    return any(map(names_units, short))


def _is_headed(text: str, table: Table) -> bool:
    return columns_of([cell.span.of(text) for cell in table.cells if cell.row == 0], strict=False) is not None


def _start(table: Table) -> int:
    return table.span.start


def _apart(tables: list[Table]) -> Iterator[Table]:
    """The tables in printed order; of two that overlap the first."""
    end = 0
    for table in sorted(tables, key=_start):
        if table.span.start >= end:
            yield table
            end = table.span.end


# ---------------------------------------------------------------- tabs


def _tab_tables(text: str) -> Iterator[Table]:
    table: list[Row] = []
    for run in tab_runs(text):
        if table and all(_heads_rows(row.span.of(text)) for row in run):
            continue
        if table and (more := _more_rows(text, table, run)):
            table += more
            continue
        if len(table) > 1:
            yield _as_table(_unquoted(text, table))
        table = run if _has_header(text, run) else []
    if len(table) > 1:
        yield _as_table(_unquoted(text, table))


def _unquoted(text: str, table: list[Row]) -> list[Row]:
    """The rows without the quotes around cells with line breaks, which spreadsheets copy with them."""
    return [replace(row, fields=tuple(_bare(text, field) for field in row.fields)) for row in table]


def _bare(text: str, field: Span) -> Span:
    words = field.of(text) if text.startswith('"', field.start) else ""
    quoted = len(words) > 1 and words.endswith('"') and "\n" in words
    return trimmed(words[1:-1], field.start + 1) if quoted else field


def _has_header(text: str, run: list[Row]) -> bool:
    """A header names every column, or all but the parts of merged cells, which the row below it names.

    The numbers need no name. A mere two columns want a second row to be more than a tabbed line; three
    known ones may stand alone, over a heading of rows.
    """
    header, columns = run[0].texts(text), len(run[0].fields)
    known = columns > 2 and columns_of(header, strict=False) is not None
    if known and all(header[1:]) and len(run) > 1 and value(run[1].texts(text)[0]) == 1:
        return True
    if not all(header) and _labels_rows(text, run):
        return True
    if not all(header):
        parts = run[1].texts(text) if known and len(run) > 2 else []
        return bool(parts) and not parts[0] and all(map(any, zip(header, parts, strict=True)))
    return known or (len(run) + columns > 4 and len(run) > 1)


def _labels_rows(text: str, run: list[Row]) -> bool:
    """Whether most rows below the first begin with labels that we know: records stand beside each other."""
    firsts = [next(filter(None, row.texts(text)), "") for row in run[1:]]
    known = sum(map(names_column, firsts))
    return known >= _FEWEST_LABELS - 1 and known * 3 >= len(firsts) * 2


def _more_rows(text: str, table: list[Row], run: list[Row]) -> list[Row]:
    """The rows of `run`, if it goes on with `table` after a page break or below a heading of rows.

    Between the two stand only blank lines, and the header is repeated or the first column counts on; or
    such headings, below which it may count from any number, or not at all.
    """
    if len(run[0].fields) != len(table[0].fields):
        return []
    between = filled_lines(text, table[-1].span.end, run[0].span.start)
    lines = list(islice(between, _MOST_HEADINGS + 1))
    if len(lines) > _MOST_HEADINGS or not all(_heads_rows(line.of(text)) for line in lines):
        return []
    if lines:
        headings = [Row(line, (line,)) for line in lines]
        return [*headings, *run] if _goes_on_below_heading(text, table, run) else []
    if _same_header(text, table, run):
        return run[1:]
    return run if _counts_on(text, table, run) else []


def _heads_rows(line: str) -> bool:
    """Whether a line is a heading of rows, its number perhaps set off from its words by a tab."""
    if "\t" not in line:
        return is_heading(line)
    fields = [field.strip() for field in line.split("\t") if field.strip()]
    return len(fields) == 2 and _COUNTS_HEADING.fullmatch(fields[0]) is not None


def _goes_on_below_heading(text: str, table: list[Row], run: list[Row]) -> bool:
    """Whether the rows below a heading have the columns that the table above it names."""
    columns = columns_of(table[0].texts(text), strict=False)
    row = run[0].texts(text)
    if columns is None or columns_of(row, strict=False) is not None:
        return False
    return value(row[0]) is not None if columns.numbered else columns.tidy(row)


def _same_header(text: str, table: list[Row], run: list[Row]) -> bool:
    return run[0].texts(text) == table[0].texts(text)


def _counts_on(text: str, table: list[Row], run: list[Row]) -> bool:
    last, first = table[-1].texts(text)[0], run[0].texts(text)[0]
    return (
        last.isdecimal()
        and first.isdecimal()
        and len(first) < 7
        and len(last) < 7
        and int(first) == int(last) + 1
    )


# ---------------------------------------------------------------- pipes


def _pipe_tables(text: str) -> Iterator[Table]:
    end = 0
    for rule in _PIPE_RULE.finditer(text):
        if "|" not in rule.group() or rule.start() < max(end, 1):
            continue
        header = _line_at(text, text.rfind("\n", 0, rule.start() - 1) + 1)
        boxed = header.of(text).strip().startswith("|") and header.of(text).rstrip().endswith("|")
        lines = _lines_with_pipe(text, rule.end() + 1, boxed=boxed)
        rows = [_pipe_row(text, line) for line in (header, *lines)]
        if len(rows[0].fields) == len(_pipe_row(text, Span(*rule.span())).fields):
            yield _as_table(rows)
            end = rows[-1].span.end


def _boxed_tables(text: str, known: Sequence[Span]) -> Iterator[Table]:
    """Rows of as many cells each between pipes at both ends, without a rule below the first of them.

    They stand apart from the tables `known`.
    """
    run: list[Row] = []
    known = sorted(known)
    lines = (Span(*found.span()) for found in _BOXED_ROW.finditer(text))
    free = (line for line in lines if not _overlaps(known, line))
    for row in (_pipe_row(text, line) for line in free):
        below = run and row.span.start <= run[-1].span.end + 1 and len(row.fields) == len(run[0].fields)
        if run and not below:
            yield from _told_rows(text, run)
            run = []
        run.append(row)
    yield from _told_rows(text, run)


def _overlaps(known: list[Span], line: Span) -> bool:
    """Whether a line stands in one of the stretches `known`, which are in printed order."""
    place = bisect_left(known, (line.end,)) - 1
    return place >= 0 and known[place].end > line.start


def _told_rows(text: str, rows: list[Row]) -> Iterator[Table]:
    """The table of several rows, if its first row names columns, or its first cells are labels of values."""
    if len(rows) > 1 and (_is_form(text, rows) if len(rows[0].fields) == 2 else _has_names(text, rows)):
        yield _as_table(rows)


def _has_names(text: str, rows: list[Row]) -> bool:
    """Whether most cells of the first row name columns and none is empty."""
    words = rows[0].texts(text)
    return all(words) and sum(map(names_column, words)) * 2 > len(words)


def _is_form(text: str, rows: list[Row]) -> bool:
    """Whether some of the first cells of rows of two are labels that we know."""
    return sum(names_column(row.fields[0].of(text)) for row in rows) >= _FEWEST_LABELS


def _lines_with_pipe(text: str, at: int, *, boxed: bool) -> Iterator[Span]:
    """The lines with pipes from `at` on; where rows are `boxed`, a broken one goes over several."""
    while at < len(text):
        line = _line_at(text, at)
        if text.find("|", line.start, line.end) < 0:
            return
        line = _closed(text, line) if boxed else line
        yield line
        at = line.end + 1


def _closed(text: str, line: Span) -> Span:
    """A line that opens a row and the ones below it, up to the pipe that closes the row, if it is near."""
    below = line
    for _ in range(_ROW_LINES):
        words = below.of(text).strip()
        if words.endswith("|"):
            return Span(line.start, below.end)
        if below.end >= len(text) or (below is not line and not words):
            break
        below = _line_at(text, below.end + 1)
        if below.of(text).lstrip().startswith("|"):
            break
    return line


def _line_at(text: str, start: int) -> Span:
    end = text.find("\n", start)
    return Span(start, len(text) if end < 0 else end)


def _pipe_row(text: str, line: Span) -> Row:
    fields, at = [], line.start
    for field in _PIPE.split(line.of(text)):
        fields.append(trimmed(field, at))
        at += len(field) + 1
    if len(fields) > 1 and fields[0].start == fields[0].end:
        del fields[0]
    if len(fields) > 1 and fields[-1].start == fields[-1].end:
        del fields[-1]
    return Row(line, tuple(fields))


# ---------------------------------------------------------------- both


def _as_table(rows: list[Row]) -> Table:
    return Table(Span(rows[0].span.start, rows[-1].span.end), tuple(_cells(rows)))


def _cells(rows: Sequence[Row]) -> Iterator[Cell]:
    width = len(rows[0].fields)
    for number, row in enumerate(rows):
        for column, field in enumerate(row.fields):
            yield Cell(field, number, column, columns=width if len(row.fields) == 1 else 1)

"""Units said once for all rows of a table, as the data of a form: in a row or line above its header.

责任单位：区教育体育局　主要负责人：×××
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.find.assignments.clause import Clause
from kg.find.assignments.clauses import parse_clause
from kg.find.documents.titles import NUMBERED
from kg.find.tables.grid import Grid
from kg.find.tables.headings import heading_cell
from kg.find.tables.rows import RowParty
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load
from kg.model import OWNERS, Role, Span
from kg.words.bodies import is_single
from kg.words.names import is_name
from kg.words.roles import labelled_pattern, role_of_label, slot_label

_ROWS = 3
_LINES = 3
_LONGEST_LINE = 120
_SHORTEST_NAME = 3
_SENTENCE = re.compile("[。；]|[，、]$")
_BETWEEN_NAMES = "、，；"
# （2项）, （共3个）, 2项 behind the name of a unit
_COUNT = re.compile(r"(?:（共?\d{1,3}[项个条件]）|共?\d{1,3}[项个条件])$")
# a name behind them is one more of a list
_GOES_ON = ("、", "，", "：", "和", "及")
# 单位：万元, 填报单位：…, 填报时间：…
ABOUT_FORM = re.compile("[（(]?[^：]{0,6}(?:单位|部门|时间|日期|人|电话)：")


@dataclass(frozen=True, slots=True)
class Over:
    """The units over a table: `rows` of it stand above its header, `line` is a stretch of text above it."""

    parties: tuple[RowParty, ...] = ()
    rows: int = 0
    line: tuple[int, int] | None = None


def units_over(grid: Grid, floor: int) -> Over:
    """The units that own all rows of a table; `floor` is where the table before it ends.

    Above the row that names them stand titles and other data of the form, and no header.
    """
    for row in range(min(_ROWS, grid.height - 1)):
        cells = [cell for cell in grid.row(row) if cell.row == row and grid.text(cell)]
        if cells:
            stretch = grid.stretch(cells[0])[0], grid.stretch(cells[-1])[1]
            if parties := owners_said(grid.dense, *stretch):
                return Over(parties, row + 1)
            if len(cells) > 1 and not ABOUT_FORM.match(grid.text(cells[0])):
                break
    return _line_over(grid.dense, grid.start, floor)


def owners_said(dense: Dense, start: int, end: int) -> tuple[RowParty, ...]:
    """The units of a row or line that begins with a label of owners; none where anything is in doubt."""
    if not any(label.match(dense.text, start, end) for label in (labelled_pattern(), slot_label())):
        return ()
    entries = list(_entries(dense, start, end))
    said = [(clause, stretch) for stretch in entries if (clause := _clause(dense, *stretch)).parties]
    if not said or said[0][1] != entries[0]:
        return ()
    parties = [RowParty(party, True, stretch) for clause, stretch in said for party in clause.parties]
    sure = all(_is_sure(dense.text[one.party.start : one.party.end]) for one in parties)
    return tuple(parties) if sure and any(one.party.role in OWNERS for one in parties) else ()


def limits_said(dense: Dense, start: int, end: int) -> Iterator[Span]:
    """The places of limits in a row or line of labels: 责任单位：区教育局　完成时限：6月底."""
    for low, high in _entries(dense, start, end):
        label = labelled_pattern().match(dense.text, low, high)
        if label and label["time"] and label.end() < high:
            yield dense.span(label.end(), high)


def owners_headed(dense: Dense, start: int, end: int) -> tuple[RowParty, ...]:
    """The units of a heading that says them and nothing else: 一、县教育局（2项）, 县卫健局牵头."""
    number = NUMBERED.match(dense.text, start, end)
    opens = number.end() if number else start
    count = _COUNT.search(dense.text, opens, end)
    closes = count.start() if count else end
    if not 0 < closes - opens <= _LONGEST_LINE:
        return ()
    clause = parse_clause(dense, opens, closes, Role.RESPONSIBLE)
    names = clause.names(dense.text)
    rest = dense.text[opens:closes]
    for words in (*names, *(one.label for one in clause.parties)):
        rest = rest.replace(words, "")
    if rest.strip(f"{_BETWEEN_NAMES}（）") or not all(map(is_single, names)):
        return ()
    return tuple(RowParty(party, True, (opens, closes)) for party in clause.parties)


def heading_over(grid: Grid, first: int, floor: int) -> Over:
    """The units that a row over the header, or else the line over the table, names as a heading does.

    With their role it is no section of the text.
    """
    for row in range(first):
        cell = heading_cell(grid, row)
        if cell and (parties := owners_headed(grid.dense, *grid.stretch(cell))):
            return Over(parties)
    dense, end = grid.dense, grid.start
    low = dense.line_start(end - 1) if end > floor else end
    if low < floor or dense.text[low - 1 : low] in _GOES_ON:
        return Over()
    parties = owners_headed(dense, low, end)
    return Over(parties, line=(low, end) if any(one.party.label for one in parties) else None)


def _line_over(dense: Dense, table: int, floor: int) -> Over:
    """The units on the lines of form data right above a table, unless they belong to the text before."""
    at = table
    parties: tuple[RowParty, ...] = ()
    for _ in range(_LINES):
        low = dense.line_start(at - 1) if at > floor else at
        if low == at or low < floor or at - low > _LONGEST_LINE:
            break
        said = owners_said(dense, low, at)
        if not said and not ABOUT_FORM.match(dense.text, low, at):
            break
        parties, at = parties or said, low
    if not parties or _belongs_to_text(dense, floor, at):
        return Over()
    return Over(parties, line=(at, table))


def _belongs_to_text(dense: Dense, floor: int, at: int) -> bool:
    """Whether what stands before a line is a task, and no caption: a sentence, or an item of a list.

    A numbered line is a caption where it names a unit or ends as names of tables do.
    """
    text = dense.text[max(floor, dense.paragraph_start(at - 1)) : at] if at > floor else ""
    number = NUMBERED.match(text)
    if _SENTENCE.search(text):
        return True
    words = text[number.end() :] if number else ""
    return bool(words) and not is_name(words) and not words.endswith(tuple(load("headers")["captions"]))


def _is_sure(name: str) -> bool:
    """Whether a name is one and does not end with a label, as headers side by side do: 目标任务责任单位."""
    labels = (slot_label().fullmatch(name, at) for at in range(len(name)))
    return len(name) >= _SHORTEST_NAME and is_name(name) and not any(labels)


def _entries(dense: Dense, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each label with its value: a new one begins behind white space, with a colon or as a label alone."""
    low = start
    bounds = [*dense.gaps(start, end, Gap.SPACE), end]
    for at, following in pairwise(bounds):
        piece = dense.text[at:following]
        if "：" in piece or slot_label().fullmatch(piece):
            yield low, at
            low = at
    yield low, end


def _clause(dense: Dense, start: int, end: int) -> Clause:
    """What an entry says of units; nothing where its label is of people or times.

    Behind a label without a colon, which may be a header, stand names and nothing else.
    """
    label = labelled_pattern().match(dense.text, start, end)
    if label:
        of_units = label["label"] or label["bare"]
        return parse_clause(dense, start, end) if of_units and not label["person"] else Clause()
    value = dense.word_end(start, end)
    alone = slot_label().fullmatch(dense.text, start, value)
    if alone is None or alone["person"] or alone["time"]:
        return Clause()
    clause = parse_clause(dense, value, end, role_of_label(alone["label"]), alone["label"])
    names = sum(one.end - one.start for one in clause.parties)
    marks = sum(map(dense.text[value:end].count, _BETWEEN_NAMES))
    return clause if names + marks == end - value else Clause()

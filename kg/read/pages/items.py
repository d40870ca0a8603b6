"""Numbers printed in the text of tasks: which count the rows of a table, which its sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from kg.fold import fold
from kg.model import squeeze
from kg.read.column_words import is_heading
from kg.read.numerals import numeral

_HAN = "一二三四五六七八九十"
_ITEM = re.compile(rf"(?P<open>（?)(?P<count>\d{{1,3}}|[{_HAN}]{{1,3}})(?P<close>）|[.、](?!\d))")
_LONGEST = 12


class Item(NamedTuple):
    """A number at the front of a text: how it is printed, and its value."""

    form: str
    value: int


def item(text: str) -> Item | None:
    """The number that `text` begins with, if it does: 1.…, （二）…, 三、…."""
    found = _ITEM.match(fold(squeeze(text[:_LONGEST])))
    if not found or bool(found["open"]) != (found["close"] == "）"):
        return None
    count = int(found["count"]) if found["count"].isdecimal() else _spoken().get(found["count"])
    if count is None:
        return None
    return Item(f"{found['open']}{'1' if found['count'].isdecimal() else '一'}{found['close']}", count)


@cache
def _spoken() -> dict[str, int]:
    return {numeral(count, "chineseCounting"): count for count in range(1, 100)}


class TaskCell(NamedTuple):
    """What a line says in the column of tasks; `alone`: it says nothing in any other."""

    at: int
    text: str
    alone: bool


def sections(cells: Sequence[TaskCell]) -> set[int]:
    """The lines that head rows: 一、…, alone on theirs, as are all that count the same way."""
    heads = [cell for cell in cells if is_heading(cell.text)]
    forms = {cell.at: _form(cell.text) for cell in heads}
    beside = {forms[cell.at] for cell in heads if not cell.alone}
    return {at for at, form in forms.items() if form not in beside}


def _form(text: str) -> str:
    found = item(text)
    return found.form if found else ""


def counted(cells: Iterable[TaskCell], heads: set[int], form: str | None = None) -> dict[int, Item]:
    """The lines whose numbers count the rows, each with its number; none where they do not count on.

    They count like the first of them, or in the `form` of those above, and may begin again below `heads`.
    """
    numbers: dict[int, Item] = {}
    last: int | None = None
    fresh = False
    for cell in cells:
        fresh = fresh or cell.at in heads
        found = None if cell.at in heads else item(cell.text)
        if not found or (form is not None and found.form != form):
            continue
        form = found.form
        if last is None or found.value == last + 1 or (fresh and found.value == 1):
            numbers[cell.at] = found
            last, fresh = found.value, False
        elif found.value == 1:
            return {}
    return numbers

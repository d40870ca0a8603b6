"""Comma-separated and tab-separated tables."""

from __future__ import annotations

import csv
import io
import re

from kg.read.draft import Canvas, Draft, Refusal
from kg.read.encoding import decode
from kg.read.limits import Limits
from kg.read.sheets.sheet import Sheet, gathered, write_seen

_DELIMITERS = ",\t;|"
_WRITTEN = "，；"  # typed by hand; sentences hold them as well
_QUOTED = re.compile(r'"[^"]*"')
_SAMPLE_LINES = 200
_FEWEST_LINES = 2
# the library's own bound (131,072) is below the longest cell an office file may hold
_LONGEST_FIELD = 2**31 - 1


def read_csv(data: bytes, limits: Limits) -> Draft:
    """The rows of a .csv file as a table, title rows above it as lines."""
    text, encoding = decode(data)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        fields = (
            ((row, column), field) for row, line in enumerate(rows) for column, field in enumerate(line)
        )
        cells = gathered(fields, limits)
    except csv.Error as error:
        raise Refusal(f"分不清各行（{error}）", "可读用逗号或制表符分隔的表格") from None
    canvas = Canvas()
    write_seen(canvas, Sheet("", cells), limits)
    return canvas.draft(encoding)


def _delimiter(text: str) -> str:
    """The delimiter that stands equally often in most of the first lines."""
    head = _QUOTED.sub("", text[:100_000])
    lines = [line for line in head.splitlines()[:_SAMPLE_LINES] if line.strip()]
    steady = {mark: _steadiness([line.count(mark) for line in lines]) for mark in _DELIMITERS + _WRITTEN}
    usual = max(_DELIMITERS, key=steady.__getitem__)
    return usual if steady[usual] >= (_FEWEST_LINES, 1) else max(steady, key=steady.__getitem__)


def _steadiness(counts: list[int]) -> tuple[int, int]:
    present = [count for count in counts if count]
    if not present:
        return 0, 0
    usual = max(present, key=present.count)
    return present.count(usual), usual

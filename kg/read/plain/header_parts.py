"""The second line of a header between pipes, whose merged cells left nothing in their place."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Span
from kg.read.column_words import UNITS, Columns, column_kinds, columns_of, value
from kg.read.plain.pieces import PIPE, cut, filled

_LONGEST_PART = 12


def header_of_roles(
    text: str, columns: Columns, header: Sequence[Span], below: Sequence[Span]
) -> tuple[Columns, list[Span]] | None:
    """The columns and cells of a header whose one column of units is parted below: 责任分工 over 牵头|配合.

    At the end of the header stand as many empty cells as the merged one covers too many.
    """
    parts = filled(cut(text, below[0], PIPE)) if below else []
    units = [at for at, kinds in enumerate(columns.kinds) if kinds & UNITS]
    if len(units) != 1 or len(parts) < 2 or not all(column_kinds(part.of(text)) & UNITS for part in parts):
        return None
    at, empty = units[0], len(parts) - 1
    if len(filled(header[:-empty])) != len(header) - empty or filled(header[-empty:]):
        return None
    whole = [*header[:at], *parts, *header[at + 1 : -empty]]
    known = columns_of([span.of(text) for span in whole], strict=False)
    return (known, whole) if known else None


def names_of_parts(text: str, header: Sequence[Span], below: Sequence[Span]) -> list[Span]:
    """The cells of the line `below` where it names parts of the last columns: 公开对象 over 公众|企业.

    They are more than the empty cells at the end of a header that counts its rows, and hold no number.
    """
    parts = filled(cut(text, below[0], PIPE)) if below else []
    words = [span.of(text) for span in parts]
    empty = len(header) - len(filled(header))
    short = all(len(word) <= _LONGEST_PART and value(word) is None for word in words)
    if "number" not in column_kinds(header[0].of(text)) or not short:
        return []
    if not 0 < empty < len(parts) < len(header) - 1:
        return []
    start = Span(parts[0].start, parts[0].start)
    return [*[start] * (len(header) - len(parts)), *parts]

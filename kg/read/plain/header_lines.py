"""The words of a header whose lines stand one below the other, some of them wrapped: 完成⏎时限."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Span
from kg.read.column_words import UNITS, column_kinds, is_column_word

_MOST_LINES = 3


def headers_of(text: str, lines: Sequence[Span]) -> Iterator[tuple[list[Span], int]]:
    """The headers that `lines` may be, each with the number of lines it takes.

    Words of which a line alone is none are whole again in all of them; others only in the second.
    """
    if not lines:
        return
    whole = _joined(text, lines)
    sure = any(_needs_more(text, lines, word) for word in whole)
    if len(whole) < len(lines) and not sure:
        yield list(lines), len(lines)
    yield whole, len(lines)


def _joined(text: str, lines: Sequence[Span]) -> list[Span]:
    """The lines, those together that are one word of a header."""
    words: list[Span] = []
    at = 0
    while at < len(lines):
        size = next((size for size in range(_MOST_LINES, 1, -1) if _is_word(text, lines[at : at + size])), 1)
        words.append(Span(lines[at].start, lines[min(at + size, len(lines)) - 1].end))
        at += size
    return words


def _is_word(text: str, lines: Sequence[Span]) -> bool:
    return len(lines) > 1 and is_column_word("".join(line.of(text) for line in lines))


def _needs_more(text: str, lines: Sequence[Span], word: Span) -> bool:
    """Whether `word` is wrapped, and its lines are no words of columns, or both words for units."""
    parts = [column_kinds(line.of(text)) for line in lines if word.start <= line.start < word.end]
    return len(parts) > 1 and (not all(parts) or all(kinds & UNITS for kinds in parts))

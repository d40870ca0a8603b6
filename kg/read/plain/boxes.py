"""Tables drawn with the characters of boxes (┌│├): the lines between two rules are one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.fold import fold
from kg.read.column_words import value
from kg.words.marks import BETWEEN_NAMES
from kg.words.names import is_name

_BLOCK = re.compile(r"^[ \t]*[│├][^\n]*(?:\n[ \t]*[│├][^\n]*)+", re.MULTILINE)
_EDGE = re.compile(r"^[ \t]*[┌└][─┬┴┐┘]+[ \t]*$", re.MULTILINE)
_BORDER = re.compile("[│├┤┼]")
_RULE = re.compile("[─━]+")
# fewer rules part a header from its rows, and not the rows
_FEWEST_RULES = 2


def without_wraps(text: str) -> str:
    """`text` with the rows of drawn tables on one line each; their other lines, and edges, are empty."""
    if "├" not in text:
        return text
    return _BLOCK.sub(lambda block: "\n".join(_lines(block[0].split("\n"))), _EDGE.sub("", text))


def _lines(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a drawn table, those of a wrapped row joined in the first of them."""
    rows = [[piece.strip() for piece in _BORDER.split(line.strip())[1:-1]] for line in lines]
    ruled = sum(any(map(_RULE.fullmatch, row)) for row in rows) >= _FEWEST_RULES
    start = 0
    for at in range(len(rows) + 1):
        if at < len(rows) and not all(map(_RULE.fullmatch, rows[at])):
            continue
        if ruled and _is_wrapped(rows[start:at]):
            for low, high in pairwise([start, *_cuts(rows, start, at), at]):
                yield from _joined(rows[low:high])
        else:
            yield from lines[start:at]
        yield from lines[at : at + 1]
        start = at + 1


def _cuts(rows: Sequence[Sequence[str]], start: int, end: int) -> list[int]:
    """Behind which lines of a row ``start:end`` a rule in one of its columns parts names from others.

    There begins what the others have to do; the words beside the rule still belong to what is above it.
    """
    cuts: set[int] = set()
    for column in zip(*rows[start:end], strict=True):
        ruled = [at for at, piece in enumerate(column) if _RULE.fullmatch(piece)]
        bounds = pairwise([-1, *ruled, len(column)])
        named = [_ends_in_name("".join(column[low + 1 : high])) for low, high in bounds]
        cuts.update(
            start + at + 1 for at, (over, below) in zip(ruled, pairwise(named), strict=True) if over and below
        )
    return sorted(cuts)


def _ends_in_name(words: str) -> bool:
    return is_name(BETWEEN_NAMES.split(fold(words))[-1])


def _is_wrapped(rows: Sequence[Sequence[str]]) -> bool:
    """Whether lines between rules are one row: a cell ends above the last, and no line begins another.

    One with a number of its own does, and one with whole names below whole names.
    """
    if len(rows) < 2 or len({len(row) for row in rows}) > 1:
        return False
    ended = any(not last and any(above) for last, *above in zip(*reversed(rows), strict=True))
    counted = any(value(row[0]) is not None for row in rows[1:])
    named = (_parts_names(*pair) for pairs in map(pairwise, zip(*rows, strict=True)) for pair in pairs)
    return ended and not counted and not any(named)


def _parts_names(above: str, below: str) -> bool:
    """Whether a name ends with one line and another begins with the next."""
    return is_name(BETWEEN_NAMES.split(fold(above))[-1]) and is_name(BETWEEN_NAMES.split(fold(below))[0])


def _joined(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """One line with the words of every column, and empty ones; a rule inside a column parts its words."""
    cells = (_RULE.sub(" ", "".join(column)) for column in zip(*rows, strict=True))
    yield f"│{'│'.join(cells)}│"
    yield from [""] * (len(rows) - 1)

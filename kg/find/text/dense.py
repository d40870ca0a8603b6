"""The text without its white space, so that no line, page or column break can hide a word.

All finders of this folder match on the dense text and give their results back as spans of the
canonical text. What white space said (a new line, an empty line) is kept beside it as gaps.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, pairwise
from math import inf
from typing import Literal, NamedTuple

from kg.find.text.note_marks import without_note_marks
from kg.find.text.seams import class_goes_on, goes_over
from kg.fold import fold
from kg.model import Source, Span
from kg.words.marks import SIGNS

# spelled out: a set of characters is looked up faster than \s, and found faster where it stands alone
_WHITE = "".join(filter(str.isspace, map(chr, range(0x3001))))
_BETWEEN_RUNS = re.compile(f"([{_WHITE}#*][{_WHITE}#*]*)")
_TERMINAL = frozenset("。！？；：）〕」』”.…")
LIST_MARKS = f"-•{SIGNS}"
_NEVER_FIRST = frozenset("、，；。）〕》”")
_HEADING = re.compile(r"附件[\d一二三四五六七八九十]{0,2}：?|〔[^〔〕：，。、]{2,8}〕")
_WRAPPED_SHARE = 0.35
_INDENTS = ("\u3000", "  ")
_NUMBER = re.compile("[（第①-⑳]|[0-9一二三四五六七八九十]{1,3}[、.）]")


class Gap(IntEnum):
    """What white space stood before a character."""

    NONE = 0
    SPACE = 1
    LINE = 2
    BLANK = 3


_NO_GAP = Gap.NONE  # the member of a class is looked up slowly, and this is asked for everywhere


class Dense:
    """The folded text of a source without white space and heading marks, with its way back."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.folded = without_note_marks(fold(source.text))
        runs, origins, between = _runs(self.folded)
        self.text = "".join(runs)
        self._printed = "".join(
            [source.text[at : at + len(run)] for at, run in zip(origins, runs, strict=True)]
        )
        self._starts = _offsets(runs)
        self._origins = origins
        self._shifts = list(map(int.__sub__, origins, self._starts))
        self._gaps = dict(zip(self._starts, [Gap.BLANK, *map(_gap, between)], strict=False))
        self._printed_lines = [start for start, gap in self._gaps.items() if gap >= Gap.LINE]
        whites = list(zip(self._starts[1:], between, strict=False))
        self._headed = frozenset([start for start, white in whites if "\n#" in white])
        self._wrap = _wrap(self.text, self._printed_lines)
        for seam in self._seams(frozenset([start for start, white in whites if _only_ends_a_line(white)])):
            del self._gaps[seam]
        self._spaces = list(self._gaps)
        self._lines = [start for start in self._printed_lines if start in self._gaps]
        indented = whites if self._wrap.full < inf else []
        self._indented = frozenset([start for start, white in indented if white.endswith(_INDENTS)])
        above = pairwise([0, *self._printed_lines])
        self._paragraphs = [start for line, start in above if self._opens_paragraph(line, start)]
        self._opening = frozenset(self._paragraphs)
        self._sentences = [start for start in self._paragraphs if self.text[start - 1] in _TERMINAL]

    def __len__(self) -> int:
        return len(self.text)

    def _seams(self, lines: frozenset[int]) -> list[int]:
        """Where a word goes on from the line above: there is no gap."""
        above = pairwise([0, *self._printed_lines])
        return [start for line, start in above if start in lines and self._goes_over(line, start)]

    def _goes_over(self, above: int, start: int) -> bool:
        if goes_over(self.text, above, start):
            return True
        return start - above >= self._wrap.full and class_goes_on(self.text, start)

    def span(self, start: int, end: int) -> Span:
        """The span in the canonical text of the dense stretch ``start:end`` (not empty)."""
        starts, shifts = self._starts, self._shifts
        return Span(
            start + shifts[bisect_right(starts, start) - 1], end + shifts[bisect_left(starts, end) - 1]
        )

    def words(self, start: int, end: int) -> str:
        """The words of the dense stretch ``start:end`` as printed, not folded."""
        return self._printed[start:end]

    def at(self, offset: int) -> int:
        """The first dense character at or after `offset` of the canonical text."""
        following = bisect_right(self._origins, offset)
        if following == 0:
            return 0
        at = offset - self._shifts[following - 1]
        end = self._starts[following] if following < len(self._starts) else len(self.text)
        return at if at < end else end

    def gap(self, at: int) -> Gap:
        """What stood before the dense character `at`."""
        return self._gaps.get(at, _NO_GAP)

    def gaps(self, start: int, end: int, least: Literal[Gap.SPACE, Gap.LINE] = Gap.LINE) -> Iterator[int]:
        """Where, inside ``start:end``, a character follows a gap of at least this kind."""
        return _inside(self._lines if least is Gap.LINE else self._spaces, start, end)

    def paragraphs(self, start: int, end: int) -> Iterator[int]:
        """Where, inside ``start:end``, a character opens a paragraph."""
        return _inside(self._paragraphs, start, end)

    def word_end(self, at: int, limit: int) -> int:
        """The end of the words without white space between them in which `at` stands, at most `limit`."""
        return _next(self._spaces, at, limit)

    def line_start(self, at: int) -> int:
        """The first dense character of the printed line on which `at` stands."""
        return _last(self._lines, at)

    def line_end(self, at: int) -> int:
        """The dense end of the printed line on which `at` stands."""
        return _next(self._lines, at, len(self.text))

    def ends_paragraph(self, at: int) -> bool:
        """Whether a paragraph ends just before the dense character `at`.

        A line break does not end one where the lines of the page were simply full, nor where a
        page break cut a sentence.
        """
        return at in self._opening or at <= 0 or at >= len(self.text)

    def cuts_sentence(self, at: int) -> bool:
        """Whether a full line ends before `at`, and not its sentence."""
        if self.gap(at) is not Gap.LINE or self.text[at - 1] in _TERMINAL:
            return False
        return at - _last(self._printed_lines, at - 1) >= self._wrap.full

    def _opens_paragraph(self, above: int, start: int) -> bool:
        """Whether the line that begins at `start`, below that at `above`, opens a paragraph."""
        before = self.text[start - 1] if start else "。"
        if before in "、，" or self.text[start] in _NEVER_FIRST or start not in self._gaps:
            return False
        if start in self._headed:
            return True
        if self.text[start] in LIST_MARKS and not self.text[start + 1 : start + 2].isdecimal():
            return True
        width = start - above
        if before not in _TERMINAL:
            return width < self._wrap.least or self._is_heading(start)
        if width < self._wrap.full or start in self._indented:
            return True
        return _NUMBER.match(self.text, start) is not None

    def _is_heading(self, start: int) -> bool:
        """Whether the line that begins at `start` is nothing but 附件2 or 【城市建设】."""
        head = _HEADING.match(self.text, start)
        return head is not None and self._gaps.get(head.end(), Gap.NONE) >= Gap.LINE

    def paragraph_start(self, at: int) -> int:
        """The first dense character of the paragraph in which `at` stands."""
        place = bisect_right(self._paragraphs, at)
        return self._paragraphs[place - 1] if place else 0

    def sentence_start(self, at: int) -> int:
        """The start of the nearest line at or above `at` that follows a finished sentence."""
        place = bisect_right(self._sentences, at)
        return self._sentences[place - 1] if place else 0

    def paragraph_end(self, at: int, limit: int | None = None) -> int:
        """The dense end of the paragraph in which `at` stands, at `limit` at the latest."""
        return _next(self._paragraphs, at, len(self.text) if limit is None else limit)


def _inside(places: list[int], start: int, end: int) -> Iterator[int]:
    """Those of the sorted `places` that lie behind `start` and before `end`."""
    return map(places.__getitem__, range(bisect_right(places, start), bisect_left(places, end)))


def _last(places: list[int], at: int) -> int:
    """The last of the sorted `places` at `at` or before it."""
    return places[bisect_right(places, at) - 1] if places else 0


def _next(places: list[int], at: int, limit: int) -> int:
    """The first of the sorted `places` that lies behind `at`, or `limit` where that comes first."""
    place = bisect_right(places, at)
    following = places[place] if place < len(places) else limit
    return following if following < limit else limit


def _runs(folded: str) -> tuple[list[str], list[int], list[str]]:
    """The runs of `folded` without white space, where they begin, and what stands between them."""
    pieces = _BETWEEN_RUNS.split(folded)
    first = 0 if pieces[0] else 2
    last = len(pieces) if pieces[-1] else len(pieces) - 1
    return pieces[first:last:2], _offsets(pieces)[first:last:2], pieces[first + 1 : last - 1 : 2]


def _offsets(pieces: list[str]) -> list[int]:
    return [0, *accumulate(map(len, pieces))][:-1]


@lru_cache(maxsize=4096)
def _gap(white: str) -> Gap:
    lines = white.count("\n")
    if lines == 0:
        return Gap.LINE if "\t" in white else Gap.SPACE
    return Gap.LINE if lines == 1 else Gap.BLANK


def _only_ends_a_line(white: str) -> bool:
    """Whether white space ends no cell, nor stands before a heading."""
    return "\n" in white and "\t" not in white and "#" not in white


class _Wrap(NamedTuple):
    """How wide the lines of a wrapped text are, in characters."""

    least: float
    """From this width on a line that stops inside a sentence goes on in the next."""
    full: float
    """From this width on a line that ends with a sentence may go on in the next as well."""


def _wrap(text: str, starts: list[int]) -> _Wrap:
    """How wide full lines are: a text is wrapped where many of them end inside a sentence."""
    widths = sorted(map(int.__sub__, [*starts[1:], len(text)], starts))
    if len(widths) < 8:
        return _UNWRAPPED
    usual = widths[int(len(widths) * 0.9)]
    full = [end for start, end in pairwise(starts) if end - start >= usual * 0.8]
    open_ended = [end for end in full if text[end - 1] not in _TERMINAL]
    if not full or usual < 12 or len(open_ended) < len(full) * _WRAPPED_SHARE:
        return _UNWRAPPED
    return _Wrap(least=usual * 0.6, full=usual - 1)


# a longer line that stops inside a sentence was cut by the page, it is no heading
_UNWRAPPED = _Wrap(least=50, full=inf)

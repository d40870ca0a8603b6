"""One page of a PDF: its text with boxes, its ruling lines, in upright coordinates."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import overload

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.read.pages.columns import column_grids
from kg.read.pages.content import (
    PageContent,
    Piece,
    ordered,
    printed,
    rules_outside,
    with_tables,
)
from kg.read.pages.grid import grids
from kg.read.pages.marks import Box, Corners, Mark, Rules, spanning
from kg.read.plain.loose import names_units

_DEEPEST_FORM = 8
_MOST_SEGMENTS = 20_000
_RIGHT_ANGLE = math.pi / 2
# a page that was laid askew under the scanner leans less
_SLANT = math.radians(10)
# of so many characters the last would stand on another level
_LONG_WORD = 4
# how many characters show how a page is turned, and how many degrees they may lean
_FEW, _STRAIGHT = 20, 1.0
_BLANKS = " \u00a0\u3000\t"
_WORD = re.compile(f"([^{_BLANKS}]+)[{_BLANKS}]*")
# figures that may be the mark of a note, behind measures a power
_MAYBE_NOTE = re.compile(r"(?<=[\u3400-\u9fff）》”])(?<![米里])[0-9]{1,2}(?![0-9])")
# in heights of the character before it: how far up the mark of a note stands, and how high it is at most
_RAISED, _LOWER = 0.2, 0.85

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


def content(page: pdfium.PdfPage, above: PageContent) -> PageContent:
    """What stands on `page`; `above` is the page before."""
    text = _PageText(page)
    lines = text.lines()
    paths, pictures = _paths_and_pictures(page)
    if not lines:
        return PageContent(text.height, (), bool(pictures))
    rules, corners = Rules(), _Paths(text)
    for drawn, matrix in paths:
        corners.draw(rules, drawn, matrix)
    found = grids(rules, above.open_edges)
    below = None
    if above.open_columns or text.may_have_columns():
        marks = (mark for line in lines for mark in line)
        loose, below = column_grids(marks, rules.horizontal, found, above.open_columns)
        found += loose
    pieces: list[Piece] = [*with_tables(lines, found)] if found else [*printed(lines)]
    return PageContent(text.height, ordered(pieces), open_columns=below, across=rules_outside(rules, found))


class _PageText:
    """The characters of a page and where they stand."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page.get_textpage()
        self._handle = self._page.raw
        self._rectangle = raw.FS_RECTF()
        self._left, self._bottom, right, top = page.get_mediabox()
        self._width, self._height = right - self._left, top - self._bottom
        self.text = self._page.get_text_range()
        if len(self.text) != self._page.count_chars():
            self.text = "".join(map(chr, self._code_points()))
        rotation = page.get_rotation()
        self._turn = self._turned(rotation)
        self._upright = self._turn == 0 and self._left == 0 and self._bottom == 0
        self.height = page.get_width() if (self._turn - rotation) % 180 else page.get_height()
        self.text = _MAYBE_NOTE.sub(self._without_note_mark, self.text)

    def _code_points(self) -> Iterator[int]:
        for index in range(self._page.count_chars()):
            code = raw.FPDFText_GetUnicode(self._handle, index)
            yield code if code < 0x110000 else 0xFFFD

    def _turned(self, rotation: int) -> int:
        """How the text is turned: as the page is, if most of a few characters do not stand otherwise."""
        places = range(0, len(self.text), len(self.text) // _FEW + 1)
        turns = Counter(self._turn_of(at) for at in places if not self.text[at].isspace())
        turn, count = max(turns.items(), key=itemgetter(1), default=(None, 0))
        return turn if turn is not None and count * 2 > turns.total() else rotation

    def _turn_of(self, index: int) -> int | None:
        """The turn of a page on which a character would be upright; None where it leans."""
        degrees = math.degrees(float(raw.FPDFText_GetCharAngle(self._handle, index)))
        turn = round(degrees / 90) * 90
        return -turn % 360 if abs(degrees - turn) < _STRAIGHT else None

    def _without_note_mark(self, figures: re.Match[str]) -> str:
        """The figures, or blanks in their place where they are small and raised: 各镇¹."""
        before, mark = self.box(figures.start() - 1), self.box(figures.start())
        is_note = (
            mark.bottom - before.bottom > _RAISED * before.height and mark.height < _LOWER * before.height
        )
        return " " * len(figures[0]) if is_note else figures[0]

    def lines(self) -> list[list[Mark]]:
        """The words of each line as the library sets it apart; slanted ones are left out."""
        stretches = list(self._stretches())
        words = [self._words(start, end) for start, end in stretches]
        return [
            line
            for line, stretch in zip(words, stretches, strict=True)
            if not self._is_slanted(line, *stretch)
        ]

    def may_have_columns(self) -> bool:
        """Whether a word on the page may name a column of units."""
        return names_units(self.text)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Start and end of each line without the blanks around it; blank lines left out."""
        at = 0
        for line in self.text.splitlines(keepends=True):
            if body := line.rstrip():
                end = at + len(body)
                yield end - len(body.lstrip()), end
            at += len(line)

    def _is_slanted(self, words: list[Mark], start: int, end: int) -> bool:
        """Whether a line is slanted; no word of several characters on a level is."""
        if any(len(word.letters) >= _LONG_WORD for word in words):
            return False
        return self._slanted(start) and self._slanted(end - 1)

    def _slanted(self, index: int) -> bool:
        """Whether a character stands neither upright nor turned with its page, as those of watermarks do."""
        angle = float(raw.FPDFText_GetCharAngle(self._handle, index)) % _RIGHT_ANGLE
        return angle != 0 and min(angle, _RIGHT_ANGLE - angle) > _SLANT

    def _words(self, start: int, end: int) -> list[Mark]:
        """What stands between the blanks of a line; the characters of words that go up or back."""
        words: list[Mark] = []
        for found in _WORD.finditer(self.text, start, end):
            at, behind = found.span(1)
            if behind - at == 1:
                words.append(Mark(found[0], self.box(at)))
                continue
            letters = _Letters(self, at, behind, found.end())
            if box := spanning(self._corners(at), self._corners(behind - 1)):
                words.append(Mark(found[0], box, letters))
            else:
                words += letters
        return words

    def box(self, index: int) -> Box:
        """The box of a character, as high as its font."""
        return Box(*self._corners(index))

    def _corners(self, index: int) -> Corners:
        rectangle = self._rectangle
        raw.FPDFText_GetLooseCharBox(self._handle, index, rectangle)
        corners = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        return corners if self._upright else self.upright(Box(*corners))

    def upright_points(self, points: list[Point]) -> list[Point]:
        """The points as they are seen."""
        if self._upright:
            return points
        return [self.upright(Box(x, y, x, y))[:2] for x, y in points]

    def upright(self, box: Box) -> Box:
        """The box as it is seen: moved to the page's corner and turned with the page."""
        left, right = box.left - self._left, box.right - self._left
        bottom, top = box.bottom - self._bottom, box.top - self._bottom
        if self._turn == 90:
            return Box(bottom, self._width - right, top, self._width - left)
        if self._turn == 180:
            return Box(self._width - right, self._height - top, self._width - left, self._height - bottom)
        if self._turn == 270:
            return Box(self._height - top, left, self._height - bottom, right)
        return Box(left, bottom, right, top)


@dataclass(slots=True)
class _Letters(Sequence[Mark]):
    """The characters of a word from `start` to `end`, the last with the blanks up to `behind`."""

    page: _PageText
    start: int
    end: int
    behind: int

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, number: int) -> Mark: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Mark]: ...
    def __getitem__(self, number: int | slice) -> Mark | Sequence[Mark]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        at = range(self.start, self.end)[number]
        return Mark(self.page.text[at : self.behind if at + 1 == self.end else at + 1], self.page.box(at))


# ---------------------------------------------------------------- drawings

_Drawn = tuple["raw.FPDF_PAGEOBJECT", Matrix]


def _paths_and_pictures(page: pdfium.PdfPage) -> tuple[list[_Drawn], int]:
    paths: list[_Drawn] = []
    pictures = 0
    handle, get, kind_of = page.raw, raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType
    path, form, picture = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_IMAGE
    for index in range(raw.FPDFPage_CountObjects(handle)):
        found = get(handle, index)
        kind = kind_of(found)
        if kind == path:
            paths.append((found, _matrix(found)))
        elif kind == form:
            paths += _paths_in_form(found, _matrix(found), 0)
        elif kind == picture:
            pictures += 1
    return paths, pictures


def _paths_in_form(form: raw.FPDF_PAGEOBJECT, outer: Matrix, depth: int) -> Iterator[_Drawn]:
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        found = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(found)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield found, _after(_matrix(found), outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            yield from _paths_in_form(found, _after(_matrix(found), outer), depth + 1)


def _matrix(found: raw.FPDF_PAGEOBJECT) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(found, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _after(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


class _Paths:
    """Reads the corners of drawn paths; what the library fills in for each is made once."""

    def __init__(self, page: _PageText) -> None:
        self._page = page
        self._filled, self._stroked = ctypes.c_int(), ctypes.c_int()
        self._x, self._y = ctypes.c_float(), ctypes.c_float()

    def draw(self, rules: Rules, drawn: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        """Take a path into the `rules`, if it can be seen."""
        raw.FPDFPath_GetDrawMode(drawn, self._filled, self._stroked)
        stroked = bool(self._stroked.value)
        if stroked or self._filled.value:
            for points in self._subpaths(drawn, matrix):
                rules.draw_path(self._page.upright_points(points), stroked)

    def _subpaths(self, drawn: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
        a, b, c, d, e, f = matrix
        x, y = self._x, self._y
        segment_at, point_of = raw.FPDFPath_GetPathSegment, raw.FPDFPathSegment_GetPoint
        kind_of, closes = raw.FPDFPathSegment_GetType, raw.FPDFPathSegment_GetClose
        points: list[Point] = []
        for index in range(min(raw.FPDFPath_CountSegments(drawn), _MOST_SEGMENTS)):
            segment = segment_at(drawn, index)
            point_of(segment, x, y)
            if points and kind_of(segment) == raw.FPDF_SEGMENT_MOVETO:
                yield points
                points = []
            points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
            if closes(segment):
                points.append(points[0])
        if points:
            yield points

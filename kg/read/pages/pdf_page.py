"""One page of a PDF: its text with boxes, its ruling lines, in upright coordinates."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.read.pages.columns import column_grids
from kg.read.pages.content import (
    Gap,
    Line,
    PageContent,
    Piece,
    is_gap,
    on_a_level,
    ordered,
    rules_outside,
    split_by_level,
    with_tables,
)
from kg.read.pages.grid import grids
from kg.read.pages.marks import Box, Mark, Rules
from kg.read.plain.loose import names_units

_DEEPEST_FORM = 8
_MOST_SEGMENTS = 20_000
_RIGHT_ANGLE = math.pi / 2
# a page that was laid askew under the scanner leans less
_SLANT = math.radians(10)
_BLANKS = " \u00a0\u3000\t"
_BLANK = re.compile(f"[{_BLANKS}]+")

Matrix = tuple[float, float, float, float, float, float]


def content(page: pdfium.PdfPage, above: PageContent) -> PageContent:
    """What stands on `page`; `above` is the page before."""
    text = _PageText(page)
    paths, pictures = _paths_and_pictures(page)
    if not text.stretches:
        return PageContent(text.height, (), bool(pictures))
    rules = Rules()
    for drawn, matrix in paths:
        _draw(rules, drawn, matrix, text)
    found = grids(rules, above.open_edges)
    below = None
    if above.open_columns or text.may_have_columns():
        marks = (mark for line in text.marks() for mark in line)
        loose, below = column_grids(marks, rules.horizontal, found, above.open_columns)
        found += loose
    pieces: list[Piece] = [*with_tables(text.marks(), found)] if found else [*text.lines()]
    return PageContent(text.height, ordered(pieces), open_columns=below, across=rules_outside(rules, found))


class _PageText:
    """The characters of a page and where they stand."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page.get_textpage()
        self._rectangle = raw.FS_RECTF()
        self._turn = page.get_rotation()
        self._left, self._bottom, right, top = page.get_mediabox()
        self._width, self._height = right - self._left, top - self._bottom
        self._upright = self._turn == 0 and self._left == 0 and self._bottom == 0
        self.height = page.get_height()
        self.text = self._page.get_text_range()
        if len(self.text) != self._page.count_chars():
            self.text = "".join(map(chr, self._code_points()))
        self.stretches = tuple(self._stretches())
        """Where each line begins and ends."""

    def _code_points(self) -> Iterator[int]:
        for index in range(self._page.count_chars()):
            code = raw.FPDFText_GetUnicode(self._page.raw, index)
            yield code if code < 0x110000 else 0xFFFD

    def may_have_columns(self) -> bool:
        """Whether a word on the page may name a column of units."""
        return names_units(self.text)

    def lines(self) -> Iterator[Line]:
        """The lines as the library sets them apart; one that ends on another height holds several.

        Where it goes on further left, as with quotes drawn last, its characters are put in order.
        """
        for start, end in self.stretches:
            first, last = self._box(start), self._box(end - 1)
            blanks = list(self._blanks(start, end))
            if on_a_level(first, last) and all(one.left < other.left for _, one, other in blanks):
                box = Box(first.left, first.bottom, max(first.right, last.right), first.top)
                gaps = (Gap(at, one.right, other.left) for at, one, other in blanks if is_gap(one, other))
                yield Line(self.text[start:end], box, tuple(gaps))
            else:
                yield from split_by_level(self._marks(start, end))

    def _blanks(self, start: int, end: int) -> Iterator[tuple[int, Box, Box]]:
        """Where a line goes on behind its blanks, with the characters around them: gaps may be there."""
        for found in _BLANK.finditer(self.text, start, end):
            yield found.end() - start, self._box(found.start() - 1), self._box(found.end())

    def marks(self) -> Iterator[Iterator[Mark]]:
        """The characters of each line, each with the blanks that follow it."""
        for start, end in self.stretches:
            yield self._marks(start, end)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Start and end of each line without the blanks around it; blank and slanted lines left out."""
        at = 0
        for line in self.text.splitlines(keepends=True):
            if body := line.strip():
                start = at + line.index(body[0])
                end = start + len(body)
                if not (self._slanted(start) and self._slanted(end - 1)):
                    yield start, end
            at += len(line)

    def _slanted(self, index: int) -> bool:
        """Whether a character stands neither upright nor turned with its page, as those of watermarks do."""
        angle = float(raw.FPDFText_GetCharAngle(self._page.raw, index)) % _RIGHT_ANGLE
        return min(angle, _RIGHT_ANGLE - angle) > _SLANT

    def _marks(self, start: int, end: int) -> Iterator[Mark]:
        at = start
        while at < end:
            behind = at + 1
            while behind < end and self.text[behind] in _BLANKS:
                behind += 1
            yield Mark(self.text[at:behind], self._box(at))
            at = behind

    def _box(self, index: int) -> Box:
        """The box of a character, as high as its font."""
        rectangle = self._rectangle
        raw.FPDFText_GetLooseCharBox(self._page.raw, index, rectangle)
        box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        return box if self._upright else self.upright(box)

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


def _draw(rules: Rules, drawn: raw.FPDF_PAGEOBJECT, matrix: Matrix, page: _PageText) -> None:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, filled, stroked)
    if not filled.value and not stroked.value:
        return
    for points in _subpaths(drawn, matrix):
        corners = [page.upright(Box(x, y, x, y)) for x, y in points]
        rules.draw_path([(corner.left, corner.bottom) for corner in corners], bool(stroked.value))


def _subpaths(drawn: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(min(raw.FPDFPath_CountSegments(drawn), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(drawn, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if points and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points

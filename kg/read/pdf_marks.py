"""What is printed on a PDF page: characters with their boxes, and ruling lines, in upright coordinates."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_THIN = 3.0
_STRAIGHT = 1.0
_DEEPEST_FORM = 8
_MOST_SEGMENTS = 20_000

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> Point:
        """The centre."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def holds(self, point: Point) -> bool:
        """Whether `point` lies inside."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: at `at` across the other axis, from `start` to `end` along its own."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The ruling lines of one page."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


class Page:
    """One page of an opened PDF."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self._text_page = page.get_textpage()
        self._turn = page.get_rotation()
        self._media = page.get_mediabox()
        self.width, self.height = page.get_size()
        self.text = self._text_page.get_text_range()
        self._count = self._text_page.count_chars()
        if len(self.text) != self._count:
            self.text = "".join(map(chr, self._code_points()))

    def _code_points(self) -> Iterator[int]:
        for index in range(self._count):
            code = raw.FPDFText_GetUnicode(self._text_page, index)
            yield code if code < 0x110000 else 0xFFFD

    def box(self, index: int) -> Box:
        """The box of the character `text[index]`, as high as its font."""
        rectangle = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self._text_page, index, rectangle)
        return self._upright(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    def has_pictures(self) -> bool:
        """Whether the page shows pictures."""
        return any(kind == raw.FPDF_PAGEOBJ_IMAGE for _, kind in self._objects())

    def rules(self) -> Rules:
        """The straight lines and thin boxes drawn on the page."""
        horizontal: list[Rule] = []
        vertical: list[Rule] = []
        for drawn, matrix in self._paths():
            for box in _strokes(drawn, matrix):
                upright = self._upright(box.left, box.bottom, box.right, box.top)
                _sort_in(upright, horizontal, vertical)
        return Rules(tuple(horizontal), tuple(vertical))

    def _objects(self) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, int]]:
        page, get, kind_of = self._page, raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType
        for index in range(raw.FPDFPage_CountObjects(page)):
            found = get(page, index)
            yield found, kind_of(found)

    def _paths(self) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, Matrix]]:
        for found, kind in self._objects():
            if kind == raw.FPDF_PAGEOBJ_PATH:
                yield found, _matrix(found)
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                yield from _paths_in_form(found, _matrix(found), 0)

    def _upright(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box as it is seen: moved to the page's corner and turned with the page."""
        x, y, x1, y1 = self._media
        width, height = x1 - x, y1 - y
        left, right, bottom, top = left - x, right - x, bottom - y, top - y
        if self._turn == 90:
            return Box(bottom, width - right, top, width - left)
        if self._turn == 180:
            return Box(width - right, height - top, width - left, height - bottom)
        if self._turn == 270:
            return Box(height - top, left, height - bottom, right)
        return Box(left, bottom, right, top)


def _matrix(found: raw.FPDF_PAGEOBJECT) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(found, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _after(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _paths_in_form(
    form: raw.FPDF_PAGEOBJECT, outer: Matrix, depth: int
) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, Matrix]]:
    for index in range(raw.FPDFFormObj_CountObjects(form)):
        found = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(found)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield found, _after(_matrix(found), outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            yield from _paths_in_form(found, _after(_matrix(found), outer), depth + 1)


def _strokes(drawn: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[Box]:
    """The boxes of the lines that a path draws: thin subpaths whole, stroked ones side by side."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, filled, stroked)
    for points in _subpaths(drawn, matrix):
        whole = _around(points)
        if min(whole.right - whole.left, whole.height) <= _THIN:
            if filled.value or stroked.value:
                yield whole
        elif stroked.value:
            yield from (_around(pair) for pair in zip(points, points[1:], strict=False))


def _subpaths(drawn: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(min(raw.FPDFPath_CountSegments(drawn), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(drawn, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _around(points: list[Point] | tuple[Point, ...]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _sort_in(box: Box, horizontal: list[Rule], vertical: list[Rule]) -> None:
    width, height = box.right - box.left, box.height
    if height <= _THIN and width > height + _STRAIGHT:
        horizontal.append(Rule((box.bottom + box.top) / 2, box.left, box.right))
    elif width <= _THIN and height > width + _STRAIGHT:
        vertical.append(Rule((box.left + box.right) / 2, box.bottom, box.top))

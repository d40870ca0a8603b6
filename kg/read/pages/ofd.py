"""OFD files (GB/T 33190): text objects sorted into lines, ruling lines into tables."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from kg.read.draft import Draft, Refusal
from kg.read.limits import Limits
from kg.read.package import Package
from kg.read.pages.columns import column_grids
from kg.read.pages.content import (
    NO_PAGE,
    PageContent,
    Piece,
    ordered,
    rules_outside,
    split_by_level,
    with_tables,
)
from kg.read.pages.grid import grids
from kg.read.pages.marks import Box, Mark, Rules
from kg.read.pages.write import write_pages

_POINTS = 72 / 25.4  # OFD measures in millimetres
_A4 = (0.0, 0.0, 210.0, 297.0)
_ORDINARY_SIZE = 5.0
_COMMAND = re.compile(r"([MLSCBQA])|(-?[0-9.]+)")
_ACCEPTED = "请给出 OFD 阅读器能打开的文件"

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_ofd(data: bytes, limits: Limits) -> Draft:
    """The text and the ruled tables of an OFD file, page after page."""
    package = Package(data, limits)
    pages = [page for root in _documents(package) for page in _pages(package, root)]
    if len(pages) > limits.pages:
        raise Refusal(f"文件有 {len(pages)} 页", f"最多可读 {limits.pages} 页")
    return write_pages(pages, limits)


def _documents(package: Package) -> Iterator[str]:
    found = [element.text for element in package.xml("OFD.xml").iter("{*}DocRoot") if element.text]
    if not found:
        raise Refusal("文件里没有正文", _ACCEPTED)
    return (path.strip().lstrip("/") for path in found)


def _pages(package: Package, root: str) -> Iterator[PageContent]:
    document, folder = package.xml(root), posixpath.dirname(root)
    usual = _numbers(document.findtext("{*}CommonData/{*}PageArea/{*}PhysicalBox"))
    usual_box = _box(usual) if len(usual) == 4 else _A4
    content = NO_PAGE
    for page in document.iterfind("{*}Pages/{*}Page"):
        location = page.get("BaseLoc", "")
        part = location.lstrip("/") if location.startswith("/") else posixpath.join(folder, location)
        content = _content(package.xml(posixpath.normpath(part)), usual_box, content)
        yield content


def _content(page: etree._Element, usual: tuple[float, ...], above: PageContent) -> PageContent:
    own = _numbers(page.findtext("{*}Area/{*}PhysicalBox"))
    height = (_box(own) if len(own) == 4 else usual)[3] * _POINTS
    marks = [mark for text in page.iter("{*}TextObject") for mark in _marks(text, height)]
    if not marks:
        return PageContent(height, (), next(page.iter("{*}ImageObject"), None) is not None)
    rules = Rules()
    for path in page.iter("{*}PathObject"):
        _draw(rules, path, height)
    lines, found = list(_lines(marks)), grids(rules, above.open_edges)
    loose, below = column_grids(marks, rules.horizontal, found, above.open_columns)
    found += loose
    outside = (line for marks_of_line in lines for line in split_by_level(marks_of_line))
    pieces: list[Piece] = [*with_tables(lines, found)] if found else [*outside]
    return PageContent(height, ordered(pieces), open_columns=below, across=rules_outside(rules, found))


def _lines(marks: list[Mark]) -> Iterator[list[Mark]]:
    """Marks on one height are one line, from left to right."""
    line: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: -mark.box.middle):
        if line and line[0].box.middle - mark.box.middle > line[0].box.height / 2:
            yield sorted(line, key=lambda mark: mark.box.left)
            line = []
        line.append(mark)
    yield sorted(line, key=lambda mark: mark.box.left)


def _marks(text: etree._Element, height: float) -> Iterator[Mark]:
    """The characters of a text object; their steps to the right are in DeltaX."""
    origin, matrix = _place(text)
    size = _number(text.get("Size"), _ORDINARY_SIZE)
    x = y = 0.0
    for code in text.iter("{*}TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        steps = _steps(code.get("DeltaX", ""))
        down = _steps(code.get("DeltaY", ""))
        left, base = x, y
        for character in (code.text or "").strip("\r\n"):
            across, along = _moved(matrix, left, base)
            scale = abs(matrix[3]) or abs(matrix[1]) or 1.0
            yield _mark(character, origin[0] + across, origin[1] + along, size * scale, height)
            left += next(steps, size if not code.get("DeltaY") else 0.0)
            base += next(down, 0.0)


def _mark(character: str, x: float, y: float, size: float, height: float) -> Mark:
    bottom = height - y * _POINTS
    return Mark(character, Box(x * _POINTS, bottom, (x + size) * _POINTS, bottom + size * _POINTS))


def _steps(deltas: str) -> Iterator[float]:
    """Steps between characters; `g 3 5.2` stands for three steps of 5.2."""
    words = iter(deltas.split())
    for word in words:
        if word != "g":
            yield _number(word, 0.0)
            continue
        times, step = int(_number(next(words, "0"), 0.0)), _number(next(words, "0"), 0.0)
        for _ in range(min(times, 100_000)):
            yield step


def _draw(rules: Rules, path: etree._Element, height: float) -> None:
    origin, matrix = _place(path)
    stroked = path.get("Stroke", "true") != "false"
    if not stroked and path.get("Fill", "false") != "true":
        return
    for points in _subpaths(path.findtext("{*}AbbreviatedData") or ""):
        moved = [_moved(matrix, x, y) for x, y in points]
        rules.draw_path(
            [((origin[0] + x) * _POINTS, height - (origin[1] + y) * _POINTS) for x, y in moved], stroked
        )


def _subpaths(commands: str) -> Iterator[list[tuple[float, float]]]:
    """The corners of each subpath; of a curve only its end counts, it is no ruling line anyway."""
    points: list[tuple[float, float]] = []
    for command, numbers in _commands(commands):
        if command == "C" and points:
            points.append(points[0])
        elif len(numbers) >= 2:
            if command in "MS" and points:
                yield points
                points = []
            points.append((numbers[-2], numbers[-1]))
    if points:
        yield points


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    command, numbers = "", list[float]()
    for is_letter, group in groupby(_COMMAND.finditer(text), key=lambda found: bool(found.group(1))):
        words = [found.group() for found in group]
        if is_letter:
            yield command, numbers
            yield from ((letter, list[float]()) for letter in words[:-1])
            command, numbers = words[-1], []
        else:
            numbers = [_number(word, 0.0) for word in words]
    yield command, numbers


def _place(element: etree._Element) -> tuple[tuple[float, ...], _Matrix]:
    boundary, matrix = _numbers(element.get("Boundary")), _numbers(element.get("CTM"))
    origin = tuple(boundary[:2]) if len(boundary) >= 2 else (0.0, 0.0)
    if len(matrix) != 6:
        return origin, _IDENTITY
    a, b, c, d, e, f = matrix
    return origin, (a, b, c, d, e, f)


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(numbers: list[float]) -> tuple[float, ...]:
    return tuple(numbers)


def _numbers(text: str | None) -> list[float]:
    return [_number(word, 0.0) for word in (text or "").split()]


def _number(text: str | None, otherwise: float) -> float:
    try:
        number = float(text) if text else otherwise
    except ValueError:
        return otherwise
    return number if abs(number) < 1e6 else otherwise

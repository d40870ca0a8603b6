"""Excel workbooks (xlsx): every sheet with its merged cells, values as they are shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from kg.read.draft import Canvas, Draft, Refusal
from kg.read.limits import Limits
from kg.read.package import Package
from kg.read.sheets.sheet import Merge, Place, Sheet, gathered, write_seen
from kg.read.sheets.shown import Formats, is_struck, shown

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TEXT = _S + "t"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MOST_MERGES = 100_000
_YES = ("1", "true")


def read_xlsx(data: bytes, limits: Limits) -> Draft:
    """The sheets of an .xlsx file, in the order of the workbook."""
    package = Package(data, limits)
    workbook = package.xml(package.main_part("xl/workbook.xml"))
    values = _Values(_shared_strings(package), Formats.of(package, workbook))
    canvas = Canvas()
    for name, part, hidden in _sheets(package, workbook):
        root = package.xml(part)
        values.struck.clear()
        sheet = Sheet(name, gathered(_cells(root, values), limits), list(_merges(root)))
        write_seen(
            canvas,
            sheet,
            limits,
            hidden=hidden,
            rows=_hidden_rows(root),
            columns=_hidden_columns(root, limits),
            struck=values.struck,
            unsolved=_lacks_results(root),
        )
    return canvas.draft("utf-8")


def _sheets(package: Package, workbook: etree._Element) -> Iterator[tuple[str, str, bool]]:
    """Name and part of each worksheet, and whether it is hidden; those of charts alone have no part here."""
    relations = "xl/_rels/workbook.xml.rels"
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("xl", relation.get("Target", "")))
        for relation in (package.xml(relations) if relations in package else ())
        if relation.get("Type", "").endswith("/worksheet")
    }
    for sheet in workbook.iter(_S + "sheet"):
        part = targets.get(sheet.get(_R + "id"), "").replace("xl//xl/", "xl/").lstrip("/")
        if part in package:
            yield sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"


def _shared_strings(package: Package) -> list[str | _Rich]:
    if "xl/sharedStrings.xml" not in package:
        return []
    return [_string(item) for item in package.xml("xl/sharedStrings.xml").iterchildren(_S + "si")]


class _Rich(NamedTuple):
    """What a string says, what of it in a cell that is struck through, and what is struck by itself."""

    text: str
    in_struck: str = ""
    struck: str = ""


def _string(item: etree._Element) -> str | _Rich:
    """The words of a string; readings over the characters (rPh) left out.

    A run without a font of its own has that of the cell.
    """
    if len(item) == 1 and item[0].tag == _TEXT:  # as in most cells
        return item[0].text or ""
    text = in_struck = struck = ""
    for run in item.iterchildren(_TEXT, _S + "r"):
        if run.tag == _TEXT:
            return run.text or ""
        words, font = run.findtext(_S + "t") or "", run.find(_S + "rPr")
        if font is not None and is_struck(font):
            struck += words
            continue
        text += words
        in_struck += words if font is not None else ""
    return _Rich(text, in_struck, struck)


@dataclass(slots=True)
class _Values:
    """Reads the values of cells; `struck` holds what was left out because it is struck through."""

    strings: list[str | _Rich]
    formats: Formats
    struck: list[str] = field(default_factory=list)

    def of(self, cell: etree._Element) -> str:
        """The value of a cell as it is shown."""
        value = self._value(cell)
        if isinstance(value, str):
            if not self.formats.struck:  # as in most workbooks
                return value
            value = _Rich(value)
        if _whole(cell.get("s"), 0) in self.formats.struck:
            if value.text != value.in_struck:
                self.struck.append(value.text)
            return value.in_struck
        if value.struck:
            self.struck.append(value.struck)
        return value.text

    def _value(self, cell: etree._Element) -> str | _Rich:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(_S + "is")
            return _string(inline) if inline is not None else ""
        text = cell.findtext(_S + "v") or ""
        if kind == "s":
            index = _whole(text, -1)
            return self.strings[index] if 0 <= index < len(self.strings) else ""
        if kind == "n":
            return shown(text, self.formats.of_cell(_whole(cell.get("s"), 0)), self.formats.from_1904)
        return {"0": "FALSE", "1": "TRUE"}.get(text, text) if kind == "b" else text


def _cells(root: etree._Element, values: _Values) -> Iterator[tuple[Place, str]]:
    row_number = -1
    for row in root.iter(_S + "row"):
        row_number = _whole(row.get("r"), row_number + 2) - 1
        column = -1
        for cell in row.iterchildren(_S + "c"):
            column = _column(cell.get("r"), column + 1)
            yield (row_number, column), values.of(cell).replace("_x000D_", "")


def _lacks_results(root: etree._Element) -> bool:
    """Whether formulas stand in a sheet without what they work out; one of words may work out nothing."""
    cells = (formula.getparent() for formula in root.iter(_S + "f"))
    return any(cell is not None and cell.get("t") != "str" and not cell.findtext(_S + "v") for cell in cells)


def _hidden_rows(root: etree._Element) -> set[int]:
    """The rows nobody sees; those that a filter or a folded outline hides are there all the same."""
    properties, filtered = root.find(_S + "sheetPr"), root.find(f"{_S}autoFilter/{_S}filterColumn")
    if filtered is not None or (properties is not None and properties.get("filterMode") in _YES):
        return set()
    hidden: set[int] = set()
    number = 0
    for row in root.iter(_S + "row"):
        number = _whole(row.get("r"), number + 1)
        if row.get("hidden") in _YES and row.get("outlineLevel", "0") == "0":
            hidden.add(number - 1)
    return hidden


def _hidden_columns(root: etree._Element, limits: Limits) -> set[int]:
    """The columns nobody sees, but for those of a folded outline."""
    hidden: set[int] = set()
    for column in root.iterfind(f"{_S}cols/{_S}col"):
        if column.get("hidden") in _YES and column.get("outlineLevel", "0") == "0":
            last = min(_whole(column.get("max"), 0), limits.columns)
            hidden.update(range(_whole(column.get("min"), 1) - 1, last))
    return hidden


def _merges(root: etree._Element) -> Iterator[Merge]:
    for number, merge in enumerate(root.iter(_S + "mergeCell")):
        corners = [_REFERENCE.fullmatch(corner) for corner in merge.get("ref", "").split(":")]
        if number >= _MOST_MERGES:
            raise Refusal("合并单元格太多", f"每张工作表最多 {_MOST_MERGES} 处")
        if len(corners) == 2 and corners[0] and corners[1]:
            (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
            yield Merge(int(top) - 1, _letters(left), int(bottom) - 1, _letters(right))


def _column(reference: str | None, otherwise: int) -> int:
    found = _REFERENCE.fullmatch(reference or "")
    return _letters(found.group(1)) if found else otherwise


def _letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise

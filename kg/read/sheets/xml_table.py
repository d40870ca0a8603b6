"""Workbooks of Excel 2003 in one XML file (SpreadsheetML), which export systems still call .xls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from kg.read.draft import Canvas, Draft, Refusal
from kg.read.limits import Limits
from kg.read.package import xml_parser
from kg.read.sheets.sheet import Merge, Place, Sheet, gathered, write_seen
from kg.read.sheets.shown import shown

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_NAMED = {"Percent": "0%", "Short Time": "h:mm", "Long Time": "h:mm", "Medium Time": "h:mm"}
_DATE = "yyyy/m/d"
_DATES = ("", "General", "General Date", "Short Date", "Medium Date", "Long Date")
_EPOCH = datetime(1899, 12, 30)
_VISIBLE = "SheetVisible"
_MOST = 1_000_000  # rows

_Styles = dict[str, etree._Element]


def read_xml_table(data: bytes, limits: Limits) -> Draft:
    """The sheets of such a workbook, in its order."""
    try:
        book = etree.fromstring(data, xml_parser())
    except (etree.XMLSyntaxError, ValueError):
        raise Refusal("这不是合格的 XML 工作簿", "请给出 Excel 或 WPS 能打开的文件") from None
    styles = {style.get(_SS + "ID", ""): style for style in book.iter(_SS + "Style")}
    canvas = Canvas()
    for sheet in book.iterfind(_SS + "Worksheet"):
        _write(canvas, sheet, styles, limits)
    return canvas.draft("utf-8")


def _write(canvas: Canvas, sheet: etree._Element, styles: _Styles, limits: Limits) -> None:
    placed = list(_placed(sheet, limits))
    struck: list[str] = []
    cells = gathered(((place, _value(cell, styles, struck)) for place, cell in placed), limits)
    merges = [_merge(place, cell) for place, cell in placed if _is_merged(cell)]
    write_seen(
        canvas,
        Sheet(sheet.get(_SS + "Name", ""), cells, merges),
        limits,
        hidden=sheet.findtext(f"{_X}WorksheetOptions/{_X}Visible", _VISIBLE) != _VISIBLE,
        rows=_hidden(sheet, "Row", limits),
        columns=_hidden(sheet, "Column", limits),
        struck=struck,
    )


def _merge(place: Place, cell: etree._Element) -> Merge:
    row, column = place
    return Merge(row, column, row + _count(cell, "MergeDown"), column + _count(cell, "MergeAcross"))


def _is_merged(cell: etree._Element) -> bool:
    return cell.get(_SS + "MergeDown") is not None or cell.get(_SS + "MergeAcross") is not None


def _hidden(sheet: etree._Element, tag: str, limits: Limits) -> set[int]:
    """The rows or columns that nobody sees."""
    return {
        number + more
        for number, one in _numbered(sheet, tag)
        if one.get(_SS + "Hidden") == "1"
        for more in range(min(_count(one, "Span"), limits.columns) + 1)
    }


def _placed(sheet: etree._Element, limits: Limits) -> Iterator[tuple[Place, etree._Element]]:
    for row, line in _numbered(sheet, "Row"):
        column = 0
        for cell in line.iterchildren(_SS + "Cell"):
            column = _count(cell, "Index", column + 1) - 1
            if row >= _MOST or column >= limits.columns:
                raise Refusal("工作表太大", f"工作表最多 {_MOST} 行、{limits.columns} 列")
            yield (row, column), cell
            column += 1 + _count(cell, "MergeAcross")


def _numbered(sheet: etree._Element, tag: str) -> Iterator[tuple[int, etree._Element]]:
    """The rows or the columns of a sheet with their numbers; some stand for more than one."""
    number = 0
    for one in sheet.iterfind(f"{_SS}Table/{_SS}{tag}"):
        number = _count(one, "Index", number + 1) - 1
        yield number, one
        number += 1 + _count(one, "Span")


def _value(cell: etree._Element, styles: _Styles, struck: list[str]) -> str:
    """The value of a cell as it is shown; what is struck through goes to `struck`."""
    data = cell.find(_SS + "Data")
    if data is None:
        return ""
    text, style = "".join(map(str, data.itertext())), styles.get(cell.get(_SS + "StyleID", ""))
    font = style.find(_SS + "Font") if style is not None else None
    if text and font is not None and font.get(_SS + "StrikeThrough") == "1":
        struck.append(text)
        return ""
    form = style.find(_SS + "NumberFormat") if style is not None else None
    code = form.get(_SS + "Format", "") if form is not None else ""
    kind = data.get(_SS + "Type")
    if kind == "DateTime":
        return shown(_days(text), _DATE if code in _DATES else _NAMED.get(code, code))
    if kind == "Number":
        return shown(text, _DATE if code in _DATES[3:] else _NAMED.get(code, code))
    return {"0": "FALSE", "1": "TRUE"}.get(text, text) if kind == "Boolean" else text


def _days(text: str) -> str:
    """A moment as Excel stores it, in days; any other text as it is."""
    try:
        return repr((datetime.fromisoformat(text) - _EPOCH).total_seconds() / 86_400)
    except (ValueError, TypeError):
        return text


def _count(element: etree._Element, name: str, otherwise: int = 0) -> int:
    text = element.get(_SS + name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise

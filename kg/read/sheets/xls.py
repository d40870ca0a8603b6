"""Old Excel workbooks (xls) and WPS tables (et)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from kg.read.draft import Canvas, Draft, Refusal
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.sheets.sheet import Merge, Place, Sheet, gathered, unread_hidden, write_sheet
from kg.read.sheets.shown import shown
from kg.read.sheets.xlsx import DEFAULT_NAME


def read_xls(data: bytes, limits: Limits) -> Draft:
    """The sheets of an .xls file, in the order of the workbook."""
    book = _opened(data)
    canvas = Canvas()
    for sheet in book.sheets():
        cells = gathered(_cells(book, sheet), limits)
        if sheet.visibility and cells:
            canvas.issue(*unread_hidden(sheet.name))
            continue
        name = "" if DEFAULT_NAME.fullmatch(sheet.name) else clean(sheet.name)
        merges = [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        write_sheet(canvas, Sheet(name, cells, merges), limits)
    return canvas.draft("utf-8")


def _opened(data: bytes) -> Any:
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    # of a damaged file the library lets out whatever its parsers run into
    except Exception as error:
        if "encrypted" in str(error):
            raise Refusal("文件已加密", "请另存为不带密码的文件") from None
        raise Refusal("这不是完整的工作簿", "请给出 Excel 或 WPS 能打开的文件") from None


def _cells(book: Any, sheet: Any) -> Iterator[tuple[Place, str]]:
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            yield (row, column), _value(book, cell)


def _value(book: Any, cell: Any) -> str:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return shown(repr(cell.value), _format(book, cell), book.datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#"))
    return str(cell.value)


def _format(book: Any, cell: Any) -> str:
    """The number format of a cell; a damaged file may name one that is not there."""
    if cell.xf_index is None or cell.xf_index >= len(book.xf_list):
        return ""
    known = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return str(known.format_str) if known is not None else ""

"""Old Excel workbooks (xls) and WPS tables (et)."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from kg.read.draft import Canvas, Draft, Refusal
from kg.read.limits import Limits
from kg.read.sheets.sheet import Merge, Place, Sheet, gathered, write_seen
from kg.read.sheets.shown import shown


def read_xls(data: bytes, limits: Limits) -> Draft:
    """The sheets of an .xls file, in the order of the workbook."""
    book = _opened(data)
    canvas = Canvas()
    for sheet in book.sheets():
        struck: list[str] = []
        cells = gathered(_cells(book, sheet, struck), limits)
        merges = [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        whole = Sheet(sheet.name, cells, merges)
        write_seen(canvas, whole, limits, hidden=bool(sheet.visibility), struck=struck)
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


def _cells(book: Any, sheet: Any, struck: list[str]) -> Iterator[tuple[Place, str]]:
    """The cells without what is struck through; that is added to `struck`."""
    fonts = {number for number, font in enumerate(book.font_list) if font.struck_out}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            value = _value(book, cell)
            if fonts and value:
                runs = sheet.rich_text_runlist_map.get((row, column), ())
                seen = "".join(_not_struck(value, [(0, _font(book, cell)), *runs], fonts))
                if seen != value:
                    struck.append(value)
                value = seen
            yield (row, column), value


def _not_struck(value: str, runs: Sequence[tuple[int, int]], fonts: Collection[int]) -> Iterator[str]:
    """The parts of a value in other fonts than these; `runs` tell where each part begins, and its font."""
    ends = [start for start, _ in runs[1:]]
    for (start, font), end in zip(runs, [*ends, len(value)], strict=True):
        if font not in fonts:
            yield value[start:end]


def _font(book: Any, cell: Any) -> int:
    known = _style(book, cell)
    return known.font_index if known is not None else 0


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
    style = _style(book, cell)
    known = book.format_map.get(style.format_key) if style is not None else None
    return str(known.format_str) if known is not None else ""


def _style(book: Any, cell: Any) -> Any:
    """The style of a cell; a damaged file may name one that is not there."""
    if cell.xf_index is None or cell.xf_index >= len(book.xf_list):
        return None
    return book.xf_list[cell.xf_index]

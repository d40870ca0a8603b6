"""Old Excel workbooks (xls) and WPS tables (et)."""

from __future__ import annotations

import io
from typing import Any

from kg.read.draft import Canvas, Draft, Refusal
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.sheet import Merge, Sheet, write_sheet
from kg.read.shown import plain_value
from kg.read.xlsx import DEFAULT_NAME


def read_xls(data: bytes, limits: Limits) -> Draft:
    """The sheets of an .xls file, in the order of the workbook."""
    import python_calamine as calamine

    canvas = Canvas()
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet(workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
    except calamine.PasswordError:
        raise Refusal("it is encrypted", "the same file saved without a password can be read") from None
    except (calamine.CalamineError, OSError, ValueError):
        raise Refusal(
            "it is no whole workbook", "a workbook that opens in Excel or WPS can be read"
        ) from None
    for sheet in sheets:
        write_sheet(canvas, sheet, limits)
    return canvas.draft("utf-8")


def _sheet(sheet: Any) -> Sheet:
    cells = {
        (row, column): text
        for row, values in enumerate(sheet.to_python(skip_empty_area=False))
        for column, value in enumerate(values)
        if (text := clean(plain_value(value)).replace("\t", " ").strip())
    }
    merges = [Merge(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
    return Sheet("" if DEFAULT_NAME.fullmatch(sheet.name) else clean(sheet.name), cells, merges)

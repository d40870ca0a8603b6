"""Numbers of a workbook as their format shows them: dates in Chinese, percentages, whole numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree

from kg.read.package import Package

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm",
    19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日",
    29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h:mm", 33: "h:mm:ss", 36: "yyyy年m月",
    50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "yyyy年m月",
    56: "m月d日", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
_DAYS = 2_958_466
_LONGEST_CODE = 255


@dataclass(frozen=True, slots=True)
class Formats:
    """The number formats of a workbook by cell style, and whether its days count from 1904.

    `struck`: the cell styles whose font is struck through.
    """

    by_style: tuple[str, ...]
    from_1904: bool
    struck: frozenset[int] = frozenset()

    @classmethod
    def of(cls, package: Package, workbook: etree._Element) -> Formats:
        """Read them from the parts of a workbook."""
        properties = workbook.find(_S + "workbookPr")
        from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        if "xl/styles.xml" not in package:
            return cls((), from_1904)
        styles = package.xml("xl/styles.xml")
        own = {item.get("numFmtId"): item.get("formatCode", "") for item in styles.iter(_S + "numFmt")}
        used = styles.findall(f"{_S}cellXfs/{_S}xf")
        numbers = [style.get("numFmtId", "0") for style in used]
        fonts = {str(n) for n, font in enumerate(styles.iterfind(f"{_S}fonts/{_S}font")) if is_struck(font)}
        struck = frozenset(n for n, style in enumerate(used) if style.get("fontId") in fonts)
        return cls(tuple(own.get(number) or _built_in(number) for number in numbers), from_1904, struck)

    def of_cell(self, style: int) -> str:
        """The format code of a cell with this style number."""
        return self.by_style[style] if style < len(self.by_style) else ""


def is_struck(font: etree._Element) -> bool:
    """Whether a font, or what is said of that of a run, strikes its words through."""
    strike = font.find(_S + "strike")
    return strike is not None and strike.get("val", "1") in ("1", "true")


def _built_in(number: str) -> str:
    return _BUILT_IN.get(int(number), "") if number.isascii() and number.isdigit() and len(number) < 9 else ""


def shown(text: str, code: str, from_1904: bool = False) -> str:
    """The stored number `text` under the format `code`; what is no number stays as it is."""
    try:
        value = float(text)
    except ValueError:
        return text
    code = _LITERAL.sub(_kept, code[:_LONGEST_CODE].split(";")[0]).lower()
    if re.search("[ymdhs年月日]", code.replace("general", "")) and 0 <= value < _DAYS:
        return _moment(value, code, from_1904)
    if "%" in code:
        return f"{_plain(round(value * 100, 8))}%"
    return _plain(value)


def _kept(found: re.Match[str]) -> str:
    """Of the literal parts of a format only the words of a date matter."""
    return (
        "".join(character for character in found.group() if character in "年月日")
        if found.group()[0] == '"'
        else ""
    )


def _moment(value: float, code: str, from_1904: bool) -> str:
    """A date as precise as its format: 2023年6月 stays a month."""
    if "y" not in code and "d" not in code and "月" not in code:
        return _clock(value)
    day = date(1904, 1, 1) if from_1904 else date(1899, 12, 30) if value >= 60 else date(1899, 12, 31)
    try:
        day += timedelta(days=int(value))
    except OverflowError:
        return _plain(value)
    printed = f"{day.year}年" if "y" in code else ""
    if "m" in code.split("h")[0]:
        printed += f"{day.month}月"
    return printed + (f"{day.day}日" if "d" in code else "")


def _clock(value: float) -> str:
    minutes = round(value % 1 * 24 * 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def _plain(value: float) -> str:
    """A number without an exponent and without needless decimals."""
    if value != value or abs(value) >= 1e15:
        return str(value)
    return str(int(value)) if value == int(value) else f"{value:.10f}".rstrip("0")

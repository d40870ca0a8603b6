"""Documents of every format, built in memory: what the tests of the reading door read."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from random import Random
from typing import AnyStr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Rows = Sequence[Sequence[object]]


# ---------------------------------------------------------------- packages


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip package of the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


# ---------------------------------------------------------------- Word


def paragraph(
    text: str = "", style: str = "", numbered: tuple[int, int] | None = None, inner: str = ""
) -> str:
    """A w:p; `numbered` is (list, level), `inner` raw XML behind the text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        number, level = numbered
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{inner}</w:p>"


def word_cell(content: str, span: int = 1, merge: str = "") -> str:
    """A w:tc of raw paragraphs; `merge` is restart or continue."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content or paragraph()}</w:tc>"


def word_table(rows: Iterable[Iterable[str]]) -> str:
    """A w:tbl of rows of `word_cell`s."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows) + "</w:tbl>"


def word_level(level: int, form: str, text: str, more: str = "") -> str:
    """A w:lvl that starts at 1."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def word_numbering(*lists: str) -> str:
    """Numbering definitions: list n counts by the levels in lists[n - 1]."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n, levels in enumerate(lists, 1)
    )
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1)
    )
    return f'<w:numbering xmlns:w="{W}">{abstract}{numbers}</w:numbering>'


def word_styles(styles: str) -> str:
    """A styles part of raw w:style elements."""
    return f'<w:styles xmlns:w="{W}">{styles}</w:styles>'


def word_document(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A .docx file with this body."""
    namespaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": f"<w:document {namespaces}><w:body>{body}</w:body></w:document>",
    }
    if numbering:
        parts["word/numbering.xml"] = numbering
    if styles:
        parts["word/styles.xml"] = styles
    return package(parts)


# ---------------------------------------------------------------- workbooks


def workbook(
    sheets: dict[str, Rows],
    merges: dict[str, Sequence[str]] | None = None,
    formats: dict[str, str] | None = None,
    hidden: dict[str, str] | None = None,
) -> bytes:
    """An .xlsx file; `merges` are ranges by sheet, `formats` number formats by cell of the first sheet.

    `hidden` says of sheets how they are hidden.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = (hidden or {}).get(name, "visible")
        for row in rows:
            sheet.append(list(row))
        for merged in (merges or {}).get(name, ()):
            sheet.merge_cells(merged)
    for cell, code in (formats or {}).items():
        book.worksheets[0][cell].number_format = code
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def old_workbook(
    name: str, rows: Rows, merge: tuple[int, int, int, int] | None = None, hidden: str = ""
) -> bytes:
    """An .xls file; `merge` is (top, bottom, left, right) from 0, `hidden` another sheet of these rows."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for sheet in [book.add_sheet(one) for one in (name, hidden) if one]:
        sheet.visibility = int(sheet.name != name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
        if merge:
            sheet.merge(*merge)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


# ---------------------------------------------------------------- PDF


class PdfMaker:
    """Draws a PDF page by page, in Chinese, from coordinates in points with y upwards."""

    def __init__(self, password: str = "", turned: int = 0) -> None:
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen import canvas

        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self._buffer = io.BytesIO()
        self._canvas = canvas.Canvas(self._buffer, pagesize=A4, encrypt=password or None, invariant=1)
        self._turned = turned
        self._begin()

    def _begin(self) -> None:
        self._canvas.setFont("STSong-Light", 12)
        if self._turned:
            self._canvas.setPageRotation(self._turned)

    def text(self, x: float, y: float, text: str, size: float = 12) -> PdfMaker:
        """Write one line from (x, y) on."""
        self._canvas.setFont("STSong-Light", size)
        self._canvas.drawString(x, y, text)
        return self

    def slanted(self, x: float, y: float, text: str, degrees: float) -> PdfMaker:
        """Write one line that leans, as watermarks do."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(degrees)
        self.text(0, 0, text, size=40)
        self._canvas.restoreState()
        return self

    def lines(self, y: float, *lines: str) -> PdfMaker:
        """Write lines 20 points apart from the left margin."""
        for number, line in enumerate(lines):
            self.text(90, y - 20 * number, line)
        return self

    def rule(self, x: float, y: float, x1: float, y1: float) -> PdfMaker:
        """Draw a ruling line."""
        self._canvas.line(x, y, x1, y1)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> PdfMaker:
        """Draw every line of a grid."""
        for x in xs:
            self.rule(x, min(ys), x, max(ys))
        for y in ys:
            self.rule(min(xs), y, max(xs), y)
        return self

    def next_page(self) -> PdfMaker:
        """Begin the next page."""
        self._canvas.showPage()
        self._begin()
        return self

    def done(self) -> bytes:
        """The file."""
        self._canvas.save()
        return self._buffer.getvalue()


# ---------------------------------------------------------------- OFD


def ofd_text(x: float, y: float, text: str, size: float = 4.0) -> str:
    """A TextObject at (x, y) millimetres from the top left corner, its characters `size` apart."""
    steps = f"g {len(text) - 1} {size}" if len(text) > 1 else ""
    return (
        f'<ofd:TextObject Boundary="{x} {y} {size * len(text)} {size}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size * 0.8}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_rule(x: float, y: float, x1: float, y1: float) -> str:
    """A PathObject that draws one line."""
    return (
        f'<ofd:PathObject Boundary="{x} {y} {max(x1 - x, 0.1)} {max(y1 - y, 0.1)}">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x} {y1 - y}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd_file(*pages: str) -> bytes:
    """An OFD package whose pages hold these objects."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    parts: dict[str, str | bytes] = {
        "OFD.xml": (
            f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
            "</ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
    }
    for number, objects in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return package(parts)


# ---------------------------------------------------------------- web pages


def web_page(article: str, head: str = "", around: tuple[str, str] = ("", "")) -> str:
    """A whole page: `around` is the chrome before and after the article."""
    before, after = around
    return f"<!DOCTYPE html><html><head>{head}</head><body>{before}{article}{after}</body></html>"


# ---------------------------------------------------------------- what was read


def merged(source: object, table: int = 0) -> dict[str, tuple[int, int, int, int]]:
    """The cells of a table that cover more than one place: text → (row, column, rows, columns)."""
    cells = source.tables[table].cells  # type: ignore[attr-defined]
    return {
        cell.span.of(source.text): (cell.row, cell.column, cell.rows, cell.columns)  # type: ignore[attr-defined]
        for cell in cells
        if (cell.rows, cell.columns) != (1, 1)
    }


def rows_of(source: object, table: int = 0) -> list[list[str]]:
    """The texts of the cells of a table, row by row, each where it is printed."""
    rows: dict[int, list[str]] = {}
    for cell in source.tables[table].cells:  # type: ignore[attr-defined]
        rows.setdefault(cell.row, []).append(cell.span.of(source.text))  # type: ignore[attr-defined]
    return list(rows.values())


# ---------------------------------------------------------------- damage


def damaged(data: bytes, random: Random, cuts: int = 4) -> bytes:
    """`data` with stretches overwritten, dropped, repeated or moved: in a part, its text or its bytes."""
    if data.startswith(b"PK") and random.random() < 0.8:
        return _damaged_package(data, random, cuts)
    changed = data
    if random.random() < 0.8:
        with contextlib.suppress(UnicodeDecodeError):
            return _damaged_text(data.decode(), random, cuts).encode()
    for _ in range(random.randint(1, cuts)):
        changed = _changed(changed, random, random.choice([random.randbytes(6), *map(str.encode, _AWKWARD)]))
    return changed


_AWKWARD = [
    *("\0", "\r", "\t", "\n", "\u3000", "\ufffe", "\u0301", "𬇙", "<", ">", '"', "（", "&#0;", "|---|"),
    *("99999999999", "-1", "0", "1e999", "NaN", "责任单位：", "—1—"),
    *("<table>", "</table>", "<td rowspan=9999 colspan=9999>"),
]


def _damaged_text(text: str, random: Random, cuts: int) -> str:
    for _ in range(random.randint(1, cuts)):
        text = _changed(text, random, random.choice(_AWKWARD))
    return text


def _changed(content: AnyStr, random: Random, junk: AnyStr) -> AnyStr:
    at = random.randrange(len(content) + 1)
    end = min(at + int(random.expovariate(0.1)) + 1, len(content))
    piece = content[at:end]
    change = random.randrange(4)
    if change == 0:
        return content[:at] + junk + content[end:]
    if change == 1:
        return content[:at] + content[end:]
    if change == 2:
        return content[:at] + piece * random.randint(1, 50) + content[at:]
    to = random.randrange(len(content) + 1)
    return content[:to] + piece + content[to:]


def _damaged_package(data: bytes, random: Random, cuts: int) -> bytes:
    """The package whole, one of its parts damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(list(parts))
    content = parts[name]
    parts[name] = damaged(content if isinstance(content, bytes) else content.encode(), random, cuts)
    return package(parts)

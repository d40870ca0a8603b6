"""PDF files with a text layer: lines and ruled tables in reading order, without page furniture."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.read.draft import Canvas, Draft, GridCell, Refusal, bounded
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.page_content import Line, PageContent
from kg.read.page_furniture import without_furniture
from kg.read.page_join import Joined, joined
from kg.read.pdf_page import content
from kg.read.words import page_data_labels

_SCAN = "it is a scan without a text layer"
_LABELS_OF_A_DATA_BLOCK = 2


def read_pdf(data: bytes, limits: Limits) -> Draft:
    """The text and the ruled tables of a PDF; a table over several pages is one table."""
    pages = without_furniture(list(_contents(data, limits)))
    if not any(page.pieces for page in pages):
        raise Refusal(_SCAN, "a PDF with text in it can be read: put the scan through text recognition first")
    canvas = Canvas()
    for piece in joined(pages):
        if isinstance(piece, Line):
            canvas.line(clean(piece.text))
        elif isinstance(piece, Joined):
            _write_table(canvas, piece, limits)
        else:
            canvas.issue("page-without-text", "a page shows only pictures; its text was not read")
    return canvas.draft("utf-8")


def _contents(data: bytes, limits: Limits) -> Iterator[PageContent]:
    document = _opened(data)
    try:
        if len(document) > limits.pages:
            raise Refusal(f"it has {len(document)} pages", f"up to {limits.pages} pages can be read")
        for number in range(len(document)):
            yield _content(document, number)
    finally:
        document.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Refusal("it is encrypted", "a PDF that opens without a password can be read") from None
        raise Refusal("it is no whole PDF", "a PDF that opens in a viewer can be read") from None


def _content(document: pdfium.PdfDocument, number: int) -> PageContent:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        raise Refusal(f"its page {number + 1} is broken", "a PDF that opens in a viewer can be read") from None
    try:
        return content(page)
    except pdfium.PdfiumError:
        raise Refusal(f"its page {number + 1} is broken", "a PDF that opens in a viewer can be read") from None
    finally:
        page.close()


def _write_table(canvas: Canvas, table: Joined, limits: Limits) -> None:
    cells = [_cleaned(cell) for cell in table.cells]
    if len(page_data_labels().findall("".join(cell.text for cell in cells))) < _LABELS_OF_A_DATA_BLOCK:
        canvas.table(bounded(cells, limits))
        return
    for row in sorted({cell.row for cell in cells}):
        canvas.line("".join(cell.text for cell in cells if cell.row == row))


def _cleaned(cell: GridCell) -> GridCell:
    text = clean(cell.text).replace("\t", " ").strip()
    return GridCell(text, cell.row, cell.column, cell.rows, cell.columns)

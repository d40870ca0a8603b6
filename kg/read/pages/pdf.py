"""PDF files with a text layer."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.collector import collector_paused
from kg.read.draft import Draft, Refusal
from kg.read.limits import Limits
from kg.read.pages.content import NO_PAGE, PageContent
from kg.read.pages.fonts import leave_fonts_of_the_machine
from kg.read.pages.pdf_page import content
from kg.read.pages.write import write_pages

_ACCEPTED = "请给出 PDF 阅读器能打开的文件"


def read_pdf(data: bytes, limits: Limits) -> Draft:
    """The text and the ruled tables of a PDF; a table over several pages is one table."""
    pages = list(_contents(data, limits))
    with collector_paused():
        return write_pages(pages, limits)


def _contents(data: bytes, limits: Limits) -> Iterator[PageContent]:
    document = _opened(data)
    try:
        if len(document) > limits.pages:
            raise Refusal(f"文件有 {len(document)} 页", f"最多可读 {limits.pages} 页")
        page = NO_PAGE
        for number in range(len(document)):
            page = _content(document, number, page)
            yield page
    finally:
        document.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    leave_fonts_of_the_machine()
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Refusal("文件已加密", "请另存为不带密码的文件") from None
        raise Refusal("这不是完整的 PDF", _ACCEPTED) from None


def _content(document: pdfium.PdfDocument, number: int, above: PageContent) -> PageContent:
    try:
        page = document[number]
        try:
            with collector_paused():
                return content(page, above)
        finally:
            page.close()
    except pdfium.PdfiumError:
        raise Refusal(f"第 {number + 1} 页已损坏", _ACCEPTED) from None

"""PDF files with a text layer."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.read.draft import Draft, Refusal
from kg.read.limits import Limits
from kg.read.page_content import PageContent
from kg.read.page_write import write_pages
from kg.read.pdf_page import content

_ACCEPTED = "a PDF that opens in a viewer can be read"


def read_pdf(data: bytes, limits: Limits) -> Draft:
    """The text and the ruled tables of a PDF; a table over several pages is one table."""
    return write_pages(list(_contents(data, limits)), limits)


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
        raise Refusal("it is no whole PDF", _ACCEPTED) from None


def _content(document: pdfium.PdfDocument, number: int) -> PageContent:
    try:
        page = document[number]
        try:
            return content(page)
        finally:
            page.close()
    except pdfium.PdfiumError:
        raise Refusal(f"its page {number + 1} is broken", _ACCEPTED) from None

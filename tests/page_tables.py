"""Pages of PDF as the tests of them draw and read them: a grid, and texts in its cells."""

from __future__ import annotations

from collections.abc import Sequence

from make_documents import PdfMaker

from kg.model import Source
from kg.read import read_bytes

XS = [90.0, 130.0, 330.0, 450.0]
ROWS = [["序号", "任务", "责任单位"], ["1", "建设水厂", "区水务局"], ["2", "修建道路", "区交通局"]]


def pdf(maker: PdfMaker) -> Source:
    return read_bytes(maker.done(), "a.pdf")


def fill(
    maker: PdfMaker, ys: Sequence[float], rows: Sequence[Sequence[str]], xs: Sequence[float] = XS
) -> None:
    """Write the rows into the grid, each text near the top left corner of its cell."""
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            for number, line in enumerate(text.split("|")):
                maker.text(x + 6, y - 14 - 14 * number, line)

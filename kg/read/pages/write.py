"""Pages to the canonical text: furniture and footnotes dropped, columns of text one
after the other, tables joined over page breaks."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import UNREAD_TABLE
from kg.read.draft import Canvas, Draft, GridCell, Refusal, bounded
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.pages.content import Line, PageContent
from kg.read.pages.footnotes import without_footnotes
from kg.read.pages.furniture import without_furniture
from kg.read.pages.grid import GridKind
from kg.read.pages.join import Joined, joined
from kg.read.pages.run_over import with_columns_run_over
from kg.read.pages.side_by_side import in_columns
from kg.read.plain.lost import with_lost_headers
from kg.read.words import is_data_block

_UNREAD = {
    GridKind.UNREAD: "这张表格没有竖线，分不清各行从哪里开始，没有读出任务",
    GridKind.RUN_OVER: "这一页是前面表格印不下的几列，没有归到各行",
}
_SCAN = "这是没有文字层的扫描件"


def write_pages(pages: Sequence[PageContent], limits: Limits) -> Draft:
    """The text of `pages`; a page that shows only pictures becomes an issue."""
    if not any(page.pieces for page in pages):
        raise Refusal(_SCAN, "请先做文字识别，再读有文字的文件")
    canvas = Canvas()
    for piece in joined(in_columns(without_footnotes(with_columns_run_over(without_furniture(pages))))):
        if isinstance(piece, Line):
            canvas.line(clean(piece.text))
        elif isinstance(piece, Joined):
            _write_table(canvas, piece, limits)
        else:
            canvas.issue("page-without-text", "这一页只有图像，没有读到文字")
    return with_lost_headers(canvas.draft("utf-8"))


def _write_table(canvas: Canvas, table: Joined, limits: Limits) -> None:
    cells = [_cleaned(cell) for cell in table.cells]
    if table.unread:
        canvas.unread("\n".join(cell.text for cell in cells), UNREAD_TABLE, _UNREAD[table.unread])
        return
    if not is_data_block("\n".join(cell.text for cell in cells)):
        canvas.table(bounded(cells, limits))
        return
    for row in sorted({cell.row for cell in cells}):
        canvas.line("".join(cell.text for cell in cells if cell.row == row))


def _cleaned(cell: GridCell) -> GridCell:
    text = clean(cell.text).replace("\t", " ").strip()
    return cell if text == cell.text else cell._replace(text=text)

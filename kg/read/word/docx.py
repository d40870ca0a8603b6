"""Word documents: paragraphs with their rebuilt numbers, tables and text boxes in document order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from kg.read.column_words import column_kinds
from kg.read.cut_rows import PagedCanvas
from kg.read.draft import Draft, GridCell, bounded
from kg.read.grid import spread
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.package import Package
from kg.read.plain.lost import with_lost_headers
from kg.read.plain.rows import headed_tables_between
from kg.read.struck import unread_struck
from kg.read.word.chunks import CHUNK, Chunks
from kg.read.word.numbering import Numbering, W
from kg.read.word.revised import leave_unprinted
from kg.read.word.tables import (
    P,
    T,
    blocks_of,
    cells_of,
    lays_out,
    placed_cells,
    printed,
    rows_of,
    with_inner_tables,
)

_TAB, _HYPHEN = W + "tab", W + "noBreakHyphen"
_BREAKS = (W + "br", W + "cr")
_BOX = W + "txbxContent"
_PROPERTIES = W + "pPr"


def read_docx(data: bytes, limits: Limits) -> Draft:
    """The text of a .docx file without headers, footers, notes, comments, deleted and hidden words."""
    package = Package(data, limits)
    main = package.main_part("word/document.xml")
    root = package.xml(main)
    struck = leave_unprinted(root)
    numbering = Numbering(_optional(package, "word/numbering.xml"), _optional(package, "word/styles.xml"))
    body = root.find(W + "body")
    writer = _Writer(numbering, Chunks(package, main, limits), limits)
    if struck:
        writer.canvas.issue(*unread_struck(struck))
    for block in blocks_of(body if body is not None else root):
        writer.write(block)
    draft = writer.canvas.draft("utf-8")
    return with_lost_headers(replace(draft, tables=headed_tables_between(draft.text, draft.tables)))


def _optional(package: Package, name: str) -> etree._Element | None:
    return package.xml(name) if name in package else None


class _Writer:
    """Writes the blocks of one document in order, counting its numbered paragraphs."""

    def __init__(self, numbering: Numbering, chunks: Chunks, limits: Limits) -> None:
        self.canvas = PagedCanvas()
        self._numbering = numbering
        self._chunks = chunks
        self._limits = limits

    def write(self, block: etree._Element) -> None:
        if block.tag == P:
            boxes = _detached_boxes(block)
            self.canvas.line(clean(self._line(block)))
            for box in boxes:
                for inner in blocks_of(box):
                    self.write(inner)
            return
        if block.tag == CHUNK:
            self._take(block)
            return
        if rows := with_inner_tables(block):
            claims = [[(self._text(piece.content), *piece[2:]) for piece in row] for row in rows]
            self.canvas.table(spread(claims, self._limits))
            return
        if lays_out(block):
            for row in rows_of(block):
                self._lay_out(list(cells_of(row)))
            return
        placed = placed_cells(block, lambda cell: self._text(blocks_of(cell)))
        cells = bounded([GridCell(*one) for one in placed], self._limits)
        if cells:
            self.canvas.table(cells)

    def _take(self, chunk: etree._Element) -> None:
        """Write what another file inside the document says."""
        if draft := self._chunks.draft(chunk):
            self.canvas.take(draft)
        else:
            self.canvas.issue("unread-part", "这里嵌入的另一份文件没有读")

    def _lay_out(self, row: list[etree._Element]) -> None:
        """Write what stands in a row as if it stood on the page; empty cells leave nothing."""
        if _is_labelled([printed(cell) for cell in row]) and not any(map(_holds_table, row)):
            self.canvas.line(_in_a_row([self._text(blocks_of(cell)) for cell in row]))
            return
        for cell in filter(printed, row):
            for block in blocks_of(cell):
                self.write(block)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        """The lines of a paragraph: its own text, then the text boxes anchored in it."""
        boxes = _detached_boxes(paragraph)
        yield self._line(paragraph)
        for box in boxes:
            yield from self._nested(blocks_of(box))

    def _line(self, paragraph: etree._Element) -> str:
        """The number and the words of a paragraph."""
        return self._numbering.label(paragraph.find(_PROPERTIES)) + _words(paragraph)

    def _nested(self, blocks: Iterable[etree._Element]) -> Iterator[str]:
        """The lines of blocks inside a cell or text box; a table gives one line a row."""
        for block in blocks:
            if block.tag == P:
                yield from self._paragraph(block)
                continue
            for row in rows_of(block):
                yield _in_a_row(["".join(self._nested(blocks_of(cell))) for cell in cells_of(row)])

    def _text(self, blocks: Iterable[etree._Element]) -> str:
        """What blocks say as one cell."""
        return clean("\n".join(self._nested(blocks))).replace("\t", " ").strip()


def _in_a_row(cells: list[str]) -> str:
    """A row of a table inside a cell; a label (牵头单位) stands before its value as in running text."""
    return ("：" if _is_labelled(cells) else "\t").join(cells)


def _is_labelled(cells: list[str]) -> bool:
    """Whether two cells are the name of a column and what stands in one."""
    return len(cells) == 2 and bool(cells[1] and column_kinds(cells[0])) and not column_kinds(cells[1])


def _holds_table(cell: etree._Element) -> bool:
    return any(block.tag != P for block in blocks_of(cell))


def _detached_boxes(paragraph: etree._Element) -> list[etree._Element]:
    boxes = [box for box in paragraph.iter(_BOX) if next(box.iterancestors(_BOX), None) is None]
    for box in boxes:
        parent = box.getparent()
        if parent is not None:
            parent.remove(box)
    return boxes


def _words(paragraph: etree._Element) -> str:
    parts = []
    for piece in paragraph.iter(T, _TAB, _HYPHEN, *_BREAKS):
        if piece.tag == T:
            parts.append(piece.text or "")
        elif piece.tag in _BREAKS:
            parts.append("\n")
        elif piece.tag == _HYPHEN:
            parts.append("-")
        elif (parent := piece.getparent()) is not None and parent.tag != W + "tabs":
            parts.append("\t")
    return "".join(parts)

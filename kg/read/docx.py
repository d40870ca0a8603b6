"""Word documents: paragraphs with their rebuilt numbers, tables and text boxes in document order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from kg.model import squeeze
from kg.read.column_words import column_kinds, columns_of
from kg.read.draft import Canvas, Draft, GridCell, bounded
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.numbering import Numbering, W
from kg.read.package import Package
from kg.read.rows import headed_tables_between

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TBL, _TR, _TC = W + "p", W + "tbl", W + "tr", W + "tc"
_T, _TAB, _HYPHEN = W + "t", W + "tab", W + "noBreakHyphen"
_BREAKS = (W + "br", W + "cr")
_BOX = W + "txbxContent"
_PROPERTIES = W + "pPr"
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body")
)
# deleted or moved away, readings over characters, the second rendering of a text box
_UNPRINTED = (W + "del", W + "moveFrom", W + "rt", _MC + "Fallback")


def read_docx(data: bytes, limits: Limits) -> Draft:
    """The text of a .docx file without headers, footers, notes, comments and deleted revisions."""
    package = Package(data, limits)
    root = package.xml(package.main_part("word/document.xml"))
    etree.strip_elements(root, *_UNPRINTED, with_tail=False)
    numbering = Numbering(_optional(package, "word/numbering.xml"), _optional(package, "word/styles.xml"))
    body = root.find(W + "body")
    writer = _Writer(numbering, limits)
    for block in _blocks(body if body is not None else root):
        writer.write(block)
    draft = writer.canvas.draft("utf-8")
    return replace(draft, tables=headed_tables_between(draft.text, draft.tables))


def _optional(package: Package, name: str) -> etree._Element | None:
    return package.xml(name) if name in package else None


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of `parent`, also those inside content controls and revisions."""
    for child in parent:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    return _wrapped(parent, _TR)


def _wrapped(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _wrapped(child, tag)


def _lays_out(table: etree._Element) -> bool:
    """Whether a table only lays out the page: it is one column or one filled cell, or holds a task table."""
    rows = [list(_wrapped(row, _TC)) for row in _rows(table)]
    filled = sum(bool(_printed(cell)) for row in rows for cell in row)
    if filled < 2 or all(len(row) < 2 for row in rows):
        return True
    inner = (block for row in rows for cell in row for block in _blocks(cell) if block.tag == _TBL)
    return not _names_columns(table) and any(map(_names_columns, inner))


def _names_columns(table: etree._Element) -> bool:
    """Whether the first row of a table is the header of a task table."""
    first = next(_rows(table), None)
    words = [_printed(cell) for cell in _wrapped(first, _TC)] if first is not None else []
    return columns_of(words, strict=False) is not None


def _printed(cell: etree._Element) -> str:
    """The words of a cell without white space and automatic numbers."""
    return squeeze("".join(piece.text or "" for piece in cell.iter(_T)))


class _Writer:
    """Writes the blocks of one document in order, counting its numbered paragraphs."""

    def __init__(self, numbering: Numbering, limits: Limits) -> None:
        self.canvas = Canvas()
        self._numbering = numbering
        self._limits = limits

    def write(self, block: etree._Element) -> None:
        if block.tag == _P:
            for line in self._paragraph(block):
                self.canvas.line(clean(line))
            return
        if _lays_out(block):
            for row in _rows(block):
                for cell in _wrapped(row, _TC):
                    self._lay_out(cell)
            return
        cells = bounded(list(self._cells(block)), self._limits)
        if cells:
            self.canvas.table(cells)

    def _lay_out(self, cell: etree._Element) -> None:
        """Write what stands in a cell as if it stood on the page; empty cells leave nothing."""
        if _printed(cell):
            for block in _blocks(cell):
                self.write(block)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        """The lines of a paragraph: its own text, then the text boxes anchored in it."""
        boxes = _detached_boxes(paragraph)
        label = self._numbering.label(paragraph.find(_PROPERTIES))
        yield label + _text(paragraph)
        for box in boxes:
            yield from self._nested(box)

    def _nested(self, parent: etree._Element) -> Iterator[str]:
        """The lines inside a cell or text box; a table inside it gives one line a row."""
        for block in _blocks(parent):
            if block.tag == _P:
                yield from self._paragraph(block)
                continue
            for row in _rows(block):
                yield _in_a_row(["".join(self._nested(cell)) for cell in _wrapped(row, _TC)])

    def _cells(self, table: etree._Element) -> Iterator[GridCell]:
        """The cells of a table; a cell merged downwards grows over the rows that continue it."""
        open_above: dict[int, GridCell] = {}
        for number, row in enumerate(_rows(table)):
            column = _number(row, "trPr", "gridBefore", 0)
            for cell in _wrapped(row, _TC):
                width = max(1, _number(cell, "tcPr", "gridSpan", 1))
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                text = clean("\n".join(self._nested(cell))).replace("\t", " ").strip()
                above = open_above.get(column)
                if merge is not None and merge.get(W + "val") != "restart" and above is not None:
                    open_above[column] = _grown(above, number)
                else:
                    if above is not None:
                        yield above
                    open_above[column] = GridCell(text, number, column, 1, width)
                column += width
        yield from open_above.values()


def _in_a_row(cells: list[str]) -> str:
    """A row of a table inside a cell; a label (牵头单位) stands before its value as in running text."""
    labelled = len(cells) == 2 and cells[1] and column_kinds(cells[0]) and not column_kinds(cells[1])
    return ("：" if labelled else "\t").join(cells)


def _grown(cell: GridCell, row: int) -> GridCell:
    return GridCell(cell.text, cell.row, cell.column, row - cell.row + 1, cell.columns)


def _detached_boxes(paragraph: etree._Element) -> list[etree._Element]:
    boxes = [box for box in paragraph.iter(_BOX) if next(box.iterancestors(_BOX), None) is None]
    for box in boxes:
        parent = box.getparent()
        if parent is not None:
            parent.remove(box)
    return boxes


def _text(paragraph: etree._Element) -> str:
    parts = []
    for piece in paragraph.iter(_T, _TAB, _HYPHEN, *_BREAKS):
        if piece.tag == _T:
            parts.append(piece.text or "")
        elif piece.tag in _BREAKS:
            parts.append("\n")
        elif piece.tag == _HYPHEN:
            parts.append("-")
        elif (parent := piece.getparent()) is not None and parent.tag != W + "tabs":
            parts.append("\t")
    return "".join(parts)


def _number(parent: etree._Element, properties: str, name: str, otherwise: int) -> int:
    found = parent.find(f"{W}{properties}/{W}{name}")
    text = found.get(W + "val", "") if found is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise

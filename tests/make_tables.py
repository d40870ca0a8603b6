"""Task tables as offices hand them over, in files of every format that shows tables."""

from __future__ import annotations

from collections.abc import Sequence

from make_documents import PdfMaker, paragraph, word_cell, word_document, word_table

from kg.extract import extract
from kg.model import Task
from kg.read import read_bytes

Lines = Sequence[Sequence[str]]
TITLE = "滨河区2024年营商环境重点任务分解表"
HEADER = ("序号", "任务", "责任单位", "完成时限")
XS = (70.0, 110.0, 310.0, 430.0, 530.0)
_HEAD = 780.0


class Pages:
    """A PDF under the pen: a title, tables with rules of several kinds, page breaks."""

    def __init__(self, title: str = TITLE) -> None:
        self.maker = PdfMaker()
        self._y = 760.0
        self._page = 1
        self.line(title)

    def line(self, text: str, x: float = 90) -> Pages:
        """A line of text."""
        self.maker.text(x, self._y, text)
        self._y -= 24
        return self

    def skip(self, points: float) -> Pages:
        """White space."""
        self._y -= points
        return self

    def next_page(self) -> Pages:
        """The next page, under the number of this one."""
        self.maker.text(290, 40, f"— {self._page} —").next_page()
        self._page += 1
        self._y = _HEAD
        return self

    def rows(
        self,
        rows: Lines,
        xs: Sequence[float] | None = None,
        rules: str = "all",
        gap: float = 6,
        top: float | None = None,
        merged: int | None = None,
        middle: bool = False,
    ) -> Pages:
        """Rows of cells at the columns `xs`, lines inside a cell parted by |.

        `rules`: all, across, three, none. The first column is one cell from the row `merged` on.
        `middle`: cells stand in the middle of their rows.
        """
        xs = xs or XS
        ys = [self._y if top is None else top]
        for row in rows:
            ys.append(ys[-1] - gap - 15 * max(cell.count("|") + 1 for cell in row))
        for y, row in zip(ys, rows, strict=False):
            most = max(cell.count("|") for cell in row)
            for x, cell in zip(xs, row, strict=False):
                down = 7.5 * (most - cell.count("|")) if middle else 0
                for number, text in enumerate(cell.split("|")):
                    if text:
                        self.maker.text(x + 5, y - gap / 2 - 11 - 15 * number - down, text)
        drawn = {"all": ys, "across": ys, "three": [ys[0], ys[1], ys[-1]], "none": []}[rules]
        for number, y in enumerate(drawn):
            inside = merged is not None and merged < number < len(drawn) - 1
            self.maker.rule(xs[inside], y, xs[-1], y)
        for x in xs if rules == "all" else ():
            self.maker.rule(x, ys[-1], x, ys[0])
        self._y = ys[-1] - 24
        return self

    def done(self) -> bytes:
        """The file."""
        return self.maker.done()


def docx(*blocks: str) -> bytes:
    """A Word document of these blocks."""
    return word_document("".join(blocks))


def cells(*texts: str) -> list[str]:
    """The cells of one row of a Word table; lines inside a cell parted by |."""
    return [word_cell("".join(map(paragraph, text.split("|")))) for text in texts]


def tabbed(*texts: str) -> str:
    """A Word paragraph of texts set apart by tabs."""
    inner = "<w:r><w:tab/></w:r>".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
    return paragraph(inner=inner)


def table(rows: Lines) -> str:
    """A Word table."""
    return word_table(cells(*row) for row in rows)


def tasks_of(data: bytes, name: str) -> list[str]:
    """The tasks of a file: number and title, units with their roles, days they are due."""
    return [_said(task) for task in extract(read_bytes(data, name)).tasks]


def _said(task: Task) -> str:
    units = " ".join(f"{one.role}:{one.unit}" for one in task.assignments)
    due = " ".join(dict.fromkeys(one.end for one in task.deadlines if one.end))
    return f"{task.number or ''} {task.title}｜{units}｜{due}"


def issues_of(data: bytes, name: str) -> list[str]:
    """The codes of what a person should look at in a file, but for those of the document as a whole."""
    issues = extract(read_bytes(data, name)).issues
    return [one.code for one in issues if one.code not in ("document-without-number", "unknown-jurisdiction")]

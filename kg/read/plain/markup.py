"""Tables of a text that are written as HTML, as OCR tools put them into Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from kg.model import Cell, Span, Table
from kg.read.grid import Claim, claimed, spread
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.plain.pieces import trimmed

_TABLE = re.compile(r"<table\b[^<>]*>([^<]*(?:<(?!/?table\b)[^<]*)*)</table\s*>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>[^<>]*)>", re.IGNORECASE)
_CLAIM = re.compile(r"(row|col)span\s*=\s*[\"']?(\d+)", re.IGNORECASE)


def without_markup(text: str, limits: Limits) -> tuple[str, tuple[Table, ...]]:
    """The text with the words of such tables in the place of their tags, and the tables.

    No line is added or taken away.
    """
    if "<" not in text or not (found := list(_TABLE.finditer(text))):
        return text, ()
    parts: list[str] = []
    tables: list[Table] = []
    at = length = 0
    for match in found:
        writer = _Writer(length + match.start() - at)
        writer.read(match[1])
        parts += (text[at : match.start()], *writer.parts)
        tables += writer.table(limits)
        at, length = match.end(), writer.length
    return "".join([*parts, text[at:]]), tuple(tables)


class _Writer:
    """Writes the words of a table from `length` on, a tab behind each cell."""

    def __init__(self, length: int) -> None:
        self.parts: list[str] = []
        self.length = self._start = length
        self._rows: list[list[tuple[Span, Claim]]] = []
        self._cell: tuple[int, list[str], dict[str, int]] | None = None

    def read(self, inner: str) -> None:
        """Write what stands between the tags of a table."""
        inner = _without_comments(inner)
        at = 0
        for tag in _TAG.finditer(inner):
            self._write(_unescaped(inner[at : tag.start()]))
            at, name = tag.end(), tag["name"].lower()
            if name in ("tr", "td", "th"):
                self._close()
            if name == "tr" and not tag["close"]:
                self._rows.append([])
            elif name in ("td", "th") and not tag["close"] and self._rows:
                claims = {axis.lower(): claimed(number) for axis, number in _CLAIM.findall(tag["rest"])}
                self._cell = self.length, [], claims
            self._write("\n" * tag.group().count("\n"))
        self._write(_unescaped(inner[at:]))
        self._close()

    def _write(self, words: str) -> None:
        if self._cell is None:
            words = "".join("\n" for char in words if char == "\n")
        else:
            self._cell[1].append(words)
        self.parts.append(words)
        self.length += len(words)

    def _close(self) -> None:
        if self._cell is None:
            return
        start, words, claims = self._cell
        self._rows[-1].append(
            (trimmed("".join(words), start), ("", claims.get("row", 1), claims.get("col", 1)))
        )
        self._cell = None
        self.parts.append("\t")
        self.length += 1

    def table(self, limits: Limits) -> Iterator[Table]:
        """The table, if there are cells in it."""
        spans = [span for row in self._rows for span, _ in row]
        placed = spread([[claim for _, claim in row] for row in self._rows], limits)
        cells = tuple(Cell(span, *place[1:]) for span, place in zip(spans, placed, strict=True))
        if cells:
            yield Table(Span(self._start, self.length), cells)


def _without_comments(inner: str) -> str:
    """What stands in comments is not printed; their lines are kept."""
    first, *others = inner.split("<!--")
    return "".join([first, *map(_behind_comment, others)])


def _behind_comment(opened: str) -> str:
    comment, end, behind = opened.partition("-->")
    return "\n" * comment.count("\n") + behind if end else f"<!--{opened}"


def _unescaped(words: str) -> str:
    """The words with the characters that entities stand for, none of which breaks a line."""
    if "&" not in words:
        return words
    return "\n".join([clean(unescape(line)).replace("\n", " ") for line in words.split("\n")])

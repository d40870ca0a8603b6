"""Tables for people and programs: aligned text with wide characters right, JSON, CSV, Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any
from unicodedata import category, east_asian_width

FORMATS = ("table", "json", "csv", "md")
NARROWEST = 8  # columns of a cell that is broken to fit
_GAP = "  "


def render(
    columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]], form: str, width: int | None = None
) -> str:
    """`rows` as text that ends with a line break.

    `columns` are (name, label) pairs. `form`: table (labels as heading; cells are broken so that a line
    fits into `width` columns, None for no limit), json (list of objects by name), csv (names as
    heading; values exactly as they are, so text that a spreadsheet would take for a formula stays text
    only if it is imported as text), md (labels as heading).
    """
    lines = [list(row) for row in rows]
    if form == "json":
        import json

        names = [name for name, _ in columns]
        made = [dict(zip(names, line, strict=True)) for line in lines]
        return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return _csv([name for name, _ in columns], lines)
    labels = [label for _, label in columns]
    cells = [[_cell(value) for value in line] for line in lines]
    return _markdown(labels, cells) if form == "md" else _aligned(labels, cells, width)


def _cell(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())


def _csv(names: list[str], lines: list[list[Any]]) -> str:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(lines)
    return out.getvalue()


def _markdown(labels: list[str], cells: list[list[str]]) -> str:
    lines = [labels, ["---"] * len(labels), *([cell.replace("|", "\\|") for cell in line] for line in cells)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _aligned(labels: list[str], cells: list[list[str]], width: int | None) -> str:
    table = [labels, *cells]
    widths = [max(map(columns_of, column)) for column in zip(*table, strict=True)]
    if width is not None:
        widths = _fitted(
            widths, list(map(_least, labels, zip(*cells, strict=True))) if cells else widths, width
        )
    rule = ["─" * each for each in widths]
    return "".join(_lines(row, widths) for row in [labels, rule, *cells])


def _lines(cells: Sequence[str], widths: list[int]) -> str:
    """A row as one line, or as several where a cell must be broken."""
    broken = [_broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return "".join(_line(parts, widths) for parts in zip_longest(*broken, fillvalue=""))


def _line(parts: Sequence[str], widths: list[int]) -> str:
    padded = (part + " " * (width - columns_of(part)) for part, width in zip(parts, widths, strict=True))
    return _GAP.join(padded).rstrip() + "\n"


def _broken(cell: str, width: int) -> list[str]:
    """The cell in pieces of at most `width` columns (Chinese may be broken anywhere)."""
    if columns_of(cell) <= width:
        return [cell]
    pieces = [""]
    room = width
    for character in cell:
        room -= columns_of(character)
        if room < 0:
            pieces.append("")
            room = width - columns_of(character)
        pieces[-1] += character
    return pieces


def _least(label: str, cells: tuple[str, ...]) -> int:
    """How narrow a column may become: codes, numbers and dates must stay whole to be of use."""
    if all(cell.isascii() and " " not in cell for cell in cells):
        return max(map(len, cells))
    return max(NARROWEST, columns_of(label))


def _fitted(widths: list[int], least: list[int], width: int) -> list[int]:
    """Take from the column that can best spare it until the line fits or no column can spare any."""
    fitted = list(widths)
    room = width - len(_GAP) * (len(fitted) - 1)
    while sum(fitted) > room:
        spare = [wide - floor for wide, floor in zip(fitted, least, strict=True)]
        if max(spare) <= 0:
            break
        fitted[spare.index(max(spare))] -= 1
    return fitted


@lru_cache(maxsize=100_000)
def columns_of(text: str) -> int:
    """How many columns of a terminal `text` takes: two for a Chinese character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def shortened(text: str, width: int) -> str:
    """`text`, or as much of it as fits into `width` columns with … behind it."""
    if columns_of(text) <= width:
        return text
    kept, used = [], 1
    for character in text:
        used += columns_of(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…"

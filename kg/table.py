"""Tables for people and programs: aligned text with wide characters right, JSON, CSV, Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from unicodedata import category, east_asian_width

FORMATS = ("table", "json", "csv", "md")
NARROWEST = 8  # columns of a cell that is shortened to fit
_GAP = "  "


def render(
    columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]], form: str, width: int | None = None
) -> str:
    """`rows` as text that ends with a line break.

    `columns` are (name, label) pairs. `form`: table (labels as heading; cells are shortened so that a
    line fits into `width` columns, None for no limit), json (list of objects by name), csv (names as
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
        widths = _fitted(widths, [columns_of(label) for label in labels], width)
    rule = ["─" * each for each in widths]
    return "".join(_line(line, widths) for line in [labels, rule, *cells])


def _line(cells: list[str], widths: list[int]) -> str:
    parts = (_padded(cell, width) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(parts).rstrip() + "\n"


def _padded(cell: str, width: int) -> str:
    cell = shortened(cell, width)
    return cell + " " * (width - columns_of(cell))


def _fitted(widths: list[int], least: list[int], width: int) -> list[int]:
    """Take from the widest column again and again until the line fits or every column is narrow."""
    fitted = list(widths)
    floor = [min(wide, max(NARROWEST, label)) for wide, label in zip(widths, least, strict=True)]
    room = width - len(_GAP) * (len(fitted) - 1)
    while sum(fitted) > room:
        widest = max(range(len(fitted)), key=lambda at: fitted[at] - floor[at])
        if fitted[widest] <= floor[widest]:
            break
        fitted[widest] -= 1
    return fitted


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

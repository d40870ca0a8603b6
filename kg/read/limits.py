"""How much one file may ask for before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file: sizes in bytes, `ratio` unpacked to packed, `cells` and `columns` of one table.

    `part_bytes` bounds one part of a package, unpacked; `entries` their number.

    `seconds` is how long an outside converter may take for one file.
    """

    file_bytes: int = 512 * 1024 * 1024
    unpacked_bytes: int = 1024 * 1024 * 1024
    part_bytes: int = 128 * 1024 * 1024
    ratio: int = 250
    entries: int = 10_000
    cells: int = 2_000_000
    columns: int = 1_000
    pages: int = 20_000
    seconds: int = 120


DEFAULT = Limits()

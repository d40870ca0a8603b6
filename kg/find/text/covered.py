"""Stretches of a text that are taken: tables, brackets, what was read before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Covered:
    """The places in any of the given stretches ``(start, end)``, which may overlap."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def with_more(self, stretches: Iterable[tuple[int, int]]) -> Covered:
        """These places and those of more stretches."""
        return Covered([*zip(self._starts, self._ends, strict=True), *stretches])

    def __contains__(self, at: int) -> bool:
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]

    def end_of(self, at: int) -> int | None:
        """Where the stretch ends in which `at` stands; None where it stands in none."""
        place = bisect_right(self._starts, at) - 1
        return self._ends[place] if place >= 0 and at < self._ends[place] else None

    def last_end(self, at: int) -> int:
        """Where the last stretch ends that ends at `at` or before; 0 where there is none."""
        place = bisect_right(self._ends, at)
        return self._ends[place - 1] if place else 0

    def next_start(self, at: int) -> int | None:
        """Where the first stretch begins that begins at `at` or later."""
        place = bisect_left(self._starts, at)
        return self._starts[place] if place < len(self._starts) else None

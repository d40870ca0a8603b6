"""Patterns whose last character is rarer than their first: that one is looked for, and from there back."""

from __future__ import annotations

import re
from collections.abc import Iterator


class ClosedBy:
    """A pattern whose matches all end in `last` and are no longer than `longest`.

    One character is looked for many times faster than one of several, with which a match may begin.
    """

    def __init__(self, pattern: re.Pattern[str], last: str, longest: int) -> None:
        self.pattern = pattern
        self._last = re.compile(re.escape(last))
        self._longest = longest

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches in ``text[start:end]``, in printed order."""
        behind = start
        for mark in self._last.finditer(text, start, end):
            low = max(behind, mark.end() - self._longest)
            match = self.pattern.search(text, low, mark.end())
            if match and match.end() == mark.end():
                yield match
                behind = match.end()

"""Marks that refer to notes: 县水利局①、各镇[1]。

They stand behind a word, and a stop or the end follows them.
"""

from __future__ import annotations

import re

# notes are counted from one: a text without any of these has none
_FIRST = ("①", "〔1〕", "（注")
_MARK = re.compile(r"(?<=[\u4e00-\u9fff）])(?:[①-⑳]|〔\d{1,2}〕|（注\d{0,2}）)(?=[，。、；：）|\t\n]|\Z)")


def without_note_marks(folded: str) -> str:
    """A folded text, as long as before, with blanks in the place of such marks."""
    if not any(first in folded for first in _FIRST):
        return folded
    return _MARK.sub(lambda mark: " " * len(mark[0]), folded)

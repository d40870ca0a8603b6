"""Where marks stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

JOINTS = re.compile("[、和及]")
"""What joins names that are parts of one."""
BETWEEN_NAMES = re.compile("[、，；]")
"""What parts the names of a list."""
SIGNS = "●■◆▲★※➢"
"""Filled signs, which may stand at the head of a line of any kind."""
BULLETS = "-—–―·•●■▲★◆◇※→○□△☆➢*"
"""What may stand at the head of a line of a list."""

TICKED_BOXES, BLANK_BOXES = "☑☒√✓✔■", "☐□"
"""Boxes before the names of a form: those that are meant, and the others."""


def behind_last(marks: Iterable[str], text: str, start: int, end: int) -> int:
    """Behind the last of `marks`, single characters, in ``text[start:end]``; `start` without any.

    Each is looked for only behind those found before.
    """
    for mark in marks:
        behind = text.rfind(mark, start, end) + 1
        if behind > start:
            start = behind
    return start

"""Plain text and Markdown: the canonical text keeps the file's lines; tables by tabs, pipes or tags."""

from __future__ import annotations

import re

from kg.read.draft import Draft
from kg.read.encoding import decode
from kg.read.limits import Limits
from kg.read.noise import clean
from kg.read.plain.boxes import without_wraps
from kg.read.plain.lost import with_lost_headers
from kg.read.plain.markup import without_markup
from kg.read.plain.page_numbers import without_bare_page_numbers
from kg.read.plain.quoting import without_quoting
from kg.read.plain.rows import tables_in

_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)  # between the lines of a cell


def read_text(data: bytes, limits: Limits) -> Draft:
    """The text of a .txt or .md file, line for line."""
    text, encoding = decode(data)
    text = without_bare_page_numbers(without_quoting(clean(_BREAK.sub(" ", text))))
    text, marked = without_markup(without_wraps(text), limits)
    return with_lost_headers(Draft(text, encoding, tables_in(text, marked)))

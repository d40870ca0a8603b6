"""What closes a document and is part of no task: signature, list of attachments, 抄送, 此件公开发布."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.documents.heads import Head
from kg.find.documents.titles import lines
from kg.find.text.dates import DATE
from kg.find.text.dense import Dense
from kg.lexicon import load, one_of

_PRINTED = "印发"
_ENTRY = re.compile(r"\d{1,2}[.、．]")


def closings(dense: Dense, head: Head) -> Iterator[tuple[int, int]]:
    """The dense stretches of a document that close it or one of its parts, in no order."""
    yield from head.signed
    listing = False
    for low, high in lines(dense, head.start, head.end):
        closing = _closing(dense, low, high)
        listing = bool(closing and closing["list"]) or (listing and bool(_ENTRY.match(dense.text, low)))
        if closing or listing:
            yield low, high


def is_closing_line(dense: Dense, start: int, end: int) -> bool:
    """Whether a line says who gets a document, who may see it, or who printed it."""
    return _closing(dense, start, end) is not None


def _closing(dense: Dense, start: int, end: int) -> re.Match[str] | None:
    """What closes a document, at the head of a line; its first character or its end tell most lines apart."""
    opens = dense.text[start : start + 1] in _firsts() or dense.text.endswith(_PRINTED, start, end)
    return _closing_line().match(dense.text, start, end) if opens else None


@cache
def _firsts() -> frozenset[str]:
    words = load("documents")["closing"]
    return frozenset(
        [*"（〔本", *(word[0] for name in ("labels", "attached", "public") for word in words[name])]
    )


@cache
def _closing_line() -> re.Pattern[str]:
    """A line that says who gets a document or may see it, what is attached, who printed it, when it holds."""
    documents = load("documents")
    words = documents["closing"]
    return re.compile(
        rf"{one_of(words['labels'])}：|(?P<list>{one_of(words['attached'])}：(?={_ENTRY.pattern}))"
        rf"|[（〔]?{one_of(words['public'])}[）〕]?$|[（〔]此件[^（）〔〕]{{2,12}}[）〕]$"
        rf"|[^。；：，]{{4,40}}{DATE.pattern}{_PRINTED}$"
        rf"|本{one_of(documents['kinds'])}[^。，]{{0,40}}起{one_of(words['holds'])}(?:[，；][^。]*)?。?$"
    )

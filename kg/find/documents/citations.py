"""Documents named in the text: 《title》 with or without its 发文字号, and numbers that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.find.documents.heads import Head
from kg.find.text.covered import Covered
from kg.find.text.dense import Dense
from kg.find.text.numbers import numbers
from kg.lexicon import load, one_of

_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_NUMBER_BEHIND = re.compile(r"[（〔]([^（）〔〕]{2,14}[〔（](?:19|20)\d{2}[〕）]第?\d{1,4}号)[，、）〕]")
_ALIAS = re.compile(r"[（〔](?:以下|下)?(?:统|简)称[：]?[《“]?([^《》“”（）]+)[》”]?[）〕]")
_LIST = re.compile(r"(?:[、，和及以与]|（[^（）]*）|〔[^〔〕]*〕)*$")
_REACH = 12


@dataclass(frozen=True, slots=True)
class Cited:
    """A named document: the dense stretch of its title (or lone number), its number, the relation."""

    start: int
    end: int
    title: str
    number: str | None
    relation: str


def find_citations(dense: Dense, head: Head, holes: Covered) -> Iterator[Cited]:
    """Each document that `head` names, once, where it is first named; its own title names nobody."""
    own = {part.title for part in head.parts}
    aliases: set[str] = set()
    seen: set[str] = set()
    last, relation = -1, "reference"
    for match in _TITLE.finditer(dense.text, head.start, head.end):
        if match.start() in holes or _in_title(dense.text, match):
            continue
        title = match.group(1)
        follows = last >= 0 and _LIST.fullmatch(dense.text[last : match.start()])
        relation = relation if follows else _relation(dense.text, match.start(), head.start)
        last = match.end()
        alias = _ALIAS.match(dense.text, match.end())
        aliases |= {alias.group(1)} if alias else set()
        if title in aliases or title in seen:
            continue
        seen.add(title)
        how = "issues" if _plain(title) in own and relation in ("issues", "planned") else relation
        yield Cited(match.start() + 1, match.end() - 1, title, _number(dense, match.end()), how)


def find_lone_numbers(dense: Dense, head: Head, holes: Covered, known: set[str | None]) -> Iterator[Cited]:
    """发文字号 in the text without a title beside them, each once."""
    seen = set(known) | {head.number}
    for number in numbers(dense, head.start, head.end):
        if number.text in seen or number.start in holes:
            continue
        seen.add(number.text)
        yield Cited(
            number.start, number.end, "", number.text, _relation(dense.text, number.start, head.start)
        )


def _plain(title: str) -> str:
    return "".join(title.split())


def _in_title(text: str, match: re.Match[str]) -> bool:
    """印发《…》的通知 outside 《》 is the document's own title, not a citation."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 4]
    return before in ("印发", "转发", "批转", "公布", "发布", "关于") and bool(
        re.match("的(?:通知|决定|公告|通告|函)", after)
    )


def _number(dense: Dense, at: int) -> str | None:
    match = _NUMBER_BEHIND.match(dense.text, at)
    if match is None:
        return None
    return next((number.text for number in numbers(dense, match.start(1), match.end(1))), None)


@cache
def _relations() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (
            row["name"],
            re.compile(rf"(?P<word>{one_of(row['before'])})[^，。；：]{{0,6}}$"),
        )
        for row in load("documents")["relation"]
    ]


def _relation(text: str, at: int, floor: int) -> str:
    """The relation whose word stands nearest before the title."""
    before = text[max(floor, at - _REACH) : at]
    near = [(match.end("word"), name) for name, word in _relations() if (match := word.search(before))]
    return max(near)[1] if near else "reference"

"""Keys that join what several documents say: the same on every machine, in any order of reading."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from kg.fold import fold
from kg.model import squeeze

# 关于印发《X》的通知 is cited as 《X》.
_ISSUED = re.compile(r"(?:印发|发布|公布|转发|批转|修订)(.+)的(?:通知|决定|公告|通告|函)$")
_BRACKETS = str.maketrans("", "", "《》〈〉“”\"'")


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits for a key of several parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def source_id(file: str, sha256: str) -> str:
    """The id of a source: the same file name and bytes give the same id."""
    return digest(file, sha256)


def number_key(number: str) -> str:
    """The key of a document with a 发文字号: the id it has once it is read."""
    from kg.extract.ids import document_id

    return document_id(squeeze(fold(number)), "", (), None, "")


def title_key(title: str) -> str:
    """The key of a document known by its title alone; book-title marks and quotes do not count."""
    return digest("title", squeeze(fold(title)).translate(_BRACKETS))


def work_key(number: str | None, title: str) -> str:
    """The key of the document that bears this number, or else this title."""
    return number_key(number) if number else title_key(title)


def title_keys(title: str) -> Iterator[str]:
    """The keys of every title under which a document can be cited: the whole one and the issued one."""
    yield title_key(title)
    issued = _ISSUED.search(squeeze(fold(title)))
    if issued:
        yield title_key(issued[1])

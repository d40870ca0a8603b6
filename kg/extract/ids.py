"""Identifiers that follow from what a document says: the same input gives the same names."""

from __future__ import annotations

import hashlib

from kg.find.text.outline import Item

_LONGEST_KIND = 8  # of titles that tell what kind of document it is, and not about what


def document_id(
    number: str | None, title: str, issuers: tuple[str, ...], date: str | None, sha256: str, text: str = ""
) -> str:
    """16 hex digits over the 发文字号, else over title, issuers and date, else over the file itself.

    Where no issuer is known, or a short title does not say what the document is about (督办函), these may be
    those of several documents: what they say, the `text` without its white space, tells them apart.
    """
    if number:
        key = f"number\n{number}"
    elif title and (issuers or date):
        told = [] if issuers and len(title) > _LONGEST_KIND else [text]
        key = "\n".join(["title", title, *issuers, date or "", *told])
    else:
        key = f"file\n{sha256}\n{title}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def numeric_path(chain: list[Item]) -> str:
    """二、（二）1.（1） → 2.2.1.1; empty for text outside all items."""
    return ".".join([str(item.value) for item in chain])


class Names:
    """Hands out identifiers that begin with `prefix`; a name used before gets a letter behind it."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._used: dict[str, int] = {}
        self._given: set[str] = set()

    def take(self, name: str) -> str:
        """`prefix` and `name`, with b, c … (then numbers) from the second use on."""
        name = name or "0"
        while True:
            use = self._used[name] = self._used.get(name, 0) + 1
            made = f"{self._prefix}{name}{_suffix(use)}"
            if made not in self._given:
                self._given.add(made)
                return made


def _suffix(use: int) -> str:
    return "" if use == 1 else chr(96 + use) if use <= 26 else f"_{use}"

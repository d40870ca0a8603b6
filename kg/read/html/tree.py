"""Changes of a page's tree that leave the text around them where it is."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

# lxml reads these characters but refuses to write them; nobody sees them
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def writable(text: str | None) -> str:
    """`text` as lxml takes it, "" for None."""
    return _UNWRITABLE.sub(" ", text or "")


def holds_many(element: etree._Element, many: int) -> bool:
    """Whether `element` and what it holds are `many` elements or more: seen without a look at the others."""
    return bool(len(element)) and bool(_holds(many)(element))


@cache
def _holds(many: int) -> etree.XPath:
    return etree.XPath(f"boolean(descendant-or-self::*[{many}])")


def drop(element: etree._Element) -> None:
    """Take `element` out of its page, but leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = writable(previous.tail) + writable(element.tail)
        else:
            parent.text = writable(parent.text) + writable(element.tail)
    parent.remove(element)

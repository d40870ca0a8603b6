"""What a web page has around its article: menus, paths, imprints, and what a browser hides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import cast

from lxml import etree

from kg.fold import fold
from kg.lexicon import load, one_of
from kg.model import squeeze
from kg.read.html.tables import cell_count, is_page_data, printed
from kg.read.html.tree import drop, holds_many
from kg.read.html.weight import is_prose, links_in, weight

_TAGS = (
    "head", "script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "canvas",
    "object", "svg", "select", "button", "textarea", "rt", "rp", "del",
)  # fmt: skip
_ROLES = ("navigation", "banner", "contentinfo", "search")
_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+")  # leftNav, left-nav
_SHORT = 600
_FEW_ELEMENTS = 100
_MOST_OF_AN_ITEM = 20  # elements of a link and its date
_LAST = 12  # blocks of a page, among which its imprint is
_MENU = 2  # links
_HOLDERS = ("div", "section", "article", "main", "table", "td")
_FEW_BLOCKS = 4
_ARTICLE = 40  # characters of the shortest article
_DEEPEST = 50
_NAMING = ("class", "id")
_HIDING = ("hidden", "role")
_DATE = re.compile(r"[\[(（【]?(?:(?:19|20)[0-9]{2}[-/.年])?[01]?[0-9][-/.月][0-3]?[0-9]日?[\])）】]?")

_attributes = etree.XPath("descendant::*/@*")


def drop_tags(root: etree._Element) -> None:
    """Drop the elements that never belong to an article, whatever they hold."""
    etree.strip_elements(root, *_TAGS, with_tail=False)


def drop_chrome(root: etree._Element, body: etree._Element) -> None:
    """Drop what is hidden, marked or named as chrome, and the imprint, but never most of the page."""
    marked = [one for one in _perhaps_chrome(root) if _is_chrome(one)]
    weights = [weight(one) for one in marked]
    whole = weight(body) if any(weights) else 0
    for element, lost in zip(marked, weights, strict=True):
        if 2 * lost < max(1, whole) and body in element.iterancestors():
            whole -= lost
            drop(element)
    for block in _imprint(body):
        drop(block)


def drop_copies(parent: etree._Element) -> bool:
    """Drop the children of `parent` that print once more what the one before them does; whether any did.

    Pages hold a second copy of an article for small screens.
    """
    copies = []
    for child in parent.iterchildren(*_HOLDERS):
        before = child.getprevious()
        if before is not None and before.tag in _HOLDERS and _prints(child) == _prints(before) != "":
            copies.append(child)
    for copy in copies:
        drop(copy)
    return bool(copies)


def _prints(element: etree._Element) -> str:
    """What an element prints, "" where that is no article."""
    if sum(1 for _ in islice(element.iter(), _FEW_BLOCKS)) < _FEW_BLOCKS:
        return ""
    text = squeeze(printed(element))
    return text if len(text) >= _ARTICLE else ""


def drop_leading_menus(main: etree._Element) -> None:
    """Drop the menus and paths before the first words of `main` that are not mainly links.

    Names in a sentence may be links as well.
    """
    menus: list[etree._Element] = []
    for child in main:
        if _is_menu(child):
            menus.append(child)
        elif _short(child) != "":
            break
        if child.tail and not child.tail.isspace():
            break
    else:
        return  # all there is are links
    if not main.text or main.text.isspace():
        for menu in menus:
            drop(menu)


def drop_lists_of_pages(main: etree._Element) -> None:
    """Drop the lists whose items are a link to another page and its date, and nothing else."""
    for listed in [*main.iter("ul", "ol")]:
        items = listed.findall("li")
        if len(items) >= _MENU and all(map(_is_dated_link, items)):
            drop(listed)


def _is_dated_link(item: etree._Element) -> bool:
    if holds_many(item, _MOST_OF_AN_ITEM):
        return False
    words = [squeeze(printed(link)) for link in islice(item.iter("a"), _MENU)]
    return len(words) == 1 and _DATE.fullmatch(squeeze(printed(item)).replace(words[0], "", 1)) is not None


def _is_menu(element: etree._Element) -> bool:
    if len(list(islice(element.iter("a"), _MENU))) < _MENU:
        return False
    text = printed(element)
    if weight(element) or is_page_data(element, text):
        return False
    return links_in(element) * 2 >= len(squeeze(text))


def _perhaps_chrome(root: etree._Element) -> Iterable[etree._Element]:
    """The elements whose attributes hide or mark something, or hold most of a name; a quick look."""
    values = cast(list["etree._ElementUnicodeResult"], _attributes(root))
    telling = (value for value in values if _tells(value.attrname, value))
    return dict.fromkeys(parent for value in telling if (parent := value.getparent()) is not None)


def _tells(name: object, value: str) -> bool:
    """Whether an attribute may hide its element or name it as chrome."""
    if name == "style":
        return "none" in value
    if name in _NAMING:
        return _parts_of_names().search(value) is not None
    return name in _HIDING


@cache
def _parts_of_names() -> re.Pattern[str]:
    """The names without their first letters, which may be capital ones."""
    return re.compile(one_of(name[1:] for name in _names()))


def _is_chrome(element: etree._Element) -> bool:
    if _is_unseen(element):
        return True
    if not _is_named_chrome(element):
        return False
    text = printed(element)
    return not is_prose(element, text) and not is_page_data(element, text)


def _is_unseen(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("role") in _ROLES:
        return True
    return "display:none" in (element.get("style") or "").replace(" ", "")


def _is_named_chrome(element: etree._Element) -> bool:
    """Whether a word of the class or id of an element names a part of the chrome: footer, left-nav."""
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return any(word.lower() in _names() for word in _WORD.findall(named))


@cache
def _names() -> frozenset[str]:
    return frozenset(load("reading")["chrome"]["names"])


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(one_of(load("reading")["chrome"]["marks"]).replace(r"\#", "[0-9]"))


def _imprint(body: etree._Element) -> list[etree._Element]:
    """The short last blocks of a page that say whose site it is (ICP备12号, 版权所有：)."""
    element: etree._Element | None = body
    blocks: list[etree._Element] = []
    for _ in range(_DEEPEST):
        if element is None or blocks or cell_count(element):
            break
        last = None
        for child in islice(element.iterchildren(reversed=True), _LAST):
            text = _short(child)
            is_imprint = text and _marks().search(fold(text))
            if text is None or (is_imprint and _is_most(child, body)):
                last = child
                break
            if is_imprint:
                blocks.append(child)
        element = last
    return blocks


def _is_most(element: etree._Element, body: etree._Element) -> bool:
    """Whether an element holds half of the weight of a page, or of its words where nothing weighs."""
    whole = weight(body)
    if whole:
        return 2 * weight(element) >= whole
    return 2 * len(squeeze(printed(element))) >= len(squeeze(printed(body)))


def _short(element: etree._Element) -> str | None:
    """The words of an element, unless it holds much."""
    if holds_many(element, _FEW_ELEMENTS):
        return None
    text = squeeze(printed(element))
    return text if len(text) < _SHORT else None

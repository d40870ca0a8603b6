"""Which parts of a web page are the article: its data block, its title, its text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from lxml import etree

from kg.read.html.chrome import drop_chrome, drop_copies, drop_leading_menus, drop_lists_of_pages, drop_tags
from kg.read.html.headings import Headings, join_titles
from kg.read.html.labels import lay_out_labels, set_off_labels
from kg.read.html.nested import flatten_tables
from kg.read.html.rows import rebuild_tables
from kg.read.html.tables import cell_count, is_innermost, is_page_data, mark_data_tables, printed
from kg.read.html.weight import is_prose, weight
from kg.read.words import count_labels

_CONTAINERS = ("div", "section", "article", "main", "form", "center", "table", "tbody", "tr", "td", "font")
_PARTS_OF_TABLES = ("tbody", "tr")
_MOST = 0.9
_DEEPEST = 200  # containers one inside the other

Weight = Callable[[etree._Element], int]


def article_blocks(root: etree._Element, title: str) -> list[etree._Element]:
    """The elements that hold the article, in page order; nothing in them is chrome.

    `title` is what the page calls itself in <title>.
    """
    found = next(root.iter("body"), None)
    body = root if found is None else found
    headings = Headings(title)
    drop_tags(root)
    join_titles(root)
    rebuild_tables(root)
    tables = lay_out_labels(root, flatten_tables(root))
    set_off_labels(root)
    mark_data_tables(tables)
    drop_chrome(root, body)
    main = _narrowest(body, weight)
    if drop_copies(main):
        main = _narrowest(main, weight)
    drop_leading_menus(main)
    drop_lists_of_pages(main)
    before: list[etree._Element] = []
    after: list[etree._Element] = []
    labels: list[etree._Element] = []
    for level in (main, *main.iterancestors()):
        if level is body:
            break
        above: list[etree._Element] = []
        for sibling in filter(_holds_anything, level.itersiblings(preceding=True)):
            parts = _text_of(sibling)
            lines = headings.within(sibling, above=True, besides=parts)
            labels[:0] = lines
            above[:0] = _in_page_order(sibling, parts, lines)
        before[:0] = above
        for sibling in filter(_holds_anything, level.itersiblings()):
            parts = _text_of(sibling)
            after += _in_page_order(sibling, parts, headings.within(sibling, above=False, besides=parts))
    others = set(labels) - set(headings.of_the_article(labels))
    return [*(one for one in before if one not in others), main, *after]


def _holds_anything(element: etree._Element) -> bool:
    return len(element) > 0 or bool(element.text)


def _text_of(sibling: etree._Element) -> list[etree._Element]:
    """What stands outside the main element and is a data block or text of the article itself."""
    text = printed(sibling)
    if is_page_data(sibling, text):
        return [_data_block(sibling)]
    if is_prose(sibling, text):
        return [_narrowest(sibling, weight)]
    return [table for table in sibling.iter("table") if is_innermost(table) and is_page_data(table)]


def _data_block(sibling: etree._Element) -> etree._Element:
    """The data block in `sibling`: its table, where it is one, and not only the rows of it."""
    block = _narrowest(sibling, _label_weight)
    around = (block, *block.iterancestors())
    return next(one for one in around if one is sibling or one.tag not in _PARTS_OF_TABLES)


def _in_page_order(sibling: etree._Element, *found: list[etree._Element]) -> list[etree._Element]:
    """What was found in `sibling` as the page has it."""
    parts = {part for some in found for part in some}
    return [element for element in sibling.iter() if element in parts] if len(parts) > 1 else [*parts]


def _narrowest(element: etree._Element, weight: Weight) -> etree._Element:
    """The smallest container that still holds most of the weight of `element`."""
    most = 0.0
    for _ in range(_DEEPEST):
        inner = [child for child in element.iterchildren(*_CONTAINERS) if not cell_count(child)]
        if not inner:
            break
        if not _is_all(inner[0], element):
            most = most or _MOST * weight(element)
            inner = [*islice((child for child in inner if most and weight(child) >= most), 1)]
        if not inner:
            break
        element = inner[0]
    return element


def _is_all(child: etree._Element, parent: etree._Element) -> bool:
    """Whether all that weighs in `parent` is in `child`: seen without a look at their texts."""
    beside = (parent.text or "") + (child.tail or "")
    return len(parent) == 1 and not cell_count(parent) and (not beside or beside.isspace())


def _label_weight(element: etree._Element) -> int:
    return count_labels(printed(element))

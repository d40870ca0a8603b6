"""Which parts of a web page are the article: its data block, its title, its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from kg.read.words import page_data_labels

_CHROME = (
    "head", "script", "style", "noscript", "template", "nav", "footer", "aside", "iframe", "canvas",
    "object", "svg", "select", "button", "textarea", "rt", "rp", "del",
)  # fmt: skip
_CHROME_ROLES = "//*[@role='navigation' or @role='banner' or @role='contentinfo' or @role='search']"
_HIDDEN = "//*[@hidden or contains(translate(@style,' ',''),'display:none')]"
_HEADINGS = ("h1", "h2", "h3")
_SENTENCE_MARKS = "，。；："
_MOST = 0.9
_PROSE = 2
_LABELS_OF_A_DATA_BLOCK = 2
_SHORTEST_TITLE = 6
_HAN = re.compile("[\u3400-\u9fff]")

Weight = Callable[[etree._Element], float]


def article_blocks(root: etree._Element) -> list[etree._Element]:
    """The elements that hold the article, in page order; nothing in them is chrome."""
    body = root.find(".//body")
    body = root if body is None else body
    _prune(root, body)
    main = _narrowest(body, _article_weight)
    before, after = [], []
    for level in (main, *main.iterancestors()):
        if level is body or level.getparent() is None:
            break
        before[:0] = [
            part for sibling in reversed(list(level.itersiblings(preceding=True))) for part in _parts(sibling)
        ]
        after += [part for sibling in level.itersiblings() for part in _parts(sibling)]
    return [*before, main, *after]


def is_page_data(element: etree._Element) -> bool:
    """Whether `element` is a block of labels and values (索引号, 发文字号, 成文日期)."""
    return _label_weight(element) >= _LABELS_OF_A_DATA_BLOCK


def _prune(root: etree._Element, body: etree._Element) -> None:
    etree.strip_elements(root, *_CHROME, with_tail=False)
    whole = _article_weight(body)
    for element in (*root.xpath(_CHROME_ROLES), *root.xpath(_HIDDEN)):
        if _article_weight(element) * 2 < whole or whole == 0:
            _drop(element)


def _drop(element: etree._Element) -> None:
    """Take `element` out of its page, but leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _narrowest(element: etree._Element, weight: Weight) -> etree._Element:
    """The smallest element that still holds most of what weighs in `element`."""
    whole = weight(element)
    while whole > 0:
        heavy = next((child for child in element if weight(child) >= _MOST * whole), None)
        if heavy is None or heavy.tag in ("p", "tr", "tbody", "table", "span"):
            return element
        element = heavy
    return element


def _article_weight(element: etree._Element) -> float:
    text = _string(element)
    return sum(text.count(mark) for mark in _SENTENCE_MARKS) + _data_cells(element)


def _data_cells(element: etree._Element) -> int:
    """The cells of the tables in `element` that are neither page layout nor a data block."""
    return sum(
        sum(1 for _ in table.iter("td"))
        for table in element.iter("table")
        if table.find(".//table") is None and not is_page_data(table)
    )


def _label_weight(element: etree._Element) -> int:
    return len(page_data_labels().findall("".join(_string(element).split())))


def _parts(sibling: etree._Element) -> Iterator[etree._Element]:
    """What stands outside the main element and still belongs to the article."""
    if is_page_data(sibling):
        yield _narrowest(sibling, _label_weight)
        return
    if _is_prose(sibling):
        yield _narrowest(sibling, _article_weight)
        return
    for heading in sibling.iter(*_HEADINGS):
        if len(_HAN.findall(_string(heading))) >= _SHORTEST_TITLE and heading.find(".//a") is None:
            yield heading


def _is_prose(element: etree._Element) -> bool:
    text = _string(element)
    links = sum(len(_string(link)) for link in element.iter("a"))
    return (text.count("。") >= _PROSE or _data_cells(element) > 0) and links * 3 < len(text)


def _string(element: etree._Element) -> str:
    return "".join(element.itertext())

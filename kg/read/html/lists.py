"""The numbers a browser draws before the items of a list: the text of a page does not have them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kg.read.html.flow import NUMBER
from kg.read.numerals import numeral

# what <ol type> and list-style-type name, as Word names it; "" draws no number
_FORMS = {
    "1": "decimal", "decimal": "decimal", "decimal-leading-zero": "decimalZero",
    "a": "lowerLetter", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "A": "upperLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "i": "lowerRoman", "lower-roman": "lowerRoman", "I": "upperRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting", "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-decimal": "ideographDigital", "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
    "none": "", "disc": "", "circle": "", "square": "",
}  # fmt: skip
_LATIN = ("decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
_WHOLE = re.compile(r"\s*([+-]?[0-9]{1,6})")
_HAN = "〇零一二三四五六七八九十百"
_NUMBERED = re.compile(
    rf"\s*(?:[（(【\[]?(?:[0-9０-９]{{1,3}}|[{_HAN}]{{1,5}}|[A-Za-z]|[ivxIVX]{{1,5}})(?:[）)】\]、．]|\.(?![0-9]))"
    rf"|[0-9]{{1,2}}(?:\.[0-9]{{1,2}})+[\s、.]"
    rf"|第[0-9{_HAN}]{{1,5}}[编章节条款项]|[{_HAN}]{{1,3}}[是要]|[①-⒛㈠-㈩])"
)
# the items of menus and breadcrumbs are links; nobody sees their numbers
_says_more_than_links = etree.XPath("boolean(.//text()[normalize-space() and not(ancestor::a)])")


def number_items(root: etree._Element) -> None:
    """Note at the items of all ordered lists which number a browser draws there."""
    for ordered in root.iter("ol"):
        if _says_more_than_links(ordered):
            form = _form(ordered, "decimal")
            for item, count in _counted(ordered):
                item.set(NUMBER, _label(count, _form(item, form)))


def numbered(line: str, number: str) -> str:
    """`line` behind the `number` of its item, unless it brings one of its own."""
    return line if _NUMBERED.match(line) else number + line.lstrip()


def _counted(ordered: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    items = list(ordered.iterchildren("li"))
    is_reversed = ordered.get("reversed") is not None
    count = _whole(ordered.get("start"), len(items) if is_reversed else 1)
    for item in items:
        count = _whole(item.get("value"), count)
        yield item, count
        count += -1 if is_reversed else 1


def _form(element: etree._Element, otherwise: str) -> str:
    """How `element` says that items are numbered: by its style, else by its type."""
    for style in reversed(_LIST_STYLE.findall(element.get("style") or "")):
        named = [_FORMS[word] for word in style.lower().split() if word in _FORMS]
        if named:
            return named[0]
    return _FORMS.get(element.get("type") or "", otherwise)


def _label(count: int, form: str) -> str:
    return numeral(count, form) + (". " if form in _LATIN else "、") if form else ""


def _whole(text: str | None, otherwise: int) -> int:
    found = _WHOLE.match(text or "")
    return int(found.group(1)) if found else otherwise

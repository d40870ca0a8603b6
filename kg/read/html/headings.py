"""The title, number and headings of a document that a web page prints beside its text."""

from __future__ import annotations

import re

from lxml import etree

from kg.model import squeeze
from kg.read.html.flow import LINE
from kg.read.html.tables import printed
from kg.read.html.tree import drop, holds_many
from kg.words.kinds import kind_pattern
from kg.words.names import is_name

_HEADINGS = ("h1", "h2", "h3")
_LABELS = ("div", "p", "span", "td", "strong", "b", "h4", "h5", "font", "center", "li")
_BLOCKS = ("div", "p", "td", "table", "li", "ul", "h1", "h2", "h3", "h4", "h5", "a")
_SHORTEST_TITLE = 6
_LONGEST_TITLE = 120
_MANY_ELEMENTS = 20  # more than a title holds
_HAN = re.compile("[\u3400-\u9fff]")
_NO_TITLE = re.compile("[：:。；;＞>|｜]")
_SITE = re.compile("[_|｜—-]+")  # between a title and the name of the site in <title>
_DOCUMENT_NUMBER = re.compile(
    r"[〔\[［【（(告](?:(?<!告)[12][0-9]{3}[〕\]］】）)]第?|(?<=告)[（(]?[12][0-9]{3}年第)[0-9]+号"
)
_ABOUT = "关于"


def page_title(root: etree._Element) -> str:
    """What a page calls itself in <title>."""
    title = next(root.iter("title"), None)
    return "" if title is None else squeeze(title.text or "")


def own_title(title: str) -> str:
    """What a <title> calls the document of its page, "" where that is none: ……通知_某县人民政府."""
    own = max(_SITE.split(title), key=len)
    return own if kind_pattern().search(own) else ""


def join_titles(root: etree._Element) -> None:
    """Take out the breaks of headings behind words that only look like a whole title.

    常明市贯彻督察反馈意见<br>整改方案 is one title, 常明市水利局公告<br>采砂规划 are two.
    """
    for heading in root.iter(*_HEADINGS):
        breaks = [] if holds_many(heading, _MANY_ELEMENTS) else [*heading.iter("br")]
        for one in breaks:
            one.text = LINE
        lines = squeeze(printed(heading)).split(LINE) if breaks else []
        for place, one in enumerate(breaks, 1):
            one.text = None
            if _is_cut(lines[place - 1], "".join(lines[place:])):
                drop(one)


def _is_cut(line: str, rest: str) -> bool:
    """Whether a line of a heading ends in a kind of document that is not the end of the title."""
    kind = kind_pattern().search(line)
    if kind is None or _ABOUT in rest or kind_pattern().search(rest) is None:
        return False
    before = line[: kind.start()]
    return not before.endswith("的") and (_ABOUT in before or not is_name(before))


class Headings:
    """The headings of a page, as far as they can be those of its article.

    `title` is what the page calls itself in <title>.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._own = own_title(title)

    def within(
        self, element: etree._Element, *, above: bool, besides: list[etree._Element]
    ) -> list[etree._Element]:
        """The headings, titles and numbers inside an element that stands above or below the article.

        None of them holds links or is inside of `besides`, which is printed anyway.
        """
        found: list[etree._Element] = []
        if above or self._may_hold_one(element):
            left_out = {inner for part in besides for inner in part.iter()} | _around_links(element)
            for one in element.iter(*_HEADINGS, *_LABELS):
                if one not in left_out and self._is_heading(one, above=above):
                    found.append(one)
                    left_out.update(one.iter())
        return found

    def of_the_article(self, headings: list[etree._Element]) -> list[etree._Element]:
        """Of the headings above an article its title, what follows that, and all that hold a number.

        What looks most like a title is the title; the heading just before it may be its first line.
        """
        words = [_words(one) for one in headings]
        ranks = [self._rank(text) for text in words]
        best = max(range(len(headings)), key=lambda at: (ranks[at], at), default=0)
        if not any(ranks):
            return headings
        first = best - (best > 0 and _goes_on(headings[best - 1], headings[best]))
        return [
            one
            for at, one in enumerate(headings)
            if first <= at <= best
            or (at > best and words[at] not in words[best])
            or _DOCUMENT_NUMBER.search(words[at])
        ]

    def _may_hold_one(self, element: etree._Element) -> bool:
        """A quick look that spares the walk through long menus."""
        if next(element.iter(*_HEADINGS), None) is not None:
            return True
        text = _words(element)
        if self._title and self._title[:_SHORTEST_TITLE] in text:
            return True
        return _DOCUMENT_NUMBER.search(text) is not None

    def _is_heading(self, element: etree._Element, *, above: bool) -> bool:
        """Whether an element says one, outside of links and of other headings."""
        if not self._says_heading(element, above=above):
            return False
        return next(element.iterancestors("a", *_HEADINGS), None) is None

    def _says_heading(self, element: etree._Element, *, above: bool) -> bool:
        """A heading of its own, a line that the page's title repeats, a title, or a document number."""
        is_marked = element.tag in _HEADINGS
        text = _words(element) if is_marked else squeeze(element.text or "")
        if _DOCUMENT_NUMBER.search(text):
            return True
        if (is_marked or text in self._title) and len(_HAN.findall(text)) >= _SHORTEST_TITLE:
            return True
        return above and not is_marked and _is_line(element) and _is_title(_words(element))

    def _rank(self, text: str) -> int:
        """How much words look like the title of the document that the page shows."""
        is_own = text in self._title or bool(self._own and self._own in text)
        return 2 * (kind_pattern().search(text) is not None) + (_ABOUT in text) + is_own


def _around_links(element: etree._Element) -> set[etree._Element]:
    """The elements that hold the links inside `element`."""
    around: set[etree._Element] = set()
    for link in element.iter("a"):
        for holder in link.iterancestors():
            if holder in around:
                break
            around.add(holder)
    return around


def _words(element: etree._Element) -> str:
    return squeeze(printed(element))


def _goes_on(heading: etree._Element, below: etree._Element) -> bool:
    """Whether two headings of the same rank stand one directly below the other."""
    return heading.tag in _HEADINGS and heading.tag == below.tag and heading.getnext() is below


def _is_line(element: etree._Element) -> bool:
    return next(element.iterdescendants(*_BLOCKS), None) is None


def _is_title(text: str) -> bool:
    """Whether a line ends in a kind of document and neither labels something nor says a sentence."""
    if not _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE or _NO_TITLE.search(text):
        return False
    return kind_pattern().search(text) is not None

"""Web pages: the article with its data block and tables, without the chrome around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lxml import etree

from kg.collector import collector_paused
from kg.read.draft import Canvas, Draft, Refusal
from kg.read.encoding import decode
from kg.read.html.article import article_blocks
from kg.read.html.flow import MARKS
from kg.read.html.headings import own_title, page_title
from kg.read.html.lists import number_items
from kg.read.html.raised import raise_figures
from kg.read.html.struck import empty_struck
from kg.read.html.text import HtmlWriter
from kg.read.html.tree import writable
from kg.read.limits import Limits
from kg.read.noise import INVISIBLE
from kg.read.plain.lost import with_lost_headers
from kg.read.plain.rows import headed_tables_between
from kg.read.struck import unread_struck
from kg.read.words import begins_with_label

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""")
# the characters that mark lines and cells for us and those nobody sees, in UTF-8 and as entities
_LEFT_OUT = (*MARKS, *INVISIBLE)
# those among them for which a whole page is searched; the rarer ones are left to the text that is written
_LOOKED_FOR = (*MARKS, "\u00ad", "\u200b", "\u200e", "\u2060")
_IN_BYTES = re.compile(b"|".join(character.encode() for character in _LEFT_OUT))
_NUMBERS = b"|".join(b"[xX]0*(?i:%x)|0*%d" % (ord(one), ord(one)) for one in _LEFT_OUT)
_NAMES = rb"(?:shy|zwn?j|ZeroWidthSpace|NoBreak|lrm|rlm);"
_AS_ENTITIES = re.compile(rb"&(?:#(?:" + _NUMBERS + rb")(?:;|(?![0-9a-fA-F]))|" + _NAMES + rb")")
_LINE = re.compile("[^\n]+")
_ACCEPTED = "可读有文字的网页"


def read_html(data: bytes, limits: Limits) -> Draft:
    """The article of a web page; block elements and <br> become line breaks, tables in lines tables."""
    text, encoding = decode(data, _declared(data[:4096]))
    page = data if encoding == "utf-8" else text.encode("utf-8", "replace")
    with collector_paused():
        root = _parse(_as_seen(page, text))
        title = page_title(root)
        struck = empty_struck(root, page)
        blocks = article_blocks(root, title)
        number_items(root)
        raise_figures(root)
        article = _written(blocks, limits, struck).draft(encoding)
        if _begins_with_table(article) and (own := own_title(title)):
            article = _written([_line(own), *blocks], limits, struck).draft(encoding)
        tables = headed_tables_between(article.text, article.tables)
        return with_lost_headers(replace(article, tables=tables))


def _declared(head: bytes) -> str:
    """The encoding that the head of a page declares, looked for where it can tell: Big5 from GB."""
    declared = _DECLARED.search(head) if b"big5" in head.lower() else None
    return declared.group(1).decode("ascii") if declared else ""


def _written(blocks: Iterable[etree._Element], limits: Limits, struck: Sequence[str]) -> Canvas:
    writer = HtmlWriter(limits)
    if struck:
        writer.canvas.issue(*unread_struck(struck))
    for block in blocks:
        writer.write(block)
    return writer.canvas


def _begins_with_table(article: Draft) -> bool:
    """Whether nothing but data of the page stands above the first table: no title is printed there."""
    if not article.tables:
        return False
    lines = _LINE.finditer(article.text, 0, article.tables[0].span.start)
    return all(begins_with_label(line.group()) for line in lines)


def _line(text: str) -> etree._Element:
    line = etree.Element("p")
    line.text = writable(text)
    return line


def _parse(page: bytes) -> etree._Element:
    """The elements of a page in UTF-8."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(_without_server_code(page.replace(b"\x00", b" ")), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise Refusal("这不是合格的网页", _ACCEPTED)
    if any("depth" in entry.message for entry in parser.error_log):
        raise Refusal("网页元素嵌套太深", "最多可读 2000 层")
    return root


def _as_seen(page: bytes, text: str) -> bytes:
    """A page without characters that nobody sees or that mark its parts for us."""
    if any(character in text for character in _LOOKED_FOR):
        page = _IN_BYTES.sub(b"", page)
    return _AS_ENTITIES.sub(b"", page) if b"&" in page else page


def _without_server_code(page: bytes) -> bytes:
    """A page's source may still hold the code that fills it: <% … %>."""
    # few pages have one: a single character is found quickest, two of them quicker from the end
    if b"%" not in page or page.rfind(b"<%") < 0:
        return page
    first, *others = page.split(b"<%")
    return first + b"".join(part.partition(b"%>")[2] for part in others)

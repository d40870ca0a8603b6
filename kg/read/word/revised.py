"""What a Word document holds and does not say: deleted, hidden and struck words, hints to who fills it in."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kg.read.raised import raised
from kg.read.word.numbering import W
from kg.read.word.tables import P, T, printed

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RUN = W + "r"
_HIDDEN = W + "vanish"
_STRUCK = (W + "strike", W + "dstrike")
_LEVEL = W + "vertAlign"
_OFF = ("0", "false", "off")
_PROPERTIES, _CONTENT = W + "pPr", W + "sdtContent"
_ASKS = W + "showingPlcHdr"
# deleted or moved away
_AWAY = (W + "del", W + "moveFrom")
# these, readings over characters, the second rendering of a text box
_UNPRINTED = (*_AWAY, W + "rt", _MC + "Fallback")


def leave_unprinted(root: etree._Element) -> list[str]:
    """Drop from a document what it does not print; the words that are printed, but struck through."""
    around = [_around(away, 2) for away in root.iter(*_AWAY)]
    joined = [one.getparent() for one in around if one is not None and one.tag == _PROPERTIES]
    etree.strip_elements(root, *_UNPRINTED, with_tail=False)
    _drop_runs(root, _HIDDEN)
    struck = _drop_runs(root, *_STRUCK)
    for look in root.iter(_LEVEL):
        _raise(look)
    for asks in root.iter(_ASKS):
        _empty_control(asks)
    for paragraph in reversed(joined):
        if paragraph is not None:
            _join_with_next(paragraph)
    return struck


def _around(element: etree._Element, levels: int) -> etree._Element | None:
    found: etree._Element | None = element
    for _ in range(levels):
        found = found.getparent() if found is not None else None
    return found


def _drop_runs(root: etree._Element, *looks: str) -> list[str]:
    """Drop the runs that look so, and not only the marks at the ends of paragraphs; their words."""
    words = []
    for look in list(root.iter(*looks)):
        run = _around(look, 2)
        around = run.getparent() if run is not None and run.tag == _RUN else None
        if run is not None and around is not None and look.get(W + "val") not in _OFF:
            words.append(printed(run))
            around.remove(run)
    return list(filter(None, words))


def _raise(look: etree._Element) -> None:
    """Write the words of a run as raised characters where it is raised; nothing for the mark of a note."""
    run = _around(look, 2)
    if run is None or run.tag != _RUN or look.get(W + "val") != "superscript":
        return
    before = run.getprevious()
    words = list(run.iter(T))
    text = printed(run)
    plain = raised(text, printed(before)) if before is not None else text
    if plain != text:
        for at, piece in enumerate(words):
            piece.text = "" if at else plain


def _empty_control(asks: etree._Element) -> None:
    """Empty a content control that shows what to write there; its cells and paragraphs stay."""
    control = _around(asks, 2)
    content = control.find(_CONTENT) if control is not None else None
    for words in content.iter(T) if content is not None and asks.get(W + "val") not in _OFF else ():
        words.text = ""


def _join_with_next(paragraph: etree._Element) -> None:
    """Make one of a paragraph whose mark was deleted and the next; where nothing is left of it, drop it."""
    following, parent = paragraph.getnext(), paragraph.getparent()
    if following is None or following.tag != P or parent is None:
        return
    if paragraph.find(f".//{_RUN}") is None:
        parent.remove(paragraph)
        return
    paragraph.extend(_content(following))
    parent.remove(following)


def _content(paragraph: etree._Element) -> Iterator[etree._Element]:
    return (child for child in list(paragraph) if child.tag != _PROPERTIES)

"""Short names that a document gives to bodies: 县住房和城乡建设局（以下简称县住建局）.

They hold in that document alone, and for nobody where it gives one to two bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.identity import bodies
from kg.identity.levels import level_word
from kg.identity.naming import spelled
from kg.identity.places import divisions
from kg.lexicon import load, one_of
from kg.words.bodies import holds_a_deed, is_body, is_single
from kg.words.names import is_collective

_SIGNS = ("简称", "簡稱", "下称", "下稱")
_GIVEN = re.compile(
    r"[（(〔]\s*(?:(?:以?下)?\s*[简簡][称稱]|以?下[称稱])[为為：:\s]*[“\"「『‘]?"
    r"(?P<short>[^（）()〔〕“”\"「」『』‘’、，；。：《》]{2,24}?)[”\"」』’]?\s*[）)〕]"
)
_LONGEST_NAME = 45
# marks, the number of an item, an empty line, and the end of a line too short to go on in the next
_PIECE_END = re.compile(
    r"[，,。；;：:！？、“”《》（）()〔〕*|]|\d[.．]|\n[ \t]*(?=\n)|(?<![^\n])[^\n]{1,18}\n"
)
_LEADS = re.compile(one_of(load("units")["defined"]["leads"]))
_OFFICE = "办公室"
_JOINTS = "和及与"
_PARTICLES = "和及与由向对经在请是为报受交至"
_CLOSES = "”》）)〕"  # behind these a name may go on: “双碳”工作专班


def short_names(text: str) -> Mapping[str, str]:
    """The full names that `text` gives short ones, by those; both as names are compared."""
    if not any(sign in text for sign in _SIGNS):
        return {}
    found: dict[str, str] = {}
    twice = set[str]()
    for short, full in _given(text):
        if found.setdefault(short, full) != full:
            twice.add(short)
    return {short: full for short, full in found.items() if short not in twice}


def written_out(name: str, shorts: Mapping[str, str]) -> str:
    """`name`, or the full name behind it, that of its office with it: 县森防指办公室."""
    if not shorts:
        return name
    known = spelled(name)
    rest = _OFFICE if known.endswith(_OFFICE) and known not in shorts else ""
    full = shorts.get(known.removesuffix(rest))
    return full + rest if full else name


def _given(text: str) -> Iterator[tuple[str, str]]:
    for match in _GIVEN.finditer(text):
        short = spelled(match["short"])
        low = max(0, match.start() - _LONGEST_NAME)
        full = _name_before(text[low : match.start()], whole=low == 0)
        if full and len(short) < len(full) and _may_be_given(short):
            level = level_word(short)
            if level is None or level[0] in full:  # else its beginning is missing
                yield short, full


def _may_be_given(short: str) -> bool:
    """Whether a short name is one body's, and none that everybody reads alike: 区政府, 县委, 财政部门."""
    level = level_word(short)
    body = bodies.general().get(short[len(level[0]) :] if level else short)
    return is_single(short) and (body is None or body.is_department)


def _name_before(text: str, *, whole: bool) -> str:
    """The longest name that `text` ends in and that begins where one may; "" where there is none.

    One may at its first word only where that is the first of all, `whole`, or of a phrase.
    """
    ends = [mark.end() for mark in _PIECE_END.finditer(text)]
    last = text[ends[-1] if ends else 0 :].strip()
    piece, goes_on = spelled(last), "\n" in last
    starts = {at for at in range(1, len(piece) - 2) if _opens_name(piece, at)}
    starts |= {lead.end() for lead in _LEADS.finditer(piece)}
    opens = whole or (bool(ends) and text[ends[-1] - 1] not in _CLOSES)
    starts |= {0} if opens and (_opens_name(piece, 0) or not goes_on) else set()
    names = (piece[at:] for at in sorted(starts))
    return next((name for name in names if _is_whole(name)), "")


def _opens_name(piece: str, at: int) -> bool:
    """Whether a place stands at `at`, or a level word that is part of no other: 由县水务局, but 试验区."""
    if piece[at : at + 1] in tuple(_JOINTS) and bodies.has_known_ending(piece[:at]):
        return False
    words = piece[at:]
    place = divisions().prefix(words)
    if place is not None and not place.short:
        return True
    return (at == 0 or piece[at - 1] in _PARTICLES) and level_word(words) is not None


def _is_whole(name: str) -> bool:
    """Whether `name` is one body and nothing else: neither who leads to it, nor two of them."""
    if is_collective(name) or not is_body(name) or holds_a_deed(name) or _LEADS.search(name):
        return False
    joints = (at for at in range(2, len(name) - 2) if name[at] in _JOINTS)
    return not any(is_body(name[:at]) and _opens_name(name, at + 1) for at in joints)

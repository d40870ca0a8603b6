"""The place of a document: from its issuers, else its title, else the sign of its number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.identity import bodies
from kg.identity.naming import spelled
from kg.identity.places import STATE, Jurisdiction, divisions, township
from kg.lexicon import load
from kg.model import Document

_BEFORE = re.compile(
    r"^(?:中国共产党|中共(?!中央)|共青团|中国人民政治协商会议|[《〈“（〔]|关于|印发|转发|发布|公布)+"
)
_AND_MORE = re.compile(r"等[一二三四五六七八九十\d]+个?(?:部门|单位|部委)")
_AFTER = re.compile(r"关于|印发|转发|批转")


def jurisdiction(issuer: str) -> Jurisdiction | None:
    """The place of an issuer or of a title that begins with one: 国务院 … 省, 市, 区县, 乡镇.

    None where the name does not tell (省人民政府) or where several places bear it (朝阳区).
    """
    name = _AND_MORE.sub("", spelled(issuer))
    head = _AFTER.split(name, maxsplit=1)[0]
    return _of_head(_BEFORE.sub("", head)) or _of_rest(_BEFORE.sub("", name)) if name else None


def _of_head(head: str) -> Jurisdiction | None:
    found = divisions().prefix(head)
    if found:
        return _with_township(found.place, head[found.length :])
    if head.startswith(tuple(load("units")["state_issuers"])):
        return divisions().inside(head) or STATE
    if head in bodies.state_names() or _is_ministry(head):
        return STATE
    return _bare_township(head)


def _of_rest(text: str) -> Jurisdiction | None:
    found = divisions().prefix(text)
    return found.place if found else divisions().inside(text)


def _is_ministry(head: str) -> bool:
    body = bodies.general().get(head)
    return body is not None and body.only_level == "state"


def _with_township(place: Jurisdiction, rest: str) -> Jurisdiction:
    inner = township(rest, place) if place.level in ("county", "city") else None
    return inner if inner and _is_office(rest, inner.place.removeprefix(place.place)) else place


def _bare_township(head: str) -> Jurisdiction | None:
    place = township(head, None)
    return place if place and _is_office(head, place.place) else None


def _is_office(text: str, own: str) -> bool:
    rest = text.removeprefix(own)
    return len(own) > 2 and (
        rest[:1].isdigit()
        or rest.startswith(("人民政府", "政府", "办事处", "地区办事处", "党委", "党工委", "委员会", "关于"))
    )


def place_named(words: str) -> Jurisdiction | None:
    """The place a user names: 密云区, 北京市密云区, 密云, 国家, or a division code; None for no one place."""
    name = spelled(words)
    if name in (STATE.code, STATE.place, *load("units")["state_issuers"]):
        return STATE
    if name in divisions().by_code:
        return divisions().by_code[name]
    found = divisions().prefix(name)
    return found.place if found and found.length == len(name) else None


def document_place(document: Document) -> Jurisdiction | None:
    """The place of `document`, None where it does not tell."""
    names: Iterable[str] = (*document.issuers, document.title)
    found = next((place for place in map(jurisdiction, names) if place), None)
    return found or _by_sign(document.number or "")


def _by_sign(number: str) -> Jurisdiction | None:
    """黔府发〔2022〕8号 → 贵州省; signs of more than one place are not in the table."""
    code = load("places")["sign"].get(spelled(number)[:1])
    is_government = re.match(r".(府|政|办|委|发改|财)", spelled(number))
    return divisions().by_code[code] if code and is_government else None

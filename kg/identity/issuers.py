"""The place of a document: from its issuers, else its title, else the sign of its number."""

from __future__ import annotations

import re
from functools import cache

from kg.identity import bodies
from kg.identity.naming import Context, read_name, spelled
from kg.identity.own import may_hold_offices
from kg.identity.places import STATE, Jurisdiction, Prefix, divisions, township, unlisted
from kg.lexicon import load
from kg.model import Document

_BEFORE = re.compile(
    r"^(?:中国共产党|中共(?!中央)|共青团|中国人民政治协商会议|[《〈“（〔]|关于|印发|转发|发布|公布)+"
)
_AND_MORE = re.compile(r"等[一二三四五六七八九十\d]+个?(?:部门|单位|部委)")
_WHOSE = re.compile(
    r"[《“]?([\u4e00-\u9fff（）]{4,30}?)"
    r"(?:关于|印发|\d{4}年|工作(?:任务|要点|计划|安排|分工|职责|目标|方案)|(?:任务|责任|职责)(?:分工|分解|清单))"
)
_COMPANY = re.compile("^(?:股份)?(?:有限)?(?:责任)?公司")  # 中国农业银行股份有限公司毕节分行
_AFTER = re.compile(r"关于|印发|转发|批转")


def jurisdiction(issuer: str) -> Jurisdiction | None:
    """The place of an issuer or of a title that begins with one: 国务院 … 省, 市, 区县, 乡镇.

    None where the name does not tell (省人民政府) or where several places bear it (朝阳区).
    """
    name = _AND_MORE.sub("", spelled(issuer))
    head = _AFTER.split(name, maxsplit=1)[0]
    return _of_head(_BEFORE.sub("", head)) or _of_rest(_BEFORE.sub("", name)) if name else None


def _of_head(head: str) -> Jurisdiction | None:
    if _is_ministry(head):
        return STATE
    found = divisions().prefix(head)
    if found and not found.short:
        return _with_inner(found, head)
    if head.startswith(tuple(load("units")["state_issuers"])):
        return divisions().inside(head) or STATE
    bare = _bare_township(head) or (_place_of_branch(head) if found is None else None)
    if bare or found is None:
        return bare
    inner = _with_inner(found, head)
    return inner if _is_believed(found._replace(place=inner), head) else None


def _place_of_branch(head: str) -> Jurisdiction | None:
    """The place of a branch of a central body, behind its name: 工行毕节分行, 国网昌都供电公司."""
    whole = next((printed for printed, _ in bodies.branch_heads() if head.startswith(printed)), None)
    found = divisions().prefix(_COMPANY.sub("", head[len(whole) :])) if whole else None
    return found.place if found else None


def _of_rest(text: str) -> Jurisdiction | None:
    found = divisions().prefix(text)
    return found.place if found and _is_believed(found, text) else divisions().inside(text)


def _is_believed(found: Prefix, text: str) -> bool:
    """A short name is that of a place where a body of it follows: 密云水务局, not 平安银行, 长白山管委会.

    Those of provinces are no other words.
    """
    rest = text[found.length :]
    if not (found.short and rest) or found.place.level == "province" or bodies.body_in(rest, found.place):
        return True
    words = load("units")["short_place"]
    is_body = not found.place.code or rest.endswith(tuple(words["bodies"]))
    return is_body and not rest.startswith(tuple(words["not_before"]))


def _is_ministry(head: str) -> bool:
    """公安部, 教育部办公厅, 应急管理部消防救援局, 教育部财政部: bodies of the state and their parts."""
    length = _longest_ministry(head)
    if not length:
        return False
    rest = head[length:]
    offices = load("units")["ministry"]["offices"]
    rest = next((rest.removeprefix(word) for word in offices if rest.startswith(word)), rest)
    if not rest or _longest_ministry(rest):
        return not rest or _is_ministry(rest)
    return rest.endswith(tuple(load("units")["ministry"]["parts"])) and divisions().prefix(rest) is None


def _longest_ministry(text: str) -> int:
    lengths = range(min(len(text), _longest_state_name()), 1, -1)
    return next((length for length in lengths if text[:length] in _state_bodies()), 0)


@cache
def _state_bodies() -> frozenset[str]:
    ministries = {name for name, body in bodies.general().items() if body.only_level == "state"}
    return frozenset(ministries | bodies.state_names().keys())


@cache
def _longest_state_name() -> int:
    return max(map(len, _state_bodies()))


def _with_inner(found: Prefix, text: str) -> Jurisdiction:
    """The township, zone or unlisted division behind the place `text` begins with, else that place."""
    place, rest = found.place, text[found.length :]
    inner = township(rest, place) if place.level in ("county", "city") else None
    if inner and _is_office(rest, inner.place.removeprefix(place.place)):
        return inner
    return unlisted(rest, place, short=found.short) or place


def _bare_township(head: str) -> Jurisdiction | None:
    place = township(head, None)
    return place if place and _is_office(head, place.place) else None


def _is_office(text: str, own: str) -> bool:
    rest = text.removeprefix(own)
    return len(own) > 2 and (
        rest[:1].isdigit()
        or rest.startswith(("人民政府", "政府", "办事处", "地区办事处", "党委", "党工委", "委员会", "关于"))
        or rest.endswith(tuple(load("units")["village"]["committees"]))
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
    found = next((place for place in map(jurisdiction, document.issuers) if place), None)
    if found is None or not found.anchored:
        titled = jurisdiction(document.title)
        if titled and (found is None or titled.place.endswith(found.place)):
            found = titled
    return found or _by_sign(document.number or "")


def other_places(document: Document, place: Jurisdiction | None) -> tuple[Jurisdiction, ...]:
    """The places of those who issued `document` together that neither hold `place` nor lie in it."""
    if place is None or len(document.issuers) < 2:
        return ()
    found = {issuer for issuer in map(jurisdiction, document.issuers) if issuer and issuer.anchored}
    table = divisions()
    apart = (each for each in found if not (table.holds(each, place) or table.holds(place, each)))
    return tuple(sorted(apart))


def office_holder(document: Document, place: Jurisdiction | None) -> str:
    """The full name of the one department, school or company whose document it is; "" for any other.

    That is its one issuer, or who its title begins with where nobody signed.
    """
    if len(document.issuers) > 1:
        return ""
    name = spelled(document.issuers[0]) if document.issuers else _titled(document.title)
    found = divisions().prefix(name, place)
    rest = name[found.length :] if found else name
    if rest.endswith(tuple(load("units")["village"]["committees"])):
        return read_name(name, Context(place)).name
    body = bodies.body_in(rest, found.place) if found else bodies.general().get(rest)
    if not (rest and may_hold_offices(rest, body)):
        return ""
    return read_name(name, Context(place)).name


def _titled(title: str) -> str:
    """国网陕西省电力有限公司 of 国网陕西省电力有限公司2022年…: who is named before 关于, the year …"""
    found = _WHOSE.match(spelled(title))
    return found[1] if found and bodies.has_known_ending(found[1]) else ""


def _by_sign(number: str) -> Jurisdiction | None:
    """黔府发〔2022〕8号 → 贵州省; signs of more than one place are not in the table."""
    code = load("places")["sign"].get(spelled(number)[:1])
    is_government = re.match(r".(府|政|办|委|发改|财)", spelled(number))
    return divisions().by_code[code] if code and is_government else None

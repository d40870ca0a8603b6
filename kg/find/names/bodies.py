"""Lists of nothing but bodies in prose, and where they end."""

from __future__ import annotations

import re
from functools import cache

from kg.find.assignments.clause import Party, party_of
from kg.find.names.lists import OF_FIELDS, split_names
from kg.find.names.people import are_heads, holds_office
from kg.find.names.territories import are_territories
from kg.find.text.dense import Dense
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_body, is_told, may_act, may_be_a_body, names_people
from kg.words.names import LEVELS, field_names, is_collective

LONGEST_NAMES = 80
LONGEST_LIST = 240
_CLAUSE_MARK = re.compile("[，。；：！？]")
_OFFICERS = re.compile("长(?:以及|[和及与])")
_PLACES = "市县区州旗"
_ENDS_OF_PLACES = f"{_PLACES}盟）"
_LONGEST_PLACE = 3
_ASKS_PLACES = ("要", "须", "务必")  # but 粮食主产区应当 says it of a class
_LAST_GOVERNMENT = re.compile(
    f"[\u4e00-\u9fa5]{{2,4}}(?:[两二三四五六七八九十]?[{_PLACES}镇乡](?:人民)?政府|街道(?:办事处|办)?|[镇乡]"
    "|(?:开发区|新区|园区)管委会)"
)
_ADDED = ("有关单位", "相关单位")
_PLACE_LENGTHS = range(3, 6)
_LONGEST_VERB = 8
_BUSINESSES, _LONGEST_BUSINESS = ("企业", "公司", "单位"), 8
_LONGEST_FIELD = 4
_FEWEST_KNOWN = 3
_SHORTEST_GROUP = 5


def units_of(dense: Dense, start: int, end: int, role: Role, label: str) -> tuple[Party, ...]:
    """The units of a stretch that holds nothing else; empty where any piece is no body."""
    if not 1 < end - start <= LONGEST_LIST or dense.text[end - 1] not in _last_characters():
        return ()
    mentions = split_names(dense, start, end)
    names = [dense.text[one.start : one.end] for one in mentions]
    phrase = dense.text[start:end]
    if not names or not (_are_bodies(names) or _fields(names, phrase) or are_fields(names)):
        return ()
    return tuple([party_of(one, role, label) for one in mentions])


def told_units(dense: Dense, start: int, end: int, role: Role, label: str) -> tuple[Party, ...]:
    """Like `units_of`, for a stretch with a role word behind it, which makes more names believed.

    会务组负责; 灵山县负责; 财务处、人保财险配合: who is printed between bodies is one, but for people.
    """
    parties = units_of(dense, start, end, role, label)
    if parties or not 1 < end - start <= LONGEST_LIST:
        return parties
    mentions = split_names(dense, start, end)
    if are_heads(dense.text, start, end):
        return ()  # 市政府、市法院或者其他机关的负责人 are all people
    if len(mentions) > 1 and _is_of_topics([dense.text[one.start : one.end] for one in mentions]):
        return (Party(start, mentions[-1].end, role, label),)
    units = [one for one in mentions if not _is_people(dense.text[one.start : one.end])]
    names = [dense.text[one.start : one.end] for one in units]
    listed = dense.text.find("、", start, end) >= 0
    known = all(_is_place(name) or is_told(name) for name in names) or all(map(are_territories, names))
    if not (known or (listed and are_bodies_by_shape(names)) or _are_with_businesses(names)):
        return ()
    return tuple([party_of(one, role, label) for one in units])


def _are_with_businesses(names: list[str]) -> bool:
    """Whether a body and classes of businesses are named together: 市水务局和供水企业."""
    others = [name for name in names if not is_told(name)]
    return len(others) < len(names) and all(
        name.endswith(_BUSINESSES) and len(name) <= _LONGEST_BUSINESS and may_be_a_body(name)
        for name in others
    )


def asked_units(dense: Dense, start: int, end: int, role: Role, label: str) -> tuple[Party, ...]:
    """Like `units_of`, and of all places of a level: 各县（市、区）; 各区、县教育局.

    Where what stands at `end` asks for something, of single places as well: 西岭县、南湖区要.
    """
    parties = units_of(dense, start, end, role, label)
    if parties or not 2 <= end - start <= LONGEST_LIST or dense.text[end - 1] not in _ENDS_OF_PLACES:
        return parties
    asks = dense.text.startswith(_ASKS_PLACES, end)
    mentions = split_names(dense, start, end)
    names = (dense.text[one.start : one.end] for one in mentions)
    if not all(
        (asks and _is_place(name)) or _all_places().fullmatch(name) or is_body(name) for name in names
    ):
        return ()
    return tuple([party_of(one, role, label) for one in mentions])


@cache
def _all_places() -> re.Pattern[str]:
    """Each place of a level, or of some: 各区, 各县（市、区）, 各市州."""
    return re.compile(rf"各(?:{one_of(load('names')['territory']['levels'])}|[（）、])+")


def _is_of_topics(names: list[str]) -> bool:
    """Whether the pieces are topics after which one group is called: 校务、信息公开工作领导小组."""
    *topics, last = names
    group = len(last) > _SHORTEST_GROUP and last.endswith(tuple(load("names")["groups"])) and is_told(last)
    return group and all(may_be_a_body(topic) and not is_told(topic) for topic in topics)


def _is_place(name: str) -> bool:
    """Whether a name is that of one place, which may stand for its government: 灵山县."""
    short = len(name) in _PLACE_LENGTHS and name[-1] in _PLACES
    return short and not is_collective(name) and may_act(name)


def _is_people(name: str) -> bool:
    """Whether a piece of a list names people and no unit: 全体教师, 宣传部长李明, 县级林长和乡."""
    if names_people(name) or _OFFICERS.search(name):
        return True
    return holds_office(name) and not is_told(name)


def are_bodies_by_shape(names: list[str]) -> bool:
    """Whether half of the names of a list or more are known bodies, and the others short words."""
    unknown = [name for name in names if not is_told(name)]
    return len(names) >= 2 * len(unknown) and all(map(may_be_a_body, unknown))


@cache
def _last_characters() -> frozenset[str]:
    """The last characters of bodies, and of what may stand behind them: a note, 等, 等方面, a comma."""
    words = [*load("duties")["bodies"], *load("names")["divisions"], *field_names()]
    return frozenset("".join(word[-1] for word in words) + "）〕〉等面业，、：。；.")


def are_fields(names: list[str]) -> bool:
    """Whether several departments are printed side by side, some of them without their endings.

    Among many known ones a short name nobody knows is one too: 水利、教育、电力和西区管委会.
    """
    unknown = [name for name in names if name not in field_names() and not is_body(name)]
    if not unknown:
        return len(names) > 1
    known = len(names) - len(unknown)
    carried = known >= _FEWEST_KNOWN * len(unknown) and names[-1] not in unknown
    return carried and all(len(name) <= _LONGEST_FIELD and may_be_a_body(name) for name in unknown)


def sharing_government(names: list[str]) -> frozenset[str]:
    """The bare names of places in a list that share a government behind them: 济南、青岛、烟台市政府."""
    shared, row = set[str](), list[str]()
    for name in names:
        if _LAST_GOVERNMENT.fullmatch(name):
            shared.update(row)
        row = [*row, name] if len(name) <= _LONGEST_PLACE and may_be_a_body(name) else []
    return frozenset(shared)


def _are_bodies(names: list[str]) -> bool:
    """Whether all are bodies; 江北区、江南区人民政府: territories in a row share the body behind them.

    Behind a body others may be added that alone are nobody in particular: 市国土局及有关单位.
    """
    shared = names[-1].endswith(tuple(load("names")["territory"]["bodies"]))
    first, *others = names
    if others and others[-1] in _ADDED and is_body(first):
        names = names[:-1]
    each = first.startswith("各")  # 各中小学、幼儿园
    return all(
        is_body(name) or (each and is_told(name)) or (shared and len(name) > 2 and name[-1] in LEVELS)
        for name in names
    )


def _fields(names: list[str], phrase: str) -> bool:
    """市发展改革、财政、住建等部门: names of departments without their endings; 交通等部门."""
    if len(names) == 1:
        return phrase.endswith(OF_FIELDS) and names[0] in field_names()
    unknown = [name for name in names if not may_act(f"{name}局")]
    few = 2 * len(unknown) <= len(names) and all(map(may_be_a_body, unknown))  # 财政、市政公用等部门
    return phrase.endswith("部门") and few


@cache
def in_a_word() -> re.Pattern[str]:
    """The last character of a name inside another word: 处 in 应急处置, 所 in 建设所需."""
    return re.compile(one_of(load("duties")["heading"]["words"]))


def end_of_bodies(dense: Dense, start: int, end: int, verb: re.Pattern[str]) -> int | None:
    """The end of the list of bodies that begins at `start` and stands before a match of `verb`."""
    listed = dense.text.find("、", start, start + LONGEST_NAMES // 4) > 0
    limit = min(end, start + (LONGEST_LIST if listed else LONGEST_NAMES) // 2)
    mark = _CLAUSE_MARK.search(dense.text, start + 1, limit)
    limit = mark.start() if mark else limit
    at = start + 2
    while at <= limit:
        found = verb.search(dense.text, at, limit + _LONGEST_VERB)
        if found is None or found.start() > limit:
            break
        if in_a_word().match(dense.text, found.start() - 1):
            at = found.start() + 1
            continue
        if asked_units(dense, start, found.start(), Role.RESPONSIBLE, ""):
            return found.start()
        at = found.start() + 1
    return None

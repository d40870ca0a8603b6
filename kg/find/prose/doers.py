"""Who does what a role word tells: the units of its clause, with those that help in the same words."""

from __future__ import annotations

import re
from functools import cache

from kg.find.assignments.clause import Party
from kg.find.names.bodies import end_of_bodies, told_units, units_of
from kg.find.prose.helpers import duties_verb
from kg.find.prose.reach import NOTE_FIRST, before_time, clause_start
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import CLASSES
from kg.words.marks import behind_last
from kg.words.names import Endings
from kg.words.roles import adverbs, begins_name

TOPIC = re.compile("对")
"""What leads to what units are in charge of: X对…负总责."""
_DAY_FIRST = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:[—\-~至](?:\d{1,2}月)?\d{1,2}日)?")
_LED = re.compile("在[^，。；]{2,20}(?:领导|指导)下$")
_PRESENTED = re.compile(
    rf"(?:是|作为|为)[^，。；]*(?:部门|机构|单位|主体|机关)$|[于在][^，。；]{{2,20}}(?:[之以]?[前后]|期间|时)$|承担[^，。；]*(?:工作|职责|任务)$"
    rf"|受[^，。；]*委托$|对[^，。；]*(?:实施|进行|行使|履行)[^，。；]*$|主管(?!{one_of(CLASSES)})[^，。；]*工作$"
    rf"|（?设[在于][^，。；]*$|(?:依照|依据|按照|根据)(?![^，。；]*(?:设|成|建)[立置])[^，。；]*$|{_LED.pattern}"
)
_BYS = ("由", "请", "委托", "责成", "下设")
_AND = ("", "并", "同时")
_OFFICE_FOR = re.compile("(?P<names>[^，。；：]{2,40}?)[为是][^，。；：]{2,40}(?:部门|单位|机构|处室|科室)。")
_PLACED = ("设在", "设于")
_HEADED = re.compile("[^，。；]*[兼担]任[^，。；]*")  # 由县发改委主任兼任办公室主任
_LEADS = ("主办", "抓总", "主抓")
_LED_JOINT = re.compile("牵头(?:负责)?、")  # A牵头、B负责核实


def doers(dense: Dense, verb: re.Match[str], floor: int, outline: Outline) -> tuple[int, tuple[Party, ...]]:
    """Where the clause of a role word begins, and the units before it.

    X具体负责…, X对…负总责, X按照职责分工，负责…, X，按照职责分工负责…, X是…主管部门，负责…,
    X承担…，负责…, X受Y委托，负责…, X对…实施监督管理，负责…, X主管…工作，负责…,
    X，负责… at the head of an item, X依照…规定，负责…, X设在Y，负责…, …下设X，设在Y，负责…,
    X在…领导下(，)负责…, X于6月底前负责…, X做好…，(并)负责…, X参与…并负责…
    """
    low = clause_start(dense, verb.start(), floor, outline)
    low = max([low, *(one.end() for one in _LED_JOINT.finditer(dense.text, low, verb.start()))])
    stop = _without_adverbs(dense.text, low, verb.start())
    led = _LED.search(dense.text[low:stop]) if dense.text.endswith("导下", low, stop) else None
    stop = low + led.start() if led else before_time(dense.text, low, stop)
    stop -= dense.text.endswith("将", low + 1, stop)  # 市发改委将牵头编制
    role = _verb_role(verb.group())
    if dense.text[low:stop] in _AND and dense.text[low - 1] == "，":
        low, stop, leading = _before_comma(dense, low, verb.start(), floor, outline)
        role = Role.LEAD if leading else role
    if dense.text.endswith("并", low + 1, stop):
        stop = _before_deed(dense, low, stop) or stop
    if low == stop and (named := _presented_before(dense, low, floor, outline)):
        return named[0], units_of(dense, *named, role, verb.group())
    low = _with_list_before(dense, low, floor, outline)
    topic = TOPIC.search(dense.text, low + 2, stop)
    begin = max([low, *(at + len(by) for by in _BYS if (at := dense.text.rfind(by, low, stop)) >= 0)])
    first = _leading().match(dense.text, begin) or _DAY_FIRST.match(dense.text, begin, stop)
    begin = first.end() if first else begin
    return low, _actors(dense, begin, topic.start() if topic else stop, role, verb.group())


def _presented_before(dense: Dense, at: int, floor: int, outline: Outline) -> tuple[int, int] | None:
    """The names in the sentence before `at` that says whose a work is: 发展部为归口部门。负责制定目标."""
    item = outline.innermost(at)
    low = max(floor, dense.paragraph_start(at - 1), item.body if item else 0)
    said = _OFFICE_FOR.fullmatch(dense.text, behind_last("。；", dense.text, low, at - 1), at)
    return said.span("names") if said else None


def _before_comma(dense: Dense, low: int, verb: int, floor: int, outline: Outline) -> tuple[int, int, bool]:
    """Where the clause begins and its units end whose comma stands right before `low`, and whether they lead.

    The clause is that of `low` itself where the one before names nobody who does it.
    """
    before = clause_start(dense, low - 1, floor, outline)
    if _HEADED.fullmatch(dense.text, before, low - 1) and dense.text[before - 1] == "，":
        low, before = before, clause_start(dense, before - 1, floor, outline)
    if dense.text.startswith(_PLACED, before) and dense.text[before - 1] == "，":
        low, before = before, clause_start(dense, before - 1, floor, outline)
    name = _PRESENTED.search(dense.text, before, low - 1)
    stop = name.start() if name else _without_adverbs(dense.text, before, low - 1)
    stop = (_before_deed(dense, before, low - 1) or stop) if stop == low - 1 else stop
    told = stop < low - 1 or _shares().fullmatch(dense.text, low, verb) is not None
    if not told and (dense.paragraph_start(before) == before or outline.opens_item(before)):
        told = bool(units_of(dense, before, low - 1, Role.RESPONSIBLE, ""))
    return before if told else low, stop, name is not None and "牵头" in name.group()


def _before_deed(dense: Dense, start: int, end: int) -> int | None:
    """Where the units end that do one thing themselves and are in charge of another: X做好登记，负责….

    Whoever they set to work is in charge where they do: X设立Y，负责….
    """
    if dense.text.startswith("并", start) or _sets_to_work().search(dense.text, start, end):
        return None
    return end_of_bodies(dense, start, end, duties_verb())


@cache
def _sets_to_work() -> re.Pattern[str]:
    words = load("duties")
    return re.compile(one_of([*words["heading"]["founds"], *words["chooses"], *words["assigns"]]))


def _with_list_before(dense: Dense, low: int, floor: int, outline: Outline) -> int:
    """`low`, or where the units begin before the comma of a list that goes on: A、B，以及C负责."""
    if dense.text[low - 1] != "，" or not dense.text.startswith("以及", low):
        return low
    before = clause_start(dense, low - 1, floor, outline)
    return before if units_of(dense, before, low - 1, Role.RESPONSIBLE, "") else low


@cache
def _leading() -> re.Pattern[str]:
    """What leads to the units of a clause: 由所涉及的市教育局牵头, 即县水务局牵头, 会议决定市水务局负责."""
    words = load("duties")
    decided = rf"(?:会议|经)[^，。；：]{{0,4}}?{one_of(words['decided'])}"
    return re.compile(rf"{decided}|{one_of([*words['concerned'], *words['goes_on']])}|即(?!墨)|{NOTE_FIRST}")


def _without_adverbs(text: str, start: int, end: int) -> int:
    """Where the adverbs before `end` begin."""
    words, pattern = _adverbs_at_end()
    phrase = text[start:end]
    match = pattern.search(phrase) if phrase and words.close(phrase) else None
    return start + match.start() if match else end


@cache
def _shares() -> re.Pattern[str]:
    """The adverbs of somebody who does a part: 在各自职责范围内, 按照职责分工具体."""
    words = load("roles")["tail"]
    shares = one_of([word for word in words["adverbs"] if word.endswith(tuple(words["shares"]))])
    return re.compile(rf"{shares}{adverbs()}")


@cache
def _adverbs_at_end() -> tuple[Endings, re.Pattern[str]]:
    words = load("roles")["tail"]["adverbs"]
    return Endings(words), re.compile(rf"(?>{one_of(words)})+$")


def _actors(dense: Dense, start: int, end: int, role: Role, label: str) -> tuple[Party, ...]:
    """The units of a stretch; those behind 会同 help, and those before 协助."""
    for word in load("roles")["tail"]["partners"]:
        at = dense.text.find(word, start + 2, end)
        if at > 0 and not begins_name(dense.text, at, word):
            actors = units_of(dense, start, at, role, label)
            helpers = units_of(dense, at + len(word), end, Role.SUPPORT, word)
            if actors and helpers:
                return (*actors, *helpers)
    for word in load("duties")["helps"]:
        at = dense.text.find(word, start + 2, end)
        helpers = units_of(dense, start, at, Role.SUPPORT, word) if at > 0 else ()
        actors = units_of(dense, at + len(word), end, role, label) if helpers else ()
        if actors:
            return (*helpers, *actors)
    return told_units(dense, start, end, role, label)


def _verb_role(verb: str) -> Role:
    return Role.LEAD if leads(verb) else Role.RESPONSIBLE


def leads(verb: str) -> bool:
    """Whether a role word says that somebody leads."""
    return "牵头" in verb or verb in _LEADS

"""Who helps with a duty of prose: behind 会同 and 商, and in later phrases of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, pairwise

from kg.find.assignments.clause import Party
from kg.find.assignments.clauses import parse_clause
from kg.find.names.bodies import end_of_bodies, told_units, units_of
from kg.find.text.dense import Dense
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_body
from kg.words.names import NAME_STARTS
from kg.words.roles import adverbs, begins_name, first_characters, names_beginning, work_verb
from kg.words.times import BY_WHEN, limit_first

# spelled out: words are found faster where none of them begins with one that may be left out
DUTY_VERB = re.compile(
    "总牵头负责|总负责牵头|总牵头抓总|总牵头|总负责|牵头负责|负责牵头|牵头抓总|抓总|主抓|牵头|负责|主办|负总责"
    "|负(?:主体|监管|管理|领导|属地|监督)责任"
)
"""The words that tell a duty behind its units."""
_OFFICE_ENDS = (
    "[局厅室]|委(?![托派])|部(?![门署])|办(?![理公事好法结件文学班])|处(?![理置罚在于])|科(?![学技])|中心"
)
_NAME_ENDS = rf"{_OFFICE_ENDS}|站|队(?![伍员])|组(?![织建合])|院(?![校士系])"
_NO_NAME = f"(?!{_NAME_ENDS})"
_NO_OFFICE = "(?!公[室厅]|事处)"  # 会办 in 安委会办公室
_PHRASE_END = re.compile("[，。；]|$")
_LIMIT = "(?=[0-9])[0-9年月日季度上中下旬底末初]{2,12}[前内]"  # 由市水务局6月底前提出方案
_COMMA = re.compile("，")
_MAINLY = "为主"
_CLOSE_LIST = ("等单位", "等部门")


def supporters(dense: Dense, start: int, end: int) -> tuple[Party, ...]:
    """Units of later phrases that help with the same or do a part, up to the next who leads or is in charge.

    …，Y配合做好…, …，会同Y提出…, …，Y按照职责分工开展…, …，Y做好….
    """
    found: tuple[Party, ...] = ()
    for low, high in _phrases(dense.text, start, end):
        if DUTY_VERB.search(dense.text, low, high) or dense.text.endswith(_MAINLY, low, high):
            break
        found += helpers_behind(dense, low, high)[0] or _supporter(dense, low, high)
    return found


def _supporter(dense: Dense, low: int, high: int) -> tuple[Party, ...]:
    at = low
    while word := _support().search(dense.text, at, high):
        role = Role.SUPPORT if word["word"] else Role.RESPONSIBLE
        units = told_units(dense, low, word.start(), role, word["word"] or word["share"] or word["does"])
        if units:
            return units
        at = word.start() + 1  # 社会办配合: the first word may be part of the name
    return _beside(dense, low, high)


def _beside(dense: Dense, low: int, high: int) -> tuple[Party, ...]:
    """The units with which a phrase begins that tells what they do themselves: ，卫生院做好救治.

    A comma may stand before that behind the last word of a list: ，县文旅局等单位，组织开展….
    """
    if dense.text.endswith(_CLOSE_LIST, low, high) and dense.text.startswith("，", high):
        told = work_verb().match(dense.text, high + 1)
        return units_of(dense, low, high, Role.RESPONSIBLE, "") if told else ()
    if limit_first().match(dense.text, low, high):
        return ()  # 2月底前由县人社局审核: who has another time does another thing
    joined = _joins().search(dense.text, low, high)
    stop = end_of_bodies(dense, low, high, _joins()) if joined else None
    if stop is None or _not_joined().search(dense.text, low, stop):
        return ()
    return units_of(dense, low, stop, Role.RESPONSIBLE, "")


def partners(dense: Dense, at: int, end: int, known: tuple[Party, ...]) -> tuple[Party, ...]:
    """The units of the phrase right behind who leads that do what is told: 由A牵头，B、C逐一制定方案.

    None where the phrase names helpers that are `known`.
    """
    if not dense.text.startswith("，", at):
        return ()
    mark = _PHRASE_END.search(dense.text, at + 1, end)
    stop = end_of_bodies(dense, at + 1, mark.start() if mark else end, _does())
    if stop is None or _not_joined().search(dense.text, at + 1, stop):
        return ()
    if mark and any(at < one.start < mark.start() for one in known):
        return ()
    return units_of(dense, at + 1, stop, Role.RESPONSIBLE, "")


@cache
def _does() -> re.Pattern[str]:
    """What tells that somebody does something, is asked to or by when: 逐一制定, 要安排, 于6月底前完成."""
    asks = verb_pattern(load("duties")["asks"]).pattern
    return re.compile(rf"{agent_verb().pattern}|{duties_verb().pattern}|{asks}|[于在]{BY_WHEN}")


@cache
def _not_joined() -> re.Pattern[str]:
    """What shows that who was told before has others do something, or goes on: 督促施工单位做好, 并…."""
    return re.compile(rf"{one_of(load('duties')['not_joined'])}|组织(?=[^部处科、和及与])")


@cache
def _joins() -> re.Pattern[str]:
    words = load("duties")
    joins = verb_pattern(words["joins"]).pattern
    return re.compile(rf"{verb_pattern(words['asks']).pattern}{one_of(words['told'])}*{joins}|{joins}")


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between the commas of a stretch, without what stands before the first; 、 may open it."""
    joined = [start + 1] if text.startswith("、", start) else []
    commas = (match.end() for match in _COMMA.finditer(text, start, end))
    return ((low, high - 1) for low, high in pairwise(chain(joined, commas, [end + 1])))


@cache
def _support() -> re.Pattern[str]:
    words = load("roles")["tail"]
    helps = one_of(words["support"])
    shares = [word for word in words["adverbs"] if word.endswith(tuple(words["shares"])) and len(word) > 2]
    does = f"{adverbs()}(?P<does>落实)$"  # …，各学校落实
    return re.compile(rf"等?(?:{adverbs()}(?P<word>{helps}){_NO_OFFICE}|(?P<share>{one_of(shares)})|{does})")


def told_at_end(dense: Dense, start: int, end: int, heads: tuple[Party, ...]) -> tuple[Party, ...]:
    """`heads`, and the last phrases of a sentence that say who of them leads or who else does a part.

    总务科、保卫科：维护秩序，由保卫科牵头。
    """
    names = {dense.text[one.start : one.end]: one for one in heads}
    for comma in _COMMA.finditer(dense.text, start, end):
        clause = parse_clause(dense, comma.end(), end)
        told = dict(zip(clause.names(dense.text), clause.parties, strict=True))
        if told and not clause.unread and all(name in names or is_body(name) for name in told):
            roles = {names[name]: one.role for name, one in told.items() if name in names}
            others = (one for name, one in told.items() if name not in names)
            if "其中" in dense.text[start : clause.parties[0].start]:
                others = (one._replace(role=Role.RESPONSIBLE) for one in others)
            return *(one._replace(role=roles.get(one, one.role)) for one in heads), *others
    return heads


def helpers_behind(dense: Dense, at: int, end: int) -> tuple[tuple[Party, ...], int]:
    """The units that help behind 会同 or 商, if one stands at `at`, and where they end: a verb or comma."""
    word = _partner().match(dense.text, at)
    if word is None or begins_name(dense.text, at, word.group()):
        return (), at
    begin = word.end()
    ends = (end_of_bodies(dense, begin, end, behind) for behind in (_verb_of_partners(), _PHRASE_END))
    stop = next(filter(None, ends), None)
    return (units_of(dense, begin, stop, Role.SUPPORT, word.group()), stop) if stop else ((), at)


@cache
def _partner() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('roles')['tail']['partners'])}|{_before_level()}")


def _before_level() -> str:
    """What joins who helps only before a level: 会 in 省财政厅会省水利厅."""
    return rf"{one_of(load('roles')['tail']['before_level'])}(?=[{''.join(sorted(NAME_STARTS))}])"


def _verbs_of_agents() -> list[str]:
    words = load("duties")
    return [*words["verbs"], *words["agent_verbs"], *words["office_verbs"], *words["before_verbs"]]


@cache
def agent_verb() -> re.Pattern[str]:
    """A verb, or what leads to one, that may stand behind the units of 由X… and of 会同X….

    So may 组成 where the text goes on with what the body of these units does: 由A、B组成，负责疏散.
    """
    verb = verb_pattern(_verbs_of_agents()).pattern
    words = load("duties")
    does = rf"{one_of(words['actor_verbs'])}|{duties_verb().pattern}|任务|职责"
    made = rf"组成(?=[，；。](?:主要)?(?!负责(?!{one_of(words['people'])})人)(?:{does}))"
    return re.compile(rf"{verb}|{_before_level()}|{_LIMIT}(?={verb})|{made}")


@cache
def _verb_of_partners() -> re.Pattern[str]:
    """Such a verb, 组成 or 负责: 会同市委组织部、市监察局组成督查组, 会同市司法局负责解释."""
    return verb_pattern([*_verbs_of_agents(), "组成", "负责"])


@cache
def duties_verb() -> re.Pattern[str]:
    """A verb that may stand behind the units of a list of duties, or open what they do."""
    words = load("duties")
    return verb_pattern([*words["list_verbs"], *words["verbs"]])


def verb_pattern(verbs: Iterable[str]) -> re.Pattern[str]:
    """One of `verbs` that begins no name: 管理 in 西南地区管理局, 宣传 in 省委宣传部, 商 in 商务部.

    Nor does it stand in another word: 采购 in 政府采购, 要 in 要求, 管理 in 应急管理. Two of them may
    stand in a name: 督查考核办.
    """
    verbs = list(verbs)
    names = [name for verb in verbs if len(verb) == 1 for name in names_beginning(verb)]
    opens = tuple(verbs)
    terms = [
        rf"(?<={term[:at]}){term[at:]}" if at else term
        for term in (*load("duties")["terms"], *load("duties")["in_names"])
        for at in range(len(term))
        if term.startswith(opens, at)
    ]
    other = "|".join([*map(re.escape, names), *terms]) or "(?!)"
    two = rf"{one_of(verbs)}(?:{_OFFICE_ENDS})"
    return re.compile(rf"(?=[{first_characters(verbs)}])(?!{other}){one_of(verbs)}{_NO_NAME}(?!{two})")


@cache
def deed() -> re.Pattern[str]:
    """Any verb that tells what somebody does, right behind who it is or a comma."""
    return re.compile(rf"{work_verb().pattern}|{agent_verb().pattern}|{duties_verb().pattern}")


@cache
def helps_with() -> re.Pattern[str]:
    """配合做好救助; who helps somebody that is named has a task of its own: 配合市规划局确认界线."""
    return re.compile(rf"{one_of(load('duties')['helps'])}{work_verb().pattern}")


@cache
def phrase_between() -> str:
    """What may stand between units and what asks something of them: 在摸底基础上, 接到报告后."""
    words = load("duties")
    opens, others, inside = (one_of(words[name]) for name in ("between", "not_between", "not_inside_between"))
    ends = "".join(f"(?<!{word[:-1]})" for word in words["no_asks"])
    firsts = first_characters(words["between"])
    return rf"(?=[{firsts}])(?!{others}){opens}(?:(?!{inside})[^，。；：、各由请]){{2,16}}?{ends}"


@cache
def no_name_behind() -> re.Pattern[str]:
    """Nothing that goes on with a name: 局 behind 管理, 部 behind 宣传."""
    return re.compile(_NO_NAME)

"""Phrases that say when or how and not who."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import permutations, product

from kg.lexicon import load, one_of
from kg.words.marks import JOINTS
from kg.words.names import is_name
from kg.words.roles import first_characters, tail_pattern

_TIME_FIGURE = re.compile(  # but no telephone number
    r"\d[年月日]|(?<!\d)(?:\d{4}|20\d{4}|20\d{6})(?!\d)|二[〇○零][〇○零一二三四五六七八九]{2}年"
)
_LIMIT_FIRST = re.compile(  # 11月底前报送市司法局
    r"\d{1,4}(?:[年月][^、]{0,6}[前底]|个?(?:工作)?[日天]内)(?:完成|报)"
)
_LAST = "局委办厅部署院处站所"  # characters of names of bodies
_SUBJECT = re.compile(f"[{_LAST}府会][要应须]")  # 市住建局要在6月底前完成排查
_JOINTS_OR_BY = re.compile("[、和及由]")
_LONGEST_PART = 8
_LONGEST_REST = 6
TIME_PARTS = frozenset("0123456789年月日号底季半上下第一二三四至到于在—~-")
"""What a time of the calendar in figures is made of before the end of a line."""
BEFORE_MONTHS, BEFORE_DAYS = "年，。；：、（于在至到从自—~-", "月至到—~、-"
"""What the number of a month and that of a day may follow, for a class of a pattern."""
_TIME_UNIT = re.compile("[年月日天周季期]")  # no telephone number has one
_NUMBER = r"[\d一二两三四五六七八九十几半]+"
_WITHIN = re.compile(rf"{_NUMBER}(?:个?(?:工作日|月|星期|小时)|[天日周年])[之以]?内")  # 灾后30天内
_IN_YEARS = re.compile(rf"[今明]年|{_NUMBER}年(?:内|完成|建成)")  # 今年先行试点20个村, 三年完成
_IN_PARTS = re.compile(rf"分(?:{_NUMBER}个?)?(?:年度?|阶段|步|批|期)")  # 分三年实施
_BY_FIGURES = re.compile(r"(?<![\d.])\d{1,2}[./]\d{1,2}(?:之|以)?前")  # 12.31前

_FIGURES_OF_TIME = "0-9一二三四五六七八九十两半"
BY_WHEN = (
    rf"(?:每个?(?:半?[年月]|季度?|学期|周|旬|[日天])|会后|(?=[{_FIGURES_OF_TIME}本当次今明年月]))"
    rf"[{_FIGURES_OF_TIME}年月日号周天个工作时点分：底末初首上中下旬本当次今明午班星期季度（）]{{1,20}}?[之以]?[前内]"
)
"""A time by which something is done: 6月底前, 每月25日前, 会后一周内, 10月31日（星期四）前."""


@cache
def _by_time() -> re.Pattern[str]:
    """What parts units from a limit behind them, or the place of that: 于2023年底前, 市城管局(长期坚持)."""
    standing = one_of(load("roles")["limit"]["standing"])
    return re.compile(
        rf"(?:[于在]|(?<=[{_LAST}科室股]))(?=\d{{1,4}}[年月]|年[底内]|每[年月季周])"
        rf"|(?<=[{_LAST}队心司府县区镇])(?={standing}$)"
    )


@cache
def _time_word() -> re.Pattern[str]:
    plan = "十[一二三四五六七八]五[”」]?(?:规划)?(?:期?末|期间|时期|期内|中期)"
    terms = [*load("roles")["limit"]["words"], *load("time")["slot"]["terms"], *immediate_words()]
    firsts = first_characters([*terms, *_feasts(), plan])
    return re.compile(rf"(?=[{firsts}])(?:{one_of(terms)}|{_feast()}[”」]?(?:之|以)?[前后]|{plan})")


@cache
def immediate_words() -> tuple[str, ...]:
    """What is to be done at once: 立即, 立行立改, 即查即改."""
    slot = load("time")["slot"]
    pairs = product(slot["marks_at_once"], permutations(slot["deeds_at_once"], 2))
    return (*slot["immediate"], *(f"{mark}{one}{mark}{other}" for mark, (one, other) in pairs))


def _feasts() -> list[str]:
    times = load("time")
    return [*times["seasons"], *times["occasions"], *times["fixed_days"], *times["holidays"]]


def _feast() -> str:
    """The pattern of a time of the year by its name: 汛期, 国庆节."""
    return rf"{one_of(_feasts())}节?"


def before_feast() -> str:
    """The pattern of a time by its name by which something is done: 汛期前, 国庆节前."""
    return rf"{_feast()}[”」]?[之以]?前"


def limit_phrase() -> str:
    """The pattern of a time and no more than that the work is done by then: 2023年底前完成, 每月一次."""
    words = load("roles")["limit"]
    often = rf"每{one_of(words['turns'])}{one_of(words['how_often'])}*[\d一二两三四五六]{{1,2}}[次遍轮]"
    return (
        rf"(?:{often}|{one_of(words['before'])}*(?:[\d年月日季度底前后初中末旬上下半第一二三四至到内起—\-本今明全每]+|即)"
        rf"(?:{one_of(words['done'])}{{1,2}}|{one_of(words['standing'])})?|{one_of(words['standing'])})"
    )


@cache
def limit_line() -> re.Pattern[str]:
    """A limit that its bound, or what is done by it, tells from the date of a signature: 6月底前全部完成."""
    done = one_of(load("roles")["limit"]["done"])
    named = rf"{_feast()}[之以]?前{done}?"  # 汛前完成
    return re.compile(
        rf"(?=[^，。；：）]*(?:[前底内]|{done}))(?:{limit_phrase()}|{named})"
        rf"{one_of(load('time')['goal']['bare'])}*(?=[。；）]|$)"
    )


@cache
def limit_first() -> re.Pattern[str]:
    """A limit at the start of a phrase that goes on with what is due: 4月15日前完成听证."""
    before = one_of(load("roles")["limit"]["before"])
    return re.compile(rf"{before}*[\d年月日季度上下半旬底末本当次今明个工作周天]{{2,14}}[前内]")


@lru_cache(maxsize=16384)
def names_a_time(phrase: str) -> bool:
    """Whether a phrase of a clause says when and not who, nor under what title: 《2024年度方案》."""
    if _LIMIT_FIRST.match(phrase) or _IN_YEARS.match(phrase):
        return True
    if "《" in phrase or _SUBJECT.search(phrase):
        return False
    timed = (
        _time_word().search(phrase)
        or _TIME_FIGURE.search(phrase)
        or _WITHIN.search(phrase)
        or _IN_PARTS.match(phrase)
        or _BY_FIGURES.match(phrase)
    )
    return timed is not None and not is_name(phrase) and not _ends_in_names(phrase)


def is_time(phrase: str) -> bool:
    """Whether a phrase is a time and says nothing else: 6月底前, 5月中下旬, 国庆节前, 会议期间."""
    return _time_alone().fullmatch(phrase) is not None and names_a_time(phrase)


@cache
def _time_alone() -> re.Pattern[str]:
    named = rf"[^，]{{0,5}}{_feast()}[”」]?[之以]?前|[^，]{{2,12}}期间"
    return re.compile(rf"{limit_phrase()}|{limit_first().pattern}|{named}")


def _going_by(words: list[str]) -> str:
    """The pattern of what the work goes by: 按要求, 按时序进度."""
    return rf"{one_of(load('time')['slot']['as_told'])}[^、]{{0,8}}?{one_of(words)}"


@cache
def _manner() -> re.Pattern[str]:
    words = load("roles")["limit"]
    return re.compile(
        rf"并?(?:{one_of(words['manner'])}|{_going_by(words['told'])}|与[^、]{{1,8}}同步|[随边].[随边].)"
        rf"|.*起{one_of(words['in_force'])}$"
    )


@cache
def _by_plan() -> re.Pattern[str]:
    fitting = one_of(load("time")["slot"]["fitting"])
    planned = _going_by(load("roles")["limit"]["planned"])
    return re.compile(rf"并?(?:{planned}|{fitting}|[按逐分](?:半?年|季度?|半?月|旬|周|日|天|学期))")


@cache
def _taken_on() -> re.Pattern[str]:
    """Words with which somebody takes a part: 按要求配合 speaks for units, 按计划推进 does not."""
    tail = load("roles")["tail"]
    return re.compile(one_of([*tail["lead"], *tail["support"], *tail["other"], *tail["bears"]]))


@cache
def _time_over_break() -> re.Pattern[str]:
    """A time of the calendar in one piece, the end of a line (⏎) in it."""
    part = "[上中下]?旬|[底末初中前内]|[上下]半年|第?[一二三四1-4]季度"
    year = r"(?<![\d.])(?:[12]⏎\d{3}|(?:19|20)⏎\d\d|(?:19|20)\d⏎\d|(?:19|20)\d\d⏎)年"
    month = rf"(?:^|(?<=[{BEFORE_MONTHS}]))1⏎[0-2]月|(?<![\d.])(?:1[0-2]|[1-9])⏎月"
    day = rf"(?<=[{BEFORE_DAYS}])(?:[12]⏎\d|3⏎[01]|[1-3]?\d⏎)[日号]"
    return re.compile(
        rf"{year}|{month}|{day}|\d年⏎(?:1?\d月|年?(?:{part}))|月⏎(?:[1-3]?\d日|{part})|\d[日号]⏎[之以]?前|底⏎[之以]?前"
        rf"|月[上中下]⏎旬|每⏎(?:半?[年月]|季度?|周)|[\d年]{_feast_over_break()}"
        rf"|第⏎[一二三四1-4]季度|[一二三四1-4]⏎季度|季⏎度|[上下]⏎半年|半⏎年"
        r"|[年月日底][至到—~-]⏎\d|[年月日底]⏎[至到—~-]\d|[于在]⏎\d{1,4}[年月]"
    )


def _feast_over_break() -> str:
    """The pattern of a time called by its name, before or in which a line ends: ⏎汛期前, 汛⏎期前, 汛期⏎前."""
    cuts = (f"{feast[:at]}⏎{feast[at:]}" for feast in _feasts() for at in range(len(feast) + 1))
    return rf"(?:{one_of(cuts)}节?|{one_of(_feasts())}节⏎)[之以]?前"


@cache
def time_lasts() -> frozenset[str]:
    """The characters behind which a time may go on in the next line."""
    return TIME_PARTS.union("每中节", *_feasts())


def time_goes_over(before: str, after: str) -> bool:
    """Whether a time goes over the end of a line that says more than the beginning of it: …，10月⏎底前."""
    return not TIME_PARTS.issuperset(before) and _broken(before, after)


def _broken(before: str, after: str) -> bool:
    return _time_over_break().search(f"{before[-_LONGEST_REST:]}⏎{after[:_LONGEST_REST]}") is not None


def time_breaks_off(before: str, after: str) -> bool:
    """Whether a time that ends a line goes on in the next: 2024年10月⏎15日前; 长⏎期坚持 alone on its line."""
    return _broken(before, after) or after.startswith(_rests_of_words().get(before, ()))


@cache
def _rests_of_words() -> dict[str, tuple[str, ...]]:
    """How words of limits go on behind their beginnings: 期坚持 behind 长."""
    limit = load("roles")["limit"]
    rests: dict[str, tuple[str, ...]] = {}
    for word in [*limit["words"], *limit["standing"], *immediate_words()]:
        for at in range(1, len(word)):
            rests[word[:at]] = (*rests.get(word[:at], ()), word[at:])
    return rests


def tells_what_was_before(label: str) -> bool:
    """Whether a label is of when a task came or was done, which sets it no limit: 来文时间, 交办日期."""
    return _happened("before").search(label) is not None


def tells_what_happened(label: str) -> bool:
    """Whether a label is of when something beside a task was or is, no limit where another is: 验收时间."""
    return _happened("what").search(label) is not None


def tells_when_begun(label: str) -> bool:
    """Whether a label is of when work began and not by when it is to be done: 开工时间, but 计划开工时间."""
    return _begun().search(label) is not None


def tells_beginnings(label: str) -> bool:
    """Whether a label is of when work begins, be it planned: 开工时间, 计划启动日期."""
    return _happened("beginnings").search(label) is not None


@cache
def _begun() -> re.Pattern[str]:
    return re.compile(rf"(?<!计划)(?<!预计)(?<!拟){_happened('begun').pattern}")


@cache
def _happened(words: str) -> re.Pattern[str]:
    happened = load("headers")["happened"]
    drafts = "".join(f"(?<!{word})" for word in happened["drafts"]) if words == "what" else ""
    return re.compile(rf"{drafts}{one_of(happened[words])}{one_of(happened['when'])}$")


def says_how(phrase: str) -> bool:
    """Whether a phrase of a clause says how the work goes on or how far it is: 后续滚动推进, 已完成."""
    return _opens(_manner(), phrase)


def goes_by_plan(phrase: str) -> bool:
    """Whether a phrase of a clause leaves the time to a plan or a rhythm: 按时序进度推进, 按月调度."""
    return _opens(_by_plan(), phrase)


def _opens(words: re.Pattern[str], phrase: str) -> bool:
    """Whether a phrase opens with `words` and speaks of no unit."""
    if not words.match(phrase) or "由" in phrase or _taken_on().search(phrase):
        return False
    return not is_name(phrase) and not _ends_in_names(phrase)


def names_a_stage(phrase: str) -> bool:
    """Whether a phrase says when a part of the work is due: 第一阶段：8月底前."""
    part, _, time = phrase.rpartition("：")
    if len(part) > _LONGEST_PART or is_name(part) or not _TIME_UNIT.search(time):
        return False
    return names_a_time(time)


def _ends_in_names(phrase: str) -> bool:
    """Whether a phrase with a time in it names units all the same."""
    last = _JOINTS_OR_BY.split(phrase)[-1]
    tail = tail_pattern().search(last)
    return is_name(last) or bool(tail and is_name(last[: tail.start()]))


@lru_cache(maxsize=16384)
def units_before_time(phrase: str) -> tuple[int, int]:
    """The end of the units and the start of the limit of 市教育局于2023年底前完成; zeros without both."""
    by = _by_time().search(phrase)
    if by is None or not is_name(JOINTS.split(phrase[: by.start()])[-1]):
        return 0, 0
    return by.span()


@cache
def _done() -> re.Pattern[str]:
    return re.compile(rf"(?:已|已经|全部){{1,2}}{one_of(load('time')['slot']['done'])}{{1,2}}。?")


def is_done(words: str) -> bool:
    """Whether the place of a limit says that all is done: 已完成, 已整改到位."""
    return _done().fullmatch(words) is not None

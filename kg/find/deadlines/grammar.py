"""The shapes of printed time expressions, as one compiled pattern for text and one for slots.

In the templates a blank stands for any white space, so 2025 年, 2025\\n年 and 2025年 are one shape.
Group names end in 0 for the first time of an expression and in 1 for the end of a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from kg.lexicon import load, longest_first
from kg.words.times import BEFORE_DAYS, BEFORE_MONTHS, immediate_words

_HAN_DIGIT = "〇○零一二三四五六七八九"
_HAN = "[一二三四五六七八九十]"
_WITH_CENTURY = rf"(?<![0-9])(?:19|20|21|2 0) [0-9] [0-9](?![0-9])|[二一][〇○零九Oo0][{_HAN_DIGIT}]{{2}}"
_REPUBLICAN = r"(?:中 华 )?民 国 [0-9]{1,3}"
_YEAR = rf"(?:{_WITH_CENTURY}|{_REPUBLICAN})"
# 24年, and 113年 as 民国 counts: a number of years unless a time within one follows
_SHORT_YEAR = (
    r"(?<![0-9.\-—/])(?:[2-4]|1[0-4])[0-9](?= 年 (?:年? 底|[0-9]{1,2} 月|[上下] 半|第 [1-4一二三四] 季))"
)
_SHORT_ISO = r"1[0-4][0-9](?=\.[0-9]{1,2}\.[0-9]|/[0-9]{1,2}/[0-9])"
# figures apart, behind what a day or month follows: 2020年1⏎2月, ，1 2 月 3 1 日
_APART = r"[^\S\t]*+"
_MONTH_APART = rf"1{_APART}[0-2](?= 月)"
_DAY_APART = rf"(?:[12]{_APART}[0-9]|3{_APART}[01])(?= [日号])"
_OVER_BREAK = "|".join(
    rf"(?:(?<=[{wide}])|(?<=[{wide}]\x20)|(?<={narrow}\n)){number}"
    for wide, narrow, number in ((BEFORE_MONTHS, "年", _MONTH_APART), (BEFORE_DAYS, "月", _DAY_APART))
)
_SMALL = rf"(?:(?<![0-9])[0-9]{{1,2}}|(?<![一二三四五六七八九十百第]){_HAN}{{1,3}}|{_OVER_BREAK})"
_JOIN = r"(?:[—\-~]{1,2}|至|到)"
_AND = "(?:、|和|及|与|以及)"
_OPEN, _CLOSE = '[“"「‘]', '[”"」’]'
_HOUR = rf"(?:[0-9]{{1,2}} [：时点] (?:[0-9]{{1,2}} [分时]?)?|[零{_HAN[1:-1]}]{{1,3}} 时)"
_CLOCK = rf"(?:（[^（）]{{1,6}}）)? (?:(?:上午|下午|中午|晚上)? {_HOUR}|(?:下 班|工作日结束)(?= 前))?"
_COUNT = rf"(?:(?<![0-9.第])[0-9]{{1,4}}|(?<![第{_HAN_DIGIT}十百])[一二三四五六七八九十两]{{1,3}}|半)"
_AHEAD_OF = r"(?= (?:之|以)? 前)"
# 年前完成 is before the new year, 三年前 is not
_OLD_YEAR = r"(?<![0-9\u4e00-\u9fff\x20](?<![于在并争保须要]))年"
_TO_ITS_END = "(?: (?:[末内]|期 间))?(?: 结 束)?(?: [之以]? 前)?"
_UNIT = r"(?:个? 工 作 日|日|天|个? 周|个? 星 期|个 月|年|个? 小 时|分 钟|个 季 度)"


def spaced(word: str) -> str:
    """The template of a word that may be printed with white space between its characters."""
    return " ".join(re.escape(one) for one in word)


def any_of(words: Iterable[str]) -> str:
    """The template of one of several words, the longest first."""
    return "(?:" + "|".join(spaced(word) for word in longest_first(words)) + ")"


def compiled(template: str) -> re.Pattern[str]:
    """A pattern from a template: every blank in it matches any white space."""
    return re.compile(template.replace(" ", r"\s*+"))


def _nameless(template: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", template)


def _more(n: int, what: str, one: str, mark: str = _AND) -> str:
    """Others before a time whose word stands behind the last only: 3、6 in 3、6、9月, 元旦 in 元旦、春节前.

    Only a single time has them, no end of a range.
    """
    if n:
        return rf"(?:{one} {mark} ){{,11}}"
    return rf"(?P<more_{what}{n}>(?:{one} {mark} ){{1,11}})?"


def _month(n: int) -> str:
    told = rf"{any_of(_words()['told']['months'])}(?= (?:[0-9]|[底末内]))"
    relative = rf"{any_of(_words()['months'])}|{told}"
    bare = rf"(?= {_JOIN} [0-9]{{1,2}} 月)" if n == 0 else "(?!)"
    dotted = rf"(?<!\.[0-9])(?<!\.[0-9][0-9])(?=\.[0-9]{{1,2}} {_before()})"
    number = (
        rf"(?P<month{n}>{_SMALL}) (?:月(?! (?:[均度]|报(?! [送请告经批备市省区县])))(?: 份)?|{bare}|{dotted})"
    )
    return rf"(?:{number}|(?P<near_month{n}>{relative}))"


def _part(n: int) -> str:
    """Within a year: month with day, ten days or 初, quarter, half, named day or season."""
    first = "" if n else rf"|(?= {_JOIN} {_SMALL} [日号])"
    days = _more(n, "days", rf"{_SMALL} [日号]?")
    dotted = rf"(?:(?<=\.[0-9])|(?<=\.[0-9][0-9]))(?= {_before()})"
    day = rf"(?P<each{n}>的 )?{days}\.?(?P<day{n}>{_SMALL}) (?:[日号]{_CLOCK}{first}|{dotted})"
    ten_days = r"[上中下](?: [、至和]? [中下])?"
    early = rf"(?P<early{n}>初)(?! {any_of(_words()['edge']['not_early'])})"
    months = _more(n, "months", _SMALL)
    month = rf"{months}{_month(n)}(?: (?:{day}|(?P<ten_days{n}>{ten_days}) 旬|{early}))?"
    one = "[1-4一二两三四]"
    last = rf"(?:(?:[、和及] 第? {one} ){{,3}}[、和及至到—\-~] 第? (?P<last_quarter{n}>{one}) )?"
    first = rf"(?P<first_quarters{n}>前)(?= [2-3二两三])"
    quarters = any_of([*_words()["quarters"], *_words()["told"]["quarters"]])
    near = rf"(?P<near_quarter{n}>{quarters})(?! 的? [首第])"
    ends = r"季(?: 度|(?<=第[1-4一二三四]季)(?! 度))"  # 第三季, as in Hong Kong
    quarter = (
        rf"{near}|(?:(?:(?:第|{first}) )?(?P<quarter{n}>(?<![0-9下]){one}) {last}{ends}|Q(?P<q{n}>[1-4]))"
    )
    at_work = "前|完 成|建 成|投 [入用]|开 工|竣 工|启 动|实 现|$"
    middle = rf"(?P<middle{n}>(?:(?<=年)|年 )中)(?= (?:[之以] )?(?:{at_work}))"
    half = rf"(?P<half{n}>[上下]|上 [、和] 下) 半 年|{middle}"
    named = _named(n)  # also behind a month: 9月开学前
    return rf"(?:{month}|{quarter}|{half}|(?={_nameless(named)}))(?: {named})?"


def feasts() -> list[str]:
    """The days that are called by a name: 元旦, 七一."""
    return [*_words()["fixed_days"], *_words()["holidays"]]


def _named(n: int) -> str:
    seasons = any_of([*_words()["seasons"], *_words()["occasions"]])
    any_name, mark = any_of(named_times()), rf"(?:{_AND}|(?<=[”\"」’]))"
    others = _more(n, "names", rf"{_OPEN}? {any_name} 节? {_CLOSE}?", mark)
    last = rf"(?:(?P<feast{n}>{any_of(feasts())})|(?P<season{n}>{seasons}|{_OLD_YEAR}))"
    when = "(?:（[^（）]{2,10}） )?(?:来 临|到 来|开 始|召 开)?"
    return rf"(?:{others}(?:{_OPEN} )?{last} 节? {_CLOSE}? {when}{_AHEAD_OF})"


def _numeric(n: int) -> str:
    """2024-06-30, 2024.6; as the end of a range also 9.30 and 9 behind such a date."""
    behind_number = r"(?<=(?<![0-9.])[0-9]\.)|(?<=(?<![0-9.])[0-9]{2}\.)"  # 1.2024.6.30前
    opening = rf"(?:(?<![0-9A-Za-z./\-])|{behind_number})" if n == 0 else ""
    full = (
        rf"{opening}(?P<iso_year{n}>(?:19|20)[0-9]{{2}}|{_SHORT_ISO})(?P<mark{n}>[\-./])(?P<iso_month{n}>[0-9]{{1,2}})"
        rf"(?:(?P=mark{n})(?P<iso_day{n}>[0-9]{{1,2}}))?(?![0-9年])"
    )
    if n == 0:
        return full
    short = r"(?P<only_month1>[0-9]{1,2})(?:(?P=mark0)(?P<month_day1>[0-9]{1,2}))?(?![0-9年月日./])"
    return rf"{full}|(?(iso_year0){short}|(?!))"


def _year(n: int) -> str:
    words = _words()
    later = any_of(words["later_years"]) + ("" if n else r"(?= [0-9一二三四上下第])")
    near = rf"(?<!以)(?:{any_of(words['years'])}|{later})"
    bare = rf"(?= {_JOIN} {_YEAR} 年| Q[1-4])" if n == 0 else "(?!)"
    number = rf"(?P<year{n}>{_YEAR}|{_SHORT_YEAR}) (?:年(?! 级)|{bare})"
    early = rf"初(?! {any_of(words['edge']['not_early'])}|(?: [之以])? 前)"
    years = _more(n, "years", _YEAR)
    behind = rf"度|(?P<all_of{n}>全 年)(?! 龄)|(?:年 )?(?P<year_early{n}>{early})"
    return rf"(?:{years}{number}|(?P<near_year{n}>{near}))(?: (?:{behind}))?"


def _plan(n: int) -> str:
    tail = r"(?:规 划)? (?:期? 末|期 间|时 期|期 内|中 期|[前后] [两二三] 年)"
    return rf"(?:{_OPEN} )?十 (?P<plan{n}>[一二三四五六七八]) 五 {_CLOSE}? (?P<plan_part{n}>{tail})"


def _point(n: int) -> str:
    part = _part(n)
    year_end = (
        r"(?<![0-9一二三四五六七八九十每今本明后近多前当次去上几两全半同周整往历成年学财])"
        r"(?<![每今本明后近前当去上全同往历]\x20)"
        r"(?P<this_year{n}>年)(?= (?:年? [底末](?! [端尾])|内(?! [容部])))".replace("{n}", str(n))
    )
    weekday = rf"(?P<weekday{n}>[一二三四五六日天]){_CLOCK}|(?=[内底末](?![容部]))"
    week = rf"(?P<near_week{n}>{any_of(_words()['weeks'])}) (?:{weekday})"
    only_day = rf"|(?P<only_day{n}>{_SMALL}) [日号]" if n else ""
    phrases = rf"(?P<phrase{n}>{any_of(_words()['phrases'])})"
    return (
        rf"(?:{_numeric(n)}|{_plan(n)}|{phrases}|{week}|{year_end}"
        rf"|(?:{_year(n)}|(?={_nameless(part)})) (?:{part})?{only_day})"
    )


def _before() -> str:
    """前, where it is no part of the word behind it (前期, 前往)."""
    edge = _words()["edge"]
    words = any_of([*edge["before"], *edge["before_misprints"]])
    return rf"{words}(?! (?!{any_of(edge['still_before'])}){any_of(edge['not_before'])})"


def _bounds(n: int) -> str:
    edge = _words()["edge"]
    return (
        rf"(?: (?P<close{n}>(?:年|月|度)? [底末](?! [端尾])))?"
        rf"(?: (?:(?P<about{n}>{any_of(edge['about'])})|(?P<before{n}>{_before()})"
        rf"|(?P<within{n}>(?:年 )?{any_of(edge['within'])})(?! [容部])|(?P<until{n}>{any_of(edge['until'])})"
        rf"|(?P<onward{n}>{any_of(edge['onward'])})))?"
    )


def _time() -> str:
    lead, edge = _words()["lead"], _words()["edge"]
    leads = rf"(?:(?!(?<=[达受收得])到)(?P<by>{any_of(lead['by'])})|(?P<from>{any_of(lead['from'])}))"
    issue = any_of(_words()["triggers"]["own_issue"])
    document = any_of(_words()["triggers"]["own_document"])
    now = rf"(?P<now>即 日 起?|现 在 起|(?:{document} ){{,3}}{issue} 之 日 起?)(?= {_JOIN})"
    return (
        rf"(?:{leads} )?(?:{now}|{_point(0)}{_bounds(0)})"
        rf"(?: (?P<join>{_JOIN}) {_point(1)}{_bounds(1)}| (?P<open_ended>{any_of(edge['open_ended'])}))?"
    )


def _cycle(opening: str, name: str) -> str:
    unit = r"年 度?|半 年|季 度?|半 个? 月|月 度?|周|星 期|日|天|旬|学 [期年]"
    nth = r"(?:结 束)? 后? 的? (?:首 个?|第 [一二三123] 个?|头 一? 个?|次|最 后 一? 个?) 月(?: 份)?"
    later = any_of(_words()["later_years"])
    to = rf"(?:月(?: 份)? )?{_JOIN} {later}?"
    months = rf"(?:{_SMALL} (?:月 底? {_AND}?|{_AND}|{to}) )*{_SMALL} 月(?: 份)?"
    days = rf"(?:{_SMALL} [日号]? {_AND} )*{_SMALL} [日号]"
    of_year = rf"(?<=[年度]) (?:第? (?P<{name}_quarter>[1-4一二三四]) 季 度|(?P<{name}_half>[上下]) 半 年)"
    over = rf"(?:结 束|终 了)? [之以]? 后 的? {_COUNT} {_UNIT}"  # 每季度结束后10日内 counts from an event
    until = rf"{_JOIN} (?:{later}? {_SMALL} 月 )?{_SMALL} [日号]"
    event = rf"{any_of(named_times())} 节?{_AHEAD_OF}"
    about = any_of(_words()["edge"]["about"])
    last = r"最 后 一? 个? (?:工 作 日|日|天)"
    weekday = r"[一二三四五六日天]"
    weekdays = rf"{weekday}(?: {_AND} (?:周|星 期)? {weekday})*(?! [次个期报篇场调通评])"
    return (
        rf"{opening} (?P<{name}>{unit})(?! 度? {over})"
        rf"(?: (?P<{name}_nth>{nth}))?(?: 的? (?:(?P<{name}_months>{months})|{of_year}))?"
        rf"(?: (?P<{name}_close>[年月季]? [底末]月?))?"
        rf"(?: 的? (?P<{name}_day>{days})(?: (?P<{name}_until>{until}))?)?"
        rf"(?: (?P<{name}_last>的? {last}))?"
        rf"(?: (?P<{name}_weekday>(?<=[周期]){weekdays}))?"
        rf"(?: (?:上午|下午|中午|晚上)? {_HOUR})?(?: 下 班)?(?: {event})?(?: {about})?"
        rf"(?: (?P<{name}_before>{_before()})(?! {_COUNT} {_UNIT}))?"
    )


def _every() -> str:
    return _cycle(r"每 (?:(?P<step>[2-9两二三四五六]) )?个?", "cycle")


def _duration() -> str:
    return (
        rf"(?:(?P<coming>{any_of(_words()['lead']['coming'])}) )?"
        rf"(?:(?P<at_least>{_COUNT}) {_JOIN} )?(?P<count>{_COUNT}) (?P<unit>{_UNIT})"
        rf"(?:(?<=年) (?P<and_half>半))?(?: 左 右)? "
        r"(?:(?P<inside>(?:之|以)? 内(?! [容部])|以 来|的? 时 间(?! 内))|(?P<afterwards>后)"
        r"|(?(coming)(?<=年)|(?!)))"
    )


def length() -> str:
    """A length of time by itself, which a day of the month cannot be: 24个月, 两年."""
    return rf"(?P<count>{_COUNT}) (?P<unit>(?!日){_UNIT})"


def _ahead() -> str:
    count = rf"(?P<ahead_count>{_COUNT}) (?P<ahead_unit>{_UNIT})"
    return rf"(?P<ahead>提 前|(?<=前)) (?:至 少)? {count}(?! [之以]? 内)"


def _standing() -> str:
    """Words that fill a slot and name no day: 长期坚持, 立行立改, 全年, 按季度."""
    slot = _words()["slot"]
    immediate, ongoing = any_of(immediate_words()), any_of(slot["ongoing"])
    issue = any_of(_words()["triggers"]["own_issue"])
    label = "[\u4e00-\u9fff]{4}："  # 长期坚持整改措施：… run together
    lasting = rf"(?<!中){ongoing}(?! （ [0-9]) (?:(?!{label}){any_of(slot['ongoing_verbs'])} )*"
    from_issue = rf"[自从] [本该此]? [\u4e00-\u9fff]{{0,4}} {issue} 之 日 起"
    return (
        rf"(?:(?P<immediate>{immediate})[，、； 并]*)?(?P<ongoing>{lasting})"
        rf"|(?P<at_once>{immediate})|(?P<from_now>(?:[自从] )?即 日 起)(?! {_JOIN})"
        rf"|(?P<from_issue>{from_issue})(?! (?:{_JOIN}|{_COUNT} {_UNIT}))"
        rf"|(?P<all_year>全 年|(?<!财政)(?:本 )?年 度 内)(?: {lasting})?"
        rf"|{_cycle('(?:按|逐|分)', 'rhythm')}(?! 度? 计 划)"
    )


@cache
def unnamed() -> re.Pattern[str]:
    """What names no day: 本届政府任期内, 第一学期末, 试点结束前; or leaves it to others: 按照上级要求."""
    slot = _words()["slot"]
    done = rf"(?: {any_of(slot['ongoing_verbs'])})*"
    told = rf"{any_of(slot['as_told'])} [\u4e00-\u9fff、]{{0,12}}? (?:{any_of(slot['told'])} 的? )+"
    term = rf"(?:本 [\u4e00-\u9fff]{{0,6}}?|政 府|班 子)? {any_of(slot['terms'])}"
    part = rf"[全本]? {_part_of_a_year()}{_TO_ITS_END}"
    event = rf"[\u4e00-\u9fff]{{2,10}}? (?:结 束|到 期) {_before()}"
    fitting = any_of(slot["fitting"])
    return compiled(
        rf"(?P<term>{term}|(?:{part}|{event})(?= (?:[，。；、）]|$)))"
        rf"|(?P<unnamed>(?:(?:{fitting}|{told}){done} ，?)+)(?<!，)"
    )


def _part_of_a_year() -> str:
    return any_of(_words()["slot"]["parts_of_a_year"])


def _words() -> dict[str, Any]:
    return load("time")


@cache
def in_text() -> re.Pattern[str]:
    """Every time expression that may stand in running text."""
    that_month = rf"(?P<that_month>(?<![0-9\x20])(?<![\u4e00-\u9fff](?<![于在并到至同]))月 底 {_before()})"
    seasons = f"(?P<coming_season>{any_of(_words()['coming_seasons'])})"
    others = ("(?P<whole_year>全 年)", that_month, seasons)
    every = "|".join((_time(), _duration(), _every(), _ahead(), *others))
    return compiled(rf"(?=[{_openings()}])(?:{every})")


def _openings() -> str:
    """The characters that an expression of running text may begin with: most places have none."""
    words = _words()
    tables = [
        *(words["lead"][name] for name in ("by", "from", "coming")),
        words["triggers"]["own_issue"],
        named_times(),
        *words["told"].values(),
        words["coming_seasons"],
    ]
    tables += [words[name] for name in ("years", "later_years", "months", "quarters", "weeks", "phrases")]
    firsts = {word[0] for table in tables for word in table}
    return "".join(sorted(firsts | set(f'{_HAN_DIGIT}0123456789十两半“"「‘年月第上下Q即每提全前中民')))


def in_slot() -> tuple[re.Pattern[str], ...]:
    """Every expression that may fill a deadline slot; of two that begin together the first counts."""
    return _filling(), _in_year(), in_text(), unnamed()


@cache
def _filling() -> re.Pattern[str]:
    compact = r"(?P<compact>(?<![0-9])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9](?![0-9])(?: 之? 前)?)"
    return compiled(f"{compact}|{_standing()}")


@cache
def _in_year() -> re.Pattern[str]:
    """2022年高考前, 2022年秋季学期: within that year, on a day that the text does not tell."""
    known = (
        rf"年|度|全|第|Q|上 半|下 半|[底末初中内之以前]|{_HAN}|{any_of([*feasts(), *_words()['seasons']])}"
    )
    word = r"[\u4e00-\u9fff](?<![年月日号季旬])"
    event = rf"(?! (?:{known}))(?P<year_event>(?:{word}){{2,8}}?)"
    part = rf"(?P<year_part>{_part_of_a_year()}){_TO_ITS_END}"
    month = rf"(?:(?P<event_month>{_SMALL}) 月 )?"
    return compiled(
        rf"(?P<event_year>{_YEAR}) 年 (?:{month}{event} {_before()}|{part})(?= (?:完 成|$|[，。；、）]))"
    )


@cache
def slot_label() -> re.Pattern[str]:
    """A label that opens a slot, up to the colon or the edge of the cell."""
    return compiled(rf"{any_of(_words()['slot']['labels'])} [：\t|]? $")


@cache
def core() -> re.Pattern[str]:
    """A character that every time expression of running text contains, in the company it keeps there."""
    digit = rf"0-9{_HAN_DIGIT}十两半\s"
    feasts = _last_characters(named_times())
    labels = _last_characters(_words()["slot"]["labels"])
    return re.compile(
        r"[年月日号内前季旬Q五叶起冬春秋\-./：\t|](?:"
        rf"(?<=[{digit}全今本明后次翌来]年)|(?<=年)(?=\s?[年底末内度中])"
        rf"|(?<=[{digit}本当次下个每]月)|(?<=[{digit}作][日号])|(?<=[日天周期月年时钟度以之\s]内)"
        rf"|(?<=[{feasts}节”\"提月日临到始来时点分班底末中年开）0-9一二三四五六天之以\s]前)|(?<=[今明][冬春秋])|(?<=季)(?=\s?[度末底内])|(?<=[上中下\s]旬)|(?<=Q)(?=[1-4])"
        rf"|(?<=五)(?=[ ”\"」’\n]*[规期末时中前后])|(?<=叶)|(?<=起)(?=\s?[—\-~至到])"
        rf"|(?<=[12][0-9]{{3}}[-./])|(?<=[{labels}][：\t|]))"
    )


def _last_characters(words: Iterable[str]) -> str:
    return "".join(sorted({word[-1] for word in words}))


def named_times() -> list[str]:
    """Whatever is called by a name: feasts, seasons and occasions."""
    return [*feasts(), *_words()["seasons"], *_words()["occasions"]]

"""Numbers of items wherever they stand: 一、 （一） 1. （1） ① 第一条 一是 …, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.find.text.covered import Covered
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load, longest_first
from kg.words.marks import BETWEEN_NAMES, SIGNS
from kg.words.names import is_name
from kg.words.roles import label_before, tail_pattern
from kg.words.times import names_a_time

_HAN = "一二三四五六七八九十百零〇"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_NAMES = longest_first(load("documents")["item_names"])
_FIRSTS = "".join(sorted({name[0] for name in _NAMES}))
_TAILS = "|".join(f"(?<={name[0]}){name[1:]}" for name in _NAMES)
# how a measure goes on behind its figure: 3.5公里, but 3.5公路养护
_MEASURE = "[%万亿元倍米吨个]|公[里斤顷吨]|平[方米]"
# a name that begins with a figure, behind the number of an item at the head of its line: 11.121人才工程
_FIGURE_NAME = rf"[0-9]{{3,4}}(?=[\u4e00-\u9fa5“])(?!{_MEASURE}|[千百亩年])"
# what makes a figure behind the number of an item a time: 2.3年内, 5.6—9月
_TIME_BEHIND = r"年[之以]?内|[—\-~至到]{1,2}[0-9]{1,2}月"
# by the first character: the styles with what follows it; they need no order: depth comes from where a
# list opens. 0-9 is looked up faster than \d
_STYLES = {
    "[0-9]": {
        "digit_half": "[0-9]?）",
        "decimal": (
            r"[0-9]?(?:\.[0-9]{1,2}){1,3}"
            rf"(?![0-9.月日号]|{_MEASURE}|{_TIME_BEHIND})[、.]?"
        ),
        "digit": (
            r"[0-9]{0,2}[.、](?=[^0-9]|$|(?:19|20)[0-9]{2}(?:[年、—]|[.\-/][0-9])"
            rf"|[0-9]{{1,2}}(?:[月号]|{_TIME_BEHIND})|{_FIGURE_NAME})"
        ),
    },
    "第": {
        "chapter": rf"[{_HAN}0-9]{{1,5}}(?:编|章|节|部分)",
        "article": rf"[{_HAN}0-9]{{1,5}}条",
        "stage": rf"[{_HAN}0-9]{{1,3}}阶段(?=[：、，（])[：、，]?",
    },
    "（": {
        "han_bracket": rf"[{_HAN}]{{1,4}}）[、.]?",
        "digit_bracket": "[0-9]{1,2}）[、.]?",
    },
    f"[{_HAN}]": {
        "han": rf"[{_HAN}]{{0,3}}[、.](?![{_HAN}]、)",
        "ordinal": "(?<=[一二三四五六七八九十])[一二三四五六七八九十]?(?:是|要)",
    },
    f"[{_CIRCLED}]": {"circled": ""},
    f"[{_FIRSTS}]": {
        "named": rf"(?:{_TAILS})(?:[{_HAN}]{{1,3}}|[0-9]{{1,3}})(?:[：、]|\.(?![0-9]))?",
    },
}
_SECONDS = "".join(sorted({name[1] for name in _NAMES}))
_NUMBERS = "|".join(
    f"(?<={first})(?:" + "|".join(f"(?P<{style}>{rest})" for style, rest in styles.items()) + ")"
    for first, styles in _STYLES.items()
)
# the first two characters alone turn most places away
_NUMBER = re.compile(
    rf"[第（0-9{_HAN}{_CIRCLED}{_FIRSTS}](?:(?<=[{_CIRCLED}])|(?=[0-9{_HAN}）、.是要{_SECONDS}]))(?:{_NUMBERS})"
)
_BEFORE_FIGURE = re.compile(_FIGURE_NAME)
_OPENS_AFTER = frozenset("。；：！？）〕」”、，")
_HARD_AFTER = frozenset("。；：！？）〕”")
_BEFORE_LESSONS = "午日晨晚周"
_VALUES = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_STOPS = "。！？"
_IN_DATES = "-/"
_CITED = re.compile("[规所的、和至及与到中第]")
_STOP = re.compile(f"[{_STOPS}]")
DIGITS = re.compile(r"\d+")
_LONGEST_LIST = 300
_MARK = re.compile("[。；：！？）]")
_LONGEST_HEADING = 30
_PLAIN_HEADING = re.compile("[^，。；：！？、）]{2,30}")
FEW = 3


class Ahead(NamedTuple):
    """How far ahead a number may be: of the last in its list, and of the last anywhere to open a list."""

    on: int
    opens: int


_NEXT = Ahead(1, 1)
_POINT = Ahead(2, 1)  # inside a paragraph 六是 behind the full stop of 四是
_NEAR = Ahead(FEW, FEW)
# excerpts leave out items: 第九条 behind 第一条, 5. on a new line behind the full stop of 1.
_ANY = Ahead(1000, 1000)
_LISTS = ("han", "han_bracket", "digit", "digit_bracket")


def item_numbers(
    dense: Dense, start: int, end: int, holes: Covered
) -> Iterator[tuple[re.Match[str], str, int]]:
    """Everything that looks like the number of an item, with its style and value."""
    at, ended = start, -1
    while match := _NUMBER.search(dense.text, at, end):
        if hole := holes.end_of(match.start()):
            at = hole
            continue
        stands = (
            _may_stand(dense, match, start)
            or (match.start() == ended and match.group()[0] == "（")
            or _follows_heading(dense, match, ended)
        )
        if not stands or _runs_over(dense, match):
            at = match.start() + 1  # the digits of a date may run into a number: 2023-09-30, then 5.
            continue
        at = ended = match.end()
        style, value = _style_and_value(match)
        if value is not None:
            yield match, style, value


def _runs_over(dense: Dense, match: re.Match[str]) -> bool:
    """2024.9⏎2.: whether the first digits end a line and only those behind them number an item."""
    if dense.word_end(match.start(), match.end()) == match.end():
        return False
    lines = dense.gaps(match.start(), match.end())
    return any(dense.text[at - 1].isdigit() and dense.text[at].isdigit() for at in lines)


def _may_stand(dense: Dense, match: re.Match[str], start: int) -> bool:
    """Numbers open a line or follow a stop, 1.2 a bracket where it counts on; 一是 also follows a comma."""
    at = match.start()
    opens = at == start or dense.gap(at) >= Gap.LINE or _begins_with_sign(dense, at - 1)
    if match.lastgroup == "named":
        whole = dense.word_end(at, match.end()) == match.end()
        return opens and whole and (match.group()[-1] in "：、." or dense.gap(match.end()) > Gap.NONE)
    if opens:
        return True
    if match.lastgroup == "digit" and _BEFORE_FIGURE.match(dense.text, match.end()):
        return False
    before = dense.text[at - 1]
    if match.lastgroup == "chapter" and before in _BEFORE_LESSONS:
        return False  # 周三下午第三节
    if match.lastgroup == "decimal":
        bracket = dense.text[at - 2 : at].rstrip("。").endswith(("）", "〕"))
        return bracket and not match.group().endswith(".1")
    if match.lastgroup == "stage":
        return False
    if match.lastgroup == "han_bracket":
        cited = dense.text[match.end() : match.end() + 1] in tuple("项款期") and before not in _OPENS_AFTER
        return before not in "第条款" and not cited
    if _set_off(dense, match) or _ends_units(dense, start, at):
        return True
    if match.lastgroup == "ordinal":
        return before in "，" or before in _HARD_AFTER
    return before in _HARD_AFTER or dense.gap(at) == Gap.SPACE


def _begins_with_sign(dense: Dense, at: int) -> bool:
    """Whether a line begins at `at` with a sign that may stand before a number: ★1.."""
    return dense.text[at] in SIGNS and dense.gap(at) >= Gap.LINE


def _follows_heading(dense: Dense, match: re.Match[str], body: int) -> bool:
    """一、优化环境1.…: a number directly behind a heading, whose own number ended at `body`.

    What goes on with another figure is one of several: 于6、9、12月底前. （1） counts where （2） follows.
    """
    heading = dense.text[body : match.start()]
    if not 1 < len(heading) <= _LONGEST_HEADING or _MARK.search(heading):
        return False
    if match.group() == "（1）":
        return dense.text.find("（2）", match.end(), match.end() + _LONGEST_LIST) > 0
    one_of_several = match.group().endswith("、") and dense.text[match.end() : match.end() + 1].isdigit()
    return match.lastgroup == "digit" and not one_of_several


def may_be_ahead(dense: Dense, match: re.Match[str], start: int) -> Ahead:
    """How far ahead of the number before it a number may be and still count on."""
    at = match.start()
    if _set_off(dense, match) or _ends_units(dense, start, at) or _opens_article(dense, match):
        return _ANY
    if (at > start and dense.gap(at) < Gap.LINE) or _BEFORE_FIGURE.match(dense.text, match.end()):
        points = match.lastgroup == "ordinal" and dense.text[at - 1] in _HARD_AFTER
        return _POINT if points else _NEXT
    if at == start or match.lastgroup not in _LISTS:
        return _NEAR
    return _ANY if dense.text[at - 1] in _HARD_AFTER or is_below_heading(dense, at, start) else _NEAR


def is_below_heading(dense: Dense, at: int, start: int) -> bool:
    """Whether the line above is a numbered heading: an excerpt may begin with any of its items."""
    line = max(start, dense.line_start(at - 1))
    number = _NUMBER.match(dense.text, line, at)
    return number is not None and _PLAIN_HEADING.fullmatch(dense.text, number.end(), at) is not None


def _set_off(dense: Dense, match: re.Match[str]) -> bool:
    """第一条　…: chapters and articles with white space behind their number."""
    return match.lastgroup in ("chapter", "article") and dense.gap(match.end()) == Gap.SPACE


def _opens_article(dense: Dense, match: re.Match[str]) -> bool:
    """。第五条市水务局…: an article run on behind a full stop, which is not cited (第五条规定的…)."""
    if match.lastgroup != "article" or dense.text[match.start() - 1] != "。":
        return False
    return _CITED.match(dense.text, match.end()) is None


def _ends_units(dense: Dense, start: int, at: int) -> bool:
    """责任单位：市教育局2.…, 完成时限：6月底前2.…: a list behind its label needs no stop before a number.

    The day of a date is none: 完成时限：2023-09-30）.
    """
    if dense.text[at - 1] in _IN_DATES:
        return False
    low = max(start, at - _LONGEST_LIST)
    colon = -1 if dense.text[at - 1] in _STOPS else dense.text.rfind("：", low, at)
    listed = dense.text[colon + 1 : at] if colon >= 0 else ""
    closes_label = listed.endswith("）") and "（" not in listed
    if not listed or closes_label or _STOP.search(listed):
        return False
    label = label_before(dense.text, low, colon)
    if label is None or label["person"]:
        return False
    return names_a_time(listed) if label["time"] else is_name(_last_name(listed))


def _last_name(units: str) -> str:
    """The last name of a list, without 等 and the role word behind it: 省数据局等按职责分工负责."""
    last = BETWEEN_NAMES.split(units)[-1]
    roles = tail_pattern().finditer(last)
    end = next((role.start() for role in roles if role.end() == len(last)), len(last))
    return last[:end].rstrip("等")


def _style_and_value(match: re.Match[str]) -> tuple[str, int | None]:
    """2.1 and 2.1.3 count their last part, each depth a style of its own."""
    style = str(match.lastgroup)
    if style != "decimal":
        return style, value_of(match.group())
    parts = DIGITS.findall(match.group())
    return f"decimal{len(parts)}", int(parts[-1])


@lru_cache(maxsize=4096)
def value_of(number: str) -> int | None:
    """What a printed number counts: 3 of （三）, 3. and ③; None for anything else."""
    digits = DIGITS.search(number)
    if digits:
        return int(digits.group())
    circled = _CIRCLED.find(number[0])
    if circled >= 0:
        return circled + 1
    return _han_value("".join(one for one in number if one in _HAN))


def _han_value(han: str) -> int | None:
    """一 … 九十九, 一百 …: positional tens and hundreds; None for anything else."""
    if not han:
        return None
    total, digit = 0, 0
    for one in han:
        if one == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif one == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _VALUES[one]
    return total + digit

"""How far a duty of prose reaches: where its clause and what it is about begin, where its sentence ends."""

from __future__ import annotations

import re
from functools import cache

from kg.find.names.bodies import LONGEST_LIST
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.words.marks import behind_last
from kg.words.times import is_time

MOST_PHRASES = 8
SENTENCE_END = re.compile(r"[。；！？]")
NOTE_FIRST = "[（〔][^（）〔〕，。；：]{2,10}[）〕]"
"""A heading in brackets before its first sentence: （管理部门）市水务局负责, 【部门动态】区水务局牵头."""
_LONGEST_SENTENCE = 3000
_LONGEST_THING = 20
_LONGEST_TIME = 20
_IN_TIME = re.compile(
    r"(?:[于在][^，。；于在]{2,14}|(?:今年|明年|每|\d)[\d年月日季度半周至—\-上中下旬底末初前内]{1,14})$"
)
_TIME_ENDS = ("前", "内", "间", "底", "末", "初", "中", "后", "时", "旬", "月", "日")
_CLAUSE_MARKS = "，。；：！？"
_MARK = re.compile(f"[{_CLAUSE_MARKS}]")
GROUP_ENDS = ("组：", "队：", "专班：")
"""What ends the words before units that name their group: 疏散组：德育处负责."""
_GROUP = re.compile(rf"[一-龥]{{1,8}}{one_of(GROUP_ENDS)}")
_BRACKET = re.compile("[（）〔〕]")


def _open_bracket(text: str, low: int, at: int) -> int:
    """Behind the bracket that is still open at `at`; `low` where there is none."""
    closed = 0
    for bracket in reversed(list(_BRACKET.finditer(text, low, at))):
        closed += 1 if bracket[0] in "）〕" else -1
        if closed < 0:
            return bracket.end()
    return low


def clause_start(dense: Dense, at: int, floor: int, outline: Outline) -> int:
    """The first character behind the last comma, stop, paragraph or number before `at`."""
    item = outline.innermost(at)
    low = max(floor, at - LONGEST_LIST, item.body if item and item.body <= at else 0)
    mark = _last_mark(dense.text, low, at)
    return max([low, mark, _open_bracket(dense.text, low, at), dense.paragraph_start(at - 1)])


def _last_mark(text: str, low: int, at: int) -> int:
    """Behind the last mark before `at` that stands in no bracket closed before `at`; `low` without one."""
    end = at
    while (behind := behind_last(_CLAUSE_MARKS, text, low, end)) > low:
        if text[behind - 1] == "：" and text[behind : behind + 1].isdigit():
            end = behind - 1  # 11：30
            continue
        opening = text.rfind("（", low, behind)
        if opening <= text.rfind("）", low, behind) or text.find("）", behind, at) < 0:
            return behind
        end = opening
    return low


def topic_start(dense: Dense, at: int, floor: int, outline: Outline) -> int:
    """Like the clause start, but with what the duty is about where the sentence has just that before it.

    On what grounds and in which case it arises belongs to it as well: 按照…，根据…，…的，.
    """
    low = clause_start(dense, at, floor, outline)
    for _ in range(MOST_PHRASES):
        if dense.text[low - 1] != "，":
            break
        topic = clause_start(dense, low - 1, floor, outline)
        grounds = dense.text.startswith(tuple(load("duties")["grounds"]), topic)
        case = dense.text[low - 2] == "的"
        if not (grounds or case or dense.text[topic - 1] != "，"):
            break
        low = topic
    return _thing_before(dense, low, outline)


def with_time(dense: Dense, start: int, floor: int, outline: Outline) -> int:
    """Where a clause begins with the time before its comma, if that is there: 6月底前，市委宣传部负责…."""
    if dense.text[start - 1] != "，":
        return start
    time = clause_start(dense, start - 1, floor, outline)
    return time if is_time(dense.text[time : start - 1]) else start


def before_time(text: str, start: int, end: int) -> int:
    """`end`, or where a time begins that stands between units and their role word: X于6月底前负责…."""
    time = _IN_TIME.search(text[start:end]) if text.endswith(_TIME_ENDS, start, end) else None
    return start + time.start() if time else end


def behind_time(text: str, start: int, end: int) -> int:
    """`start`, or where a sentence goes on behind a time and its comma: 6月底前，市水务局要…."""
    comma = text.find("，", start, min(end, start + _LONGEST_TIME))
    return comma + 1 if comma > 0 and is_time(text[start:comma]) else start


def _thing_before(dense: Dense, at: int, outline: Outline) -> int:
    """`at`, or where the item begins that names before a colon what 由X is about: 1.图书馆：由总务处检查."""
    item = outline.innermost(at) if dense.text.startswith("：由", at - 1) else None
    if item is None or not 0 < at - 1 - item.body <= _LONGEST_THING:
        return at
    return at if _MARK.search(dense.text, item.body, at - 1) else item.body


def sentence_end(dense: Dense, at: int, end: int) -> int:
    """The end of the sentence in which `at` stands: a stop, or the end of its paragraph."""
    end = min(end, at + _LONGEST_SENTENCE)
    match = SENTENCE_END.search(dense.text, at, end)
    stop = match.start() if match else end
    return dense.paragraph_end(at, stop)


def group_line(dense: Dense, at: int, body: int) -> int | None:
    """Where the line or the item, of that `body`, begins that a group opens before units: 救护组：校医室."""
    start = max(dense.paragraph_start(at), body)
    return start if _GROUP.fullmatch(dense.text, start, at) else None


@cache
def members_label() -> re.Pattern[str]:
    """What leads to the members of a group: 成员单位由县公安局组成."""
    label = load("roles")["label"]
    return re.compile(rf"{one_of(label['members'])}{one_of(label['nouns'])}?由")


def points_back(text: str, at: int) -> bool:
    """Whether a clause is about all that its item says before it: 此项工作由市水利局负责."""
    return _back().match(text, at) is not None


@cache
def _back() -> re.Pattern[str]:
    words = load("duties")["back"]
    return re.compile(rf"{one_of(words['these'])}{one_of(words['what'])}由")

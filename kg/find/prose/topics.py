"""What a sentence of prose is about before 由X, and what in it others do."""

from __future__ import annotations

import re
from functools import cache

from kg.find.names.bodies import end_of_bodies
from kg.find.prose.helpers import DUTY_VERB, agent_verb, duties_verb, verb_pattern
from kg.find.prose.reach import behind_time, clause_start, topic_start
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.lexicon import load
from kg.words.times import BY_WHEN

BY = re.compile(
    r"[由请责](?<!指[由请责])(?:(?<=由)(?<!已由)|(?<=请)(?<![提申报邀聘将已恳]请)(?!求)|(?<=责)成)(?=[\u4e00-\u9fa5])"
)
"""What leads to who does something: 由, 请, 责成."""
NO_ADVERB = "(?<!具体|统一|全面|定期|共同)"  # 制定统一的标准
_IN_CASE = "的时后前"  # 县教育局检查后，由…


def own_topic(dense: Dense, at: int, floor: int, outline: Outline) -> int:
    """Where the topic of 由X begins; what another body is to do is none: 市财政局应当公开，办法由X制定."""
    low, clause = topic_start(dense, at, floor, outline), clause_start(dense, at, floor, outline)
    asks = low < clause and dense.text[clause - 2] != "的"
    first = behind_time(dense.text, low, clause)
    told = asks and (end_of_bodies(dense, first, clause, _asked()) or _told_by(dense, low, clause))
    return clause if told else low


@cache
def _asked() -> re.Pattern[str]:
    """What stands behind who is to do something, or is told when: 各乡镇每月报送，由县应急局汇总."""
    return re.compile(rf"{subject_verb().pattern}|[于在]{BY_WHEN}|每(?=[年月季周半])")


def _told_by(dense: Dense, start: int, end: int) -> bool:
    """Whether a stretch says who does something, and not which thing is meant: 方案由市教育局制定，…."""
    if dense.text.startswith("或", end):
        return False
    ends = (end_of_bodies(dense, by.end(), end, _deed()) for by in BY.finditer(dense.text, start, end))
    return any(at is not None and "的" not in dense.text[at:end] for at in ends)


@cache
def _deed() -> re.Pattern[str]:
    return re.compile(rf"{DUTY_VERB.pattern}|{agent_verb().pattern}")


@cache
def made_thing() -> re.Pattern[str]:
    """What names a thing by who made it, behind a role word: 市商务局牵头组织的展会."""
    return re.compile(rf"(?:{agent_verb().pattern})+{NO_ADVERB}的")


def is_deed_of_others(dense: Dense, topic: int, by: int) -> bool:
    """Whether before 由X负责 others do something, and not only first: 县教育局开展检查，由X负责."""
    if topic == by or dense.text[by - 2] in _IN_CASE:
        return False
    stop = end_of_bodies(dense, topic, by, duties_verb())
    return stop is not None and made_thing().match(dense.text, stop) is None


@cache
def subject_verb() -> re.Pattern[str]:
    """What stands behind the subject of a rule: 应, 要, 承担."""
    return verb_pattern([*load("duties")["subject_verbs"], *load("duties")["presides"]])

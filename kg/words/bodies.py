"""Bodies: what can be the subject of a duty."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

from kg.lexicon import load, one_of
from kg.words.names import (
    LEVELS,
    NAME_STARTS,
    NOBODY,
    Endings,
    departments,
    ends_otherwise,
    field_names,
    is_collective,
    is_name,
)

CLASSES = ("部门", "机构", "单位", "机关")
CHARGED = re.compile(
    "(?:(?<=政府)|(?<=国务院))(?:负责|承担)[^，。；的]{2,30}的(?=(?:主管|行政)*(?:部门|机构))"
)
"""What tells which department of a government is meant: 负责煤炭管理的 in 县政府负责煤炭管理的部门."""
_NOTE_BEHIND = re.compile("[（〈][^）〉]*[）〉]$")
_TO_WHOM = re.compile("(?P<who>[^向对]+)[向对](?P<whom>.{2,})")
_NUMBERED = re.compile("第[一二三四五六七八九十]{1,3}(?![方批轮次届期条项款章])")  # 第一分公司
_SHORTEST_MADE = 2
_OFFICE_ENDS = "科室股处组办"
_SHORT_NAME = re.compile(r"[\u4e00-\u9fa5A-Z]{2,12}")
_TOWARDS = re.compile("(?:年[底末中内]?前?)?对(?![外台口])")  # (年底前)对各乡镇 is to whom something is done
# a telephone number, the number of an item or of an article
# nor does a name hold or begin with a time: 于5月15日前完成加油站, 10月底前在财务科, 每月5日前区统计局
_FIGURES = re.compile(
    r"\d{6}|\d[.、．]|^第[一二三四五六七八九十百]+[条章节款]|^(?:\d{4}年)?\d{1,2}(?:[至\-—]\d{1,2})?月"
    r"|\d(?:月[底初末中上下前]|日前)|（[一二三四五六七八九十\d]{1,3}）(?!$)|^每(?:个?[年月季周旬日天]|半[年月])"
)


@cache
def _body() -> tuple[Endings, re.Pattern[str], frozenset[str]]:
    words = load("duties")
    nobody = NOBODY.union(words["nobody"])
    return Endings(words["bodies"]), re.compile(one_of(words["not_first"])), nobody


@cache
def _division() -> Endings:
    return Endings(load("names")["divisions"])


@cache
def _told() -> Endings:
    return Endings([*load("names")["divisions"], *load("names")["told"]])


@lru_cache(maxsize=65536)
def is_body(name: str) -> bool:
    """Whether `name` can be the subject of a duty: a body or a class of bodies, nothing general."""
    ending, _, nobody = _body()
    base = _NOTE_BEHIND.sub("", name) or name
    division = _division().close(base) and (base not in load("names")["divisions"] or is_collective(base))
    body = division or (ending.close(base) and not ends_otherwise(base)) or _are_parts(base)
    return name not in nobody and body and may_act(name)


def _are_parts(name: str) -> bool:
    """Whether a name is that of several divisions of a body: 各科室, 机关各处室."""
    return name.endswith(tuple(load("names")["parts"])) and is_collective(name)


@lru_cache(maxsize=65536)
def is_told(name: str) -> bool:
    """Whether a name before a role word is that of a body: there 食堂 and 会务组 are as well."""
    return is_body(name) or (_told().close(name) and may_act(name))


@cache
def _kinds() -> frozenset[str]:
    words = load("names")
    classes = (words["territory"]["words"], words["collective"]["endings"])
    return frozenset(chain(words["kinds"], words["divisions"], *classes))


def is_kind(name: str) -> bool:
    """Whether a name says what kind of body something is and no more: 乡镇, 村委会, 车间."""
    return name in _kinds()


@lru_cache(maxsize=65536)
def may_act(name: str) -> bool:
    """Whether `name` looks like a unit and like no other part of a sentence."""
    _, first, _ = _body()
    if not is_name(name) or _FIGURES.search(name) or holds_a_deed(name) or _TOWARDS.match(name):
        return False
    if is_collective(name):
        return not _called_upon().match(name)
    begins = not first.match(name) or name.startswith(_first_too())
    return begins or _NUMBERED.match(name) is not None or _is_office(name)


@cache
def _first_too() -> tuple[str, ...]:
    """What begins like no name and begins one all the same: 组织部, and 办 behind an office as in 校长办."""
    offices = load("roles")["label"]["offices"]
    return (*load("duties")["first_too"], *(office + "办" for office in offices))


def _is_office(name: str) -> bool:
    """Whether a name is a verb and the ending of an office, too short to be called upon: 协调科."""
    return len(name) == 3 and name[-1] in _OFFICE_ENDS and name[:2] in load("duties")["not_first"]


def holds_a_deed(name: str) -> bool:
    """Whether `name` holds what no name does, as somebody and what is done: 申请人凭许可证向登记机关."""
    if "负责" in name:
        name = CHARGED.sub("", name)
    if "的" in name:
        name = _chosen().sub("", name)
    return _no_name_inside().search(name) is not None


@cache
def _chosen() -> re.Pattern[str]:
    """What tells whose a body is, or which city: 市政府确定的 in 市政府确定的供水主管部门, 设区的市水务局."""
    words = load("duties")
    return re.compile(rf"(?<={one_of(words['doers'])}){one_of(words['chosen'])}的|^设区的(?=市)")


@cache
def _no_name_inside() -> re.Pattern[str]:
    words = load("duties")
    inside = rf"{one_of(words['not_inside'])}|(?<={one_of(words['doers'])}){one_of(words['acts'])}"
    by = f"由[部{''.join(sorted(NAME_STARTS))}]"  # 自查由各部门
    return re.compile(rf"(?!{one_of([*words['named_so'], *words['in_names']])})(?:{inside}|{by})")


@cache
def _called_upon() -> re.Pattern[str]:
    words = load("names")["collective"]
    which = one_of([*words["all"], *words["some"], *words["endings"]])
    return re.compile(rf"{one_of(load('duties')['calls'])}+{which}")


@lru_cache(maxsize=65536)
def stands_alone(name: str) -> bool:
    """Whether a name may stand in a sentence with nothing beside it: of two characters few do: 院办, 各村."""
    if len(name) > 2:
        return may_act(name)
    return is_told(name) and name not in CLASSES and (name[0] == "各" or name[-1] not in LEVELS)


def makes_a_body(words: str) -> bool:
    """Whether words say that a body is made, and do not only name it: 新建县妇幼保健院, but 发展改革局."""
    made = _making().match(words)
    if made is None or len(words) - made.end() <= _SHORTEST_MADE or words in departments():
        return False
    return is_name(words[made.end() :])


@cache
def _making() -> re.Pattern[str]:
    return re.compile(one_of(load("roles")["making"]["verbs"]))


def is_class(name: str) -> bool:
    """Whether a body's name is that of a class of bodies: 各镇街, 行业主管部门."""
    return is_collective(name) or name.endswith(CLASSES)


def tells_to_whom(name: str) -> bool:
    """Whether words before 负责 tell to whom somebody is answerable: 直接向公司指挥部, 各组对市指挥部."""
    told = _TO_WHOM.fullmatch(name)
    if told is None or not is_name(told["whom"]):
        return False
    return told["who"] == "直接" or is_name(told["who"])


def is_single(name: str) -> bool:
    """Whether a name is that of one body, and of no class of bodies."""
    return is_body(name) and not is_class(name)


def names_field(names: str) -> bool:
    """Whether one of several names is that of a class by what it works on: 水利部门; 主管部门 is not."""
    fields = (name.removesuffix(end) for name in names.split("、") for end in CLASSES if name.endswith(end))
    return any(field in field_names() for field in fields)


@lru_cache(maxsize=16384)
def is_of_a_field(name: str) -> bool:
    """Whether a name is that of the department for one field, and of no wider class: 水行政主管部门."""
    _, first, _ = _body()
    if first.match(name) or _which().match(name):
        return False
    return _of_a_field().search(name) is not None and "由" not in name


def is_lowest(name: str) -> bool:
    """Whether a name is that of the lowest government as a plan may call it: 镇政府, 街道."""
    return _lowest().fullmatch(name) is not None


@cache
def _lowest() -> re.Pattern[str]:
    words = load("names")["lowest"]
    return re.compile(rf"{one_of(words['levels'])}{one_of(words['bodies'])}?")


@cache
def _of_a_field() -> re.Pattern[str]:
    fields = one_of([*field_names(), *load("duties")["fields"]])
    return re.compile(rf"{fields}(?:行政)?主管部门$")


@cache
def _which() -> re.Pattern[str]:
    words = load("names")["collective"]
    return re.compile(one_of([*words["all"], *words["some"]]))


@lru_cache(maxsize=16384)
def may_be_a_body(name: str) -> bool:
    """Whether a short name can be that of a body whose ending nobody knows: 人保财险."""
    name = _NOTE_BEHIND.sub("", name)
    _, first, _ = _body()
    if not _SHORT_NAME.fullmatch(name) or holds_a_deed(name):
        return False
    return name.lstrip(LEVELS) in field_names() or not (first.match(name) or _no_body().close(name))


def names_people(name: str) -> bool:
    """Whether a piece of a list ends as words for people do, and as no name or field: 全体教师."""
    return _people().close(name) and not is_name(name) and name not in field_names()


@cache
def _people() -> Endings:
    return Endings(load("names")["unknown"]["people"])


@cache
def _no_body() -> Endings:
    """What words for people, for things and for deeds end in."""
    names = load("names")
    return Endings([*names["unknown"]["people"], *names["unknown"]["things"], *names["not_endings"]])

"""The words of headers as the tables of words have them."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import load, one_of
from kg.words.columns import vague_headers
from kg.words.times import tells_what_happened

_TASK = "任务"
_NAME = "名称"
_BRACKETS = re.compile("[（〔][^）〕]*[）〕]")


@cache
def header_words() -> dict[str, str]:
    """The kinds of columns by the words that name them, also among others: 责任单位 is responsible."""
    return {word: kind for kind, words in load("headers")["column"].items() for word in words}


@cache
def _lone_words() -> dict[str, str]:
    """The kinds of columns called by a word that says so only where nothing stands beside it."""
    return {word: kind for kind, words in load("headers")["alone"].items() for word in words}


def lone_kind(header: str) -> str | None:
    """The kind of column called by a lone word; one of units may have a word before it: 具体承办."""
    if header in _lone_words():
        return _lone_words()[header]
    before = next((word for word in load("headers")["before_lone"] if header.startswith(word)), "")
    kind = _lone_words().get(header.removeprefix(before))
    return kind if kind in ("lead", "responsible", "support", "other") else None


def without_brackets(header: str) -> str:
    """A header without what stands in brackets."""
    return _BRACKETS.sub("", header) or header


@cache
def says_which() -> re.Pattern[str]:
    """Words for bodies and nothing but which ones: 有关部门, 县直单位, 乡镇、街道."""
    words = load("headers")
    kinds = [*vague_headers(), *words["called"]["anybody"], *words["called"]["bodies"]]
    which = [*words["which"], *load("roles")["label"]["prefixes"]]
    return re.compile(rf"(?:{one_of(which)}?{one_of(kinds)}[/、和及或与]?)++")


def names_involved(header: str) -> bool:
    """Whether a column is called after bodies that are concerned: 相关学院, 有关部门."""
    involved = header.startswith(tuple(load("headers")["involved"]))
    return involved and says_which().fullmatch(without_brackets(header)) is not None


def tells_more(header: str) -> bool:
    """Whether a header is of its kind only where no other is: 责任事项, 验收时间."""
    return header in load("headers")["details"] or tells_what_happened(header)


@cache
def thing_headers() -> frozenset[str]:
    """What columns of things are called, which may be the tasks all the same: 工程, 项目名称."""
    words = load("headers")
    return frozenset([*words["things"], *words["named"]])


@cache
def told_of_things() -> frozenset[str]:
    """What columns of things are called, and of what is told of them: 项目名称, 建设内容."""
    return thing_headers().union(load("headers")["told_of_things"])


@cache
def title_headers() -> frozenset[str]:
    """What columns are called whose names are the tasks, whatever else is told: 任务名称, 项目名称."""
    words = load("headers")
    return frozenset([*words["titles"], *words["named"]])


def names_sums(header: str) -> bool:
    """Whether a column holds sums of money: 总投资（万元）, 年度投资."""
    return without_brackets(header).endswith(tuple(load("headers")["sums"]))


def calls_tasks(header: str) -> bool:
    """Whether the header of a column calls what stands in it tasks: 重点任务, 任务分解."""
    return _TASK in header


def names_catalogued(header: str) -> bool:
    """Whether a column tells of powers, of services or of what is made public: 权力类别, 承诺时限."""
    words = load("headers")["catalogue"]
    return header in words["whole"] or header.startswith(tuple(words["opens"]))


def names_listed(header: str) -> bool:
    """Whether a column holds the names of bodies or posts that are listed, or of who looks after things.

    单位名称, 养老机构名称; 岗位名称; 县级河长, 巡查责任人姓名.
    """
    words = load("headers")
    bodies = header.removesuffix("名称").endswith(tuple(words["listed"])) and header.endswith("名称")
    return bodies or header in words["posts"] or header.removesuffix("姓名").endswith(tuple(words["keepers"]))


def names_faulty(header: str) -> bool:
    """Whether a column is of bodies in whose house something is wrong: 隐患单位, 问题企业."""
    words = load("headers")
    body = next((word for word in words["listed"] if header.endswith(word)), None)
    return body is not None and header.removesuffix(body) in words["problems"]


def names_documents(header: str) -> bool:
    """Whether a column is called after documents or what else is drawn up, not after things: 文件名称."""
    known = header_words().get(header) == "document_title" and header != _NAME
    drawn_up = header.removesuffix(_NAME).endswith(tuple(load("headers")["drawn_up"]))
    return known or drawn_up or names_papers(header)


def names_papers(header: str) -> bool:
    """Whether a column is of what is handed in: 材料名称, 统计报表."""
    return any(word in header for word in load("headers")["papers"])

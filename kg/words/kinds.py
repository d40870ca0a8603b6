"""How titles of documents end: in a kind of document (通知, 意见, 实施方案)."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache, lru_cache

from kg.lexicon import load, one_of


@cache
def kind_pattern() -> re.Pattern[str]:
    """The end of a title: a kind of document, perhaps with （试行） behind it."""
    words = load("documents")
    return re.compile(
        rf"(?P<kind>{one_of(words['kinds'])})"
        rf"(?:[（〔](?:{one_of(words['title_tails'])}|[^（）〔〕]{{1,20}})[）〕]){{0,2}}$"
    )


def kind_of(title: str) -> str | None:
    """The kind of document a title ends in: 通知, 意见, 实施方案 …"""
    match = kind_pattern().search(title)
    return match["kind"] if match else None


def is_only_kind(title: str) -> bool:
    """Whether a title says what sort of document it is and no more: 通知."""
    return kind_of(title) == title


def is_minutes(kind: str | None) -> bool:
    """Whether a kind of document is one of those that tell what a meeting decided: 会议纪要."""
    return kind in load("documents")["minutes"]


class Manner(Enum):
    """How a document asks something of bodies by name: as rules, minutes, requests, responses or plans do."""

    RULES = auto()
    MINUTES = auto()
    REQUESTS = auto()
    RESPONSES = auto()
    PLANS = auto()


@lru_cache(maxsize=1024)
def manner_of(title: str) -> Manner | None:
    """How a document of that `title` asks bodies one by one (X应当…, X要…); None for an unknown kind."""
    match = kind_pattern().search(title)
    if match is None:
        return None
    if is_minutes(match["kind"]):
        return Manner.MINUTES
    words = load("documents")
    if match["kind"] in words["rules"]:
        return Manner.RULES
    if match["kind"] in words["responses"]:
        return Manner.RESPONSES
    return Manner.REQUESTS if title.endswith(tuple(words["requests"]), 0, match.end("kind")) else Manner.PLANS


def asks_by_title(title: str) -> bool:
    """Whether a title is that of a text about what is to be done: 方案, 通知, but no 通报 and no 公告."""
    kind = kind_of(title)
    return kind is not None and kind not in load("documents")["telling"]


def is_announcement(title: str) -> bool:
    """Whether a title is that of an announcement to everybody: 公告, 通告."""
    return kind_of(title) in load("documents")["announcements"]


def is_budget(title: str) -> bool:
    """Whether a title is that of a form of what money is to reach: 项目支出绩效目标表."""
    return title.endswith(tuple(load("documents")["budgets"]))

"""How titles of documents end: in a kind of document (通知, 意见, 实施方案)."""

from __future__ import annotations

import re
from functools import cache

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

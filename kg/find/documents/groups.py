"""Working groups: their name, their leader as printed, and the units that are members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.find.names.lists import Mention, split_names
from kg.find.text.dense import Dense
from kg.words.marks import behind_last

_NAME = re.compile(
    r"(?:成立|组建|设立|建立)(?:了|以)?(?P<name>[^，。；：、]{2,40}?(?:领导小组|工作小组|工作组|专班|指挥部|小组|委员会|联席会议))"
)
_LEADER = re.compile(
    r"(?<!副)组长：(?P<named>[^，。；：、]{2,30}?)(?=[，。；、]|副?组长|成员|$)"
    r"|由?(?P<leader>[^，。；：、]{2,30}?)(?:同志)?(?:担任|任|为)(?:领导小组|工作组)?组长"
)
_ROLL = re.compile("(?:常务)?副?组长：|成员(?:单位)?：")
_MEMBERS_BEFORE = re.compile(r"(?:等)?(?:为|任|作为)(?:主要)?成员(?:单位)?|(?:等)?组成")
_MEMBERS_AFTER = re.compile(r"成员(?:单位)?(?:包括|为|有|：|由)")
_OF_MEMBERS = ("成员", "组成")  # no roll does without one of them
_FEWEST = 3
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """A working group at the dense stretch ``start:end``; members in printed order."""

    start: int
    end: int
    name: str
    leader: str | None
    members: tuple[Mention, ...]


def find_groups(dense: Dense, start: int, end: int) -> Iterator[FoundGroup]:
    """The working groups of a dense stretch whose members are listed in the same paragraph."""
    if all(dense.text.find(word, start, end) < 0 for word in _OF_MEMBERS):
        return
    for match in _NAME.finditer(dense.text, start, end):
        stop = min(end, _roll_end(dense, match.end()), match.end() + _LONGEST)
        found = _members(dense, match.end(), stop)
        if found is None:
            continue
        members, close = found
        leader = _LEADER.search(dense.text, match.end(), stop)
        yield FoundGroup(
            match.start("name"),
            close,
            match["name"],
            (leader["named"] or leader["leader"]) if leader else None,
            members,
        )


def _roll_end(dense: Dense, at: int) -> int:
    """The end of a paragraph and of the lines below that name who leads and who belongs: 组长：…, 成员：…."""
    stop = dense.paragraph_end(at)
    while stop < len(dense) and _ROLL.match(dense.text, stop):
        stop = dense.paragraph_end(stop)
    return stop


def _members(dense: Dense, start: int, end: int) -> tuple[tuple[Mention, ...], int] | None:
    for match in _MEMBERS_BEFORE.finditer(dense.text, start, end):
        low = behind_last("。；：", dense.text, start, match.start())
        members = _names(dense, low, match.start())
        if len(members) >= _FEWEST:
            return members, match.end()
    after = _MEMBERS_AFTER.search(dense.text, start, end)
    if after:
        high = min(
            [place for mark in "。；" if (place := dense.text.find(mark, after.end(), end)) > 0] or [end]
        )
        members = _names(dense, after.end(), high)
        if len(members) >= _FEWEST:
            return members, high
    return None


def _names(dense: Dense, start: int, end: int) -> tuple[Mention, ...]:
    return tuple(split_names(dense, start, end, strict=True))

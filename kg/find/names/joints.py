"""Where names meet without a separator: at 和 and 及, at a level behind them, or at nothing."""

from __future__ import annotations

import re
from functools import cache

from kg.find.names.territories import are_territories
from kg.lexicon import load, one_of
from kg.words.names import LEVELS, NAME_STARTS, departments, field_names, is_name
from kg.words.places import begins_place

_COUNTED = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})个")
_INSIDE = frozenset("与")  # 实验室与设备管理处 is one name
_JOINED_LEVEL = re.compile(f"(?P<joiner>以及|[和及与])各?[{LEVELS}]$")


def at_joint(piece: str, *, fields: bool) -> tuple[tuple[int, int], ...]:
    """市交通局和县、区人民政府: the level behind 和 belongs to what follows.

    Among departments without their endings (`fields`), one of them may stand before 和 or behind it:
    电力和西区管委会, 各区人民政府和公安.
    """
    joint = _JOINED_LEVEL.search(piece) if piece[-1] in LEVELS else None
    if joint and is_name(piece[: joint.start()]):
        return (0, joint.start()), (joint.end("joiner"), len(piece))
    joint = _with_government().fullmatch(piece) if fields else None
    if joint and any(map(is_name, (joint["first"], joint["last"]))):
        return joint.span("first"), joint.span("last")
    joint = _joined_fields().fullmatch(piece)
    if joint and joint["both"] not in field_names() and {joint["field"], joint["last"]} <= field_names():
        return joint.span("field"), (joint.start("last"), len(piece))
    return ((0, len(piece)),)


@cache
def _with_government() -> re.Pattern[str]:
    """A department without its ending and a government, in either order."""
    bodies = one_of(load("names")["territory"]["bodies"])
    field, government = r"[\u4e00-\u9fa5]{2,4}", rf"[^、]+{bodies}"
    return re.compile(
        rf"(?=(?:{field}(?:以及|[和及与]){government}|{government}(?:以及|[和及与]){field})$)"
        r"(?P<first>.{2,}?)(?:以及|[和及与])(?P<last>.{2,})"
    )


@cache
def _joined_fields() -> re.Pattern[str]:
    """文化和工商部门 and 文化和工商等部门 name two, but 文化和旅游部门 one."""
    classes = one_of(load("names")["rest"]["of_fields"] + ["部门", "机关"])
    return re.compile(
        rf"(?P<both>(?P<field>[\u4e00-\u9fa5]{{2,8}}?)[和及与](?P<last>[\u4e00-\u9fa5]{{2,10}}?))等?{classes}"
    )


def joined(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where 和, 及 … stands that joins two whole names, if one does."""
    piece = text[start:end]
    if not joiner().search(piece, 1) or any(word in piece for word in load("names")["joined_by_he"]):
        return None
    for word in load("names")["joiners"]:
        at = piece.find(word, 1)
        while at > 0:
            if _joins(piece, at, word):
                return start + at, start + at + len(word)
            at = piece.find(word, at + 1)
    return None


def _joins(piece: str, at: int, word: str) -> bool:
    """Whether the joiner at `at` parts two whole names, and stands in no bracket and inside no name."""
    left, right = piece[:at], piece[at + len(word) :]
    counted = _COUNTED.match(right)  # 县水利局与5个乡镇政府
    if any(left.count(opens) != left.count(closes) for opens, closes in ("（）", "〔〕")):
        return False
    bodies = load("names")["territory"]["bodies"]
    if begins_place(piece, at) or right in bodies:  # 各市县委和政府
        return False
    apart = word not in _INSIDE or counted or right[:1] in {*NAME_STARTS, left[:1]}
    if not (apart or left.endswith(("部门", *bodies))):
        return False
    named = is_name(right) or _is_list_of_names(right) or (counted and is_name(right[counted.end() :]))
    return is_name(left) and bool(named)


@cache
def joiner() -> re.Pattern[str]:
    """What joins two names: 和, 及, 以及 …."""
    return re.compile(one_of(load("names")["joiners"]))


def _is_list_of_names(text: str) -> bool:
    return any(is_name(text[:at]) for at in range(len(text) - 1, 2, -1) if text[at] in "和及与等")


def glued(piece: str) -> tuple[int, ...]:
    """Where the names begin and end of which nothing parts one from the next: 市公安局市住建局各县区.

    They are known departments of one level, and at the end the territories below; () where they are not.
    """
    level = piece[:1]
    starts = [at for at, char in enumerate(piece) if at and char in (level, "各")]
    if level not in LEVELS or not starts:
        return ()
    joints = [0]
    for at in starts:
        if _follows_a_level(piece[joints[-1] + 1 : at]):
            joints.append(at)
    last = piece[joints[-1] :]
    whole = _follows_a_level(last[1:]) or (last[0] == "各" and are_territories(last))
    return (*joints, len(piece)) if whole and len(joints) > 1 else ()


def _follows_a_level(name: str) -> bool:
    """Whether `name` is what a known department is called behind its level: 住建局, 委宣传部."""
    return name in departments() or (name[:1] == "委" and name[1:] in load("names")["names"])

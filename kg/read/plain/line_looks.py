"""What single lines of wrapped cells look like: lists of units, times, or neither.

All lines are folded and without white space.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache

from kg.lexicon import load, one_of
from kg.words.bodies import is_body
from kg.words.names import LEVELS, departments, field_names, is_cut, is_name

_SEPARATORS = frozenset("、，；/")
_OPEN, _CLOSE = "（〔《“〈", "）〕》”〉"
_NEVER_LAST = tuple("、，：/（《“〔")
_NEVER_FIRST = tuple("、，。；：！？）》”〕/")
_NO_NAME = re.compile("[。：！？%“”《》]")
_PIECE = re.compile("[^、，；/（〔]*")
_TIME_CUT = re.compile(r"(?:\d|[年月日底]|季度)$")
_REST_OF_TIME = re.compile("[年月日底末初前内旬]|季度")
_TIME_OPEN = re.compile(r"(?:\d|\d年|[至到、，；—–~～-])$")
_LONGEST_TIME = 24
_LONGEST_LINE = 60
_LONGEST_NAME = 45
_LONGEST_CUT = 12
_UNPROVEN = 2
_STRANGE = 4
_LEVELS = tuple(f"国各{LEVELS}")


class Look(IntEnum):
    """How much a line looks like the beginning of a cell of units."""

    NONE = 0
    NAME = 1  # ends as names do
    BODY = 2
    LIST = 3  # several, or one and the beginning of another


def parted(before: str, after: str) -> bool:
    """Whether one cell may end with the line `before` and another begin with the line `after`."""
    cut_time = _TIME_CUT.search(before) and _REST_OF_TIME.match(after)
    return not (before.endswith(_NEVER_LAST) or after.startswith(_NEVER_FIRST) or cut_time)


def depths(lines: list[str]) -> list[int]:
    """How many brackets are open behind each line."""
    found, depth = [], 0
    for line in lines:
        for char in line:
            depth = max(depth + (char in _OPEN) - (char in _CLOSE), 0)
        found.append(depth)
    return found


# ---------------------------------------------------------------- times


@cache
def _time() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("reading")["cells"]
    start = one_of(words["time"]).replace(r"\#", "#").replace("#", r"\d{1,4}")
    return re.compile(f"（?{one_of(words['before_time'])}?{start}"), re.compile(one_of(words["more_time"]))


def begins_time(line: str) -> bool:
    """Whether a cell of a time may begin with `line`."""
    return len(line) <= _LONGEST_TIME and "。" not in line and _time()[0].match(line) is not None


def goes_on_with_time(before: str, line: str) -> bool:
    """Whether `line` can only be the rest of the time that `before` belongs to."""
    if len(line) > _LONGEST_TIME:
        return False
    return _time()[1].match(line) is not None or _TIME_OPEN.search(before) is not None


# ---------------------------------------------------------------- names


def is_sure(name: str) -> bool:
    """Whether `name` is that of a body and hardly anything else."""
    return is_body(name) or name in load("names")["names"]


def cuts_department(before: str, after: str) -> bool:
    """Whether a known department stands over the break between two lines."""
    left, right = re.split("[、，；/]", before)[-1], _PIECE.match(after)
    rest = right.group() if right else ""
    return bool(left and rest) and is_cut(left, rest) and is_body(left + rest)


def may_be_cut(before: str, after: str) -> bool:
    """Whether `before`, which looks like the beginning of a name, may go on in `after`."""
    if len(before) > _LONGEST_CUT or not before.startswith(_LEVELS) or is_name(before):
        return False
    right = _PIECE.match(after)
    rest = right.group() if right else ""
    return not (rest in departments() or _is_whole(rest)) and is_body(before + rest)


def _is_whole(name: str) -> bool:
    """Whether `name` begins with its level, 市财政局, so that no beginning of it is missing."""
    return name.startswith(_LEVELS) and is_department(name)


@cache
def _in_lists() -> frozenset[str]:
    """What stands in lists of units, and is no name by itself: 发改、财政等部门, 省、市有关单位."""
    return field_names() | frozenset(load("names")["territory"]["words"])


class NameRun:
    """A list of units while it grows line by line."""

    def __init__(self) -> None:
        self._piece = ""
        self._depth = 0
        self._meets = 0
        self._cost = 0
        self.listed = False
        """Whether marks part the names."""
        self.dead = False
        """Whether this is no list of units, whatever follows."""

    def add(self, line: str) -> None:
        """The next line."""
        self.dead = self.dead or len(line) > _LONGEST_LINE or _NO_NAME.search(line) is not None
        self.dead = self.dead or (not self._piece and not self.listed and line[:1].isdecimal())
        before, at = self._piece, 0
        for place, char in enumerate(line):
            self._depth = max(self._depth + (char in _OPEN) - (char in _CLOSE), 0)
            if char in _SEPARATORS and not self._depth:
                self._take(before, line[at:place])
                self._close()
                before, at = "", place + 1
        self._take(before, line[at:])

    def _take(self, before: str, piece: str) -> None:
        """A piece of a line behind what the line above left open, if it did."""
        if before and piece and not self._depth:
            cut = cuts_department(before, piece)
            if is_name(before) and is_name(piece) and not cut:
                self._meets += 1
                self._cost += not is_sure(before)
                before = ""
            elif not cut:
                self._cost += _STRANGE if _is_whole(piece) else 0 if self.listed else _UNPROVEN
        self._piece = before + piece
        self.dead = self.dead or len(self._piece) > _LONGEST_NAME

    def _close(self) -> None:
        name = self._piece.removesuffix("等")
        self.dead = self.dead or not (is_name(name) or name in _in_lists())
        self._cost += is_name(name) and not is_sure(name)
        self.listed = True
        self._piece = ""

    @property
    def cost(self) -> int | None:
        """How doubtful it is that the lines are a list of units that ends here; None where they are none."""
        name = self._piece.removesuffix("等")
        if self.dead or self._depth or not (is_name(name) or (self.listed and name in _in_lists())):
            return None
        return self._cost + self._meets * (3 if self.listed else 1) + (not is_sure(name) and not self.listed)


@lru_cache(maxsize=16384)
def look(line: str) -> Look:
    """How much `line` looks like the beginning of a cell of units."""
    run = NameRun()
    run.add(line)
    if run.listed and not run.dead:
        return Look.LIST
    if run.cost is None:
        return Look.NONE
    return Look.BODY if is_sure(line.removesuffix("等")) else Look.NAME


def is_department(name: str) -> bool:
    """Whether `name` is a department that is known, of the state or of a level: 财政部, 市财政局."""
    return name in departments() or (name[0] in LEVELS and name[1:] in departments())

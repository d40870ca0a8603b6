"""Columns that are units or times: what stands in their cells marks who does a task, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.find.assignments.signs import meaning_of, meanings, role_word
from kg.find.tables.grid import Grid
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.names import is_name
from kg.words.roles import role_of_label

# so far above and below a table its legend is looked for
LEGEND_AWAY = 300
_LONGEST_UNIT = 16
_YEAR = r"(?:19|20)\d{2}年?"
_MONTHS = r"1?\d月?[-—–~～至]1?\d月份?"
_QUARTER = "第?[一二三四1-4]季度|Q[1-4]"
_PART = rf"{_MONTHS}|{_QUARTER}|(?:1?\d|[一二三四五六七八九十]{{1,2}})月份?|[上下]半年|年[中末底]"
_BLANKS = re.compile("[ \u3000]+")
_FIGURES = re.compile(r"[\dⅠ-Ⅻ.,%％≥≤><=+\-—~～万亿个件人户所]*")

# a figure with what it counts, and no word of what is to be done: 1个, 80小时/年, 95%以上
_VALUE = re.compile(
    r"(?:达到?|不低于|不少于|不超过|[≥≤><＞＜约±+-])?\d[\d.,]*"
    r"[%％‰万亿元吨公里小时天日次年月季/平方立米亩家处座条台套项名篇场期斤分钟辆头度个件人户所]*(?:以上|以内|以下|左右)?"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell marks: the role where its words or the legend say it; None where they do not."""

    sign: str
    role: Role | None


@cache
def _when() -> re.Pattern[str]:
    behind = one_of(load("headers")["mark"]["behind_times"])
    time = rf"(?:{_YEAR}|(?:{_YEAR})?(?P<part>{_PART}))前?{behind}*"
    stage = rf"[\u4e00-\u9fff]{{0,6}}{one_of(load('time')['stages']['words'])}"
    bracket = rf"（(?:{_YEAR})?(?:[—–-]{{1,2}}|至|~|～)?(?:{_YEAR}|{_PART})前?）"  # 近期（2024—2025年）
    return re.compile(rf"{time}|(?P<stage>{stage}{bracket})")


@cache
def _role_word() -> re.Pattern[str]:
    return re.compile(role_word())


def names_a_unit(header: str) -> bool:
    """Whether a column is called after a unit."""
    return len(header) <= _LONGEST_UNIT and is_name(header)


def names_a_time(header: str) -> bool:
    """Whether a column is called after a quarter, a month, a half-year or a year."""
    return _when().fullmatch(header) is not None


def names_a_year(header: str) -> bool:
    """Whether a column is called after a whole year."""
    found = _when().fullmatch(header)
    return found is not None and not (found["part"] or found["stage"])


def is_sign(text: str) -> bool:
    """Whether a cell holds a sign (√, ▲) or says by one that there is nothing."""
    return text in load("headers")["mark"]["signs"] or text in load("headers")["mark"]["none"]


def is_mark(text: str) -> bool:
    """Whether a cell only marks that a unit is concerned: by a sign, or by the word for a role."""
    return is_sign(text) or names_a_role(text)


def names_a_role(text: str) -> bool:
    """Whether a cell says nothing but a role: 牵头, 配合单位."""
    return _role_word().fullmatch(text) is not None


def marks_units(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on most cells of a column only mark that its unit is concerned."""
    texts = _filled(grid, first, column)
    marks = sum(map(is_mark, texts))
    return marks > 0 and marks * 2 >= len(texts)


def marks_times(grid: Grid, first: int, column: int, header: str) -> bool:
    """Whether the cells of a column called after a time mark that something is due, or say what.

    Under years may stand figures as well: those are what is to be reached, or was. Stages (开工, 竣工)
    are what is due.
    """
    texts = _filled(grid, first, column)
    if names_a_year(header):
        return all(is_sign(text) or _is_stage(text) for text in texts)
    return all(map(is_sign, texts)) or not holds_figures(grid, first, column)


def _is_stage(text: str) -> bool:
    """Whether a cell names a stage of work without figures, which may be those of the past: 完成设计."""
    stages = tuple(load("headers")["mark"]["stages"])
    return text.startswith(stages) and not any(map(str.isdigit, text))


def holds_signs(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on nothing but signs stands in a column."""
    texts = _filled(grid, first, column)
    return bool(texts) and all(map(is_sign, texts))


def holds_roles(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on words for roles, several and nothing else, stand in a column."""
    texts = set(_filled(grid, first, column))
    return len(texts) > 1 and all(map(names_a_role, texts))


def holds_figures(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on most cells of a column hold figures only."""
    texts = _filled(grid, first, column)
    return sum(bool(_FIGURES.fullmatch(text)) for text in texts) * 2 > len(texts)


def holds_values(grid: Grid, first: int, column: int) -> bool:
    """Whether from the row `first` on most cells of a column hold figures or what they count."""
    texts = _filled(grid, first, column)
    return sum(bool(_FIGURES.fullmatch(text) or _VALUE.fullmatch(text)) for text in texts) * 2 > len(texts)


def _filled(grid: Grid, first: int, column: int) -> list[str]:
    texts = (grid.text(grid.cell(row, column)) for row in range(first, grid.height))
    return [text for text in texts if text]


class Legend:
    """What the signs of a table mean by the words around it: ▲为牵头单位，△为配合单位.

    Beside one that leads, the only other sign that nothing is said of stands for those responsible.
    """

    def __init__(self, grid: Grid, signs: set[str]) -> None:
        text = _around(grid) if signs else ""
        self._roles = meanings(text, signs)
        self._only = len(signs) == 1
        if set(self._roles.values()) == {Role.LEAD} and len(signs - self._roles.keys()) == 1:
            self._roles |= dict.fromkeys(signs, Role.RESPONSIBLE) | self._roles

    def mark(self, text: str, role: Role | None) -> Mark | None:
        """What a cell marks; `role` is that of all its columns, for a table with one sign only.

        None where its words are no mark.
        """
        if names_a_role(text):
            return Mark(text, role_of_label(text))
        if not is_sign(text):
            return None
        return Mark(text, self._roles.get(text) or (role or Role.RESPONSIBLE if self._only else None))


def explains(grid: Grid, sign: str) -> bool:
    """Whether the words around a table, or in it, say for which role a sign stands."""
    return meaning_of(_around(grid), sign) is not None


def _around(grid: Grid) -> str:
    """The words around a table and in it, where cells stay apart: √|落实补贴 explains no sign."""
    text, span = grid.dense.text, grid.span
    inside = _BLANKS.sub("", grid.dense.folded[span.start : span.end])
    before = text[max(0, grid.start - LEGEND_AWAY) : grid.start]
    return f"{before}\n{inside}\n{text[grid.end : grid.end + LEGEND_AWAY]}"

"""Other forms of a name, put into the one that is read: 街道办, 团县委, 中共石城县委组织部."""

from __future__ import annotations

import re
from functools import cache

from kg.identity.levels import level_word
from kg.identity.places import divisions
from kg.lexicon import load, one_of


def as_read(name: str) -> str:
    """The form in which place or level word come first and the body follows; most names have it."""
    return _of_organization(_of_league(_whole_office(_whole_level(name))))


def _whole_level(name: str) -> str:
    """地区委宣传部 for 地委宣传部, where 地 is no level word before any other body."""
    rows = load("units")["organization"]["levels"].items()
    return next((whole + name.removeprefix(begin) for begin, whole in rows if name.startswith(begin)), name)


def _whole_office(name: str) -> str:
    """鼓楼街道办事处 for 鼓楼街道办."""
    rows = load("units")["suffix"]["read"].items()
    return next((name.removesuffix(end) + whole for end, whole in rows if name.endswith(end)), name)


def _of_league(name: str) -> str:
    """省团委 for 团省委: the level word stands inside the name."""
    found = _league().fullmatch(name) if name.endswith("委") else None
    return f"{found[1]}{found[2]}团委" if found else name


@cache
def _league() -> re.Pattern[str]:
    return re.compile("(.*)团(省|市|州|区|县|旗|盟|自治区)委")


def _of_organization(name: str) -> str:
    """石城县委组织部 for 中共石城县委组织部, 石城县政协 for 政协石城县委员会: whose it is follows."""
    if not name.startswith(_firsts()):
        return name
    for row in load("units")["organization"]["rows"]:
        rest = re.sub(f"^{one_of(row['words'])}", "", name)
        if rest != name and _says_whose(rest):
            return re.sub(f"{one_of(row['ends'])}$", row["body"], rest) if row["ends"] else rest
    return name


@cache
def _firsts() -> tuple[str, ...]:
    return tuple(word for row in load("units")["organization"]["rows"] for word in row["words"])


def _says_whose(rest: str) -> bool:
    found = divisions().prefix(rest)
    if found is None:
        return level_word(rest) is not None
    return not found.short or rest[found.length :].startswith(_prefecture_committees())


@cache
def _prefecture_committees() -> tuple[str, ...]:
    return tuple(load("units")["organization"]["levels"])

"""Columns called after what bodies do: a role (责任街镇, 验收销号单位), or nothing of the kind (推荐单位)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.roles import named_role, role_of_label, role_stems, short_roles


@cache
def _called() -> re.Pattern[str]:
    words = load("headers")["called"]
    owners, doers, checks, checked, helpers, anybody, bodies = (
        one_of(words[name])
        for name in ("owners", "doers", "checks", "checked", "helpers", "anybody", "bodies")
    )
    prefixes = one_of(load("roles")["label"]["prefixes"])
    return re.compile(
        rf"{prefixes}*(?:(?:{owners}|{doers}|(?P<checked>{checked}{checks})|(?P<checks>{checks})|(?P<helps>{helpers})){{1,3}}"
        rf"{anybody}|{owners}{{1,2}}{bodies})"
    )


@lru_cache(maxsize=4096)
def role_of_column(header: str) -> Role | None:
    """The role that a column of units is called after; those who check others own nothing."""
    found = _called().fullmatch(header)
    if found is None:
        return None
    if found["checked"]:
        return Role.RESPONSIBLE
    if found["helps"]:
        return Role.SUPPORT
    role = role_of_label(header)
    return Role.OTHER if found["checks"] and role is not Role.LEAD else role


def names_checked(header: str) -> bool:
    """Whether a column is of those whom others check: 被考核单位."""
    found = _called().fullmatch(header)
    return found is not None and found["checked"] is not None


@cache
def _in_brackets() -> re.Pattern[str]:
    label = load("roles")["label"]
    role = one_of([*short_roles(), *role_stems()])
    return re.compile(
        rf"{one_of(label['prefixes'])}*{one_of(role_stems())}{{1,2}}{one_of(label['nouns'])}（({role})）"
    )


@lru_cache(maxsize=4096)
def role_in_brackets(header: str) -> Role | None:
    """The role that one word in brackets gives a column of units: 承办单位（主）, 责任单位（牵头）."""
    found = _in_brackets().fullmatch(header) if header.endswith("）") else None
    return role_of_label(found[1]) if found else None


@cache
def _due() -> re.Pattern[str]:
    words = load("headers")["due"]
    return re.compile(rf"{one_of(words['before'])}*{one_of(words['done'])}{{1,3}}{one_of(words['when'])}")


@lru_cache(maxsize=4096)
def names_limits(header: str) -> bool:
    """Whether a column is called after what is done by the times in it: 完成月份, 计划办结季度."""
    return _due().fullmatch(header) is not None


@cache
def _done() -> re.Pattern[str]:
    words = load("headers")
    return re.compile(rf"{one_of(words['due']['done'])}{{1,3}}{one_of(words['happened']['when'])}")


@lru_cache(maxsize=4096)
def names_when_done(header: str) -> bool:
    """Whether a column beside one of limits may say when things were done: 整改完成时间."""
    return _done().fullmatch(header) is not None


@cache
def _person() -> re.Pattern[str]:
    label, called = load("roles")["label"], load("headers")["called"]
    does = one_of([*role_stems(), *called["owners"], *called["doers"]])
    offices = one_of([*label["offices"], *label["persons"], *load("headers")["people_ends"]])
    return re.compile(rf"{one_of(label['prefixes'])}*{does}{{1,3}}(?:[省市县区镇乡村局校院部]级?)?{offices}")


@lru_cache(maxsize=4096)
def names_people(header: str) -> bool:
    """Whether a column is called after what people do: 牵头负责领导, 配合人."""
    return _person().fullmatch(header) is not None


@lru_cache(maxsize=4096)
def role_beside_people(header: str) -> Role | None:
    """The role of the units that a column of people names in brackets: 牵头人（部门）."""
    people, _, inside = header.partition("（")
    label = load("roles")["label"]
    if not inside.endswith("）") or inside[:-1] not in label["nouns"]:
        return None
    known = people in {*label["persons"], *load("headers")["column"]["person"]} or names_people(people)
    return named_role(people) or Role.RESPONSIBLE if known else None


@cache
def _aside() -> re.Pattern[str]:
    words = load("headers")["aside"]
    return re.compile(rf"{one_of(words['done'])}(?:{one_of(words['bodies'])}[/、和及或]?)++(?:名称)?")


@cache
def vague_headers() -> frozenset[str]:
    """What columns of units are called that may hold something else: 单位, 分工, 乡镇."""
    words = load("headers")
    return frozenset([*words["vague"], *words["places"]])


def names_a_column(word: str) -> bool:
    """Whether a word alone is what columns of tables are called: 序号, 任务, 责任单位."""
    return word in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(chain.from_iterable(load("headers")["column"].values()))


@lru_cache(maxsize=4096)
def names_bystanders(header: str) -> bool:
    """Whether a column holds bodies that have nothing to do: 提案单位, 所在乡镇, 中标单位."""
    return _aside().fullmatch(header) is not None

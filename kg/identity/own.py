"""Offices and organs of the department, school or company whose document it is, named without it.

What is taken for its own is never taken for one of the place, so the 团委 of two schools stay two.
"""

from __future__ import annotations

from kg.identity import bodies
from kg.identity.levels import level_word
from kg.identity.places import Jurisdiction, divisions
from kg.lexicon import load


def may_hold_offices(name: str, body: bodies.Body | None) -> bool:
    """Whether what is called so (`body` in the table) is a department, school or company: no government.

    The offices a government names are bodies of its place.
    """
    words = load("units")["office"]
    ends = tuple(words["holders"])
    if name.endswith(tuple(words["not_holders"])):
        return False
    if body:
        return body.is_department or body.of_party or body.name.endswith(ends)
    return bodies.is_private(name) or name.endswith(ends)


def is_part_of(name: str, holder: str) -> bool:
    """Whether `name` is that of an office or organ behind the name of its holder: 财政局国库科 of 财政局."""
    rest = name.removeprefix(holder).partition("（")[0]
    if rest in ("", name) or not may_hold_offices(holder, bodies.general().get(holder)):
        return False
    words = load("units")["office"]
    if rest in words["names"] or rest in words["organs"] or rest in words["organs_alone"]:
        return True
    ends = (*words["ends"], *words["private_ends"], *(end for row in words["more"] for end in row["ends"]))
    return rest.endswith(ends) and not _ends_as_another(rest, holder)


def of_own_village(name: str, issuer: str) -> str:
    """村妇联, 村委会 in the document of the committee of a village, "" for any other name."""
    words = load("units")["village"]
    end = next((end for end in words["committees"] if issuer.endswith(end)), "")
    if not end or name in words["committees"]:
        return issuer if end else ""
    village = issuer.removesuffix(end)
    word = next((word for word in words["words"] if village.endswith(word) and name.startswith(word)), "")
    rest = name.removeprefix(word)
    is_body = rest in bodies.general() or bodies.has_known_ending(rest)
    return village + rest if word and is_body else ""


def own_office(name: str, issuer: str, home: Jurisdiction | None, *, in_list: bool) -> str:
    """`name` as a part of `issuer`, "" where it is none; `in_list`: behind a name with a level word."""
    name = _behind_own_word(name, issuer, home)
    if _is_organ(name, issuer, in_list=in_list):
        return _party_organ(name)
    return name if _is_office(name, issuer, home) else ""


def _behind_own_word(name: str, issuer: str, home: Jurisdiction | None) -> str:
    """办公室 of 局办公室 where the issuer is a 局 and what is left is one of its parts, else the name."""
    words = load("units")["office"]
    for row in words["own"]:
        rest = name.removeprefix(row["word"])
        if rest == name or not issuer.endswith(tuple(row["of"])) or rest.startswith(tuple(words["not_own"])):
            continue
        rest = words["short"].get(rest, rest)
        if _is_organ(rest, issuer, in_list=False) or _is_office(rest, issuer, home):
            return str(rest)
    return name


def _is_organ(name: str, issuer: str, *, in_list: bool) -> bool:
    """Whether a body of that name is the issuer's own: 机关党委; 团委 may also go on a list of the place's.

    A school or company has organs of the party of its own, a bureau has none but its 机关党委.
    """
    words = load("units")["office"]
    if name in words["organs"]:
        return True
    if not bodies.is_private(issuer):
        return name in words["organs_alone"] and not in_list
    body = bodies.general().get(name)
    return name in words["organs_alone"] or (body is not None and body.of_party and name.endswith("部"))


def _party_organ(name: str) -> str:
    body = bodies.general().get(name)
    return "党委" + body.name if body and body.of_party else name


def _is_office(name: str, issuer: str, home: Jurisdiction | None) -> bool:
    words = load("units")["office"]
    if name in words["names"]:
        return True
    ends = [*words["ends"], *(words["private_ends"] if bodies.is_private(issuer) else ())]
    ends += [end for row in words["more"] if issuer.endswith(tuple(row["of"])) for end in row["ends"]]
    if not name.endswith(tuple(ends)) or _ends_as_another(name, issuer) or name in bodies.general():
        return False
    inside = name[:-1]
    for word in (*words["inside"], *(["党委"] if bodies.is_private(issuer) else [])):
        inside = inside.replace(word, "")
    stands_apart = any(word in inside for word in words["not_inside"]) and not _opens_own(name, issuer)
    is_whole = level_word(name) or divisions().prefix(name, home) or name.startswith(_state_words())
    return not (stands_apart or is_whole)


def _state_words() -> tuple[str, ...]:
    return ("中国", *load("units")["state_prefixes"])


def _ends_as_another(name: str, issuer: str) -> bool:
    """Whether the ending is that of a body of its own: 公园管理处, but 资产管理处 of a 大学."""
    words = load("units")["office"]
    too = tuple(words["private_too"]) if bodies.is_private(issuer) else ()
    return name.endswith(tuple(words["not_ends"])) and not (too and name.endswith(too))


def _opens_own(name: str, issuer: str) -> bool:
    """院感科 of a 医院."""
    rows = load("units")["office"]["own"]
    return any(name.startswith(row["word"]) and issuer.endswith(tuple(row["of"])) for row in rows)

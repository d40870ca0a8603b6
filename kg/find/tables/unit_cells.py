"""Cells of units: headers that name several roles, units with numbers, units with their people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from unicodedata import numeric

from kg.find.assignments.clause import Clause, Party
from kg.find.assignments.clauses import parse_clause
from kg.find.names.people import looks_like_a_person
from kg.find.tables.cell_duties import placed, told_duties
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_body, is_kind, is_single
from kg.words.columns import names_people, role_in_brackets
from kg.words.names import is_name
from kg.words.roles import find_labels, first_listed_pattern, named_role, role_of_label, role_stems

_PARTS = re.compile("以及|[/、及和与或（）]")
_BRACKET = re.compile("（([^（）]*)）")
_ROLE_INSIDE = re.compile("[^（）]+（[^（）、/]+）(?:单位|部门)?")
_ENTRY = re.compile(r"[①-⑳⑴-⒇⒈-⒛]|（(\d{1,2})）|(\d{1,2})[.、）](?!\d(?!\d{3}[年.]|\d?月))")
_ROUND = re.compile("[（〔）〕]")
_OF_PLACES = ("政府", "党委", "党工委")
_PIECES = re.compile("[、，；：/（）]")
_ALL_OF_A_KIND = re.compile("各[^、，；：/（）]{1,4}$")
_LONGEST_KIND = 5
_LONGEST_HEADER = 20
_BY_DUTY = re.compile(r"按照?(?:各自)?职[责能](?:分工)?$")
_DIGITS = r"(?<!\d)(?:1[3-9]\d{9}|(?:0\d{2,3}[-—－]?)?[2-9]\d{6,7})(?!\d)"
_PHONE = re.compile(rf"（[^（）、]{{0,12}}{_DIGITS}）|[，：:]?(?:联系)?(?:电话)?[：:]?{_DIGITS}")


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says of its cells: the roles in printed order, each with its word, and whether people."""

    roles: tuple[tuple[Role, str], ...]
    people: bool


# ---------------------------------------------------------------- headers


@cache
def _role_word() -> re.Pattern[str]:
    label = load("roles")["label"]
    prefixes, nouns = one_of(label["prefixes"]), one_of(label["nouns"])
    return re.compile(rf"{prefixes}*{one_of(role_stems())}{{1,2}}{nouns}?")


@lru_cache(maxsize=1024)
def header_says(header: str) -> Header:
    """What 牵头/配合单位, 责任单位（牵头、配合） or 责任单位及责任人 says of the cells below it."""
    if first_listed_pattern().search(header):
        return Header((), people=False)
    if role := role_in_brackets(header):
        return Header(((role, header),), people=False)
    inside = _BRACKET.search(header)
    within = _roles(inside[1]) if inside else ()
    people = any(map(_is_of_people, _parts(header)))
    return Header(within if len(within) > 1 else _roles(header, people=people), people)


def _parts(header: str) -> list[str]:
    """The names of columns in a header; one of people may stand right behind one of units: 责任单位责任人."""
    parts = _PARTS.split(header)
    both = (_units_and_people().fullmatch(part) for part in parts)
    return [name for part, two in zip(parts, both, strict=True) for name in (two.groups() if two else [part])]


@cache
def _units_and_people() -> re.Pattern[str]:
    label = load("roles")["label"]
    people = [*label["persons"], *load("headers")["column"]["person"]]
    prefixes, nouns = one_of(label["prefixes"]), one_of(label["nouns"])
    return re.compile(rf"({prefixes}*{one_of(role_stems())}{{1,2}}{nouns})({one_of(people)})")


def _is_of_people(part: str) -> bool:
    words = {*load("roles")["label"]["persons"], *load("headers")["column"]["person"]}
    return part in words or part.endswith("领导") or names_people(part)


def _roles(header: str, *, people: bool = False) -> tuple[tuple[Role, str], ...]:
    found: dict[Role, str] = {}
    for part in _parts(header):
        if _is_of_people(part):
            continue
        if _role_word().fullmatch(part):
            found.setdefault(role_of_label(part), part)
        elif people and part in load("roles")["label"]["nouns"]:
            found.setdefault(named_role(header) or Role.RESPONSIBLE, part)
    return tuple(found.items())


def combined_kind(header: str) -> str | None:
    """The kind of column that a header of several roles, or of units and people, names."""
    if len(header) > _LONGEST_HEADER:
        return None
    says = header_says(header)
    if not says.roles or (len(says.roles) < 2 and not says.people):
        return None
    return str(says.roles[0][0] if len(says.roles) == 1 else Role.RESPONSIBLE)


# ---------------------------------------------------------------- cells


def read_unit_cell(dense: Dense, start: int, end: int, role: Role, header: str) -> Clause:
    """What the cell ``start:end`` says below a header of this role, with or without brackets around it."""
    if _is_bracketed(dense.text[start:end]):
        start, end = start + 1, end - 1
    if by := _BY_DUTY.search(dense.text, start, end):
        end = by.start()
    phones = [found.span() for found in _PHONE.finditer(dense.text, start, end)]
    if phones:
        bounds = pairwise([start, *(at for phone in phones for at in phone), end])
        parts = [bound for bound in list(bounds)[::2] if bound[0] < bound[1]]
        return Clause.of_all(read_unit_cell(dense, *part, role, header) for part in parts)
    if "：" in dense.text[start:end] and (behind := placed(dense, start, end, role, header)).parties:
        return behind
    says = header_says(header)
    if says.people and says.roles:
        return _with_people(dense, start, end, says.roles[0], header)
    inside = _ROLE_INSIDE.fullmatch(header)
    if len(says.roles) == 2 and inside and (both := _in_brackets(dense, start, end, says.roles)):
        return both
    plain = _numbered(dense, start, end, role, header)
    if not plain.parties and (told := told_duties(dense, start, end, role, header)).parties:
        return told
    if len(says.roles) < 2 or any(party.label != header for party in plain.parties):
        return plain
    return _in_turn(dense, start, end, says.roles) or plain


def _is_bracketed(text: str) -> bool:
    """Whether one pair of brackets holds all of a text."""
    depth, closed = 0, len(text)
    for mark in _ROUND.finditer(text):
        depth += 1 if mark[0] in "（〔" else -1
        closed = min(closed, mark.end() if depth == 0 else closed)
    return text.startswith(("（", "〔")) and depth == 0 and closed == len(text)


def _in_brackets(dense: Dense, start: int, end: int, roles: tuple[tuple[Role, str], ...]) -> Clause | None:
    """Units before and in brackets, as those of their header: 区教育局（区财政局） below 牵头（配合）单位."""
    notes = [
        note
        for note in _BRACKET.finditer(dense.text, start, end)
        if (names := parse_clause(dense, *note.span(1), *roles[1]).names(dense.text))
        and all(is_body(name) and not is_kind(name) for name in names)
    ]
    edges = [start, *(at for note in notes for at in (note.start(), *note.span(1), note.end())), end]
    parts = [(edges[at], edges[at + 1], *roles[at // 2 % 2]) for at in range(0, len(edges), 2)]
    return Clause.of_all(_numbered(dense, *one) for one in parts if one[0] < one[1]) if notes else None


def _in_turn(dense: Dense, start: int, end: int, roles: tuple[tuple[Role, str], ...]) -> Clause | None:
    """Units set apart as the roles of their header are: 区教育局/区财政局 below 牵头/配合单位.

    One unit alone has the first of the roles.
    """
    for cuts in _ways_to_cut(dense, start, end):
        bounds = [(start, cuts[0]), *pairwise(cuts), (cuts[-1], end)] if cuts else [(start, end)]
        if len(bounds) == len(roles):
            pairs = zip(bounds, roles, strict=True)
            return Clause.of_all(_numbered(dense, *bound, *role) for bound, role in pairs)
    alone = _numbered(dense, start, end, *roles[0])
    return alone if len(alone.parties) == 1 else None


def _ways_to_cut(dense: Dense, start: int, end: int) -> Iterator[list[int]]:
    text = dense.text
    yield [at for at in range(start, end) if text[at] == "/"]
    yield [at for at in range(start, end) if text[at] == "；"]
    yield [at for at in dense.gaps(start, end, Gap.LINE) if text[at - 1] not in "、，和及"]


# ---------------------------------------------------------------- numbers before the units


def _numbered(dense: Dense, start: int, end: int, role: Role, label: str) -> Clause:
    """The clause of a cell, without the numbers of a list in it: 1.市教育局 2.市财政局."""
    entries = entry_numbers(dense.text, start, end)
    if not entries:
        return parse_clause(dense, start, end, role, label)
    said: list[Clause] = []
    at = start
    for match in find_labels(dense.text, start, end):
        said += _list(dense, at, match.start(), entries, (role, label))
        printed = match.group("label") or match.group("bare")
        at = match.end() if printed else match.start()
        role, label = (role_of_label(printed), printed) if printed else (role, label)
    return Clause.of_all([*said, *_list(dense, at, end, entries, (role, label))])


def _list(
    dense: Dense, start: int, end: int, entries: list[tuple[int, int]], role: tuple[Role, str]
) -> Iterator[Clause]:
    """The clauses between the numbers that stand in ``start:end``."""
    low = start
    for mark, behind in [*(entry for entry in entries if start <= entry[0] < end), (end, end)]:
        if low < mark:
            yield parse_clause(dense, low, mark, *role)
        low = behind


def entry_numbers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the numbers of a list stand, which begins at 1 and counts on."""
    found: list[tuple[int, int]] = []
    following = 1
    for match in _ENTRY.finditer(text, start, end):
        number = int(match[1] or match[2] or numeric(match[0]))
        if number not in (following, 1):
            continue
        found.append(match.span())
        following = number + 1
    return found


# ---------------------------------------------------------------- units and people


def _with_people(dense: Dense, start: int, end: int, role: tuple[Role, str], header: str) -> Clause:
    """The units of a cell that names people as well: 区教育局 张三, 区教育局（张三）."""
    if any(match.group("label") or match.group("bare") for match in find_labels(dense.text, start, end)):
        return _numbered(dense, start, end, role[0], header)
    clause = Clause()
    for low, high in _pieces(dense, start, end):
        words = dense.text[low:high]
        if is_name(words):
            clause.parties.append(Party(low, high, role[0], header))
        elif _is_role(words) and clause.parties:
            clause.parties[-1] = clause.parties[-1]._replace(role=role_of_label(words), label=words)
        elif named := _before_office(words):
            clause.parties.append(Party(low, low + named, role[0], header))
            clause.persons.append((low + named, high))
        elif _is_person(words) or _is_of_people(words):
            clause.persons.append((low, high))
        else:
            clause.unread.append((low, high))
    return clause


def _is_role(words: str) -> bool:
    """Whether a piece says how the unit before it stands to the task: 牵头."""
    return _role_word().fullmatch(words) is not None


def _pieces(dense: Dense, start: int, end: int) -> list[tuple[int, int]]:
    """What white space, commas and brackets part; a name that a line break cut is one piece again."""
    marks = [one.span() for one in _PIECES.finditer(dense.text, start, end) if not _in_name(dense.text, one)]
    marks += [(at, at) for at in dense.gaps(start, end, Gap.SPACE)]
    marks += entry_numbers(dense.text, start, end)
    marks.sort()
    pieces: list[tuple[int, int]] = []
    for (_, low), (high, _) in pairwise([(start, start), *marks, (end, end)]):
        if low >= high:
            continue
        before = pieces[-1] if pieces and pieces[-1][1] == low else None
        if before and _is_cut(dense.text, *before, high):
            pieces[-1] = (before[0], high)
        else:
            pieces.append((low, high))
    return pieces


def _in_name(text: str, mark: re.Match[str]) -> bool:
    """Whether a bracket belongs to a name: 各村（居）, also one of another kind of bodies: 各村（社区）."""
    at = mark.start() if mark[0] == "（" else text.rfind("（", 0, mark.start())
    inner = _BRACKET.match(text, at) if mark[0] in "（）" else None
    if inner is None:
        return False
    if is_kind(inner[1]) and _ALL_OF_A_KIND.search(text, max(at - _LONGEST_KIND, 0), at):
        return True
    says = (_is_role, _is_person, is_name, str.isdigit)
    return not any(test(words) for words in inner[1].split("、") for test in says)


def _is_cut(text: str, start: int, at: int, end: int) -> bool:
    """Whether ``start:end`` is one name, of which only a part stands before `at`."""
    first = text[start:at]
    return not (is_name(first) or _is_person(first)) and is_name(text[start:end])


@cache
def _at_office() -> re.Pattern[str]:
    offices = one_of(load("roles")["label"]["offices"])
    return re.compile(rf"(?P<body>.{{3,}}?)(?:党[委组工]+)?副?{offices}(?![办部])")


def _before_office(words: str) -> int:
    """Where the name of a body ends before the office of somebody in it: 县水利局局长, but 县委副书记."""
    found = _at_office().match(words)
    body = found["body"] if found else ""
    return len(body) if is_single(body) and is_name(body) and not _is_at_head(body) else 0


def _is_at_head(body: str) -> bool:
    """Whether a body is that of a whole place, for which those at its head do not stand: 县政府, 市委."""
    return body in load("names")["names"] or body.endswith(_OF_PLACES)


def _is_person(words: str) -> bool:
    """Whether a piece is somebody's name, with or without an office, or an office alone."""
    return any(office in words for office in load("roles")["label"]["offices"]) or looks_like_a_person(words)

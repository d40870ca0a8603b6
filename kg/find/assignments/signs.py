"""Signs beside the names of units, which a note explains: 区教育局*, 带*的为牵头单位."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from kg.find.assignments.clause import Party
from kg.find.assignments.marker import Marker
from kg.find.assignments.ticks import BOXES, ticked
from kg.find.text.dense import Dense
from kg.lexicon import load, one_of
from kg.model import Role, squeeze
from kg.words.roles import first_characters, is_inner, role_of_label, role_of_stem, role_stems, tail_words

_BETWEEN_NAMES = "、，；：/（ \t\n"
_NEAR = 40  # characters around a sign that say what it means
_TELLS = "："  # a sign before a label may open its line: ★牵头单位：A


@cache
def role_word() -> str:
    """The pattern of a word for a role, which marks a unit or explains a mark: 牵头, 配合单位."""
    words = one_of([*tail_words(), *role_stems()])
    return rf"{words}(?:责任)?(?:{one_of(load('roles')['label']['nouns'])}|方)?"


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('headers')['mark']['rest'])}[^，。；]{{0,6}}?为(?P<role>{role_word()})")


def signs_beside_names() -> list[str]:
    """The signs that may stand beside names."""
    marks = load("headers")["mark"]
    return [sign for sign in (*marks["signs"], *marks["beside"]) if len(sign) == 1]


def _signs_in_text() -> list[str]:
    """Those of them that are no letters, which in running text are parts of words."""
    return [sign for sign in signs_beside_names() if not sign.isalnum()]


def _meaning_words() -> list[str]:
    """What may stand between a sign of running text and what it means."""
    return [word for word in load("headers")["mark"]["means"] if word != _TELLS]


class Signs:
    """The roles that signs beside names stand for by the words of `notes`; else which `boxes` are ticked."""

    def __init__(self, dense: Dense, notes: str, signs: Iterable[str], *, boxes: bool) -> None:
        self._dense = dense
        self._boxes = boxes
        self._roles = meanings(notes, signs)
        rest = _rest().search(notes) if self._roles else None
        self._rest = (role_of_label(rest["role"]), rest["role"]) if rest else None

    @classmethod
    def of_text(cls, dense: Dense, start: int, end: int) -> Signs:
        """Those that the sentences of the dense stretch ``start:end`` explain."""
        folded, span = dense.folded, dense.span(start, end)
        signs = _signs_in_text()
        inside = {sign for sign in (*signs, *BOXES) if folded.find(sign, span.start, span.end) >= 0}
        boxes = not BOXES.isdisjoint(inside)
        if not inside:
            return cls(dense, "", (), boxes=False)
        near = (max(span.start, one.start() - _NEAR) for one in _near_words().finditer(folded, *span))
        found = (_explained().search(folded, low, min(low + 2 * _NEAR, span.end)) for low in near)
        notes = dict.fromkeys(squeeze(one[0]) for one in found if one)
        return cls(dense, "\n".join(notes), signs if notes else (), boxes=boxes)

    def told(self, parties: Sequence[Party]) -> list[Party]:
        """Units of a list in the roles their signs say; beside such a unit others may have one too."""
        if not self._roles:
            return ticked(self._dense, parties) if self._boxes else list(parties)
        signs = [self._sign(party) for party in parties]
        if not any(signs):
            return list(parties)
        said = [(self._roles[sign], sign) if sign else self._rest for sign in signs]
        return [
            party._replace(role=one[0], label=one[1]) if one else party
            for party, one in zip(parties, said, strict=True)
        ]

    def told_markers(self, markers: list[Marker]) -> list[Marker]:
        """The markers with the roles that signs beside their units say."""
        if not (self._roles or self._boxes):
            return markers
        return [
            replace(one, clause=replace(one.clause, parties=self.told(one.clause.parties))) for one in markers
        ]

    def _sign(self, party: Party) -> str | None:
        """The sign right behind a name, or right before it."""
        span = self._dense.span(party.start, party.end)
        behind = self._dense.folded[span.end : span.end + 1]
        if behind in self._roles:
            return behind
        before = self._dense.folded[max(0, span.start - 2) : span.start]
        alone = before[-1:] in self._roles and before[:-1] in _BETWEEN_NAMES
        return before[-1] if alone else None


@cache
def _near_words() -> re.Pattern[str]:
    """A sign right before or behind what may lead to its meaning, which no mark of a list or heading is."""
    mark = load("headers")["mark"]
    firsts = first_characters([*mark["called"], *_meaning_words()])
    lasts = first_characters(word[-1] for word in mark["written"])
    return re.compile(rf"{one_of(_signs_in_text())}(?:(?=[”\"）]?[{firsts}])|(?<=[“\"（{lasts}].))")


@cache
def _explained() -> re.Pattern[str]:
    """A sentence of running text that says what a sign means: 带*的为牵头单位，其余为配合单位."""
    mark = load("headers")["mark"]
    signs, means = one_of(_signs_in_text()), one_of(_meaning_words())
    called, written = one_of(mark["called"]), one_of(mark["written"])
    return re.compile(
        rf"(?:{signs}[”\"）]?{called}{{0,3}}{means}{role_word()}"
        rf"|{role_word()}{written}{{1,2}}[“\"（]?{signs}(?!(?<=：.)[\u4e00-\u9fa5]))[^。；\n]{{0,20}}"
    )


def explained_by_print(dense: Dense, start: int, end: int) -> tuple[int, int] | None:
    """Where a text says that bold or underlined names have a role, which it does not show itself."""
    if not any(dense.text.find(word, start, end) >= 0 for word in load("headers")["mark"]["prints"]):
        return None
    match = _print_explained().search(dense.text, start, end)
    return match.span() if match else None


@cache
def _print_explained() -> re.Pattern[str]:
    mark = load("headers")["mark"]
    prints, called = one_of(mark["prints"]), one_of(mark["called"])
    printed = rf"{prints}(?:[（、或和]{{0,2}}{prints}）?)*"
    means, written = one_of(_meaning_words()), one_of(mark["written"])
    role = rf"(?:总|主要)?{role_word()}"
    return re.compile(
        rf"{printed}(?:字体?|部分|显示)?{called}{{0,2}}(?:均|者)?{means}{role}|{role}[均已]?{written}{{1,3}}{printed}"
    )


def explains_a_sign(text: str) -> bool:
    """Whether a text begins with a sign and what it means: √为牵头单位，○为配合单位."""
    return _explained().match(text) is not None


def meanings(text: str, signs: Iterable[str]) -> dict[str, Role]:
    """The roles that signs stand for by the words of a note.

    Inner divisions (★为牵头科室) have the tasks where no sign is of anybody else.
    """
    words = {sign: word for sign in signs if (word := meaning_of(text, sign))}
    read = role_of_stem if all(map(is_inner, words.values())) else role_of_label
    return {sign: read(word) for sign, word in words.items()}


def meaning_of(text: str, sign: str) -> str | None:
    """The word for what a sign stands for by the words of a note: ▲为牵头单位, 牵头单位用▲标注."""
    role, mark = role_word(), re.escape(sign)
    called, means, written = (
        one_of(load("headers")["mark"][name]) for name in ("called", "means", "written")
    )
    patterns = (
        rf"{mark}[”\"）]?{called}{{0,2}}{means}?(?P<role>{role})",
        rf"(?P<role>{role}){written}{{0,2}}[“\"（]?{mark}",
    )
    found = next((match for one in patterns if (match := re.search(one, text))), None)
    return found["role"] if found else None

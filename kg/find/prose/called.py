"""Sentences whose units are said to own or help with a work, and then told what they do.

县财政局为配合单位，做好资金保障. 县公安局、县法院按照各自职责，联合打击犯罪.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.names.bodies import units_of
from kg.find.prose.duty import Duty
from kg.find.prose.helpers import deed, supporters
from kg.find.prose.reach import sentence_end
from kg.find.text.dense import Dense
from kg.find.text.outline import Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_class, is_kind
from kg.words.marks import behind_last
from kg.words.roles import adverbs, first_characters, role_of_label, role_stems

_LONGEST_LIST = 120
_STOPS = "。；："


def called_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """Such sentences of a dense stretch, which begin with bodies; what follows is a deed or who helps."""
    text = dense.text
    for word in _called().finditer(text, start, end):
        item = outline.innermost(word.start())
        low = max(start, word.start() - _LONGEST_LIST, dense.paragraph_start(word.start()))
        low = behind_last(_STOPS, text, max(low, item.body if item else low), word.start())
        role = role_of_label(word["label"]) if word["label"] else Role.RESPONSIBLE
        parties = units_of(dense, low, word.start(), role, word["label"] or "")
        if not parties:
            continue
        stop = sentence_end(dense, word.end(), end)
        helpers = supporters(dense, word.end(), stop)
        names = [text[one.start : one.end] for one in (*parties, *helpers)]
        if all(is_class(name) or is_kind(name) for name in names):
            continue  # 各部门按照各自职责，加强协作
        if helpers or _deed().match(text, word.end() + 1):
            yield Duty(low, stop, (*parties, *helpers), word.end(), False)


@cache
def _called() -> re.Pattern[str]:
    """What units are called, or that each does its share, before a comma."""
    words = load("roles")
    label = rf"{one_of(role_stems())}+{one_of(words['label']['nouns'])}"
    shares = [word for word in words["tail"]["adverbs"] if word.endswith(tuple(words["tail"]["shares"]))]
    first = first_characters([*shares, *"作为是"])
    return re.compile(rf"(?=[{first}])(?:(?:作为|[为是])(?P<label>{label})|{one_of(shares)})(?=，)")


@cache
def _deed() -> re.Pattern[str]:
    return re.compile(rf"{adverbs()}(?:{deed().pattern})")

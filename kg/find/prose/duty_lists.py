"""Lists of duties: items, paragraphs or sentences that nearly all begin with units and what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.find.names.bodies import end_of_bodies, units_of
from kg.find.prose.duties import Duty
from kg.find.prose.helpers import helpers_behind, supporters, verb_pattern
from kg.find.prose.reach import SENTENCE_END
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.lexicon import load
from kg.model import Role
from kg.words.names import is_collective
from kg.words.times import limit_first

_OF_SENTENCES = ("负责", "牵头")
_ASKS = ("应", "要", "须")
_POINTS = ("ordinal", "circled")  # 一是…；二是… stand inside a paragraph
_FEWEST = 3
_NEARLY_ALL = 0.7

Stretch = tuple[int, int]


def listed_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """The duties of such lists in the dense stretch ``start:end``: （一）公安局强化巡查。（二）教育局要演练。

    What all of a class are asked to do (各地要加强领导) is no evidence of a list. Articles have rules of
    their own, and so have sentences with 负责 and 牵头.
    """
    for parent in (None, *outline.items):
        children = [one for one in outline.children(parent) if one.style != "article"]
        yield from _duties(dense, [(one.body, one.end) for one in children]) or ()
    for low, high in _leaves(start, end, outline):
        bounds = [low, *dense.paragraphs(low, high), high]
        stops = (match.end() for match in SENTENCE_END.finditer(dense.text, low, high))
        sentences = sorted({*bounds, *stops})
        yield from _duties(dense, list(pairwise(bounds))) or _duties(dense, list(pairwise(sentences))) or ()


def _leaves(start: int, end: int, outline: Outline) -> Iterator[Stretch]:
    """The stretches of text without numbers in them: before the first item, and in items without others."""
    yield start, outline.next_start(start, end)
    for item in outline.items:
        if item.style not in ("article", *_POINTS) and all(
            one.style in _POINTS for one in outline.children(item)
        ):
            yield item.body, item.end


def _duties(dense: Dense, stretches: Sequence[Stretch]) -> list[Duty] | None:
    """The duties of a list, one after the other; None where it is none."""
    if len(stretches) < _FEWEST:
        return None
    found = [duty for low, high in stretches if (duty := _duty(dense, low, high))]
    evidence = [duty for duty in found if not _asks_all(dense, duty)]
    if len(evidence) < max(_FEWEST, _NEARLY_ALL * len(stretches)):
        return None
    return [duty for duty in found if not dense.text.startswith(_OF_SENTENCES, duty.clause_end)]


def _duty(dense: Dense, start: int, end: int) -> Duty | None:
    """Units, perhaps behind their limit, and what they do: 2024年6月底前，市水务局完成普查."""
    limit = limit_first().match(dense.text, start, end)
    first = limit.end() + 1 if limit and dense.text.startswith("，", limit.end()) else start
    stop = end_of_bodies(dense, first, end, _verb())
    if stop is None or dense.gap(stop) >= Gap.LINE or _reports(dense.text, stop):
        return None
    role = Role.LEAD if dense.text.startswith("牵头", stop) else Role.RESPONSIBLE
    helpers, after = helpers_behind(dense, stop, end)
    parties = (*units_of(dense, first, stop, role, ""), *helpers, *supporters(dense, after, end))
    return Duty(start, end, parties, after, False)


def _reports(text: str, at: int) -> bool:
    """Whether the verb at `at` tells what was done: 完成了."""
    verb = _verb().match(text, at)
    return verb is not None and text.startswith("了", verb.end())


def _asks_all(dense: Dense, duty: Duty) -> bool:
    classes = all(is_collective(dense.text[one.start : one.end]) for one in duty.parties)
    return classes and dense.text.startswith(_ASKS, duty.clause_end)


@cache
def _verb() -> re.Pattern[str]:
    words = load("duties")
    return verb_pattern([*words["list_verbs"], *words["verbs"]])

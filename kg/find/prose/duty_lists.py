"""Lists of duties: items, paragraphs or sentences that nearly all begin with units and what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from kg.find.names.bodies import LONGEST_NAMES, asked_units, end_of_bodies, in_a_word, units_of
from kg.find.prose.duty import Duty
from kg.find.prose.headed import behind_label, role_told, tells_a_duty
from kg.find.prose.helpers import (
    duties_verb,
    helpers_behind,
    helps_with,
    no_name_behind,
    phrase_between,
    supporters,
    verb_pattern,
)
from kg.find.prose.nothing import (
    are_works,
    asks_nothing,
    does_nothing,
    handed_on,
    is_done,
    only_allows,
    only_decides,
    pays,
)
from kg.find.prose.reach import SENTENCE_END
from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Item, Outline
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import CHARGED, is_body
from kg.words.marks import behind_last
from kg.words.names import NAME_STARTS, is_collective, is_cut, is_rest
from kg.words.roles import adverbs, first_characters
from kg.words.times import limit_first

_OF_SENTENCES = ("负责", "牵头")
_HEADINGS = ("article", "chapter")
_POINTS = ("ordinal", "circled")  # 一是…；二是… stand inside a paragraph
_FEWEST = 3
_FEWEST_NAMED = 2  # where every stretch begins with units
_NEARLY_ALL = 0.7
_LONGEST_HEADING = 30
_SHORTEST_SENTENCE = 8
_SHORTEST_BODY, _LONGEST_BODY = 4, 20
_MARK = re.compile("[，。；：、]")
_CASE_ENDS = "后时"

Stretch = tuple[int, int]


def listed_duties(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[Duty]:
    """The duties of such lists in the dense stretch ``start:end``: （一）公安局强化巡查。（二）教育局要演练。

    What all of a class are asked to do (各地要加强领导) is no evidence of a list. Articles have rules of
    their own, chapters are headings, and so have sentences with 负责 and 牵头. Items beside each other
    that are no lists by themselves may be one together: of their paragraphs nearly all begin so.
    """
    items = outline.inside(start, end)
    for siblings in ([one for one in items if one.parent < 0], *map(outline.children, items)):
        listed = [one for one in siblings if one.style not in _HEADINGS]
        for duty in _duties(dense, [(one.body, one.end) for one in listed]) or ():
            yield duty
            yield from _told_later(dense, duty, outline)
    bodies = {item.start: item.body for item in items}
    short: dict[tuple[int, str], list[Stretch]] = {}
    for low, high in _leaves(start, outline.next_start(start, end), items, outline):
        bounds = _without_heading(dense, [low, *dense.paragraphs(low, high), high])
        stops = (match.end() for match in SENTENCE_END.finditer(dense.text, low, high))
        sentences = sorted({*bounds, *(stop for stop in stops if stop > bounds[0])})
        paragraphs = _behind_numbers(bounds, bodies)
        found = (
            _duties(dense, paragraphs)
            or _duties(dense, _behind_numbers(sentences, bodies))
            or _duties(dense, _behind_numbers(_without_first(dense, sentences), bodies))
            or list(_labelled(dense, *bounds[:2]))
        )
        for duty in found:
            yield duty
            yield from _told_later(dense, duty, outline)
        item = outline.innermost(low)
        if item and not found:
            section = item.parent, item.number.rpartition(".")[0]
            short.setdefault(section, []).extend(one for one in paragraphs if _is_sentence(dense, *one))
    for paragraphs in short.values():
        yield from _duties(dense, paragraphs) or ()


def _behind_numbers(bounds: list[int], bodies: dict[int, int]) -> list[Stretch]:
    """The stretches between `bounds`; of items, whose starts lead to their `bodies`, without the number."""
    return [(bodies.get(low, low), high) for low, high in pairwise(bounds)]


def _leaves(start: int, first: int, items: Sequence[Item], outline: Outline) -> Iterator[Stretch]:
    """The stretches of text without numbers in them: before the `first` item, and in items without others."""
    if start < first:
        yield start, first
    for item in items:
        if item.style not in ("article", *_POINTS) and all(
            one.style in _POINTS for one in outline.children(item)
        ):
            yield item.body, item.end


def _without_heading(dense: Dense, bounds: list[int]) -> list[int]:
    """The bounds of paragraphs without the first where that is no sentence."""
    return bounds[1:] if len(bounds) > 2 and dense.text[bounds[1] - 1] not in "。；：" else bounds


def _without_first(dense: Dense, bounds: list[int]) -> list[int]:
    """The bounds of sentences without the first where that is a heading: 加强监测。气象部门要会商。…"""
    heading = len(bounds) > _FEWEST + 1 and bounds[1] - bounds[0] <= _LONGEST_HEADING
    return bounds[1:] if heading and dense.text[bounds[1] - 1] == "。" else []


def _labelled(dense: Dense, start: int, end: int) -> Iterator[Duty]:
    """主要职责：市民政局组织救灾: behind its label the duty needs no others beside it."""
    duty = _duty(dense, start, end) if behind_label(dense, start, end) > start else None
    if duty and not dense.text.startswith(_OF_SENTENCES, duty.clause_end):
        yield duty


def _duties(dense: Dense, stretches: Sequence[Stretch]) -> list[Duty] | None:
    """The duties of a list, one after the other; None where it is none."""
    duties = _begun(dense, stretches)
    if duties is None:
        return None
    duties = {low: one for low, one in duties.items() if not (one.end in duties and _leads_in(dense, one))}
    others = [stretch for stretch in stretches if stretch[0] not in duties]
    told = any(tells_a_duty(dense, one.clause_end) for one in duties.values())
    if told:  # else freer lines may be a report of the past
        duties |= {low: duty for low, high in others if (duty := _set_off(dense, low, high))}
    evidence = [duty for duty in duties.values() if not _asks_all(dense, duty)]
    whole = len(duties) == len(stretches) >= _FEWEST and len(evidence) >= _FEWEST_NAMED
    if len(evidence) < _enough(stretches) and not whole:
        return None
    if told:
        free = ((low, _told_freely(dense, low, high)) for low, high in others if low not in duties)
        duties |= {low: duty for low, duty in free if duty}
    found = [duties[low] for low in sorted(duties)]
    return [duty for duty in found if not (_is_of_sentence(dense, duty) or _asks_nothing(dense, duty))]


def _told_later(dense: Dense, duty: Duty, outline: Outline) -> Iterator[Duty]:
    """What later sentences of an item tell others to do: 粮食部门调运粮食。商务部门调运食品。"""
    item = outline.innermost(duty.start)
    for stop in SENTENCE_END.finditer(dense.text, duty.clause_end, duty.end):
        own = stop.group() == "。" and outline.innermost(stop.end()) is item
        later = _duty(dense, stop.end(), duty.end) if own else None
        if later and not (_asks_all(dense, later) or _is_of_sentence(dense, later)):
            yield later


def _asks_nothing(dense: Dense, duty: Duty) -> bool:
    return asks_nothing(dense.text, duty.clause_end, duty.end)


def _is_of_sentence(dense: Dense, duty: Duty) -> bool:
    """Whether a duty is told by 负责 or 牵头 right behind its units, without white space that sets it off."""
    told = _of_sentence().match(dense.text, duty.clause_end)
    return told is not None and dense.gap(duty.clause_end) < Gap.SPACE


@cache
def _of_sentence() -> re.Pattern[str]:
    return re.compile(rf"{adverbs()}{one_of(_OF_SENTENCES)}")


def _enough(stretches: Sequence[Stretch]) -> float:
    """How many stretches must tell a duty."""
    return max(_FEWEST, _NEARLY_ALL * len(stretches))


def _begun(dense: Dense, stretches: Sequence[Stretch]) -> dict[int, Duty] | None:
    """The duties by where their stretches begin; None as soon as the stretches left are too few."""
    spare = len(stretches) - _enough(stretches)
    found: dict[int, Duty] = {}
    for low, high in stretches if spare >= 0 else ():
        if duty := _duty(dense, low, high):
            found[low] = duty
        elif _set_off_at(dense, low, high) is None:
            spare -= 1
            if spare < 0:
                break
    return None if spare < 0 else found


def _leads_in(dense: Dense, duty: Duty) -> bool:
    """其他部门履行以下职责：, with the duties of others right behind it."""
    return dense.text[duty.end - 1] == "："


def listed_duty(dense: Dense, start: int, end: int) -> Duty | None:
    """The duty of an item of a list of duties that begins with its units and a verb, in one line."""
    duty = _duty(dense, start, end)
    if duty is None or _asks_all(dense, duty) or dense.line_end(start) <= duty.clause_end:
        return None
    return duty


def _duty(dense: Dense, start: int, end: int) -> Duty | None:
    """Units, perhaps behind their limit, and what they do: 2024年6月底前，市水务局完成普查."""
    start = behind_label(dense, start, end)
    told = _below_heading(dense, start, end)
    limit = limit_first().match(dense.text, told, end)
    first = limit.end() + 1 if limit and dense.text.startswith("，", limit.end()) else told
    stop = end_of_bodies(dense, first, end, _verb_or_limit())
    if stop is None:
        return None
    verb = limit.end() if (limit := _limit_before_verb().match(dense.text, stop)) else stop
    if dense.ends_paragraph(stop) or CHARGED.match(dense.text, verb, end):
        return None
    if is_done(dense.text, verb, end) or does_nothing(dense.text, verb) or _is_in_case(dense, verb, end):
        return None
    duty = _of_units(dense, start, (first, stop), end, verb)
    by_when = first > told or verb > stop
    if by_when and are_works(dense.text, duty.parties, verb):
        return None
    by = duty.parties[0].start - 1
    if by > first and dense.text[by] == "由" and is_body(dense.text[first:by]):
        return _of_founded(dense, start, (first, by), end)
    idle = by > first and dense.text[by] == "由" and _is_idle(dense.text, by, stop)
    return None if idle or handed_on(dense.text, first, by + 1) else duty


def _is_in_case(dense: Dense, verb: int, end: int) -> bool:
    """Whether a clause only tells when others do something: 气象部门发布预警后，县应急局立即会商."""
    comma = dense.text.find("，", verb, end)
    if comma < 0 or dense.text[comma - 1] not in _CASE_ENDS or _MARK.search(dense.text, verb, comma):
        return False
    return end_of_bodies(dense, comma + 1, end, _verb_or_limit()) is not None


@cache
def _limit_before_verb() -> re.Pattern[str]:
    """A limit right before a verb of duties: 市水务局于6月底前完成普查."""
    limit = r"(?:[于在]|(?=[0-9每]))[0-9年月日季度上中下旬底末初每]{2,12}[前内]"
    return re.compile(rf"(?=[于在0-9每]){limit}(?={duties_verb().pattern})")


@cache
def _verb_or_limit() -> re.Pattern[str]:
    words = load("duties")
    firsts = first_characters(words["list_verbs"] + words["verbs"] + words["between"])
    asked = f"{phrase_between()}{verb_pattern(words['asks']).pattern}"
    either = f"{_limit_before_verb().pattern}|{asked}|{duties_verb().pattern}"
    return re.compile(f"(?=[于在0-9每{firsts}])(?:{either})")  # the first character turns most places away


def _is_idle(text: str, by: int, stop: int) -> bool:
    """Whether 由X, from `by` to `stop`, says who decides, pays or may act, and hands nothing out."""
    return only_decides(text, stop) or pays(text, by, stop) or only_allows(text, by)


def _of_founded(dense: Dense, start: int, units: tuple[int, int], end: int) -> Duty | None:
    """The duty of a body behind the words who founds it: 县指挥部由县政府设立，负责抢险."""
    mark = _MARK.search(dense.text, units[1], end)
    return _of_units(dense, start, units, end) if mark and mark.group() == "，" else None


def _below_heading(dense: Dense, start: int, end: int) -> int:
    """`start`, or where a name opens the text of an item below its heading: 4.1 信息监测⏎市地震局汇总…."""
    limit = min(end, start + _LONGEST_HEADING)
    below = dense.paragraph_end(start, limit)
    heads = below < limit and dense.text[below - 1] not in "。；：，、"
    return below if heads and _opens_below(dense, start, below, end) else start


def _opens_below(dense: Dense, start: int, below: int, end: int) -> bool:
    """Whether a name opens the line at `below`, and does not go over the break from the line before it."""
    text = dense.text
    if text[below] in NAME_STARTS:
        return True
    stop = None if text[start] in NAME_STARTS else end_of_bodies(dense, below, end, _verb_or_limit())
    if stop is None or units_of(dense, start, below, Role.RESPONSIBLE, ""):
        return False
    last = behind_last("，。；：、", text, start, below)
    mark = _MARK.search(text, below, stop)
    left, right = text[last:below], text[below : mark.start() if mark else stop]
    return not (is_cut(left, right) or is_rest(left, right))


def _of_units(dense: Dense, start: int, units: tuple[int, int], end: int, verb: int | None = None) -> Duty:
    """The duty ``start:end`` of `units`; its `verb` may stand behind a limit."""
    first, stop = units
    told = stop if verb is None else verb
    helps = helps_with().match(dense.text, told)
    leads = told + dense.text.startswith("将牵头", told)
    role = Role.SUPPORT if helps else role_told(dense.text, leads, end)
    asking = _asks().match(dense.text, told, end)
    helpers, after = helpers_behind(dense, asking.end() if asking else told, end)
    after = after if helpers else told
    parties = (*asked_units(dense, first, stop, role, ""), *helpers, *supporters(dense, after, end))
    return Duty(start, end, parties, after, False)


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(one_of([*load("duties")["asks"], "将"]))  # 市应急局要会同市公安局开展检查


def _set_off(dense: Dense, start: int, end: int) -> Duty | None:
    """The duty of units that white space sets off from a sentence: 市财政局　综合协调资金保障。"""
    stop = _set_off_at(dense, start, end)
    if stop is None or _holder().match(dense.text, stop):
        return None
    named = units_of(dense, start, stop, Role.RESPONSIBLE, "")
    return _of_units(dense, start, (start, stop), end) if named else None


def _set_off_at(dense: Dense, start: int, end: int) -> int | None:
    """Where a sentence begins behind white space that may set off its units."""
    limit = min(end, start + LONGEST_NAMES)
    stop = dense.word_end(start, limit)
    if stop == limit or dense.ends_paragraph(stop) or not _is_sentence(dense, stop, end):
        return None
    return stop


def _told_freely(dense: Dense, start: int, end: int) -> Duty | None:
    """The duty of a body at the head of a sentence among such, whatever verb follows: 市委宣传部把握导向。"""
    first = _below_heading(dense, start, end) if _is_sentence(dense, start, end) else end
    stop = end_of_head(dense, first, end)
    told = stop is not None and not _is_in_case(dense, stop, end)
    return _of_units(dense, start, (first, stop), end) if stop and told else None


def end_of_head(dense: Dense, start: int, end: int) -> int | None:
    """Where the body ends that stands at the head of a sentence, before any word that is no part of it."""
    if end - start <= _SHORTEST_SENTENCE:
        return None
    mark = _MARK.search(dense.text, start, min(end, start + _LONGEST_BODY))
    last = mark.start() - (mark.group() == "、") if mark else min(end, start + _LONGEST_BODY)
    for stop in range(last, start + _SHORTEST_BODY - 1, -1):
        inside = no_name_behind().match(dense.text, stop) is None or duties_verb().match(dense.text, stop - 1)
        inside = inside or in_a_word().match(dense.text, stop - 1)
        if not inside and units_of(dense, start, stop, Role.RESPONSIBLE, ""):
            return stop
    return None


def _is_sentence(dense: Dense, start: int, end: int) -> bool:
    return end - start > _SHORTEST_SENTENCE and dense.text[end - 1] in "。；"


@cache
def _holder() -> re.Pattern[str]:
    """Who holds an office is no deed of the unit: 市财政局　副局长王某主持。"""
    return re.compile(f"[^，。；]{{0,3}}{one_of(load('roles')['label']['offices'])}")


def _asks_all(dense: Dense, duty: Duty) -> bool:
    classes = all(is_collective(dense.text[one.start : one.end]) for one in duty.parties)
    return classes and dense.text.startswith(tuple(load("duties")["asks"]), duty.clause_end)

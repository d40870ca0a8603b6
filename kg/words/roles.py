"""The words that say how a unit stands to a task: labels before the units, role words after them.

牵头单位：A；配合单位：B、C and A牵头，B、C按职责分工负责.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain

from kg.lexicon import load, longest_first, one_of
from kg.model import Role
from kg.words.marks import behind_last
from kg.words.places import begins_place

CALLED = ("作为", "为", "是")
"""What stands between units and what they are called: 市教育局为责任单位."""
_LONGEST_LABEL = 40
_NEVER_IN_LABEL = "。；，："
_NOTE = "（[^（）：，。；]{1,14}(?<![局委办厅院会])）"  # and no unit: 牵头单位（市教育局）：负责…
PART_NOTE = "（[^，。；：（）]{1,12}由[^。；：（）]{2,40}）"
"""Who does a part of the work, in brackets: （其中供水由市水务局负责）."""


# ---------------------------------------------------------------- labels


@cache
def _label_parts() -> dict[str, str]:
    words = load("roles")["label"]
    alone = {name: one_of(words[name]) for name in ("nouns", "prefixes", "persons", "bare", "whole")}
    times = f"{one_of(words['timed'])}*{one_of(time_labels())}"
    kinds = rf"{alone['prefixes']}*{one_of(words['owners'])}{{1,2}}{one_of(_kinds_of_bodies())}"
    return {"stems": one_of(role_stems()), "times": times, **alone, "bare": rf"(?:{kinds}|{alone['bare']})"}


def _kinds_of_bodies() -> list[str]:
    return [*load("roles")["label"]["kinds"], *load("headers")["called"]["bodies"]]


def time_labels() -> list[str]:
    """What a limit is called beside units: 时限, 完成时间, 节点 …"""
    return [*load("roles")["label"]["times"], *load("time")["slot"]["labels"]]


def role_stems() -> list[str]:
    """The words that labels are built from: 牵头, 责任, 配合 …"""
    return [stem for row in load("roles")["role"] for stem in row["stems"]]


@cache
def label_words() -> frozenset[str]:
    """The words that labels of units, of people and of limits are made of: 牵头, 单位, 办结, 时限."""
    words = load("roles")["label"]
    lists = (words[name] for name in ("prefixes", "nouns", "persons", "bare", "timed", "whole"))
    return frozenset(chain(role_stems(), time_labels(), _kinds_of_bodies(), *lists))


@cache
def label_pattern() -> re.Pattern[str]:
    """A role label before its units: 责任单位, 牵头责任部门, 分管领导 …, without its colon.

    Behind 责任人：班子成员 the next one does not begin with their last word: 成员责任部门.
    """
    part, words = _label_parts(), load("roles")["label"]
    members = rf"{one_of(words['members'])}{one_of(words['owners'])}"
    return re.compile(
        rf"(?=[{label_starts()}])(?!{members})(?P<label>(?:{part['times']}[及和与、/])?{part['prefixes']}*{part['stems']}(?:[和及或、]?{part['stems']}|（{part['stems']}）){{,2}}"
        rf"{part['nouns']}(?:及责任人|[及和与、/]{part['times']})?"
        rf"|{part['whole']}|(?P<person>{part['prefixes']}*{part['stems']}?{part['persons']}))"
    )


@cache
def slot_label() -> re.Pattern[str]:
    """A label that stands by itself, of units (label), of people (person) or of a limit (time)."""
    return re.compile(
        rf"(?=[{label_starts()}])(?:{label_pattern().pattern}|(?P<time>{_label_parts()['times']}))"
    )


@cache
def bracketed_label() -> re.Pattern[str]:
    """〔责任单位〕: such a label alone in brackets; in square ones a role may be all (stem): 〔主责〕."""
    alone = one_of(load("roles")["label"]["alone"])
    return re.compile(rf"[（〔]{slot_label().pattern}[）〕]|〔(?P<stem>{alone})〕")


@cache
def labelled_pattern() -> re.Pattern[str]:
    """A label and its colon, dash, 为, 是 or 包括: of units (label, bare), of people, of a limit (time).

    A second label (also) or a note may stand before that: 责任单位及配合单位：, 责任单位（按职责分工）：.
    In 第一责任单位为牵头单位, which tells who leads, it is none.
    """
    part = _label_parts()
    second = (
        rf"{part['prefixes']}*(?:{part['stems']}{{0,2}}{part['nouns']}|{part['stems']}?{part['persons']})"
    )
    return re.compile(
        rf"(?=[{label_starts()}])"  # the first character alone turns most places away
        rf"(?:{label_pattern().pattern}|(?P<bare>{part['bare']})(?=：)|(?P<time>{part['times']})(?=(?:{_NOTE})?[为是]?(?:：|——)|[为是][\d年每长]))"
        rf"(?:(?:(?:以及|[及和与、/])(?P<also>{second}))?(?:名称|[1-9])?(?P<note>{_NOTE})?[为是]?"
        rf"(?:：|—{{1,2}}(?=[\u4e00-\u9fa5])|——(?=\d))(?!{example_pattern().pattern})|[均都]?[为是](?=[\d\u4e00-\u9fa5])(?![^，。；]{{0,4}}{_leading()})|{_holds()}(?=[\u4e00-\u9fa5]))"
    )


@cache
def _holds() -> str:
    """Leads from a label to its units as 为 does: 成员单位包括A, 牵头单位由A担任; not 成员单位有关人员."""
    words = load("roles")["label"]
    filled = rf"由(?=[^，。；：由]+{one_of(words['filled'])}(?:[，。；]|$))"
    return rf"(?:(?!{one_of(words['not_holding'])}){one_of(words['holds'])}|{filled})"


@cache
def example_pattern() -> re.Pattern[str]:
    """What opens an example behind a label: 主管部门：如财政部, but 如东县财政局."""
    words = load("roles")["label"]["examples"]
    return re.compile(rf"(?!{one_of(load('duties')['first_too'])}){one_of(words)}")


def label_starts() -> str:
    """The characters with which labels begin."""
    words = load("roles")["label"]
    lists = (words[name] for name in ("prefixes", "persons", "bare", "timed", "whole"))
    return first_characters(chain(role_stems(), time_labels(), *lists))


def begins_name(text: str, at: int, partner: str) -> bool:
    """Whether a word for those who help begins a name here, or its end: 商务厅, 商丘市, 供销合作社联合社."""
    return text.startswith(names_beginning(partner), at) or begins_place(text, at)


@cache
def names_beginning(word: str) -> tuple[str, ...]:
    """The names and endings of names that begin with `word` and go on."""
    departments = load("aliases")["department"]
    duties = load("duties")
    words = (load("names")["suffixes"], duties["terms"], duties["in_names"])
    names = chain(*words, *([row["stem"], *row.get("short", [])] for row in departments))
    return tuple({name for name in names if name.startswith(word) and len(name) > 1})


def first_characters(words: Iterable[str]) -> str:
    """The characters with which `words` begin, for a class of a pattern."""
    return "".join(sorted({re.escape(word[0]) for word in words}))


@cache
def _label_end() -> re.Pattern[str]:
    """Where a label may end: few places, so that the whole pattern is tried at few."""
    words = load("roles")["label"]
    lists = (words[name] for name in ("nouns", "persons", "bare", "whole"))
    lasts = "".join(
        sorted({re.escape(word[-1]) for word in chain(*lists, time_labels(), _kinds_of_bodies(), ["责任人"])})
    )
    firsts = f"：为是均都—由{first_characters(words['holds'])}"
    return re.compile(rf"[{firsts}](?:(?<=[{lasts}][{firsts}])|(?<=[）称1-9]：))")


def find_labels(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Every match of `labelled_pattern` in ``text[start:end]``, in printed order."""
    pattern = labelled_pattern()
    found: list[re.Match[str]] = []
    at = start
    for place in _label_end().finditer(text, start, end):
        low = max(at, place.start() - _LONGEST_LABEL)
        low = behind_last(_NEVER_IN_LABEL, text, low, place.start())
        match = pattern.search(text, low, min(place.end() + _LONGEST_LABEL, end))
        if match:
            found.append(match)
            at = match.end()
    return found


def label_before(text: str, start: int, colon: int) -> re.Match[str] | None:
    """The label that the colon at `colon` closes, not before `start`: 责任单位：, 完成时限：."""
    found = find_labels(text, max(start, colon - _LONGEST_LABEL), colon + 1)
    return found[-1] if found and found[-1].end() == colon + 1 else None


@cache
def _ends_of_labels() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """With what labels of owners begin, and with what labels end."""
    words = load("roles")["label"]
    return tuple(words["owners"]), tuple(words["nouns"])


def miswritten_label(phrase: str) -> re.Match[str] | None:
    """The label that a whole phrase is, closed by another mark than its colon: ；配合单位；市财政局."""
    first, last = _ends_of_labels()
    if not (phrase.endswith(last) and phrase.startswith(first)):
        return None
    label = labelled_pattern().fullmatch(f"{phrase}：")
    return label if label and label.group("label") else None


@lru_cache(maxsize=1024)
def role_of_label(label: str) -> Role:
    """The role a printed label stands for; inner divisions (责任处室) stand beside the owners."""
    if label in short_roles():
        return short_roles()[label]
    return Role.OTHER if is_inner(label) else role_of_stem(label)


def role_labelled(label: re.Match[str]) -> tuple[Role, str]:
    """The role of the units behind a label, and its words; where it names two, the units are responsible."""
    printed = label.group("label") or label.group("bare")
    role, also = role_of_label(printed), label.group("also")
    second = named_role(also) if also else None
    whole = label.string[label.start() : label.end("also")] if second else printed
    return (Role.RESPONSIBLE if second and second is not role else role), whole


@cache
def short_roles() -> dict[str, Role]:
    """The roles that one character in brackets behind a unit stands for: 主, 协."""
    return {word: Role(role) for role, words in load("roles")["short"].items() for word in words}


@lru_cache(maxsize=1024)
def is_inner(label: str) -> bool:
    """Whether a label is one of inner divisions: 责任处室, 牵头科室."""
    return any(noun in label for noun in load("roles")["label"]["inner"])


@lru_cache(maxsize=1024)
def role_of_stem(label: str) -> Role:
    """The role in a label, whatever divisions it is of; the table's order decides between several stems."""
    return named_role(label) or Role.RESPONSIBLE


@lru_cache(maxsize=1024)
def named_role(label: str) -> Role | None:
    """The role that a word in a label stands for, if any does."""
    words = set(_label_words().findall(label))
    rows = load("roles")["role"]
    return next((Role(row["role"]) for row in rows if words.intersection(row["stems"])), None)


@cache
def _label_words() -> re.Pattern[str]:
    """The words of a label one after the other: no 业主 stands in 行业主管部门."""
    return re.compile(one_of([*role_stems(), *load("roles")["label"]["prefixes"]]))


@cache
def following_label() -> re.Pattern[str]:
    """What tells behind units what they do, and what closed their list: 。工作内容：, 〔工作任务〕."""
    words = one_of(load("roles")["label"]["following"])
    number = r"[一二三四五六七八九十\d]{0,2}"
    return re.compile(rf"[。；]?(?:{words}(?:：|是)|〔{words}{number}〕：?)")


# ---------------------------------------------------------------- words behind the units


@cache
def _tail_roles() -> dict[str, Role]:
    words = load("roles")["tail"]
    return {word: Role(role) for role in ("lead", "responsible", "support", "other") for word in words[role]}


@cache
def tail_words() -> tuple[str, ...]:
    """All role words that may stand after the units."""
    return tuple(_tail_roles())


def tail_role(word: str) -> Role:
    """The role of the words that stand after the units: 牵头, 负责, 配合, 为责任单位 …"""
    return _tail_roles().get(word) or role_of_label(word)


def tail_phrase() -> str:
    """The pattern of a role word (word) behind units, as long as it may be: 牵头组织实施, 为责任单位.

    Each alternative begins with a character of its own, which turns most places away at once.
    """
    words = load("roles")["tail"]
    label = load("roles")["label"]
    called = f"{one_of(role_stems())}+{one_of(label['nouns'])}"
    told = f"是{one_of(label['owners'])}{one_of(label['nouns'])}"  # but 是工作机构 tells what somebody is
    of_what = "(?:[该本此]?[\u4e00-\u9fa5]{1,8}?(?:工作|项目|任务|行动|工程)的?)?"  # 为该项目的牵头单位
    spoken = "|".join([*longest_first(tail_words()), f"作为{called}", f"为{of_what}{called}", told])
    with_others = f"组织{one_of(words['classes'])}[一-龥]{{1,8}}?(?={one_of(words['set_to'])})"
    return rf"(?P<word>{spoken})(?:{with_others}|{one_of(words['longer'])})*+(?:工作|任务)?"


def adverbs() -> str:
    """The pattern of what may stand between units and their role word: 按职责分工, 分别 …"""
    return rf"(?>{one_of(load('roles')['tail']['adverbs'])})*"


def tail_firsts() -> str:
    """The characters with which adverbs and role words behind units begin, for a class of a pattern."""
    return first_characters(chain(tail_words(), load("roles")["tail"]["adverbs"], CALLED))


@cache
def tail_lasts() -> frozenset[str]:
    """The characters with which role words behind units end, however they are lengthened."""
    words = load("roles")["tail"]["longer"], load("roles")["label"]["nouns"], ("工作", "任务")
    return frozenset(word[-1] for word in chain(tail_words(), *words))


@cache
def duty_behind() -> re.Pattern[str]:
    """How a text goes on with what the units before do: 牵头单位为A，主要负责…; 负责人 tells who leads."""
    people = one_of(load("duties")["people"])
    return re.compile(rf"[。；，]?{adverbs()}负责(?=[^，。；])(?:(?!人)|(?={people}))")


@cache
def tail_pattern() -> re.Pattern[str]:
    """A role word behind units with its adverbs (adverb, word), or what joins those who help (partner)."""
    words = load("roles")["tail"]
    partners = one_of(words["partners"])
    return re.compile(
        rf"(?=[{tail_firsts()}{first_characters(words['partners'])}并])(?:(?P<adverb>{adverbs()}){tail_phrase()}(?=$|[，。；;、]|并?{partners}|并)"
        rf"|并?(?P<partner>{partners}))"
    )


@cache
def told_pattern() -> re.Pattern[str]:
    """A role word between units and what they do, with the words that lead to it."""
    firsts = first_characters(chain(tail_words(), load("roles")["tail"]["adverbs"]))
    return re.compile(rf"(?=[{firsts}])(?P<adverb>{adverbs()})(?P<word>{one_of(tail_words())})")


@cache
def work_verb() -> re.Pattern[str]:
    """What a list of units may go on with: the work that all of them do (研究, 制定); not 研究院."""
    words = load("duties")
    return re.compile(
        rf"(?!{one_of(words['in_names'])}){one_of([one for one in words['verbs'] if len(one) > 1])}"
    )


@cache
def part_told() -> re.Pattern[str]:
    """A role word and the note on a part of the work behind it."""
    return re.compile(rf"{one_of(tail_words())}(?P<note>{PART_NOTE})")


# ---------------------------------------------------------------- rules


@cache
def first_listed_pattern() -> re.Pattern[str]:
    """列第一位者为牵头单位, 牵头单位（排第一位）及责任单位: the rule that the first unit of a list leads.

    Each alternative begins with characters of its own, which turns most places away at once.
    """
    words = load("roles")["first_listed"]
    nouns = one_of(load("roles")["label"]["nouns"])
    said = (
        rf"[^。；，：、]{{0,10}}?(?:为|是|作为|系)(?:该项|本项|此项|该|各项)?[^。；，：、]{{0,6}}?"
        rf"{_leading()}[\u4e00-\u9fa5]{{0,4}}"
    )
    marked = (
        rf"(?:责任)?{nouns}?（?(?:责任{nouns}中?)?[列排名位在为]{{0,3}}{one_of(words['places'])}"
        rf"(?:[的者]?(?:{nouns})?）|(?=[）。；，]))"
    )
    longer = f"{one_of(words['longer'])}*"
    short = (
        rf"[的者]?(?:{one_of(words['leads'])}"
        rf"|(?:责任)?{nouns}?{longer}{one_of(words['does'])}{longer})(?=[）。；，])"
    )
    alternatives = [rf"{place}(?:{short}|{said})" for place in longest_first(words["places"])]
    alternatives += [lead + marked for lead in longest_first(words["leads"])]
    return re.compile("|".join(alternatives))


@cache
def others_help_pattern() -> re.Pattern[str]:
    """How that rule goes on: 其余为配合单位, 其他单位配合."""
    words = load("roles")
    helps = next(row["stems"] for row in words["role"] if row["role"] == Role.SUPPORT)
    nouns = one_of(words["label"]["nouns"])
    others = rf"{one_of(words['first_listed']['others'])}的?(?:责任)?{nouns}?"
    closely = one_of(words["first_listed"]["closely"])
    return re.compile(
        rf"{others}[均都则]?(?:(?:为|是|作为|系){one_of(helps)}{nouns}|{closely}*{one_of(helps)})"
    )


def _leading() -> str:
    """What the rule makes of the first unit."""
    return one_of(load("roles")["first_listed"]["leads"])


@cache
def ditto_pattern() -> re.Pattern[str]:
    """下同: what is said here holds from here on."""
    return re.compile(one_of(load("roles")["first_listed"]["ditto"]))

"""A unit at the head of a text, and what it does behind it: 市教育局：负责…; 市教育局 over its own lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from kg.find.assignments.clause import Party, party_of
from kg.find.names.bodies import LONGEST_NAMES, told_units, units_of
from kg.find.names.lists import split_names
from kg.find.names.people import holds_office, is_only_a_person, looks_like_a_person
from kg.find.prose.duty import Duty
from kg.find.prose.helpers import DUTY_VERB, helpers_behind, told_at_end
from kg.find.prose.reach import GROUP_ENDS, sentence_end
from kg.find.text.dense import LIST_MARKS, Dense, Gap
from kg.lexicon import load, one_of
from kg.model import Role
from kg.words.bodies import is_body, is_class, may_be_a_body
from kg.words.marks import BETWEEN_NAMES, behind_last
from kg.words.names import Endings, field_names, is_collective
from kg.words.roles import (
    adverbs,
    example_pattern,
    label_pattern,
    role_of_label,
    tail_pattern,
    tail_role,
    work_verb,
)

ReadNames = Callable[[Dense, int, int, Role, str], tuple[Party, ...]]
_LONGEST_PERSON = 3
_LEADS_ON = [adverb + verb for adverb in ("主要", "") for verb in ("是", "为", "有", "包括", "如下", "")]
LEADS_ON = one_of(_LEADS_ON)
"""What may stand between a label of duties and its colon: 主要职责是：."""
DASH = "——"
_MARK = re.compile(f"[。：]|{DASH}")
_PART = re.compile("[；。](?!$)")
_UNIT_HEAD = re.compile(f"（[^（）。]{{2,20}}）|[。：]|{DASH}")


def head_of(dense: Dense, start: int, end: int) -> int | None:
    """Where the head of a text ends whose first line is one, a mark behind it, and what is told then."""
    stop = _first_mark(dense, start, end)
    return stop if stop is not None and _is_head(dense, start, stop, end) else None


def _first_mark(dense: Dense, start: int, end: int) -> int | None:
    """The first colon, stop or dash of a text, if it is near and something stands behind it in its line."""
    limit = min(end, start + LONGEST_NAMES)
    first = start + len(DASH) if dense.text.startswith(DASH, start) else start
    mark = _MARK.search(dense.text, first, limit)
    if mark and dense.text.find("（", start, mark.start()) >= 0:
        marks = _UNIT_HEAD.finditer(dense.text, first, limit)
        mark = next((one for one in marks if one.group()[0] != "（"), None)
    if mark is None or mark.start() == start or mark.end() >= end or dense.ends_paragraph(mark.end()):
        return None
    return mark.start()


def behind_head(text: str, stop: int) -> int:
    """Where a text goes on behind the mark at `stop` that ends its head: 市教育局：…, 市教育局——…."""
    return stop + (len(DASH) if text.startswith(DASH, stop) else 1)


def _is_head(dense: Dense, start: int, stop: int, end: int) -> bool:
    """Whether ``start:stop`` is no data, nobody's title, no example, and nobody whom a letter is for."""
    told = behind_head(dense.text, stop)
    if dense.text[start:stop] in load("reading")["page_data"] or dense.text[told] == "|":
        return False
    if example_pattern().match(dense.text, told) or dense.paragraph_end(start) < stop:
        return False
    return not (_names_a_person(dense, told, end) or _opens_a_letter(dense, told, end))


def _opens_a_letter(dense: Dense, start: int, end: int) -> bool:
    """Whether what stands before `start` is whom a letter is for: its first sentence says what is sent."""
    stop = dense.text.find("。", start, end)
    return _letter().search(dense.text, start, stop if stop >= 0 else end) is not None


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(one_of(load("duties")["letters"]))


def headed(dense: Dense, start: int, end: int, read_names: ReadNames = units_of) -> Duty | None:
    """Units, then a colon, stop or dash, and what they do, in a line; X：市财政局、… says what these are."""
    stop = _first_mark(dense, start, end)
    told = 0 if stop is None else behind_head(dense.text, stop)
    if stop is None or dense.text.startswith("由", told):
        return None  # 综合组：由市教育局牵头 says who does it
    duty = told_below(dense, start, stop, told, end, read_names)
    if duty is None or not _is_head(dense, start, stop, end):
        return None
    behind = min(dense.line_end(told), end)
    listed = units_of(dense, told, behind, Role.RESPONSIBLE, "") or are_people(dense.text[told:behind])
    return None if listed or _tells_whose(dense, told, behind) else duty


def _tells_whose(dense: Dense, start: int, end: int) -> bool:
    """Whether a line says of units what their role is, and nothing else: 区税务局、区教育局包保。"""
    stop = end - (dense.text[end - 1] in "。；")
    roles = (one for one in tail_pattern().finditer(dense.text, start + 1, stop) if one.end() == stop)
    role = next(roles, None)
    return role is not None and bool(units_of(dense, start, role.start(), Role.RESPONSIBLE, ""))


def told_below(
    dense: Dense, start: int, stop: int, below: int, end: int, read_names: ReadNames = units_of
) -> Duty | None:
    """The duty ``below:end`` of the units ``start:stop``; None where they are none.

    Where the text is said to be a duty (综合组：负责…, 综合组职责：…), more names are believed.
    """
    first, below = below, behind_label(dense, below, end)
    names_end = _before_people(dense.text, start, without_label(dense.text, start, stop))
    role = role_told(dense.text, below, end)
    parties = read_names(dense, start, names_end, role, "")
    if not parties and (below > first or names_end < stop or tells_a_duty(dense, below)):
        parties = told_units(dense, start, names_end, role, "")
    if parties and stop < first == stop + dense.text.startswith("：", stop):
        parties = told_at_end(dense, below, sentence_end(dense, below, end), parties)
    return (
        Duty(below, end, (*parties, *opening_helpers(dense, below, end)), below, False) if parties else None
    )


def opening_helpers(dense: Dense, start: int, end: int) -> tuple[Party, ...]:
    """The units with which others do all that a text tells: 会同县民政局做好救助."""
    return () if _PART.search(dense.text, start, end) else helpers_behind(dense, start, end)[0]


def without_label(text: str, start: int, stop: int) -> int:
    """`stop`, or where the label of duties begins that closes a head: 县公安局的主要职责：….

    Before a stop it does so behind one body: 综合组职责。主要负责….
    """
    words, pattern = _label_at_end()
    closed = text.startswith(("：", "。"), stop) and words.close(text[start:stop])
    label = pattern.search(text, start + 1, stop) if closed else None
    if label is None or (text[stop] == "。" and is_collective(text[start : label.start()])):
        return stop
    return label.start()


def _before_people(text: str, start: int, end: int) -> int:
    """`end`, or where a bracket begins that says who of the units before it: 应急办（责任人：王五）."""
    opens = text.rfind("（", start, end) if text.endswith("）", start, end) else start
    words = text[opens + 1 : end - 1]
    if opens <= start:
        return end
    person = is_only_a_person(words) and words not in field_names()
    return opens if person or words.startswith(tuple(load("roles")["label"]["persons"])) else end


def is_labelled(dense: Dense, duty: Duty) -> bool:
    """Whether such a label stands between named units and what they do: 县公安局职责：…."""
    first, last = duty.parties[0].start, duty.parties[-1].end
    label = _label_at_end()[1].fullmatch(dense.text, last, duty.start - 1)
    return label is not None and not is_class(dense.text[first:last])


@cache
def _label_at_end() -> tuple[Endings, re.Pattern[str]]:
    heading = load("duties")["heading"]
    made = ["", *(joint + word for joint in "及和与、" for word in heading["made"])]
    words = Endings(word + more for word in heading["tells"] for more in (*_LEADS_ON, *made))
    tells = rf"{one_of(heading['topics'])}*{one_of(heading['tells'])}"
    return words, re.compile(rf"的?{tells}(?:{LEADS_ON}|{one_of(made[1:])})$")


def behind_label(dense: Dense, start: int, end: int) -> int:
    """`start`, or where the text behind its label begins: 主要职责：."""
    label = _duties_label().match(dense.text, start, end)
    return label.end() if label and label.end() < end else start


def ends_in_duties_label(dense: Dense, start: int, end: int) -> bool:
    """Whether a line closes with a label of duties: 主要职责：, 组长由副县长担任，其主要职责是：."""
    if dense.text[end - 1] != "：":
        return False
    low = behind_last("，。；", dense.text, start, end)
    return _duties_label().fullmatch(dense.text, low, end) is not None or (
        low > start and _following_duties().fullmatch(dense.text, low, end) is not None
    )


@cache
def _following_duties() -> re.Pattern[str]:
    """What leads from a clause on a body to what it does: ，履行下列职责：."""
    return re.compile(
        rf"(?:履行|承担|行使|负责)(?:下列|以下|如下){one_of(load('duties')['heading']['tells'])}："
    )


@cache
def _duties_label() -> re.Pattern[str]:
    about = "(?:[一-龥]{2,8}的)?"  # 其管理河道的主要职责是：
    return re.compile(rf"(?:其{about})?{one_of(load('roles')['label']['following'])}{LEADS_ON}：")


@cache
def word_for_duties() -> re.Pattern[str]:
    """A word of a heading that says that duties are told below it: 职责, 任务分工."""
    return re.compile(one_of(load("duties")["heading"]["tells"]))


def role_told(text: str, at: int, end: int) -> Role:
    """The role that a text tells first: 牵头组织…, 为…工作的牵头部门; who is told only to help helps."""
    lead = at + 2 * text.startswith("负责牵头", at)
    if text.startswith("牵头", lead) and label_pattern().match(text, lead) is None:
        return Role.LEAD
    if _helps().match(text, at, end) and not _leads_too().search(text, at, end):
        return Role.SUPPORT
    called = _called().match(text, at, end)
    return role_of_label(called["label"]) if called else Role.RESPONSIBLE


@cache
def _helps() -> re.Pattern[str]:
    """What tells of help with a work; 协同 and 支持 may as well be work."""
    tail = load("roles")["tail"]
    helps = [word for word in tail["tells_part"] if tail_role(word) is Role.SUPPORT]
    return re.compile(rf"{adverbs()}{one_of(helps)}(?!{one_of(load('roles')['label']['nouns'])})")


@cache
def _leads_too() -> re.Pattern[str]:
    """What tells behind help of more than that: ；负责巡查, 并组织演练."""
    return re.compile(rf"[；。，]并?(?:{DUTY_VERB.pattern})|。{work_verb().pattern}|；(?!{_helps().pattern})")


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"(?:为|是|作为)[^，。；：]{{0,30}}?{label_pattern().pattern}(?=[，。；])")


def units_by_place(dense: Dense, start: int, end: int, role: Role, label: str) -> tuple[Party, ...]:
    """Names that stand where those beside them are units, and may be such whatever they end in."""
    if not 1 < end - start <= LONGEST_NAMES:
        return ()
    mentions = split_names(dense, start, end)
    names = [dense.text[one.start : one.end] for one in mentions]
    if not all(is_body(name) or (may_be_a_body(name) and not is_no_unit(name)) for name in names):
        return ()
    return tuple([party_of(one, role, label) for one in mentions])


def tells_who(dense: Dense, start: int, end: int) -> bool:
    """Whether a text has a head and says behind it that somebody does something: X：负责…, X。负责…."""
    stop = _first_mark(dense, start, end)
    if stop is None or not tells_a_duty(dense, behind_head(dense.text, stop)):
        return False
    return _is_head(dense, start, stop, end)


def tells_a_duty(dense: Dense, at: int) -> bool:
    """Whether a text begins with a verb that tells a duty of somebody, and no deed or label: 负责, 牵头.

    负责人 and 牵头单位 do not.
    """
    return _actor_verb().match(dense.text, at) is not None and label_pattern().match(dense.text, at) is None


@cache
def _actor_verb() -> re.Pattern[str]:
    words = load("duties")
    return re.compile(
        rf"[{LIST_MARKS}]?(?!负责(?!{one_of(words['people'])})人){one_of(words['actor_verbs'])}"
    )


def is_no_unit(name: str) -> bool:
    """Whether the head of a text names a person, an office, a slot or nobody in particular: no unit."""
    words = load("roles")["label"]
    return (
        name in load("duties")["nobody"]
        or name in words["following"]
        or name.startswith(tuple(words["persons"]))
        or (len(name) <= _LONGEST_PERSON and looks_like_a_person(name))
        or holds_office(name)
        or label_pattern().fullmatch(name) is not None
    )


def is_composed(dense: Dense, at: int) -> bool:
    """Whether a text tells who a body is made of, as by 由, or 牵头单位、成员单位."""
    label = label_pattern().match(dense.text, at)
    parts = label is not None and dense.text.startswith(("、", "和", "及"), label.end())
    return parts or dense.text.startswith(tuple(load("duties")["composed"]), at)


def led_by(dense: Dense, start: int, end: int) -> int | None:
    """Where the name of a body ends in a text that says who leads it, or what people a group has.

    领导小组由校长任组长, 成员由…; 体温检测组：张丽、王芳.
    """
    led = _led().match(dense.text, start, end)
    if led:
        return led.end("name")
    colon = dense.text.find("：", start, end)
    group = colon > 0 and dense.text.endswith(GROUP_ENDS, start, colon + 1)
    return colon if group and are_people(dense.text[colon + 1 : end]) else None


def are_people(words: str) -> bool:
    """Whether words are nothing but names of people: 张丽、王芳."""
    return all(map(is_only_a_person, BETWEEN_NAMES.split(words)))


@cache
def _led() -> re.Pattern[str]:
    words = load("roles")["label"]
    offices = one_of([*words["persons"], *words["offices"]])
    return re.compile(rf"(?P<name>[^，。；：由]{{2,40}})由[^。；：]{{2,40}}?任[^，。；：]{{0,6}}?{offices}")


def _names_a_person(dense: Dense, start: int, end: int) -> bool:
    """市财政局：吴　敏 says who was there: a name, perhaps printed wide, and then white space."""
    first, second, *_ = [*dense.gaps(start, end, Gap.SPACE), end, end]
    return any(looks_like_a_person(dense.text[start:stop]) for stop in (first, second))

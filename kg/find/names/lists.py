"""Lists of units as printed: where one name ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.find.names.joints import at_joint, glued, joined, joiner
from kg.find.names.territories import shared_territories
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load, one_of
from kg.words.marks import BLANK_BOXES, TICKED_BOXES
from kg.words.names import (
    LEVELS,
    NAME_STARTS,
    breaks_off,
    ends_in_word,
    field_names,
    is_collective,
    is_cut,
    is_name,
    is_rest,
)
from kg.words.places import begins_place
from kg.words.roles import adverbs, label_pattern, role_stems, short_roles, work_verb

_OPEN, _CLOSE = "（〔《“〈", "）〕》”〉"
_BOXES = TICKED_BOXES + BLANK_BOXES
_SEPARATORS = frozenset(f"、，；;/|+＋{_BOXES}")
_PEOPLE = re.compile("(?:[0-9]{1,2}|[一二两三四五六七八九十])[名位][\u4e00-\u9fa5]{0,8}$")
_PHONE = re.compile(r"(?:(?:联系)?电话：?)?(?<!\d)(?:\d{3,4}-)?\d{7,11}$")
_MARK = re.compile(f"[{_OPEN}{_CLOSE}{''.join(sorted(_SEPARATORS))}]")
_SIGNS = f"★☆●○▲△◆◇◎※{_BOXES}"
_TRIM_LEFT = f"：、，；。.…等由并请-—–•·{_SIGNS}"
_TRIM_RIGHT = f"：、，；。.…（〔{_SIGNS}"
_ETC = re.compile(r"等(?:等)?(?=$|[\u4e00-\u9fa5（\d])")
OF_FIELDS = ("等部门", "等有关部门", "等相关部门")
"""What closes a list of departments without their endings."""
_SORT = re.compile("[\u4e00-\u9fa5]{2,4}部门")  # 气象、海洋等监测部门
_BACK = re.compile("(?:以上|上述|以下)[各所有]*(?:责任|牵头|配合)?(?:单位|部门)")
_LEADS_TO = re.compile("[^由、（]{1,30}(?<![自理缘])由|责成")
_SHORTEST = 3  # characters of a name that stands in a line by itself
_OF_COUNTIES = "省市州县区旗"
_COUNT = r"[一二三四五六七八九十\d]++[个家]?"
_AS_WELL = "以及"  # A、B，以及C
_NEVER_FIRST = "等）〕》”"
_ROLE_MARK = re.compile(r"[（〔〈]([\u4e00-\u9fa5]{1,14})[）〕〉]$")


class Mention(NamedTuple):
    """A unit named at the dense stretch ``start:end``; `mark` is a role word in brackets behind it."""

    start: int
    end: int
    mark: str | None = None


def split_names(dense: Dense, start: int, end: int, *, strict: bool = False) -> list[Mention]:
    """The units named in the dense stretch ``start:end``, in printed order.

    `strict` gives only what looks like a name: for running prose. Otherwise every piece of the
    list is a unit, since the document says so.
    """
    unbroken = dense.word_end(start, end) == end
    breaks = () if unbroken else tuple([at - start for at in dense.gaps(start, end, Gap.SPACE)])
    mentions = [
        Mention(start + low, start + high, mark) for low, high, mark in _listed(dense.text[start:end], breaks)
    ]
    if strict:
        return [one for one in mentions if is_name(dense.text[one.start : one.end])]
    return mentions


@lru_cache(maxsize=16384)
def _listed(text: str, breaks: tuple[int, ...]) -> tuple[Mention, ...]:
    """The units of a list, at their places in it; white space stood before the characters at `breaks`."""
    spans = [
        (low, before_people(text, low, before_phone(text, low, high))) for low, high in _pieces(text, breaks)
    ]
    printed = [(low, high) for low, high in spans if low < high]
    fields = text.endswith(OF_FIELDS) or any(text[low:high] in field_names() for low, high in printed)
    pieces = [
        (low + first, low + last)
        for low, high in printed
        for first, last in at_joint(text[low:high], fields=fields)
    ]
    return tuple(
        Mention(low + one.start, low + one.end, one.mark)
        for low, high in shared_territories(text, pieces)
        for one in _named_in(text[low:high])
    )


def before_phone(text: str, start: int, end: int) -> int:
    """`end`, or where a telephone number begins that closes a piece: 县水利局6612345."""
    phone = _PHONE.search(text, start, end) if text[end - 1 : end].isdigit() else None
    return phone.start() if phone else end


def before_people(text: str, start: int, end: int) -> int:
    """`end`, or where it is told how many people of a unit are meant: 市应急局1名县级领导."""
    people = _PEOPLE.search(text, start, end)
    return people.start() if people and is_name(text[start : people.start()]) else end


def _pieces(text: str, breaks: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The stretches between separators outside brackets, trimmed."""
    low, depth, opened = 0, 0, 0
    marks = [match.start() for match in _MARK.finditer(text)]
    listed = bool(breaks) and _is_marked(text, marks)
    whole = {place for span in classes_of_fields(text) for place in range(*span)}
    for at in sorted({*breaks, *marks}) if breaks else marks:
        char = text[at]
        if char in _OPEN:
            depth += 1
            opened = at
        elif char in _CLOSE:
            depth = max(depth - 1, 0)
            if depth == 0 and _part_said(text, opened, at + 1):
                yield _trim(text, low, at + 1)
                low = at + 1
        elif depth == 0 and char == "、" and (at in whole or _one_class(text, low, at)):
            continue
        elif depth == 0 and char in _SEPARATORS:
            yield _trim(text, low, at)
            low = at + 1
        if at in breaks and depth == 0 and at > low and _names_meet(text, breaks, low, at, listed=listed):
            yield _trim(text, low, at)
            low = _behind_joiner(text, at)
    yield _trim(text, low, len(text))


@cache
def _closes_name() -> re.Pattern[str]:
    return re.compile(one_of(["等", *load("names")["joiners"]]))


def _behind_joiner(text: str, start: int) -> int:
    """Where the name begins that may follow 和 or 及 at the start of a line."""
    match = joiner().match(text, start)
    return match.end() if match and not begins_place(text, start) else start


def _is_marked(text: str, marks: list[int]) -> bool:
    """Whether one of the `marks` parts names; those inside brackets do not: 各县（市、区）."""
    depth = 0
    for at in marks:
        depth = max(depth + (text[at] in _OPEN) - (text[at] in _CLOSE), 0)
        if depth == 0 and text[at] in _SEPARATORS:
            return True
    return False


def _part_said(text: str, start: int, end: int) -> bool:
    """Whether a bracket says the part of the name before it, and another name follows: A（牵头）B."""
    if end >= len(text) or text[end] in _SEPARATORS or joiner().match(text, end):
        return False
    if not _role_word().fullmatch(text, start + 1, end - 1):
        return False
    mark = _MARK.search(text, end)
    return is_name(text[end : mark.start() if mark else len(text)])


def _one_class(text: str, start: int, at: int) -> bool:
    """Whether the bare noun behind the mark at `at` goes on with the class before it: 有关部门、单位."""
    return bool(_bare_noun().match(text, at + 1)) and _is_class(text[start:at])


def classes_of_fields(text: str) -> list[tuple[int, int]]:
    """Where fields stand before the class they share, which names them: 工业、交通等主管部门."""
    return [
        match.span()
        for match in (_class_of_fields().finditer(text) if "等" in text else ())
        if not any(map(is_name, match["fields"].split("、")))
    ]


@cache
def _class_of_fields() -> re.Pattern[str]:
    classes = one_of(load("names")["rest"]["of_fields"])
    return re.compile(
        rf"(?:(?<=[、，；和及])|^)(?P<fields>(?:[\u4e00-\u9fa5]{{2,8}}、)*+[\u4e00-\u9fa5]{{2,8}}?)等{classes}(?=$|[、，；和及])"
    )


def _is_class(name: str) -> bool:
    return name.endswith(tuple(load("names")["rest"]["nobody"])) and is_collective(name)


@cache
def _bare_noun() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('names')['rest']['nobody'])}(?=$|[、，；。等和及（])")


def _names_meet(text: str, breaks: tuple[int, ...], low: int, at: int, *, listed: bool) -> bool:
    """Whether white space at `at` parts two whole names and does not stand inside one.

    In a list with separators of its own that is rare: there the right name must begin with its
    level (市, 各 …), since a line may break anywhere inside a name. The right one may be broken too.
    """
    if text[at] in _NEVER_FIRST:
        return False
    left, right = text[low:at], _next_end(text, breaks, at)
    close = _closes_name().search(text, at + 1, right)
    first = close.start() if close else right
    rests = {text[at:first], text[at:right]}
    if any(is_cut(left, rest) or is_rest(left, rest) for rest in rests):
        return False
    if not listed and _begins_alike(left, text[at:right]):
        return True
    if any(breaks_off(left, rest) for rest in rests):
        return False
    if listed and (text[at] not in NAME_STARTS or (len(left) < 4 and text[at] != "各")):
        return False
    if len(left) < _SHORTEST or not is_name(left):
        return False
    return is_name(text[at:right]) or is_name(text[at : _next_end(text, breaks, right)])


def _begins_alike(left: str, right: str) -> bool:
    """Whether two lines begin with the same level, one of them a whole name: 市新华书店⏎市图书馆.

    Behind a class of bodies any level begins a name (各乡镇⏎县新华书店), but for one that may be of the
    same class (各县⏎区). 城⏎市 and 开发⏎区 are words that the break cuts.
    """
    if min(len(left), len(right)) < _SHORTEST or right[0] not in LEVELS:
        return False
    behind_class = is_collective(left) and left[-1] not in _OF_COUNTIES
    if left[0] != right[0] and not behind_class:
        return False
    if right.startswith(tuple(load("units")["without_level"])) or ends_in_word(left + right[0]):
        return False
    return is_name(left) or (not behind_class and is_name(right))


def _next_end(text: str, breaks: tuple[int, ...], at: int) -> int:
    """Where the words that begin at `at` end: at a separator or at white space."""
    end = at + 1
    while end < len(text) and text[end] not in _SEPARATORS and end not in breaks:
        end += 1
    return min(end, len(text))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    start += len(_AS_WELL) if text.startswith(_AS_WELL, start, end) else 0
    while start < end and text[start] in _TRIM_LEFT:
        start += 1
    while end > start and text[end - 1] in _TRIM_RIGHT:
        end -= 1
    return start, end


@lru_cache(maxsize=16384)
def _named_in(piece: str) -> tuple[Mention, ...]:
    """The names inside one piece of a list, at their places in it."""
    return tuple(_parts(piece, 0, len(piece)))


def _parts(text: str, start: int, end: int) -> Iterator[Mention]:
    """The names inside one piece: at 等, at 和/及 between two whole names, without role marks."""
    if (0, end - start) in classes_of_fields(text[start:end]):
        yield Mention(start, end)
        return
    if joints := glued(text[start:end]):
        yield from (Mention(start + low, start + high) for low, high in pairwise(joints))
        return
    for match in _ETC.finditer(text, start, end):
        low, high = _trim(text, match.end(), end)
        low += text.startswith(("和", "及", "与"), low)
        of_a_sort = text[start : match.start()] in field_names() and _SORT.fullmatch(text, low, high)
        bare = bool(of_a_sort or _rest().fullmatch(text, low, high)) or _tells_what_to_do(text, low, high)
        if match.start() > start and (is_name(text[start : match.start()]) or (bare and low < high)):
            yield from _parts(text, start, match.start())
            if not bare:
                yield from _parts(text, low, high)
            return
    if joint := joined(text, start, end):
        yield from _parts(text, start, joint[0])
        yield from _parts(text, joint[1], end)
        return
    start, end = _bare_name(text, start, end)
    mark = _ROLE_MARK.search(text[start:end])
    role = _role_said(mark.group(1)) if mark else None
    if mark and role:
        yield Mention(start, start + mark.start(), role["word"])
    elif _names_somebody(text, start, end):
        yield Mention(start, end)


@cache
def _rest() -> re.Pattern[str]:
    """What closes a list of names behind 等: 有关部门, 5个单位, 省级主管部门（单位）, 行业协会, 3个委员会."""
    rest = load("names")["rest"]
    nouns = one_of([*rest["nobody"], *rest["classes"]])
    before = one_of([*rest["before"], *rest["which"]])
    return re.compile(
        rf"(?:{before}|{_COUNT})*+(?:{nouns}(?:[和及、]?{nouns})*(?:（[^（）]{{1,4}}）)?)?"
        r"|[一二三四五六七八九十\d]+[个家](?![^和及与]*[和及与])[\u4e00-\u9fa5]{2,8}"
    )


def _tells_what_to_do(text: str, start: int, end: int) -> bool:
    """Whether a class behind 等 goes on with its work: 等部门制定实施细则."""
    return bool(_work().match(text, start, end)) and not is_name(text[start:end])


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"{one_of(load('names')['rest']['nobody'])}{work_verb().pattern}")


@cache
def _nobody() -> re.Pattern[str]:
    """What names nobody where it stands alone: 部门, 单位."""
    rest = load("names")["rest"]
    nouns = one_of(rest["nobody"])
    return re.compile(rf"(?:{one_of(rest['before'])}|{_COUNT})*+(?:{nouns}(?:[和及、]?{nouns})*)?")


@cache
def _first_listed() -> re.Pattern[str]:
    """What stands for whoever comes first in each list: 第一责任单位, 中第一个单位."""
    words = load("roles")
    owners, nouns = one_of(words["label"]["owners"]), one_of(load("names")["rest"]["nobody"])
    return re.compile(rf"中?{one_of(words['first_listed']['places'])}的?{owners}?{nouns}")


def _names_somebody(text: str, start: int, end: int) -> bool:
    if _BACK.fullmatch(text, start, end) or _first_listed().fullmatch(text, start, end):
        return False
    return (end > start and not _nobody().fullmatch(text, start, end)) or is_collective(text[start:end])


def _bare_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without what only leads to it or says its part, and without a note behind it (（含…）).

    此项工作由县水利局; 责任单位县住建局.
    """
    before = _LEADS_TO.match(text, start, end)
    if before and is_name(text[before.end() : end]):
        start = before.end()
    part = label_pattern().match(text, start, end)
    if part and part.end() < end and text[part.end()] in NAME_STARTS and is_name(text[part.end() : end]):
        start = part.end()
    behind = _note().search(text, start, end)
    return start, behind.start() if behind and behind.start() > start and behind.end() == end else end


@cache
def _note() -> re.Pattern[str]:
    """What brackets say that is no part of the name before: 下同, its share （300亩）, how much （共2项）."""
    words, measures = load("names"), load("measures")
    inner = "[^（）〔〕〈〉]*"
    share = rf"[约共]?\d[\d.,]*{one_of(measures['magnitudes'])}?{one_of(measures['units'])}(?=[）〕〉])"
    return re.compile(
        rf"[（〔〈](?:{one_of(words['notes'])}|{inner}{one_of(words['notes_say'])}|{share}){inner}[）〕〉]"
    )


@cache
def _role_word() -> re.Pattern[str]:
    """What brackets behind a name may say of its part in a task: 牵头, 按职责分工负责, 按职责分工."""
    shares = one_of([word for word in load("roles")["tail"]["adverbs"] if word.endswith(_shares())])
    stems = one_of(role_stems())
    tail = load("roles")["tail"]
    longer, told = one_of(tail["longer"]), {*tail["lead"], *tail["support"], *tail["other"], *tail["bears"]}
    deeds = one_of([word for word in tail["longer"] if word not in told])
    said = rf"{stems}(?:单位|部门|负责|落实)?|{one_of(short_roles())}"
    return re.compile(
        rf"{shares}+|{one_of(tail['together'])}{deeds}|{adverbs()}(?P<word>{said}){longer}*"
        rf"|{one_of(tail['adverbs'])}{{1,3}}{longer}"
    )


def role_mark(words: str) -> bool:
    """Whether a list ends in a role word in brackets: 县财政局、县审计局（配合）."""
    mark = _ROLE_MARK.search(words)
    return mark is not None and _role_said(mark.group(1)) is not None


@cache
def _part() -> re.Pattern[str]:
    """What brackets behind a name say that it does: 负责资金保障, 配合做好宣传."""
    return re.compile(rf"(?P<word>{one_of(load('roles')['tail']['tells_part'])})[\u4e00-\u9fa5]{{2,12}}")


def _role_said(words: str) -> re.Match[str] | None:
    """The role that the words in brackets behind a name say, if they say one and are no name."""
    return _role_word().fullmatch(words) or (None if is_name(words) else _part().fullmatch(words))


def _shares() -> tuple[str, ...]:
    return tuple(load("roles")["tail"]["shares"])

"""Whose a role word of a phrase is: of the names before it, a part of one, or of what they do."""

from __future__ import annotations

import re
from functools import cache

from kg.find.names.lists import before_people
from kg.find.text.dense import Dense, Gap
from kg.lexicon import load, one_of
from kg.words.marks import JOINTS, behind_last
from kg.words.names import is_name
from kg.words.roles import begins_name, tail_lasts, tail_pattern, told_pattern, work_verb

NOTE = re.compile(r"[（〔〈]([^（）〔〕〈〉]*)[）〕〉]")
"""A bracket without another inside, and what stands in it (1)."""
# at most so much of a phrase is its role word with the name before it
_LONGEST_END = 200
_JOINTS_OR_SLASH = re.compile("[、和及/]")


def ends_in_role(text: str, start: int, end: int, *, sure: bool = False) -> bool:
    """Whether a phrase ends in the role of the names before it, for `sure` in names of known endings."""
    if text[end - 1 : end] not in tail_lasts():
        return False
    start = max(start, end - _LONGEST_END)
    matches = tail_pattern().finditer(text, start + 1, end)
    return any(
        match.end() == end
        and follows_names(text, start, match, waiting=False)
        and not (sure and not is_name(JOINTS.split(text[start : match.start()].rstrip("等"))[-1]))
        for match in matches
    )


def told_word(dense: Dense, start: int, end: int) -> re.Match[str] | None:
    """The role word of a phrase that also says what its units do: 区规划局负责编制规划."""
    text, found = dense.text, None
    for match in told_pattern().finditer(text, start + 1, end):
        names = JOINTS.split(text[start : match.start()].rstrip("等"))
        piece = names[-1] + JOINTS.split(text[match.start() : end])[0]
        if (
            match.end() < end
            and text[match.end()] != "、"
            and not is_name(piece)
            and all(len(name) > 2 and is_name(name) for name in names)
            and not _in_name_apart(dense, start, match, end)
        ):
            found = match  # the last one: 会办 in 区管委会办公室负责… is part of the name
    return found


def helping_word(text: str, start: int, end: int) -> re.Match[str] | None:
    """The word with which a phrase says whom its units help: 配合 in 县财政局配合县交通局实施."""
    for match in _helps().finditer(text, start + 2, min(end, start + _LONGEST_END)):
        if not all(map(is_name, JOINTS.split(text[start : match.start()]))):
            continue
        close = min(end, match.end() + _LONGEST_END)
        whom = text[match.end() : before_work(text, match.end(), close)]
        for role in tail_pattern().finditer(whom):
            whom = whom[: role.start()] if role["word"] and role.end() == len(whom) else whom
        if all(map(is_name, JOINTS.split(whom))):
            return match
    return None


@cache
def _helps() -> re.Pattern[str]:
    return re.compile(one_of(load("duties")["helps"]))


def _in_name_apart(dense: Dense, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a role word is part of a name that white space sets apart: 县财政局⏎县委组织部⏎县妇联."""
    low = max([start, *dense.gaps(start, match.start() + 1, Gap.SPACE)])
    high = next(dense.gaps(match.start(), end, Gap.SPACE), end)
    before, behind = dense.text[low : match.start()], dense.text[match.start() : high]
    return is_name(JOINTS.split(before)[-1] + JOINTS.split(behind)[0])


def follows_names(text: str, start: int, match: re.Match[str], waiting: bool) -> bool:
    """Whether a role word belongs to names before it, and is not part of one (工业促进局, 参与机构)."""
    before = NOTE.sub("", text[start : match.start()])
    last = _JOINTS_OR_SLASH.split(before)[-1].removeprefix("由")
    last = last[: before_people(last, 0, len(last))]
    if match.group("partner"):
        if begins_name(text, match.start(), match.group("partner")):
            return False
        return is_name(last.rstrip("等")) or (not before and len(match.group("partner")) > 1)
    if match.group("adverb"):
        return bool(before) or waiting
    if not before:
        return waiting
    ambiguous = match["word"] in load("roles")["tail"]["ambiguous"]
    if ambiguous and work_verb().match(last):
        return False  # 加强部门联动
    if is_name(last) or is_name(last.rstrip("等")) or last.endswith("等"):
        return True
    if is_name(last + match["word"]):
        return False  # 县目督办
    return _is_short_name(last) and not ambiguous


def is_work(text: str, start: int, end: int) -> bool:
    """Whether a word for partners goes on with what all do together: 市财政局协同做好经费保障."""
    first = JOINTS.split(text[start:end])[0]
    return work_verb().match(first) is not None and not is_name(first)


def joins_partners(text: str, at: int) -> bool:
    """Whether a word for those who help stands right behind another role word: 牵头会同."""
    match = tail_pattern().match(text, at)
    return match is not None and match["partner"] is not None


def before_work(text: str, start: int, end: int) -> int:
    """Where a list of names ends that goes on with what all do: 市教育局、市人社局研究制定办法."""
    low = behind_last("、和及", text, start, end)
    if is_name(text[low:end]):
        return end
    verbs = work_verb().finditer(text, low, end)
    return next((verb.start() for verb in verbs if is_name(text[low : verb.start()])), end)


def _is_short_name(last: str) -> bool:
    """A name without a known ending is still one where the whole phrase is short."""
    return 2 <= len(last) <= 8

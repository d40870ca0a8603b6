"""How far an assignment reaches: pairs of brackets, and the end of a list of units in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.words.bodies import makes_a_body
from kg.words.marks import BETWEEN_NAMES, BULLETS, behind_last
from kg.words.names import breaks_off, is_name, is_rest
from kg.words.roles import find_labels, following_label, labelled_pattern, tail_pattern
from kg.words.times import names_a_time, time_breaks_off

LONGEST = 1500
_LONGEST_REST = 20
_LONGEST_NOTE = 40
_BRACKETS = tuple(map(re.compile, "（）〔〕"))  # one character is looked for faster than one of several
_NUMBER = r"\d{1,3}[.、](?!\d)|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、"
_HEADS = f"{BULLETS}0123456789"  # what a line of another task may begin with
_PIECES = re.compile("[、，；（）]")
_BRACKET_OR_STOP = re.compile("[（）〔〕。]")


def bracket_pairs(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[tuple[int, int]]:
    """Outermost bracket pairs, kinds mixed; one left open ends with its item or paragraph."""
    opened: list[int] = []
    found = (mark.start() for one in _BRACKETS for mark in one.finditer(dense.text, start, end))
    for at in sorted(found):
        if opened and _goes_over_items(dense, opened[0], at, outline):
            yield opened[0], list_end(dense, opened[0] + 1, at, outline)
            opened = []
        if dense.text[at] in "（〔":
            if opened and at - opened[0] > 3 and _starts_label(dense.text, at + 1):
                yield from _unclosed(dense, opened[0], at, outline)
                opened = []
            opened.append(at)
        elif opened:
            first = opened.pop()
            if not opened:
                yield first, at + 1
            elif _starts_label(dense.text, first + 1):
                opened = []
                yield first, at + 1
        if opened and at - opened[0] > LONGEST:
            yield from _unclosed(dense, opened[0], end, outline)
            opened = []
    if opened:
        yield from _unclosed(dense, opened[0], end, outline)


def _goes_over_items(dense: Dense, start: int, end: int, outline: Outline) -> bool:
    """Whether an item begins in a line before a bracket is closed."""
    item = outline.next_start(start, end)
    return item < end and dense.gap(item) >= Gap.LINE


def _unclosed(dense: Dense, at: int, end: int, outline: Outline) -> Iterator[tuple[int, int]]:
    if _starts_label(dense.text, at + 1):
        yield at, list_end(dense, at + 1, end, outline)


def _starts_label(text: str, at: int) -> bool:
    return bool(labelled_pattern().match(text, at))


def list_end(dense: Dense, at: int, end: int, outline: Outline) -> int:
    """Where a list of units that opened at `at` ends, at `end` at the latest.

    That is with its item, at a full stop, or with a finished line.
    """
    limit = min(outline.next_start(at, len(dense)), end)
    stop = _full_stop(dense.text, at, limit)
    for gap in dense.gaps(at, stop, Gap.SPACE):
        if _more().match(dense.text, gap):
            return gap
        if dense.gap(gap) >= Gap.LINE and not _goes_on(dense, at, gap, stop):
            return gap
    return stop


@cache
def _more() -> re.Pattern[str]:
    """What ends a list behind white space: the next number, or the label of what the units do: 主要任务：."""
    return re.compile(f"{_NUMBER}|{following_label().pattern}")


def _full_stop(text: str, at: int, limit: int) -> int:
    depth, end = 0, min(limit, at + LONGEST)
    for mark in _BRACKET_OR_STOP.finditer(text, at, end):
        if mark[0] in "（〔":
            depth += 1
        elif depth == 0:
            return mark.start()
        elif mark[0] in "）〕":
            depth -= 1
    return end


def _goes_on(dense: Dense, start: int, gap: int, stop: int) -> bool:
    """Whether a list goes on after a line break: a separator at the break, an open name, an open bracket."""
    text = dense.text
    if labelled_pattern().match(text, gap):
        return False
    if text[gap - 1] == "；" and _is_task_of_its_own(dense, gap, stop):
        return False
    if text[gap - 1] in "、，；：（" or text[gap] in "、，；）":
        return True
    if text[gap] == "（" or text.count("（", start, gap) > text.count("）", start, gap):
        return _closes_note(text, gap, stop)
    low = behind_last("、，；：", text, start, gap)
    line = next(dense.gaps(gap, stop), stop)
    end = _before_label(dense, gap, line)
    broken, rest = text[low:gap], text[gap : _next_mark(text, gap, end)]
    if time_breaks_off(broken, rest) or is_rest(broken, rest):
        return True
    if is_full_name(rest) and is_name(text[max(low, dense.line_start(gap - 1)) : gap]):
        new = makes_a_body(rest.lstrip(_HEADS))  # 各乡镇⏎扩建县中医院。
        return not new and _is_list(text[gap:end], finished=end < line or text.startswith("。", end))
    if len(broken) >= _LONGEST_REST:
        return False
    longer = text[gap : _next_mark(text, gap, end if end < line else next(dense.gaps(line, stop), stop))]
    return breaks_off(broken, rest) or breaks_off(broken, longer) or _is_short_rest(broken, rest)


def _before_label(dense: Dense, start: int, end: int) -> int:
    """Where a label behind white space ends what stands in a line before it: 乡镇政府　完成时限：."""
    spaces = dense.gaps(start, end, Gap.SPACE)
    return next((at for at in spaces if labelled_pattern().match(dense.text, at)), end)


def _next_mark(text: str, start: int, end: int) -> int:
    """Where the words end that begin at `start`: at a mark, at `end` at the latest."""
    return min([place for mark in "、，；。（" if (place := text.find(mark, start, end)) > 0] or [end])


def _is_list(line: str, *, finished: bool) -> bool:
    """Whether a line that begins with a name holds names only; unless `finished` its last may be cut."""
    pieces = BETWEEN_NAMES.split(line)
    whole = pieces if finished and not names_a_time(pieces[-1]) else pieces[:-1]
    return all(map(is_name, whole))


def _is_short_rest(broken: str, rest: str) -> bool:
    """Whether two characters alone end a name, or are one below a name: 县公安局交警⏎大队, 县财政局⏎妇联."""
    return len(rest) == 2 and is_name(broken + rest)


def _closes_note(text: str, gap: int, stop: int) -> bool:
    """Whether the bracket open at a line break, or opened there, is a note of a list: （县疾控局）、."""
    close = text.find("）", gap, min(gap + _LONGEST_NOTE, stop))
    if close < 0 or any(mark in text[gap:close] for mark in "。：；"):
        return False
    opens = text[gap] == "（"
    return not opens or is_name(text[gap + 1 : close]) or text.startswith("、", close + 1)


def _is_task_of_its_own(dense: Dense, start: int, stop: int) -> bool:
    """Whether the line at `start` says something, which is no unit, before a label of units of its own."""
    end = min(dense.line_end(start), stop)
    label = next((one for one in find_labels(dense.text, start, end) if not one.group("person")), None)
    if label is None or label.group("time"):
        return False
    words = dense.text[start : label.start()]
    return not tail_pattern().search(words) and not any(map(is_name, _PIECES.split(words)))


def is_full_name(name: str) -> bool:
    """Whether a text of three characters or more looks like a name."""
    return len(name) > 2 and is_name(name)

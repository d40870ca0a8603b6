"""How far an assignment reaches: pairs of brackets, and the end of a list of units in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.find.text.dense import Dense, Gap
from kg.find.text.outline import Outline
from kg.words.names import is_name
from kg.words.roles import find_labels, labelled_pattern, tail_pattern

LONGEST = 1500
_BRACKETS = re.compile("[（）〔〕]")
_NUMBER = re.compile(r"\d{1,3}[.、](?!\d)|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、")
_PIECES = re.compile("[、，；（）]")
_BRACKET_OR_STOP = re.compile("[（）〔〕。]")


def bracket_pairs(dense: Dense, start: int, end: int, outline: Outline) -> Iterator[tuple[int, int]]:
    """Outermost bracket pairs, kinds mixed; one left open ends with its item or paragraph."""
    opened: list[int] = []
    for match in _BRACKETS.finditer(dense.text, start, end):
        at = match.start()
        if match.group() in "（〔":
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


def _unclosed(dense: Dense, at: int, end: int, outline: Outline) -> Iterator[tuple[int, int]]:
    if _starts_label(dense.text, at + 1):
        yield at, min(list_end(dense, at + 1, outline), end)


def _starts_label(text: str, at: int) -> bool:
    return bool(labelled_pattern().match(text, at))


def list_end(dense: Dense, at: int, outline: Outline) -> int:
    """Where a list of units that opened at `at` ends: its item, a full stop, or a finished line."""
    limit = outline.next_start(at, len(dense))
    stop = _full_stop(dense.text, at, limit)
    stop = next((gap for gap in dense.gaps(at, stop, Gap.SPACE) if _NUMBER.match(dense.text, gap)), stop)
    for gap in dense.gaps(at, stop):
        if not _goes_on(dense, at, gap, stop):
            return gap
    return stop


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
    """Whether a list goes on after a line break: an open name, or a separator before the break."""
    if labelled_pattern().match(dense.text, gap):
        return False
    if dense.text[gap - 1] == "；" and _is_task_of_its_own(dense, gap, stop):
        return False
    if dense.text[gap - 1] in "、，；：（":
        return True
    low = max(dense.text.rfind(mark, start, gap) for mark in "、，；：") + 1
    high = min([place for mark in "、，；。" if (place := dense.text.find(mark, gap, stop)) > 0] or [stop])
    high = min(high, next(dense.gaps(gap + 1, stop), stop))
    broken = dense.text[max(low, start) : gap]
    if is_full_name(dense.text[dense.line_start(gap - 1) : gap].rpartition("：")[2]):
        return is_full_name(dense.text[gap:high])
    return not is_name(broken) and is_name(dense.text[max(low, start) : high]) and len(broken) < 20


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

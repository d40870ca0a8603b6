"""Word's automatic numbering: the labels (第一条, 一、, （一）, 1.) that are not in the paragraph text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from kg.read.numerals import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_PLACE = re.compile(r"%([1-9])")
_NO_GAP_AFTER = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]\Z")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and what is printed around the count."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: bool = True
    legal: bool = False
    restart_after: int | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list as a paragraph names it: the counters it shares with others, and its levels."""

    counters: str
    levels: dict[int, Level]
    restarts: dict[int, int]


@dataclass(slots=True)
class _Counters:
    values: dict[int, int] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """Counts the numbered paragraphs of one document, in document order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, NumberedList] = {}
        self._level_of_style: dict[tuple[str, str], int] = {}
        self._counters: dict[str, _Counters] = {}
        if numbering is not None:
            self._read_lists(numbering)
        self._styles = _styles(styles)

    def label(self, properties: etree._Element | None) -> str:
        """The label in front of the paragraph with these properties (w:pPr), and count it."""
        place = self._place(properties)
        if place is None:
            return ""
        name, level = place
        numbered = self._lists.get(name)
        if numbered is None or level not in numbered.levels:
            return ""
        values = self._count(name, numbered, level)
        return _print(numbered.levels, level, values)

    def _place(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, else those of its style."""
        name, level = _number_of(properties)
        style = _value(properties, "pStyle") or self._styles.default
        seen: set[str] = set()
        while (name is None or level is None) and style in self._styles.properties and style not in seen:
            seen.add(style)
            style_name, style_level = _number_of(self._styles.properties[style])
            if name is None and style_name is not None:
                name = style_name
                level = self._level_of_style.get((style_name, style)) if level is None else level
            level = style_level if level is None else level
            style = self._styles.based_on.get(style, "")
        if name is None or name == "0":
            return None
        return name, level or 0

    def _count(self, name: str, numbered: NumberedList, level: int) -> dict[int, int]:
        counters = self._counters.setdefault(numbered.counters, _Counters())
        values = counters.values
        if level in numbered.restarts and (name, level) not in counters.restarted:
            counters.restarted.add((name, level))
            values.pop(level, None)
        start = numbered.restarts.get(level, numbered.levels[level].start)
        values[level] = values[level] + 1 if level in values else start
        for higher in range(level):
            values.setdefault(higher, numbered.levels.get(higher, Level()).start)
        for deeper in [d for d in values if d > level and _restarts(numbered.levels.get(d), level)]:
            del values[deeper]
        return values

    def _read_lists(self, root: etree._Element) -> None:
        abstract = {item.get(W + "abstractNumId", ""): item for item in root.findall(W + "abstractNum")}
        by_style = {_value(item, "styleLink"): key for key, item in abstract.items()}
        for num in root.findall(W + "num"):
            name = num.get(W + "numId", "")
            key = _value(num, "abstractNumId")
            linked = _value(abstract.get(key), "numStyleLink")
            key = by_style.get(linked, key) if linked else key
            self._read_list(name, key, abstract.get(key), num)

    def _read_list(self, name: str, key: str, abstract: etree._Element | None, num: etree._Element) -> None:
        levels = dict(self._levels(name, abstract))
        restarts = {}
        for override in num.findall(W + "lvlOverride"):
            level = _whole(override.get(W + "ilvl"), 0)
            levels.update(self._levels(name, override))
            if override.find(W + "startOverride") is not None:
                restarts[level] = _whole(_value(override, "startOverride"), 1)
        self._lists[name] = NumberedList(key, levels, restarts)

    def _levels(self, name: str, parent: etree._Element | None) -> list[tuple[int, Level]]:
        found = []
        for item in parent.findall(W + "lvl") if parent is not None else ():
            level = _whole(item.get(W + "ilvl"), 0)
            found.append((level, _level(item)))
            if style := _value(item, "pStyle"):
                self._level_of_style[name, style] = level
        return found


@dataclass(frozen=True, slots=True)
class _Styles:
    properties: dict[str, etree._Element | None]
    based_on: dict[str, str]
    default: str


def _styles(root: etree._Element | None) -> _Styles:
    known = root.findall(W + "style") if root is not None else []
    paragraph = [style for style in known if style.get(W + "type") == "paragraph"]
    return _Styles(
        {style.get(W + "styleId", ""): style.find(W + "pPr") for style in paragraph},
        {style.get(W + "styleId", ""): _value(style, "basedOn") for style in paragraph},
        next((s.get(W + "styleId", "") for s in paragraph if s.get(W + "default") in ("1", "true")), ""),
    )


def _level(item: etree._Element) -> Level:
    restart = _value(item, "lvlRestart")
    return Level(
        start=_whole(_value(item, "start"), 1 if item.find(W + "start") is not None else 0),
        form=_value(item, "numFmt") or "decimal",
        text=_value(item, "lvlText"),
        gap=_value(item, "suff") != "nothing",
        legal=item.find(W + "isLgl") is not None,
        restart_after=_whole(restart, 0) if restart else None,
    )


def _restarts(deeper: Level | None, level: int) -> bool:
    """Whether a count at `level` sends the `deeper` one back: lvlRestart 0 never, n only levels under n."""
    if deeper is None or deeper.restart_after is None:
        return True
    return level < deeper.restart_after


def _print(levels: dict[int, Level], level: int, values: dict[int, int]) -> str:
    own = levels[level]
    if own.form in ("bullet", "none"):
        return ""

    def place(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        form = "decimal" if own.legal else levels.get(at, own).form
        return numeral(values.get(at, 1), form)

    label = _PLACE.sub(place, own.text)
    return label if not own.gap or not label or _NO_GAP_AFTER.search(label) else label + " "


def _number_of(properties: etree._Element | None) -> tuple[str | None, int | None]:
    number = properties.find(W + "numPr") if properties is not None else None
    if number is None:
        return None, None
    level = _value(number, "ilvl")
    return _value(number, "numId") or None, _whole(level, 0) if level else None


def _value(parent: etree._Element | None, name: str) -> str:
    child = parent.find(W + name) if parent is not None else None
    return "" if child is None else child.get(_VAL, "")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise

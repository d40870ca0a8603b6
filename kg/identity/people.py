"""What people decided: ``units.toml`` beside the sources or in the store.

[[alias]]                 # a printed name and who that is; `in` limits it to documents of a place
name = "区规自分局"
in = "北京市密云区"
is = "北京市规划和自然资源委员会密云分局"

[[merge]]                 # two full names of one unit; the first goes into the second
name = "北京市密云区园林服务中心"
into = "北京市密云区园林绿化服务中心"

[[distinct]]              # names that stay apart and are not proposed again
names = ["区政府办", "区政府办公室"]

[[collective]]            # who belongs to a collective
name = "各镇街（地区）"
in = "北京市密云区"
members = ["溪翁庄镇", "鼓楼街道"]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kg.errors import BadRequest
from kg.identity.issuers import place_named
from kg.identity.naming import spelled
from kg.identity.places import Jurisdiction, divisions

_FIELDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "alias": (("name", "is"), ("in", "note")),
    "merge": (("name", "into"), ("note",)),
    "distinct": (("names",), ("note",)),
    "collective": (("name", "members"), ("in", "note")),
    "document": (("title", "in"), ("note",)),
}
_LISTS = ("names", "members")

_Where = Jurisdiction | None
T = TypeVar("T")


@dataclass(frozen=True)
class Decisions:
    """The entries of one people's file, by the one spelling of the name."""

    aliases: Mapping[str, Mapping[str, tuple[_Where, str]]] = field(default_factory=dict)
    merges: Mapping[str, str] = field(default_factory=dict)
    distinct: tuple[frozenset[str], ...] = ()
    collectives: Mapping[str, Mapping[str, tuple[_Where, tuple[str, ...]]]] = field(default_factory=dict)
    documents: Mapping[str, _Where] = field(default_factory=dict)

    def place_of(self, title: str) -> _Where:
        """The place people gave to the document with this title."""
        return self.documents.get(spelled(title)) if self.documents else None

    def alias(self, name: str, home: _Where) -> str | None:
        """The full name people gave to `name` in documents of `home`; the narrowest place wins."""
        return _narrowest(self.aliases.get(spelled(name), {}).values(), home) if self.aliases else None

    def merged(self, full_name: str) -> str | None:
        """The full name that `full_name` was merged into."""
        return self.merges.get(full_name)

    def is_distinct(self, name: str) -> bool:
        """Whether people keep `name` apart from others."""
        return any(name in names for names in self.distinct)

    def apart(self, first: str, second: str) -> bool:
        """Whether people said that the two names are two units."""
        return any(first in names and second in names for names in self.distinct)

    def members(self, name: str, home: _Where) -> tuple[str, ...]:
        """The printed names of the members of the collective `name` in `home`."""
        return _narrowest(self.collectives.get(name, {}).values(), home) or ()


def _narrowest(entries: Iterable[tuple[_Where, T]], home: _Where) -> T | None:
    fitting = [(len(where.place) if where else 0, value) for where, value in entries if _holds(where, home)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _holds(where: _Where, home: _Where) -> bool:
    return where is None or (home is not None and divisions().holds(where, home))


def read_decisions(data: bytes, file: str) -> Decisions:
    """The decisions in the bytes of a people's file named `file`; BadRequest names file, line and entry."""
    text, table = _parsed(data, file)
    for kind in table:
        if kind not in _FIELDS:
            raise BadRequest(f"{file}：不认得 [[{kind}]]；可写：{'、'.join(_FIELDS)}。")
    entries = {kind: list(_checked(table.get(kind, []), kind, text, file)) for kind in _FIELDS}
    return Decisions(
        aliases=_by_place(entries["alias"], "is", file),
        merges=_merges(entries["merge"], file),
        distinct=tuple(frozenset(map(spelled, entry["names"])) for _, entry in entries["distinct"]),
        collectives=_by_place(entries["collective"], "members", file),
        documents={spelled(row["title"]): place_named(row["in"]) for _, row in entries["document"]},
    )


def _parsed(data: bytes, file: str) -> tuple[str, dict[str, Any]]:
    try:
        text = data.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError:
        raise BadRequest(f"{file}：文件不是 UTF-8 编码；请另存为 UTF-8。") from None
    except tomllib.TOMLDecodeError as error:
        raise BadRequest(f"{file}：不是合格的 TOML（{str(error).rstrip('.')}）；写法见 README。") from None


def _checked(rows: Any, kind: str, text: str, file: str) -> Iterable[tuple[int, dict[str, Any]]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadRequest(f"{file}：{kind} 应写成以 [[{kind}]] 开头的条目。")
    for line, row in zip(_lines(kind, text, len(rows)), rows, strict=True):
        _check(row, kind, f"{file} 第 {line} 行：[[{kind}]]")
        yield line, row


def _lines(kind: str, text: str, count: int) -> list[int]:
    """The line each entry begins on; 1 for entries written in another way than [[kind]]."""
    heads = re.finditer(rf"^[ \t]*\[\[[ \t]*{kind}[ \t]*\]\]", text, re.MULTILINE)
    lines = [text.count("\n", 0, head.start()) + 1 for head in heads]
    return (lines + [1] * count)[:count]


def _check(row: dict[str, Any], kind: str, where: str) -> None:
    needed, allowed = _FIELDS[kind]
    for name in needed:
        if name not in row:
            raise BadRequest(f"{where} 缺少 {name}；可写：{'、'.join((*needed, *allowed))}。")
    for name, value in row.items():
        if name not in (*needed, *allowed):
            raise BadRequest(f"{where} 里不认得 {name}；可写：{'、'.join((*needed, *allowed))}。")
        _check_value(name, value, where)
    if "in" in row and place_named(row["in"]) is None:
        raise BadRequest(
            f'{where} 的 in = "{row["in"]}" 不能确定是哪一个地方；请写全称（如北京市密云区）或区划代码。'
        )


def _check_value(name: str, value: Any, where: str) -> None:
    if name in _LISTS:
        least = 2 if name == "names" else 1
        if not isinstance(value, list) or len(value) < least or not all(map(_is_name, value)):
            raise BadRequest(f"{where} 的 {name} 应是至少 {least} 个带引号名称的列表。")
    elif not _is_name(value):
        raise BadRequest(f"{where} 的 {name} 应是带引号的文字，不能为空。")


def _merges(entries: list[tuple[int, dict[str, Any]]], file: str) -> dict[str, str]:
    """Each name with the one it ends up in, over as many entries as it takes."""
    direct = {spelled(entry["name"]): spelled(entry["into"]) for _, entry in entries}
    lines = {spelled(entry["name"]): line for line, entry in entries}
    return {name: _end_of(name, direct, f"{file} 第 {lines[name]} 行") for name in direct}


def _end_of(name: str, direct: Mapping[str, str], where: str) -> str:
    passed = {name}
    target = direct[name]
    while target in direct:
        if target in passed:
            raise BadRequest(f"{where}：{name} 绕一圈并入了自己；请删去一条 [[merge]]。")
        passed.add(target)
        target = direct[target]
    return target


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(spelled(value))


def _by_place(
    entries: Iterable[tuple[int, dict[str, Any]]], value: str, file: str
) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for line, entry in entries:
        where = place_named(entry["in"]) if "in" in entry else None
        said = tuple(entry[value]) if value in _LISTS else spelled(entry[value])
        rows = found.setdefault(spelled(entry["name"]), {})
        before = rows.setdefault(where.key if where else "", (where, said))
        if before[1] != said:
            raise BadRequest(f"{file} 第 {line} 行：{entry['name']} 写了两次，内容不同；请只留一条。")
    return found

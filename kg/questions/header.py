"""The header of a question file: what it asks, with which parameters, in which columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kg.errors import BadRequest

_COMMENT = re.compile(r"^\s*(?:--|//|#)\s?(.*)$")
_TITLE = re.compile(r"^题目：(.+)$")
_ENGLISH = re.compile(r"^question: (.+)$")
_PARAMETER = re.compile(r'^param (\w+) (.+?)(?:, default (".*?"|\S+?))?, example (.+?): (.+)$')
_COLUMN = re.compile(r"^column (\w+) (text|integer|list): (.+)$")


class Parameter(NamedTuple):
    """A value the asker gives. `type`: text, integer, date, or the words allowed joined by |."""

    name: str
    type: str
    default: str | None
    example: str
    meaning: str

    def value(self, given: object) -> str | int:
        """`given` as the query needs it; raises BadRequest where it is not of the type."""
        text = str(given)
        if self.type == "integer":
            return self._integer(text)
        if self.type == "date":
            return self._date(text)
        if self.type != "text" and text not in self.type.split("|"):
            words = "、".join(word for word in self.type.split("|") if word)
            raise BadRequest(f"参数 {self.name}={text} 不在可选的词里；可选：{words}。")
        return text

    def _integer(self, text: str) -> int:
        try:
            return int(text)
        except ValueError:
            raise BadRequest(
                f"参数 {self.name}={text} 不是整数；应写作 {self.example} 这样的整数。"
            ) from None

    def _date(self, text: str) -> str:
        if text == self.default:
            return text
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise BadRequest(
                f"参数 {self.name}={text} 不是日期；应写作 {self.example} 这样的日期。"
            ) from None


class Column(NamedTuple):
    """A column of the answer: its name, its type, its Chinese label.

    Types: text, integer, and list, which is text with ；between its parts.
    """

    name: str
    type: str
    label: str


class Question(NamedTuple):
    """A named question in one language: `statement` is the whole file, comments and all."""

    name: str
    title: str
    english: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    statement: str

    def values(self, given: dict[str, object]) -> dict[str, str | int]:
        """All parameters with their values; raises BadRequest for unknown, missing or unfit ones."""
        known = {parameter.name for parameter in self.parameters}
        for name in given:
            if name not in known:
                accepted = "、".join(sorted(known)) or "无"
                raise BadRequest(f"问题 {self.name} 没有参数 {name}；可用的参数：{accepted}。")
        return {parameter.name: self._value(parameter, given) for parameter in self.parameters}

    def _value(self, parameter: Parameter, given: dict[str, object]) -> str | int:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            example = f"{parameter.name}={parameter.example}"
            raise BadRequest(f"问题 {self.name} 缺少参数 {parameter.name}；请写 -p {example}。")
        return parameter.value(value)


def parse(name: str, statement: str) -> Question:
    """The question in a file's text, whatever its comment mark; raises BadRequest where it has none."""
    lines = list(_header(statement))
    titles = [match[1] for line in lines if (match := _TITLE.match(line))]
    english = [match[1] for line in lines if (match := _ENGLISH.match(line))]
    columns = tuple(Column(*match.groups()) for line in lines if (match := _COLUMN.match(line)))
    if not titles or not columns:
        raise BadRequest(f"查询文件 {name} 没有说明；开头要有“题目：”和“column …”行，写法见 queries/。")
    parameters = tuple(_parameter(match) for line in lines if (match := _PARAMETER.match(line)))
    return Question(name, titles[0], english[0] if english else "", parameters, columns, statement)


def _header(statement: str) -> Iterator[str]:
    for line in statement.splitlines():
        comment = _COMMENT.match(line)
        if not comment:
            return
        yield comment[1]


def _parameter(match: re.Match[str]) -> Parameter:
    name, kind, default, example, meaning = match.groups()
    return Parameter(name, kind, default.strip('"') if default else default, example, meaning)

"""Asking a named question of whatever holds the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from kg.errors import UnknownName
from kg.questions.header import Question, parse
from kg.resources import folder

SUFFIXES = {"sql": ".sql", "cypher": ".cypher", "sparql": ".rq"}

Row = tuple[Any, ...]


class Asker(Protocol):
    """What holds the graph and answers statements of its language (a key of SUFFIXES)."""

    @property
    def language(self) -> str:
        """sql, cypher or sparql."""

    def ask(self, statement: str, parameters: Mapping[str, object]) -> Iterable[Row]:
        """The rows of one statement, in its order of columns: text, whole numbers, None."""


class Answer(NamedTuple):
    """A question and its rows, in the order of the question's columns."""

    question: Question
    rows: list[Row]

    def column(self, name: str) -> Iterator[Any]:
        """What stands in one column, row by row."""
        place = [column.name for column in self.question.columns].index(name)
        return (row[place] for row in self.rows)

    def records(self) -> list[dict[str, Any]]:
        """The rows as dicts by column name."""
        names = [column.name for column in self.question.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


def names(language: str = "sql") -> list[str]:
    """The names of all questions that exist in a language, sorted."""
    return sorted(path.stem for path in folder("queries").glob(f"*{SUFFIXES[language]}"))


def load(name: str, language: str = "sql") -> Question:
    """The question `name`; raises UnknownName, with the names that exist."""
    known = names(language)
    if name not in known:
        raise UnknownName(f"没有名为“{name}”的问题；现有：{'、'.join(known)}。")
    path = folder("queries") / f"{name}{SUFFIXES[language]}"
    return parse(name, path.read_text(encoding="utf-8"))


def ask(asker: Asker, name: str, /, **parameters: object) -> Answer:
    """The answer to the question `name`; parameters not given take their defaults.

    Raises UnknownName for an unknown question, BadRequest for parameters that do not fit.
    """
    question = load(name, asker.language)
    return Answer(question, list(asker.ask(question.statement, question.values(parameters))))

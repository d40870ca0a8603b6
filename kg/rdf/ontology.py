"""The vocabulary as a table: ``ontology/kg.toml``, read once, asked by everything that names a term."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg import resources

PROFILES = ("full", "core", "neo4j")


@dataclass(frozen=True, slots=True)
class Field:
    """What a node of a class has: a term and how often (`most` None: any number)."""

    term: Relation | Property
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Term:
    """What every word of the vocabulary has: its name, its IRI (as prefix:local), labels, meaning."""

    name: str
    iri: str
    zh: str
    en: str
    means: str
    parents: tuple[str, ...]
    profiles: tuple[str, ...]

    @property
    def ours(self) -> bool:
        """Whether the term stands in our namespace, or is taken from another vocabulary."""
        return self.iri.startswith("kg:")


@dataclass(frozen=True, slots=True)
class Property(Term):
    """From a node to a value. `type`: text, zh, integer, boolean, date, duration."""

    type: str
    values: tuple[str, ...]
    pattern: str | None
    neo4j: str | None


@dataclass(frozen=True, slots=True)
class Relation(Term):
    """From a node to a node; `inverted`: drawn the other way round in Neo4j.

    Where it leads to a controlled word, `words` is the IRI before the word, `values` the words.
    """

    range: tuple[str, ...]
    words: str | None
    values: tuple[str, ...]
    neo4j: str | None
    neo4j_key: str | None
    inverted: bool


@dataclass(frozen=True, slots=True)
class Class(Term):
    """A kind of node; `folder` is the part of its IRIs before the id."""

    folder: str | None
    is_not: str
    example: str
    fields: tuple[Field, ...]
    neo4j: tuple[str, ...]
    caption: str | None

    @property
    def place(self) -> str:
        """What an IRI has between the base and the id."""
        return f"{self.folder}/" if self.folder else ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A controlled word (a role): a SKOS concept."""

    scheme: str
    name: str
    zh: str
    en: str
    also: tuple[str, ...]
    broader: str | None


@dataclass(frozen=True, slots=True)
class Ontology:
    """The whole table."""

    namespace: str
    shapes: str
    base: str
    version: str
    zh: str
    en: str
    prefixes: dict[str, str]
    classes: dict[str, Class]
    relations: dict[str, Relation]
    properties: dict[str, Property]
    concepts: tuple[Concept, ...]

    def expand(self, iri: str) -> str:
        """The full IRI of ``prefix:local``."""
        prefix, _, local = iri.partition(":")
        return self.prefixes[prefix] + local

    def place(self, relation: Relation) -> str:
        """What the IRI of a node that `relation` leads to has between the base and the id."""
        return next((self.classes[name].place for name in relation.range if name in self.classes), "")

    def terms(self) -> Iterator[Relation | Property]:
        """Every relation, then every property."""
        yield from self.relations.values()
        yield from self.properties.values()


def folder() -> Path:
    """Where the vocabulary's files lie."""
    return resources.folder("ontology")


@lru_cache(maxsize=1)
def ontology() -> Ontology:
    """The vocabulary."""
    table = tomllib.loads((folder() / "kg.toml").read_text("utf-8"))
    head = table["ontology"]
    relations = {row["name"]: _relation(row) for row in table["relations"]}
    properties = {row["name"]: _property(row) for row in table["properties"]}
    terms: dict[str, Relation | Property] = {**relations, **properties}
    return Ontology(
        **head,
        prefixes={"kg": head["namespace"], **table["prefixes"]},
        classes={row["name"]: _class(row, terms) for row in table["classes"]},
        relations=relations,
        properties=properties,
        concepts=tuple(_concept(row) for row in table["concepts"]),
    )


def _common(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "iri": row.get("iri", f"kg:{row['name']}"),
        "zh": row["zh"],
        "en": row["en"],
        "means": row["means"],
        "parents": tuple(row.get("parents", ())),
        "profiles": tuple(row.get("profiles", PROFILES)),
    }


def _relation(row: dict[str, Any]) -> Relation:
    return Relation(
        **_common(row),
        range=tuple(row["range"]),
        words=row.get("words"),
        values=tuple(row.get("values", ())),
        neo4j=row.get("neo4j"),
        neo4j_key=row.get("neo4j_key"),
        inverted=row.get("inverted", False),
    )


def _property(row: dict[str, Any]) -> Property:
    return Property(
        **_common(row),
        type=row["type"],
        values=tuple(row.get("values", ())),
        pattern=row.get("pattern"),
        neo4j=row.get("neo4j"),
    )


def _class(row: dict[str, Any], terms: dict[str, Relation | Property]) -> Class:
    return Class(
        **_common(row),
        folder=row.get("folder"),
        is_not=row["not"],
        example=row["example"],
        fields=tuple(_field(text, terms) for text in row["fields"]),
        neo4j=tuple(row.get("neo4j", ())),
        caption=row.get("caption"),
    )


_TIMES: dict[str, tuple[int, int | None]] = {"?": (0, 1), "+": (1, None), "*": (0, None)}


def _field(text: str, terms: dict[str, Relation | Property]) -> Field:
    least, most = _TIMES.get(text[-1], (1, 1))
    return Field(terms[text.rstrip("?+*")], least, most)


def _concept(row: dict[str, Any]) -> Concept:
    return Concept(
        row["scheme"], row["name"], row["zh"], row["en"], tuple(row.get("also", ())), row.get("broader")
    )

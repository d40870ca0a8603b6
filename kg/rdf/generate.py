"""The files that follow from ``ontology/kg.toml``: ``python -m kg.rdf.generate`` writes them anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.rdf.ontology import Class, Field, Ontology, Property, Relation, Term, folder, ontology
from kg.rdf.turtle import NOTE, prefixes, quoted

DATATYPES = {
    "text": "xsd:string",
    "zh": "rdf:langString",
    "integer": "xsd:integer",
    "boolean": "xsd:boolean",
    "date": "xsd:date",
    "duration": "xsd:duration",
}

# ------------------------------------------------------------------------------------------- kg.ttl


def vocabulary_turtle(vocabulary: Ontology) -> str:
    """``kg.ttl``: our terms as OWL, each tied to the nearest known term."""
    head = (
        f"<{vocabulary.namespace.rstrip('#')}> a owl:Ontology ;\n    rdfs:label {_labels(vocabulary)} ;\n"
        f"    owl:versionInfo {quoted(vocabulary.version)} .\n"
    )
    parts = [f"# {NOTE}\n{prefixes(vocabulary)}\n{head}"]
    parts += [_class_turtle(term) for term in vocabulary.classes.values() if term.ours]
    parts += [_term_turtle(term, vocabulary) for term in vocabulary.terms() if term.ours]
    parts += _concepts_turtle(vocabulary)
    return "\n".join(parts)


def _labels(term: Ontology | Term) -> str:
    return f"{quoted(term.zh)}@zh-Hans, {quoted(term.en)}@en"


def _class_turtle(term: Class) -> str:
    return _paragraph(
        term.iri,
        "owl:Class",
        [
            ("rdfs:subClassOf", ", ".join(term.parents)),
            ("rdfs:label", _labels(term)),
            ("skos:definition", f"{quoted(term.means)}@zh-Hans"),
            ("skos:scopeNote", f"{quoted(term.is_not)}@zh-Hans"),
            ("skos:example", f"{quoted(term.example)}@zh-Hans"),
        ],
    )


def _term_turtle(term: Relation | Property, vocabulary: Ontology) -> str:
    relation = isinstance(term, Relation)
    ranges = _range(term, vocabulary)
    return _paragraph(
        term.iri,
        "owl:ObjectProperty" if relation else "owl:DatatypeProperty",
        [
            ("rdfs:subPropertyOf", ", ".join(term.parents)),
            ("schema:domainIncludes", ", ".join(user.iri for user in users(term, vocabulary))),
            ("rdfs:range" if len(ranges) == 1 else "schema:rangeIncludes", ", ".join(ranges)),
            ("rdfs:label", _labels(term)),
            ("skos:definition", f"{quoted(term.means)}@zh-Hans"),
        ],
    )


def _range(term: Relation | Property, vocabulary: Ontology) -> list[str]:
    if isinstance(term, Property):
        return [DATATYPES[term.type]]
    return [vocabulary.classes[name].iri if name in vocabulary.classes else name for name in term.range]


def users(term: Relation | Property, vocabulary: Ontology) -> list[Class]:
    """The classes whose nodes have `term`."""
    return [each for each in vocabulary.classes.values() if any(term is f.term for f in each.fields)]


def _paragraph(subject: str, kind: str, pairs: list[tuple[str, str]]) -> str:
    lines = "".join(f" ;\n    {predicate} {objects}" for predicate, objects in pairs if objects)
    return f"{subject} a {kind}{lines} .\n"


def _concepts_turtle(vocabulary: Ontology) -> Iterator[str]:
    words = {"role": vocabulary.relations["role"].words or ""}
    for scheme, start in words.items():
        yield _paragraph(
            f"<{start.rstrip('/')}>",
            "skos:ConceptScheme",
            [("skos:prefLabel", '"职责角色"@zh-Hans, "Roles"@en')],
        )
        for concept in vocabulary.concepts:
            if concept.scheme == scheme:
                yield _paragraph(
                    f"<{start}{concept.name}>",
                    "skos:Concept",
                    [
                        ("skos:inScheme", f"<{start.rstrip('/')}>"),
                        ("skos:broader", f"<{start}{concept.broader}>" if concept.broader else ""),
                        ("skos:prefLabel", f"{quoted(concept.zh)}@zh-Hans, {quoted(concept.en)}@en"),
                        ("skos:altLabel", ", ".join(f"{quoted(word)}@zh-Hans" for word in concept.also)),
                    ],
                )


# ----------------------------------------------------------------------------------- context.jsonld


def context(vocabulary: Ontology, *, tagged: bool = True) -> dict[str, Any]:
    """The JSON-LD context: every class and term under its own name; `tagged`: titles are @zh-Hans."""
    words: dict[str, Any] = {"@version": 1.1, **dict(sorted(vocabulary.prefixes.items()))}
    words |= {"id": "@id", "type": "@type"}
    words |= {name: term.iri for name, term in vocabulary.classes.items()}
    for term in vocabulary.terms():
        words[term.name] = _context_term(term, tagged)
    return words


def _context_term(term: Relation | Property, tagged: bool) -> str | dict[str, str]:
    if isinstance(term, Relation):
        return {"@id": term.iri, "@type": "@id"}
    if term.type == "zh":
        return {"@id": term.iri, "@language": "zh-Hans"} if tagged else term.iri
    if term.type in ("date", "duration"):
        return {"@id": term.iri, "@type": DATATYPES[term.type]}
    return term.iri


def _context_file(vocabulary: Ontology) -> str:
    return json.dumps({"@context": context(vocabulary)}, ensure_ascii=False, indent=1) + "\n"


# -------------------------------------------------------------------------------------- GLOSSARY.md

_TIMES = {(1, 1): "一个", (0, 1): "至多一个", (1, None): "至少一个", (0, None): "若干"}
_SECTIONS = """# 词汇表

给读公文的人看的说明：图谱里有哪些东西，各是什么、不是什么，公报里的一个例子。
每个词条后面的英文是它在 RDF 中的名字；括号里是它所归属的通行词汇。

{classes}
## 关系（从一个东西到另一个东西）

| 关系 | RDF | 归属 | 指向 | 意思 | Neo4j |
|---|---|---|---|---|---|
{relations}

## 属性（从一个东西到一个值）

| 属性 | RDF | 归属 | 取值 | 意思 | Neo4j |
|---|---|---|---|---|---|
{properties}

## 角色

| 角色 | 词 | 也写作 | 上位 |
|---|---|---|---|
{roles}

## 前缀

| 前缀 | 命名空间 |
|---|---|
{prefixes}

<!-- {note} -->
"""


def glossary(vocabulary: Ontology) -> str:
    """``GLOSSARY.md``: what a reader of official documents needs to know of every term."""
    return _SECTIONS.format(
        classes="\n".join(_class_page(term) for term in vocabulary.classes.values()),
        relations="\n".join(_relation_row(term, vocabulary) for term in vocabulary.relations.values()),
        properties="\n".join(_property_row(term) for term in vocabulary.properties.values()),
        roles="\n".join(
            f"| {word.zh} | `{word.name}` | {'、'.join(word.also)} | {word.broader or ''} |"
            for word in vocabulary.concepts
        ),
        prefixes="\n".join(f"| `{name}` | {iri} |" for name, iri in sorted(vocabulary.prefixes.items())),
        note=NOTE,
    )


def _class_page(term: Class) -> str:
    parents = f"（{'、'.join(term.parents)}）" if term.parents else ""
    neo4j = f"Neo4j 标签 `:{':'.join(term.neo4j)}`。" if term.neo4j else ""
    fields = "；".join(_field_words(field) for field in term.fields)
    return (
        f"## {term.zh} `{term.iri}`{parents}\n\n{term.means}。\n\n- {term.is_not}。\n- 例：{term.example}。\n"
        f"- 有：{fields}。\n" + (f"- {neo4j}\n" if neo4j else "")
    )


def _field_words(field: Field) -> str:
    return f"{field.term.zh}（`{field.term.name}`，{_TIMES[field.least, field.most]}）"


def _relation_row(term: Relation, vocabulary: Ontology) -> str:
    target = "、".join(
        vocabulary.classes[name].zh if name in vocabulary.classes else f"`{name}`" for name in term.range
    )
    arrow = "←" if term.inverted else "→"
    neo4j = f"`{term.neo4j}` {arrow}" if term.neo4j else f"`{term.neo4j_key}`" if term.neo4j_key else ""
    return f"| {term.zh} | `{term.iri}` | {'、'.join(term.parents)} | {target} | {term.means} | {neo4j} |"


def _property_row(term: Property) -> str:
    values = "、".join(f"`{value}`" for value in term.values) or DATATYPES[term.type]
    neo4j = f"`{term.neo4j}`" if term.neo4j else ""
    return f"| {term.zh} | `{term.iri}` | {'、'.join(term.parents)} | {values} | {term.means} | {neo4j} |"


# ---------------------------------------------------------------------------------------- all files


def files(vocabulary: Ontology) -> dict[str, str]:
    """Every generated file: its name and its text."""
    from kg.rdf.shapes import shapes_turtle

    return {
        "kg.ttl": vocabulary_turtle(vocabulary),
        "shapes.ttl": shapes_turtle(vocabulary),
        "context.jsonld": _context_file(vocabulary),
        "GLOSSARY.md": glossary(vocabulary),
    }


def write(into: Path) -> None:
    """Write them all."""
    for name, text in files(ontology()).items():
        (into / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write(folder())

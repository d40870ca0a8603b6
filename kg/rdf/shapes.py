"""What a good graph looks like, once, in two forms: SHACL (``shapes.ttl``) and plain SPARQL.

`rules` follow from the classes of ``kg.toml``: how many values, of what kind. `joins` reads
``joins.toml``: what must hold between nodes. Both carry the sentence a reader is told.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from kg.rdf.ontology import Class, Field, Ontology, Property, Relation, folder
from kg.rdf.turtle import NOTE, prefixes


@dataclass(frozen=True, slots=True)
class Rule:
    """What the nodes of a class have under one path: how often, of what kind.

    `shacl` says all of it in one property shape. In SPARQL, `few` finds the nodes with too few values,
    `many` those with too many, `wrong` those with a value of another kind; each binds ?node, the latter
    two also ?value. `few` and `many` are empty where any number will do.
    """

    kind: str
    path: str
    message: str
    shacl: str
    few: str
    many: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Join:
    """One rule between nodes. `where` binds ?value, the offending node."""

    name: str
    message: str
    where: str
    severity: str


def joins() -> list[Join]:
    """The rules between nodes, in the order of the file."""
    rows = tomllib.loads((folder() / "joins.toml").read_text("utf-8"))["joins"]
    return [
        Join(row["name"], row["message"], row["where"].strip(), row.get("severity", "violation"))
        for row in rows
    ]


def rules(vocabulary: Ontology) -> Iterator[Rule]:
    """The rules of every class, class by class."""
    for kind in vocabulary.classes.values():
        for field in kind.fields:
            yield _rule(kind, field, vocabulary)


_TIMES = {(1, 1): "且仅有一个", (0, 1): "至多一个", (1, None): "至少一个", (0, None): "若干"}


def _rule(kind: Class, field: Field, vocabulary: Ontology) -> Rule:
    term = field.term
    path = term.iri
    words, shacl, wrong = _relation(term, vocabulary) if isinstance(term, Relation) else _property(term)
    times = (" ; sh:minCount 1" if field.least else "") + (" ; sh:maxCount 1" if field.most else "")
    return Rule(
        kind=kind.name,
        path=path,
        message=f"{kind.zh}须有{_TIMES[field.least, field.most]}“{term.zh}”，其值为{words}",
        shacl=shacl + times,
        few=f"?node a {kind.iri} . FILTER NOT EXISTS {{ ?node {path} ?any }}" if field.least else "",
        many=f"?node a {kind.iri} ; {path} ?any , ?value . FILTER (!sameTerm(?any, ?value))"
        if field.most
        else "",
        wrong=f"?node {path} ?value . {wrong}",
    )


def _relation(term: Relation, vocabulary: Ontology) -> tuple[str, str, str]:
    if term.words:
        allowed = [f"<{term.words}{value}>" for value in term.values]
        words = "、".join(term.values) + "之一"
        return words, f"sh:in ( {' '.join(allowed)} )", f"FILTER (?value NOT IN ({', '.join(allowed)}))"
    classes = [vocabulary.classes[name] for name in term.range]
    wrong = "".join(f"FILTER NOT EXISTS {{ ?value a {each.iri} }} " for each in classes)
    shacl = [f"sh:class {each.iri}" for each in classes]
    words = "或".join(each.zh for each in classes)
    if len(shacl) == 1:
        return words, shacl[0], wrong
    return words, f"sh:or ( {' '.join(f'[ {each} ]' for each in shacl)} )", wrong


_WORDS = {
    "text": "文字",
    "zh": "中文文字",
    "integer": "整数",
    "boolean": "是或否",
    "date": "真实的日期（年-月-日）",
    "duration": "时长（ISO 8601）",
}
_LEXICAL = {
    "integer": "^[-+]?[0-9]+$",
    "boolean": "^(true|false|0|1)$",
    "duration": "^-?P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+([.][0-9]+)?S)?)?$",
}


def _property(term: Property) -> tuple[str, str, str]:
    shacl, right = _datatype(term.type)
    words = _WORDS[term.type]
    if term.values:
        allowed = [f'"{value}"' for value in term.values]
        words = "、".join(term.values) + "之一"
        shacl, right = f"sh:in ( {' '.join(allowed)} )", f"?value IN ({', '.join(allowed)})"
    elif term.pattern:
        escaped = term.pattern.replace("\\", "\\\\")
        words = f"合于格式 {term.pattern} 的文字"
        shacl += f' ; sh:pattern "{escaped}"'
        right += f' && REGEX(STR(?value), "{escaped}")'
    return words, shacl, f"FILTER (!(isLiteral(?value) && {right}))"


def _datatype(name: str) -> tuple[str, str]:
    """How a value of the type is asked for in SHACL, and in SPARQL."""
    if name == "zh":
        return (
            'sh:or ( [ sh:languageIn ( "zh-Hans" ) ] [ sh:datatype xsd:string ] )',
            '(LANGMATCHES(LANG(?value), "zh-Hans") || DATATYPE(?value) = xsd:string)',
        )
    if name == "text":
        return "sh:datatype xsd:string", "DATATYPE(?value) = xsd:string"
    asked = f"DATATYPE(?value) = xsd:{name}"
    if name == "date":
        real = "COALESCE(xsd:date(STR(?value)) = xsd:date(STR(?value)), false)"
        return "sh:datatype xsd:date", f"{asked} && {real}"
    return f"sh:datatype xsd:{name}", f'{asked} && REGEX(STR(?value), "{_LEXICAL[name]}")'


def sparql_prefixes(vocabulary: Ontology) -> str:
    """The PREFIX lines of a query."""
    roles = vocabulary.relations["role"].words
    names = {**vocabulary.prefixes, "role": roles}
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(names.items()))


# ---------------------------------------------------------------------------------------- shapes.ttl


def shapes_turtle(vocabulary: Ontology) -> str:
    """``shapes.ttl``: a node shape for every class, and the joins once, on the data set."""
    parts = [f"# {NOTE}\n{prefixes(vocabulary)}@prefix kgsh: <{vocabulary.shapes}> .\n", _head(vocabulary)]
    every = list(rules(vocabulary))
    parts += [
        _node_shape(kind, [rule for rule in every if rule.kind == kind.name])
        for kind in vocabulary.classes.values()
    ]
    parts.append(_join_shape(vocabulary))
    return "\n".join(parts)


def _head(vocabulary: Ontology) -> str:
    used = {name: vocabulary.prefixes[name] for name in ("kg", "eli", "oa", "xsd")}
    used["role"] = vocabulary.relations["role"].words or ""
    declared = " ,\n    ".join(
        f'[ sh:prefix "{name}" ; sh:namespace "{iri}"^^xsd:anyURI ]' for name, iri in used.items()
    )
    return f"<{vocabulary.shapes.rstrip('#')}> a owl:Ontology ;\n    sh:declare {declared} .\n"


def _node_shape(kind: Class, rules: list[Rule]) -> str:
    lines = [
        f"kgsh:{kind.name} a sh:NodeShape ;\n    sh:targetClass {kind.iri} ; sh:nodeKind sh:IRI ;\n"
        f'    sh:name "{kind.zh}"@zh-Hans'
    ]
    for rule in rules:
        message = rule.message.replace("\\", "\\\\")
        lines.append(
            f" ;\n    sh:property [ sh:path {rule.path} ; {rule.shacl} ;\n"
            f'        sh:message "{message}"@zh-Hans ]'
        )
    return "".join(lines) + " .\n"


def _join_shape(vocabulary: Ontology) -> str:
    start = f"<{vocabulary.shapes.rstrip('#')}>"
    shapes = []
    for join in joins():
        where = join.where.replace("\\", "\\\\")
        severity = " ;\n    sh:severity sh:Warning" if join.severity == "warning" else ""
        shapes.append(
            f"kgsh:{join.name} a sh:NodeShape ;\n    sh:targetClass dcat:Dataset{severity} ;\n"
            f"    sh:sparql [ a sh:SPARQLConstraint ; sh:prefixes {start} ;\n"
            f'        sh:message "{join.message}：{{?value}}"@zh-Hans ;\n'
            f'        sh:select """SELECT $this ?value WHERE {{\n{where}\n}}""" ] .\n'
        )
    return "\n".join(shapes)

"""The vocabulary is one table; what follows from it is up to date, tied to known words, and readable."""

from __future__ import annotations

import json

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from kg.rdf import generate
from kg.rdf.ontology import Class, Relation, folder, ontology
from kg.rdf.shapes import joins

VOCABULARY = ontology()
KNOWN = (
    "org",
    "eli",
    "pplan",
    "prov",
    "time",
    "skos",
    "dcterms",
    "oa",
    "foaf",
    "dcat",
    "schema",
    "rdfs",
    "rdf",
    "void",
    "owl",
)


@pytest.mark.parametrize("name", generate.files(VOCABULARY))
def test_generated_files_follow_from_the_table(name: str) -> None:
    assert (folder() / name).read_text("utf-8") == generate.files(VOCABULARY)[name], (
        "python -m kg.rdf.generate writes it anew"
    )


@pytest.mark.parametrize("term", VOCABULARY.classes.values(), ids=VOCABULARY.classes)
def test_every_class_is_tied_to_a_known_word_and_explained(term: Class) -> None:
    words = term.parents if term.ours else (term.iri,)
    assert words
    assert all(word.split(":")[0] in KNOWN for word in words)
    assert term.means
    assert term.is_not
    assert term.example


def test_every_term_is_used_by_a_class() -> None:
    used = {field.term.name for kind in VOCABULARY.classes.values() for field in kind.fields}
    assert {term.name for term in VOCABULARY.terms()} == used


def test_relations_lead_to_classes_or_words() -> None:
    for relation in VOCABULARY.relations.values():
        assert relation.words or all(name in VOCABULARY.classes for name in relation.range), relation.name


def test_names_in_neo4j_do_not_meet() -> None:
    relations = [term.neo4j for term in VOCABULARY.relations.values() if term.neo4j]
    assert len(relations) == len(set(relations))
    labels = [kind.neo4j for kind in VOCABULARY.classes.values() if kind.neo4j]
    assert len(labels) == len(set(labels))


def test_keys_in_neo4j_do_not_meet_on_one_node() -> None:
    on_the_edge = {"start", "end", "line", "sequence"}  # where a limit stands is told on HAS_DEADLINE
    for kind in VOCABULARY.classes.values():
        left = on_the_edge if kind.name == "Deadline" else set()
        terms = [field.term for field in kind.fields if field.term.name not in left]
        keys = [term.neo4j for term in terms if not isinstance(term, Relation)]
        named = [key for key in keys if key]
        assert len(named) == len(set(named)), kind.name


def test_the_ontology_reads_as_owl_with_labels_in_both_languages() -> None:
    graph = rdflib.Graph().parse(folder() / "kg.ttl")
    terms = [*graph.subjects(RDF.type, OWL.Class), *graph.subjects(RDF.type, OWL.DatatypeProperty)]
    terms += graph.subjects(RDF.type, OWL.ObjectProperty)
    ours = [term for term in terms if str(term).startswith(VOCABULARY.namespace)]
    assert len(ours) > 80
    for term in ours:
        assert {label.language for label in graph.objects(term, RDFS.label)} == {"zh-Hans", "en"}, term
        assert graph.value(term, SKOS.definition)


def test_there_is_a_shape_for_every_class_with_chinese_messages() -> None:
    graph = rdflib.Graph().parse(folder() / "shapes.ttl")
    targets = {str(target) for target in graph.objects(None, SH.targetClass)}
    assert targets == {VOCABULARY.expand(kind.iri) for kind in VOCABULARY.classes.values()}
    messages = list(graph.objects(None, SH.message))
    assert len(messages) > 200
    assert {message.language for message in messages} == {"zh-Hans"}


def test_joins_have_names_of_their_own_and_a_chinese_message() -> None:
    names = [join.name for join in joins()]
    assert len(names) == len(set(names)) >= 15
    assert all(join.message and not join.message.isascii() for join in joins())


def test_the_context_names_every_term() -> None:
    words = json.loads((folder() / "context.jsonld").read_text("utf-8"))["@context"]
    assert {term.name for term in VOCABULARY.terms()} | set(VOCABULARY.classes) <= set(words)


def test_the_glossary_explains_every_class_and_term() -> None:
    page = (folder() / "GLOSSARY.md").read_text("utf-8")
    for kind in VOCABULARY.classes.values():
        assert f"## {kind.zh} `{kind.iri}`" in page
        assert kind.example in page
    for term in VOCABULARY.terms():
        assert f"| {term.zh} | `{term.iri}` |" in page

"""Hand-made defects: what is changed in a good graph, and the words of the rule that must notice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import rdf_records

from kg.rdf.graph import Graph
from kg.rdf.ontology import ontology
from kg.rdf.shapes import sparql_prefixes
from kg.store import Store

PREFIXES = sparql_prefixes(ontology())


@dataclass(frozen=True)
class Defect:
    """`update` is the body of a SPARQL update; `shacl`: whether the shapes can see it too."""

    update: str
    message: str
    shacl: bool = True


ONE = "{{ SELECT ?x WHERE {{ ?x {0} }} ORDER BY ?x LIMIT 1 }}"


def one(pattern: str) -> str:
    """The first node that fits a pattern, as ?x."""
    return f"{{ SELECT ?x WHERE {{ ?x {pattern} }} ORDER BY ?x LIMIT 1 }}"


TASK = one("a kg:Task")
PLACE = one("a kg:Responsibility")
LIMIT = one('a kg:Deadline ; kg:deadlineKind "target"')


def delete(node: str, path: str) -> str:
    """Take away what `node` has under `path`."""
    return f"DELETE {{ ?x {path} ?v }} WHERE {{ {node} ?x {path} ?v }}"


def insert(node: str, triples: str, where: str = "") -> str:
    """Say more of `node`."""
    return f"INSERT {{ {triples} }} WHERE {{ {node} {where} }}"


def swap(node: str, path: str, value: str) -> str:
    """Put `value` in the place of what `node` has under `path`."""
    return f"DELETE {{ ?x {path} ?v }} INSERT {{ ?x {path} {value} }} WHERE {{ {node} ?x {path} ?v }}"


DEFECTS = {
    "no title": Defect(delete(TASK, "dcterms:title"), "任务须有且仅有一个“标题”"),
    "two titles": Defect(insert(TASK, '?x dcterms:title "另一个标题"@zh-Hans'), "任务须有且仅有一个“标题”"),
    "title in English": Defect(swap(TASK, "dcterms:title", '"Water"@en'), "其值为中文文字"),
    "task of no document": Defect(delete(TASK, "kg:definedIn"), "任务须有且仅有一个“出自”"),
    "task of nobody": Defect(delete(TASK, "kg:hasResponsibility"), "任务须有至少一个“职责”"),
    "unknown role": Defect(swap(PLACE, "kg:role", "<https://kg.example.org/def/role/boss>"), "“角色”"),
    "role without edge": Defect(
        "DELETE { ?t kg:responsibleUnit ?u ; kg:leadUnit ?u ; kg:cooperatingUnit ?u }"
        f" WHERE {{ {PLACE} ?t kg:hasResponsibility ?x . ?x kg:unit ?u }}",
        "有职责关系而没有同角色的直接关系",
    ),
    "edge without role": Defect(
        insert(TASK, "?x kg:otherUnit ?u", "{ SELECT ?u WHERE { ?u a kg:Unit } ORDER BY ?u LIMIT 1 }"),
        "有直接关系而没有同角色的职责关系",
    ),
    "lead that is not responsible": Defect(
        insert(TASK, "?x kg:leadUnit ?u", "?x kg:cooperatingUnit ?u"), "有直接关系而没有同角色的职责关系"
    ),
    "unit and collective": Defect(insert(one("a kg:Unit"), "?x a kg:CollectiveUnit"), "既是单位又是集合单位"),
    "starts after it is due": Defect(
        insert(LIMIT, '?x kg:startDate "2999-01-01"^^xsd:date'), "起始日期不得晚于最迟日期"
    ),
    "a day that is none": Defect(swap(LIMIT, "kg:dueDate", '"2023-13-40"^^xsd:date'), "真实的日期"),
    "dated without a date": Defect(delete(LIMIT, "kg:dueDate"), "时限的类别与内容不符"),
    "repealed in force": Defect(
        "INSERT { ?v eli:in_force eli:InForce-inForce } WHERE { ?d eli:repeals ?v }",
        "被废止的文件不得标为有效",
    ),
    "quote too long": Defect(
        swap(one("a oa:TextQuoteSelector"), "oa:exact", '"不是原文的一长串文字，比起止之间长得多得多得多"'),
        "引文长度与起止位置不符",
    ),
    "ends before it starts": Defect(swap(TASK, "kg:end", "0"), "终点须在起点之后"),
    "no evidence": Defect(delete(PLACE, "kg:evidence"), "陈述没有原文依据"),
    "role of no task": Defect(
        insert(PLACE, "<https://kg.example.org/id/responsibility/stray> ?p ?o", "?x ?p ?o"),
        "职责关系须属于且仅属于一项任务",
    ),
    "limit of a task and a document": Defect(
        insert(TASK, "?x kg:hasDeadline ?l", "?d kg:hasGoal ?l"),
        "时限须属于且仅属于一项任务或一份公文",
    ),
    "number with spaces": Defect(
        swap(one("a kg:Document"), "kg:number", '"京政办发〔2019〕 2号"'), "不留空格"
    ),
    "unit that is not there": Defect(
        swap(PLACE, "kg:unit", "<https://kg.example.org/id/unit/nobody>"), "“单位”，其值为单位或集合单位"
    ),
    "heading of another document": Defect(
        "DELETE { ?x kg:inSection ?s } INSERT { ?x kg:inSection ?o } WHERE {"
        f" {TASK} ?x kg:inSection ?s ; kg:definedIn ?d ."
        " ?o a kg:Section ; kg:definedIn ?e . FILTER (?d != ?e) }",
        "不属于同一份公文",
    ),
    "digest that is none": Defect(swap(one("a kg:Text"), "kg:sha256", '"abc"'), "“文件摘要”"),
    "two in one place": Defect(
        "DELETE { ?r kg:sequence ?n } INSERT { ?r kg:sequence 1 } WHERE {"
        f" {TASK} ?x kg:hasResponsibility ?r . ?r kg:sequence ?n }}",
        "占了同一个次序",
    ),
    "other words than the text": Defect(
        "DELETE { ?x oa:exact ?v } INSERT { ?x oa:exact ?w } WHERE {"
        f" {one('a oa:TextQuoteSelector')} ?x oa:exact ?v . BIND (REPLACE(?v, '.', '错') AS ?w) }}",
        "引文与原文不符",
        shacl=False,
    ),
}


@cache
def _good() -> bytes:
    with Store(rdf_records.made(2, 2)) as store:
        graph = Graph.of_store(store, "full")
    return bytes(
        graph.triples.dump(
            format=graph.oxigraph.RdfFormat.N_TRIPLES, from_graph=graph.oxigraph.DefaultGraph()
        )
    )


def good() -> Graph:
    """A graph without a fault."""
    graph = Graph("good")
    graph.triples.bulk_load(_good(), format=graph.oxigraph.RdfFormat.N_TRIPLES)
    return graph


def broken(update: str) -> Graph:
    """The good graph with one defect."""
    graph = good()
    before = {str(quad) for quad in graph.triples}
    graph.triples.update(PREFIXES + update)
    assert {str(quad) for quad in graph.triples} != before, "the defect changes nothing"
    return graph

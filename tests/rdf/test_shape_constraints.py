"""Every constraint of shapes.ttl can fire: each is broken by a change made from the shape itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH
from rdflib.collection import Collection
from rdflib.term import Node

from graf import resources
from graf.rdf.shapes import SHAPES, validate
from graf.rdf.vocab import PREFIXES, XSD

TYPE = ox.NamedNode(str(RDF.type))
ANNOTATIONS = {"path", "message", "severity"}
MINIMAL = [
    quad.triple for quad in ox.parse(path=str(Path(__file__).with_name("minimal.trig")), format=ox.RdfFormat.TRIG)
]
GRAPH = rdflib.Graph().parse(resources.ontology() / "shapes.ttl", format="turtle")
NODE_SHAPES = sorted(str(shape) for shape in GRAPH.subjects(RDF.type, SH.NodeShape))
NAMES = rdflib.Graph()
for prefix, base in PREFIXES.items():
    NAMES.bind(prefix, base, replace=True)


def node(key: str) -> ox.NamedNode:
    return ox.NamedNode(f"https://example.org/norrdal/id/{key}")


class Constraint(NamedTuple):
    """One constraint of one property shape: `Meeting`, `graf:notBefore`, `maxCount`, its value."""

    shape: str
    path: str
    component: str
    value: Node

    def __str__(self) -> str:
        return f"{self.shape}-{self.path}-{self.component}".replace("|", "-or-")


def path_text(path: Node) -> str:
    inverse, alternative = GRAPH.value(path, SH.inversePath), GRAPH.value(path, SH.alternativePath)
    if inverse is not None:
        return "^" + path_text(inverse)
    if alternative is not None:
        return "|".join(path_text(one) for one in Collection(GRAPH, alternative))
    return NAMES.qname(str(path))


def constraints() -> Iterator[Constraint]:
    for shape in NODE_SHAPES:
        for part in GRAPH.objects(rdflib.URIRef(shape), SH.property):
            path = GRAPH.value(part, SH.path)
            assert path is not None
            for component, value in GRAPH.predicate_objects(part):
                name = str(component).removeprefix(str(SH))
                if name not in ANNOTATIONS:
                    yield Constraint(shape.removeprefix(SHAPES), path_text(path), name, value)


ALL = sorted(constraints(), key=str)


def iri(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def focus_of(constraint: Constraint) -> ox.NamedNode:
    """A node of the minimal graph that the shape looks at and that has the property."""
    classes = {str(one) for one in GRAPH.objects(rdflib.URIRef(SHAPES + constraint.shape), SH.targetClass)}
    nodes = [
        t.subject
        for t in MINIMAL
        if t.predicate == TYPE and isinstance(t.object, ox.NamedNode) and t.object.value in classes
    ]
    for candidate in reversed(nodes):
        if isinstance(candidate, ox.NamedNode) and values_of(candidate, constraint.path):
            return candidate
    raise AssertionError(f"minimal.trig has no {constraint.shape} with {constraint.path}")


def values_of(subject: ox.NamedNode, path: str) -> list[ox.Triple]:
    """The triples that a path of the shapes leads along from a node."""
    if path.startswith("^"):
        return [t for t in MINIMAL if t.predicate == iri(path[1:]) and t.object == subject]
    predicates = [iri(part) for part in path.split("|")]
    return [t for t in MINIMAL if t.subject == subject and t.predicate in predicates]


def faulty(constraint: Constraint) -> tuple[ox.NamedNode, list[ox.Triple]]:
    """The minimal graph with the least change that breaks the constraint."""
    focus = focus_of(constraint)
    triples = values_of(focus, constraint.path)
    first = triples[0]
    rest = [t for t in MINIMAL if t not in triples]
    if constraint.path.startswith("^"):
        stranger = node("stranger")
        changed = {"minCount": [], "class": [ox.Triple(stranger, first.predicate, focus)]}[constraint.component]
        return focus, [*rest, *changed]

    def put(*values: ox.NamedNode | ox.Literal) -> tuple[ox.NamedNode, list[ox.Triple]]:
        return focus, rest + [ox.Triple(focus, first.predicate, value) for value in values]

    old = first.object
    assert isinstance(old, ox.NamedNode | ox.Literal)
    match constraint.component:
        case "minCount":
            return put()
        case "maxCount":
            return put(old, node("another") if isinstance(old, ox.NamedNode) else another(old))
        case "nodeKind" if str(constraint.value) == str(SH.Literal):
            return put(node("no-literal"))
        case "nodeKind" if str(constraint.value) == str(SH.IRIOrLiteral):
            return focus, [*rest, ox.Triple(focus, first.predicate, ox.BlankNode("blank"))]
        case "nodeKind":
            return put(ox.Literal("no IRI"))
        case "datatype":
            return put(ox.Literal("text", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#token")))
        case "class" | "in":
            return put(node("stranger"))
        case "minLength":
            return put(like(old, ""))
        case "pattern":
            return put(like(old, "x"))
        case "minInclusive":
            return put(like(old, "-1"))
        case "maxInclusive":
            return put(like(old, "2"))
        case "lessThan" | "lessThanOrEquals":
            return put(like(old, "9999" if constraint.component == "lessThan" else "9999-12-31"))
        case "disjoint":
            other = next(
                t.object for t in MINIMAL if t.subject == focus and str(t.predicate.value) == str(constraint.value)
            )
            assert isinstance(other, ox.NamedNode)
            return put(other)
        case "uniqueLang":
            return put(old, like(old, "ett annat namn"))
    raise AssertionError(f"say in this test how {constraint.component} is broken")


def like(old: ox.NamedNode | ox.Literal, text: str) -> ox.Literal:
    """A literal of the same language and datatype."""
    assert isinstance(old, ox.Literal)
    return ox.Literal(text, language=old.language) if old.language else ox.Literal(text, datatype=old.datatype)


def another(old: ox.Literal) -> ox.Literal:
    """A second value that is as good as the first."""
    year, clock = old.value.replace("2024", "2023"), old.value.replace("00:00", "30:00")
    options = (
        year,
        clock,
        "5" if old.datatype == XSD.integer else "0.5" if old.datatype == XSD.decimal else f"{old.value}a",
    )
    text = next(option for option in options if option != old.value)
    return like(old, "true" if old.datatype == XSD.boolean else text)


@pytest.mark.parametrize("constraint", ALL, ids=str)
def test_every_constraint_fires(constraint: Constraint) -> None:
    """No constraint of shapes.ttl is idle: the least change that breaks it is reported at its node, path and shape."""
    focus, triples = faulty(constraint)
    found = {(v.focus, v.path, v.shape) for v in validate(triples, warnings=True)}
    assert (focus.value, constraint.path, SHAPES + constraint.shape) in found

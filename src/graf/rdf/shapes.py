"""Validation: what `ontology/shapes.ttl` (SHACL Core) says must hold of one document's graph and its evidence graph.

pySHACL is what decides, one document at a time: a document's shapes look at nothing outside its two graphs, and a
whole dataset at once would not fit in memory. What surely conforms by the quick checks (`graf.rdf.checks`) never gets
there. Quads go to rdflib term by term, without a detour through text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from graf import resources
from graf.rdf.checks import conforms
from graf.rdf.vocab import PREFIXES

if TYPE_CHECKING:
    import rdflib

SHAPES = "https://w3id.org/graf/shapes/"
_SH = "http://www.w3.org/ns/shacl#"
_ILL_TYPED = f"{SHAPES}ill-typed/"
_MARKS = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that does not hold.

    `focus` is the node's IRI and `shape` the node shape's (`https://w3id.org/graf/shapes/Meeting`). `path` is the
    property as a SPARQL path with prefixes (`graf:notBefore`, `^oa:hasBody`) and `value` the value at fault, as in
    N-Triples; both are None where the fault is in no one property or value. `message` is the shape's, in English.
    A `warning` is something odd that the document may well say, or graf may have misread.
    """

    focus: str
    path: str | None
    value: str | None
    shape: str
    message: str
    severity: Literal["violation", "warning"] = "violation"


def validate(quads: Iterable[Quad | Triple], *, warnings: bool = False) -> list[Violation]:
    """What does not hold of one document's graph and its evidence graph, taken together; sorted, empty where all does.

    Warnings are among it only where asked for: they are nothing to stop at. Graph names are ignored. Raises ValueError
    for a term that RDF 1.1 has not (a quoted triple).
    """
    stated = list(quads)
    if conforms(stated, resources.ontology() / "shapes.ttl", warnings=warnings):
        return []
    return reference(stated, warnings=warnings)


def reference(quads: Iterable[Quad | Triple], *, warnings: bool = False) -> list[Violation]:
    """What pySHACL says, the quick checks left aside."""
    import pyshacl
    import rdflib

    _, report, text = pyshacl.validate(
        _graph(quads), shacl_graph=_shapes(), inference="none", inplace=True, do_owl_imports=False, allow_warnings=False
    )
    if not isinstance(report, rdflib.Graph):
        raise RuntimeError(f"pySHACL could not run ontology/shapes.ttl: {text}")
    results = report.subjects(rdflib.RDF.type, rdflib.URIRef(f"{_SH}ValidationResult"))
    found = {_violation(report, result) for result in results}
    return sorted((one for one in found if warnings or one.severity == "violation"), key=_order)


def _order(violation: Violation) -> tuple[str, ...]:
    return (violation.shape, violation.focus, violation.path or "", violation.value or "", violation.message)


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(resources.ontology() / "shapes.ttl", format="turtle")


@cache
def _owners() -> dict[Any, str]:
    """The node shape of each shape below it, property shapes and the parts of `sh:or` included."""
    import rdflib

    shapes = _shapes()
    owners: dict[Any, str] = {}
    for owner in shapes.subjects(rdflib.RDF.type, rdflib.URIRef(f"{_SH}NodeShape")):
        todo: list[Any] = [owner]
        while todo:
            node = todo.pop()
            if node not in owners:
                owners[node] = str(owner)
                todo += [below for below in shapes.objects(node) if isinstance(below, rdflib.BNode)]
    return owners


def _graph(quads: Iterable[Quad | Triple]) -> rdflib.Graph:
    import rdflib

    graph = rdflib.Graph()
    graph.addN((_term(q.subject), _term(q.predicate), _term(q.object), graph) for q in quads)
    return graph


def _term(term: object) -> Any:
    import rdflib

    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case ox.Literal():
            return _literal(term)
        case BlankNode():
            return rdflib.BNode(term.value)
    raise ValueError(f"RDF 1.1 has no such term: {term}")


def _literal(term: ox.Literal) -> rdflib.Literal:
    import rdflib

    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    # normalize=False keeps the text as written.
    literal = rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    if literal.ill_typed:
        # rdflib cannot compare `2024-02-30` with a date, and pySHACL would stop there: it gets a wrong datatype.
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(_ILL_TYPED + term.datatype.value))
    return literal


def _violation(report: rdflib.Graph, result: Any) -> Violation:
    import rdflib

    def get(name: str) -> Any:
        return report.value(result, rdflib.URIRef(_SH + name))

    messages = list(report.objects(result, rdflib.URIRef(f"{_SH}resultMessage")))
    english = sorted(str(message) for message in messages if getattr(message, "language", None) == "en")
    path, value = get("resultPath"), get("value")
    if path is None and value == get("focusNode"):
        value = None
    return Violation(
        focus=str(get("focusNode")),
        path=None if path is None else _path(report, path),
        value=None if value is None else value.n3().replace(f"<{_ILL_TYPED}", "<"),
        shape=_owners().get(get("sourceShape"), str(get("sourceShape"))),
        severity="warning" if get("resultSeverity") == rdflib.URIRef(f"{_SH}Warning") else "violation",
        message=(english or sorted(map(str, messages)) or ["does not hold"])[0],
    )


def _path(report: rdflib.Graph, path: Any) -> str:
    import rdflib
    from rdflib.collection import Collection

    if isinstance(path, rdflib.URIRef):
        base = next((item for item in PREFIXES.items() if path.startswith(item[1])), None)
        return f"<{path}>" if base is None else f"{base[0]}:{path[len(base[1]) :]}"
    if (path, rdflib.RDF.first, None) in report:
        return "/".join(_path(report, part) for part in Collection(report, path))
    alternative = report.value(path, rdflib.URIRef(f"{_SH}alternativePath"))
    if alternative is not None:
        return "|".join(_path(report, part) for part in Collection(report, alternative))
    for name, mark in _MARKS.items():
        inner = report.value(path, rdflib.URIRef(_SH + name))
        if inner is not None:
            return mark.format(_path(report, inner))
    raise ValueError(f"not a SHACL path: {path}")

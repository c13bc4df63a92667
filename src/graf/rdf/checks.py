"""Quick checks made of `ontology/shapes.ttl`: whether quads surely conform, some ten times as fast as pySHACL.

They know the part of SHACL Core that the shapes use, and decide only what is plain: a node that breaks a constraint, a
date in an unusual form, or a constraint not known here leaves it to pySHACL (`graf.rdf.shapes`), which stays the
reference and says what is wrong. So they may be too strict, and never let anything pass that the shapes refuse. The
Rust engines were tried: pyrudof 0.3.35 takes as long as pySHACL, maplib 0.20.26 does not hold its SHACL engine.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

_SH = "http://www.w3.org/ns/shacl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_FIRST, _REST = (NamedNode(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}") for name in ("first", "rest"))
_LANG_STRING = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
_KINDS: dict[str, tuple[type, ...]] = {
    "IRI": (NamedNode,),
    "Literal": (Literal,),
    "IRIOrLiteral": (NamedNode, Literal),
    "BlankNode": (BlankNode,),
}
_FORMS = {
    f"{_XSD}integer": re.compile(r"[+-]?\d{1,18}"),
    f"{_XSD}decimal": re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?"),
    f"{_XSD}date": re.compile(r"[1-9]\d{3}-\d\d-\d\d"),
    f"{_XSD}time": re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"),
    f"{_XSD}boolean": re.compile(r"true|false"),
    f"{_XSD}string": re.compile(r"(?s:.*)"),
}
_NUMBERS = (f"{_XSD}integer", f"{_XSD}decimal")
_ANNOTATIONS = frozenset(("path", "message", "severity", "property", "targetClass", "targetSubjectsOf"))

Graph = dict[Any, dict[Any, list[Any]]]  # subject → predicate → objects


@dataclass(slots=True)
class _Data:
    """The triples to check, by subject and, for the properties that a shape follows backwards, by object."""

    out: Graph = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    back: Graph = field(default_factory=dict)


Values = Callable[[_Data, Any], Sequence[Any]]
Check = Callable[[_Data, Any, Sequence[Any]], bool]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A node shape: what it is about, and the checks of the node itself and of what its paths lead to."""

    classes: frozenset[Any]
    subjects_of: frozenset[Any]
    checks: tuple[tuple[Values, tuple[Check, ...]], ...]


class _UnknownError(Exception):
    """A part of SHACL that is not known here."""


def conforms(quads: Iterable[Quad | Triple], shapes: Path, *, warnings: bool = False) -> bool:
    """Whether quads surely conform to a file of shapes, graph names ignored; False where pySHACL has to say.

    Shapes of severity warning count where `warnings` is true.
    """
    compiled = _compiled(shapes, shapes.stat().st_mtime_ns, warnings)
    if compiled is None:
        return False
    known, backwards = compiled
    data = _Data(back={predicate: defaultdict(list) for predicate in backwards})
    seen: set[tuple[Any, Any, Any]] = set()
    by_class: defaultdict[Any, list[Any]] = defaultdict(list)
    for quad in quads:
        triple = subject, predicate, value = quad.subject, quad.predicate, quad.object
        if triple in seen:
            continue
        seen.add(triple)
        if isinstance(subject, Triple) or isinstance(value, Triple):
            return False
        data.out[subject][predicate].append(value)
        if predicate == _TYPE:
            by_class[value].append(subject)
        if predicate in data.back:
            data.back[predicate][value].append(subject)
    for shape in known:
        targets = {node for kind in shape.classes for node in by_class.get(kind, ())}
        if shape.subjects_of:
            targets |= {node for node, found in data.out.items() if not shape.subjects_of.isdisjoint(found)}
        for node in targets:
            for values_of, checks in shape.checks:
                values = values_of(data, node)
                if not all(check(data, node, values) for check in checks):
                    return False
    return True


# --- reading the shapes ---------------------------------------------------------------------------------------------


@cache
def _compiled(path: Path, _changed: int, warnings: bool) -> tuple[tuple[_Shape, ...], frozenset[Any]] | None:
    """The shapes of a file, and the properties that they follow backwards; None where a part of them is not known."""
    graph: Graph = defaultdict(lambda: defaultdict(list))
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        graph[quad.subject][quad.predicate].append(quad.object)
    backwards: set[Any] = set()
    try:
        shapes = tuple(
            _shape(graph, found, backwards, warnings)
            for node, found in list(graph.items())
            if NamedNode(f"{_SH}NodeShape") in found.get(_TYPE, ())
        )
    except _UnknownError:
        return None
    return shapes, frozenset(backwards)


def _get(found: dict[Any, list[Any]], name: str) -> list[Any]:
    return found.get(NamedNode(_SH + name), [])


def _shape(graph: Graph, found: dict[Any, list[Any]], backwards: set[Any], warnings: bool) -> _Shape:
    checks: list[tuple[Values, tuple[Check, ...]]] = [(_itself, _checks(graph, found, backwards))]
    for part in _get(found, "property"):
        if warnings or _get(graph[part], "severity") != [NamedNode(f"{_SH}Warning")]:
            checks.append(_property(graph, part, backwards))
    return _Shape(frozenset(_get(found, "targetClass")), frozenset(_get(found, "targetSubjectsOf")), tuple(checks))


def _property(graph: Graph, part: Any, backwards: set[Any]) -> tuple[Values, tuple[Check, ...]]:
    (path,) = _get(graph[part], "path")
    return _path(graph, path, backwards), _checks(graph, graph[part], backwards)


def _path(graph: Graph, path: Any, backwards: set[Any]) -> Values:
    if isinstance(path, NamedNode):
        return partial(_forwards, path)
    match {predicate.value: objects for predicate, objects in graph[path].items()}:
        case {"http://www.w3.org/ns/shacl#inversePath": [NamedNode() as inner]}:
            backwards.add(inner)
            return partial(_backwards, inner)
        case {"http://www.w3.org/ns/shacl#alternativePath": [BlankNode() as several]}:
            return partial(_either, tuple(_path(graph, one, backwards) for one in _list(graph, several)))
    raise _UnknownError(path)


def _itself(data: _Data, node: Any) -> Sequence[Any]:
    return (node,)


def _forwards(predicate: Any, data: _Data, node: Any) -> Sequence[Any]:
    return data.out[node].get(predicate, ()) if node in data.out else ()


def _backwards(predicate: Any, data: _Data, node: Any) -> Sequence[Any]:
    return data.back[predicate].get(node, ())


def _either(paths: Sequence[Values], data: _Data, node: Any) -> Sequence[Any]:
    return list({value for path in paths for value in path(data, node)})


def _list(graph: Graph, node: Any) -> list[Any]:
    found = []
    while _FIRST in graph[node]:
        found += graph[node][_FIRST]
        (node,) = graph[node][_REST]
    return found


def _checks(graph: Graph, found: dict[Any, list[Any]], backwards: set[Any]) -> tuple[Check, ...]:
    checks: list[Check] = []
    for predicate, values in found.items():
        name = predicate.value.removeprefix(_SH)
        if not predicate.value.startswith(_SH) or name in _ANNOTATIONS:
            continue
        checks += [_check(graph, name, value, backwards) for value in values]
    return tuple(checks)


def _check(graph: Graph, name: str, value: Any, backwards: set[Any]) -> Check:
    match name:
        case "minCount":
            least = int(value.value)
            return lambda data, node, values: len(values) >= least
        case "maxCount":
            most = int(value.value)
            return lambda data, node, values: len(values) <= most
        case "class":
            return lambda data, node, values: all(value in _forwards(_TYPE, data, one) for one in values)
        case "nodeKind" if value.value.removeprefix(_SH) in _KINDS:
            kinds = _KINDS[value.value.removeprefix(_SH)]
            return lambda data, node, values: all(isinstance(one, kinds) for one in values)
        case "in":
            allowed = frozenset(_list(graph, value))
            return lambda data, node, values: all(one in allowed for one in values)
        case "hasValue":
            return lambda data, node, values: value in values
        case "datatype" if value == _LANG_STRING or value.value in _FORMS:
            return lambda data, node, values: all(_typed(one, value) for one in values)
        case "minLength":
            length = int(value.value)
            return lambda data, node, values: all(len(one.value) >= length for one in values)
        case "pattern":
            pattern = re.compile(value.value)
            return lambda data, node, values: all(pattern.search(one.value) for one in values)
        case "minInclusive":
            lowest = float(value.value)
            return lambda data, node, values: all(_is_number(one) and float(one.value) >= lowest for one in values)
        case "maxInclusive":
            highest = float(value.value)
            return lambda data, node, values: all(_is_number(one) and float(one.value) <= highest for one in values)
        case "lessThan" | "lessThanOrEquals":
            equal = name == "lessThanOrEquals"
            return lambda data, node, values: all(
                _before(one, other, equal) for one in values for other in _forwards(value, data, node)
            )
        case "disjoint":
            return lambda data, node, values: all(one not in _forwards(value, data, node) for one in values)
        case "uniqueLang":
            return lambda data, node, values: len(languages := _languages(values)) == len(set(languages))
        case "or":
            ways = [_property(graph, part, backwards) for part in _list(graph, value)]
            return lambda data, node, values: any(
                all(check(data, node, reached) for check in checks)
                for values_of, checks in ways
                for reached in [values_of(data, node)]
            )
    raise _UnknownError(name)


# --- what is plain --------------------------------------------------------------------------------------------------


def _typed(term: Any, datatype: Any) -> bool:
    if not isinstance(term, Literal) or term.datatype != datatype:
        return False
    return datatype == _LANG_STRING or _well_formed(term)


def _well_formed(literal: Literal) -> bool:
    form = _FORMS.get(literal.datatype.value)
    if form is None or not form.fullmatch(literal.value):
        return False
    if literal.datatype.value == f"{_XSD}date":
        try:
            datetime.date.fromisoformat(literal.value)
        except ValueError:
            return False
    return True


def _is_number(term: Any) -> bool:
    return isinstance(term, Literal) and term.datatype.value in _NUMBERS and _well_formed(term)


def _before(one: Any, other: Any, equal: bool) -> bool:
    if _is_number(one) and _is_number(other):
        first, second = float(one.value), float(other.value)
        return first <= second if equal else first < second
    if not (isinstance(one, Literal) and isinstance(other, Literal) and one.datatype == other.datatype):
        return False
    if one.datatype.value != f"{_XSD}date" or not (_well_formed(one) and _well_formed(other)):
        return False
    return one.value <= other.value if equal else one.value < other.value


def _languages(values: Iterable[Any]) -> list[str]:
    return [value.language.casefold() for value in values if isinstance(value, Literal) and value.language]

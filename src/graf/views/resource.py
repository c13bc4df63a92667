"""Any thing: everything that is said of it and with it, each with the sentences behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graf.rdf.vocab import FOAF, OA, ORG, PROV, RDF, SCHEMA
from graf.views.corrections import Correction, Odds, contradictions, corrections
from graf.views.evidence import Passage, passages, value_passages
from graf.views.refs import Ref, refer
from graf.views.source import Source, curie

MOST: Final = 100
"""So many links in by one property are shown; `Group.more` says how many there are beyond."""

_APART: Final = frozenset({RDF.type, RDF.subject, RDF.object, OA.hasBody, SCHEMA.attendee, PROV.Activity})
"""What is shown otherwise: kinds in the heading, readings as the sentences, shortcuts by what they are short for."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property, and the passages that it rests on."""

    ref: Ref
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A property with its values; `iri` and `name` (a key of the words, `graf:heldBy`) are the property's."""

    iri: str
    name: str
    label: str
    values: tuple[Value, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing: its IRI, its kinds (name and label), the passages that it rests on, what is said of it and with it."""

    iri: str
    ref: Ref
    kinds: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...]
    facts: tuple[Group, ...]
    links_in: tuple[Group, ...]
    corrections: tuple[Correction, ...] = ()
    contradictions: tuple[Odds, ...] = ()


def resource(source: Source, node: NamedNode) -> Resource | None:
    """Everything about a thing, whatever it is."""
    if not source.exists(node):
        return None
    stated = value_passages(source, node)
    out: dict[NamedNode, list[Value]] = {}
    for predicate, value in source.pairs(node):
        if predicate not in _APART:
            out.setdefault(predicate, []).append(
                Value(refer(source, value), stated.get((predicate.value, value.value), ()))
            )
    into: dict[NamedNode, list[NamedNode]] = {}
    for subject, predicate in source.links_in(node):
        if predicate not in _APART:
            into.setdefault(predicate, []).append(subject)
    return Resource(
        iri=node.value,
        ref=refer(source, node),
        kinds=tuple((curie(kind.value), source.word(kind)) for kind in _kinds(source, node)),
        passages=passages(source, node),
        facts=tuple(_group(source, predicate, values, 0) for predicate, values in out.items()),
        links_in=tuple(
            _group(source, predicate, [Value(refer(source, one)) for one in nodes[:MOST]], max(0, len(nodes) - MOST))
            for predicate, nodes in into.items()
        ),
        corrections=corrections(source, node),
        contradictions=contradictions(source, node),
    )


def _kinds(source: Source, node: NamedNode) -> list[NamedNode]:
    found = source.nodes(node, RDF.type)
    known = [kind for kind in found if kind.value in source.labels]
    return known or [kind for kind in found if kind in (ORG.Organization, FOAF.Person, ORG.Membership)] or found[:1]


def _group(source: Source, predicate: NamedNode, values: list[Value], more: int) -> Group:
    return Group(predicate.value, curie(predicate.value), source.word(predicate), tuple(values), more)

"""The ontology as people read it: classes, properties and concepts, with what each means, examples and alignments.

It is read from the release's own graph of the ontology, so that the page says what the terms of this release mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from graf.rdf.vocab import DCTERMS, GRAF, OWL, RDFS, SCHEMA, SKOS
from graf.views.source import Source, curie

CONCEPTS: Final = "https://w3id.org/graf/concept/"
_DEFINED: Final = NamedNode(RDFS.BASE + "isDefinedBy")
_KINDS: Final = (("classes", ("Class",)), ("properties", ("ObjectProperty", "DatatypeProperty")))
_FACTS: Final = (
    ("above", (RDFS.BASE + "subClassOf", RDFS.BASE + "subPropertyOf")),
    ("domain", (RDFS.BASE + "domain", SCHEMA.BASE + "domainIncludes")),
    ("range", (RDFS.BASE + "range", SCHEMA.BASE + "rangeIncludes")),
    ("inverse", (OWL.BASE + "inverseOf",)),
)
_MATCHES: Final = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


@dataclass(frozen=True, slots=True)
class Link:
    """Another term: what it is called in short (`org:Post`), and the anchor on the page, or its address elsewhere."""

    label: str
    anchor: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class TermView:
    """A term: its anchor, IRI, short name, label, other names, meaning and examples.

    `facts` are what it is below, of and to, by kind; `matches` terms of others by how near they come (`closeMatch`).
    """

    anchor: str
    iri: str
    name: str
    label: str
    also: tuple[str, ...]
    meaning: str
    examples: tuple[str, ...]
    facts: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    matches: tuple[tuple[str, tuple[Link, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A closed list of concepts; one that stood in a list before is there as a link (`again`) alone."""

    anchor: str
    label: str
    meaning: str
    concepts: tuple[TermView, ...]
    again: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The ontology: title and description, its terms by group (`classes`, `properties`), its lists of concepts."""

    title: str
    description: str
    version: str
    groups: tuple[tuple[str, tuple[TermView, ...]], ...]
    schemes: tuple[Scheme, ...]


def ontology(source: Source) -> Ontology:
    """The ontology of a release, in the reader's language."""
    node = NamedNode(GRAF.BASE)
    groups = tuple((name, tuple(_terms(source, kinds))) for name, kinds in _KINDS)
    return Ontology(
        _say(source, node, DCTERMS.title),
        _say(source, node, DCTERMS.description),
        source.text(node, NamedNode(OWL.BASE + "versionInfo")) or "",
        groups,
        tuple(_schemes(source)),
    )


def _terms(source: Source, kinds: tuple[str, ...]) -> Iterator[TermView]:
    found = {one for kind in kinds for one in source.instances(NamedNode(OWL.BASE + kind))}
    for one in sorted(found, key=lambda term: term.value.casefold()):
        if one.value.startswith(GRAF.BASE) and source.one(one, _DEFINED) is not None:
            yield _term(source, one, one.value.removeprefix(GRAF.BASE))


def _schemes(source: Source) -> Iterator[Scheme]:
    seen: set[NamedNode] = set()
    for scheme in source.instances(NamedNode(SKOS.BASE + "ConceptScheme")):
        if not scheme.value.startswith(CONCEPTS):
            continue
        members = source.subjects(NamedNode(SKOS.BASE + "inScheme"), scheme)
        fresh = [one for one in members if one not in seen]
        seen.update(members)
        yield Scheme(
            _anchor(scheme),
            _say(source, scheme, SKOS.prefLabel),
            _say(source, scheme, _skos("definition")),
            tuple(_term(source, one, _anchor(one)) for one in fresh),
            tuple(_link(one) for one in members if one not in fresh),
        )


def _term(source: Source, node: NamedNode, anchor: str) -> TermView:
    label = _say(source, node, RDFS.label) or _say(source, node, SKOS.prefLabel)
    meaning = _say(source, node, NamedNode(RDFS.BASE + "comment")) or _say(source, node, _skos("definition"))
    return TermView(
        anchor,
        node.value,
        curie(node.value),
        label,
        tuple(_all(source, node, _skos("altLabel"))),
        meaning,
        tuple(source.texts(node, _skos("example"))),
        tuple(_facts(source, node)),
        tuple(_matches(source, node)),
    )


def _facts(source: Source, node: NamedNode) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for name, predicates in _FACTS:
        values = [one for iri in predicates for one in source.nodes(node, NamedNode(iri))]
        if values:
            yield name, tuple(_link(one) for one in dict.fromkeys(values))


def _matches(source: Source, node: NamedNode) -> Iterator[tuple[str, tuple[Link, ...]]]:
    for name in _MATCHES:
        values = source.nodes(node, _skos(name))
        if values:
            yield name, tuple(_link(one) for one in values)


def _link(node: NamedNode) -> Link:
    short = curie(node.value)
    if node.value.startswith(GRAF.BASE):
        return Link(short, anchor=node.value.removeprefix(GRAF.BASE))
    if node.value.startswith(CONCEPTS):
        return Link(short, anchor=_anchor(node))
    return Link(short, href=node.value if node.value.startswith(("http://", "https://")) else "")


def _anchor(concept: NamedNode) -> str:
    return f"concept-{concept.value.removeprefix(CONCEPTS)}"


def _say(source: Source, node: NamedNode, predicate: NamedNode) -> str:
    return next(iter(_all(source, node, predicate)), "")


def _all(source: Source, node: NamedNode, predicate: NamedNode) -> list[str]:
    """The texts in the reader's language; those in any other where there is none."""
    texts = [one for one in source.all(node, predicate) if isinstance(one, Literal)]
    return [one.value for one in texts if one.language == source.lang] or [one.value for one in texts]


def _skos(name: str) -> NamedNode:
    return NamedNode(SKOS.BASE + name)

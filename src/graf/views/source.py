"""What a view reads from: a release's store, the ontology's labels, and the language of the reader.

Every look-up is a triple pattern over all graphs, each triple once, so it is bounded by what it finds, and nothing that
a visitor writes becomes part of a query.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Store

from graf.rdf.vocab import PREFIXES, RDF, RDFS, SKOS

Term = NamedNode | Literal
LANGUAGES = ("sv", "en")
Labels = Mapping[str, Mapping[str, str]]
"""For each term of the ontology, by its IRI, its label by language."""


def read_labels(store: Store, base: str) -> Labels:
    """The labels of graf's terms and concepts, from the release's own ontology graph."""
    found: dict[str, dict[str, str]] = {}
    graph = NamedNode(f"{base}/graph/ontology")
    for predicate in (RDFS.label, SKOS.prefLabel):
        for quad in store.quads_for_pattern(None, predicate, None, graph):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                found.setdefault(quad.subject.value, {})[quad.object.language or ""] = quad.object.value
    return found


@dataclass(frozen=True)
class Source:
    """A release as one thread reads it for one page, in one language (`sv` or `en`)."""

    store: Store
    base: str
    labels: Labels
    lang: str
    _read: dict[NamedNode, dict[NamedNode, list[Term]]] = field(default_factory=dict, repr=False, compare=False)

    def node(self, kind: str, key: str) -> NamedNode:
        """The name of a thing. Raises ValueError where kind and key make no IRI."""
        return NamedNode(f"{self.base}/id/{kind}/{key}")

    def key(self, node: Term) -> tuple[str, str] | None:
        """The kind and key in a name of this dataset's, `("body", "schnv")`; None for any other term."""
        start = f"{self.base}/id/"
        if not isinstance(node, NamedNode) or not node.value.startswith(start):
            return None
        kind, _, key = node.value[len(start) :].partition("/")
        return (kind, key) if key else None

    def exists(self, node: NamedNode) -> bool:
        """Whether anything is said of it, or with it."""
        return any(
            next(self.store.quads_for_pattern(*pattern), None) is not None
            for pattern in ((node, None, None), (None, None, node))
        )

    def pairs(self, node: NamedNode) -> list[tuple[NamedNode, Term]]:
        """What is said of a thing: property and value, sorted."""
        found = self._about(node)
        return [(one, value) for one in sorted(found, key=lambda term: term.value) for value in found[one]]

    def links_in(self, node: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
        """What is said with a thing as the value: subject and property, sorted."""
        found = {
            (quad.subject, quad.predicate)
            for quad in self.store.quads_for_pattern(None, None, node)
            if isinstance(quad.subject, NamedNode)
        }
        return sorted(found, key=lambda pair: (pair[1].value, pair[0].value))

    def all(self, node: NamedNode, predicate: NamedNode) -> list[Term]:
        """The values of a property, sorted."""
        return self._about(node).get(predicate, [])

    def nodes(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The values of a property that are things."""
        return [term for term in self.all(node, predicate) if isinstance(term, NamedNode)]

    def one(self, node: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """A property's value that is a thing, the first where there are several."""
        return next(iter(self.nodes(node, predicate)), None)

    def text(self, node: NamedNode, predicate: NamedNode) -> str | None:
        """A property's text, the first where there are several."""
        return next((term.value for term in self.all(node, predicate) if isinstance(term, Literal)), None)

    def texts(self, node: NamedNode, predicate: NamedNode) -> list[str]:
        """A property's texts."""
        return [term.value for term in self.all(node, predicate) if isinstance(term, Literal)]

    def number(self, node: NamedNode, predicate: NamedNode) -> int | None:
        """A property's whole number."""
        text = self.text(node, predicate)
        return int(text) if text is not None and text.lstrip("-").isdigit() else None

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """The things of which a property has this value, sorted."""
        found = {quad.subject for quad in self.store.quads_for_pattern(None, predicate, value)}
        return sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)

    def instances(self, kind: NamedNode) -> list[NamedNode]:
        """The things of a class."""
        return self.subjects(RDF.type, kind)

    def _about(self, node: NamedNode) -> dict[NamedNode, list[Term]]:
        """All that is said of a thing, read once: a page asks for many properties of few things."""
        known = self._read.get(node)
        if known is None:
            known = self._read[node] = {}
            said = {
                (quad.predicate, quad.object)
                for quad in self.store.quads_for_pattern(node, None, None)
                if isinstance(quad.object, NamedNode | Literal)
            }
            for predicate, value in sorted(said, key=lambda pair: pair[1].value):
                known.setdefault(predicate, []).append(value)
        return known

    def word(self, term: Term | None) -> str:
        """The label of a term of the ontology in the reader's language; its local name where it has none."""
        if term is None:
            return ""
        label = self.labels.get(term.value, {})
        return label.get(self.lang) or label.get("sv") or label.get("en") or _local(term.value)


def curie(iri: str) -> str:
    """An IRI in short, `graf:Meeting`, where one of graf's prefixes fits."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and "/" not in iri[len(base) :]:
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def _local(iri: str) -> str:
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]

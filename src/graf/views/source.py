"""What a view reads from: a release's store, the ontology's labels, and the language of the reader.

Every look-up is a triple pattern over the union of all graphs, so it is bounded by what it finds, and nothing that a
visitor writes becomes part of a query. A release holds that union in its default graph: what a thousand documents state
is found once there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar, cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from graf.rdf.vocab import PREFIXES, RDF, RDFS, SKOS
from graf.views.facts import Facts
from graf.views.facts import Term as Term

LANGUAGES = ("sv", "en")
Each = TypeVar("Each")
Shown = TypeVar("Shown")
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
    facts: Facts = field(default=cast(Facts, None), repr=False, compare=False)

    def __post_init__(self) -> None:
        """Where nothing that was read before is given, everything is read anew."""
        if cast("Facts | None", self.facts) is None:
            object.__setattr__(self, "facts", Facts(self.store))

    def quads(self, subject: NamedNode | None, predicate: NamedNode | None, value: Term | None) -> Iterator[Quad]:
        """What is said, by a pattern: in a release each triple once."""
        return self.store.quads_for_pattern(subject, predicate, value, self.facts.graph)

    def values(self, predicate: NamedNode) -> dict[NamedNode, list[Term]]:
        """Every thing that has a property, with its values, sorted: quicker than asking for each of many things."""
        found: dict[NamedNode, set[Term]] = {}
        for quad in self.quads(None, predicate, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                found.setdefault(quad.subject, set()).add(quad.object)
        return {node: sorted(several, key=lambda term: term.value) for node, several in found.items()}

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
        return bool(self.facts.said(node) or self.facts.pointing(node))

    def pairs(self, node: NamedNode) -> list[tuple[NamedNode, Term]]:
        """What is said of a thing: property and value, sorted."""
        found = self.facts.said(node)
        return [(one, value) for one in sorted(found, key=lambda term: term.value) for value in found[one]]

    def links_in(self, node: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
        """What is said with a thing as the value: subject and property, sorted."""
        found = self.facts.pointing(node)
        return [(subject, one) for one in sorted(found, key=lambda term: term.value) for subject in found[one]]

    def all(self, node: NamedNode, predicate: NamedNode) -> Sequence[Term]:
        """The values of a property, sorted."""
        return self.facts.said(node).get(predicate, ())

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
        return list(self.facts.pointing(value).get(predicate, ()))

    def instances(self, kind: NamedNode) -> list[NamedNode]:
        """The things of a class."""
        return self.subjects(RDF.type, kind)

    def word(self, term: Term | None) -> str:
        """The label of a term of the ontology in the reader's language; its local name where it has none."""
        if term is None:
            return ""
        label = self.labels.get(term.value, {})
        return label.get(self.lang) or label.get("sv") or label.get("en") or _local(term.value)


def remembered(make: Callable[[Source, Each], Shown]) -> Callable[[Source, Each], Shown]:
    """A view that several pages show, made once in each language: it follows from the release and the thing alone."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def again(source: Source, thing: Each) -> Shown:
        key = (name, source.lang, thing)
        views = source.facts.views
        if key in views:
            known: Shown = views[key]
            return known
        found = make(source, thing)
        source.facts.remember(key, found)
        return found

    return again


def curie(iri: str) -> str:
    """An IRI in short, `graf:Meeting`, where one of graf's prefixes fits."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and "/" not in iri[len(base) :]:
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def _local(iri: str) -> str:
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]

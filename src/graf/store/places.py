"""Where a fact of the model is in a store: its node and its readings, found by passage, kind and what it says."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from graf.corrections.facts import Fact
from graf.rdf.correction_terms import CLASSES, PROPERTIES
from graf.rdf.corrections import Found
from graf.rdf.iris import Iris
from graf.rdf.vocab import DCTERMS, FOAF, GRAF, OA, RDF, SKOS

_NAMES = (FOAF.name, SKOS.prefLabel, SKOS.notation, DCTERMS.title)


class Places:
    """Looks facts up in a store that holds the documents' graphs; the union is not needed."""

    def __init__(self, store: Store, iris: Iris) -> None:
        self.store, self.iris = store, iris

    def find(self, fact: Fact) -> Found | None:
        """A fact's node, or the thing it is a value of, with the readings of it; None where it is not in the store.

        Of several nodes on one passage the one is meant that says the most of what the fact says.
        """
        key = fact.sha256[:16]
        if fact.kind == "meeting":
            return self._meeting(fact, key)
        candidates: dict[NamedNode, list[NamedNode]] = {}
        for reading, body in self._read(fact, key):
            node = self._about(fact, body)
            if node is not None:
                candidates.setdefault(node, []).append(reading)
        if not candidates:
            return None
        wanted = {_plain(one) for _, value in fact.values for one in (value if isinstance(value, tuple) else (value,))}
        best = min(candidates, key=lambda node: (-len(wanted & self._says(node, key)), node.value))
        return Found(best, tuple(sorted(candidates[best], key=lambda one: one.value)))

    def _meeting(self, fact: Fact, key: str) -> Found | None:
        documents = self.store.quads_for_pattern(self.iris.id("document", key), GRAF.documents, None, None)
        meeting = next((quad.object for quad in documents if isinstance(quad.object, NamedNode)), None)
        if meeting is None:
            return None
        field = PROPERTIES["meeting", fact.field]
        dates = {PROPERTIES["meeting", "date_earliest"], PROPERTIES["meeting", "date_latest"]}
        wanted = dates if fact.field == "date" else {field}
        readings = tuple(
            reading
            for reading, body in self._read(fact, key)
            if self._one(body, RDF.subject) == meeting and self._one(body, RDF.predicate) in wanted
        )
        return Found(meeting, tuple(sorted(readings, key=lambda one: one.value)))

    def _read(self, fact: Fact, key: str) -> Iterator[tuple[NamedNode, NamedNode]]:
        """The readings on a fact's passages, with what each is of."""
        graph = self.iris.graph("evidence", key)
        for passage in fact.evidence:
            target = self.iris.evidence(key, passage.start, passage.end)
            for quad in self.store.quads_for_pattern(None, OA.hasTarget, target, graph):
                if isinstance(quad.subject, NamedNode):
                    body = self._one(quad.subject, OA.hasBody)
                    if body is not None:
                        yield quad.subject, body

    def _about(self, fact: Fact, body: NamedNode) -> NamedNode | None:
        """What a reading's body stands for, where that is of the fact's kind."""
        kinds = {quad.object for quad in self.store.quads_for_pattern(body, RDF.type, None, None)}
        if fact.kind in CLASSES:
            return body if kinds & set(CLASSES[fact.kind]) else None
        properties = {term for (kind, _), term in PROPERTIES.items() if kind == fact.kind}
        if RDF.Statement in kinds and self._one(body, RDF.predicate) in properties:
            return self._one(body, RDF.subject)
        return None

    def _says(self, node: NamedNode, key: str) -> set[str]:
        """The texts and names of what is said of a node in its document's graph."""
        found: set[str] = set()
        for quad in self.store.quads_for_pattern(node, None, None, self.iris.graph("doc", key)):
            if isinstance(quad.object, Literal):
                found.add(_plain(quad.object.value))
            elif isinstance(quad.object, NamedNode):
                found.add(_plain(quad.object.value.rsplit("/", 1)[1]))
                for name in _NAMES:
                    for label in self.store.quads_for_pattern(quad.object, name, None, None):
                        found.add(_plain(label.object.value) if isinstance(label.object, Literal) else "")
        return found

    def _one(self, node: NamedNode, predicate: NamedNode) -> NamedNode | None:
        quads = self.store.quads_for_pattern(node, predicate, None, None)
        return next((quad.object for quad in quads if isinstance(quad.object, NamedNode)), None)


def _plain(value: object) -> str:
    return " ".join(str(value).casefold().replace("_", "-").split())

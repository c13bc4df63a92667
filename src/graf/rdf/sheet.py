"""A sheet: the two graphs of one document while they are written, what it states and where that stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from graf.issues import UNMAPPED, UNSETTLED, Issue
from graf.model import Evidence, Minutes
from graf.rdf.bodies import body_triples
from graf.rdf.concepts import Scheme, concept
from graf.rdf.evidence import Readings, Rendition, Value
from graf.rdf.iris import Iris, below, digest, slug
from graf.rdf.literals import plain, swedish
from graf.rdf.naming import Names
from graf.rdf.vocab import FOAF, GRAF, ORG, RDF, SKOS


@dataclass(slots=True)
class Sheet:
    """Collects quads, readings and issues of one document; `key` is the document's key, `meeting` its meeting's."""

    minutes: Minutes
    names: Names
    published: Rendition
    issues: list[Issue] = field(default_factory=list)
    readings: Readings = field(init=False)
    _quads: dict[Quad, None] = field(default_factory=dict)
    _bodies: set[str] = field(default_factory=set)
    _stated: set[tuple[NamedNode, NamedNode]] = field(default_factory=set)
    _single: dict[tuple[NamedNode, NamedNode], Value] = field(default_factory=dict)
    _people: set[NamedNode] = field(default_factory=set)
    _strangers: dict[str, NamedNode] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.readings = Readings(self.names.iris, self.key, self.published)

    @property
    def key(self) -> str:
        return self.minutes.sha256[:16]

    @property
    def meeting(self) -> str:
        return self.names.meetings[self.key]

    @property
    def iris(self) -> Iris:
        return self.names.iris

    @property
    def graph(self) -> NamedNode:
        return self.iris.graph("doc", self.key)

    def state(self, subject: NamedNode, predicate: NamedNode, value: Value | None) -> None:
        """States a triple in the document's graph; nothing where the value is None (what is unknown stays absent)."""
        if value is not None:
            self._quads[Quad(subject, predicate, value, self.graph)] = None
            self._stated.add((subject, predicate))

    def states(self, subject: NamedNode, predicate: NamedNode) -> bool:
        """Whether the document's graph has a value for this property already."""
        return (subject, predicate) in self._stated

    def state_one(
        self, subject: NamedNode, predicate: NamedNode, value: Value | None, passages: Sequence[Evidence] = ()
    ) -> None:
        """States the one value that a property may have, and where it stands; a second one is reported, not stated."""
        if value is None:
            return
        kept = self._single.setdefault((subject, predicate), value)
        if kept == value:
            self.state(subject, predicate, value)
            if passages:
                self.readings.of_value(subject, predicate, value, passages)
        else:
            name = predicate.value.rsplit("/", 1)[1]
            reason = f"{name} of {subject.value} is said to be both {kept.value} and {value.value}; the first is kept"
            self.issue(UNSETTLED, reason, passages)

    def fact(self, node: NamedNode, kind: NamedNode, passages: Iterable[Evidence]) -> NamedNode:
        """States a thing of a class and where it stands; returns its node."""
        self.state(node, RDF.type, kind)
        self.readings.of(node, passages)
        return node

    def value(
        self, subject: NamedNode, predicate: NamedNode, value: Value | None, passages: Iterable[Evidence]
    ) -> None:
        """States a triple whose value has passages of its own."""
        if value is not None:
            self.state(subject, predicate, value)
            self.readings.of_value(subject, predicate, value, passages)

    def concept(self, scheme: Scheme, value: str | None, passages: Sequence[Evidence]) -> NamedNode | None:
        """The concept for a value; None, and an issue, where the closed list has none."""
        if value is None:
            return None
        try:
            return concept(scheme, value)
        except ValueError as error:
            self.issue(UNMAPPED, str(error), passages)
            return None

    def find_body(self, name: str) -> NamedNode | None:
        """The body of a name, where somebody knows it."""
        found = self.names.body(name)
        return None if found is None else self.use_body(found)

    def use_body(self, name: str) -> NamedNode:
        """The body of a slug; described here where the register does not know it."""
        body = self.names.entries[name]
        node = self.iris.id("body", name)
        if name in self._bodies:
            return node
        self._bodies.add(name)
        self.readings.of(node, self.names.mentions.get(self.minutes.file, {}).get(name, ()))
        if body.key not in self.names.registered:
            for triple in body_triples(body, self.names):
                self.state(*triple)
            if body.parent is not None:
                self.find_body(body.parent)
        return node

    def body(self, name: str, passages: Sequence[Evidence]) -> NamedNode:
        """The body of a name; one that the resolution missed is still kept, by that name, and reported."""
        found = self.find_body(name)
        if found is not None:
            return found
        self.issue(UNSETTLED, f"the body “{name}” is not among the resolved bodies; kept under this name", passages)
        node = self.iris.id("body", slug(name))
        self.state(node, RDF.type, ORG.Organization)
        self.state(node, SKOS.prefLabel, swedish(name))
        self.readings.of(node, passages)
        return node

    def find_person(self, name: str, passages: Sequence[Evidence]) -> NamedNode | None:
        """The person whom a passage names, stated with it the first time that the document names them."""
        person = self.names.person(name, self.minutes.file, passages)
        if person is None:
            return None
        node = self.iris.id("person", person.key)
        if node not in self._people:
            self._people.add(node)
            self.fact(node, FOAF.Person, passages)
            self.state(node, FOAF.name, plain(person.name))
            for file, seen in person.surfaces:
                if file == self.minutes.file:
                    self.state(node, GRAF.nameVariant, plain(seen))
        return node

    def person(self, name: str, passages: Sequence[Evidence]) -> NamedNode:
        """The person whom a passage names; one not settled gets a key of this document's own, and is reported."""
        found = self.find_person(name, passages)
        if found is not None:
            return found
        if name not in self._strangers:
            reason = f"“{name}” is not settled as one person; kept as named in this document only"
            place = passages[0].start if passages else len(self._strangers)
            node = self.iris.id("person", below(self.key, digest(self.key, str(place), str(len(self._strangers)))))
            self._strangers[name] = self.fact(node, FOAF.Person, passages)
            self.state(node, FOAF.name, plain(name))
            self.state(node, GRAF.unsettled, plain(reason))
            self.issue(UNSETTLED, reason, passages)
        return self._strangers[name]

    def issue(self, kind: str, reason: str, passages: Sequence[Evidence]) -> None:
        """Reports what could not be settled or mapped, at the first of the passages."""
        page, line = (passages[0].page, passages[0].line) if passages else (None, None)
        self.issues.append(Issue(self.minutes.file, kind, reason, page, line))

    @property
    def bodies(self) -> frozenset[str]:
        """The slugs of the bodies that the document names."""
        return frozenset(self._bodies)

    def quads(self) -> Iterator[Quad]:
        """Everything stated, then the readings in the evidence graph."""
        yield from self._quads
        yield from self.readings.quads(self.iris.graph("evidence", self.key))

"""The graph of the corrections, `{base}/graph/corrections`: who corrected what, when and why, and what stood before.

The old reading keeps what was read as its body, a value nobody asserts; the new reading is `prov:wasRevisionOf` it.
A fact that was removed leaves a `graf:FormerFact`, of which only its readings say what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from graf.corrections.facts import Fact
from graf.corrections.kinds import ACROSS, FACTS, Value
from graf.corrections.outcome import Outcome
from graf.model import Evidence
from graf.rdf.concepts import concept
from graf.rdf.correction_terms import PROPERTIES, values
from graf.rdf.evidence import Rendition, passage_quads
from graf.rdf.iris import Iris, below, digest, slug
from graf.rdf.literals import plain
from graf.rdf.vocab import DCTERMS, FOAF, GRAF, NIF, OA, PROV, RDF, RDFS, XSD


@dataclass(frozen=True, slots=True)
class Found:
    """Where a fact is in the release: the node it is (or is a value of), and its readings."""

    node: NamedNode
    readings: tuple[NamedNode, ...]


Find = Callable[[Fact], Found | None]


def correction_quads(
    outcomes: Iterable[Outcome],
    find: Find,
    published: Callable[[str], Rendition],
    iris: Iris,
    *,
    withhold: bool = False,
) -> Iterator[Quad]:
    """Each correction that was applied; `find` looks facts up, `published` gives a document's rendition by checksum.

    One that is stale changed nothing, and stands among the issues instead. With `withhold`, names of people that the
    old readings gave, and those of reviewers, are covered.
    """
    sheet = _Sheet(iris, find, published, withhold)
    for outcome in outcomes:
        if outcome.stale is None:
            yield from sheet.correction(outcome)


@dataclass(frozen=True, slots=True)
class _Sheet:
    iris: Iris
    find: Find
    published: Callable[[str], Rendition]
    withhold: bool

    @property
    def graph(self) -> NamedNode:
        return self.iris.graph("corrections")

    def correction(self, outcome: Outcome) -> Iterator[Quad]:
        one, graph = outcome.correction, self.graph
        node = self.iris.id("correction", one.key)
        who = self.iris.id("reviewer", digest(one.who))
        yield Quad(node, RDF.type, GRAF.Correction, graph)
        yield Quad(node, GRAF.action, concept("correction-actions", one.action), graph)
        yield Quad(node, PROV.wasAssociatedWith, who, graph)
        yield Quad(who, RDF.type, PROV.Agent, graph)
        yield Quad(who, FOAF.name, Literal("█" * len(one.who)) if self.withhold else _text(one.who), graph)
        when = XSD.dateTime if isinstance(one.when, datetime) else XSD.date
        yield Quad(node, DCTERMS.created, Literal(one.when.isoformat(), datatype=when), graph)
        yield Quad(node, GRAF.why, _text(one.why), graph)
        if outcome.keys:
            yield from self._names(node, outcome)
        else:
            yield from self._fact(node, outcome)

    def _names(self, node: NamedNode, outcome: Outcome) -> Iterator[Quad]:
        """A person, body or matter: the names it had are kept."""
        kind = outcome.correction.fact
        key = outcome.keys[0] if kind != "body" else slug(outcome.keys[0])
        yield Quad(node, GRAF.corrects, self.iris.id(kind, key), self.graph)
        for n, name in enumerate(outcome.was, start=1):
            former = self.iris.id("former-fact", below(outcome.correction.key, n))
            yield from self._former(former, kind, {"name": name} if kind == "person" else {"title": name}, None)
            yield Quad(node, PROV.used, former, self.graph)

    def _fact(self, node: NamedNode, outcome: Outcome) -> Iterator[Quad]:
        key, before, after = outcome.correction.key, outcome.before, outcome.after
        found = None if after is None else self.find(after)
        readings = () if found is None else found.readings
        if outcome.correction.action == "accept":
            yield from (Quad(node, PROV.used, reading, self.graph) for reading in readings)
            if found is not None:
                yield Quad(node, GRAF.corrects, found.node, self.graph)
            return
        about = found.node if found is not None else self.iris.id("former-fact", key)
        yield Quad(node, GRAF.corrects, about, self.graph)
        if found is None and before is not None:
            yield from self._former(about, before.kind, dict(before.values), before)
        yield from (Quad(node, PROV.generated, reading, self.graph) for reading in readings)
        if before is None:
            return
        for old in self._old(key, about, before, after):
            if isinstance(old, Quad):
                yield old
                continue
            yield Quad(node, PROV.used, old, self.graph)
            yield from (Quad(reading, PROV.wasRevisionOf, old, self.graph) for reading in readings)

    def _old(self, key: str, about: NamedNode, before: Fact, after: Fact | None) -> Iterator[Quad | NamedNode]:
        """The old readings, each once what it consists of has been given; one for each field that changed."""
        now = dict(after.values) if after is not None else {}
        document = before.sha256[:16]
        for name, value in before.values:
            if now.get(name) == value:
                continue
            if not before.evidence:
                former = self.iris.id("former-fact", below(key, slug(name)))
                yield from self._former(former, before.kind, {name: value}, before)
                yield former
                continue
            for n, term in enumerate(values(before.kind, name, self._shown(before.kind, name, value)), start=1):
                passage = before.evidence[0]
                reading = self.iris.id("reading", below(document, digest(key, name, str(n))))
                body = NamedNode(f"{reading.value}-value")
                yield Quad(body, RDF.type, RDF.Statement, self.graph)
                yield Quad(body, RDF.subject, about, self.graph)
                yield Quad(body, RDF.predicate, PROPERTIES[before.kind, name], self.graph)
                yield Quad(body, RDF.object, term, self.graph)
                yield Quad(reading, RDF.type, GRAF.Reading, self.graph)
                yield Quad(reading, OA.hasBody, body, self.graph)
                yield Quad(reading, OA.hasTarget, self.iris.evidence(document, passage.start, passage.end), self.graph)
                yield Quad(reading, GRAF.rule, Literal(passage.rule), self.graph)
                sure = format(Decimal(str(round(passage.confidence, 4))), "f")
                yield Quad(reading, NIF.confidence, Literal(sure, datatype=XSD.decimal), self.graph)
                yield from self._passage(before, passage)
                yield reading

    def _former(self, node: NamedNode, kind: str, said: Mapping[str, Value], fact: Fact | None) -> Iterator[Quad]:
        """What is left of a fact: its kind and what it said, in words."""
        shown = (self._shown(kind, name, value) for name, value in said.items())
        words = ", ".join(" + ".join(value) if isinstance(value, tuple) else str(value) for value in shown)
        yield Quad(node, RDF.type, GRAF.FormerFact, self.graph)
        yield Quad(node, RDFS.label, _text(f"{kind.replace('_', ' ')}: {words}"), self.graph)
        if fact is not None:
            yield Quad(node, DCTERMS.isPartOf, self.iris.id("document", fact.sha256[:16]), self.graph)

    def _shown(self, kind: str, name: str, value: Value) -> Value:
        """A former value as it may be published."""
        field = {**FACTS, **ACROSS}[kind].fields.get(name)
        if not self.withhold or field is None or (kind != "person" and field.names not in ("person", "either")):
            return value
        return tuple("█" * len(one) for one in value) if isinstance(value, tuple) else "█" * len(str(value))

    def _passage(self, fact: Fact, passage: Evidence) -> Iterator[Quad]:
        """The passage, since what nothing else rests on is described nowhere else."""
        yield from passage_quads(self.iris, fact.sha256[:16], self.published(fact.sha256), passage, self.graph)


def _text(words: str) -> Literal:
    return plain(words) or Literal("")

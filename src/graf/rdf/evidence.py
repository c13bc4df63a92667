"""Readings: where each stated fact stands in its document, as Web Annotations in `{base}/graph/evidence/{key}`.

A reading ties a fact's node (`oa:hasBody`) to a passage of the published text rendition (`oa:hasTarget`), with the
rule that read it and how sure it is. A plain value, such as a date, is carried by an `rdf:Statement`. Quotes are cut
out of the rendition after masking, so a quote always equals the published text between `oa:start` and `oa:end`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from graf.model import Document, Evidence
from graf.rdf.iris import Iris
from graf.rdf.vocab import GRAF, NIF, OA, RDF, XSD
from graf.read.privacy import mask

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Rendition:
    """The text of a document as it is published: e-mail addresses, telephone and personal numbers masked.

    `checksum` is the SHA-256 (hex) of `text` in UTF-8, `masked` counts what was withheld, by kind.
    """

    text: str
    checksum: str
    masked: Counter[str]

    @property
    def file_name(self) -> str:
        """The rendition's name in a release: `text/{first 16 hex digits}.txt`."""
        return f"{self.checksum[:16]}.txt"


def rendition(document: Document) -> Rendition:
    """What is published of a document's text; every position stays what it was."""
    text, masked = mask(document.text)
    return Rendition(text, hashlib.sha256(text.encode("utf-8")).hexdigest(), masked)


@dataclass(slots=True)
class Readings:
    """The readings of one document while it is mapped: one for each fact and passage, the surest where two agree."""

    iris: Iris
    document: str
    published: Rendition
    _found: dict[NamedNode, tuple[tuple[Value, ...], Evidence]] = field(default_factory=dict)

    def of(self, fact: NamedNode, passages: Iterable[Evidence]) -> None:
        """Notes that the fact with this node stands in these passages."""
        self._note((fact,), passages)

    def of_value(self, subject: NamedNode, predicate: NamedNode, value: Value, passages: Iterable[Evidence]) -> None:
        """Notes that the value of a subject's property stands in these passages."""
        self._note((subject, predicate, value), passages)

    def _note(self, fact: tuple[Value, ...], passages: Iterable[Evidence]) -> None:
        for passage in passages:
            if not 0 <= passage.start < passage.end <= len(self.published.text):
                raise ValueError(f"passage {passage.start}–{passage.end} lies outside the document's text")
            parts = (str(part) for part in fact)
            reading = self.iris.reading(self.document, passage.start, passage.end, *parts)
            known = self._found.get(reading)
            if known is None or (passage.confidence, passage.rule) > (known[1].confidence, known[1].rule):
                self._found[reading] = fact, passage

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """The readings as quads of a graph."""
        passages: dict[tuple[int, int], Evidence] = {}
        for reading, (fact, passage) in self._found.items():
            passages.setdefault((passage.start, passage.end), passage)
            body = fact[0]
            if len(fact) == 3:
                body = NamedNode(f"{reading.value}-value")
                yield Quad(body, RDF.type, RDF.Statement, graph)
                yield Quad(body, RDF.subject, fact[0], graph)
                yield Quad(body, RDF.predicate, fact[1], graph)
                yield Quad(body, RDF.object, fact[2], graph)
            yield Quad(reading, RDF.type, GRAF.Reading, graph)
            yield Quad(reading, OA.hasBody, body, graph)
            yield Quad(reading, OA.hasTarget, self.iris.evidence(self.document, passage.start, passage.end), graph)
            yield Quad(reading, GRAF.rule, Literal(passage.rule), graph)
            confidence = format(Decimal(str(round(passage.confidence, 4))), "f")
            yield Quad(reading, NIF.confidence, Literal(confidence, datatype=XSD.decimal), graph)
        for passage in passages.values():
            yield from passage_quads(self.iris, self.document, self.published, passage, graph)


def passage_quads(
    iris: Iris, document: str, published: Rendition, passage: Evidence, graph: NamedNode
) -> Iterator[Quad]:
    """A passage of a document (its key) as published: its line and page, its position and quote."""
    start, end = passage.start, passage.end
    target = iris.evidence(document, start, end)
    selector = iris.selector(document, start, end)
    yield Quad(target, RDF.type, OA.SpecificResource, graph)
    yield Quad(target, OA.hasSource, iris.text(published.checksum), graph)
    yield Quad(target, OA.hasSelector, selector, graph)
    yield Quad(target, GRAF.line, _integer(passage.line), graph)
    yield Quad(target, GRAF.page, _integer(passage.page), graph)
    yield Quad(selector, RDF.type, OA.TextPositionSelector, graph)
    yield Quad(selector, RDF.type, OA.TextQuoteSelector, graph)
    yield Quad(selector, OA.start, _integer(start), graph)
    yield Quad(selector, OA.end, _integer(end), graph)
    yield Quad(selector, OA.exact, Literal(published.text[start:end]), graph)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)

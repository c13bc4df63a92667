"""The sentence behind a fact: which passage of which document it rests on, by what rule, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graf.rdf.vocab import GRAF, NIF, OA, RDF
from graf.views.refs import Ref, refer
from graf.views.source import Source, remembered


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text rendition: the exact quote, its line and page, where it starts and ends (code points).

    `text` is the rendition's key, `document` the document; `rule` and `confidence` (0–1) are the reading's.
    """

    quote: str
    text: str
    document: Ref | None
    line: int | None
    page: int | None
    start: int
    end: int
    rule: str
    confidence: float | None


@remembered
def passages(source: Source, fact: NamedNode) -> tuple[Passage, ...]:
    """The passages that a fact's node rests on, by document and place, each once."""
    found = [_passage(source, reading) for reading in source.subjects(OA.hasBody, fact)]
    return _distinct([one for one in found if one is not None])


@remembered
def value_passages(source: Source, thing: NamedNode) -> Mapping[tuple[str, str], tuple[Passage, ...]]:
    """The passages that a thing's plain values rest on, by property (IRI) and value."""
    found: dict[tuple[str, str], list[Passage]] = {}
    for statement in source.subjects(RDF.subject, thing):
        predicate = source.one(statement, RDF.predicate)
        for value in source.all(statement, RDF.object):
            if predicate is not None:
                found.setdefault((predicate.value, value.value), []).extend(passages(source, statement))
    return {pair: _distinct(several) for pair, several in found.items()}


def _passage(source: Source, reading: NamedNode) -> Passage | None:
    target = source.one(reading, OA.hasTarget)
    selector = source.one(target, OA.hasSelector) if target else None
    if target is None or selector is None:
        return None
    rendition = source.one(target, OA.hasSource)
    document = source.one(rendition, GRAF.renditionOf) if rendition else None
    confidence = source.text(reading, NIF.confidence)
    return Passage(
        quote=source.text(selector, OA.exact) or "",
        text=rendition.value.rpartition("/")[2] if rendition else "",
        document=refer(source, document) if document else None,
        line=source.number(target, GRAF.line),
        page=source.number(target, GRAF.page),
        start=source.number(selector, OA.start) or 0,
        end=source.number(selector, OA.end) or 0,
        rule=source.text(reading, GRAF.rule) or "",
        confidence=float(confidence) if confidence else None,
    )


def _distinct(found: list[Passage]) -> tuple[Passage, ...]:
    """Each passage once, the surest reading of it."""
    best: dict[tuple[str, int, int], Passage] = {}
    for one in found:
        place = (one.text, one.start, one.end)
        if place not in best or (one.confidence or 0) > (best[place].confidence or 0):
            best[place] = one
    return tuple(best[place] for place in sorted(best))

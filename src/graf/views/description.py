"""The data about a thing, as triples and as a table: what it is, what is below it, and what points to it.

Below a meeting are its items and attendance, below an item its decisions, and so on; below everything the readings that
say where it stands. Whatever else is mentioned comes with its label, so that a description can be read by itself.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graf.rdf.vocab import DCTERMS, FOAF, GRAF, OA, ORG, PREFIXES, PROV, RDF, RDFS, SKOS
from graf.views.evidence import Passage, passages, value_passages
from graf.views.refs import refer
from graf.views.source import Source, curie

_BELOW: Final = (
    GRAF.partOfMeeting,
    GRAF.atMeeting,
    GRAF.proposedIn,
    GRAF.assignedBy,
    GRAF.mentionedIn,
    PROV.wasGeneratedBy,
    GRAF.renditionOf,
    OA.hasBody,
    RDF.subject,
)
"""What points to a thing by one of these is a part of it."""
_PARTS: Final = (GRAF.condition, ORG.memberDuring, OA.hasTarget, OA.hasSelector)
"""What a thing points to by one of these is a part of it."""
_NAMES: Final = (SKOS.prefLabel, SKOS.notation, FOAF.name, DCTERMS.title, RDFS.label)
_PRIMARY_TOPIC: Final = NamedNode(FOAF.BASE + "primaryTopic")
MOST: Final = 10_000
"""So many things that point to one are described with it."""

FORMATS: Final = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "nt": RdfFormat.N_TRIPLES,
}
_CSV: Final = ("subject", "property", "value", "label", "quote", "document", "line", "rule", "confidence")


def describe(source: Source, node: NamedNode, licence: str = "") -> list[Triple]:
    """The triples about a thing, sorted, each once."""
    found: set[Triple] = set()
    for part in _parts(source, node):
        found.update(Triple(part, predicate, value) for predicate, value in source.pairs(part))
    for subject, predicate in source.links_in(node)[:MOST]:
        found.add(Triple(subject, predicate, node))
    described = {triple.subject for triple in found if triple.predicate == RDF.type}
    for term in {end for triple in found for end in (triple.subject, triple.object)} - described:
        if isinstance(term, NamedNode):
            for name in _NAMES:
                found.update(Triple(term, name, label) for label in source.all(term, name))
    kind_key = source.key(node)
    if kind_key is not None:
        file = NamedNode(f"{source.base}/res/{kind_key[0]}/{kind_key[1]}")
        found.add(Triple(file, RDF.type, FOAF.Document))
        found.add(Triple(file, _PRIMARY_TOPIC, node))
        if licence.startswith("http"):
            found.add(Triple(file, DCTERMS.license, NamedNode(licence)))
    return sorted(found, key=str)


def write(triples: list[Triple], suffix: str) -> bytes:
    """Triples in a format, by its suffix (`ttl`, `jsonld`, `rdf`, `nt`), with graf's prefixes where it has any."""
    form = FORMATS[suffix]
    prefixes = dict(PREFIXES) if form.supports_datasets or form != RdfFormat.N_TRIPLES else None
    return serialize(triples, format=form, prefixes=prefixes) or b""


def graph(source: Source, name: NamedNode, suffix: str) -> bytes | None:
    """A named graph in a format; None where it is empty."""
    triples = [quad.triple for quad in source.store.quads_for_pattern(None, None, None, name)]
    return write(sorted(triples, key=str), suffix) if triples else None


def table(source: Source, node: NamedNode) -> str:
    """What is said of a thing and its parts as CSV (RFC 4180): a row for each value and passage, readings left out."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_CSV)
    for part in _parts(source, node):
        if source.key(part) and source.key(part)[0] not in ("reading", "evidence", "selector"):  # type: ignore[index]
            for row in _rows(source, part):
                writer.writerow(row)
    return out.getvalue()


def _rows(source: Source, node: NamedNode) -> Iterator[tuple[object, ...]]:
    own, stated = passages(source, node), value_passages(source, node)
    for predicate, value in source.pairs(node):
        label = "" if isinstance(value, Literal) else refer(source, value).label
        for where in stated.get((predicate.value, value.value), own) or (None,):
            yield node.value, curie(predicate.value), value.value, label, *_where(where)


def _where(where: Passage | None) -> tuple[object, ...]:
    if where is None:
        return "", "", "", "", ""
    document = f"{where.document.kind}/{where.document.key}" if where.document else ""
    return where.quote, document, where.line, where.rule, where.confidence


def _parts(source: Source, node: NamedNode) -> list[NamedNode]:
    """A thing and all that is below it, breadth first."""
    seen = {node: None}
    queue = [node]
    while queue:
        here = queue.pop(0)
        below = [one for predicate in _BELOW for one in source.subjects(predicate, here)]
        below += [one for predicate in _PARTS for one in source.nodes(here, predicate)]
        for one in below:
            if one not in seen:
                seen[one] = None
                queue.append(one)
    return list(seen)

"""Contradictions in RDF: two facts at odds, both with their sources, in the derived graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad

from graf.corrections.contradictions import Contradiction
from graf.rdf.concepts import concept
from graf.rdf.corrections import Find
from graf.rdf.iris import Iris
from graf.rdf.literals import masked
from graf.rdf.vocab import DCTERMS, GRAF, PROV, RDF


def contradiction_quads(found: Iterable[Contradiction], find: Find, iris: Iris) -> Iterator[Quad]:
    """Each contradiction whose two facts are published; `find` looks facts up.

    Its sources are the readings of both facts, or the document of one that rests on no passage.
    """
    graph = iris.graph("derived")
    for one in found:
        sides = [(fact, find(fact)) for fact in one.sides]
        if any(place is None for _, place in sides):
            continue
        node = iris.id("contradiction", one.key)
        yield Quad(node, RDF.type, GRAF.Contradiction, graph)
        yield Quad(node, GRAF.kind, concept("contradiction-kinds", one.kind), graph)
        yield Quad(node, DCTERMS.description, Literal(masked(one.sv), language="sv"), graph)
        yield Quad(node, DCTERMS.description, Literal(masked(one.en), language="en"), graph)
        for fact, place in sides:
            assert place is not None
            yield Quad(node, GRAF.conflicting, place.node, graph)
            for source in place.readings or (iris.id("document", fact.sha256[:16]),):
                yield Quad(node, PROV.wasDerivedFrom, source, graph)

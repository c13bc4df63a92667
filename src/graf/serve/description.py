"""What the endpoint says of itself: SPARQL 1.1 Service Description (W3C Recommendation, 21 March 2013)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from graf.query import media
from graf.rdf.vocab import RDF, XSD
from graf.serve import protocol

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_ROWS: Final = {"json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
                "tsv": "SPARQL_Results_TSV"}  # fmt: skip
_GRAPHS: Final = {"turtle": "Turtle", "ntriples": "N-Triples", "rdfxml": "RDF_XML", "jsonld": "JSON-LD",
                  "trig": "TriG", "nquads": "N-Quads"}  # fmt: skip
_MOST_GRAPHS: Final = 2000


def describe(manifest: Mapping[str, Any], address: str, accept: str) -> tuple[str, bytes]:
    """The media type and the text of the description of the endpoint at an address, for the release of a manifest.

    Named graphs are listed up to 2,000. Raises ValueError where the address is no IRI.
    """
    name = protocol.choose(accept)[1] or "turtle"
    chosen = media.GRAPHS[name]
    assert isinstance(chosen.engine, RdfFormat)
    prefixes = {"sd": _SD, "void": _VOID, "format": _FORMATS}
    prefixes = prefixes if name in ("turtle", "trig", "rdfxml") else {}
    body = pyoxigraph.serialize(_triples(manifest, address), format=chosen.engine, prefixes=prefixes or None)
    return chosen.content_type, body or b""


def _triples(manifest: Mapping[str, Any], address: str) -> Iterator[Triple]:
    service, dataset, default = NamedNode(address), NamedNode(f"{address}#dataset"), NamedNode(f"{address}#default")

    def sd(term: str) -> NamedNode:
        return NamedNode(_SD + term)

    yield Triple(service, RDF.type, sd("Service"))
    yield Triple(service, sd("endpoint"), service)
    yield Triple(service, sd("supportedLanguage"), sd("SPARQL11Query"))
    for known in (*_ROWS.values(), *_GRAPHS.values()):
        yield Triple(service, sd("resultFormat"), NamedNode(_FORMATS + known))
    yield Triple(service, sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF.type, sd("Dataset"))
    yield Triple(dataset, sd("defaultGraph"), default)
    yield Triple(default, RDF.type, sd("Graph"))
    yield Triple(service, sd("feature"), sd("UnionDefaultGraph"))
    for graph, found in sorted(manifest["graphs"].items())[:_MOST_GRAPHS]:
        node = NamedNode(f"{address}#{quote(graph, safe='')}")
        yield Triple(dataset, sd("namedGraph"), node)
        yield Triple(node, RDF.type, sd("NamedGraph"))
        yield Triple(node, sd("name"), NamedNode(graph))
        yield Triple(node, sd("graph"), NamedNode(f"{node.value}/graph"))
        yield Triple(NamedNode(f"{node.value}/graph"), RDF.type, sd("Graph"))
        count = Literal(str(found["triples"]), datatype=XSD.integer)
        yield Triple(NamedNode(f"{node.value}/graph"), NamedNode(f"{_VOID}triples"), count)

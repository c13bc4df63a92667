"""`void.ttl`: how large the release is and what is in it, by class and by property (VoID, W3C Interest Group Note).

The numbers are of the union of all graphs, each triple once, as every question without `FROM` sees it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graf.publish import dumps, feed
from graf.publish.authorities import NAMESPACES, term
from graf.publish.catalogue import FORMATS, endpoint, named
from graf.publish.producer import Files
from graf.query import Rows, run
from graf.rdf.vocab import DCTERMS, FOAF, GRAF, NIF, OA, ORG, PROV, SKOS, TIME, XSD
from graf.render.i18n import LANGUAGES
from graf.render.site import Site

FILE: Final = "void.ttl"
_TOTALS: Final = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?distinctSubjects)
  (COUNT(DISTINCT ?o) AS ?distinctObjects) (COUNT(DISTINCT ?p) AS ?properties) { ?s ?p ?o }"""
_CLASSES: Final = "SELECT ?one (COUNT(DISTINCT ?s) AS ?n) { ?s a ?one } GROUP BY ?one"
_PROPERTIES: Final = "SELECT ?one (COUNT(*) AS ?n) { ?s ?one ?o } GROUP BY ?one"
_VOCABULARIES: Final = (GRAF, ORG, PROV, OA, DCTERMS, FOAF, SKOS, TIME, NIF)


def void(site: Site) -> Files:
    """The description, at the site's root."""
    yield FILE, written(site)


def count(site: Site) -> int:
    """How many files there are."""
    return 1


def written(site: Site) -> bytes:
    """The description as Turtle."""
    triples = site.once("void", lambda: sorted(set(_void(site)), key=str))
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(NAMESPACES)) or b""


def _void(site: Site) -> Iterator[Triple]:
    dataset, here = named(site, "dataset"), NamedNode(f"{site.base}/{FILE}")
    yield Triple(here, term("rdf:type"), term("void:DatasetDescription"))
    yield Triple(here, term("foaf:primaryTopic"), dataset)
    yield Triple(dataset, term("rdf:type"), term("void:Dataset"))
    for lang in LANGUAGES:
        yield Triple(dataset, term("dcterms:title"), Literal(site.publication.title[lang], language=lang))
    yield Triple(dataset, term("dcterms:license"), NamedNode(site.publication.licence))
    yield Triple(dataset, term("void:uriSpace"), Literal(f"{site.base}/id/"))
    yield Triple(dataset, term("foaf:homepage"), NamedNode(f"{site.base}/"))
    for suffix in FORMATS:
        yield Triple(dataset, term("dcterms:isReferencedBy"), NamedNode(f"{site.base}/catalog.{suffix}"))
    yield Triple(dataset, term("dcterms:relation"), NamedNode(f"{site.base}/{feed.ROOT}"))
    for dump in dumps.made_dumps(site):
        if dump.compressed:
            yield Triple(dataset, term("void:dataDump"), NamedNode(f"{site.base}/{dump.path}"))
    for vocabulary in _VOCABULARIES:
        yield Triple(dataset, term("void:vocabulary"), NamedNode(vocabulary.BASE))
    for feature in ("Turtle", "JSON-LD", "N-Quads"):
        yield Triple(dataset, term("void:feature"), NamedNode(f"http://www.w3.org/ns/formats/{feature}"))
    if endpoint(site):
        yield Triple(dataset, term("void:sparqlEndpoint"), NamedNode(endpoint(site)))
    (totals,) = _rows(site, _TOTALS)
    for name in ("triples", "distinctSubjects", "distinctObjects", "properties"):
        yield Triple(dataset, term(f"void:{name}"), _number(totals[name]))
    classes = _rows(site, _CLASSES)
    yield Triple(dataset, term("void:classes"), _number(len(classes)))
    for row in classes:
        yield from _part(site, "class", row["one"], "entities", row["n"])
    for row in _rows(site, _PROPERTIES):
        yield from _part(site, "property", row["one"], "triples", row["n"])


def _part(site: Site, kind: str, one: str, counted: str, number: str) -> Iterator[Triple]:
    """A partition, named by a checksum of the class or property, since many namespaces have a `member` or `name`."""
    node = named(site, f"{kind}-{sha256(one.encode()).hexdigest()[:10]}")
    yield Triple(named(site, "dataset"), term(f"void:{kind}Partition"), node)
    yield Triple(node, term("rdf:type"), term("void:Dataset"))
    yield Triple(node, term(f"void:{kind}"), NamedNode(one))
    yield Triple(node, term(f"void:{counted}"), _number(number))


def _rows(site: Site, query: str) -> list[dict[str, str]]:
    found = run(site.store(), query)
    assert isinstance(found, Rows)
    return [
        {name: cell["value"] for name, cell in row.items()} for row in json.loads(found.data)["results"]["bindings"]
    ]


def _number(value: int | str) -> Literal:
    return Literal(str(value), datatype=XSD.integer)

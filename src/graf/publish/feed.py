"""The feed of changes: a Linked Data Event Stream (LDES 1.0, https://w3id.org/ldes/specification) of files in Turtle.

`feed/index.ttl` is the root node; each page holds members of one release's time, and the relations from the root say of
which (TREE, https://w3id.org/tree/specification), so that a client that was there before reads what is new and no more.
A member is a version of a thing: all that the release says of it, with the time and `dcterms:isVersionOf`. Of a thing
that is gone a tombstone remains, an `as:Delete` with its name alone.

Retention: the latest version of each thing. What earlier releases said is in those releases, as long as they are
published; so nothing stands in the feed that the release does not say, whoever was erased since. Addresses of pages are
relative: the feed can be read wherever the site lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graf.publish.changes import Changed, changes
from graf.publish.producer import Files
from graf.rdf.vocab import DCTERMS, PREFIXES, PROV, RDF, XSD
from graf.render.i18n import LANGUAGES
from graf.render.site import Site
from graf.views.source import Source

FOLDER: Final = "feed"
ROOT: Final = f"{FOLDER}/index.ttl"
SIZE: Final = 250
"""So many members are on a page."""
_IS_VERSION_OF: Final = NamedNode(DCTERMS.BASE + "isVersionOf")
_TIME: Final = NamedNode(PROV.BASE + "generatedAtTime")
_DELETE: Final = NamedNode("https://www.w3.org/ns/activitystreams#Delete")
_PREFIXES: Final = """\
@prefix as: <https://www.w3.org/ns/activitystreams#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ldes: <https://w3id.org/ldes#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix tree: <https://w3id.org/tree#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""


def feed(site: Site) -> Files:
    """The root node and its pages."""
    yield ROOT, _root(site)
    for name, members in pages(site).items():
        yield f"{FOLDER}/{name}", _page(site, name, members)


def count(site: Site) -> int:
    """How many files there are."""
    return 1 + len(pages(site))


def file(site: Site, name: str) -> bytes | None:
    """A file of the feed by its name below `feed/`; None where there is none."""
    if name == "index.ttl":
        return _root(site)
    members = pages(site).get(name)
    return None if members is None else _page(site, name, members)


def pages(site: Site) -> dict[str, Sequence[Changed]]:
    """The members of each page by its file's name, which is made of the time: `20261122T015544Z-1.ttl`."""
    return site.once("pages of the feed", lambda: dict(_pages(changes(site))))


def _pages(members: Sequence[Changed]) -> Iterator[tuple[str, Sequence[Changed]]]:
    for when, several in groupby(members, lambda one: one.when):
        found = list(several)
        stamp = utc(when).replace("-", "").replace(":", "")
        for number, start in enumerate(range(0, len(found), SIZE), 1):
            yield f"{stamp}-{number}.ttl", found[start : start + SIZE]


def _page(site: Site, name: str, members: Sequence[Changed]) -> bytes:
    head = f"{_PREFIXES}<{name}> a tree:Node .\n<{site.base}/feed> tree:view <index.ttl>"
    head += "".join(f" ;\n  tree:member <{_version(one).value}>" for one in members) + " .\n\n"
    source = site.source(LANGUAGES[0])
    triples = [triple for one in members for triple in _member(source, one)]
    return head.encode() + (serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"")


def _root(site: Site) -> bytes:
    titles = ", ".join(str(Literal(site.publication.title[lang], language=lang)) for lang in LANGUAGES)
    lines = [
        f"{_PREFIXES}<{site.base}/feed> a ldes:EventStream ;",
        f"  dcterms:title {titles} ;",
        "  ldes:timestampPath prov:generatedAtTime ;",
        "  ldes:versionOfPath dcterms:isVersionOf ;",
        "  ldes:versionDeletePath rdf:type ;",
        "  ldes:versionDeleteObject as:Delete ;",
        "  tree:view <index.ttl> .",
        "",
        "<index.ttl> a tree:Node, ldes:EventSource ;",
        "  ldes:retentionPolicy <index.ttl#retention> .",
        "<index.ttl#retention> a ldes:RetentionPolicy, ldes:LatestVersionSubset ;",
        "  ldes:versionAmount 1 ; ldes:amount 1 .",
    ]
    for number, (name, members) in enumerate(pages(site).items(), 1):
        for relation in ("GreaterThanOrEqualTo", "LessThanOrEqualTo"):
            node = f"<index.ttl#{number}-{relation}>"
            lines.append(f"<index.ttl> tree:relation {node} .")
            value = f'tree:path prov:generatedAtTime ; tree:value "{utc(members[0].when)}"^^xsd:dateTime'
            lines.append(f"{node} a tree:{relation}Relation ; tree:node <{name}> ; {value} .")
    return ("\n".join(lines) + "\n").encode()


def _member(source: Source, one: Changed) -> Iterator[Triple]:
    version = _version(one)
    yield Triple(version, _IS_VERSION_OF, one.thing)
    yield Triple(version, _TIME, Literal(utc(one.when), datatype=XSD.dateTime))
    if not one.there:
        yield Triple(version, RDF.type, _DELETE)
        for new in one.now:
            yield Triple(version, DCTERMS.isReplacedBy, new)
        return
    for predicate, value in source.pairs(one.thing):
        yield Triple(version, predicate, value)


def _version(one: Changed) -> NamedNode:
    return NamedNode(f"{one.thing.value}#{utc(one.when)}")


def utc(when: str) -> str:
    """A time of a manifest as `xsd:dateTime` in UTC, as short as it can be: `2026-11-22T01:55:44Z`."""
    return when.replace("+00:00", "Z")

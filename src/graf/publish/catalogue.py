"""The catalogue of a release for data portals: DCAT-AP 3.0.1 and DCAT-AP-SE 3.0.1, as RDF/XML, Turtle and JSON-LD.

It names a catalogue, the dataset, a distribution for each dump, table, feed and export, the publisher, the contact, and
a data service where there is an endpoint: one that dataset.toml names, or the server's own. No blank nodes, absolute
addresses below the dataset's base, every text in Swedish and English. What is named by an IRI of others is typed and
labelled where it stands (`authorities`), as portals check; what the dataset does not say is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graf.publish.authorities import (
    EU,
    IANA,
    NAMESPACES,
    Value,
    concept,
    language,
    listed,
    named_elsewhere,
    places,
    say,
    term,
    texts,
    typed,
)
from graf.publish.distributions import Distribution, distributions
from graf.publish.producer import Files
from graf.rdf.vocab import GRAF, XSD
from graf.render.i18n import LANGUAGES
from graf.render.site import Site
from graf.views.releases import releases

FORMATS: Final = {"rdf": RdfFormat.RDF_XML, "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}
_KEYWORDS: Final = {"sv": ("möten", "protokoll", "beslut"), "en": ("meetings", "minutes", "decisions")}
_SERVES: Final = ("application/sparql-results+json", "text/csv", "text/turtle", "application/rdf+xml")


def catalogue(site: Site) -> Files:
    """The catalogue in each format, at the site's root."""
    for suffix in FORMATS:
        yield f"catalog.{suffix}", written(site, suffix)


def count(site: Site) -> int:
    """How many files there are."""
    return len(FORMATS)


def written(site: Site, suffix: str) -> bytes:
    """The catalogue in a format, by its suffix: `rdf`, `ttl` or `jsonld`."""
    triples = site.once("catalogue", lambda: sorted(set(_catalogue(site)), key=str))
    return serialize(triples, format=FORMATS[suffix], prefixes=dict(NAMESPACES)) or b""


def named(site: Site, name: str) -> NamedNode:
    """What the catalogue describes: `dataset`, `publisher`, `contact`, `sparql`, or a distribution."""
    return NamedNode(f"{site.base}/catalog#{name}")


def endpoint(site: Site) -> str:
    """The address of the SPARQL endpoint: what dataset.toml says, the server's own where it serves; else empty."""
    said = str(site.manifest.get("catalogue", {}).get("endpoint", ""))
    return said or (f"{site.base}/sparql" if site.live else "")


def _catalogue(site: Site) -> Iterator[Triple]:
    node, said = NamedNode(f"{site.base}/catalog"), site.manifest.get("catalogue", {})
    built = sorted(one.built for one in releases(site.release) if one.built)
    issued = said.get("issued") or (built[0][:10] if built else "")
    changed = str(site.manifest.get("timings", {}).get("built", ""))[:10]
    dates: dict[str, list[Value]] = {
        "dcterms:issued": [Literal(issued, datatype=XSD.date)] if issued else [],
        "dcterms:modified": [Literal(changed, datatype=XSD.date)] if changed else [],
    }
    yield from _about(node, "dcat:Catalog", site, {
        **texts("dcterms:title", site.publication.title),
        **texts("dcterms:description", _description(site)),
        "dcat:dataset": [named(site, "dataset")],
        "dcat:service": [named(site, "sparql")] if endpoint(site) else [],
        "dcat:themeTaxonomy": [NamedNode(f"{EU}data-theme")],
        "dcterms:language": [language("SWE"), language("ENG")],
        "foaf:homepage": [NamedNode(f"{site.base}/")],
        **dates,
    })  # fmt: skip
    yield from _dataset(site, said, dates)
    for one in distributions(site):
        yield from _distribution(site, one, dates)
    if endpoint(site):
        yield from _service(site, said)
    yield from _publisher(site, said)
    yield from named_elsewhere(site, said)


def _dataset(site: Site, said: Mapping[str, Any], dates: dict[str, list[Value]]) -> Iterator[Triple]:
    first, last = site.publication.first, site.publication.last
    frequency = said.get("frequency")
    yield from _about(named(site, "dataset"), "dcat:Dataset", site, {
        **texts("dcterms:title", site.publication.title),
        **texts("dcterms:description", _description(site)),
        "dcterms:identifier": [Literal(named(site, "dataset").value)],
        "dcat:version": [Literal(site.publication.digest[:12])],
        "dcat:theme": _themes(said),
        "dcat:keyword": _keywords(said),
        "dcat:contactPoint": [named(site, "contact")],
        "dcat:landingPage": [NamedNode(f"{site.base}/")],
        "dcat:distribution": [named(site, one.name) for one in distributions(site)],
        "dcterms:language": [language("SWE")],
        "dcterms:accessRights": [NamedNode(f"{EU}access-right/PUBLIC")],
        "dcterms:conformsTo": [NamedNode(GRAF.BASE)],
        "dcterms:accrualPeriodicity": [NamedNode(f"{EU}frequency/{frequency}")] if frequency else [],
        "dcterms:temporal": [named(site, "period")] if first and last else [],
        **dates,
    })  # fmt: skip
    if first and last:
        yield from say(named(site, "period"), {
            "rdf:type": [term("dcterms:PeriodOfTime")],
            "dcat:startDate": [Literal(first, datatype=XSD.date)],
            "dcat:endDate": [Literal(last, datatype=XSD.date)],
        })  # fmt: skip


def _distribution(site: Site, one: Distribution, dates: dict[str, list[Value]]) -> Iterator[Triple]:
    node, address = named(site, one.name), NamedNode(f"{site.base}/{one.path}")
    code = listed()["file_types"][one.media]
    yield from say(node, {
        "rdf:type": [term("dcat:Distribution")],
        **texts("dcterms:title", one.title),
        **texts("dcterms:description", one.description),
        "dcat:accessURL": [address],
        "dcat:downloadURL": [address],
        "dcterms:format": [NamedNode(f"{EU}file-type/{code}")],
        "dcat:mediaType": [NamedNode(IANA + one.media)],
        "dcat:compressFormat": [NamedNode(IANA + one.compressed)] if one.compressed else [],
        "dcat:byteSize": [Literal(str(one.size), datatype=term("xsd:nonNegativeInteger"))] if one.size else [],
        "spdx:checksum": [named(site, f"{one.name}-sha256")] if one.sha256 else [],
        "dcterms:license": [NamedNode(site.publication.licence)],
        "dcatap:availability": [NamedNode(f"{EU}planned-availability/AVAILABLE")],
        "dcterms:conformsTo": [NamedNode(iri) for iri in one.conforms],
        **dates,
    })  # fmt: skip
    if one.sha256:
        yield from say(named(site, f"{one.name}-sha256"), {
            "rdf:type": [term("spdx:Checksum")],
            "spdx:algorithm": [term("spdx:checksumAlgorithm_sha256")],
            "spdx:checksumValue": [Literal(one.sha256, datatype=term("xsd:hexBinary"))],
        })  # fmt: skip
    yield from typed(f"{IANA}{one.media}", "dcterms:MediaType", "dcterms:MediaTypeOrExtent")
    yield from typed(f"{EU}file-type/{code}", "dcterms:MediaTypeOrExtent")
    if one.compressed:
        yield from typed(f"{IANA}{one.compressed}", "dcterms:MediaType", "dcterms:MediaTypeOrExtent")
    for iri in one.conforms:
        yield from typed(iri, "dcterms:Standard")


def _service(site: Site, said: Mapping[str, Any]) -> Iterator[Triple]:
    address, protocol = NamedNode(endpoint(site)), "http://www.w3.org/TR/sparql11-protocol/"
    yield from _about(named(site, "sparql"), "dcat:DataService", site, {
        **texts("dcterms:title", {"sv": "Frågor i SPARQL", "en": "SPARQL endpoint"}),
        **texts("dcterms:description", {"sv": "Svarar på frågor i SPARQL 1.1 över hela datamängden.",
                                         "en": "Answers SPARQL 1.1 queries of the whole dataset."}),
        "dcat:endpointURL": [address],
        "dcat:endpointDescription": [address],
        "dcat:servesDataset": [named(site, "dataset")],
        "dcat:contactPoint": [named(site, "contact")],
        "dcat:theme": _themes(said),
        "dcat:keyword": _keywords(said),
        "dcterms:conformsTo": [NamedNode(protocol)],
        "dcterms:accessRights": [NamedNode(f"{EU}access-right/PUBLIC")],
        "dcterms:format": [NamedNode(f"{EU}file-type/{listed()['file_types'][media]}") for media in _SERVES],
    })  # fmt: skip
    for media in _SERVES:
        yield from typed(f"{EU}file-type/{listed()['file_types'][media]}", "dcterms:MediaTypeOrExtent")
    yield from typed(protocol, "dcterms:Standard")


def _publisher(site: Site, said: Mapping[str, Any]) -> Iterator[Triple]:
    kind, contact = said.get("publisher_type", ""), str(site.manifest.get("contact", ""))
    name = site.publication.publisher or "graf"
    yield from say(_agent(site), {
        "rdf:type": [term("foaf:Agent")],
        "foaf:name": [Literal(name, language="sv"), Literal(name, language="en")],
        "dcterms:type": [NamedNode(f"http://purl.org/adms/publishertype/{kind}")] if kind else [],
    })  # fmt: skip
    if kind:
        yield from concept(f"http://purl.org/adms/publishertype/{kind}", "publisher_types", kind)
    reach = "vcard:hasURL" if "://" in contact else "vcard:hasEmail"
    yield from say(named(site, "contact"), {
        "rdf:type": [term("vcard:Kind"), term("vcard:Organization")],
        "vcard:fn": [Literal(name, language="sv"), Literal(name, language="en")],
        reach: [NamedNode(contact if "://" in contact else f"mailto:{contact}")] if contact else [],
    })  # fmt: skip


def _about(node: NamedNode, kind: str, site: Site, said: Mapping[str, list[Any]]) -> Iterator[Triple]:
    """A catalogue, dataset or service: what each of them has, and what is said of it."""
    about = [NamedNode(place) for place in places(site, site.manifest.get("catalogue", {}))]
    yield from say(node, {
        "rdf:type": [term(kind)],
        "dcterms:publisher": [_agent(site)],
        "dcterms:license": [NamedNode(site.publication.licence)],
        "dcterms:spatial": about if kind != "dcat:DataService" else [],
        **said,
    })  # fmt: skip


def _agent(site: Site) -> NamedNode:
    """The publisher, by the name that the Swedish portal gives an organisation where its number is known."""
    number = site.manifest.get("catalogue", {}).get("organisation")
    return NamedNode(f"http://dataportal.se/organisation/SE{number}") if number else named(site, "publisher")


def _themes(said: Mapping[str, Any]) -> list[Value]:
    return [NamedNode(f"{EU}data-theme/{theme}") for theme in said.get("themes", ("GOVE",))]


def _keywords(said: Mapping[str, Any]) -> list[Value]:
    words = said.get("keywords") or _KEYWORDS
    return [Literal(word, language=lang) for lang in LANGUAGES for word in words.get(lang, ())]


def _description(site: Site) -> Mapping[str, str]:
    found: Mapping[str, str] = site.manifest.get("description") or site.publication.title
    return found

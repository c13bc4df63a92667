"""What the catalogue names that others keep: themes, places, languages, media types, licences, and their names.

Their lists are those of the Publications Office of the European Union and of ADMS, as far as DCAT-AP-SE asks for them
(`authorities.toml`): a reader of the catalogue need not fetch them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Triple

from graf.rdf.vocab import GRAF, PREFIXES, RDF, SKOS
from graf.render.i18n import LANGUAGES
from graf.render.site import Site

EU: Final = "http://publications.europa.eu/resource/authority/"
IANA: Final = "https://www.iana.org/assignments/media-types/"
NAMESPACES: Final[Mapping[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "adms": "http://www.w3.org/ns/adms#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    **PREFIXES,
}
_SCHEME: Final = NamedNode(SKOS.BASE + "ConceptScheme")
Value = NamedNode | Literal


def term(curie: str) -> NamedNode:
    """A term by its prefix: `dcat:Dataset`."""
    prefix, _, name = curie.partition(":")
    return NamedNode(NAMESPACES[prefix] + name)


@cache
def listed() -> dict[str, Any]:
    """The lists of `authorities.toml`, each by the code of what it holds."""
    return tomllib.loads(Path(__file__).with_name("authorities.toml").read_text(encoding="utf-8"))


def named_elsewhere(site: Site, said: Mapping[str, Any]) -> Iterator[Triple]:
    """What others name: themes, places, languages, the licence, each with its type and what it is called."""
    taxonomy = NamedNode(f"{EU}data-theme")
    yield from say(taxonomy, {
        "rdf:type": [_SCHEME], **texts("dcterms:title", {"sv": "Datateman", "en": "Data themes"})
    })  # fmt: skip
    for theme in said.get("themes", ("GOVE",)):
        yield from concept(f"{EU}data-theme/{theme}", "themes", theme)
        yield Triple(NamedNode(f"{EU}data-theme/{theme}"), term("skos:inScheme"), taxonomy)
    if frequency := said.get("frequency"):
        yield from typed(f"{EU}frequency/{frequency}", "dcterms:Frequency")
        if known := listed()["frequencies"].get(frequency):
            yield from say(NamedNode(f"{EU}frequency/{frequency}"), texts("skos:prefLabel", known))
    for place, called in places(site, said).items():
        yield from typed(place, "dcterms:Location")
        yield from say(NamedNode(place), texts("skos:prefLabel", called))
        if box := said.get("bbox"):
            yield from say(NamedNode(place), _extent(box))
    for code in ("SWE", "ENG"):
        yield from typed(language(code).value, "dcterms:LinguisticSystem")
    yield from typed(f"{EU}access-right/PUBLIC", "dcterms:RightsStatement")
    available = f"{EU}planned-availability/AVAILABLE"
    yield from typed(available, "skos:Concept")
    yield from say(NamedNode(available), texts("skos:prefLabel", {"sv": "tillgänglig", "en": "available"}))
    yield from typed(GRAF.BASE, "dcterms:Standard")
    yield from typed(f"{site.base}/", "foaf:Document")
    yield from typed(site.publication.licence, "dcterms:LicenseDocument")
    for part, kind in listed()["licence_types"].items():
        if part in site.publication.licence:
            code = f"http://purl.org/adms/licencetype/{kind['code']}"
            yield Triple(NamedNode(site.publication.licence), term("dcterms:type"), NamedNode(code))
            yield from typed(code, "skos:Concept")
            yield from say(NamedNode(code), texts("skos:prefLabel", {lang: kind[lang] for lang in LANGUAGES}))


def say(node: NamedNode, said: Mapping[str, list[Any]]) -> Iterator[Triple]:
    """What is said of a node: values by term (`dcterms:title`)."""
    for predicate, values in said.items():
        for value in values:
            yield Triple(node, term(predicate), value)


def texts(predicate: str, by_language: Mapping[str, str]) -> dict[str, list[Value]]:
    """A text in each language that it is given in, as `say` takes it."""
    return {predicate: [Literal(by_language[lang], language=lang) for lang in LANGUAGES if by_language.get(lang)]}


def typed(iri: str, *kinds: str) -> Iterator[Triple]:
    """What kinds of thing an address names."""
    for kind in kinds:
        yield Triple(NamedNode(iri), RDF.type, term(kind))


def concept(iri: str, table: str, code: str) -> Iterator[Triple]:
    """A concept of one of the lists, with what it is called there; by its code where the list lacks it."""
    yield from typed(iri, "skos:Concept")
    known = listed()[table].get(code, {"sv": code, "en": code})
    yield from say(NamedNode(iri), texts("skos:prefLabel", known))


def places(site: Site, said: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    """The places that the dataset is about, and what they are called: as it says, else its county, else Sweden."""
    if said.get("spatial"):
        return {str(place): {} for place in said["spatial"]}
    county = listed()["counties"].get(str(site.manifest.get("county")))
    if county:
        return {f"http://data.europa.eu/nuts/code/{county['code']}": county}
    return {f"{EU}country/SWE": {"sv": "Sverige", "en": "Sweden"}}


def _extent(box: list[float]) -> dict[str, list[Value]]:
    west, south, east, north = box
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    ring = ", ".join(f"{x:g} {y:g}" for x, y in corners)
    wkt = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
    return {
        "dcat:bbox": [Literal(f"POLYGON(({ring}))", datatype=wkt)],
        "dcat:centroid": [Literal(f"POINT({(west + east) / 2:g} {(south + north) / 2:g})", datatype=wkt)],
    }


def language(code: str) -> NamedNode:
    """A language by its code of three capitals, such as `SWE`."""
    return NamedNode(f"{EU}language/{code}")

"""What the editor for SPARQL offers: the ontology's terms and concepts by label, bodies and matters by name."""

from __future__ import annotations

import json
from typing import Any, Final

from pyoxigraph import NamedNode

from graf.rdf import vocab
from graf.rdf.vocab import DCTERMS, GRAF, ORG, PREFIXES, SKOS
from graf.render.sheets import Asked
from graf.render.site import Site
from graf.views.source import Source, curie

MOST: Final = 300
"""So many bodies and so many matters are offered by name."""


def completions(site: Site, lang: str, asked: Asked) -> str:
    """Prefixes; terms (short name, label, class, property or concept); things (IRI, name, what they are)."""
    source = site.source(lang)
    found = {
        "prefixes": dict(PREFIXES),
        "terms": _terms(source),
        "things": [
            *_named(source, ORG.Organization, SKOS.prefLabel, site.orders().bodies),
            *_named(source, GRAF.Matter, DCTERMS.title, site.orders().matters),
        ],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _terms(source: Source) -> list[tuple[str, str, str]]:
    terms = {*_vocabulary(), *source.labels}
    short = ((curie(iri), source.labels.get(iri, {}).get(source.lang, ""), iri) for iri in terms)
    return sorted((name, label, _sort(name)) for name, label, iri in short if name != iri)


def _vocabulary() -> list[str]:
    """The IRIs of all terms that graf writes."""
    classes: list[Any] = [one for one in vars(vocab).values() if isinstance(one, type) and hasattr(one, "BASE")]
    return [term.value for one in classes for term in vars(one).values() if isinstance(term, NamedNode)]


def _sort(name: str) -> str:
    prefix, _, local = name.partition(":")
    return "concept" if prefix == "c" else "class" if local[:1].isupper() else "property"


def _named(
    source: Source, kind: NamedNode, predicate: NamedNode, nodes: tuple[NamedNode, ...]
) -> list[tuple[str, str, str]]:
    names = ((node.value, source.text(node, predicate)) for node in nodes[:MOST])
    return [(iri, name, source.word(kind)) for iri, name in names if name]

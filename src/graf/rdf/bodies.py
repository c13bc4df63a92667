"""Bodies (`org:Organization`): name, kind, other names and what they are part of."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graf.model import Body
from graf.rdf.concepts import concept
from graf.rdf.evidence import Value
from graf.rdf.iris import slug
from graf.rdf.literals import plain, swedish
from graf.rdf.naming import Names
from graf.rdf.vocab import DCTERMS, ORG, RDF, SKOS

Triple = tuple[NamedNode, NamedNode, Value]


def body_node(key: str, names: Names) -> NamedNode:
    """The node of a body by its key (or any of its names)."""
    return names.iris.id("body", names.body(key) or slug(key))


def body_triples(body: Body, names: Names) -> Iterator[Triple]:
    """What is known of a body itself: a short name (`SCHNV`) is a `skos:notation`, another full one a `skos:altLabel`.

    Raises ValueError for a type that is not in the list of body types.
    """
    node = body_node(body.key, names)
    yield node, RDF.type, ORG.Organization
    label = swedish(body.name)
    if label is not None:
        yield node, SKOS.prefLabel, label
    yield node, ORG.classification, concept("body-types", body.type)
    for form in dict.fromkeys((*body.abbreviations, body.key)):
        value = plain(form) if _is_short(form) else swedish(form)
        if value is not None and form != body.name:
            yield node, SKOS.notation if _is_short(form) else SKOS.altLabel, value
    if body.parent is not None:
        yield node, ORG.subOrganizationOf, body_node(body.parent, names)
    if body.source is not None:
        yield node, DCTERMS.source, source(body.source)


def source(text: str) -> Value:
    """Where a register has something from: an IRI where it is an address, else the words."""
    text = text.strip()
    if text.startswith(("https://", "http://")) and not set(text) & set(' <>"{}|\\^`'):
        return NamedNode(text)
    value = plain(text)
    assert value is not None
    return value


def _is_short(form: str) -> bool:
    return " " not in form and sum(letter.isupper() for letter in form) >= 2

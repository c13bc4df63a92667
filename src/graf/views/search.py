"""What can be found in a release, and by which texts: titles, names, and the words of decisions and proposals.

`search_index` finds it on a server, `search_static` in a site of files; both hold the same terms, made from the store
alone, so that nothing is found that the release does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Triple

from graf.rdf.vocab import DCTERMS, FOAF, GRAF, ORG, PROV, RDF, SKOS
from graf.views.columns import Columns
from graf.views.refs import Ref, refer
from graf.views.source import Source
from graf.views.terms import text_terms

MOST: Final = 100
"""So many hits are given."""
KINDS: Final = ("body", "person", "matter", "item", "decision", "proposal", "meeting")
"""What can be found, in the order in which it is shown."""
FIELDS: Final = {"name": 4.0, "text": 1.0, "part": 0.5}
"""What a term of each field counts for: of a name or title, of a text, and of a part of a compound in either."""
PREFIX: Final = 0.25
"""What a word counts for that a term only begins with."""
SHORTEST: Final = 2
"""So many letters of a word must be written before other words that begin with them are found."""
_CLASSES: Final = {
    ORG.Organization: "body",
    FOAF.Person: "person",
    GRAF.Matter: "matter",
    GRAF.AgendaItem: "item",
    GRAF.Decision: "decision",
    GRAF.Proposal: "proposal",
    GRAF.Meeting: "meeting",
}
_NAMES: Final = {
    "body": (SKOS.prefLabel, SKOS.notation, SKOS.altLabel),
    "person": (FOAF.name, GRAF.nameVariant),
    "matter": (DCTERMS.title,),
    "item": (DCTERMS.title, GRAF.number, GRAF.caseNumber),
    "meeting": (GRAF.notBefore, GRAF.place),
}
_HOLDER: Final = (SKOS.prefLabel, SKOS.notation)
"""By what names of its body a meeting is found."""
_TEXTS: Final = {"item": (SKOS.altLabel,), "decision": (GRAF.text,), "proposal": (GRAF.text,)}
_READ: Final = {RDF.type, GRAF.heldBy, *(one for several in (*_NAMES.values(), *_TEXTS.values()) for one in several)}
"""What an entry is made of."""
_ITEM: Final = {"decision": PROV.wasGeneratedBy, "proposal": GRAF.proposedIn}
"""Which property leads from a clause to its item."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its node, its kind, and its terms in each of `FIELDS`."""

    node: NamedNode
    kind: str
    terms: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: its kind, its reference, and the meeting that it belongs to."""

    kind: str
    ref: Ref
    meeting: Ref | None


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, by kind in the order of `KINDS`; `total` counts what is not shown too."""

    groups: tuple[tuple[str, tuple[Hit, ...]], ...]
    total: int


def entries(source: Source, only: Set[NamedNode] | None = None) -> Iterator[Entry]:
    """Everything that can be found in a release, kind by kind; or `only` these things, as far as they can."""
    read = Columns(source) if only is None else source

    def said(node: NamedNode, properties: tuple[NamedNode, ...]) -> list[str]:
        return [text for one in properties for text in read.texts(node, one)]

    for kind, name in _CLASSES.items():
        for node in source.instances(kind) if only is None else _of(source, kind, only):
            names = said(node, _NAMES.get(name, ()))
            if name == "meeting":
                names += [text for one in read.nodes(node, GRAF.heldBy) for text in said(one, _HOLDER)]
            named, named_parts = text_terms(names)
            text, text_parts = text_terms(said(node, _TEXTS.get(name, ())))
            yield Entry(node, name, {"name": named, "text": text, "part": named_parts + text_parts})


def _of(source: Source, kind: NamedNode, nodes: Iterable[NamedNode]) -> list[NamedNode]:
    found = (node for node in nodes if kind in source.all(node, RDF.type))
    return sorted(found, key=lambda node: node.value)


def affected(source: Source, changed: Iterable[Triple]) -> frozenset[NamedNode]:
    """The things whose entry may be another, or none now, where these triples were added or taken away."""
    nodes = {one.subject for one in changed if one.predicate in _READ and isinstance(one.subject, NamedNode)}
    renamed = {one.subject for one in changed if one.predicate in _HOLDER and isinstance(one.subject, NamedNode)}
    held = {meeting for body in renamed for meeting in source.subjects(GRAF.heldBy, body)}
    return frozenset(nodes | held)


def hit(source: Source, node: NamedNode, kind: str) -> Hit:
    """What a page shows of something that was found."""
    item = source.one(node, _ITEM[kind]) if kind in _ITEM else None
    meeting = source.one(item or node, GRAF.partOfMeeting)
    return Hit(kind, refer(source, node), refer(source, meeting) if meeting else None)


def grouped(found: list[Hit], total: int) -> Hits:
    """Hits, the best first, by kind."""
    groups = [(kind, tuple(one for one in found if one.kind == kind)) for kind in KINDS]
    return Hits(tuple((kind, several) for kind, several in groups if several), total)

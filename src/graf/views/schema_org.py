"""A thing in the words of schema.org, for search engines and portals that read pages: in short, and no more of people
than their name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from pyoxigraph import NamedNode

from graf.rdf.concepts import concept
from graf.rdf.vocab import DCTERMS, GRAF, ORG, PROV, SKOS
from graf.views.refs import refer
from graf.views.source import Source, remembered

Entity = Mapping[str, Any]
"""A node of JSON-LD whose terms are schema.org's."""


@remembered
def entity(source: Source, node: NamedNode) -> Entity:
    """What schema.org has a word for: its kind, its name, and what it is part of."""
    found = source.key(node)
    kind, make = _KINDS.get(found[0] if found else "", ("Thing", _nothing))
    return _named(source, node, kind) | {name: value for name, value in make(source, node).items() if value}


def _named(source: Source, node: NamedNode, kind: str) -> dict[str, Any]:
    return {"@type": kind, "@id": node.value, "name": refer(source, node).label}


def _linked(source: Source, node: NamedNode | None, kind: str) -> dict[str, Any] | None:
    return None if node is None else _named(source, node, kind)


def _nothing(source: Source, node: NamedNode) -> dict[str, Any]:
    return {}


def _body(source: Source, node: NamedNode) -> dict[str, Any]:
    names = [*source.texts(node, SKOS.notation), *source.texts(node, SKOS.altLabel)]
    parent = source.one(node, ORG.subOrganizationOf)
    return {"alternateName": names, "parentOrganization": _linked(source, parent, "Organization")}


def _meeting(source: Source, node: NamedNode) -> dict[str, Any]:
    held, day = concept("meeting-statuses", "held"), _day(source, node)
    start, end = source.text(node, GRAF.startTime), source.text(node, GRAF.endTime)
    place = source.text(node, GRAF.place)
    return {
        "startDate": f"{day}T{start[:5]}" if day and start else day,
        "endDate": f"{day}T{end[:5]}" if day and end else None,
        "eventStatus": None if held in source.nodes(node, GRAF.status) else {"@id": _SCHEDULED},
        "location": {"@type": "Place", "name": place} if place else None,
        "organizer": _linked(source, source.one(node, GRAF.heldBy), "Organization"),
    }


def _item(source: Source, node: NamedNode) -> dict[str, Any]:
    meeting = source.one(node, GRAF.partOfMeeting)
    return {
        "startDate": _day(source, meeting) if meeting else None,
        "superEvent": _linked(source, meeting, "Event"),
    }


def _clause(source: Source, node: NamedNode) -> dict[str, Any]:
    item = source.one(node, PROV.wasGeneratedBy) or source.one(node, GRAF.proposedIn)
    meeting = source.one(item, GRAF.partOfMeeting) if item else None
    body = source.one(node, GRAF.decidedBy) or source.one(node, GRAF.proposedTo)
    return {
        "text": source.text(node, GRAF.text),
        "dateCreated": _day(source, meeting) if meeting else None,
        "about": _linked(source, item, "Event"),
        "publisher": _linked(source, body, "Organization"),
    }


def _document(source: Source, node: NamedNode) -> dict[str, Any]:
    meeting = source.one(node, GRAF.documents)
    return {"alternateName": source.text(node, DCTERMS.source), "about": _linked(source, meeting, "Event")}


def _day(source: Source, meeting: NamedNode) -> str | None:
    """The meeting's date where it is known to the day."""
    first, last = source.text(meeting, GRAF.notBefore), source.text(meeting, GRAF.notAfter)
    return first if first == last else None


_SCHEDULED: Final = "http://schema.org/EventScheduled"
_KINDS: Final[Mapping[str, tuple[str, Callable[[Source, NamedNode], dict[str, Any]]]]] = {
    "body": ("Organization", _body),
    "meeting": ("Event", _meeting),
    "item": ("Event", _item),
    "decision": ("CreativeWork", _clause),
    "proposal": ("CreativeWork", _clause),
    "document": ("DigitalDocument", _document),
    "person": ("Person", _nothing),
}

"""A body (organ): its meetings, who holds a role in it, what binds it to others, and what it sent and received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from graf.rdf.concepts import concept
from graf.rdf.vocab import DCTERMS, GRAF, ORG, PROV, RDF, SKOS
from graf.views.clauses import Move, Task, move, task
from graf.views.evidence import Passage, passages
from graf.views.refs import Ref, refer, refers
from graf.views.seats import Seats, seats
from graf.views.source import Source, remembered

MOST = 100
"""So many of each are shown on a page; beyond them stand the lists and the data."""


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting in a list: body, dates, status, documents, and how much there is of it."""

    ref: Ref
    body: Ref | None
    status: str
    held: bool
    documents: tuple[Ref, ...]
    items: int
    taken: int
    proposed: int


@dataclass(frozen=True, slots=True)
class Holding:
    """Someone's role: who, what, in which body, and what the document says of it (holds, takes up, is appointed …).

    `since` and `until` are the stated bounds of the period (ISO), `meetings` where it was seen.
    """

    ref: Ref
    member: Ref | None
    role: str
    body: Ref | None
    event: str
    tenure: str
    since: str | None
    until: str | None
    meetings: tuple[Ref, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation of bodies, with the meetings that state it, or the register's source."""

    ref: Ref
    sender: Ref | None
    target: Ref | None
    kind: str
    meetings: tuple[Ref, ...]
    sources: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body. `names` are its other names; `meetings` the latest, of which `more_meetings` are not shown."""

    ref: Ref
    notation: str
    names: tuple[str, ...]
    classification: str
    part_of: tuple[Ref, ...]
    parts: tuple[Ref, ...]
    sources: tuple[Ref, ...]
    meetings: tuple[Row, ...]
    more_meetings: int
    holdings: tuple[Holding, ...]
    seats: Seats
    ties: tuple[Tie, ...]
    sent: tuple[Move, ...]
    received: tuple[Move, ...]
    tasks: tuple[Task, ...]


def body(source: Source, node: NamedNode) -> Body | None:
    """A body; None where there is none of that name."""
    if ORG.Organization not in source.nodes(node, RDF.type):
        return None
    relations = [*source.subjects(GRAF.fromBody, node), *source.subjects(GRAF.toBody, node)]
    held = sorted(
        source.subjects(GRAF.heldBy, node), key=lambda one: source.text(one, GRAF.notAfter) or "", reverse=True
    )
    ties = [one for one in dict.fromkeys(relations) if GRAF.BodyRelation in source.nodes(one, RDF.type)]
    return Body(
        ref=refer(source, node),
        notation=source.text(node, SKOS.notation) or "",
        names=tuple(source.texts(node, SKOS.altLabel)),
        classification=source.word(source.one(node, ORG.classification)),
        part_of=refers(source, source.nodes(node, ORG.subOrganizationOf)),
        parts=refers(source, source.subjects(ORG.subOrganizationOf, node)[:MOST]),
        sources=_sources(source, node),
        meetings=meetings(source, held[:MOST]),
        more_meetings=max(0, len(held) - MOST),
        holdings=holdings(source, source.subjects(ORG.organization, node)),
        seats=seats(source, node),
        ties=tuple(tie(source, one) for one in ties[:MOST]),
        sent=_moves(source, source.subjects(GRAF.fromBody, node)),
        received=_moves(source, source.subjects(GRAF.toBody, node)),
        tasks=tuple(task(source, one) for one in source.subjects(GRAF.assignee, node)[:MOST]),
    )


def meetings(source: Source, nodes: Sequence[NamedNode]) -> tuple[Row, ...]:
    """Meetings as a list, the latest first; those that no document witnesses come with their status."""
    rows = [row(source, one) for one in nodes]
    return tuple(sorted(rows, key=lambda one: (one.ref.last or one.ref.first or "", one.ref.key), reverse=True))


@remembered
def row(source: Source, node: NamedNode) -> Row:
    """A meeting as a row of a list."""
    items = source.subjects(GRAF.partOfMeeting, node)
    statuses = source.nodes(node, GRAF.status)
    held = concept("meeting-statuses", "held")
    first = held if held in statuses else next((one for one in statuses if not one.value.endswith("referred-to")), None)
    holder = source.one(node, GRAF.heldBy)
    taken = sum(
        GRAF.Decision in source.nodes(one, RDF.type)
        for part in items
        for one in source.subjects(PROV.wasGeneratedBy, part)
    )
    return Row(
        ref=refer(source, node),
        body=refer(source, holder) if holder else None,
        status=source.word(first or next(iter(statuses), None)),
        held=held in statuses,
        documents=refers(source, source.subjects(GRAF.documents, node)),
        items=len(items),
        taken=taken,
        proposed=sum(len(source.subjects(GRAF.proposedIn, part)) for part in items),
    )


def holdings(source: Source, nodes: Sequence[NamedNode]) -> tuple[Holding, ...]:
    """Roles as stated, by role and name; memberships of bodies in bodies are relations, and left out."""
    found = [_holding(source, one) for one in nodes[: 5 * MOST] if source.one(one, GRAF.event)]
    return tuple(sorted(found, key=lambda one: (one.role.casefold(), one.member.label if one.member else "")))[:MOST]


@remembered
def tie(source: Source, node: NamedNode) -> Tie:
    """A relation of bodies."""
    sender, target = source.one(node, GRAF.fromBody), source.one(node, GRAF.toBody)
    return Tie(
        ref=refer(source, node),
        sender=refer(source, sender) if sender else None,
        target=refer(source, target) if target else None,
        kind=source.word(source.one(node, GRAF.kind)),
        meetings=refers(source, source.nodes(node, GRAF.statedAt)),
        sources=tuple(one.href or one.label for one in _sources(source, node)),
        passages=passages(source, node),
    )


def _sources(source: Source, node: NamedNode) -> tuple[Ref, ...]:
    return tuple(refer(source, one) for one in source.all(node, DCTERMS.source))


@remembered
def _holding(source: Source, node: NamedNode) -> Holding:
    member, organization = source.one(node, ORG.member), source.one(node, ORG.organization)
    role, period = source.one(node, ORG.role), source.one(node, ORG.memberDuring)
    return Holding(
        ref=refer(source, node),
        member=refer(source, member) if member else None,
        role=(source.text(role, SKOS.prefLabel) or "") if role else "",
        body=_named(source, organization),
        event=source.word(source.one(node, GRAF.event)),
        tenure=source.word(source.one(node, GRAF.tenure)),
        since=source.text(period, GRAF.notBefore) if period else None,
        until=source.text(period, GRAF.notAfter) if period else None,
        meetings=refers(source, source.nodes(node, GRAF.heldOn)),
        passages=passages(source, node),
    )


def _named(source: Source, node: NamedNode | None) -> Ref | None:
    if node is None:
        return None
    found = refer(source, node)
    return replace(found, label=found.label or found.key)


def _moves(source: Source, nodes: Sequence[NamedNode]) -> tuple[Move, ...]:
    found = [move(source, one) for one in nodes[: 5 * MOST] if GRAF.Referral in source.nodes(one, RDF.type)]
    return tuple(sorted(found, key=lambda one: (one.since or "", one.ref.key), reverse=True))[:MOST]

"""Lists: the meetings, bodies, people and matters of a release, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graf.rdf.vocab import FOAF, GRAF, ORG, RDF, SKOS
from graf.views.bodies import Row, meetings
from graf.views.clauses import Move, Task, move, task
from graf.views.matters import days
from graf.views.refs import Ref, refer, refers
from graf.views.source import Source


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in a list."""

    ref: Ref
    notation: str
    classification: str
    part_of: tuple[Ref, ...]
    meetings: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list: their roles in words, and at how many meetings they were seen or presented something."""

    ref: Ref
    roles: tuple[str, ...]
    meetings: int
    presented: int


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter in a list: how many items concern it, at which meetings the first and the last were."""

    ref: Ref
    items: int
    first: Ref | None
    last: Ref | None
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """What still waits: unanswered referrals, assignments without a report; `until` is the release's last day."""

    referrals: tuple[tuple[Move, int | None], ...]
    tasks: tuple[Task, ...]
    until: str | None


_LAST: Final = str.maketrans("åäæö", "\ue001\ue002\ue002\ue003")
"""Letters to private ones that sort behind z."""


def all_meetings(source: Source) -> tuple[Row, ...]:
    """Every meeting, the latest first."""
    return meetings(source, source.instances(GRAF.Meeting))


def documented(source: Source) -> tuple[Row, ...]:
    """The meetings that a document documents, the latest first."""
    return tuple(row for row in all_meetings(source) if row.documents)


def all_bodies(source: Source) -> tuple[BodyRow, ...]:
    """Every body, by name."""
    rows = [
        BodyRow(
            ref=refer(source, node),
            notation=source.text(node, SKOS.notation) or "",
            classification=source.word(source.one(node, ORG.classification)),
            part_of=refers(source, source.nodes(node, ORG.subOrganizationOf)),
            meetings=len(source.subjects(GRAF.heldBy, node)),
        )
        for node in source.instances(ORG.Organization)
    ]
    return tuple(sorted(rows, key=lambda row: swedish_order(row.ref.label)))


def all_people(source: Source) -> tuple[PersonRow, ...]:
    """Every person, by surname."""
    rows = []
    for node in source.instances(FOAF.Person):
        roles = []
        for membership in source.subjects(ORG.member, node):
            role, body = source.one(membership, ORG.role), source.one(membership, ORG.organization)
            words = [
                source.text(role, SKOS.prefLabel) if role else None,
                (source.text(body, SKOS.notation) or source.text(body, SKOS.prefLabel)) if body else None,
            ]
            roles.append(", ".join(word for word in words if word))
        attended = len(source.subjects(GRAF.person, node))
        presented = len(source.subjects(GRAF.presentedBy, node))
        rows.append(PersonRow(refer(source, node), tuple(dict.fromkeys(filter(None, roles))), attended, presented))
    return tuple(sorted(rows, key=lambda row: swedish_order(" ".join(reversed(row.ref.label.rsplit(" ", 1))))))


def all_matters(source: Source) -> tuple[MatterRow, ...]:
    """Every matter, the one taken up last first."""
    rows = []
    for node in source.instances(GRAF.Matter):
        items = [one for one in source.subjects(GRAF.concerns, node) if GRAF.AgendaItem in source.nodes(one, RDF.type)]
        places = [place for one in items for place in source.nodes(one, GRAF.partOfMeeting)]
        met = sorted(refers(source, places), key=lambda ref: ref.first or ref.last or "~")
        bodies = tuple(dict.fromkeys(ref.label for ref in met))
        rows.append(
            MatterRow(refer(source, node), len(items), met[0] if met else None, met[-1] if met else None, bodies)
        )
    return tuple(sorted(rows, key=lambda row: ((row.last.last or "") if row.last else "", row.ref.key), reverse=True))


def still_open(source: Source, until: str | None) -> Open:
    """What is still open on the last day that the release knows of; waits are counted to that day, never to today."""
    found = [one for one in (move(source, node) for node in source.instances(GRAF.Referral)) if one.open]
    end = Ref("", key="~", first=until, last=until)
    waits = []
    for one in sorted(found, key=lambda each: (each.since or "~", each.ref.key)):
        waited = days(Ref("", first=one.since, last=one.since), end)
        waits.append((one, waited[0] if waited else None))
    tasks = [task(source, node) for node in source.instances(GRAF.Assignment)]
    return Open(tuple(waits), tuple(one for one in tasks if one.open), until)


def swedish_order(text: str) -> str:
    """A key that sorts as Swedish does: å, ä and ö last."""
    return text.casefold().translate(_LAST)

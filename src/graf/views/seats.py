"""Who sits in a body, and who chaired it, year by year: from stated roles and from attendance at its meetings.

A role counts for the years of its stated period, else for the year of the meeting whose document shows it. Who was only
nominated does not count. Attendance says nothing of membership: it is shown as what it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graf.rdf.concepts import concept
from graf.rdf.vocab import FOAF, GRAF, ORG, RDF, SKOS
from graf.views.refs import Ref, refer
from graf.views.source import Source

CHAIR, MEMBER, PRESENT, ABSENT = "chair", "member", "present", "absent"
"""What someone was in a year, the most telling first."""
_CHAIR: Final = re.compile(r"(mötes)?(ordförande|ordf\.?)", re.IGNORECASE)
_MEETINGS: Final = 400
MOST: Final = 60
"""So many people are shown."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a body: their roles in words, and for each year what they were and at how many meetings."""

    person: Ref
    roles: tuple[str, ...]
    years: tuple[tuple[str, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Seats:
    """The people of a body, chairs first, over the years in which anything is known of them; `more` are not shown."""

    years: tuple[str, ...]
    seats: tuple[Seat, ...]
    more: int


def seats(source: Source, body: NamedNode) -> Seats:
    """Who sat in a body, and who chaired it, over the years."""
    found: dict[NamedNode, dict[str, tuple[str, int]]] = defaultdict(dict)
    roles: dict[NamedNode, list[str]] = defaultdict(list)

    def note(person: NamedNode, year: str, what: str, times: int) -> None:
        before, count = found[person].get(year, (what, 0))
        telling = min(before, what, key=(CHAIR, MEMBER, PRESENT, ABSENT).index)
        found[person][year] = (telling, count + times)

    for held in source.subjects(ORG.organization, body):
        person = source.one(held, ORG.member)
        if person is None or not _is_person(source, person):
            continue
        if source.one(held, GRAF.event) == concept("role-events", "nominated"):
            continue
        role = source.one(held, ORG.role)
        label = (source.text(role, SKOS.prefLabel) if role else None) or ""
        for year in _years(source, held):
            note(person, year, CHAIR if _CHAIR.fullmatch(label) else MEMBER, 0)
            if label:
                roles[person].append(label)
    for meeting in source.subjects(GRAF.heldBy, body)[:_MEETINGS]:
        day = source.text(meeting, GRAF.notAfter)
        if day is None:
            continue
        for visit in source.subjects(GRAF.atMeeting, meeting):
            person, status = source.one(visit, GRAF.person), source.one(visit, GRAF.status)
            if person is None:
                continue
            present = status == concept("attendance-statuses", "present")
            role = source.one(visit, GRAF.inRole)
            chaired = role is not None and _CHAIR.fullmatch(source.text(role, SKOS.prefLabel) or "")
            chairs = present and chaired and source.one(visit, GRAF.representing) is None
            note(person, day[:4], CHAIR if chairs else PRESENT if present else ABSENT, int(present))
    years = tuple(sorted({year for known in found.values() for year in known}))[-12:]
    rows = [
        Seat(refer(source, person), tuple(dict.fromkeys(roles[person])), tuple(known.get(year) for year in years))
        for person, known in found.items()
    ]
    rows.sort(key=_order)
    return Seats(years, tuple(rows[:MOST]), max(0, len(rows) - MOST))


def _order(row: Seat) -> tuple[int, int, int, str]:
    kinds = [cell[0] for cell in row.years if cell]
    visits = sum(cell[1] for cell in row.years if cell)
    return (-kinds.count(CHAIR), -kinds.count(MEMBER), -visits, row.person.label)


def _is_person(source: Source, node: NamedNode) -> bool:
    return FOAF.Person in source.nodes(node, RDF.type)


def _years(source: Source, held: NamedNode) -> list[str]:
    period = source.one(held, ORG.memberDuring)
    if period is not None:
        days = [source.text(period, bound) for bound in (GRAF.notBefore, GRAF.notAfter)]
        known = [int(day[:4]) for day in days if day]
        return [str(year) for year in range(min(known), max(known) + 1)] if known else []
    met = [source.text(one, GRAF.notAfter) for one in source.nodes(held, GRAF.heldOn)]
    return sorted({day[:4] for day in met if day})

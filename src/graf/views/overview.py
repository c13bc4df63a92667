"""The whole at a glance: decisions by act, body and year, attendance by municipality, and what is still open.

Counts follow from the release alone. A decision counts once for each of its acts, and for the year of its meeting; a
meeting that may have been in either of two years counts for the later. Attendance counts meetings, not people: a
municipality was there where anyone who represented it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graf.rdf.concepts import concept
from graf.rdf.vocab import FOAF, GRAF, ORG, PROV
from graf.views.moves import Moves
from graf.views.source import Source
from graf.views.whole import first, values


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something that has a name, and a key where it has a page."""

    name: str
    count: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body's decisions by year, in the order of `Overview.years`."""

    name: str
    key: str
    count: int
    by_year: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Visits:
    """At how many meetings a municipality was present, absent, or it is not known."""

    name: str
    key: str
    present: int
    absent: int
    uncertain: int

    @property
    def meetings(self) -> int:
        """All meetings whose documents name it."""
        return self.present + self.absent + self.uncertain


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview shows; `waiting` are open referrals by the body that they lie with."""

    decisions: int
    acts: tuple[Count, ...]
    years: tuple[str, ...]
    bodies: tuple[Body, ...]
    visits: tuple[Visits, ...]
    waiting: tuple[Count, ...]
    referrals: int
    tasks: tuple[Count, ...]
    assignments: int
    unanswered: tuple[Count, ...]


def overview(source: Source, moves: Moves) -> Overview:
    """The counts of a release."""
    decided = first(values(source, PROV.wasGeneratedBy, "decision", "item"))
    meeting_of = first(values(source, GRAF.partOfMeeting, "item", "meeting"))
    acts = Counter(act for several in values(source, GRAF.act, "decision").values() for act in several if several)
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for item in decided.values():
        day = moves.meetings.get(meeting_of.get(item, ""))
        if day is not None:
            by[day.body][day.last[:4] or day.first[:4]] += 1
    years = tuple(sorted({year for several in by.values() for year in several if year}))[-12:]
    bodies = [
        Body(moves.bodies.get(key, key), key, several.total(), tuple(several[year] for year in years))
        for key, several in by.items()
    ]
    given = first(values(source, GRAF.assignedBy, "assignment", "decision"))
    closed = values(source, GRAF.closedBy, "assignment")
    assignees = values(source, GRAF.assignee, "assignment")
    open_tasks = [task for task in given if task not in closed]
    names = first(values(source, FOAF.name, "person"))
    tasks = Counter(who for task in open_tasks for who in assignees.get(task, ()))
    waiting = Counter(step.end.body for step in moves.steps if step.open)
    sent = Counter(step.start.body for step in moves.steps if step.open)
    return Overview(
        decisions=len(decided),
        acts=tuple(Count(source.word(NamedNode(act)), count) for act, count in _most(acts)),
        years=years,
        bodies=tuple(sorted(bodies, key=lambda one: (-one.count, one.name))),
        visits=_visits(source, moves),
        waiting=tuple(Count(moves.bodies.get(key, key), count, key) for key, count in _most(waiting)),
        referrals=waiting.total(),
        tasks=tuple(Count(names.get(key, moves.bodies.get(key, key)), count, key) for key, count in _most(tasks)),
        assignments=len(open_tasks),
        unanswered=tuple(Count(moves.bodies.get(key, key), count, key) for key, count in _most(sent)),
    )


def _visits(source: Source, moves: Moves) -> tuple[Visits, ...]:
    kinds = first(values(source, ORG.classification, "body"))
    wanted = {key for key, kind in kinds.items() if kind == concept("body-types", "municipality").value}
    meeting = first(values(source, GRAF.atMeeting, "attendance"))
    status = first(values(source, GRAF.status, "attendance"))
    seen: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for visit, bodies in values(source, GRAF.representing, "attendance", "body").items():
        for body in bodies:
            if body in wanted and visit in meeting:
                seen[body][meeting[visit]].add(status.get(visit, "").rpartition("/")[2])
    found = []
    for body, met in seen.items():
        present = sum("present" in known for known in met.values())
        absent = sum("present" not in known and bool(known & {"absent", "struck"}) for known in met.values())
        found.append(Visits(moves.bodies.get(body, body), body, present, absent, len(met) - present - absent))
    return tuple(sorted(found, key=lambda one: (-one.present, one.absent, one.name)))


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))

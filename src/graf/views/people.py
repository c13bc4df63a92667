"""A person: the roles they are said to hold, the meetings they attended, what they presented and were given to do."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from graf.rdf.vocab import FOAF, GRAF, ORG, RDF
from graf.views.bodies import Holding, holdings
from graf.views.clauses import Clause, Task, clause, task
from graf.views.evidence import Passage, passages
from graf.views.refs import Ref, refer, refers
from graf.views.source import Source


@dataclass(frozen=True, slots=True)
class Visit:
    """A meeting that someone attended, or did not: the status in words, the roles, on whose behalf."""

    meeting: Ref | None
    status: str
    roles: tuple[str, ...]
    representing: tuple[Ref, ...]
    substitutes_for: tuple[Ref, ...]
    written: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Presented:
    """An item that someone presented."""

    item: Ref
    meeting: Ref | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person. `variants` are the name as written, `unsettled` why it is not certain that they are one person."""

    ref: Ref
    variants: tuple[str, ...]
    unsettled: tuple[str, ...]
    holdings: tuple[Holding, ...]
    visits: tuple[Visit, ...]
    presented: tuple[Presented, ...]
    appointed: tuple[Clause, ...]
    tasks: tuple[Task, ...]
    passages: tuple[Passage, ...]


def person(source: Source, node: NamedNode) -> Person | None:
    """A person; None where there is none of that name."""
    if FOAF.Person not in source.nodes(node, RDF.type):
        return None
    name = source.text(node, FOAF.name) or ""
    visits = [_visit(source, one) for one in source.subjects(GRAF.person, node)]
    presented = [_presented(source, one) for one in source.subjects(GRAF.presentedBy, node)]
    appointed = (clause(source, one) for one in source.subjects(GRAF.appoints, node))
    return Person(
        ref=refer(source, node),
        variants=tuple(one for one in source.texts(node, GRAF.nameVariant) if one != name),
        unsettled=tuple(source.texts(node, GRAF.unsettled)),
        holdings=holdings(source, source.subjects(ORG.member, node)),
        visits=tuple(sorted(visits, key=lambda one: _when(one.meeting), reverse=True)),
        presented=tuple(sorted(presented, key=lambda one: (_when(one.meeting), one.item.key), reverse=True)),
        appointed=tuple(one for one in appointed if one),
        tasks=tuple(task(source, one) for one in source.subjects(GRAF.assignee, node)),
        passages=passages(source, node),
    )


def _visit(source: Source, node: NamedNode) -> Visit:
    meeting = source.one(node, GRAF.atMeeting)
    roles = [refer(source, role).label for role in source.nodes(node, GRAF.inRole)]
    return Visit(
        meeting=refer(source, meeting) if meeting else None,
        status=source.word(source.one(node, GRAF.status)),
        roles=tuple(dict.fromkeys([*roles, *source.texts(node, GRAF.roleTitle)])),
        representing=refers(source, source.nodes(node, GRAF.representing)),
        substitutes_for=refers(source, source.nodes(node, GRAF.substitutesFor)),
        written=source.text(node, GRAF.nameAsWritten) or "",
        passages=passages(source, node),
    )


def _presented(source: Source, node: NamedNode) -> Presented:
    meeting = source.one(node, GRAF.partOfMeeting)
    return Presented(refer(source, node), refer(source, meeting) if meeting else None)


def _when(meeting: Ref | None) -> str:
    return (meeting.last or meeting.first or "") if meeting else ""

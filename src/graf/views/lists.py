"""Lists: the meetings, bodies, people and matters of a release, and what is still open.

What comes in which order follows from the release, so it is found once (`orders`); rows are made for one page of a list
at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from pyoxigraph import NamedNode

from graf.rdf.vocab import FOAF, GRAF, ORG, PROV, RDF, SKOS
from graf.views.bodies import Row, row
from graf.views.clauses import Move, Task, move, task, waiting
from graf.views.columns import Columns
from graf.views.matters import days
from graf.views.refs import Ref, refer, refers
from graf.views.source import Source, remembered

Each = TypeVar("Each")
MOST: Final = 100
"""So many rows a page of a list has."""


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
class Orders:
    """The things of each list in their order: meetings by date, the latest first; bodies and people by name; matters by
    when they were last taken up; what is open by how long it waits.
    """

    documented: tuple[NamedNode, ...]
    mentioned: tuple[NamedNode, ...]
    bodies: tuple[NamedNode, ...]
    people: tuple[NamedNode, ...]
    matters: tuple[NamedNode, ...]
    referrals: tuple[NamedNode, ...]
    tasks: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Slice(Generic[Each]):
    """A page of a list: its rows, how many there are in all, which page it is and how many pages there are."""

    rows: tuple[Each, ...]
    total: int
    page: int
    pages: int


def orders(source: Source) -> Orders:
    """The lists of a release."""
    read = Columns(source)
    meetings = sorted(source.instances(GRAF.Meeting), key=lambda node: _day(read, node), reverse=True)
    with_documents = read.owners(GRAF.documents)
    bodies = [
        (swedish_order(refer(source, node).label), node.value, node) for node in source.instances(ORG.Organization)
    ]
    people = [(swedish_order(_surname(source, node)), node.value, node) for node in source.instances(FOAF.Person)]
    about = read.owners(GRAF.concerns)
    matters = [
        (max(_days(read, about.get(node, ())), default=""), node.value, node) for node in source.instances(GRAF.Matter)
    ]
    moves = [(waiting(read, node), node) for node in source.instances(GRAF.Referral)]
    return Orders(
        documented=tuple(node for node in meetings if node in with_documents),
        mentioned=tuple(node for node in meetings if node not in with_documents),
        bodies=tuple(node for *_, node in sorted(bodies, key=lambda one: one[:2])),
        people=tuple(node for *_, node in sorted(people, key=lambda one: one[:2])),
        matters=tuple(node for *_, node in sorted(matters, key=lambda one: one[:2], reverse=True)),
        referrals=tuple(
            node for (still, _), node in sorted(moves, key=lambda one: (one[0][1] or "~", one[1].value)) if still
        ),
        tasks=tuple(node for node in source.instances(GRAF.Assignment) if _given(read, node)),
    )


def part(nodes: Sequence[NamedNode], make: Callable[[NamedNode], Each], page: int = 1) -> Slice[Each]:
    """A page of a list, from 1; one beyond the last is the last."""
    count = pages(nodes)
    page = min(max(page, 1), count)
    return Slice(tuple(make(node) for node in nodes[(page - 1) * MOST : page * MOST]), len(nodes), page, count)


def pages(nodes: Sequence[NamedNode]) -> int:
    """How many pages a list has, 1 for an empty one."""
    return max(1, -(-len(nodes) // MOST))


def meeting_row(source: Source, node: NamedNode) -> Row:
    """A meeting in a list."""
    return row(source, node)


@remembered
def body_row(source: Source, node: NamedNode) -> BodyRow:
    """A body in a list."""
    return BodyRow(
        ref=refer(source, node),
        notation=source.text(node, SKOS.notation) or "",
        classification=source.word(source.one(node, ORG.classification)),
        part_of=refers(source, source.nodes(node, ORG.subOrganizationOf)),
        meetings=len(source.subjects(GRAF.heldBy, node)),
    )


@remembered
def person_row(source: Source, node: NamedNode) -> PersonRow:
    """A person in a list."""
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
    return PersonRow(refer(source, node), tuple(dict.fromkeys(filter(None, roles))), attended, presented)


@remembered
def matter_row(source: Source, node: NamedNode) -> MatterRow:
    """A matter in a list."""
    items = [one for one in source.subjects(GRAF.concerns, node) if GRAF.AgendaItem in source.nodes(one, RDF.type)]
    places = [place for one in items for place in source.nodes(one, GRAF.partOfMeeting)]
    met = sorted(refers(source, places), key=lambda ref: ref.first or ref.last or "~")
    bodies = tuple(dict.fromkeys(ref.label for ref in met))
    return MatterRow(refer(source, node), len(items), met[0] if met else None, met[-1] if met else None, bodies)


def open_move(source: Source, node: NamedNode, until: str | None) -> tuple[Move, int | None]:
    """A referral that waits, and for how many days at least on the last day that the release knows of, never today."""
    one = move(source, node)
    end = Ref("", key="~", first=until, last=until)
    waited = days(Ref("", first=one.since, last=one.since), end)
    return one, waited[0] if waited else None


def open_task(source: Source, node: NamedNode) -> Task:
    """An assignment that waits."""
    return task(source, node)


_LAST: Final = str.maketrans("åäæö", "\ue001\ue002\ue002\ue003")
"""Letters to private ones that sort behind z."""


def swedish_order(text: str) -> str:
    """A key that sorts as Swedish does: å, ä and ö last."""
    return text.casefold().translate(_LAST)


def _day(read: Columns, meeting: NamedNode) -> tuple[str, str]:
    return read.text(meeting, GRAF.notAfter) or read.text(meeting, GRAF.notBefore) or "", meeting.value


def _days(read: Columns, items: Sequence[NamedNode]) -> list[str]:
    return [_day(read, meeting)[0] for item in items for meeting in read.nodes(item, GRAF.partOfMeeting)]


def _surname(source: Source, person: NamedNode) -> str:
    return " ".join(reversed(refer(source, person).label.rsplit(" ", 1)))


def _given(read: Columns, assignment: NamedNode) -> bool:
    """Whether a decision gave it and no later item reports back."""
    by = read.one(assignment, GRAF.assignedBy)
    return by is not None and read.one(by, PROV.wasGeneratedBy) is not None and not read.one(assignment, GRAF.closedBy)

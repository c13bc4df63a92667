"""An agenda item (ärende, punkt): its heading, kinds, presenters (föredragande), attachments, clauses and referrals."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from graf.rdf.vocab import DCTERMS, GRAF, ORG, RDF, SKOS
from graf.views.clauses import Clause, Move, clauses, moves
from graf.views.evidence import Passage, passages
from graf.views.refs import Ref, refer, refers
from graf.views.source import Source, remembered


@dataclass(frozen=True, slots=True)
class Presenter:
    """Who presents an item: a person with the roles held at that meeting, or a post whose holder is not named."""

    ref: Ref
    roles: tuple[str, ...]
    post: bool


@dataclass(frozen=True, slots=True)
class Division:
    """How a meeting was divided on an item: the count of a vote, and who took another stand (person, in which way).

    `abstained` is empty where the text does not say.
    """

    votes_for: str
    votes_against: str
    abstained: str
    objections: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a meeting. `number` and `title` as the document has them; `below` are the items under it."""

    ref: Ref
    number: str
    title: str
    also_called: tuple[str, ...]
    position: int
    kinds: tuple[str, ...]
    presenters: tuple[Presenter, ...]
    attachments: tuple[str, ...]
    case_numbers: tuple[str, ...]
    withdrawn: bool
    parent: Ref | None
    below: tuple[Ref, ...]
    meeting: Ref | None
    matters: tuple[Ref, ...]
    meetings: tuple[Ref, ...]
    clauses: tuple[Clause, ...]
    division: Division | None
    moves: tuple[Move, ...]
    passages: tuple[Passage, ...]


@remembered
def item(source: Source, node: NamedNode) -> Item | None:
    """An item; None where there is none of that name."""
    if GRAF.AgendaItem not in source.nodes(node, RDF.type):
        return None
    decided = clauses(source, node)
    parent, meeting = source.one(node, GRAF.parentItem), source.one(node, GRAF.partOfMeeting)
    return Item(
        ref=refer(source, node),
        number=source.text(node, GRAF.number) or "",
        title=source.text(node, DCTERMS.title) or "",
        also_called=tuple(source.texts(node, SKOS.altLabel)),
        position=source.number(node, GRAF.position) or 0,
        kinds=tuple(source.word(kind) for kind in source.nodes(node, GRAF.kind)),
        presenters=_presenters(source, node, meeting),
        attachments=tuple(source.texts(node, GRAF.attachment)),
        case_numbers=tuple(source.texts(node, GRAF.caseNumber)),
        withdrawn=source.text(node, GRAF.withdrawn) == "true",
        parent=refer(source, parent) if parent else None,
        below=refers(source, source.subjects(GRAF.parentItem, node)),
        meeting=refer(source, meeting) if meeting else None,
        matters=refers(source, source.nodes(node, GRAF.concerns)),
        meetings=refers(source, source.nodes(node, GRAF.refersToMeeting)),
        clauses=decided,
        division=_division(source, node),
        moves=moves(source, node, decided),
        passages=passages(source, node),
    )


def _division(source: Source, node: NamedNode) -> Division | None:
    held = source.subjects(GRAF.onItem, node)
    votes = [one for one in held if GRAF.Vote in source.nodes(one, RDF.type)]
    objections = tuple(
        (refer(source, person), source.word(kind))
        for one in held
        if (person := source.one(one, GRAF.objector)) and (kind := source.one(one, GRAF.kind))
    )
    if not votes and not objections:
        return None
    terms = (GRAF.votesFor, GRAF.votesAgainst, GRAF.votesAbstained)
    counted = [source.text(votes[0], term) or "" for term in terms] if votes else ["", "", ""]
    return Division(counted[0], counted[1], counted[2], objections)


def _presenters(source: Source, node: NamedNode, meeting: NamedNode | None) -> tuple[Presenter, ...]:
    people = source.nodes(node, GRAF.presentedBy)
    posts = source.nodes(node, GRAF.presentedByPost)
    found = [Presenter(refer(source, person), _roles(source, person, meeting), False) for person in people]
    if not people:
        found += [Presenter(refer(source, post), (), True) for post in posts]
    return tuple(found)


def _roles(source: Source, person: NamedNode, meeting: NamedNode | None) -> tuple[str, ...]:
    """The roles that a person is said to hold at a meeting, each with its body."""
    found = []
    for membership in source.subjects(ORG.member, person):
        role, body = source.one(membership, ORG.role), source.one(membership, ORG.organization)
        if meeting is not None and role is not None and meeting in source.nodes(membership, GRAF.heldOn):
            parts = [source.text(role, SKOS.prefLabel)]
            if body is not None:
                parts.append(source.text(body, SKOS.notation) or source.text(body, SKOS.prefLabel))
            found.append(", ".join(part for part in parts if part))
    return tuple(dict.fromkeys(found))

"""What was decided or proposed on an item, att-clause by att-clause, and where a matter was sent from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graf.rdf.concepts import concept
from graf.rdf.vocab import DCTERMS, GRAF, PROV, RDF, SKOS
from graf.views.columns import Columns
from graf.views.evidence import Passage, passages, value_passages
from graf.views.refs import Ref, refer, refers
from graf.views.source import Source, remembered

_CLOSED: Final = concept("assignment-statuses", "closed")
_REPORT: Final = concept("referral-kinds", "report-back")
_ORIGIN: Final = concept("referral-kinds", "originate")


@dataclass(frozen=True, slots=True)
class Condition:
    """What a clause depends on: its text, `if` or `otherwise` in words, and whether it is met.

    `status` says so in words, `state` as the concept's key: open, met or failed.
    """

    text: str
    branch: str
    status: str
    state: str


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment: what, who is to do it, the last day, whether it is closed and by which item."""

    ref: Ref
    text: str
    assignees: tuple[Ref, ...]
    due: str | None
    status: str
    closed_by: Ref | None
    item: Ref | None
    meeting: Ref | None
    proposed: bool
    passages: tuple[Passage, ...]

    @property
    def open(self) -> bool:
        """Whether it was given and no later item reports back."""
        return self.closed_by is None and not self.proposed


@dataclass(frozen=True, slots=True)
class Clause:
    """A decision (`taken`) or a proposal: one att-clause, with the passages that it rests on."""

    ref: Ref
    text: str
    taken: bool
    acts: tuple[str, ...]
    by: Ref | None
    item: Ref | None
    meeting: Ref | None
    condition: Condition | None
    appoints: tuple[Ref, ...]
    tasks: tuple[Task, ...]
    agrees_with: tuple[Ref, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A referral: from one body to another, how, in what words, and whether it was received and answered.

    `since` is the last day on which it may have been made (ISO), `proposed` where only a proposal says it.
    """

    ref: Ref
    kind: str
    sender: Ref | None
    target: Ref | None
    item: Ref | None
    meeting: Ref | None
    matters: tuple[Ref, ...]
    since: str | None
    received: Ref | None
    answered: Ref | None
    proposed: bool
    awaits: bool
    quote: str
    passages: tuple[Passage, ...]

    @property
    def open(self) -> bool:
        """Whether an answer is awaited that no document holds."""
        return self.awaits and self.answered is None


def clauses(source: Source, item: NamedNode) -> tuple[Clause, ...]:
    """The decisions of an item and the proposals on it, in the order of their text."""
    nodes = [*source.subjects(PROV.wasGeneratedBy, item), *source.subjects(GRAF.proposedIn, item)]
    found = [clause(source, node) for node in nodes if GRAF.Referral not in source.nodes(node, RDF.type)]
    return tuple(sorted((one for one in found if one), key=_place))


@remembered
def clause(source: Source, node: NamedNode) -> Clause | None:
    """A decision or proposal; None for anything else."""
    kinds = source.nodes(node, RDF.type)
    taken = GRAF.Decision in kinds
    if not taken and GRAF.Proposal not in kinds:
        return None
    item = source.one(node, PROV.wasGeneratedBy if taken else GRAF.proposedIn)
    by = source.one(node, GRAF.decidedBy if taken else GRAF.proposedTo)
    depends = source.one(node, GRAF.condition)
    meeting = source.one(item, GRAF.partOfMeeting) if item else None
    return Clause(
        ref=refer(source, node),
        text=source.text(node, GRAF.text) or "",
        taken=taken,
        acts=tuple(source.word(act) for act in source.nodes(node, GRAF.act)),
        by=refer(source, by) if by else None,
        item=refer(source, item) if item else None,
        meeting=refer(source, meeting) if meeting else None,
        condition=_condition(source, depends) if depends else None,
        appoints=refers(source, source.nodes(node, GRAF.appoints)),
        tasks=tuple(task(source, one) for one in source.subjects(GRAF.assignedBy, node)),
        agrees_with=refers(
            source, [*source.nodes(node, PROV.wasDerivedFrom), *source.subjects(PROV.wasDerivedFrom, node)]
        ),
        passages=passages(source, node),
    )


@remembered
def task(source: Source, node: NamedNode) -> Task:
    """An assignment."""
    by = source.one(node, GRAF.assignedBy)
    closing = source.one(node, GRAF.closedBy)
    item = _item_of(source, by) if by else None
    meeting = source.one(item, GRAF.partOfMeeting) if item else None
    due = source.text(node, GRAF.notAfter)
    return Task(
        ref=refer(source, node),
        text=source.text(node, GRAF.text) or "",
        assignees=refers(source, source.nodes(node, GRAF.assignee)),
        due=due,
        status=source.word(_CLOSED if closing else source.one(node, GRAF.status)),
        closed_by=refer(source, closing) if closing else None,
        item=refer(source, item) if item else None,
        meeting=refer(source, meeting) if meeting else None,
        proposed=by is not None and GRAF.Proposal in source.nodes(by, RDF.type),
        passages=passages(source, node) or value_passages(source, node).get((GRAF.notAfter.value, due or ""), ()),
    )


def moves(source: Source, item: NamedNode, decided: tuple[Clause, ...]) -> tuple[Move, ...]:
    """The referrals of an item: those that its text mentions and those that its clauses make."""
    nodes = [node for node in source.subjects(GRAF.mentionedIn, item) if GRAF.Referral in source.nodes(node, RDF.type)]
    for one in decided:
        nodes += source.subjects(PROV.wasGeneratedBy, source.node(one.ref.kind, one.ref.key))
    return tuple(sorted((move(source, node) for node in dict.fromkeys(nodes)), key=_place))


def waiting(source: Source | Columns, node: NamedNode) -> tuple[bool, str]:
    """Whether a referral is open (`Move.open`), and the last day on which it may have been made, empty if unknown."""
    way = _way(source, node)
    since = source.text(way.meeting, GRAF.notAfter) if way.meeting else None
    return way.awaits and way.answered is None, since or ""


@dataclass(frozen=True, slots=True)
class _Way:
    item: NamedNode | None
    meeting: NamedNode | None
    kind: NamedNode | None
    received: NamedNode | None
    answered: NamedNode | None
    proposed: bool
    awaits: bool


def _way(source: Source | Columns, node: NamedNode) -> _Way:
    clause_node = source.one(node, PROV.wasGeneratedBy)
    item = source.one(node, GRAF.mentionedIn) or (_item_of(source, clause_node) if clause_node else None)
    kind = source.one(node, GRAF.kind)
    received, answered = source.one(node, GRAF.receivedIn), source.one(node, GRAF.answeredBy)
    proposed = clause_node is not None and source.one(clause_node, GRAF.proposedIn) is not None
    return _Way(
        item=item,
        meeting=source.one(item, GRAF.partOfMeeting) if item else None,
        kind=kind,
        received=received,
        answered=answered or (received if kind == _REPORT else None),
        proposed=proposed,
        awaits=not proposed and kind != _ORIGIN,
    )


@remembered
def move(source: Source, node: NamedNode) -> Move:
    """A referral."""
    way = _way(source, node)
    item, meeting, received, answered = way.item, way.meeting, way.received, way.answered
    ends = [source.one(node, GRAF.fromBody), source.one(node, GRAF.toBody)]
    matters = [*source.nodes(node, GRAF.concerns), *(source.nodes(item, GRAF.concerns) if item else [])]
    return Move(
        ref=refer(source, node),
        kind=source.word(way.kind),
        sender=_short(source, ends[0]),
        target=_short(source, ends[1]),
        item=refer(source, item) if item else None,
        meeting=refer(source, meeting) if meeting else None,
        matters=refers(source, matters),
        since=source.text(meeting, GRAF.notAfter) if meeting else None,
        received=refer(source, received) if received else None,
        answered=refer(source, answered) if answered else None,
        proposed=way.proposed,
        awaits=way.awaits,
        quote=source.text(node, GRAF.quote) or "",
        passages=passages(source, node),
    )


def _condition(source: Source, node: NamedNode) -> Condition:
    branch, status = source.one(node, GRAF.branch), source.one(node, GRAF.status)
    state = status.value.rpartition("/")[2] if status else ""
    return Condition(source.text(node, GRAF.text) or "", source.word(branch), source.word(status), state)


def _item_of(source: Source | Columns, clause_node: NamedNode) -> NamedNode | None:
    return source.one(clause_node, PROV.wasGeneratedBy) or source.one(clause_node, GRAF.proposedIn)


def _short(source: Source, body: NamedNode | None) -> Ref | None:
    if body is None:
        return None
    found = source.key(body) or ("", "")
    label = source.text(body, SKOS.notation) or source.text(body, SKOS.prefLabel) or source.text(body, DCTERMS.title)
    return Ref(label or found[1], *found, lang="sv")


def _place(one: Clause | Move) -> tuple[str, int, str]:
    where = one.passages[0] if one.passages else None
    return (where.text, where.start, one.ref.key) if where else ("~", 0, one.ref.key)

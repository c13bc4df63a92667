"""A meeting: when, where, who, what was taken up, and the document's own text beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graf.rdf.concepts import concept
from graf.rdf.vocab import GRAF, RDF
from graf.views.beside import Entry, ReadText, beside, documents_of, items_of, text_key
from graf.views.corrections import Correction, Odds, contradictions, corrections
from graf.views.evidence import Passage, passages, value_passages
from graf.views.refs import Ref, body_name, refer, refers
from graf.views.source import Source
from graf.views.text import Fold


@dataclass(frozen=True, slots=True)
class Present:
    """Someone's attendance: name, role, whom they represent or stand in for, and the status in words.

    `during` is the part of the meeting, in the text's words, where it is not the whole.
    """

    ref: Ref
    roles: tuple[str, ...]
    representing: tuple[Ref, ...]
    substitutes_for: tuple[Ref, ...]
    status: str
    present: bool
    during: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting. `facts` holds what the header states (`startTime`, `place` …) with passages, by the property's name.

    `text_key` and `text_lines` are of the document whose text stands beside the items (`beside`), `head` is its
    beginning, before the first item. `by_hand` is true where somebody gave the date.
    """

    ref: Ref
    name: str
    body: Ref | None
    statuses: tuple[str, ...]
    held: bool
    date_source: str
    date_reason: str
    facts: Mapping[str, tuple[str, tuple[Passage, ...]] | None]
    date_passages: tuple[Passage, ...]
    previous: Ref | None
    following: tuple[Ref, ...]
    documents: tuple[Ref, ...]
    attendance: tuple[Present, ...]
    entries: tuple[Entry, ...]
    mentioned_in: tuple[Ref, ...]
    passages: tuple[Passage, ...]
    beside: Ref | None
    text_key: str
    text_lines: int
    head: tuple[Fold, ...]
    by_hand: bool = False
    corrections: tuple[Correction, ...] = ()
    contradictions: tuple[Odds, ...] = ()

    @property
    def taken(self) -> int:
        """How many decisions were taken."""
        return sum(clause.taken for entry in self.entries for clause in entry.item.clauses)

    @property
    def proposed(self) -> int:
        """How many proposals there are."""
        return sum(not clause.taken for entry in self.entries for clause in entry.item.clauses)

    @property
    def attachments(self) -> tuple[str, ...]:
        """All attachments, sorted."""
        return tuple(sorted({one for entry in self.entries for one in entry.item.attachments}))


def meeting(source: Source, node: NamedNode, read: ReadText) -> Meeting | None:
    """A meeting; None where there is none of that name. `read` gives the text renditions."""
    if GRAF.Meeting not in source.nodes(node, RDF.type):
        return None
    items, documents = items_of(source, node), documents_of(source, node)
    key = text_key(source, documents[0]) if documents else ""
    text = (read(key) if key else None) or ""
    attendance = tuple(sorted((_present(source, one) for one in source.subjects(GRAF.atMeeting, node)), key=_order))
    head, entries = beside(items, [where for one in attendance for where in one.passages], key, text)
    stated = value_passages(source, node)
    bounds = [(p.value, source.text(node, p) or "") for p in (GRAF.notBefore, GRAF.notAfter)]
    holder, previous = source.one(node, GRAF.heldBy), source.one(node, GRAF.previousMeeting)
    statuses = source.nodes(node, GRAF.status)
    held = concept("meeting-statuses", "held")
    mentions = [
        *source.subjects(GRAF.refersToMeeting, node),
        *(one for one in source.subjects(GRAF.previousMeeting, node)),
    ]
    return Meeting(
        ref=refer(source, node),
        name=body_name(source, holder) if holder else "",
        body=refer(source, holder) if holder else None,
        statuses=tuple(source.word(one) for one in ([held] if held in statuses else statuses)),
        held=held in statuses,
        date_source=source.word(source.one(node, GRAF.dateSource)),
        date_reason="; ".join(source.texts(node, GRAF.dateReason)),
        facts=_facts(source, node, stated),
        date_passages=tuple(dict.fromkeys(one for pair in bounds for one in stated.get(pair, ()))),
        previous=refer(source, previous) if previous else None,
        following=refers(source, source.subjects(GRAF.previousMeeting, node)),
        documents=refers(source, documents),
        attendance=attendance,
        entries=entries,
        mentioned_in=refers(source, mentions),
        passages=passages(source, node),
        beside=refer(source, documents[0]) if documents else None,
        text_key=key,
        text_lines=len(text.splitlines()),
        head=head,
        by_hand=concept("date-sources", "corrected") in source.nodes(node, GRAF.dateSource),
        corrections=corrections(source, node),
        contradictions=contradictions(source, node),
    )


def _facts(
    source: Source, node: NamedNode, stated: Mapping[tuple[str, str], tuple[Passage, ...]]
) -> dict[str, tuple[str, tuple[Passage, ...]] | None]:
    found: dict[str, tuple[str, tuple[Passage, ...]] | None] = {}
    for name, predicate in (
        ("startTime", GRAF.startTime),
        ("endTime", GRAF.endTime),
        ("place", GRAF.place),
        ("mode", GRAF.mode),
        ("recordedOn", GRAF.recordedOn),
    ):
        found[name] = None
        for value in source.all(node, predicate)[:1]:
            text = source.word(value) if isinstance(value, NamedNode) else value.value
            found[name] = (text, stated.get((predicate.value, value.value), ()))
    return found


def _present(source: Source, node: NamedNode) -> Present:
    person = source.one(node, GRAF.person)
    written = source.text(node, GRAF.nameAsWritten) or ""
    roles = [refer(source, role).label for role in source.nodes(node, GRAF.inRole)]
    status = source.one(node, GRAF.status)
    return Present(
        ref=refer(source, person) if person else Ref(written, lang="sv"),
        roles=tuple(dict.fromkeys([*roles, *source.texts(node, GRAF.roleTitle)])),
        representing=refers(source, source.nodes(node, GRAF.representing)),
        substitutes_for=refers(source, source.nodes(node, GRAF.substitutesFor)),
        status=source.word(status),
        present=status == concept("attendance-statuses", "present"),
        during=source.text(node, GRAF.during) or "",
        passages=passages(source, node),
    )


def _order(one: Present) -> tuple[bool, int, str]:
    return not one.present, one.passages[0].start if one.passages else 0, one.ref.label

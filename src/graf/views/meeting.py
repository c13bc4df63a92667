"""A meeting: when, where, who, what was taken up, and the document's own text beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graf.rdf.concepts import concept
from graf.rdf.vocab import GRAF, RDF
from graf.views.evidence import Passage, passages, value_passages
from graf.views.items import Item, item
from graf.views.refs import Ref, body_name, refer, refers
from graf.views.source import Source
from graf.views.text import Fold, folds, lines

ReadText = Callable[[str], str | None]
"""Gives a text rendition by its key, None where there is none."""


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
class Entry:
    """An item with the lines of the document that belong to it."""

    item: Item
    text: tuple[Fold, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting. `facts` holds what the header states (`startTime`, `place` …) with passages, by the property's name.

    `text_key` and `text_lines` are of the document whose text stands beside the items (`beside`), `head` is its
    beginning, before the first item.
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
    found = [one for one in (item(source, part) for part in source.subjects(GRAF.partOfMeeting, node)) if one]
    items = sorted(found, key=lambda one: (one.position, one.ref.key))
    documents = sorted(
        source.subjects(GRAF.documents, node), key=lambda one: GRAF.Minutes not in source.nodes(one, RDF.type)
    )
    renditions = source.subjects(GRAF.renditionOf, documents[0]) if documents else []
    key = renditions[0].value.rpartition("/")[2] if renditions else ""
    text = (read(key) if key else None) or ""
    attendance = tuple(sorted((_present(source, one) for one in source.subjects(GRAF.atMeeting, node)), key=_order))
    head, entries = _beside(items, attendance, key, text)
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


def _beside(
    items: list[Item], attendance: tuple[Present, ...], key: str, text: str
) -> tuple[tuple[Fold, ...], tuple[Entry, ...]]:
    """The text before the first item, and each item with the lines from its heading up to the next one's."""
    starts: list[int | None] = []
    latest = 0
    for one in items:
        found = [where.line for where in one.passages if where.text == key and where.line is not None]
        start = min(found, default=None)
        starts.append(start if start is not None and start >= latest else None)
        latest = starts[-1] or latest
    marks = [(where.start, where.end) for person in attendance for where in person.passages if where.text == key]
    for one in items:
        parts = [where for clause in one.clauses for where in clause.passages]
        parts += [where for move in one.moves for where in move.passages]
        marks += [(where.start, where.end) for where in parts if where.text == key]
    numbered = lines(text, marks) if text else []
    entries = []
    for place, one in enumerate(items):
        start = starts[place]
        end = next((later for later in starts[place + 1 :] if later is not None), len(numbered) + 1)
        entries.append(Entry(one, folds(numbered[start - 1 : end - 1]) if start is not None else ()))
    begin = next((start for start in starts if start is not None), len(numbered) + 1)
    return folds(numbered[: begin - 1], first=8), tuple(entries)

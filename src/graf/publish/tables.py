"""The tables that a release is given as: a row for each thing of a class, and how each column is found; see `csvw`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode

from graf.rdf.vocab import DCTERMS, FOAF, GRAF, ORG, PROV, RDF, SKOS
from graf.views.evidence import passages
from graf.views.refs import body_name, refer
from graf.views.source import Source, Term

Value = Callable[[Source, NamedNode], list[Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, Swedish and English titles, how a thing's values are found, their datatype, the property.

    `several` columns hold values separated by `|`; `refers` is the table whose first column the values stand in;
    values that are IRIs have the datatype `anyURI`.
    """

    name: str
    sv: str
    en: str
    value: Value
    datatype: str = "string"
    about: NamedNode | None = None
    several: bool = False
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a row for each thing of the classes, whose IRI is in the first column."""

    name: str
    sv: str
    en: str
    classes: tuple[NamedNode, ...]
    columns: tuple[Column, ...]


def _own(source: Source, node: NamedNode) -> list[Any]:
    return [node]


def _key(source: Source, node: NamedNode) -> list[Any]:
    found = source.key(node)
    return [found[1]] if found else []


def _of(*path: NamedNode) -> Value:
    """What a path of properties leads to."""

    def values(source: Source, node: NamedNode) -> list[Any]:
        nodes: list[Term] = [node]
        for predicate in path:
            nodes = [value for one in nodes if isinstance(one, NamedNode) for value in source.all(one, predicate)]
        return list(dict.fromkeys(nodes))

    return values


def _first_of(*several: Value) -> Value:
    """The values of the first that has any."""
    return lambda source, node: next((found for one in several if (found := one(source, node))), [])


def _into(predicate: NamedNode) -> Value:
    """What leads to the thing by a property."""
    return lambda source, node: list(source.subjects(predicate, node))


def _named(value: Value) -> Value:
    """What other things are called."""
    return lambda source, node: [_name(source, one) for one in value(source, node)]


def _name(source: Source, term: Term) -> str:
    found = source.key(term)
    if isinstance(term, NamedNode) and found is not None and found[0] == "body":
        return body_name(source, term)
    return refer(source, term).label


def _concept(value: Value) -> Value:
    """The short names of concepts: `present`, `refer`."""
    return lambda source, node: [one.value.rpartition("/")[2] for one in value(source, node)]


def _passage(name: str) -> Value:
    def found(source: Source, node: NamedNode) -> list[Any]:
        where = next(iter(passages(source, node)), None)
        value = getattr(where, name, None)
        return [] if value is None else [value]

    return found


def _state(source: Source, node: NamedNode) -> list[Any]:
    """Whether a referral is answered, received, only proposed or open."""
    if source.one(node, GRAF.answeredBy):
        return ["answered"]
    clause = source.one(node, PROV.wasGeneratedBy)
    if clause is not None and GRAF.Proposal in source.nodes(clause, RDF.type):
        return ["proposed"]
    return ["received" if source.one(node, GRAF.receivedIn) else "open"]


def _kind(source: Source, node: NamedNode) -> list[Any]:
    return ["decision" if GRAF.Decision in source.nodes(node, RDF.type) else "proposal"]


_ITEM: Final = _first_of(_of(PROV.wasGeneratedBy), _of(GRAF.proposedIn))
_MOVED_AT: Final = _first_of(
    _of(GRAF.mentionedIn), _of(PROV.wasGeneratedBy, PROV.wasGeneratedBy), _of(PROV.wasGeneratedBy, GRAF.proposedIn)
)


def _at_meeting(item: Value) -> Value:
    return lambda source, node: [
        meeting for one in item(source, node) for meeting in source.nodes(one, GRAF.partOfMeeting)
    ]


_EVIDENCE: Final = (
    Column("quote", "citat", "exact quote", _passage("quote")),
    Column("text", "textens nyckel", "key of the text", _passage("text")),
    Column("line", "rad", "line", _passage("line"), "integer"),
    Column("confidence", "säkerhet", "confidence", _passage("confidence"), "decimal"),
)
_URI: Final = "anyURI"
TABLES: Final = (
    Table(
        "meetings",
        "Möten",
        "Meetings",
        (GRAF.Meeting,),
        (
            Column("meeting", "möte", "meeting", _own, _URI),
            Column("key", "nyckel", "key", _key),
            Column("body", "organ", "body", _of(GRAF.heldBy), _URI, GRAF.heldBy),
            Column("body_name", "organets namn", "name of the body", _named(_of(GRAF.heldBy))),
            Column("not_before", "tidigast", "not before", _of(GRAF.notBefore), "date", GRAF.notBefore),
            Column("not_after", "senast", "not after", _of(GRAF.notAfter), "date", GRAF.notAfter),
            Column("start", "början", "start", _of(GRAF.startTime), "string"),
            Column("end", "slut", "end", _of(GRAF.endTime), "string"),
            Column("place", "plats", "place", _of(GRAF.place), "string", GRAF.place),
            Column("mode", "form", "mode", _concept(_of(GRAF.mode))),
            Column("status", "status", "status", _concept(_of(GRAF.status)), several=True),
            Column("documents", "dokument", "documents", _into(GRAF.documents), _URI, several=True),
            Column("previous", "föregående möte", "previous meeting", _of(GRAF.previousMeeting), _URI,
                   GRAF.previousMeeting, refers="meetings"),
        ),
    ),
    Table(
        "items",
        "Ärenden",
        "Items",
        (GRAF.AgendaItem,),
        (
            Column("item", "ärende", "item", _own, _URI),
            Column("meeting", "möte", "meeting", _of(GRAF.partOfMeeting), _URI, GRAF.partOfMeeting, refers="meetings"),
            Column("number", "nummer", "number", _of(GRAF.number), "string", GRAF.number),
            Column("title", "rubrik", "title", _of(DCTERMS.title), "string", DCTERMS.title),
            Column("position", "plats i ordningen", "position", _of(GRAF.position), "integer", GRAF.position),
            Column("kinds", "slag", "kinds", _concept(_of(GRAF.kind)), several=True),
            Column("case_numbers", "diarienummer", "case numbers", _of(GRAF.caseNumber), about=GRAF.caseNumber,
                   several=True),
            Column("parent", "överordnat ärende", "parent item", _of(GRAF.parentItem), _URI, GRAF.parentItem,
                   refers="items"),
            Column("presenters", "föredragande", "presenters", _of(GRAF.presentedBy), _URI, several=True),
            Column("presenter_names", "föredragandes namn", "names of the presenters", _named(_of(GRAF.presentedBy)),
                   several=True),
            Column("matters", "sakfrågor", "matters", _of(GRAF.concerns), _URI, several=True),
            *_EVIDENCE,
        ),
    ),
    Table(
        "decisions",
        "Beslut och förslag",
        "Decisions and proposals",
        (GRAF.Decision, GRAF.Proposal),
        (
            Column("decision", "beslut", "decision", _own, _URI),
            Column("kind", "slag", "decision or proposal", _kind),
            Column("item", "ärende", "item", _ITEM, _URI, refers="items"),
            Column("meeting", "möte", "meeting", _at_meeting(_ITEM), _URI, refers="meetings"),
            Column("body", "organ", "body", _first_of(_of(GRAF.decidedBy), _of(GRAF.proposedTo)), _URI),
            Column("wording", "lydelse", "wording", _of(GRAF.text), "string", GRAF.text),
            Column("acts", "handlingar", "acts", _concept(_of(GRAF.act)), several=True),
            Column("condition", "villkor", "condition", _of(GRAF.condition, GRAF.text)),
            *_EVIDENCE,
        ),
    ),
    Table(
        "attendance",
        "Närvaro",
        "Attendance",
        (GRAF.Attendance,),
        (
            Column("attendance", "närvaro", "attendance", _own, _URI),
            Column("meeting", "möte", "meeting", _of(GRAF.atMeeting), _URI, GRAF.atMeeting, refers="meetings"),
            Column("person", "person", "person", _of(GRAF.person), _URI, GRAF.person),
            Column("name", "namn", "name", _of(GRAF.person, FOAF.name)),
            Column("name_as_written", "namn som det står", "name as written", _of(GRAF.nameAsWritten), "string",
                   GRAF.nameAsWritten),
            Column("status", "status", "status", _concept(_of(GRAF.status))),
            Column("roles", "roller", "roles", _of(GRAF.inRole, SKOS.prefLabel), several=True),
            Column("representing", "företräder", "representing", _of(GRAF.representing), _URI, several=True),
            Column("substitutes_for", "ersätter", "substitutes for", _of(GRAF.substitutesFor), _URI, several=True),
            *_EVIDENCE,
        ),
    ),
    Table(
        "roles",
        "Roller",
        "Roles",
        (ORG.Membership,),
        (
            Column("membership", "uppdrag", "membership", _own, _URI),
            Column("member", "innehavare", "member", _of(ORG.member), _URI, ORG.member),
            Column("member_name", "innehavarens namn", "name of the member", _named(_of(ORG.member))),
            Column("role", "roll", "role", _of(ORG.role, SKOS.prefLabel)),
            Column("body", "organ", "body", _of(ORG.organization), _URI, ORG.organization),
            Column("body_name", "organets namn", "name of the body", _named(_of(ORG.organization))),
            Column("event", "vad som sägs", "what is said of it", _concept(_of(GRAF.event))),
            Column("tenure", "ställning", "tenure", _concept(_of(GRAF.tenure))),
            Column("not_before", "tidigast", "not before", _of(ORG.memberDuring, GRAF.notBefore), "date"),
            Column("not_after", "senast", "not after", _of(ORG.memberDuring, GRAF.notAfter), "date"),
            Column("held_on", "innehas vid", "held at the meetings", _of(GRAF.heldOn), _URI, several=True),
            *_EVIDENCE,
        ),
    ),
    Table(
        "referrals",
        "Hänskjutanden",
        "Referrals",
        (GRAF.Referral,),
        (
            Column("referral", "hänskjutande", "referral", _own, _URI),
            Column("kind", "slag", "kind", _concept(_of(GRAF.kind))),
            Column("from", "från", "from", _of(GRAF.fromBody), _URI, GRAF.fromBody),
            Column("from_name", "från organets namn", "name of the sender", _named(_of(GRAF.fromBody))),
            Column("to", "till", "to", _of(GRAF.toBody), _URI, GRAF.toBody),
            Column("to_name", "till organets namn", "name of the receiver", _named(_of(GRAF.toBody))),
            Column("item", "ärende", "item", _MOVED_AT, _URI, refers="items"),
            Column("meeting", "möte", "meeting", _at_meeting(_MOVED_AT), _URI, refers="meetings"),
            Column("matters", "sakfrågor", "matters", _of(GRAF.concerns), _URI, several=True),
            Column("received_in", "mottaget i", "received in", _of(GRAF.receivedIn), _URI, GRAF.receivedIn),
            Column("answered_by", "besvarat av", "answered by", _of(GRAF.answeredBy), _URI, GRAF.answeredBy),
            Column("state", "läge", "state", _state),
            *_EVIDENCE,
        ),
    ),
)  # fmt: skip

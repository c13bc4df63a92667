"""Which property or class of the ontology a corrected field is: what an old reading says in RDF.

The mapping of the facts themselves is in the other modules here; this says only how one field of one is published.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

from graf.corrections.kinds import Value
from graf.rdf.concepts import Scheme, concept
from graf.rdf.literals import masked
from graf.rdf.vocab import DCTERMS, FOAF, GRAF, ORG, RDF, SKOS

CLASSES: Final[Mapping[str, tuple[NamedNode, ...]]] = MappingProxyType(
    {
        "attendance": (GRAF.Attendance,),
        "item": (GRAF.AgendaItem,),
        "decision": (GRAF.Decision, GRAF.Proposal),
        "vote": (GRAF.Vote,),
        "objection": (GRAF.Objection,),
        "move": (GRAF.Referral,),
        "planned_meeting": (GRAF.Meeting,),
        "role_fact": (ORG.Membership,),
        "deadline": (GRAF.Deadline,),
        "relation": (GRAF.BodyRelation,),
    }
)
"""The classes of a fact's node, for the kinds that have one; the others are values of a meeting or an item."""

_VALUES: Final = {
    "meeting": "body heldBy, date notBefore, date_earliest notBefore, date_latest notAfter, time_start startTime, "
    "time_end endTime, place place, mode mode, recorded recordedOn, previous_minutes previousMeeting",
    "attendance": "name person, status status, organisation representing, role inRole, substitutes_for substitutesFor, "
    "during during",
    "item": "number number, parent parentItem, kinds kind, attachments attachment, withdrawn withdrawn, "
    "case_number caseNumber",
    "presenter": "name presentedBy, role presentedByPost, organisation presentedBy",
    "decision": "status status, by decidedBy, text text, acts act, assigned_to assignee, referred_to toBody, "
    "appointed appoints, condition condition, condition_branch branch, deadline notAfter",
    "vote": "yes votesFor, no votesAgainst, abstained votesAbstained",
    "objection": "person person, kind kind",
    "meeting_reference": "body refersToMeeting, date refersToMeeting",
    "move": "from fromBody, to toBody, kind kind",
    "planned_meeting": "body heldBy, date notBefore, time_start startTime, time_end endTime, place place",
    "role_fact": "kind event, from notBefore, to notAfter",
    "deadline": "what text, who obliges, date notAfter, item mentionedIn",
    "relation": "subject fromBody, relation kind, object toBody",
}
_OTHERS: Final[Mapping[tuple[str, str], NamedNode]] = {
    ("meeting", "kind"): RDF.type,
    ("item", "title"): DCTERMS.title,
    ("role_fact", "person"): ORG.member,
    ("role_fact", "role"): ORG.role,
    ("role_fact", "organisation"): ORG.organization,
    ("person", "name"): FOAF.name,
    ("body", "key"): SKOS.notation,
    ("body", "name"): SKOS.prefLabel,
    ("body", "type"): ORG.classification,
    ("matter", "title"): DCTERMS.title,
}
_SCHEMES: Final[Mapping[tuple[str, str], Scheme]] = {
    ("meeting", "mode"): "meeting-modes",
    ("attendance", "status"): "attendance-statuses",
    ("item", "kinds"): "item-kinds",
    ("decision", "status"): "decision-statuses",
    ("decision", "acts"): "acts",
    ("decision", "condition_branch"): "branches",
    ("objection", "kind"): "objection-kinds",
    ("move", "kind"): "referral-kinds",
    ("role_fact", "kind"): "role-events",
    ("relation", "relation"): "relation-kinds",
    ("body", "type"): "body-types",
}


def _properties() -> dict[tuple[str, str], NamedNode]:
    found = dict(_OTHERS)
    for kind, said in _VALUES.items():
        for pair in said.split(", "):
            field, name = pair.split()
            found[kind, field] = NamedNode(GRAF.BASE + name)
    return found


PROPERTIES: Final[Mapping[tuple[str, str], NamedNode]] = MappingProxyType(_properties())
"""The property of each field of each kind."""


def values(kind: str, field: str, value: Value) -> list[NamedNode | Literal]:
    """A field's value as it is published of what is no longer asserted: concepts, else the text as it was read."""
    scheme = _SCHEMES.get((kind, field))
    several = value if isinstance(value, tuple) else (value,)
    if scheme is not None:
        return [concept(scheme, str(one)) for one in several]
    return [Literal(masked(str(one).lower() if isinstance(one, bool) else str(one))) for one in several]

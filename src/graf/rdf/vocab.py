"""The terms graf writes, one class a vocabulary: `GRAF.Meeting`, `ORG.member`.

Every term is written out, so a misspelt one is a type error. `tests/rdf/test_ontology.py` holds that `GRAF` names
exactly the terms that `ontology/graf.ttl` defines. Our SKOS concepts are in `graf.rdf.concepts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode


def _in(base: str) -> Callable[[str], NamedNode]:
    return lambda name: NamedNode(base + name)


class GRAF:
    """graf's own classes and properties; `ontology/graf.ttl` says what each means."""

    BASE: Final = "https://w3id.org/graf/ns/"
    _term = _in(BASE)

    # classes
    Minutes: Final = _term("Minutes")
    Agenda: Final = _term("Agenda")
    Attachment: Final = _term("Attachment")
    TextRendition: Final = _term("TextRendition")
    Meeting: Final = _term("Meeting")
    Attendance: Final = _term("Attendance")
    AgendaItem: Final = _term("AgendaItem")
    Matter: Final = _term("Matter")
    Proposal: Final = _term("Proposal")
    Decision: Final = _term("Decision")
    Condition: Final = _term("Condition")
    Assignment: Final = _term("Assignment")
    Referral: Final = _term("Referral")
    Deadline: Final = _term("Deadline")
    Vote: Final = _term("Vote")
    Objection: Final = _term("Objection")
    BodyRelation: Final = _term("BodyRelation")
    Reading: Final = _term("Reading")
    Correction: Final = _term("Correction")
    FormerFact: Final = _term("FormerFact")
    Contradiction: Final = _term("Contradiction")
    # documents
    documents: Final = _term("documents")
    checksum: Final = _term("checksum")
    renditionOf: Final = _term("renditionOf")
    # meetings and dates
    heldBy: Final = _term("heldBy")
    notBefore: Final = _term("notBefore")
    notAfter: Final = _term("notAfter")
    dateSource: Final = _term("dateSource")
    dateReason: Final = _term("dateReason")
    startTime: Final = _term("startTime")
    endTime: Final = _term("endTime")
    place: Final = _term("place")
    mode: Final = _term("mode")
    previousMeeting: Final = _term("previousMeeting")
    status: Final = _term("status")
    recordedOn: Final = _term("recordedOn")
    # attendance and posts
    atMeeting: Final = _term("atMeeting")
    person: Final = _term("person")
    nameAsWritten: Final = _term("nameAsWritten")
    during: Final = _term("during")
    representing: Final = _term("representing")
    inRole: Final = _term("inRole")
    roleTitle: Final = _term("roleTitle")
    substitutesFor: Final = _term("substitutesFor")
    event: Final = _term("event")
    heldOn: Final = _term("heldOn")
    tenure: Final = _term("tenure")
    nameVariant: Final = _term("nameVariant")
    unsettled: Final = _term("unsettled")
    # items and matters
    partOfMeeting: Final = _term("partOfMeeting")
    number: Final = _term("number")
    parentItem: Final = _term("parentItem")
    kind: Final = _term("kind")
    position: Final = _term("position")
    presentedBy: Final = _term("presentedBy")
    presentedByPost: Final = _term("presentedByPost")
    attachment: Final = _term("attachment")
    withdrawn: Final = _term("withdrawn")
    caseNumber: Final = _term("caseNumber")
    onItem: Final = _term("onItem")
    objector: Final = _term("objector")
    votesFor: Final = _term("votesFor")
    votesAgainst: Final = _term("votesAgainst")
    votesAbstained: Final = _term("votesAbstained")
    refersToMeeting: Final = _term("refersToMeeting")
    concerns: Final = _term("concerns")
    threadReason: Final = _term("threadReason")
    # proposals, decisions, assignments
    decidedBy: Final = _term("decidedBy")
    proposedIn: Final = _term("proposedIn")
    proposedTo: Final = _term("proposedTo")
    act: Final = _term("act")
    text: Final = _term("text")
    condition: Final = _term("condition")
    branch: Final = _term("branch")
    otherwiseOf: Final = _term("otherwiseOf")
    appoints: Final = _term("appoints")
    assignedBy: Final = _term("assignedBy")
    assignee: Final = _term("assignee")
    closedBy: Final = _term("closedBy")
    # referrals, deadlines, relations of bodies
    mentionedIn: Final = _term("mentionedIn")
    fromBody: Final = _term("fromBody")
    toBody: Final = _term("toBody")
    quote: Final = _term("quote")
    receivedIn: Final = _term("receivedIn")
    answeredBy: Final = _term("answeredBy")
    obliges: Final = _term("obliges")
    obligesText: Final = _term("obligesText")
    statedAt: Final = _term("statedAt")
    statedIn: Final = _term("statedIn")
    # readings, corrections, contradictions
    rule: Final = _term("rule")
    action: Final = _term("action")
    why: Final = _term("why")
    corrects: Final = _term("corrects")
    conflicting: Final = _term("conflicting")
    line: Final = _term("line")
    page: Final = _term("page")


class RDF:
    """RDF 1.1; `RDF.Statement` carries a plain value that a reading is about."""

    BASE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    _term = _in(BASE)

    type: Final = _term("type")
    Statement: Final = _term("Statement")
    subject: Final = _term("subject")
    predicate: Final = _term("predicate")
    object: Final = _term("object")


class RDFS:
    """RDF Schema 1.1."""

    BASE: Final = "http://www.w3.org/2000/01/rdf-schema#"
    _term = _in(BASE)

    label: Final = _term("label")
    comment: Final = _term("comment")
    isDefinedBy: Final = _term("isDefinedBy")
    subClassOf: Final = _term("subClassOf")


class OWL:
    """OWL 2, where identity is stated."""

    BASE: Final = "http://www.w3.org/2002/07/owl#"
    _term = _in(BASE)

    sameAs: Final = _term("sameAs")


class XSD:
    """XML Schema datatypes."""

    BASE: Final = "http://www.w3.org/2001/XMLSchema#"
    _term = _in(BASE)

    boolean: Final = _term("boolean")
    integer: Final = _term("integer")
    decimal: Final = _term("decimal")
    date: Final = _term("date")
    time: Final = _term("time")
    dateTime: Final = _term("dateTime")


class SKOS:
    """SKOS: names of bodies, roles and concepts."""

    BASE: Final = "http://www.w3.org/2004/02/skos/core#"
    _term = _in(BASE)

    Concept: Final = _term("Concept")
    ConceptScheme: Final = _term("ConceptScheme")
    prefLabel: Final = _term("prefLabel")
    altLabel: Final = _term("altLabel")
    notation: Final = _term("notation")
    definition: Final = _term("definition")
    example: Final = _term("example")
    inScheme: Final = _term("inScheme")
    topConceptOf: Final = _term("topConceptOf")


class DCTERMS:
    """Dublin Core terms."""

    BASE: Final = "http://purl.org/dc/terms/"
    _term = _in(BASE)

    title: Final = _term("title")
    description: Final = _term("description")
    source: Final = _term("source")
    identifier: Final = _term("identifier")
    created: Final = _term("created")
    modified: Final = _term("modified")
    issued: Final = _term("issued")
    language: Final = _term("language")
    license: Final = _term("license")
    publisher: Final = _term("publisher")
    isPartOf: Final = _term("isPartOf")
    hasFormat: Final = _term("hasFormat")
    isReplacedBy: Final = _term("isReplacedBy")


class FOAF:
    """FOAF: people and documents."""

    BASE: Final = "http://xmlns.com/foaf/0.1/"
    _term = _in(BASE)

    Person: Final = _term("Person")
    Document: Final = _term("Document")
    name: Final = _term("name")


class ORG:
    """The W3C organization ontology: bodies, posts, memberships."""

    BASE: Final = "http://www.w3.org/ns/org#"
    _term = _in(BASE)

    Organization: Final = _term("Organization")
    Post: Final = _term("Post")
    Role: Final = _term("Role")
    Membership: Final = _term("Membership")
    classification: Final = _term("classification")
    subOrganizationOf: Final = _term("subOrganizationOf")
    member: Final = _term("member")
    organization: Final = _term("organization")
    role: Final = _term("role")
    memberDuring: Final = _term("memberDuring")
    postIn: Final = _term("postIn")
    reportsTo: Final = _term("reportsTo")
    linkedTo: Final = _term("linkedTo")


class PROV:
    """W3C PROV-O: what came of what."""

    BASE: Final = "http://www.w3.org/ns/prov#"
    _term = _in(BASE)

    Activity: Final = _term("Activity")
    Agent: Final = _term("Agent")
    wasGeneratedBy: Final = _term("wasGeneratedBy")
    wasDerivedFrom: Final = _term("wasDerivedFrom")
    wasRevisionOf: Final = _term("wasRevisionOf")
    used: Final = _term("used")
    generated: Final = _term("generated")
    wasAssociatedWith: Final = _term("wasAssociatedWith")
    wasAttributedTo: Final = _term("wasAttributedTo")


class OA:
    """The W3C Web Annotation vocabulary: readings and the passages they rest on."""

    BASE: Final = "http://www.w3.org/ns/oa#"
    _term = _in(BASE)

    hasBody: Final = _term("hasBody")
    hasTarget: Final = _term("hasTarget")
    SpecificResource: Final = _term("SpecificResource")
    hasSource: Final = _term("hasSource")
    hasSelector: Final = _term("hasSelector")
    TextPositionSelector: Final = _term("TextPositionSelector")
    TextQuoteSelector: Final = _term("TextQuoteSelector")
    start: Final = _term("start")
    end: Final = _term("end")
    exact: Final = _term("exact")


class TIME:
    """OWL-Time: the interval of a membership."""

    BASE: Final = "http://www.w3.org/2006/time#"
    _term = _in(BASE)

    Interval: Final = _term("Interval")


class SCHEMA:
    """schema.org; its terms are named with http, as its own JSON-LD context does."""

    BASE: Final = "http://schema.org/"
    _term = _in(BASE)

    attendee: Final = _term("attendee")


class NIF:
    """NIF 2.1 core: how sure a reading is, between 0 and 1."""

    BASE: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    _term = _in(BASE)

    confidence: Final = _term("confidence")


PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "graf": GRAF.BASE,
        "c": "https://w3id.org/graf/concept/",
        "rdf": RDF.BASE,
        "rdfs": RDFS.BASE,
        "owl": OWL.BASE,
        "xsd": XSD.BASE,
        "skos": SKOS.BASE,
        "dcterms": DCTERMS.BASE,
        "foaf": FOAF.BASE,
        "org": ORG.BASE,
        "prov": PROV.BASE,
        "oa": OA.BASE,
        "time": TIME.BASE,
        "schema": SCHEMA.BASE,
        "nif": NIF.BASE,
    }
)
"""The prefixes that serialisations and queries use."""

"""The shapes: one of everything is valid, and each shape is seen to catch a fault planted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, SH

from graf import resources
from graf.rdf.shapes import SHAPES, Violation, validate
from graf.rdf.vocab import DCTERMS, FOAF, GRAF, NIF, OA, ORG, PREFIXES, PROV, RDFS, XSD

ID = "https://example.org/norrdal/id/"
EXAMPLE = Path(__file__).resolve().parents[3] / "shared" / "example.trig"
TYPE = ox.NamedNode(str(RDF.type))
RDF_SUBJECT = ox.NamedNode(str(RDF.subject))


def node(key: str) -> ox.NamedNode:
    return ox.NamedNode(ID + key)


def concept(key: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["c"] + key)


def date(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=XSD.date)


def read(path: Path) -> list[ox.Triple]:
    quads = ox.parse(path=str(path), format=ox.RdfFormat.TRIG)
    return [quad.triple for quad in quads]


MINIMAL = read(Path(__file__).with_name("minimal.trig"))
GRAPH = rdflib.Graph().parse(resources.ontology() / "shapes.ttl", format="turtle")
NODE_SHAPES = sorted(str(shape) for shape in GRAPH.subjects(RDF.type, SH.NodeShape))


def test_one_of_everything_is_valid() -> None:
    """A document's graph as the design describes it has no violations, so a violation always means a fault."""
    assert validate(MINIMAL, warnings=True) == []


def test_every_node_shape_is_met_by_the_minimal_graph() -> None:
    """The valid graph has a node for every shape: no shape passes because it has nothing to look at."""
    data = rdflib.Graph().parse(data="".join(f"{triple} .\n" for triple in MINIMAL), format="nt")
    for shape in NODE_SHAPES:
        name = rdflib.URIRef(shape)
        classes, subjects = GRAPH.objects(name, SH.targetClass), GRAPH.objects(name, SH.targetSubjectsOf)
        found = [
            *(set(data.subjects(RDF.type, one)) for one in classes),
            *(set(data.subjects(one)) for one in subjects),
        ]
        assert any(found), shape


# --- faults planted by hand: what each shape is for ------------------------------------------------------------------


class Fault(NamedTuple):
    """A change of the minimal graph: triples whose subject and predicate match go, `add` comes; and where it shows."""

    shape: str
    path: str | None
    subject: str
    predicate: ox.NamedNode
    add: tuple[ox.NamedNode | ox.Literal | ox.BlankNode, ...] = ()
    focus: str | None = None


FAULTS = {
    "a checksum cut short": Fault("Document", "graf:checksum", "document/d1", GRAF.checksum, (ox.Literal("4b1d"),)),
    "a document without its text": Fault(
        "Document", "^graf:renditionOf", "text/t1", GRAF.renditionOf, (node("other"),), "document/d1"
    ),
    "a text of no document": Fault("TextRendition", "graf:renditionOf", "text/t1", GRAF.renditionOf),
    "a meeting of two bodies": Fault("Meeting", "graf:heldBy", "meeting/m1", GRAF.heldBy, (node("x"), node("y"))),
    "bounds the wrong way round": Fault(
        "Meeting", "graf:notBefore", "meeting/m1", GRAF.notBefore, (date("2024-03-06"),)
    ),
    "a day that is in no calendar": Fault(
        "Meeting", "graf:recordedOn", "meeting/m1", GRAF.recordedOn, (date("2024-02-30"),)
    ),
    "a correction without why": Fault("Correction", "graf:why", "correction/c1", GRAF.why),
    "a removed fact that nobody can read": Fault("FormerFact", "rdfs:label", "former-fact/c1", RDFS.label),
    "a contradiction with one source": Fault(
        "Contradiction", "prov:wasDerivedFrom", "contradiction/x1", PROV.wasDerivedFrom, (node("reading/11"),)
    ),
    "an inferred date without why": Fault("InferredDate", None, "meeting/m1", GRAF.dateReason),
    "attendance with an act for status": Fault(
        "Attendance", "graf:status", "attendance/a1", GRAF.status, (concept("approve"),)
    ),
    "somebody who is their own substitute": Fault(
        "Attendance", "graf:substitutesFor", "attendance/a1", GRAF.substitutesFor, (node("person/p1"),)
    ),
    "an item under a meeting stated nowhere": Fault(
        "AgendaItem", "graf:partOfMeeting", "item/i2", GRAF.partOfMeeting, (node("meeting/m9"),)
    ),
    "a title without language": Fault("AgendaItem", "dcterms:title", "item/i2", DCTERMS.title, (ox.Literal("Jour"),)),
    "a taken proposal": Fault("Proposal", "graf:status", "proposal/f1", GRAF.status, (concept("taken"),)),
    "an act that is no act": Fault("Decision", "graf:act", "decision/b1", GRAF.act, (concept("open"),)),
    "a decision under no item": Fault("Decision", "prov:wasGeneratedBy", "decision/b1", PROV.wasGeneratedBy),
    "a condition of nothing": Fault("Condition", "^graf:condition", "decision/b1", GRAF.condition, (), "condition/v1"),
    "an assignment by nobody": Fault("Assignment", "graf:assignedBy", "assignment/u1", GRAF.assignedBy),
    "a referral to nowhere": Fault("Referral", "graf:toBody", "referral/r1", GRAF.toBody),
    "a referral from nothing": Fault(
        "Referral", "graf:mentionedIn|prov:wasGeneratedBy|prov:wasDerivedFrom", "referral/r1", GRAF.mentionedIn
    ),
    "a deadline without a day": Fault("Deadline", "graf:notAfter", "deadline/t1", GRAF.notAfter),
    "a vote without a count": Fault("Vote", "graf:votesAgainst", "vote/o1", GRAF.votesAgainst),
    "an objection of nobody": Fault("Objection", "graf:objector", "objection/o1", GRAF.objector),
    "a body that reports to itself": Fault(
        "BodyRelation", "graf:fromBody", "body-relation/l1", GRAF.fromBody, (node("body/styr"),)
    ),
    "a membership of nobody": Fault("Membership", "org:member", "membership/k1", ORG.member),
    "an interval that ends first": Fault(
        "Interval", "graf:notBefore", "interval/k1", GRAF.notBefore, (date("2025-01-01"),)
    ),
    "a body of an unknown kind": Fault(
        "Organization", "org:classification", "body/ag", ORG.classification, (concept("refer"),)
    ),
    "a role without a name": Fault(
        "Role", "skos:prefLabel", "role/ordforande", ox.NamedNode(PREFIXES["skos"] + "prefLabel")
    ),
    "a person of two names": Fault(
        "Person", "foaf:name", "person/p1", FOAF.name, (ox.Literal("Eva L"), ox.Literal("Eva M"))
    ),
    "a reading surer than sure": Fault(
        "Reading", "nif:confidence", "reading/1", NIF.confidence, (ox.Literal("1.01", datatype=XSD.decimal),)
    ),
    "a reading of a passage stated nowhere": Fault(
        "Reading", "oa:hasTarget", "reading/1", OA.hasTarget, (node("gone"),)
    ),
    "a value read of nothing": Fault("Statement", "rdf:subject", "reading/value", RDF_SUBJECT, (ox.Literal("m1"),)),
    "a passage on line 0": Fault("Evidence", "graf:line", "evidence/10-30", GRAF.line, (ox.Literal(0),)),
    "a passage that ends where it starts": Fault("Selector", "oa:start", "selector/10-30", OA.start, (ox.Literal(30),)),
    "an empty quote": Fault("Selector", "oa:exact", "selector/10-30", OA.exact, (ox.Literal(""),)),
}


def plant(fault: Fault) -> list[ox.Triple]:
    subject = node(fault.subject)
    kept = [t for t in MINIMAL if (t.subject, t.predicate) != (subject, fault.predicate)]
    assert len(kept) < len(MINIMAL), "the fault changes nothing"
    return kept + [ox.Triple(subject, fault.predicate, value) for value in fault.add]


@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault_is_found(name: str) -> None:
    """A fault of a kind that has a name in people's heads is reported at its node, its property and its shape."""
    fault = FAULTS[name]
    focus = ID + (fault.focus or fault.subject)
    found = validate(plant(fault), warnings=True)
    assert (focus, fault.path, SHAPES + fault.shape) in {(v.focus, v.path, v.shape) for v in found}


def test_a_blank_node_is_found() -> None:
    """Nothing stated is a blank node, which would break a release's digest."""
    blank = ox.BlankNode("b1")
    found = validate([*MINIMAL, ox.Triple(blank, TYPE, GRAF.Matter)])
    assert [(v.focus, v.shape) for v in found] == [("b1", f"{SHAPES}Named")]


@pytest.mark.parametrize(
    "key",
    [
        "attendance/a1", "item/i2", "proposal/f1", "decision/b1", "condition/v1", "assignment/u1", "referral/r1",
        "deadline/t1", "vote/o1", "objection/o1", "body-relation/l1", "membership/k1", "reading/value",
    ],
)  # fmt: skip
def test_a_fact_without_a_reading_is_found(key: str) -> None:
    """Every stated fact has evidence: without its reading, each kind of fact is reported."""
    kept = [t for t in MINIMAL if (t.predicate, t.object) != (OA.hasBody, node(key))]
    assert (ID + key, "^oa:hasBody") in {(v.focus, v.path) for v in validate(kept)}


def test_a_reading_about_an_inferred_date_is_reason_enough() -> None:
    """An inferred date need not repeat in words what a reading about the meeting shows."""
    kept = plant(FAULTS["an inferred date without why"])
    about = [t for t in kept if (t.subject, t.predicate) != (node("reading/value"), RDF_SUBJECT)]
    assert validate([*about, ox.Triple(node("reading/value"), RDF_SUBJECT, node("meeting/m1"))]) == []


def test_a_date_that_is_none_is_found_where_dates_are_compared() -> None:
    """A misread date is reported as written; comparing it with a good one does not stop the validation."""
    bad = ox.Literal("2024-13-45", datatype=XSD.date)
    found = validate(plant(Fault("Meeting", "graf:notAfter", "meeting/m1", GRAF.notAfter, (bad,))))
    assert ("graf:notAfter", str(bad)) in {(v.path, v.value) for v in found}


def test_every_node_shape_has_a_planted_fault() -> None:
    """A shape added to shapes.ttl without a planted fault fails here."""
    assert {fault.shape for fault in FAULTS.values()} | {"Named"} == {
        shape.removeprefix(SHAPES) for shape in NODE_SHAPES
    }


# --- what a violation says -------------------------------------------------------------------------------------------


def test_a_violation_says_where_what_and_why() -> None:
    """A reader gets the node, the property with a prefix, the value, the shape's IRI and a sentence in English."""
    assert validate(plant(FAULTS["bounds the wrong way round"])) == [
        Violation(
            focus=f"{ID}meeting/m1",
            path="graf:notBefore",
            value='"2024-03-06"^^<http://www.w3.org/2001/XMLSchema#date>',
            shape=f"{SHAPES}Meeting",
            message="A meeting has at most one first possible day, an xsd:date, not after the last.",
        )
    ]


@pytest.mark.parametrize("name", ["somebody who is their own substitute", "an interval that ends first"])
def test_what_a_document_may_say_is_only_a_warning(name: str) -> None:
    """A document can be odd, or misread: that is reported where asked for, and never stops a build."""
    assert validate(plant(FAULTS[name])) == []
    assert [found.severity for found in validate(plant(FAULTS[name]), warnings=True)] == ["warning"]


def test_graph_names_do_not_matter() -> None:
    """Quads and triples of the same facts give the same answer: a document's two graphs are checked as one."""
    triples = plant(FAULTS["a taken proposal"])
    graphs = (ox.NamedNode("https://example.org/g1"), ox.NamedNode("https://example.org/g2"))
    quads = [ox.Quad(t.subject, t.predicate, t.object, graphs[n % 2]) for n, t in enumerate(triples)]
    assert validate(quads) == validate(triples) != []


def test_every_message_is_in_both_languages() -> None:
    """Each shape that can be violated says so in English and Swedish."""
    for part in {
        *GRAPH.objects(None, SH.property),
        rdflib.URIRef(f"{SHAPES}Named"),
        rdflib.URIRef(f"{SHAPES}InferredDate"),
    }:
        languages = [m.language for m in GRAPH.objects(part, SH.message) if isinstance(m, rdflib.Literal)]
        assert sorted(str(language) for language in languages) == ["en", "sv"]


def test_no_shape_refers_to_another() -> None:
    """pySHACL stops at a reference to a shape that does not exist; there are none at all."""
    for name in ("node", "property", "qualifiedValueShape", "not", "and", "xone"):
        assert not [shape for shape in GRAPH.objects(None, SH[name]) if isinstance(shape, rdflib.URIRef)]


# --- the design's worked example -------------------------------------------------------------------------------------

CUT_DOWN = {
    "2788564e006b8e33": {"Document", "Meeting graf:status", "InferredDate"},
    "e5f0f6dc805dbc91": {
        "Document", "Meeting graf:status", "AgendaItem ^oa:hasBody", "Condition ^oa:hasBody", "Proposal graf:status",
        "Statement rdf:object",
    },
    "61cb70b89e7d6c6e": {
        "Meeting graf:status", "AgendaItem ^oa:hasBody", "Assignment graf:assignedBy", "Assignment graf:status",
        "Assignment graf:text", "Decision graf:text", "Statement rdf:object",
    },
}  # fmt: skip


@pytest.mark.parametrize("key", CUT_DOWN)
def test_the_worked_example_lacks_only_what_was_cut_from_it(key: str) -> None:
    """The example of the design is cut down; beyond what was cut, it holds: nothing in it is of the wrong form."""
    if not EXAMPLE.is_file():
        pytest.skip("the worked example is not here (it is not part of the project)")
    quads = list(ox.parse(path=str(EXAMPLE), format=ox.RdfFormat.TRIG))
    found = validate(q for q in quads if isinstance(q.graph_name, ox.NamedNode) and q.graph_name.value.endswith(key))
    names = {(v.shape.removeprefix(SHAPES), v.path) for v in found}
    assert {shape for shape, path in names if shape in CUT_DOWN[key] or f"{shape} {path}" in CUT_DOWN[key]} == {
        shape for shape, _ in names
    }
    assert all(shape in CUT_DOWN[key] or f"{shape} {path}" in CUT_DOWN[key] for shape, path in names)
    assert all(v.value is None for v in found)

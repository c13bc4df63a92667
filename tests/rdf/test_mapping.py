"""One fact of every kind goes into the graph and comes out again by SPARQL, with the passage that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, Store

from graf.model import Attendance, Item, PlannedMeeting
from graf.rdf.shapes import validate

if TYPE_CHECKING:
    from conftest import Sample

Ask = Callable[[Store, str], bool]
Rows = Callable[[Store, str], list[tuple[str, ...]]]
MEETING, ITEM = "meeting:sn-2024-03-05", "item:sn-2024-03-05-4"


@pytest.fixture(scope="module")
def store(sample: Sample) -> Store:
    return sample.store()


def test_a_fact_of_every_kind_is_found_again(store: Store, ask: Ask, facts_pattern: str) -> None:
    """What the model holds can be asked for in the terms that the ontology documents."""
    assert ask(store, facts_pattern)


def test_every_fact_node_has_a_reading_whose_quote_is_the_published_text(
    sample: Sample, store: Store, rows: Rows
) -> None:
    """A page can show the sentence behind each fact: the quote is cut out of the rendition, masked like it."""
    kinds = "AgendaItem Proposal Decision Condition Assignment Referral Deadline Attendance BodyRelation"
    for kind in kinds.split():
        query = f"SELECT ?x WHERE {{ ?x a graf:{kind} FILTER NOT EXISTS {{ ?reading oa:hasBody ?x }} "
        query += "FILTER NOT EXISTS { GRAPH ?g { ?x graf:kind ?k } FILTER(STRENDS(STR(?g), 'register')) } }"
        assert rows(store, query) == [], kind
    texts = {sample.rendition(one.file).checksum[:16]: sample.rendition(one.file).text for one in sample.minutes}
    quotes = rows(
        store,
        "SELECT ?text ?start ?end ?exact ?line WHERE { ?e oa:hasSource ?text ; graf:line ?line ; oa:hasSelector ?s . "
        "?s oa:start ?start ; oa:end ?end ; oa:exact ?exact }",
    )
    assert len(quotes) > 20
    for text, start, end, exact, line in quotes:
        published = texts[text.rsplit("/", 1)[1]]
        assert published[int(start) : int(end)] == exact
        assert published[: int(start)].count("\n") + 1 == int(line)


def test_a_plain_value_has_a_reading_by_statement(store: Store, ask: Ask) -> None:
    """A date rests on its own passage, though a date has no node."""
    assert ask(
        store,
        f"?r a graf:Reading ; oa:hasBody ?s . ?s a rdf:Statement ; rdf:subject {MEETING} ; "
        'rdf:predicate graf:recordedOn ; rdf:object "2024-03-07"^^xsd:date',
    )


def test_an_address_is_withheld_from_every_quote(store: Store, ask: Ask) -> None:
    """An e-mail address in the text leaves no trace in the graph, and its length is kept."""
    assert not [quad for quad in store if "@fjallbo" in str(quad)]
    assert ask(
        store, f'?s oa:exact ?q FILTER(CONTAINS(?q, "Fjällbo kommun, {"█" * len("eva.lindmark@fjallbo.example")}"))'
    )


def test_there_is_no_blank_node(store: Store) -> None:
    """Sorted N-Quads are canonical only without blank nodes."""
    assert not [q for q in store for term in (q.subject, q.object, q.graph_name) if isinstance(term, BlankNode)]


def test_documents_conform_to_the_shapes(sample: Sample) -> None:
    """The mapping writes what the ontology's shapes allow, for every kind of fact."""
    for file, mapped in sample.mapped().items():
        assert validate(mapped.quads) == [], file


def test_each_graph_holds_its_own(sample: Sample) -> None:
    """Stated facts are in the document's graph, readings in its evidence graph, and nothing else is there."""
    for mapped in sample.mapped().values():
        graphs = {quad.graph_name.value for quad in mapped.quads if isinstance(quad.graph_name, NamedNode)}
        assert len(graphs) == 2
        readings = [q for q in mapped.quads if q.object == NamedNode("https://w3id.org/graf/ns/Reading")]
        assert readings
        assert all("/graph/evidence/" in quad.graph_name.value for quad in readings)  # type: ignore[union-attr]


def test_agenda_and_minutes_share_an_item_and_what_does_not_match_stands_alone(
    sample: Sample, store: Store, ask: Ask, rows: Rows
) -> None:
    """A proposal and the decision on it meet in one item; an item that only the agenda has is reported."""
    assert ask(store, f"proposal:sn-2024-03-05-4-1 graf:proposedIn {ITEM}")
    assert rows(store, f"SELECT ?p WHERE {{ {ITEM} graf:position ?p }}") == [("2",)]
    assert [issue.reason for issue in sample.names.issues] == [
        "item 9 “Sommarens bemanning” has no match in b.txt; it stands alone"
    ]


def test_what_cannot_be_settled_is_kept_and_reported(sample: Sample) -> None:
    """A person or a body that the resolution missed is never dropped; a second start time is never asserted."""
    held = sample.minutes[1]
    here = held.attendance[0].evidence
    changed = sample.with_minutes(
        "b.txt",
        attendance=(*held.attendance, Attendance("Bo Ny", "Bo Ny", "present", here, "Okända gruppen")),
        planned_meetings=(*held.planned_meetings, PlannedMeeting("Ledningsrådet", "2024-05-14", here, "14:00")),
    )
    mapped = changed.mapped()["b.txt"]
    reasons = " | ".join(issue.reason for issue in mapped.issues)
    assert "“Bo Ny” is not settled" in reasons
    assert "“Okända gruppen” is not among" in reasons
    assert "said to be both 13:00:00 and 14:00:00" in reasons
    assert validate(mapped.quads) == []


def test_unknown_values_are_reported_not_stated(sample: Sample) -> None:
    """A kind outside the closed list, and a date that is none, become issues; the rest of the fact stands."""
    held = sample.minutes[1]
    odd = replace(held.items[0], kinds=("festival",))
    mapped = sample.with_minutes("b.txt", items=(odd, *held.items[1:]), recorded="2024-13-45").mapped()["b.txt"]
    assert {issue.kind for issue in mapped.issues} == {"unmapped"}
    assert len(mapped.issues) == 2
    assert all(issue.line for issue in mapped.issues)


@pytest.mark.parametrize(
    "shift", [lambda n: n, lambda n: (n[0],), lambda n: (*n, Item("4", None, "Gemensam jour igen", n[1].evidence))]
)
def test_readings_keep_their_names(sample: Sample, shift: Callable[[tuple[Item, ...]], tuple[Item, ...]]) -> None:
    """A reading's IRI follows from its fact and passage, so it stays when more, or less, of the document is read."""

    def readings(one: Sample) -> set[Quad]:
        body = NamedNode("http://www.w3.org/ns/oa#hasBody")
        return {q for q in one.mapped()["b.txt"].quads if q.predicate == body and "item/sn-2024-03-05-3" in str(q)}

    assert readings(sample.with_minutes("b.txt", items=shift(sample.minutes[1].items))) == readings(sample) != set()

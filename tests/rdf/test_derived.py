"""What follows from stated facts, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Store

from graf.issues import UsageError
from graf.model import Item, Minutes, Move, Occurrence
from graf.rdf.vocab import FOAF, GRAF, RDF
from graf.resources import queries
from graf.stages.mapping import _people
from graf.store.derive import constructed, derive
from graf.store.update import Update

if TYPE_CHECKING:
    from conftest import Sample

Ask = Callable[[Store, str], bool]


@pytest.fixture(scope="module")
def store(sample: Sample) -> Store:
    return sample.store()


def test_it_follows(store: Store, ask: Ask, derived_pattern: str) -> None:
    """Each published query in queries/derived/ gives what its comment says."""
    assert ask(store, derived_pattern)


def test_it_does_not_follow(store: Store, ask: Ask, not_derived_pattern: str) -> None:
    """Nothing is derived that the documents leave open."""
    assert not ask(store, not_derived_pattern)


def later(sample: Sample, item: Item, **changes: object) -> Sample:
    """The sample with one more meeting of the body that referred the matter."""
    agenda, held, received = sample.minutes
    text = sample.documents[2]
    more = replace(text, file="d.txt", sha256="d" * 64)
    minutes = Minutes("d.txt", "d" * 64, "minutes", "SN", date="2024-06-11", date_source="header", items=(item,))
    matter = sample.network.matters[0]
    matter = replace(matter, occurrences=(*matter.occurrences, Occurrence("d.txt", "7")))
    return replace(
        sample,
        documents=(*sample.documents, more),
        minutes=(agenda, held, received, replace(minutes, **changes)),  # type: ignore[arg-type]
        network=replace(sample.network, matters=(matter,)),
    )


def test_a_later_item_of_the_sender_answers_a_referral(sample: Sample, ask: Ask) -> None:
    """A referral is answered when its matter comes back to the body that sent it, after it was received."""
    evidence = sample.minutes[2].items[0].evidence
    store = later(sample, Item("7", None, "Gemensam jour", evidence)).store()
    assert ask(store, "referral:sn-2024-03-05-4-2 graf:answeredBy item:sn-2024-06-11-7")


def test_a_meeting_that_may_be_earlier_answers_nothing(sample: Sample, ask: Ask) -> None:
    """Bounds that overlap do not say which came first, so nothing is derived from them."""
    evidence = sample.minutes[2].items[0].evidence
    item = Item("7", None, "Gemensam jour", evidence)
    store = later(sample, item, date=None, date_earliest="2024-03-01", date_latest="2024-06-30").store()
    assert not ask(store, "?r graf:answeredBy ?i")


def test_a_report_back_closes_an_assignment(sample: Sample, ask: Ask) -> None:
    """An assignment is closed by the item in which the one who got it reports back to the body that gave it."""
    evidence = sample.minutes[2].items[0].evidence
    moves = (Move("Jourgruppen", "SN", "report_back", "rapporterar", evidence),)
    store = later(sample, Item("7", None, "Gemensam jour", evidence, moves=moves)).store()
    assert ask(store, "assignment:sn-2024-03-05-4-1 graf:closedBy item:sn-2024-06-11-7")


def test_a_decision_in_a_proposals_words_comes_of_it(sample: Sample, ask: Ask) -> None:
    """A decision is derived from the proposal on its item that it repeats nearly word for word."""
    item = sample.minutes[1].items[1]
    same = replace(item.decisions[0], text="Att jourgruppen får i uppdrag, att ta fram ett underlag")
    items = (sample.minutes[1].items[0], replace(item, decisions=(same, *item.decisions[1:])))
    store = sample.with_minutes("b.txt", items=items).store()
    assert ask(store, "decision:sn-2024-03-05-4-1 prov:wasDerivedFrom proposal:sn-2024-03-05-4-1")


def test_an_occurrence_that_leads_nowhere_is_reported(sample: Sample) -> None:
    """A matter that names an item which is not there becomes an issue, not a dangling link."""
    matter = replace(sample.network.matters[0], occurrences=(Occurrence("b.txt", "99"),))
    network = replace(sample.network, matters=(matter,))
    issues = derive(Update(sample.store()), sample.names, sample.minutes, network, queries() / "derived")
    assert [(issue.file, issue.kind) for issue in issues] == [("b.txt", "unmapped")]


def test_a_broken_query_is_named(tmp_path: Path, store: Store) -> None:
    """A derived query that is not SPARQL, or no CONSTRUCT, stops the build and says which file."""
    for text in ("CONSTRUCT {", "SELECT * WHERE { ?s ?p ?o }"):
        path = tmp_path / "10-broken.rq"
        path.write_text(text)
        with pytest.raises(UsageError, match=r"10-broken\.rq"):
            list(constructed(store, path))


def test_deriving_twice_adds_nothing(sample: Sample) -> None:
    """The derived graph is a function of the others."""
    store = sample.store()
    before = len(store)
    derive(Update(store), sample.names, sample.minutes, sample.network, queries() / "derived")
    assert len(store) == before


def test_a_doubt_is_of_no_document(sample: Sample) -> None:
    """That a person is not settled follows from all documents: it changes none of their graphs."""
    people = tuple(replace(one, unsettled="they may be two") for one in sample.network.people)
    doubted = replace(sample, network=replace(sample.network, people=people))
    derived = sample.names.iris.graph("derived")
    assert set(doubted.quads()) == set(sample.quads())
    told = set(doubted.store().quads_for_pattern(None, GRAF.unsettled, None, derived))
    assert {str(quad.subject) for quad in told} == {
        str(quad.subject) for quad in sample.quads() if quad.predicate == RDF.type and quad.object == FOAF.Person
    }
    assert _people(people) == _people(tuple(replace(one, unsettled=None) for one in people))

"""What the canned queries answer: exactly, on the made-up graph of fixture.trig, and at all on the worked example."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from graf import resources
from graf.query import Rows, binding, run
from graf.query.canned import Canned
from graf.query.table import show
from tests.store.memory import in_memory

ANSWERS = Path(__file__).resolve().parent / "answers"
EXAMPLE = Path(__file__).resolve().parents[3] / "shared" / "example.trig"
NAMES = sorted(path.stem for path in resources.queries().glob("*.rq"))


def lines(answer: Rows) -> list[str]:
    """The columns and each row, as answers/*.txt writes them."""
    rows = [" | ".join(show(term) for term in row).rstrip() for row in answer.rows()]
    return [" | ".join(answer.variables), *rows]


def columns(answer: Rows, *names: str) -> list[tuple[str, ...]]:
    """Some columns of an answer."""
    places = [answer.variables.index(name) for name in names]
    return [tuple(show(row[place]) for place in places) for row in answer.rows()]


@pytest.mark.parametrize("name", NAMES)
def test_a_query_answers_exactly(store: pyoxigraph.Store, questions: dict[str, Canned], name: str) -> None:
    """Each query finds what fixture.trig holds for it, in order, with its passages, and leaves out the rest."""
    expected = (ANSWERS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert lines(binding.ask(store, questions[name], {})) == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_query_stands_without_its_parameters_too(
    store: pyoxigraph.Store, questions: dict[str, Canned], name: str
) -> None:
    """The file is plain SPARQL: pasted into any endpoint, parameters untouched, it gives the same rows."""
    found = run(store, questions[name].text)
    assert isinstance(found, Rows)
    asked = [parameter.variable for parameter in questions[name].parameters]
    assert lines(found.without(asked)) == lines(binding.ask(store, questions[name], {}))


def test_parameters_narrow_the_answer(store: pyoxigraph.Store, questions: dict[str, Canned]) -> None:
    """Every parameter of every query does what it says: by body, meeting, status, act, kind, year, day and word."""

    def ask(name: str, *shown: str, **values: str) -> list[tuple[str, ...]]:
        return columns(binding.ask(store, questions[name], values), *shown)

    assert ask("bodies", "body", kind="municipality") == [("body:alby",), ("body:ekby",)]
    assert set(ask("bodies", "body", under="BAD")) == {("body:ekby",), ("body:natverket",), ("body:styrgruppen",)}
    assert len(ask("attendance", "person", meeting="radet-2024-03-01")) == 4
    assert ask("attendance", "person", body="SIM", status="absent") == [("person:bo",)]
    assert {row[0] for row in ask("decisions", "meeting", body="SIM")} == {"meeting:natverket-2024-05-02"}
    assert len(ask("decisions", "clause", meeting="natverket-2024-05-02", status="taken")) == 2
    assert ask("decisions", "clause", act="appoint") == [("decision:radet-undated-d-1-1",)]
    assert ask("chairs", "name", body="BAD", year="2026") == [("Carl Ceder",)]
    assert ask("chairs", "name", year="2027") == []
    assert ask("presence", "who", "present", "absent", kind="municipality", until="2024-03-31") == [
        ("body:ekby", "1", "0"),
        ("body:alby", "0", "1"),
    ]
    assert ask("presence", "who", kind="foaf:Person", since="2024-05-01", body="SIM") == [
        ("person:eva",),
        ("person:bo",),
        ("person:carl",),
    ]
    assert ask("filing", "decisions", body="SIM") == [("2",)]
    assert ask("filed-decisions", "decision", year="2024") == [("decision:radet-2024-03-01-1-1",)]
    assert ask("filed-decisions", "decision", body="SIM") == []
    assert ask("undecided-proposals", "number", body="SIM") == [("2",)]
    assert ask("undecided-proposals", "number", meeting="radet-2024-03-01") == []
    assert len(ask("changed-decisions", "decision", body="SIM", meeting="natverket-2024-05-02")) == 1
    assert ask("conditions", "clause", status="met") == [("decision:natverket-2024-05-02-1-1",)]
    assert len(ask("conditions", "clause", body="SIM", status="open")) == 2
    assert ask("conditions", "clause", body="BAD") == []


@pytest.mark.parametrize(
    ("word", "matters", "items"),
    [
        ("badhus", {"Badhuset"}, {"Gemensam simhall", "Simhallens pengar"}),
        ("SIMHALL", {"Badhuset"}, {"Gemensam simhall", "Simhallens pengar"}),
        ("badvakt", {""}, {"Badvakter"}),
        ("isbana", set(), set()),
    ],
)
def test_a_matter_is_found_by_its_title_or_an_items(
    store: pyoxigraph.Store, questions: dict[str, Canned], word: str, matters: set[str], items: set[str]
) -> None:
    """A word of one item's title gives the whole matter; an item of no matter is found by its own title."""
    answer = binding.ask(store, questions["matter"], {"title": word})
    found = columns(answer, "matter_title", "step", "text")
    assert {row[0] for row in found} == matters
    assert {row[2] for row in found if row[1] == "graf:AgendaItem"} == items


def test_a_matter_is_found_by_its_iri(store: pyoxigraph.Store, questions: dict[str, Canned]) -> None:
    """A page about a matter asks for that matter only."""
    ask = {"matter": "https://example.org/ekby/id/matter/m1"}
    assert len(binding.ask(store, questions["matter"], ask).rows()) == 10
    assert binding.ask(store, questions["matter"], {"matter": "https://example.org/none"}).rows() == []


@pytest.mark.skipif(not EXAMPLE.is_file(), reason="the worked example is not here")
@pytest.mark.parametrize("name", NAMES)
def test_a_query_runs_on_the_worked_example(questions: dict[str, Canned], name: str) -> None:
    """The queries ask over the very vocabulary that the agreed example shows."""
    store = in_memory(pyoxigraph.parse(path=EXAMPLE, format=pyoxigraph.RdfFormat.TRIG))
    found = {one: binding.ask(store, questions[one], {}).rows() for one in NAMES}
    assert bool(found[name]) == (name not in ("carriers", "chairs", "changed-decisions", "filed-decisions"))
    for example in questions[name].examples:
        assert isinstance(binding.ask(store, questions[name], example), Rows)

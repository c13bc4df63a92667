"""Parameters: what a person may write, and that no value can change what is asked."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graf.issues import UsageError
from graf.query import Term
from graf.query.binding import ask, bind
from graf.query.canned import Canned, parse
from graf.rdf.vocab import XSD
from tests.store.memory import in_memory

HEAD = """# title = { sv = "a", en = "a" }
# description = { sv = "a", en = "a" }
# [columns]
# title = { sv = "a", en = "a" }
"""
BASE = "https://example.org/ekby/id/"


def one(kind: str, more: str = "") -> Canned:
    """A canned query that looks for titles, with one parameter `p` of a type."""
    return parse(
        f"""{HEAD}# [parameters.p]
# type = "{kind}"
# sv = "a"
# en = "a"
{more}
SELECT ?title ?asked_p WHERE {{
  OPTIONAL {{ VALUES ?asked_p {{ "" }} }}
  ?item dcterms:title ?title FILTER(CONTAINS(?title, ?asked_p))
}}""",
        "one",
    )


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("body", "BAD", NamedNode(BASE + "body/radet")),
        ("body", "bad", NamedNode(BASE + "body/radet")),
        ("body", "Radet", NamedNode(BASE + "body/radet")),
        ("body", "Simnätverket", NamedNode(BASE + "body/natverket")),
        ("body", "simnätverket ", NamedNode(BASE + "body/natverket")),
        ("body", "Styrgruppen", NamedNode(BASE + "body/styrgruppen")),
        ("body", BASE + "body/ekby", NamedNode(BASE + "body/ekby")),
        ("meeting", "radet-2024-03-01", NamedNode(BASE + "meeting/radet-2024-03-01")),
        ("meeting", "Radet-2024-03-01", NamedNode(BASE + "meeting/radet-2024-03-01")),
        ("meeting", BASE + "meeting/radet-undated-d", NamedNode(BASE + "meeting/radet-undated-d")),
        ("iri", "https://example.org/x", NamedNode("https://example.org/x")),
        ("iri", "c:open", NamedNode("https://w3id.org/graf/concept/open")),
        ("concept", "open", NamedNode("https://w3id.org/graf/concept/open")),
        ("concept", "foaf:Person", NamedNode("http://xmlns.com/foaf/0.1/Person")),
        ("date", "2024-02-29", Literal("2024-02-29", datatype=XSD.date)),
        ("year", "2024", Literal("2024", datatype=XSD.integer)),
        ("integer", "-7", Literal("-7", datatype=XSD.integer)),
        ("text", 'a "quote" } #', Literal('a "quote" } #')),
    ],
)
def test_values_become_terms(store: pyoxigraph.Store, kind: str, value: str, expected: Term) -> None:
    """A key, an abbreviation, a name or an IRI of a body; a meeting's key; plain values by their type."""
    assert bind(store, one(kind), {"p": value}) == {"asked_p": expected}


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("body", "Simnatet", "no such body (near: Simnätverket"),
        ("body", "Polisen", "bodies that meet: BAD, SIM"),
        ("meeting", "radet-2024-03-02", "radet-2024-03-01"),
        ("iri", "not an iri", "expected an IRI"),
        ("iri", "http://exa mple.org/", "one: p=http://exa mple.org/"),
        ("date", "2023-02-29", "p=2023-02-29"),
        ("date", "1 March", "YYYY-MM-DD"),
        ("year", "24", "four digits"),
        ("year", "٢٠٢٤", "four digits"),
        ("integer", "ten", "a whole number"),
        ("concept", "o pen", "p=o pen"),
    ],
)
def test_a_wrong_value_is_one_line_that_lists_the_right_ones(
    store: pyoxigraph.Store, kind: str, value: str, expected: str
) -> None:
    """Who mistypes a value is told what would have been taken."""
    with pytest.raises(UsageError) as caught:
        bind(store, one(kind), {"p": value})
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_name_of_two_bodies_is_not_guessed() -> None:
    """Where two bodies share a name, both are listed and neither is taken."""
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    both = [NamedNode(BASE + "body/" + key) for key in ("a1", "a2")]
    quads = [pyoxigraph.Quad(body, label, Literal("Arbetsgruppen", language="sv")) for body in both]
    quads += [pyoxigraph.Quad(body, kind, NamedNode("http://www.w3.org/ns/org#Organization")) for body in both]
    with pytest.raises(UsageError, match=r"several bodies.*a1, .*a2"):
        bind(in_memory(quads), one("body"), {"p": "Arbetsgruppen"})


def test_a_wrong_name_lists_the_parameters(store: pyoxigraph.Store, questions: dict[str, Canned]) -> None:
    """A parameter that the query does not take is answered with those it does."""
    with pytest.raises(UsageError) as caught:
        ask(store, questions["attendance"], {"metting": "x"})
    assert str(caught.value) == "attendance: no parameter 'metting'; expected one of: meeting, body, status"


def test_values_are_limited_to_those_listed(store: pyoxigraph.Store) -> None:
    """A closed list is closed, and its default is used where nothing is given."""
    closed = one("concept", '# values = ["met", "open"]\n# default = "open"\n')
    assert bind(store, closed, {}) == {"asked_p": NamedNode("https://w3id.org/graf/concept/open")}
    with pytest.raises(UsageError, match="expected one of met, open"):
        bind(store, closed, {"p": "failed"})


def test_an_open_parameter_is_left_out(store: pyoxigraph.Store) -> None:
    """Without a value or a default the variable stays open, and an empty value is no value."""
    assert bind(store, one("text"), {}) == bind(store, one("text"), {"p": ""}) == {}


def test_columns_must_stand_in_the_select(store: pyoxigraph.Store) -> None:
    """A header that promises a column the query does not give is found out."""
    wrong = parse(HEAD + "\nSELECT ?name WHERE { ?p foaf:name ?name }", "wrong", "wrong.rq")
    with pytest.raises(UsageError, match=r"wrong\.rq: expected SELECT with the columns of the header: \?title"):
        ask(store, wrong, {})


INJECTIONS = st.sampled_from(
    ['"', "'", '"""', "}", "{", "\\", "\n", "#", " . ?s ?p ?o ", "SERVICE", "<urn:x>", "?x", "\t"]
)


@given(st.lists(INJECTIONS | st.text(max_size=5), max_size=8).map("".join))
def test_no_value_changes_the_question(value: str) -> None:
    """Whatever the text is, it is only looked for: exactly the titles that contain it are found, never more."""
    titles = ["Badhus", 'Ett "citat" }', "a\\b", "rad ett\nrad två", "SERVICE <urn:x> { ?s ?p ?o }"]
    quads = [
        pyoxigraph.Quad(NamedNode(f"urn:{n}"), NamedNode("http://purl.org/dc/terms/title"), Literal(title))
        for n, title in enumerate(titles)
    ]
    answer = ask(in_memory(quads), one("text"), {"p": value})
    assert {row[0] for row in answer.rows()} == {Literal(title) for title in titles if value in title}

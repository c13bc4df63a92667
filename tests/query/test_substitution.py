"""What pyoxigraph's substitutions do: the facts that the canned queries and `graf.query.canned` rest on."""

from __future__ import annotations

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from graf.query import Rows, Term, run

BODY = NamedNode("https://example.org/ekby/id/body/radet")
ANY = 'OPTIONAL { VALUES ?asked { "" } }'


def ask(store: pyoxigraph.Store, where: str, asked: Term | None) -> set[str]:
    found = run(store, f"SELECT ?meeting ?asked WHERE {{ {where} }}", {"asked": asked} if asked else None)
    assert isinstance(found, Rows)
    return {str(row[0].value).rpartition("/")[2] for row in found.rows() if isinstance(row[0], NamedNode)}


def test_a_filter_alone_does_not_see_a_substituted_variable(store: pyoxigraph.Store) -> None:
    """Why the queries do not simply write FILTER(!BOUND(?asked) || …): it lets everything through."""
    where = "?meeting graf:heldBy ?body FILTER(!BOUND(?asked) || ?body = ?asked)"
    assert len(ask(store, where, BODY)) == 3


def test_the_default_beside_the_filter_makes_it_seen(store: pyoxigraph.Store) -> None:
    """The idiom of every canned query: narrowed where something is asked, everything where nothing is."""
    where = f'{ANY} ?meeting graf:heldBy ?body FILTER(?asked = "" || ?body = ?asked)'
    assert ask(store, where, BODY) == {"radet-2024-03-01", "radet-undated-d"}
    assert len(ask(store, where, None)) == 3


def test_it_is_seen_inside_exists_and_subqueries(store: pyoxigraph.Store) -> None:
    """EXISTS and a subquery that selects the variable see the same value."""
    exists = f'{ANY} ?meeting a graf:Meeting FILTER(?asked = "" || EXISTS {{ ?meeting graf:heldBy ?asked }})'
    inner = f'{ANY} ?meeting graf:heldBy ?body FILTER(?asked = "" || ?body = ?asked)'
    for where in (exists, f"{{ SELECT ?meeting ?asked WHERE {{ {inner} }} }}"):
        assert len(ask(store, where, BODY)) == 2
        assert len(ask(store, where, None)) == 3


def test_an_optional_pattern_keeps_the_value_where_it_finds_nothing(store: pyoxigraph.Store) -> None:
    """Why the queries never put an asked variable into an OPTIONAL pattern."""
    assert len(ask(store, "?meeting a graf:Meeting OPTIONAL { ?meeting graf:heldBy ?asked }", BODY)) == 3


def test_numbers_and_words_compare_too(store: pyoxigraph.Store) -> None:
    """Years and search words go the same way as IRIs."""
    year = f'{ANY} ?meeting graf:heldBy ?body ; graf:notAfter ?day FILTER(?asked = "" || YEAR(?day) = ?asked)'
    assert ask(store, year, Literal(2025)) == {"radet-undated-d"}
    word = f"{ANY} ?meeting graf:heldBy/skos:prefLabel ?name FILTER(CONTAINS(LCASE(?name), LCASE(?asked)))"
    assert ask(store, word, Literal("SIM")) == {"natverket-2024-05-02"}
    assert len(ask(store, word, None)) == 3

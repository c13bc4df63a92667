"""Answers as table, CSV, JSON and Turtle."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat

from graf.issues import UsageError
from graf.query import Answer, Graph, Rows, Term, run
from graf.query.formats import FORMATS, render, write
from graf.query.table import show, table
from tests.store.memory import in_memory

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


def values(store: pyoxigraph.Store, pairs: list[tuple[str, str]]) -> Rows:
    """The answer with these pairs as its rows, as the engine itself gives it."""
    name = NamedNode("urn:name")
    quads = [pyoxigraph.Quad(NamedNode(f"urn:{n:03}"), name, Literal(a + "\x1e" + b)) for n, (a, b) in enumerate(pairs)]
    query = """SELECT (STRBEFORE(?both, "\\u001e") AS ?a) (STRAFTER(?both, "\\u001e") AS ?b)
        WHERE { ?s <urn:name> ?both } ORDER BY ?s"""
    found = run(in_memory(quads), query)
    assert isinstance(found, Rows)
    return found


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_csv_and_json_give_back_what_was_found(pairs: list[tuple[str, str]]) -> None:
    """Quotes, commas, line breaks and letters of any script survive both formats."""
    found = values(in_memory(), pairs)
    rows = list(csv.reader(io.StringIO(render(found, "csv"), newline="")))
    assert rows == [["a", "b"], *([a, b] for a, b in pairs)]
    bindings = json.loads(render(found, "json"))["results"]["bindings"]
    assert [(one["a"]["value"], one["b"]["value"]) for one in bindings] == pairs


def test_turtle_gives_back_the_graph(store: pyoxigraph.Store) -> None:
    """Turtle reads back as the same triples, with graf's prefixes."""
    found = run(store, "CONSTRUCT { ?m a graf:Meeting ; graf:notBefore ?d } WHERE { ?m graf:notBefore ?d }")
    assert isinstance(found, Graph)
    text = render(found, "turtle")
    assert "graf:Meeting" in text
    assert "@prefix nif:" not in text
    parsed = {quad.triple for quad in pyoxigraph.parse(text, RdfFormat.TURTLE)}
    assert parsed == set(found.triples())


@pytest.mark.parametrize(
    ("query", "fmt", "expected"),
    [
        ("SELECT ?m { ?m a graf:Meeting }", "turtle", "needs a graph (CONSTRUCT or DESCRIBE); this SELECT gives rows"),
        ("ASK { ?m a graf:Meeting }", "turtle", "ASK gives yes or no"),
        ("CONSTRUCT WHERE { ?m a graf:Meeting }", "csv", "csv needs rows"),
        ("CONSTRUCT WHERE { ?m a graf:Meeting }", "json", "json needs rows"),
        ("ASK { ?m a graf:Meeting }", "xlsx", "expected one of table, csv, json, turtle"),
    ],
)
def test_a_format_that_does_not_fit_is_named(store: pyoxigraph.Store, query: str, fmt: str, expected: str) -> None:
    """Rows are no graph and a graph no rows: one line says which format fits."""
    with pytest.raises(UsageError) as caught:
        render(run(store, query), fmt)
    assert expected in str(caught.value)


def test_yes_and_no() -> None:
    """ASK has an answer in each format of rows."""
    assert render(Answer(True), "table") == "yes\n"
    assert render(Answer(False), "csv") == "false\n"
    assert json.loads(render(Answer(True), "json")) == {"head": {}, "boolean": True}


def test_every_format_can_be_written(store: pyoxigraph.Store) -> None:
    """Each format that is offered works for some answer."""
    for fmt in FORMATS:
        query = "CONSTRUCT WHERE { ?m a graf:Meeting }" if fmt == "turtle" else "SELECT ?m { ?m a graf:Meeting }"
        out = io.StringIO()
        write(run(store, query), fmt, out)
        assert "natverket-2024-05-02" in out.getvalue()


def test_a_table_aligns_and_shortens() -> None:
    """IRIs become short, numbers stand to the right, a quote's line break is a space."""
    rows: list[list[Term | None]] = [
        [NamedNode("https://w3id.org/graf/concept/open"), Literal(7), Literal("en\n rad", language="sv")],
        [NamedNode("https://example.org/ekby/id/body/radet"), Literal(123), None],
    ]
    assert table(("kind", "n", "text"), rows) == (
        "kind          n  text\n----------  ---  ------\nc:open        7  en rad\nbody:radet  123\n"
    )
    assert table(("kind",), []) == "kind\n----\n(no rows)\n"


def test_iris_that_no_prefix_fits_stay_whole() -> None:
    """A shortened IRI is always one that could be written so."""
    assert show(NamedNode("http://purl.org/dc/terms/a/b")) == "<http://purl.org/dc/terms/a/b>"
    assert show(NamedNode("https://example.org/id/body/a/b")) == "<https://example.org/id/body/a/b>"
    assert show(NamedNode("http://purl.org/dc/terms/title")) == "dcterms:title"


@given(st.lists(st.tuples(WORDS, WORDS, st.integers()), max_size=4), st.integers(20, 120))
def test_a_table_keeps_to_the_width(cells: list[tuple[str, str, int]], width: int) -> None:
    """No line is longer than the terminal, and no word is lost, however narrow it is."""
    rows: list[list[Term | None]] = [[Literal(a), Literal(b), Literal(n)] for a, b, n in cells]
    text = table(("first", "second", "number"), rows, width)
    assert all(len(line) <= max(width, 32) for line in text.split("\n"))
    shown = "".join(text.split())
    for a, b, n in cells:
        assert str(n) in shown
        assert all(character in shown for character in "".join((a + b).split()))


def test_a_narrow_terminal_gets_blocks() -> None:
    """Where the columns cannot stand beside each other, each row is a block of lines, empty fields left out."""
    rows: list[list[Term | None]] = [[Literal("ett ganska långt ord"), None, Literal("ännu ett ganska långt")]]
    assert (
        table(("first", "second", "third"), rows, 16) == "first   ett ganska långt ord\nthird   ännu ett ganska långt\n"
    )

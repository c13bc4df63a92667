"""Asking: the union of all graphs, what is refused, and errors that name their line."""

from __future__ import annotations

import socketserver
import threading
from contextlib import suppress

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graf.issues import UsageError
from graf.query import Answer, Graph, Rows, run
from tests.store.memory import in_memory

DOC_B = "https://example.org/ekby/graph/doc/b"


def test_the_default_graph_is_the_union_of_all(store: pyoxigraph.Store) -> None:
    """A fact of any graph is found without naming the graph."""
    found = run(store, "ASK { ?body skos:prefLabel 'Badrådet'@sv . ?m graf:heldBy ?body . ?m a graf:Meeting }")
    assert found == Answer(True)


@pytest.mark.parametrize("word", ["FROM", "from", "From"])
def test_from_chooses_the_graphs(store: pyoxigraph.Store, word: str) -> None:
    """FROM overrides the union, however it is written."""
    found = run(store, f"SELECT DISTINCT ?kind {word} <{DOC_B}> WHERE {{ ?document graf:documents ?m ; a ?kind }}")
    assert isinstance(found, Rows)
    assert [row[0] for row in found.rows()] == [NamedNode("https://w3id.org/graf/ns/Agenda")]


def test_from_in_a_name_or_a_text_chooses_nothing(store: pyoxigraph.Store) -> None:
    """A variable ?from, a comment or a text with the word leaves the union in place."""
    found = run(store, 'SELECT ?from WHERE { ?m graf:notBefore ?from FILTER(STR(?from) != "FROM <x>") } # FROM <urn:x>')
    assert isinstance(found, Rows)
    assert found.variables == ("from",)
    assert found.rows()


def test_columns_keep_the_order_of_the_select(store: pyoxigraph.Store) -> None:
    """Columns come as they are asked for, with None where nothing is bound."""
    found = run(store, "SELECT ?z ?a ?m WHERE { VALUES (?a ?z) { (1 UNDEF) } }")
    assert isinstance(found, Rows)
    assert found.variables == ("z", "a", "m")
    (row,) = found.rows()
    assert row[0] is None
    assert row[2] is None
    assert str(row[1]) == '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'


def test_construct_and_describe_give_each_triple_once(store: pyoxigraph.Store) -> None:
    """A triple that two documents state is one triple of the answer, and the order is always the same."""
    meeting = "https://example.org/ekby/id/meeting/natverket-2024-05-02"
    found = run(store, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER(?s = <{meeting}>) }}")
    assert isinstance(found, Graph)
    assert len(found.triples()) == len(set(found.triples())) == 6
    assert run(store, f"DESCRIBE <{meeting}>") == found


def test_an_answer_may_go_to_another_thread(store: pyoxigraph.Store) -> None:
    """The answer is read where it was asked: another thread gets plain bytes, not the engine's objects."""
    found = run(store, "SELECT ?m WHERE { ?m a graf:Meeting }")
    assert isinstance(found, Rows)
    seen: list[int] = []
    thread = threading.Thread(target=lambda: seen.append(len(found.rows())))
    thread.start()
    thread.join()
    assert seen == [len(found.rows())]


class _Caller(socketserver.BaseRequestHandler):
    calls: list[object] = []  # noqa: RUF012

    def handle(self) -> None:
        """Notes who called, and hangs up."""
        self.calls.append(self.client_address)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x {{ SERVICE <{url}> {{ ?x ?y ?z }} }}",
        "SELECT ?x {{ service silent <{url}> {{ ?x ?y ?z }} }}",
        "ASK {{ SeRvIcE<{url}>{{ ?x ?y ?z }} }}",
        "CONSTRUCT {{ ?x ?y ?z }} WHERE {{ SERVICE <{url}> {{ ?x ?y ?z }} }}",
        "SELECT ?x {{ {{ SELECT ?x {{ OPTIONAL {{ SERVICE <{url}> {{ ?x ?y ?z }} }} }} }} }}",
        "SELECT ?x {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?x ?y ?z }} }} }}",
        "PREFIX SERVICE: <{url}> SELECT ?x {{ SERVICE SERVICE: {{ ?x ?y ?z }} }}",
        # What looks like an IRI and a long text is a comparison and two comments: only a parser knows.
        'SELECT ?x {{ FILTER(1<2#>"""\n) SERVICE <{url}> {{ ?x ?y ?z }} #"""\n}}',
        "# SERVICE\nSELECT ?service {{ SERVICE <{url}> {{ ?service ?y ?z }} }}",
    ],
)
def test_service_is_refused_and_nothing_is_sent(store: pyoxigraph.Store, query: str) -> None:
    """No query makes graf send a request, in whatever way SERVICE is written or hidden."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Caller) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            with pytest.raises(UsageError, match="SERVICE is refused"):
                run(store, query.format(url=f"http://127.0.0.1:{server.server_address[1]}/"))
        finally:
            server.shutdown()
    assert _Caller.calls == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a graf:Meeting } # a SERVICE of the archive",
        'SELECT ?x { ?x a graf:Meeting FILTER(STR(?x) != "SERVICE <http://x> {") }',
        "PREFIX service: <http://example.org/service/> SELECT ?x { ?x a graf:Meeting FILTER(?x != service:SERVICE) }",
        "SELECT ?x { ?x a graf:Meeting FILTER(?x != <http://example.org/SERVICE>) }",
    ],
)
def test_the_word_service_is_no_crime(store: pyoxigraph.Store, query: str) -> None:
    """Names, texts and comments may hold the word."""
    found = run(store, query)
    assert isinstance(found, Rows)
    assert found.rows()


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "PREFIX a: <urn:a>\nDELETE WHERE { ?s ?p ?o }",
        "# a comment\nclear all",
        "LOAD <http://127.0.0.1:9/>",
        "DROP GRAPH <urn:a>",
    ],
)
def test_updates_are_refused(update: str) -> None:
    """A release cannot be changed by asking it."""
    store = in_memory([pyoxigraph.Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))])
    with pytest.raises(UsageError, match="is refused: a release is read-only"):
        run(store, update)
    assert len(store) == 1


@pytest.mark.parametrize(
    ("query", "line", "expected"),
    [
        ("SELECT ?x WHERE {\n  ?x a }", 2, "column 9"),
        ("SELECT ?x WHERE {\n  ?x a nowhere:Thing }", 2, "Prefix not found"),
        ("SELECT ?x ?x WHERE { ?x a graf:Meeting }", 1, "Duplicated variable"),
        ("", 1, "the end of the line"),
        ("SELECT ?x WHERE { ?x a graf:Meeting # SERVICE", 1, "the end of the line"),
    ],
)
def test_a_query_that_does_not_parse_names_its_line(
    store: pyoxigraph.Store, query: str, line: int, expected: str
) -> None:
    """The parser's complaint is one line: file, line, column and what stands there."""
    with pytest.raises(UsageError) as caught:
        run(store, query, file="mine.rq")
    assert (caught.value.file, caught.value.line) == ("mine.rq", line)
    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_substitution_that_select_does_not_name_is_an_error(store: pyoxigraph.Store) -> None:
    """pyoxigraph's condition comes through as usage, not as a crash."""
    with pytest.raises(UsageError, match="SELECT projection"):
        run(store, "SELECT ?m WHERE { ?m graf:heldBy ?b }", {"b": NamedNode("urn:b")})


@given(st.text(max_size=60))
def test_any_text_is_answered_or_refused(text: str) -> None:
    """No text ends in anything but an answer or one clear error."""
    store = in_memory()
    for query in (text, f"SELECT * WHERE {{ ?s ?p ?o {text} }}"):
        with suppress(UsageError):
            assert isinstance(run(store, query), Rows | Answer | Graph)

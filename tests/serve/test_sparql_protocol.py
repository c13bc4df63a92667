"""The endpoint as clients meet it: methods, formats, datasets, errors, entity tags."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from urllib.parse import urlencode
from xml.etree import ElementTree

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat
from rdflib import Graph, URIRef

from tests.serve.server import Server, make_release, running

X = "https://example.org/"
ALL = "SELECT ?o ?s ?g { GRAPH ?g { ?s <https://example.org/p> ?o } } ORDER BY ?o"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of three triples in two graphs; one of them stands in both."""
    p = NamedNode(X + "p")
    quads = [
        Quad(NamedNode(X + "a"), p, Literal('å, "1"'), NamedNode(X + "g1")),
        Quad(NamedNode(X + "b"), p, Literal("b", language="sv"), NamedNode(X + "g1")),
        Quad(NamedNode(X + "b"), p, Literal("b", language="sv"), NamedNode(X + "g2")),
    ]
    out = tmp_path_factory.mktemp("protocol")
    make_release(out, quads)
    with running(out / "current") as server:
        yield server


def test_columns_keep_the_order_of_the_select(server: Server) -> None:
    """JSON, XML, CSV and TSV list the variables as they were asked for, and every value survives."""
    found = server.ask(ALL, accept="application/sparql-results+json").json
    assert found["head"] == {"vars": ["o", "s", "g"]}
    rows = list(csv.reader(io.StringIO(server.ask(ALL, accept="text/csv").body.decode())))
    assert rows[0] == ["o", "s", "g"]
    assert rows[3][:2] == ['å, "1"', X + "a"]
    tsv = server.ask(ALL, accept="text/tab-separated-values").body.decode().splitlines()
    assert tsv[0] == "?o\t?s\t?g"
    assert len(tsv) == 4
    xml = ElementTree.fromstring(server.ask(ALL, accept="application/sparql-results+xml").body)
    assert [one.get("name") for one in xml.iter() if one.tag.endswith("variable")] == ["o", "s", "g"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
        ("application/*;q=0.1, text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/sparql-results+json"),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
        ("application/json;q=0, application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
    ],
)
def test_rows_come_as_the_client_likes_best(server: Server, accept: str, expected: str) -> None:
    """Quality values decide; without a preference it is JSON."""
    assert server.ask("ASK {}", accept=accept).headers["content-type"] == expected


@pytest.mark.parametrize("form", [
    RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD, RdfFormat.TRIG, RdfFormat.N_QUADS,
], ids=lambda form: form.name)  # fmt: skip
def test_graphs_come_in_every_format(server: Server, form: RdfFormat) -> None:
    """CONSTRUCT gives the same triples in each."""
    reply = server.ask("CONSTRUCT WHERE { ?s ?p ?o }", accept=form.media_type)
    assert reply.headers["content-type"].split(";")[0] == form.media_type
    assert len(set(pyoxigraph.parse(reply.body, form))) == 2


def test_what_is_not_there_is_not_acceptable(server: Server) -> None:
    """Rows as Turtle, a graph as CSV, anything as PNG: 406, and it says what there is."""
    for query, accept in (("ASK {}", "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"), (ALL, "image/png")):
        reply = server.ask(query, accept=accept)
        assert reply.status == 406
        assert "there is as" in str(reply.json["detail"])


def test_the_default_graph_is_the_union(server: Server) -> None:
    """As in `graf query`: a triple is found once for each graph that states it, and DISTINCT counts it once."""
    found = server.ask("SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o }", accept="text/csv")
    assert found.body.split() == [b"n,m", b"3,2"]


@pytest.mark.parametrize("method", ["GET", "POST", "form"])
def test_the_request_chooses_the_graphs(server: Server, method: str) -> None:
    """Parameters of the protocol override the union and FROM; a graph that is not listed is not there."""

    def count(query: str, *graphs: tuple[str, str]) -> int:
        asked = [("query", query)]
        if method == "GET":
            reply = server.send("GET", "/sparql?" + urlencode([*asked, *graphs]), headers={"accept": "text/csv"})
        elif method == "form":
            kind = {"content-type": "application/x-www-form-urlencoded", "accept": "text/csv"}
            reply = server.send("POST", "/sparql", urlencode([*asked, *graphs]).encode(), kind)
        else:
            kind = {"content-type": "application/sparql-query", "accept": "text/csv"}
            reply = server.send("POST", "/sparql?" + urlencode(graphs), query.encode(), kind)
        assert reply.status == 200, reply.body
        return int(reply.body.split()[1])

    both = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    g1, g2 = ("default-graph-uri", X + "g1"), ("default-graph-uri", X + "g2")
    assert count(both) == 3
    assert count(named) == 3
    assert count(both, g2) == 1
    assert count(both, g1, g2) == 3
    assert count(named, g2) == 0
    assert count(named, ("named-graph-uri", X + "g2")) == 1
    assert count(both, ("named-graph-uri", X + "g2")) == 0
    assert count(both.replace("{", f"FROM <{X}g2> {{", 1)) == 1
    assert count(both.replace("{", f"FROM <{X}g1> {{", 1), g2) == 1


def test_errors_name_the_place(server: Server) -> None:
    """A query that does not parse: 400 with line and column, as JSON for programs and as text for people."""
    reply = server.ask("SELECT ?s\nWHERE { ?s ?p }")
    assert (reply.status, reply.headers["content-type"]) == (400, "application/problem+json")
    assert (reply.json["line"], reply.json["column"]) == (2, 16)
    people = server.ask("SELECT ?s\nWHERE { ?s ?p }", accept="text/html")
    assert people.headers["content-type"].startswith("text/plain")
    assert b"line 2, column 16" in people.body


def test_updates_are_refused_however_they_come(server: Server) -> None:
    """A release is read-only: as a form, directly, or as a query."""
    form, direct = "application/x-www-form-urlencoded", "application/sparql-update"
    assert server.send("POST", "/sparql", b"update=CLEAR+ALL", {"content-type": form}).status == 403
    assert server.send("POST", "/sparql", b"CLEAR ALL", {"content-type": direct}).status == 403
    reply = server.ask("DELETE WHERE { ?s ?p ?o }")
    assert reply.status == 400
    assert "read-only" in str(reply.json["detail"])


def test_methods(server: Server) -> None:
    """HEAD tells what GET would, OPTIONS what is allowed, and any website's scripts may ask."""
    path = "/sparql?" + urlencode({"query": "ASK {}"})
    head, get = server.send("HEAD", path), server.send("GET", path)
    assert head.status == 200
    assert head.body == b""
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}
    assert get.headers["access-control-allow-origin"] == "*"
    options = server.send("OPTIONS", "/sparql", headers={"origin": X, "access-control-request-method": "POST"})
    assert options.status == 204
    assert "POST" in options.headers["access-control-allow-methods"]
    put = server.send("PUT", path)
    assert (put.status, put.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_an_answer_that_is_known_is_not_sent_again(server: Server) -> None:
    """The entity tag depends on release, query, dataset and format; 304 saves the body; what changes has none."""
    first = server.ask(ALL)
    tag = first.headers["etag"]
    again = server.ask(ALL, if_none_match=f'"other", {tag}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == tag
    assert server.ask(ALL, accept="text/csv").headers["etag"] != tag
    body = urlencode({"query": ALL}).encode()
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert server.send("POST", "/sparql", body, form).headers["etag"] == tag
    assert server.send("POST", "/sparql", body + b"&default-graph-uri=urn:x", form).headers["etag"] != tag
    changing = server.ask("SELECT (RAND() AS ?x) {}")
    assert "etag" not in changing.headers
    assert changing.headers["cache-control"] == "no-store"
    assert server.ask("SELECT (RAND() AS ?x) {}").body != changing.body


def test_the_service_describes_itself(server: Server) -> None:
    """A GET without a query: the endpoint, its language and formats, and the graphs of the release."""
    for accept in ("", "application/rdf+xml", "application/n-triples"):
        reply = server.send("GET", "/sparql", headers={"accept": accept})
        kind = reply.headers["content-type"].split(";")[0]
        graph = Graph().parse(data=reply.body, format=kind.replace("application/n-triples", "nt"))
        sd = "http://www.w3.org/ns/sparql-service-description#"
        assert (URIRef(server.url), URIRef(sd + "endpoint"), URIRef(server.url)) in graph
        names = {str(name) for name in graph.objects(None, URIRef(sd + "name"))}
        assert names == {X + "g1", X + "g2"}


@pytest.mark.parametrize("query", ["query=ASK+%7B%FF%7D", "query=ASK{}&query=ASK{}", "other=1", "query=", "query=%00"])
def test_a_request_that_is_no_query(server: Server, query: str) -> None:
    """Broken UTF-8, two queries, none, an empty one: 400, not a fault."""
    reply = server.send("GET", f"/sparql?{query}")
    assert reply.status == 400
    assert json.loads(reply.body)["status"] == 400

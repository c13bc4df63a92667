"""Mutated queries: no fault, no hang, no process left behind, whatever is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from graf import resources
from graf.query.limits import MIB, Limits
from graf.query.media import GRAPHS, ROWS
from tests.serve.server import Server, make_release, running

FIXTURE = Path(__file__).resolve().parent.parent / "query" / "fixture.trig"
SEEDS = [path.read_text(encoding="utf-8").split("\n\n", 1)[-1] for path in sorted(resources.queries().glob("*.rq"))]
SEEDS += [
    "SELECT ?s (COUNT(DISTINCT ?o) AS ?n) FROM <urn:g> { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(?o) > 1) LIMIT 3",
    "CONSTRUCT { ?s <urn:p> [ ?p ?o ] } WHERE { ?s ?p ?o FILTER NOT EXISTS { ?o ?q ?s } } OFFSET 2",
    "ASK { ?s (<urn:a>/^<urn:b>|!(<urn:c>|^<urn:d>))+ ?o . BIND(STRLEN(STR(?s)) * 2 AS ?l) VALUES ?l { 1 UNDEF } }",
    "DESCRIBE ?x WHERE { { ?x a ?t } UNION { GRAPH ?g { ?x ?y 'a\\u00e5\"'@sv } } MINUS { ?x <urn:q> 1.5e3 } }",
    "PREFIX : <urn:> SELECT * { { SELECT ?a { ?a :b ( 1 '''x''' true ) } } OPTIONAL { ?a :c ?d } SERVICE :e {} }",
]
TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
TOKENS = sorted({token for seed in SEEDS for token in TOKEN.findall(seed)})
ODD = ["\x00", "\ufeff", "\u2028", "𐀀", "(" * 50, "{" * 50, "9" * 400, "SERVICE <http://127.0.0.1:9/> {}", "<", "\\u"]
ACCEPT = ["", "*/*", "text/html", "a/b;q=x", *(one.media_type for one in (*ROWS.values(), *GRAPHS.values()))]
EXPECTED = {200, 400, 403, 406, 413, 503, 507}


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A query of ours with some tokens left out, doubled, exchanged or put in."""
    tokens = TOKEN.findall(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(tokens)))
        kind = draw(st.integers(0, 4))
        new = draw(st.one_of(st.sampled_from(TOKENS), st.sampled_from(ODD), st.text(max_size=5)))
        end = place + draw(st.integers(0, 8))
        if kind == 0:
            del tokens[place:end]
        elif kind == 1:
            tokens[place:place] = tokens[place:end]
        elif kind == 2:
            tokens[place:end] = [new]
        else:
            tokens.insert(place, new)
    return "".join(tokens)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the made-up graph, with a short deadline."""
    out = tmp_path_factory.mktemp("fuzz")
    make_release(out, list(pyoxigraph.parse(path=FIXTURE, format=RdfFormat.TRIG)))
    with running(out / "current", Limits(deadline=1, memory=128 * MIB)) as server:
        yield server
        pool = server.front.pool
        server.wait(lambda: not pool.running and not pool.waiting and len(pool.idle) == 2)
        assert pool.crew is not None
        assert len(pool.crew.workers) == 2, "a worker was left behind"


def check(server: Server, query: str, accept: str, method: str) -> None:
    """Sends a query in one of the protocol's ways; the answer has a status that is documented."""
    encoded = query.encode("utf-8", errors="surrogatepass")
    if method == "direct":
        kind = {"content-type": "application/sparql-query", "accept": accept}
        reply = server.send("POST", "/sparql", encoded, kind)
    elif method == "form" or len(encoded) > 10_000:
        kind = {"content-type": "application/x-www-form-urlencoded", "accept": accept}
        reply = server.send("POST", "/sparql", urlencode({"query": encoded}).encode(), kind)
    else:
        reply = server.send("GET", "/sparql?" + urlencode({"query": encoded}), headers={"accept": accept})
    assert reply.status in EXPECTED, (reply.status, query, reply.body)


METHODS = st.sampled_from(["GET", "form", "direct"])
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@settings(max_examples=250, suppress_health_check=QUIET)
@given(query=mutated(), accept=st.sampled_from(ACCEPT), method=METHODS)
def test_mutated_queries(server: Server, query: str, accept: str, method: str) -> None:
    """Some mutated queries, at every run of the tests."""
    check(server, query, accept, method)


@pytest.mark.slow
@settings(max_examples=10_000, suppress_health_check=QUIET)
@given(query=mutated(), accept=st.sampled_from(ACCEPT), method=METHODS)
def test_ten_thousand_mutated_queries(server: Server, query: str, accept: str, method: str) -> None:
    """Very many mutated queries."""
    check(server, query, accept, method)


NAMES = st.sampled_from(["meeting", "body", "status", "title", "since", "year", "kind", "who"])
QUESTIONS = st.sampled_from(["attendance", "matter.csv", "bodies.xml", "presence.tsv", "x"])


@settings(max_examples=60)
@given(name=QUESTIONS, values=st.dictionaries(NAMES, st.text(max_size=20)))
def test_values_of_questions(server: Server, name: str, values: dict[str, str]) -> None:
    """Whatever is given to a public question is a value or an error, never a fault."""
    safe = {key: value.encode("utf-8", errors="surrogatepass") for key, value in values.items()}
    reply = server.send("GET", f"/queries/{name}?{urlencode(safe)}")
    assert reply.status in {200, 400, 404}, (reply.status, values, reply.body)
